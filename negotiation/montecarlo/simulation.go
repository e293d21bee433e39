package montecarlo

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/parleylab/parley/negotiation"
)

// DefaultRuns is the number of replications when none is given.
const DefaultRuns = 10_000

// BlockSize is the number of consecutive replications that one worker takes at
// a time. It is part of the definition of a result with metrics.
const BlockSize = 1024

// ErrSimulation is wrapped by errors about the fields of a Simulation.
var ErrSimulation = errors.New("montecarlo: invalid simulation")

// A Simulation is a program to be played for a range of replications.
type Simulation struct {
	Program *negotiation.Program
	Seed    uint64
	First   uint64 // index of the first replication
	Runs    int    // number of replications; 0 means DefaultRuns
	Workers int    // 0 means one per processor
	Metrics []Metric
	// Records keeps the record of every replication in the result.
	Records bool
	// Progress, if not nil, is called now and then from one goroutine at a time.
	Progress func(Progress)
	// AuditEvery replays every so many replications on a fresh session and
	// compares; 0 means 1000, negative means never.
	AuditEvery int

	blank *Result // what an empty result looks like, once settled
}

// Progress is how far a run has come.
type Progress struct {
	Done, Total int
	Rate        float64 // replications per second since the start
}

// Run plays all replications. If ctx ends first, Run returns what is complete,
// a prefix of the range that may be empty, together with ctx.Err(); Rest gives
// the simulation that continues it and Merge joins the two. A strategy or
// protocol that panics costs its replication only, which is counted in
// Result.Failures. An audit that fails is an *AuditError.
func (m Simulation) Run(ctx context.Context) (*Result, error) {
	m, err := m.settled()
	if err != nil {
		return nil, err
	}
	r := &runner{sim: m, blocks: m.split(), done: map[int]*Result{}, start: time.Now()}
	r.result = m.empty(m.First)
	r.work(ctx)
	if r.err != nil {
		return r.result, r.err
	}
	if r.result.Runs < m.Runs {
		return r.result, ctx.Err()
	}
	return r.result, nil
}

// Rest returns the simulation that continues after what r holds.
func (m Simulation) Rest(r *Result) Simulation {
	if m.Runs == 0 {
		m.Runs = DefaultRuns
	}
	m.Runs -= r.Runs
	m.First += uint64(r.Runs)
	return m
}

// settled returns the simulation with its defaults filled in.
func (m Simulation) settled() (Simulation, error) {
	if m.Runs == 0 {
		m.Runs = DefaultRuns
	}
	if m.Workers == 0 {
		m.Workers = runtime.GOMAXPROCS(0)
	}
	if m.AuditEvery == 0 {
		m.AuditEvery = 1000
	}
	var list []error
	fault := func(format string, args ...any) {
		list = append(list, fmt.Errorf("%w: "+format, append([]any{ErrSimulation}, args...)...))
	}
	if m.Program == nil {
		fault("there is no program, want one")
	}
	if m.Runs < 0 || int64(m.Runs) > 1<<40 {
		fault("runs is %d, want 0 to 2^40", m.Runs)
	}
	if m.First+uint64(max(m.Runs, 0)) < m.First {
		fault("first is %d, want first + runs below 2^64", m.First)
	}
	if m.Workers < 0 {
		fault("workers is %d, want 0 or more", m.Workers)
	}
	for i, x := range m.Metrics {
		if x.Name == "" || x.Measure == nil {
			fault("metric %d has no name or no measure, want both", i)
		}
	}
	if err := errors.Join(list...); err != nil {
		return m, err
	}
	m.blank = m.form()
	return m, nil
}

// split cuts the range at the multiples of BlockSize.
func (m Simulation) split() []span {
	var out []span
	for at, end := m.First, m.First+uint64(m.Runs); at < end; {
		next := min(end, (at/BlockSize+1)*BlockSize)
		out = append(out, span{at, next})
		at = next
	}
	return out
}

// span is a range of replications.
type span struct{ from, to uint64 }

// runner is one run in progress.
type runner struct {
	sim    Simulation
	blocks []span
	next   atomic.Int64
	start  time.Time

	mu        sync.Mutex
	done      map[int]*Result // finished out of turn
	committed int
	result    *Result
	err       error
	told      time.Time
	stop      atomic.Bool
}

// work lets the workers take blocks until there are none left.
func (r *runner) work(ctx context.Context) {
	n := min(r.sim.Workers, len(r.blocks))
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { r.worker(ctx) })
	}
	wg.Wait()
	r.tell(true)
}

func (r *runner) worker(ctx context.Context) {
	w := newTable(r.sim)
	for ctx.Err() == nil && !r.stop.Load() {
		i := int(r.next.Add(1)) - 1
		if i >= len(r.blocks) {
			return
		}
		res, err := w.block(ctx, r.blocks[i])
		if res == nil {
			r.fail(err)
			return
		}
		r.commit(i, res)
	}
}

func (r *runner) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var audit *AuditError
	if errors.As(err, &audit) {
		r.err = err
		r.stop.Store(true)
	}
}

// commit adds finished blocks to the result in order.
func (r *runner) commit(i int, res *Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done[i] = res
	for {
		res, ok := r.done[r.committed]
		if !ok {
			break
		}
		delete(r.done, r.committed)
		r.committed++
		r.result.add(res)
	}
	r.tell(false)
}

// tell reports progress, at most every 50 milliseconds unless it is the end.
func (r *runner) tell(end bool) {
	if r.sim.Progress == nil {
		return
	}
	now := time.Now()
	if !end && now.Sub(r.told) < 50*time.Millisecond {
		return
	}
	r.told = now
	p := Progress{Done: r.result.Runs, Total: r.sim.Runs}
	if s := now.Sub(r.start).Seconds(); s > 0 {
		p.Rate = float64(p.Done) / s
	}
	r.sim.Progress(p)
}

package main

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// batch plays several programs for the same range of replications, in turns: a
// stretch of each, then the next stretch, so that an interrupted batch knows
// about as much of every school.
type batch struct {
	programs []*negotiation.Program
	sim      montecarlo.Simulation // of each, but for Program, First and Runs
	first    uint64
	runs     int
	results  []*montecarlo.Result // what is complete, by program
	watch    func(done, total int)
}

// stretch is how many blocks each worker gets of one program before the next
// program has its turn.
const stretch = 4

// run plays what is missing. If ctx ends first it returns ctx.Err() and leaves
// what is complete in results.
func (b *batch) run(ctx context.Context) error {
	if err := b.begin(); err != nil {
		return err
	}
	for {
		idle := true
		for i := range b.programs {
			missing := b.missing(i)
			if missing == 0 {
				continue
			}
			idle = false
			if err := b.play(ctx, i, missing); err != nil {
				return err
			}
		}
		if idle {
			return nil
		}
	}
}

// begin puts an empty result where there is none and checks that those there are
// come from the same programs.
func (b *batch) begin() error {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if b.results == nil {
		b.results = make([]*montecarlo.Result, len(b.programs))
	}
	for i := range b.programs {
		sim := b.part(i, b.first, 1)
		sim.Progress = nil
		empty, err := sim.Run(ended)
		if empty == nil {
			return err
		}
		if b.results[i] == nil {
			b.results[i] = empty
			continue
		}
		if err := sameRun(b.results[i], empty); err != nil {
			return err
		}
	}
	return nil
}

// part is a range of replications of program i.
func (b *batch) part(i int, first uint64, runs int) montecarlo.Simulation {
	sim := b.sim
	sim.Program, sim.First, sim.Runs = b.programs[i], first, runs
	done := b.done()
	sim.Progress = func(p montecarlo.Progress) {
		if b.watch != nil {
			b.watch(done+p.Done, b.runs*len(b.programs))
		}
	}
	return sim
}

// missing returns how many replications of program i are yet to be played.
func (b *batch) missing(i int) int { return max(0, b.runs-b.results[i].Runs) }

// done returns how many replications of all programs are complete.
func (b *batch) done() int {
	n := 0
	for _, r := range b.results {
		if r != nil {
			n += r.Runs
		}
	}
	return n
}

// play plays the next stretch of program i, at most missing replications, and
// joins it to what is there. Stretches end where blocks do.
func (b *batch) play(ctx context.Context, i, missing int) error {
	workers := b.sim.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	at := b.first + uint64(b.results[i].Runs)
	most := workers*stretch*montecarlo.BlockSize - int(at%montecarlo.BlockSize)
	r, err := b.part(i, at, min(missing, most)).Run(ctx)
	if r != nil && r.Runs > 0 {
		joined, bad := montecarlo.Merge(b.results[i], r)
		if bad != nil {
			return bad
		}
		b.results[i] = joined
	}
	return err
}

// errOther is what sameRun's errors begin with.
var errOther = errors.New("it is the result of another request")

// sameRun reports why r cannot be continued by, or joined with, results like
// other.
func sameRun(r, other *montecarlo.Result) error {
	m, o := r.Manifest, other.Manifest
	where := "of school " + o.School
	if o.School == "" {
		where = "as compiled"
	}
	switch {
	case m.Scenario != o.Scenario:
		return fmt.Errorf("%w: scenario %q, want %q", errOther, m.Scenario, o.Scenario)
	case m.School != o.School:
		return fmt.Errorf("%w: school %q, want %q", errOther, m.School, o.School)
	case m.Seed != o.Seed:
		return fmt.Errorf("%w: seed %d, want %d", errOther, m.Seed, o.Seed)
	case m.Library != o.Library:
		return fmt.Errorf("%w: version %s of the library, want %s", errOther, m.Library, o.Library)
	case m.Fingerprint != o.Fingerprint:
		return fmt.Errorf("%w: %s %s is program %.16s, want %.16s; the scenario, --set and --protocol must be the same",
			errOther, m.Scenario, where, m.Fingerprint, o.Fingerprint)
	case !reflect.DeepEqual(m, o), !sameShape(r, other):
		return fmt.Errorf("%w: %s %s has another manifest or other columns", errOther, m.Scenario, where)
	case !sameMetrics(r, other):
		return fmt.Errorf("%w: %s %s has other metrics", errOther, m.Scenario, where)
	}
	return nil
}

// sameShape reports whether the columns of two results stand for the same.
func sameShape(r, other *montecarlo.Result) bool {
	return reflect.DeepEqual(r.Seats, other.Seats) && reflect.DeepEqual(r.Issues, other.Issues) &&
		reflect.DeepEqual(r.Units, other.Units) && len(r.Rounds) == len(other.Rounds) &&
		reflect.DeepEqual(r.BaseRate, other.BaseRate)
}

func sameMetrics(r, other *montecarlo.Result) bool {
	if len(r.Metrics) != len(other.Metrics) {
		return false
	}
	for i := range r.Metrics {
		if r.Metrics[i].Name != other.Metrics[i].Name {
			return false
		}
	}
	return true
}

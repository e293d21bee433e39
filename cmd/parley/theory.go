package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
)

// theory is what run adds to its tables on request, for every school shown.
type theory struct {
	artefacts, settlements bool
	draws                  int // a school, for settlements
}

const (
	// defaultDraws is how many draws a school are settled unless --draws says
	// otherwise: few, since each is searched for the settlements of three concepts.
	defaultDraws = 1000
	// maxArtefactRuns bounds --runs with --artefacts, which keeps every record.
	maxArtefactRuns = 10_000_000
	// maxSettled is how many principals montecarlo settles among at most.
	maxSettled = 16
	// ways is how many times artefacts play each replication at most.
	ways = 5
	// portion is how many draws are settled at a time. Settlements are exact
	// sums, so that portions of any size add up to the same.
	portion = 64
)

// theory reads --artefacts, --settlements and --draws; p is nil if the scenario is
// at fault itself.
func (fl *runFlags) theory(f *faults, b *batch, p *negotiation.Program) theory {
	x := theory{artefacts: fl.artefacts, settlements: fl.settlements}
	x.draws = int(fl.draws.count(f, "draws", 1, maxRuns))
	if fl.draws.given && !x.settlements {
		f.add("--draws is for --settlements, which is not given")
	}
	if x.settlements && b.first+uint64(x.draws) < b.first {
		f.add("--first is %d, want first and draws to add up to less than 2^64", b.first)
	}
	if x.artefacts && b.runs > maxArtefactRuns {
		f.add("--artefacts keeps the record of each replication, want --runs of at most %d", maxArtefactRuns)
	}
	if p != nil && x.settlements && len(p.Seats()) > maxSettled {
		f.add("--settlements: %s has %d principals, want at most %d", p.Name(), len(p.Seats()), maxSettled)
	}
	return x
}

// size returns how many replications the additions take for so many schools.
func (x theory) size(b *batch, schools int) int {
	n := 0
	if x.artefacts {
		n += ways * b.runs * schools
	}
	if x.settlements {
		n += x.draws * schools
	}
	return n
}

// add puts the additions into the study, or returns why it could not.
func (x theory) add(ctx context.Context, b *batch, study *report.Study) error {
	programs := b.shown(study.Shown)
	done, total := b.done(), b.done()+x.size(b, len(programs))
	tell := func(n int) {
		if b.watch != nil {
			b.watch(n, total)
		}
	}
	var artefacts []*montecarlo.Spread
	for i, p := range programs {
		if !x.artefacts {
			break
		}
		s, err := b.artefacts(ctx, p, func(n int) { tell(done + ways*b.runs*i + n) })
		if err != nil {
			return err
		}
		artefacts = append(artefacts, s)
	}
	if x.artefacts {
		done += ways * b.runs * len(programs)
	}
	if x.settlements {
		settlements, err := b.settlements(ctx, programs, x.draws, func(n int) { tell(done + n) })
		if err != nil {
			return err
		}
		study.Settlements = settlements
	}
	study.Artefacts = artefacts
	return nil
}

// shown returns the programs of the schools named, or all if none is.
func (b *batch) shown(schools []string) []*negotiation.Program {
	if len(schools) == 0 {
		return b.programs
	}
	var out []*negotiation.Program
	for _, p := range b.programs {
		if slices.Contains(schools, p.SchoolName()) {
			out = append(out, p)
		}
	}
	return out
}

// artefacts plays one program by every convention.
func (b *batch) artefacts(ctx context.Context, p *negotiation.Program, tell func(done int)) (*montecarlo.Spread, error) {
	sim := b.sim
	sim.Program, sim.First, sim.Runs, sim.Metrics = p, b.first, b.runs, nil
	base, last := 0, 0
	sim.Progress = func(now montecarlo.Progress) {
		if now.Done < last { // the next convention has begun
			base += b.runs
		}
		last = now.Done
		tell(base + last)
	}
	return sim.Artefacts(ctx)
}

// settlements settles the draws of every program, in portions that the workers
// take in turns, since a block may hold all draws of a school.
func (b *batch) settlements(ctx context.Context, programs []*negotiation.Program, draws int, tell func(done int)) ([]*montecarlo.Settlements, error) {
	workers := b.sim.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	each := (draws + portion - 1) / portion
	queue := &settling{b: b, programs: programs, draws: draws, each: each, tell: tell,
		parts: make([]*montecarlo.Settlements, each*len(programs)), errs: make([]error, workers)}
	var wg sync.WaitGroup
	for w := range min(workers, len(queue.parts)) {
		wg.Go(func() { queue.errs[w] = queue.work(ctx) })
	}
	wg.Wait()
	for _, err := range append(queue.errs, ctx.Err()) {
		if err != nil {
			return nil, err
		}
	}
	return queue.joined()
}

// settling is a queue of portions, and what became of them.
type settling struct {
	b        *batch
	programs []*negotiation.Program
	draws    int // a program
	each     int // portions of a program
	parts    []*montecarlo.Settlements
	errs     []error // by worker
	next     atomic.Int64
	tell     func(done int)
	mutex    sync.Mutex
	done     int
}

// work settles portions until none is left, ctx ends or one fails.
func (q *settling) work(ctx context.Context) error {
	for ctx.Err() == nil {
		i := int(q.next.Add(1)) - 1
		if i >= len(q.parts) {
			return nil
		}
		sim := q.b.sim
		from := i % q.each * portion
		sim.Program, sim.First = q.programs[i/q.each], q.b.first+uint64(from)
		sim.Runs, sim.Workers = min(portion, q.draws-from), 1
		part, err := sim.Settlements(ctx)
		if err != nil {
			return err
		}
		q.parts[i] = part
		q.mutex.Lock()
		q.done += sim.Runs
		q.tell(q.done)
		q.mutex.Unlock()
	}
	return nil
}

// joined merges the portions of each program in order.
func (q *settling) joined() ([]*montecarlo.Settlements, error) {
	var out []*montecarlo.Settlements
	for parts := range slices.Chunk(q.parts, q.each) {
		whole := parts[0]
		for _, next := range parts[1:] {
			var err error
			if whole, err = whole.Merge(next); err != nil {
				return nil, fmt.Errorf("settlements: %w", err)
			}
		}
		out = append(out, whole)
	}
	return out, nil
}

package calibrate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/internal/stream"
	"github.com/parleylab/parley/negotiation"
)

// Sequential is approximate Bayesian computation by a sequence of ever smaller
// tolerances. A cloud of particles is drawn from the prior; in every generation
// the tolerance falls to a quantile of their distances, the particles beyond it
// are replaced by copies of the others, and all are moved by a kernel that leaves
// the prior as it is: a step of the preconditioned Crank-Nicolson walk on the
// normal scores of all coordinates, with fresh chance in the talks, that is kept
// if its distance is within the tolerance. Weights stay equal throughout.
//
// Particle i of generation g reads its own addressed stream, so that a cloud is a
// function of the program and the fields alone, whatever the workers.
//
// Del Moral, P., Doucet, A. and Jasra, A. (2012). An adaptive sequential Monte
// Carlo method for approximate Bayesian computation. Statistics and Computing 22,
// 1009-1020. https://doi.org/10.1007/s11222-011-9271-y
//
// Cotter, S., Roberts, G., Stuart, A. and White, D. (2013). MCMC methods for
// functions. Statistical Science 28, 424-446. https://doi.org/10.1214/13-STS421
type Sequential struct {
	Program   *negotiation.Program
	Distance  Distance
	Seed      uint64
	Particles int     // 0 means 1,000
	Goal      float64 // tolerance at which to stop, not negative
	Keep      float64 // share of the particles within the next tolerance, in (0, 1); 0 means one half
	Step      float64 // size of a move, in (0, 1]; 0 means one half, 1 forgets where it came from
	Moves     int     // moves of every particle in a generation; 0 means 3
	// LeastMoved is the share of moves kept below which the sequence stops short of
	// its goal, in [0, 1); 0 means 0.01.
	LeastMoved float64
	Workers    int // 0 means one for each processor
	// Progress, if not nil, is called after every generation.
	Progress func(Progress)
}

// A Cloud is the particles after a generation. It is plain data: written to a
// file and read back it can be continued.
type Cloud struct {
	Generation int         `json:"generation"` // 0 is the prior
	Tolerance  float64     `json:"tolerance"`  // every distance is at most this
	Points     [][]float64 `json:"points"`     // as Session.PlayAt takes them
	Distances  []float64   `json:"distances"`
	Moved      float64     `json:"moved"` // share of the moves that were kept
	Tried      uint64      `json:"tried"` // replications played so far
}

// Run takes the cloud to the goal, or as far as moves are kept. from holds an
// earlier cloud to continue, or is nil. If ctx ends first, Run returns the last
// complete generation, nil if there is none, and ctx.Err(). A sequence that stops
// short of its goal is no error: Cloud.Tolerance says where it stands.
func (a Sequential) Run(ctx context.Context, from *Cloud) (*Cloud, error) {
	if err := a.settle(from); err != nil {
		return nil, err
	}
	c := from
	if c == nil {
		if c = a.first(ctx); c == nil {
			return nil, ctx.Err()
		}
		a.tell(c)
	}
	for c.Tolerance > a.Goal {
		next, ok := a.next(c)
		if !ok {
			return c, nil
		}
		moved := a.generation(ctx, c, next)
		if moved == nil {
			return c, ctx.Err()
		}
		c = moved
		a.tell(c)
		if c.Moved < a.LeastMoved {
			return c, nil
		}
	}
	return c, nil
}

func (a Sequential) tell(c *Cloud) {
	if a.Progress != nil {
		a.Progress(Progress{Accepted: len(c.Points), Wanted: a.Particles, Tried: c.Tried, Tolerance: c.Tolerance})
	}
}

func (a *Sequential) settle(from *Cloud) error {
	var list []error
	fault := func(format string, args ...any) {
		list = append(list, fmt.Errorf("%w: "+format, append([]any{ErrInference}, args...)...))
	}
	if a.Program == nil || a.Distance == nil {
		fault("there is no program or no distance, want both")
	}
	if a.Particles < 0 || a.Moves < 0 || a.Workers < 0 {
		fault("particles are %d, moves %d, workers %d, want 0 or more", a.Particles, a.Moves, a.Workers)
	}
	if !(a.Goal >= 0) {
		fault("goal is %v, want 0 or more", a.Goal)
	}
	if !(a.Keep >= 0 && a.Keep < 1) || !(a.Step >= 0 && a.Step <= 1) || !(a.LeastMoved >= 0 && a.LeastMoved < 1) {
		fault("keep is %v, step %v, least moved %v, want them in [0, 1), [0, 1] and [0, 1)", a.Keep, a.Step, a.LeastMoved)
	}
	if a.Particles == 0 {
		a.Particles = 1000
	}
	if from != nil && (len(from.Points) != a.Particles || len(from.Distances) != a.Particles ||
		a.Program != nil && len(from.Points) > 0 && len(from.Points[0]) != a.Program.Dim()) {
		fault("the cloud to continue has %d particles, want %d of this program", len(from.Points), a.Particles)
	}
	orElse := func(x *float64, y float64) {
		if *x == 0 {
			*x = y
		}
	}
	orElse(&a.Keep, 0.5)
	orElse(&a.Step, 0.5)
	orElse(&a.LeastMoved, 0.01)
	if a.Moves == 0 {
		a.Moves = 3
	}
	if a.Workers == 0 {
		a.Workers = runtime.GOMAXPROCS(0)
	}
	return errors.Join(list...)
}

// next returns the tolerance of the next generation: the wanted quantile of the
// distances, or where many are alike the greatest one below the present. ok is
// false if all are alike.
func (a Sequential) next(c *Cloud) (float64, bool) {
	sorted := slices.Sorted(slices.Values(c.Distances))
	x := sorted[int(a.Keep*float64(len(sorted)-1))]
	if x < c.Tolerance {
		return max(x, a.Goal), true
	}
	i, _ := slices.BinarySearch(sorted, c.Tolerance)
	if i == 0 {
		return 0, false
	}
	return max(sorted[i-1], a.Goal), true
}

// first draws the particles from the prior.
func (a Sequential) first(ctx context.Context) *Cloud {
	c := a.empty()
	key := stream.NewKey(a.Seed, "parameters")
	ok := a.each(ctx, func(s *negotiation.Session, i int) {
		key.Fill(c.Points[i], uint64(i), 0)
		c.Distances[i] = a.Distance(s, s.PlayAt(c.Points[i], a.Seed, uint64(i)))
	})
	if !ok {
		return nil
	}
	c.Tolerance, c.Moved, c.Tried = slices.Max(c.Distances), 1, uint64(a.Particles)
	return c
}

func (a Sequential) empty() *Cloud {
	c := &Cloud{Points: make([][]float64, a.Particles), Distances: make([]float64, a.Particles)}
	for i := range c.Points {
		c.Points[i] = make([]float64, a.Program.Dim())
	}
	return c
}

// generation resamples the particles of old that are within the tolerance, and
// moves them. It returns nil if ctx ended.
func (a Sequential) generation(ctx context.Context, old *Cloud, tolerance float64) *Cloud {
	c := a.empty()
	c.Generation, c.Tolerance = old.Generation+1, tolerance
	var alive []int
	for i, d := range old.Distances {
		if d <= tolerance {
			alive = append(alive, i)
		}
	}
	key := stream.NewKey(a.Seed, "calibrate")
	kept := make([]int, a.Particles)
	ok := a.each(ctx, func(s *negotiation.Session, i int) {
		from := alive[i*len(alive)/a.Particles]
		copy(c.Points[i], old.Points[from])
		c.Distances[i] = old.Distances[from]
		kept[i] = a.move(s, c, i, key)
	})
	if !ok {
		return nil
	}
	total := 0
	for _, k := range kept {
		total += k
	}
	c.Moved = float64(total) / float64(a.Particles*a.Moves)
	c.Tried = old.Tried + uint64(a.Particles*a.Moves)
	return c
}

// move walks particle i of the cloud and returns how many steps were kept.
func (a Sequential) move(s *negotiation.Session, c *Cloud, i int, key stream.Key) (kept int) {
	var rng stream.Stream
	there := make([]float64, len(c.Points[i]))
	back := math.Sqrt(1 - float64(a.Step*a.Step))
	for m := range a.Moves {
		turn := uint64(c.Generation)*uint64(a.Moves) + uint64(m)
		rng.At(key, uint64(i), turn)
		for j, u := range c.Points[i] {
			z := float64(back*detmath.NormalQuantile(u)) + float64(a.Step*detmath.NormalQuantile(rng.Float64()))
			there[j] = min(max(detmath.NormalCDF(z), 0x1p-53), 1-0x1p-53)
		}
		if d := a.Distance(s, s.PlayAt(there, a.Seed, turn<<32|uint64(i))); d <= c.Tolerance {
			copy(c.Points[i], there)
			c.Distances[i] = d
			kept++
		}
	}
	return kept
}

// each calls f for every particle, spread over the workers, each with a session
// of its own. It reports false if ctx ended before all were done.
func (a Sequential) each(ctx context.Context, f func(s *negotiation.Session, i int)) bool {
	var wg sync.WaitGroup
	for w := range a.Workers {
		wg.Go(func() {
			s := a.Program.NewSession()
			for i := w; i < a.Particles && ctx.Err() == nil; i += a.Workers {
				f(s, i)
			}
		})
	}
	wg.Wait()
	return ctx.Err() == nil
}

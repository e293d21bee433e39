package solution_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/parleylab/parley/internal/cputime"
	"github.com/parleylab/parley/negotiation/solution"
)

// shapes are the domains of the benchmarks: equal issues.
var shapes = []struct {
	issues, options int
}{{3, 10}, {6, 5}, {5, 10}, {6, 10}}

// gridDraws draws additive utilities as the engine does: Dirichlet weights, a
// random direction and a log-normal curvature per issue, values on a 2^-40
// grid, reservation values uniform in [0.1, 0.4].
func gridDraws(count, parties, issues, options int) []draw[int64] {
	r := rand.New(rand.NewPCG(9, uint64(issues*100+options)))
	draws := make([]draw[int64], count)
	for c := range draws {
		d := draw[int64]{options: slices.Repeat([]int{options}, issues)}
		for range parties {
			weight, total := make([]float64, issues), 0.0
			for k := range weight {
				weight[k] = r.ExpFloat64()
				total += weight[k]
			}
			var table []int64
			for k := range weight {
				curve := math.Exp(0.5 * r.NormFloat64())
				down := r.IntN(2) == 1
				for l := range options {
					x := float64(l) / float64(options-1)
					if down {
						x = 1 - x
					}
					table = append(table, int64(math.Ldexp(weight[k]/total*math.Pow(x, curve), 40)))
				}
			}
			d.tables = append(d.tables, table)
			d.d = append(d.d, int64(math.Ldexp(0.1+0.3*r.Float64(), 40)))
		}
		draws[c] = d
	}
	return draws
}

func workspace(b *testing.B, d draw[int64]) *solution.Additive[int64] {
	b.Helper()
	a, err := solution.NewAdditive[int64](d.options, len(d.tables))
	if err != nil {
		b.Fatal(err)
	}
	return a
}

// perDraw times f on fresh draws, loaded within the time.
func perDraw(b *testing.B, parties, issues, options int, f func(a *solution.Additive[int64])) {
	draws := gridDraws(256, parties, issues, options)
	a := workspace(b, draws[0])
	for _, d := range draws { // grow the workspace first
		if err := a.Load(d.tables, d.d); err != nil {
			b.Fatal(err)
		}
		f(a)
	}
	c := 0
	cputime.Loop(b, func() {
		d := &draws[c%len(draws)]
		c++
		if err := a.Load(d.tables, d.d); err != nil {
			b.Fatal(err)
		}
		f(a)
	})
}

// BenchmarkNash reports time per redrawn solution, and the naive reference
// (division and remainder, then a scan) beside it.
func BenchmarkNash(b *testing.B) {
	for _, s := range shapes {
		name := fmt.Sprintf("%d^%d", s.options, s.issues)
		b.Run(name+"/additive", func(b *testing.B) {
			perDraw(b, 3, s.issues, s.options, func(a *solution.Additive[int64]) { a.Nash() })
		})
		if s.options == 10 && s.issues == 6 && testing.Short() {
			continue
		}
		b.Run(name+"/naive", func(b *testing.B) {
			draws := gridDraws(16, 3, s.issues, s.options)
			c := 0
			cputime.Loop(b, func() {
				naiveNash(&draws[c%len(draws)])
				c++
			})
		})
	}
}

// naiveNash is the naive reference: enumerate, then scan.
func naiveNash(dr *draw[int64]) int64 {
	u := dr.naive()
	best, top := int64(-1), 0.0
outcomes:
	for o := range u[0] {
		p := 1.0
		for i := range u {
			g := u[i][o] - dr.d[i]
			if g <= 0 {
				continue outcomes
			}
			p *= float64(g)
		}
		if p > top {
			best, top = int64(o), p
		}
	}
	return best
}

func BenchmarkConcepts(b *testing.B) {
	for _, s := range shapes {
		for _, m := range []struct {
			name string
			f    func(a *solution.Additive[int64])
		}{
			{"margin", func(a *solution.Additive[int64]) { a.Margin() }},
			{"ks", func(a *solution.Additive[int64]) { a.KalaiSmorodinsky() }},
			{"utilitarian", func(a *solution.Additive[int64]) { a.Utilitarian(nil) }},
			{"zone", func(a *solution.Additive[int64]) { a.Zone() }},
		} {
			b.Run(fmt.Sprintf("%s/%d^%d", m.name, s.options, s.issues), func(b *testing.B) {
				perDraw(b, 3, s.issues, s.options, m.f)
			})
		}
	}
}

// BenchmarkPareto reports the frontier of redrawn utilities by growth, and by
// enumerating, sorting and sweeping.
func BenchmarkPareto(b *testing.B) {
	for _, parties := range []int{2, 3} {
		for _, s := range shapes {
			name := fmt.Sprintf("%d/%d^%d", parties, s.options, s.issues)
			b.Run(name+"/additive", func(b *testing.B) {
				var dst []int64
				perDraw(b, parties, s.issues, s.options, func(a *solution.Additive[int64]) {
					dst, _ = a.Pareto(context.Background(), solution.Merge, dst[:0])
				})
			})
			b.Run(name+"/table", func(b *testing.B) {
				u := floats(gridDraws(1, parties, s.issues, s.options)[0].naive())
				cputime.Loop(b, func() {
					if _, err := solution.Pareto(context.Background(), u, solution.Merge); err != nil {
						b.Fatal(err)
					}
				})
			})
		}
	}
}

// BenchmarkTable times Pareto and Nash together on tables without structure.
func BenchmarkTable(b *testing.B) {
	for _, c := range []struct{ parties, outcomes int }{{2, 1e5}, {3, 1e5}, {2, 1e6}, {5, 1e5}} {
		r := rand.New(rand.NewPCG(5, 6))
		u := make(solution.Outcomes, c.parties)
		for i := range u {
			u[i] = make([]float64, c.outcomes)
			for o := range u[i] {
				u[i][o] = r.Float64()
			}
		}
		b.Run(fmt.Sprintf("%d/%d", c.parties, c.outcomes), func(b *testing.B) {
			cputime.Loop(b, func() {
				if _, err := solution.Pareto(context.Background(), u, solution.Merge); err != nil {
					b.Fatal(err)
				}
				if _, err := (solution.Nash{}).Solve(solution.Problem{Set: u}); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

package solution_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation/solution"
)

func TestParetoBrute(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 10))
	for c := range 2000 {
		n, m := 1+r.IntN(5), 1+r.IntN(60)
		u := make([][]float64, n)
		for i := range u {
			for range m {
				u[i] = append(u[i], float64(r.IntN(3+c%8)))
			}
		}
		for _, dup := range []solution.Duplicates{solution.Merge, solution.Keep} {
			got, err := solution.Pareto(context.Background(), u, dup)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(brutePareto(u, dup), got); d != "" {
				t.Fatalf("Pareto(%v, %d) (-want +got)\n%s", u, dup, d)
			}
		}
	}
}

func TestParetoManyParties(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for c := range 40 {
		n, m := 3+r.IntN(4), 200+r.IntN(600)
		u := make([][]float64, n)
		for i := range u {
			for range m {
				x := r.Float64()
				if c%2 == 0 {
					x = float64(r.IntN(6))
				}
				u[i] = append(u[i], x)
			}
		}
		for o := range m { // near a simplex most are on the frontier
			if c%3 == 0 {
				u[n-1][o] = -total([]float64{u[0][o], u[1][o], u[2][o]})
			}
		}
		for _, dup := range []solution.Duplicates{solution.Merge, solution.Keep} {
			got, err := solution.Pareto(context.Background(), u, dup)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(brutePareto(u, dup), got); d != "" {
				t.Fatalf("case %d, %d parties (-want +got)\n%s", c, n, d)
			}
		}
	}
}

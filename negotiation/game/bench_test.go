package game_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/negotiation/game"
)

// BenchmarkExtreme finds all extreme equilibria of random square games: 8×8
// within 5 ms and 12×12 within 1 s are wanted.
func BenchmarkExtreme(b *testing.B) {
	for _, kind := range []string{"float", "whole"} {
		for _, n := range []int{5, 8, 10, 12} {
			b.Run(fmt.Sprintf("%s/%dx%d", kind, n, n), func(b *testing.B) {
				r := rand.New(rand.NewPCG(42, uint64(n)))
				draw := r.Float64
				if kind == "whole" {
					draw = func() float64 { return float64(r.IntN(100)) }
				}
				g := bimatrix(b, square(n, draw), square(n, draw))
				for b.Loop() {
					if _, err := game.Extreme(b.Context(), g); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkLemkeHowson follows one path in rationals.
func BenchmarkLemkeHowson(b *testing.B) {
	for _, n := range []int{8, 20, 50} {
		b.Run(fmt.Sprintf("%dx%d", n, n), func(b *testing.B) {
			r := rand.New(rand.NewPCG(42, uint64(n)))
			draw := func() float64 { return float64(r.IntN(100)) }
			g := bimatrix(b, square(n, draw), square(n, draw))
			for b.Loop() {
				if _, err := game.LemkeHowson(b.Context(), g, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLogit traces one branch of a game with four players and ten
// strategies each to λ = 1000: 1 s is wanted.
func BenchmarkLogit(b *testing.B) {
	r := rand.New(rand.NewPCG(42, 1))
	payoff := make([][]float64, 4)
	for i := range payoff {
		for range 10000 {
			payoff[i] = append(payoff[i], r.Float64())
		}
	}
	g, err := game.Tensor([]int{10, 10, 10, 10}, payoff)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := game.NormalLogit(g).Trace(b.Context(), game.Tracing{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLeduc solves Leduc poker: to an exploitability of 1e-3 by CFR+,
// wanted within 3 s, and to the last digit by linear programming.
func BenchmarkLeduc(b *testing.B) {
	e := game.Leduc()
	b.Run("CFR+", func(b *testing.B) {
		for b.Loop() {
			m, err := game.CFR(b.Context(), e, game.Minimisation{Iterations: 100000, Target: 2e-3})
			if err != nil || m.NashConv > 2e-3 {
				b.Fatal(m, err)
			}
		}
	})
	b.Run("linear program", func(b *testing.B) {
		for b.Loop() {
			if _, err := game.ZeroSum(b.Context(), e); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkHomotopy finds one equilibrium of games with several players.
func BenchmarkHomotopy(b *testing.B) {
	for _, sizes := range [][]int{{5, 5, 5}, {3, 3, 3, 3}, {2, 2, 2, 2, 2, 2}} {
		b.Run(fmt.Sprint(sizes), func(b *testing.B) {
			g := randomTensor(b, 1, sizes...)
			for b.Loop() {
				if _, err := game.Homotopy(b.Context(), g); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

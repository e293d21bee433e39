package game_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/parleylab/parley/negotiation/game"
)

// bimatrix builds a game that must be right.
func bimatrix(t testing.TB, a, b [][]float64) *game.Normal {
	t.Helper()
	g, err := game.Bimatrix(a, b)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// vonStengel is the example of von Stengel (2007), Algorithmic Game Theory,
// chapter 3, equation (3.3).
func vonStengel(t testing.TB) *game.Normal {
	return bimatrix(t, [][]float64{{3, 3}, {2, 5}, {0, 6}}, [][]float64{{3, 2}, {2, 6}, {3, 1}})
}

func TestExtreme(t *testing.T) {
	third := 1.0 / 3
	for _, tc := range []struct {
		name       string
		g          *game.Normal
		want       [][]float64
		components int
		degenerate bool
	}{
		{"three equilibria", vonStengel(t), [][]float64{{1, 0, 0, 1, 0}, {0.8, 0.2, 0, 2 * third, third}, {0, third, 2 * third, third, 2 * third}}, 3, false},
		{"a component", bimatrix(t, [][]float64{{3, 3}, {2, 5}, {0, 6}}, [][]float64{{3, 3}, {2, 6}, {3, 1}}), // the same with a tie, equation (3.7)
			[][]float64{{1, 0, 0, 1, 0}, {1, 0, 0, 2 * third, third}, {0, third, 2 * third, third, 2 * third}}, 2, true},
		{"rock, scissors, paper", bimatrix(t, [][]float64{{0, 1, -1}, {-1, 0, 1}, {1, -1, 0}}, [][]float64{{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}}),
			[][]float64{{third, third, third, third, third, third}}, 1, false},
		{"all payoffs equal", bimatrix(t, [][]float64{{1, 1}, {1, 1}}, [][]float64{{1, 1}, {1, 1}}),
			[][]float64{{1, 0, 1, 0}, {1, 0, 0, 1}, {0, 1, 1, 0}, {0, 1, 0, 1}}, 1, true},
		{"one strategy each", bimatrix(t, [][]float64{{-5}}, [][]float64{{7}}), [][]float64{{1, 1}}, 1, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			all, err := game.Extreme(t.Context(), tc.g)
			if err != nil {
				t.Fatal(err)
			}
			if len(all.Extreme) != len(tc.want) || len(all.Components) != tc.components || all.Degenerate != tc.degenerate {
				t.Errorf("%d extreme equilibria, %d components, degenerate %v; want %d, %d, %v", len(all.Extreme), len(all.Components), all.Degenerate, len(tc.want), tc.components, tc.degenerate)
			}
			for _, want := range tc.want {
				if !slices.ContainsFunc(all.Extreme, func(q game.Equilibrium) bool { return distance(q.Profile.Flat(), want) < 1e-15 }) {
					t.Errorf("%v is missing", want)
				}
			}
			for _, q := range all.Extreme {
				if !q.Certificate.Exact || !q.Certificate.Holds(0) {
					t.Error(q.Certificate)
				}
			}
		})
	}
}

// TestComponents checks that mixtures within a component are equilibria.
func TestComponents(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 5))
		a, b := square(3, func() float64 { return float64(r.IntN(3)) }), square(3, func() float64 { return float64(r.IntN(3)) })
		g := bimatrix(t, a, b)
		all, err := game.Extreme(t.Context(), g)
		if err != nil {
			t.Fatal(err)
		}
		if len(all.Extreme) == 0 || len(all.Components) == 0 {
			t.Fatalf("seed %d: no equilibrium", seed)
		}
		for _, c := range all.Components {
			p := game.Mixed{make([]float64, 3), make([]float64, 3)}
			for _, k := range c.First {
				for s, x := range all.Extreme[k].Profile[0] {
					p[0][s] += x / float64(len(c.First))
				}
			}
			for _, k := range c.Second {
				for s, x := range all.Extreme[k].Profile[1] {
					p[1][s] += x / float64(len(c.Second))
				}
			}
			q, err := g.Certify(p)
			if err != nil || !q.Certificate.Holds(1e-12) {
				t.Errorf("seed %d: mixture of %v: %v (%v)", seed, c, q.Certificate, err)
			}
		}
	}
}

// square returns an n×n matrix of draws.
func square(n int, draw func() float64) [][]float64 {
	out := make([][]float64, n)
	for i := range out {
		for range n {
			out[i] = append(out[i], draw())
		}
	}
	return out
}

// TestMethodsAgree finds with Lemke-Howson and by supports only what Extreme
// finds, and with supports all of it where the game is not degenerate.
func TestMethodsAgree(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 9))
		g := bimatrix(t, square(4, r.NormFloat64), square(4, r.NormFloat64))
		all, err := game.Extreme(t.Context(), g)
		if err != nil {
			t.Fatal(err)
		}
		if len(all.Extreme)%2 == 0 {
			t.Errorf("seed %d: %d equilibria, want an odd number", seed, len(all.Extreme))
		}
		known := func(q game.Equilibrium) bool {
			return slices.ContainsFunc(all.Extreme, func(x game.Equilibrium) bool { return distance(x.Profile.Flat(), q.Profile.Flat()) < 1e-9 })
		}
		for drop := range 8 {
			q, err := game.LemkeHowson(t.Context(), g, drop)
			if err != nil || !q.Certificate.Holds(0) || !known(q) {
				t.Errorf("seed %d, label %d: %v, %v (%v)", seed, drop, q.Profile, q.Certificate, err)
			}
		}
		s, err := game.Supports(t.Context(), g)
		if err != nil || !s.Complete || len(s.Equilibria) != len(all.Extreme) {
			t.Errorf("seed %d: supports %d (complete %v), want %d (%v)", seed, len(s.Equilibria), s.Complete, len(all.Extreme), err)
		}
		h, err := game.Homotopy(t.Context(), g)
		if err != nil || !known(h) {
			t.Errorf("seed %d: homotopy %v, %v (%v)", seed, h.Profile, h.Certificate, err)
		}
	}
}

func TestLemkeHowsonDegenerate(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 11))
		draw := func() float64 { return float64(r.IntN(2)) }
		g := bimatrix(t, square(5, draw), square(5, draw))
		for drop := range 10 {
			if q, err := game.LemkeHowson(t.Context(), g, drop); err != nil || !q.Certificate.Holds(0) {
				t.Errorf("seed %d, label %d: %v (%v)", seed, drop, q.Certificate, err)
			}
		}
	}
}

func TestPure(t *testing.T) {
	g := nfgOf(t, `NFG 1 R "coordination of three" { "A" "B" "C" } { 2 2 2 } 1 1 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 2 2 2`)
	found, err := game.Pure(t.Context(), g)
	if err != nil || len(found) != 2 || found[0].Payoff[0] != 1 || found[1].Payoff[0] != 2 {
		t.Errorf("found %v (%v), want the two ways to coordinate", found, err)
	}
	// One third and its nearest float differ, and an exact method must see it.
	h := nfgOf(t, `NFG 1 R "" { "A" } { 2 } 1/3 0.333333333333333314829616256247`)
	found, err = game.Pure(t.Context(), h)
	if err != nil || len(found) != 1 || found[0].Profile[0][0] != 1 {
		t.Errorf("found %v (%v), want the first strategy only", found, err)
	}
}

func TestEliminate(t *testing.T) {
	dilemma := bimatrix(t, [][]float64{{3, 0}, {5, 1}}, [][]float64{{3, 5}, {0, 1}})
	mixed := bimatrix(t, [][]float64{{3, 0}, {0, 3}, {1, 1}}, [][]float64{{1, 0}, {0, 1}, {0, 0}})
	weak := bimatrix(t, [][]float64{{1, 1}, {1, 0}, {0, 1}}, [][]float64{{1, 1}, {0, 1}, {1, 0}}) // order matters for weak dominance, but not here
	order := bimatrix(t, [][]float64{{1, 1}, {0, 0}}, [][]float64{{1, 1}, {1, 0}})
	for _, tc := range []struct {
		name string
		g    *game.Normal
		by   game.Dominance
		want [][]int
	}{
		{"prisoners", dilemma, game.Strict, [][]int{{1}, {1}}},
		{"by a mixture", mixed, game.Strict, [][]int{{0, 1}, {0, 1}}},
		{"by a mixture, pure only", mixed, game.StrictPure, [][]int{{0, 1, 2}, {0, 1}}},
		{"no strict dominance", weak, game.Strict, [][]int{{0, 1, 2}, {0, 1}}},
		{"weak", weak, game.Weak, [][]int{{0}, {0, 1}}},
		{"weak, then strict", order, game.WeakPure, [][]int{{0}, {0}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			e, err := game.Eliminate(t.Context(), tc.g, tc.by)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.EqualFunc(e.Kept, tc.want, slices.Equal[[]int]) {
				t.Errorf("kept %v, want %v", e.Kept, tc.want)
			}
			if e.Game.Sizes()[0] != len(tc.want[0]) {
				t.Errorf("restricted game has sizes %v", e.Game.Sizes())
			}
			if !e.Certificate.Exact || !e.Certificate.Holds(0) {
				t.Error(e.Certificate)
			}
			for _, r := range e.Removed {
				if r.Margin.Sign() <= 0 {
					t.Errorf("removal %v without a margin", r)
				}
			}
		})
	}
	// In this game, from Osborne and Rubinstein (1994), section 4.3, the order
	// of elimination decides whether only L or also R is left.
	g := bimatrix(t, [][]float64{{1, 0}, {1, 2}, {0, 2}}, [][]float64{{1, 0}, {1, 1}, {0, 1}})
	e, err := game.Eliminate(t.Context(), g, game.WeakPure)
	if err != nil || !e.OrderMatters {
		t.Errorf("order matters %v, want true; kept %v (%v)", e.OrderMatters, e.Kept, err)
	}
}

func TestCorrelated(t *testing.T) {
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 13))
		g := bimatrix(t, square(3, r.NormFloat64), square(3, r.NormFloat64))
		ce, err := game.Correlated(t.Context(), g, game.CorrelatedEquilibrium, game.Goal{})
		if err != nil {
			t.Fatal(err)
		}
		cce, err := game.Correlated(t.Context(), g, game.CoarseCorrelated, game.Goal{})
		if err != nil {
			t.Fatal(err)
		}
		if !ce.Certificate.Holds(0) || !cce.Certificate.Holds(0) || !ce.Certificate.Exact {
			t.Errorf("seed %d: %v, %v", seed, ce.Certificate, cce.Certificate)
		}
		if cce.Value < ce.Value-1e-12 {
			t.Errorf("seed %d: coarse %v is below correlated %v", seed, cce.Value, ce.Value)
		}
		all, err := game.Extreme(t.Context(), g)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range all.Extreme { // every Nash equilibrium is a correlated one
			joint := make([]float64, 9)
			for c := range joint {
				joint[c] = q.Profile[0][c%3] * q.Profile[1][c/3]
			}
			if _, cert := g.CertifyMediated(joint, game.CorrelatedEquilibrium); !cert.Holds(1e-12) {
				t.Errorf("seed %d: Nash equilibrium is no correlated one: %v", seed, cert)
			}
			if q.Payoff[0]+q.Payoff[1] > ce.Value+1e-12 {
				t.Errorf("seed %d: Nash %v beats the best correlated %v", seed, q.Payoff, ce.Value)
			}
		}
	}
}

func TestCommitBeatsNash(t *testing.T) {
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 17))
		g := bimatrix(t, square(3, r.NormFloat64), square(3, r.NormFloat64))
		all, err := game.Extreme(t.Context(), g)
		if err != nil {
			t.Fatal(err)
		}
		for leader := range 2 {
			c, err := game.Commit(t.Context(), g, leader)
			if err != nil || !c.Certificate.Holds(1e-15) {
				t.Fatalf("seed %d: %v (%v)", seed, c, err)
			}
			for _, q := range all.Extreme {
				if q.Payoff[leader] > c.Payoff[0]+1e-12 {
					t.Errorf("seed %d: Nash pays the leader %v, commitment %v", seed, q.Payoff[leader], c.Payoff[0])
				}
			}
		}
	}
}

func TestTwoPlayerMethodsRefuse(t *testing.T) {
	g, err := game.Tensor([]int{2, 2, 2}, [][]float64{make([]float64, 8), make([]float64, 8), make([]float64, 8)})
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	_, extreme := game.Extreme(ctx, g)
	_, howson := game.LemkeHowson(ctx, g, 0)
	_, reach := game.Accessible(ctx, g)
	_, commit := game.Commit(ctx, g, 0)
	for _, err := range []error{extreme, howson, reach, commit} {
		if !errors.Is(err, game.ErrPlayers) {
			t.Errorf("error %v, want ErrPlayers", err)
		}
	}
	if _, err := game.LemkeHowson(ctx, vonStengel(t), 5); err == nil {
		t.Error("label 5 of 5 accepted")
	}
	if _, err := game.Commit(ctx, vonStengel(t), 2); err == nil {
		t.Error("leader 2 accepted")
	}
}

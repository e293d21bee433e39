package game_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation/game"
)

func TestSupportsOfThreePlayers(t *testing.T) {
	nine := nfgOf(t, `NFG 1 R "McKelvey and McLennan (1997): nine equilibria" { "1" "2" "3" } { 2 2 2 } 9 8 12 0 0 0 0 0 0 9 8 2 0 0 0 3 4 6 3 4 6 0 0 0`)
	s, err := game.Supports(t.Context(), nine)
	if err != nil || len(s.Equilibria) != 9 || !s.Complete {
		t.Errorf("%d equilibria (complete %v, %v), want 9", len(s.Equilibria), s.Complete, err)
	}
	irrational := nfgOf(t, `NFG 1 R "Nau, Gomez Canovas and Hansen (2004), section 4" { "1" "2" "3" } { 2 2 2 } 3 0 2 0 1 0 0 2 0 1 0 0 1 0 0 0 3 0 0 1 0 2 0 3`)
	s, err = game.Supports(t.Context(), irrational)
	if err != nil || len(s.Equilibria) != 1 || !s.Complete {
		t.Fatalf("%d equilibria (complete %v, %v), want 1", len(s.Equilibria), s.Complete, err)
	}
	q, err := game.Homotopy(t.Context(), irrational)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []game.Mixed{s.Equilibria[0].Profile, q.Profile} {
		if d := distance([]float64{p[0][0], p[1][0], p[2][0]}, []float64{0.61923258, 0.47980422, 0.37882534}); d > 5e-9 { // their paper, eight digits
			t.Errorf("equilibrium %v", p)
		}
	}
}

func TestSupportsOpenOnAContinuum(t *testing.T) {
	// Player 3 is indifferent throughout: equilibria form continua.
	zero := make([]float64, 8)
	a := []float64{1, 0, 0, 1, 1, 0, 0, 1}
	g, err := game.Tensor([]int{2, 2, 2}, [][]float64{a, a, zero})
	if err != nil {
		t.Fatal(err)
	}
	s, err := game.Supports(t.Context(), g)
	if err != nil || s.Complete || s.Open == 0 || len(s.Equilibria) < 4 {
		t.Errorf("%d equilibria, complete %v, open %d (%v); want an incomplete answer with the pure ones", len(s.Equilibria), s.Complete, s.Open, err)
	}
}

// randomTensor returns an n-player game with whole payoffs.
func randomTensor(t testing.TB, seed uint64, sizes ...int) *game.Normal {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 31))
	cells := 1
	for _, m := range sizes {
		cells *= m
	}
	payoff := make([][]float64, len(sizes))
	for i := range payoff {
		for range cells {
			payoff[i] = append(payoff[i], float64(r.IntN(100)))
		}
	}
	g, err := game.Tensor(sizes, payoff)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestHomotopyOfManyPlayers(t *testing.T) {
	for _, sizes := range [][]int{{2, 2, 2}, {3, 3, 3}, {5, 5, 5}, {2, 2, 2, 2}, {3, 3, 3, 3}, {2, 2, 2, 2, 2, 2}} {
		for seed := range uint64(5) {
			g := randomTensor(t, seed, sizes...)
			q, err := game.Homotopy(t.Context(), g)
			if err != nil || !q.Certificate.Holds(1e-8) {
				t.Errorf("%v, seed %d: %v (%v)", sizes, seed, q.Certificate, err)
			}
		}
	}
}

func TestSupportsHoldTheHomotopy(t *testing.T) {
	for seed := range uint64(6) {
		g := randomTensor(t, seed, 2, 2, 3)
		s, err := game.Supports(t.Context(), g)
		if err != nil {
			t.Fatal(err)
		}
		q, err := game.Homotopy(t.Context(), g)
		if err != nil {
			t.Fatal(err)
		}
		found := slices.ContainsFunc(s.Equilibria, func(x game.Equilibrium) bool { return distance(x.Profile.Flat(), q.Profile.Flat()) < 1e-7 })
		if s.Complete && (!found || len(s.Equilibria)%2 == 0) {
			t.Errorf("seed %d: %d equilibria, the homotopy's among them %v", seed, len(s.Equilibria), found)
		}
	}
}

func TestSizesAreRefused(t *testing.T) {
	ctx := t.Context()
	big := bimatrix(t, [][]float64{make([]float64, 130)}, [][]float64{make([]float64, 130)})
	_, extreme := game.Extreme(ctx, big)
	_, supports := game.Supports(ctx, big)
	_, rank := game.AlphaRank(ctx, randomTensor(t, 1, 17, 17, 17), game.Selection{})
	_, sequence := game.Sequence(ctx, game.Leduc())
	_, reduce := game.Leduc().Reduce(ctx)
	wide := bimatrix(t, square(300, func() float64 { return 0 }), square(300, func() float64 { return 0 }))
	_, mediated := game.Correlated(ctx, wide, game.CorrelatedEquilibrium, game.Goal{})
	for name, err := range map[string]error{"Extreme": extreme, "Supports": supports, "AlphaRank": rank, "Sequence": sequence, "Reduce": reduce, "Correlated": mediated} {
		var size *game.SizeError
		if !errors.As(err, &size) || size.Use == "" {
			t.Errorf("%s: error %v, want a SizeError that names another method", name, err)
		}
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	g := randomTensor(t, 1, 6, 6)
	three := randomTensor(t, 1, 3, 3, 3)
	leduc := game.Leduc()
	agent, err := game.AgentLogit(leduc)
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]func() error{
		"Pure":             func() error { _, err := game.Pure(ctx, g); return err },
		"Extreme":          func() error { _, err := game.Extreme(ctx, g); return err },
		"LemkeHowson":      func() error { _, err := game.LemkeHowson(ctx, g, 0); return err },
		"Accessible":       func() error { _, err := game.Accessible(ctx, g); return err },
		"Supports":         func() error { _, err := game.Supports(ctx, three); return err },
		"Homotopy":         func() error { _, err := game.Homotopy(ctx, three); return err },
		"Eliminate":        func() error { _, err := game.Eliminate(ctx, g, game.Weak); return err },
		"Correlated":       func() error { _, err := game.Correlated(ctx, g, game.CoarseCorrelated, game.Goal{}); return err },
		"Commit":           func() error { _, err := game.Commit(ctx, g, 0); return err },
		"ZeroSum":          func() error { _, err := game.ZeroSum(ctx, leduc); return err },
		"Sequence":         func() error { _, err := game.Sequence(ctx, game.Kuhn()); return err },
		"Reduce":           func() error { _, err := game.Kuhn().Reduce(ctx); return err },
		"SubgamePerfect":   func() error { _, err := game.SubgamePerfect(ctx, leduc); return err },
		"CheckRationality": func() error { _, err := game.CheckRationality(ctx, leduc, leduc.Uniform(), 10); return err },
		"Trace":            func() error { _, err := agent.Trace(ctx, game.Tracing{}); return err },
		"CFR":              func() error { _, err := game.CFR(ctx, leduc, game.Minimisation{}); return err },
		"Replicator":       func() error { _, err := game.Replicator(ctx, g, g.Uniform(), game.Replication{}); return err },
		"AlphaRank":        func() error { _, err := game.AlphaRank(ctx, g, game.Selection{}); return err },
	} {
		start := time.Now()
		if err := f(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error %v, want context.Canceled", name, err)
		}
		if d := time.Since(start); d > time.Second {
			t.Errorf("%s: took %v to notice", name, d)
		}
	}
}

func TestReplicator(t *testing.T) {
	// Hawk and dove with value 2 and cost 3: the mixed rest point has two
	// thirds of hawks (Maynard Smith 1982).
	hawk := [][]float64{{-0.5, 2}, {0, 1}}
	r, err := game.ReplicatorSymmetric(t.Context(), hawk, []float64{0.1, 0.9}, game.Replication{Rest: 1e-13, Steps: 100000})
	if err != nil || math.Abs(r.End[0][0]-2.0/3) > 1e-9 || !r.Certificate.Holds(1e-9) {
		t.Errorf("end %v, %v (%v); want two thirds of hawks", r.End, r.Certificate, err)
	}
	// Two populations run apart from anywhere off the diagonal.
	g := bimatrix(t, hawk, [][]float64{{-0.5, 0}, {2, 1}})
	two, err := game.Replicator(t.Context(), g, game.Mixed{{0.7, 0.3}, {0.6, 0.4}}, game.Replication{Steps: 20000})
	if err != nil || two.End[0][0] < 0.999 || two.End[1][0] > 0.001 {
		t.Errorf("end %v (%v), want hawks in the first population", two.End, err)
	}
	absent, err := game.ReplicatorSymmetric(t.Context(), hawk, []float64{0, 1}, game.Replication{Steps: 10, Keep: 5})
	if err != nil || absent.End[0][0] != 0 || len(absent.Path) != 3 {
		t.Errorf("end %v, path %v (%v); want that the absent stay absent", absent.End, absent.Path, err)
	}
	for _, start := range [][]float64{{1}, {0.5, 0.6}, {math.NaN(), 1}} {
		if _, err := game.ReplicatorSymmetric(t.Context(), hawk, start, game.Replication{}); !errors.Is(err, game.ErrProfile) {
			t.Errorf("start %v: error %v, want ErrProfile", start, err)
		}
	}
}

func TestAlphaRank(t *testing.T) {
	// A dominant strategy takes nearly all the mass under strong selection.
	g := bimatrix(t, [][]float64{{3, 0}, {5, 1}}, [][]float64{{3, 5}, {0, 1}})
	r, err := game.AlphaRank(t.Context(), g, game.Selection{Alpha: 10})
	if err != nil || r.Order[0] != 3 || r.Mass[3] < 0.999 || !r.Certificate.Holds(1e-12) {
		t.Errorf("ranking %v (%v), want mutual defection on top", r, err)
	}
	// Rock, scissors, paper treats all alike.
	s, err := game.AlphaRankSymmetric(t.Context(), [][]float64{{0, 1, -1}, {-1, 0, 1}, {1, -1, 0}}, game.Selection{})
	if err != nil || distance(s.Mass, []float64{1.0 / 3, 1.0 / 3, 1.0 / 3}) > 1e-12 {
		t.Errorf("ranking %v (%v), want thirds", s, err)
	}
	if _, err := game.AlphaRank(t.Context(), g, game.Selection{Population: 1}); err == nil {
		t.Error("population of one accepted")
	}
}

func TestProfilesAreChecked(t *testing.T) {
	g := loopback(t)
	for _, p := range []game.Mixed{nil, {{1, 0}}, {{1, 0}, {1}}, {{math.NaN(), 1}, {1, 0}}} {
		if _, err := g.Certify(p); !errors.Is(err, game.ErrProfile) {
			t.Errorf("profile %v: error %v, want ErrProfile", p, err)
		}
	}
	q, err := g.Certify(game.Mixed{{2, -1}, {0.5, 0.25}})
	if err != nil || q.Certificate.Infeasible != 1 {
		t.Errorf("infeasibility %v (%v), want 1", q.Certificate.Infeasible, err)
	}
	if (game.Certificate{Regret: []float64{math.NaN()}}).Holds(1) {
		t.Error("NaN holds")
	}
}

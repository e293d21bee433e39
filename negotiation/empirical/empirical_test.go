package empirical_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/empirical"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// pie splits ten slices between two; without a deal nobody gets any.
func pie(uncertain bool) negotiation.Scenario {
	sc := negotiation.Scenario{Name: "pie", Rounds: 10, Protocol: protocol.Alternating{}}
	is := negotiation.Issue{Name: "slices"}
	var up, down []negotiation.Quantity
	for l := range 11 {
		is.Options = append(is.Options, negotiation.Option{Name: string(rune('a' + l))})
		up = append(up, negotiation.Exactly(float64(l)/10))
		down = append(down, negotiation.Exactly(1-float64(l)/10))
	}
	sc.Issues = []negotiation.Issue{is}
	for i, v := range [][]negotiation.Quantity{up, down} {
		p := negotiation.Party{
			Name: []string{"one", "two"}[i], Strategy: strategy.HardLiner{},
			Utility: utility.Additive{
				Weights: map[string]negotiation.Quantity{"slices": negotiation.Exactly(1)},
				Values:  map[string][]negotiation.Quantity{"slices": v},
				Total:   10,
			},
		}
		if uncertain {
			p.Reservation = negotiation.Uniform{Min: 0, Max: 3}
		}
		sc.Parties = append(sc.Parties, p)
	}
	return sc
}

func choices(t testing.TB, names ...string) []empirical.Choice {
	t.Helper()
	var out []empirical.Choice
	for _, n := range names {
		s, err := strategy.ByName(n)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, empirical.Choice{Name: n, Strategy: s})
	}
	return out
}

// TestPie plays a pie that is worth nothing without a deal. A hard-liner wants
// all ten slices in every round, and a linear conceder still wants one in the
// last, so neither two hard-liners nor one against a linear conceder agree. Two
// linear conceders meet. The conceding profile is the only one without regret
// among those with a deal.
func TestPie(t *testing.T) {
	ctx := context.Background()
	s := empirical.Study{Scenario: pie(false), Choices: choices(t, "hardliner", "linear"), Runs: 2}
	table, err := s.Run(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range table.Cells[:3] {
		if c.Deals != 0 || c.Payoff[0].Mean != 0 || c.Payoff[1].Mean != 0 {
			t.Errorf("%s: %d deals, payoffs %v, want none and 0", table.Name(c.Profile), c.Deals, c.Payoff)
		}
	}
	both := table.Cells[3]
	if sum := both.Payoff[0].Mean + both.Payoff[1].Mean; both.Deals != 2 || sum < 9.99 || sum > 10.01 {
		t.Errorf("linear, linear: %d deals, payoffs sum to %v, want 2 and the ten slices", both.Deals, sum)
	}
	a, err := table.Analyse(ctx, empirical.Options{Resamples: 10})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range a.Profiles {
		if p.Stable.N != 10 || (p.Regret <= 0) != (p.Stable.K == 10) {
			t.Errorf("%s: regret %v, stable in %d of %d tables without error",
				table.Name(p.Strategies), p.Regret, p.Stable.K, p.Stable.N)
		}
	}
	if got := a.Profiles[3].Regret; got != 0 {
		t.Errorf("linear, linear: regret %v, want 0", got)
	}
	for _, e := range a.Equilibria {
		if r := e.Certificate.MaxRegret(); r > 1e-9 {
			t.Errorf("equilibrium %v has regret %v", e.Profile, r)
		}
	}
}

func TestWorkersAndInterruption(t *testing.T) {
	ctx := context.Background()
	s := empirical.Study{Scenario: pie(true), Choices: choices(t, "boulware", "linear", "conceder"), Runs: 300, Seed: 3}
	whole, err := s.Run(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := json.Marshal(whole)
	for _, workers := range []int{1, 2, 7} {
		s.Workers = workers
		got, err := s.Run(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := json.Marshal(got); !bytes.Equal(b, want) {
			t.Errorf("%d workers: another table", workers)
		}
	}
	stop, cancel := context.WithCancel(ctx)
	s.Progress = func(done, _ int) {
		if done == 4 {
			cancel()
		}
	}
	part, err := s.Run(stop, nil)
	if !errors.Is(err, context.Canceled) || len(part.Cells) != 4 {
		t.Fatalf("interrupted run: %d cells, error %v, want 4 and context.Canceled", len(part.Cells), err)
	}
	s.Progress = nil
	rest, err := s.Run(ctx, part)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(whole, rest); diff != "" {
		t.Errorf("continued run (-whole +continued):\n%s", diff)
	}
}

func TestFaults(t *testing.T) {
	s := empirical.Study{Scenario: pie(false), Choices: choices(t, "linear"), Runs: 1}
	if _, err := s.Run(context.Background(), nil); !errors.Is(err, empirical.ErrStudy) {
		t.Errorf("one strategy and one run: %v, want ErrStudy", err)
	}
	s = empirical.Study{Scenario: pie(false), Choices: choices(t, "linear", "conceder"), Runs: 2}
	other := &empirical.Table{Scenario: "another"}
	if _, err := s.Run(context.Background(), other); !errors.Is(err, empirical.ErrStudy) {
		t.Errorf("table of another study: %v, want ErrStudy", err)
	}
	if _, err := other.Game(); err == nil {
		t.Error("game of an empty table: no error")
	}
}

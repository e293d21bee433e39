package utility_test

import (
	"math"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// exactly returns known numbers as quantities.
func exactly(x ...float64) []negotiation.Quantity {
	out := make([]negotiation.Quantity, len(x))
	for i := range x {
		out[i] = negotiation.Exactly(x[i])
	}
	return out
}

// land is a domain of two issues.
func land() []negotiation.Issue {
	return []negotiation.Issue{
		{Name: "land", Options: negotiation.Options("none", "half", "all"), StatusQuo: 1},
		{Name: "water", Options: negotiation.Options("closed", "open")},
	}
}

// weighted is the sum whose values are worked out in the tests: weights 3 and 1,
// that is 7.5 and 2.5 of 10.
func weighted() utility.Additive {
	return utility.Additive{
		Weights: map[string]negotiation.Quantity{"land": negotiation.Exactly(3), "water": negotiation.Exactly(1)},
		Values:  map[string][]negotiation.Quantity{"land": exactly(0, 0.2, 1), "water": exactly(1, -0.5)},
		Total:   10,
	}
}

// scenario seats u opposite a party that does not matter.
func scenario(u negotiation.Utility, constraints ...negotiation.Constraint) negotiation.Scenario {
	return negotiation.Scenario{
		Name: "land", Rounds: 3, Protocol: protocol.Alternating{}, Issues: land(), Constraints: constraints,
		Parties: []negotiation.Party{
			{Name: "upper", Utility: u, Strategy: strategy.HardLiner{}},
			{Name: "lower", Utility: utility.Table{Payoff: make([]float64, 6)}, Strategy: strategy.HardLiner{}},
		},
	}
}

// TestValuesByHand compares values of single outcomes with hand-worked sums.
func TestValuesByHand(t *testing.T) {
	at := func(issue string, r negotiation.Relation, l int) negotiation.Term {
		return negotiation.Term{Issue: issue, Relation: r, Level: l}
	}
	for _, c := range []struct {
		name string
		u    negotiation.Utility
		want [6]float64 // land none, half, all; water closed, open each
	}{
		{"additive", weighted(), [6]float64{2.5, -1.25, 1.5 + 2.5, 1.5 - 1.25, 7.5 + 2.5, 7.5 - 1.25}},
		{"synergy", utility.Interacting{Of: weighted(), Synergies: []utility.Synergy{
			{A: at("water", negotiation.Exact, 1), B: at("land", negotiation.AtLeast, 1), Worth: negotiation.Exactly(0.3)},
			{A: at("land", negotiation.AtMost, 1), B: at("water", negotiation.AtMost, 0), Worth: negotiation.Exactly(-0.1)},
		}}, [6]float64{2.5 - 1, -1.25, 4 - 1, 0.25 + 3, 10, 6.25 + 3}},
		{"table", utility.Table{Payoff: []float64{3, 1, -4, 1, 5, 9}}, [6]float64{3, 1, -4, 1, 5, 9}},
		{"nothing", utility.Table{Payoff: make([]float64, 6)}, [6]float64{}},
	} {
		p, err := scenario(c.u).Compile()
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		s := p.NewSession()
		s.Play(1, 0)
		for o, want := range c.want {
			// 1e-10 is ten steps of a grid of 10 * 2^-40.
			if got := s.Value(0, negotiation.Outcome(o)); math.Abs(got-want) > 1e-10 {
				t.Errorf("%s: outcome %d is worth %v, want %v", c.name, o, got, want)
			}
		}
	}
}

// TestOnlyProportionsMatter holds that weights are normalised after they are
// drawn.
func TestOnlyProportionsMatter(t *testing.T) {
	u := weighted()
	u.Weights = map[string]negotiation.Quantity{
		"land": negotiation.Uniform{Min: 1, Max: 5}, "water": negotiation.Exactly(2)}
	p, err := scenario(u).Compile()
	if err != nil {
		t.Fatal(err)
	}
	s := p.NewSession()
	for r := range uint64(50) {
		s.Play(1, r)
		w := s.Param("upper/weight/land")
		want := 10 * w / (w + 2)
		if got := s.Value(0, 4) - s.Value(0, 0); math.Abs(got-want) > 1e-10 {
			t.Errorf("replication %d: all the land is worth %v more than none, want %v", r, got, want)
		}
	}
}

// TestDrawnValues holds that values which are not exact are parameters, and that
// exact ones are none.
func TestDrawnValues(t *testing.T) {
	u := weighted()
	u.Values["land"][1] = negotiation.Sourced{Quantity: negotiation.Uniform{Min: 0.1, Max: 0.9}, Cite: "map"}
	p, err := scenario(u).Compile()
	if err != nil {
		t.Fatal(err)
	}
	row, ok := p.Param("upper/value/land/1")
	if !ok || row.Cite != "map" {
		t.Errorf("the drawn value is %+v, %v", row, ok)
	}
	if _, ok := p.Param("upper/value/land/0"); ok {
		t.Error("an exact value is a parameter")
	}
	s := p.NewSession()
	s.Play(1, 3)
	want := 7.5 * s.Param("upper/value/land/1")
	if got := s.Value(0, 3) - s.Value(0, 1); math.Abs(got-want) > 1e-10 {
		t.Errorf("half of the land is worth %v, want %v", got, want)
	}
}

// TestUtilityFaults breaks one thing at a time.
func TestUtilityFaults(t *testing.T) {
	change := func(f func(*utility.Additive)) negotiation.Utility {
		u := weighted()
		f(&u)
		return u
	}
	term := negotiation.Term{Issue: "land"}
	for _, c := range []struct {
		name string
		u    negotiation.Utility
		want string
	}{
		{"no weight", change(func(u *utility.Additive) { delete(u.Weights, "land") }), "parties/upper/weight/land: there is no weight, want one of 0 or more"},
		{"weight of nothing", change(func(u *utility.Additive) { u.Weights["sea"] = negotiation.Exactly(1) }), "parties/upper/weight/sea: there is no such issue"},
		{"values of nothing", change(func(u *utility.Additive) { u.Values["sea"] = nil }), "parties/upper/value/sea: there is no such issue"},
		{"negative weight", change(func(u *utility.Additive) { u.Weights["land"] = negotiation.Uniform{Min: -1, Max: 1} }), "upper/weight/land: the lower end of uniform(-1, 1) is -1, want at least 0"},
		{"no weight at all", change(func(u *utility.Additive) {
			u.Weights["land"], u.Weights["water"] = negotiation.Exactly(0), negotiation.Exactly(0)
		}), "parties/upper/weight: all weights are 0, want one above 0"},
		{"too few values", change(func(u *utility.Additive) { u.Values["land"] = exactly(1, 2) }), "parties/upper/value/land: there are 2 values for 3 options, want one for each"},
		{"value out of range", change(func(u *utility.Additive) { u.Values["land"] = exactly(0, 1, 5) }), "upper/value/land/2: the upper end of 5 is 5, want at most 4"},
		{"value missing", change(func(u *utility.Additive) { u.Values["land"][1] = nil }), "parties/upper/value/land/1: there is no value, want a number in [-4, 4]"},
		{"negative total", change(func(u *utility.Additive) { u.Total = -1 }), "parties/upper/utility/total: it is -1, want a positive number"},
		{"payoffs", utility.Table{Payoff: []float64{1}}, "parties/upper/utility/payoff: there are 1 values for 6 outcomes, want one for each"},
		{"payoff no number", utility.Table{Payoff: []float64{0, 0, math.NaN(), 0, 0, 0}}, "parties/upper/utility/payoff: value 2 is NaN, want a finite number"},
		{"points", utility.Table{Payoff: []float64{0, 0, 9, 0, 0, 0}, Points: 2}, "parties/upper/utility/points: the scale is 2 and a value 9, want values within four times the scale"},
		{"commitment to nothing", utility.Commitment{}, "parties/upper/utility: there is no utility under the commitment discount, want one"},
		{"commitment to a table", utility.Commitment{Of: utility.Table{Payoff: make([]float64, 6)}}, "parties/upper/utility: the utility under the commitment discount is no sum over issues, want one such as additive"},
		{"synergy of nothing", utility.Interacting{}, "parties/upper/utility: there is no utility under the synergies, want one"},
		{"synergy of one issue", utility.Interacting{Of: weighted(), Synergies: []utility.Synergy{{A: term, B: term, Worth: negotiation.Exactly(1)}}},
			`parties/upper/synergy/0: issues "land" and "land", want two issues of the scenario that differ`},
		{"synergy too large", utility.Interacting{Of: weighted(), Synergies: []utility.Synergy{{A: term, B: negotiation.Term{Issue: "water"}, Worth: negotiation.Exactly(3)}}},
			"upper/synergy/0: the upper end of 3 is 3, want at most 2"},
	} {
		_, err := scenario(c.u).Compile()
		if err == nil {
			t.Errorf("%s: it compiles, want %s", c.name, c.want)
			continue
		}
		found := false
		for line := range strings.SplitSeq(err.Error(), "\n") {
			found = found || line == c.want
		}
		if !found {
			t.Errorf("%s: got %v\nwant %s", c.name, err, c.want)
		}
	}
}

// TestZeroWeights holds that in a draw in which nothing matters every outcome is
// worth nothing.
func TestZeroWeights(t *testing.T) {
	u := weighted()
	u.Weights = map[string]negotiation.Quantity{
		"land": negotiation.Exactly(0), "water": negotiation.Discrete{Values: []float64{0, 1}, Weights: []float64{1, 1}}}
	p, err := scenario(u).Compile()
	if err != nil {
		t.Fatal(err)
	}
	s := p.NewSession()
	var seen [2]bool
	for r := range uint64(20) {
		s.Play(1, r)
		w := s.Param("upper/weight/water")
		seen[int(w)] = true
		if got, want := s.Value(0, 0), 10*w; got != want {
			t.Errorf("replication %d: outcome 0 is worth %v, want %v", r, got, want)
		}
	}
	if !seen[0] || !seen[1] {
		t.Errorf("weights of 0 and of 1 were drawn: %v, want both", seen)
	}
}

// TestTrustIsDrawn holds that the discount follows the drawn belief.
func TestTrustIsDrawn(t *testing.T) {
	sc := scenario(utility.Commitment{Of: weighted()}, negotiation.Performs("lower", []string{"upper"}, "land"))
	sc.Parties[0].Beliefs = []negotiation.Belief{{
		About: "lower", Trait: negotiation.BeliefPerformance, Quantity: negotiation.Beta{Alpha: 2, Beta: 3}}}
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	s := p.NewSession()
	for r := range uint64(50) {
		s.Play(1, r)
		q := s.Param("upper/belief/lower/performance")
		// From half of the land, worth 1.5, to all of it is a gain of 6; to none a
		// loss of 1.5, which is no deed of the other.
		for _, c := range []struct {
			o    negotiation.Outcome
			want float64
		}{{4, 1.5 + 6*q}, {2, 1.5}, {0, 0}} {
			if got := s.Value(0, c.o) - 2.5; math.Abs(got-c.want) > 1e-10 {
				t.Errorf("replication %d, trust %v: outcome %d is worth %v, want %v", r, q, c.o, got, c.want)
			}
		}
	}
}

package report_test

import (
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// exact turns numbers into quantities.
func exact(xs ...float64) []negotiation.Quantity {
	out := make([]negotiation.Quantity, len(xs))
	for i, x := range xs {
		out[i] = negotiation.Exactly(x)
	}
	return out
}

// harbour is a case of the kind that textbooks hold: a town and a line bargain
// over a ferry. Weights, fares and no-deal values are made up for the tests.
func harbour() negotiation.Scenario {
	q := func(s string) negotiation.Quantity {
		x, err := negotiation.ParseQuantity(s)
		if err != nil {
			panic(err)
		}
		return negotiation.Sourced{Quantity: x, Unit: "points", Cite: "judgement", Note: "judgement: because a test needs it"}
	}
	side := func(name string, w map[string]negotiation.Quantity, up bool, reservation, exponent string) negotiation.Party {
		v := map[string][]negotiation.Quantity{}
		for issue, n := range map[string]int{"fare": 5, "winter": 3, "term": 4} {
			for l := range n {
				x := float64(l) / float64(n-1)
				if !up {
					x = 1 - x
				}
				v[issue] = append(v[issue], exact(x)...)
			}
		}
		return negotiation.Party{
			Name: name, Utility: utility.Additive{Weights: w, Values: v, Total: 100},
			Reservation: q(reservation), Strategy: strategy.TimeDependent{Exponent: q(exponent)},
		}
	}
	town := side("town", map[string]negotiation.Quantity{"fare": q("pert(30, 50, 60)"), "winter": q("20"), "term": q("20")}, false, "pert(20, 35, 50)", "0.5")
	line := side("line", map[string]negotiation.Quantity{"fare": q("50"), "winter": q("pert(10, 20, 60)"), "term": q("20")}, true, "pert(20, 35, 50)", "0.3")
	town.Discount = q("0.99")
	return negotiation.Scenario{
		Name: "harbour", Summary: "a town and a line bargain over a ferry", Rounds: 12,
		RoundLength: 7 * 24 * time.Hour, Vintage: time.Date(2025, 3, 25, 0, 0, 0, 0, time.UTC),
		Issues: []negotiation.Issue{
			{Name: "fare", Options: negotiation.Options("2 crowns", "3 crowns", "4 crowns", "5 crowns", "6 crowns")},
			{Name: "winter", Options: negotiation.Options("daily", "weekdays", "none")},
			{Name: "term", Options: negotiation.Options("1 year", "2 years", "5 years", "10 years")},
		},
		Constraints: []negotiation.Constraint{
			negotiation.Demand("town", q("0.6"), negotiation.Term{Issue: "fare", Relation: negotiation.AtMost, Level: 3}),
			negotiation.Demand("line", q("0.4"), negotiation.Term{Issue: "term", Relation: negotiation.AtLeast, Level: 2},
				negotiation.Term{Issue: "winter", Relation: negotiation.AtMost, Level: 0}),
			negotiation.Infeasible(nil, negotiation.Term{Issue: "winter", Relation: negotiation.Exact, Level: 2},
				negotiation.Term{Issue: "term", Relation: negotiation.AtLeast, Level: 3}),
		},
		Parties:  []negotiation.Party{town, line},
		Protocol: protocol.Alternating{},
		Schools: []negotiation.School{
			{Name: "baseline", Summary: "as judged"},
			{Name: "proud-town", Summary: "the town can live without a ferry", Patches: []negotiation.Patch{
				{Path: "town/reservation", Shift: 25}}},
			{Name: "poor-line", Summary: "the line needs the contract", Patches: []negotiation.Patch{
				{Path: "line/reservation", Scale: 0.5}}},
		},
		Sources:  []negotiation.Source{{Key: "judgement", Title: "the authors"}},
		BaseRate: negotiation.BaseRate{Event: "a ferry contract is signed", PerYear: q("beta(4.5, 14.5)"), Cite: "judgement"},
	}
}

// mediated is harbour with a mediator who errs about the line.
func mediated() negotiation.Scenario {
	sc := harbour()
	sc.Parties = append(sc.Parties, negotiation.Party{
		Name: "bishop", Role: negotiation.Mediator, Beliefs: []negotiation.Belief{
			{About: "line", Trait: negotiation.BeliefReservation, Quantity: negotiation.Exactly(-20)},
			{About: "town", Trait: negotiation.BeliefWeight, Quantity: negotiation.Exactly(0.8)},
			{About: "line", Trait: negotiation.BeliefNoise, Quantity: negotiation.Exactly(0.5)},
		}})
	sc.Protocol = protocol.Mediated{By: "bishop"}
	return sc
}

// compile returns the program of sc as a school sees it, after changes.
func compile(t testing.TB, sc negotiation.Scenario, school string, set ...string) *negotiation.Program {
	t.Helper()
	p, err := sc.Compile()
	if err == nil {
		p, err = p.School(school)
	}
	for i := 0; err == nil && i < len(set); i += 2 {
		q, bad := negotiation.ParseQuantity(set[i+1])
		if bad != nil {
			t.Fatal(bad)
		}
		p, err = p.With(set[i], q)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

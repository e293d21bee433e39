package scenarios

import (
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/aftermath"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// Fictional returns a classroom twin of the limited talks, of the same structure
// and about nobody: Coastmark holds a strait, Highmark needs it, and they bargain
// over passage, transit fees, pilots, fishing and how long it is to hold. Points
// are whole numbers that add up to 100 for either side, so that a deal can be
// scored by hand. There are 576 packages. Coastmark leaves the talks with 30 points
// without a deal, Highmark with 25. An aftermath lets deals fail in parliament and
// at sea.
func Fictional() negotiation.Scenario {
	sc := negotiation.Scenario{
		Name: "fictional", Summary: "two states, a strait and its fees: a classroom case about nobody",
		Rounds: 12, RoundLength: 7 * 24 * time.Hour, Protocol: protocol.Alternating{Speakers: []string{"highmark", "coastmark"}},
		Issues: []negotiation.Issue{
			{Name: "passage", Options: negotiation.Options("closed", "merchant ships by day", "merchant ships", "all ships")},
			{Name: "fee", Options: negotiation.Options("none", "5 crowns a ton", "10 crowns a ton", "15 crowns a ton")},
			{Name: "pilots", Options: negotiation.Options("none", "offered", "compulsory")},
			{Name: "fishing", Options: negotiation.Options("Coastmark only", "shared in summer", "shared")},
			{Name: "term", Options: negotiation.Options("1 year", "3 years", "5 years", "10 years")},
		},
		Sources: []negotiation.Source{{Key: "made-up", Title: "made up for classrooms"}},
	}
	sc.Parties = []negotiation.Party{
		state("coastmark", 30, map[string][]float64{
			"passage": {24, 20, 12, 0}, "fee": {0, 12, 22, 30}, "pilots": {0, 8, 14}, "fishing": {20, 12, 0}, "term": {12, 8, 4, 0}}),
		state("highmark", 25, map[string][]float64{
			"passage": {0, 18, 32, 38}, "fee": {24, 18, 9, 0}, "pilots": {4, 6, 0}, "fishing": {0, 8, 14}, "term": {0, 8, 14, 18}}),
	}
	sc.Constraints = []negotiation.Constraint{
		negotiation.Demand("coastmark", invented(0.6, "probability"), negotiation.Term{Issue: "pilots", Relation: negotiation.AtLeast, Level: 1},
			negotiation.Term{Issue: "passage", Relation: negotiation.AtLeast, Level: 3}),
		negotiation.Needs(invented(0.9, "probability"), negotiation.Term{Issue: "fee", Relation: negotiation.AtLeast, Level: 1},
			negotiation.Term{Issue: "pilots", Relation: negotiation.Exact, Level: 2}),
	}
	sc.Aftermath = aftermath.Ladder{
		Ratifications: []aftermath.Ratification{{
			Party: "highmark", Needed: invented(0.5, "share"), Swing: invented(0.1, "share"),
			Shares: []aftermath.Share{{Name: "high-fee", If: []negotiation.Term{{Issue: "fee", Relation: negotiation.AtLeast, Level: 3}},
				For: invented(40, "percent"), Against: invented(45, "percent")}},
		}},
		Entry: aftermath.Entry{Delay: invented(14, "days"), Window: invented(60, "days")},
		Durability: aftermath.Durability{
			Fails: invented(0.3, "probability within 365 days"), Shape: invented(0.5, "1"), Term: invented(365, "days"), Specificity: invented(0.95, "hazard ratio"),
			Covariates: []aftermath.Covariate{{Name: "pilots", If: []negotiation.Term{{Issue: "pilots", Relation: negotiation.AtLeast, Level: 1}},
				Ratio: invented(0.6, "hazard ratio"), Strength: invented(1, "share")}},
			Breakers: []aftermath.Breaker{{Party: "coastmark", Weight: invented(1, "weight")}, {Party: "highmark", Weight: invented(1, "weight")}},
		},
		Extension: aftermath.Step{P: invented(0.5, "probability")},
	}
	return sc
}

// invented is a number of the classroom case.
func invented(x float64, unit string) negotiation.Quantity {
	return negotiation.Sourced{Quantity: negotiation.Exactly(x), Unit: unit, Cite: "made-up", Note: "judgement: because a classroom needs a round number"}
}

// state is one side of the classroom case, with points for every option. The
// weight of an issue is its most points, so that they come out as written.
func state(name string, noDeal float64, points map[string][]float64) negotiation.Party {
	u := utility.Additive{Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{}, Total: 100}
	for issue, list := range points {
		most := 0.0
		for _, x := range list {
			most = max(most, x)
		}
		u.Weights[issue] = invented(most, "points")
		for _, x := range list {
			u.Values[issue] = append(u.Values[issue], invented(x/most, "share of the issue's points"))
		}
	}
	return negotiation.Party{
		Name: name, Utility: u, Reservation: invented(noDeal, "points"), Discount: invented(1, "factor a round"),
		Deadline: invented(12, "rounds"), Strategy: strategy.TimeDependent{Exponent: negotiation.Sourced{
			Quantity: negotiation.PERT{Min: 0.3, Mode: 0.7, Max: 1.5}, Unit: "1", Cite: "made-up", Note: "judgement: because classes differ in patience"}},
	}
}

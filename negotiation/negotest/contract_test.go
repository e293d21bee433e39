package negotest_test

import (
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/negotest"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// TestContractStrategy holds every shipped strategy to its promises.
func TestContractStrategy(t *testing.T) {
	for name, s := range map[string]negotiation.Strategy{
		"boulware":  strategy.TimeDependent{Exponent: negotiation.Exactly(0.2)},
		"linear":    strategy.TimeDependent{},
		"conceder":  strategy.TimeDependent{Exponent: negotiation.PERT{Min: 1, Mode: 2, Max: 5}},
		"hardliner": strategy.HardLiner{},
		"random":    strategy.Random{},
	} {
		t.Run(name, func(t *testing.T) { negotest.Strategy(t, s, negotest.Options{Seed: 1, Replications: 16}) })
	}
}

// TestContractProtocol holds every shipped protocol to its promises.
func TestContractProtocol(t *testing.T) {
	for name, p := range map[string]negotiation.Protocol{
		"alternating": protocol.Alternating{},
		"mediated":    protocol.Mediated{By: "chair"},
		"stubborn":    protocol.Mediated{By: "chair", Learning: negotiation.Exactly(0)},
		"learning":    protocol.Mediated{By: "chair", Learning: negotiation.Uniform{Min: 0, Max: 1}},
	} {
		t.Run(name, func(t *testing.T) { negotest.Protocol(t, p, negotest.Options{Seed: 2, Replications: 16}) })
	}
	t.Run("named speakers", func(t *testing.T) {
		o := negotest.Options{Setting: negotiation.Scenario{Issues: twoIssues}, Seed: 2}
		negotest.Protocol(t, protocol.Alternating{Speakers: []string{"p1", "p0"}}, o)
	})
}

var twoIssues = []negotiation.Issue{
	{Name: "land", Options: negotiation.Options("none", "half", "all"), StatusQuo: 1},
	{Name: "water", Options: negotiation.Options("closed", "open")},
}

func additive() utility.Additive {
	return utility.Additive{
		Weights: map[string]negotiation.Quantity{
			"land": negotiation.Uniform{Min: 0.2, Max: 1}, "water": negotiation.Exactly(0.5)},
		Values: map[string][]negotiation.Quantity{
			"land":  {negotiation.Exactly(0), negotiation.Triangular{Min: 0.2, Mode: 0.6, Max: 0.9}, negotiation.Exactly(1)},
			"water": {negotiation.Exactly(1), negotiation.Exactly(-0.25)}},
		Total: 100,
	}
}

// TestContractUtility holds every shipped utility to its promises.
func TestContractUtility(t *testing.T) {
	land := negotiation.Term{Issue: "land", Relation: negotiation.AtLeast, Level: 1}
	water := negotiation.Term{Issue: "water", Relation: negotiation.Exact, Level: 1}
	trusting := negotiation.Scenario{
		Issues:      twoIssues,
		Constraints: []negotiation.Constraint{negotiation.Performs("p1", []string{"p0"}, "land", "water")},
		Parties: []negotiation.Party{{Name: "p0", Beliefs: []negotiation.Belief{{
			About: "p1", Trait: negotiation.BeliefPerformance, Quantity: negotiation.Beta{Alpha: 2, Beta: 2}}}}},
	}
	plain := negotiation.Scenario{Issues: twoIssues}
	for _, c := range []struct {
		name    string
		u       negotiation.Utility
		setting negotiation.Scenario
	}{
		{"additive", additive(), plain},
		{"commitment", utility.Commitment{Of: additive()}, trusting},
		{"interacting", utility.Interacting{Of: additive(), Synergies: []utility.Synergy{
			{A: land, B: water, Worth: negotiation.Uniform{Min: -1, Max: 1}},
			{A: water, B: land, Worth: negotiation.Exactly(0.2)}}}, plain},
		{"table", utility.Table{Payoff: []float64{3, 1, -4, 1, 5, 9}}, plain},
		{"committed interaction", utility.Interacting{Of: utility.Commitment{Of: additive()},
			Synergies: []utility.Synergy{{A: land, B: water, Worth: negotiation.Exactly(0.3)}}}, trusting},
	} {
		t.Run(c.name, func(t *testing.T) {
			negotest.Utility(t, c.u, negotest.Options{Setting: completed(c.setting), Seed: 3})
		})
	}
}

// completed names a second party, whom a performing constraint may speak of.
func completed(sc negotiation.Scenario) negotiation.Scenario {
	if len(sc.Parties) == 1 {
		sc.Parties = append(sc.Parties, negotiation.Party{Name: "p1"})
	}
	return sc
}

// TestContractScenario holds textbook cases to the promises of scenarios.
func TestContractScenario(t *testing.T) {
	bill := negotiation.Party{
		Name: "bill", Strategy: strategy.TimeDependent{},
		Utility: utility.Table{Payoff: []float64{1, 0.5, 0, 0.75}}, Reservation: negotiation.Exactly(0.25),
	}
	jack := bill
	jack.Name = "jack"
	jack.Utility = utility.Table{Payoff: []float64{0, 0.5, 1, 0.5}}
	jack.Reservation = negotiation.Uniform{Min: 0, Max: 0.4}
	negotest.Scenario(t, negotiation.Scenario{
		Name: "toys", Rounds: 8, Protocol: protocol.Alternating{},
		Issues: []negotiation.Issue{
			{Name: "book", Options: negotiation.Options("bill", "jack")},
			{Name: "ball", Options: negotiation.Options("bill", "jack")}},
		Parties: []negotiation.Party{bill, jack},
		Schools: []negotiation.School{
			{Name: "as-is"},
			{Name: "tough", Patches: []negotiation.Patch{{Path: "jack/reservation", Shift: 0.2}}}},
	}, negotest.Options{Seed: 4})
}

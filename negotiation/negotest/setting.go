package negotest

import (
	"fmt"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// A setting is a scenario with a name in which a part is tried.
type setting struct {
	name string
	sc   negotiation.Scenario
}

// settings are what strategies meet: two parties and three, with and without a
// mediator, sums and linked issues, patient and impatient, bold and averse, with
// rules that bind now and then, and talks that cannot succeed.
func settings() []setting {
	bilateral := table(2, 3)
	three := table(3, 3)
	three.Parties[0].Discount = negotiation.Uniform{Min: 0.9, Max: 1}
	three.Parties[1].Deadline = negotiation.Uniform{Min: 3, Max: 12}
	three.Constraints = []negotiation.Constraint{
		negotiation.Demand("p0", negotiation.Exactly(0.3), negotiation.Term{Issue: "i0", Relation: negotiation.AtMost, Level: 2}),
		negotiation.Needs(negotiation.Exactly(0.5),
			negotiation.Term{Issue: "i2", Relation: negotiation.AtLeast, Level: 1},
			negotiation.Term{Issue: "i1", Relation: negotiation.AtLeast, Level: 2}),
	}
	mediated := mediate(table(2, 3))
	linked := table(2, 3)
	linked.Parties[1].Utility = utility.Interacting{Of: linked.Parties[1].Utility, Synergies: []utility.Synergy{{
		A:     negotiation.Term{Issue: "i0", Relation: negotiation.AtLeast, Level: 2},
		B:     negotiation.Term{Issue: "i1", Relation: negotiation.AtMost, Level: 1},
		Worth: negotiation.Uniform{Min: 0.1, Max: 0.4},
	}}}
	averse := table(2, 2)
	averse.Parties[0].Risk = negotiation.CARA{Coefficient: negotiation.Uniform{Min: 0.5, Max: 3}}
	averse.Parties[0].Discount = negotiation.Exactly(0.95)
	hopeless := table(2, 2)
	for i := range hopeless.Parties {
		hopeless.Parties[i].Reservation = negotiation.Uniform{Min: 0.7, Max: 0.95}
	}
	return []setting{
		{"bilateral", bilateral}, {"three", three}, {"mediated", mediated},
		{"linked", linked}, {"averse", averse}, {"hopeless", hopeless},
	}
}

// table seats n parties whose interests oppose each other over a number of
// issues of four options each.
func table(n, issues int) negotiation.Scenario {
	sc := negotiation.Scenario{Name: "setting", Rounds: 15, Protocol: protocol.Alternating{}}
	for k := range issues {
		sc.Issues = append(sc.Issues, negotiation.Issue{
			Name: fmt.Sprint("i", k), Options: negotiation.Options("none", "some", "most", "all"),
		})
	}
	for i := range n {
		sc.Parties = append(sc.Parties, party(i, sc.Issues))
	}
	return sc
}

// party returns a principal that likes later options if its number is even and
// earlier ones if it is odd, and concedes evenly or late. Its quantities are of
// kinds that cost nothing to compile, since suites compile often.
func party(i int, issues []negotiation.Issue) negotiation.Party {
	u := utility.Additive{Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{}}
	for k, is := range issues {
		u.Weights[is.Name] = negotiation.Triangular{Min: 0.2, Mode: 0.3 + 0.2*float64((k+i)%3), Max: 1}
		u.Values[is.Name] = slope(len(is.Options), i%2 == 1)
	}
	return negotiation.Party{
		Name: fmt.Sprint("p", i), Utility: u,
		Reservation: negotiation.Triangular{Min: 0.05, Mode: 0.25, Max: 0.6},
		Strategy:    strategy.TimeDependent{Exponent: negotiation.Exactly(0.4 + 0.3*float64(i))},
	}
}

// slope returns values from 0 to 1 in even steps, or from 1 to 0.
func slope(n int, down bool) []negotiation.Quantity {
	out := make([]negotiation.Quantity, n)
	for l := range out {
		x := 1.0
		if n > 1 {
			x = float64(l) / float64(n-1)
		}
		if down {
			x = 1 - x
		}
		out[l] = negotiation.Exactly(x)
	}
	return out
}

// mediate gives a scenario a mediator who is unsure and not even-handed.
func mediate(sc negotiation.Scenario) negotiation.Scenario {
	sc.Protocol = protocol.Mediated{By: "envoy"}
	envoy := negotiation.Party{Name: "envoy", Role: negotiation.Mediator}
	for i, p := range sc.Parties {
		envoy.Beliefs = append(envoy.Beliefs,
			negotiation.Belief{About: p.Name, Trait: negotiation.BeliefWeight, Quantity: negotiation.Exactly(1 + float64(i)/4)},
			negotiation.Belief{About: p.Name, Trait: negotiation.BeliefReservation, Quantity: negotiation.Uniform{Min: -0.2, Max: 0.1}})
	}
	sc.Parties = append(sc.Parties, envoy)
	return sc
}

// filled completes a user's setting.
func filled(sc negotiation.Scenario) negotiation.Scenario {
	if sc.Name == "" {
		sc.Name = "setting"
	}
	if sc.Rounds == 0 {
		sc.Rounds = 15
	}
	if sc.Protocol == nil {
		sc.Protocol = protocol.Alternating{}
	}
	sc.Parties = append([]negotiation.Party(nil), sc.Parties...)
	for i := 0; len(principals(sc)) < 2; i++ {
		sc.Parties = append(sc.Parties, party(i, sc.Issues))
	}
	for _, i := range principals(sc) {
		if sc.Parties[i].Utility == nil {
			sc.Parties[i].Utility = party(i, sc.Issues).Utility
		}
		if sc.Parties[i].Strategy == nil {
			sc.Parties[i].Strategy = party(i, sc.Issues).Strategy
		}
	}
	return sc
}

// principals returns the positions of the principals.
func principals(sc negotiation.Scenario) []int {
	var list []int
	for i := range sc.Parties {
		if sc.Parties[i].Role == negotiation.Principal {
			list = append(list, i)
		}
	}
	return list
}

// change returns sc with a change to the principal at seat.
func change(sc negotiation.Scenario, seat int, f func(*negotiation.Party)) negotiation.Scenario {
	sc.Parties = append([]negotiation.Party(nil), sc.Parties...)
	f(&sc.Parties[principals(sc)[seat]])
	return sc
}

// tried returns the settings in which a part is tried: the user's, or ours.
func (o Options) tried() []setting {
	if len(o.Setting.Issues) == 0 {
		return settings()
	}
	return []setting{{"setting", filled(o.Setting)}}
}

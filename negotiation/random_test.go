package negotiation_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// A maker invents scenarios: few or many issues, coarse values with many ties
// or fine ones, rules of every kind, every built-in strategy and protocol.
type maker struct {
	rng    *rand.Rand
	coarse bool // option values from {0, 1/2, 1} and equal weights: ties everywhere
	sums   bool // additive utilities only
}

// q is a quantity between lo and hi. Triangles need no table at compile time,
// which thousands of scenarios would wait for.
func q(lo, mode, hi float64) negotiation.Quantity {
	return negotiation.Triangular{Min: lo, Mode: mode, Max: hi}
}

func (m *maker) scenario() negotiation.Scenario {
	sc := negotiation.Scenario{Name: "random", Rounds: 1 + m.rng.IntN(30)}
	for k := range 1 + m.rng.IntN(5) {
		is := negotiation.Issue{Name: fmt.Sprint("i", k)}
		for l := range 1 + m.rng.IntN(5) {
			is.Options = append(is.Options, negotiation.Option{Name: fmt.Sprint("o", l)})
		}
		is.StatusQuo = m.rng.IntN(len(is.Options))
		sc.Issues = append(sc.Issues, is)
	}
	for i := range 2 + m.rng.IntN(3) {
		sc.Parties = append(sc.Parties, m.party(fmt.Sprint("p", i), sc.Issues))
	}
	m.rules(&sc)
	sc.Protocol = protocol.Alternating{}
	if m.rng.IntN(3) == 0 {
		sc.Protocol = protocol.Mediated{By: "envoy"}
		sc.Parties = append(sc.Parties, m.envoy(sc.Parties))
	}
	sc.Parties = append(sc.Parties, negotiation.Party{Name: "abroad", Role: negotiation.ConsentGiver})
	return sc
}

func (m *maker) envoy(seats []negotiation.Party) negotiation.Party {
	p := negotiation.Party{Name: "envoy", Role: negotiation.Mediator}
	for _, s := range seats {
		p.Beliefs = append(p.Beliefs,
			negotiation.Belief{About: s.Name, Trait: negotiation.BeliefWeight, Quantity: q(0.2, 0.5, 1)},
			negotiation.Belief{About: s.Name, Trait: negotiation.BeliefReservation, Quantity: q(-0.2, 0, 0.1)})
		if m.sums {
			p.Beliefs = append(p.Beliefs, negotiation.Belief{
				About: s.Name, Trait: negotiation.BeliefNoise, Quantity: q(0, 0.3, 1)})
		}
	}
	return p
}

func (m *maker) party(name string, issues []negotiation.Issue) negotiation.Party {
	p := negotiation.Party{
		Name: name, Utility: m.utility(issues), Strategy: m.strategy(),
		Reservation: q(-0.1, 0.3, 0.7), Correlation: negotiation.Exactly(0.4),
	}
	switch m.rng.IntN(4) {
	case 0:
		p.Discount = q(0.8, 0.9, 1)
	case 1:
		p.Deadline = q(1, 8, 40)
	case 2:
		p.FromStatusQuo, p.Reservation = true, q(-0.1, 0, 0.2)
	}
	switch m.rng.IntN(6) {
	case 0:
		p.Risk = negotiation.CARA{Coefficient: q(-2, 0, 2)}
	case 1:
		p.Risk = negotiation.LossAversion{Lambda: q(1, 2, 3)}
	case 2:
		p.Risk = negotiation.CRRA{Aversion: q(0.2, 0.8, 2), Offset: 4.5}
	}
	return p
}

func (m *maker) strategy() negotiation.Strategy {
	switch m.rng.IntN(8) {
	case 0:
		return strategy.HardLiner{}
	case 1:
		return strategy.Random{}
	default:
		return strategy.TimeDependent{Exponent: q(0.1, 0.8, 3)}
	}
}

func (m *maker) utility(issues []negotiation.Issue) negotiation.Utility {
	u := utility.Additive{Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{}}
	for _, is := range issues {
		u.Weights[is.Name] = q(0.1, 0.5, 1)
		if m.coarse {
			u.Weights[is.Name] = negotiation.Exactly(1)
		}
		for range is.Options {
			x := m.rng.Float64()
			if m.coarse {
				x = float64(m.rng.IntN(3)) / 2
			}
			u.Values[is.Name] = append(u.Values[is.Name], negotiation.Exactly(x))
		}
	}
	if m.sums || len(issues) < 2 || m.rng.IntN(2) == 0 {
		return u
	}
	a := m.rng.IntN(len(issues) - 1)
	return utility.Interacting{Of: u, Synergies: []utility.Synergy{{
		A:     m.term(issues[a]),
		B:     m.term(issues[a+1]),
		Worth: q(-0.5, 0.1, 0.5),
	}}}
}

func (m *maker) term(is negotiation.Issue) negotiation.Term {
	return negotiation.Term{
		Issue: is.Name, Relation: negotiation.Relation(m.rng.IntN(3)), Level: m.rng.IntN(len(is.Options)),
	}
}

// rules adds a few constraints that never leave nothing for certain.
func (m *maker) rules(sc *negotiation.Scenario) {
	any := func() negotiation.Term { return m.term(sc.Issues[m.rng.IntN(len(sc.Issues))]) }
	p := negotiation.Exactly(m.rng.Float64() * 0.9)
	for j := range m.rng.IntN(5) {
		var c negotiation.Constraint
		switch m.rng.IntN(5) {
		case 0:
			c = negotiation.Demand("p0", p, any())
		case 1:
			c = negotiation.Demand("p1", p, any(), any())
		case 2:
			c = negotiation.Infeasible(p, any(), any())
		case 3:
			c = negotiation.Withholds("abroad", p, any())
		default:
			c = negotiation.Needs(p, any(), any(), any())
		}
		c.Name = fmt.Sprint("r", j)
		sc.Constraints = append(sc.Constraints, c)
	}
}

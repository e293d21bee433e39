package bargain

import (
	"fmt"
	"math"
)

// DemandMenu is Fearon's take-it-or-leave-it demand with any number of types of B
// and any list of demands: type k has cost of war Costs[k] with probability
// Probability[k] and accepts a demand x if 1 - x is at least 1 - Power - Costs[k].
// A picks the demand with the largest expected payoff, the lowest on ties. Each
// type answers by its own interest, which is the refinement that rules out
// threats to fight what one would rather accept.
//
// Fearon, J. D. (1995). Rationalist explanations for war. International
// Organization 49(3), 379-414. https://doi.org/10.1017/S0020818300033324
type DemandMenu struct {
	// Power is the probability that A wins a war, in [0, 1].
	Power float64
	// Cost is A's cost of war, at least zero.
	Cost float64
	// Costs are the possible costs of B, at least zero, and Probability theirs,
	// summing to one.
	Costs, Probability []float64
	// Demands are A's options, in [0, 1]; nil means the largest that each type
	// accepts, Power + Costs[k] up to 1, and so an optimum over all demands.
	Demands []float64
}

// MenuChoice is the equilibrium of DemandMenu.
type MenuChoice struct {
	RiskReturn
	// Accepts says which types accept the demand.
	Accepts []bool
}

// Solve returns the equilibrium.
func (m DemandMenu) Solve() (MenuChoice, error) {
	if err := m.check(); err != nil {
		return MenuChoice{}, err
	}
	demands := m.Demands
	if demands == nil {
		for _, c := range m.Costs {
			demands = append(demands, min(1, m.Power+c))
		}
	}
	r := MenuChoice{RiskReturn: RiskReturn{Value: math.Inf(-1)}}
	for _, x := range demands {
		if v, w := m.outcome(x); v > r.Value || (v == r.Value && x < r.Demand) {
			r.Demand, r.Value, r.War = x, v, w
		}
	}
	for k, c := range m.Costs {
		accept := m.accepts(r.Demand, c)
		r.Accepts = append(r.Accepts, accept)
		if accept {
			r.Other += m.Probability[k] * (1 - r.Demand)
		} else {
			r.Other += m.Probability[k] * (1 - m.Power - c)
		}
	}
	r.Certificate = m.certify(r)
	return r, nil
}

func (m DemandMenu) check() error {
	f := faults{model: "DemandMenu"}
	f.closed("Power", m.Power, 0, 1)
	f.nonnegative("Cost", m.Cost)
	f.size("Costs length", len(m.Costs), 1, 10_000)
	for k, c := range m.Costs {
		f.nonnegative(fmt.Sprintf("Costs[%d]", k), c)
	}
	f.size("Probability length", len(m.Probability), len(m.Costs), len(m.Costs))
	f.probabilities("Probability", m.Probability)
	if m.Demands != nil {
		f.size("Demands length", len(m.Demands), 1, 10_000)
	}
	for k, x := range m.Demands {
		f.closed(fmt.Sprintf("Demands[%d]", k), x, 0, 1)
	}
	return f.err()
}

// accepts allows for rounding in the demand that makes a type indifferent.
func (m DemandMenu) accepts(x, cost float64) bool { return x-m.Power-cost <= 1e-12 }

// outcome returns A's payoff and the probability of war after demand x.
func (m DemandMenu) outcome(x float64) (value, war float64) {
	for k, c := range m.Costs {
		if !m.accepts(x, c) {
			war += m.Probability[k]
		}
	}
	return (1-war)*x + war*(m.Power-m.Cost), war
}

// certify tries every demand, or a grid of them, and every answer.
func (m DemandMenu) certify(r MenuChoice) Certificate {
	var c check
	scale := max(1, m.Cost)
	try := m.Demands
	if try == nil {
		for k := range 501 {
			try = append(try, float64(k)/500)
		}
	}
	for _, x := range try {
		value := 0.0
		for k, cost := range m.Costs {
			if 1-x >= 1-m.Power-cost-1e-12 {
				value += m.Probability[k] * x
			} else {
				value += m.Probability[k] * (m.Power - m.Cost)
			}
		}
		c.incentive.take(r.Value - value)
	}
	for k, cost := range m.Costs {
		gain := (1 - r.Demand) - (1 - m.Power - cost)
		if !r.Accepts[k] {
			gain = -gain
		}
		c.acceptance.take(gain)
	}
	return c.certificate(fmt.Sprintf("%d demands tried, every type's answer", len(try)), rounding*scale)
}

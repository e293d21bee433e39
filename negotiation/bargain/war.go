package bargain

// WarRange is the range of peaceful divisions of a pie of size one between two
// risk-neutral states that both know the odds and the costs of war: state A wins
// with probability Power, war costs Cost[0] to A and Cost[1] to B. Every share x
// of A in
//
//	[p - c_A, p + c_B]
//
// is better than war for both. War is always inefficient after the event; it
// needs private information, a commitment problem or an indivisible pie.
//
// Fearon, J. D. (1995). Rationalist explanations for war. International
// Organization 49(3), 379-414. https://doi.org/10.1017/S0020818300033324
type WarRange struct {
	// Power is the probability that A wins, in [0, 1].
	Power float64
	// Cost is each state's cost of war relative to the pie, at least zero.
	Cost [2]float64
}

// PeaceRange is the answer to WarRange.
type PeaceRange struct {
	// Low and High are what A must get and what B can grant at most. They may
	// lie outside [0, 1] where a state would rather give everything than fight.
	Low, High float64
	// Width is High - Low, the costs of war together.
	Width       float64
	Certificate Certificate
}

// Solve returns the range.
func (m WarRange) Solve() (PeaceRange, error) {
	f := faults{model: "WarRange"}
	f.closed("Power", m.Power, 0, 1)
	pair("Cost", m.Cost, f.nonnegative)
	if err := f.err(); err != nil {
		return PeaceRange{}, err
	}
	r := PeaceRange{Low: m.Power - m.Cost[0], High: m.Power + m.Cost[1], Width: m.Cost[0] + m.Cost[1]}
	var c check
	c.rationality.take(r.Low - (m.Power - m.Cost[0]))
	c.rationality.take((1 - r.High) - (1 - m.Power - m.Cost[1]))
	c.equal(r.High-r.Low, r.Width)
	r.Certificate = c.certificate("both ends pay what war pays", rounding*max(1, r.Width))
	return r, nil
}

// Fearon is one take-it-or-leave-it demand of state A on a pie of size one, when
// B's cost of war is private, uniform on [CostLow, CostHigh]. B accepts the
// demand x if 1 - x is at least 1 - p - c_B. A trades the size of a deal against
// the risk of war (the risk-return trade-off):
//
//	x = p + t,  t = clamp((c_high - c_A)/2, c_low, c_high),
//
// and war has probability (t - c_low)/(c_high - c_low). Demands do not exceed
// the pie.
//
// Fearon, J. D. (1995). Rationalist explanations for war. International
// Organization 49(3), 379-414. https://doi.org/10.1017/S0020818300033324
type Fearon struct {
	// Power is the probability that A wins a war, in [0, 1].
	Power float64
	// Cost is A's cost of war, at least zero.
	Cost float64
	// CostLow and CostHigh bound B's private cost, 0 ≤ CostLow < CostHigh.
	CostLow, CostHigh float64
}

// RiskReturn is the equilibrium of a demand under private costs of war.
type RiskReturn struct {
	// Demand is what A demands for itself.
	Demand float64
	// War is the probability of war.
	War float64
	// Value is A's expected payoff, Other that of B.
	Value, Other float64
	Certificate  Certificate
}

// Solve returns the equilibrium.
func (m Fearon) Solve() (RiskReturn, error) {
	f := faults{model: "Fearon"}
	f.closed("Power", m.Power, 0, 1)
	f.nonnegative("Cost", m.Cost)
	f.nonnegative("CostLow", m.CostLow)
	if !(m.CostHigh > m.CostLow && m.CostHigh <= magnitude) {
		f.add("CostHigh is %v, want finite and above CostLow", m.CostHigh)
	}
	if err := f.err(); err != nil {
		return RiskReturn{}, err
	}
	t := clamp((m.CostHigh-m.Cost)/2, m.CostLow, m.CostHigh)
	t = min(t, 1-m.Power)
	r := RiskReturn{Demand: m.Power + t, War: m.war(t)}
	r.Value = (1-r.War)*r.Demand + r.War*(m.Power-m.Cost)
	fighting := (m.CostLow + max(t, m.CostLow)) / 2 // mean cost of the types that fight
	r.Other = (1-r.War)*(1-r.Demand) + r.War*(1-m.Power-fighting)
	value := func(x float64) float64 {
		w := m.war(x - m.Power)
		return (1-w)*x + w*(m.Power-m.Cost)
	}
	_, best := gridMax(value, 0, 1, 20_000)
	var c check
	c.incentive.take(r.Value - max(best, value(m.Power+min(m.CostLow, 1-m.Power))))
	c.rationality.take(r.Value - (m.Power - m.Cost))
	c.acceptance.take((1 - r.Demand) - (1 - m.Power - max(t, m.CostLow)))
	c.equal(r.Value, value(r.Demand))
	r.Certificate = c.certificate("20,001 demands tried", rounding*max(1, m.Cost))
	return r, nil
}

// war is the probability that B's cost is below t.
func (m Fearon) war(t float64) float64 {
	return clamp((t-m.CostLow)/(m.CostHigh-m.CostLow), 0, 1)
}

// FearonTypes is the same demand when B is weak, with cost CostHigh, with
// probability Weak, and else tough, with cost CostLow. The soft demand p + c_low
// is safe; the hard demand p + c_high is made where
//
//	P(weak) > (c_A + c_low)/(c_A + c_high),
//
// and then the tough type fights.
//
// Fearon, J. D. (1995), as for Fearon.
type FearonTypes struct {
	// Power is the probability that A wins a war, in [0, 1].
	Power float64
	// Cost is A's cost of war, positive.
	Cost float64
	// CostLow < CostHigh are B's costs, at least zero; Power + CostHigh is at
	// most 1, so that the hard demand is feasible.
	CostLow, CostHigh float64
	// Weak is the probability of the high cost, in [0, 1].
	Weak float64
}

// TwoDemands is the equilibrium of FearonTypes.
type TwoDemands struct {
	RiskReturn
	// Threshold is the probability of a weak opponent above which A is hard; at
	// the threshold A is indifferent and counted as soft.
	Threshold float64
	// Hard says whether A makes the hard demand.
	Hard bool
}

// Solve returns the equilibrium.
func (m FearonTypes) Solve() (TwoDemands, error) {
	f := faults{model: "FearonTypes"}
	m.check(&f)
	if err := f.err(); err != nil {
		return TwoDemands{}, err
	}
	r := TwoDemands{Threshold: (m.Cost + m.CostLow) / (m.Cost + m.CostHigh)}
	r.Hard = m.Weak > r.Threshold
	r.Demand = m.Power + m.CostLow
	r.Value, r.Other = r.Demand, 1-r.Demand
	if r.Hard {
		r.Demand, r.War = m.Power+m.CostHigh, 1-m.Weak
		r.Value = m.Weak*r.Demand + r.War*(m.Power-m.Cost)
		r.Other = m.Weak*(1-r.Demand) + r.War*(1-m.Power-m.CostLow)
	}
	var c check
	value := func(x float64) float64 { // each type answers on its own
		total := 0.0
		for _, b := range []struct{ p, cost float64 }{{m.Weak, m.CostHigh}, {1 - m.Weak, m.CostLow}} {
			if 1-x >= 1-m.Power-b.cost-1e-12 {
				total += b.p * x
			} else {
				total += b.p * (m.Power - m.Cost)
			}
		}
		return total
	}
	_, best := gridMax(value, 0, 1, 2000)
	c.incentive.take(r.Value - best)
	c.rationality.take(r.Value - (m.Power - m.Cost))
	c.equal(r.Value, value(r.Demand))
	r.Certificate = c.certificate("2,001 demands answered by each type", rounding)
	return r, nil
}

func (m FearonTypes) check(f *faults) {
	f.closed("Power", m.Power, 0, 1)
	f.positive("Cost", m.Cost)
	f.nonnegative("CostLow", m.CostLow)
	if !(m.CostHigh > m.CostLow && m.Power+m.CostHigh <= 1+rounding) {
		f.add("CostHigh is %v, want above CostLow and at most 1 - Power", m.CostHigh)
	}
	f.closed("Weak", m.Weak, 0, 1)
}

package bargain

// Kydd is state 1 before an opponent who is weak with probability Weak, and a
// mediator who knows which. State 1 demands p + c_high of a weak opponent and
// p + c_low of a tough one, who fights a hard demand. Left alone it takes the
// risk if
//
//	P(weak) > (c_1 + c_low)/(c_1 + c_high).
//
// A mediator at the ideal point m, who loses |x - m|, is believed when it says
// that the opponent is weak, or is tough, only if it prefers the larger demand
// on a weak opponent: m ≥ (x_low + x_high)/2. An even-handed mediator says
// tough whatever it knows, to keep the peace, and so is not believed.
//
// This is a two-type reduction of Kydd's model with a spatial loss; it keeps the
// logic of his cheap talk, not his notation.
//
// Kydd, A. (2003). Which side are you on? Bias, credibility, and mediation.
// American Journal of Political Science 47(4), 597-611.
// https://doi.org/10.1111/1540-5907.00042
type Kydd struct {
	// Power is the probability that state 1 wins a war, in [0, 1].
	Power float64
	// Cost is state 1's cost of war, positive.
	Cost float64
	// CostLow < CostHigh are the opponent's costs when tough and when weak.
	CostLow, CostHigh float64
	// Weak is the probability that the opponent is weak, in [0, 1].
	Weak float64
	// Mediator is the mediator's ideal share of state 1, in [0, 1].
	Mediator float64
}

// Mediated is the answer to Kydd.
type Mediated struct {
	// Threshold is the probability of a weak opponent above which state 1 alone
	// takes the risk.
	Threshold float64
	// Bias is the least ideal point at which the mediator is believed.
	Bias float64
	// Credible says whether this mediator is.
	Credible bool
	// Alone and With are the probabilities of war without and with it.
	Alone, With float64
	Certificate Certificate
}

// Solve returns the equilibrium without and with the mediator.
func (m Kydd) Solve() (Mediated, error) {
	f := faults{model: "Kydd"}
	game := FearonTypes{m.Power, m.Cost, m.CostLow, m.CostHigh, m.Weak}
	game.check(&f)
	f.closed("Mediator", m.Mediator, 0, 1)
	if err := f.err(); err != nil {
		return Mediated{}, err
	}
	alone, err := game.Solve()
	if err != nil {
		return Mediated{}, err
	}
	low, high := m.Power+m.CostLow, m.Power+m.CostHigh
	r := Mediated{Threshold: alone.Threshold, Bias: (low + high) / 2, Alone: alone.War, With: alone.War}
	r.Credible = m.Mediator >= r.Bias
	if r.Credible {
		r.With = 0
	}
	var c check
	honest := abs(low-m.Mediator) - abs(high-m.Mediator) // gain from reporting weak
	if r.Credible {
		c.incentive.take(honest)
	} else {
		c.incentive.take(-honest)
	}
	told := m.Weak*high + (1-m.Weak)*low
	c.rationality.take(told - alone.Value)
	c.residual = alone.Certificate.Worst()
	r.Certificate = c.certificate("the mediator's loss under both reports", rounding)
	return r, nil
}

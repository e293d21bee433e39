package bargain

import "math"

// FixedCost is alternating offers without end over a pie of size one, where
// each party bears a fixed cost for every period of delay instead of
// discounting. Party 0 opens.
//
// The weaker party, whose cost is higher, gets at most the other's cost:
// if c_0 > c_1 party 0 gets c_1, if c_0 < c_1 it gets everything, and with equal
// costs c every share of party 0 in [c, 1] is that of some subgame perfect
// equilibrium.
//
// Rubinstein, A. (1982). Perfect equilibrium in a bargaining model.
// Econometrica 50(1), 97-109, conclusion I. https://doi.org/10.2307/1912531
type FixedCost struct {
	// Cost is the cost of a period of delay to each party, in (0, 1).
	Cost [2]float64
}

// ShareRange is a set of equilibrium shares of party 0: one point unless the
// theory does not decide.
type ShareRange struct {
	Low, High   float64
	Certificate Certificate
}

// Solve returns the equilibrium shares of the opener, party 0.
func (m FixedCost) Solve() (ShareRange, error) {
	f := faults{model: "FixedCost"}
	pair("Cost", m.Cost, func(field string, x float64) { f.open(field, x, 0, 1) })
	if err := f.err(); err != nil {
		return ShareRange{}, err
	}
	s := ShareRange{Low: 1, High: 1}
	switch {
	case m.Cost[0] > m.Cost[1]:
		s = ShareRange{Low: m.Cost[1], High: m.Cost[1]}
	case m.Cost[0] == m.Cost[1]:
		s.Low = m.Cost[0]
	}
	s.Certificate = m.certify(s)
	return s, nil
}

// certify checks both ends: with x the share of party 0 when it proposes and
// y when party 1 does, each responder is held to its share less its cost.
func (m FixedCost) certify(s ShareRange) Certificate {
	var c check
	for _, x := range []float64{s.Low, s.High} {
		y := max(x-m.Cost[0], 0)
		held := max(1-y-m.Cost[1], 0)
		if x == 1 || m.Cost[0] != m.Cost[1] {
			c.equal(1-x, held)
		}
		c.acceptance.take(1 - x - held)
		c.rationality.take(math.Min(x, 1-x))
	}
	return c.certificate("responders held to their share less the cost of delay", rounding)
}

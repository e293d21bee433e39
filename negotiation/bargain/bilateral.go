package bargain

import "math"

// MyersonSatterthwaite is the best that any mechanism can do for trade between a
// buyer with private value v of law G and a seller with private cost c of law F,
// if nobody adds money and each may stay away. Trade should happen where the
// virtual surplus
//
//	(v - α (1-G(v))/g(v)) - (c + α F(c)/f(c))
//
// is positive, with α in [0, 1] the least for which the expected virtual surplus
// at α = 1 of the trades is not negative. Where the supports overlap α exceeds
// zero: efficient trade is impossible, and every protocol, played by anyone,
// loses at least FirstBest - SecondBest.
//
// Myerson, R. B. and Satterthwaite, M. A. (1983). Efficient mechanisms for
// bilateral trading. Journal of Economic Theory 29(2), 265-281.
// https://doi.org/10.1016/0022-0531(83)90048-0
type MyersonSatterthwaite struct {
	// Value and Cost are the laws of the buyer's value and the seller's cost,
	// bounded, with smooth positive densities and increasing virtual values.
	Value, Cost Distribution
}

// SecondBest is the answer to MyersonSatterthwaite.
type SecondBest struct {
	// Alpha is the weight of the information rents, zero if efficient trade is
	// possible.
	Alpha float64
	// Trade is the probability of trade, Gain the expected gains from it.
	Trade, Gain float64
	// FirstBest is the gain of efficient trade and Efficiency Gain over it.
	FirstBest, Efficiency float64
	// Subsidy is the outside money that efficient trade would need, at least
	// zero.
	Subsidy     float64
	Certificate Certificate

	m MyersonSatterthwaite
}

// Cutoff returns the highest cost at which a buyer of value v trades. For two
// laws uniform on [0, 1] it is v - 1/4.
func (s SecondBest) Cutoff(v float64) float64 { return s.m.cutoff(s.Alpha, v) }

// Solve returns the second best by bisection on α and Gauss-Legendre quadrature,
// exact on uniform laws but for rounding. Laws without positive density or with
// decreasing virtual values are outside the theorem: ErrScope.
func (m MyersonSatterthwaite) Solve() (SecondBest, error) {
	f := faults{model: "MyersonSatterthwaite"}
	f.distribution("Value", m.Value, true)
	f.distribution("Cost", m.Cost, true)
	if err := f.err(); err != nil {
		return SecondBest{}, err
	}
	if err := m.regular(); err != nil {
		return SecondBest{}, err
	}
	s := SecondBest{m: m}
	if m.expect(0, m.virtual(1)) < 0 {
		s.Alpha = root(func(a float64) float64 { return m.expect(a, m.virtual(1)) }, 0, 1, true)
		s.Subsidy = -m.expect(0, m.virtual(1))
	}
	gains := func(v, c float64) float64 { return v - c }
	s.FirstBest = m.expect(0, gains)
	s.Gain = m.expect(s.Alpha, gains)
	s.Trade = m.expect(s.Alpha, func(_, _ float64) float64 { return 1 })
	s.Efficiency = 1
	if s.FirstBest > 0 {
		s.Efficiency = s.Gain / s.FirstBest
	}
	s.Certificate = m.certify(s)
	return s, nil
}

// rents are the information rents (1-G)/g of value v and F/f of cost c.
func (m MyersonSatterthwaite) rents(v, c float64) (buyer, seller float64) {
	return (1 - m.Value.CDF(v)) / m.Value.Prob(v), m.Cost.CDF(c) / m.Cost.Prob(c)
}

// virtual returns the virtual surplus at a weight of the rents.
func (m MyersonSatterthwaite) virtual(alpha float64) func(v, c float64) float64 {
	return func(v, c float64) float64 {
		b, s := m.rents(v, c)
		return v - alpha*b - c - alpha*s
	}
}

// regular checks densities and virtual values on a grid of inner quantiles.
func (m MyersonSatterthwaite) regular() error {
	lastV, lastC := math.Inf(-1), math.Inf(-1)
	for k := 1; k < 256; k++ {
		v, c := m.Value.Quantile(float64(k)/256), m.Cost.Quantile(float64(k)/256)
		b, s := m.rents(v, c)
		if !(b <= magnitude && s <= magnitude) {
			return scope("MyersonSatterthwaite", "density vanishes near value %v or cost %v", v, c)
		}
		slackness := rounding * max(1, abs(v), abs(c))
		if v-b < lastV-slackness || c+s < lastC-slackness {
			return scope("MyersonSatterthwaite", "virtual values decrease near value %v or cost %v", v, c)
		}
		lastV, lastC = v-b, c+s
	}
	return nil
}

// cutoff returns the highest cost that trades with v, within the support.
func (m MyersonSatterthwaite) cutoff(alpha, v float64) float64 {
	c0, c1 := ends(m.Cost)
	b := 0.0
	if alpha > 0 {
		b = alpha * (1 - m.Value.CDF(v)) / m.Value.Prob(v)
	}
	room := v - b
	need := func(c float64) float64 {
		if alpha == 0 || c <= c0 {
			return c - room
		}
		return c + alpha*m.Cost.CDF(c)/m.Cost.Prob(c) - room
	}
	switch {
	case !(need(c0) < 0):
		return c0
	case need(c1) <= 0:
		return c1
	}
	return root(need, c0, c1, true)
}

// expect returns the expectation of h over the types that trade at α. The outer
// integral is split where the cutoff enters and leaves the support of the cost.
func (m MyersonSatterthwaite) expect(alpha float64, h func(v, c float64) float64) float64 {
	v0, v1 := ends(m.Value)
	c0, c1 := ends(m.Cost)
	edge := func(c float64) float64 { // the value whose cutoff is c
		return root(func(v float64) float64 {
			b, s := 0.0, 0.0
			if alpha > 0 {
				b = alpha * (1 - m.Value.CDF(v)) / m.Value.Prob(v)
				if c > c0 {
					s = alpha * m.Cost.CDF(c) / m.Cost.Prob(c)
				}
			}
			return v - b - c - s
		}, v0, v1, true)
	}
	inner := func(v float64) float64 {
		return integral16(func(c float64) float64 { return h(v, c) * m.Cost.Prob(c) }, c0, m.cutoff(alpha, v))
	}
	return pieces(func(v float64) float64 { return inner(v) * m.Value.Prob(v) }, v0, v1, edge(c0), edge(c1))
}

// certify recomputes the second best as a mechanism: monotone trade
// probabilities give the rents by the envelope theorem, and gains must pay them.
func (m MyersonSatterthwaite) certify(s SecondBest) Certificate {
	const n = 300
	var c check
	v0, v1 := ends(m.Value)
	c0, c1 := ends(m.Cost)
	scale := max(v1-c0, v1-v0, c1-c0)
	gain, rent := 0.0, 0.0
	sells := make([]float64, n) // probability that the seller of grid cost trades
	last := 0.0
	for i := range n {
		v := v0 + (v1-v0)*(float64(i)+0.5)/n
		cut := s.Cutoff(v)
		buys := m.Cost.CDF(cut)
		c.incentive.take(buys - last)
		last = buys
		weight := m.Value.Prob(v) * (v1 - v0) / n
		rent += buys * (1 - m.Value.CDF(v)) * (v1 - v0) / n
		for j := range n {
			if cost := c0 + (c1-c0)*(float64(j)+0.5)/n; cost <= cut {
				sells[j] += weight
				gain += weight * (v - cost) * m.Cost.Prob(cost) * (c1 - c0) / n
			}
		}
	}
	for j, q := range sells {
		if j > 0 {
			c.incentive.take(sells[j-1] - q)
		}
		rent += q * m.Cost.CDF(c0+(c1-c0)*(float64(j)+0.5)/n) * (c1 - c0) / n
	}
	c.rationality.take((gain - rent) / scale)
	c.equal(gain/scale, s.Gain/scale)
	if s.Alpha > 0 {
		c.equal(rent/scale, gain/scale)
	}
	return c.certificate("rents by the envelope theorem on a grid of 300 × 300 types", 0.02)
}

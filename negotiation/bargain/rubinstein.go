package bargain

import "math"

// Rubinstein is bargaining over a pie of size one by alternating offers without
// end, with a discount per period for each party and linear utility.
//
// Its unique subgame perfect equilibrium agrees at once, the proposer i keeping
//
//	x_i = (1 - d_j)/(1 - d_i d_j).
//
// Rubinstein, A. (1982). Perfect equilibrium in a bargaining model.
// Econometrica 50(1), 97-109. https://doi.org/10.2307/1912531
type Rubinstein struct {
	// Discount is the discount per period of each party, in (0, 1).
	Discount [2]float64
}

// Offers is a stationary equilibrium of alternating offers between two parties
// that agrees at once.
type Offers struct {
	// Opening[k][i] is what party i gets when party k proposes, in utility.
	Opening     [2][2]float64
	Certificate Certificate
}

// Solve returns the equilibrium, or all faults of the discounts.
func (m Rubinstein) Solve() (Offers, error) {
	f := faults{model: "Rubinstein"}
	f.discounts("Discount", m.Discount[:])
	if err := f.err(); err != nil {
		return Offers{}, err
	}
	d := m.Discount
	var o Offers
	for k := range 2 {
		x := (1 - d[1-k]) / (1 - d[0]*d[1])
		o.Opening[k][k], o.Opening[k][1-k] = x, 1-x
	}
	wait := func(j, next int) float64 { return d[j] * o.Opening[next][j] }
	o.Certificate = certifyOffers(o.Opening, wait, func(_ int, u float64) float64 { return 1 - u })
	return o, nil
}

// certifyOffers checks stationary alternating offers by one-shot deviations.
// wait(j, next) is what j gets if the offer on the table fails and party next
// proposes; frontier(i, u) is the most i can get when the other gets u.
//
// The best deviation of a proposer is the better of the cheapest acceptable
// offer and one that is refused.
func certifyOffers(o [2][2]float64, wait func(j, next int) float64, frontier func(i int, u float64) float64) Certificate {
	var c check
	for k := range 2 {
		j := 1 - k
		c.acceptance.take(o[k][j] - wait(j, j))
		c.incentive.take(o[k][k] - max(frontier(k, wait(j, j)), wait(k, j)))
		c.rationality.take(o[k][k])
		c.rationality.take(o[k][j])
		c.equal(o[k][k], frontier(k, o[k][j]))
	}
	return c.certificate("one-shot deviations of proposer and responder", rounding)
}

// Rates is alternating offers in real time: party i discounts at Rate[i] per
// unit of time and offers are Interval apart, so that d_i = exp(-r_i D).
//
// Binmore, K., Rubinstein, A. and Wolinsky, A. (1986). The Nash bargaining
// solution in economic modelling. RAND Journal of Economics 17(2), 176-188.
// https://doi.org/10.2307/2555382
type Rates struct {
	// Rate is the rate of discount per unit of time, positive.
	Rate [2]float64
	// Interval is the time between offers, positive.
	Interval float64
}

// Solve returns the equilibrium at this interval. An interval so short or long
// that a discount rounds to one or zero is an error.
func (m Rates) Solve() (Offers, error) {
	f := faults{model: "Rates"}
	pair("Rate", m.Rate, f.positive)
	f.positive("Interval", m.Interval)
	if err := f.err(); err != nil {
		return Offers{}, err
	}
	d := [2]float64{math.Exp(-m.Rate[0] * m.Interval), math.Exp(-m.Rate[1] * m.Interval)}
	return Rubinstein{Discount: d}.Solve()
}

// Limit returns the shares as the interval goes to zero,
//
//	(r_2/(r_1+r_2), r_1/(r_1+r_2)),
//
// whoever opens. They are the Nash solution with these weights, and what any
// simulation of fast offers must approach. Interval is not read.
func (m Rates) Limit() ([2]float64, error) {
	f := faults{model: "Rates"}
	pair("Rate", m.Rate, f.positive)
	if err := f.err(); err != nil {
		return [2]float64{}, err
	}
	x := m.Rate[1] / (m.Rate[0] + m.Rate[1])
	return [2]float64{x, m.Rate[0] / (m.Rate[0] + m.Rate[1])}, nil
}

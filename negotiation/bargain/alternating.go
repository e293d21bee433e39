package bargain

// AlternatingOffers is Rubinstein's game on any concave frontier of utilities:
// the stationary equilibrium is the pair of points x and y on the frontier with
//
//	y_1 = d_1 x_1,  x_2 = d_2 y_2,
//
// x proposed by party 0 and y by party 1. With a common discount near one both
// approach the Nash solution.
//
// Rubinstein, A. (1982). Perfect equilibrium in a bargaining model.
// Econometrica 50(1), 97-109. https://doi.org/10.2307/1912531
//
// Osborne, M. J. and Rubinstein, A. (1990). Bargaining and Markets. Academic
// Press, chapter 3.
type AlternatingOffers struct {
	// Frontier is what the parties can reach above disagreement, concave.
	Frontier Frontier
	// Discount is the discount of utility per period of each party, in (0, 1).
	Discount [2]float64
}

// Solve returns the equilibrium by bisection on party 0's payoff, to the last
// bits. The frontier is taken to be concave, which is checked on a grid.
func (m AlternatingOffers) Solve() (Offers, error) {
	f := faults{model: "AlternatingOffers"}
	f.discounts("Discount", m.Discount[:])
	f.frontier("Frontier", m.Frontier, true)
	if err := f.err(); err != nil {
		return Offers{}, err
	}
	d, fr := m.Discount, m.Frontier
	gap := func(x float64) float64 { return fr.Most(1, x) - d[1]*fr.Most(1, d[0]*x) }
	x := bisect(gap, 0, fr.Most(0, 0), false)
	y := d[0] * x
	o := Offers{Opening: [2][2]float64{{x, fr.Most(1, x)}, {y, fr.Most(1, y)}}}
	wait := func(j, next int) float64 { return d[j] * o.Opening[next][j] }
	o.Certificate = certifyOffers(o.Opening, wait, fr.Most)
	o.Certificate.Tolerance = 1e-8 * max(1, fr.Most(0, 0), fr.Most(1, 0))
	return o, nil
}

// EqualLoss is the point of a frontier where both parties stay equally far below
// their ideals, the equal loss solution: I_1 - u_1 = I_2 - u_2.
//
// Chun, Y. (1988). The equal-loss principle for bargaining problems. Economics
// Letters 26(2), 103-106.
type EqualLoss struct{ Frontier Frontier }

// LossPoint is the answer to EqualLoss.
type LossPoint struct {
	// Payoff is in utility above disagreement.
	Payoff [2]float64
	// Loss is what each party gives up from its ideal.
	Loss        float64
	Certificate Certificate
}

// Solve returns the solution by bisection on the loss.
func (m EqualLoss) Solve() (LossPoint, error) {
	f := faults{model: "EqualLoss"}
	f.frontier("Frontier", m.Frontier, false)
	if err := f.err(); err != nil {
		return LossPoint{}, err
	}
	ideal := [2]float64{m.Frontier.Most(0, 0), m.Frontier.Most(1, 0)}
	over := func(l float64) float64 { return m.Frontier.Most(1, ideal[0]-l) - (ideal[1] - l) }
	l := bisect(over, 0, min(ideal[0], ideal[1]), true)
	p := LossPoint{Loss: l, Payoff: [2]float64{ideal[0] - l, ideal[1] - l}}
	var c check
	c.equal(p.Payoff[0], m.Frontier.Most(0, p.Payoff[1]))
	c.rationality.take(min(p.Payoff[0], p.Payoff[1]))
	p.Certificate = c.certificate("the point lies on the frontier, read from the other side", 1e-8*max(1, ideal[0], ideal[1]))
	return p, nil
}

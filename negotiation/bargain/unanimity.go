package bargain

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
)

// Unanimity is bargaining over a pie of size one among n parties that propose in
// rotation, with agreement only by all. Its stationary subgame perfect
// equilibrium pays party j, when party k proposes, what j will get as proposer
// d(k,j) periods later, discounted: with a_j the share of proposer j,
//
//	Σ_j d_j^((j-k) mod n) a_j = 1  for every proposer k.
//
// With a common discount the shares are (1, d, …, d^(n-1))/(1+d+…+d^(n-1)).
//
// Stationarity is an assumption: with n of at least three and a discount of at
// least 1/(n-1), every division is the outcome of some subgame perfect
// equilibrium (Shaked); see UnanimityResult.Multiple.
//
// Sutton, J. (1986). Non-cooperative bargaining theory: an introduction. Review
// of Economic Studies 53(5), 709-724. https://doi.org/10.2307/2297715
//
// Osborne, M. J. and Rubinstein, A. (1990). Bargaining and Markets. Academic
// Press, section 3.13.
type Unanimity struct {
	// Discount is the discount per period of each party in the order of
	// proposing, in (0, 1); its length is the number of parties, in [2, 400].
	Discount []float64
}

// UnanimityResult is the stationary equilibrium of Unanimity.
type UnanimityResult struct {
	// Shares[k][j] is what party j gets when party k proposes.
	Shares [][]float64
	// Threshold is Shaked's 1/(n-1): see Multiple.
	Threshold float64
	// Multiple reports that there are three parties or more and every discount
	// is at least Threshold, so that any division is some, not stationary,
	// equilibrium.
	Multiple    bool
	Certificate Certificate
}

// Solve returns the equilibrium by solving the linear system.
func (m Unanimity) Solve() (UnanimityResult, error) {
	f := faults{model: "Unanimity"}
	n := len(m.Discount)
	f.size("Discount length", n, 2, 400)
	f.discounts("Discount", m.Discount)
	if err := f.err(); err != nil {
		return UnanimityResult{}, err
	}
	a := mat.NewDense(n, n, nil)
	ones := mat.NewVecDense(n, nil)
	for k := range n {
		ones.SetVec(k, 1)
		for j := range n {
			a.Set(k, j, power(m.Discount[j], (j-k+n)%n))
		}
	}
	var own mat.VecDense
	if err := own.SolveVec(a, ones); err != nil {
		return UnanimityResult{}, fmt.Errorf("%w: Unanimity: discounts too close to one: %v", ErrConvergence, err)
	}
	r := UnanimityResult{Threshold: 1 / float64(n-1), Multiple: n > 2, Shares: make([][]float64, n)}
	for k := range n {
		r.Multiple = r.Multiple && m.Discount[k] >= r.Threshold
		r.Shares[k] = make([]float64, n)
		for j := range n {
			r.Shares[k][j] = a.At(k, j) * own.AtVec(j)
		}
	}
	r.Certificate = m.certify(r)
	return r, nil
}

func power(x float64, n int) float64 {
	p := 1.0
	for range n {
		p *= x
	}
	return p
}

// certify compares each share with that under the next proposer.
func (m Unanimity) certify(r UnanimityResult) Certificate {
	var c check
	n := len(m.Discount)
	for k := range n {
		pie := 0.0
		for j := range n {
			wait := m.Discount[j] * r.Shares[(k+1)%n][j]
			pie += r.Shares[k][j]
			if j == k {
				c.incentive.take(r.Shares[k][j] - wait)
			} else {
				c.acceptance.take(r.Shares[k][j] - wait)
				c.equal(r.Shares[k][j], wait)
			}
			c.rationality.take(r.Shares[k][j])
		}
		c.equal(pie, 1)
	}
	return c.certificate("one-shot deviations under every proposer", rounding)
}

// Exit is unanimous bargaining where a responder that accepts may leave with its
// share while the rest go on bargaining over what is left. Unlike Unanimity it
// has one subgame perfect equilibrium:
//
//	proposer 1/(1 + (n-1) d), each other d/(1 + (n-1) d).
//
// Krishna, V. and Serrano, R. (1996). Multilateral bargaining. Review of Economic
// Studies 63(1), 61-80. https://doi.org/10.2307/2298115
type Exit struct {
	// Discount is the common discount per period, in (0, 1).
	Discount float64
	// Parties is the number of parties, at least two.
	Parties int
}

// ExitResult is the equilibrium of Exit.
type ExitResult struct {
	// Proposer and Responder are the shares of the proposer and of each other.
	Proposer, Responder float64
	Certificate         Certificate
}

// Solve returns the equilibrium. The certificate checks that a responder who
// refuses, while all others leave with their shares, faces the two-party game
// over the shares of itself and the proposer and gains nothing.
func (m Exit) Solve() (ExitResult, error) {
	f := faults{model: "Exit"}
	f.open("Discount", m.Discount, 0, 1)
	f.size("Parties", m.Parties, 2, 1_000_000)
	if err := f.err(); err != nil {
		return ExitResult{}, err
	}
	d, others := m.Discount, float64(m.Parties-1)
	r := ExitResult{Proposer: 1 / (1 + others*d), Responder: d / (1 + others*d)}
	var c check
	refuse := d * (r.Proposer + r.Responder) / (1 + d)
	c.acceptance.take(r.Responder - refuse)
	c.incentive.take(r.Proposer - d*r.Responder)
	c.rationality.take(r.Responder)
	c.equal(r.Proposer+others*r.Responder, 1)
	r.Certificate = c.certificate("a lone refusal leads to the two-party game", rounding)
	return r, nil
}

package bargain

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// BanksDuggan is bargaining in one dimension, say over the depth of a
// concession: member i has utility Base - |x - Ideal[i]|^Exponent, nature
// recognises proposers, a proposal passes with Quota votes, and without
// agreement all get zero for ever.
//
// In a no-delay stationary equilibrium member j accepts what pays at least
// d_j V_j, V_j being its value before recognition. Each acceptance set is an
// interval and all contain the mean proposal, so that what passes is an interval
// too, and each member proposes its point nearest to its own ideal.
//
// With ideals 0, 1/2, 1, majority, equal recognition and a common discount d the
// outer members propose 1/2 ∓ a with a = (1-d)/(1-2d/3) if Exponent is 1, and
// a² equal to that if it is 2: the outcome goes to the median as d goes to one.
//
// Banks, J. S. and Duggan, J. (2000). A bargaining model of collective choice.
// American Political Science Review 94(1), 73-88. https://doi.org/10.2307/2586381
//
// Cho, S. and Duggan, J. (2003). Uniqueness of stationary equilibria in a
// one-dimensional model of bargaining. Journal of Economic Theory 113(1),
// 118-130. https://doi.org/10.1016/S0022-0531(03)00087-5
type BanksDuggan struct {
	// Ideal is each member's ideal point; its length n is in [2, 2000].
	Ideal []float64
	// Recognition is the probability of proposing, summing to one.
	Recognition []float64
	// Discount is each member's discount per period, in (0, 1).
	Discount []float64
	// Quota is the number of votes, the proposer's included, in (n/2, n].
	Quota int
	// Exponent is that of the loss, in [1, 16]: 1 is linear, 2 quadratic.
	Exponent float64
	// Base is the utility of the own ideal over no agreement. It must be large
	// enough that every member prefers every ideal to no agreement.
	Base float64
}

// Interval is the equilibrium of BanksDuggan.
type Interval struct {
	// Low and High bound the proposals that pass.
	Low, High float64
	// Proposal is each member's proposal and Value its expected utility before
	// recognition.
	Proposal, Value []float64
	Certificate     Certificate
}

// Solve iterates the bounds of what passes, with secant steps where they make the
// change smaller, until they stand still. It stops with the error of ctx when
// that is cancelled, and with ErrConvergence if the bounds do not settle.
func (m BanksDuggan) Solve(ctx context.Context) (Interval, error) {
	if err := m.check(); err != nil {
		return Interval{}, err
	}
	r := Interval{Proposal: make([]float64, len(m.Ideal)), Value: make([]float64, len(m.Ideal))}
	w := bounds{m: m, r: &r, left: make([]float64, len(m.Ideal)), right: make([]float64, len(m.Ideal))}
	start := point{slices.Min(m.Ideal), slices.Max(m.Ideal)}
	at, err := w.settle(ctx, start)
	if err != nil {
		return Interval{}, err
	}
	w.next(at)
	r.Low, r.High = at[0], at[1]
	r.Certificate = m.certify(r)
	if !r.Certificate.Holds() {
		return Interval{}, fmt.Errorf("%w: BanksDuggan: bounds [%v, %v] do not settle", ErrConvergence, r.Low, r.High)
	}
	return r, nil
}

// point is a pair of bounds, low and high.
type point [2]float64

func (p point) minus(q point) point { return point{p[0] - q[0], p[1] - q[1]} }

func (p point) size() float64 { return max(abs(p[0]), abs(p[1])) }

// bounds iterates the bounds of a BanksDuggan.
type bounds struct {
	m           BanksDuggan
	r           *Interval
	left, right []float64 // scratch
}

// settle returns bounds at which the change is nil but for rounding.
func (w *bounds) settle(ctx context.Context, at point) (point, error) {
	scale := max(1, at.size())
	change := w.next(at).minus(at)
	best, least, stale := at, change.size(), 0
	var last, lastChange [2]point // the two before
	for step := range 100_000 {
		if err := ctx.Err(); err != nil {
			return at, fmt.Errorf("bargain: stopped: %w", err)
		}
		if change.size() <= 2e-16*scale || stale > 2000 {
			break
		}
		to := point{at[0] + change[0], at[1] + change[1]}
		if step%200 > 100 { // damp what goes back and forth
			to = point{at[0] + change[0]/2, at[1] + change[1]/2}
		}
		toChange := w.next(to).minus(to)
		if step > 2 {
			if jump, ok := secant([3]point{last[0], at, to}, [3]point{lastChange[0], change, toChange}); ok {
				if c := w.next(jump).minus(jump); c.size() < toChange.size() {
					to, toChange = jump, c
				}
			}
		}
		last, lastChange = [2]point{at, last[0]}, [2]point{change, lastChange[0]}
		at, change = to, toChange
		if stale++; change.size() < least {
			best, least, stale = at, change.size(), 0
		}
	}
	return best, nil
}

// secant returns where the change would vanish if it were linear through three
// points.
func secant(x, f [3]point) (point, bool) {
	a, b := x[1].minus(x[0]), x[2].minus(x[1])
	fa, fb := f[1].minus(f[0]), f[2].minus(f[1])
	det := fa[0]*fb[1] - fa[1]*fb[0]
	if det == 0 {
		return point{}, false
	}
	u := (f[2][0]*fb[1] - f[2][1]*fb[0]) / det
	v := (fa[0]*f[2][1] - fa[1]*f[2][0]) / det
	p := point{x[2][0] - u*a[0] - v*b[0], x[2][1] - u*a[1] - v*b[1]}
	return p, abs(p[0]) <= magnitude && abs(p[1]) <= magnitude
}

func (m BanksDuggan) check() error {
	f := faults{model: "BanksDuggan"}
	n := len(m.Ideal)
	f.size("Ideal length", n, 2, maxParties)
	f.size("Recognition length", len(m.Recognition), n, n)
	f.size("Discount length", len(m.Discount), n, n)
	for i := range m.Ideal {
		f.closed(fmt.Sprintf("Ideal[%d]", i), m.Ideal[i], -1e6, 1e6)
	}
	f.probabilities("Recognition", m.Recognition)
	f.discounts("Discount", m.Discount)
	f.size("Quota", m.Quota, n/2+1, n)
	f.closed("Exponent", m.Exponent, 1, 16)
	f.positive("Base", m.Base)
	if err := f.err(); err != nil {
		return err
	}
	if far := math.Pow(slices.Max(m.Ideal)-slices.Min(m.Ideal), m.Exponent); far > m.Base {
		return scope("BanksDuggan", "the outer ideals are worth %v to each other, want at least 0: raise Base to %v", m.Base-far, far)
	}
	return nil
}

func (m BanksDuggan) utility(i int, x float64) float64 {
	far := math.Abs(x - m.Ideal[i])
	switch m.Exponent {
	case 1:
		return m.Base - far
	case 2:
		return m.Base - far*far
	}
	return m.Base - math.Pow(far, m.Exponent)
}

// next fills proposals and values at the given bounds and returns the bounds
// that these values imply.
func (w *bounds) next(at point) point {
	m, n := w.m, len(w.m.Ideal)
	for i, x := range m.Ideal {
		w.r.Proposal[i] = clamp(x, at[0], at[1])
	}
	for j := range n {
		v := 0.0
		for i, p := range m.Recognition {
			v += p * m.utility(j, w.r.Proposal[i])
		}
		w.r.Value[j] = v
		reach := math.Pow(max(0, m.Base-m.Discount[j]*v), 1/m.Exponent)
		w.left[j], w.right[j] = m.Ideal[j]-reach, m.Ideal[j]+reach
	}
	slices.Sort(w.left)
	slices.Sort(w.right)
	return point{w.left[m.Quota-1], w.right[n-m.Quota]}
}

// certify counts votes: every proposal passes, and no point of a fine grid that
// passes pays its proposer more.
func (m BanksDuggan) certify(r Interval) Certificate {
	var c check
	n := len(m.Ideal)
	from, to := slices.Min(m.Ideal), slices.Max(m.Ideal)
	votes := func(x, slackness float64) int {
		count := 0
		for j := range n {
			if m.utility(j, x) >= m.Discount[j]*r.Value[j]-slackness {
				count++
			}
		}
		return count
	}
	tolerance := 1e-7 * m.Base
	cells := max(20, min(2000, 2_000_000/(n*n)))
	for k := range cells + 1 {
		x := from + (to-from)*float64(k)/float64(cells)
		if votes(x, -tolerance) < m.Quota {
			continue
		}
		for i := range n {
			c.incentive.take(m.utility(i, r.Proposal[i]) - m.utility(i, x))
		}
	}
	for i := range n {
		margins := make([]float64, n)
		v := 0.0
		for j := range n {
			margins[j] = m.utility(j, r.Proposal[i]) - m.Discount[j]*r.Value[j]
			v += m.Recognition[j] * m.utility(i, r.Proposal[j])
		}
		slices.Sort(margins)
		c.acceptance.take(margins[n-m.Quota])
		c.incentive.take(m.utility(i, r.Proposal[i]) - m.Discount[i]*r.Value[i])
		c.rationality.take(r.Value[i])
		c.equal(v, r.Value[i])
	}
	return c.certificate("votes counted on every proposal and on a grid", tolerance)
}

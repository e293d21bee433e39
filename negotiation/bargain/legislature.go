package bargain

import (
	"fmt"
	"math"
	"sort"
)

// BaronFerejohn is bargaining over a pie of size one in a legislature, closed
// rule: each period nature recognises member i with probability Recognition[i];
// the proposal passes if at least Quota members, the proposer among them, and
// every member with a veto agree; otherwise the next period begins.
//
// In a stationary subgame perfect equilibrium the proposer buys the cheapest
// coalition, each partner at the discounted value w_i = d_i v_i. Payoffs are
// unique; coalitions are mixed where prices tie. With equal recognition, a common
// discount d and no veto the proposer keeps 1 - d(q-1)/n and a partner gets d/n.
//
// Baron, D. P. and Ferejohn, J. A. (1989). Bargaining in legislatures. American
// Political Science Review 83(4), 1181-1206. https://doi.org/10.2307/1961664
//
// Eraslan, H. (2002). Uniqueness of stationary equilibrium payoffs in the
// Baron-Ferejohn model. Journal of Economic Theory 103(1), 11-30.
//
// Winter, E. (1996). Voting and vetoing. American Political Science Review 90(4),
// 813-823. https://doi.org/10.2307/2945844
type BaronFerejohn struct {
	// Recognition is the probability of proposing, summing to one; its length n
	// is the number of members, in [2, 2000].
	Recognition []float64
	// Discount is each member's discount per period, in (0, 1]. Members with a
	// veto, and all members under unanimity, must discount: in (0, 1).
	Discount []float64
	// Quota is the number of members who must agree, proposer included, in
	// [1, n].
	Quota int
	// Veto says who must be part of every coalition; nil means nobody.
	Veto []bool
}

// Coalitions is the stationary equilibrium of BaronFerejohn.
type Coalitions struct {
	// Value is each member's share as expected before recognition; it sums to
	// one.
	Value []float64
	// Price is what each member takes for a vote, d_i v_i.
	Price []float64
	// Keep is what each member keeps when it is recognised.
	Keep []float64
	// Included[i] is the probability that member i is bought when another
	// member proposes, times the probability that another member proposes.
	Included []float64
	// Partners[k][i] is the probability that proposer k buys member i. It is one
	// of the mixtures that support the payoffs, the one that spreads evenly, and
	// nil with more than 400 members.
	Partners    [][]float64
	Certificate Certificate
}

// Solve returns the equilibrium.
//
// Let A be the rest of the pie beyond the veto members and the q' cheapest
// others, q' being the votes needed from members without veto, and c the price of
// the dearest of those. A member with r_i the probability of being bought obeys
//
//	v_i = p_i (A + min(c, w_i)) + r_i w_i,
//
// so that r_i = clamp(1/d_i - p_i (1 + A/c), 0, 1-p_i), and the inclusion
// probabilities must add up to q'-1 plus the probability that a veto member
// proposes. Their sum is piecewise linear and falling in 1 + A/c: sorting its
// breakpoints solves the model exactly, without iteration. Members who are never
// recognised vote for nothing; where they suffice, c is zero.
func (m BaronFerejohn) Solve() (Coalitions, error) {
	if err := m.check(); err != nil {
		return Coalitions{}, err
	}
	need, n := m.votes(), len(m.Recognition)
	c := Coalitions{Value: make([]float64, n), Price: make([]float64, n), Keep: make([]float64, n), Included: make([]float64, n)}
	ratio := m.ratio(need) // 1 + A/c
	m.prices(&c, ratio, need)
	for i := range n {
		c.Value[i] = c.Price[i] / m.Discount[i]
		c.Keep[i] = 1 - m.cost(c.Price, i, need)
		c.Included[i] = m.included(i, ratio, need)
	}
	if n <= 400 {
		c.Partners = m.partners(c, need)
	}
	c.Certificate = m.certify(c)
	return c, nil
}

func (m BaronFerejohn) check() error {
	f := faults{model: "BaronFerejohn"}
	n := len(m.Recognition)
	f.size("Recognition length", n, 2, maxParties)
	f.probabilities("Recognition", m.Recognition)
	f.size("Discount length", len(m.Discount), n, n)
	f.size("Quota", m.Quota, 1, n)
	if m.Veto != nil {
		f.size("Veto length", len(m.Veto), n, n)
	}
	for i, d := range m.Discount {
		field := fmt.Sprintf("Discount[%d]", i)
		if m.Quota == n || m.veto(i) {
			f.open(field, d, 0, 1)
		} else {
			f.left(field, d, 0, 1)
		}
	}
	return f.err()
}

func (m BaronFerejohn) veto(i int) bool { return i < len(m.Veto) && m.Veto[i] }

// votes returns how many members without veto a coalition needs.
func (m BaronFerejohn) votes() int {
	need := m.Quota
	for i := range m.Recognition {
		if m.veto(i) {
			need--
		}
	}
	return max(need, 0)
}

// free returns how many members without veto are never recognised, and target
// the sum of inclusion probabilities of members without veto.
func (m BaronFerejohn) free(need int) (count int, target float64) {
	target = math.Max(float64(need-1), 0)
	for i, p := range m.Recognition {
		switch {
		case m.veto(i) && need > 0:
			target += p
		case !m.veto(i) && p == 0:
			count++
		}
	}
	return count, target
}

// included returns the inclusion probability of member i at 1 + A/c, which is
// infinite where votes are free.
func (m BaronFerejohn) included(i int, ratio float64, need int) float64 {
	p := m.Recognition[i]
	switch {
	case m.veto(i):
		return 1 - p
	case need == 0 || (math.IsInf(ratio, 1) && p > 0):
		return 0
	case math.IsInf(ratio, 1):
		count, target := m.free(need)
		return target / float64(count)
	}
	return clamp(1/m.Discount[i]-p*ratio, 0, 1-p)
}

// ratio solves Σ r_i = q' - 1 + p(veto) over members without veto for 1 + A/c,
// infinite where votes are free.
func (m BaronFerejohn) ratio(need int) float64 {
	free, target := m.free(need)
	if free >= need {
		return math.Inf(1)
	}
	breaks, lowest, members := []float64{1}, math.Inf(1), 0
	for i, p := range m.Recognition {
		if m.veto(i) {
			continue
		}
		members++
		if p > 0 {
			always := 1 + (1/m.Discount[i]-1)/p // up to here i is always bought
			lowest = min(lowest, always)
			breaks = append(breaks, always, 1/(m.Discount[i]*p))
		}
	}
	if need == members { // all are bought always: a stretch that begins at 1
		return lowest
	}
	sort.Float64s(breaks)
	sum := func(x float64) float64 {
		total := 0.0
		for i := range m.Recognition {
			if !m.veto(i) {
				total += m.included(i, x, need)
			}
		}
		return total
	}
	// The first break at which the sum is down to the target; on a flat stretch
	// its left end makes c the price of the dearest partner.
	k := sort.Search(len(breaks)-1, func(k int) bool { return sum(breaks[k]) <= target+1e-13 })
	if k == 0 {
		return breaks[0]
	}
	a, b := breaks[k-1], breaks[k]
	ya, yb := sum(a), sum(b)
	if !(ya > yb) {
		return b
	}
	return a + (b-a)*clamp((ya-target)/(ya-yb), 0, 1)
}

// prices fills the prices in units of c, or of A where votes are free, then
// scales them to the pie: the veto members, the cheapest q' others and A make
// one.
func (m BaronFerejohn) prices(c *Coalitions, ratio float64, need int) {
	a, free := ratio-1, math.IsInf(ratio, 1)
	if free {
		a = 1
	}
	total := a
	var open []float64
	for i, p := range m.Recognition {
		d := m.Discount[i]
		if m.veto(i) {
			c.Price[i] = a * d * p / (1 - d)
			total += c.Price[i]
			continue
		}
		switch always := a * d * p / (1 - d); {
		case free || p == 0:
			c.Price[i] = d * p * a
		case d == 1:
			c.Price[i] = max(1, p*ratio)
		default:
			c.Price[i] = min(always, max(1, d*p*ratio))
		}
		open = append(open, c.Price[i])
	}
	sort.Float64s(open)
	for _, w := range open[:min(need, len(open))] {
		total += w
	}
	for i := range c.Price {
		c.Price[i] /= total
	}
}

// cost returns what proposer k pays for the cheapest coalition.
func (m BaronFerejohn) cost(price []float64, k, need int) float64 {
	total := 0.0
	var open []float64
	for i, w := range price {
		switch {
		case i == k:
		case m.veto(i):
			total += w
		default:
			open = append(open, w)
		}
	}
	if !m.veto(k) {
		need = max(need-1, 0)
	}
	sort.Float64s(open)
	for _, w := range open[:min(need, len(open))] {
		total += w
	}
	return total
}

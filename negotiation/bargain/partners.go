package bargain

import (
	"math"
	"sort"
)

// tied is how far apart, relative to the pie, prices count as equal.
const tied = 1e-10

// partners spreads the inclusion probabilities over proposers.
//
// Members cheaper than the dearest needed are always bought. Those at that price
// share the places left: proposers are taken in order, and each fills its places
// with the members whose slack, the recognition still to come less the inclusion
// still owed, is smallest, so that nobody is left owed more than what is to come.
func (m BaronFerejohn) partners(c Coalitions, need int) [][]float64 {
	n := len(c.Price)
	y := make([][]float64, n)
	level := m.level(c.Price, need)
	owed := make([]float64, n)
	slack := make([]float64, n)
	for i := range n {
		owed[i] = c.Included[i]
		slack[i] = 1 - m.Recognition[i] - owed[i]
	}
	for k := range n {
		y[k] = make([]float64, n)
		places := float64(need)
		if !m.veto(k) {
			places = math.Max(places-1, 0)
		}
		var mixed []int
		for i := range n {
			switch {
			case i == k:
			case m.veto(i):
				y[k][i] = 1
			case need > 0 && c.Price[i] < level-tied && places > 0:
				y[k][i] = 1
				places--
			case need > 0 && math.Abs(c.Price[i]-level) <= tied:
				mixed = append(mixed, i)
			}
		}
		m.fill(y[k], k, places, mixed, owed, slack)
	}
	return y
}

// level returns the price of the dearest member among the need cheapest.
func (m BaronFerejohn) level(price []float64, need int) float64 {
	var open []float64
	for i, w := range price {
		if !m.veto(i) {
			open = append(open, w)
		}
	}
	sort.Float64s(open)
	if need == 0 || need > len(open) {
		return 0
	}
	return open[need-1]
}

// fill gives proposer k's places to the mixed members by raising the smallest
// slacks to a common level, each by at most p_k.
func (m BaronFerejohn) fill(row []float64, k int, places float64, mixed []int, owed, slack []float64) {
	p := m.Recognition[k]
	if p == 0 { // never recognised: any coalition does
		for _, i := range mixed {
			row[i] = math.Min(1, math.Max(places, 0))
			places -= row[i]
		}
		return
	}
	give := func(level float64) (total float64) {
		for _, i := range mixed {
			total += clamp(level-(slack[i]-p), 0, min(p, owed[i]))
		}
		return total
	}
	level := bisect(func(l float64) float64 { return give(l) - places*p }, -2, 3, true)
	for _, i := range mixed {
		a := clamp(level-(slack[i]-p), 0, min(p, owed[i]))
		row[i] = a / p
		owed[i] -= a
		slack[i] += a - p
	}
}

// certify rebuilds the equilibrium from prices alone: the cheapest coalition of
// every proposer, the value under the mixture, and the votes it gathers.
func (m BaronFerejohn) certify(c Coalitions) Certificate {
	var k check
	n := len(c.Value)
	sum := 0.0
	for i := range n {
		sum += c.Value[i]
		k.equal(c.Price[i], m.Discount[i]*c.Value[i])
		k.acceptance.take(c.Price[i] - m.Discount[i]*c.Value[i])
		k.incentive.take(c.Keep[i] - max(m.cheapest(c, i), m.Discount[i]*c.Value[i]))
		k.rationality.take(c.Value[i])
	}
	k.equal(sum, 1)
	for i := range n {
		if c.Partners == nil {
			k.equal(c.Value[i], m.Recognition[i]*c.Keep[i]+c.Included[i]*c.Price[i])
			continue
		}
		got := m.Recognition[i] * c.Keep[i]
		votes, paid := 1.0, 0.0
		for j := range n {
			if j != i {
				got += m.Recognition[j] * c.Partners[j][i] * c.Price[i]
			}
			votes += c.Partners[i][j]
			paid += c.Partners[i][j] * c.Price[j]
		}
		k.equal(c.Value[i], got)
		k.equal(c.Keep[i], 1-paid)
		k.acceptance.take(votes - float64(m.Quota))
	}
	return k.certificate("cheapest coalitions, values and votes under the mixture", rounding)
}

// cheapest returns what proposer i would keep if it bought the cheapest
// coalition, found by repeated selection.
func (m BaronFerejohn) cheapest(c Coalitions, i int) float64 {
	keep, votes := 1.0, 1
	order := make([]int, 0, len(c.Price))
	for j := range c.Price {
		if j == i {
			continue
		}
		if m.veto(j) {
			keep -= c.Price[j]
			votes++
			continue
		}
		order = append(order, j)
	}
	sort.Slice(order, func(a, b int) bool { return c.Price[order[a]] < c.Price[order[b]] })
	for _, j := range order {
		if votes >= m.Quota {
			break
		}
		keep -= c.Price[j]
		votes++
	}
	return keep
}

package bargain

import (
	"fmt"
	"math"
	"slices"
)

// Kalandrakis is a legislature of three that divides a pie of size one anew every
// period, by majority against a status quo that is last period's division, with
// each member recognised with probability 1/3 and a common discount d.
//
// In the Markov equilibrium that Kalandrakis found, a proposer gives something to
// one member at most, the cheaper one, and nothing to the other. Once some member
// has nothing its vote costs nothing, so that whoever of the others is recognised
// takes all; and from then on the proposer takes the whole pie every period.
// Shares are 1/3 on average in the long run, for every discount and from every
// division: power lies in recognition alone.
//
// Let W = 1/(3(1-d)) be the value of a member in that long run. Where one member
// has x, another 1-x and the third nothing, with x at most
// x̄ = (9-d²)/(18+3d), their values exceed W by
//
//	x/(3-d),  -d x/(9-d²),  -3x/(9-d²),
//
// so that x is worth 3x/(3-d) to a partner; closer to an even split the third
// member mixes between partners and offers x̄. Values at other divisions follow,
// since every proposal leads to one of these.
//
// Kalandrakis, A. (2004). A three-player dynamic majoritarian bargaining game.
// Journal of Economic Theory 116(2), 294-322.
// https://doi.org/10.1016/S0022-0531(03)00259-X
type Kalandrakis struct {
	// Discount is the common discount per period, in [0, 1).
	Discount float64
	// StatusQuo is the division to begin with, summing to one.
	StatusQuo [3]float64
}

// Dynamic is the equilibrium of Kalandrakis at its status quo.
type Dynamic struct {
	// Proposer is the share that the proposer takes each period in the long run,
	// and Mean each member's share on average then.
	Proposer, Mean float64
	// Share[i] is member i's expected discounted average share from the status
	// quo on.
	Share [3]float64
	// Price[i] is the share that buys the vote of member i now.
	Price [3]float64
	// Partner[k][i] is the probability that proposer k buys member i.
	Partner [3][3]float64
	// Periods is the expected number of periods before the first in which the
	// proposer takes all.
	Periods     float64
	Certificate Certificate
}

// Solve returns the equilibrium. The certificate tries, for every proposer, all
// divisions in sixteenths, each with the values that would follow it.
func (m Kalandrakis) Solve() (Dynamic, error) {
	f := faults{model: "Kalandrakis"}
	if !(m.Discount >= 0 && m.Discount < 1) {
		f.add("Discount is %v, want in [0, 1)", m.Discount)
	}
	f.probabilities("StatusQuo", m.StatusQuo[:])
	if err := f.err(); err != nil {
		return Dynamic{}, err
	}
	p := m.play(m.StatusQuo)
	r := Dynamic{Proposer: 1, Mean: 1.0 / 3, Partner: p.partner}
	for i := range 3 {
		r.Share[i] = 1.0/3 + (1-m.Discount)*p.over[i]
		r.Price[i] = m.price(p.worth[i])
	}
	for k := range 3 {
		for i := range 3 { // an edge lasts until its third member is not recognised
			if r.Price[i] > 0 {
				r.Periods += p.partner[k][i] / 3 * 1.5
			}
		}
	}
	r.Certificate = m.certify(r, p)
	return r, nil
}

// price is the share that a partner takes for a vote worth r above nothing.
func (m Kalandrakis) price(r float64) float64 { return (3 - m.Discount) / 3 * max(r, 0) }

// position is what the members expect under a status quo.
type position struct {
	over    [3]float64 // value above W
	worth   [3]float64 // status quo and what follows, above d W
	partner [3][3]float64
}

// play solves a status quo. With members in falling order of share, the first
// and the second buy the third and the third buys the second, unless the bought
// become dearer than the others: then the first mixes towards the second and the
// third towards the first until prices tie.
func (m Kalandrakis) play(s [3]float64) position {
	order := []int{0, 1, 2}
	slices.SortStableFunc(order, func(a, b int) int { return sign(s[b] - s[a]) })
	sorted := [3]float64{s[order[0]], s[order[1]], s[order[2]]}
	first := func(third float64) (position, float64) { // the first member's mixing
		dear := func(mix float64) float64 {
			p := m.mixed(sorted, mix, third)
			return p.worth[2] - p.worth[1]
		}
		mix := root(dear, 0, 1, false)
		return m.mixed(sorted, mix, third), mix
	}
	third := root(func(mix float64) float64 {
		p, _ := first(mix)
		return p.worth[1] - p.worth[0]
	}, 0, 1, false)
	p, _ := first(third)
	var out position
	for a, i := range order {
		out.over[i], out.worth[i] = p.over[a], p.worth[a]
		for b, j := range order {
			out.partner[i][j] = p.partner[a][b]
		}
	}
	return out
}

// mixed solves the values when the first member buys the second with probability
// first, and the third buys the first with probability third.
func (m Kalandrakis) mixed(s [3]float64, first, third float64) position {
	d := m.Discount
	p := position{partner: [3][3]float64{{0, first, 1 - first}, {0, 0, 1}, {third, 1 - third, 0}}}
	for range 500 {
		var bought [3]float64 // what a bought vote is worth
		for i := range 3 {
			p.worth[i] = s[i] + d*p.over[i]
			bought[i] = max(p.worth[i], 0)
		}
		var next [3]float64
		for k := range 3 {
			for j := range 3 {
				q := p.partner[k][j] / 3
				next[k] -= q * 3 * bought[j] / (3 + d)
				next[j] += q * bought[j]
				if j != k {
					next[3-k-j] -= q * d * bought[j] / (3 + d)
				}
			}
		}
		move := 0.0
		for i := range 3 {
			move = max(move, math.Abs(next[i]-p.over[i]))
		}
		p.over = next
		if move < 1e-17 {
			break
		}
	}
	for i := range 3 {
		p.worth[i] = s[i] + d*p.over[i]
	}
	return p
}

// certify checks the edges against their own recursion and tries proposals.
func (m Kalandrakis) certify(r Dynamic, p position) Certificate {
	const grid = 16
	var c check
	d := m.Discount
	total := 0.0
	for i := range 3 {
		total += p.over[i]
		c.rationality.take(r.Share[i])
	}
	c.equal(total, 0)
	for a := range grid + 1 {
		for b := range grid + 1 - a {
			y := [3]float64{float64(a) / grid, float64(b) / grid, float64(grid-a-b) / grid}
			q := m.play(y)
			for k := range 3 {
				if m.passes(q, p, k) {
					c.incentive.take(m.proposing(p, k) - q.worth[k])
				}
			}
		}
	}
	for k := range 3 {
		for j := range 3 {
			if p.partner[k][j] == 0 {
				continue
			}
			var y [3]float64
			y[k], y[j] = 1-r.Price[j], r.Price[j]
			q := m.play(y)
			c.acceptance.take(q.worth[j] - p.worth[j])
			c.equal(q.worth[k], 1-3*max(p.worth[j], 0)/(3+d))
			c.incentive.take(q.worth[k] - p.worth[k])
			c.incentive.take(q.worth[k] - m.proposing(p, k))
		}
	}
	return c.certificate(fmt.Sprintf("all divisions in %dths proposed once", grid), 1e-8)
}

// passes reports whether another member than k prefers the proposal that leads
// to q to the status quo at p.
func (m Kalandrakis) passes(q, p position, k int) bool {
	for j := range 3 {
		if j != k && q.worth[j] >= p.worth[j] {
			return true
		}
	}
	return false
}

// proposing is what proposer k gets by buying the cheaper vote.
func (m Kalandrakis) proposing(p position, k int) float64 {
	cheap := math.Inf(1)
	for j := range 3 {
		if j != k {
			cheap = min(cheap, max(p.worth[j], 0))
		}
	}
	return 1 - 3*cheap/(3+m.Discount)
}

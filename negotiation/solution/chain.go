package solution

import (
	"cmp"
	"math"
	"slices"
)

// A chain is the frontier of two-party Mixtures: corner k is a payoff, x rising
// and y falling, and the parameter k + f lies a fraction f along the segment from
// corner k to corner k+1. Only [lo, hi] is individually rational.
type chain struct {
	corner []corner
	lo, hi float64
	d      [2]float64
}

type corner struct {
	x, y    float64
	outcome int
}

// newChain returns the upper right convex hull of the columns of u, cut at d.
func newChain(u Mixtures, d []float64) (frontier, error) {
	c := &chain{corner: upperHull(u), d: [2]float64{d[0], d[1]}}
	last := len(c.corner) - 1
	if c.corner[last].x < d[0] || c.corner[0].y < d[1] {
		return nil, ErrNoZone
	}
	c.lo = c.cut(func(q corner) float64 { return d[0] - q.x }, 0)
	c.hi = c.cut(func(q corner) float64 { return q.y - d[1] }, float64(last))
	if c.lo > c.hi {
		if c.lo-c.hi > 1e-12 {
			return nil, ErrNoZone
		}
		c.hi = c.lo
	}
	return c, nil
}

// cut returns where f, falling along the chain, passes zero, or the default if it
// does so at no segment.
func (c *chain) cut(f func(corner) float64, none float64) float64 {
	for k := 0; k+1 < len(c.corner); k++ {
		a, b := f(c.corner[k]), f(c.corner[k+1])
		if a >= 0 && b <= 0 && a > b {
			return float64(k) + a/(a-b)
		}
	}
	return none
}

// upperHull returns the corners of the Pareto frontier of the convex hull, by a
// monotone chain. Of equal points the lowest outcome is kept, and points inside
// a segment are dropped.
func upperHull(u Mixtures) []corner {
	all := make([]corner, len(u[0]))
	for o := range all {
		all[o] = corner{u[0][o], u[1][o], o}
	}
	slices.SortFunc(all, func(a, b corner) int {
		return cmp.Or(cmp.Compare(b.x, a.x), cmp.Compare(b.y, a.y), cmp.Compare(a.outcome, b.outcome))
	})
	hull := all[:0:0]
	top := math.Inf(-1)
	for _, q := range all { // from the right: only what rises is Pareto optimal
		if q.y <= top {
			continue
		}
		top = q.y
		for len(hull) > 1 && !left(hull[len(hull)-2], hull[len(hull)-1], q) {
			hull = hull[:len(hull)-1]
		}
		hull = append(hull, q)
	}
	slices.Reverse(hull)
	return hull
}

// left reports whether a, b, c make a strict left turn.
func left(a, b, c corner) bool {
	return float64((b.x-a.x)*(c.y-a.y)) > float64((b.y-a.y)*(c.x-a.x))
}

func (c *chain) span() (lo, hi float64) { return c.lo, c.hi }

// split returns the corner before s and the fraction beyond it.
func (c *chain) split(s float64) (int, float64) {
	k := int(s)
	if k >= len(c.corner)-1 {
		return len(c.corner) - 1, 0
	}
	return k, s - float64(k)
}

func (c *chain) at(s float64) (x, y float64) {
	k, f := c.split(s)
	a := c.corner[k]
	if f == 0 {
		return a.x, a.y
	}
	b := c.corner[k+1]
	return a.x + float64(f*(b.x-a.x)), a.y + float64(f*(b.y-a.y))
}

func (c *chain) point(s float64) Point {
	x, y := c.at(s)
	k, f := c.split(s)
	pt := Point{Payoff: []float64{x, y}}
	if f == 0 {
		pt.Mix = []Share{{c.corner[k].outcome, 1}}
		return pt
	}
	pt.Mix = []Share{{c.corner[k].outcome, 1 - f}, {c.corner[k+1].outcome, f}}
	slices.SortFunc(pt.Mix, func(a, b Share) int { return cmp.Compare(a.Outcome, b.Outcome) })
	return pt
}

// knots returns lo, the corners strictly between, and hi.
func (c *chain) knots() []float64 {
	list := []float64{c.lo}
	for s := math.Floor(c.lo) + 1; s < c.hi; s++ {
		list = append(list, s)
	}
	if c.hi > c.lo {
		list = append(list, c.hi)
	}
	return list
}

func (c *chain) cross(f func(x, y float64) float64) float64 {
	knots := c.knots()
	a := f(c.at(knots[0]))
	if a <= 0 {
		return c.lo
	}
	for j := 1; j < len(knots); j++ {
		b := f(c.at(knots[j]))
		if b <= 0 {
			return knots[j-1] + float64((knots[j]-knots[j-1])*(a/(a-b)))
		}
		a = b
	}
	return c.hi
}

func (c *chain) nash(w []float64) float64 {
	knots := c.knots()
	for j := 1; j < len(knots); j++ {
		x0, y0 := c.at(knots[j-1])
		x1, y1 := c.at(knots[j])
		gx, gy, dx, dy := x0-c.d[0], y0-c.d[1], x1-x0, y1-y0
		// The stationary point of the weighted product on the whole line.
		f := -(float64(w[0]*gy)/dy + float64(w[1]*gx)/dx) / (w[0] + w[1])
		if f < 1 {
			return knots[j-1] + float64((knots[j]-knots[j-1])*max(0, f))
		}
	}
	return c.hi
}

func (c *chain) heaviest(w []float64) float64 {
	best, top, first := c.lo, math.Inf(-1), 0
	for _, s := range c.knots() {
		x, y := c.at(s)
		sum := float64(w[0]*x) + float64(w[1]*y)
		o := c.point(s).Mix[0].Outcome
		if sum > top || sum == top && o < first {
			best, top, first = s, sum, o
		}
	}
	return best
}

func (c *chain) halve(density func(x, y, dx, dy float64) float64, before, after float64) float64 {
	knots := c.knots()
	size := make([]float64, len(knots))
	sum := 0.0
	for j := 1; j < len(knots); j++ {
		x0, y0 := c.at(knots[j-1])
		x1, y1 := c.at(knots[j])
		size[j] = density(x0, y0, x1-x0, y1-y0)
		sum += size[j]
	}
	half := float64((sum + after - before) / 2) // of the measure within the span
	acc := 0.0
	for j := 1; j < len(knots); j++ {
		if acc+size[j] >= half && size[j] > 0 {
			return knots[j-1] + float64((knots[j]-knots[j-1])*(max(0, half-acc)/size[j]))
		}
		acc += size[j]
	}
	return c.hi
}

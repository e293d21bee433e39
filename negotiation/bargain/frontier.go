package bargain

import (
	"fmt"
	"math"
	"sort"
)

// A Frontier is the efficient edge of what two parties can reach, above a
// disagreement that pays zero to both.
type Frontier interface {
	// Most returns the most party i can get when the other gets at least u:
	// not increasing in u, and zero or less once u reaches the other's ideal.
	Most(i int, u float64) float64
}

// Line is the straight frontier between the ideals of the parties:
// u_1/Ideal[0] + u_2/Ideal[1] = 1. Line{Ideal: [2]float64{1, 1}} divides a pie
// under linear utility.
type Line struct{ Ideal [2]float64 }

// Most returns Ideal[i] (1 - u/Ideal[j]) for u of at least zero.
func (l Line) Most(i int, u float64) float64 {
	return l.Ideal[i] * (1 - max(u, 0)/l.Ideal[1-i])
}

func (l Line) check(f *faults, field string) { pair(field+".Ideal", l.Ideal, f.positive) }

// Powers divides a pie of size one between parties with utilities x^A and
// (1-x)^B: constant relative risk aversion 1-A and 1-B. Exponents lie in [0.01, 1].
type Powers struct{ A, B float64 }

// Most inverts one utility and applies the other.
func (p Powers) Most(i int, u float64) float64 {
	e := [2]float64{p.A, p.B}
	x := 1 - math.Pow(max(u, 0), 1/e[1-i])
	if x < 0 {
		return x
	}
	return math.Pow(x, e[i])
}

func (p Powers) check(f *faults, field string) {
	f.closed(field+".A", p.A, 0.01, 1)
	f.closed(field+".B", p.B, 0.01, 1)
}

// Share returns the share of the pie that gives party i the utility u.
func (p Powers) Share(i int, u float64) float64 {
	return math.Pow(u, 1/[2]float64{p.A, p.B}[i])
}

// Curve is the frontier u_2 = Second(u_1) for u_1 in [0, Ideal], with Second
// decreasing and zero at Ideal. Second must be safe to call often.
type Curve struct {
	Ideal  float64
	Second func(u float64) float64
}

// Most returns Second, or inverts it by bisection.
func (c Curve) Most(i int, u float64) float64 {
	u = max(u, 0)
	if i == 1 {
		if u >= c.Ideal {
			return c.Ideal - u
		}
		return c.Second(u)
	}
	if top := c.Second(0); u >= top {
		return top - u
	}
	return bisect(func(x float64) float64 { return c.Second(x) - u }, 0, c.Ideal, false)
}

func (c Curve) check(f *faults, field string) {
	f.positive(field+".Ideal", c.Ideal)
	if c.Second == nil {
		f.add("%s.Second is nil, want a function", field)
	}
}

// Polyline is the frontier through corners, straight between neighbours, that
// lotteries over finitely many outcomes can reach. Use NewPolyline.
type Polyline struct{ corners [][2]float64 }

// NewPolyline returns the upper right edge of the convex hull of the points, and
// of free disposal down to zero. Points with a negative payoff are left out; at
// least one point must pay both parties something.
func NewPolyline(points [][2]float64) (Polyline, error) {
	f := faults{model: "Polyline"}
	var kept [][2]float64
	for k, p := range points {
		f.row(fmt.Sprintf("points[%d]", k), p[:])
		if p[0] >= 0 && p[1] >= 0 {
			kept = append(kept, p)
		}
	}
	if err := f.err(); err != nil {
		return Polyline{}, err
	}
	hull := upperHull(kept)
	if len(hull) == 0 || !(hull[0][1] > 0 && hull[len(hull)-1][0] > 0) {
		return Polyline{}, scope("Polyline", "no point pays both parties more than zero")
	}
	return Polyline{corners: hull}, nil
}

// upperHull returns the corners of the efficient edge from left to right.
func upperHull(p [][2]float64) [][2]float64 {
	p = append([][2]float64(nil), p...)
	sort.Slice(p, func(a, b int) bool { return p[a][0] > p[b][0] || (p[a][0] == p[b][0] && p[a][1] > p[b][1]) })
	var h [][2]float64 // from right to left, rising
	for _, q := range p {
		if len(h) > 0 && q[1] <= h[len(h)-1][1] {
			continue
		}
		for len(h) > 1 && turns(h[len(h)-2], h[len(h)-1], q) <= 0 {
			h = h[:len(h)-1]
		}
		h = append(h, q)
	}
	for i, j := 0, len(h)-1; i < j; i, j = i+1, j-1 {
		h[i], h[j] = h[j], h[i]
	}
	return h
}

// turns is positive where the way from a over b to c bends to the left.
func turns(a, b, c [2]float64) float64 {
	return (b[0]-a[0])*(c[1]-b[1]) - (b[1]-a[1])*(c[0]-b[0])
}

func (l Polyline) check(f *faults, field string) {
	if len(l.corners) == 0 {
		f.add("%s has no corners, want one from NewPolyline", field)
	}
}

// Most interpolates between corners.
func (l Polyline) Most(i int, u float64) float64 {
	c, j := l.corners, 1-i
	n := len(c)
	at := func(k int) [2]float64 { // corners in rising order of party j
		if j == 0 {
			return c[k]
		}
		return c[n-1-k]
	}
	k := sort.Search(n, func(k int) bool { return at(k)[j] >= u })
	switch {
	case k == 0:
		return at(0)[i]
	case k == n:
		return at(n - 1)[j] - u
	}
	a, b := at(k-1), at(k)
	return b[i] + (a[i]-b[i])*(b[j]-u)/(b[j]-a[j])
}

// frontier checks that f is present, finite and not increasing, and if concave
// is true that no chord passes above it, on a grid of 65 points a side.
func (f *faults) frontier(field string, fr Frontier, concave bool) {
	if fr == nil {
		f.add("%s is nil, want a frontier", field)
		return
	}
	if own, ok := fr.(interface{ check(*faults, string) }); ok {
		before := len(f.list)
		own.check(f, field)
		if len(f.list) > before {
			return
		}
	}
	for i := range 2 {
		top := fr.Most(1-i, 0)
		if !(top > 0 && top <= magnitude && fr.Most(i, 0) > 0) {
			f.add("%s has ideal %v for party %d, want positive and finite", field, top, 1-i)
			return
		}
		y := make([]float64, 65)
		for k := range y {
			y[k] = fr.Most(i, top*float64(k)/64)
		}
		tolerance := 1e-9 * max(1, math.Abs(y[0]))
		for k := 1; k < len(y); k++ {
			if !(y[k] <= y[k-1]+tolerance) || math.IsInf(y[k], 0) {
				f.add("%s pays party %d %v after %v, want finite and not increasing", field, i, y[k], y[k-1])
				return
			}
			if concave && k > 1 && y[k-1]-(y[k]+y[k-2])/2 < -tolerance {
				f.add("%s is not concave near %v of party %d", field, top*float64(k-1)/64, 1-i)
				return
			}
		}
	}
}

package game

import "math"

// inspect adds to b what happens between two neighbouring places.
func (c *curve) inspect(b *Branch, at, next *place, arc float64) {
	if at.tangent[c.n]*next.tangent[c.n] < 0 {
		if y, s, ok := c.turn(at, next); ok {
			b.Turns = append(b.Turns, Special{"turn", c.l.point(y[:c.n], y[c.n], arc+s)})
		}
	}
	if at.sign*next.sign < 0 {
		if y, s, ok := c.cross(at, next); ok {
			b.Crosses = append(b.Crosses, Special{"bifurcation", c.l.point(y[:c.n], y[c.n], arc+s)})
		}
	}
}

// along returns the point of the branch whose distance from place p along its
// tangent is s.
func (c *curve) along(p *place, s float64) ([]float64, bool) {
	guess := make([]float64, len(p.y))
	for k := range guess {
		guess[k] = p.y[k] + s*p.tangent[k]
	}
	q, ok := c.correct(guess, p.tangent, fullTolerance)
	if !ok {
		return nil, false
	}
	return q.y, true
}

// turn finds the extremum of λ between two places by bisection of the last
// component of the tangent.
func (c *curve) turn(at, next *place) ([]float64, float64, bool) {
	low, high := 0.0, c.gap(at, next)
	var y []float64
	for range 60 {
		mid := (low + high) / 2
		m, ok := c.along(at, mid)
		if !ok {
			return y, mid, y != nil
		}
		t, _, ok := c.tangent(m, at.tangent)
		if !ok {
			return y, mid, y != nil
		}
		y = m
		if t[c.n]*at.tangent[c.n] > 0 {
			low = mid
		} else {
			high = mid
		}
		if high-low < 1e-13*(1+high) {
			break
		}
	}
	return y, low, y != nil
}

// gap returns the distance of next from at along the tangent of at.
func (c *curve) gap(at, next *place) float64 {
	sum := 0.0
	for k := range at.y {
		sum += (next.y[k] - at.y[k]) * at.tangent[k]
	}
	return sum
}

// cross finds the bifurcation between two places. The bordered determinant
// vanishes there, so Newton's method is lost near it: the determinant and the
// branch are interpolated from points at some distance on both sides.
func (c *curve) cross(at, next *place) ([]float64, float64, bool) {
	span := c.gap(at, next)
	center, reach := span/2, span/2
	var y []float64
	for range 4 {
		nodes, dets, points := c.sample(at, center, reach)
		if len(nodes) < 4 {
			break
		}
		root, ok := interpolatedRoot(nodes, dets)
		if !ok {
			break
		}
		y = make([]float64, len(at.y))
		column := make([]float64, len(nodes))
		for k := range y {
			for i := range points {
				column[i] = points[i][k]
			}
			y[k] = interpolate(nodes, column, root)
		}
		center, reach = root, max(reach/4, min(reach, 0.04*(1+norm(at.y)*0.01)))
	}
	return y, center, y != nil
}

// sample evaluates the branch at points around center and returns their
// positions, determinants relative to the first, and coordinates.
func (c *curve) sample(at *place, center, reach float64) (nodes, dets []float64, points [][]float64) {
	base := 0.0
	for _, k := range []float64{-1, -0.8, -0.5, -0.3, 0.3, 0.5, 0.8, 1} {
		s := center + k*reach
		y, ok := c.along(at, s)
		if !ok {
			continue
		}
		d := c.border(y, at.tangent)
		if d.sign == 0 {
			continue
		}
		if len(nodes) == 0 {
			base = d.log
		}
		nodes, dets, points = append(nodes, s), append(dets, d.sign*math.Exp(d.log-base)), append(points, y)
	}
	return nodes, dets, points
}

// interpolate evaluates at x the polynomial through (nodes, values).
func interpolate(nodes, values []float64, x float64) float64 {
	p := append([]float64(nil), values...)
	for k := 1; k < len(nodes); k++ {
		for i := 0; i < len(nodes)-k; i++ {
			p[i] = ((x-nodes[i+k])*p[i] + (nodes[i]-x)*p[i+1]) / (nodes[i] - nodes[i+k])
		}
	}
	return p[0]
}

// interpolatedRoot returns the root of the polynomial through (nodes, values)
// between two neighbouring nodes of opposite sign.
func interpolatedRoot(nodes, values []float64) (float64, bool) {
	for i := 1; i < len(nodes); i++ {
		if values[i-1]*values[i] > 0 {
			continue
		}
		low, high := nodes[i-1], nodes[i]
		for range 80 {
			mid := (low + high) / 2
			if interpolate(nodes, values, mid)*values[i-1] > 0 {
				low = mid
			} else {
				high = mid
			}
		}
		return (low + high) / 2, true
	}
	return 0, false
}

// At returns the points of the branch with the given λ, in the order of arc
// length: one where λ is monotone, several where the branch bends back, none
// beyond its end. Each is found by Newton's method at fixed λ from the
// neighbouring traced points, and left out should that lead astray.
func (b *Branch) At(lambda float64) []Quantal {
	var out []Quantal
	c := b.logit.newCurve()
	normal := make([]float64, c.n+1)
	normal[c.n] = 1
	for k := range b.Points {
		p := &b.Points[k]
		if p.Lambda == lambda {
			out = append(out, *p)
			continue
		}
		if k == 0 || b.Points[k-1].Lambda == lambda || (b.Points[k-1].Lambda-lambda)*(p.Lambda-lambda) > 0 {
			continue
		}
		if q, ok := c.between(&b.Points[k-1], p, lambda, normal); ok {
			out = append(out, q)
		}
	}
	return out
}

// between returns the point at λ between two neighbouring points. It bisects
// the chord in arc length first, so that Newton's method starts close.
func (c *curve) between(p, q *Quantal, lambda float64, normal []float64) (Quantal, bool) {
	a, b := append(append([]float64(nil), p.logit...), p.Lambda), append(append([]float64(nil), q.logit...), q.Lambda)
	chord := make([]float64, len(a))
	for k := range a {
		chord[k] = b[k] - a[k]
	}
	length := norm(chord)
	for k := range chord {
		chord[k] /= length
	}
	low, high := 0.0, 1.0
	mid := a
	for range 40 {
		s := (lambda - a[c.n]) / (b[c.n] - a[c.n])
		if math.IsNaN(s) || s <= low || s >= high {
			s = (low + high) / 2
		}
		guess := make([]float64, len(a))
		for k := range a {
			guess[k] = a[k] + s*(b[k]-a[k])
		}
		near, ok := c.correct(guess, chord, stepTolerance)
		if !ok {
			break
		}
		y := near.y
		mid = y
		if math.Abs(y[c.n]-lambda) < 1e-3*(1+lambda) {
			break
		}
		if (y[c.n]-lambda)*(a[c.n]-lambda) > 0 {
			a = y
		} else {
			b = y
		}
	}
	start := append([]float64(nil), mid...)
	start[c.n] = lambda
	found, ok := c.correct(start, normal, fullTolerance)
	if !ok {
		return Quantal{}, false
	}
	y := found.y
	far := make([]float64, len(y))
	for k := range y {
		far[k] = y[k] - mid[k]
	}
	if norm(far) > 0.5*length+1e-6 {
		return Quantal{}, false
	}
	return c.l.point(y[:c.n], lambda, p.Arc+(q.Arc-p.Arc)*0.5), true
}

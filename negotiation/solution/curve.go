package solution

import "math"

// A Curve is the Pareto frontier of a two-party problem as a parametrised curve:
// at parameter t in [Lo, Hi] party 0 gets X(t) and party 1 gets Y(t). X must not
// fall, Y must not rise, and the set under the curve must be convex; payoffs
// under the frontier may be thrown away. A frontier u1 = f(u0) has X(t) = t and
// Y = f; a pie shared between utilities v and w has X = v(t) and Y(t) = w(1−t).
//
// Shape is checked on 257 points of the curve, and derivatives are taken
// numerically, so X and Y should be smooth inside the interval; they may be
// steep at its ends, as t^a is. X and Y must be pure functions.
type Curve struct {
	X, Y   func(t float64) float64
	Lo, Hi float64
}

// Parties returns 2.
func (Curve) Parties() int { return 2 }

func (c Curve) xy(t float64) (x, y float64) { return c.X(t), c.Y(t) }

// curveChecks is the number of intervals on which a Curve's shape is checked.
const curveChecks = 256

func (c Curve) check(f *faults) {
	if c.X == nil || c.Y == nil {
		f.addf("curve without X or Y")
		return
	}
	lo := f.number(c.Lo, "curve: Lo")
	hi := f.number(c.Hi, "curve: Hi")
	if !lo || !hi {
		return
	}
	if c.Lo > c.Hi {
		f.addf("curve: Lo %v above Hi %v", c.Lo, c.Hi)
		return
	}
	var x, y [curveChecks + 1]float64
	for k := range x {
		t := c.Lo + float64((c.Hi-c.Lo)*(float64(k)/curveChecks))
		x[k], y[k] = c.xy(t)
		if !f.number(x[k], "curve: X(%v)", t) || !f.number(y[k], "curve: Y(%v)", t) {
			return
		}
	}
	c.checkShape(x[:], y[:], f)
}

func (c Curve) checkShape(x, y []float64, f *faults) {
	last := len(x) - 1
	tol := float64(1e-12 * (x[last] - x[0] + y[0] - y[last] + 1e-300))
	for k := 1; k < len(x); k++ {
		if x[k] < x[k-1]-tol || y[k] > y[k-1]+tol {
			f.addf("curve: X falls or Y rises within [Lo, Hi], want a Pareto frontier")
			return
		}
	}
	area := tol * (x[last] - x[0] + y[0] - y[last])
	for k := 2; k < len(x); k++ {
		turn := float64((x[k-1]-x[k-2])*(y[k]-y[k-1])) - float64((y[k-1]-y[k-2])*(x[k]-x[k-1]))
		if turn > area {
			f.addf("curve: bends inwards within [Lo, Hi], want a convex payoff set")
			return
		}
	}
}

// An arc is the individually rational part [lo, hi] of a Curve.
type arc struct {
	Curve
	lo, hi float64
	d      [2]float64
}

func newArc(c Curve, d []float64) (frontier, error) {
	a := &arc{Curve: c, lo: c.Lo, hi: c.Hi, d: [2]float64{d[0], d[1]}}
	right, _ := c.xy(c.Hi)
	_, top := c.xy(c.Lo)
	if right < d[0] || top < d[1] {
		return nil, ErrNoZone
	}
	if x, _ := c.xy(c.Lo); x < d[0] {
		a.lo = bisect(c.Lo, c.Hi, func(t float64) float64 { return d[0] - c.X(t) })
	}
	if _, y := c.xy(c.Hi); y < d[1] {
		a.hi = bisect(c.Lo, c.Hi, func(t float64) float64 { return float64(b2i(c.Y(t) >= d[1])) })
	}
	a.trim()
	if a.lo > a.hi {
		if a.lo-a.hi > 1e-12*(c.Hi-c.Lo) {
			return nil, ErrNoZone
		}
		a.hi = a.lo
	}
	return a, nil
}

// trim takes off a level stretch at the upper end and an upright one at the right
// end, which are not Pareto optimal. Stretches of less than a millionth of the
// parameter's range are taken for rounding.
func (a *arc) trim() {
	least := float64(1e-6 * (a.Hi - a.Lo))
	_, top := a.xy(a.lo)
	if t := bisect(a.lo, a.hi, func(t float64) float64 { return float64(b2i(a.Y(t) >= top)) }); t > a.lo+least {
		a.lo = t
	}
	right, _ := a.xy(a.hi)
	if t := bisect(a.lo, a.hi, func(t float64) float64 { return float64(b2i(a.X(t) < right)) }); t < a.hi-least {
		a.hi = t
	}
}

// bisect returns the point of [lo, hi] where f, positive before and not positive
// after, changes sign, to the last bit; an end if f does not change sign.
func bisect(lo, hi float64, f func(float64) float64) float64 {
	if f(lo) <= 0 {
		return lo
	}
	if f(hi) > 0 {
		return hi
	}
	for {
		mid := lo + float64((hi-lo)/2)
		if mid <= lo || mid >= hi {
			return hi
		}
		if f(mid) > 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
}

func (a *arc) span() (lo, hi float64)      { return a.lo, a.hi }
func (a *arc) at(s float64) (x, y float64) { return a.xy(s) }

func (a *arc) point(s float64) Point {
	x, y := a.xy(s)
	return Point{Payoff: []float64{x, y}, At: s}
}

func (a *arc) cross(f func(x, y float64) float64) float64 {
	return bisect(a.lo, a.hi, func(t float64) float64 { return f(a.xy(t)) })
}

// slope returns the derivatives of X and Y at t by central differences of order
// 6, with a step in proportion to the distance from the nearer end of the curve,
// so that powers of that distance are differentiated with a constant relative
// error of about 1e-12.
func (a *arc) slope(t float64) (dx, dy float64) {
	h := min(t-a.Lo, a.Hi-t, (a.Hi-a.Lo)/8) / 64
	if h <= 0 {
		h = (a.Hi - a.Lo) * 1e-18
	}
	diff := func(f func(float64) float64) float64 {
		d := func(j float64) float64 {
			return f(clamp(t+float64(j*h), a.Lo, a.Hi)) - f(clamp(t-float64(j*h), a.Lo, a.Hi))
		}
		return (float64(45*d(1)) - float64(9*d(2)) + d(3)) / (60 * h)
	}
	return diff(a.X), diff(a.Y)
}

func clamp(t, lo, hi float64) float64 { return min(max(t, lo), hi) }

// stationary returns where f(x, y, dx, dy), a directional derivative, changes
// sign from positive within the arc.
func (a *arc) stationary(f func(x, y, dx, dy float64) float64) float64 {
	if a.lo == a.hi {
		return a.lo
	}
	// Derivatives fail at the ends of the curve; a relative 1e-15 inside is the
	// end to within rounding.
	eps := float64(1e-15 * (a.Hi - a.Lo))
	lo, hi := max(a.lo, a.Lo+eps), min(a.hi, a.Hi-eps)
	s := bisect(lo, hi, func(t float64) float64 {
		x, y := a.xy(t)
		dx, dy := a.slope(t)
		return f(x, y, dx, dy)
	})
	switch s {
	case lo:
		return a.lo
	case hi:
		return a.hi
	}
	return s
}

func (a *arc) nash(w []float64) float64 {
	return a.stationary(func(x, y, dx, dy float64) float64 {
		return float64(w[0]*dx*(y-a.d[1])) + float64(w[1]*dy*(x-a.d[0]))
	})
}

func (a *arc) heaviest(w []float64) float64 {
	return a.stationary(func(x, y, dx, dy float64) float64 {
		return float64(w[0]*dx) + float64(w[1]*dy)
	})
}

func (a *arc) halve(density func(x, y, dx, dy float64) float64, before, after float64) float64 {
	f := func(t float64) float64 {
		x, y := a.xy(t)
		dx, dy := a.slope(t)
		return density(x, y, max(dx, 0), min(dy, 0))
	}
	half := (integrate(f, a.lo, a.hi) + after - before) / 2
	return bisect(a.lo, a.hi, func(t float64) float64 { return half - integrate(f, a.lo, t) })
}

// integrate returns the integral of f over [a, b] by the double exponential rule,
// which converges for functions that are smooth inside and integrable at the ends.
// f is not called at the ends.
//
// Takahasi, H., Mori, M. (1974). Double exponential formulas for numerical
// integration. Publications of the RIMS 9, 721–741.
// https://doi.org/10.2977/prims/1195192451
func integrate(f func(float64) float64, a, b float64) float64 {
	if !(b > a) {
		return 0
	}
	sum := 0.0
	for k := -deNodes; k <= deNodes; k++ {
		t := float64(k) * deStep
		s := math.Pi / 2 * math.Sinh(t)
		// The node's distance from the nearer end, free of cancellation.
		q := 1 / (1 + math.Exp(2*math.Abs(s)))
		w := math.Pi * math.Cosh(t) * q * (1 - q)
		x := a + float64((b-a)*q)
		if k > 0 {
			x = b - float64((b-a)*q)
		}
		if x <= a || x >= b {
			continue
		}
		sum += float64(w * f(x))
	}
	return sum * deStep * (b - a)
}

const (
	deNodes = 64
	deStep  = 3.2 / deNodes
)

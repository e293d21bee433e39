package game

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// Tracing sets how a branch is traced. The zero value traces the principal
// branch to λ = 1000.
type Tracing struct {
	MaxLambda float64 // where to stop; zero means 1000
	MaxSteps  int     // zero means 20000
	MaxStep   float64 // longest step in arc length, as a share of one plus the distance from the origin; zero means 0.3
	MaxRegret float64 // stop where the largest regret falls below; zero means never
}

// withDefaults fills in the zero fields.
func (t Tracing) withDefaults() Tracing {
	if t.MaxLambda == 0 {
		t.MaxLambda = 1000
	}
	if t.MaxSteps == 0 {
		t.MaxSteps = 20000
	}
	if t.MaxStep == 0 {
		t.MaxStep = 0.3
	}
	return t
}

// Special is a point at which the branch does something. Kind is "turn" where
// λ has a local extremum along the branch, so that the branch bends back, and
// "bifurcation" where another branch crosses.
type Special struct {
	Kind string
	Quantal
}

// Branch is one branch of the logit correspondence: points in the order of arc
// length. λ need not be monotone: where the branch bends back several points
// share a λ. At a bifurcation the branch goes straight on; the branches that
// cross there are not followed.
type Branch struct {
	ID       string // "principal" for the branch that starts at λ = 0
	Points   []Quantal
	Turns    []Special
	Crosses  []Special // bifurcations
	Complete bool      // MaxLambda or MaxRegret was reached

	logit *Logit
}

// Trace follows the principal branch, which starts at λ = 0 with all actions
// equally likely, by a predictor along the tangent and a Newton corrector in
// pseudo-arc length. A step is taken back and halved when the corrector
// wanders or the tangent turns, so the trace does not jump to another branch.
// In a symmetric game it stays on the symmetric branch past the pitchfork,
// which is listed in Crosses.
//
// Trace returns ctx.Err() when cancelled, together with the branch so far, and
// [ErrNumeric] if the step length falls below 1e-9.
//
// Turocy, T. L. (2005). A dynamic homotopy interpretation of the logistic
// quantal response equilibrium correspondence. Games and Economic Behavior
// 51(2), 243–263. https://doi.org/10.1016/j.geb.2004.04.003
func (l *Logit) Trace(ctx context.Context, t Tracing) (*Branch, error) {
	t = t.withDefaults()
	if err := checkLambda(t.MaxLambda); err != nil {
		return nil, err
	}
	c := l.newCurve()
	b := &Branch{ID: "principal", logit: l}
	y := make([]float64, l.free()+1)
	at := c.start(y)
	b.Points = append(b.Points, l.point(y[:len(y)-1], 0, 0))
	h, arc := min(0.05, t.MaxStep), 0.0
	for step := 0; step < t.MaxSteps; step++ {
		if ctx.Err() != nil {
			return b, ctx.Err()
		}
		next, quality := c.step(at, h)
		if next == nil {
			if h /= 2; h < 1e-9 {
				return b, fmt.Errorf("%w: logit branch stuck at lambda %v", ErrNumeric, at.y[len(at.y)-1])
			}
			continue
		}
		c.inspect(b, at, next, arc)
		arc += h
		at = next
		b.Points = append(b.Points, c.land(next, arc))
		if next.lambda() >= t.MaxLambda || b.lastRegret() < t.MaxRegret {
			b.Complete = true
			break
		}
		h = c.adapt(h, quality, t.MaxStep, at)
	}
	return b, nil
}

// land returns the certified point at a place. Should the short corrector have
// left more than a trace of a residual, the long one is applied first.
func (c *curve) land(p *place, arc float64) Quantal {
	q := c.l.point(p.y[:c.n], p.lambda(), arc)
	if q.Certificate.Residual < 1e-11 {
		return q
	}
	better, ok := c.correct(p.y, p.tangent, fullTolerance)
	if !ok {
		return q
	}
	if r := c.l.point(better.y[:c.n], better.y[c.n], arc); r.Certificate.Residual < q.Certificate.Residual {
		p.y = better.y
		return r
	}
	return q
}

// lastRegret returns the largest regret at the end of the branch.
func (b *Branch) lastRegret() float64 { return b.Points[len(b.Points)-1].Certificate.MaxRegret() }

// curve evaluates the equations along a branch. It is not safe to share.
type curve struct {
	l    *Logit
	w    *work
	n    int // free logits; a point has n+1 coordinates, the last is λ
	f    []float64
	jac  [][]float64
	full [][]float64
}

// newCurve returns a curve of l.
func (l *Logit) newCurve() *curve {
	n := l.free()
	c := &curve{l: l, w: l.newWork(), n: n, f: make([]float64, n), full: square(n + 1)}
	c.jac = make([][]float64, n)
	for i := range c.jac {
		c.jac[i] = make([]float64, n+1)
	}
	return c
}

// place is a point of the branch with its unit tangent.
type place struct {
	y, tangent []float64
	sign       float64 // sign of the determinant of the Jacobian bordered by the tangent
}

// lambda returns the last coordinate.
func (p *place) lambda() float64 { return p.y[len(p.y)-1] }

// start returns the beginning of the principal branch.
func (c *curve) start(y []float64) *place {
	first := make([]float64, c.n+1)
	first[c.n] = 1
	t, sign, _ := c.tangent(y, first)
	return &place{y, t, sign}
}

// border evaluates the equations at y and factorises their Jacobian with one
// more row.
func (c *curve) border(y, row []float64) *lu {
	c.l.evaluate(c.w, y[:c.n], y[c.n], c.f, c.jac)
	for i := range c.n {
		copy(c.full[i], c.jac[i])
	}
	copy(c.full[c.n], row)
	return factorise(c.full)
}

// tangent returns the unit tangent at y that points along the old one, with
// the sign of the determinant of the bordered Jacobian.
func (c *curve) tangent(y, old []float64) (t []float64, sign float64, ok bool) {
	d := c.border(y, old)
	t, ok = c.direction(d)
	return t, d.sign, ok
}

// direction returns the unit tangent from a Jacobian bordered by the old one.
func (c *curve) direction(d *lu) ([]float64, bool) {
	if d.sign == 0 {
		return nil, false
	}
	b := make([]float64, c.n+1)
	b[c.n] = 1
	t := d.solve(b)
	size := norm(t)
	if math.IsNaN(size) || math.IsInf(size, 0) {
		return nil, false
	}
	for k := range t {
		t[k] /= size
	}
	return t, true
}

// maxNewton bounds the corrector. Newton's method doubles the digits, so that
// a correction of stepTolerance leaves an error of about its square.
const (
	maxNewton     = 8
	stepTolerance = 1e-6
	fullTolerance = 1e-12
)

// corrected is a point found by the corrector.
type corrected struct {
	y     []float64
	first float64 // length of the first correction
	last  *lu     // bordered Jacobian of the last iterate but one, valid until the next evaluation
}

// correct returns the point of the branch nearest to y in the plane through y
// with the given normal, to a tolerance in the last correction.
func (c *curve) correct(y, normal []float64, tolerance float64) (*corrected, bool) {
	out := &corrected{y: slices.Clone(y)}
	last := math.Inf(1)
	right := make([]float64, c.n+1)
	for step := range maxNewton {
		d := c.border(out.y, normal)
		if d.sign == 0 {
			return nil, false
		}
		copy(right, c.f)
		move := d.solve(right)
		size := norm(move)
		scale := math.Sqrt(1 + maxAbs(out.y)) // the logits grow with λ, their curvature does not
		if math.IsNaN(size) || step > 0 && size > 0.5*last && size > 1e-9*scale {
			return nil, false
		}
		for k := range move {
			out.y[k] -= move[k]
		}
		if step == 0 {
			out.first = size
		}
		if size <= tolerance*scale {
			out.last = d
			return out, true
		}
		last = size
	}
	return nil, false
}

// step takes one step of length h and returns the new place and how hard it
// was (one is the most that should be), or nil if it must be shorter.
func (c *curve) step(at *place, h float64) (*place, float64) {
	guess := make([]float64, len(at.y))
	for k := range guess {
		guess[k] = at.y[k] + h*at.tangent[k]
	}
	q, ok := c.correct(guess, at.tangent, stepTolerance)
	if !ok || q.first > 0.2*h || q.y[c.n] < 0 {
		return nil, 1
	}
	sign := q.last.sign
	t, ok := c.direction(q.last)
	if !ok {
		return nil, 1
	}
	cosine := dot(t, at.tangent)
	if cosine < 0.92 {
		return nil, 1
	}
	return &place{q.y, t, sign}, max(q.first/(0.08*h), math.Acos(min(1, cosine))/0.2)
}

// adapt returns the next step length, up to three times longer where the last
// step was easy. While probabilities move the step is bounded.
func (c *curve) adapt(h, quality, limit float64, at *place) float64 {
	h *= max(0.5, min(3, math.Sqrt(0.6/max(quality, 1e-6))))
	return min(h, limit*(1+norm(at.y)))
}

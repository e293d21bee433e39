package game

import (
	"context"
	"fmt"
	"math"
)

// Estimate is a maximum likelihood estimate of the precision λ.
type Estimate struct {
	Quantal               // the equilibrium at the estimate
	LogLikelihood float64 // natural logarithm, without the multinomial constant
	Low, High     float64 // likelihood-ratio interval for λ; High is +Inf if the likelihood never falls enough
	Level         float64 // confidence of the interval
	Uniform       float64 // log likelihood of uniform play, λ = 0
	// Maxima are the λ of all local maxima along the branch in the order of
	// arc length. More than one means that the estimate may be a choice
	// between different readings of the data.
	Maxima []float64
	// AtEnd reports that the likelihood still rises at the end of the traced
	// branch: the data want λ as large as allowed.
	AtEnd bool
}

// Estimation sets how λ is estimated. The zero value is a 95 % interval on
// the principal branch up to λ = 1000.
type Estimation struct {
	Level     float64 // confidence; zero means 0.95
	MaxLambda float64 // zero means 1000
}

// Estimate returns the λ on the principal branch under which the observed
// counts are likeliest, and the interval in which twice the log likelihood
// lies within the chi-squared quantile of its maximum. count holds, in flat
// order, how often each action was seen; it need not be whole. Points of the
// branch, not values of λ, are compared, so a branch that bends back is
// searched in full.
//
// It is an error if counts are negative or none is positive.
//
// Goeree, J. K., Holt, C. A. and Palfrey, T. R. (2016). Quantal Response
// Equilibrium: A Stochastic Theory of Games. Princeton University Press.
func (l *Logit) Estimate(ctx context.Context, count []float64, o Estimation) (*Estimate, error) {
	if o.Level == 0 {
		o.Level = 0.95
	}
	if !(o.Level > 0 && o.Level < 1) {
		return nil, fmt.Errorf("game: level is %v, want a number between 0 and 1", o.Level)
	}
	if err := l.checkCounts(count); err != nil {
		return nil, err
	}
	b, err := l.Trace(ctx, Tracing{MaxLambda: o.MaxLambda, MaxStep: 0.05})
	if err != nil {
		return nil, err
	}
	s := &likelihood{c: l.newCurve(), b: b, count: count}
	for k := range b.Points {
		s.at = append(s.at, s.log(&b.Points[k]))
	}
	return s.estimate(o.Level), nil
}

// checkCounts checks observed counts.
func (l *Logit) checkCounts(count []float64) error {
	if len(count) != l.Actions() {
		return fmt.Errorf("%w: %d counts, want %d", ErrProfile, len(count), l.Actions())
	}
	total := 0.0
	for k, x := range count {
		if !(x >= 0) || math.IsInf(x, 0) {
			return fmt.Errorf("%w: count %d is %v, want a finite number of at least 0", ErrProfile, k+1, x)
		}
		total += x
	}
	if total == 0 {
		return fmt.Errorf("%w: no action was seen", ErrProfile)
	}
	return nil
}

// likelihood searches a branch.
type likelihood struct {
	c     *curve
	b     *Branch
	count []float64
	at    []float64 // log likelihood at the points of the branch
}

// log returns the log likelihood of the counts at a point.
func (s *likelihood) log(q *Quantal) float64 {
	sum := 0.0
	for k, n := range s.count {
		if n > 0 {
			sum += n * q.Log[k]
		}
	}
	return sum
}

// estimate finds the best point and its interval.
func (s *likelihood) estimate(level float64) *Estimate {
	e := &Estimate{Level: level, Uniform: s.at[0], LogLikelihood: math.Inf(-1)}
	last, home := len(s.at)-1, 0
	for k := range s.at {
		if k > 0 && s.at[k-1] > s.at[k] || k < last && s.at[k+1] > s.at[k] {
			continue
		}
		q, v := s.refine(k)
		e.Maxima = append(e.Maxima, q.Lambda)
		if v > e.LogLikelihood {
			e.Quantal, e.LogLikelihood, e.AtEnd, home = q, v, k == last && k > 0, k
		}
	}
	z := math.Sqrt2 * math.Erfinv(level)
	floor := e.LogLikelihood - z*z/2
	e.Low, e.High = e.Lambda, e.Lambda
	s.extend(e, home, -1, floor)
	s.extend(e, home, +1, floor)
	e.Certificate.Method = "maximum likelihood on the " + e.Certificate.Method
	return e
}

// refine returns the best point near traced point k.
func (s *likelihood) refine(k int) (Quantal, float64) {
	best, value := s.b.Points[k], s.at[k]
	for _, j := range []int{k - 1, k} {
		if j < 0 || j+1 >= len(s.at) {
			continue
		}
		if q, v, ok := s.golden(j); ok && v > value {
			best, value = q, v
		}
	}
	return best, value
}

// golden maximises the likelihood between traced points j and j+1 by golden
// section.
func (s *likelihood) golden(j int) (best Quantal, value float64, ok bool) {
	const ratio = 0.6180339887498949
	low, high, value := 0.0, 1.0, math.Inf(-1)
	f := func(t float64) float64 {
		q, found := s.between(j, t)
		if !found {
			return math.Inf(-1)
		}
		v := s.log(&q)
		if v > value {
			best, value, ok = q, v, true
		}
		return v
	}
	a, b := high-ratio, low+ratio
	fa, fb := f(a), f(b)
	for range 40 {
		if fa < fb {
			low, a, fa = a, b, fb
			b = low + ratio*(high-low)
			fb = f(b)
		} else {
			high, b, fb = b, a, fa
			a = high - ratio*(high-low)
			fa = f(a)
		}
	}
	return best, value, ok
}

// between returns the point of the branch above the share t of the chord from
// traced point j to the next.
func (s *likelihood) between(j int, t float64) (Quantal, bool) {
	p, q := &s.b.Points[j], &s.b.Points[j+1]
	n := s.c.n
	guess, chord := make([]float64, n+1), make([]float64, n+1)
	for k := range n {
		chord[k] = q.logit[k] - p.logit[k]
		guess[k] = p.logit[k] + t*chord[k]
	}
	chord[n] = q.Lambda - p.Lambda
	guess[n] = p.Lambda + t*chord[n]
	out, ok := s.c.correct(guess, chord, fullTolerance)
	if !ok {
		return Quantal{}, false
	}
	return s.c.l.point(out.y[:n], out.y[n], p.Arc+t*(q.Arc-p.Arc)), true
}

// extend widens the interval along the branch in one direction until the
// likelihood falls below floor.
func (s *likelihood) extend(e *Estimate, home, step int, floor float64) {
	for k := home; ; k += step {
		next := k + step
		if next < 0 || next >= len(s.at) {
			if step > 0 {
				e.High = math.Inf(1)
			} else {
				e.Low = 0
			}
			return
		}
		if s.at[next] >= floor {
			e.Low, e.High = min(e.Low, s.b.Points[next].Lambda), max(e.High, s.b.Points[next].Lambda)
			continue
		}
		if q, ok := s.fall(min(k, next), step, floor); ok {
			e.Low, e.High = min(e.Low, q.Lambda), max(e.High, q.Lambda)
		}
		return
	}
}

// fall returns the point between traced points j and j+1 at which the
// likelihood passes floor, downwards in the direction of step.
func (s *likelihood) fall(j, step int, floor float64) (best Quantal, ok bool) {
	inside, outside := 0.0, 1.0
	if step < 0 {
		inside, outside = 1, 0
	}
	for range 50 {
		mid := (inside + outside) / 2
		q, found := s.between(j, mid)
		if !found {
			return best, ok
		}
		if s.log(&q) >= floor {
			inside = mid
		} else {
			outside = mid
		}
		best, ok = q, true
	}
	return best, ok
}

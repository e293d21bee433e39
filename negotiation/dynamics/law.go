package dynamics

import (
	"math"

	"github.com/parleylab/parley/internal/detmath"
)

// deepest is the largest negative logarithm of a first probability from which
// the sums below still start in the range of floats. Where it is passed, counts
// are in the hundreds and the normal law with the same mean and variance serves.
const deepest = 600

// negativeBinomial returns the u-quantile of the negative binomial law of the
// given mean and shape, whose variance is mean + mean^2/shape: the count of a
// Poisson process whose rate is gamma distributed. Both are not negative, shape
// is positive; u lies in (0, 1). It takes as many steps as the count.
func negativeBinomial(u, mean, shape float64) float64 {
	if mean <= 0 {
		return 0
	}
	depth := float64(shape * detmath.Log1p(mean/shape))
	if depth > deepest {
		return rounded(u, mean, mean+float64(mean*mean/shape))
	}
	p := detmath.Exp(-depth)
	q := mean / (mean + shape)
	most := mean + float64(60*math.Sqrt(mean+float64(mean*mean/shape))) + 60
	return invert(u, p, most, func(k float64) float64 { return q * (k + shape) / (k + 1) })
}

// binomial returns the u-quantile of the number of successes in n trials that
// each succeed with probability p.
func binomial(u, n, p float64) float64 {
	switch {
	case n <= 0 || p <= 0:
		return 0
	case p >= 1:
		return n
	case p > 0.5:
		return n - binomial(1-u, n, 1-p)
	}
	depth := float64(-n * detmath.Log1p(-p))
	if depth > deepest {
		return min(n, rounded(u, float64(n*p), float64(n*p*(1-p))))
	}
	odds := p / (1 - p)
	return invert(u, detmath.Exp(-depth), n, func(k float64) float64 { return odds * (n - k) / (k + 1) })
}

// invert walks up a law on 0, 1, 2 and so on that starts with probability p and
// goes on by ratio, until it has passed u. It ends at most.
func invert(u, p, most float64, ratio func(k float64) float64) float64 {
	sum, k := p, 0.0
	for sum < u && k < most {
		p = float64(p * ratio(k))
		sum += p
		k++
	}
	return k
}

// rounded is the normal law on the whole numbers from 0 up.
func rounded(u, mean, variance float64) float64 {
	x := mean + float64(math.Sqrt(variance)*detmath.NormalQuantile(u))
	return max(0, math.Floor(x+0.5))
}

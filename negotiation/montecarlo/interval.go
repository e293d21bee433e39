package montecarlo

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/internal/stream"
)

// DefaultLevel is the confidence level of reports.
const DefaultLevel = 0.95

// A Proportion is K cases out of N.
type Proportion struct{ K, N int64 }

// Share returns K/N, NaN for no cases.
func (p Proportion) Share() float64 { return float64(p.K) / float64(p.N) }

// An Interval is a confidence or credible interval.
type Interval struct{ Lo, Hi float64 }

// String prints both ends to three decimals.
func (i Interval) String() string { return fmt.Sprintf("[%.3f, %.3f]", i.Lo, i.Hi) }

// unknownShare is what is known of a proportion of no cases.
var unknownShare = Interval{0, 1}

// Wilson returns the score interval at confidence level, a number in (0, 1). It
// stays within [0, 1], holds its level on average for every N, and is the
// default of reports. Without cases it is [0, 1].
//
// Wilson, E. (1927). Probable inference, the law of succession, and statistical
// inference. JASA 22, 209-212. https://doi.org/10.1080/01621459.1927.10502953
func (p Proportion) Wilson(level float64) Interval {
	if p.N == 0 {
		return unknownShare
	}
	z := twoSided(level)
	n, x := float64(p.N), p.Share()
	zz := float64(z * z)
	mid := x + zz/float64(2*n)
	half := float64(z * math.Sqrt(float64(x*(1-x))/n+zz/float64(4*n*n)))
	d := 1 + zz/n
	out := Interval{max(0, (mid-half)/d), min(1, (mid+half)/d)}
	if p.K == 0 {
		out.Lo = 0
	}
	if p.K == p.N {
		out.Hi = 1
	}
	return out
}

// Jeffreys returns the equal-tailed interval of the posterior under Jeffreys'
// prior, Beta(1/2, 1/2), with the lower end at 0 for no successes and the upper
// end at 1 for no failures.
//
// Brown, L., Cai, T. and DasGupta, A. (2001). Interval estimation for a binomial
// proportion. Statistical Science 16, 101-133. https://doi.org/10.1214/ss/1009213286
func (p Proportion) Jeffreys(level float64) Interval {
	out := unknownShare
	if p.N == 0 {
		return out
	}
	a, k, f := float64((1-level)/2), float64(p.K), float64(p.N-p.K)
	if p.K > 0 {
		out.Lo = mathext.InvRegIncBeta(k+0.5, f+0.5, a)
	}
	if p.K < p.N {
		out.Hi = mathext.InvRegIncBeta(k+0.5, f+0.5, 1-a)
	}
	return out
}

// ClopperPearson returns the exact interval: its coverage is never below level.
//
// Clopper, C. and Pearson, E. (1934). The use of confidence or fiducial limits.
// Biometrika 26, 404-413. https://doi.org/10.1093/biomet/26.4.404
func (p Proportion) ClopperPearson(level float64) Interval {
	out := unknownShare
	if p.N == 0 {
		return out
	}
	a, k, f := float64((1-level)/2), float64(p.K), float64(p.N-p.K)
	if p.K > 0 {
		out.Lo = mathext.InvRegIncBeta(k, f+1, a)
	}
	if p.K < p.N {
		out.Hi = mathext.InvRegIncBeta(k+1, f, 1-a)
	}
	return out
}

// Interval returns Student's t interval for the mean at confidence level; both
// ends are NaN for fewer than two values.
func (a Moments) Interval(level float64) Interval {
	if a.N < 2 {
		return Interval{math.NaN(), math.NaN()}
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(a.N - 1)}.Quantile((1 + level) / 2)
	half := float64(t * math.Sqrt(a.Variance()/float64(a.N)))
	return Interval{a.Mean - half, a.Mean + half}
}

// twoSided returns the normal deviate that a central share level lies within.
func twoSided(level float64) float64 {
	if !(level > 0 && level < 1) {
		panic("montecarlo: confidence level outside (0, 1)")
	}
	return detmath.NormalQuantile((1 + level) / 2)
}

// RunsForShare returns how many replications make the Wilson interval at level
// about a share near p no wider than half on either side. It panics if half is
// not in (0, 0.5), level not in (0, 1) or p not in [0, 1].
func RunsForShare(p, half, level float64) int {
	if !(half > 0 && half < 0.5) || !(p >= 0 && p <= 1) {
		panic("montecarlo: RunsForShare wants p in [0, 1] and half in (0, 0.5)")
	}
	z := twoSided(level)
	zz := float64(z * z)
	spread := float64(zz * p * (1 - p))
	rest := float64(zz * zz / 4)
	// The half width h solves h²(n+z²)² = z²(n p q + z²/4).
	width := func(n float64) float64 {
		square := float64(n*spread) + rest
		return math.Sqrt(square) / (n + zz)
	}
	lo, hi := 0.0, 1.0
	for width(hi) > half {
		hi += hi
	}
	for hi-lo > 0.5 {
		if m := lo + float64((hi-lo)/2); width(m) > half {
			lo = m
		} else {
			hi = m
		}
	}
	return int(math.Ceil(hi))
}

// RunsForMean returns how many replications make the interval at level about a
// mean no wider than half on either side, for values of standard deviation sd.
func RunsForMean(sd, half, level float64) int {
	if !(half > 0) || !(sd >= 0) {
		panic("montecarlo: RunsForMean wants sd of 0 or more and half above 0")
	}
	z := twoSided(level)
	return max(2, int(math.Ceil(z*z*sd*sd/(half*half))))
}

// Bootstrap returns the percentile interval at level of a statistic of values,
// from resamples drawn with the given seed. statistic must not keep or change
// what it is given. Use it for medians, ratios and other figures without a
// formula of their own.
//
// Efron, B. and Tibshirani, R. (1993). An Introduction to the Bootstrap.
// Chapman and Hall. https://doi.org/10.1201/9780429246593
func Bootstrap(values []float64, statistic func([]float64) float64, b Resampling) Interval {
	n := b.Resamples
	if n == 0 {
		n = 2000
	}
	if len(values) == 0 || n < 2 {
		return Interval{math.NaN(), math.NaN()}
	}
	key := stream.NewKey(b.Seed, "bootstrap")
	var rng stream.Stream
	sample := make([]float64, len(values))
	stats := make([]float64, n)
	for r := range stats {
		rng.At(key, uint64(r), 0)
		for i := range sample {
			sample[i] = values[rng.IntN(len(values))]
		}
		stats[r] = statistic(sample)
	}
	slices.Sort(stats)
	a := float64((1 - b.level()) / 2)
	at := func(p float64) float64 { return stats[int(math.Round(p*float64(n-1)))] }
	return Interval{at(a), at(1 - a)}
}

// Resampling says how a Bootstrap is drawn.
type Resampling struct {
	Resamples int     // 0 means 2000
	Seed      uint64  // of the resamples
	Level     float64 // 0 means DefaultLevel
}

func (b Resampling) level() float64 {
	if b.Level == 0 {
		return DefaultLevel
	}
	return b.Level
}

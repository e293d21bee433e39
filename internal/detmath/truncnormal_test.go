package detmath_test

import (
	"math"
	"testing"

	"github.com/parleylab/parley/internal/detmath"
)

func TestTruncatedNormalGolden(t *testing.T) {
	all := readGolden(t)
	for id, c := range map[string][4]float64{
		"q.truncnorm.0.1.-1.2":    {0, 1, -1, 2},
		"q.truncnorm.50.20.0.100": {50, 20, 0, 100},
		"q.truncnorm.0.1.6.9":     {0, 1, 6, 9},
		"q.truncnorm.0.1.-40.-38": {0, 1, -40, -38},
	} {
		checkGolden(t, all[id], 0, func(p float64) float64 {
			return detmath.TruncatedNormalQuantile(p, c[0], c[1], c[2], c[3])
		})
	}
}

// TestTruncatedNormalRoundTrip recovers p from the distribution function of the
// law on its two sides, in the bulk, across the mean and in either tail.
func TestTruncatedNormalRoundTrip(t *testing.T) {
	for _, c := range [][2]float64{{-1, 2}, {-0.5, 0.25}, {1, 3}, {-3, -1}, {5, 20}, {-37, -20}, {-9, 0}} {
		lo, hi := c[0], c[1]
		fl, fh := detmath.NormalCDF(lo), detmath.NormalCDF(hi)
		gl, gh := detmath.NormalCDF(-lo), detmath.NormalCDF(-hi)
		for _, p := range uniforms("trunc", 200) {
			x := detmath.TruncatedNormalQuantile(p, 0, 1, lo, hi)
			got := (detmath.NormalCDF(x) - fl) / (fh - fl)
			if lo > 0 {
				got = (gl - detmath.NormalCDF(-x)) / (gl - gh)
			}
			if math.Abs(got-p) > 2e-13 {
				t.Errorf("on [%v, %v] the quantile of %v is %v, of probability %v", lo, hi, p, x, got)
			}
		}
	}
}

// TestTruncatedNormalFarTail: beyond a far bound the law is nearly exponential,
// and the mirrored law gives the mirrored quantile.
func TestTruncatedNormalFarTail(t *testing.T) {
	for _, p := range []float64{0.01, 0.5, 0.99} {
		const lo = 1000
		x := detmath.TruncatedNormalQuantile(p, 0, 1, lo, math.Inf(1))
		want := -math.Log1p(-p) / lo
		if got := x - lo; math.Abs(got-want) > 1e-5*want {
			t.Errorf("%v above 1000 is %v, want %v", p, got, want)
		}
	}
	for _, u := range uniforms("far", 100) {
		a := detmath.TruncatedNormalQuantile(u, 0, 1, 35, 41)
		b := detmath.TruncatedNormalQuantile(1-u, 0, 1, -41, -35)
		if a != -b {
			t.Errorf("quantile %v on [35, 41] = %v, mirrored %v", u, a, -b)
		}
	}
}

func TestTruncatedNormalEdges(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct{ p, mu, sigma, lo, hi, want float64 }{
		{0, 1, 2, -3, 4, -3},
		{1, 1, 2, -3, 4, 4},
		{0.5, 1, 2, 3, 3, 3},
		{0.5, 1, 2, -inf, inf, 1},
		{0, 1, 2, -inf, inf, -inf},
		{-0.1, 0, 1, -1, 1, nan},
		{1.1, 0, 1, -1, 1, nan},
		{nan, 0, 1, -1, 1, nan},
		{0.5, nan, 1, -1, 1, nan},
		{0.5, inf, 1, -1, 1, nan},
		{0.5, 0, 0, -1, 1, nan},
		{0.5, 0, -1, -1, 1, nan},
		{0.5, 0, inf, -1, 1, nan},
		{0.5, 0, 1, 1, -1, nan},
		{0.5, 0, 1, nan, 1, nan},
	} {
		got := detmath.TruncatedNormalQuantile(tc.p, tc.mu, tc.sigma, tc.lo, tc.hi)
		if !same(got, tc.want) {
			t.Errorf("TruncatedNormalQuantile(%v, %v, %v, %v, %v) = %v, want %v",
				tc.p, tc.mu, tc.sigma, tc.lo, tc.hi, got, tc.want)
		}
	}
}

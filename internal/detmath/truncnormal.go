package detmath

import "math"

// TruncatedNormalQuantile returns the p-quantile of the normal law with mean mu
// and standard deviation sigma, cut off outside [lo, hi]. Either bound may be
// infinite, and both may lie far out in one tail: at 40 sigma the result still has
// 13 digits of its distance from mu. It is lo at p = 0 and hi at p = 1, never
// outside [lo, hi], and lo if lo = hi. It is NaN if p is not in [0, 1], sigma is
// not positive and finite, mu is not finite, or lo > hi.
func TruncatedNormalQuantile(p, mu, sigma, lo, hi float64) float64 {
	switch {
	case !(p >= 0 && p <= 1 && sigma > 0 && lo <= hi) || mu-mu != 0 || sigma > math.MaxFloat64:
		return math.NaN()
	case p == 0 || lo == hi:
		return lo
	case p == 1:
		return hi
	}
	z := truncatedNormal(p, (lo-mu)/sigma, (hi-mu)/sigma)
	return min(max(mu+float64(sigma*z), lo), hi)
}

// far is where a tail probability nears the end of the float64 range.
const far = 30

// truncatedNormal returns the p-quantile of the standard normal law on [a, b].
func truncatedNormal(p, a, b float64) float64 {
	q := 1 - p
	switch {
	case b < -far:
		return farTruncated(p, q, a, b)
	case a > far:
		return -farTruncated(q, p, -b, -a)
	}
	// The probabilities below and above the quantile, both free of cancellation.
	below := float64(q*NormalCDF(a)) + float64(p*NormalCDF(b))
	above := float64(q*NormalCDF(-a)) + float64(p*NormalCDF(-b))
	if below <= above {
		return NormalQuantile(below)
	}
	return -NormalQuantile(above)
}

// farTruncated is truncatedNormal for b < -30, on the logarithms of the tails.
func farTruncated(p, q, a, b float64) float64 {
	m := mills(-b)
	ratio := float64(Exp(float64(0.5*float64((b-a)*(b+a))))*mills(-a)) / m
	l := Log(m) - float64(0.5*float64(b*b)) + Log(p+float64(q*ratio))
	return logNormalQuantile(l)
}

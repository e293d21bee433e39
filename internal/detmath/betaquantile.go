package detmath

import "math"

// quantile returns the x <= limit with F(x) = p, for p up to F(limit).
//
// It solves log F(e^u) = log p. That function of u is increasing, and nearly
// straight: concave for b >= 1 and convex below, so Newton's method converges from
// everywhere; Householder's third-order step takes it home in two or three. The
// last step starts so close that its error is below a rounding, and is not checked.
func (t *betaTail) quantile(p, limit float64) float64 {
	const (
		near  = 2e-4 // distance in log F and log x from which a step leaves its fourth power
		steps = 100
	)
	target := Log(p)
	x := min(t.start(p, target), limit)
	for range steps {
		if x == 0 {
			return 0 // below the smallest float64
		}
		at := t.logCDF(x, 1-x)
		gap := at.value - target
		x = min(float64(x*Exp(t.step(gap, at.slope, x))), limit)
		if math.Abs(gap) < near*min(1, at.slope) {
			break
		}
	}
	return x
}

// step returns the change of log x that closes gap, given the slope h of log F.
func (t *betaTail) step(gap, h, x float64) float64 {
	w := gap / h
	odds := x / (1 - x)
	// s and q are the second and third derivative over the first.
	s := t.a - float64((t.b-1)*odds) - h
	q := float64(s*s) - float64((t.b-1)*float64(odds/(1-x))) - float64(h*s)
	ws := float64(w * s)
	den := 1 - ws + float64(float64(w*w)*q)/6
	if math.Abs(ws) > 1 || den < 0.25 || den > 4 {
		return -w
	}
	return -w * (1 - float64(0.5*ws)) / den
}

// start returns a first guess of the p-quantile: the power law of the far tail
// with its first correction, or, nearer the middle of a law with a peak, the
// normal approximation 26.5.22 of Abramowitz and Stegun (1964).
func (t *betaTail) start(p, logP float64) float64 {
	x := Exp((logP + t.power) / t.a)
	bend := float64((t.b-1)*x) / (t.a + 1)
	if math.Abs(bend) < 0.15 || t.a < 1 || t.b < 1 {
		return x * (1 + max(bend, -0.5))
	}
	return t.normalStart(-NormalQuantile(p))
}

// normalStart returns the approximate quantile at the upper normal deviate z.
func (t *betaTail) normalStart(z float64) float64 {
	u, v := 0.5/(t.a-0.5), 0.5/(t.b-0.5)
	l := (float64(z*z) - 3) / 6
	h := 2 / (u + v)
	w := float64(z*math.Sqrt(max(h+l, 0))) / h
	w -= float64((v - u) * (l + 5./6 - 2/(3*h)))
	return t.a / (t.a + float64(t.b*Exp(2*w)))
}

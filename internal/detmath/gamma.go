package detmath

import "math"

// LogGamma returns log Γ(x) for x > 0, within 8 ulp. LogGamma(0) = LogGamma(+Inf)
// = +Inf; for negative x and for NaN it is NaN.
func LogGamma(x float64) float64 {
	switch {
	case !(x >= 0):
		return math.NaN()
	case x == 0 || x > math.MaxFloat64:
		return math.Inf(1)
	case x < 0.5:
		return gammaAbove2(x) - Log1p(x) - Log(x)
	case x < 1.5:
		return gammaAbove2(x-1) - Log1p(x-1)
	case x < 2.5:
		return gammaAbove2(x - 2)
	case x < stirlingFrom:
		return logGammaDown(x)
	}
	return float64((x-0.5)*Log(x)) - x + (halfLog2Pi + stirlingSeries(x))
}

// logGammaDown steps down to [1.5, 2.5) by Γ(x) = (x-1) Γ(x-1).
func logGammaDown(x float64) float64 {
	product := 1.0
	for x >= 2.5 {
		x--
		product *= x
	}
	return Log(product) + gammaAbove2(x-2)
}

// gammaAbove2 returns log Γ(2+t) for |t| <= 1/2.
func gammaAbove2(t float64) float64 {
	c := &gammaTable
	t2 := float64(t * t)
	t10 := float64(float64(float64(t2*t2)*float64(t2*t2)) * t2)
	low := powers10((*[10]float64)(c[:10]), t)
	return float64(t * (low + float64(t10*powers10((*[10]float64)(c[10:]), t))))
}

// stirlingFrom is where seven terms of Stirling's series reach full precision.
const stirlingFrom = 10

// stirlingSeries returns 1/(12x) - 1/(360x³) + … for x >= 10; the first omitted
// term is below 3e-17.
func stirlingSeries(x float64) float64 {
	w := 1 / x
	s := float64(w * w)
	p := 1. / 156
	for _, c := range [...]float64{-691. / 360360, 1. / 1188, -1. / 1680, 1. / 1260, -1. / 360, 1. / 12} {
		p = mad(p, s, c)
	}
	return float64(p * w)
}

// stirlingError returns log Γ(x) less Stirling's formula (x-1/2) log x - x +
// log √2π: what the beta law needs of the gamma function, free of its large terms.
func stirlingError(x float64) float64 {
	if x >= stirlingFrom {
		return stirlingSeries(x)
	}
	return LogGamma(x) - (float64((x-0.5)*Log(x)) - x + halfLog2Pi)
}

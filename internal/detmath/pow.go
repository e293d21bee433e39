package detmath

import "math"

// Pow returns x^y for x >= 0, within 0.6 ulp where the result is normal. Exactly,
// in this order: Pow(x, 0) = 1 and Pow(1, y) = 1 for any x and y, NaN included;
// Pow(x, 1) = x; Pow(0, y) is 0 for y > 0 and +Inf for y < 0. Negative x, -Inf
// included, give NaN even for whole y: no utility or discount needs them, and a
// sign would hide a mistake. -0 counts as 0. The rest is as in math.Pow.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case x != x || y != y || x < 0:
		return math.NaN()
	case y == 1:
		return x + 0 // -0 becomes 0
	case x == 0 || x > math.MaxFloat64:
		if (x == 0) == (y > 0) {
			return 0
		}
		return math.Inf(1)
	}
	hi, lo := logPair(x)
	return expProduct(y, hi, lo)
}

// expProduct returns e^(y(hi+lo)).
func expProduct(y, hi, lo float64) float64 {
	p := float64(y * hi)
	if !(math.Abs(p) < 1000) {
		return Exp(p) // beyond the range, whatever the low part is
	}
	yh, hh := highHalf(y), highHalf(hi)
	yl, hl := y-yh, hi-hh
	rest := float64(yh*hh) - p + float64(yh*hl) + float64(yl*hh) + float64(yl*hl)
	return expSum(p, rest+float64(y*lo))
}

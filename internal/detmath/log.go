package detmath

import "math"

// logOffset is the bit pattern of 0.6875, where the slices of logTable begin.
const logOffset = 0x3fe6000000000000

// Log returns the natural logarithm of x, within 0.6 ulp. Log(+Inf) = +Inf,
// Log(0) = -Inf; for negative x and for NaN it is NaN.
//
// x is written 2^k z with z in [0.6875, 1.375); a table gives a short number c
// such that r = z·c - 1 is exact and below 2^-7, and log x = k log 2 - log c +
// log1p(r).
func Log(x float64) float64 {
	if v, special := logSpecial(x); special {
		return v
	}
	hi, lo, r := logReduce(x)
	return hi + (lo + logTail(r))
}

// logSpecial answers for the arguments that are not positive and finite.
func logSpecial(x float64) (v float64, special bool) {
	switch {
	case x > 0 && x <= math.MaxFloat64:
		return 0, false
	case x == 0:
		return math.Inf(-1), true
	case x > 0:
		return x, true
	}
	return math.NaN(), true
}

// logReduce returns hi+lo = log x - log1p(r) + r and r, with |r| < 2^-7. The sum
// is good to 2^-90; hi has at least the magnitude of r.
func logReduce(x float64) (hi, lo, r float64) {
	var k float64
	if x < 0x1p-1022 {
		x *= 0x1p52
		k = -52
	}
	ix := math.Float64bits(x)
	d := ix - logOffset
	row := &logTable[d>>45&127]
	k += float64(int64(d) >> 52)
	z := math.Float64frombits(ix - d&(0xfff<<52))
	r = logArgument(z, row[0])
	// Both terms are multiples of 2^-42 below 2^10, so their sum is exact.
	t := float64(k*ln2Hi) + row[1]
	hi = t + r
	lo = t - hi + r + (float64(k*ln2Lo) + row[2])
	return hi, lo, r
}

// logArgument returns z·c - 1, exactly: c has so few bits that both partial
// products are exact, and the sum has at most 53 bits by the choice of c.
func logArgument(z, c float64) float64 {
	zh := math.Float64frombits(math.Float64bits(z) &^ (1<<26 - 1))
	return float64(zh*c) - 1 + float64((z-zh)*c)
}

// logTail returns log1p(r) - r for |r| < 2^-7: the first omitted term of the
// series is below 2^-59 of r.
func logTail(r float64) float64 {
	s := float64(r * r)
	p := mad(s, mad(s, mad(s, -1./8, mad(r, 1./7, -1./6)), mad(r, 1./5, -1./4)), mad(r, 1./3, -1./2))
	return float64(s * p)
}

// logPair returns log x as an unevaluated sum hi + lo with a relative error below
// 2^-66, for positive finite x.
func logPair(x float64) (hi, lo float64) {
	a, b, r := logReduce(x)
	// The square of r in two parts.
	rh := highHalf(r)
	rl := r - rh
	sq := float64(r * r)
	sqLo := float64(rh*rh) - sq + float64(2*rh*rl) + float64(rl*rl)
	c := float64(-0.5 * sq)
	hi = a + c
	lo = a - hi + c + (b - float64(0.5*sqLo))
	p := 1. / 11
	for _, q := range [...]float64{-1. / 10, 1. / 9, -1. / 8, 1. / 7, -1. / 6, 1. / 5, -1. / 4, 1. / 3} {
		p = mad(p, r, q)
	}
	lo += float64(float64(sq*r) * p)
	sum := hi + lo
	return sum, hi - sum + lo
}

// highHalf keeps the upper 26 bits of the significand, so that the product of two
// such numbers is exact.
func highHalf(x float64) float64 {
	return math.Float64frombits(math.Float64bits(x) &^ (1<<27 - 1))
}

// Log1p returns log(1+x), within 1 ulp also where x is small. Log1p(-1) = -Inf,
// Log1p(±0) = ±0, Log1p(+Inf) = +Inf; below -1 and for NaN it is NaN.
func Log1p(x float64) float64 {
	if math.Abs(x) < 0x1p-54 {
		return x
	}
	u := 1 + x
	if v, special := logSpecial(u); special {
		return v
	}
	// c is what the sum 1+x has lost.
	c := x - (u - 1)
	if x > 1 {
		c = 1 - (u - x)
	}
	hi, lo, r := logReduce(u)
	return hi + (lo + (logTail(r) + c/u))
}

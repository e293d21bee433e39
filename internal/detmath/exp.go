package detmath

import "math"

const (
	invLn2N    = 0x1.71547652b82fep+7  // 128/log 2
	ln2NHi     = 0x1.62e42fef8p-8      // (log 2)/128 in 35 bits, so that k·ln2NHi is exact
	ln2NLo     = 0x1.1cf79abc9e3b4p-43 // the rest
	expMax     = 0x1.62e42fefa39efp+9  // log of the largest float64
	expMin     = -0x1.74910d52d3051p+9 // log of half the smallest
	ln2Hi      = 0x1.62e42fefa38p-1    // log 2 as a multiple of 2^-42
	ln2Lo      = 0x1.ef35793c7673p-45  // the rest
	roundShift = 0x1.8p52              // adding it rounds the fraction away
	expBias    = 1023
)

// mad returns x*y + z with two roundings. The conversion forbids their fusion.
func mad(x, y, z float64) float64 { return float64(x*y) + z }

// Exp returns e^x, within 0.6 ulp where the result is normal and 1 ulp where it is
// subnormal. Exp(+Inf) = +Inf, Exp(-Inf) = 0, Exp(NaN) = NaN; above 709.78 it is
// +Inf and below -745.13 it is 0.
//
// The argument is split as k (log 2)/128 + r: a table gives 2^(k/128), a Taylor
// polynomial e^r.
func Exp(x float64) float64 { return expSum(x, 0) }

// Exps replaces every x in xs by Exp(x), to the bit, in less time than as many
// calls.
func Exps(xs []float64) {
	for i, x := range xs {
		if !(x > -700 && x < 700) {
			xs[i] = Exp(x)
			continue
		}
		f := float64(float64(x*invLn2N)+roundShift) - roundShift
		r := x - float64(f*ln2NHi) - float64(f*ln2NLo)
		k := int64(f)
		e := &expTable[k&127]
		p := float64(r*float64(float64(r*float64(float64(r*(1./120))+1./24))+1./6)) + 0.5
		t := e[1] + r + float64(float64(r*r)*p)
		m := float64(e[0]*t) + e[0]
		xs[i] = math.Float64frombits(math.Float64bits(m) + uint64(k>>7)<<52)
	}
}

// expSum returns e^(x+lo) for a small correction lo.
func expSum(x, lo float64) float64 {
	switch {
	case x > expMax:
		return math.Inf(1)
	case x < expMin:
		return 0
	case x != x:
		return x
	}
	k, m1, hi := expReduce(x, lo)
	m := mad(hi, m1, hi)
	if e := k >> 7; e < -1021 || e > 1022 {
		return scale(m, e)
	}
	return math.Float64frombits(math.Float64bits(m) + uint64(k>>7)<<52)
}

// expReduce returns k, t-1 and h such that e^(x+lo) = 2^floor(k/128) h t, with h
// in [1, 2) and t near 1.
func expReduce(x, lo float64) (k int64, t1, h float64) {
	f := mad(x, invLn2N, roundShift) - roundShift // to the nearest whole number
	k = int64(f)
	r := x - float64(f*ln2NHi) - float64(f*ln2NLo) + lo
	e := &expTable[k&127]
	return k, e[1] + r + float64(float64(r*r)*mad(r, mad(r, mad(r, 1./120, 1./24), 1./6), 0.5)), e[0]
}

// scale returns m·2^e for m in [1, 2), rounding once even when the result is
// subnormal, and +Inf where it is too large.
func scale(m float64, e int64) float64 {
	if e > 0 {
		return m * 2 * pow2(e-1)
	}
	return m * 0x1p-512 * pow2(e+512)
}

// pow2 returns 2^e for -1022 <= e <= 1023.
func pow2(e int64) float64 { return math.Float64frombits(uint64(e+expBias) << 52) }

// Expm1 returns e^x - 1, within 1 ulp. Expm1(+Inf) = +Inf, Expm1(-Inf) = -1,
// Expm1(±0) = ±0, Expm1(NaN) = NaN.
func Expm1(x float64) float64 {
	switch a := math.Abs(x); {
	case a < 0x1p-5:
		return expm1Near(x)
	case x > 40 || x != x:
		return Exp(x)
	case x < -40:
		return -1
	}
	k, t1, h := expReduce(x, 0)
	s := float64(h * pow2(k>>7))
	// s-1 and its rounding error, so that the error of the sum stays one rounding.
	d := s - 1
	rest := -1 - (d - s)
	if s < 1 {
		rest = s - (d + 1)
	}
	return d + (rest + float64(s*t1))
}

// expm1Near is the Taylor series of e^x - 1 for |x| < 1/32: the first omitted
// term is below 2^-62 of the result.
func expm1Near(x float64) float64 {
	if math.Abs(x) < 0x1p-54 {
		return x // keeps the sign of zero
	}
	p := 1. / 362880
	for _, c := range [...]float64{1. / 40320, 1. / 5040, 1. / 720, 1. / 120, 1. / 24, 1. / 6, 0.5} {
		p = mad(p, x, c)
	}
	return x + float64(float64(x*x)*p)
}

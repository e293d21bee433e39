package detmath

import "math"

const (
	invSqrt2Pi = 0.3989422804014327
	halfLog2Pi = 0.9189385332046728
	sqrt2      = 1.4142135623730951
	sqrt2Pi    = 0x1.40d931ff62706p+1
)

// mills returns M(x) = e^(x²/2) Φ(-x) for x >= 0: a smooth function that falls from
// 1/2 like 1/(x√2π).
func mills(x float64) float64 {
	if x >= 8 {
		return millsBeyond(x)
	}
	i := int(x * 4)
	c := &millsNear[i]
	t := x - float64((float64(i)+0.5)*0.25)
	return c[0] + (c[1] + float64(t*powers10((*[10]float64)(c[2:]), t)))
}

// millsBeyond is mills for x >= 8.
func millsBeyond(x float64) float64 {
	y := 4 / (4 + x)
	i := int(y * 32)
	c := &millsFar[i]
	t := y - float64((float64(i)+0.5)*(1./32))
	s := float64(t * t)
	q := float64(s * s)
	p := mad(q, c[8], mad(s, mad(t, c[7], c[6]), mad(t, c[5], c[4])))
	return float64(y * (c[0] + mad(q, p, float64(t*c[1])+float64(s*mad(t, c[3], c[2])))))
}

// upperNormal returns Φ(-x) for x >= 0. The square is taken in two parts because
// e^(-x²/2) would magnify its rounding.
func upperNormal(x float64) float64 {
	if x > 40 {
		return 0
	}
	xh := highHalf(x)
	xl := x - xh
	sq := float64(-0.5 * float64(xh*xh))
	return float64(expSum(sq, float64(-0.5*float64(xl*(x+xh)))) * mills(x))
}

// bulkNormal returns Φ(x) - 1/2 for |x| <= 1.
func bulkNormal(x float64) float64 {
	s := float64(x * x)
	return float64(x * (normalBulk[0] + float64(s*powers10((*[10]float64)(normalBulk[1:]), s))))
}

// NormalCDF returns Φ(x), the probability that a standard normal variable is at
// most x. It is within 4 ulp down to where it becomes subnormal, at x = -37.5, and
// within 1 ulp for positive x. NormalCDF(NaN) = NaN.
func NormalCDF(x float64) float64 {
	switch {
	case math.Abs(x) <= 1:
		return 0.5 + bulkNormal(x)
	case x < 0:
		return upperNormal(-x)
	case x > 0:
		return 1 - upperNormal(x)
	}
	return x
}

// Erfc returns the complementary error function 2 Φ(-x√2), within 4 ulp where it
// is not subnormal. Erfc(NaN) = NaN.
func Erfc(x float64) float64 {
	switch {
	case math.Abs(x) <= 0.7:
		return 1 - float64(2*bulkNormal(x*sqrt2))
	case x < 0:
		return 2 - Erfc(-x)
	case x > 28:
		return 0
	case x != x:
		return x
	}
	xh := highHalf(x)
	xl := x - xh
	e := expSum(-float64(xh*xh), -float64(xl*(x+xh)))
	return float64(e * float64(2*mills(x*sqrt2)))
}

// NormalQuantile returns the x with Φ(x) = p, within 2 ulp for every p in (0, 1)
// that float64 can hold. NormalQuantile(0) = -Inf, NormalQuantile(1) = +Inf, and
// it is NaN for other p outside (0, 1) and for NaN. The result is odd about 1/2:
// NormalQuantile(1-p) = -NormalQuantile(p) where 1-p is exact.
//
// An odd polynomial serves |p - 1/2| <= 1/8 and one polynomial each eighth of an
// octave down to 2^-22; beyond, Newton's method on log Φ takes some 100 ns.
func NormalQuantile(p float64) float64 {
	q := p - 0.5
	if math.Abs(q) <= 0.125 {
		return centralNormal(q)
	}
	if p > 0.5 {
		return -lowerNormal(1 - p)
	}
	return lowerNormal(p)
}

// centralNormal returns the quantile at 1/2 + q, |q| <= 1/8. The largest product
// is added last, so that only its rounding counts.
func centralNormal(q float64) float64 {
	s := float64(q * q)
	rest := normalCentre[0] + float64(s*powers10((*[10]float64)(normalCentre[1:]), s))
	return float64(q*sqrt2Pi) + float64(q*rest)
}

// powers10 returns c[0] + c[1]s + … + c[9]s^9, in few dependent steps.
func powers10(c *[10]float64, s float64) float64 {
	s2 := float64(s * s)
	s4 := float64(s2 * s2)
	low := mad(s, c[1], c[0]) + float64(s2*mad(s, c[3], c[2]))
	mid := mad(s, c[5], c[4]) + float64(s2*mad(s, c[7], c[6]))
	return low + float64(s4*(mid+float64(s4*mad(s, c[9], c[8]))))
}

// lowerNormal returns the quantile at p < 3/8.
func lowerNormal(p float64) float64 {
	const edge = 0x3fd8000000000000 // the bits of 3/8
	b := math.Float64bits(p)
	i := (edge - 1 - b) >> 49
	if i >= uint64(len(normalTail)) {
		return farNormal(p)
	}
	c := &normalTail[i]
	// The significand less the middle of its eighth.
	mid := 0x3ff1000000000000 + b&(7<<49)
	t := math.Float64frombits(b&(1<<52-1)|0x3ff<<52) - math.Float64frombits(mid)
	return c[0] + (c[1] + float64(t*powers10((*[10]float64)(c[2:]), t)))
}

// farNormal returns the quantile below the table, and answers for the ends and
// for what is no probability.
func farNormal(p float64) float64 {
	switch {
	case p > 0 && p < 0.5:
		return logNormalQuantile(Log(p))
	case p == 0:
		return math.Inf(-1)
	}
	return math.NaN()
}

// logNormalQuantile returns the x < 0 with log Φ(x) = l, for l < -1.
//
// With x = -t, log Φ = -t²/2 + log M(t), whose derivative in t is -φ/Φ =
// -1/(√2π M). It is concave, so Newton's method converges from any start; the
// start is good to a per cent.
func logNormalQuantile(l float64) float64 {
	t := math.Sqrt(max(-2*(l+halfLog2Pi), 0.25))
	t = math.Sqrt(max(-2*(l+halfLog2Pi+Log(t)), 0.01))
	for range 20 {
		m := mills(t)
		f := Log(m) - l - float64(0.5*float64(t*t))
		d := float64(f*m) * (1 / invSqrt2Pi)
		t += float64(d)
		if math.Abs(d) < 1e-9*t {
			break // quadratic: the next step would be below a rounding
		}
	}
	return -t
}

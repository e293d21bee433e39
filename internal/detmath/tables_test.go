package detmath

import (
	"math"
	"math/big"
	"testing"
)

const bigBits = 200

func bigFloat(v float64) *big.Float { return new(big.Float).SetPrec(bigBits).SetFloat64(v) }

// distance returns |a - b| as a float64.
func distance(a, b *big.Float) float64 {
	d, _ := new(big.Float).SetPrec(bigBits).Sub(a, b).Float64()
	return math.Abs(d)
}

// TestExpTable recomputes the table: 2^(1/128) is the seventh square root of 2.
func TestExpTable(t *testing.T) {
	step := bigFloat(2)
	for range 7 {
		step.Sqrt(step)
	}
	want := bigFloat(1)
	for i, row := range expTable {
		got := new(big.Float).SetPrec(bigBits).Mul(bigFloat(row[0]), bigFloat(row[1]))
		got.Add(got, bigFloat(row[0]))
		if d := distance(got, want); d > 0x1p-104 {
			t.Errorf("row %d is off by %g", i, d)
		}
		want.Mul(want, step)
	}
}

// TestLogTable recomputes -log c by the series of the inverse hyperbolic tangent,
// and checks that the slice keeps |r| within 2^-7 and r exact.
func TestLogTable(t *testing.T) {
	for i, row := range logTable {
		got := new(big.Float).SetPrec(bigBits).Add(bigFloat(row[1]), bigFloat(row[2]))
		want := bigLog(row[0])
		want.Neg(want)
		if d := distance(got, want); d > 0x1p-94 {
			t.Errorf("row %d is off by %g", i, d)
		}
		if row[1]*0x1p42 != math.Trunc(row[1]*0x1p42) {
			t.Errorf("row %d: %v is no multiple of 2^-42", i, row[1])
		}
		for _, z := range sliceEnds(i) {
			r := logArgument(z, row[0])
			exact := new(big.Float).SetPrec(bigBits).Mul(bigFloat(z), bigFloat(row[0]))
			exact.Sub(exact, bigFloat(1))
			if math.Abs(r) > 0x1p-7 || distance(bigFloat(r), exact) != 0 {
				t.Errorf("row %d at %v: r = %v, want it exact and within 2^-7", i, z, r)
			}
		}
	}
}

// sliceEnds returns the first and last number of slice i, and one with all bits in use.
func sliceEnds(i int) [3]float64 {
	lo := uint64(logOffset) + uint64(i)<<45
	return [3]float64{
		math.Float64frombits(lo),
		math.Float64frombits(lo + 1<<45 - 1),
		math.Float64frombits(lo + 0x155555555555),
	}
}

// bigLog returns log x for x near 1.
func bigLog(x float64) *big.Float {
	s := new(big.Float).SetPrec(bigBits).Quo(
		new(big.Float).SetPrec(bigBits).Sub(bigFloat(x), bigFloat(1)),
		new(big.Float).SetPrec(bigBits).Add(bigFloat(x), bigFloat(1)))
	square := new(big.Float).SetPrec(bigBits).Mul(s, s)
	sum := bigFloat(0)
	for n := 1; n < 100; n += 2 {
		term := new(big.Float).SetPrec(bigBits).Quo(s, bigFloat(float64(n)))
		sum.Add(sum, term)
		s.Mul(s, square)
	}
	return sum.Mul(sum, bigFloat(2))
}

// TestLog2Parts checks the two-part constants against log 2 = -log(1/2).
func TestLog2Parts(t *testing.T) {
	ln2 := bigLog(2)
	if d := distance(new(big.Float).SetPrec(bigBits).Add(bigFloat(ln2Hi), bigFloat(ln2Lo)), ln2); d > 0x1p-97 {
		t.Errorf("ln2Hi + ln2Lo is off by %g", d)
	}
	ln2.Quo(ln2, bigFloat(128))
	if d := distance(new(big.Float).SetPrec(bigBits).Add(bigFloat(ln2NHi), bigFloat(ln2NLo)), ln2); d > 0x1p-95 {
		t.Errorf("ln2NHi + ln2NLo is off by %g", d)
	}
}

// TestLogPairPrecision checks the double-length logarithm that Pow needs.
func TestLogPairPrecision(t *testing.T) {
	for _, x := range []float64{0.7, 0.99, 0.999999, 1.0000001, 1.003, 1.0079, 1.2, 1.37} {
		hi, lo := logPair(x)
		got := new(big.Float).SetPrec(bigBits).Add(bigFloat(hi), bigFloat(lo))
		want := bigLog(x)
		size, _ := want.Float64()
		if d := distance(got, want); d > 0x1p-66*math.Abs(size) {
			t.Errorf("log %v is off by 2^%.1f of its size", x, math.Log2(d/math.Abs(size)))
		}
	}
}

// TestMillsSeams checks that the polynomials of neighbouring slices meet.
func TestMillsSeams(t *testing.T) {
	for i := 1; i < 40; i++ {
		x := float64(i) / 4
		if x > 8 {
			y := float64(43-i) / 32
			x = 4/y - 4
		}
		a, b := mills(x*(1-0x1p-50)), mills(x*(1+0x1p-50))
		if math.Abs(a-b) > 0x1p-48*b {
			t.Errorf("mills around %v: %v and %v", x, a, b)
		}
	}
}

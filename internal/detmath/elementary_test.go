package detmath_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/internal/stream"
)

// unit is one unit in the last place of x, for normal x.
func unit(x float64) float64 {
	x = math.Abs(x)
	return math.Nextafter(x, math.Inf(1)) - x
}

// uniforms returns n uniforms of the test's own address.
func uniforms(purpose string, n int) []float64 {
	u := make([]float64, n)
	stream.NewKey(1, purpose).Fill(u, 0, 0)
	return u
}

// unary and its companions name the functions as the reference values do. The
// tolerance is in ulp of the value: the documented error and half an ulp for the
// rounding of the reference.
var unary = map[string]struct {
	f   func(float64) float64
	ulp float64
}{
	"exp":    {detmath.Exp, 1},
	"expm1":  {detmath.Expm1, 1},
	"log":    {detmath.Log, 1},
	"log1p":  {detmath.Log1p, 1},
	"cdf":    {detmath.NormalCDF, 4},
	"erfc":   {detmath.Erfc, 4},
	"gamma":  {detmath.LogGamma, 8.5},
	"normal": {detmath.NormalQuantile, 2},
}

func TestUnaryReferences(t *testing.T) {
	for name, c := range unary {
		if len(references[name]) == 0 {
			t.Errorf("no reference values for %s", name)
		}
		for _, row := range references[name] {
			x, want := row[0], row[1]
			if got := c.f(x); math.Abs(got-want) > c.ulp*unit(want) {
				t.Errorf("%s(%v) = %v, want %v within %v ulp", name, x, got, want, c.ulp)
			}
		}
	}
}

func TestPowReferences(t *testing.T) {
	for _, row := range references["pow"] {
		if got, want := detmath.Pow(row[0], row[1]), row[2]; math.Abs(got-want) > unit(want) {
			t.Errorf("Pow(%v, %v) = %v, want %v within an ulp", row[0], row[1], got, want)
		}
	}
}

// same reports equality with NaN equal to itself and signs of zero told apart.
func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

func TestUnaryEdges(t *testing.T) {
	var (
		inf  = math.Inf(1)
		nan  = math.NaN()
		zero = math.Copysign(0, -1)
	)
	for _, tc := range []struct {
		name    string
		f       func(float64) float64
		x, want float64
	}{
		{"Exp", detmath.Exp, 0, 1},
		{"Exp", detmath.Exp, 1, math.E},
		{"Exp", detmath.Exp, inf, inf},
		{"Exp", detmath.Exp, -inf, 0},
		{"Exp", detmath.Exp, nan, nan},
		{"Exp", detmath.Exp, 709.7827128933841, inf},
		{"Exp", detmath.Exp, -745.1332191019411, math.SmallestNonzeroFloat64},
		{"Exp", detmath.Exp, -745.1332191019412, 0},
		{"Expm1", detmath.Expm1, 0, 0},
		{"Expm1", detmath.Expm1, zero, zero},
		{"Expm1", detmath.Expm1, 1e-300, 1e-300},
		{"Expm1", detmath.Expm1, inf, inf},
		{"Expm1", detmath.Expm1, -inf, -1},
		{"Expm1", detmath.Expm1, -50, -1},
		{"Expm1", detmath.Expm1, nan, nan},
		{"Log", detmath.Log, 1, 0},
		{"Log", detmath.Log, math.E, 1},
		{"Log", detmath.Log, 2, math.Ln2},
		{"Log", detmath.Log, 0, -inf},
		{"Log", detmath.Log, zero, -inf},
		{"Log", detmath.Log, -1, nan},
		{"Log", detmath.Log, -inf, nan},
		{"Log", detmath.Log, inf, inf},
		{"Log", detmath.Log, nan, nan},
		{"Log", detmath.Log, math.SmallestNonzeroFloat64, -744.4400719213812},
		{"Log", detmath.Log, math.MaxFloat64, 709.782712893384},
		{"Log1p", detmath.Log1p, 0, 0},
		{"Log1p", detmath.Log1p, zero, zero},
		{"Log1p", detmath.Log1p, 1e-300, 1e-300},
		{"Log1p", detmath.Log1p, 1, math.Ln2},
		{"Log1p", detmath.Log1p, -1, -inf},
		{"Log1p", detmath.Log1p, -1.5, nan},
		{"Log1p", detmath.Log1p, inf, inf},
		{"Log1p", detmath.Log1p, nan, nan},
	} {
		if got := tc.f(tc.x); !same(got, tc.want) {
			t.Errorf("%s(%v) = %v, want %v", tc.name, tc.x, got, tc.want)
		}
	}
}

func TestPowEdges(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct{ x, y, want float64 }{
		{5, 0, 1}, {0, 0, 1}, {nan, 0, 1}, {-2, 0, 1}, {inf, 0, 1},
		{1, 7, 1}, {1, nan, 1}, {1, inf, 1},
		{0.1, 1, 0.1}, {math.MaxFloat64, 1, math.MaxFloat64}, {5e-324, 1, 5e-324},
		{0, 2, 0}, {0, 0.5, 0}, {0, -1, inf}, {math.Copysign(0, -1), 1, 0}, {math.Copysign(0, -1), -1, inf},
		{inf, 2, inf}, {inf, -2, 0}, {inf, 1, inf},
		{0.5, inf, 0}, {0.5, -inf, inf}, {2, inf, inf}, {2, -inf, 0},
		{-1, 2, nan}, {-1, 1, nan}, {-inf, 2, nan}, {nan, 2, nan}, {2, nan, nan},
		{2, 10, 1024}, {2, -1074, 5e-324}, {2, 1023, 0x1p1023}, {2, 1024, inf}, {2, -1076, 0},
		{9, 0.5, 3}, {10, 3, 1000}, {1 + 0x1p-52, 0x1p200, inf}, {1 - 0x1p-53, 0x1p200, 0},
		{3, 1e-300, 1},
	} {
		if got := detmath.Pow(tc.x, tc.y); !same(got, tc.want) {
			t.Errorf("Pow(%v, %v) = %v, want %v", tc.x, tc.y, got, tc.want)
		}
	}
}

// TestInverses checks exp(log x) against the condition number: an error of half an
// ulp in the logarithm comes back multiplied by its size.
func TestInverses(t *testing.T) {
	for _, u := range uniforms("inverses", 4000) {
		x := math.Ldexp(u+0.5, int(2000*u)-1000)
		got := detmath.Exp(detmath.Log(x))
		if tol := (2 + math.Abs(detmath.Log(x))) * unit(x); math.Abs(got-x) > tol {
			t.Errorf("Exp(Log(%v)) = %v", x, got)
		}
		small := (u - 0.5) / 8
		if got := detmath.Expm1(detmath.Log1p(small)); math.Abs(got-small) > 3*unit(small) {
			t.Errorf("Expm1(Log1p(%v)) = %v", small, got)
		}
	}
}

// TestAgainstMath compares with package math, whose errors are below an ulp, and
// about three for Pow.
func TestAgainstMath(t *testing.T) {
	for _, u := range uniforms("math", 4000) {
		for _, tc := range []struct {
			name      string
			got, want float64
		}{
			{"Exp", detmath.Exp(1400 * (u - 0.5)), math.Exp(1400 * (u - 0.5))},
			{"Log", detmath.Log(u), math.Log(u)},
			{"Log", detmath.Log(0.5 + u), math.Log(0.5 + u)},
			{"Log1p", detmath.Log1p(u - 0.5), math.Log1p(u - 0.5)},
			{"Expm1", detmath.Expm1(2*u - 1), math.Expm1(2*u - 1)},
		} {
			if math.Abs(tc.got-tc.want) > 2*unit(tc.want) {
				t.Errorf("%s at u = %v: %v, package math says %v", tc.name, u, tc.got, tc.want)
			}
		}
		if got, want := detmath.Pow(3*u, 5*u), math.Pow(3*u, 5*u); math.Abs(got-want) > 5*unit(want) {
			t.Errorf("Pow(%v, %v) = %v, package math says %v", 3*u, 5*u, got, want)
		}
	}
}

func TestMonotoneAcrossSeams(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(float64) float64
		x    float64
	}{
		{"Expm1", detmath.Expm1, 0x1p-5},
		{"Expm1", detmath.Expm1, -0x1p-5},
		{"Log", detmath.Log, 1},
		{"Log", detmath.Log, 0.6875},
		{"Log", detmath.Log, 1 + 0x1p-7},
		{"NormalCDF", detmath.NormalCDF, -1},
		{"NormalCDF", detmath.NormalCDF, -8},
		{"NormalQuantile", detmath.NormalQuantile, 0.375},
		{"NormalQuantile", detmath.NormalQuantile, 0x1p-22},
		{"NormalQuantile", detmath.NormalQuantile, 0.625},
		{"LogGamma", detmath.LogGamma, 10},
		{"LogGamma", detmath.LogGamma, 2.5},
	} {
		// A step of 2^-40 is far above the rounding and far below what a fault would be.
		below, above := c.f(c.x*(1-0x1p-40)), c.f(c.x*(1+0x1p-40))
		at := c.f(c.x)
		if c.x < 0 {
			below, above = above, below
		}
		if !(below <= at && at <= above) || above-below > 0x1p-34*max(1, math.Abs(at)) {
			t.Errorf("%s around %v: %v, %v, %v", c.name, c.x, below, at, above)
		}
	}
}

// TestExpLargest holds the last argument before overflow to a value computed in
// 200 bits by squaring, which shares nothing with the table.
func TestExpLargest(t *testing.T) {
	const x = 709.782712893384
	want, _ := bigExp(x).Float64()
	if got := detmath.Exp(x); math.Abs(got-want) > unit(want/2) {
		t.Errorf("Exp(%v) = %v, want %v", x, got, want)
	}
}

// bigExp returns e^x for moderate x >= 0: the Taylor series at x/1024, squared ten times.
func bigExp(x float64) *big.Float {
	const prec = 300
	num := func(v float64) *big.Float { return new(big.Float).SetPrec(prec).SetFloat64(v) }
	r := num(x / 1024)
	sum, term := num(1), num(1)
	for n := 1; n < 80; n++ {
		term.Mul(term, r)
		term.Quo(term, num(float64(n)))
		sum.Add(sum, term)
	}
	for range 10 {
		sum.Mul(sum, sum)
	}
	return sum
}

package detmath_test

import (
	"math"
	"testing"

	"github.com/parleylab/parley/internal/detmath"
)

func TestBetaQuantileGolden(t *testing.T) {
	all := readGolden(t)
	for id, shape := range map[string][2]float64{
		"q.beta.2.5":     {2, 5},
		"q.beta.0.5.0.5": {0.5, 0.5},
		"q.beta.3.4.2.6": {3.4, 2.6},
		"q.beta.30.70":   {30, 70},
	} {
		checkGolden(t, all[id], 0, func(p float64) float64 { return detmath.BetaQuantile(p, shape[0], shape[1]) })
	}
}

// betaTolerance is the documented relative error for shapes up to 100.
const betaTolerance = 1e-13

func TestBetaReferences(t *testing.T) {
	for name, f := range map[string]func(x, a, b float64) float64{
		"betacdf": detmath.BetaCDF,
		"beta":    detmath.BetaQuantile,
	} {
		if len(references[name]) == 0 {
			t.Errorf("no reference values for %s", name)
		}
		for _, row := range references[name] {
			got, want := f(row[0], row[1], row[2]), row[3]
			if math.Abs(got-want) > betaTolerance*want {
				t.Errorf("%s(%v, %v, %v) = %v, want %v", name, row[0], row[1], row[2], got, want)
			}
		}
	}
}

// TestBetaClosedForms uses the laws whose quantiles are elementary: powers, and
// the arcsine law.
func TestBetaClosedForms(t *testing.T) {
	for _, u := range uniforms("closed", 500) {
		for _, a := range []float64{0.1, 0.5, 1, 2, 7.5, 60} {
			if got, want := detmath.BetaQuantile(u, a, 1), math.Pow(u, 1/a); math.Abs(got-want) > betaTolerance*want {
				t.Errorf("BetaQuantile(%v, %v, 1) = %v, want %v", u, a, got, want)
			}
			if got, want := detmath.BetaQuantile(u, 1, a), -math.Expm1(math.Log1p(-u)/a); math.Abs(got-want) > betaTolerance*want {
				t.Errorf("BetaQuantile(%v, 1, %v) = %v, want %v", u, a, got, want)
			}
		}
		s := math.Sin(u * math.Pi / 2)
		if got := detmath.BetaQuantile(u, 0.5, 0.5); math.Abs(got-s*s) > betaTolerance*s*s {
			t.Errorf("BetaQuantile(%v, 1/2, 1/2) = %v, want %v", u, got, s*s)
		}
	}
}

// TestBetaRoundTrip inverts the distribution function over the shapes that PERT
// laws can have and far beyond, in the bulk and in the tails.
func TestBetaRoundTrip(t *testing.T) {
	shapes := []float64{0.01, 0.1, 0.5, 0.9, 1, 1.1, 2, 4.7, 17, 60, 300, 1e4, 1e6}
	u := uniforms("round trip", 40)
	for _, a := range shapes {
		for _, b := range shapes {
			law := detmath.NewBeta(a, b)
			for _, u := range u {
				for _, p := range []float64{u, u * u * u * u * u * u * u * u} {
					checkRoundTrip(t, law, p, a, b)
				}
			}
		}
	}
}

// checkRoundTrip allows the error of both directions and the rounding of x, which
// moves the probability by x f(x) ulp and more where x is close to 1.
func checkRoundTrip(t *testing.T, law detmath.Beta, p, a, b float64) {
	t.Helper()
	x := law.Quantile(p)
	if x < 0x1p-1000 || x > 1-1e-6 {
		return // the quantile is at an end of the float64 grid
	}
	got := law.CDF(x)
	tol := 1e-12 * (1 + 1e-2*math.Max(a, b))
	grain := (law.CDF(math.Nextafter(x, 1)) - law.CDF(math.Nextafter(x, 0)))
	size := p
	if x > (a+1)/(a+b+2) {
		size = 1 // the error is absolute there
	}
	if math.Abs(got-p) > tol*size+grain {
		t.Errorf("shapes %v, %v: CDF(Quantile(%v)) = %v, x = %v", a, b, p, got, x)
	}
}

// TestBetaMirror checks I_x(a, b) = 1 - I_{1-x}(b, a).
func TestBetaMirror(t *testing.T) {
	for _, u := range uniforms("mirror", 500) {
		a, b := 0.5+40*u, 30-29*u
		got, want := detmath.BetaCDF(u, a, b), 1-detmath.BetaCDF(1-u, b, a)
		if math.Abs(got-want) > betaTolerance {
			t.Errorf("BetaCDF(%v, %v, %v) = %v, mirrored %v", u, a, b, got, want)
		}
	}
}

// TestBetaDeepTail compares with the power law of the far tail, which is exact
// there but for a term of relative size x.
func TestBetaDeepTail(t *testing.T) {
	for _, p := range []float64{1e-60, 1e-100, 1e-300} {
		// F(x) = 30 x² (1/2 - …) for shapes (2, 5): B(2, 5) = 1/30.
		want := math.Sqrt(p / 15)
		if got := detmath.BetaQuantile(p, 2, 5); math.Abs(got-want) > 1e-12*want {
			t.Errorf("BetaQuantile(%v, 2, 5) = %v, want %v", p, got, want)
		}
	}
	if got := detmath.BetaQuantile(1e-10, 0.01, 1); got != 0 {
		t.Errorf("BetaQuantile(1e-10, 0.01, 1) = %v, want 0: it is 10^-1000", got)
	}
}

func TestBetaEdges(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct {
		name       string
		f          func(x, a, b float64) float64
		x, a, b, w float64
	}{
		{"BetaCDF", detmath.BetaCDF, 0, 2, 3, 0},
		{"BetaCDF", detmath.BetaCDF, -1, 2, 3, 0},
		{"BetaCDF", detmath.BetaCDF, 1, 2, 3, 1},
		{"BetaCDF", detmath.BetaCDF, inf, 2, 3, 1},
		{"BetaCDF", detmath.BetaCDF, nan, 2, 3, nan},
		{"BetaCDF", detmath.BetaCDF, 0.5, 0, 3, nan},
		{"BetaCDF", detmath.BetaCDF, 0.5, 2, -1, nan},
		{"BetaCDF", detmath.BetaCDF, 0.5, inf, 1, nan},
		{"BetaCDF", detmath.BetaCDF, 0.5, nan, 1, nan},
		{"BetaQuantile", detmath.BetaQuantile, 0, 2, 3, 0},
		{"BetaQuantile", detmath.BetaQuantile, 1, 2, 3, 1},
		{"BetaQuantile", detmath.BetaQuantile, -0.1, 2, 3, nan},
		{"BetaQuantile", detmath.BetaQuantile, 1.1, 2, 3, nan},
		{"BetaQuantile", detmath.BetaQuantile, nan, 2, 3, nan},
		{"BetaQuantile", detmath.BetaQuantile, 0.5, 0, 3, nan},
	} {
		if got := tc.f(tc.x, tc.a, tc.b); !same(got, tc.w) {
			t.Errorf("%s(%v, %v, %v) = %v, want %v", tc.name, tc.x, tc.a, tc.b, got, tc.w)
		}
	}
	var none detmath.Beta
	if !math.IsNaN(none.CDF(0.5)) || !math.IsNaN(none.Quantile(0.5)) {
		t.Error("the zero Beta has a law")
	}
}

func TestLogGamma(t *testing.T) {
	factorial := 1.0
	for n := 1; n <= 20; n++ {
		want := math.Log(factorial)
		if got := detmath.LogGamma(float64(n)); math.Abs(got-want) > 1e-15*max(1, want) {
			t.Errorf("LogGamma(%d) = %v, want %v", n, got, want)
		}
		factorial *= float64(n)
	}
	if got, want := detmath.LogGamma(0.5), math.Log(math.Pi)/2; math.Abs(got-want) > 2*unit(want) {
		t.Errorf("LogGamma(1/2) = %v, want %v", got, want)
	}
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range [][2]float64{{0, inf}, {inf, inf}, {-1, nan}, {-inf, nan}, {nan, nan}, {1, 0}, {2, 0}} {
		if got := detmath.LogGamma(tc[0]); !same(got, tc[1]) {
			t.Errorf("LogGamma(%v) = %v, want %v", tc[0], got, tc[1])
		}
	}
	// math.Lgamma loses up to 5e-15 around 1.2; we are within 3e-16 there.
	for _, u := range uniforms("gamma", 4000) {
		x := 40 * u * u
		want, _ := math.Lgamma(x)
		if got := detmath.LogGamma(x); math.Abs(got-want) > 6e-15*max(1, math.Abs(want)) {
			t.Errorf("LogGamma(%v) = %v, package math says %v", x, got, want)
		}
	}
}

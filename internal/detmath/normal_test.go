package detmath_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"github.com/parleylab/parley/internal/detmath"
)

// golden is one entry of the shared conformance data.
type golden struct {
	ID         string
	Parameters json.RawMessage
	Value      json.RawMessage
	Tolerance  float64
}

// readGolden returns the shared conformance data by id.
func readGolden(t *testing.T) map[string]golden {
	t.Helper()
	const path = "../../../shared/data/uq/golden.json"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("shared conformance data absent: %s", path)
	}
	var file struct{ Entries []golden }
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	byID := make(map[string]golden, len(file.Entries))
	for _, e := range file.Entries {
		byID[e.ID] = e
	}
	return byID
}

// quantiles returns the probabilities and values of a quantile entry.
func (g golden) quantiles(t *testing.T) (p, q []float64) {
	t.Helper()
	var parameters struct{ P []float64 }
	if err := json.Unmarshal(g.Parameters, &parameters); err != nil {
		t.Fatalf("%s: %v", g.ID, err)
	}
	if err := json.Unmarshal(g.Value, &q); err != nil {
		t.Fatalf("%s: %v", g.ID, err)
	}
	if len(q) == 0 || len(q) != len(parameters.P) {
		t.Fatalf("%s: %d probabilities, %d values", g.ID, len(parameters.P), len(q))
	}
	return parameters.P, q
}

// checkGolden compares f with a quantile entry at the entry's relative tolerance,
// or at least tol.
func checkGolden(t *testing.T, g golden, tol float64, f func(float64) float64) {
	t.Helper()
	p, q := g.quantiles(t)
	for i := range p {
		if got := f(p[i]); math.Abs(got-q[i]) > max(tol, g.Tolerance)*math.Abs(q[i]) {
			t.Errorf("%s at %v = %v, want %v", g.ID, p[i], got, q[i])
		}
	}
}

func TestNormalQuantileGolden(t *testing.T) {
	all := readGolden(t)
	checkGolden(t, all["q.normal"], 0, detmath.NormalQuantile)
	checkGolden(t, all["q.normal.tail"], 0, detmath.NormalQuantile)
}

func TestNormalEdges(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct {
		name    string
		f       func(float64) float64
		x, want float64
	}{
		{"NormalQuantile", detmath.NormalQuantile, 0, -inf},
		{"NormalQuantile", detmath.NormalQuantile, 1, inf},
		{"NormalQuantile", detmath.NormalQuantile, 0.5, 0},
		{"NormalQuantile", detmath.NormalQuantile, -0.1, nan},
		{"NormalQuantile", detmath.NormalQuantile, 1.1, nan},
		{"NormalQuantile", detmath.NormalQuantile, inf, nan},
		{"NormalQuantile", detmath.NormalQuantile, -inf, nan},
		{"NormalQuantile", detmath.NormalQuantile, nan, nan},
		{"NormalQuantile", detmath.NormalQuantile, math.SmallestNonzeroFloat64, -38.467405617144344},
		{"NormalCDF", detmath.NormalCDF, 0, 0.5},
		{"NormalCDF", detmath.NormalCDF, -inf, 0},
		{"NormalCDF", detmath.NormalCDF, inf, 1},
		{"NormalCDF", detmath.NormalCDF, -39, 0},
		{"NormalCDF", detmath.NormalCDF, 9, 1},
		{"NormalCDF", detmath.NormalCDF, nan, nan},
		{"Erfc", detmath.Erfc, 0, 1},
		{"Erfc", detmath.Erfc, inf, 0},
		{"Erfc", detmath.Erfc, -inf, 2},
		{"Erfc", detmath.Erfc, 30, 0},
		{"Erfc", detmath.Erfc, nan, nan},
	} {
		if got := tc.f(tc.x); !same(got, tc.want) {
			t.Errorf("%s(%v) = %v, want %v", tc.name, tc.x, got, tc.want)
		}
	}
}

func TestNormalQuantileIsOdd(t *testing.T) {
	for _, u := range uniforms("odd", 1000) {
		if a, b := detmath.NormalQuantile(u), detmath.NormalQuantile(1-u); a != -b {
			t.Errorf("NormalQuantile(%v) = %v, of the mirror image %v", u, a, b)
		}
	}
}

// TestNormalRoundTrip inverts the distribution function. An error e in x changes
// Φ by a factor 1 + e φ/Φ, and φ/Φ is about |x| in the tail.
func TestNormalRoundTrip(t *testing.T) {
	for _, u := range uniforms("round trip", 4000) {
		for _, p := range []float64{u / 2, math.Ldexp(u, -int(1000*u))} {
			x := detmath.NormalQuantile(p)
			got := detmath.NormalCDF(x)
			if tol := (6 + 2*x*x) * unit(p); math.Abs(got-p) > tol {
				t.Errorf("NormalCDF(NormalQuantile(%v)) = %v", p, got)
			}
		}
	}
}

// TestNormalCDFAgainstErfc uses package math as the witness.
func TestNormalCDFAgainstErfc(t *testing.T) {
	for _, u := range uniforms("erfc", 4000) {
		z := 8 * (u - 0.3)
		if got, want := detmath.Erfc(z), math.Erfc(z); math.Abs(got-want) > 5*unit(want) {
			t.Errorf("Erfc(%v) = %v, package math says %v", z, got, want)
		}
		x := z * math.Sqrt2
		// Rounding z·√2 moves the tail by z² ulp.
		if got, want := detmath.NormalCDF(-x), math.Erfc(z)/2; math.Abs(got-want) > (6+3*z*z)*unit(want) {
			t.Errorf("NormalCDF(%v) = %v, package math says %v", -x, got, want)
		}
	}
}

// TestNormalQuantileMonotone walks the uniforms of a stream in order, where the
// table's pieces and the polynomial of the middle must not overlap.
func TestNormalQuantileMonotone(t *testing.T) {
	last := math.Inf(-1)
	for i := 1; i < 1<<14; i++ {
		p := float64(i) / (1 << 14)
		x := detmath.NormalQuantile(p)
		if x <= last {
			t.Fatalf("NormalQuantile(%v) = %v, before it %v", p, x, last)
		}
		last = x
	}
}

package detmath_test

import (
	"fmt"
	"math"
	"sort"
	"testing"

	"github.com/parleylab/parley/internal/detmath"
)

// contract is the largest error, in units of the spread, that the table promises
// for beta laws with shapes in [0.5, 60].
const contract = 1e-10

var tableShapes = []float64{0.5, 0.6, 0.75, 1, 1.2, 2, 3.4, 5, 8, 14, 25, 40, 60}

func TestTableContract(t *testing.T) {
	u := uniforms("contract", 400)
	for _, a := range tableShapes {
		for _, b := range tableShapes {
			law := detmath.NewBeta(a, b)
			table := detmath.NewQuantileTable(law.Quantile)
			if !(table.MaxError() <= contract) {
				t.Errorf("shapes %v, %v: MaxError = %v, want at most %v", a, b, table.MaxError(), contract)
			}
			checkTable(t, fmt.Sprintf("beta(%v, %v)", a, b), table, law.Quantile, u)
		}
	}
}

// checkTable compares a table with its function in the bulk and in both tails.
func checkTable(t *testing.T, name string, table *detmath.QuantileTable, f func(float64) float64, u []float64) {
	t.Helper()
	for _, u := range u {
		// A tail probability of random size: an octave each for 35 octaves.
		tail := math.Ldexp(u, -int(math.Floor(u*35e6))%35)
		for _, p := range []float64{u, tail, 1 - tail} {
			if e := math.Abs(table.At(p) - f(p)); e > contract*table.Spread() {
				t.Errorf("%s at %v: table %v, function %v", name, p, table.At(p), f(p))
			}
		}
	}
}

func TestTableOfOtherLaws(t *testing.T) {
	for name, f := range map[string]func(float64) float64{
		"normal":    detmath.NormalQuantile,
		"uniform":   func(p float64) float64 { return 3 + 4*p },
		"truncated": func(p float64) float64 { return detmath.TruncatedNormalQuantile(p, 50, 20, 0, 100) },
		"lognormal": func(p float64) float64 { return detmath.Exp(0.5 * detmath.NormalQuantile(p)) },
		"weibull":   func(p float64) float64 { return detmath.Pow(-detmath.Log1p(-p), 0.7) },
	} {
		table := detmath.NewQuantileTable(f)
		if !(table.MaxError() <= contract) {
			t.Errorf("%s: MaxError = %v, want at most %v", name, table.MaxError(), contract)
		}
		checkTable(t, name, table, f, uniforms("laws", 1000))
	}
}

// TestTableIsMonotone walks the table in order; it may fall by rounding only.
func TestTableIsMonotone(t *testing.T) {
	u := uniforms("monotone", 20_000)
	for i := range u {
		if i%2 == 1 {
			u[i] = math.Ldexp(u[i], -i%30)
		}
	}
	sort.Float64s(u)
	for _, s := range [][2]float64{{0.5, 0.5}, {1, 1}, {2, 5}, {0.5, 60}, {60, 60}} {
		law := detmath.NewBeta(s[0], s[1])
		table := detmath.NewQuantileTable(law.Quantile)
		slack := table.MaxError() * table.Spread()
		last := math.Inf(-1)
		for _, p := range u {
			x := table.At(p)
			if x < last-2*slack {
				t.Errorf("shapes %v: table falls from %v to %v at %v", s, last, x, p)
			}
			last = x
		}
	}
}

func TestTableEnds(t *testing.T) {
	law := detmath.NewBeta(2, 5)
	table := detmath.NewQuantileTable(law.Quantile)
	for _, p := range []float64{0, 0x1p-53, 0x1p-31, 0x1p-30, 1 - 0x1p-31, 1 - 0x1p-53, 1} {
		if got, want := table.At(p), law.Quantile(p); got != want && p != 0x1p-30 {
			t.Errorf("At(%v) = %v, want the function's own %v", p, got, want)
		}
	}
	for _, p := range []float64{0x1p-30, math.Nextafter(0x1p-30, 1), 0.375, 0.5, 0.625, 1 - 0x1p-30} {
		if got, want := table.At(p), law.Quantile(p); math.Abs(got-want) > contract {
			t.Errorf("At(%v) = %v, want %v", p, got, want)
		}
	}
	for _, p := range []float64{math.NaN(), -1, 2, math.Inf(1)} {
		if got := table.At(p); !math.IsNaN(got) {
			t.Errorf("At(%v) = %v, want what the function says, NaN", p, got)
		}
	}
}

func TestTableReportsWhatItCannotDo(t *testing.T) {
	kink := func(p float64) float64 { // triangular(0, 0.3, 1)
		if p < 0.3 {
			return math.Sqrt(0.3 * p)
		}
		return 1 - math.Sqrt(0.7*(1-p))
	}
	if got := detmath.NewQuantileTable(kink).MaxError(); got < 1e-6 {
		t.Errorf("MaxError of a law with a kink = %v, want it to show", got)
	}
	jump := func(p float64) float64 { return math.Round(p) }
	if got := detmath.NewQuantileTable(jump).MaxError(); got > 1 {
		t.Errorf("MaxError of a jump = %v", got)
	}
	for name, f := range map[string]func(float64) float64{
		"falls":    func(p float64) float64 { return -p },
		"infinite": func(p float64) float64 { return math.Inf(1) },
		"nan":      func(p float64) float64 { return math.NaN() },
		"holed":    func(p float64) float64 { return math.Sqrt(p - 0.1) },
	} {
		if got := detmath.NewQuantileTable(f).MaxError(); !math.IsNaN(got) {
			t.Errorf("%s: MaxError = %v, want NaN", name, got)
		}
	}
	constant := detmath.NewQuantileTable(func(float64) float64 { return 7 })
	if constant.MaxError() != 0 || constant.At(0.3) != 7 {
		t.Errorf("constant: MaxError = %v, At(0.3) = %v, want 0 and 7", constant.MaxError(), constant.At(0.3))
	}
}

func TestNoAllocation(t *testing.T) {
	law := detmath.NewBeta(2, 5)
	table := detmath.NewQuantileTable(law.Quantile)
	x := 0.0
	for name, f := range map[string]func(){
		"Pow":                     func() { x += detmath.Pow(0.5, 1.5) },
		"NormalQuantile":          func() { x += detmath.NormalQuantile(1e-9) },
		"TruncatedNormalQuantile": func() { x += detmath.TruncatedNormalQuantile(0.3, 0, 1, 6, 9) },
		"BetaQuantile":            func() { x += detmath.BetaQuantile(0.3, 2, 5) },
		"Beta.Quantile":           func() { x += law.Quantile(0.3) },
		"QuantileTable.At":        func() { x += table.At(0.3) },
		"QuantileTable.At, end":   func() { x += table.At(1e-12) },
	} {
		if got := testing.AllocsPerRun(100, f); got != 0 {
			t.Errorf("%s allocates %v times, want 0", name, got)
		}
	}
}

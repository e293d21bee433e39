package detmath_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/internal/detmath"
)

func TestExpsHasTheBitsOfExp(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	xs := []float64{0, math.Copysign(0, -1), 1, -1, 700, -700, 709.7, -745, 1e-300, math.Inf(1), math.Inf(-1), math.NaN()}
	for range 100_000 {
		xs = append(xs, 1500*rng.Float64()-750, 4*rng.Float64()-2)
	}
	got := append([]float64(nil), xs...)
	detmath.Exps(got)
	for i, x := range xs {
		want := detmath.Exp(x)
		if math.Float64bits(got[i]) != math.Float64bits(want) && (got[i] == got[i] || want == want) {
			t.Fatalf("Exps(%v) = %x, Exp gives %x", x, math.Float64bits(got[i]), math.Float64bits(want))
		}
	}
}

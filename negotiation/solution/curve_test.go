package solution_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/parleylab/parley/negotiation/solution"
)

// The numerical methods on a curve must agree with the exact ones on a polygon of
// many corners inscribed in it. With steps of 1/4000 the polygon is off by about
// the square of that, and the slopes at its corners by the step itself.
func TestCurveAgreesWithPolygon(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 1))
	for range 8 {
		a, b := .4+.6*r.Float64(), .4+.6*r.Float64()
		curve := power(a, b)
		polygon := make(solution.Mixtures, 2)
		const steps = 4000
		for k := range steps + 1 {
			// Corners crowd towards the ends, where the curve is steep.
			s := float64(k) / steps
			at := s * s * (3 - 2*s)
			polygon[0] = append(polygon[0], curve.X(at))
			polygon[1] = append(polygon[1], curve.Y(at))
		}
		d := []float64{.4 * r.Float64(), .4 * r.Float64()}
		for name, c := range convex {
			got := must(t, c, solution.Problem{Set: curve, Disagreement: d})
			want := must(t, c, solution.Problem{Set: polygon, Disagreement: d})
			tolerance := 1e-5
			switch name { // maxima on the polygon are pulled to its corners
			case "nash", "nash weighted":
				tolerance = 2e-4
			case "utilitarian", "relative utilitarian":
				tolerance = 1e-3
			}
			if diff := cmp.Diff(want.Payoff, got.Payoff, cmpopts.EquateApprox(0, tolerance)); diff != "" {
				t.Errorf("%s, powers %v and %v, disagreement %v (-polygon +curve)\n%s", name, a, b, d, diff)
			}
			if x, y := curve.X(got.At), curve.Y(got.At); math.Abs(x-got.Payoff[0])+math.Abs(y-got.Payoff[1]) > 1e-9 && name != "egalitarian" && name != "proportional" {
				t.Errorf("%s: parameter %v gives (%v, %v), not %v", name, got.At, x, y, got.Payoff)
			}
		}
	}
}

// The share of the pie under equal areas is known where both utilities are
// linear, whatever the disagreement: the gains are equal.
func TestLinearPie(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 2))
	for range 50 {
		d := []float64{.45 * r.Float64(), .45 * r.Float64()}
		gain := (1 - d[0] - d[1]) / 2
		want := []float64{d[0] + gain, d[1] + gain}
		for _, set := range []solution.Set{power(1, 1), pie(1, 1)} {
			for name, c := range convex {
				switch name {
				case "nash weighted", "proportional", "utilitarian", "relative utilitarian":
					continue // weights, or every point a maximum
				}
				got := must(t, c, solution.Problem{Set: set, Disagreement: d})
				if diff := cmp.Diff(want, got.Payoff, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
					t.Errorf("%s on %T, disagreement %v (-want +got)\n%s", name, set, d, diff)
				}
			}
		}
	}
}

package solution_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/negotiation/solution"
)

// Small whole payoffs make ties, collinear points, single points and empty zones;
// a concept must answer rightly or say why not.
func TestDegenerateSets(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 1))
	for c := range 60 {
		n, m := 1+r.IntN(4), 1+r.IntN(8)
		scale := []float64{1, 1e-30, 1e60, 1e-3}[r.IntN(4)]
		u := make([][]float64, n)
		d := make([]float64, n)
		for i := range u {
			for range m {
				u[i] = append(u[i], scale*float64(r.IntN(4)))
			}
			d[i] = scale * float64(r.IntN(3))
		}
		for name, concept := range convex {
			if name == "nash weighted" || name == "proportional" {
				continue // weights for two
			}
			for _, set := range []solution.Set{solution.Outcomes(u), solution.Mixtures(u)} {
				pt, err := concept.Solve(solution.Problem{Set: set, Disagreement: d})
				what := fmt.Sprintf("case %d: %s on %T %v, disagreement %v", c, name, set, u, d)
				zone, zoneErr := solution.FindZone(solution.Problem{Set: set, Disagreement: d})
				if zoneErr != nil {
					t.Fatalf("%s: zone: %v", what, zoneErr)
				}
				switch {
				case errors.Is(err, solution.ErrUnsupported):
					continue
				case errors.Is(err, solution.ErrNoZone) != !zone.Exists:
					t.Fatalf("%s: %v, but a zone exists: %t", what, err, zone.Exists)
				case errors.Is(err, solution.ErrNoZone):
					continue
				case err != nil:
					t.Fatalf("%s: %v", what, err)
				}
				for i, x := range pt.Payoff {
					if !(x >= d[i]-1e-9*scale) {
						t.Fatalf("%s: %v", what, pt)
					}
					got := 0.0
					for _, s := range pt.Mix {
						got += s.Weight * u[i][s.Outcome]
					}
					if !(got >= x-1e-8*scale) || math.IsNaN(got) {
						t.Fatalf("%s: lottery %v gives %v to party %d, not %v", what, pt.Mix, got, i, x)
					}
				}
				more := make([]float64, n)
				for i, x := range pt.Payoff {
					more[i] = x + 1e-6*scale
				}
				if z, err := solution.FindZone(solution.Problem{Set: set, Disagreement: more}); err != nil || z.Exists {
					t.Fatalf("%s: %v is beaten by %v (%v)", what, pt.Payoff, z.Witness, err)
				}
			}
		}
	}
}

package solution_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/parleylab/parley/negotiation/solution"
)

func TestPlanarAgreesWithPrograms(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 8))
	pairs := []struct {
		name       string
		two, three solution.Concept
		tolerance  float64
	}{
		{"nash", solution.Nash{}, solution.Nash{Weights: []float64{.5, 1, .5}}, 1e-9},
		{"kalai-smorodinsky", solution.KalaiSmorodinsky{}, solution.KalaiSmorodinsky{}, 1e-9},
		{"egalitarian", solution.Egalitarian{}, solution.Egalitarian{}, 1e-9},
		{"proportional", solution.Proportional{Weights: []float64{1, 3}}, solution.Proportional{Weights: []float64{1, 3, 1}}, 1e-9},
		{"equal loss", solution.EqualLoss{}, solution.EqualLoss{}, 1e-9},
		{"leximin", solution.Leximin{}, solution.Leximin{}, 1e-9},
		{"utilitarian", solution.Utilitarian{}, solution.Utilitarian{Weights: []float64{.5, 1, .5}}, 1e-9},
	}
	for c := range 150 {
		u := randomSet(r, 2, 1+r.IntN(15))
		d := []float64{.4 * r.Float64(), .4 * r.Float64()}
		for _, p := range pairs {
			two, err2 := p.two.Solve(solution.Problem{Set: solution.Mixtures(u), Disagreement: d})
			v := solution.Mixtures{u[0], u[1], u[0]}
			three, err3 := p.three.Solve(solution.Problem{Set: v, Disagreement: []float64{d[0], d[1], d[0]}})
			if (err2 == nil) != (err3 == nil) {
				t.Fatalf("%s, case %d: %v with two parties, %v with three", p.name, c, err2, err3)
			}
			if err2 != nil {
				continue
			}
			attained(t, v, three)
			if diff := cmp.Diff(two.Payoff, three.Payoff[:2], cmpopts.EquateApprox(0, p.tolerance)); diff != "" {
				t.Errorf("%s, case %d: (-two +three)\n%s", p.name, c, diff)
			}
		}
	}
}

func TestHullOptimality(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 9))
	for range 12 {
		n, m := 3+r.IntN(3), 5+r.IntN(60)
		u := solution.Mixtures(randomSet(r, n, m))
		p := solution.Problem{Set: u}
		nash := must(t, solution.Nash{}, p)
		attained(t, u, nash)
		for o := range m {
			slope := 0.0
			for i := range u {
				slope += (u[i][o] - nash.Payoff[i]) / nash.Payoff[i]
			}
			if slope > 1e-9 {
				t.Errorf("the Nash product rises towards outcome %d", o)
			}
		}
		for name, c := range map[string]solution.Concept{"ks": solution.KalaiSmorodinsky{}, "egalitarian": solution.Egalitarian{}, "leximin": solution.Leximin{}, "raiffa": solution.Raiffa{}, "relative": solution.RelativeUtilitarian{}} {
			pt := must(t, c, p)
			attained(t, u, pt)
			efficient(t, u, pt.Payoff)
			if name == "leximin" { // strongly efficient: no sum of payoffs above it is larger
				sum := must(t, solution.Utilitarian{}, solution.Problem{Set: u, Disagreement: lowered(pt.Payoff)}).Payoff
				if total(sum) > total(pt.Payoff)+1e-5 {
					t.Errorf("leximin %v leaves %v", pt.Payoff, sum)
				}
			}
		}
	}
}

func lowered(u []float64) []float64 {
	v := make([]float64, len(u))
	for i, x := range u {
		v[i] = x - 1e-9
	}
	return v
}

func TestDisagreementOnTheFrontier(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 11))
	for range 100 {
		w := []float64{r.Float64(), r.Float64(), r.Float64()}
		sum := total(w)
		d := make([]float64, 3)
		for i := range d {
			d[i] = w[i] / sum * float64(i+1)
		}
		p := solution.Problem{Set: solution.Mixtures{{1, 0, 0}, {0, 2, 0}, {0, 0, 3}}, Disagreement: d}
		for _, name := range []string{"kalai-smorodinsky", "egalitarian", "leximin", "equal loss", "utilitarian", "raiffa"} {
			pt := must(t, convex[name], p)
			if diff := cmp.Diff(d, pt.Payoff, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", name, diff)
			}
		}
		q := solution.Problem{Set: solution.Mixtures{{1, 0}, {0, 2}}, Disagreement: []float64{w[0] / (w[0] + w[1]), 2 * w[1] / (w[0] + w[1])}}
		for name, c := range convex {
			pt := must(t, c, q)
			if diff := cmp.Diff(q.Disagreement, pt.Payoff, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
				t.Errorf("%s of two (-want +got)\n%s", name, diff)
			}
		}
	}
}

func TestNashOnAFace(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 13))
	for c := range 100 {
		m := 2 + r.IntN(12)
		u := randomSet(r, 2, m)
		d := []float64{.2 * r.Float64(), .2 * r.Float64()}
		two, err := solution.Nash{}.Solve(solution.Problem{Set: solution.Mixtures(u), Disagreement: d})
		if err != nil {
			continue
		}
		same := make([]float64, m)
		three := must(t, solution.Nash{}, solution.Problem{Set: solution.Mixtures{u[0], u[1], same}, Disagreement: []float64{d[0], d[1], 0}})
		if diff := cmp.Diff(two.Payoff, three.Payoff[:2], cmpopts.EquateApprox(0, 1e-8)); diff != "" {
			t.Errorf("case %d (-two +three)\n%s", c, diff)
		}
		// Two copies of every outcome, which parties 2 and 3 want opposite ones of.
		v := solution.Mixtures{append(u[0], u[0]...), append(u[1], u[1]...), make([]float64, 2*m), make([]float64, 2*m)}
		for o := range 2 * m {
			v[2][o] = float64(1 - 2*(o/m))
			v[3][o] = -v[2][o]
		}
		four := must(t, solution.Nash{}, solution.Problem{Set: v, Disagreement: []float64{d[0], d[1], 0, 0}})
		attained(t, v, four)
		if diff := cmp.Diff(two.Payoff, four.Payoff[:2], cmpopts.EquateApprox(0, 1e-8)); diff != "" {
			t.Errorf("case %d (-two +four)\n%s", c, diff)
		}
	}
}

package solution_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/parleylab/parley/negotiation/solution"
)

// randomSet draws n×m payoffs in [0, 1) with the origin acceptable to all.
func randomSet(r *rand.Rand, n, m int) [][]float64 {
	u := make([][]float64, n)
	for i := range u {
		u[i] = make([]float64, m)
		for o := range u[i] {
			u[i][o] = r.Float64()
		}
	}
	return u
}

var convex = map[string]solution.Concept{
	"nash":                 solution.Nash{},
	"nash weighted":        solution.Nash{Weights: []float64{3, 1}},
	"kalai-smorodinsky":    solution.KalaiSmorodinsky{},
	"spread":               solution.KalaiSmorodinskySpread{},
	"egalitarian":          solution.Egalitarian{},
	"proportional":         solution.Proportional{Weights: []float64{1, 2}},
	"leximin":              solution.Leximin{},
	"equal loss":           solution.EqualLoss{},
	"equal area":           solution.EqualArea{},
	"perles-maschler":      solution.PerlesMaschler{},
	"raiffa":               solution.Raiffa{},
	"utilitarian":          solution.Utilitarian{},
	"relative utilitarian": solution.RelativeUtilitarian{},
}

// scaleFree are the concepts that do not depend on origin and unit of payoffs.
var scaleFree = []string{"nash", "nash weighted", "kalai-smorodinsky", "spread", "equal area", "perles-maschler", "raiffa", "relative utilitarian"}

// attained checks that a lottery is one and gives at least the payoff.
func attained(t *testing.T, u [][]float64, pt solution.Point) {
	t.Helper()
	sum := 0.0
	for _, s := range pt.Mix {
		if s.Weight <= 0 {
			t.Errorf("weight %v of outcome %d, want it positive", s.Weight, s.Outcome)
		}
		sum += s.Weight
	}
	if math.Abs(sum-1) > 1e-12 {
		t.Errorf("weights sum to %v, want 1", sum)
	}
	for i := range u {
		got := 0.0
		for _, s := range pt.Mix {
			got += s.Weight * u[i][s.Outcome]
		}
		if got < pt.Payoff[i]-1e-9 {
			t.Errorf("lottery gives party %d %v, want at least %v", i, got, pt.Payoff[i])
		}
	}
}

// efficient checks that no point gives every party noticeably more.
func efficient(t *testing.T, set solution.Set, payoff []float64) {
	t.Helper()
	more := make([]float64, len(payoff))
	for i, x := range payoff {
		more[i] = x + 1e-8
	}
	z, err := solution.FindZone(solution.Problem{Set: set, Disagreement: more})
	if err != nil {
		t.Fatal(err)
	}
	if z.Exists {
		t.Errorf("%v is beaten by %v", payoff, z.Witness.Payoff)
	}
}

func TestConceptsAreEfficientAndRational(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 1))
	for c := range 300 {
		u := randomSet(r, 2, 1+r.IntN(12))
		d := []float64{0.3 * r.Float64(), 0.3 * r.Float64()}
		for name, concept := range convex {
			for _, set := range []solution.Set{solution.Mixtures(u), solution.Outcomes(u)} {
				pt, err := concept.Solve(solution.Problem{Set: set, Disagreement: d})
				if err != nil {
					continue // no zone, or not defined on Outcomes
				}
				t.Run(fmt.Sprintf("%s/%d/%T", name, c, set), func(t *testing.T) {
					attained(t, u, pt)
					efficient(t, set, pt.Payoff)
					for i := range d {
						if pt.Payoff[i] < d[i]-1e-12 {
							t.Errorf("party %d gets %v, less than its disagreement %v", i, pt.Payoff[i], d[i])
						}
					}
				})
			}
		}
	}
}

func TestScaleInvariance(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 2))
	for range 200 {
		u := randomSet(r, 2, 2+r.IntN(10))
		// Powers of two and small whole shifts keep Outcomes exact.
		a := []float64{math.Ldexp(1, r.IntN(9)-4), math.Ldexp(1, r.IntN(9)-4)}
		shift := []float64{float64(r.IntN(5)), float64(r.IntN(5))}
		v := make([][]float64, 2)
		for i := range v {
			for _, x := range u[i] {
				v[i] = append(v[i], a[i]*x+shift[i])
			}
		}
		for _, name := range scaleFree {
			got := must(t, convex[name], solution.Problem{Set: solution.Mixtures(v), Disagreement: shift})
			base := must(t, convex[name], solution.Problem{Set: solution.Mixtures(u)})
			want := []float64{a[0]*base.Payoff[0] + shift[0], a[1]*base.Payoff[1] + shift[1]}
			if d := cmp.Diff(want, got.Payoff, cmpopts.EquateApprox(1e-8, 1e-8)); d != "" {
				t.Errorf("%s is not scale invariant (-want +got)\n%s", name, d)
			}
		}
	}
}

func TestSymmetry(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 3))
	for range 200 {
		half := randomSet(r, 2, 1+r.IntN(6))
		u := solution.Mixtures{append(append([]float64{}, half[0]...), half[1]...), append(append([]float64{}, half[1]...), half[0]...)}
		for name, c := range convex {
			switch name {
			case "nash weighted", "proportional", "utilitarian", "relative utilitarian":
				continue // weights differ, or the maximum may be a tie
			}
			pt := must(t, c, solution.Problem{Set: u})
			if math.Abs(pt.Payoff[0]-pt.Payoff[1]) > 1e-8 {
				t.Errorf("%s gives %v on a symmetric set", name, pt.Payoff)
			}
		}
	}
}

// What is not picked may be taken away without changing Nash's pick.
func TestNashIndependence(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 4))
	for range 300 {
		n, m := 2+r.IntN(3), 3+r.IntN(20)
		u := randomSet(r, n, m)
		pt := must(t, solution.Nash{}, solution.Problem{Set: solution.Outcomes(u)})
		drop := r.IntN(m)
		if drop == pt.Outcome() {
			continue
		}
		v := make(solution.Outcomes, n)
		for i := range v {
			v[i] = append(append(v[i], u[i][:drop]...), u[i][drop+1:]...)
		}
		if d := cmp.Diff(pt.Payoff, must(t, solution.Nash{}, solution.Problem{Set: v}).Payoff); d != "" {
			t.Errorf("pick changed (-before +after)\n%s", d)
		}
	}
}

// A larger set with the same ideal payoff of party 0 must not hurt party 1.
func TestKalaiSmorodinskyMonotone(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 5))
	for range 300 {
		u := solution.Mixtures(randomSet(r, 2, 2+r.IntN(8)))
		before := must(t, solution.KalaiSmorodinsky{}, solution.Problem{Set: u}).Payoff
		top := 0.0
		for _, x := range u[0] {
			top = max(top, x)
		}
		v := solution.Mixtures{append(append([]float64{}, u[0]...), top*r.Float64()), append(append([]float64{}, u[1]...), 1.5*r.Float64())}
		after := must(t, solution.KalaiSmorodinsky{}, solution.Problem{Set: v}).Payoff
		if after[1] < before[1]-1e-9 {
			t.Errorf("party 1 falls from %v to %v when the set grows", before[1], after[1])
		}
	}
}

// Nobody loses under Egalitarian when the set grows.
func TestEgalitarianMonotone(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 6))
	for range 100 {
		n := 2 + r.IntN(3)
		u := randomSet(r, n, 2+r.IntN(8))
		before := must(t, solution.Egalitarian{}, solution.Problem{Set: solution.Mixtures(u)}).Payoff
		for i := range u {
			u[i] = append(u[i], r.Float64())
		}
		after := must(t, solution.Egalitarian{}, solution.Problem{Set: solution.Mixtures(u)}).Payoff
		for i := range before {
			if after[i] < before[i]-1e-9 {
				t.Errorf("party %d falls from %v to %v when the set grows", i, before[i], after[i])
			}
		}
	}
}

// Perles-Maschler of a sum of sets is at least the sum of the solutions.
func TestPerlesMaschlerSuperadditive(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 7))
	for range 200 {
		// With the origin and the axes' ends in both sets the sum of the
		// comprehensive hulls is the hull of the sums.
		s, q := randomSet(r, 2, 3), randomSet(r, 2, 3)
		for _, u := range [][][]float64{s, q} {
			u[0], u[1] = append(u[0], 1, 0), append(u[1], 0, 1)
		}
		var sum solution.Mixtures = make([][]float64, 2)
		for o := range s[0] {
			for p := range q[0] {
				for i := range sum {
					sum[i] = append(sum[i], s[i][o]+q[i][p])
				}
			}
		}
		f := func(u solution.Mixtures) []float64 {
			return must(t, solution.PerlesMaschler{}, solution.Problem{Set: u}).Payoff
		}
		a, b, c := f(s), f(q), f(sum)
		for i := range c {
			if c[i] < a[i]+b[i]-1e-9 {
				t.Errorf("party %d gets %v from the sum, less than %v + %v", i, c[i], a[i], b[i])
			}
		}
	}
}

// The planar methods and the linear programs must agree: a third party that
// always gets what party 0 gets changes nothing.
// On larger random lotteries the optimality conditions are checked from outside.
func total(u []float64) float64 {
	sum := 0.0
	for _, x := range u {
		sum += x
	}
	return sum
}

// Risk aversion of one party moves the Nash solution in favour of the other.
func TestRiskAversionHurts(t *testing.T) {
	share := solution.Curve{X: func(t float64) float64 { return t }, Y: func(t float64) float64 { return 1 - t }, Hi: 1}
	last := 1.0
	for _, a := range []float64{0, .5, 1, 2, 4} {
		p, err := solution.Problem{Set: share}.Under(solution.CARA{A: a}, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := must(t, solution.Nash{}, p).At
		if got >= last {
			t.Errorf("share %v with aversion %v, want less than %v", got, a, last)
		}
		last = got
	}
	if math.Abs(must(t, solution.Nash{}, solution.Problem{Set: share}).At-.5) > 1e-12 {
		t.Error("an even pie is not split evenly")
	}
}

// Disagreement on the frontier itself leaves nothing to gain and must not be
// taken for the lack of a zone.
// Divide and conquer on sets large enough to be divided.
// A third party to whom everything is the same, and one that is paid what the
// other loses, change nothing about Nash's pick.

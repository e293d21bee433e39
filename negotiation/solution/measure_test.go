package solution_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation/solution"
)

// Ten ways to divide nine, as in NegMAS' documentation of its statistics.
func nine() solution.Outcomes {
	u := make(solution.Outcomes, 2)
	for x := range 10 {
		u[0] = append(u[0], float64(x))
		u[1] = append(u[1], float64(9-x))
	}
	return u
}

func TestMeasures(t *testing.T) {
	oppose, err := solution.Opposition(solution.Problem{Set: nine()})
	if err != nil || math.Abs(oppose-0.7114582486036499) > 1e-12 {
		t.Errorf("Opposition() = %v, %v, want 0.7114582486036499", oppose, err)
	}
	for _, tc := range []struct {
		name string
		u    [][]float64
		want float64
	}{
		{"zero sum", nine(), 1},
		{"identical", [][]float64{nine()[0], nine()[0]}, 0},
		{"one of three pairs", [][]float64{{1, 2, 3}, {1, 3, 2}}, 1. / 3},
		{"indifference", [][]float64{{1, 1, 2}, {2, 1, 1}}, 1. / 3},
		{"three parties", [][]float64{{1, 2}, {1, 2}, {2, 1}}, 2. / 3},
	} {
		if got, err := solution.Conflict(tc.u); err != nil || math.Abs(got-tc.want) > 1e-12 {
			t.Errorf("Conflict(%s) = %v, %v, want %v", tc.name, got, err, tc.want)
		}
	}
	// NegMAS, tests/core/test_preferences.py: 0.1/√2 to the mixed frontier.
	mixed := solution.Problem{Set: solution.Mixtures{{4, 1, 2}, {1, 4, 2}}}
	if d, err := solution.FrontierDistance(mixed, []float64{2.5, 2.6}); err != nil || math.Abs(d-0.1/math.Sqrt2) > 1e-12 {
		t.Errorf("FrontierDistance() = %v, %v, want 0.1/√2", d, err)
	}
	finite := solution.Problem{Set: solution.Outcomes{{4, 1, 2, 0}, {1, 4, 2, 0}}}
	if d, err := solution.FrontierDistance(finite, []float64{2, 1}); err != nil || d != 1 {
		t.Errorf("FrontierDistance() = %v, %v, want 1", d, err)
	}
	if _, err := solution.FrontierDistance(solution.Problem{Set: parabola}, []float64{0, 0}); !errors.Is(err, solution.ErrUnsupported) {
		t.Errorf("FrontierDistance on a curve: %v, want ErrUnsupported", err)
	}
	for _, u := range [][][]float64{nil, {{1, 2}}, {{1}, {2}}, {{1, 2}, {1}}} {
		if _, err := solution.Conflict(u); !errors.Is(err, solution.ErrInput) {
			t.Errorf("Conflict(%v): %v, want ErrInput", u, err)
		}
	}
}

func TestYardstick(t *testing.T) {
	p := solution.Problem{Set: solution.Outcomes{{10, 9, 7, 4, 0, 1}, {0, 3, 6, 8, 10, 1}}, Disagreement: []float64{0, 0}}
	y, err := solution.NewYardstick(p)
	if err != nil {
		t.Fatal(err)
	}
	best := y.Assess([]float64{7, 6})
	if best.Nash.Optimality != 1 || best.Nash.Distance != 0 || best.Fairness != 1 || best.Efficiency != 1 || best.Welfare != 13 {
		t.Errorf("the Nash point is assessed %+v", best)
	}
	worst := y.Assess([]float64{1, 1})
	if worst.Pareto.Optimality != 0 || worst.Efficiency != 2./13 || math.Abs(worst.Nash.Distance-math.Sqrt(61)) > 1e-12 {
		t.Errorf("the worst outcome is assessed %+v", worst)
	}
	if n := testing.AllocsPerRun(10, func() { y.Assess(p.Disagreement) }); n != 0 {
		t.Errorf("Assess allocates %v times, want 0", n)
	}
}

// The lotteries' frontier is checked by two routes, and against the definition:
// what is kept is the sole best by some weights, what is dropped is no better
// than a lottery of the kept.
func TestMixedPareto(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 1))
	ctx := context.Background()
	for range 60 {
		u := randomSet(r, 2, 1+r.IntN(30))
		two, err := solution.MixedPareto(ctx, u)
		if err != nil {
			t.Fatal(err)
		}
		three, err := solution.MixedPareto(ctx, [][]float64{u[0], u[1], u[0]})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(two, three); d != "" {
			t.Errorf("(-two +three)\n%s", d)
		}
	}
	// A cube's corners: the one that is best for all dominates.
	got, err := solution.MixedPareto(ctx, [][]float64{{1, 0, 0, .3, .4}, {0, 1, 0, .3, .4}, {0, 0, 1, .3, .4}})
	if d := cmp.Diff([]int{0, 1, 2, 4}, got); d != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, d)
	}
}

func TestVotingPowerAgreesWithGames(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 2))
	for range 80 {
		n := 1 + r.IntN(8)
		weights, floats, sum := make([]int, n), make([]float64, n), 0
		for i := range weights {
			weights[i] = r.IntN(9)
			floats[i] = float64(weights[i])
			sum += weights[i]
		}
		if sum == 0 {
			continue
		}
		quota := 1 + r.IntN(sum)
		p, err := solution.VotingPower(quota, weights)
		if err != nil {
			t.Fatal(err)
		}
		g := voting(t, float64(quota), floats...)
		if d := cmp.Diff(g.Shapley(), p.ShapleyShubik, approx); d != "" {
			t.Errorf("[%d; %v] Shapley-Shubik (-game +count)\n%s", quota, weights, d)
		}
		if d := cmp.Diff(g.Banzhaf(), p.Penrose, approx); d != "" {
			t.Errorf("[%d; %v] Penrose (-game +count)\n%s", quota, weights, d)
		}
	}
	for name, err := range map[string]error{
		"no voters": second(solution.VotingPower(1, nil)),
		"negative":  second(solution.VotingPower(1, []int{-1, 2})),
		"quota":     second(solution.VotingPower(4, []int{1, 2})),
	} {
		if !errors.Is(err, solution.ErrInput) {
			t.Errorf("%s: %v, want ErrInput", name, err)
		}
	}
	if _, err := solution.VotingPower(1, make([]int, 60)); !errors.Is(err, solution.ErrTooLarge) {
		t.Errorf("sixty voters: %v, want ErrTooLarge", err)
	}
}

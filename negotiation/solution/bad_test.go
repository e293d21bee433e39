package solution_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation/solution"
)

func TestBadProblems(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	id := func(t float64) float64 { return t }
	tests := []struct {
		name string
		p    solution.Problem
		want []string // all of these faults are named
	}{
		{"no set", solution.Problem{}, []string{"no payoff set"}},
		{"no parties", solution.Problem{Set: solution.Outcomes{}}, []string{"no parties"}},
		{"no outcomes", solution.Problem{Set: solution.Mixtures{{}, {}}}, []string{"no outcomes"}},
		{"ragged", solution.Problem{Set: solution.Outcomes{{1, 2}, {1}}}, []string{"row 1 has 1 outcomes, want 2"}},
		{"not finite", solution.Problem{Set: solution.Outcomes{{1, nan}, {inf, 2}}}, []string{"party 0 in outcome 1 is NaN", "party 1 in outcome 0 is +Inf"}},
		{"huge", solution.Problem{Set: solution.Outcomes{{1e101}}}, []string{"1e+101"}},
		{"short disagreement", solution.Problem{Set: solution.Outcomes{{1}, {1}}, Disagreement: []float64{0}}, []string{"1 entries, want 2"}},
		{"bad disagreement", solution.Problem{Set: solution.Outcomes{{1}}, Disagreement: []float64{nan}}, []string{"disagreement of party 0 is NaN"}},
		{"two faults", solution.Problem{Set: solution.Outcomes{{1, 2}, {1}}, Disagreement: []float64{0}}, []string{"row 1", "1 entries"}},
		{"no curve", solution.Problem{Set: solution.Curve{Hi: 1}}, []string{"without X or Y"}},
		{"rising curve", solution.Problem{Set: solution.Curve{X: id, Y: id, Hi: 1}}, []string{"want a Pareto frontier"}},
		{"hollow curve", solution.Problem{Set: solution.Curve{X: id, Y: func(t float64) float64 { return (1 - t) * (1 - t) }, Hi: 1}}, []string{"convex"}},
		{"reversed curve", solution.Problem{Set: solution.Curve{X: id, Y: id, Lo: 1}}, []string{"above Hi"}},
		{"curve with NaN", solution.Problem{Set: solution.Curve{X: math.Log, Y: func(t float64) float64 { return -t }, Lo: -1, Hi: 1}}, []string{"NaN"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			for name, c := range convex {
				_, err := c.Solve(tc.p)
				if !errors.Is(err, solution.ErrInput) {
					t.Fatalf("%s: error %v, want ErrInput", name, err)
				}
				for _, w := range tc.want {
					if !strings.Contains(err.Error(), w) {
						t.Errorf("%s: error %q does not say %q", name, err, w)
					}
				}
				if !strings.HasPrefix(err.Error(), "solution: ") {
					t.Errorf("%s: error %q without prefix", name, err)
				}
			}
			if _, err := solution.FindZone(tc.p); !errors.Is(err, solution.ErrInput) {
				t.Errorf("FindZone: %v, want ErrInput", err)
			}
			if _, err := solution.Opposition(tc.p); !errors.Is(err, solution.ErrInput) {
				t.Errorf("Opposition: %v, want ErrInput", err)
			}
			if _, err := solution.NewYardstick(tc.p); !errors.Is(err, solution.ErrInput) {
				t.Errorf("NewYardstick: %v, want ErrInput", err)
			}
		})
	}
}

func TestManyFaultsAreCounted(t *testing.T) {
	row := make([]float64, 100)
	for i := range row {
		row[i] = math.NaN()
	}
	_, err := solution.Pareto(context.Background(), [][]float64{row}, solution.Merge)
	if err == nil || !strings.Contains(err.Error(), "and 92 more faults") {
		t.Errorf("error %v, want the first faults and the count of the others", err)
	}
}

func TestNoZone(t *testing.T) {
	for name, c := range convex {
		for _, set := range []solution.Set{
			solution.Outcomes{{1, 0}, {0, 1}},
			solution.Mixtures{{1, 0}, {0, 1}},
			solution.Curve{X: func(t float64) float64 { return t }, Y: func(t float64) float64 { return 1 - t }, Hi: 1},
		} {
			_, err := c.Solve(solution.Problem{Set: set, Disagreement: []float64{.8, .8}})
			if !errors.Is(err, solution.ErrNoZone) && !errors.Is(err, solution.ErrUnsupported) {
				t.Errorf("%s on %T: %v, want ErrNoZone", name, set, err)
			}
		}
		_, err := c.Solve(solution.Problem{Set: solution.Mixtures{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, Disagreement: []float64{.5, .5, .5}})
		if err == nil {
			t.Errorf("%s of three parties without a zone: no error", name)
		}
	}
}

func TestUnsupported(t *testing.T) {
	finite := solution.Problem{Set: solution.Outcomes{{1, 0}, {0, 1}}}
	three := solution.Problem{Set: solution.Mixtures{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}
	for name, f := range map[string]func() (solution.Point, error){
		"equal area on outcomes":      func() (solution.Point, error) { return solution.EqualArea{}.Solve(finite) },
		"perles-maschler on outcomes": func() (solution.Point, error) { return solution.PerlesMaschler{}.Solve(finite) },
		"raiffa on outcomes":          func() (solution.Point, error) { return solution.Raiffa{}.Solve(finite) },
		"equal area of three":         func() (solution.Point, error) { return solution.EqualArea{}.Solve(three) },
		"perles-maschler of three":    func() (solution.Point, error) { return solution.PerlesMaschler{}.Solve(three) },
		"spread of three":             func() (solution.Point, error) { return solution.KalaiSmorodinskySpread{}.Solve(three) },
	} {
		if _, err := f(); !errors.Is(err, solution.ErrUnsupported) {
			t.Errorf("%s: %v, want ErrUnsupported", name, err)
		}
	}
}

func TestBadArguments(t *testing.T) {
	p := solution.Problem{Set: solution.Outcomes{{1, 0}, {0, 1}}}
	big := make([]float64, 30)
	_, err := solution.NewAdditive[int64]([]int{0, 3}, 0)
	tests := map[string]error{
		"additive shape": err,
		"weights":        second(solution.Nash{Weights: []float64{1}}.Solve(p)),
		"zero weight":    second(solution.Nash{Weights: []float64{0, 1}}.Solve(p)),
		"nan weight":     second(solution.Utilitarian{Weights: []float64{math.NaN(), 1}}.Solve(p)),
		"ideal":          second(solution.KalaiSmorodinsky{Ideal: []float64{-1, 1}}.Solve(p)),
		"short ideal":    second(solution.KalaiSmorodinsky{Ideal: []float64{1}}.Solve(p)),
		"duplicates":     second(solution.Pareto(context.Background(), [][]float64{{1}}, 7)),
		"attitudes":      second(p.Under(solution.CARA{A: 1})),
		"crra domain":    second(p.Under(solution.CRRA{Gamma: 2}, nil)),
		"loss aversion":  second(p.Under(solution.LossAverse{}, nil)),
		"game size":      second(solution.NewGame([]float64{0, 1, 2})),
		"empty game":     second(solution.NewGame(nil)),
		"game origin":    second(solution.NewGame([]float64{1, 1})),
		"game nan":       second(solution.NewGame([]float64{0, math.NaN()})),
		"quota":          second(solution.WeightedVoting(4, 1, 2)),
		"no quota":       second(solution.WeightedVoting(0, 1, 2)),
		"negative claim": second(solution.Bankruptcy(1, -1, 2)),
		"estate":         second(solution.Bankruptcy(9, 1, 2)),
		"no claims":      second(solution.Bankruptcy(0)),
		"points":         second(solution.AdjustedWinner([2][]float64{{1, -1}, {1}})),
		"no points":      second(solution.AdjustedWinner([2][]float64{})),
		"opposition":     second(solution.Opposition(solution.Problem{Set: solution.Outcomes{{0}, {1}}})),
		"banzhaf":        second(game(t, 0, 0, 0, 0).BanzhafIndex()),
	}
	for name, err := range tests {
		if !errors.Is(err, solution.ErrInput) {
			t.Errorf("%s: %v, want ErrInput", name, err)
		}
	}
	if _, err := solution.WeightedVoting(1, big...); !errors.Is(err, solution.ErrTooLarge) {
		t.Errorf("thirty players: %v, want ErrTooLarge", err)
	}
	if _, err := solution.NewAdditive[int64]([]int{1 << 30, 1 << 30, 1 << 30}, 2); !errors.Is(err, solution.ErrTooLarge) {
		t.Errorf("2^90 outcomes: %v, want ErrTooLarge", err)
	}
	many := make([]float64, 1<<21)
	if _, err := game(t, many...).Nucleolus(context.Background()); !errors.Is(err, solution.ErrTooLarge) {
		t.Errorf("nucleolus of 21 players: %v, want ErrTooLarge", err)
	}
	if _, err := game(t, 0, 2, 2, 3).Nucleolus(context.Background()); !errors.Is(err, solution.ErrEmptyImputations) {
		t.Errorf("nucleolus without imputations: %v, want ErrEmptyImputations", err)
	}
}

func second[T any](_ T, err error) error { return err }

func TestBadLoads(t *testing.T) {
	ints, err := solution.NewAdditive[int64]([]int{2, 2}, 2)
	if err != nil {
		t.Fatal(err)
	}
	reals, err := solution.NewAdditive[float64]([]int{2, 2}, 2)
	if err != nil {
		t.Fatal(err)
	}
	sound := []int64{1, 2, 3, 4}
	for name, err := range map[string]error{
		"parties":      ints.Load([][]int64{sound}, nil),
		"options":      ints.Load([][]int64{sound, {1, 2, 3}}, nil),
		"disagreement": ints.Load([][]int64{sound, sound}, []int64{0}),
		"overflow":     ints.Load([][]int64{sound, {1 << 61, 0, 1 << 61, 0}}, nil),
		"least int":    ints.Load([][]int64{sound, {math.MinInt64, 0, 0, 0}}, nil),
		"nan":          reals.Load([][]float64{{1, 2, 3, math.NaN()}, {1, 2, 3, 4}}, nil),
		"inf":          reals.Load([][]float64{{1, 2, 3, 4}, {1, 2, math.Inf(-1), 4}}, nil),
		"nan d":        reals.Load([][]float64{{1, 2, 3, 4}, {1, 2, 3, 4}}, []float64{0, math.NaN()}),
		"allowed":      ints.Restrict([]bool{true}, nil),
	} {
		if !errors.Is(err, solution.ErrInput) {
			t.Errorf("%s: %v, want ErrInput", name, err)
		}
	}
}

func TestContexts(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	g := voting(t, 3, 1, 1, 1, 1)
	a, err := solution.NewAdditive[int64]([]int{3, 3, 3}, 4)
	if err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"nucleolus":  second(g.Nucleolus(ctx)),
		"least core": second(g.LeastCore(ctx)),
		"pareto":     second(a.Pareto(ctx, solution.Merge, nil)),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want context.Canceled", name, err)
		}
	}
}

func TestAdditiveDoesNotAllocate(t *testing.T) {
	draws := gridDraws(20, 3, 6, 5)
	a, err := solution.NewAdditive[int64](draws[0].options, 3)
	if err != nil {
		t.Fatal(err)
	}
	var dst []int64
	all := func() {
		for _, d := range draws {
			if err := a.Load(d.tables, d.d); err != nil {
				t.Fatal(err)
			}
			a.Nash()
			a.KalaiSmorodinsky()
			a.Egalitarian()
			a.Utilitarian(nil)
			a.Zone()
			dst, _ = a.Pareto(context.Background(), solution.Merge, dst[:0])
		}
	}
	all()
	if n := testing.AllocsPerRun(3, all); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

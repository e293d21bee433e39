package solution_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation/solution"
)

// game lists worths by coalition: index 1 is {0}, 2 is {1}, 3 is {0, 1}, …
func game(t *testing.T, worth ...float64) *solution.Game {
	t.Helper()
	g, err := solution.NewGame(worth)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func voting(t *testing.T, quota float64, weights ...float64) *solution.Game {
	t.Helper()
	g, err := solution.WeightedVoting(quota, weights...)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func estate(t *testing.T, e float64) *solution.Game {
	t.Helper()
	g, err := solution.Bankruptcy(e, 100, 200, 300)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// The numbers are published (the sources are in the documentation of the
// functions) or follow from the permutations.
func TestGameKnownAnswers(t *testing.T) {
	ctx := context.Background()
	glove := game(t, 0, 0, 0, 1, 0, 1, 0, 1)
	three := game(t, 0, 0, 0, 1, 0, 2, 3, 7.5)
	nucleolus := func(g *solution.Game) []float64 {
		d, err := g.Nucleolus(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return d.Payoff
	}
	index := func(g *solution.Game) []float64 {
		b, err := g.BanzhafIndex()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	council := make([]float64, 15) // weights 7 and 1, quota 39: five vetoes, nine votes
	for i := range council {
		council[i] = 1
		if i < 5 {
			council[i] = 7
		}
	}
	unsc := voting(t, 39, council...)
	tests := []struct {
		name      string
		got, want []float64
	}{
		{"shapley glove", glove.Shapley(), []float64{2. / 3, 1. / 6, 1. / 6}},
		{"nucleolus glove", nucleolus(glove), []float64{1, 0, 0}},
		{"shapley three", three.Shapley(), []float64{2, 2.5, 3}},
		{"nucleolus three", nucleolus(three), []float64{2.25, 2.625, 2.625}},
		{"nucleolus majority", nucleolus(voting(t, 2, 1, 1, 1)), []float64{1. / 3, 1. / 3, 1. / 3}},
		{"ss 51", voting(t, 51, 49, 48, 3).Shapley(), []float64{1. / 3, 1. / 3, 1. / 3}},
		{"banzhaf 51", index(voting(t, 51, 49, 48, 3)), []float64{1. / 3, 1. / 3, 1. / 3}},
		{"ss 4", voting(t, 4, 3, 2, 1).Shapley(), []float64{2. / 3, 1. / 6, 1. / 6}},
		{"banzhaf 4", index(voting(t, 4, 3, 2, 1)), []float64{.6, .2, .2}},
		{"penrose 4", voting(t, 4, 3, 2, 1).Banzhaf(), []float64{.75, .25, .25}},
		{"ss 51 four", voting(t, 51, 40, 22, 30, 9).Shapley(), []float64{1. / 3, 1. / 3, 1. / 3, 0}},
		{"banzhaf 51 four", index(voting(t, 51, 40, 22, 30, 9)), []float64{1. / 3, 1. / 3, 1. / 3, 0}},
		{"ss council", []float64{unsc.Shapley()[0], unsc.Shapley()[14]}, []float64{421. / 2145, 4. / 2145}},
		{"banzhaf council", []float64{index(unsc)[0], index(unsc)[14]}, []float64{848. / 5080, 84. / 5080}},
		{"talmud 100", nucleolus(estate(t, 100)), []float64{100. / 3, 100. / 3, 100. / 3}},
		{"talmud 200", nucleolus(estate(t, 200)), []float64{50, 75, 75}},
		{"talmud 300", nucleolus(estate(t, 300)), []float64{50, 100, 150}},
		{"random arrival 300", estate(t, 300).Shapley(), []float64{50, 100, 150}},
		{"random arrival 200", estate(t, 200).Shapley(), []float64{100. / 3, 250. / 3, 250. / 3}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if d := cmp.Diff(tc.want, tc.got, approx); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
	lc, err := voting(t, 2, 1, 1, 1).LeastCore(ctx)
	if err != nil || lc.Excess < 1./3-1e-12 || lc.Excess > 1./3+1e-12 {
		t.Errorf("least core of the majority game: excess %v, %v, want 1/3", lc.Excess, err)
	}
	if _, ok, err := voting(t, 2, 1, 1, 1).Core(ctx); ok || err != nil {
		t.Errorf("core of the majority game: %v, %v, want it empty", ok, err)
	}
	if _, ok, err := glove.Core(ctx); !ok || err != nil {
		t.Errorf("core of the glove game: %v, %v, want it not empty", ok, err)
	}
}

package validate

import (
	"context"

	"github.com/parleylab/parley/negotiation/solution"
)

// coalitions returns the anchors about cooperative games.
func coalitions() map[string]computation {
	all := map[string]computation{}
	add := func(id string, g *solution.Game, err error, value func(context.Context, *solution.Game) ([]float64, error)) {
		all[id] = computation{run: func(ctx context.Context) ([]float64, error) {
			if err != nil {
				return nil, err
			}
			return value(ctx, g)
		}}
	}
	glove := []float64{0, 0, 0, 1, 0, 1, 0, 1} // by coalition, player i is bit i
	three := []float64{0, 0, 0, 1, 0, 2, 3, 7.5}
	for name, worth := range map[string][]float64{"glove": glove, "three": three} {
		g, err := solution.NewGame(worth)
		add("shapley."+name, g, err, shapley)
		add("nucleolus."+name, g, err, nucleolus)
	}
	g, err := solution.NewGame(coopGame4())
	add("nucleolus.coopgame4", g, err, nucleolus)
	g, err = solution.WeightedVoting(2, 1, 1, 1)
	add("leastcore.majority", g, err, nucleolus)
	for name, v := range map[string][]float64{
		"51_49_48_3": {51, 49, 48, 3}, "4_321": {4, 3, 2, 1}, "51_40_22_30_9": {51, 40, 22, 30, 9},
	} {
		g, err := solution.WeightedVoting(v[0], v[1:]...)
		add("ss."+name, g, err, shapley)
		add("banzhaf."+name, g, err, banzhaf)
		add("banzhaf.absolute."+name, g, err, penrose)
	}
	g, err = solution.WeightedVoting(39, council()...)
	add("ss.unsc", g, err, ends(shapley))
	add("banzhaf.unsc", g, err, ends(banzhaf))
	for name, estate := range map[string]float64{"100": 100, "200": 200, "300": 300} {
		g, err := solution.Bankruptcy(estate, 100, 200, 300)
		add("nucleolus.talmud."+name, g, err, nucleolus)
		add("shapley.bankruptcy."+name, g, err, shapley)
	}
	all["shapley.bankruptcy"] = all["shapley.bankruptcy.300"]
	return all
}

func shapley(_ context.Context, g *solution.Game) ([]float64, error) { return g.Shapley(), nil }

func banzhaf(_ context.Context, g *solution.Game) ([]float64, error) { return g.BanzhafIndex() }

func penrose(_ context.Context, g *solution.Game) ([]float64, error) { return g.Banzhaf(), nil }

func nucleolus(ctx context.Context, g *solution.Game) ([]float64, error) {
	d, err := g.Nucleolus(ctx)
	return d.Payoff, err
}

// ends reads the values of the first and the last player.
func ends(value func(context.Context, *solution.Game) ([]float64, error)) func(context.Context, *solution.Game) ([]float64, error) {
	return func(ctx context.Context, g *solution.Game) ([]float64, error) {
		v, err := value(ctx, g)
		if err != nil {
			return nil, err
		}
		return []float64{v[0], v[len(v)-1]}, nil
	}
}

// council is the Security Council: five members with a veto, ten without, nine
// votes. With weights of 7 and 1 and a quota of 39 that is a weighted majority.
func council() []float64 {
	w := make([]float64, 15)
	for i := range w {
		w[i] = 1
		if i < 5 {
			w[i] = 7
		}
	}
	return w
}

// coopGame4 is the game of four players of CoopGame's manual, whose coalitions
// are listed by size, by coalition as solution.NewGame takes them.
func coopGame4() []float64 {
	worth := make([]float64, 16)
	for i, members := range [][]int{
		{0}, {1}, {2}, {3}, {0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3},
		{0, 1, 2}, {0, 1, 3}, {0, 2, 3}, {1, 2, 3}, {0, 1, 2, 3},
	} {
		s := 0
		for _, p := range members {
			s |= 1 << p
		}
		worth[s] = []float64{0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21}[i]
	}
	return worth
}

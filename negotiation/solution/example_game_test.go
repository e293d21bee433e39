package solution_test

import (
	"context"
	"fmt"
	"log"

	"github.com/parleylab/parley/negotiation/solution"
)

// One left glove and two right ones: a pair is worth 1.
func ExampleGame() {
	g, err := solution.NewGame([]float64{0, 0, 0, 1, 0, 1, 0, 1})
	if err != nil {
		log.Fatal(err)
	}
	d, err := g.Nucleolus(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("Shapley %.4f, nucleolus %.4f\n", g.Shapley(), d.Payoff)
	// Output: Shapley [0.6667 0.1667 0.1667], nucleolus [1.0000 0.0000 0.0000]
}

// Two can carry any vote of three: whatever is agreed, two can do better.
func ExampleGame_Core() {
	g, err := solution.WeightedVoting(2, 1, 1, 1)
	if err != nil {
		log.Fatal(err)
	}
	d, ok, err := g.Core(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%t, complaint at least %.4f\n", ok, d.Excess)
	// Output: false, complaint at least 0.3333
}

func ExampleGame_InCore() {
	g, err := solution.NewGame([]float64{0, 0, 0, 1, 0, 1, 0, 1})
	if err != nil {
		log.Fatal(err)
	}
	ok, who := g.InCore([]float64{.5, .5, 0}, 1e-9)
	fmt.Printf("%t, coalition %03b objects\n", ok, who)
	// Output: false, coalition 101 objects
}

// The Talmud's three wives claim 100, 200 and 300.
func ExampleBankruptcy() {
	for _, estate := range []float64{100, 200, 300} {
		g, err := solution.Bankruptcy(estate, 100, 200, 300)
		if err != nil {
			log.Fatal(err)
		}
		d, err := g.Nucleolus(context.Background())
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%.1f\n", d.Payoff)
	}
	// Output:
	// [33.3 33.3 33.3]
	// [50.0 75.0 75.0]
	// [50.0 100.0 150.0]
}

// A party with 3 of 100 seats has as much power as one with 49.
func ExampleWeightedVoting() {
	g, err := solution.WeightedVoting(51, 49, 48, 3)
	if err != nil {
		log.Fatal(err)
	}
	b, _ := g.BanzhafIndex()
	fmt.Printf("%.4f %.4f\n", g.Shapley(), b)
	// Output: [0.3333 0.3333 0.3333] [0.3333 0.3333 0.3333]
}

// The Security Council: five vetoes and nine of fifteen votes, as weights of 7 and
// 1 with a quota of 39.
func ExampleVotingPower() {
	weights := []int{7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	p, err := solution.VotingPower(39, weights)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("permanent %.4f %.4f, elected %.4f %.4f\n",
		p.ShapleyShubik[0], p.Banzhaf[0], p.ShapleyShubik[14], p.Banzhaf[14])
	// Output: permanent 0.1963 0.1669, elected 0.0019 0.0165
}

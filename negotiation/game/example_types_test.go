package game_test

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/parleylab/parley/negotiation/game"
)

func ExampleTable() {
	g, err := game.NewNormal(game.Table{
		Title:      "Demand game",
		Players:    []string{"A", "B"},
		Strategies: [][]string{{"ask 1", "ask 2"}, {"ask 1", "ask 2"}},
		Payoff: func(p []int) []game.Number {
			if p[0]+p[1] > 1 {
				return game.Ints(0, 0) // together they ask for more than three
			}
			return game.Ints(int64(p[0]+1), int64(p[1]+1))
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(g.Payoff([]int{1, 0}, 0), g.Payoff([]int{1, 1}, 0))
	// Output: 2 0
}

func ExampleNormal_Certify() {
	q, err := crisisGame.Certify(game.Mixed{{0.5, 0.5}, {1, 0}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("payoffs", q.Payoff, "regrets", q.Certificate.Regret)
	// Output: payoffs [6.5 4] regrets [0.5 0]
}

func ExampleNumber() {
	third, err := game.ParseNumber("1/3")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(third, third.Exact(), game.Float(0.1), game.Float(0.1).Exact())
	// Output: 1/3 true 0.1 false
}

func ExampleParsed() {
	p, err := game.Parse(strings.NewReader(`NFG 1 R "Pennies" { "A" "B" } { 2 2 } 1 -1 -1 1 -1 1 1 -1`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Normal.Title(), p.Normal.Sizes(), p.Extensive == nil)
	// Output: Pennies [2 2] true
}

func ExampleSyntaxError() {
	_, err := game.ParseNFG(strings.NewReader("NFG 1 R \"Pennies\" { \"A\" \"B\" }\n{ 2 2 }\n1 -1 oops"))
	fmt.Println(err)
	// Output: game: line 3, column 6: found 'oops', want payoff 1 of profile 2 of 4: "oops" is not a number
}

func ExampleSizeError() {
	_, err := game.Leduc().Reduce(context.Background())
	var size *game.SizeError
	if errors.As(err, &size) {
		fmt.Println("use", size.Use)
	}
	// Output: use Sequence, ZeroSum or CFR for two players, SubgamePerfect or AgentLogit for any number
}

func ExampleReduced() {
	r, err := game.Kuhn().Reduce(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Sizes(), r.Strategies(0)[0])
	// Output: [27 64] 111111
}

func ExampleComponent() {
	g, err := game.Bimatrix([][]float64{{3, 3}, {2, 5}, {0, 6}}, [][]float64{{3, 3}, {2, 6}, {3, 1}})
	if err != nil {
		fmt.Println(err)
		return
	}
	all, err := game.Extreme(context.Background(), g)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range all.Components {
		fmt.Println(len(c.First), "by", len(c.Second))
	}
	// Output:
	// 1 by 2
	// 1 by 1
}

func ExampleCommit() {
	g, err := game.Bimatrix([][]float64{{2, 4}, {1, 3}}, [][]float64{{1, 0}, {0, 1}})
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := game.Commit(context.Background(), g, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("commit to", c.Strategy, "for", c.Payoff[0])
	// Output: commit to [1/2 1/2] for 3.5
}

func ExampleDeal() {
	d := game.Deal{Pool: [3]int{1, 2, 3}, Value: [2][3]int{{8, 1, 0}, {4, 0, 2}}}
	fmt.Println("10 turns:", d.Perfect(10), "9 turns:", d.Perfect(9))
	// Output: 10 turns: [10 6] 9 turns: [2 10]
}

func ExampleReplicator() {
	t, err := game.Replicator(context.Background(), crisisGame, game.Mixed{{0.7, 0.3}, {0.6, 0.4}}, game.Replication{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.3f\n", t.End)
	// Output: [[1.000 0.000] [0.000 1.000]]
}

func ExampleAnchor() {
	for _, a := range game.Anchors() {
		if a.ID != "chicken.mixed" {
			continue
		}
		got, err := a.Compute(context.Background())
		fmt.Printf("%.4f, want %.4f, %v\n", got, a.Want, err)
	}
	// Output: [0.6667 4.6667], want [0.6667 4.6667], <nil>
}

func ExampleLemkeHowson() {
	q, err := game.LemkeHowson(context.Background(), crisisGame, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(q.Exact, q.Certificate.Exact)
	// Output: [[1/1 0/1] [0/1 1/1]] true
}

func ExampleSupports() {
	s, err := game.Supports(context.Background(), crisisGame)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(s.Equilibria), "equilibria, complete:", s.Complete)
	// Output: 3 equilibria, complete: true
}

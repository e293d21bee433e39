package game_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"

	"github.com/parleylab/parley/negotiation/game"
)

// A crisis: two states may each yield or dare.
var crisisGame, _ = game.Bimatrix([][]float64{{6, 2}, {7, 0}}, [][]float64{{6, 7}, {2, 0}})

func ExampleExtreme() {
	all, err := game.Extreme(context.Background(), crisisGame)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, q := range all.Extreme {
		fmt.Printf("%.3f pays %.3f, regret %v\n", q.Profile, q.Payoff, q.Certificate.MaxRegret())
	}
	// Output:
	// [[1.000 0.000] [0.000 1.000]] pays [2.000 7.000], regret 0
	// [[0.667 0.333] [0.667 0.333]] pays [4.667 4.667], regret 0
	// [[0.000 1.000] [1.000 0.000]] pays [7.000 2.000], regret 0
}

func ExampleCorrelated() {
	m, err := game.Correlated(context.Background(), crisisGame, game.CorrelatedEquilibrium, game.Goal{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("a mediator recommends with", m.Exact)
	fmt.Println("payoffs", m.Payoff, "largest gain from disobeying", m.Certificate.MaxRegret())
	// Output:
	// a mediator recommends with [1/2 1/4 1/4 0/1]
	// payoffs [5.25 5.25] largest gain from disobeying 0
}

func ExampleLogit_Trace() {
	b, err := game.NormalLogit(crisisGame).Trace(context.Background(), game.Tracing{MaxLambda: 5})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, q := range b.At(2) {
		fmt.Printf("at lambda 2 yield with %.4f\n", q.Probability[0])
	}
	for _, s := range b.Crosses {
		fmt.Printf("%s at lambda %.4f\n", s.Kind, s.Lambda)
	}
	// Output:
	// at lambda 2 yield with 0.5995
	// bifurcation at lambda 1.3722
}

func ExampleCheckRationality() {
	e, err := game.ParseEFG(strings.NewReader(`EFG 2 R "Entry" { "Entrant" "Incumbent" }
p "" 1 1 "" { "In" "Out" } 0
p "" 2 1 "" { "Share" "Fight" } 0
t "" 1 "" { 2, 1 }
t "" 2 "" { -1, 0 }
t "" 3 "" { 0, 3 }`))
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	found, err := game.PureBehaviour(ctx, e)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, q := range found {
		r, err := game.CheckRationality(ctx, e, q.Profile, 1e-9)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(q.Payoff, r.Verdict)
		for _, t := range r.Threats {
			fmt.Printf("  %s would gain %v by %q\n", e.Players()[t.Player], t.Gain, e.Actions(t.Player, t.Infoset)[t.Better])
		}
	}
	// Output:
	// [2 1] sequential
	// [0 3] rests on an incredible threat
	//   Incumbent would gain 1 by "Share"
}

func ExampleSubgamePerfect() {
	leaf := func(a, b int64) *game.Node { return &game.Node{Outcome: &game.Outcome{Payoff: game.Ints(a, b)}} }
	offer := &game.Node{Player: 0}
	for k := range int64(3) {
		offer.Actions = append(offer.Actions, game.Action{Label: fmt.Sprint(k), Next: &game.Node{Player: 1, Actions: []game.Action{
			{Label: "accept", Next: leaf(3-k, k)}, {Label: "refuse", Next: leaf(0, 0)}}}})
	}
	e, err := game.Tree{Title: "Ultimatum", Players: []string{"Proposer", "Responder"}, Root: offer}.Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := game.SubgamePerfect(context.Background(), e)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, q := range s.Equilibria {
		fmt.Println(q.Payoff)
	}
	// Output:
	// [3 0]
	// [2 1]
}

func ExampleZeroSum() {
	s, err := game.ZeroSum(context.Background(), game.Kuhn())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.ExactValue, s.Certificate)
	// Output: -1/18 sequence form, linear program: regret 0, residual 0, infeasible 0 (exact)
}

func ExampleCFR() {
	m, err := game.CFR(context.Background(), game.Leduc(), game.Minimisation{Iterations: 10000, Target: 2e-3})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("exploitability below 1e-3:", m.NashConv/2 < 1e-3)
	// Output: exploitability below 1e-3: true
}

func ExampleLogit_Estimate() {
	pennies, err := game.Bimatrix([][]float64{{9, 0}, {0, 1}}, [][]float64{{0, 1}, {1, 0}})
	if err != nil {
		fmt.Println(err)
		return
	}
	seen := []float64{85, 15, 32, 68} // up, down, left, right
	e, err := game.NormalLogit(pennies).Estimate(context.Background(), seen, game.Estimation{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("lambda %.2f, 95%% interval %.2f to %.2f\n", e.Lambda, e.Low, e.High)
	// Output: lambda 0.81, 95% interval 0.47 to 1.55
}

func ExampleEliminate() {
	dilemma, err := game.Bimatrix([][]float64{{3, 0}, {5, 1}}, [][]float64{{3, 5}, {0, 1}})
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := game.Eliminate(context.Background(), dilemma, game.Strict)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.Kept)
	// Output: [[1] [1]]
}

func ExampleHomotopy() {
	r := rand.New(rand.NewPCG(1, 2))
	payoff := make([][]float64, 3)
	for i := range payoff {
		for range 5 * 5 * 5 {
			payoff[i] = append(payoff[i], r.Float64())
		}
	}
	g, err := game.Tensor([]int{5, 5, 5}, payoff)
	if err != nil {
		fmt.Println(err)
		return
	}
	q, err := game.Homotopy(context.Background(), g)
	fmt.Println(q.Certificate.Holds(1e-9), err)
	// Output: true <nil>
}

func ExampleAlphaRankSymmetric() {
	// Hardliners beat conceders, boulware beats both by a little.
	r, err := game.AlphaRankSymmetric(context.Background(), [][]float64{{2, 3, 1}, {1, 2, 1}, {2.5, 3.5, 2}}, game.Selection{Alpha: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%v %.3f\n", r.Order, r.Mass)
	// Output: [2 0 1] [0.000 0.000 1.000]
}

func ExampleExtensive_WriteEFG() {
	end := &game.Node{Outcome: &game.Outcome{Label: "deal", Payoff: []game.Number{game.Frac(1, 2), game.Float(0.5)}}}
	e, err := game.Tree{Title: "One offer", Players: []string{"A", "B"}, Root: &game.Node{Actions: []game.Action{{Label: "offer", Next: end}}}}.Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := e.WriteEFG(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// EFG 2 R "One offer" { "A" "B" }
	// ""
	//
	// p "" 1 1 "" { "offer" } 0
	// t "" 1 "deal" { 1/2, 0.5 }
}

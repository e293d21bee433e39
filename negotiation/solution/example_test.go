package solution_test

import (
	"context"
	"fmt"
	"log"

	"github.com/parleylab/parley/negotiation/solution"
)

// solve prints what a concept picks, or stops.
func solve(c solution.Concept, p solution.Problem) {
	pt, err := c.Solve(p)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.4f\n", pt.Payoff)
}

// Nash's own example: Bill and Jack may exchange nine objects. Bill gives book,
// whip, ball and bat, and Jack gives pen, toy and knife.
func ExampleNash() {
	bill := []float64{-2, -2, -2, -2, -4, 10, 4, 6, 2} // book whip ball bat box pen toy knife hat
	jack := []float64{4, 2, 1, 2, 1, -1, -1, -2, -2}
	objects := []string{"book", "whip", "ball", "bat", "box", "pen", "toy", "knife", "hat"}
	barter := solution.Outcomes{make([]float64, 512), make([]float64, 512)}
	for o := range 512 {
		for k := range objects {
			if o>>k&1 == 1 {
				barter[0][o] += bill[k]
				barter[1][o] += jack[k]
			}
		}
	}
	pt, err := solution.Nash{}.Solve(solution.Problem{Set: barter})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print("gains ", pt.Payoff, ", changing hands:")
	for k, name := range objects {
		if pt.Outcome()>>k&1 == 1 {
			fmt.Print(" ", name)
		}
	}
	fmt.Println()
	// Output: gains [12 5], changing hands: book whip ball bat pen toy knife
}

// Two issues, one matters more to each party: the package deal beats splitting
// both issues evenly, which would give each party a half.
func ExampleMixtures() {
	logroll := solution.Mixtures{{0, .3, .7, 1}, {1, .4, .6, 0}}
	solve(solution.Nash{}, solution.Problem{Set: logroll})
	// Output: [0.7000 0.6000]
}

func ExampleOutcomes() {
	deals := solution.Outcomes{{10, 9, 7, 4, 0}, {0, 3, 6, 8, 10}}
	solve(solution.Nash{}, solution.Problem{Set: deals})
	// Output: [7.0000 6.0000]
}

// A war that each side wins with some probability, at a cost, is the
// disagreement point: the settlement is p + (c2 − c1)/2.
func ExampleProblem() {
	p, c1, c2 := 0.6, 0.2, 0.1
	solve(solution.Nash{}, solution.Problem{
		Set:          solution.Mixtures{{1, 0}, {0, 1}},
		Disagreement: []float64{p - c1, 1 - p - c2},
	})
	// Output: [0.5500 0.4500]
}

// The lottery that attains the pick says how it is to be carried out.
func ExamplePoint() {
	deals := solution.Mixtures{{10, 9, 7, 4, 0}, {0, 3, 6, 8, 10}}
	pt, err := solution.KalaiSmorodinsky{}.Solve(solution.Problem{Set: deals})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.1f from", pt.Payoff)
	for _, s := range pt.Mix {
		fmt.Printf(" %.2f of outcome %d", s.Weight, s.Outcome)
	}
	fmt.Println()
	// Output: [6.4 6.4] from 0.80 of outcome 2 0.20 of outcome 3
}

// The frontier u2 = 1 − u1², on which the concepts part ways.
func ExampleCurve() {
	frontier := solution.Curve{
		X:  func(t float64) float64 { return t },
		Y:  func(t float64) float64 { return 1 - t*t },
		Hi: 1,
	}
	for _, c := range []solution.Concept{solution.Nash{}, solution.KalaiSmorodinsky{}, solution.Utilitarian{}, solution.PerlesMaschler{}, solution.EqualArea{}, solution.Raiffa{}} {
		fmt.Printf("%-27T ", c)
		solve(c, solution.Problem{Set: frontier})
	}
	// Output:
	// solution.Nash               [0.5774 0.6667]
	// solution.KalaiSmorodinsky   [0.6180 0.6180]
	// solution.Utilitarian        [0.5000 0.7500]
	// solution.PerlesMaschler     [0.6300 0.6031]
	// solution.EqualArea          [0.5961 0.6447]
	// solution.Raiffa             [0.6080 0.6304]
}

// A concept of one's own: the dictatorship of the first party.
type dictator struct{}

func (dictator) Solve(p solution.Problem) (solution.Point, error) {
	return solution.Utilitarian{Weights: []float64{1, 1e-9}}.Solve(p)
}

func ExampleConcept() {
	var c solution.Concept = dictator{}
	solve(c, solution.Problem{Set: solution.Outcomes{{10, 9, 7}, {0, 3, 6}}, Disagreement: []float64{0, 2}})
	// Output: [9.0000 3.0000]
}

func ExampleKalaiSmorodinsky() {
	// A pie whose shares are worth up to 1, 2 and 3 to the parties.
	solve(solution.KalaiSmorodinsky{}, solution.Problem{Set: solution.Mixtures{{1, 0, 0}, {0, 2, 0}, {0, 0, 3}}})
	// Output: [0.3333 0.6667 1.0000]
}

// The two readings differ where the most even shares leave the worst-off with
// less than it could have.
func ExampleKalaiSmorodinskySpread() {
	p := solution.Problem{Set: solution.Outcomes{{10, 0, 4.5, 4.6}, {0, 10, 9, 4.4}}}
	solve(solution.KalaiSmorodinsky{}, p)
	solve(solution.KalaiSmorodinskySpread{}, p)
	// Output:
	// [4.5000 9.0000]
	// [4.6000 4.4000]
}

func ExampleEgalitarian() {
	solve(solution.Egalitarian{}, solution.Problem{Set: solution.Mixtures{{1, 0}, {0, 2}}})
	// Output: [0.6667 0.6667]
}

func ExampleProportional() {
	solve(solution.Proportional{Weights: []float64{2, 1}}, solution.Problem{Set: solution.Mixtures{{1, 0}, {0, 1}}})
	// Output: [0.6667 0.3333]
}

func ExampleUtilitarian() {
	solve(solution.Utilitarian{}, solution.Problem{Set: solution.Outcomes{{10, 9, 7, 4, 0}, {0, 3, 6, 8, 10}}})
	// Output: [7.0000 6.0000]
}

// Measured in its own ideal gain, the second party's stake counts as much.
func ExampleRelativeUtilitarian() {
	p := solution.Problem{Set: solution.Outcomes{{100, 60, 0}, {0, 8, 10}}}
	solve(solution.Utilitarian{}, p)
	solve(solution.RelativeUtilitarian{}, p)
	// Output:
	// [100.0000 0.0000]
	// [60.0000 8.0000]
}

// The first party can never get more than 1; Leximin goes on where Egalitarian
// stops.
func ExampleLeximin() {
	p := solution.Problem{Set: solution.Mixtures{{1, 1}, {2, 5}, {6, 3}}}
	solve(solution.Egalitarian{}, p)
	solve(solution.Leximin{}, p)
	// Output:
	// [1.0000 1.0000 1.0000]
	// [1.0000 4.0000 4.0000]
}

func ExampleEqualLoss() {
	solve(solution.EqualLoss{}, solution.Problem{Set: solution.Mixtures{{1, 0}, {0, 2}}})
	// Output: [0.3333 1.3333]
}

func ExampleEqualArea() {
	solve(solution.EqualArea{}, solution.Problem{Set: solution.Mixtures{{0, 1, 2}, {1, 1, 0}}})
	// Output: [1.2500 0.7500]
}

func ExamplePerlesMaschler() {
	// The frontier has two segments; √(Δx·Δy) is 1 and 2 on them, so that the
	// travellers meet a quarter of the way along the second.
	solve(solution.PerlesMaschler{}, solution.Problem{Set: solution.Mixtures{{0, 2, 3}, {4.5, 4, 0}}})
	// Output: [2.2500 3.0000]
}

func ExampleRaiffa() {
	solve(solution.Raiffa{}, solution.Problem{Set: solution.Mixtures{{1, 0, 0}, {0, 2, 0}, {0, 0, 3}}})
	// Output: [0.3333 0.6667 1.0000]
}

func ExamplePareto() {
	payoff := [][]float64{{10, 9, 7, 6, 7}, {0, 3, 6, 5, 6}}
	merged, _ := solution.Pareto(context.Background(), payoff, solution.Merge)
	kept, _ := solution.Pareto(context.Background(), payoff, solution.Keep)
	fmt.Println(merged, kept)
	// Output: [0 1 2] [0 1 2 4]
}

// A sure 2 for both is dominated by tossing a coin for 4 and 1.
func ExampleMixedPareto() {
	payoff := [][]float64{{4, 1, 2}, {1, 4, 2}}
	sure, _ := solution.Pareto(context.Background(), payoff, solution.Merge)
	mixed, _ := solution.MixedPareto(context.Background(), payoff)
	fmt.Println(sure, mixed)
	// Output: [0 1 2] [0 1]
}

// Each of two outcomes is refused by someone, and yet a coin toss is not.
func ExampleFindZone() {
	u := [][]float64{{10, 0}, {0, 10}}
	for _, set := range []solution.Set{solution.Outcomes(u), solution.Mixtures(u)} {
		z, err := solution.FindZone(solution.Problem{Set: set, Disagreement: []float64{4, 4}})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(z.Exists, z.Count, z.Witness.Payoff)
	}
	// Output:
	// false 0 []
	// true 0 [5 5]
}

func ExampleOpposition() {
	nine := make(solution.Outcomes, 2) // ten ways to divide nine
	for x := range 10 {
		nine[0] = append(nine[0], float64(x))
		nine[1] = append(nine[1], float64(9-x))
	}
	o, _ := solution.Opposition(solution.Problem{Set: nine})
	c, _ := solution.Conflict(nine)
	fmt.Printf("%.4f %.0f\n", o, c)
	// Output: 0.7115 1
}

func ExampleFrontierDistance() {
	p := solution.Problem{Set: solution.Mixtures{{4, 1, 2}, {1, 4, 2}}}
	d, _ := solution.FrontierDistance(p, []float64{2, 2})
	fmt.Printf("%.4f\n", d)
	// Output: 0.7071
}

func ExampleYardstick() {
	y, err := solution.NewYardstick(solution.Problem{
		Set: solution.Outcomes{{10, 9, 7, 4, 0}, {0, 3, 6, 8, 10}},
	})
	if err != nil {
		log.Fatal(err)
	}
	a := y.Assess([]float64{9, 3})
	fmt.Printf("Pareto %.2f, Nash %.2f, fairness %.2f, efficiency %.2f\n",
		a.Pareto.Optimality, a.Nash.Optimality, a.Fairness, a.Efficiency)
	// Output: Pareto 1.00, Nash 0.55, fairness 0.55, efficiency 0.92
}

// Camp David as Brams and Togman scored it: Sinai, recognition, West Bank and
// Gaza, linkage, Palestinian rights, Jerusalem.
func ExampleAdjustedWinner() {
	israel := []float64{35, 10, 20, 10, 5, 20}
	egypt := []float64{55, 5, 10, 5, 20, 5}
	w, err := solution.AdjustedWinner([2][]float64{israel, egypt})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.2f points each; Israel gets %.2f\n", w.Payoff[0], w.Share)
	// Output: 65.83 points each; Israel gets [0.17 1.00 1.00 1.00 0.00 1.00]
}

// Risk aversion hurts: of a pie, the party with utility 1 − e^(−2x) gets 0.396.
func ExampleProblem_Under() {
	pie := solution.Problem{Set: solution.Curve{
		X:  func(t float64) float64 { return t },
		Y:  func(t float64) float64 { return 1 - t },
		Hi: 1,
	}}
	averse, err := pie.Under(solution.CARA{A: 2}, nil)
	if err != nil {
		log.Fatal(err)
	}
	pt, _ := solution.Nash{}.Solve(averse)
	fmt.Printf("%.4f\n", pt.At)
	// Output: 0.3960
}

func ExampleCRRA() {
	fmt.Printf("%.4f %.4f\n", solution.CRRA{Gamma: 1}.Utility(2), solution.CRRA{Gamma: 2, Offset: 1}.Utility(1))
	// Output: 0.6931 0.5000
}

func ExampleLossAverse() {
	a := solution.LossAverse{Lambda: 2.25}
	fmt.Println(a.Utility(10), a.Utility(-10))
	// Output: 10 -22.5
}

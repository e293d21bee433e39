package bargain_test

import (
	"context"
	"fmt"
	"math"

	"github.com/parleylab/parley/negotiation/bargain"
)

func ExampleWarRange() {
	r, _ := bargain.WarRange{Power: 0.6, Cost: [2]float64{0.2, 0.1}}.Solve()
	fmt.Printf("[%.1f, %.1f]\n", r.Low, r.High)
	// Output:
	// [0.4, 0.7]
}

func ExampleFearon() {
	r, _ := bargain.Fearon{Power: 0.5, Cost: 0.1, CostHigh: 0.4}.Solve()
	fmt.Printf("demand %.2f, war %.3f, value %.5f\n", r.Demand, r.War, r.Value)
	// Output:
	// demand 0.65, war 0.375, value 0.55625
}

func ExampleFearonTypes() {
	r, _ := bargain.FearonTypes{Power: 0.5, Cost: 0.1, CostLow: 0.1, CostHigh: 0.3, Weak: 0.7}.Solve()
	fmt.Printf("hard above %.2f: %v, war %.1f\n", r.Threshold, r.Hard, r.War)
	// Output:
	// hard above 0.50: true, war 0.3
}

func ExampleDemandMenu() {
	r, _ := bargain.DemandMenu{
		Power: 0.5, Cost: 0.2,
		Costs:       []float64{0.4, 0.1}, // weak, tough
		Probability: []float64{0.5, 0.5},
		Demands:     []float64{0.85, 0.55},
	}.Solve()
	fmt.Printf("demand %.2f, war %.1f, payoffs %.3f and %.3f\n", r.Demand, r.War, r.Value, r.Other)
	// Output:
	// demand 0.85, war 0.5, payoffs 0.575 and 0.275
}

func ExamplePowell() {
	for _, q := range []float64{0.3, 0.6, 0.7} {
		r, _ := bargain.Powell{Power: 0.7, StatusQuo: q, Cost: 0.1, CostMax: 0.4}.Solve()
		fmt.Printf("status quo %.1f: offer %.2f, war %.3f\n", q, r.Offer, r.War)
	}
	// Output:
	// status quo 0.3: offer 0.55, war 0.375
	// status quo 0.6: offer 0.60, war 0.250
	// status quo 0.7: offer 0.70, war 0.000
}

func ExampleCriticalRisk() {
	p, _ := bargain.CriticalRisk{Win: 1, Back: 0.3, Disaster: -1}.Solve()
	fmt.Println(p)
	// Output:
	// 0.35
}

func ExamplePreventiveWar() {
	r, _ := bargain.PreventiveWar{Discount: 0.9, Power: 0.8, Later: 0.7, Cost: 0.2}.Solve()
	fmt.Printf("threshold %.5f, attack %v\n", r.Threshold, r.Attack)
	// Output:
	// threshold 0.02444, attack true
}

func ExampleCommitmentProblem() {
	r, _ := bargain.CommitmentProblem{Discount: 0.9, Power: []float64{0.6, 0.6, 0.3}, Cost: [2]float64{0.1, 0.1}}.Solve()
	fmt.Printf("state %d attacks in period %d\n", r.Attacker, r.Period)
	// Output:
	// state 0 attacks in period 1
}

func ExampleWarLearning() {
	m := bargain.WarLearning{
		Strong: 0.7, Weak: 0.3,
		Prior:   [2]float64{0.9, 0.1},
		Cost:    [2]float64{0.02, 0.02},
		Battles: 15,
	}
	r, _ := m.Solve(context.Background())
	fmt.Printf("optimism %.3f; battles if weak %.2f, if strong %.2f\n", r.Optimism[0][0], r.Length[0], r.Length[1])
	// Output:
	// optimism 0.328; battles if weak 8.30, if strong 8.30
}

func ExampleKydd() {
	for _, ideal := range []float64{0.5, 0.9} {
		r, _ := bargain.Kydd{Power: 0.5, Cost: 0.1, CostLow: 0.1, CostHigh: 0.3, Weak: 0.7, Mediator: ideal}.Solve()
		fmt.Printf("mediator at %.1f: believed %v, war %.1f\n", ideal, r.Credible, r.With)
	}
	// Output:
	// mediator at 0.5: believed false, war 0.3
	// mediator at 0.9: believed true, war 0.0
}

func ExampleRatification() {
	r, _ := bargain.Ratification{Table: 0.5, Floor: 0.6, Ceiling: 1}.Solve()
	fmt.Println(r.Agreement, r.Possible)
	// Output:
	// 0.6 true
}

func ExampleWinSet() {
	r, _ := bargain.WinSet{
		Weight:      [2][]float64{{5, 3, 2}, {2, 5, 3}},
		Reservation: [2]float64{6, 4},
	}.Solve()
	fmt.Println(r.Size, r.Overlap)
	// Output:
	// [3 5] 1
}

func ExampleAudienceCosts() {
	r, _ := bargain.AudienceCosts{Cost: [2]float64{1, 0.2}, War: [2]float64{1, 1}}.Solve()
	fmt.Printf("democracy backs down %.3f, autocracy %.3f, war %.3f\n", r.BackDown[0], r.BackDown[1], r.War)
	// Output:
	// democracy backs down 0.034, autocracy 0.820, war 0.146
}

func ExamplePrisonersDilemma() {
	r, _ := bargain.PrisonersDilemma{Temptation: 5, Reward: 3, Punishment: 1, Sucker: 0}.Solve()
	fmt.Printf("grim %.4f, tit for tat %.4f\n", r.Grim, r.TitForTat)
	// Output:
	// grim 0.5000, tit for tat 0.6667
}

func ExampleFolkTheorem() {
	r, _ := bargain.FolkTheorem{
		First:  [][]float64{{3, 0}, {5, 1}},
		Second: [][]float64{{3, 5}, {0, 1}},
	}.Solve(context.Background())
	fmt.Printf("minmax %.2f, discount %.4f\n", r.Minmax, r.Discount)
	// Output:
	// minmax [1.00 1.00], discount 0.5000
}

func ExampleVariableThreats() {
	r, _ := bargain.VariableThreats{
		First:  [][]float64{{1, -4. / 3}, {-3, 4}},
		Second: [][]float64{{4, -4}, {-1, 1}},
	}.Solve(context.Background())
	fmt.Printf("%.2f\n", r.Payoff)
	// Output:
	// [1.50 3.50]
}

func ExampleAttrition() {
	s, _ := bargain.Attrition{Prize: [2]float64{4, 1}, Cost: [2]float64{1, 0.5}}.Solve()
	fmt.Printf("hazards %.2f, the side with more to win wins %.4f\n", s.Hazard, s.Win[0])
	// Output:
	// hazards [0.50 0.25], the side with more to win wins 0.3333
}

func ExamplePrivateAttrition() {
	e, _ := bargain.PrivateAttrition{Prize: bargain.Uniform{Low: 0, High: 1}, Cost: 1}.Solve()
	fmt.Printf("prize 1/2 stops at %.4f, mean length %.4f\n", e.Stop(0.5), e.Duration)
	// Output:
	// prize 1/2 stops at 0.1931, mean length 0.1667
}

func ExampleAbreuGul() {
	r, _ := bargain.AbreuGul{
		Claim:    [2]float64{0.6, 0.7},
		Rate:     [2]float64{0.1, 0.1},
		Stubborn: [2]float64{0.1, 0.1},
	}.Solve()
	fmt.Printf("party 1 yields at once with %.4f, payoffs %.4f\n", r.AtOnce[1], r.Payoff)
	// Output:
	// party 1 yields at once with 0.4377, payoffs [0.4313 0.4000]
}

func ExampleAnchors() {
	ok := 0
	list := bargain.Anchors()
	for _, a := range list {
		got, err := a.Compute(context.Background())
		if err == nil && math.Abs(got[0]-a.Want[0]) <= a.Tolerance {
			ok++
		}
	}
	fmt.Printf("%d of %d\n", ok, len(list))
	// Output:
	// 105 of 105
}

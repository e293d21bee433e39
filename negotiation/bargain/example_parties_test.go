package bargain_test

import (
	"context"
	"fmt"

	"github.com/parleylab/parley/negotiation/bargain"
)

func ExampleRecognition() {
	r, _ := bargain.Recognition{Probability: []float64{0.5, 0.5}, Discount: []float64{0.9, 0.8}}.Solve()
	fmt.Printf("%.4f\n", r.Value)
	// Output:
	// [0.6667 0.3333]
}

func ExampleUnanimity() {
	r, _ := bargain.Unanimity{Discount: []float64{0.9, 0.9, 0.9}}.Solve()
	fmt.Printf("%.4f, threshold %.1f\n", r.Shares[0], r.Threshold)
	// Output:
	// [0.3690 0.3321 0.2989], threshold 0.5
}

func ExampleExit() {
	r, _ := bargain.Exit{Discount: 0.9, Parties: 3}.Solve()
	fmt.Printf("%.4f\n", r.Proposer)
	// Output:
	// 0.3571
}

func ExampleStationary() {
	m := bargain.Stationary{
		Payoff:       [][]float64{{8, 6, 4}, {2, 5, 7}},
		Disagreement: []float64{0, 0},
		Probability:  []float64{0.5, 0.5},
		Discount:     []float64{0.9, 0.9},
	}
	r, _ := m.Solve(context.Background())
	fmt.Println(r.Proposal, r.Value)
	// Output:
	// [1 1] [6 5]
}

func ExampleBaronFerejohn() {
	c, _ := bargain.BaronFerejohn{
		Recognition: []float64{0.5, 0.3, 0.2},
		Discount:    []float64{0.9, 0.9, 0.9},
		Quota:       2,
	}.Solve()
	fmt.Printf("values %.4f, proposer 0 buys member 1 with probability %.4f\n", c.Value, c.Partners[0][1])
	// Output:
	// values [0.3548 0.3226 0.3226], proposer 0 buys member 1 with probability 0.3556
}

func ExampleBaronFerejohn_veto() {
	c, _ := bargain.BaronFerejohn{
		Recognition: []float64{1. / 3, 1. / 3, 1. / 3},
		Discount:    []float64{0.9, 0.9, 0.9},
		Quota:       2,
		Veto:        []bool{true, false, false},
	}.Solve()
	fmt.Printf("%.4f\n", c.Value)
	// Output:
	// [0.7333 0.1333 0.1333]
}

func ExampleBanksDuggan() {
	r, _ := bargain.BanksDuggan{
		Ideal:       []float64{0, 0.5, 1},
		Recognition: []float64{1. / 3, 1. / 3, 1. / 3},
		Discount:    []float64{0.9, 0.9, 0.9},
		Quota:       2,
		Exponent:    1,
		Base:        1,
	}.Solve(context.Background())
	fmt.Printf("%.2f\n", r.Proposal)
	// Output:
	// [0.25 0.50 0.75]
}

func ExampleRomerRosenthal() {
	r, _ := bargain.RomerRosenthal{Setter: 0.9, StatusQuo: 0.2, Voters: []float64{0.1, 0.5, 0.9}}.Solve()
	fmt.Printf("%.1f\n", r.Proposal)
	// Output:
	// 0.8
}

func ExampleKalandrakis() {
	r, _ := bargain.Kalandrakis{Discount: 0.9, StatusQuo: [3]float64{0.5, 0.3, 0.2}}.Solve()
	fmt.Printf("votes cost %.4f now; in the end the proposer takes %g, %.4f on average\n", r.Price, r.Proposer, r.Mean)
	// Output:
	// votes cost [0.2708 0.2146 0.2146] now; in the end the proposer takes 1, 0.3333 on average
}

func ExampleMerloWilson() {
	half := []float64{0.5, 0.5}
	for _, d := range []float64{0.9, 0.6} {
		r, _ := bargain.MerloWilson{Pie: []float64{1, 2}, Transition: [][]float64{half, half}, Discount: d, Recognition: half}.Solve()
		fmt.Printf("discount %.1f: agree %v, worth %.4f\n", d, r.Agree, (r.Value[0]+r.Value[1])/2)
	}
	// Output:
	// discount 0.9: agree [false true], worth 1.8182
	// discount 0.6: agree [true true], worth 1.5000
}

func ExampleDelayThreshold() {
	d, _ := bargain.DelayThreshold([]float64{1, 2}, []float64{0.5, 0.5})
	fmt.Printf("%.4f\n", d)
	// Output:
	// 0.6667
}

package bargain_test

import (
	"context"
	"fmt"

	"github.com/parleylab/parley/negotiation/bargain"
)

func ExampleReservations() {
	unit := bargain.Uniform{Low: 0, High: 1}
	z, _ := bargain.Reservations{Buyer: unit, Seller: unit}.Solve()
	fmt.Printf("%.4f %.4f\n", z.Probability, z.Width)
	// Output:
	// 0.5000 0.3333
}

func ExampleChatterjeeSamuelson() {
	unit := bargain.Uniform{Low: 0, High: 1}
	s, _ := bargain.ChatterjeeSamuelson{Value: unit, Cost: unit, K: 0.5}.Solve()
	fmt.Printf("trade %.5f, gain %.6f, bid of 0.8: %.4f\n", s.Trade, s.Gain, s.Bid(0.8))
	// Output:
	// trade 0.28125, gain 0.140625, bid of 0.8: 0.6167
}

func ExampleMyersonSatterthwaite() {
	unit := bargain.Uniform{Low: 0, High: 1}
	s, _ := bargain.MyersonSatterthwaite{Value: unit, Cost: unit}.Solve()
	fmt.Printf("gain %.6f of %.6f, subsidy for efficiency %.4f\n", s.Gain, s.FirstBest, s.Subsidy)
	// Output:
	// gain 0.140625 of 0.166667, subsidy for efficiency 0.1667
}

func ExampleTwoPeriodScreening() {
	s, _ := bargain.TwoPeriodScreening{High: 2, Low: 1, Discount: 0.9, Prior: 0.6}.Solve()
	fmt.Printf("price %g, profit %.2f, with commitment %.2f\n", s.Price, s.Profit, s.Commit)
	// Output:
	// price 2, profit 1.12, with commitment 1.20
}

func ExampleScreening() {
	r, _ := bargain.Screening{High: 2, Low: 1, Discount: 0.9, Odds: 5}.Solve()
	fmt.Printf("prices %.3f, cutoffs %.4f\n", r.Prices, r.Cutoffs)
	// Output:
	// prices [1.190 1.100 1.000], cutoffs [1.0000 3.2222 8.7092]
}

func ExampleCoaseLinear() {
	for _, d := range []float64{0.5, 0.9, 0.99} {
		s, _ := bargain.CoaseLinear{Discount: d, Top: 1}.Solve()
		fmt.Printf("discount %g: first price %.4f\n", d, s.Price)
	}
	// Output:
	// discount 0.5: first price 0.4142
	// discount 0.9: first price 0.2403
	// discount 0.99: first price 0.0909
}

func ExampleAdmatiPerry() {
	s, _ := bargain.AdmatiPerry{High: 2, Low: 1, Rate: 0.1}.Solve()
	fmt.Printf("the low buyer waits %.4f\n", s.Delay)
	// Output:
	// the low buyer waits 4.0547
}

func ExampleCheapTalk() {
	p, _ := bargain.CheapTalk{Bias: 0.05}.Solve()
	fmt.Printf("%d intervals, cut at %.4f, loss %.5f\n", p.Intervals, p.Cuts[1:3], p.Loss)
	// Output:
	// 3 intervals, cut at [0.1333 0.4667], loss 0.01593
}

func ExampleFinalOffer() {
	r, _ := bargain.FinalOffer{Fair: bargain.Normal{Mean: 0.5, Deviation: 0.1}}.Solve()
	fmt.Printf("%.4f %.4f\n", r.Low, r.High)
	// Output:
	// 0.3747 0.6253
}

func ExamplePartnership() {
	unit := bargain.Uniform{Low: 0, High: 1}
	d, _ := bargain.Partnership{Value: unit, Share: []float64{0.9, 0.1}}.Solve()
	low, high, _ := bargain.DissolvableShares(unit)
	fmt.Printf("possible: %v; shares in [%.4f, %.4f] would be\n", d.Possible, low, high)
	// Output:
	// possible: false; shares in [0.2113, 0.7887] would be
}

func ExampleMediation() {
	// Two sides that are weak (war costs 0.4) or tough (0.05) with even odds.
	m := bargain.Mediation{Prior: [2][]float64{{0.5, 0.5}, {0.5, 0.5}}, War: 1}
	cost := []float64{0.4, 0.05}
	for i := range 2 {
		m.Payoff[i] = make([][][]float64, 2)
		for a := range 2 {
			for b := range 2 { // outcomes: an even split, war
				m.Payoff[i][a] = append(m.Payoff[i][a], []float64{0.5, 0.5 - cost[[2]int{a, b}[i]]})
			}
		}
	}
	r, _ := m.Solve(context.Background())
	fmt.Printf("value %.4f, certified: %v\n", r.Value, r.Certificate.Holds())
	// Output:
	// value 1.0000, certified: true
}

func ExampleUniform() {
	u := bargain.Uniform{Low: 10, High: 30}
	fmt.Println(u.CDF(15), u.Prob(15), u.Quantile(0.25))
	// Output:
	// 0.25 0.05 15
}

func ExampleNormal() {
	n := bargain.Normal{Mean: 0.5, Deviation: 0.1}
	fmt.Printf("%.4f %.4f %.4f\n", n.CDF(0.6), n.Prob(0.5), n.Quantile(0.975))
	// Output:
	// 0.8413 3.9894 0.6960
}

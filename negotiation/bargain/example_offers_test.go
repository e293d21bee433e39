package bargain_test

import (
	"context"
	"fmt"

	"github.com/parleylab/parley/negotiation/bargain"
)

func ExampleRubinstein() {
	o, err := bargain.Rubinstein{Discount: [2]float64{0.9, 0.8}}.Solve()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("the opener keeps %.4f; certified: %v\n", o.Opening[0][0], o.Certificate.Holds())
	// Output:
	// the opener keeps 0.7143; certified: true
}

func ExampleRates() {
	m := bargain.Rates{Rate: [2]float64{0.1, 0.3}, Interval: 0.1}
	o, _ := m.Solve()
	limit, _ := m.Limit()
	fmt.Printf("%.4f goes to %.2f as offers come faster\n", o.Opening[0][0], limit[0])
	// Output:
	// 0.7537 goes to 0.75 as offers come faster
}

func ExampleFixedCost() {
	s, _ := bargain.FixedCost{Cost: [2]float64{0.1, 0.1}}.Solve()
	fmt.Printf("equal costs leave any share in [%g, %g]\n", s.Low, s.High)
	// Output:
	// equal costs leave any share in [0.1, 1]
}

func ExampleOutsideOption() {
	for _, w := range []float64{0.3, 0.6} {
		o, _ := bargain.OutsideOption{Discount: [2]float64{0.9, 0.9}, Option: [2]float64{0, w}}.Solve()
		fmt.Printf("option %.1f: responder gets %.4f, binding %v\n", w, o.Opening[0][1], o.Binding[1])
	}
	// Output:
	// option 0.3: responder gets 0.4737, binding false
	// option 0.6: responder gets 0.6000, binding true
}

func ExampleBreakdown() {
	m := bargain.Breakdown{Risk: 0.1, Payoff: [2]float64{0.2, 0.1}}
	o, _ := m.Solve()
	limit, _ := m.Limit()
	fmt.Printf("%.4f, Nash solution %.2f\n", o.Opening[0][0], limit[0])
	// Output:
	// 0.5684, Nash solution 0.55
}

func ExampleInsideOption() {
	o, _ := bargain.InsideOption{Discount: [2]float64{0.9, 0.9}, Value: [2]float64{0.2, 0.1}}.Solve()
	fmt.Printf("%.4f\n", o.Opening[0][0])
	// Output:
	// 0.5684
}

func ExampleAlternatingOffers() {
	pie := bargain.Powers{A: 0.5, B: 1} // party 0 is averse to risk
	o, _ := bargain.AlternatingOffers{Frontier: pie, Discount: [2]float64{0.9, 0.9}}.Solve()
	fmt.Printf("share of the opener %.4f\n", pie.Share(0, o.Opening[0][0]))
	// Output:
	// share of the opener 0.3690
}

func ExampleEqualLoss() {
	p, _ := bargain.EqualLoss{Frontier: bargain.Line{Ideal: [2]float64{1, 2}}}.Solve()
	fmt.Printf("%.4f\n", p.Payoff)
	// Output:
	// [0.3333 1.3333]
}

func ExampleNewPolyline() {
	p, _ := bargain.NewPolyline([][2]float64{{10, 0}, {9, 3}, {7, 6}, {4, 8}, {0, 10}})
	fmt.Println(p.Most(1, 8))
	// Output:
	// 4.5
}

func ExampleStahl() {
	pie := bargain.Line{Ideal: [2]float64{1, 1}}
	for _, horizon := range []int{1, 2, 3, 4} {
		s, _ := bargain.Stahl{Frontier: pie, Discount: [2]float64{0.9, 0.9}, Horizon: horizon}.Solve(context.Background())
		fmt.Printf("%d offers: %.3f\n", horizon, s.Payoff[0])
	}
	// Output:
	// 1 offers: 1.000
	// 2 offers: 0.100
	// 3 offers: 0.910
	// 4 offers: 0.181
}

func ExampleFiniteHorizon() {
	m := bargain.FiniteHorizon{
		Payoff:       [][]float64{{3, 2, 1}, {1, 2, 3}},
		Disagreement: []float64{0, 0},
		Discount:     []float64{0.9, 0.9},
		Order:        []int{0, 1},
		Horizon:      2,
	}
	p, _ := m.Solve(context.Background())
	fmt.Printf("outcome %d in period %d\n", p.Outcome, p.Period) // the last proposer's best
	// Output:
	// outcome 2 in period 0
}

func ExampleUltimatum() {
	r, _ := bargain.Ultimatum{Pie: 10}.Solve(context.Background())
	fmt.Println(r.Offers)
	// Output:
	// [0 1]
}

func ExampleNashDemand() {
	d, _ := bargain.NashDemand{Points: [][2]float64{{10, 0}, {9, 3}, {7, 6}, {4, 8}, {0, 10}}}.Solve()
	fmt.Println(len(d.Equilibria), "equilibria, selected", d.Equilibria[d.Selected])
	// Output:
	// 5 equilibria, selected [7 6]
}

func ExampleFehrSchmidt() {
	envious := bargain.FehrSchmidt{Envy: 1, Guilt: 0.2}
	least, _ := envious.Threshold()
	fmt.Printf("accepts %.4f; utility of (80, 20): %g\n", least, envious.Utility(1, []float64{80, 20}))
	// Output:
	// accepts 0.3333; utility of (80, 20): -40
}

func ExampleFairUltimatum() {
	r, _ := bargain.FairUltimatum{
		Proposer:  bargain.FehrSchmidt{Envy: 1, Guilt: 0.6},
		Responder: bargain.FehrSchmidt{Envy: 1},
	}.Solve()
	fmt.Println(r.Offer)
	// Output:
	// 0.5
}

func ExampleZeuthen() {
	z, _ := bargain.Zeuthen{Payoff: [2][]float64{{90, 30}, {10, 70}}}.Solve()
	fmt.Printf("risks %.4f, agreed on outcome %d\n", z.Steps[0].Risk, z.Outcome)
	// Output:
	// risks [0.6667 0.8571], agreed on outcome 1
}

func ExampleLine() {
	fmt.Println(bargain.Line{Ideal: [2]float64{1, 2}}.Most(1, 0.5))
	// Output:
	// 1
}

func ExamplePowers() {
	pie := bargain.Powers{A: 0.5, B: 1}
	fmt.Println(pie.Most(1, 0.5), pie.Share(0, 0.5))
	// Output:
	// 0.75 0.25
}

func ExampleCurve() {
	parabola := bargain.Curve{Ideal: 1, Second: func(u float64) float64 { return 1 - u*u }}
	fmt.Printf("%.2f %.2f\n", parabola.Most(1, 0.5), parabola.Most(0, 0.75))
	// Output:
	// 0.75 0.50
}

func ExampleCertificate() {
	o, _ := bargain.Rubinstein{Discount: [2]float64{0.9, 0.8}}.Solve()
	c := o.Certificate
	fmt.Println(c.Method)
	fmt.Println(c.Holds(), c.Worst() < 1e-12)
	// Output:
	// one-shot deviations of proposer and responder
	// true true
}

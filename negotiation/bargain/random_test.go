package bargain_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/parleylab/parley/negotiation/bargain"
)

// draw makes parameters; its stream is fixed, so that failures repeat.
type draw struct{ *rand.Rand }

func (d draw) in(lo, hi float64) float64 { return lo + (hi-lo)*d.Float64() }

// discount is often near one, where solvers are hardest.
func (d draw) discount() float64 {
	if d.IntN(3) == 0 {
		return 1 - math.Pow(10, -d.in(1, 7))
	}
	return d.in(0.001, 0.999)
}

func (d draw) discounts(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = d.discount()
		if i > 0 && d.IntN(2) == 0 {
			x[i] = x[i-1]
		}
	}
	return x
}

func (d draw) two(lo, hi float64) [2]float64 { return [2]float64{d.in(lo, hi), d.in(lo, hi)} }

// simplex sums to one, with ties and zeros now and then.
func (d draw) simplex(n int) []float64 {
	p, sum := make([]float64, n), 0.0
	for i := range p {
		p[i] = d.ExpFloat64()
		switch {
		case i > 0 && d.IntN(4) == 0:
			p[i] = p[i-1]
		case i > 0 && d.IntN(8) == 0:
			p[i] = 0
		}
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

func (d draw) table(n, m int, lo, hi float64) [][]float64 {
	t := make([][]float64, n)
	for i := range t {
		t[i] = make([]float64, m)
		for j := range t[i] {
			t[i][j] = d.in(lo, hi)
			if d.IntN(3) == 0 { // ties
				t[i][j] = math.Round(t[i][j])
			}
		}
	}
	return t
}

func (d draw) uniform() bargain.Uniform {
	lo := d.in(0, 1)
	return bargain.Uniform{Low: lo, High: lo + d.in(0.05, 2)}
}

func (d draw) frontier() bargain.Frontier {
	switch d.IntN(3) {
	case 0:
		return bargain.Line{Ideal: d.two(0.1, 10)}
	case 1:
		return bargain.Powers{A: d.in(0.05, 1), B: d.in(0.05, 1)}
	}
	points := make([][2]float64, 2+d.IntN(20))
	for k := range points {
		points[k] = d.two(0, 5)
	}
	p, err := bargain.NewPolyline(points)
	if err != nil {
		return bargain.Line{Ideal: [2]float64{1, 1}}
	}
	return p
}

// generators draw valid parameters of every model; some draws are outside the
// scope of their model, which must say so.
var generators = []func(d draw) any{
	func(d draw) any { return bargain.Rubinstein{Discount: [2]float64(d.discounts(2))} },
	func(d draw) any { return bargain.Rates{Rate: d.two(0.01, 3), Interval: d.in(0.0001, 3)} },
	func(d draw) any { return bargain.FixedCost{Cost: d.two(0.001, 0.999)} },
	func(d draw) any {
		return bargain.OutsideOption{Discount: [2]float64(d.discounts(2)), Option: d.two(0, 0.8)}
	},
	func(d draw) any { return bargain.Breakdown{Risk: d.in(0.0001, 0.999), Payoff: d.two(-1, 0.7)} },
	func(d draw) any {
		return bargain.InsideOption{Discount: [2]float64(d.discounts(2)), Value: d.two(-1, 0.7)}
	},
	func(d draw) any {
		return bargain.AlternatingOffers{Frontier: d.frontier(), Discount: [2]float64(d.discounts(2))}
	},
	func(d draw) any { return bargain.EqualLoss{Frontier: d.frontier()} },
	func(d draw) any {
		return bargain.Stahl{Frontier: d.frontier(), Discount: [2]float64(d.discounts(2)), Horizon: 1 + d.IntN(60), First: d.IntN(2)}
	},
	func(d draw) any {
		n := 2 + d.IntN(3)
		m := bargain.FiniteHorizon{Payoff: d.table(n, 1+d.IntN(30), -2, 5), Disagreement: make([]float64, n), Discount: d.discounts(n), Horizon: 1 + d.IntN(30), Tie: bargain.Tie(d.IntN(2))}
		for range 1 + d.IntN(4) {
			m.Order = append(m.Order, d.IntN(n))
		}
		return m
	},
	func(d draw) any {
		n := 2 + d.IntN(6)
		return bargain.Recognition{Probability: d.simplex(n), Discount: d.discounts(n)}
	},
	func(d draw) any { return bargain.Unanimity{Discount: d.discounts(2 + d.IntN(8))} },
	func(d draw) any { return bargain.Exit{Discount: d.discount(), Parties: 2 + d.IntN(20)} },
	func(d draw) any {
		n := 2 + d.IntN(3)
		return bargain.Stationary{Payoff: d.table(n, 1+d.IntN(200), -1, 4), Disagreement: make([]float64, n), Probability: d.simplex(n), Discount: d.discounts(n)}
	},
	func(d draw) any {
		n := 2 + d.IntN(9)
		m := bargain.BaronFerejohn{Recognition: d.simplex(n), Discount: d.discounts(n), Quota: 1 + d.IntN(n)}
		if d.IntN(2) == 0 {
			m.Veto = make([]bool, n)
			for i := range m.Veto {
				m.Veto[i] = d.IntN(4) == 0
			}
		}
		return m
	},
	func(d draw) any {
		n := 2 + d.IntN(8)
		m := bargain.BanksDuggan{Recognition: d.simplex(n), Discount: d.discounts(n), Quota: n/2 + 1 + d.IntN(n-n/2), Exponent: d.in(1, 3), Base: d.in(1, 3)}
		for range n {
			m.Ideal = append(m.Ideal, d.in(0, 1))
		}
		return m
	},
	func(d draw) any {
		m := bargain.RomerRosenthal{Setter: d.in(-1, 2), StatusQuo: d.in(-1, 2)}
		for range 1 + 2*d.IntN(6) {
			m.Voters = append(m.Voters, d.in(0, 1))
		}
		return m
	},
	func(d draw) any {
		return bargain.Kalandrakis{Discount: d.discount(), StatusQuo: [3]float64(d.simplex(3))}
	},
	func(d draw) any {
		n := 1 + d.IntN(8)
		m := bargain.MerloWilson{Discount: d.discount(), Recognition: d.simplex(2 + d.IntN(3))}
		for range n {
			m.Pie = append(m.Pie, d.in(0, 5))
			m.Transition = append(m.Transition, d.simplex(n))
		}
		return m
	},
	func(d draw) any { return bargain.Ultimatum{Pie: 1 + d.IntN(50)} },
	func(d draw) any {
		m := bargain.NashDemand{}
		for range 1 + d.IntN(30) {
			m.Points = append(m.Points, [2]float64{math.Round(d.in(0, 9)), d.in(0, 9)})
		}
		return m
	},
	func(d draw) any {
		a, b := d.two(0, 4), d.two(0, 0.99)
		return bargain.FairUltimatum{
			Proposer:  bargain.FehrSchmidt{Envy: max(a[0], b[0]), Guilt: b[0]},
			Responder: bargain.FehrSchmidt{Envy: max(a[1], b[1]), Guilt: b[1]},
		}
	},
	func(d draw) any {
		t := d.table(2, 1+d.IntN(100), -1, 9)
		return bargain.Zeuthen{Payoff: [2][]float64(t)}
	},
	func(d draw) any { return bargain.Reservations{Buyer: d.uniform(), Seller: d.uniform()} },
	func(d draw) any {
		return bargain.ChatterjeeSamuelson{Value: d.uniform(), Cost: d.uniform(), K: d.Float64()}
	},
	func(d draw) any { return bargain.MyersonSatterthwaite{Value: d.uniform(), Cost: d.uniform()} },
	func(d draw) any {
		l := d.in(0.01, 3)
		return bargain.TwoPeriodScreening{High: l + d.in(0.01, 5), Low: l, Discount: d.discount(), Prior: d.in(0.001, 0.999)}
	},
	func(d draw) any {
		l := d.in(0.1, 3)
		return bargain.Screening{High: l + d.in(0.01, 5), Low: l, Discount: d.in(0.01, 0.98), Odds: d.in(0, 40)}
	},
	func(d draw) any { return bargain.CoaseLinear{Discount: d.discount(), Top: d.in(0.1, 10)} },
	func(d draw) any {
		l := d.in(0.1, 3)
		return bargain.AdmatiPerry{High: l + d.in(0.01, 5), Low: l, Rate: d.in(0.01, 2)}
	},
	func(d draw) any { return bargain.Attrition{Prize: d.two(0.1, 9), Cost: d.two(0.1, 9)} },
	func(d draw) any { return bargain.PrivateAttrition{Prize: d.uniform(), Cost: d.in(0.1, 9)} },
	func(d draw) any {
		return bargain.AbreuGul{Claim: d.two(0.4, 0.99), Rate: d.two(0.01, 2), Stubborn: d.two(0.0001, 0.9)}
	},
	func(d draw) any { return bargain.CheapTalk{Bias: math.Pow(10, -d.in(0, 7))} },
	func(d draw) any {
		return bargain.FinalOffer{Fair: bargain.Normal{Mean: d.in(-5, 5), Deviation: d.in(0.01, 4)}}
	},
	func(d draw) any { return bargain.Partnership{Value: d.uniform(), Share: d.simplex(2 + d.IntN(5))} },
	func(d draw) any { return bargain.WarRange{Power: d.Float64(), Cost: d.two(0, 1)} },
	func(d draw) any {
		lo := d.in(0, 0.5)
		return bargain.Fearon{Power: d.Float64(), Cost: d.in(0, 1), CostLow: lo, CostHigh: lo + d.in(0.01, 1)}
	},
	func(d draw) any {
		p := d.in(0, 0.6)
		return bargain.FearonTypes{Power: p, Cost: d.in(0.01, 0.5), CostLow: d.in(0, 0.15), CostHigh: d.in(0.2, 0.4), Weak: d.Float64()}
	},
	func(d draw) any {
		m := bargain.DemandMenu{Power: d.Float64(), Cost: d.in(0, 1), Probability: d.simplex(1 + d.IntN(5))}
		for range m.Probability {
			m.Costs = append(m.Costs, d.in(0, 0.6))
		}
		if d.IntN(2) == 0 {
			m.Demands = []float64{d.Float64(), d.Float64()}
		}
		return m
	},
	func(d draw) any {
		return bargain.Powell{Power: d.Float64(), StatusQuo: d.Float64(), Cost: d.in(0, 0.6), CostMax: d.in(0.01, 1)}
	},
	func(d draw) any {
		return bargain.PreventiveWar{Discount: d.discount(), Power: d.Float64(), Later: d.Float64(), Cost: d.in(0, 3)}
	},
	func(d draw) any {
		m := bargain.CommitmentProblem{Discount: d.discount(), Cost: d.two(0, 3)}
		for range 1 + d.IntN(10) {
			m.Power = append(m.Power, d.Float64())
		}
		return m
	},
	func(d draw) any {
		lo := d.in(0.05, 0.5)
		return bargain.WarLearning{Strong: d.in(lo+0.01, 0.95), Weak: lo, Prior: d.two(0, 1), Cost: d.two(0.001, 0.1), Battles: 1 + d.IntN(40)}
	},
	func(d draw) any {
		return bargain.Kydd{Power: d.in(0, 0.6), Cost: d.in(0.01, 0.5), CostLow: d.in(0, 0.15), CostHigh: d.in(0.2, 0.4), Weak: d.Float64(), Mediator: d.Float64()}
	},
	func(d draw) any { return d.mediation() },
	func(d draw) any {
		return bargain.Ratification{Table: d.Float64(), Floor: d.Float64(), Ceiling: d.Float64()}
	},
	func(d draw) any {
		k := 1 + d.IntN(10)
		t := d.table(2, k, 0, 9)
		return bargain.WinSet{Weight: [2][]float64(t), Reservation: d.two(0, 20)}
	},
	func(d draw) any { return bargain.AudienceCosts{Cost: d.two(0.01, 5), War: d.two(0.01, 5)} },
	func(d draw) any {
		x := d.table(1, 4, -5, 5)[0]
		if d.IntN(2) == 0 {
			slices.Sort(x)
			slices.Reverse(x)
		}
		return bargain.PrisonersDilemma{Temptation: x[0], Reward: x[1], Punishment: x[2], Sucker: x[3]}
	},
	func(d draw) any {
		n, m := 1+d.IntN(6), 1+d.IntN(6)
		return bargain.FolkTheorem{First: d.table(n, m, -5, 5), Second: d.table(n, m, -5, 5), Row: d.IntN(n), Column: d.IntN(m)}
	},
	func(d draw) any {
		n, m := 1+d.IntN(8), 1+d.IntN(8)
		return bargain.VariableThreats{First: d.table(n, m, -5, 5), Second: d.table(n, m, -5, 5)}
	},
}

// mediation draws a crisis of up to three types a side.
func (d draw) mediation() bargain.Mediation {
	n0, n1, outcomes := 1+d.IntN(2), 1+d.IntN(2), 2+d.IntN(3)
	if d.IntN(10) == 0 {
		n0 = 3
	}
	m := bargain.Mediation{Prior: [2][]float64{d.simplex(n0), d.simplex(n1)}, War: outcomes - 1}
	for i := range 2 {
		for range n0 {
			m.Payoff[i] = append(m.Payoff[i], d.table(n1, outcomes, 0, 2))
		}
	}
	if d.IntN(2) == 0 {
		m.Objective = make([][][]float64, n0)
		for a := range m.Objective {
			m.Objective[a] = d.table(n1, outcomes, 0, 1)
		}
	}
	if d.IntN(3) == 0 {
		m.War = -1
		m.Outside = [2][]float64{make([]float64, n0), make([]float64, n1)}
	}
	return m
}

// TestRandomModels draws every model many times: each gives a certified result
// or says why not.
func TestRandomModels(t *testing.T) {
	for g, make := range generators {
		d := draw{rand.New(rand.NewPCG(4, uint64(g)))}
		name := reflect.TypeOf(make(d)).Name()
		t.Run(name, func(t *testing.T) {
			solved, refused := 0, map[string]int{}
			for range 60 {
				m := make(d)
				result, err := run(context.Background(), m)
				judge(t, m, result, err)
				if err == nil {
					solved++
				} else {
					refused[fmt.Sprintf("%.40s", err)]++
				}
				if t.Failed() {
					return
				}
			}
			if solved < 6 {
				t.Errorf("%d of 60 draws were solved: %v", solved, refused)
			}
		})
	}
	if len(generators) != len(sound()) {
		t.Errorf("%d generators for %d models", len(generators), len(sound()))
	}
}

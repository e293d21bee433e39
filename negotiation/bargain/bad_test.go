package bargain_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation/bargain"
)

// TestBadShapes are inputs whose numbers are fine and whose shape or scope is
// not; every fault must be named.
func TestBadShapes(t *testing.T) {
	half := []float64{0.5, 0.5}
	for _, x := range []struct {
		name  string
		model any
		kind  error
		want  []string
	}{
		{"nil frontier", bargain.Stahl{Discount: [2]float64{0.9, 0.9}, Horizon: 3}, bargain.ErrInput, []string{"Stahl.Frontier is nil"}},
		{"empty polyline", bargain.AlternatingOffers{Frontier: bargain.Polyline{}, Discount: [2]float64{0.9, 0.9}}, bargain.ErrInput, []string{"no corners"}},
		{"convex frontier", bargain.AlternatingOffers{Frontier: bargain.Curve{Ideal: 1, Second: func(u float64) float64 { return (1 - u) * (1 - u) }}, Discount: [2]float64{0.9, 0.9}}, bargain.ErrInput, []string{"not concave"}},
		{"rising frontier", bargain.EqualLoss{Frontier: bargain.Curve{Ideal: 1, Second: func(u float64) float64 { return 1 + u }}}, bargain.ErrInput, []string{"not increasing"}},
		{"frontier that is not a number", bargain.EqualLoss{Frontier: bargain.Curve{Ideal: 1, Second: func(u float64) float64 { return math.NaN() }}}, bargain.ErrInput, []string{"positive and finite"}},
		{"nil function", bargain.EqualLoss{Frontier: bargain.Curve{Ideal: 1}}, bargain.ErrInput, []string{"Second is nil"}},
		{"horizon of nothing", bargain.Stahl{Frontier: pie, Discount: [2]float64{0.9, 0.9}}, bargain.ErrInput, []string{"Horizon is 0, want in [1, 1000000]"}},
		{"endless horizon", bargain.Stahl{Frontier: pie, Discount: [2]float64{0.9, 0.9}, Horizon: math.MaxInt32}, bargain.ErrInput, []string{"Horizon"}},
		{"ragged table", bargain.FiniteHorizon{Payoff: [][]float64{{1, 2}, {1}}, Disagreement: half, Discount: half, Order: []int{0}, Horizon: 1}, bargain.ErrInput, []string{"Payoff[1] has 1 entries, want 2"}},
		{"no outcomes", bargain.Stationary{Payoff: [][]float64{{}, {}}, Disagreement: half, Probability: half, Discount: half}, bargain.ErrInput, []string{"length is 0"}},
		{"unknown proposer", bargain.FiniteHorizon{Payoff: [][]float64{{1}, {1}}, Disagreement: half, Discount: half, Order: []int{2}, Horizon: 1}, bargain.ErrInput, []string{"Order[0] is 2, want in [0, 1]"}},
		{"quota of none", bargain.BaronFerejohn{Recognition: half, Discount: half}, bargain.ErrInput, []string{"Quota is 0, want in [1, 2]"}},
		{"quota above all", bargain.BaronFerejohn{Recognition: half, Discount: half, Quota: 3}, bargain.ErrInput, []string{"Quota is 3, want in [1, 2]"}},
		{"patient unanimity", bargain.BaronFerejohn{Recognition: half, Discount: []float64{1, 1}, Quota: 2}, bargain.ErrInput, []string{"Discount[0] is 1, want in (0, 1)", "Discount[1]"}},
		{"minority rule", bargain.BanksDuggan{Ideal: []float64{0, 0.5, 1}, Recognition: []float64{0.5, 0.25, 0.25}, Discount: []float64{0.9, 0.9, 0.9}, Quota: 1, Exponent: 1, Base: 1}, bargain.ErrInput, []string{"Quota is 1, want in [2, 3]"}},
		{"worthless ideals", bargain.BanksDuggan{Ideal: []float64{0, 2}, Recognition: half, Discount: half, Quota: 2, Exponent: 2, Base: 1}, bargain.ErrScope, []string{"raise Base to 4"}},
		{"even voters", bargain.RomerRosenthal{Voters: half}, bargain.ErrScope, []string{"no median"}},
		{"probabilities", bargain.Recognition{Probability: []float64{0.5, 0.6}, Discount: half}, bargain.ErrInput, []string{"sums to 1.1"}},
		{"options above the pie", bargain.OutsideOption{Discount: [2]float64{0.9, 0.9}, Option: [2]float64{0.6, 0.6}}, bargain.ErrScope, []string{"options sum to 1.2"}},
		{"breakdown above the pie", bargain.Breakdown{Risk: 0.1, Payoff: [2]float64{0.6, 0.6}}, bargain.ErrScope, []string{"sum to 1.2"}},
		{"claims that fit", bargain.AbreuGul{Claim: [2]float64{0.4, 0.4}, Rate: [2]float64{1, 1}, Stubborn: [2]float64{0.1, 0.1}}, bargain.ErrScope, []string{"claims sum to 0.8"}},
		{"nil law", bargain.MyersonSatterthwaite{Value: unit}, bargain.ErrInput, []string{"Cost is nil"}},
		{"reversed law", bargain.Reservations{Buyer: bargain.Uniform{Low: 1, High: 0}, Seller: unit}, bargain.ErrInput, []string{"Buyer has quantile"}},
		{"unbounded law", bargain.Partnership{Value: bargain.Normal{Mean: 0, Deviation: 1}, Share: half}, bargain.ErrInput, []string{"Value has quantile -Inf"}},
		{"bunching bids", bargain.ChatterjeeSamuelson{Value: bargain.Uniform{Low: 0.9, High: 1}, Cost: unit, K: 0.5}, bargain.ErrScope, []string{"no linear equilibrium"}},
		{"no bias", bargain.CheapTalk{}, bargain.ErrInput, []string{"Bias is 0"}},
		{"values in the wrong order", bargain.Screening{High: 1, Low: 2, Discount: 0.9}, bargain.ErrInput, []string{"High is 1, want finite and above Low"}},
		{"hawks without prey", bargain.PrisonersDilemma{Temptation: 3, Reward: 5, Punishment: 1}, bargain.ErrScope, []string{"Temptation > Reward"}},
		{"punishment that pleases", bargain.FolkTheorem{First: [][]float64{{3, 0}, {5, 1}}, Second: [][]float64{{3, 5}, {0, 1}}, Threat: &[2]float64{4, 4}}, bargain.ErrScope, []string{"above the punishment 4"}},
		{"tables of two shapes", bargain.VariableThreats{First: [][]float64{{1, 2}}, Second: [][]float64{{1}}}, bargain.ErrInput, []string{"Second has 1 columns, want 2"}},
		{"empty bargaining set", bargain.Zeuthen{Payoff: [2][]float64{{-1, 2}, {2, -1}}}, bargain.ErrScope, []string{"more than conflict"}},
		{"nothing to demand", bargain.NashDemand{Points: [][2]float64{{0, 0}}}, bargain.ErrScope, []string{"more than zero"}},
		{"too many issues", bargain.WinSet{Weight: [2][]float64{make([]float64, 40), make([]float64, 40)}}, bargain.ErrInput, []string{"want in [1, 20]"}},
		{"dissatisfied", bargain.Powell{Power: 0.2, StatusQuo: 0.9, Cost: 0.1, CostMax: 0.4}, bargain.ErrScope, []string{"status quo 0.9"}},
		{"demand above the pie", bargain.Kydd{Power: 0.9, Cost: 0.1, CostLow: 0.1, CostHigh: 0.3, Weak: 0.5}, bargain.ErrInput, []string{"Kydd.CostHigh is 0.3"}},
		{"no mediation", bargain.Mediation{War: -1, Prior: [2][]float64{{1}, {1}}}, bargain.ErrInput, []string{"Payoff[0] is empty"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			_, err := run(context.Background(), x.model)
			if !errors.Is(err, x.kind) {
				t.Fatalf("%+v: error %v, want %v", x.model, err, x.kind)
			}
			for _, want := range x.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q lacks %q", err, want)
				}
			}
		})
	}
}

// TestLongRunsCancel gives each long model a context that is over.
func TestLongRunsCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, m := range []any{
		bargain.Stahl{Frontier: pie, Discount: [2]float64{0.9, 0.9}, Horizon: bargain.MaxHorizon},
		bargain.FiniteHorizon{Payoff: [][]float64{{1}, {1}}, Disagreement: []float64{0, 0}, Discount: []float64{1, 1}, Order: []int{0}, Horizon: bargain.MaxHorizon},
		bargain.Stationary{Payoff: [][]float64{{3, 2, 1}, {1, 2, 3}}, Disagreement: []float64{0, 0}, Probability: []float64{0.5, 0.5}, Discount: []float64{0.5, 0.5}},
		bargain.BanksDuggan{Ideal: []float64{0, 1}, Recognition: []float64{0.5, 0.5}, Discount: []float64{0.9, 0.9}, Quota: 2, Exponent: 1, Base: 1},
		bargain.WarLearning{Strong: 0.7, Weak: 0.3, Prior: [2]float64{0.9, 0.1}, Cost: [2]float64{0.1, 0.1}, Battles: 900},
		bargain.VariableThreats{First: [][]float64{{1, 2}, {3, 1}}, Second: [][]float64{{1, 2}, {3, 4}}},
		smallMediation(),
	} {
		if _, err := run(ctx, m); !errors.Is(err, context.Canceled) {
			t.Errorf("%T: error %v, want context.Canceled", m, err)
		}
	}
}

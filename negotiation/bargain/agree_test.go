package bargain_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/parleylab/parley/negotiation/bargain"
)

// must returns the result of a model that takes no context.
func must[R any](t *testing.T, m interface{ Solve() (R, error) }) R {
	t.Helper()
	r, err := m.Solve()
	if err != nil {
		t.Fatalf("%T%+v: %v", m, m, err)
	}
	return r
}

// mustWith is must for a model that takes one.
func mustWith[R any](t *testing.T, m interface {
	Solve(context.Context) (R, error)
}) R {
	t.Helper()
	r, err := m.Solve(context.Background())
	if err != nil {
		t.Fatalf("%T%+v: %v", m, m, err)
	}
	return r
}

func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %v, want %v within %v", what, got, want, tolerance)
	}
}

var (
	pie  = bargain.Line{Ideal: [2]float64{1, 1}}
	unit = bargain.Uniform{Low: 0, High: 1}
)

// TestAlternatingOffersAgree compares models that must coincide where their
// assumptions do.
func TestAlternatingOffersAgree(t *testing.T) {
	d := [2]float64{0.9, 0.8}
	spe := must(t, bargain.Rubinstein{Discount: d}).Opening
	for name, got := range map[string][2][2]float64{
		"line":          must(t, bargain.AlternatingOffers{Frontier: pie, Discount: d}).Opening,
		"no option":     must(t, bargain.OutsideOption{Discount: d}).Opening,
		"no flow":       must(t, bargain.InsideOption{Discount: d}).Opening,
		"two in turn":   [2][2]float64{[2]float64(must(t, bargain.Unanimity{Discount: d[:]}).Shares[0]), [2]float64(must(t, bargain.Unanimity{Discount: d[:]}).Shares[1])},
		"long horizon":  {mustWith(t, bargain.Stahl{Frontier: pie, Discount: d, Horizon: 400}).Payoff, mustWith(t, bargain.Stahl{Frontier: pie, Discount: d, Horizon: 400, First: 1}).Payoff},
		"odd horizon":   {mustWith(t, bargain.Stahl{Frontier: pie, Discount: d, Horizon: 401}).Payoff, mustWith(t, bargain.Stahl{Frontier: pie, Discount: d, Horizon: 401, First: 1}).Payoff},
		"other utility": must(t, bargain.AlternatingOffers{Frontier: bargain.Curve{Ideal: 1, Second: func(u float64) float64 { return 1 - u }}, Discount: d}).Opening,
	} {
		for k := range 2 {
			for i := range 2 {
				within(t, name, got[k][i], spe[k][i], 1e-9)
			}
		}
	}
}

func TestLimitsAreNash(t *testing.T) {
	risky := must(t, bargain.Breakdown{Risk: 1e-9, Payoff: [2]float64{0.2, 0.1}}).Opening[0][0]
	limit, err := bargain.Breakdown{Payoff: [2]float64{0.2, 0.1}}.Limit()
	if err != nil {
		t.Fatal(err)
	}
	within(t, "breakdown limit", risky, limit[0], 1e-8)
	curve := bargain.Powers{A: 0.5, B: 0.8}
	fast := must(t, bargain.AlternatingOffers{Frontier: curve, Discount: [2]float64{1 - 1e-7, 1 - 1e-7}})
	within(t, "share under risk aversion", curve.Share(0, fast.Opening[0][0]), 0.5/1.3, 1e-6) // a/(a+b), Roth 1979
	rates, err := bargain.Rates{Rate: [2]float64{0.1, 0.3}}.Limit()
	if err != nil {
		t.Fatal(err)
	}
	near := must(t, bargain.Rates{Rate: [2]float64{0.1, 0.3}, Interval: 1e-6})
	within(t, "short interval", near.Opening[0][0], rates[0], 1e-7)
}

// TestStahlParity: the last proposer holds the power, as the artefact panel must
// be able to show.
func TestStahlParity(t *testing.T) {
	for horizon := 1; horizon < 20; horizon++ {
		d := 0.95
		got := mustWith(t, bargain.Stahl{Frontier: pie, Discount: [2]float64{d, d}, Horizon: horizon}).Payoff[0]
		within(t, "opener's share", got, (1-math.Pow(-d, float64(horizon)))/(1+d), 1e-12)
	}
}

// TestFiniteHorizonOnGrid divides 1000 units and finds Ståhl's shares to the unit.
func TestFiniteHorizonOnGrid(t *testing.T) {
	const units = 1000
	payoff := [][]float64{make([]float64, units+1), make([]float64, units+1)}
	for k := range units + 1 {
		payoff[0][k], payoff[1][k] = float64(k)/units, 1-float64(k)/units
	}
	for _, tie := range []bargain.Tie{bargain.AcceptTie, bargain.RefuseTie} {
		m := bargain.FiniteHorizon{Payoff: payoff, Disagreement: []float64{0, 0}, Discount: []float64{0.9, 0.8}, Order: []int{0, 1}, Horizon: 9, Tie: tie}
		want := mustWith(t, bargain.Stahl{Frontier: pie, Discount: [2]float64{0.9, 0.8}, Horizon: 9}).Payoff
		within(t, "grid", mustWith(t, m).Payoff[0], want[0], 9.0/units)
	}
}

func TestManyPartiesAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		n := 2 + r.IntN(6)
		p, d, sum := make([]float64, n), make([]float64, n), 0.0
		for i := range n {
			p[i], d[i] = r.Float64()+0.01, 0.01+0.98*r.Float64()
			sum += p[i]
		}
		for i := range n {
			p[i] /= sum
		}
		a := must(t, bargain.Recognition{Probability: p, Discount: d}).Value
		b := must(t, bargain.BaronFerejohn{Recognition: p, Discount: d, Quota: n}).Value
		all := make([]bool, n)
		for i := range all {
			all[i] = true
		}
		c := must(t, bargain.BaronFerejohn{Recognition: p, Discount: d, Quota: 1, Veto: all}).Value
		for i := range n {
			within(t, "unanimity as a quota", b[i], a[i], 1e-9)
			within(t, "unanimity as vetoes", c[i], a[i], 1e-9)
		}
		same := make([]float64, n)
		for i := range same {
			same[i] = d[0]
		}
		one := must(t, bargain.MerloWilson{Pie: []float64{1}, Transition: [][]float64{{1}}, Discount: d[0], Recognition: p}).Share[0]
		for i, v := range must(t, bargain.Recognition{Probability: p, Discount: same}).Value {
			within(t, "one state", one[i], v, 1e-9)
		}
	}
}

// TestLegislatureAgainstBestResponses finds the payoffs of small legislatures by
// smoothed best responses, which share nothing with the solver.
func TestLegislatureAgainstBestResponses(t *testing.T) {
	for _, m := range []bargain.BaronFerejohn{
		{Recognition: []float64{0.5, 0.3, 0.2}, Discount: []float64{0.9, 0.9, 0.9}, Quota: 2},
		{Recognition: []float64{0.2, 0.3, 0.1, 0.4}, Discount: []float64{0.9, 0.7, 0.95, 0.8}, Quota: 3},
		{Recognition: []float64{0.1, 0.2, 0.3, 0.2, 0.2}, Discount: []float64{0.5, 0.9, 0.9, 0.9, 0.6}, Quota: 3},
	} {
		want := must(t, m).Value
		for i, v := range smoothed(m) {
			within(t, "value by smoothed best responses", v, want[i], 2e-3)
		}
	}
}

// smoothed averages values under cheapest coalitions over many rounds.
func smoothed(m bargain.BaronFerejohn) []float64 {
	n := len(m.Recognition)
	v := make([]float64, n)
	for i := range v {
		v[i] = 1 / float64(n)
	}
	for round := 1; round <= 50_000; round++ {
		next := make([]float64, n)
		for k, p := range m.Recognition {
			order := []int{}
			for i := range n {
				if i != k {
					order = append(order, i)
				}
			}
			slices.SortFunc(order, func(a, b int) int {
				if m.Discount[a]*v[a] < m.Discount[b]*v[b] {
					return -1
				}
				return 1
			})
			keep := 1.0
			for _, i := range order[:m.Quota-1] {
				keep -= m.Discount[i] * v[i]
				next[i] += p * m.Discount[i] * v[i]
			}
			next[k] += p * keep
		}
		step := 2 / (2 + float64(round)/20)
		for i := range v {
			v[i] += min(step, 1) * (next[i] - v[i])
		}
	}
	return v
}

func TestPatientVotersReachTheMedian(t *testing.T) {
	for _, exponent := range []float64{1, 1.5, 2} {
		d := 0.999999
		m := bargain.BanksDuggan{
			Ideal: []float64{0, 0.2, 0.35, 0.9, 1}, Recognition: []float64{0.3, 0.1, 0.1, 0.2, 0.3},
			Discount: []float64{d, d, d, d, d}, Quota: 3, Exponent: exponent, Base: 1,
		}
		for _, x := range mustWith(t, m).Proposal {
			within(t, "proposal of a patient committee", x, 0.35, 0.01)
		}
	}
}

// TestStationaryNearNash: patient parties and dense outcomes lead to the largest
// product of gains.
func TestStationaryNearNash(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	payoff := [][]float64{nil, nil, nil}
	best, at := 0.0, 0
	for o := range 20_000 {
		product := 1.0
		x := [3]float64{r.ExpFloat64(), r.ExpFloat64(), r.ExpFloat64()}
		sum := x[0] + x[1] + x[2]
		for i := range 3 {
			payoff[i] = append(payoff[i], x[i]/sum)
			product *= x[i] / sum
		}
		if product > best {
			best, at = product, o
		}
	}
	m := bargain.Stationary{Payoff: payoff, Disagreement: []float64{0, 0, 0}, Probability: []float64{1. / 3, 1. / 3, 1. / 3}, Discount: []float64{0.95, 0.95, 0.95}}
	got := mustWith(t, m)
	for i := range 3 {
		within(t, "value", got.Value[i], payoff[i][at], 0.05)
	}
}

// TestNoMechanismBeatsTheBound: the second best of Myerson and Satterthwaite is
// never below what sealed bids or a posted price earn, and equals the missing
// subsidy of the sole owner's partnership.
func TestNoMechanismBeatsTheBound(t *testing.T) {
	best := must(t, bargain.MyersonSatterthwaite{Value: unit, Cost: unit})
	for k := range 21 {
		bids := must(t, bargain.ChatterjeeSamuelson{Value: unit, Cost: unit, K: float64(k) / 20})
		if bids.Gain > best.Gain+1e-12 {
			t.Errorf("k = %v gains %v, above the bound %v", float64(k)/20, bids.Gain, best.Gain)
		}
		price := float64(k) / 20
		if posted := price * (1 - price) / 2; posted > best.Gain { // P(v>p)P(c<p)(E[v|v>p]-E[c|c<p])
			t.Errorf("posted price %v gains %v, above the bound %v", price, posted, best.Gain)
		}
	}
	owner := must(t, bargain.Partnership{Value: unit, Share: []float64{1, 0}})
	within(t, "sole owner's surplus", owner.Surplus, -best.Subsidy, 1e-12)
	r := rand.New(rand.NewPCG(7, 8))
	for range 100 {
		value := bargain.Uniform{Low: r.Float64(), High: 1 + r.Float64()}
		cost := bargain.Uniform{Low: -r.Float64(), High: 1 + r.Float64()}
		bound := must(t, bargain.MyersonSatterthwaite{Value: value, Cost: cost})
		if bound.Gain > bound.FirstBest+1e-12 {
			t.Errorf("second best %v exceeds first best %v", bound.Gain, bound.FirstBest)
		}
		bids, err := bargain.ChatterjeeSamuelson{Value: value, Cost: cost, K: r.Float64()}.Solve()
		if err == nil && bids.Gain > bound.Gain+1e-9 {
			t.Errorf("%v, %v: sealed bids gain %v, above the bound %v", value, cost, bids.Gain, bound.Gain)
		}
	}
}

// TestBetaTrade takes laws from gonum: the efficient rule is out of reach on
// overlapping supports, within reach where they do not overlap.
func TestBetaTrade(t *testing.T) {
	s := must(t, bargain.MyersonSatterthwaite{Value: distuv.Uniform{Min: 0, Max: 1}, Cost: distuv.Uniform{Min: 0, Max: 1}})
	within(t, "gonum's uniform law", s.Gain, 9.0/64, 1e-12)
	apart := must(t, bargain.MyersonSatterthwaite{Value: bargain.Uniform{Low: 2, High: 3}, Cost: unit})
	if apart.Alpha != 0 || apart.Subsidy != 0 || apart.Efficiency != 1 {
		t.Errorf("disjoint supports: %+v, want efficient trade", apart)
	}
	tri := distuv.NewTriangle(0, 1, 0.5, nil)
	got := must(t, bargain.FinalOffer{Fair: tri})
	within(t, "final offer under a triangle law", got.Low, 0.25, 1e-12) // 1/2 - 1/(2·2)
}

func TestNoWarWhenOffersCoverTheRange(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 500 {
		p, a, b := r.Float64(), r.Float64()*0.5, r.Float64()*0.3
		zone := must(t, bargain.WarRange{Power: p, Cost: [2]float64{a, b}})
		for k := range 11 { // any split of the surplus is better than war for both
			x := zone.Low + zone.Width*float64(k)/10
			if x < p-a-1e-12 || 1-x < 1-p-b-1e-12 {
				t.Errorf("x = %v in [%v, %v] is worse than war for a side", x, zone.Low, zone.High)
			}
		}
		// Certain costs, or costs that hardly vary, lead to no war.
		sure := must(t, bargain.Fearon{Power: p, Cost: a, CostLow: b + 0.4, CostHigh: b + 0.4 + min(a+b+0.4, 0.2)})
		if sure.War != 0 {
			t.Errorf("war with probability %v though the safe demand is best", sure.War)
		}
	}
}

func TestWarGrowsWithTheGapOfPowerAndBenefits(t *testing.T) {
	last := -1.0
	for k := 20; k >= 0; k-- { // status quo from power 0.7 down
		q := 0.7 * float64(k) / 20
		r := must(t, bargain.Powell{Power: 0.7, StatusQuo: q, Cost: 0.1, CostMax: 0.4})
		if r.War < last {
			t.Errorf("status quo %v: war %v, less than %v at a smaller gap", q, r.War, last)
		}
		last = r.War
	}
}

func TestAudiencesAreAnAdvantage(t *testing.T) {
	last := 2.0
	for k := 1; k <= 30; k++ {
		r := must(t, bargain.AudienceCosts{Cost: [2]float64{0.1 * float64(k), 0.5}, War: [2]float64{1, 1}})
		if r.BackDown[0] > last {
			t.Errorf("cost %v: backs down with %v, more than at a lower cost %v", 0.1*float64(k), r.BackDown[0], last)
		}
		last = r.BackDown[0]
	}
	even := must(t, bargain.AudienceCosts{Cost: [2]float64{0.5, 0.5}, War: [2]float64{1, 1}})
	if even.Quit != [2]float64{} {
		t.Errorf("equal states quit at once with %v, want never", even.Quit)
	}
	within(t, "horizon", even.Horizon, (math.Sqrt(5)-1)/2/0.5, 1e-12) // x(1+x) = 1 with x = a T
}

func TestLearning(t *testing.T) {
	agreed := bargain.WarLearning{Strong: 0.7, Weak: 0.3, Prior: [2]float64{0.6, 0.6}, Cost: [2]float64{0.01, 0.01}, Battles: 15}
	r := mustWith(t, agreed)
	if r.Peace != [2]float64{1, 1} || r.Length != [2]float64{} {
		t.Errorf("common prior: peace %v after %v battles, want at once", r.Peace, r.Length)
	}
	agreed.Prior = [2]float64{0.95, 0.05}
	r = mustWith(t, agreed)
	if !(r.Optimism[0][0] > 0) || !(r.Length[0] > 1) {
		t.Errorf("optimists: optimism %v, length %v, want war", r.Optimism[0][0], r.Length)
	}
	agreed.Prior = [2]float64{0.05, 0.95} // each thinks the worse of itself
	if r = mustWith(t, agreed); r.Length != [2]float64{} {
		t.Errorf("pessimists fight %v battles, want none", r.Length)
	}
}

func TestCommitmentProblem(t *testing.T) {
	steady := must(t, bargain.CommitmentProblem{Discount: 0.9, Power: []float64{0.6}, Cost: [2]float64{0.1, 0.1}})
	if steady.Period != -1 {
		t.Errorf("steady power: war in period %d, want none", steady.Period)
	}
	shift := must(t, bargain.CommitmentProblem{Discount: 0.9, Power: []float64{0.6, 0.6, 0.3}, Cost: [2]float64{0.1, 0.1}})
	if shift.Period != 1 || shift.Attacker != 0 {
		t.Errorf("fall in period 2: %+v, want A to attack in period 1", shift)
	}
	// Powell's decliner may be left all but the riser's security, Fearon's only its
	// own: where the first attacks, so does the second.
	r := rand.New(rand.NewPCG(11, 12))
	for range 500 {
		d, p, q, a, b := 0.3+0.69*r.Float64(), r.Float64(), r.Float64(), r.Float64(), r.Float64()
		general := must(t, bargain.CommitmentProblem{Discount: d, Power: []float64{p, q}, Cost: [2]float64{a, b}})
		special := must(t, bargain.PreventiveWar{Discount: d, Power: p, Later: q, Cost: a})
		if general.Period == 0 && general.Attacker == 0 && !special.Attack {
			t.Errorf("discount %v, power %v to %v, costs %v, %v: Powell's A attacks, Fearon's does not", d, p, q, a, b)
		}
	}
}

func TestScreening(t *testing.T) {
	last := math.Inf(1)
	for _, d := range []float64{0.5, 0.9, 0.99, 0.999} {
		r := must(t, bargain.Screening{High: 2, Low: 1, Discount: d, Odds: 3})
		if !(r.Prices[0] < last) {
			t.Errorf("discount %v opens at %v, want below %v (Coase)", d, r.Prices[0], last)
		}
		last = r.Prices[0]
		two := must(t, bargain.TwoPeriodScreening{High: 2, Low: 1, Discount: d, Prior: 0.75})
		if two.Profit > two.Commit {
			t.Errorf("discount %v: profit %v above commitment %v", d, two.Profit, two.Commit)
		}
		if perBuyer := r.Value / 4; perBuyer > two.Commit {
			t.Errorf("discount %v: profit %v per buyer above commitment %v", d, perBuyer, two.Commit)
		}
	}
}

func TestEqualSharesDissolve(t *testing.T) {
	for n := 2; n <= 12; n++ {
		share, corner := make([]float64, n), make([]float64, n)
		for i := range share {
			share[i] = 1 / float64(n)
		}
		corner[0] = 1
		if d := must(t, bargain.Partnership{Value: unit, Share: share}); !d.Possible {
			t.Errorf("%d equal shares leave %v", n, d.Surplus)
		}
		if d := must(t, bargain.Partnership{Value: unit, Share: corner}); d.Possible {
			t.Errorf("sole owner among %d leaves %v", n, d.Surplus)
		}
	}
}

func TestMediation(t *testing.T) {
	m := smallMediation()
	mediated := mustWith(t, m)
	arbitrated := m
	arbitrated.War = -1
	for i := range 2 { // what war pays each type
		arbitrated.Outside[i] = []float64{0.5 - 0.4, 0.5 - 0.05}
	}
	bound := mustWith(t, arbitrated)
	if mediated.Value > bound.Value+1e-9 {
		t.Errorf("mediator gets %v, more than an arbitrator's %v", mediated.Value, bound.Value)
	}
	// With an equal split that both types accept, peace is certain.
	within(t, "sum of payoffs in peace", mediated.Value, 1, 1e-9)
	broken := m
	broken.Payoff[0] = [][][]float64{{{0, 0, 0, 2}, {0, 0, 0, 2}}, {{0, 0, 0, 2}, {0, 0, 0, 2}}}
	broken.Outside = [2][]float64{{3, 3}, {0, 0}}
	if _, err := broken.Solve(context.Background()); !errors.Is(err, bargain.ErrScope) {
		t.Errorf("impossible participation: %v, want ErrScope", err)
	}
}

func TestGames(t *testing.T) {
	pd := must(t, bargain.PrisonersDilemma{Temptation: 5, Reward: 3, Punishment: 1})
	game := bargain.FolkTheorem{First: [][]float64{{3, 0}, {5, 1}}, Second: [][]float64{{3, 5}, {0, 1}}, Threat: &[2]float64{1, 1}}
	within(t, "Nash threat", mustWith(t, game).Discount, pd.Grim, 1e-12)
	pennies := [][]float64{{1, -1}, {-1, 1}}
	other := [][]float64{{-1, 1}, {1, -1}}
	r := mustWith(t, bargain.VariableThreats{First: pennies, Second: other})
	within(t, "value of matching pennies", r.Value, 0, 1e-12)
	within(t, "threat", r.Row[0], 0.5, 1e-12)
	chicken := bargain.FolkTheorem{First: [][]float64{{6, 2}, {7, 0}}, Second: [][]float64{{6, 7}, {2, 0}}}
	within(t, "minmax of chicken", mustWith(t, chicken).Minmax[0], 2, 1e-12)
}

func TestConcessionsEndAtTheProduct(t *testing.T) {
	z := must(t, bargain.Zeuthen{Payoff: [2][]float64{{10, 9, 7, 4, 1}, {1, 3, 6, 8, 10}}})
	if z.Outcome != 2 {
		t.Errorf("Zeuthen ends at outcome %d, want 2 (product 42)", z.Outcome)
	}
	d := must(t, bargain.NashDemand{Points: [][2]float64{{10, 0}, {9, 3}, {7, 6}, {4, 8}, {0, 10}, {3, 3}}})
	if got := d.Equilibria[d.Selected]; got != [2]float64{7, 6} || len(d.Equilibria) != 5 || !d.Waste {
		t.Errorf("demand game: %+v, want 5 equilibria, (7, 6) selected, waste", d)
	}
}

func TestCheapTalkIntervals(t *testing.T) {
	for _, x := range []struct {
		bias float64
		want int
	}{{0.25, 1}, {0.2499, 2}, {1.0 / 12, 2}, {0.0833, 3}, {1, 1}, {1.0 / 24, 3}} { // 2N(N-1)b < 1
		if got := must(t, bargain.CheapTalk{Bias: x.bias}).Intervals; got != x.want {
			t.Errorf("bias %v: %d intervals, want %d", x.bias, got, x.want)
		}
	}
}

func TestPrivateZoneShifts(t *testing.T) {
	z := must(t, bargain.Reservations{Buyer: bargain.Uniform{Low: 2, High: 3}, Seller: bargain.Uniform{Low: 0, High: 1}})
	within(t, "certain zone", z.Probability, 1, 1e-12)
	within(t, "width", z.Width, 2, 1e-12)
	if z = must(t, bargain.Reservations{Buyer: unit, Seller: bargain.Uniform{Low: 2, High: 3}}); z.Probability != 0 || z.Width != 0 {
		t.Errorf("no zone: %+v", z)
	}
}

// TestSecondBestUnderBeta has densities that vanish at the ends.
func TestSecondBestUnderBeta(t *testing.T) {
	law := distuv.Beta{Alpha: 2, Beta: 2}
	s := must(t, bargain.MyersonSatterthwaite{Value: law, Cost: law})
	if !s.Certificate.Holds() || !(s.Gain < s.FirstBest) || !(s.Alpha > 0) {
		t.Errorf("Beta(2, 2) on both sides: %+v", s)
	}
	z := must(t, bargain.Reservations{Buyer: law, Seller: law})
	within(t, "first best", s.FirstBest, z.Surplus, 1e-9)
	within(t, "even odds of a zone", z.Probability, 0.5, 1e-9)
}

// TestKalandrakisEdges compares the general solution with its closed form where
// one member has nothing.
func TestKalandrakisEdges(t *testing.T) {
	for _, d := range []float64{0, 0.3, 0.9, 0.999} {
		bar := (9 - d*d) / (18 + 3*d)
		for k := range 11 {
			x := bar * float64(k) / 10
			r := must(t, bargain.Kalandrakis{Discount: d, StatusQuo: [3]float64{1 - x, x, 0}})
			within(t, "small holder", r.Share[1], 1.0/3+(1-d)*x/(3-d), 1e-12)
			within(t, "large holder", r.Share[0], 1.0/3-(1-d)*d*x/(9-d*d), 1e-12)
			within(t, "third", r.Share[2], 1.0/3-(1-d)*3*x/(9-d*d), 1e-12)
			within(t, "price", r.Price[1], x, 1e-12)
			if x > 0 {
				within(t, "periods", r.Periods, 0.5, 1e-12)
			}
		}
		even := must(t, bargain.Kalandrakis{Discount: d, StatusQuo: [3]float64{0.5, 0.5, 0}})
		within(t, "price at an even split", even.Price[0], bar, 1e-9)
		if d > 0 { // at zero the mixture does not matter
			within(t, "mixture", even.Partner[2][0], 0.5, 1e-6)
		}
	}
}

func TestDemandsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for range 200 {
		p, own, low, weak := 0.6*r.Float64(), 0.01+0.4*r.Float64(), 0.15*r.Float64(), r.Float64()
		two := must(t, bargain.FearonTypes{Power: p, Cost: own, CostLow: low, CostHigh: low + 0.2, Weak: weak})
		menu := must(t, bargain.DemandMenu{Power: p, Cost: own, Costs: []float64{low, low + 0.2}, Probability: []float64{1 - weak, weak}})
		within(t, "payoff of two types", menu.Value, two.Value, 1e-12)
		within(t, "war with two types", menu.War, two.War, 1e-12)
	}
	const n = 4000 // many types are nearly uniform
	costs, even := make([]float64, n), make([]float64, n)
	for k := range n {
		costs[k], even[k] = 0.4*(float64(k)+0.5)/n, 1.0/n
	}
	menu := must(t, bargain.DemandMenu{Power: 0.5, Cost: 0.1, Costs: costs, Probability: even})
	smooth := must(t, bargain.Fearon{Power: 0.5, Cost: 0.1, CostHigh: 0.4})
	within(t, "payoff of many types", menu.Value, smooth.Value, 1e-3)
	within(t, "demand on many types", menu.Demand, smooth.Demand, 5e-3)
}

// TestMediatorMatchesOneOffer: with one outcome list that holds the two demands
// and war, an uninformed mediator that serves A does at least as well as A's own
// offer, which is one of its rules.
func TestMediatorMatchesOneOffer(t *testing.T) {
	const power, own = 0.5, 0.1
	costs := []float64{0.1, 0.3}
	m := bargain.Mediation{Prior: [2][]float64{{1}, {0.4, 0.6}}, War: 2}
	m.Payoff[0] = [][][]float64{{nil, nil}}
	m.Payoff[1] = [][][]float64{{nil, nil}}
	m.Objective = [][][]float64{{nil, nil}}
	for b, c := range costs {
		m.Payoff[0][0][b] = []float64{power + 0.1, power + 0.3, power - own}
		m.Payoff[1][0][b] = []float64{1 - power - 0.1, 1 - power - 0.3, 1 - power - c}
		m.Objective[0][b] = m.Payoff[0][0][b]
	}
	mediated := mustWith(t, m)
	offer := must(t, bargain.FearonTypes{Power: power, Cost: own, CostLow: 0.1, CostHigh: 0.3, Weak: 0.6})
	within(t, "the best rule for A", mediated.Value, offer.Value, 1e-9) // Myerson: an offer is optimal for one side
}

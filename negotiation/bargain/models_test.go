package bargain_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation/bargain"
)

// sound holds one valid instance of every model, with parameters from the
// anchors or near them.
func sound() []any {
	half := []float64{0.5, 0.5}
	third := []float64{0.4, 0.3, 0.3}
	line := bargain.Line{Ideal: [2]float64{1, 1}}
	unit := bargain.Uniform{Low: 0, High: 1}
	return []any{
		bargain.Rubinstein{Discount: [2]float64{0.9, 0.8}},
		bargain.Rates{Rate: [2]float64{0.1, 0.3}, Interval: 1},
		bargain.FixedCost{Cost: [2]float64{0.1, 0.05}},
		bargain.OutsideOption{Discount: [2]float64{0.9, 0.8}, Option: [2]float64{0.1, 0.6}},
		bargain.Breakdown{Risk: 0.1, Payoff: [2]float64{0.2, 0.1}},
		bargain.InsideOption{Discount: [2]float64{0.9, 0.8}, Value: [2]float64{0.2, 0.1}},
		bargain.AlternatingOffers{Frontier: bargain.Powers{A: 0.5, B: 0.8}, Discount: [2]float64{0.9, 0.8}},
		bargain.EqualLoss{Frontier: bargain.Line{Ideal: [2]float64{1, 2}}},
		bargain.Stahl{Frontier: line, Discount: [2]float64{0.9, 0.8}, Horizon: 7, First: 1},
		bargain.FiniteHorizon{Payoff: [][]float64{{3, 2, 1}, {1, 2, 3}}, Disagreement: []float64{0, 0}, Discount: []float64{0.9, 0.9}, Order: []int{0, 1}, Horizon: 4},
		bargain.Recognition{Probability: third, Discount: []float64{0.9, 0.8, 0.7}},
		bargain.Unanimity{Discount: []float64{0.9, 0.8, 0.7}},
		bargain.Exit{Discount: 0.9, Parties: 4},
		bargain.Stationary{Payoff: [][]float64{{3, 2, 1}, {1, 2, 3}}, Disagreement: []float64{0, 0}, Probability: half, Discount: []float64{0.5, 0.5}},
		bargain.BaronFerejohn{Recognition: third, Discount: []float64{0.9, 0.8, 0.7}, Quota: 2, Veto: []bool{false, true, false}},
		bargain.BanksDuggan{Ideal: []float64{0, 0.4, 1}, Recognition: third, Discount: []float64{0.9, 0.8, 0.7}, Quota: 2, Exponent: 2, Base: 1.5},
		bargain.RomerRosenthal{Setter: 0.9, StatusQuo: 0.2, Voters: []float64{0.1, 0.5, 0.9}},
		bargain.Kalandrakis{Discount: 0.9, StatusQuo: [3]float64{0.5, 0.3, 0.2}},
		bargain.MerloWilson{Pie: []float64{1, 2}, Transition: [][]float64{{0.5, 0.5}, {0.2, 0.8}}, Discount: 0.9, Recognition: half},
		bargain.Ultimatum{Pie: 4},
		bargain.NashDemand{Points: [][2]float64{{10, 0}, {9, 3}, {7, 6}, {4, 8}, {0, 10}}},
		bargain.FairUltimatum{Proposer: bargain.FehrSchmidt{Envy: 1, Guilt: 0.6}, Responder: bargain.FehrSchmidt{Envy: 2, Guilt: 0.1}},
		bargain.Zeuthen{Payoff: [2][]float64{{10, 9, 7, 4, 1}, {1, 3, 6, 8, 10}}},
		bargain.Reservations{Buyer: unit, Seller: bargain.Uniform{Low: 0.2, High: 0.9}},
		bargain.ChatterjeeSamuelson{Value: unit, Cost: unit, K: 0.3},
		bargain.MyersonSatterthwaite{Value: unit, Cost: bargain.Uniform{Low: 0.1, High: 1.2}},
		bargain.TwoPeriodScreening{High: 2, Low: 1, Discount: 0.9, Prior: 0.6},
		bargain.Screening{High: 2, Low: 1, Discount: 0.9, Odds: 5},
		bargain.CoaseLinear{Discount: 0.9, Top: 2},
		bargain.AdmatiPerry{High: 2, Low: 1, Rate: 0.1},
		bargain.Attrition{Prize: [2]float64{4, 1}, Cost: [2]float64{1, 0.5}},
		bargain.PrivateAttrition{Prize: unit, Cost: 2},
		bargain.AbreuGul{Claim: [2]float64{0.6, 0.7}, Rate: [2]float64{0.1, 0.2}, Stubborn: [2]float64{0.1, 0.05}},
		bargain.CheapTalk{Bias: 0.05},
		bargain.FinalOffer{Fair: bargain.Normal{Mean: 0.5, Deviation: 0.1}},
		bargain.Partnership{Value: unit, Share: third},
		bargain.WarRange{Power: 0.6, Cost: [2]float64{0.2, 0.1}},
		bargain.Fearon{Power: 0.5, Cost: 0.1, CostLow: 0.05, CostHigh: 0.4},
		bargain.FearonTypes{Power: 0.5, Cost: 0.1, CostLow: 0.1, CostHigh: 0.3, Weak: 0.6},
		bargain.DemandMenu{Power: 0.5, Cost: 0.2, Costs: []float64{0.4, 0.1}, Probability: half, Demands: []float64{0.85, 0.55}},
		bargain.Powell{Power: 0.7, StatusQuo: 0.3, Cost: 0.1, CostMax: 0.4},
		bargain.PreventiveWar{Discount: 0.9, Power: 0.8, Later: 0.7, Cost: 0.2},
		bargain.CommitmentProblem{Discount: 0.9, Power: []float64{0.8, 0.7, 0.2}, Cost: [2]float64{0.2, 0.3}},
		bargain.WarLearning{Strong: 0.7, Weak: 0.3, Prior: [2]float64{0.9, 0.2}, Cost: [2]float64{0.02, 0.02}, Battles: 12},
		bargain.Kydd{Power: 0.5, Cost: 0.1, CostLow: 0.1, CostHigh: 0.3, Weak: 0.7, Mediator: 0.9},
		smallMediation(),
		bargain.Ratification{Table: 0.5, Floor: 0.4, Ceiling: 0.8},
		bargain.WinSet{Weight: [2][]float64{{5, 3, 2}, {2, 5, 3}}, Reservation: [2]float64{6, 4}},
		bargain.AudienceCosts{Cost: [2]float64{0.5, 0.2}, War: [2]float64{1, 1}},
		bargain.PrisonersDilemma{Temptation: 5, Reward: 3, Punishment: 1, Sucker: 0},
		bargain.FolkTheorem{First: [][]float64{{3, 0}, {5, 1}}, Second: [][]float64{{3, 5}, {0, 1}}},
		bargain.VariableThreats{First: [][]float64{{1, -1}, {-3, 4}}, Second: [][]float64{{4, -4}, {-1, 1}}},
	}
}

// smallMediation is a crisis with two cost types a side, three divisions and war.
func smallMediation() bargain.Mediation {
	m := bargain.Mediation{Prior: [2][]float64{{0.7, 0.3}, {0.6, 0.4}}, War: 3}
	shares := []float64{0.3, 0.5, 0.7}
	cost := [2][2]float64{{0.4, 0.05}, {0.4, 0.05}}
	for i := range 2 {
		m.Payoff[i] = make([][][]float64, 2)
		for a := range 2 {
			m.Payoff[i][a] = make([][]float64, 2)
			for b := range 2 {
				own := [2]int{a, b}[i]
				row := []float64{}
				for _, s := range shares {
					row = append(row, [2]float64{s, 1 - s}[i])
				}
				m.Payoff[i][a][b] = append(row, 0.5-cost[i][own])
			}
		}
	}
	return m
}

// run calls Solve, with a context if it takes one, and returns its result.
func run(ctx context.Context, model any) (any, error) {
	solve := reflect.ValueOf(model).MethodByName("Solve")
	var in []reflect.Value
	if solve.Type().NumIn() == 1 {
		in = append(in, reflect.ValueOf(ctx))
	}
	out := solve.Call(in)
	err, _ := out[1].Interface().(error)
	return out[0].Interface(), err
}

// certificate returns the certificate of a result.
func certificate(result any) (bargain.Certificate, bool) {
	v := reflect.ValueOf(result)
	if v.Kind() != reflect.Struct {
		return bargain.Certificate{}, false
	}
	f := v.FieldByName("Certificate")
	if !f.IsValid() {
		return bargain.Certificate{}, false
	}
	return f.Interface().(bargain.Certificate), true
}

// numbers visits every exported number of a value.
func numbers(v reflect.Value, path string, visit func(path string, x float64)) {
	switch v.Kind() {
	case reflect.Float64:
		visit(path, v.Float())
	case reflect.Struct:
		for k := range v.NumField() {
			if v.Type().Field(k).IsExported() {
				numbers(v.Field(k), path+"."+v.Type().Field(k).Name, visit)
			}
		}
	case reflect.Slice, reflect.Array:
		for k := range v.Len() {
			numbers(v.Index(k), fmt.Sprintf("%s[%d]", path, k), visit)
		}
	}
}

func known(err error) bool {
	return errors.Is(err, bargain.ErrInput) || errors.Is(err, bargain.ErrScope) || errors.Is(err, bargain.ErrConvergence)
}

// judge fails the test unless a model gave a documented error, or numbers with
// a certificate that holds.
func judge(t *testing.T, model, result any, err error) {
	t.Helper()
	if err != nil {
		if !known(err) || !strings.HasPrefix(err.Error(), "bargain: ") {
			t.Errorf("%T%+v: undocumented error %v", model, model, err)
		}
		return
	}
	numbers(reflect.ValueOf(result), "", func(path string, x float64) {
		if math.IsNaN(x) || (math.IsInf(x, 0) && !strings.HasPrefix(path, ".Cutoffs")) {
			t.Errorf("%T%+v: result%s is %v", model, model, path, x)
		}
	})
	if c, ok := certificate(result); ok && !c.Holds() {
		t.Errorf("%T%+v: certificate %+v does not hold", model, model, c)
	}
}

func TestModelsHold(t *testing.T) {
	for _, m := range sound() {
		t.Run(reflect.TypeOf(m).Name(), func(t *testing.T) {
			result, err := run(context.Background(), m)
			if err != nil {
				t.Fatalf("%+v: %v", m, err)
			}
			judge(t, m, result, nil)
			c, ok := certificate(result)
			if !ok || c.Method == "" || !(c.Tolerance >= 0) {
				t.Errorf("result %T has no certificate with a method: %+v", result, c)
			}
		})
	}
}

// hostile are values that some field of every model must refuse or survive.
var hostile = []float64{
	math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64,
	0, math.Copysign(0, -1), 1, -1, 1 - 1e-16, 1e-300, 1e-9, 0.5, 2, 1e9, 1e99,
}

// settle returns a deep copy of v with the k-th number replaced by x; done
// reports whether there is a k-th number.
func settle(v reflect.Value, k *int, x float64) (out reflect.Value, done bool) {
	out = reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.Float64:
		if *k--; *k < 0 {
			out.SetFloat(x)
			return out, true
		}
	case reflect.Int:
		if *k--; *k < 0 {
			whole := int64(-7) // for NaN, whose conversion is not defined
			if !math.IsNaN(x) {
				whole = int64(max(min(x, math.MaxInt32), math.MinInt32))
			}
			out.SetInt(whole)
			return out, true
		}
	case reflect.Interface:
		inner, done := settle(v.Elem(), k, x)
		out.Set(inner)
		return out, done
	case reflect.Struct:
		for i := range v.NumField() {
			if f, done := settle(v.Field(i), k, x); done {
				out.Field(i).Set(f)
				return out, true
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			if f, done := settle(v.Index(i), k, x); done {
				out.Index(i).Set(f)
				return out, true
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if f, done := settle(v.Index(i), k, x); done {
				fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
				reflect.Copy(fresh, v)
				fresh.Index(i).Set(f)
				return fresh, true
			}
		}
	}
	return out, false
}

// TestHostileNumbers replaces each number of each model by each hostile value:
// no panic, no hang, and either a documented error or a certified result.
func TestHostileNumbers(t *testing.T) {
	for _, m := range sound() {
		t.Run(reflect.TypeOf(m).Name(), func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			for k := 0; ; k++ {
				fields := false
				for _, x := range hostile {
					at := k
					v, done := settle(reflect.ValueOf(m), &at, x)
					if !done {
						break
					}
					fields = true
					bad := v.Interface()
					result, err := run(ctx, bad)
					judge(t, bad, result, err)
					if math.IsNaN(x) && err == nil {
						t.Errorf("%T%+v: no error for NaN", bad, bad)
					}
				}
				if !fields {
					break
				}
			}
		})
	}
}

// TestZeroModels solves the zero value of every model.
func TestZeroModels(t *testing.T) {
	for _, m := range sound() {
		zero := reflect.Zero(reflect.TypeOf(m)).Interface()
		result, err := run(context.Background(), zero)
		judge(t, zero, result, err)
	}
}

// TestFaultsAreJoined wants every bad field in the one error.
func TestFaultsAreJoined(t *testing.T) {
	_, err := bargain.BaronFerejohn{Recognition: []float64{0.5, math.NaN()}, Discount: []float64{1.5, 0}, Quota: 7}.Solve()
	for _, want := range []string{"Recognition[1] is NaN", "Recognition sums", "Quota is 7, want in [1, 2]", "Discount[0] is 1.5, want in (0, 1]", "Discount[1] is 0"} {
		if !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("error %q lacks %q", err, want)
		}
	}
}

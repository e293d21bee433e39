package negotiation_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"gonum.org/v1/gonum/stat/distuv"
)

// quantityGolden reads one entry of the shared golden values.
func quantityGolden(t *testing.T, id string, parameters, value any) (tolerance float64) {
	t.Helper()
	const path = "../../shared/data/uq/golden.json"
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("conformance data %s is not here", path)
	}
	var file struct {
		Entries []struct {
			ID                string
			Parameters, Value json.RawMessage
			Tolerance         any
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	for _, e := range file.Entries {
		if e.ID == id {
			if err := errors.Join(json.Unmarshal(e.Parameters, parameters), json.Unmarshal(e.Value, value)); err != nil {
				t.Fatalf("%s: %v", id, err)
			}
			tolerance, _ = e.Tolerance.(float64)
			return tolerance
		}
	}
	t.Fatalf("%s has no entry %q", path, id)
	return 0
}

// goldenQuantities pairs entries of the golden file with our types.
var goldenQuantities = map[string]negotiation.Quantity{
	"q.normal":                negotiation.Normal{Mean: 0, SD: 1},
	"q.normal.tail":           negotiation.Normal{Mean: 0, SD: 1},
	"q.beta.2.5":              negotiation.Beta{Alpha: 2, Beta: 5},
	"q.beta.0.5.0.5":          negotiation.Beta{Alpha: 0.5, Beta: 0.5},
	"q.beta.3.4.2.6":          negotiation.Beta{Alpha: 3.4, Beta: 2.6},
	"q.beta.30.70":            negotiation.Beta{Alpha: 30, Beta: 70},
	"q.triangular.1.4.10":     negotiation.Triangular{Min: 1, Mode: 4, Max: 10},
	"q.truncnorm.0.1.-1.2":    negotiation.TruncatedNormal{Mean: 0, SD: 1, Min: -1, Max: 2},
	"q.truncnorm.50.20.0.100": negotiation.TruncatedNormal{Mean: 50, SD: 20, Min: 0, Max: 100},
	"q.truncnorm.0.1.6.9":     negotiation.TruncatedNormal{Mean: 0, SD: 1, Min: 6, Max: 9},
	"q.truncnorm.0.1.-40.-38": negotiation.TruncatedNormal{Mean: 0, SD: 1, Min: -40, Max: -38},
	"q.loguniform":            negotiation.LogUniform{Min: 0.01, Max: 100},
}

func TestQuantityGolden(t *testing.T) {
	for id, q := range goldenQuantities {
		t.Run(id, func(t *testing.T) {
			var par struct{ P []float64 }
			var want []float64
			tol := quantityGolden(t, id, &par, &want)
			for i, p := range par.P {
				if got := q.Quantile(p); math.Abs(got-want[i]) > tol*math.Abs(want[i]) {
					t.Errorf("%v.Quantile(%v) = %v, want %v within %v relative", q, p, got, want[i], tol)
				}
			}
		})
	}
}

// The golden file has no PERT row. On [0, 1] one with mode 1/4 is Beta(2, 4),
// and Beta(2, 5) with mode 1/5 has lambda 5, so the identity is tested on the
// former through Beta itself, which the golden file covers.
func TestPERTIsItsBeta(t *testing.T) {
	pert := negotiation.PERT{Min: -10, Mode: 0, Max: 30}
	beta := negotiation.Beta{Alpha: 2, Beta: 4}
	for _, p := range []float64{1e-9, 0.01, 0.3, 0.5, 0.9, 1 - 1e-9} {
		want := -10 + 40*beta.Quantile(p)
		if got := pert.Quantile(p); math.Abs(got-want) > 1e-13 {
			t.Errorf("%v.Quantile(%v) = %v, want %v", pert, p, got, want)
		}
	}
}

// The mean of a PERT is (Min + 4 Mode + Max)/6: that is its definition.
func TestPERTMean(t *testing.T) {
	for _, q := range []negotiation.PERT{{0, 8, 18}, {0, 0, 1}, {5, 9, 9}, {-1, 0, 1}} {
		const n = 4000
		sum := 0.0
		for i := range n {
			sum += q.Quantile((float64(i) + 0.5) / n)
		}
		got, want := sum/n, (q.Min+4*q.Mode+q.Max)/6
		if math.Abs(got-want) > 1e-5*(q.Max-q.Min) {
			t.Errorf("mean of %v is %v, want %v", q, got, want)
		}
	}
}

func TestEmpiricalIsType1(t *testing.T) {
	var par struct{ X []float64 }
	var value struct{ Type1 []float64 }
	quantityGolden(t, "quantile.types", &par, &value)
	q := negotiation.Empirical{Values: par.X}
	for i, p := range []float64{.1, .25, .5, .9, .99} {
		if got := q.Quantile(p); got != value.Type1[i] {
			t.Errorf("%v.Quantile(%v) = %v, want %v", q, p, got, value.Type1[i])
		}
	}
}

func TestQuantileKnownAnswers(t *testing.T) {
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[i] = float64(i + 1)
	}
	pert := negotiation.PERT{Min: 0, Mode: 8, Max: 18}
	discrete := negotiation.Discrete{Values: []float64{5, 1, 9, 7}, Weights: []float64{2, 2, 0, 6}}
	cases := map[string]struct {
		q       negotiation.Quantity
		p, want float64
	}{
		"exactly":                  {negotiation.Exactly(3), 0.4, 3},
		"uniform":                  {negotiation.Uniform{Min: 2, Max: 6}, 0.25, 3},
		"uniform, one point":       {negotiation.Uniform{Min: 2, Max: 2}, 0.25, 2},
		"triangular at its mode":   {negotiation.Triangular{Min: 0, Mode: 1, Max: 4}, 0.25, 1},
		"triangular, mode at min":  {negotiation.Triangular{Min: 0, Mode: 0, Max: 1}, 0.75, 0.5},
		"triangular, mode at max":  {negotiation.Triangular{Min: 0, Mode: 1, Max: 1}, 0.25, 0.5},
		"triangular, one point":    {negotiation.Triangular{Min: 7, Mode: 7, Max: 7}, 0.9, 7},
		"pert, one point":          {negotiation.PERT{Min: 7, Mode: 7, Max: 7}, 0.9, 7},
		"truncnormal, one point":   {negotiation.TruncatedNormal{Mean: 0, SD: 1, Min: 7, Max: 7}, 0.9, 7},
		"loguniform, one point":    {negotiation.LogUniform{Min: 7, Max: 7}, 0.9, 7},
		"lognormal median":         {negotiation.LogNormal{Mu: 0, Sigma: 3}, 0.5, 1},
		"discrete below a step":    {discrete, 0.2, 1},
		"discrete above a step":    {discrete, 0.21, 5},
		"discrete at a step":       {discrete, 0.4, 5},
		"discrete, no weight":      {discrete, 0.999999, 7},
		"empirical, 7 of 100":      {negotiation.Empirical{Values: hundred}, 0.07, 7},
		"empirical, above 7":       {negotiation.Empirical{Values: hundred}, 0.0700001, 8},
		"empirical, tiny p":        {negotiation.Empirical{Values: hundred}, 1e-300, 1},
		"empirical, nearly 1":      {negotiation.Empirical{Values: hundred}, 1 - 0x1p-53, 100},
		"shifted":                  {negotiation.Shifted{By: 10, Of: negotiation.Uniform{Min: 0, Max: 1}}, 0.25, 10.25},
		"scaled":                   {negotiation.Scaled{By: 10, Of: negotiation.Uniform{Min: 0, Max: 1}}, 0.25, 2.5},
		"scaled below zero":        {negotiation.Scaled{By: -10, Of: negotiation.Uniform{Min: 0, Max: 1}}, 0.25, -7.5},
		"scaled by zero":           {negotiation.Scaled{By: 0, Of: pert}, 0.25, 0},
		"opposite stays inside":    {negotiation.Scaled{By: -1, Of: negotiation.Normal{Mean: 0, SD: 1}}, 1e-300, -negotiation.Normal{Mean: 0, SD: 1}.Quantile(1 - 0x1p-53)},
		"sourced":                  {negotiation.Sourced{Quantity: negotiation.Exactly(4), Unit: "points"}, 0.5, 4},
		"a type of gonum's distuv": {negotiation.Shifted{By: 1, Of: distuv.Uniform{Min: 0, Max: 2}}, 0.25, 1.5},
	}
	for name, c := range cases {
		if got := c.q.Quantile(c.p); got != c.want {
			t.Errorf("%s: %v.Quantile(%v) = %v, want %v", name, c.q, c.p, got, c.want)
		}
	}
}

// manyQuantities is one of every type and some in combination.
func manyQuantities() []negotiation.Quantity {
	pert := negotiation.PERT{Min: 0, Mode: 8, Max: 18}
	return []negotiation.Quantity{
		negotiation.Exactly(-3.25), negotiation.Exactly(0), negotiation.Exactly(1e300),
		negotiation.Uniform{Min: -1, Max: 3}, negotiation.Uniform{Min: 0.1, Max: 0.7},
		negotiation.Triangular{Min: 0, Mode: 2, Max: 5}, negotiation.Triangular{Min: 0, Mode: 0, Max: 5},
		pert, negotiation.PERT{Min: -5, Mode: 3, Max: 3}, negotiation.PERT{Min: 2, Mode: 2, Max: 2},
		negotiation.Beta{Alpha: 2, Beta: 5}, negotiation.Beta{Alpha: 0.5, Beta: 0.5}, negotiation.Beta{Alpha: 4.5, Beta: 14.5},
		negotiation.TruncatedNormal{Mean: 50, SD: 20, Min: 0, Max: 100},
		negotiation.TruncatedNormal{Mean: 0, SD: 1, Min: 6, Max: 9},
		negotiation.Normal{Mean: 3, SD: 2}, negotiation.LogNormal{Mu: 0, Sigma: 0.5},
		negotiation.LogUniform{Min: 0.01, Max: 100},
		negotiation.Discrete{Values: []float64{1, 0, -2}, Weights: []float64{0.8, 0.2, 3}},
		negotiation.Empirical{Values: []float64{7, 1, 2, 2}},
		negotiation.Shifted{By: 8, Of: pert}, negotiation.Shifted{By: -3, Of: pert},
		negotiation.Scaled{By: 1.3, Of: pert}, negotiation.Scaled{By: -2, Of: pert}, negotiation.Scaled{By: -1, Of: pert},
		negotiation.Shifted{By: 1, Of: negotiation.Shifted{By: 2, Of: pert}},
		negotiation.Shifted{By: -1, Of: negotiation.Shifted{By: 2, Of: pert}},
		negotiation.Shifted{By: 3, Of: negotiation.Scaled{By: -1, Of: negotiation.Scaled{By: 2, Of: pert}}},
		negotiation.Shifted{By: -3, Of: negotiation.Scaled{By: -1, Of: negotiation.Normal{Mean: 0, SD: 1}}},
		negotiation.Scaled{By: 2, Of: negotiation.Scaled{By: -1, Of: negotiation.Shifted{By: -1, Of: negotiation.LogNormal{Mu: 0, Sigma: 1}}}},
		negotiation.Scaled{By: 2, Of: negotiation.Exactly(5)}, negotiation.Shifted{By: 2, Of: negotiation.Exactly(5)},
		negotiation.Scaled{By: 0, Of: pert},
	}
}

func TestQuantilesRise(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	ps := []float64{0x1p-53, 1e-9, 0.5, 1 - 1e-9, 1 - 0x1p-53}
	for range 200 {
		ps = append(ps, rng.Float64())
	}
	slices.Sort(ps)
	for _, q := range manyQuantities() {
		last := math.Inf(-1)
		for _, p := range ps {
			x := q.Quantile(p)
			// A correctly rounded beta quantile may still step back by an ulp.
			if !(x >= last-1e-14*math.Abs(last)) || math.IsInf(x, 0) {
				t.Errorf("%v.Quantile(%v) = %v, want finite and at least %v", q, p, x, last)
			}
			last = x
		}
	}
}

func TestCheckQuantityAccepts(t *testing.T) {
	for _, q := range append(manyQuantities(), distuv.Gamma{Alpha: 2, Beta: 3}, distuv.UnitNormal) {
		if err := negotiation.CheckQuantity(q); err != nil {
			t.Errorf("CheckQuantity(%v) = %v, want nil", q, err)
		}
	}
}

// risesNot is a foreign quantity with a fault.
type risesNot struct{}

func (risesNot) Quantile(p float64) float64 { return -p }

func TestCheckQuantityRefuses(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	deep := negotiation.Quantity(negotiation.Uniform{Min: 0, Max: 1})
	for range negotiation.MaxQuantityDepth + 1 {
		deep = negotiation.Shifted{By: 1, Of: deep}
	}
	var nilPERT *negotiation.PERT
	cases := map[string]struct {
		q    negotiation.Quantity
		want []string // parts of the message, in order
	}{
		"nil":                    {nil, []string{"quantity: is missing"}},
		"nil pointer":            {nilPERT, []string{"*negotiation.PERT: panics"}},
		"nil inside":             {negotiation.Sourced{}, []string{"quantity: is missing"}},
		"nil shifted":            {negotiation.Shifted{By: nan}, []string{"shifted/by: is NaN", "quantity: is missing"}},
		"exactly NaN":            {negotiation.Exactly(nan), []string{"exactly: is NaN, want a finite number"}},
		"uniform, both":          {negotiation.Uniform{Min: nan, Max: inf}, []string{"uniform/min: is NaN", "uniform/max: is +Inf"}},
		"uniform, order":         {negotiation.Uniform{Min: 5, Max: 1}, []string{"uniform/min: is 5, want at most max, which is 1"}},
		"uniform, width":         {negotiation.Uniform{Min: -1e308, Max: 1e308}, []string{"uniform/max: is 1e+308, want it closer"}},
		"triangular, mode":       {negotiation.Triangular{Min: 0, Mode: 9, Max: 5}, []string{"triangular/mode: is 9, want from min to max, 0 to 5"}},
		"pert, order and mode":   {negotiation.PERT{Min: 5, Mode: nan, Max: 1}, []string{"pert/min: is 5", "pert/mode: is NaN"}},
		"beta, both":             {negotiation.Beta{Alpha: 0, Beta: -1}, []string{"beta/alpha: is 0, want above 0", "beta/beta: is -1"}},
		"beta, large":            {negotiation.Beta{Alpha: 1, Beta: 1e9}, []string{"beta/beta: is 1e+09, want above 0 and at most 1e+06"}},
		"truncnormal, all":       {negotiation.TruncatedNormal{Mean: nan, SD: 0, Min: 2, Max: 1}, []string{"truncnormal/mean", "truncnormal/sd: is 0", "truncnormal/min: is 2"}},
		"truncnormal, far":       {negotiation.TruncatedNormal{Mean: 0, SD: 1e-12, Min: 1, Max: 2}, []string{"truncnormal/sd: is 1e-12", "want at most 1e+09"}},
		"normal":                 {negotiation.Normal{Mean: inf, SD: nan}, []string{"normal/mean: is +Inf", "normal/sd: is NaN"}},
		"normal, overflow":       {negotiation.Normal{Mean: 1.7e308, SD: 1e307}, []string{"normal/sd: is 1e+307"}},
		"lognormal":              {negotiation.LogNormal{Mu: 690, Sigma: 2}, []string{"lognormal: |mu| + 9 sigma is 708, want at most 700"}},
		"loguniform":             {negotiation.LogUniform{Min: 0, Max: inf}, []string{"loguniform/min: is 0", "loguniform/max: is +Inf"}},
		"loguniform, order":      {negotiation.LogUniform{Min: 2, Max: 1}, []string{"loguniform/min: is 2, want at most max"}},
		"discrete, lengths":      {negotiation.Discrete{Values: []float64{1}, Weights: []float64{1, 2}}, []string{"discrete/weights: are 2 for 1 values"}},
		"discrete, empty":        {negotiation.Discrete{}, []string{"at least one value"}},
		"discrete, weights":      {negotiation.Discrete{Values: []float64{nan, 2}, Weights: []float64{-1, nan}}, []string{"discrete/values/0: is NaN", "discrete/weights/0: is -1", "discrete/weights/1: is NaN"}},
		"discrete, zero weights": {negotiation.Discrete{Values: []float64{1, 2}, Weights: []float64{0, 0}}, []string{"discrete/weights: is 0, want above 0"}},
		"empirical, empty":       {negotiation.Empirical{}, []string{"empirical/values: are missing"}},
		"empirical, NaN":         {negotiation.Empirical{Values: []float64{1, nan}}, []string{"empirical/values/1: is NaN"}},
		"scaled, overflow":       {negotiation.Scaled{By: 1e300, Of: negotiation.Uniform{Min: 0, Max: 1e10}}, []string{"scaled/by: is 1e+300", "want finite"}},
		"scaled, inner fault":    {negotiation.Scaled{By: inf, Of: negotiation.Uniform{Min: 1, Max: 0}}, []string{"scaled/by: is +Inf", "uniform/min: is 1"}},
		"too deep":               {deep, []string{"nested deeper than 32 levels"}},
		"foreign, NaN":           {distuv.Normal{Mu: nan, Sigma: 1}, []string{"distuv.Normal: quantile 1e-06 is NaN"}},
		"foreign, falling":       {risesNot{}, []string{"risesNot: quantile 0.001 is -0.001, want at least -1e-06"}},
	}
	for name, c := range cases {
		err := negotiation.CheckQuantity(c.q)
		if !errors.Is(err, negotiation.ErrScenario) {
			t.Errorf("%s: CheckQuantity(%v) = %v, want a fault", name, c.q, err)
			continue
		}
		rest := err.Error()
		for _, w := range c.want {
			_, after, ok := strings.Cut(rest, w)
			if !ok {
				t.Errorf("%s: CheckQuantity(%v) = %q, want %q in it, in order", name, c.q, err, w)
			}
			rest = after
		}
	}
}

func TestQuantitiesCompare(t *testing.T) {
	a := negotiation.Quantity(negotiation.Shifted{By: 2, Of: negotiation.PERT{Min: 0, Mode: 1, Max: 2}})
	if b := negotiation.Quantity(negotiation.Shifted{By: 2, Of: negotiation.PERT{Min: 0, Mode: 1, Max: 2}}); a != b {
		t.Errorf("%v != %v, want them equal", a, b)
	}
	if d := reflect.TypeFor[negotiation.Sourced](); !d.Comparable() {
		t.Errorf("%v is not comparable", d)
	}
}

func TestQuantileDoesNotSortInPlace(t *testing.T) {
	values := []float64{3, 1, 2}
	negotiation.Empirical{Values: values}.Quantile(0.5)
	negotiation.Discrete{Values: values, Weights: []float64{1, 1, 1}}.Quantile(0.5)
	if !slices.Equal(values, []float64{3, 1, 2}) {
		t.Errorf("values are %v after Quantile, want them as given", values)
	}
}

package montecarlo_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// binomial holds 95% intervals for k of n, from R's prop.test without continuity
// correction (Wilson), R's binom.test (Clopper-Pearson) and beta quantiles of
// scipy (Jeffreys): the entries binom.ci95.* of the shared conformance data.
var binomial = []struct {
	k, n                     int64
	wilson, clopper, jeffrey montecarlo.Interval
}{
	{0, 10, montecarlo.Interval{Lo: 0, Hi: 0.27753279986288926}, montecarlo.Interval{Lo: 0, Hi: 0.30849710781876083}, montecarlo.Interval{Lo: 0, Hi: 0.21719626750921053}},
	{1, 10, montecarlo.Interval{Lo: 0.017876213095072924, Hi: 0.40415002679523854}, montecarlo.Interval{Lo: 0.0025285785444617848, Hi: 0.4450161170281953}, montecarlo.Interval{Lo: 0.011011673763161138, Hi: 0.3813147710666164}},
	{5, 10, montecarlo.Interval{Lo: 0.23659309051256394, Hi: 0.7634069094874361}, montecarlo.Interval{Lo: 0.18708602844739855, Hi: 0.8129139715526015}, montecarlo.Interval{Lo: 0.22352867025270523, Hi: 0.7764713297472947}},
	{10, 10, montecarlo.Interval{Lo: 0.7224672001371106, Hi: 1}, montecarlo.Interval{Lo: 0.6915028921812392, Hi: 1}, montecarlo.Interval{Lo: 0.7828037324907895, Hi: 1}},
	{3, 50, montecarlo.Interval{Lo: 0.020614970348973943, Hi: 0.16217091688838173}, montecarlo.Interval{Lo: 0.01254858783533406, Hi: 0.16548194660377288}, montecarlo.Interval{Lo: 0.01718664907115114, Hi: 0.15153256302766024}},
	{17, 1000, montecarlo.Interval{Lo: 0.01064068985681633, Hi: 0.027055958840229932}, montecarlo.Interval{Lo: 0.009933512592716538, Hi: 0.027079496864851366}, montecarlo.Interval{Lo: 0.010316863747857384, Hi: 0.02646724623810128}},
	{500, 1000, montecarlo.Interval{Lo: 0.4690696003681042, Hi: 0.5309303996318958}, montecarlo.Interval{Lo: 0.46854917297179216, Hi: 0.5314508270282079}, montecarlo.Interval{Lo: 0.46904771269911394, Hi: 0.5309522873008861}},
	{12345, 1000000, montecarlo.Interval{Lo: 0.012130446166424586, Hi: 0.012563300432385422}, montecarlo.Interval{Lo: 0.012129493825606208, Hi: 0.012563337660712827}, montecarlo.Interval{Lo: 0.012129989496225827, Hi: 0.012562833334317288}},
}

// closeTo reports whether both ends agree to the tolerance of the data, 1e-9.
func closeTo(got, want montecarlo.Interval) bool {
	return math.Abs(got.Lo-want.Lo) <= 1e-9 && math.Abs(got.Hi-want.Hi) <= 1e-9
}

// kinds are the intervals for a proportion.
var kinds = map[string]func(montecarlo.Proportion) montecarlo.Interval{
	"wilson":          func(p montecarlo.Proportion) montecarlo.Interval { return p.Wilson(0.95) },
	"clopper_pearson": func(p montecarlo.Proportion) montecarlo.Interval { return p.ClopperPearson(0.95) },
	"jeffreys":        func(p montecarlo.Proportion) montecarlo.Interval { return p.Jeffreys(0.95) },
}

// TestProportionIntervals compares with published programs.
func TestProportionIntervals(t *testing.T) {
	for _, c := range binomial {
		p := montecarlo.Proportion{K: c.k, N: c.n}
		for kind, want := range map[string]montecarlo.Interval{"wilson": c.wilson, "clopper_pearson": c.clopper, "jeffreys": c.jeffrey} {
			if got := kinds[kind](p); !closeTo(got, want) {
				t.Errorf("%s of %d of %d is %+v, want %+v", kind, c.k, c.n, got, want)
			}
		}
	}
	for kind, f := range kinds {
		if got := f(montecarlo.Proportion{}); got != (montecarlo.Interval{Lo: 0, Hi: 1}) {
			t.Errorf("%s of no cases is %v, want [0, 1]", kind, got)
		}
	}
	if !math.IsNaN(montecarlo.Proportion{}.Share()) {
		t.Error("the share of no cases is a number")
	}
}

// golden returns the values of the shared conformance data by id.
func golden(t *testing.T) map[string]json.RawMessage {
	t.Helper()
	const path = "../../../shared/data/uq/golden.json"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("shared conformance data absent: %s", path)
	}
	var file struct {
		Entries []struct {
			ID    string
			Value json.RawMessage
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	out := map[string]json.RawMessage{}
	for _, e := range file.Entries {
		out[e.ID] = e.Value
	}
	return out
}

// TestProportionIntervalsGolden compares with the data themselves.
func TestProportionIntervalsGolden(t *testing.T) {
	values := golden(t)
	for _, c := range binomial {
		id := fmt.Sprintf("binom.ci95.k%d.n%d", c.k, c.n)
		var want map[string][2]float64
		if err := json.Unmarshal(values[id], &want); err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		for kind, f := range kinds {
			got, w := f(montecarlo.Proportion{K: c.k, N: c.n}), want[kind]
			if !closeTo(got, montecarlo.Interval{Lo: w[0], Hi: w[1]}) {
				t.Errorf("%s: %s is %v, want %v", id, kind, got, w)
			}
		}
	}
}

// coverage is what exact binomial sums say about 95% intervals over p = 0.005 to
// 0.995: the entries binom.coverage95.*.
type coverage struct {
	Min  float64
	Mean float64
	Rare float64 `json:"at_p_0.05"`
	Half float64 `json:"at_p_0.5"`
}

// cover computes the coverage of an interval for n cases.
func cover(f func(montecarlo.Proportion) montecarlo.Interval, n int) (c coverage) {
	list := make([]montecarlo.Interval, n+1)
	for k := range list {
		list[k] = f(montecarlo.Proportion{K: int64(k), N: int64(n)})
	}
	lg := func(x int) float64 { y, _ := math.Lgamma(float64(x + 1)); return y }
	at := func(p float64) float64 {
		sum := 0.0
		for k, i := range list {
			if i.Lo <= p && p <= i.Hi {
				sum += math.Exp(lg(n) - lg(k) - lg(n-k) + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
			}
		}
		return sum
	}
	c.Min = 1
	for j := 1; j < 200; j++ {
		x := at(float64(j) / 200)
		c.Min = min(c.Min, x)
		c.Mean += x / 199
	}
	c.Rare, c.Half = at(0.05), at(0.5)
	return c
}

// TestCoverage holds that the intervals cover as often as exact sums say: Wilson
// and Jeffreys on average, Clopper-Pearson always.
func TestCoverage(t *testing.T) {
	want := map[string]coverage{ // n = 100
		"wilson":          {0.9101776910086816, 0.9496274079827073, 0.965891176616249, 0.9431120663590191},
		"jeffreys":        {0.8805668578871869, 0.9502637622462983, 0.9347304965092279, 0.9431120663590191},
		"clopper_pearson": {0.9542558153895984, 0.9645124887059212, 0.9826070607121804, 0.964799799782295},
	}
	for kind, w := range want {
		sameCoverage(t, kind+" of 100", cover(kinds[kind], 100), w)
	}
	values := golden(t)
	for _, n := range []int{20, 100, 1000} {
		if n == 1000 && testing.Short() {
			continue
		}
		var want map[string]coverage
		if err := json.Unmarshal(values[fmt.Sprint("binom.coverage95.n", n)], &want); err != nil {
			t.Fatal(err)
		}
		for kind, f := range kinds {
			sameCoverage(t, fmt.Sprint(kind, " of ", n), cover(f, n), want[kind])
		}
	}
}

// sameCoverage allows 1e-9, the tolerance of the data.
func sameCoverage(t *testing.T, what string, got, want coverage) {
	t.Helper()
	for _, c := range []struct{ got, want float64 }{
		{got.Min, want.Min}, {got.Mean, want.Mean}, {got.Rare, want.Rare}, {got.Half, want.Half}} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%s covers %+v, want %+v", what, got, want)
			return
		}
	}
}

// TestMeanInterval compares with Student's tables: 2.262157 and 3.249836 for nine
// degrees of freedom, 12.706205 for one.
func TestMeanInterval(t *testing.T) {
	ten := montecarlo.Moments{N: 10, Mean: 5.5, M2: 82.5} // the numbers 1 to 10
	for _, c := range []struct {
		m     montecarlo.Moments
		level float64
		half  float64
	}{
		{ten, 0.95, 2.2621571628 * math.Sqrt(82.5/9/10)},
		{ten, 0.99, 3.2498355416 * math.Sqrt(82.5/9/10)},
		{montecarlo.Moments{N: 2, Mean: 0, M2: 2}, 0.95, 12.7062047362}, // -1 and 1
	} {
		got := c.m.Interval(c.level)
		// The tables have ten decimals.
		if math.Abs(got.Hi-c.m.Mean-c.half) > 1e-8 || math.Abs(c.m.Mean-got.Lo-c.half) > 1e-8 {
			t.Errorf("%+v at %v: %+v, want %v on either side", c.m, c.level, got, c.half)
		}
	}
	for _, m := range []montecarlo.Moments{{}, {N: 1, Mean: 3}} {
		if got := m.Interval(0.95); !math.IsNaN(got.Lo) || !math.IsNaN(got.Hi) || !math.IsNaN(m.Variance()) {
			t.Errorf("%+v has the interval %v and the variance %v", m, got, m.Variance())
		}
	}
}

// halfWidth is that of the Wilson interval about p at 95%.
func halfWidth(p, n float64) float64 {
	const z = 1.959963984540054
	return z * math.Sqrt(n*p*(1-p)+z*z/4) / (n + z*z)
}

// TestRunsForShare inverts the Wilson interval: so many runs are enough and one
// fewer is not.
func TestRunsForShare(t *testing.T) {
	for _, p := range []float64{0, 0.001, 0.05, 0.3, 0.5, 0.9, 1} {
		for _, half := range []float64{0.2, 0.05, 0.015, 0.001} {
			n := montecarlo.RunsForShare(p, half, 0.95)
			if got := halfWidth(p, float64(n)); got > half*(1+1e-12) {
				t.Errorf("RunsForShare(%v, %v) = %d, which gives %v", p, half, n, got)
			}
			if got := halfWidth(p, float64(n-1)); n > 1 && got < half*(1-1e-12) {
				t.Errorf("RunsForShare(%v, %v) = %d, and one fewer gives %v", p, half, n, got)
			}
		}
	}
	// Known: 1.96² / (4 h²) less z² for a half: 9603.6 - 3.84 = 9599.8 at h = 0.01.
	if got := montecarlo.RunsForShare(0.5, 0.01, 0.95); got != 9600 {
		t.Errorf("RunsForShare(0.5, 0.01, 0.95) = %d, want 9600", got)
	}
	// 1.96² * 4 / 0.01 = 1536.6.
	if got := montecarlo.RunsForMean(2, 0.1, 0.95); got != 1537 {
		t.Errorf("RunsForMean(2, 0.1, 0.95) = %d, want 1537", got)
	}
}

// TestIntervalPanics holds what is no level, share or width.
func TestIntervalPanics(t *testing.T) {
	for name, f := range map[string]func(){
		"level 1":       func() { montecarlo.Proportion{K: 1, N: 2}.Wilson(1) },
		"level 0":       func() { montecarlo.RunsForMean(1, 1, 0) },
		"share 2":       func() { montecarlo.RunsForShare(2, 0.1, 0.95) },
		"width 1/2":     func() { montecarlo.RunsForShare(0.5, 0.5, 0.95) },
		"width 0":       func() { montecarlo.RunsForMean(1, 0, 0.95) },
		"sd is no size": func() { montecarlo.RunsForMean(-1, 1, 0.95) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s does not panic", name)
				}
			}()
			f()
		}()
	}
}

// TestBootstrap compares the bootstrap of a mean with Student's interval, and
// holds that it depends on the seed and nothing else.
func TestBootstrap(t *testing.T) {
	var values []float64
	sum := 0.0
	for i := range 400 {
		x := negotiation.Normal{Mean: 3, SD: 2}.Quantile((float64(i) + 0.5) / 400)
		values = append(values, x)
		sum += x
	}
	mean := func(v []float64) float64 {
		s := 0.0
		for _, x := range v {
			s += x
		}
		return s / float64(len(v))
	}
	kept := slices.Clone(values)
	got := montecarlo.Bootstrap(values, mean, montecarlo.Resampling{Seed: 1})
	// The standard error is 0.1; the ends of 2000 resamples scatter by about 4% of it.
	if math.Abs(got.Lo-(3-0.196)) > 0.02 || math.Abs(got.Hi-(3+0.196)) > 0.02 {
		t.Errorf("the bootstrap of a mean is %v, want about [2.804, 3.196]", got)
	}
	if !slices.Equal(kept, values) {
		t.Error("Bootstrap changes its values")
	}
	if again := montecarlo.Bootstrap(values, mean, montecarlo.Resampling{Seed: 1}); again != got {
		t.Errorf("with the same seed it is %v, then %v", got, again)
	}
	if other := montecarlo.Bootstrap(values, mean, montecarlo.Resampling{Seed: 2}); other == got {
		t.Errorf("with another seed it is %v again", got)
	}
	narrow := montecarlo.Bootstrap(values, mean, montecarlo.Resampling{Seed: 1, Level: 0.5})
	if !(narrow.Lo > got.Lo && narrow.Hi < got.Hi) {
		t.Errorf("at level 0.5 it is %v, at 0.95 %v", narrow, got)
	}
	if got := montecarlo.Bootstrap([]float64{7, 7, 7}, mean, montecarlo.Resampling{}); got != (montecarlo.Interval{Lo: 7, Hi: 7}) {
		t.Errorf("of three sevens it is %v", got)
	}
	if got := montecarlo.Bootstrap(nil, mean, montecarlo.Resampling{}); !math.IsNaN(got.Lo) {
		t.Errorf("of nothing it is %v", got)
	}
}

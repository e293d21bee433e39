package calibrate_test

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/calibrate"
)

func TestScoresByHand(t *testing.T) {
	tests := []struct {
		what      string
		got, want float64
	}{
		{"Brier of a coin", calibrate.Brier(0.5, true), 0.25},
		{"Brier of certainty, wrong", calibrate.Brier(1, false), 1},
		{"log of a coin", calibrate.Log(0.5, false), math.Ln2},
		{"log of the impossible", calibrate.Log(0, true), -math.Log(1e-9)},
		{"RPS of certainty, right", calibrate.RankedProbability([]float64{0, 1, 0}, 1), 0},
		{"RPS of certainty, one off", calibrate.RankedProbability([]float64{1, 0, 0}, 1), 0.5},
		{"RPS of certainty, two off", calibrate.RankedProbability([]float64{2, 0, 0}, 2), 1},
		{"RPS of two bins is Brier", calibrate.RankedProbability([]float64{0.3, 0.7}, 0), 0.49},
		{"multi-bin Brier", calibrate.MultiBrier([]float64{0.2, 0.5, 0.3}, 1), 0.04 + 0.25 + 0.09},
		{"within a year", calibrate.Within(0.24, 365.25), 0.24},
		{"elapsed", calibrate.Elapsed(100, 100), 0.5},
		{"26 days at 0.28", calibrate.Hazard(0.28, 26), 0.0197},
		{"97 days at 0.28", calibrate.Hazard(0.28, 97), 0.0717},
	}
	for _, c := range tests {
		if math.Abs(c.got-c.want) > 5e-5 {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
}

// TestScoresAreProper: on average over what happens with probability q no
// forecast beats q.
func TestScoresAreProper(t *testing.T) {
	for q := 0.05; q < 1; q += 0.1 {
		mean := func(f func(float64, bool) float64, p float64) float64 { return q*f(p, true) + (1-q)*f(p, false) }
		for p := 0.01; p < 1; p += 0.07 {
			if mean(calibrate.Brier, p) < mean(calibrate.Brier, q)-1e-12 || mean(calibrate.Log, p) < mean(calibrate.Log, q)-1e-12 {
				t.Errorf("forecast %v beats the truth %v", p, q)
			}
		}
	}
}

// TestJeffreysFigures recomputes the intervals of the counts: mean, 5 and 95 %.
func TestJeffreysFigures(t *testing.T) {
	want := map[string][3]float64{
		"war-ends":        {0.24, 0.10, 0.41},
		"war-ends-all":    {0.35, 0.23, 0.47},
		"pauses-extended": {0.06, 0.00, 0.23},
		"swaps-done":      {0.90, 0.64, 1.00},
		"deadlines-met":   {0.13, 0.00, 0.44},
		"talks-succeed":   {0.04, 0.00, 0.15},
	}
	for _, r := range calibrate.Rates {
		b := r.Prior()
		got := [3]float64{b.Alpha / (b.Alpha + b.Beta), b.Quantile(0.05), b.Quantile(0.95)}
		for i, w := range want[r.Name] {
			if math.Abs(got[i]-w) > 0.0061 {
				t.Errorf("%s: %d of %d gives %v, want %v", r.Name, r.K, r.N, got, want[r.Name])
				break
			}
		}
		delete(want, r.Name)
	}
	if len(want) > 0 {
		t.Errorf("no rates called %v", want)
	}
	if got := calibrate.Jeffreys(4, 18); got != (negotiation.Beta{Alpha: 4.5, Beta: 14.5}) {
		t.Errorf("the prior of the end of the war is %v, want beta(4.5, 14.5)", got)
	}
}

func TestCeasefireFigures(t *testing.T) {
	c := calibrate.Ceasefires
	q := c.RatioPrior()
	for _, x := range []struct{ p, want float64 }{{0.025, 0.28}, {0.5, 0.51}, {0.975, 0.93}} {
		if got := q.Quantile(x.p); math.Abs(got-x.want) > 0.002 {
			t.Errorf("hazard ratio at %v is %v, want %v", x.p, got, x.want)
		}
	}
	// The two failure probabilities are one Weibull with the ratio inside its interval.
	ratio := math.Log(1-c.FailsKept) / math.Log(1-c.Fails)
	if ratio < c.Ratio[1] || ratio > c.Ratio[2] {
		t.Errorf("the failures within a year give ratio %v, want one in %v", ratio, c.Ratio)
	}
}

const forecasts = "../../../shared/data/subject/forecasts.csv"

// rows reads the forecasts that the figures were computed from, or skips.
func rows(t *testing.T) (head map[string]int, list [][]string) {
	t.Helper()
	f, err := os.Open(forecasts)
	if err != nil {
		t.Skipf("the forecasts are not here: %v", err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	head = map[string]int{}
	for i, name := range all[0] {
		head[name] = i
	}
	return head, all[1:]
}

func date(t *testing.T, text string) time.Time {
	t.Helper()
	d, err := time.Parse("2006-01-02", text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestForecastScores recomputes the scores of the 28 resolved forecasts and of
// two naive forecasters.
func TestForecastScores(t *testing.T) {
	col, list := rows(t)
	war := date(t, "2022-02-24")
	var n int
	sums := map[string]float64{}
	for _, r := range list {
		at := func(name string) string { return r[col[name]] }
		if at("resolved") != "0" && at("resolved") != "1" || at("probability") == "" ||
			!slices.Contains([]string{"general ceasefire", "war ends"}, at("scope")) ||
			!slices.Contains([]string{"yes", "yes (upper bound)"}, at("outcome_bin")) {
			continue
		}
		n++
		from, to := date(t, at("forecast_date")), date(t, at("window_end"))
		days := max(1, to.Sub(from).Hours()/24)
		yes := at("resolved") == "1"
		for who, p := range map[string]float64{
			"forecasters": number(t, at("probability")), "hazard": calibrate.Hazard(0.28, days),
			"elapsed": calibrate.Elapsed(from.Sub(war).Hours()/24, days),
		} {
			sums[who+" Brier"] += calibrate.Brier(p, yes)
			sums[who+" log"] += calibrate.Log(p, yes)
		}
	}
	if n != 28 {
		t.Fatalf("%d forecasts are scored, want 28", n)
	}
	for what, want := range map[string]float64{
		"forecasters Brier": 0.1679, "forecasters log": 0.4804, "hazard Brier": 0.0149, "hazard log": 0.1054,
		"elapsed Brier": 0.0626, "elapsed log": 0.2223,
	} {
		if got := sums[what] / 28; math.Abs(got-want) > 5e-5 {
			t.Errorf("%s: %.5f, want %.4f", what, got, want)
		}
	}
}

// TestBinScores recomputes the ranked probability scores of three platforms on
// two days, and of the naive forecasters beside them.
func TestBinScores(t *testing.T) {
	col, list := rows(t)
	bins := map[string][]float64{}
	for _, r := range list {
		if g := r[col["group"]]; strings.HasPrefix(g, "rfi_when") {
			bins[strings.TrimPrefix(g, "rfi_when_")] = append(bins[strings.TrimPrefix(g, "rfi_when_")], number(t, r[col["probability"]]))
		}
	}
	war := date(t, "2022-02-24")
	for _, d := range []string{"2025-03-31", "2025-05-08"} {
		from := date(t, d)
		for who, below := range map[string]func(days float64) float64{
			"hazard":        func(days float64) float64 { return calibrate.Hazard(0.28, days) },
			"elapsed-rule ": func(days float64) float64 { return calibrate.Elapsed(from.Sub(war).Hours()/24, days) },
		} {
			last := 0.0
			var ps []float64
			for _, end := range []string{"2025-06-30", "2025-09-30", "2025-12-31"} {
				p := below(date(t, end).Sub(from).Hours() / 24)
				ps = append(ps, p-last)
				last = p
			}
			bins[strings.TrimSpace(who)+"_"+d] = append(ps, 1-last)
		}
	}
	for _, c := range []struct {
		who        string
		rps, multi float64 // 0 is not recorded
	}{
		{"rfi_2025-03-31", 0.0693, 0.1998}, {"metaculus_2025-03-31", 0.2945, 0.7263}, {"glimt_2025-03-31", 0.0806, 0.2610},
		{"rfi_2025-05-08", 0.0374, 0.1058}, {"metaculus_2025-05-08", 0.1311, 0.3834}, {"glimt_2025-05-08", 0.0683, 0.2218},
		{"hazard_2025-03-31", 0.0193, 0}, {"elapsed-rule_2025-03-31", 0.0211, 0},
		{"hazard_2025-05-08", 0.0134, 0}, {"elapsed-rule_2025-05-08", 0.0142, 0},
	} {
		if len(bins[c.who]) != 4 {
			t.Fatalf("%s has %d bins, want 4", c.who, len(bins[c.who]))
		}
		if got := calibrate.RankedProbability(bins[c.who], 3); math.Abs(got-c.rps) > 5.1e-5 {
			t.Errorf("%s: RPS %.5f, want %.4f", c.who, got, c.rps)
		}
		if got := calibrate.MultiBrier(bins[c.who], 3); c.multi > 0 && math.Abs(got-c.multi) > 5.1e-5 {
			t.Errorf("%s: multi-bin Brier %.5f, want %.4f", c.who, got, c.multi)
		}
	}
}

func TestScorePanics(t *testing.T) {
	for name, f := range map[string]func(){
		"one bin":      func() { calibrate.RankedProbability([]float64{1}, 0) },
		"no such bin":  func() { calibrate.RankedProbability([]float64{1, 1}, 2) },
		"nothing":      func() { calibrate.MultiBrier([]float64{0, 0}, 0) },
		"more than n":  func() { calibrate.Jeffreys(3, 2) },
		"less than no": func() { calibrate.Jeffreys(-1, 2) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		})
	}
}

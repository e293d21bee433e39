package report_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
)

// played runs every school of harbour.
func played(t *testing.T, first uint64, runs int) []*montecarlo.Result {
	t.Helper()
	var out []*montecarlo.Result
	for _, school := range []string{"baseline", "proud-town", "poor-line"} {
		m := montecarlo.Simulation{Program: compile(t, harbour(), school), Seed: 3, First: first, Runs: runs,
			Metrics: []montecarlo.Metric{montecarlo.Margin()}}
		r, err := m.Run(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

var changing = regexp.MustCompile(`parley \S+, program [0-9a-f]{16}`)

func told(t *testing.T, f func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	results := played(t, 0, 300)
	got := told(t, func(b *bytes.Buffer) error { return report.Text(b, results...) })
	golden(t, "study.txt", changing.ReplaceAllString(got, "parley *, program *"))
	for line := range strings.Lines(got) {
		if strings.TrimRight(line, " \n")+"\n" != line {
			t.Errorf("line ends in spaces: %q", line)
		}
	}
}

// TestNoLoneProbability holds the rule that a probability never stands alone:
// beside the one school shown are its interval, the spread over all schools and
// the base rate.
func TestNoLoneProbability(t *testing.T) {
	s := report.Study{Results: played(t, 0, 100), Shown: []string{"baseline"}}
	got := told(t, func(b *bytes.Buffer) error { return s.Text(b) })
	for _, want := range []string{"baseline    0.", "[", "spread", "over 3 schools", "Base rate: a ferry contract is signed within 84 days", "It cannot tell you what will happen."} {
		if !strings.Contains(strings.ReplaceAll(got, "baseline  0.", "baseline    0."), want) {
			t.Errorf("the report lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "proud-town") {
		t.Errorf("the report shows a school that was not asked for:\n%s", got)
	}
}

// TestBaseRate compares the outside view with its formula for a chance that is
// known: 1 - (1-p)^(84/365.25) for p = 0.2 is 0.05003.
func TestBaseRate(t *testing.T) {
	sc := harbour()
	sc.BaseRate.PerYear = negotiation.Exactly(0.2)
	p := compile(t, sc, "")
	r, err := montecarlo.Simulation{Program: p, Runs: 10}.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		BaseRate struct{ Mean, Lo, Hi float64 } `json:"base_rate"`
	}
	if err := json.Unmarshal([]byte(told(t, func(b *bytes.Buffer) error {
		return report.Study{Results: []*montecarlo.Result{r}}.JSON(b)
	})), &doc); err != nil {
		t.Fatal(err)
	}
	want := 1 - math.Pow(0.8, 84/365.25)
	if b := doc.BaseRate; math.Abs(b.Mean-want) > 1e-12 || b.Lo != b.Hi {
		t.Errorf("base rate %+v, want %v and no width", b, want)
	}
}

func TestCSV(t *testing.T) {
	s := report.Study{Results: played(t, 0, 200), Shown: []string{"poor-line"}}
	rows, err := csv.NewReader(strings.NewReader(told(t, func(b *bytes.Buffer) error { return s.CSV(b) }))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	shares := map[string]float64{}
	for _, r := range rows[1:] {
		if r[2] == "term" {
			x, err := strconv.ParseFloat(r[7], 64)
			if err != nil {
				t.Fatal(err)
			}
			shares[r[3]] += x
		}
	}
	for issue, sum := range shares {
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("the shares of %s add up to %v, want 1", issue, sum)
		}
	}
	if len(shares) != 3 {
		t.Errorf("terms of %d issues, want 3", len(shares))
	}
}

// TestJSONRoundTrip reads parts back and merges them to the bytes of the whole.
func TestJSONRoundTrip(t *testing.T) {
	render := func(s report.Study) string {
		return told(t, func(b *bytes.Buffer) error { return s.JSON(b) })
	}
	study := func(results []*montecarlo.Result) report.Study {
		return report.Study{Results: results, Shown: []string{"baseline"}, Level: 0.9}
	}
	whole := render(study(played(t, 0, 1500)))
	a, err := report.ReadJSON(strings.NewReader(render(study(played(t, 0, 1100)))))
	if err != nil {
		t.Fatal(err)
	}
	b, err := report.ReadJSON(strings.NewReader(render(study(played(t, 1100, 400)))))
	if err != nil {
		t.Fatal(err)
	}
	joined := report.Study{Shown: a.Shown, Level: a.Level}
	for i := range a.Results {
		r, err := montecarlo.Merge(b.Results[i], a.Results[i])
		if err != nil {
			t.Fatal(err)
		}
		joined.Results = append(joined.Results, r)
	}
	if d := cmp.Diff(whole, render(joined)); d != "" {
		t.Errorf("merged parts differ from the whole (-want +got):\n%s", d)
	}
}

func TestIncomplete(t *testing.T) {
	short := played(t, 0, 100)
	long := played(t, 0, 200)
	s := report.Study{Results: []*montecarlo.Result{long[0], short[1], hollow(t)}, Wanted: 500}
	text := told(t, func(b *bytes.Buffer) error { return s.Text(b) })
	for _, want := range []string{"harbour, knowledge of 2025-03-25: 0 to 200 replications a school", "INCOMPLETE: of 500 replications a school 0 to 200 are there"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
	if got := told(t, func(b *bytes.Buffer) error { return s.CSV(b) }); !strings.Contains(got, "harbour,,incomplete,,,0,500,") {
		t.Errorf("the CSV is not marked:\n%s", got)
	}
	back, err := report.ReadJSON(strings.NewReader(told(t, func(b *bytes.Buffer) error { return s.JSON(b) })))
	if err != nil || back.Wanted != 500 {
		t.Errorf("ReadJSON: wanted %d, %v, want 500", back.Wanted, err)
	}
}

// hollow is the result of a school that was not begun.
func hollow(t *testing.T) *montecarlo.Result {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r, err := montecarlo.Simulation{Program: compile(t, harbour(), "poor-line"), Seed: 3,
		Metrics: []montecarlo.Metric{montecarlo.Margin()}}.Run(ctx)
	if r == nil || !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled run: %v, %v", r, err)
	}
	return r
}

func TestReadJSONFaults(t *testing.T) {
	good := told(t, func(b *bytes.Buffer) error { return report.Study{Results: played(t, 0, 50)}.JSON(b) })
	if _, err := report.ReadJSON(strings.NewReader(good)); err != nil {
		t.Fatal(err)
	}
	replace := func(old, with string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the study does not hold %q", old)
		}
		return strings.Replace(good, old, with, 1)
	}
	tests := []struct{ name, text, want string }{
		{"empty", "", "the text ends before the study does"},
		{"truncated", good[:len(good)/2], "the text ends before the study does"},
		{"trailing", good + "{}", "text after the study"},
		{"no JSON", "hello", "invalid character"},
		{"unknown key", replace(`"level"`, `"lvel"`), `unknown field "lvel"`},
		{"no results", `{"level": 0.95}`, "there are no results"},
		{"null result", `{"level": 0.95, "results": [null]}`, "a result is missing"},
		{"level", replace(`"level": 0.95`, `"level": 2`), "level is 2, want above 0 and below 1"},
		{"runs", replace(`"runs": 50,
      "rungs"`, `"runs": 49,
      "rungs"`), "rungs and failures add up to 50, want 49 runs"},
		{"seat lost", replace(`"seats": [
        "town",`, `"seats": [`), "proposers has 3 entries, want 2"},
		{"other school shown", replace(`"level": 0.95,`, `"level": 0.95, "shown": ["x"],`), "no result is of the schools shown"},
	}
	for _, tt := range tests {
		if _, err := report.ReadJSON(strings.NewReader(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: ReadJSON: %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestStudyFaults(t *testing.T) {
	for name, s := range map[string]report.Study{
		"none":   {},
		"level":  {Results: played(t, 0, 10), Level: 1},
		"school": {Results: played(t, 0, 10), Shown: []string{"nobody"}},
	} {
		var b bytes.Buffer
		if s.Text(&b) == nil || s.CSV(&b) == nil || s.JSON(&b) == nil || b.Len() > 0 {
			t.Errorf("%s: a study that cannot be told is told, want errors and no output", name)
		}
	}
}

func TestAssumptions(t *testing.T) {
	p := compile(t, harbour(), "proud-town")
	golden(t, "assumptions.txt", told(t, func(b *bytes.Buffer) error { return report.AssumptionsText(b, p) }))
	var list []report.Assumption
	if err := json.Unmarshal([]byte(told(t, func(b *bytes.Buffer) error { return report.AssumptionsJSON(b, p) })), &list); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(report.Assumptions(p), list); d != "" {
		t.Errorf("AssumptionsJSON (-want +got):\n%s", d)
	}
	rows, err := csv.NewReader(strings.NewReader(told(t, func(b *bytes.Buffer) error { return report.AssumptionsCSV(b, p) }))).ReadAll()
	if err != nil || len(rows) != len(list)+1 {
		t.Errorf("AssumptionsCSV has %d rows, %v, want %d", len(rows), err, len(list)+1)
	}
}

package report_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation/empirical"
	"github.com/parleylab/parley/negotiation/game"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
)

// dilemma is the prisoner's dilemma as if it had been simulated, 100 replications
// a profile with variance 1, so standard errors of a tenth.
func dilemma() *empirical.Table {
	t := &empirical.Table{
		Scenario: "dilemma", School: "plain", Seed: 7, Runs: 100,
		Seats: []string{"row", "column"}, Strategies: []string{"soft", "hard"},
	}
	payoff := [][2]float64{{3, 3}, {5, 1}, {1, 5}, {2, 2}}
	for i, p := range payoff {
		c := empirical.Cell{Profile: []int{i % 2, i / 2}, Deals: int64(100 - 30*i)}
		for _, x := range p {
			c.Payoff = append(c.Payoff, montecarlo.Moments{N: 100, Mean: x, M2: 99})
		}
		t.Cells = append(t.Cells, c)
	}
	return t
}

func analysis(t *testing.T) *empirical.Analysis {
	t.Helper()
	a, err := dilemma().Analyse(t.Context(), empirical.Options{Resamples: 20, Level: 0.9})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestRankText holds what is known of the dilemma: hard against hard is the only
// equilibrium, by a margin of ten standard errors, and a one-sided change from
// soft, soft gains two.
func TestRankText(t *testing.T) {
	var b strings.Builder
	if err := report.RankText(&b, analysis(t)); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(strings.Fields(b.String()), " ")
	for _, want := range []string{
		"dilemma: 2 strategies for each of row, column, 100 replications a profile, seed 7 school: plain",
		"soft, soft 1.000 [0.974, 1.000] 3.00 [2.83, 3.17] 3.00 [2.83, 3.17] 2.00 0.00 [0.00, 0.12]",
		"hard, hard 0.100 [0.061, 0.160] 2.00 [1.83, 2.17] 2.00 [1.83, 2.17] 0.00 1.00 [0.88, 1.00]",
		"equilibria of the mean payoffs: 1, all of them row: hard; column: hard (largest regret 0.0e+00)",
		"row hard 0.99", "It cannot tell you what will happen.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("RankText wrote\n%s\nwant %q in it", b.String(), want)
		}
	}
}

// TestRankTextCrowd tells equilibria that differ by rounding as one.
func TestRankTextCrowd(t *testing.T) {
	a := analysis(t)
	for _, x := range []float64{1e-10, 2e-4, 0.4} {
		a.Equilibria = append(a.Equilibria, game.Equilibrium{Profile: game.Mixed{{x, 1 - x}, {0, 1}}})
	}
	var b strings.Builder
	if err := report.RankText(&b, a); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"mean payoffs: 2,", "4 were found, of which those less than 0.001 apart count as one", "row: 0.400 soft + 0.600 hard; column: hard"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("RankText wrote\n%s\nwant %q in it", b.String(), want)
		}
	}
}

func TestRankIncomplete(t *testing.T) {
	a := &empirical.Analysis{Table: dilemma(), Level: 0.95, Drawn: 200}
	a.Table.Cells = a.Table.Cells[:3]
	var text, table bytes.Buffer
	if err := errors.Join(report.RankText(&text, a), report.RankCSV(&table, a)); err != nil {
		t.Fatal(err)
	}
	if got := text.String(); !strings.Contains(got, "INCOMPLETE: 3 of 4 profiles") || strings.Contains(got, "equilibria") || strings.Contains(got, "regret") {
		t.Errorf("RankText of an incomplete table wrote\n%s\nwant payoffs only, marked", got)
	}
	rows, err := csv.NewReader(&table).ReadAll()
	if err != nil || rows[1][2] != "incomplete" || rows[1][6] != "3" || rows[1][7] != "4" {
		t.Errorf("RankCSV of an incomplete table begins with %v (%v), want 3 of 4 profiles", rows[1], err)
	}
	if want := 2 + 3*3; len(rows) != want {
		t.Errorf("RankCSV has %d rows, want %d: head, mark, and three for each profile", len(rows), want)
	}
}

// TestRankJSON reads back what was written.
func TestRankJSON(t *testing.T) {
	origin := report.Origin{Library: "v0", Fingerprint: "abc"}
	var b bytes.Buffer
	if err := report.RankJSON(&b, analysis(t), origin); err != nil {
		t.Fatal(err)
	}
	got, from, err := report.ReadRank(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	want := &empirical.Analysis{Table: dilemma(), Level: 0.9, Drawn: 20}
	if d := cmp.Diff(want, got); d != "" || from != origin {
		t.Errorf("ReadRank gives origin %v and (-want +got)\n%s", from, d)
	}
	again, err := got.Table.Analyse(t.Context(), empirical.Options{Resamples: 20, Level: 0.9})
	if err != nil {
		t.Fatal(err)
	}
	var c bytes.Buffer
	if err := report.RankJSON(&c, again, from); err != nil || !bytes.Equal(b.Bytes(), c.Bytes()) {
		t.Errorf("an analysis read back and made again writes other bytes (%v)", err)
	}
}

func TestReadRankFaults(t *testing.T) {
	var b bytes.Buffer
	if err := report.RankJSON(&b, analysis(t), report.Origin{}); err != nil {
		t.Fatal(err)
	}
	whole := b.String()
	tests := []struct{ name, text, want string }{
		{"empty", "", "the text ends before the table does"},
		{"half", whole[:len(whole)/2], "the text ends before the table does"},
		{"twice", whole + whole, "there is text after the table"},
		{"no table", `{"level": 0.9, "resamples": 5}`, "there is no table"},
		{"unknown key", `{"wrning": ""}`, `unknown field "wrning"`},
		{"level", strings.Replace(whole, `"level": 0.9`, `"level": 9`, 1), "level is 9"},
		{"deals", strings.Replace(whole, `"deals": 70`, `"deals": 170`, 1), "table/cells/1: deals is 170, want 0 to 100"},
		{"count", strings.Replace(whole, `"N": 100`, `"N": 99`, 1), "table/cells/0: the payoff has 99 replications"},
		{"squares", strings.Replace(whole, `"M2": 99`, `"M2": -1`, 1), "squares -1"},
		{"seats", strings.Replace(whole, "\"seats\": [\n      \"row\",", `"seats": [`, 1), "there are 2 strategies and 2 payoffs, want 1"},
	}
	for _, tt := range tests {
		_, _, err := report.ReadRank(strings.NewReader(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

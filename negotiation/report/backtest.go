package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/parleylab/parley/negotiation/calibrate"
)

// A Backtest is how the schools of one scenario did on its targets. Cards have
// the same targets in the same order.
type Backtest struct {
	Cards []*calibrate.Scorecard
}

func (b Backtest) check() error {
	if len(b.Cards) == 0 || b.Cards[0] == nil {
		return fmt.Errorf("report: there are no scorecards, want at least 1")
	}
	for _, c := range b.Cards {
		if c == nil || len(c.Rows) != len(b.Cards[0].Rows) {
			return fmt.Errorf("report: scorecards differ in their targets, want the same in all")
		}
	}
	return nil
}

// Text writes the targets with the probability of every school beside that of
// the base rate, the scores of both, and the warnings that belong to them.
func (b Backtest) Text(w io.Writer) error {
	if err := b.check(); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	first := b.Cards[0]
	fmt.Fprintf(out, "%s, backtest of %d targets with the knowledge of %s: %d replications a school, seed %d\n",
		first.Manifest.Scenario, len(first.Rows), first.Manifest.Vintage, first.Runs, first.Manifest.Seed)
	fmt.Fprintf(out, "%s\n", wrap(Warning, 78))
	for group := range slices.Chunk(b.Cards, 3) { // wider tables do not fit a page
		fmt.Fprintln(out)
		b.table(out, group)
	}
	b.unscored(out)
	fmt.Fprintln(out)
	for _, x := range first.Warnings {
		fmt.Fprintln(out, wrap("  * "+x, 96))
	}
	return out.Flush()
}

// table prints the targets that are scored, and the scores, for a few schools.
func (b Backtest) table(w io.Writer, group []*calibrate.Scorecard) {
	t := table(w)
	fmt.Fprint(t, "target\tby\tseen\tbase rate")
	for _, c := range group {
		fmt.Fprintf(t, "\t%s", cardName(c))
	}
	fmt.Fprintln(t)
	for i, r := range group[0].Rows {
		if !r.Target.Modelled() {
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%v\t%s", r.Target.Name, r.Target.By.Format("2006-01-02"), r.Target.Outcome, orDash(r.Base))
		for _, c := range group {
			row := c.Rows[i]
			fmt.Fprintf(t, "\t%.3f %v", row.Ours.Share(), row.Ours.Wilson(0.95))
		}
		fmt.Fprintln(t)
	}
	for _, line := range []struct {
		name string
		of   func(calibrate.Scores) float64
	}{{"Brier score", func(s calibrate.Scores) float64 { return s.Brier }}, {"log score", func(s calibrate.Scores) float64 { return s.Log }}} {
		fmt.Fprintf(t, "%s, %d targets\t\t\t%s", line.name, group[0].Ours.N, scored(line.of, group[0].Base))
		for _, c := range group {
			fmt.Fprintf(t, "\t%s", scored(line.of, c.Ours))
		}
		fmt.Fprintln(t)
	}
	t.Flush()
}

func cardName(c *calibrate.Scorecard) string {
	if c.Manifest.School == "" {
		return "as compiled"
	}
	return c.Manifest.School
}

func orDash(x float64) string {
	if math.IsNaN(x) {
		return "-"
	}
	return fmt.Sprintf("%.3f", x)
}

func scored(of func(calibrate.Scores) float64, s calibrate.Scores) string {
	if s.N == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", of(s))
}

// unscored lists what takes part in no score, and why.
func (b Backtest) unscored(w io.Writer) {
	c := b.Cards[0]
	fmt.Fprintf(w, "\nLower scores are better. Scored is what has both probabilities; %d %s without a base rate and %d not\n"+
		"modelled take part in neither score. Intervals (95 %%, Wilson) are for sampling error only; a forecast of\n"+
		"k in n is scored as (k + 1/2)/(n + 1).\n", c.Baseless, plural(c.Baseless, "target"), c.Unmodelled)
	for _, r := range c.Rows {
		if !r.Target.Modelled() {
			fmt.Fprintln(w, wrap(fmt.Sprintf("  not modelled: %s (%s; seen: %v): %s.", r.Target.Name, r.Target.Statement, r.Target.Outcome, r.Target.Unmodelled), 96))
		}
	}
}

// backtestRow is one target of one school in JSON; what there is not is null.
type backtestRow struct {
	School  string   `json:"school"`
	Target  string   `json:"target"`
	By      string   `json:"by"`
	Seen    string   `json:"seen"`
	Count   *int64   `json:"count"`
	Runs    int      `json:"runs"`
	P       *float64 `json:"p"`
	Base    *float64 `json:"base"`
	Scored  bool     `json:"scored"`
	Missing string   `json:"unmodelled,omitempty"`
}

// backtestScore is the score of one school.
type backtestScore struct {
	School     string           `json:"school"`
	Ours       calibrate.Scores `json:"ours"`
	Base       calibrate.Scores `json:"base"`
	Unmodelled int              `json:"unmodelled"`
	Baseless   int              `json:"without_base_rate"`
}

// JSON writes the same as data, indented.
func (b Backtest) JSON(w io.Writer) error {
	if err := b.check(); err != nil {
		return err
	}
	doc := struct {
		Warning  string          `json:"warning"`
		Warnings []string        `json:"warnings"`
		Manifest any             `json:"manifest"`
		Scores   []backtestScore `json:"scores"`
		Rows     []backtestRow   `json:"rows"`
	}{Warning: Warning, Warnings: b.Cards[0].Warnings, Manifest: b.Cards[0].Manifest}
	number := func(x float64) *float64 {
		if math.IsNaN(x) {
			return nil
		}
		return &x
	}
	for _, c := range b.Cards {
		doc.Scores = append(doc.Scores, backtestScore{cardName(c), c.Ours, c.Base, c.Unmodelled, c.Baseless})
		for _, r := range c.Rows {
			row := backtestRow{School: cardName(c), Target: r.Target.Name, By: r.Target.By.Format("2006-01-02"), Seen: r.Target.Outcome.String(),
				Runs: c.Runs, P: number(r.P), Base: number(r.Base), Scored: r.Scored, Missing: r.Target.Unmodelled}
			if r.Target.Modelled() {
				row.Count = &r.Ours.K
			}
			doc.Rows = append(doc.Rows, row)
		}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

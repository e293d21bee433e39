package report_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/calibrate"
	"github.com/parleylab/parley/negotiation/report"
)

// scorecard backtests the stormy harbour on three targets.
func scorecard(t *testing.T) *calibrate.Scorecard {
	t.Helper()
	sc := stormy()
	for i := range sc.Sources {
		sc.Sources[i].Published = sc.Vintage
	}
	day := time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)
	winter := []negotiation.Term{{Issue: "winter", Relation: negotiation.AtMost, Level: 1}}
	p := compile(t, sc, "")
	card, err := calibrate.Backtest{Program: p, Seed: 1, Runs: 500, Targets: []negotiation.Target{
		{Name: "signed", By: day, Outcome: negotiation.Happened, Base: negotiation.Exactly(0.5), Events: []negotiation.TargetEvent{{Rung: negotiation.Announced}}},
		{Name: "winter-service", By: day, Outcome: negotiation.Failed, Events: []negotiation.TargetEvent{{Rung: negotiation.InForce, Terms: winter}}},
		{Name: "new-quay", Statement: "a new quay is built", By: day, Outcome: negotiation.Failed, Unmodelled: "the harbour has no works"},
	}}.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return card
}

func TestBacktestText(t *testing.T) {
	b := report.Backtest{Cards: []*calibrate.Scorecard{scorecard(t)}}
	got := told(t, func(w *bytes.Buffer) error { return b.Text(w) })
	golden(t, "backtest.txt", got)
	for _, want := range append([]string{"base rate", "Brier score, 1 targets", "1 target without a base rate and 1 not", "not modelled: new-quay"}, calibrate.Warnings[0]) {
		if !strings.Contains(got, want) {
			t.Errorf("the report lacks %q:\n%s", want, got)
		}
	}
}

func TestBacktestJSON(t *testing.T) {
	b := report.Backtest{Cards: []*calibrate.Scorecard{scorecard(t)}}
	var doc struct {
		Warnings []string
		Scores   []struct{ Ours, Base struct{ N int } }
		Rows     []struct {
			Target  string
			P, Base *float64
			Scored  bool
		}
	}
	if err := json.Unmarshal([]byte(told(t, func(w *bytes.Buffer) error { return b.JSON(w) })), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Rows) != 3 || doc.Rows[0].P == nil || doc.Rows[1].Base != nil || doc.Rows[2].P != nil || !doc.Rows[0].Scored || doc.Rows[1].Scored {
		t.Errorf("rows %+v", doc.Rows)
	}
	if len(doc.Warnings) < 4 || len(doc.Scores) != 1 || doc.Scores[0].Ours.N != 1 || doc.Scores[0].Base.N != 1 {
		t.Errorf("warnings %v, scores %+v", doc.Warnings, doc.Scores)
	}
}

func TestBadBacktest(t *testing.T) {
	var w bytes.Buffer
	a, b := scorecard(t), scorecard(t)
	b.Rows = b.Rows[:1]
	for _, x := range []report.Backtest{{}, {Cards: []*calibrate.Scorecard{nil}}, {Cards: []*calibrate.Scorecard{a, b}}} {
		if x.Text(&w) == nil || x.JSON(&w) == nil {
			t.Errorf("%+v: want an error", x)
		}
	}
}

package calibrate_test

import (
	"context"
	"math"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/calibrate"
	"github.com/parleylab/parley/scenarios"
)

// TestLimitedBacktest scores the limited talks on their sixteen targets.
func TestLimitedBacktest(t *testing.T) {
	p := compile(t, scenarios.Limited())
	card, err := calibrate.Backtest{Program: p, Seed: 1, Runs: 2000}.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(card.Rows) != 16 || card.Unmodelled != 8 || card.Baseless != 3 || card.Ours.N != 5 {
		t.Errorf("%d targets, %d not modelled, %d without a base rate, %d scored, want 16, 8, 3, 5",
			len(card.Rows), card.Unmodelled, card.Baseless, card.Ours.N)
	}
	happened := 0
	for _, r := range card.Rows {
		if r.Target.Outcome == negotiation.Happened {
			happened++
		}
		if r.Target.Modelled() {
			t.Logf("%-16s ours %.3f, base rate %.3f, seen: %v", r.Target.Name, r.P, r.Base, r.Target.Outcome)
		}
	}
	if happened != 8 {
		t.Errorf("%d of the targets came about, want 8", happened)
	}
	t.Log(card)
	// The base rate of a general ceasefire by 20 April: 27 days of beta(4.5, 14.5) a year.
	for _, r := range card.Rows {
		if r.Target.Name == "general-april" && math.Abs(r.Base-0.0205) > 0.0015 {
			t.Errorf("the base rate of a general ceasefire by 20 April is %v, want about 0.020", r.Base)
		}
	}
}

// BenchmarkRejection times accepted draws of the limited talks that reach the
// rung that was seen, and BenchmarkSequential a whole sequence.
func BenchmarkRejection(b *testing.B) {
	p := compile(b, scenarios.Limited())
	d, err := calibrate.Missed(p, p.Scenario().Targets)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		a := calibrate.Rejection{Program: p, Distance: d, Tolerance: 1, Seed: 1, Accept: 500}
		draws, err := a.Run(context.Background(), nil)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(draws.Rate(), "accepted/replication")
	}
}

func BenchmarkSequential(b *testing.B) {
	p := compile(b, scenarios.Limited())
	d, err := calibrate.Missed(p, p.Scenario().Targets)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		a := calibrate.Sequential{Program: p, Distance: d, Goal: 1, Seed: 1, Particles: 1000}
		c, err := a.Run(context.Background(), nil)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(c.Tolerance, "tolerance")
		b.ReportMetric(float64(c.Tried), "replications")
	}
}

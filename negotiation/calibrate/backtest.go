package calibrate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// A Backtest asks a program, as it was known on its vintage, for the
// probabilities of its scenario's targets.
type Backtest struct {
	Program *negotiation.Program
	// Targets are what is asked for; nil means those of the scenario.
	Targets []negotiation.Target
	Seed    uint64
	Runs    int // replications; 0 means montecarlo.DefaultRuns
	Workers int // 0 means one for each processor
	// Progress is called as in montecarlo.Simulation; it may be nil.
	Progress func(montecarlo.Progress)
}

// A Row is one target with its probabilities.
type Row struct {
	Target negotiation.Target
	// Ours is the share of replications in which the target came about, with its
	// count. P is what is scored: (K + 1/2)/(N + 1), the mean of the Jeffreys
	// posterior, so that no forecast is certain. It is NaN for a target that is
	// not modelled.
	Ours montecarlo.Proportion
	P    float64
	// Base is the probability of the base rate, NaN if there is none.
	Base float64
	// Scored reports whether the row takes part in both scores.
	Scored bool
}

// A Scorecard is the outcome of a backtest.
type Scorecard struct {
	Manifest montecarlo.Manifest
	Runs     int
	Rows     []Row
	// Ours and Base are the scores over the rows that have both probabilities.
	Ours, Base Scores
	// Unmodelled counts the targets without an element in the model, Baseless the
	// modelled ones without a base rate. Neither are in any score.
	Unmodelled, Baseless int
	Warnings             []string
}

// Warnings are printed with every score.
var Warnings = []string{
	"One war is one path: a score on it can show over-optimism, never calibration.",
	"The targets were chosen after their outcomes were known.",
	"Targets of the same talks are not independent: the number of rows says little about the weight of the evidence.",
	"Base rates come from small counts, and which cases to count is a choice.",
}

// Run plays the replications and scores the targets. A program that knows what
// came after its vintage is refused with an error that wraps ErrVintage, targets
// that cannot be asked for with Faults. If ctx ends first, Run scores the
// replications that are complete, if there are any, and returns ctx.Err() beside
// the scorecard.
func (b Backtest) Run(ctx context.Context) (*Scorecard, error) {
	if b.Program == nil {
		return nil, errors.New("calibrate: there is no program, want one")
	}
	if b.Targets == nil {
		b.Targets = b.Program.Scenario().Targets
	}
	watches, err := b.watches()
	if err := errors.Join(CheckVintage(b.Program), err); err != nil {
		return nil, err
	}
	r, err := montecarlo.Simulation{
		Program: b.Program, Seed: b.Seed, Runs: b.Runs, Workers: b.Workers, Progress: b.Progress, Records: true,
	}.Run(ctx)
	if r == nil || r.Runs == 0 {
		return nil, errors.Join(err, errors.New("calibrate: no replication is complete, so there is nothing to score"))
	}
	return b.score(r, watches), err
}

// watches compiles the targets; the entry of one that is not modelled is nil.
func (b Backtest) watches() ([]*negotiation.Watch, error) {
	if len(b.Targets) == 0 {
		return nil, errors.New("calibrate: there are no targets, want at least 1")
	}
	list := make([]*negotiation.Watch, len(b.Targets))
	var faults []error
	for i, t := range b.Targets {
		w, err := t.Watch(b.Program)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		if t.Modelled() {
			list[i] = w
		}
	}
	return list, errors.Join(faults...)
}

// score counts the targets in the records.
func (b Backtest) score(r *montecarlo.Result, watches []*negotiation.Watch) *Scorecard {
	card := &Scorecard{Manifest: r.Manifest, Runs: r.Runs, Warnings: Warnings}
	vintage := b.Program.Scenario().Vintage
	for i, t := range b.Targets {
		row := Row{Target: t, P: math.NaN(), Base: base(t, vintage)}
		if w := watches[i]; w != nil {
			row.Ours = seen(w, r.Records)
			row.P = (float64(row.Ours.K) + 0.5) / (float64(row.Ours.N) + 1)
		}
		switch {
		case math.IsNaN(row.P):
			card.Unmodelled++
		case math.IsNaN(row.Base):
			card.Baseless++
		default:
			row.Scored = true
			happened := t.Outcome == negotiation.Happened
			card.Ours.add(row.P, happened)
			card.Base.add(row.Base, happened)
		}
		card.Rows = append(card.Rows, row)
	}
	return card
}

// seen counts the records in which a target came about.
func seen(w *negotiation.Watch, records []negotiation.Record) montecarlo.Proportion {
	p := montecarlo.Proportion{N: int64(len(records))}
	for _, rec := range records {
		if w.Seen(rec) {
			p.K++
		}
	}
	return p
}

// base returns the probability of a target by its base rate, NaN without one: the
// mean over what is not known of the rate.
func base(t negotiation.Target, vintage time.Time) float64 {
	days := t.By.Sub(vintage).Hours()/24 + 1
	switch {
	case t.Base != nil:
		return mean(t.Base, func(p float64) float64 { return p })
	case t.BasePerYear != nil:
		return mean(t.BasePerYear, func(p float64) float64 { return Within(p, days) })
	default:
		return math.NaN()
	}
}

// String returns what the scores amount to in a sentence.
func (c *Scorecard) String() string {
	if c.Ours.N == 0 {
		return fmt.Sprintf("no target can be scored: %d are not modelled, %d have no base rate", c.Unmodelled, c.Baseless)
	}
	better := "no better than"
	if c.Ours.Brier < c.Base.Brier && c.Ours.Log < c.Base.Log {
		better = "better than"
	}
	return fmt.Sprintf("on %d targets the model is %s the base rates: Brier %.3f against %.3f, log %.3f against %.3f "+
		"(%d not modelled, %d without a base rate left out)",
		c.Ours.N, better, c.Ours.Brier, c.Base.Brier, c.Ours.Log, c.Base.Log, c.Unmodelled, c.Baseless)
}

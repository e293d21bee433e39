package calibrate_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/aftermath"
	"github.com/parleylab/parley/negotiation/calibrate"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

func known(x float64) negotiation.Quantity {
	return negotiation.Sourced{Quantity: negotiation.Exactly(x), Unit: "1", Cite: "paper", Note: "judgement: because a test needs it"}
}

func unknown(lo, hi float64) negotiation.Quantity {
	return negotiation.Sourced{Quantity: negotiation.Uniform{Min: lo, Max: hi}, Unit: "1", Cite: "paper", Note: "judgement: because a test needs it"}
}

// truce is two parties of one mind who sign at once; whether their truce takes
// effect and holds is uncertain.
func truce() negotiation.Scenario {
	sc := negotiation.Scenario{
		Name: "truce", Rounds: 4, RoundLength: 72 * time.Hour, Vintage: time.Date(2025, 3, 25, 0, 0, 0, 0, time.UTC),
		Protocol: protocol.Alternating{},
		Issues:   []negotiation.Issue{{Name: "sea", Options: negotiation.Options("none", "vessels")}},
		Sources:  []negotiation.Source{{Key: "paper", Published: time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)}},
		Aftermath: aftermath.Ladder{
			Deliveries: []aftermath.Delivery{{Name: "relief", Party: "west", P: unknown(0, 1)}},
			Durability: aftermath.Durability{Fails: unknown(0.2, 0.9), Shape: known(1), Term: known(30), Specificity: known(1)},
			Extension:  aftermath.Step{P: known(0.5)},
		},
	}
	for _, name := range []string{"east", "west"} {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: name, Strategy: strategy.HardLiner{}, Reservation: known(0), Discount: known(1),
			Utility: utility.Additive{Weights: map[string]negotiation.Quantity{"sea": known(1)},
				Values: map[string][]negotiation.Quantity{"sea": {known(0), known(1)}}},
		})
	}
	by := func(text string) time.Time {
		d, _ := time.Parse("2006-01-02", text)
		return d
	}
	sea := []negotiation.Term{{Issue: "sea", Relation: negotiation.AtLeast, Level: 1}}
	sc.Targets = []negotiation.Target{
		{Name: "announced", By: by("2025-03-31"), Events: []negotiation.TargetEvent{{Rung: negotiation.Announced, Terms: sea}}, Outcome: negotiation.Happened, Base: negotiation.Exactly(0.25)},
		{Name: "in-force", By: by("2025-04-24"), Events: []negotiation.TargetEvent{{Rung: negotiation.InForce, Terms: sea}}, Outcome: negotiation.Failed, BasePerYear: negotiation.Exactly(0.24)},
		{Name: "extended", By: by("2025-12-31"), Events: []negotiation.TargetEvent{{Rung: negotiation.Extended}}, Outcome: negotiation.Failed},
		{Name: "swap", By: by("2025-06-30"), Outcome: negotiation.Happened, Unmodelled: "prisoners are no issue here"},
	}
	return sc
}

func compile(t testing.TB, sc negotiation.Scenario) *negotiation.Program {
	t.Helper()
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestBacktest(t *testing.T) {
	const runs = 8000
	card, err := calibrate.Backtest{Program: compile(t, truce()), Seed: 1, Runs: runs}.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	// Delivered with probability 1/2; the base rate of in force is for 31 days,
	// 25 March to 24 April.
	base := -math.Expm1(31. / 365.25 * math.Log1p(-0.24))
	want := []struct {
		p, base float64
		scored  bool
	}{{1, 0.25, true}, {0.5, base, true}, {math.NaN(), math.NaN(), false}, {math.NaN(), math.NaN(), false}}
	for i, w := range want {
		row := card.Rows[i]
		if i != 2 && math.Abs(row.P-w.p) > 4*0.5/math.Sqrt(runs) {
			t.Errorf("%s: probability %v, want %v", row.Target.Name, row.P, w.p)
		}
		if math.Abs(row.Base-w.base) > 1e-9 || math.IsNaN(row.Base) != math.IsNaN(w.base) || row.Scored != w.scored {
			t.Errorf("%s: base rate %v, scored %v, want %v, %v", row.Target.Name, row.Base, row.Scored, w.base, w.scored)
		}
	}
	if card.Unmodelled != 1 || card.Baseless != 1 || card.Ours.N != 2 || card.Base.N != 2 {
		t.Errorf("%d not modelled, %d without a base rate, %d and %d scored, want 1, 1, 2, 2", card.Unmodelled, card.Baseless, card.Ours.N, card.Base.N)
	}
	in := card.Rows[1].P
	if got, want := card.Ours.Brier, (in*in+math.Pow(1-card.Rows[0].P, 2))/2; math.Abs(got-want) > 1e-12 {
		t.Errorf("our Brier score is %v, want %v", got, want)
	}
	if got, want := card.Base.Brier, (0.75*0.75+base*base)/2; math.Abs(got-want) > 1e-9 {
		t.Errorf("the base rates' Brier score is %v, want %v", got, want)
	}
	if len(card.Warnings) < 4 || !strings.Contains(card.String(), "1 not modelled, 1 without a base rate") {
		t.Errorf("warnings %v, sentence %q", card.Warnings, card)
	}
}

func TestBacktestRefuses(t *testing.T) {
	ctx := context.Background()
	run := func(sc negotiation.Scenario) error {
		_, err := calibrate.Backtest{Program: compile(t, sc), Runs: 10}.Run(ctx)
		return err
	}
	late, undated, none, empty := truce(), truce(), truce(), truce()
	late.Sources[0].Published = time.Date(2025, 3, 26, 0, 0, 0, 0, time.UTC)
	undated.Sources[0].Published = time.Time{}
	none.Vintage = time.Time{}
	empty.Targets = nil
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"a later source", run(late), "sources/paper: it was published on 2025-03-26, want 2025-03-25 or earlier"},
		{"a source without a date", run(undated), "sources/paper: it has no date of publication"},
		{"no vintage", run(none), "vintage: there is none"},
		{"no targets", run(empty), "there are no targets"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, c.err, c.want)
		}
	}
	if !errors.Is(run(late), calibrate.ErrVintage) {
		t.Error("a later source is no ErrVintage")
	}
	p, err := compile(t, truce()).With("aftermath/extended", negotiation.Exactly(0.1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (calibrate.Backtest{Program: p, Runs: 10}).Run(ctx); err == nil || !strings.Contains(err.Error(), "aftermath/extended: it cites no source") {
		t.Errorf("a what-if: error %v, want it refused", err)
	}
	pinned, err := compile(t, truce()).Pin("sea", "vessels")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (calibrate.Backtest{Program: pinned, Runs: 10}).Run(ctx); err == nil || !strings.Contains(err.Error(), "issue sea is held at one option") {
		t.Errorf("a pin: error %v, want it refused", err)
	}
	open := truce().Targets[0]
	open.Outcome = negotiation.Undecided
	if _, err := (calibrate.Backtest{Program: compile(t, truce()), Targets: []negotiation.Target{open}, Runs: 10}).Run(ctx); err == nil || !strings.Contains(err.Error(), "targets/announced/outcome") {
		t.Errorf("a target without outcome: error %v", err)
	}
	if _, err := (calibrate.Backtest{}).Run(ctx); err == nil {
		t.Error("no program: want an error")
	}
}

// TestBacktestKeepsCounts: what was complete when the context ended is scored.
func TestBacktestKeepsCounts(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	b := calibrate.Backtest{Program: compile(t, truce()), Runs: 1 << 30, Workers: 2}
	b.Progress = func(p montecarlo.Progress) {
		if p.Done > 4000 {
			cancel()
		}
	}
	card, err := b.Run(ctx)
	if !errors.Is(err, context.Canceled) || card == nil || card.Runs < 4000 || card.Rows[0].Ours.N != int64(card.Runs) {
		t.Errorf("error %v, card %+v, want a partial scorecard", err, card)
	}
}

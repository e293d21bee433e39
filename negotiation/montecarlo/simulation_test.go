package montecarlo_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/strategy"
)

// TestWorkersDoNotShow holds that any number of workers gives the same bytes,
// metrics and records included.
func TestWorkersDoNotShow(t *testing.T) {
	p := mustCompile(t, market())
	for _, first := range []uint64{0, 1000} { // aligned to blocks, and not
		m := montecarlo.Simulation{Program: p, Seed: 5, First: first, Runs: 3000, Workers: 1, Metrics: metrics(), Records: true}
		want := bytesOf(t, mustRun(t, m))
		for _, n := range []int{2, 7} {
			m.Workers = n
			if got := bytesOf(t, mustRun(t, m)); got != want {
				t.Errorf("first %d: %d workers give other bytes than 1", first, n)
			}
		}
	}
}

// TestResultCounts compares counts with a count of the records, and exact sums
// with sums of floats.
func TestResultCounts(t *testing.T) {
	p := mustCompile(t, market())
	const n = 3000
	r := mustRun(t, montecarlo.Simulation{Program: p, Seed: 5, Runs: n, Metrics: metrics(), Records: true})
	s := p.NewSession()
	var zones, deals, rounds int64
	var surplus, margin float64
	for i, rec := range r.Records {
		if got := s.Play(5, uint64(i)); got != rec {
			t.Fatalf("record %d is %+v, played again %+v", i, rec, got)
		}
		margin += s.Margin()
		if rec.Zone {
			zones++
		}
		if rec.Outcome != negotiation.NoDeal {
			deals++
			rounds += int64(rec.Round) + 1
			surplus += s.Value(1, rec.Outcome) - s.Reservation(1)
		}
	}
	if diff := cmp.Diff(montecarlo.Proportion{K: zones, N: n}, r.Reached(negotiation.Zone)); diff != "" {
		t.Errorf("zones (-want +got):\n%s", diff)
	}
	if r.Deals() != deals || r.Reached(negotiation.Consented).K != 0 {
		t.Errorf("%d deals and %d consented, want %d and 0", r.Deals(), r.Reached(negotiation.Consented).K, deals)
	}
	near := func(what string, got, want float64) {
		t.Helper()
		if !(math.Abs(got-want) <= 1e-9) { // sums of 3000 numbers below 100
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	near("the mean surplus", r.MeanSurplus(1).Mean, surplus/float64(deals))
	near("the mean round", r.MeanRound().Mean, float64(rounds)/float64(deals))
	mm, err := r.Metric("margin")
	if err != nil {
		t.Fatal(err)
	}
	near("the mean margin", mm.Mean, margin/n)
	if rd, _ := r.Metric("rounds-to-deal"); rd.N != deals || math.Abs(rd.Mean-r.MeanRound().Mean) > 1e-9 || math.Abs(rd.Variance()-r.MeanRound().Variance()) > 1e-9 {
		t.Errorf("rounds to deal as a metric %+v, as counts %+v", rd, r.MeanRound())
	}
	sum := int64(0)
	for l := range 5 {
		sum += r.Option(0, l).K
	}
	if sum != deals {
		t.Errorf("%d options of price in %d deals", sum, deals)
	}
	if _, err := r.Metric("margn"); err == nil {
		t.Error("a metric that is not there has moments")
	}
}

// TestRoundQuantile reads quantiles off hand-made counts.
func TestRoundQuantile(t *testing.T) {
	r := &montecarlo.Result{Runs: 10, Rounds: []int64{0, 2, 0, 5, 1}}
	r.Rungs[negotiation.Announced] = 8
	for _, c := range []struct {
		p    float64
		want int
	}{{0, 2}, {0.25, 2}, {0.26, 4}, {0.5, 4}, {0.875, 4}, {0.88, 5}, {1, 5}} {
		if got := r.RoundQuantile(c.p); got != c.want {
			t.Errorf("RoundQuantile(%v) = %d, want %d", c.p, got, c.want)
		}
	}
	if got := (&montecarlo.Result{Rounds: []int64{0}}).RoundQuantile(0.5); got != 0 {
		t.Errorf("without a deal the median round is %d, want 0", got)
	}
}

// TestCancelledAndContinued cancels runs at several moments, continues them and
// joins the parts: the bytes are those of one run.
func TestCancelledAndContinued(t *testing.T) {
	p := mustCompile(t, market())
	whole := montecarlo.Simulation{Program: p, Seed: 5, First: 300, Runs: 3000, Workers: 2, Metrics: metrics(), Records: true}
	want := bytesOf(t, mustRun(t, whole))
	for _, after := range []int64{0, 900, 2999} {
		ctx, cancel := context.WithCancel(context.Background())
		var calls atomic.Int64
		m := whole
		m.Metrics = metrics()
		inner := m.Metrics[0].Measure
		m.Metrics[0].Measure = func(s *negotiation.Session, r negotiation.Record) float64 {
			if calls.Add(1) == after+1 {
				cancel()
			}
			return inner(s, r)
		}
		part, err := m.Run(ctx)
		cancel()
		if part == nil {
			t.Fatalf("cancelled after %d: no result, error %v", after, err)
		}
		if part.Runs < whole.Runs && !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled after %d: %d runs and error %v", after, part.Runs, err)
		}
		if part.Runs < whole.Runs && part.Runs > 0 && (part.First+uint64(part.Runs))%montecarlo.BlockSize != 0 {
			t.Errorf("cancelled after %d: the prefix of %d runs from %d is no whole number of blocks", after, part.Runs, part.First)
		}
		list := []*montecarlo.Result{part}
		if part.Runs < whole.Runs {
			list = append(list, mustRun(t, whole.Rest(part)))
		}
		joined, err := montecarlo.Merge(list...)
		if err != nil {
			t.Fatal(err)
		}
		if got := bytesOf(t, joined); got != want {
			t.Errorf("cancelled after %d with %d runs: continued, the bytes differ", after, part.Runs)
		}
	}
}

// forgetful is a strategy that keeps count across Reset.
type forgetful struct{}

func (forgetful) Agent() negotiation.Agent { return &forgetfulAgent{} }

type forgetfulAgent struct{ asked int }

func (*forgetfulAgent) Reset(*negotiation.View) {}

func (a *forgetfulAgent) Propose(v *negotiation.View) negotiation.Outcome {
	a.asked++
	return v.Ranked(a.asked % 5)
}

func (a *forgetfulAgent) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	return a.asked%3 == 0 && v.Value(o) >= v.Reservation()
}

// TestAudit holds that memory kept across Reset is found, and told in words.
func TestAudit(t *testing.T) {
	sc := market()
	sc.Parties[0].Strategy = forgetful{}
	m := montecarlo.Simulation{Program: mustCompile(t, sc), Runs: 2000, AuditEvery: 10}
	_, err := m.Run(context.Background())
	var audit *montecarlo.AuditError
	if !errors.As(err, &audit) {
		t.Fatalf("the audit found nothing: %v", err)
	}
	if audit.Got == audit.Fresh || audit.Replication%10 != 0 {
		t.Errorf("the audit of replication %d found %+v and %+v", audit.Replication, audit.Got, audit.Fresh)
	}
	for _, word := range []string{"Reset", "global random generator", "map", fmt.Sprint(audit.Replication)} {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q does not speak of %s", err, word)
		}
	}
	m.AuditEvery = -1
	if _, err := m.Run(context.Background()); err != nil {
		t.Errorf("without audits: %v", err)
	}
}

// fragile is a strategy that panics in some replications.
type fragile struct{}

func (fragile) Agent() negotiation.Agent { return &fragileAgent{strategy.HardLiner{}.Agent(), false} }

type fragileAgent struct {
	negotiation.Agent
	broken bool
}

func (a *fragileAgent) Reset(v *negotiation.View) {
	a.broken = v.Reservation() > 6
}

func (a *fragileAgent) Propose(v *negotiation.View) negotiation.Outcome {
	if a.broken {
		panic("lost my notes")
	}
	return a.Agent.Propose(v)
}

// TestPanicsAreCounted holds that a strategy that panics costs its replication
// and no other.
func TestPanicsAreCounted(t *testing.T) {
	sc := market()
	sc.Parties[0].Strategy = fragile{}
	p := mustCompile(t, sc)
	m := montecarlo.Simulation{Program: p, Seed: 5, Runs: 3000, Workers: 1, Metrics: metrics(), Records: true}
	r := mustRun(t, m)
	s := mustCompile(t, market()).NewSession()
	want := int64(0)
	for i := range uint64(3000) {
		if s.Play(5, i); s.Reservation(0) > 6 {
			want++
		}
	}
	if r.Runs != 3000 || r.Failed != want || want == 0 {
		t.Errorf("%d runs, %d failed, want 3000 and %d", r.Runs, r.Failed, want)
	}
	if len(r.Failures) != 20 || !strings.Contains(r.Failures[0].Reason, "lost my notes") {
		t.Errorf("%d failures are told, the first as %+v, want 20 that say what was said", len(r.Failures), r.Failures[0])
	}
	sum := int64(0)
	for _, k := range r.Rungs {
		sum += k
	}
	if sum != 3000-want {
		t.Errorf("%d replications reach a rung, want %d", sum, 3000-want)
	}
	m.Workers = 3
	if bytesOf(t, mustRun(t, m)) != bytesOf(t, r) {
		t.Error("with failures, 3 workers give other bytes than 1")
	}
}

// TestSimulationFaults holds that all faults of a simulation are told at once.
func TestSimulationFaults(t *testing.T) {
	_, err := montecarlo.Simulation{Runs: -1, Workers: -2, Metrics: []montecarlo.Metric{{Name: "x"}}}.Run(context.Background())
	if !errors.Is(err, montecarlo.ErrSimulation) {
		t.Fatalf("got %v", err)
	}
	for _, want := range []string{
		"there is no program, want one", "runs is -1, want 0 to 2^40", "workers is -2, want 0 or more",
		"metric 0 has no name or no measure, want both",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not say %q", err, want)
		}
	}
	m := montecarlo.Simulation{Program: mustCompile(t, market()), First: math.MaxUint64, Runs: 2}
	if _, err := m.Run(context.Background()); err == nil || !strings.Contains(err.Error(), "want first + runs below 2^64") {
		t.Errorf("a range beyond 2^64: %v", err)
	}
}

// TestProgress holds that progress rises and ends at the end.
func TestProgress(t *testing.T) {
	var told []montecarlo.Progress
	m := montecarlo.Simulation{Program: mustCompile(t, market()), Runs: 4000, Workers: 2,
		Progress: func(p montecarlo.Progress) { told = append(told, p) }}
	mustRun(t, m)
	for i, p := range told {
		if p.Total != 4000 || i > 0 && p.Done < told[i-1].Done {
			t.Errorf("progress %d is %+v", i, p)
		}
	}
	if n := len(told); n == 0 || told[n-1].Done != 4000 || !(told[n-1].Rate > 0) {
		t.Errorf("progress ends with %+v", told)
	}
}

// TestDefaults holds what the zero values stand for.
func TestDefaults(t *testing.T) {
	r := mustRun(t, montecarlo.Simulation{Program: mustCompile(t, market())})
	if r.Runs != montecarlo.DefaultRuns || r.First != 0 || r.Manifest.Block != montecarlo.BlockSize || r.Manifest.Architecture != "" {
		t.Errorf("%d runs from %d, manifest %+v", r.Runs, r.First, r.Manifest)
	}
	rest := montecarlo.Simulation{}.Rest(&montecarlo.Result{Runs: 1000})
	if rest.First != 1000 || rest.Runs != montecarlo.DefaultRuns-1000 {
		t.Errorf("the rest is %d runs from %d", rest.Runs, rest.First)
	}
}

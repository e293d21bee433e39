package negotest_test

import (
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/negotest"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// faulty is a strategy whose agents are right but for what is overridden.
type faulty struct {
	reset   func(a *faultyAgent, v *negotiation.View)
	propose func(a *faultyAgent, v *negotiation.View) negotiation.Outcome
	accept  func(a *faultyAgent, v *negotiation.View, o negotiation.Outcome) bool
	board   map[int]float64 // what a cheat pins up for its partners
}

func (f *faulty) Agent() negotiation.Agent { return &faultyAgent{f: f} }

func (f *faulty) String() string { return "faulty" }

type faultyAgent struct {
	f      *faulty
	memory int
}

func (a *faultyAgent) Reset(v *negotiation.View) {
	if a.f.reset != nil {
		a.f.reset(a, v)
	}
}

func (a *faultyAgent) Propose(v *negotiation.View) negotiation.Outcome {
	if a.f.propose != nil {
		return a.f.propose(a, v)
	}
	return v.AtLeast(v.Demand(1 - v.Time()))
}

func (a *faultyAgent) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	if a.f.accept != nil {
		return a.f.accept(a, v, o)
	}
	return v.Value(o) >= v.Demand(1-v.Time())
}

// schedule is a Conceder whose parts may be wrong.
type schedule struct {
	share   func(v *negotiation.View, round int) float64
	falling bool
	propose func(v *negotiation.View) negotiation.Outcome
	accept  func(v *negotiation.View, o negotiation.Outcome) bool
}

func (s schedule) Agent() negotiation.Agent { return s }
func (s schedule) String() string           { return "schedule" }

func (schedule) Reset(*negotiation.View)                        {}
func (s schedule) Share(v *negotiation.View, round int) float64 { return s.share(v, round) }
func (s schedule) Falling(*negotiation.View) bool               { return s.falling }
func (s schedule) Propose(v *negotiation.View) negotiation.Outcome {
	if s.propose != nil {
		return s.propose(v)
	}
	return v.AtLeast(v.Demand(s.share(v, v.Round())))
}
func (s schedule) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	if s.accept != nil {
		return s.accept(v, o)
	}
	return v.Value(o) >= v.Demand(s.share(v, v.Round()))
}

func even(v *negotiation.View, round int) float64 { return 1 - float64(round)/float64(v.Rounds()) }

// TestBrokenStrategies shows that the suite sees what it is there to see.
func TestBrokenStrategies(t *testing.T) {
	for _, c := range []struct {
		name  string
		s     negotiation.Strategy
		check string // end of a Finding's check
	}{
		{"yields below reservation", &faulty{accept: func(*faultyAgent, *negotiation.View, negotiation.Outcome) bool { return true }}, "/reservation"},
		{"offers below reservation", &faulty{propose: func(_ *faultyAgent, v *negotiation.View) negotiation.Outcome {
			return v.AtLeast(-1000)
		}}, "/reservation"},
		{"keeps memory across Reset", &faulty{accept: func(a *faultyAgent, v *negotiation.View, o negotiation.Outcome) bool {
			a.memory++
			return a.memory > 20 && v.Value(o) >= v.Reservation()
		}}, "/deterministic"},
		{"global generator", &faulty{propose: func(_ *faultyAgent, v *negotiation.View) negotiation.Outcome {
			return v.AtLeast(v.Demand(rand.Float64()))
		}}, "/deterministic"},
		{"outside the domain", &faulty{propose: func(_ *faultyAgent, v *negotiation.View) negotiation.Outcome {
			return negotiation.Outcome(v.Domain().Len())
		}}, "/feasible"},
		{"infeasible", &faulty{propose: func(_ *faultyAgent, v *negotiation.View) negotiation.Outcome {
			for o := range v.Domain().All() {
				if !v.Feasible(o) {
					return o
				}
			}
			return v.Best()
		}}, "three/feasible"},
		{"peeks", &faulty{
			board: map[int]float64{},
			reset: func(a *faultyAgent, v *negotiation.View) { a.f.board[v.Seat()] = v.Reservation() },
			propose: func(a *faultyAgent, v *negotiation.View) negotiation.Outcome {
				return v.AtLeast(v.Demand(1 - min(1, max(0, a.f.board[1-v.Seat()]))))
			}}, "/no-peeking"},
		{"remembers the last round in Reset", &faulty{
			reset: func(a *faultyAgent, v *negotiation.View) { a.memory += v.Rounds() },
			accept: func(a *faultyAgent, v *negotiation.View, o negotiation.Outcome) bool {
				return a.memory%2 == 0 && v.Value(o) >= v.Reservation()
			},
		}, "/deterministic"},
		{"rising Falling", schedule{falling: true, share: func(v *negotiation.View, round int) float64 {
			return float64(round) / float64(v.Rounds())
		}}, "/schedule"},
		{"share above 1", schedule{share: func(*negotiation.View, int) float64 { return 1.5 }}, "/schedule"},
		{"share is no number", schedule{share: func(v *negotiation.View, _ int) float64 { return v.Time() * nan() }}, "/schedule"},
		{"share of the present round", schedule{share: func(v *negotiation.View, _ int) float64 { return even(v, v.Round()) }}, "/schedule"},
		{"offers off schedule", schedule{share: even, propose: func(v *negotiation.View) negotiation.Outcome { return v.Best() }}, "/schedule"},
		{"votes off schedule", schedule{share: even, accept: func(v *negotiation.View, o negotiation.Outcome) bool {
			return v.Value(o) > v.Demand(even(v, v.Round()))
		}}, "/schedule"},
		{"panics", &faulty{accept: func(*faultyAgent, *negotiation.View, negotiation.Outcome) bool { panic("lost my notes") }}, "/deterministic"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantFinding(t, negotest.CheckStrategy(c.s, negotest.Options{Replications: 12}), c.check)
		})
	}
}

func nan() float64 { z := 0.0; return z / z }

// wantFinding fails unless one of the findings is of the given check.
func wantFinding(t *testing.T, err error, check string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no finding, want one of %s", check)
	}
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		if f := e.(*negotest.Finding); strings.HasSuffix(f.Check, check) {
			t.Log(f)
			return
		}
	}
	t.Errorf("got %v\nwant a finding of %s", err, check)
}

// TestYields holds that a strategy that may yield is not blamed for it.
func TestYields(t *testing.T) {
	s := &faulty{accept: func(*faultyAgent, *negotiation.View, negotiation.Outcome) bool { return true }}
	if err := negotest.CheckStrategy(s, negotest.Options{Yields: true}); err != nil {
		t.Error(err)
	}
}

// worth is a utility whose parts may be wrong.
type worth struct {
	value func(draw []float64, options []int) float64
	table func(dst, draw []float64)
	scale float64
}

func (w worth) String() string { return "worth" }

func (w worth) Bind(*negotiation.Domain, *negotiation.Binder) negotiation.Valuer {
	if w.table != nil {
		return factoredWorth{w}
	}
	return w
}

func (w worth) Scale() float64 {
	if w.scale == 0 {
		return 1
	}
	return w.scale
}

func (w worth) Value(draw []float64, options []int) float64 { return w.value(draw, options) }

type factoredWorth struct{ worth }

func (w factoredWorth) Table(dst, draw []float64) { w.table(dst, draw) }

func steps(_ []float64, o []int) float64 { return float64(o[0])/4 + float64(o[1])/2 }

func stepTable(dst, _ []float64) { copy(dst, []float64{0, 0.25, 0.5, 0, 0.5}) }

// TestBrokenUtilities shows that the suite sees what it is there to see.
func TestBrokenUtilities(t *testing.T) {
	var calls atomic.Int64 // atomic, so that the race detector does not find the fault first
	var kept atomic.Pointer[[]int]
	for _, c := range []struct {
		name  string
		u     negotiation.Utility
		check string
	}{
		{"beyond the scale", worth{value: func([]float64, []int) float64 { return 4.5 }}, "/values"},
		{"no number", worth{value: func([]float64, []int) float64 { return nan() }}, "/values"},
		{"scale below zero", worth{value: steps, scale: -1}, "/values"},
		{"counts calls", worth{value: func([]float64, []int) float64 { return float64(calls.Add(1)%7) / 7 }}, "/function"},
		{"keeps its arguments", worth{value: func(_ []float64, o []int) float64 {
			x := 0.0
			if last := kept.Swap(&o); last != nil {
				x = float64((*last)[0]) / 8
			}
			return x
		}}, "/function"},
		{"writes on its arguments", worth{value: func(_ []float64, o []int) float64 { x := steps(nil, o); o[0] = 0; return x }}, "/function"},
		{"table of another sum", worth{value: steps, table: func(dst, _ []float64) { copy(dst, []float64{0, 0.25, 0.5, 0, 0.75}) }}, "/factored"},
		{"table left empty", worth{value: steps, table: func(dst, _ []float64) { copy(dst, []float64{0, 0.25, 0.5}) }}, "/factored"},
		{"table that adds", worth{value: steps, table: func(dst, _ []float64) { dst[0] += 1 }}, "/factored"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := negotest.Options{Setting: negotiation.Scenario{Issues: twoIssues}, Replications: 8}
			wantFinding(t, negotest.CheckUtility(c.u, o), c.check)
		})
	}
	o := negotest.Options{Setting: negotiation.Scenario{Issues: twoIssues}}
	for _, u := range []worth{{value: steps}, {value: steps, table: stepTable}} {
		if err := negotest.CheckUtility(u, o); err != nil {
			t.Errorf("the sound utility: %v", err)
		}
	}
}

// ruling is a protocol whose rounds may be wrong.
type ruling struct {
	round func(r *ruling, s *negotiation.Session)
	calls int
}

func (r *ruling) Chair() negotiation.Chair     { return r }
func (r *ruling) String() string               { return "ruling" }
func (r *ruling) Reset(*negotiation.Session)   {}
func (r *ruling) Round(s *negotiation.Session) { r.round(r, s) }

// misordered is a protocol that declares turns it does not keep.
type misordered struct{ protocol.Alternating }

func (m misordered) Seat(seats, others []string) (negotiation.Protocol, error) {
	p, err := m.Alternating.Seat(seats, others)
	if err != nil {
		return nil, err
	}
	return misordered{p.(protocol.Alternating)}, nil
}

func (m misordered) Order(seats int) []int {
	order := m.Alternating.Order(seats)
	order[0], order[1] = order[1], order[0]
	return order
}

// TestBrokenProtocols shows that the suite sees what it is there to see.
func TestBrokenProtocols(t *testing.T) {
	for _, c := range []struct {
		name  string
		p     negotiation.Protocol
		check string
	}{
		{"binds without assent", &ruling{round: func(_ *ruling, s *negotiation.Session) {
			if o := s.Propose(0); o != negotiation.NoDeal {
				s.Settle(o, 0)
			}
		}}, "/assent"},
		{"asks one of three", &ruling{round: func(_ *ruling, s *negotiation.Session) {
			if o := s.Propose(0); o != negotiation.NoDeal && s.Accepts(s.Seats()-1, 0, o) {
				s.Settle(o, 0)
			}
		}}, "three/assent"},
		{"keeps memory across Reset", &ruling{round: func(r *ruling, s *negotiation.Session) {
			r.calls++
			if i := r.calls / 7 % 2; r.calls%3 == 0 {
				if o := s.Propose(i); o != negotiation.NoDeal && s.Accepts(1-i, i, o) {
					s.Settle(o, i)
				}
			}
		}}, "/deterministic"},
		{"favours a seat", &ruling{round: func(_ *ruling, s *negotiation.Session) {
			if o := s.Propose(0); o != negotiation.NoDeal && s.Accepts(1, 0, o) {
				s.Settle(o, 0)
			}
		}}, "bilateral/permutation"},
		{"settles what is impossible", &ruling{round: func(_ *ruling, s *negotiation.Session) { s.Settle(1<<40, 0) }}, "/feasible"},
		{"declares other turns", misordered{}, "/engines-agree"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantFinding(t, negotest.CheckProtocol(c.p, negotest.Options{Replications: 30}), c.check)
		})
	}
}

// rushed is a protocol in which the first offer binds, and which says so.
type rushed struct{}

func (rushed) Chair() negotiation.Chair   { return rushed{} }
func (rushed) Reset(*negotiation.Session) {}
func (rushed) Outvotes() bool             { return true }

func (rushed) Round(s *negotiation.Session) {
	if o := s.Propose(0); o != negotiation.NoDeal {
		s.Settle(o, 0)
	}
}

// TestOutvoting holds that a protocol which says that it may outvote a party is
// not blamed for it.
func TestOutvoting(t *testing.T) {
	if err := negotest.CheckProtocol(rushed{}, negotest.Options{Ordered: true, Replications: 12}); err != nil {
		t.Error(err)
	}
}

// TestBrokenScenarios shows that the suite sees what it is there to see.
func TestBrokenScenarios(t *testing.T) {
	issues := []negotiation.Issue{{Name: "land", Options: negotiation.Options("none", "half", "all")}}
	sc := negotiation.Scenario{Name: "one", Rounds: 3, Issues: issues, Protocol: protocol.Alternating{}}
	wantFinding(t, negotest.CheckScenario(sc, negotest.Options{}), "compiles")
	for i, payoff := range [][]float64{{0, 1, 2}, {2, 1, 0}} {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: []string{"north", "south"}[i], Utility: utility.Table{Payoff: payoff}, Strategy: strategy.TimeDependent{}})
	}
	if err := negotest.CheckScenario(sc, negotest.Options{}); err != nil {
		t.Errorf("the sound scenario: %v", err)
	}
}

package negotiation_test

import (
	"fmt"
	"testing"

	"github.com/parleylab/parley/internal/cputime"
	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/strategy"
)

// player returns a function that plays one fresh replication after another.
func player(b *testing.B, sc negotiation.Scenario, play func(s *negotiation.Session, r uint64)) func() {
	b.Helper()
	p, err := sc.Compile()
	if err != nil {
		b.Fatal(err)
	}
	s := p.NewSession()
	return replay(s, play)
}

func replay(s *negotiation.Session, play func(s *negotiation.Session, r uint64)) func() {
	r := uint64(0)
	for ; r < 4; r++ {
		play(s, r) // scratch grows to its size
	}
	return func() {
		play(s, r)
		r++
	}
}

func outcomeOnly(s *negotiation.Session, r uint64) { s.Play(1, r) }

func everyTurn(s *negotiation.Session, r uint64) { s.PlayTurns(1, r) }

// BenchmarkPlay times one replication with fresh draws: outcome only, with
// skip-ahead, and every turn.
func BenchmarkPlay(b *testing.B) {
	for _, c := range []struct {
		name            string
		n, issues, opts int
		rounds          int
	}{
		{"bilateral-10^3", 2, 3, 10, 100},
		{"three-5^6", 3, 6, 5, 100},
		{"three-10^6", 3, 6, 10, 100},
	} {
		sc := flagship(c.n, c.issues, c.opts, c.rounds)
		b.Run(c.name+"/outcome", func(b *testing.B) { cputime.Loop(b, player(b, sc, outcomeOnly)) })
		b.Run(c.name+"/turns", func(b *testing.B) { cputime.Loop(b, player(b, sc, everyTurn)) })
	}
	fixed := steady(3, 6, 5, 100)
	b.Run("fixed-5^6/outcome", func(b *testing.B) { cputime.Loop(b, player(b, fixed, outcomeOnly)) })
	b.Run("fixed-5^6/turns", func(b *testing.B) { cputime.Loop(b, player(b, fixed, everyTurn)) })
	b.Run("fixed-5^6/custom", func(b *testing.B) { cputime.Loop(b, player(b, custom(fixed), outcomeOnly)) })
}

// BenchmarkReference times the naive engine on the same cases: the denominator
// of every ratio.
func BenchmarkReference(b *testing.B) {
	for _, c := range []struct {
		name            string
		n, issues, opts int
	}{
		{"bilateral-10^3", 2, 3, 10},
		{"three-5^6", 3, 6, 5},
		{"three-10^6", 3, 6, 10},
	} {
		b.Run(c.name, func(b *testing.B) {
			p, err := flagship(c.n, c.issues, c.opts, 100).Compile()
			if err != nil {
				b.Fatal(err)
			}
			s, err := p.NewReference()
			if err != nil {
				b.Fatal(err)
			}
			r := uint64(0)
			cputime.Loop(b, func() {
				s.Play(1, r)
				r++
			})
		})
	}
}

// BenchmarkGrowth times three parties over ever more outcomes.
func BenchmarkGrowth(b *testing.B) {
	for _, c := range []struct{ issues, opts int }{{4, 5}, {5, 5}, {6, 5}, {5, 10}, {6, 10}, {7, 10}} {
		n := 1
		for range c.issues {
			n *= c.opts
		}
		b.Run(fmt.Sprintf("outcomes=%d", n), func(b *testing.B) {
			cputime.Loop(b, player(b, flagship(3, c.issues, c.opts, 100), outcomeOnly))
		})
	}
}

// own is a strategy that a user might write, with the schedule of TimeDependent
// and nothing that tells the engine so.
type own struct{ strategy.TimeDependent }

func (o own) Agent() negotiation.Agent {
	return &ownAgent{schedule: o.TimeDependent.Agent().(negotiation.Conceder)}
}

// ownAgent asks for its schedule and decides for itself.
type ownAgent struct {
	schedule negotiation.Conceder
	round    int
	demand   float64
}

func (a *ownAgent) Reset(v *negotiation.View) {
	a.schedule.Reset(v)
	a.round = -1
}

// wants returns the demand of the round, computed once.
func (a *ownAgent) wants(v *negotiation.View) float64 {
	if t := v.Round(); t != a.round {
		a.round, a.demand = t, v.Demand(a.schedule.Share(v, t))
	}
	return a.demand
}

func (a *ownAgent) Propose(v *negotiation.View) negotiation.Outcome { return v.AtLeast(a.wants(v)) }

func (a *ownAgent) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	return v.Value(o) >= a.wants(v)
}

// custom replaces every strategy by one behind the interface.
func custom(sc negotiation.Scenario) negotiation.Scenario {
	sc.Parties = append([]negotiation.Party(nil), sc.Parties...)
	for i := range sc.Parties {
		sc.Parties[i].Strategy = own{sc.Parties[i].Strategy.(strategy.TimeDependent)}
	}
	return sc
}

// TestPlayAllocatesNothing holds the inner loop to zero allocations.
func TestPlayAllocatesNothing(t *testing.T) {
	for name, sc := range map[string]negotiation.Scenario{
		"redrawn": flagship(3, 6, 5, 100), "fixed": steady(3, 6, 5, 100), "custom": custom(steady(3, 6, 5, 100)),
	} {
		p, err := sc.Compile()
		if err != nil {
			t.Fatal(err)
		}
		s := p.NewSession()
		for r := range uint64(50) {
			s.Play(1, r)
		}
		r := uint64(50)
		got := testing.AllocsPerRun(200, func() { s.Play(1, r); r++ })
		if got != 0 {
			t.Errorf("%s: Play allocates %v times a replication, want 0", name, got)
		}
	}
}

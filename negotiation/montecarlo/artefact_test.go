package montecarlo_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// single returns talks between two who ask for all and take the given share, over
// a pie in which the outcomes "b" and "c" are the same to both.
func single(t testing.TB, p negotiation.Protocol, rounds int, accept float64) *negotiation.Program {
	sc := negotiation.Scenario{Name: "single", Rounds: rounds, Protocol: p,
		Issues: []negotiation.Issue{{Name: "pie", Options: negotiation.Options("a", "b", "c", "d")}}}
	for i, payoff := range [][]float64{{3, 1, 1, 0}, {0, 1, 1, 3}} {
		sc.Parties = append(sc.Parties, negotiation.Party{Name: []string{"north", "south"}[i],
			Utility: utility.Table{Payoff: payoff}, Strategy: strategy.Stationary{Accept: negotiation.Exactly(accept)}})
	}
	return compiled(t, sc)
}

// TestArtefactsKnown varies a deadlock among hard liners, which only ever offer
// what the other refuses: nothing may change. An ultimatum to one who takes
// anything gives the proposer all, and with the other proposing all to the other.
func TestArtefactsKnown(t *testing.T) {
	spread := func(p *negotiation.Program) *montecarlo.Spread {
		s, err := montecarlo.Simulation{Program: p, Runs: 100}.Artefacts(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for name, c := range map[string]struct {
		p     *negotiation.Program
		moved []int64 // by variation; -1 is skipped
		deals int64
	}{
		"deadlock":           {single(t, protocol.Turns{}, 3, 0.5), []int64{0, 0, 0, 0}, 0},
		"ultimatum":          {single(t, protocol.Ultimatum{}, 1, 0), []int64{100, -1, 0, 0}, 100},
		"turns":              {single(t, protocol.Turns{}, 2, 0), []int64{100, 0, 0, 0}, 100},
		"simultaneous":       {single(t, protocol.Demands{}, 2, 0), []int64{-1, 0, 0, 0}, 0},
		"ties, recognition":  {single(t, protocol.Recognition{}, 2, 0), []int64{-1, 0, 0, 0}, 100},
		"ties, alternations": {tied(t), []int64{0, 0, 0, 100}, 100},
	} {
		t.Run(name, func(t *testing.T) {
			s := spread(c.p)
			if s.Base.Deals() != c.deals {
				t.Errorf("%d deals, want %d", s.Base.Deals(), c.deals)
			}
			for i, v := range s.Variations {
				got := v.Moved
				if v.Skipped != "" {
					got = -1
				}
				if got != c.moved[i] {
					t.Errorf("%s: %d settlements move, want %d (-1 is skipped); %s", v.Name, got, c.moved[i], v.Skipped)
				}
			}
		})
	}
}

// tied is a table at which both ask for a third and the outcomes "b" and "c" serve
// both alike: only the tie rule decides.
func tied(t testing.TB) *negotiation.Program {
	p := single(t, protocol.Alternating{}, 2, 0)
	for _, name := range []string{"north", "south"} {
		var err error
		if p, err = p.With(name+"/strategy/propose", negotiation.Exactly(0.3)); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// TestArtefactsAddUp compares the pairing with the counts of the two results, and
// the varied result with one that is run by itself.
func TestArtefactsAddUp(t *testing.T) {
	p := bazaar(t, 3)
	m := montecarlo.Simulation{Program: p, Runs: 2000, Seed: 3}
	s, err := m.Artefacts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	alone, err := m.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(alone, s.Base); diff != "" {
		t.Errorf("the base differs from a run by itself (-run +base):\n%s", diff)
	}
	longer, err := p.Vary(func(sc *negotiation.Scenario) { sc.Rounds++ })
	if err != nil {
		t.Fatal(err)
	}
	m.Program = longer
	if alone, err = m.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(alone, s.Variations[2].Result); diff != "" {
		t.Errorf("one round more differs from a run by itself (-run +variation):\n%s", diff)
	}
	least, most := s.Range(negotiation.Announced)
	for i, v := range s.Variations {
		if v.Skipped != "" {
			t.Errorf("%s is skipped: %s", v.Name, v.Skipped)
			continue
		}
		d, iv := s.Difference(i, negotiation.Announced, 0.95)
		x := v.Result.Reached(negotiation.Announced).Share()
		if want := x - s.Base.Reached(negotiation.Announced).Share(); d-want > 1e-12 || want-d > 1e-12 || d < iv.Lo || d > iv.Hi {
			t.Errorf("%s: difference %v in %v, want %v inside", v.Name, d, iv, want)
		}
		if x < least || x > most {
			t.Errorf("%s: share %v lies outside [%v, %v]", v.Name, x, least, most)
		}
		t.Logf("%-20s announced %.4f, difference %+.4f %v, %d of %d deals settle otherwise", v.Name, x, d, iv, v.Moved, v.Result.Deals())
	}
}

// TestArtefactsCancel checks that a cancelled run claims nothing.
func TestArtefactsCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s, err := montecarlo.Simulation{Program: bazaar(t, 2)}.Artefacts(ctx)
	if s != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run returns %v and %v, want nothing and context.Canceled", s, err)
	}
	if _, err := (montecarlo.Simulation{}).Artefacts(context.Background()); !errors.Is(err, montecarlo.ErrSimulation) {
		t.Errorf("no program: %v, want ErrSimulation", err)
	}
}

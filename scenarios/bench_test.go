package scenarios_test

import (
	"testing"

	"github.com/parleylab/parley/internal/cputime"
	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/scenarios"
)

// under returns the talks under their own protocol and under the other one, with
// its name.
func under(sc negotiation.Scenario) map[string]negotiation.Scenario {
	alternating, mediated := sc, sc
	alternating.Protocol = protocol.Alternating{Speakers: []string{"us", "russia", "ukraine"}}
	mediated.Protocol = protocol.Mediated{By: "envoy"}
	return map[string]negotiation.Scenario{"alternating": alternating, "mediated": mediated}
}

// fresh times one replication after another, each with draws of its own.
func fresh(b *testing.B, sc negotiation.Scenario, play func(s *negotiation.Session, r uint64)) {
	b.Helper()
	s := compile(b, sc).NewSession()
	r := uint64(0)
	for ; r < 8; r++ {
		play(s, r) // scratch grows to its size
	}
	cputime.Loop(b, func() {
		play(s, r)
		r++
	})
}

func play(s *negotiation.Session, r uint64) { s.Play(1, r) }

// BenchmarkPlay times one replication of the talks as shipped: draws, the zone
// and the game, under their own protocol ("limited" is mediated, "comprehensive"
// alternating) and under the other.
func BenchmarkPlay(b *testing.B) {
	limited, comprehensive := scenarios.Limited(), scenarios.Comprehensive()
	b.Run("limited", func(b *testing.B) { fresh(b, limited, play) })
	b.Run("limited-alternating", func(b *testing.B) { fresh(b, under(limited)["alternating"], play) })
	b.Run("comprehensive", func(b *testing.B) { fresh(b, comprehensive, play) })
	b.Run("comprehensive-mediated", func(b *testing.B) { fresh(b, under(comprehensive)["mediated"], play) })
}

// leaver is a strategy without a mind: it makes no offer and accepts none, so
// that a replication costs only what comes before the game.
type leaver struct{}

type gone struct{}

func (leaver) Agent() negotiation.Agent                              { return gone{} }
func (gone) Reset(*negotiation.View)                                 {}
func (gone) Propose(*negotiation.View) negotiation.Outcome           { return negotiation.NoDeal }
func (gone) Accept(*negotiation.View, int, negotiation.Outcome) bool { return false }

// silent is a protocol in which nobody speaks.
type silent struct{}

func (silent) Chair() negotiation.Chair   { return silent{} }
func (silent) Reset(*negotiation.Session) {}
func (silent) Round(*negotiation.Session) {}

// BenchmarkParts times what a replication is made of, as far as it can be taken
// apart from outside; each line holds the one before:
//
//	draws        parameters and tables, one round in which nobody speaks; the
//	             zone of a game without rules
//	constraints  and the drawn rules
//	play         and the game
//	margin       one replication and how far the best package is from acceptable
//	share        one replication and the number of acceptable packages
func BenchmarkParts(b *testing.B) {
	for _, sc := range []negotiation.Scenario{scenarios.Limited(), scenarios.Comprehensive()} {
		name := sc.Name
		b.Run(name+"/draws", func(b *testing.B) { fresh(b, mute(unruled(sc)), play) })
		b.Run(name+"/constraints", func(b *testing.B) { fresh(b, mute(sc), play) })
		b.Run(name+"/play", func(b *testing.B) { fresh(b, sc, play) })
		b.Run(name+"/margin", func(b *testing.B) {
			fresh(b, sc, func(s *negotiation.Session, r uint64) { play(s, r); s.Margin() })
		})
		b.Run(name+"/share", func(b *testing.B) {
			fresh(b, sc, func(s *negotiation.Session, r uint64) { play(s, r); s.ZoneSize() })
		})
	}
}

// mute returns sc without a game.
func mute(sc negotiation.Scenario) negotiation.Scenario {
	sc.Protocol, sc.Rounds = silent{}, 1
	sc.Parties = append([]negotiation.Party(nil), sc.Parties...)
	for i := range sc.Parties {
		sc.Parties[i].Deadline = nil
		if sc.Parties[i].Role == negotiation.Principal {
			sc.Parties[i].Strategy = leaver{}
		}
	}
	return sc
}

// unruled returns sc without rules on options and without what schools patch.
func unruled(sc negotiation.Scenario) negotiation.Scenario {
	var rest []negotiation.Constraint
	for _, c := range sc.Constraints {
		if c.Kind == negotiation.Performing {
			rest = append(rest, c)
		}
	}
	sc.Constraints, sc.Schools = rest, nil
	return sc
}

// TestPlayAllocatesNothing holds the shipped talks to zero allocations per
// replication under either protocol.
func TestPlayAllocatesNothing(t *testing.T) {
	for name, own := range talks(t) {
		for kind, sc := range under(own) {
			s := compile(t, sc).NewSession()
			r := uint64(0)
			for ; r < 200; r++ {
				s.Play(1, r)
			}
			if got := testing.AllocsPerRun(100, func() { s.Play(1, r); r++ }); got != 0 {
				t.Errorf("%s, %s: %v allocations per replication, want 0", name, kind, got)
			}
		}
	}
}

package negotiation_test

import (
	"math"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
)

// drafting is a protocol whose mediator drafts a text each round and is told
// that seat 0 refused it. Nobody votes.
type drafting struct {
	rate float64
	told negotiation.Outcome // what it is told was refused; NoDeal means the text
	log  *[]negotiation.Outcome
}

func (d drafting) Chair() negotiation.Chair { return d }
func (drafting) Mediator() string           { return "envoy" }
func (drafting) Reset(*negotiation.Session) {}

func (d drafting) Round(s *negotiation.Session) {
	text := s.Mediator().Text()
	*d.log = append(*d.log, text)
	if d.told != negotiation.NoDeal {
		text = d.told
	}
	s.Mediator().Learn(0, text, d.rate)
}

// mediated puts an envoy with the given beliefs into the frozen scenario.
func mediated(proto negotiation.Protocol, beliefs ...negotiation.Belief) negotiation.Scenario {
	sc := frozen(proto)
	for i := range sc.Parties {
		sc = with(sc, i, func(p *negotiation.Party) {
			p.Deadline = nil
			if p.Name == "envoy" {
				p.Beliefs = beliefs
			}
		})
	}
	return sc
}

// firstText returns the first text of a replication and the best weighted
// product of gains over the perceived demands, found by looking at every
// outcome. skew is what the mediator misjudges every reservation value by, in
// points.
func firstText(s *negotiation.Session, r uint64, weight, skew []float64) (text negotiation.Outcome, got, best float64) {
	text = negotiation.NoDeal
	s.Trace(1, r, func(e negotiation.Event) {
		if e.Kind == negotiation.EventText && text == negotiation.NoDeal {
			text = e.Outcome
		}
	})
	score := func(o negotiation.Outcome) float64 {
		x := 0.0
		for i, w := range weight {
			x += w * math.Log(s.Value(i, o)-s.Reservation(i)-skew[i])
		}
		return x
	}
	best = math.Inf(-1)
	for o := range s.Program().Domain().All() {
		if x := score(o); s.Feasible(o) && x > best {
			best = x
		}
	}
	if text != negotiation.NoDeal {
		got = score(text)
	}
	return text, got, best
}

// TestTextIsTheNashSolution compares first texts of a mediator who sees clearly,
// even-handed or not and with errors about reservation values, with the
// asymmetric Nash solution by brute force.
func TestTextIsTheNashSolution(t *testing.T) {
	seats := []string{"east", "west", "guarantor"}
	believe := func(trait string, x []float64) (list []negotiation.Belief) {
		for i, about := range seats {
			list = append(list, negotiation.Belief{About: about, Trait: trait, Quantity: negotiation.Exactly(x[i])})
		}
		return list
	}
	even, none := []float64{1, 1, 1}, []float64{0, 0, 0}
	texts := map[string][]negotiation.Outcome{}
	for _, c := range []struct {
		name         string
		weight, skew []float64
	}{
		{"even", even, none},
		{"partial", []float64{3, 1, 1}, none},
		{"misjudging", even, []float64{-10, 0, 5}},
	} {
		beliefs := append(believe(negotiation.BeliefWeight, c.weight), believe(negotiation.BeliefReservation, c.skew)...)
		s := mustCompile(t, mediated(protocol.Mediated{By: "envoy"}, beliefs...)).NewSession()
		looked := 0
		for r := range uint64(150) {
			text, got, best := firstText(s, r, c.weight, c.skew)
			texts[c.name] = append(texts[c.name], text)
			if math.IsInf(best, -1) || math.IsNaN(best) || text == negotiation.NoDeal {
				continue
			}
			looked++
			// Mean logarithms are compared to 2^-30; these are sums over 3 to 5.
			if got < best-1e-8 {
				t.Errorf("%s, replication %d: text %d scores %v, the best %v", c.name, r, text, got, best)
			}
		}
		t.Logf("%s: checked %d first texts", c.name, looked)
		if looked < 30 {
			t.Errorf("%s: %d first texts to look at, want 30 or more", c.name, looked)
		}
	}
	for _, name := range []string{"partial", "misjudging"} {
		moved := 0
		for r, o := range texts[name] {
			if o != texts["even"][r] {
				moved++
			}
		}
		if moved == 0 {
			t.Errorf("a %s mediator drafts what an even-handed one does", name)
		}
	}
}

// TestNoiseBlurs holds that noise moves texts, that it is drawn from the
// mediator's own stream, and that little noise is none to speak of.
func TestNoiseBlurs(t *testing.T) {
	texts := func(sd float64) (list []negotiation.Outcome) {
		var beliefs []negotiation.Belief
		for _, about := range []string{"east", "west", "guarantor"} {
			beliefs = append(beliefs, negotiation.Belief{About: about, Trait: negotiation.BeliefNoise, Quantity: negotiation.Exactly(sd)})
		}
		s := mustCompile(t, mediated(protocol.Mediated{By: "envoy"}, beliefs...)).NewSession()
		for r := range uint64(100) {
			text := negotiation.NoDeal
			s.Trace(1, r, func(e negotiation.Event) {
				if e.Kind == negotiation.EventText && text == negotiation.NoDeal {
					text = e.Outcome
				}
			})
			list = append(list, text)
		}
		return list
	}
	clear, faint, heavy := texts(0), texts(1e-9), texts(1)
	var byFaint, byHeavy int
	for r := range clear {
		if faint[r] != clear[r] {
			byFaint++
		}
		if heavy[r] != clear[r] {
			byHeavy++
		}
	}
	if byFaint > 2 || byHeavy < 20 {
		t.Errorf("noise of 1e-9 options moves %d texts of 100 and noise of 1 option %d, want few and many", byFaint, byHeavy)
	}
}

// TestLearnNeverFalls holds that a mediator who is told again and again that a
// seat refused never offers it less, and that a refusal of what was below the
// perceived demand teaches nothing.
func TestLearnNeverFalls(t *testing.T) {
	var log []negotiation.Outcome
	s := mustCompile(t, mediated(drafting{rate: 0.5, told: negotiation.NoDeal, log: &log})).NewSession()
	moves := 0
	for r := range uint64(60) {
		log = log[:0]
		s.Play(1, r)
		for i := 1; i < len(log); i++ {
			before, after := s.GridSurplus(0, log[i-1]), s.GridSurplus(0, log[i])
			if after < before {
				t.Errorf("replication %d: the text is worth %d steps to the refuser after %d", r, after, before)
			}
			if after > before {
				moves++
			}
		}
	}
	if moves == 0 {
		t.Error("no text moved")
	}
	for r := range uint64(60) {
		worst := negotiation.NoDeal
		s.Play(1, r)
		for o := range s.Program().Domain().All() {
			if s.GridSurplus(0, o) < 0 && s.Feasible(o) {
				worst = o
			}
		}
		if worst == negotiation.NoDeal {
			continue
		}
		log = log[:0]
		deaf := mustCompile(t, mediated(drafting{rate: 1, told: worst, log: &log})).NewSession()
		deaf.Play(1, r)
		for _, o := range log {
			if o != log[0] {
				t.Errorf("replication %d: the text moves from %d to %d on a refusal of what nobody thought acceptable", r, log[0], o)
			}
		}
	}
}

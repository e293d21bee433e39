package protocol

import (
	"errors"
	"fmt"
	"slices"

	"github.com/parleylab/parley/negotiation"
)

// Shuttle is mediation without a table for all: an envoy travels between tracks,
// each a meeting with some of the parties, until one text has the assent of all
// tracks.
//
// In every round the envoy visits one track with a text drafted from its own
// beliefs. Who receives it votes in private. A track that refuses sends it back:
// it takes it that the refusers want more than it thought, drafts anew and tries
// the same track again; a new text undoes the assent of the others. A track that
// assents sends it on to the next. When the envoy believes that all tracks have
// assented, the text is put to all for signature.
//
// The envoy may be wrong about what was agreed: it takes a refusal for assent
// with the probability of its negotiation.BeliefMistake. A false assent comes to
// light at the signature, which then fails: rounds are lost, and the talks go
// back to a new text.
//
// Fisher, R. (1981). Playing the wrong game? In Dynamics of Third Party
// Intervention, 95-121. Praeger.
type Shuttle struct {
	// By names the mediator, a party with that role.
	By string
	// Tracks lists who meets the envoy together, in the order of the first
	// visits: at least two tracks, each with at least one principal; every
	// principal sits in at least one.
	Tracks [][]string
	// Learning is as in Mediated. Bound as "protocol/learning".
	Learning negotiation.Quantity

	tracks [][]int
}

// Seat resolves the names.
func (p Shuttle) Seat(seats, others []string) (negotiation.Protocol, error) {
	var list []error
	fault := func(format string, args ...any) {
		list = append(list, fmt.Errorf("protocol: "+format, args...))
	}
	if !slices.Contains(others, p.By) {
		fault("mediator %q is not a party outside the table, want one of %q", p.By, others)
	}
	if len(p.Tracks) < 2 {
		fault("the number of tracks is %d, want at least 2", len(p.Tracks))
	}
	p.tracks = nil
	met := make([]bool, len(seats))
	for k, names := range p.Tracks {
		var track []int
		for _, n := range names {
			i := slices.Index(seats, n)
			switch {
			case i < 0:
				fault("track %d: %q is no principal, want some of %q", k, n, seats)
				continue
			case slices.Contains(track, i):
				fault("track %d: %q is named twice, want it once", k, n)
			}
			track = append(track, i)
			met[i] = true
		}
		if len(names) == 0 {
			fault("track %d: nobody sits in it, want at least 1 principal", k)
		}
		p.tracks = append(p.tracks, track)
	}
	for i, yes := range met {
		if !yes {
			fault("%q sits in no track, want every principal in at least one", seats[i])
		}
	}
	return p, errors.Join(list...)
}

// Mediator returns the envoy's name.
func (p Shuttle) Mediator() string { return p.By }

// Quantities returns the rate of learning.
func (p Shuttle) Quantities() []negotiation.Named { return Mediated{Learning: p.Learning}.Quantities() }

// Chair returns someone to run one table.
func (p Shuttle) Chair() negotiation.Chair {
	return &shuttle{tracks: p.tracks, agreed: make([]bool, len(p.tracks))}
}

type shuttle struct {
	tracks [][]int
	agreed []bool // which tracks have assented to text, as the envoy believes
	signed []bool // which seats took text in this very round
	text   negotiation.Outcome
	at     int // the track to visit
}

// Reset sends the envoy to the first track without a text.
func (c *shuttle) Reset(s *negotiation.Session) {
	if len(c.signed) != s.Seats() {
		c.signed = make([]bool, s.Seats())
	}
	c.text, c.at = negotiation.NoDeal, 0
	clear(c.agreed)
}

// Round visits one track, and has the text signed if that was the last to assent.
func (c *shuttle) Round(s *negotiation.Session) {
	text := s.Mediator().Text()
	if text == negotiation.NoDeal {
		return
	}
	if text != c.text {
		clear(c.agreed)
		c.text = text
	}
	if c.agreed[c.at] = c.visit(s); !c.agreed[c.at] {
		return
	}
	for k := 1; k < len(c.tracks); k++ {
		if next := (c.at + k) % len(c.tracks); !c.agreed[next] {
			c.at = next
			return
		}
	}
	c.sign(s)
}

// visit puts the text to one track and reports whether the envoy believes that
// all there have taken it. Two words are read for every seat in it.
func (c *shuttle) visit(s *negotiation.Session) bool {
	m := s.Mediator()
	clear(c.signed)
	all := true
	for _, i := range c.tracks[c.at] {
		if !m.Receives(i) {
			m.Hears(i, true) // keeps the words of all seats in their places
			all = false
			continue
		}
		c.signed[i] = s.Accepts(i, -1, c.text)
		if !m.Hears(i, c.signed[i]) {
			all = false
			m.Learn(i, c.text, s.Drawn(0))
		}
	}
	return all
}

// sign puts the text to everybody who has not just taken it. If all do it is
// sealed; otherwise the envoy learns who did not, and begins again.
func (c *shuttle) sign(s *negotiation.Session) {
	all := true
	for i := range c.signed {
		if c.signed[i] {
			continue
		}
		if !s.Accepts(i, -1, c.text) {
			all = false
			s.Mediator().Learn(i, c.text, s.Drawn(0))
		}
	}
	if all {
		s.Settle(c.text, -1)
		return
	}
	clear(c.agreed)
	c.text = negotiation.NoDeal
}

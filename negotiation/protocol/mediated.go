package protocol

import (
	"fmt"
	"slices"

	"github.com/parleylab/parley/negotiation"
)

// Mediated is a single negotiating text. In every round the mediator tables a
// text and the principals vote on it in private; one that all accept is sealed.
// A party that does not receive the mediator in a round (see
// negotiation.BeliefAcceptance) does not vote, and nothing is learned from it.
// The mediator drafts from its own beliefs, learns only who refused, and then
// takes it that the refusers want more than it thought.
//
// Raiffa, H. (1982). The Art and Science of Negotiation, chapter 14. Harvard
// University Press.
type Mediated struct {
	// By names the mediator, a party with that role.
	By string
	// Learning is how far a refusal moves the mediator's idea of what a party
	// demands towards what the refused text seemed to be worth to it, in [0, 1];
	// nil means one half. Bound as "protocol/learning".
	Learning negotiation.Quantity
}

// Seat checks the mediator's name.
func (m Mediated) Seat(_, others []string) (negotiation.Protocol, error) {
	if !slices.Contains(others, m.By) {
		return nil, fmt.Errorf("protocol: mediator %q is not a party outside the table, want one of %q", m.By, others)
	}
	return m, nil
}

// Mediator returns the mediator's name.
func (m Mediated) Mediator() string { return m.By }

// Quantities returns the rate of learning.
func (m Mediated) Quantities() []negotiation.Named {
	return []negotiation.Named{{Name: "learning", Quantity: m.Learning, Default: 0.5, Min: 0, Max: 1}}
}

// Chair returns someone to run one table.
func (m Mediated) Chair() negotiation.Chair { return &mediatedChair{} }

type mediatedChair struct {
	refused []bool
	doubted bool // somebody may not receive the mediator
}

// Reset makes room for the votes.
func (c *mediatedChair) Reset(s *negotiation.Session) {
	if len(c.refused) != s.Seats() {
		c.refused = make([]bool, s.Seats())
	}
	c.doubted = s.Mediator().Doubted()
}

// Round drafts one text and puts it to the vote.
func (c *mediatedChair) Round(s *negotiation.Session) {
	m := s.Mediator()
	text := m.Text()
	if text == negotiation.NoDeal {
		return
	}
	all := true
	for i := range s.Seats() {
		if c.doubted && !m.Receives(i) {
			c.refused[i], all = false, false
			continue
		}
		c.refused[i] = !s.Accepts(i, -1, text)
		all = all && !c.refused[i]
	}
	if all {
		s.Settle(text, -1)
		return
	}
	for i, no := range c.refused {
		if no {
			m.Learn(i, text, s.Drawn(0))
		}
	}
}

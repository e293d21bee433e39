package protocol

import (
	"fmt"
	"slices"

	"github.com/parleylab/parley/negotiation"
)

// Alternating is the stacked alternating offers protocol. In every round the
// parties speak in a fixed order. Each either takes the standing offer or
// replaces it by its own; an offer that all the others take in a row is sealed.
// Who passes clears the table.
//
// Aydoğan, R., Festen, D., Hindriks, K. and Jonker, C. (2017). Alternating
// offers protocols for multilateral negotiation. In Modern Approaches to
// Agent-based Complex Automated Negotiation, 153-167. Springer.
// https://doi.org/10.1007/978-3-319-51563-2_10
type Alternating struct {
	// Speakers names the principals in the order they speak; empty means the
	// order of the scenario.
	Speakers []string

	seats []int // Speakers, resolved
}

// Seat resolves the names.
func (a Alternating) Seat(seats, _ []string) (negotiation.Protocol, error) {
	if len(a.Speakers) == 0 {
		a.seats = nil
		for i := range seats {
			a.seats = append(a.seats, i)
		}
		return a, nil
	}
	a.seats = nil
	for _, n := range a.Speakers {
		i := slices.Index(seats, n)
		if i < 0 {
			return nil, fmt.Errorf("protocol: speaker %q is no principal, want each of %q once", n, seats)
		}
		if slices.Contains(a.seats, i) {
			return nil, fmt.Errorf("protocol: speaker %q is named twice, want each of %q once", n, seats)
		}
		a.seats = append(a.seats, i)
	}
	if len(a.seats) != len(seats) {
		return nil, fmt.Errorf("protocol: %d speakers are named, want each of %q once", len(a.seats), seats)
	}
	return a, nil
}

// Order returns the seats in the order they speak.
func (a Alternating) Order(int) []int { return slices.Clone(a.seats) }

// Reversed returns the protocol with the last speaker first.
func (a Alternating) Reversed(seats []string) negotiation.Protocol {
	return Alternating{Speakers: reversed(a.Speakers, seats)}
}

// Chair returns someone to run one table.
func (a Alternating) Chair() negotiation.Chair { return &alternatingChair{order: a.seats} }

type alternatingChair struct {
	order    []int
	standing negotiation.Outcome
	from     int
	assents  int
}

// Reset clears the table.
func (c *alternatingChair) Reset(*negotiation.Session) {
	c.standing, c.from, c.assents = negotiation.NoDeal, -1, 0
}

// Round lets everybody speak once.
func (c *alternatingChair) Round(s *negotiation.Session) {
	for _, i := range c.order {
		if c.standing != negotiation.NoDeal && s.Accepts(i, c.from, c.standing) {
			c.assents++
			if c.assents == len(c.order)-1 {
				s.Settle(c.standing, c.from)
				return
			}
			continue
		}
		c.standing, c.from, c.assents = s.Propose(i), i, 0
	}
}

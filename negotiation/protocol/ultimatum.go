package protocol

import (
	"fmt"
	"slices"

	"github.com/parleylab/parley/negotiation"
)

// Ultimatum is one offer, take it or leave it. By proposes in the first round;
// the others vote, and with the votes of Quota parties, the proposer's included,
// it is sealed. There is no second offer: what rounds are left pass in silence.
//
// Güth, W., Schmittberger, R. and Schwarze, B. (1982). An experimental analysis
// of ultimatum bargaining. Journal of Economic Behavior and Organization 3(4),
// 367-388. https://doi.org/10.1016/0167-2681(82)90011-7
type Ultimatum struct {
	// By names the principal who makes the offer; empty means the first.
	By string
	// Quota is the number of votes that seal the deal, the proposer's included;
	// 0 means all.
	Quota int

	proposer int
	ballot
}

// Seat resolves the proposer and checks the quota.
func (p Ultimatum) Seat(seats, _ []string) (negotiation.Protocol, error) {
	p.proposer = 0
	if p.By != "" {
		p.proposer = slices.Index(seats, p.By)
	}
	if p.proposer < 0 {
		return nil, fmt.Errorf("protocol: proposer %q is no principal, want one of %q", p.By, seats)
	}
	var err error
	p.ballot, err = newBallot(p.Quota, nil, seats)
	return p, err
}

// Outvotes reports whether the deal may be sealed though somebody refused.
func (p Ultimatum) Outvotes() bool { return p.outvotes() }

// Reversed returns the protocol with the offer made from the other end of the
// table: by the principal that stands as far from the last as By from the first.
func (p Ultimatum) Reversed(seats []string) negotiation.Protocol {
	i := max(0, slices.Index(seats, p.By))
	return Ultimatum{By: seats[len(seats)-1-i], Quota: p.Quota}
}

// Chair returns someone to run one table.
func (p Ultimatum) Chair() negotiation.Chair { return ultimatumChair{p.proposer, p.ballot} }

type ultimatumChair struct {
	proposer int
	ballot
}

// Reset does nothing: there is one round.
func (ultimatumChair) Reset(*negotiation.Session) {}

// Round makes the offer in the first round, and nothing afterwards.
func (c ultimatumChair) Round(s *negotiation.Session) {
	if s.Round() == 0 {
		c.round(s, c.proposer)
	}
}

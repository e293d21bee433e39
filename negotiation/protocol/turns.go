package protocol

import "github.com/parleylab/parley/negotiation"

// Turns is alternating offers with one offer a round. The parties propose in
// turn; everybody else votes on the proposal, and it is sealed with the votes of
// Quota parties, the proposer's included. Otherwise a round passes, with its cost
// in patience, and the next party proposes. With two parties it is Rubinstein's
// game; with more it is bargaining under unanimity or any majority.
//
// It differs from Alternating in what a round is: there everybody speaks in each
// round, so that a counter-offer within the round costs nothing.
//
// Rubinstein, A. (1982). Perfect equilibrium in a bargaining model. Econometrica
// 50(1), 97-109. https://doi.org/10.2307/1912531
type Turns struct {
	// Speakers names those who propose, in their order; empty means all
	// principals in the order of the scenario. Who is not named only votes.
	Speakers []string
	// Quota is the number of votes that seal a deal, the proposer's included;
	// 0 means all.
	Quota int
	// Veto names principals whose vote every deal needs.
	Veto []string

	order []int // Speakers, resolved
	ballot
}

// Seat resolves the names and checks the quota.
func (p Turns) Seat(seats, _ []string) (negotiation.Protocol, error) {
	var err error
	if p.order, err = order(p.Speakers, seats); err != nil {
		return nil, err
	}
	p.ballot, err = newBallot(p.Quota, p.Veto, seats)
	return p, err
}

// Outvotes reports whether a deal may be sealed that somebody refused.
func (p Turns) Outvotes() bool { return p.outvotes() }

// Reversed returns the protocol with the last speaker first.
func (p Turns) Reversed(seats []string) negotiation.Protocol {
	return Turns{Speakers: reversed(p.Speakers, seats), Quota: p.Quota, Veto: p.Veto}
}

// Chair returns someone to run one table.
func (p Turns) Chair() negotiation.Chair { return turnsChair{p.order, p.ballot} }

type turnsChair struct {
	order []int
	ballot
}

// Reset does nothing: whose turn it is follows from the round.
func (turnsChair) Reset(*negotiation.Session) {}

// Round lets the party whose turn it is propose.
func (c turnsChair) Round(s *negotiation.Session) { c.round(s, c.order[s.Round()%len(c.order)]) }

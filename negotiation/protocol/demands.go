package protocol

import "github.com/parleylab/parley/negotiation"

// Demands is the demand game. In every round all parties put a settlement on the
// table at once, none knowing the others', and so claim what their own is worth
// to them. Where some feasible outcome gives everybody its claim, the one that
// leaves the greatest smallest surplus over the claims is sealed; otherwise the
// claims become known and a round passes. Nobody votes. A party that passes
// keeps the round from sealing anything.
//
// The deal counts as nobody's proposal.
//
// Nash, J. (1953). Two-person cooperative games. Econometrica 21(1), 128-140.
// https://doi.org/10.2307/1906951
type Demands struct{}

// Chair returns someone to run one table.
func (Demands) Chair() negotiation.Chair { return &demandsChair{} }

type demandsChair struct{ claims []negotiation.Outcome }

// Reset makes room for the claims.
func (c *demandsChair) Reset(s *negotiation.Session) {
	if len(c.claims) != s.Seats() {
		c.claims = make([]negotiation.Outcome, s.Seats())
	}
}

// Round opens all claims at once.
func (c *demandsChair) Round(s *negotiation.Session) {
	for i := range c.claims {
		c.claims[i] = s.Ask(i)
	}
	for i, o := range c.claims {
		s.Say(i, o)
	}
	if o := s.Fit(c.claims); o != negotiation.NoDeal {
		s.Settle(o, -1)
	}
}

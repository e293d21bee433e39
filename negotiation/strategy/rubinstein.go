package strategy

import "github.com/parleylab/parley/negotiation"

// BeliefDiscount is the trait of a Belief about another party's discount factor
// per round, in (0, 1].
const BeliefDiscount = "discount"

// Rubinstein plays the equilibrium of alternating offers over a pie between two
// parties, as its own discount factor d and its belief e about the other's make
// it: it proposes to keep the share (1-e)/(1-d·e) and accepts d times that. It is
// meant for protocol.Turns, where an offer takes a round, and for a pie of which
// both can get all or nothing, with utilities linear in it and reservation values
// at nothing. Without a belief it takes the other to be as patient as
// itself; where neither side discounts it asks for half.
//
// With true beliefs the first offer is accepted. With wrong ones the party that
// takes the other for less patient than it is demands too much, and talks drag
// on or fail: misperception is the only cause of delay in this model.
//
// A division is accepted within one step of the domain, as by Stationary.
//
// Rubinstein, A. (1982). Perfect equilibrium in a bargaining model. Econometrica
// 50(1), 97-109. https://doi.org/10.2307/1912531
type Rubinstein struct{}

// Agent returns a new mind that follows the strategy.
func (Rubinstein) Agent() negotiation.Agent { return &rubinstein{} }

type rubinstein struct{ keep, accept float64 }

// Reset computes the two shares from the draw.
func (a *rubinstein) Reset(v *negotiation.View) {
	d, e := v.Discount(), v.Discount()
	for i := range v.Seats() {
		if x, ok := v.Belief(v.SeatName(i), BeliefDiscount); ok && i != v.Seat() {
			e = min(1, max(0, x))
		}
	}
	a.keep = 0.5
	if both := float64(d * e); both < 1 {
		a.keep = (1 - e) / (1 - both)
	}
	a.accept = float64(d * a.keep)
}

// Propose returns the outcome at or just above what the agent means to keep.
func (a *rubinstein) Propose(v *negotiation.View) negotiation.Outcome { return propose(v, a.keep) }

// Accept reports whether o is worth what waiting is.
func (a *rubinstein) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	return takes(v, o, a.accept)
}

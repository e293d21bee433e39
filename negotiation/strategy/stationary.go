package strategy

import "github.com/parleylab/parley/negotiation"

// hair is the share of a surplus that rounding may take from a demand before it
// counts as another demand.
const hair = 0x1p-30

// share returns the points at a share of the way from the reservation value to
// the best feasible outcome, undiscounted, and those points that rounding may
// take off.
func share(v *negotiation.View, x float64) (points, slack float64) {
	r := v.Reservation()
	span := v.Demand(1) - r // what the best outcome is worth, without a search
	return r + float64(x*span), float64(hair * span)
}

// propose returns the outcome at or just above a share of the surplus.
func propose(v *negotiation.View, x float64) negotiation.Outcome {
	points, slack := share(v, x)
	return v.AtLeast(max(v.Reservation(), points-slack))
}

// takes reports whether o is worth a share of the surplus, or is the best there
// is below it, and no less than the reservation value.
func takes(v *negotiation.View, o negotiation.Outcome, x float64) bool {
	points, slack := share(v, x)
	worth := v.Value(o)
	switch {
	case worth < v.Reservation():
		return false
	case worth >= points-slack:
		return true
	}
	next := v.AtLeast(worth + slack)
	return next != negotiation.NoDeal && v.Value(next) > points+slack
}

// Stationary proposes and accepts the same in every round, whatever was said: it
// proposes the outcome at or just above the share Propose of its surplus, from
// its reservation value to its best feasible outcome, and accepts what is worth
// the share Accept. So parties behave in a stationary equilibrium, whose shares
// package bargain computes; a party that demands all and accepts anything is
// Stationary{Propose: Exactly(1), Accept: Exactly(0)}.
//
// Shares are of points as they are, undiscounted. Where outcomes are few, the
// best outcome below the share Accept is accepted too, unless it is below the
// reservation value: that the division cannot be made finer is no reason to
// refuse it.
type Stationary struct {
	// Propose and Accept are shares in [0, 1]; nil means 1 and 0. Bound as
	// "strategy/propose" and "strategy/accept".
	Propose, Accept negotiation.Quantity
}

// Quantities returns the two shares.
func (s Stationary) Quantities() []negotiation.Named {
	return []negotiation.Named{
		{Name: "propose", Quantity: s.Propose, Default: 1, Min: 0, Max: 1},
		{Name: "accept", Quantity: s.Accept, Default: 0, Min: 0, Max: 1},
	}
}

// Agent returns a new mind that follows the strategy.
func (Stationary) Agent() negotiation.Agent { return stationary{} }

type stationary struct{}

// Reset does nothing: the agent remembers nothing.
func (stationary) Reset(*negotiation.View) {}

// Propose returns the outcome at or just above the share.
func (stationary) Propose(v *negotiation.View) negotiation.Outcome { return propose(v, v.Drawn(0)) }

// Accept reports whether o is worth the share.
func (stationary) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	return takes(v, o, v.Drawn(1))
}

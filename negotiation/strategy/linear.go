package strategy

import (
	"math"

	"github.com/parleylab/parley/negotiation"
)

// LinearBid asks for Base + Slope times its reservation value, in points, and
// never for less than the reservation value: it proposes the outcome at or just
// above that and accepts what is worth it. In protocol.SealedBids, with a buyer
// worth 1-p at price p and reservation 1-v, and a seller worth p and c, the
// linear equilibrium at equal weights and uniform types is Base 1/4 and Slope 2/3
// for both.
//
// Chatterjee, K. and Samuelson, W. (1983). Bargaining under incomplete
// information. Operations Research 31(5), 835-851.
// https://doi.org/10.1287/opre.31.5.835
type LinearBid struct {
	// Base is in points; nil means 0. Bound as "strategy/base".
	Base negotiation.Quantity
	// Slope is 0 or more; nil means 1. Bound as "strategy/slope".
	Slope negotiation.Quantity
}

// Quantities returns the base and the slope.
func (s LinearBid) Quantities() []negotiation.Named {
	return []negotiation.Named{
		{Name: "base", Quantity: s.Base},
		{Name: "slope", Quantity: s.Slope, Default: 1, Min: 0, Max: math.MaxFloat64},
	}
}

// Agent returns a new mind that follows the strategy.
func (LinearBid) Agent() negotiation.Agent { return linearBid{} }

type linearBid struct{}

// Reset does nothing: the agent remembers nothing.
func (linearBid) Reset(*negotiation.View) {}

// asks returns the points that the agent asks for.
func (linearBid) asks(v *negotiation.View) float64 {
	r := v.Reservation()
	return max(r, v.Drawn(0)+float64(v.Drawn(1)*r))
}

// Propose returns the outcome at or just above what the agent asks for.
func (a linearBid) Propose(v *negotiation.View) negotiation.Outcome { return v.AtLeast(a.asks(v)) }

// Accept reports whether o is worth what the agent asks for.
func (a linearBid) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	return v.Value(o) >= a.asks(v)
}

package strategy

import "github.com/parleylab/parley/negotiation"

// Random demands a share of its surplus drawn anew, uniformly, every time it is
// asked: it proposes the outcome at or just above such a demand and accepts what
// meets another. It never goes below its reservation value. It is a yardstick:
// a strategy worth its name should do better.
type Random struct{}

// Agent returns a new mind that follows the strategy.
func (Random) Agent() negotiation.Agent { return random{} }

type random struct{}

// Reset does nothing: the agent remembers nothing.
func (random) Reset(*negotiation.View) {}

// Propose returns the outcome at or just above a random demand.
func (random) Propose(v *negotiation.View) negotiation.Outcome {
	return v.AtLeast(v.Demand(v.Rand().Float64()))
}

// Accept reports whether o is worth a random demand.
func (random) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	return v.Value(o) >= v.Demand(v.Rand().Float64())
}

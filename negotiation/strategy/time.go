package strategy

import (
	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/negotiation"
)

// TimeDependent concedes with time alone. At the share t of its rounds used it
// demands the share 1 - t^(1/e) of its surplus, proposes the outcome worth least
// among those that meet the demand, and accepts an offer that is worth at least
// its own next. An Exponent e below 1 is a Boulware, who holds out until late; 1
// concedes evenly; above 1 is a Conceder.
//
// Faratin, P., Sierra, C. and Jennings, N. (1998). Negotiation decision
// functions for autonomous agents. Robotics and Autonomous Systems 24, 159-182.
// https://doi.org/10.1016/S0921-8890(98)00029-3
type TimeDependent struct {
	// Exponent is e, positive, at most 1000; nil means 1. Bound as
	// "strategy/exponent".
	Exponent negotiation.Quantity
}

// Quantities returns the exponent.
func (s TimeDependent) Quantities() []negotiation.Named {
	return []negotiation.Named{{Name: "exponent", Quantity: s.Exponent, Default: 1, Min: 1e-3, Max: 1e3}}
}

// Agent returns a new mind that follows the strategy.
func (s TimeDependent) Agent() negotiation.Agent { return &conceder{} }

type conceder struct {
	inverse float64   // 1/e
	lnTotal float64   // logarithm of the number of rounds
	ln      []float64 // logarithm of every round number so far asked for
	round   int       // last asked for, with its share
	share   float64
	run     int         // how many rounds were asked for in a row
	lap     [16]float64 // shares of the rounds from lapFrom on, once a run shows
	lapFrom int
	lapLen  int
}

// Reset prepares the agent for a new negotiation.
func (a *conceder) Reset(v *negotiation.View) {
	a.inverse = 1 / v.Drawn(0)
	n := v.Rounds()
	for t := len(a.ln); t <= n; t++ { // grows to the longest talks once
		a.ln = append(a.ln, detmath.Log(float64(t)))
	}
	a.lnTotal = a.ln[n]
	a.round, a.run, a.lapLen = -1, 0, 0
}

// Share returns 1 - t^(1/e).
func (a *conceder) Share(v *negotiation.View, round int) float64 {
	if j := round - a.lapFrom; uint(j) < uint(a.lapLen) {
		a.round = round
		a.share = a.lap[j]
	}
	if round == a.round {
		return a.share
	}
	if round == a.round+1 {
		a.run++
	} else {
		a.run = 0
	}
	a.round = round
	if a.run > 2 { // who asks round after round is given several at a time
		a.lapFrom, a.lapLen = round, min(len(a.lap), len(a.ln)-round)
		a.Shares(a.lap[:a.lapLen], v, round)
		a.share = a.lap[0]
		return a.share
	}
	a.share = 1
	if round > 0 {
		a.share = 1 - detmath.Exp((a.ln[round]-a.lnTotal)*a.inverse)
	}
	return a.share
}

// Shares returns the shares of several rounds.
func (a *conceder) Shares(dst []float64, _ *negotiation.View, round int) {
	ln := a.ln[round:]
	for j := range dst {
		dst[j] = (ln[j] - a.lnTotal) * a.inverse
	}
	detmath.Exps(dst)
	for j, x := range dst {
		dst[j] = 1 - x
	}
	if round == 0 && len(dst) > 0 {
		dst[0] = 1
	}
}

// Falling returns true: the schedule never rises.
func (a *conceder) Falling(*negotiation.View) bool { return true }

// Propose returns the outcome at or just above the demand.
func (a *conceder) Propose(v *negotiation.View) negotiation.Outcome {
	return v.AtLeast(v.Demand(a.Share(v, v.Round())))
}

// Accept reports whether o is worth the demand, and so at least the agent's own
// next proposal, which is the feasible outcome worth least among those that are.
func (a *conceder) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	return v.Value(o) >= v.Demand(a.Share(v, v.Round()))
}

// HardLiner demands its best outcome in every round.
type HardLiner struct{}

// Agent returns a new mind that follows the strategy.
func (HardLiner) Agent() negotiation.Agent { return hardLiner{} }

type hardLiner struct{}

// Reset does nothing: the agent remembers nothing.
func (hardLiner) Reset(*negotiation.View) {}

// Share returns 1.
func (hardLiner) Share(*negotiation.View, int) float64 { return 1 }

// Falling returns true.
func (hardLiner) Falling(*negotiation.View) bool { return true }

// Propose returns the best outcome, or passes if that is below the reservation
// value.
func (hardLiner) Propose(v *negotiation.View) negotiation.Outcome {
	return v.AtLeast(v.Demand(1))
}

// Accept reports whether o is worth as much as the best outcome.
func (hardLiner) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	return v.Value(o) >= v.Demand(1)
}

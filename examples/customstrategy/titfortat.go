package main

import "github.com/parleylab/parley/negotiation"

// TitForTat concedes as much as the least generous of the others has conceded to
// it, in shares of its own surplus, and Grace on top in every round so that
// somebody begins. It accepts what meets its demand.
//
// Faratin, P., Sierra, C. and Jennings, N. (1998). Negotiation decision functions
// for autonomous agents. Robotics and Autonomous Systems 24, 159-182.
// https://doi.org/10.1016/S0921-8890(98)00029-3
type TitForTat struct {
	// Grace is the share conceded per round whatever the others do, in [0, 1];
	// nil means 0.01. Bound as "strategy/grace".
	Grace negotiation.Quantity
}

// Quantities returns the grace. The scenario may draw it anew in each
// replication, and it is a row of the assumptions table.
func (s TitForTat) Quantities() []negotiation.Named {
	return []negotiation.Named{{Name: "grace", Quantity: s.Grace, Default: 0.01, Min: 0, Max: 1}}
}

// Agent returns a new mind that follows the strategy.
func (s TitForTat) Agent() negotiation.Agent { return &titForTat{} }

type titForTat struct {
	grace float64
	first []float64 // share that each seat's first offer gave us; below 0 before it
	best  []float64 // most generous share that each seat has offered so far
}

// Reset forgets the last negotiation.
func (a *titForTat) Reset(v *negotiation.View) {
	a.grace = v.Drawn(0)
	if len(a.first) != v.Seats() {
		a.first, a.best = make([]float64, v.Seats()), make([]float64, v.Seats())
	}
	for j := range a.first {
		a.first[j], a.best[j] = -1, -1
	}
}

// Hear notes what another seat offers.
func (a *titForTat) Hear(v *negotiation.View, from int, o negotiation.Outcome) {
	if from < 0 || o == negotiation.NoDeal { // a mediator's text concedes nothing of its own
		return
	}
	s := share(v, o)
	if a.first[from] < 0 {
		a.first[from] = s
	}
	a.best[from] = max(a.best[from], s)
}

// Propose returns the outcome at or just above the demand.
func (a *titForTat) Propose(v *negotiation.View) negotiation.Outcome {
	return v.AtLeast(v.Demand(a.demand(v)))
}

// Accept reports whether o meets the demand.
func (a *titForTat) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	return v.Value(o) >= v.Demand(a.demand(v))
}

// demand returns the share demanded in this round. The least of the others'
// concessions does not depend on the order in which they sit.
func (a *titForTat) demand(v *negotiation.View) float64 {
	conceded := 1.0
	for j := range a.first {
		if j != v.Seat() {
			conceded = min(conceded, a.best[j]-a.first[j])
		}
	}
	return max(0, 1-conceded-a.grace*float64(v.Round()))
}

// share returns what o gives of the surplus over the reservation value, at least
// 0: an offer that is worse than no deal concedes nothing.
func share(v *negotiation.View, o negotiation.Outcome) float64 {
	r := v.Reservation()
	most := v.Value(v.Best()) - r
	if most <= 0 {
		return 0
	}
	return max(0, (v.Value(o)-r)/most)
}

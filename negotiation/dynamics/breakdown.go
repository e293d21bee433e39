package dynamics

import "github.com/parleylab/parley/negotiation"

// Breakdown is a constant risk that the talks break off between two rounds. Over
// n rounds they last with probability (1 - Hazard)^(n-1).
//
// Binmore, K., Rubinstein, A. and Wolinsky, A. (1986). The Nash bargaining
// solution in economic modelling. RAND Journal of Economics 17, 176-188.
// https://doi.org/10.2307/2555382
type Breakdown struct {
	// Party is whose doing a breakdown is said to be; empty means nobody's in
	// particular.
	Party string
	// Hazard is the probability that the talks break off between one round and
	// the next, in [0, 1]; nil means 0. Bound as "dynamics/breakdown/hazard".
	Hazard negotiation.Quantity

	party int
}

// Place resolves the party's name.
func (b Breakdown) Place(at negotiation.Setting) (negotiation.Dynamics, error) {
	var err error
	b.party, err = at.Party(b.Party)
	return b, err
}

// Quantities returns the hazard.
func (b Breakdown) Quantities() []negotiation.Named {
	return []negotiation.Named{{Name: "breakdown/hazard", Quantity: b.Hazard, Max: 1}}
}

// Reasons returns the one reason.
func (Breakdown) Reasons() []string { return []string{"the talks break off"} }

// Process returns one run of the risk.
func (b Breakdown) Process() negotiation.Process { return breakdown{b.party} }

type breakdown struct{ party int }

// Reset does nothing: the risk has no memory.
func (breakdown) Reset(*negotiation.Session) {}

// Step breaks off the talks with the probability of the hazard.
func (b breakdown) Step(s *negotiation.Session) {
	if s.Rand().Float64() < s.Drawn(0) {
		s.BreakOff(b.party, 0)
	}
}

package negotiation

// A Rung is how far up the ladder one replication got.
type Rung uint8

// The rungs, in order. A scenario without an Aftermath ends at Announced.
const (
	NoZone     Rung = iota // no outcome is acceptable to all
	Zone                   // one is, but the talks did not find it
	Announced              // the parties at the table agreed on a text
	Consented              // all who must consent did
	InForce                // the text took effect
	HeldToTerm             // it held for its term
	Extended               // it was extended
	Broadened              // it grew into a wider settlement
)

// NumRungs is the number of rungs.
const NumRungs = int(Broadened) + 1

var rungText = [NumRungs]string{
	NoZone: "no zone", Zone: "zone", Announced: "announced", Consented: "consented",
	InForce: "in force", HeldToTerm: "held to term", Extended: "extended", Broadened: "broadened",
}

// String returns the rung in words.
func (r Rung) String() string {
	if int(r) >= NumRungs {
		return "?"
	}
	return rungText[r]
}

// A Record is what happened in one replication. It is a few words long and
// holds no trace: a trace is replayed from the seed and the index.
type Record struct {
	// Outcome is what was agreed, or NoDeal.
	Outcome Outcome
	// Round is the round of the deal, counting from 0, or the number of rounds
	// played without one. Where no zone exists and no strategy ever accepts
	// less than its reservation value, the talks are not played out and Round
	// is the number of rounds they would have lasted.
	Round int32
	// Proposer is the seat that proposed the deal; -1 is the mediator or, for
	// NoDeal, nobody.
	Proposer int8
	// Zone reports whether some feasible outcome gave every party at least its
	// reservation value.
	//
	// Where dynamics move reservation values it speaks of the outset, or of the
	// moment of the deal.
	Zone bool
	// Rung is how far the replication got. A deal is Announced even in the
	// absence of a zone, which only strategies that accept less than their
	// reservation value can bring about.
	Rung Rung
	// Blocker is who stopped the negotiation at Rung, a position in the
	// scenario's list of parties; -1 is nobody in particular.
	Blocker int8
	// Reason is why, a position in Program.Reasons; 0 is none given.
	Reason int16
	// Delay is the number of whole days from the deal to its entry into force,
	// and Held for how many whole days it then held; 0 before InForce.
	Delay int16
	Held  int32
}

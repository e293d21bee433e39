package negotiation

// A Role is a party's place in the negotiation.
type Role uint8

// The roles.
const (
	Principal    Role = iota // sits at the table, has a utility and a vote
	Mediator                 // proposes texts from its own beliefs, has no vote
	ConsentGiver             // outside the room; its consent may be needed
	Performer                // outside the room; delivers, does not vote
)

var roleText = [...]string{Principal: "principal", Mediator: "mediator", ConsentGiver: "consent-giver", Performer: "performer"}

// String returns the word used in files.
func (r Role) String() string {
	if int(r) >= len(roleText) {
		return "?"
	}
	return roleText[r]
}

// Beliefs that the engine itself consults, by trait.
const (
	// BeliefPerformance is the believed probability, in [0, 1], that the other
	// delivers what it signs.
	BeliefPerformance = "performance"
	// BeliefReservation is a mediator's error about the other's reservation
	// value, in points: perceived minus true.
	BeliefReservation = "reservation"
	// BeliefNoise is a mediator's standard deviation about the other's
	// positions, in options.
	BeliefNoise = "noise"
	// BeliefWeight is the weight a mediator gives to the other in the texts it
	// drafts; weights are normalised over the table, so 1 for all is even-handed.
	BeliefWeight = "weight"
	// BeliefMistake is the probability, in [0, 1], that a mediator takes a refusal
	// of the other for assent.
	BeliefMistake = "mistake"
	// BeliefAcceptance is what a principal thinks of the mediator: the
	// probability, in [0, 1], that it receives it in a round.
	BeliefAcceptance = "acceptance"
)

// A Belief is what one party thinks of another. It may be wrong on purpose:
// nature draws the truth elsewhere.
type Belief struct {
	About    string // name of a party
	Trait    string // one of the Belief constants, or a strategy's own word
	Quantity Quantity
}

// A Party is a side of a negotiation. It is plain data, immutable once its
// Scenario is compiled.
type Party struct {
	Name    string // lower-case path segment
	Summary string
	Role    Role

	// Utility ranks outcomes; a Principal needs one, others have none.
	Utility Utility
	// Reservation is the value of no deal, in the utility's points; nil means 0.
	Reservation Quantity
	// FromStatusQuo measures Reservation from the value of the status quo.
	FromStatusQuo bool
	// Discount is the factor per round, in (0, 1], on the surplus over the
	// reservation value; nil means 1, no impatience.
	Discount Quantity
	// Deadline is the number of rounds after which the party leaves, rounded
	// up; nil means that it stays to the end.
	Deadline Quantity
	// Risk bends the points before the party compares concessions; nil means
	// risk neutral.
	Risk Risk
	// Correlation is that of the normal scores behind the party's red lines or
	// refusals of consent, in [0, 1); nil means independent draws.
	Correlation Quantity
	Beliefs     []Belief
	// Strategy says how a Principal bargains.
	Strategy Strategy
}

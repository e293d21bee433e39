package negotest

import "github.com/parleylab/parley/negotiation"

// Options says how a part is tried. The zero value tries it in the settings of
// this package.
type Options struct {
	// Setting is the scenario in which the part is tried, in place of this
	// package's own. Its first principal gets the utility or strategy under
	// test. What it lacks is filled in, so that a utility needs no more than its
	// issues. It is not used by Scenario.
	Setting negotiation.Scenario
	// Replications is how many are played in each setting; 0 means 40.
	Replications int
	// Seed of the replications.
	Seed uint64
	// Yields says that a strategy may offer or take less than its reservation
	// value, which is no fault then.
	Yields bool
	// Majority says that a protocol may seal a deal which not every principal
	// took or proposed. Deals below a reservation value are no fault then. A
	// protocol that is negotiation.Outvoting says so itself.
	Majority bool
	// Ordered says that the order of the principals matters in the scenario or
	// the protocol, so that listing them otherwise may change results. Turns of
	// alternating offers are no reason: the suite names the speakers.
	Ordered bool
}

// defaultReplications is few enough for a test to take a fraction of a second
// in a small setting and enough to meet every branch of the shipped parts.
const defaultReplications = 40

func (o Options) runs() uint64 {
	if o.Replications <= 0 {
		return defaultReplications
	}
	return uint64(o.Replications)
}

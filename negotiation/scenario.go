package negotiation

import "time"

// A Scenario is everything needed to play a negotiation. It is plain data that
// may be wrong until Compile has read it.
type Scenario struct {
	Name        string
	Summary     string
	Vintage     time.Time // the day its knowledge ends; zero means undated
	Issues      []Issue
	Constraints []Constraint
	Parties     []Party
	Protocol    Protocol
	Dynamics    Dynamics      // what happens around the table; nil means nothing
	Aftermath   Aftermath     // what follows a deal; nil means that the story ends there
	Rounds      int           // at most MaxRounds
	RoundLength time.Duration // calendar time of one round; zero means none
	Schools     []School
	Sources     []Source
	// BaseRate is the yearly chance of the event that readers compare the
	// result with, such as "the war ends"; the report turns it into a line for
	// the scenario's horizon. Its quantity may be nil.
	BaseRate BaseRate
	// Targets are what the scenario should have foreseen. They take no part in
	// play.
	Targets []Target
}

// MaxRounds is the largest number of rounds.
const MaxRounds = 1 << 20

// A Source is where a number comes from.
type Source struct {
	Key       string    // what Cite refers to
	Title     string    // who said what
	Address   string    // URL or DOI; empty for judgement
	Published time.Time // zero means unknown: refused in a backtest
	Accessed  time.Time
}

// A BaseRate is an outside view: a probability per year from counted cases.
type BaseRate struct {
	Event   string   // what happens, such as "general end of the war"
	PerYear Quantity // probability within a year
	Cite    string
	Note    string
}

// A School is a named patch on a scenario's quantities: one school of thought
// about the conflict. A school without patches is the baseline.
type School struct {
	Name    string
	Summary string
	Patches []Patch
}

// A Patch changes one quantity: exactly one of Set, Scale and Shift is given.
type Patch struct {
	Path  string   // name of a parameter, such as "russia/weight/guarantees"
	Set   Quantity // replaces the quantity
	Scale float64  // multiplies it; 0 means no scaling
	Shift float64  // is added to it; 0 means no shift
	Cite  string
	Note  string
}

// apply returns the patched form of q.
func (pt Patch) apply(q Quantity) Quantity {
	switch {
	case pt.Set != nil:
		return pt.Set
	case pt.Scale != 0:
		return Scaled{By: pt.Scale, Of: bare(q)}
	default:
		return Shifted{By: pt.Shift, Of: bare(q)}
	}
}

// bare strips the provenance from a quantity.
func bare(q Quantity) Quantity {
	for {
		s, ok := q.(Sourced)
		if !ok {
			return q
		}
		q = s.Quantity
	}
}

// provenance returns the innermost provenance of q.
func provenance(q Quantity) (unit, cite, note string) {
	if s, ok := q.(Sourced); ok {
		unit, cite, note = provenance(s.Quantity)
		if s.Unit != "" {
			unit = s.Unit
		}
		if s.Cite != "" {
			cite = s.Cite
		}
		if s.Note != "" {
			note = s.Note
		}
	}
	return unit, cite, note
}

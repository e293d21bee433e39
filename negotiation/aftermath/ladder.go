package aftermath

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// A Ladder is the aftermath of a deal, rung by rung. The zero Ladder lets every
// deal enter into force at once and ends there. A Durability takes the story to
// the end of the term, an Extension beyond it and a Broadening to the top.
//
// On every rung the conditions come first, in order, then what else the rung
// asks for; the first to fail stops the deal.
type Ladder struct {
	Conditions    []Condition
	Ratifications []Ratification
	Deliveries    []Delivery
	Entry         Entry
	Durability    Durability
	// Trust is what the parties make of how the deal is kept; an extension needs
	// all of it.
	Trust []Trust
	// Extension is the step from held to term to extended; Broadening the one to
	// a wider settlement. A step without a probability ends the ladder before it.
	Extension, Broadening Step
}

// A Step is a rung that a deal reaches with a stated probability.
type Step struct {
	// P is the probability, in [0, 1]; nil means that the ladder ends before.
	P negotiation.Quantity
}

func (s Step) given() bool { return given(s.P) }

// given reports whether there is a quantity.
func given(q negotiation.Quantity) bool {
	if s, ok := q.(negotiation.Sourced); ok {
		return s.Quantity != nil
	}
	return q != nil
}

// is reports whether q is the number x for certain.
func is(q negotiation.Quantity, x float64) bool {
	if s, ok := q.(negotiation.Sourced); ok {
		q = s.Quantity
	}
	return q == negotiation.Exactly(x)
}

// Top returns the highest rung that the ladder has.
func (l Ladder) Top() negotiation.Rung {
	switch {
	case l.Broadening.given():
		return negotiation.Broadened
	case l.Extension.given():
		return negotiation.Extended
	case l.Durability.given():
		return negotiation.HeldToTerm
	default:
		return negotiation.InForce
	}
}

// Place resolves names and reports rungs that cannot be reached.
func (l Ladder) Place(at negotiation.Setting) (negotiation.Aftermath, error) {
	list := l.unreachable()
	l.Conditions = slices.Clone(l.Conditions)
	for i := range l.Conditions {
		list = append(list, l.Conditions[i].place(at, l.Top()))
	}
	l.Ratifications = slices.Clone(l.Ratifications)
	for i := range l.Ratifications {
		list = append(list, l.Ratifications[i].place(at))
	}
	l.Deliveries = slices.Clone(l.Deliveries)
	for i := range l.Deliveries {
		list = append(list, l.Deliveries[i].place(at))
	}
	l.Trust = slices.Clone(l.Trust)
	for i := range l.Trust {
		list = append(list, l.Trust[i].place(at))
	}
	var err error
	l.Durability, err = l.Durability.place(at)
	return l, errors.Join(append(list, err)...)
}

// unreachable reports the rungs that have a process and cannot be reached.
func (l Ladder) unreachable() []error {
	var list []error
	fault := func(rung negotiation.Rung, format string, args ...any) {
		list = append(list, fmt.Errorf("aftermath: %s: it cannot be reached: "+format, append([]any{slug(rung)}, args...)...))
	}
	if l.Extension.given() && !l.Durability.given() {
		fault(negotiation.Extended, "there is no durability that a deal could hold by, want one")
	}
	if l.Broadening.given() && !l.Extension.given() {
		fault(negotiation.Broadened, "there is no extension before it, want one")
	}
	if l.Broadening.given() && is(l.Extension.P, 0) {
		fault(negotiation.Broadened, "the extension before it has probability 0, want more")
	}
	return list
}

// slug returns a rung as a path segment.
func slug(r negotiation.Rung) string { return strings.ReplaceAll(r.String(), " ", "-") }

// Quantities returns the quantities of all processes, in the order of layout.
func (l Ladder) Quantities() []negotiation.Named {
	var list []negotiation.Named
	for _, c := range l.Conditions {
		list = append(list, c.quantities()...)
	}
	for _, r := range l.Ratifications {
		list = append(list, r.quantities()...)
	}
	for _, d := range l.Deliveries {
		list = append(list, d.quantities()...)
	}
	list = append(list, l.Entry.quantities()...)
	list = append(list, l.Durability.quantities()...)
	for _, t := range l.Trust {
		list = append(list, t.quantities()...)
	}
	return append(list,
		negotiation.Named{Name: slug(negotiation.Extended), Quantity: l.Extension.P, Max: 1},
		negotiation.Named{Name: slug(negotiation.Broadened), Quantity: l.Broadening.P, Max: 1})
}

// Reasons returns the reasons of all processes, in the order of layout.
func (l Ladder) Reasons() []string {
	var list []string
	for _, c := range l.Conditions {
		list = append(list, c.reason())
	}
	for _, r := range l.Ratifications {
		list = append(list, r.reasons()...)
	}
	for _, d := range l.Deliveries {
		list = append(list, d.reason())
	}
	list = append(list, "entry into force slips too far", "breaks the deal")
	for _, t := range l.Trust {
		list = append(list, t.reason())
	}
	return append(list, "it is not extended", "it grows no further")
}

package negotest

import (
	"fmt"

	"github.com/parleylab/parley/negotiation"
)

// feasible checks everything that is put on the table.
func (tr *trial) feasible() (string, error) {
	s := tr.p.NewSession()
	offers := 0
	var fault error
	for i := range tr.o.runs() {
		r := s.Trace(tr.o.Seed, i, func(e negotiation.Event) {
			spoken := e.Kind == negotiation.EventOffer || e.Kind == negotiation.EventText
			if !spoken || e.Outcome == negotiation.NoDeal {
				return
			}
			offers++
			if !s.Feasible(e.Outcome) && fault == nil {
				fault = fmt.Errorf("replication %d, round %d: seat %d puts %q on the table, which is not feasible",
					i, e.Round, e.Seat, tr.p.Domain().Describe(e.Outcome))
			}
		})
		if fault == nil && r.Outcome != negotiation.NoDeal && !s.Feasible(r.Outcome) {
			fault = fmt.Errorf("replication %d: the deal, outcome %d of %d, is not feasible", i, r.Outcome, tr.p.Domain().Len())
		}
		if fault != nil {
			return "", fault
		}
	}
	return fmt.Sprintf("%d offers and texts in %d replications", offers, tr.o.runs()), nil
}

// reservation checks that nobody offers, takes or gets too little.
func (tr *trial) reservation() (string, error) {
	if tr.o.Yields || tr.outvotes() {
		return "", unchecked("a party may end below its reservation value")
	}
	s := tr.p.NewSession()
	looked := 0
	var fault error
	for i := range tr.o.runs() {
		r := s.Trace(tr.o.Seed, i, func(e negotiation.Event) {
			gives := e.Kind == negotiation.EventOffer && e.Outcome != negotiation.NoDeal
			takes := e.Kind == negotiation.EventVote && e.Yes
			if !gives && !takes || fault != nil {
				return
			}
			looked++
			if s.GridSurplus(e.Seat, e.Outcome) < 0 {
				fault = fmt.Errorf("replication %d, round %d: %s offers or takes what is worth %v, below its reservation value %v",
					i, e.Round, tr.p.Seats()[e.Seat], e.Value, s.Reservation(e.Seat))
			}
		})
		for seat := 0; fault == nil && r.Outcome != negotiation.NoDeal && seat < s.Seats(); seat++ {
			if s.GridSurplus(seat, r.Outcome) < 0 {
				fault = fmt.Errorf("replication %d: %s gets %v, below its reservation value %v",
					i, tr.p.Seats()[seat], s.Value(seat, r.Outcome), s.Reservation(seat))
			}
		}
		if fault != nil {
			return "", fault
		}
	}
	return fmt.Sprintf("%d offers and assents in %d replications", looked, tr.o.runs()), nil
}

// outvotes reports whether a deal may bind a party that refused it.
func (tr *trial) outvotes() bool {
	p, ok := tr.sc.Protocol.(negotiation.Outvoting)
	return tr.o.Majority || ok && p.Outvotes()
}

// assent checks that whoever is bound by a deal proposed it or took it last, and
// that the talks are over then.
func (tr *trial) assent() (string, error) {
	if tr.outvotes() {
		return "", unchecked("a majority binds")
	}
	s := tr.p.NewSession()
	deals := 0
	stance := make([]negotiation.Outcome, s.Seats()) // what each seat last stood for
	for i := range tr.o.runs() {
		for j := range stance {
			stance[j] = negotiation.NoDeal
		}
		after := false
		var fault error
		r := s.Trace(tr.o.Seed, i, func(e negotiation.Event) {
			if after && e.Kind <= negotiation.EventVote {
				fault = fmt.Errorf("replication %d: the talks go on after their end", i)
			}
			switch {
			case e.Kind == negotiation.EventEnd:
				after = true
			case e.Kind == negotiation.EventOffer:
				stance[e.Seat] = e.Outcome
			case e.Kind == negotiation.EventVote && e.Yes:
				stance[e.Seat] = e.Outcome
			case e.Kind == negotiation.EventVote:
				stance[e.Seat] = negotiation.NoDeal
			}
		})
		if fault != nil {
			return "", fault
		}
		if r.Outcome == negotiation.NoDeal {
			continue
		}
		deals++
		for j, o := range stance {
			if o != r.Outcome {
				return "", fmt.Errorf("replication %d: the deal is %d and %s stands for %d", i, r.Outcome, tr.p.Seats()[j], o)
			}
		}
	}
	return fmt.Sprintf("%d deals", deals), nil
}

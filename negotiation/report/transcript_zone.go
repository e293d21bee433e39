package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// zone tells whether any package could satisfy everybody, and shows one or the
// one that comes closest.
func (st *story) zone(pg *page) {
	pg.add("")
	if o := st.atOnset.witness; o != negotiation.NoDeal {
		pg.add("A zone of agreement exists: packages that the rules allow and that everybody prefers to no deal.")
		pg.add("  One of them: %s.", st.brief(o))
		pg.add("  It is worth %s.", st.worth(o))
		return
	}
	o, ok := st.closest()
	if !ok {
		pg.add("No zone of agreement exists: no package that the rules allow gives every party what no deal is worth to it.")
		return
	}
	var short []string
	for i, name := range st.seats {
		if gap := st.atOnset.floors[i] - st.s.Value(i, o); gap > 0 {
			short = append(short, fmt.Sprintf("%s for %s", st.points(i, gap), name))
		}
	}
	pg.add("No zone of agreement exists: no package that the rules allow is worth as much as no deal to everybody.")
	pg.add("  The one that comes closest: %s.", st.brief(o))
	pg.add("  It falls short of no deal by %s.", list(short))
}

// worth lists what an outcome is worth to each party and how far above no deal.
func (st *story) worth(o negotiation.Outcome) string {
	parts := make([]string, len(st.seats))
	for i, name := range st.seats {
		v := st.s.Value(i, o)
		parts[i] = fmt.Sprintf("%s to %s (%+.*f over no deal)", st.points(i, v), name, st.decimals(i), v-st.atOnset.floors[i])
	}
	return list(parts)
}

// hair is what floors are lowered by, in scales, so that rounding to the grid and
// back loses no package. It is far below what a transcript prints.
const hair = 1e-9

// closest returns the feasible package whose smallest surplus over no deal is
// greatest. It lowers every reservation value by the margin, and a hair more,
// and asks for a witness.
func (st *story) closest() (negotiation.Outcome, bool) {
	m := st.atOnset.margin
	if math.IsNaN(m) {
		return negotiation.NoDeal, false
	}
	floors := make([]float64, len(st.seats))
	for i := range floors {
		floors[i] = st.atOnset.floors[i] + float64((m-hair)*st.scale(i))
	}
	o := st.meeting(floors)
	return o, o != negotiation.NoDeal
}

// meeting returns a feasible package of this draw worth at least floors[i] to
// every seat i, or NoDeal if there is none or the floors are out of range.
func (st *story) meeting(floors []float64) negotiation.Outcome {
	q := st.p.AtTable()
	for i, x := range floors {
		if st.fromStatusQuo(i) {
			x -= st.s.Value(i, st.d.StatusQuo())
		}
		var err error
		if q, err = q.With(st.seats[i]+"/reservation", negotiation.Exactly(x)); err != nil {
			return negotiation.NoDeal
		}
	}
	return st.witness(q)
}

// witness returns a package that is acceptable to all at the onset of the same
// replication of another program, or NoDeal if there is none.
func (st *story) witness(q *negotiation.Program) (o negotiation.Outcome) {
	defer func() { _ = recover() }() // a strategy that panics later changes nothing here
	o = negotiation.NoDeal
	s := q.NewSession()
	s.Trace(st.seed, st.replication, func(e negotiation.Event) {
		if e.Kind == negotiation.EventZone {
			o = s.Witness()
		}
	})
	return o
}

// fromStatusQuo reports whether seat i's reservation value is measured from the
// status quo.
func (st *story) fromStatusQuo(i int) bool {
	for _, party := range st.p.Scenario().Parties {
		if party.Name == st.seats[i] {
			return party.FromStatusQuo
		}
	}
	return false
}

// lift is a change that takes one obstacle away.
type lift struct {
	what  string
	param string
	to    float64
}

// lifts lists the obstacles of this draw that can be taken away one by one: the
// rules that bind by chance and what no deal is worth to each party.
func (st *story) lifts() []lift {
	var out []lift
	for _, r := range rulesOf(st.p) {
		if r.param != "" && st.s.Binds(r.index) {
			out = append(out, lift{fmt.Sprintf("the rule %q", r.rule), r.param, 0})
		}
	}
	for i, name := range st.seats {
		low := -4 * st.scale(i)
		if st.fromStatusQuo(i) {
			low = -st.scale(i)
		}
		out = append(out, lift{"what no deal is worth to " + name, name + "/reservation", low})
	}
	return out
}

// opens reports whether a zone exists once the given obstacles are gone.
func (st *story) opens(gone ...lift) bool {
	q := st.p
	for _, l := range gone {
		var err error
		if q, err = q.With(l.param, negotiation.Exactly(l.to)); err != nil {
			return false
		}
	}
	return st.witness(q) != negotiation.NoDeal
}

// blockers says which obstacles stand between this draw and a zone: every single
// one whose removal opens one, or else the first pairs.
func (st *story) blockers() string {
	const mostPairs = 3
	all := st.lifts()
	var single, pairs []string
	for _, l := range all {
		if st.opens(l) {
			single = append(single, l.what)
		}
	}
	switch {
	case len(single) == 1:
		return "A zone would open if one thing gave way: " + single[0] + "."
	case len(single) > 1:
		return "A zone would open if any one of these gave way: " + strings.Join(single, "; ") + "."
	}
	for i, a := range all {
		for _, b := range all[i+1:] {
			if len(pairs) < mostPairs && st.opens(a, b) {
				pairs = append(pairs, a.what+" and "+b.what)
			}
		}
	}
	if len(pairs) == 0 {
		return "No one or two of the rules drawn and of what no deal is worth to the parties, taken away, would open a zone."
	}
	return "A zone would open if two things gave way: " + strings.Join(pairs, "; or ") + "."
}

package report

import (
	"fmt"
	"math"

	"github.com/parleylab/parley/negotiation"
)

// end tells how the talks ended and why.
func (st *story) end(pg *page) {
	pg.add("")
	switch {
	case st.rec.Outcome != negotiation.NoDeal:
		st.deal(pg)
		st.afterwards(pg)
	case st.rec.Reason != 0:
		st.broken(pg)
	case !st.rec.Zone:
		st.hopeless(pg)
	default:
		st.missed(pg)
	}
}

// deal tells what was agreed and what it is worth.
func (st *story) deal(pg *page) {
	by := st.mediatorName()
	if st.rec.Proposer >= 0 {
		by = st.seats[st.rec.Proposer]
	}
	if by == "" {
		by = "the chair"
	}
	round := int(st.rec.Round)
	pg.add("The end: a deal in round %d of %d, proposed by %s.", round+1, st.p.Rounds(), by)
	pg.add("  %s.", st.terms(st.rec.Outcome))
	rows := [][]string{{"party", "the deal is worth", "no deal", "gain", "of its best possible gain"}}
	for i, name := range st.seats {
		v, r := st.s.Value(i, st.rec.Outcome), st.s.Reservation(i)
		share := "-"
		if best := st.s.Best(i) - r; best > 0 {
			share = fmt.Sprintf("%.0f %%", 100*(v-r)/best)
		}
		rows = append(rows, []string{name, st.points(i, v), st.points(i, r), fmt.Sprintf("%+.*f", st.decimals(i), v-r), share})
	}
	pg.grid(rows)
	pg.add("Why: it gave every party at least what it still asked for when it took it: %s.", st.sealed())
}

// sealed lists what the parties asked for when they proposed or took the deal.
func (st *story) sealed() string {
	asked := make([]float64, len(st.seats))
	for i := range asked {
		asked[i] = math.NaN()
	}
	for _, e := range st.events {
		if e.Seat >= 0 && e.Outcome == st.rec.Outcome && (e.Yes || e.Kind == negotiation.EventOffer) {
			asked[e.Seat] = e.Demand
		}
	}
	return st.asking(asked)
}

// hopeless tells that there was nothing to be agreed on.
func (st *story) hopeless(pg *page) {
	n := int(st.rec.Round)
	if len(st.events) == 0 {
		pg.add("The end: no deal. The %d rounds are not played out, since nobody here accepts less than no deal is worth to it.",
			st.s.Rounds())
	} else {
		pg.add("The end: no deal after %d of %d rounds.%s", n, st.p.Rounds(), st.walked())
	}
	pg.add("Why: there was nothing that everybody could prefer to no deal. %s", st.blockers())
}

// missed tells that something could have been agreed on and was not.
func (st *story) missed(pg *page) {
	n := int(st.rec.Round)
	pg.add("The end: no deal after %d of %d rounds, although a zone of agreement exists.%s", n, st.p.Rounds(), st.walked())
	demands, known := st.demands(n - 1)
	if !known {
		pg.add("Why: nobody proposed a package that all the others were ready to take.")
		return
	}
	pg.add("Why: in the last round the parties still asked for: %s.", st.asking(demands))
	for i := range demands {
		demands[i] -= hair * st.scale(i)
	}
	if o := st.meeting(demands); o != negotiation.NoDeal {
		pg.add("A package that gives all of them that much exists, but nobody put it on the table: %s.", st.brief(o))
		return
	}
	pg.add("No package that the rules allow gives all of them that much at once: they conceded too little, too late.")
}

// walked says who ended the talks before their time.
func (st *story) walked() string {
	if st.s.Rounds() >= st.p.Rounds() {
		return ""
	}
	var who []string
	for _, name := range st.seats {
		if math.Ceil(st.s.Param(name+"/deadline")) <= float64(st.s.Rounds()) {
			who = append(who, name)
		}
	}
	return " " + list(who) + " left the table then."
}

// demands returns what every party asked for in a round, and whether all of them
// were seen to ask for something.
func (st *story) demands(round int) (list []float64, known bool) {
	list = make([]float64, len(st.seats))
	seen := 0
	for i := range list {
		list[i] = math.NaN()
	}
	for _, e := range st.events {
		if e.Round == round && e.Seat >= 0 && !math.IsNaN(e.Demand) {
			if math.IsNaN(list[e.Seat]) {
				seen++
			}
			list[e.Seat] = e.Demand
		}
	}
	return list, seen == len(list)
}

// asking lists what every party asks for, and how far that is above no deal.
func (st *story) asking(demands []float64) string {
	var parts []string
	for i, name := range st.seats {
		if math.IsNaN(demands[i]) {
			parts = append(parts, name+" an amount that follows no schedule")
			continue
		}
		parts = append(parts, fmt.Sprintf("%s %s (%+.*f over no deal)", name, st.points(i, demands[i]),
			st.decimals(i), demands[i]-st.s.Reservation(i)))
	}
	return list(parts)
}

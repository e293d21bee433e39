package report

import (
	"fmt"
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// hear keeps an event of the replication where its part of the story will look
// for it.
func (st *story) hear(e negotiation.Event) {
	switch {
	case e.Kind == negotiation.EventZone:
		st.look(e.Yes)
		st.look(e.Yes)
	case e.Kind == negotiation.EventEnd:
		st.ended = true
	case st.ended:
		st.sequel = append(st.sequel, e)
	default:
		st.events = append(st.events, e)
	}
}

// meanwhile tells what the dynamics did before a round, from the first of events
// on, in one line. It returns how many events it told.
func (st *story) meanwhile(b *block, events []negotiation.Event) int {
	var parts []string
	n := 0
	for ; n < len(events); n++ {
		switch e := events[n]; e.Kind {
		case negotiation.EventNews:
			parts = append(parts, st.news(e))
		case negotiation.EventMove:
			parts = append(parts, fmt.Sprintf("no deal is now worth %s to %s (%+.2f)", st.points(e.Seat, e.Value), st.seats[e.Seat], e.Amount))
		case negotiation.EventBlame:
			parts = append(parts, st.blame(e))
		default:
			b.add("  Meanwhile: %s.", strings.Join(parts, "; "))
			return n
		}
	}
	b.add("  Meanwhile: %s.", strings.Join(parts, "; "))
	return n
}

// news tells a number: "412 drones launched".
func (st *story) news(e negotiation.Event) string {
	what := st.p.Reasons()[e.Reason]
	if e.Amount == 1 {
		return what
	}
	return fmt.Sprintf("%.4g %s", e.Amount, what)
}

// blame tells who stopped something and why.
func (st *story) blame(e negotiation.Event) string {
	why := st.p.Reasons()[e.Reason]
	if e.Party < 0 {
		return why
	}
	return st.p.Scenario().Parties[e.Party].Name + ": " + why
}

// broken tells that the dynamics ended the talks.
func (st *story) broken(pg *page) {
	pg.add("The end: no deal after %d of %d rounds.", st.rec.Round, st.p.Rounds())
	who := ""
	if st.rec.Blocker >= 0 {
		who = " (" + st.p.Scenario().Parties[st.rec.Blocker].Name + ")"
	}
	pg.add("Why: %s%s.", st.p.Reasons()[st.rec.Reason], who)
}

// afterwards tells what became of the deal.
func (st *story) afterwards(pg *page) {
	if st.p.Top() == negotiation.Announced {
		return
	}
	pg.add("")
	pg.add("Afterwards:")
	at := negotiation.Announced
	for _, e := range st.sequel {
		switch e.Kind {
		case negotiation.EventClimb:
			at = e.Rung
			pg.add("  %s.", st.climb(e.Rung))
		case negotiation.EventNews:
			pg.add("  %s.", st.news(e))
		case negotiation.EventBlame:
			pg.add("  It stops there, %v: %s%s.", at, st.blame(e), st.until(at))
		}
	}
	if st.rec.Reason == 0 && st.rec.Rung == st.p.Top() {
		pg.add("  That is the top of this ladder.")
	}
}

// climb tells that the deal has reached a rung.
func (st *story) climb(r negotiation.Rung) string {
	days := func(n int) string { return fmt.Sprintf("%d %s", n, plural(n, "day")) }
	switch r {
	case negotiation.Consented:
		return "All who must consent to it do"
	case negotiation.InForce:
		return "It takes effect " + days(int(st.rec.Delay)) + " after it was made"
	case negotiation.HeldToTerm:
		return "It holds for its term, " + days(int(st.rec.Held))
	case negotiation.Broadened:
		return "It grows into a wider settlement"
	default:
		return "It is " + r.String()
	}
}

// until tells how long a deal in force held.
func (st *story) until(r negotiation.Rung) string {
	if r != negotiation.InForce {
		return ""
	}
	return fmt.Sprintf(", after %d %s", st.rec.Held, plural(int(st.rec.Held), "day"))
}

package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// block is one round, told, with what the counting line needs of it.
type block struct {
	page
	offers   int
	refusals map[int]int // by seat
}

// blocks tells the rounds one by one.
func (st *story) blocks() []block {
	t := teller{story: st, last: map[int]negotiation.Outcome{}, table: negotiation.NoDeal}
	var out []block
	for at := 0; at < len(st.events); {
		to := at
		for to < len(st.events) && st.events[to].Round == st.events[at].Round {
			to++
		}
		out = append(out, t.round(st.events[at:to]))
		at = to
	}
	return out
}

// shorten joins the blocks into at most room lines, as far as the first and the
// last round allow: rounds in the middle are left out and counted.
func (st *story) shorten(blocks []block, room int) page {
	if len(blocks) == 0 {
		return nil
	}
	out := page{""}
	total := 1
	for _, b := range blocks {
		total += len(b.page)
	}
	if total <= room || len(blocks) <= 3 {
		for _, b := range blocks {
			out = append(out, b.page...)
		}
		return out
	}
	head, tail := fit(blocks, room-2)
	for _, b := range blocks[:head] {
		out = append(out, b.page...)
	}
	if tail > head {
		out.add("%s", st.skipped(blocks[head:tail]))
	}
	for _, b := range blocks[tail:] {
		out = append(out, b.page...)
	}
	return out
}

// fit chooses how many first rounds to keep and from where on the last ones, at
// least one of each, so that they take no more than room lines. Ends are favoured
// over beginnings, since that is where talks are decided.
func fit(blocks []block, room int) (head, tail int) {
	head, tail = 1, len(blocks)-1
	room -= len(blocks[0].page) + len(blocks[tail].page)
	for turn := 0; head < tail; turn++ {
		next := &blocks[tail-1]
		if turn%3 == 2 {
			next = &blocks[head]
		}
		if room -= len(next.page); room < 0 {
			break
		}
		if turn%3 == 2 {
			head++
		} else {
			tail--
		}
	}
	return head, tail
}

// skipped counts what lies between the first and the last rounds told.
func (st *story) skipped(blocks []block) string {
	offers := 0
	refusals := make([]int, len(st.seats))
	for _, b := range blocks {
		offers += b.offers
		for i, n := range b.refusals {
			refusals[i] += n
		}
	}
	var who []string
	for i, n := range refusals {
		if n > 0 {
			who = append(who, fmt.Sprintf("%s %d", st.seats[i], n))
		}
	}
	text := fmt.Sprintf("%d %s, %d %s", len(blocks), plural(len(blocks), "round"), offers, plural(offers, "proposal"))
	if len(who) > 0 {
		text += ", refused by " + list(who) + " times"
	}
	return "… left out: " + text + " …"
}

// teller remembers what was said, so that later proposals are told by what
// changed.
type teller struct {
	*story
	last  map[int]negotiation.Outcome // last proposal of every seat; -1 is the mediator
	table negotiation.Outcome         // last proposal of anybody
}

// round tells the events of one round.
func (t *teller) round(events []negotiation.Event) block {
	b := block{refusals: map[int]int{}}
	b.add("Round %d", events[0].Round+1)
	for at := 0; at < len(events); {
		e := events[at]
		switch e.Kind {
		case negotiation.EventText:
			b.offers++
			b.add("  %s tables %s", t.mediatorName(), t.proposal(e))
			at++
		case negotiation.EventNews, negotiation.EventMove, negotiation.EventBlame:
			at += t.meanwhile(&b, events[at:])
		case negotiation.EventAway:
			b.add("  %s does not receive %s.", t.seats[e.Seat], t.mediatorName())
			at++
		case negotiation.EventMisheard:
			b.add("  %s takes the refusal of %s for assent.", t.mediatorName(), t.seats[e.Seat])
			at++
		case negotiation.EventOffer:
			b.offers++
			b.add("  %s proposes %s", t.seats[e.Seat], t.proposal(e))
			at++
		default:
			at += t.votes(&b, events[at:])
		}
	}
	return b
}

// votes tells the votes that follow each other, and a counter-proposal in the
// same line as the refusal that leads to it. It returns how many events it told.
func (t *teller) votes(b *block, events []negotiation.Event) int {
	n := 0
	for n < len(events) && events[n].Kind == negotiation.EventVote && events[n].From == events[0].From {
		n++
	}
	if n == 1 {
		return t.vote(b, events)
	}
	var no, yes []string
	for _, e := range events[:n] {
		if e.Yes {
			yes = append(yes, t.seats[e.Seat]+" "+t.reason(e))
			continue
		}
		b.refusals[e.Seat]++
		no = append(no, t.seats[e.Seat]+" "+t.reason(e))
	}
	var parts []string
	if len(no) > 0 {
		parts = append(parts, "refused by "+list(no))
	}
	if len(yes) > 0 {
		parts = append(parts, "accepted by "+list(yes))
	}
	if last := events[n-1]; !last.Yes && n < len(events) && events[n].Kind == negotiation.EventOffer && events[n].Seat == last.Seat {
		b.offers++
		b.add("    %s; %s proposes %s", strings.Join(parts, "; "), t.seats[last.Seat], t.proposal(events[n]))
		return n + 1
	}
	b.add("    %s", strings.Join(parts, "; "))
	return n
}

// vote tells one vote and the counter-proposal that follows it.
func (t *teller) vote(b *block, events []negotiation.Event) int {
	e := events[0]
	name := t.seats[e.Seat]
	if e.Yes {
		b.add("  %s accepts %s", name, t.reason(e))
		return 1
	}
	b.refusals[e.Seat]++
	if len(events) > 1 && events[1].Kind == negotiation.EventOffer && events[1].Seat == e.Seat {
		b.offers++
		b.add("  %s refuses %s and proposes %s", name, t.reason(e), t.proposal(events[1]))
		return 2
	}
	b.add("  %s refuses %s", name, t.reason(e))
	return 1
}

// reason says what an outcome is worth to the one who votes on it and what that
// party asks for at the time.
func (st *story) reason(e negotiation.Event) string {
	worth, wanted := st.apart(e.Seat, e.Value, e.Demand)
	if math.IsNaN(e.Demand) {
		return "(worth " + st.points(e.Seat, e.Value) + " to it)"
	}
	return "(worth " + worth + ", wants " + wanted + ")"
}

// proposal tells an outcome by what differs from the proposer's last, or from
// what is on the table, or in full.
func (t *teller) proposal(e negotiation.Event) string {
	who := e.Seat
	last, spoke := t.last[who]
	table := t.table
	if e.Outcome == negotiation.NoDeal {
		delete(t.last, who)
		return "nothing and passes."
	}
	t.last[who], t.table = e.Outcome, e.Outcome
	switch {
	case spoke && last == e.Outcome:
		return "the same as before."
	case spoke:
		return "a change of its last: " + t.changes(last, e.Outcome) + "."
	case table == e.Outcome:
		return "the very same."
	case table != negotiation.NoDeal:
		return "instead: " + t.changes(table, e.Outcome) + "."
	default:
		return t.brief(e.Outcome) + "."
	}
}

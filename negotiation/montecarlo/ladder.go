package montecarlo

import (
	"cmp"
	"slices"

	"github.com/parleylab/parley/negotiation"
)

// A Stop counts the replications that ended on one rung because of one party
// and one reason.
type Stop struct {
	Rung   negotiation.Rung `json:"rung"`
	Party  int              `json:"party"`  // position in Result.Parties; -1 is nobody in particular
	Reason int              `json:"reason"` // position in Result.Reasons; 0 is none given
	Count  int64            `json:"count"`
}

// order compares stops by rung, party and reason.
func (a Stop) order(b Stop) int {
	return cmp.Or(cmp.Compare(a.Rung, b.Rung), cmp.Compare(a.Party, b.Party), cmp.Compare(a.Reason, b.Reason))
}

// maxHeld is the last day that Result.Held tells apart: ten years.
const maxHeld = 3652

// stop counts how far one replication got and what stopped it there.
func (r *Result) stop(rec negotiation.Record) {
	if rec.Reason != 0 || rec.Blocker >= 0 {
		r.addStop(Stop{rec.Rung, int(rec.Blocker), int(rec.Reason), 1})
	}
	if rec.Rung < negotiation.InForce {
		return
	}
	day := int(min(rec.Held, maxHeld))
	r.growHeld(day + 1)
	r.Held[day]++
}

// addStop adds a count in its place.
func (r *Result) addStop(x Stop) {
	i, ok := slices.BinarySearchFunc(r.Stops, x, Stop.order)
	if ok {
		r.Stops[i].Count += x.Count
		return
	}
	r.Stops = slices.Insert(r.Stops, i, x)
}

func (r *Result) growHeld(n int) {
	for len(r.Held) < n {
		r.Held = append(r.Held, 0)
	}
}

// addLadder takes in what another result counted of the ladder.
func (r *Result) addLadder(o *Result) {
	for _, x := range o.Stops {
		r.addStop(x)
	}
	r.growHeld(len(o.Held))
	addCounts(r.Held, o.Held)
}

// Ladder returns the rungs that the program can reach, from the zone upwards.
func (r *Result) Ladder() []negotiation.Rung {
	list := []negotiation.Rung{negotiation.Zone, negotiation.Announced}
	for g := negotiation.Consented; g <= r.Top; g++ {
		list = append(list, g)
	}
	return list
}

// StopsAt returns what stopped the replications that ended on rung, the most
// frequent first; equals stay in the order of parties and reasons.
func (r *Result) StopsAt(rung negotiation.Rung) []Stop {
	var list []Stop
	for _, x := range r.Stops {
		if x.Rung == rung {
			list = append(list, x)
		}
	}
	slices.SortStableFunc(list, func(a, b Stop) int { return cmp.Compare(b.Count, a.Count) })
	return list
}

// Name tells a stop in words: "russia: no relief before entry into force". A
// party without a reason, or a reason without a party, stands alone.
func (r *Result) Name(x Stop) string {
	party, reason := "", ""
	if x.Party >= 0 && x.Party < len(r.Parties) {
		party = r.Parties[x.Party]
	}
	if x.Reason > 0 && x.Reason < len(r.Reasons) {
		reason = r.Reasons[x.Reason]
	}
	switch {
	case party == "":
		return reason
	case reason == "":
		return party
	default:
		return party + ": " + reason
	}
}

// HeldQuantile returns the least number of whole days within which at least the
// share p of the agreements that took effect had ended, whether they broke or
// their time was up; -1 if none took effect.
func (r *Result) HeldQuantile(p float64) int {
	n := int64(0)
	for _, k := range r.Held {
		n += k
	}
	if n == 0 {
		return -1
	}
	sum := int64(0)
	for day, k := range r.Held {
		sum += k
		if k > 0 && float64(sum) >= p*float64(n) {
			return day
		}
	}
	return len(r.Held) - 1
}

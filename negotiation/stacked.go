package negotiation

import (
	"math"

	"github.com/parleylab/parley/internal/factored"
)

// stacked plays alternating offers among conceders without asking them: it
// computes demands from their schedules and, where that is proved exact, starts
// at the first round in which the demands can be met together.
type stacked struct {
	order   []int
	seats   []player
	shares  [lap]float64
	offer   []int64 // scratch of resync: last offer of every place
	options []int   // scratch of sessions that list outcomes
	gains   []int64 // scratch of mediators that list outcomes
}

// A player is what the plan needs of one seat, at hand in one place.
type player struct {
	mind   Conceder
	view   *View
	ranked *factored.Ranked // of a fixed program; nil otherwise
	lo     int64            // reservation value
	span   float64          // from there to the best outcome, if demands are a share of it
	plain  bool             // they are: no risk attitude, no discount
	many   Scheduled        // mind, if it gives several shares at once
	ask    [lap]int64       // demands of the rounds ahead
}

// lap is for how many rounds demands are computed at a time.
const lap = 16

func (st *stacked) init(s *Session) {
	st.order = s.p.order
	st.seats = make([]player, len(s.p.seats))
	for i := range st.seats {
		st.seats[i].mind, st.seats[i].view = s.conc[i], &s.views[i]
		st.seats[i].many, _ = s.conc[i].(Scheduled)
		if s.p.ranked != nil {
			st.seats[i].ranked = s.p.ranked[i]
		}
	}
	st.offer = make([]int64, len(s.p.seats))
	st.gains = make([]int64, len(s.p.seats))
	st.options = make([]int, s.p.d.NumIssues())
}

// usable reports whether the plan gives what the chair would.
func (st *stacked) usable(s *Session) bool {
	if st.order == nil || s.trace != nil || s.naive || s.process != nil {
		return false
	}
	return s.proud()
}

// ready takes over what the draw decides.
func (st *stacked) ready(s *Session) {
	for i := range st.seats {
		p := &st.seats[i]
		p.lo, p.span, p.plain = s.floor[i], p.view.span, p.view.plain
	}
}

// At returns the demand of seat i in round t, as View.threshold defines it; it
// makes the plan a factored.Thresholds.
func (st *stacked) At(i, t int) int64 {
	p := &st.seats[i]
	return p.demand(p.mind.Share(p.view, t), t)
}

// demand turns a share of round t into a demand.
func (p *player) demand(share float64, t int) int64 {
	if p.plain && share > 0 && share < 1 {
		return p.lo + int64(math.RoundToEven(p.span*share))
	}
	return p.view.threshold(share, t)
}

// lookAhead computes the demands of all seats for the n rounds from t on.
func (st *stacked) lookAhead(t, n int) {
	for i := range st.seats {
		p := &st.seats[i]
		shares := st.shares[:n]
		if p.many != nil {
			p.many.Shares(shares, p.view, t)
		} else {
			for j := range shares {
				shares[j] = p.mind.Share(p.view, t+j)
			}
		}
		for j, x := range shares {
			p.ask[j] = p.demand(x, t+j)
		}
	}
}

// play runs the talks to their end.
func (st *stacked) play(s *Session) {
	st.ready(s)
	t, place := 0, 0
	if st.skips(s) {
		first := s.cert.First(s.tabs, s.space, st, s.rounds)
		if first >= s.rounds {
			return
		}
		t, place = st.resync(s, first)
	}
	st.run(s, t, place)
}

// skips reports whether demands never rise, which the certificate needs.
func (st *stacked) skips(s *Session) bool {
	if s.p.dense || s.everyTurn || s.rounds < 4 {
		return false
	}
	for i, c := range s.conc {
		if s.views[i].lnDelta != 0 || !c.Falling(&s.views[i]) {
			return false
		}
	}
	return true
}

// run plays from the given turn with nothing on the table.
func (st *stacked) run(s *Session, t, place int) {
	n := len(st.order)
	standing, from, assents := int64(-1), -1, 0
	for j := 0; t < s.rounds; t, j = t+1, j+1 {
		if j %= lap; j == 0 {
			st.lookAhead(t, min(lap, s.rounds-t))
		}
		for ; place < n; place++ {
			i := st.order[place]
			a := st.seats[i].ask[j]
			if standing >= 0 && st.worth(s, i, standing) >= a {
				assents++
				if assents == n-1 {
					s.round = t
					s.Settle(Outcome(standing), from)
					return
				}
				continue
			}
			standing = st.next(s, i, a)
			from, assents = i, 0
		}
		place = 0
	}
}

// next returns the outcome at or just above demand a of seat i. Ranked outcomes
// are looked up without an interface between, since that is most of the work.
func (st *stacked) next(s *Session, i int, a int64) int64 {
	if r := st.seats[i].ranked; r != nil {
		o, _ := r.Succ(a)
		return o
	}
	o, _ := s.finder[i].succ(a)
	return o
}

// worth returns the value of o to seat i.
func (st *stacked) worth(s *Session, i int, o int64) int64 {
	if r := st.seats[i].ranked; r != nil {
		return r.Value(o)
	}
	if s.p.dense {
		return s.cols[i][o]
	}
	return s.p.d.shape.Value(s.tabs[i], o)
}

// resync finds a turn before round first whose player turns down every offer
// that can be on the table then. From that turn on the talks do not depend on
// what went before: no offer made so far was sealed, and an offer that stands
// was made within one lap, so it is the last offer of one of the others. It
// returns the turn; the player will propose there, as with an empty table.
func (st *stacked) resync(s *Session, first int) (t, place int) {
	for t := first - 2; t >= 1; t-- {
		for j, i := range st.order {
			st.offer[j] = st.next(s, i, st.At(i, t-1))
		}
		for j, i := range st.order {
			a := st.At(i, t)
			if st.refusesAll(s, i, j, a) {
				return t, j
			}
			st.offer[j] = st.next(s, i, a)
		}
	}
	return 0, 0
}

// refusesAll reports whether seat i turns down the last offers of all others.
func (st *stacked) refusesAll(s *Session, i, place int, a int64) bool {
	for j, o := range st.offer {
		if j != place && o >= 0 && st.worth(s, i, o) >= a {
			return false
		}
	}
	return true
}

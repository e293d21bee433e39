package negotiation

import (
	"sort"

	"github.com/parleylab/parley/internal/factored"
)

// NewReference returns a session that plays the obvious way: in every
// replication it lists all outcomes, computes each value by division and
// remainder, strikes out what the rules forbid by reading them, sorts, and asks
// every agent every turn through its interface, allocating as it goes. It is
// the definition that every fast path is tested against, and the denominator of
// every figure of speed. It is refused, with an error, for domains of more than
// 2^24 outcomes.
func (p *Program) NewReference() (*Session, error) {
	const most = 1 << 24
	if p.d.Len() > most {
		return nil, Fault{Path: "issues", Reason: "there are too many outcomes for the reference engine, want at most 2^24"}
	}
	s := p.newSession()
	s.naive = true
	s.finder = make([]finder, len(p.seats))
	for i := range s.finder {
		s.finder[i] = &naiveFinder{s: s, seat: i}
	}
	s.seatAgents()
	return s, nil
}

// naiveFinder sorts all feasible outcomes of one draw by value.
type naiveFinder struct {
	s     *Session
	seat  int
	worth []int64 // by outcome
	order []int   // feasible outcomes by value, then by number
}

// reset computes and sorts everything anew.
func (f *naiveFinder) reset() {
	s := f.s
	n := int(s.p.d.Len())
	f.worth = make([]int64, n)
	f.order = nil
	for o := range n {
		f.worth[o] = s.naiveValue(f.seat, Outcome(o))
		if s.obeys(Outcome(o)) {
			f.order = append(f.order, o)
		}
	}
	sort.Slice(f.order, func(a, b int) bool {
		x, y := f.order[a], f.order[b]
		if f.worth[x] != f.worth[y] {
			return f.worth[x] < f.worth[y]
		}
		return x < y
	})
}

// naiveValue adds up the options of o, found by division and remainder.
func (s *Session) naiveValue(seat int, o Outcome) int64 {
	st := &s.p.seats[seat]
	if st.factored == nil {
		return toGrid(st.valuer.Value(s.draw, s.p.d.Options(nil, o)), st.unit)
	}
	v := int64(0)
	rest := int64(o)
	for k := s.p.d.NumIssues() - 1; k >= 0; k-- {
		m := int64(len(s.p.d.issues[k].Options))
		v += s.tabs[seat][s.p.d.shape.Offset(k)+int(rest%m)]
		rest /= m
	}
	for _, pr := range s.pairs[seat] {
		m := len(s.p.d.issues[pr.b].Options)
		v += pr.worth[s.p.d.Option(o, pr.a)*m+s.p.d.Option(o, pr.b)]
	}
	return v
}

// obeys reports whether o breaks no rule that binds and no pin.
func (s *Session) obeys(o Outcome) bool {
	for i, r := range s.p.rules {
		if s.binds[i] && r.text.violated(s.p.d, o) {
			return false
		}
	}
	for _, pn := range s.p.pins {
		if s.p.d.Option(o, pn.issue) != pn.option {
			return false
		}
	}
	return true
}

func (f *naiveFinder) at(k int) (int64, int64) {
	if k < 0 || k >= len(f.order) {
		return factored.None, 0
	}
	o := f.order[k]
	return int64(o), f.worth[o]
}

// from returns the first position whose outcome is worth a or more.
func (f *naiveFinder) from(a int64) int {
	return sort.Search(len(f.order), func(k int) bool { return f.worth[f.order[k]] >= a })
}

func (f *naiveFinder) best() (int64, int64) {
	if len(f.order) == 0 {
		return factored.None, 0
	}
	return f.at(f.from(f.worth[f.order[len(f.order)-1]]))
}

func (f *naiveFinder) succ(a int64) (int64, int64) { return f.at(f.from(a)) }

func (f *naiveFinder) rank(k int) (int64, int64) {
	best := append([]int(nil), f.order...)
	sort.Slice(best, func(a, b int) bool {
		x, y := best[a], best[b]
		if f.worth[x] != f.worth[y] {
			return f.worth[x] > f.worth[y]
		}
		return x < y
	})
	if k < 0 || k >= len(best) {
		return factored.None, 0
	}
	return int64(best[k]), f.worth[best[k]]
}

func (f *naiveFinder) reply(a int64, other []int64) (int64, bool) {
	return f.s.scanReply(f.worth, a, other)
}

func (f *naiveFinder) value(o int64) int64 { return f.worth[o] }

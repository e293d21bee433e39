package negotiation

import "github.com/parleylab/parley/internal/detmath"

// GridUnit returns the points of seat i in one grid step.
func (p *Program) GridUnit(i int) float64 { return p.seats[i].unit }

// GridSurplus returns what outcome o gives seat i above its reservation value
// in the replication last played, in grid steps: an exact integer.
func (s *Session) GridSurplus(i int, o Outcome) int64 {
	return s.finder[i].value(int64(o)) - s.floor[i]
}

// Margin returns how far the best package of the replication last played is
// from acceptable to all: the greatest, over feasible outcomes, of the smallest
// surplus over the reservation values, in scales of each party's points. It is
// NaN if nothing is feasible. It is exact, and costs a search.
func (s *Session) Margin() float64 {
	best, ok := int64(0), false
	if s.p.dense || s.naive {
		best, ok = s.scanMargin()
	} else {
		var o int64
		best, o = s.search.Margin(s.tabs, s.floor, s.space)
		ok = o >= 0
	}
	if !ok {
		return nan
	}
	return float64(best) / gridUnits
}

// scanMargin looks at every outcome.
func (s *Session) scanMargin() (best int64, ok bool) {
	for o := range s.p.d.Len() {
		if !s.Feasible(Outcome(o)) {
			continue
		}
		least := s.GridSurplus(0, Outcome(o))
		for i := 1; i < len(s.finder); i++ {
			least = min(least, s.GridSurplus(i, Outcome(o)))
		}
		if !ok || least > best {
			best, ok = least, true
		}
	}
	return best, ok
}

// ZoneSize returns the number of feasible outcomes that give every party at
// least its reservation value in the replication last played. It is exact; its
// cost grows with the number.
func (s *Session) ZoneSize() int64 {
	if !s.p.dense && !s.naive {
		return s.search.Share(s.tabs, s.floor, s.space)
	}
	n := int64(0)
	for o := range s.p.d.Len() {
		if s.acceptable(o) && s.Feasible(Outcome(o)) {
			n++
		}
	}
	return n
}

func (s *Session) acceptable(o int64) bool {
	for i := range s.finder {
		if s.finder[i].value(o) < s.floor[i] {
			return false
		}
	}
	return true
}

// Witness returns a feasible outcome that gives every party at least its
// reservation value in the replication last played, or NoDeal if no zone exists.
func (s *Session) Witness() Outcome {
	if o, ok := s.witness(); ok {
		return Outcome(o)
	}
	return NoDeal
}

// Value returns what outcome o is worth to seat i in the replication last
// played, in points, undiscounted; NoDeal is worth the reservation value.
func (s *Session) Value(i int, o Outcome) float64 {
	if o == NoDeal {
		return s.points(i, s.floor[i])
	}
	return s.points(i, s.finder[i].value(int64(o)))
}

// Reservation returns seat i's reservation value in the replication last
// played, in points.
func (s *Session) Reservation(i int) float64 { return s.points(i, s.floor[i]) }

// Best returns the value of seat i's best feasible outcome in the replication
// last played, in points. Without a feasible outcome it is the reservation
// value.
func (s *Session) Best(i int) float64 {
	if s.best[i] < 0 {
		return s.Reservation(i)
	}
	return s.points(i, s.best[i])
}

// Present returns the value of o to seat i if agreed in round, discounted: the
// surplus over the reservation value shrinks, so no deal is worth the
// reservation value at any time.
func (s *Session) Present(i int, o Outcome, round int) float64 {
	r := s.Reservation(i)
	factor := 1.0
	if d := s.draw[s.p.seats[i].discount]; d != 1 {
		factor = detmath.Exp(float64(round) * detmath.Log(d))
	}
	return r + float64((s.Value(i, o)-r)*factor)
}

// points turns grid steps above a seat's base into points.
func (s *Session) points(i int, x int64) float64 {
	return float64(float64(x+s.base[i]) * s.p.seats[i].unit) // rounded here: never fused into a later sum
}

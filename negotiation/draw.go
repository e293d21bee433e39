package negotiation

import (
	"math"

	"github.com/parleylab/parley/internal/detmath"
)

// drawParams turns a point of the unit cube into parameters.
func (s *Session) drawParams(u []float64) {
	p := s.p
	for _, l := range p.live {
		s.draw[l.param] = p.drawers[l.param].at(u[l.column])
	}
}

// drawSpace decides which rules bind.
func (s *Session) drawSpace() {
	p := s.p
	s.space.Reset()
	p.pinned(s.space)
	s.scoreGroups()
	for i := range p.rules {
		r := &p.rules[i]
		s.binds[i] = r.hard || s.binding(r)
		if s.binds[i] {
			r.impose(s.space)
		}
	}
}

// scoreGroups computes the draw that each group of rules shares: a uniform, or
// a normal score with the party's common factor mixed in.
func (s *Session) scoreGroups() {
	for g := range s.p.groups {
		gr := &s.p.groups[g]
		u := s.draw[gr.event]
		s.score[g] = u
		if gr.factor < 0 {
			continue
		}
		rho := s.draw[gr.correlation]
		if rho == 0 {
			continue
		}
		common := detmath.NormalQuantile(s.draw[gr.factor])
		own := detmath.NormalQuantile(u)
		z := float64(math.Sqrt(rho)*common) + float64(math.Sqrt(1-rho)*own)
		s.score[g] = detmath.NormalCDF(z)
	}
}

// binding reports whether a rule with a probability binds in this draw.
func (s *Session) binding(r *rule) bool { return s.score[r.group] < s.draw[r.p] }

// drawTables values the options of every issue for every seat, on the grid, and
// the outcomes of seats whose utility is no sum over issues.
func (s *Session) drawTables() {
	for i := range s.p.seats {
		st := &s.p.seats[i]
		if st.factored != nil {
			st.factored.Table(s.floats, s.draw)
			s.base[i] = s.snap(s.tabs[i], s.floats, st.unit)
		}
		if st.paired != nil {
			s.drawPairs(i)
		}
		if s.finder != nil {
			s.finder[i].reset()
		}
	}
}

// snap rounds a flat table to the grid, lowers every issue so that its least
// option is 0, and returns the sum of what was taken off.
func (s *Session) snap(dst []int64, table []float64, unit float64) (base int64) {
	shape := s.p.d.shape
	inv := 1 / unit
	for k := range shape.Issues() {
		a, b := shape.Offset(k), shape.Offset(k+1)
		src, out := table[a:b], dst[a:b]
		least := int64(math.MaxInt64)
		for l, x := range src {
			y := snapTo(x, inv)
			out[l] = y
			least = min(least, y)
		}
		for l := range out {
			out[l] -= least
		}
		base += least
	}
	return base
}

// snapTo is toGrid with the reciprocal of the unit, for the hot loop.
func snapTo(x, inv float64) int64 {
	y := math.RoundToEven(x * inv)
	if !(y <= gridLimit && y >= -gridLimit) {
		return toGrid(x, 1/inv)
	}
	return int64(y)
}

// drawBest finds the value of every seat's best feasible outcome.
func (s *Session) drawBest() {
	for i := range s.finder {
		o, v := s.finder[i].best()
		if o < 0 {
			v = -1
		}
		s.best[i] = v
	}
}

// drawFloors puts the reservation values on the grid.
func (s *Session) drawFloors() {
	for i := range s.p.seats {
		st := &s.p.seats[i]
		r := toGridWide(s.draw[st.reservation], st.unit)
		if st.relative {
			r += s.finder[i].value(int64(s.p.d.StatusQuo()))
		} else {
			r -= s.base[i]
		}
		s.floor[i] = r
	}
}

// zone reports whether some feasible outcome is acceptable to all.
func (s *Session) zone() bool {
	for i, b := range s.best {
		if b < s.floor[i] {
			return false
		}
	}
	_, ok := s.witness()
	return ok
}

// witness returns a feasible outcome that gives every seat its reservation
// value, if there is one.
func (s *Session) witness() (int64, bool) {
	if s.p.dense || s.naive {
		return s.scanZone()
	}
	return s.search.Zone(s.tabs, s.floor, s.space)
}

package factored

import "math"

// replyRounds bounds the search for the Lagrangian multiplier of Reply. It is a
// secant method on a piecewise linear function and mostly ends by itself.
const replyRounds = 16

// Best returns the feasible outcome with the greatest value in tab and that
// value; ties go to the lowest number. If the space has no feasible outcome it
// returns None and math.MinInt64.
func (q *Search) Best(tab []int64, sp *Space) (o, u int64) {
	if o, u = q.bestApart(tab, sp); o == None || !q.boxed(sp, o) {
		return o, u
	}
	q.pair = [2][]int64{tab, tab}
	q.floors = [2]int64{-searchBound, -searchBound}
	return q.reply(q.pair[:], q.floors[:], sp)
}

// bestApart takes the best allowed option of every issue, the first among equals,
// as if there were no boxes. What it finds is the best outcome if it lies in no
// active box.
func (q *Search) bestApart(tab []int64, sp *Space) (o, u int64) {
	s := q.shape
	for k := range s.options {
		best, at := int64(math.MinInt64), -1
		for f := s.offset[k]; f < s.offset[k+1]; f++ {
			if sp.Allowed[f] && tab[f] > best {
				best, at = tab[f], f
			}
		}
		if at < 0 {
			return None, math.MinInt64
		}
		u += best
		o += int64(at-s.offset[k]) * s.stride[k]
	}
	return o, u
}

// boxed reports whether o lies in an active box.
func (q *Search) boxed(sp *Space, o int64) bool {
	for b := range q.boxes {
		if sp.Active[b] && q.boxes[b].Holds(q.shape, o) {
			return true
		}
	}
	return false
}

// Reply returns the best reply: among the feasible outcomes with at least a in
// own, the one with the greatest value in other; ties go to the lowest number.
// It returns None and false if no feasible outcome reaches a.
func (q *Search) Reply(own []int64, a int64, other []int64, sp *Space) (o int64, ok bool) {
	q.pair = [2][]int64{own, other}
	q.floors = [2]int64{a, -searchBound}
	o, _ = q.reply(q.pair[:], q.floors[:], sp)
	return o, o != None
}

// reply maximises tabs[1] subject to floor[0] on tabs[0].
func (q *Search) reply(tabs [][]int64, floor []int64, sp *Space) (o, u int64) {
	if !q.enter(sp) {
		return None, math.MinInt64
	}
	q.price(tabs, floor)
	q.setRule(math.MaxInt64)
	if !q.tighten() || !q.seekReply(sp) {
		return None, math.MinInt64
	}
	start, value := q.picked(), q.slack[1]
	q.budget[1] -= value
	q.rule.edge[1] = 1
	q.lambda[0], q.lambda[1] = q.line[0], q.line[1]
	q.bind()
	q.tighten()
	q.dominate()
	q.aim(bestSecond, sp)
	q.improve(start, 0)
	q.walk()
	return q.best, value + q.value - searchBound
}

// seekReply finds picks that reach the floor, good ones if it can, or reports
// that there are none.
func (q *Search) seekReply(sp *Space) bool {
	if !q.secant(sp) {
		q.setUnits()
		if !q.seek(sp) {
			return false
		}
		q.recount()
	}
	q.ask = bestSecond
	q.climb()
	return true
}

// secant looks for the multiplier at which the answer turns from short of the
// floor to above it, along chords between the last answer below and the last
// above. It leaves the multipliers in line, makes the best picks that reach the
// floor and are in no box the picks, and reports whether it met any.
func (q *Search) secant(sp *Space) bool {
	found, most := false, int64(0)
	var below, above [2]int64
	clear(q.lambda)
	q.line = [2]int64{0, 1}
	for round := range replyRounds {
		q.lambda[0], q.lambda[1] = q.line[0], q.line[1]
		_, fits := q.answer()
		short := q.slack[0] < 0
		if fits && !short && (!found || q.slack[1] > most) && !q.barred(sp, q.picked()) {
			found, most = true, q.slack[1]
			copy(q.top, q.pick)
		}
		if short {
			below = [2]int64{q.slack[0], q.slack[1]}
		} else {
			above = [2]int64{q.slack[0], q.slack[1]}
		}
		if round == 0 && short { // the other end: the best own value
			q.line = [2]int64{1, 0}
		} else if round == 0 || !q.chord(below, above) {
			break
		}
	}
	if q.line[1] == 0 {
		q.line[1] = 1
	}
	if found {
		copy(q.pick, q.top)
		q.recount()
	}
	return found
}

// chord points line along the slope between two answers. It reports false if
// that is where it points already, or if there is no slope.
func (q *Search) chord(below, above [2]int64) bool {
	own, other := above[0]-below[0], below[1]-above[1]
	if own <= 0 || other <= 0 {
		return false
	}
	for own|other >= 1<<14 {
		own, other = own>>1, other>>1
	}
	next := [2]int64{max(other, 1), max(own, 1)}
	if next == q.line {
		return false
	}
	q.line = next
	return true
}

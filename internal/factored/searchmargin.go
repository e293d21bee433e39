package factored

import "math"

// Slack is small beside the unit of Margin, so its weights move in longer steps
// than those of Zone.
const (
	marginStep  = 6
	marginDecay = 0.7
)

// Margin returns the greatest margin that a feasible outcome leaves everybody,
// max over outcomes of min over parties of value_i − floor_i, and the lowest
// outcome number that attains it. It is negative if there is no zone, and tells
// then how far away one is. If the space has no feasible outcome, Margin returns
// math.MinInt64 and None. All tables must be in the same unit and every floor
// within ±2^44; floors further out are taken for ±2^44.
func (q *Search) Margin(tabs [][]int64, floor []int64, sp *Space) (margin, o int64) {
	if !q.enter(sp) {
		return math.MinInt64, None
	}
	q.price(tabs, floor)
	if !q.seekMargin(sp) {
		return math.MinInt64, None
	}
	margin = q.least(q.slack)
	start := q.picked()
	for r := range q.rows {
		q.budget[r] -= margin
		q.rule.edge[r] = 1
	}
	q.rule.quorum = q.rows
	q.lean(q.kept)
	q.bind()
	q.tighten()
	q.dominate()
	q.aim(bestMargin, sp)
	q.improve(start, 0)
	q.walk()
	return margin + q.value, q.best
}

// seekMargin finds picks with a great margin, in no box, and keeps the shares
// that bound the margin best. It reports false if there is no feasible outcome.
func (q *Search) seekMargin(sp *Space) bool {
	q.aim(bestMargin, sp)
	q.evenUnits()
	least, found, step := int64(math.MaxInt64), int64(math.MinInt64), float64(marginStep)
	for range bidRounds {
		q.lean(q.share)
		bound, fits := q.answer()
		if m := q.least(q.slack); fits && m > found && !q.barred(sp, q.picked()) {
			found = m
			copy(q.top, q.pick)
		}
		if bound < least {
			least = bound
			copy(q.kept, q.share)
		}
		q.adjust(step)
		step *= marginDecay
	}
	if found == math.MinInt64 {
		return q.anyPick(sp)
	}
	copy(q.pick, q.top)
	q.recount()
	q.climb()
	return true
}

// evenUnits makes the widest budget or range of values the unit of every party.
func (q *Search) evenUnits() {
	wide := int64(1)
	for r := range q.rows {
		sum := int64(0)
		for k, lo := range q.lo {
			most := int64(0)
			for c := lo; c < q.hi[k]; c++ {
				most = max(most, q.loss[c*q.width+r])
			}
			sum += most
		}
		wide = max(wide, sum, q.budget[r], -q.budget[r])
	}
	for r := range q.rows {
		q.unit[r] = float64(wide)
		q.share[r] = 1 / float64(q.rows)
	}
}

// anyPick finds picks in no box, whatever they cost.
func (q *Search) anyPick(sp *Space) bool {
	for r := range q.raise[0] {
		q.raise[0][r], q.raise[1][r] = math.MinInt64/4, math.MinInt64/4
	}
	q.ask = anyOutcome
	if !q.walk() {
		return false
	}
	q.takeWay()
	return true
}

// least returns the smallest slack of a party.
func (q *Search) least(slack []int64) int64 {
	m := slack[0]
	for _, s := range slack[1:q.rows] {
		m = min(m, s)
	}
	return m
}

// recount computes the slack that the picks leave.
func (q *Search) recount() {
	copy(q.slack, q.budget)
	for _, c := range q.pick {
		for r, l := range q.loss[c*q.width:][:q.rows] {
			q.slack[r] -= l
		}
	}
}

// climb changes one pick at a time while that is an improvement by the measure
// of q.ask and enters no box. Passes are limited: what it misses, the walk finds.
func (q *Search) climb() {
	for moved, pass := !q.big, 0; moved && pass < 6; pass++ {
		moved = false
		for k := range q.lo {
			moved = q.climbIssue(k) || moved
		}
	}
}

// climbIssue makes the best improvement there is in issue k.
func (q *Search) climbIssue(k int) bool {
	others := q.alive
	for i, c := range q.pick {
		if i != k {
			others &= q.mask[c]
		}
	}
	now := q.pick[k]
	to, gain := now, 0.0
	for c := q.lo[k]; c < q.hi[k]; c++ {
		if c == now || q.mask[c]&others != 0 {
			continue
		}
		if g := q.worth(now, c); g > gain {
			to, gain = c, g
		}
	}
	if to == now {
		return false
	}
	q.pick[k] = to
	for r := range q.rows {
		q.slack[r] += q.loss[now*q.width+r] - q.loss[to*q.width+r]
	}
	return true
}

// worth measures what is gained by a change from choice a to choice b: the rise
// of the least slack, of the slack in column 1, or, near enough for a start, of the logarithm of the
// weighted product of gains, log x ≈ 2(x−1)/(x+1).
func (q *Search) worth(a, b int) float64 {
	la, lb := q.loss[a*q.width:][:q.rows], q.loss[b*q.width:][:q.rows]
	switch q.ask {
	case bestMargin:
		before, after := int64(math.MaxInt64), int64(math.MaxInt64)
		for r, s := range q.slack[:q.rows] {
			before = min(before, s)
			after = min(after, s+la[r]-lb[r])
		}
		return float64(after - before)
	case bestSecond:
		if q.slack[0]+la[0]-lb[0] < 0 {
			return -1
		}
		return float64(la[1] - lb[1])
	}
	sum := 0.0
	for r, s := range q.slack[:q.rows] {
		d := la[r] - lb[r]
		if s+d < 0 {
			return -1
		}
		sum += float64(q.weight[r]*float64(d)) / float64(2*s+2+d)
	}
	return sum
}

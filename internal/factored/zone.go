package factored

import "math"

// bidRounds is how often the Lagrangian weights are adjusted before the walk.
// Most zones show, and most proofs of their absence succeed, in a few rounds.
const bidRounds = 8

// The weights answer to unequal slack strongly at first and less each round. The
// numbers were tuned on random domains; which witness Zone returns depends on
// them, and how long answers take, but no other answer.
const (
	bidStep  = 2
	bidDecay = 0.8
)

// Zone reports whether some feasible outcome gives every party i at least
// floor[i] in tabs[i], and returns one that does, or None. The witness is no
// better than others, but always the same for the same arguments.
//
// The plan: greedy answers to adjusted weights, which mostly meet a witness at
// once; a negative Lagrangian bound, which settles most other cases; the walk for
// what remains.
func (q *Search) Zone(tabs [][]int64, floor []int64, sp *Space) (witness int64, ok bool) {
	if !q.enter(sp) {
		return None, false
	}
	q.price(tabs, floor)
	q.setRule(1)
	if !q.tighten() || !q.seek(sp) {
		return None, false
	}
	return q.picked(), true
}

// setRule makes q.rule remove what is worse by at least edge in some column.
func (q *Search) setRule(edge int64) {
	q.rule.quorum = 1
	for r := range q.rule.edge {
		q.rule.edge[r] = edge
	}
}

// seek finds picks in no box that leave every budget non-negative, or reports
// that there are none. It may strike out choices that no such picks use and
// those that q.rule allows to.
func (q *Search) seek(sp *Space) bool {
	q.setUnits()
	found, open := q.bid(sp, bidRounds)
	if found || !open {
		return found
	}
	q.lean(q.kept)
	q.bind()
	if !q.tighten() {
		return false
	}
	q.dominate()
	q.sortChoices()
	q.aim(anyOutcome, sp)
	if !q.walk() {
		return false
	}
	q.takeWay()
	return true
}

// setUnits makes every party's budget its unit and all shares equal.
func (q *Search) setUnits() {
	for r := range q.rows {
		q.unit[r] = float64(q.budget[r] + 1)
		q.share[r] = 1 / float64(q.rows)
	}
}

// bid adjusts the weights for at most the given number of rounds. It reports
// whether the picks are a witness and, if not, whether there may be one. The
// shares with the least bound are in kept.
func (q *Search) bid(sp *Space, rounds int) (found, open bool) {
	least, step := int64(math.MaxInt64), float64(bidStep)
	for range rounds {
		q.lean(q.share)
		bound, fits := q.answer()
		if bound < 0 {
			return false, false
		}
		if fits && q.paid() && !q.barred(sp, q.picked()) {
			return true, true
		}
		if bound < least {
			least = bound
			copy(q.kept, q.share)
		}
		q.adjust(step)
		step *= bidDecay
	}
	return false, true
}

// lean turns shares into integer weights. A budget's worth of every party at its
// weight sums to less than 2^60 over all issues, so nothing overflows.
func (q *Search) lean(share []float64) {
	room := float64(int64(1)<<60) / float64(len(q.lo)+1)
	clear(q.lambda)
	for r := range q.rows {
		q.lambda[r] = int64(float64(share[r]*room) / q.unit[r])
	}
}

// answer writes the weighted losses to the Lagrangian column, and picks in every
// issue, in turn, the choice with the least that does not complete a box. It
// returns what is left of the weighted budget if boxes are ignored, an upper
// bound, and whether picks avoid all boxes.
func (q *Search) answer() (bound int64, fits bool) {
	copy(q.slack, q.budget)
	for r := range q.rows {
		bound += q.lambda[r] * q.budget[r]
	}
	alive := q.alive
	fits = true
	for k := range q.lo {
		least := q.weighIssue(k)
		bound -= least
		c, ok := q.cheapest(k, alive&q.shut[k])
		fits = fits && ok
		q.pick[k] = c
		alive &= q.mask[c]
		loss := q.loss[c*q.width:][:q.rows]
		for r, l := range loss {
			q.slack[r] -= l
		}
	}
	return bound, fits
}

// weighIssue fills the Lagrangian column of issue k and returns its minimum. The
// weights of spare columns and of the Lagrangian column itself are zero.
func (q *Search) weighIssue(k int) int64 {
	w := q.width
	least := int64(math.MaxInt64)
	for c := q.lo[k] * w; c < q.hi[k]*w; c += w {
		v := int64(0)
		for b := 0; b < w; b += 4 {
			l, x := (*[4]int64)(q.loss[c+b:]), (*[4]int64)(q.lambda[b:])
			v += x[0]*l[0] + x[1]*l[1] + x[2]*l[2] + x[3]*l[3]
		}
		q.loss[c+w-1] = v
		least = lesser(least, v)
	}
	return least
}

// cheapest returns the choice of issue k with the least weighted loss among
// those in none of the given boxes, or the first choice and false.
func (q *Search) cheapest(k int, boxes uint64) (c int, ok bool) {
	w := q.width
	best, arg := int64(math.MaxInt64), -1
	for c := q.lo[k]; c < q.hi[k]; c++ {
		if v := q.loss[c*w+w-1]; v < best && q.mask[c]&boxes == 0 {
			best, arg = v, c
		}
	}
	if arg < 0 {
		return q.lo[k], false
	}
	return arg, true
}

// paid reports whether the picks leave every party's slack non-negative.
func (q *Search) paid() bool {
	over := int64(0)
	for _, s := range q.slack[:q.rows] {
		over |= s
	}
	return over >= 0
}

// picked returns the outcome number of the picks.
func (q *Search) picked() int64 {
	o := q.base
	for _, c := range q.pick {
		o += q.num[c]
	}
	return o
}

// adjust moves shares towards the parties that the picks leave short: one step
// of multiplicative weights with a rational factor in place of the exponential.
func (q *Search) adjust(step float64) {
	mean := 0.0
	for r := range q.rows {
		mean += float64(q.share[r]*float64(q.slack[r])) / q.unit[r]
	}
	total := 0.0
	for r := range q.rows {
		e := float64(step * (float64(q.slack[r])/q.unit[r] - mean))
		if e > 0 {
			q.share[r] /= 1 + e
		} else {
			q.share[r] *= 1 - e
		}
		total += q.share[r]
	}
	for r := range q.rows {
		q.share[r] /= total
	}
}

// bind makes the sum weighted by lambda a budget of its own and measures all
// losses from the least again.
func (q *Search) bind() {
	sum := int64(0)
	for r := range q.rows {
		sum += q.lambda[r] * q.budget[r]
	}
	q.budget[q.width-1] = sum
	for k := range q.lo {
		q.weighIssue(k)
		q.rebase(k)
	}
}

// sortChoices orders the choices of every issue by weighted loss, so that the
// walk dives to where a witness is most likely.
func (q *Search) sortChoices() {
	w := q.width
	for k, lo := range q.lo {
		for c := lo + 1; c < q.hi[k]; c++ {
			for a := c; a > lo && q.loss[a*w-1] > q.loss[a*w+w-1]; a-- {
				q.swap(a-1, a)
			}
		}
	}
}

// swap exchanges two choices.
func (q *Search) swap(a, b int) {
	q.flat[a], q.flat[b] = q.flat[b], q.flat[a]
	q.mask[a], q.mask[b] = q.mask[b], q.mask[a]
	q.num[a], q.num[b] = q.num[b], q.num[a]
	la, lb := q.loss[a*q.width:][:q.width], q.loss[b*q.width:][:q.width]
	for r := range la {
		la[r], lb[r] = lb[r], la[r]
	}
}

// takeWay makes the outcome at which the walk stopped the picks.
func (q *Search) takeWay() {
	for d, k := range q.seq {
		q.pick[k] = q.way[d]
	}
	copy(q.slack, q.gain)
}

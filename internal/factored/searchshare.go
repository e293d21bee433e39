package factored

// shareRounds is how often Share adjusts the weights of its Lagrangian row.
const shareRounds = 4

// Share returns how many feasible outcomes give every party i at least floor[i]
// in tabs[i].
//
// Sub-trees that nobody can accept are skipped, and those that everybody accepts
// whatever is picked are counted whole, so the time grows with the boundary of
// the zone, not with its volume. It still grows: ask only where the share itself
// is wanted.
func (q *Search) Share(tabs [][]int64, floor []int64, sp *Space) int64 {
	if !q.enter(sp) {
		return 0
	}
	q.price(tabs, floor)
	if !q.tighten() {
		return 0
	}
	q.setUnits()
	for range shareRounds {
		q.lean(q.share)
		if bound, _ := q.answer(); bound < 0 {
			return 0
		}
		copy(q.kept, q.share)
		q.adjust(1)
	}
	q.lean(q.kept)
	q.bind()
	if !q.tighten() {
		return 0
	}
	q.aim(anyOutcome, sp)
	q.lineUp()
	q.number()
	q.boundBelow()
	if q.width == 4 {
		b := q.budget
		return q.count4(0, b[0], b[1], b[2], b[3], q.alive, q.base)
	}
	copy(q.deep, q.budget)
	return q.countWide(0, q.alive, q.base)
}

// boundBelow finds, for every depth, how much each column can lose from there on
// and how many outcomes there are. The Lagrangian row follows from the others and
// need not be sure of itself.
func (q *Search) boundBelow() {
	w, n := q.width, len(q.seq)
	q.below[n] = 1
	clear(q.worst)
	for d := n - 1; d >= 0; d-- {
		q.below[d] = q.below[d+1] * int64(q.to[d]-q.from[d])
		for r := range q.rows {
			most := int64(0)
			for c := q.from[d]; c < q.to[d]; c++ {
				most = max(most, q.loss[c*w+r])
			}
			q.worst[d*w+r] = q.worst[(d+1)*w+r] + most
		}
	}
}

// count4 returns the number of acceptable outcomes below a node at depth d, for
// four columns, of which s0…s3 is left.
func (q *Search) count4(d int, s0, s1, s2, s3 int64, alive uint64, num int64) int64 {
	last, closed := d+1 == len(q.seq), q.closed[d]
	worst := (*[4]int64)(q.worst[4*(d+1):])
	total := int64(0)
	for c := q.from[d]; c < q.to[d]; c++ {
		l := (*[4]int64)(q.loss[4*c:])
		a0, a1, a2, a3 := s0-l[0], s1-l[1], s2-l[2], s3-l[3]
		a := alive & q.mask[c]
		if a0|a1|a2|a3 < 0 || a&closed != 0 {
			continue
		}
		sure := (a0 - worst[0]) | (a1 - worst[1]) | (a2 - worst[2])
		if last || sure >= 0 && a == 0 && !q.big {
			total += q.countWhole(d, num+q.num[c])
			continue
		}
		total += q.count4(d+1, a0, a1, a2, a3, a, num+q.num[c])
	}
	return total
}

// countWide is count4 for any number of columns.
func (q *Search) countWide(d int, alive uint64, num int64) int64 {
	w := q.width
	have, next := q.deep[d*w:d*w+w], q.deep[(d+1)*w:(d+1)*w+w]
	worst := q.worst[(d+1)*w:][:w]
	last := d+1 == len(q.seq)
	total := int64(0)
	for c := q.from[d]; c < q.to[d]; c++ {
		loss := q.loss[c*w:][:len(have)]
		short, sure := int64(0), int64(0)
		for r, s := range have {
			s -= loss[r]
			next[r] = s
			short |= s
			sure |= s - worst[r]
		}
		a := alive & q.mask[c]
		if short < 0 || a&q.closed[d] != 0 {
			continue
		}
		if last || sure >= 0 && a == 0 && !q.big {
			total += q.countWhole(d, num+q.num[c])
			continue
		}
		total += q.countWide(d+1, a, num+q.num[c])
	}
	return total
}

// countWhole counts a sub-tree below depth d all of whose outcomes are
// acceptable, or the single outcome num if boxes remain that the masks do not
// know, for then only complete outcomes get here.
func (q *Search) countWhole(d int, num int64) int64 {
	if q.barred(q.sp, num) {
		return 0
	}
	return q.below[d+1]
}

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
	copy(q.deep, q.budget)
	return q.count(0, q.alive, q.base)
}

// boundBelow finds, for every depth, how much each column can lose from there on
// and how many outcomes there are.
func (q *Search) boundBelow() {
	w, n := q.width, len(q.seq)
	q.below[n] = 1
	clear(q.worst[n*w : n*w+w])
	for d := n - 1; d >= 0; d-- {
		q.below[d] = q.below[d+1] * int64(q.to[d]-q.from[d])
		for r := range w {
			most := int64(0)
			for c := q.from[d]; c < q.to[d]; c++ {
				most = max(most, q.loss[c*w+r])
			}
			q.worst[d*w+r] = q.worst[(d+1)*w+r] + most
		}
	}
}

// count returns the number of acceptable outcomes below a node at depth d whose
// slack is in row d of deep.
func (q *Search) count(d int, alive uint64, num int64) int64 {
	w := q.width
	have, next := q.deep[d*w:d*w+w], q.deep[(d+1)*w:(d+1)*w+w]
	worst := q.worst[(d+1)*w:][:w]
	total := int64(0)
	for c := q.from[d]; c < q.to[d]; c++ {
		loss := q.loss[c*w:][:len(have)]
		short, sure := int64(0), int64(0)
		for r, s := range have {
			s -= loss[r]
			next[r] = s
			short |= s
			if r < q.rows {
				sure |= s - worst[r]
			}
		}
		a := alive & q.mask[c]
		switch {
		case short < 0 || a&q.closed[d] != 0:
		case sure >= 0 && a == 0 && !q.big:
			total += q.below[d+1]
		case d+1 < len(q.seq):
			total += q.count(d+1, a, num+q.num[c])
		case !q.barred(q.sp, num+q.num[c]):
			total++
		}
	}
	return total
}

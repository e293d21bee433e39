package factored

// This file turns tables and floors into losses and budgets, and strikes out
// what no budget can pay for.

// price fills the columns of the given tables: losses from the best choice of
// each issue, and budgets over the floors, which are clamped to the range of
// sums. Spare columns and the Lagrangian row hold zero.
func (q *Search) price(tabs [][]int64, floor []int64) {
	if len(tabs) == 0 || len(tabs) > max(q.parties, 2) {
		panic("factored: number of tables is not what the search was made for")
	}
	q.rows = len(tabs)
	clear(q.budget)
	w := q.width
	clear(q.loss[:q.hi[len(q.hi)-1]*w])
	for i, tab := range tabs {
		total := int64(0)
		for k, lo := range q.lo {
			hi := q.hi[k]
			flat := q.flat[lo:hi]
			best := tab[flat[0]]
			for _, f := range flat[1:] {
				best = -lesser(-best, -tab[f])
			}
			loss := q.loss[lo*w+i:]
			for c, f := range flat {
				loss[c*w] = best - tab[f]
			}
			total += best
		}
		q.budget[i] = total - min(max(floor[i], -searchBound), searchBound)
	}
}

// tighten strikes out every choice that some budget cannot pay for, measures
// losses again from what is left, and goes on until nothing changes. It reports
// false if an issue is left without choices.
func (q *Search) tighten() bool {
	for {
		dropped, cheaper := false, false
		for k := range q.lo {
			switch q.sift(k) {
			case siftNone:
				return false
			case siftSome:
				dropped = true
				cheaper = q.rebase(k) || cheaper
			}
		}
		if dropped && q.alive != 0 {
			before := q.left()
			if !q.confine() {
				return false
			}
			if q.left() < before {
				for k := range q.lo {
					cheaper = q.rebase(k) || cheaper
				}
			}
		}
		if !cheaper {
			return true
		}
	}
}

const (
	siftAll = iota
	siftSome
	siftNone
)

// sift removes the choices of issue k that cost more than a budget and reports
// whether all, some or none are left.
func (q *Search) sift(k int) int {
	n := q.lo[k]
	for c := n; c < q.hi[k]; c++ {
		over := int64(0)
		for b := 0; b < q.width; b += 4 {
			l, have := (*[4]int64)(q.loss[c*q.width+b:]), (*[4]int64)(q.budget[b:])
			over |= (have[0] - l[0]) | (have[1] - l[1]) | (have[2] - l[2]) | (have[3] - l[3])
		}
		if over >= 0 {
			q.move(n, c)
			n++
		}
	}
	was := q.hi[k]
	q.hi[k] = n
	switch n {
	case was:
		return siftAll
	case q.lo[k]:
		return siftNone
	}
	return siftSome
}

// rebase lowers the losses of issue k until the least is zero in every column,
// and the budgets with them. It reports whether a budget changed.
func (q *Search) rebase(k int) bool {
	changed := false
	lo, hi := q.lo[k]*q.width, q.hi[k]*q.width
	for b := 0; b < q.width; b += 4 {
		f := (*[4]int64)(q.loss[lo+b:])
		m0, m1, m2, m3 := f[0], f[1], f[2], f[3]
		for c := lo + b + q.width; c < hi; c += q.width {
			l := (*[4]int64)(q.loss[c:])
			m0, m1, m2, m3 = lesser(m0, l[0]), lesser(m1, l[1]), lesser(m2, l[2]), lesser(m3, l[3])
		}
		if m0|m1|m2|m3 == 0 {
			continue
		}
		for c := lo + b; c < hi; c += q.width {
			l := (*[4]int64)(q.loss[c:])
			l[0], l[1], l[2], l[3] = l[0]-m0, l[1]-m1, l[2]-m2, l[3]-m3
		}
		have := (*[4]int64)(q.budget[b:])
		have[0], have[1], have[2], have[3] = have[0]-m0, have[1]-m1, have[2]-m2, have[3]-m3
		changed = true
	}
	return changed
}

// lesser returns the lesser of two numbers whose difference does not overflow,
// without a branch for the processor to guess.
func lesser(x, y int64) int64 {
	d := y - x
	return x + d&(d>>63)
}

// left counts the choices of all issues.
func (q *Search) left() int {
	n := 0
	for k, lo := range q.lo {
		n += q.hi[k] - lo
	}
	return n
}

// A dominance says when a choice may be struck out because another of the same
// issue is at least as good for everybody and lies in no further box. The worse
// one may still be wanted if it has the lower number and the outcomes tie: it
// goes only if it has the higher number or is worse by at least edge[r] in at
// least quorum columns r.
type dominance struct {
	edge   []int64 // one entry per column
	quorum int
}

// dominate strikes out choices by q.rule if that promises to pay: a small tree is
// walked sooner than pruned. Boxes that the masks do not know make every
// comparison unsafe, so it does nothing then.
func (q *Search) dominate() {
	if q.big || q.fewer(fewOutcomes) {
		return
	}
	d := &q.rule
	for k, lo := range q.lo {
		n := lo
		for c := lo; c < q.hi[k]; c++ {
			if !q.dominated(c, n, k, d) {
				q.move(n, c)
				n++
			}
		}
		q.hi[k] = n
	}
}

// fewOutcomes is the number of outcomes below which dominance does not pay.
const fewOutcomes = 256

// fewer reports whether the choices leave fewer than n outcomes.
func (q *Search) fewer(n int) bool {
	size := 1
	for k, lo := range q.lo {
		if size *= q.hi[k] - lo; size >= n {
			return false
		}
	}
	return true
}

// dominated reports whether choice c of issue k is dominated by one of those
// kept, [lo, n), or of those not yet looked at, (c, hi).
func (q *Search) dominated(c, n, k int, d *dominance) bool {
	for a := q.lo[k]; a < n; a++ {
		if q.dominates(a, c, d) {
			return true
		}
	}
	for a := c + 1; a < q.hi[k]; a++ {
		if q.dominates(a, c, d) {
			return true
		}
	}
	return false
}

// dominates reports whether choice a makes choice c superfluous.
func (q *Search) dominates(a, c int, d *dominance) bool {
	w, rows := q.width, q.rows
	la, lc := q.loss[a*w:a*w+rows], q.loss[c*w:c*w+rows]
	worse := int64(0)
	for r, x := range la {
		worse |= lc[r] - x
	}
	if worse < 0 || q.mask[a]&^q.mask[c]&q.alive != 0 {
		return false
	}
	if q.num[a] < q.num[c] {
		return true
	}
	clear := 0
	for r, x := range la {
		if lc[r]-x >= d.edge[r] {
			clear++
		}
	}
	return clear >= d.quorum
}

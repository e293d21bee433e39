package factored

import "math"

// A question says what the walk does with the outcomes it reaches.
type question int

const (
	anyOutcome  question = iota // stop at the first
	bestMargin                  // raise all budgets to the smallest slack
	bestSecond                  // raise the budget of column 1
	bestProduct                 // raise the tangent plane with the score
)

// walkState is the part of a Search that only the depth-first walk uses.
type walkState struct {
	seq      []int // depth → issue
	from, to []int // depth → range of choices
	closed   []uint64
	key      []int64
	way      []int   // depth → choice taken
	deep     []int64 // depth × width, slack on the way down; for wide searches

	ask    question
	sp     *Space
	gain   []int64    // slack of the outcome reached
	raise  [2][]int64 // per column: slack an outcome needs to tie, to win
	best   int64      // outcome number of the incumbent, MaxInt64 before there is one
	value  int64      // its slack in the column that counts
	weight []float64

	// For bestProduct.
	total  float64 // sum of weights
	lift   []int64 // gain less slack, per party
	start  float64 // score where the tangent plane touches
	cell   float64 // rounded score of the incumbent
	plane  float64 // least value on the plane of what scores as much as the start
	reach  int64   // greatest value on the plane
	needed int64   // value on the plane that has been taken from the budget

	rule dominance
}

func newWalkState(issues, width int) walkState {
	return walkState{
		seq: make([]int, issues), from: make([]int, issues), to: make([]int, issues),
		closed: make([]uint64, issues), key: make([]int64, issues), way: make([]int, issues),
		deep: make([]int64, (issues+1)*width),
		gain: make([]int64, width), lift: make([]int64, width),
		raise: [2][]int64{make([]int64, width), make([]int64, width)},
		rule:  dominance{edge: make([]int64, width)},
	}
}

// aim prepares a walk that looks for ask: no incumbent, nothing raised.
func (q *Search) aim(ask question, sp *Space) {
	q.ask, q.sp, q.best = ask, sp, math.MaxInt64
	clear(q.raise[0])
	clear(q.raise[1])
}

// walk searches all outcomes that the choices leave, in budget, and in no box.
// It reports whether it was stopped by an outcome. The outcome number wanted
// most is q.best.
func (q *Search) walk() bool {
	q.lineUp()
	q.number()
	if q.width == 4 {
		b := q.budget
		return q.walk4(0, b[0], b[1], b[2], b[3], q.alive, q.base)
	}
	copy(q.deep, q.budget)
	return q.walkWide(0, q.alive, q.base)
}

// lineUp decides the order of issues: those that differ most in the Lagrangian
// row first, because they decide most.
func (q *Search) lineUp() {
	w := q.width
	for k, lo := range q.lo {
		sum := int64(0)
		for c := lo; c < q.hi[k]; c++ {
			sum = max(sum, q.loss[c*w+w-1])
		}
		d := k
		for d > 0 && q.key[d-1] < sum {
			q.key[d], q.seq[d] = q.key[d-1], q.seq[d-1]
			d--
		}
		q.key[d], q.seq[d] = sum, k
	}
	left := q.alive
	for d := len(q.seq) - 1; d >= 0; d-- {
		k := q.seq[d]
		q.from[d], q.to[d] = q.lo[k], q.hi[k]
		q.closed[d] = left & q.open[k]
		left &^= q.open[k]
	}
}

// number measures shares of the outcome number from the least of each issue, so
// that the number of a node is the least number below it.
func (q *Search) number() {
	for k, lo := range q.lo {
		least := int64(math.MaxInt64)
		for _, n := range q.num[lo:q.hi[k]] {
			least = min(least, n)
		}
		for c := lo; c < q.hi[k]; c++ {
			q.num[c] -= least
		}
		q.base += least
	}
}

// walk4 is the walk for four columns, which fit registers. s0…s3 are what is
// left of the budgets at depth d.
func (q *Search) walk4(d int, s0, s1, s2, s3 int64, alive uint64, num int64) bool {
	last, closed := d+1 == len(q.seq), q.closed[d]
	for c := q.from[d]; c < q.to[d]; c++ {
		l := (*[4]int64)(q.loss[4*c:])
		n := num + q.num[c]
		r := (*[4]int64)(q.raise[uint64(q.best-1-n)>>63])
		a0, a1, a2, a3 := s0-l[0], s1-l[1], s2-l[2], s3-l[3]
		a := alive & q.mask[c]
		if (a0-r[0])|(a1-r[1])|(a2-r[2])|(a3-r[3]) < 0 || a&closed != 0 {
			continue
		}
		q.way[d] = c
		if !last {
			if q.walk4(d+1, a0, a1, a2, a3, a, n) {
				return true
			}
			continue
		}
		g := (*[4]int64)(q.gain)
		g[0], g[1], g[2], g[3] = a0, a1, a2, a3
		if q.arrive(n) {
			return true
		}
	}
	return false
}

// walkWide is the walk for any number of columns.
func (q *Search) walkWide(d int, alive uint64, num int64) bool {
	w := q.width
	last, closed := d+1 == len(q.seq), q.closed[d]
	have, next := q.deep[d*w:d*w+w], q.deep[(d+1)*w:(d+1)*w+w]
	for c := q.from[d]; c < q.to[d]; c++ {
		n := num + q.num[c]
		raise := q.raise[uint64(q.best-1-n)>>63][:len(have)]
		loss := q.loss[c*w:][:len(have)]
		short := int64(0)
		for r, s := range have {
			s -= loss[r]
			next[r] = s
			short |= s - raise[r]
		}
		a := alive & q.mask[c]
		if short < 0 || a&closed != 0 {
			continue
		}
		q.way[d] = c
		if !last {
			if q.walkWide(d+1, a, n) {
				return true
			}
			continue
		}
		copy(q.gain, next)
		if q.arrive(n) {
			return true
		}
	}
	return false
}

// arrive looks at the outcome with number o, whose slack is in gain, and reports
// whether the walk is over.
func (q *Search) arrive(o int64) bool {
	if q.barred(q.sp, o) {
		return false
	}
	switch q.ask {
	case anyOutcome:
		q.best = o
		return true
	case bestMargin:
		m := q.gain[0]
		for _, g := range q.gain[1:q.rows] {
			m = min(m, g)
		}
		q.improve(o, m)
	case bestSecond:
		q.improve(o, q.gain[1])
	case bestProduct:
		q.improveScore(o)
	}
	return false
}

// improve makes o, of the given slack, the incumbent if it is better or ties
// with a lower number, and raises what later outcomes must reach.
func (q *Search) improve(o, value int64) {
	if q.best != math.MaxInt64 && (value < q.value || value == q.value && o > q.best) {
		return
	}
	q.best, q.value = o, value
	q.demand(0, value)
	q.demand(1, value+1)
}

// demand sets the slack that the columns need for the given value.
func (q *Search) demand(set int, value int64) {
	raise, lag := q.raise[set], q.width-1
	switch q.ask {
	case bestMargin:
		sum := int64(0)
		for r := range q.rows {
			raise[r] = value
			sum += q.lambda[r] * value
		}
		raise[lag] = sum
	case bestSecond:
		raise[1] = value
		raise[lag] = q.lambda[1] * value
	}
}

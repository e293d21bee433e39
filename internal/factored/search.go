package factored

import "math"

// wordBoxes is how many boxes are followed in one machine word during a search.
// Models with more keep the surplus for a look at the finished outcome.
const wordBoxes = 64

// searchBound is the magnitude that every sum of table entries, and so every
// sensible floor, stays below.
const searchBound = int64(1) << 44

// A Search answers questions about several tables at once over one Shape: is
// there an outcome that everybody accepts, how good is the best one, which one
// maximises the Nash product, which one is the best reply.
//
// All answers are exact. Each question is turned into a knapsack: the loss of an
// option is how much less a party gets from it than from its best option of that
// issue, and a party's budget is how much it may lose in total. Options that no
// budget can pay for are struck out, weighted sums of the parties' losses
// (Lagrangian rows) serve as further budgets, and what is left is searched
// depth first. Bounds are integers, so they need no safety margin; the one
// exception is the bound of Nash, which has one.
//
// Tables are flat, hold one integer for every option of every issue, may be
// negative, and must satisfy |Σ| < 2^44 for every sum of one entry per issue
// and every entry. Methods take at most as many tables as the Search was made
// for parties. They allocate nothing, and they depend on nothing but their
// arguments: a Search may be used again at will, but by one goroutine at a time.
//
// The relaxation is that of the multiple-choice multidimensional knapsack; see
// Kellerer, H., Pferschy, U. and Pisinger, D. (2004). Knapsack Problems,
// chapters 9 and 11. Springer. https://doi.org/10.1007/978-3-540-24777-7
type Search struct {
	shape   *Shape
	boxes   []Box
	width   int // columns of loss: parties, spare ones that hold zero, and the Lagrangian row last
	parties int // most tables a method takes

	in []uint64 // per option of the shape: boxes (bits) that do not exclude it

	// What is still possible in the case at hand. The choices of issue k are
	// [lo[k], hi[k]); picking one choice per issue gives outcome base + Σ num.
	lo, hi []int
	flat   []int    // choice → option in a flat table
	mask   []uint64 // choice → in
	num    []int64  // choice → share of the outcome number
	loss   []int64  // choice × width
	base   int64
	rows   int     // tables in use; columns [0, rows) of loss
	budget []int64 // per column

	alive uint64   // boxes that may still hold
	open  []uint64 // per issue: boxes that some choice leaves
	shut  []uint64 // per issue: boxes whose last open issue this is
	big   bool     // an active box beyond the first wordBoxes

	// Lagrangian weights.
	share, kept []float64
	unit        []float64
	lambda      []int64
	pick        []int // choice per issue
	slack       []int64
	top         []int // the best picks so far
	line        [2]int64

	pair   [2][]int64 // arguments of Reply
	floors [2]int64

	below []int64 // depth → number of outcomes from there on
	worst []int64 // depth × width: what can still be lost

	walkState
}

// NewSearch returns a Search over s for models with the given boxes and at most
// the given number of parties. It keeps references to s and boxes, which must
// not change afterwards. It panics if parties is less than 1.
func NewSearch(s *Shape, boxes []Box, parties int) *Search {
	if parties < 1 {
		panic("factored: search for less than one party")
	}
	width := (max(parties, 2) + 1 + 3) / 4 * 4
	k, f := s.Issues(), s.Flat()
	q := &Search{
		shape: s, boxes: boxes, width: width, parties: parties,
		in: make([]uint64, f),
		lo: make([]int, k), hi: make([]int, k),
		flat: make([]int, f), mask: make([]uint64, f), num: make([]int64, f),
		loss: make([]int64, f*width), budget: make([]int64, width),
		open: make([]uint64, k), shut: make([]uint64, k),
		share: make([]float64, parties+2), kept: make([]float64, parties+2),
		unit: make([]float64, parties+2), lambda: make([]int64, width),
		pick: make([]int, k), slack: make([]int64, width), top: make([]int, k),
		below: make([]int64, k+1), worst: make([]int64, (k+1)*width),
		walkState: newWalkState(k, width),
	}
	q.mark()
	return q
}

// mark fills in: bit b of an option is clear if box b has a term on the option's
// issue that leaves the option out.
func (q *Search) mark() {
	for i := range q.in {
		q.in[i] = math.MaxUint64
	}
	for b, box := range q.boxes[:min(len(q.boxes), wordBoxes)] {
		for _, t := range box {
			for l, held := range t.Options {
				if !held {
					q.in[q.shape.offset[t.Issue]+l] &^= 1 << b
				}
			}
		}
	}
}

// enter makes the allowed options of sp the choices and strikes out those that
// boxes forbid on their own. It reports false if it finds the space empty; a
// space it lets pass may still be empty.
func (q *Search) enter(sp *Space) bool {
	s := q.shape
	c := 0
	for k := range s.options {
		q.lo[k] = c
		for f, n := s.offset[k], int64(0); f < s.offset[k+1]; f++ {
			q.flat[c], q.mask[c], q.num[c] = f, q.in[f], n
			n += s.stride[k]
			if sp.Allowed[f] {
				c++
			}
		}
		if c == q.lo[k] {
			return false
		}
		q.hi[k] = c
	}
	q.base = 0
	q.wake(sp)
	return q.confine()
}

// wake notes the active boxes.
func (q *Search) wake(sp *Space) {
	q.alive, q.big = 0, false
	for b, on := range sp.Active[:len(q.boxes)] {
		if on && b < wordBoxes {
			q.alive |= 1 << b
		}
		q.big = q.big || on && b >= wordBoxes
	}
}

// barred reports whether outcome o lies in an active box beyond the first
// wordBoxes, which the masks do not know.
func (q *Search) barred(sp *Space, o int64) bool {
	if !q.big {
		return false
	}
	for b := wordBoxes; b < len(q.boxes); b++ {
		if sp.Active[b] && q.boxes[b].Holds(q.shape, o) {
			return true
		}
	}
	return false
}

// confine strikes out the choices that boxes forbid whatever the other issues,
// until nothing changes, and forgets the boxes that can no longer hold. It
// reports false if no outcome is left.
func (q *Search) confine() bool {
	for q.alive != 0 {
		one, two := q.survey()
		if q.alive&^one != 0 { // every choice of every issue lies in the box
			return false
		}
		unit := q.alive & one &^ two
		if unit == 0 {
			break
		}
		for k, open := range q.open {
			if u := unit & open; u != 0 && !q.strike(k, u) {
				return false
			}
		}
		q.alive &^= unit
	}
	left := q.alive
	for k := len(q.open) - 1; k >= 0; k-- {
		q.shut[k] = left & q.open[k]
		left &^= q.open[k]
	}
	return true
}

// survey refreshes open and drops boxes that some issue has left for good. It
// returns the boxes that are open at one issue at least and at two at least.
func (q *Search) survey() (one, two uint64) {
	for k, lo := range q.lo {
		all, any := uint64(math.MaxUint64), uint64(0)
		for _, m := range q.mask[lo:q.hi[k]] {
			all &= m
			any |= m
		}
		q.open[k] = ^all
		q.alive &= any
		two |= one &^ all
		one |= ^all
	}
	return one, two
}

// strike removes the choices of issue k that lie in one of the given boxes. It
// reports false if none is left.
func (q *Search) strike(k int, boxes uint64) bool {
	w := q.lo[k]
	for c := w; c < q.hi[k]; c++ {
		if q.mask[c]&boxes == 0 {
			q.move(w, c)
			w++
		}
	}
	q.hi[k] = w
	return w > q.lo[k]
}

// move overwrites choice w by choice c.
func (q *Search) move(w, c int) {
	if w == c {
		return
	}
	q.flat[w], q.mask[w], q.num[w] = q.flat[c], q.mask[c], q.num[c]
	copy(q.loss[w*q.width:(w+1)*q.width], q.loss[c*q.width:(c+1)*q.width])
}

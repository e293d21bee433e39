package solution

import (
	"math"
	"slices"
)

// A goal is what a search maximises.
type goal int

const (
	goalNash    goal = iota // the product of gains
	goalMaximin             // the smallest share, then the second smallest, …
	goalLinear              // a weighted sum of payoffs, all gains at least 0
)

// A bound is the state of a branch and bound over issues. A node fixes the options
// of the first issues. It is cut if the scalar bound, a separable sum that is at
// least the goal of every completion, is below the threshold, or if some party
// cannot reach its floor any more.
type bound[T Number] struct {
	*Additive[T]
	goal goal
	cur  []T       // at k·n+i: what the first k issues give party i
	x    []int     // options of the node
	c    []float64 // scalar of every flat option
	seq  []int32   // the allowed options of every issue, downwards by scalar
	suf  []float64 // most that the scalars from issue k on add
	th   float64   // threshold of the scalar bound
	adj  float64   // rounding allowance of scalars
	acc  float64   // scalar before the first issue

	mult  []float64 // weight of a party's gain in the scalar bound
	keep  []float64 // the best multipliers seen
	unit  []float64 // gain per share (maximin), 0 for parties left out
	w     []float64 // objective weights (linear)
	floor []float64 // payoff below which a party makes a node hopeless
	scale []float64 // power of two that brings gains to (0, 1] (Nash)
	tiny  []float64 // gains up to this do not count (Nash)

	best  int64   // best outcome, −1 if none
	value float64 // its goal: product, smallest share, sum
	base  float64 // product at which the tangent was taken
	rank  []float64
	rival []float64
	bestX []int
	start []int     // the best start of a climb
	lam   []float64 // weights of the parties, summing to 1
	z, y  []float64 // scratch: gains

	enough float64 // stop when the value is above this
	stop   bool
}

func (b *bound[T]) init(a *Additive[T]) {
	k, n, flat := len(a.options), a.n, len(a.opt)
	b.Additive = a
	b.cur, b.x, b.bestX, b.start = make([]T, (k+1)*n), make([]int, k), make([]int, k), make([]int, k)
	b.c, b.suf, b.seq = make([]float64, flat), make([]float64, k+1), make([]int32, flat)
	for _, p := range []*[]float64{&b.mult, &b.keep, &b.unit, &b.w, &b.floor, &b.scale, &b.tiny, &b.rank, &b.rival, &b.lam, &b.z, &b.y} {
		*p = make([]float64, n)
	}
}

// begin starts a search for a goal with nothing found yet.
func (b *bound[T]) begin(g goal) {
	b.goal, b.best, b.value, b.stop, b.enough = g, -1, math.Inf(-1), false, math.Inf(1)
	for i := range b.floor {
		b.floor[i] = float64(b.d[i]) - b.eps[i]
		if g == goalMaximin && b.unit[i] > 0 {
			b.floor[i] = math.Inf(-1)
		}
	}
}

// scalars computes the scalar bound of the multipliers: Σ mult_i·gain_i.
func (b *bound[T]) scalars() {
	n := b.n
	b.acc = 0
	size := 0.0
	for i, m := range b.mult {
		b.acc -= float64(m * float64(b.d[i]))
		size += math.Abs(float64(m * float64(b.d[i])))
	}
	for k := len(b.options) - 1; k >= 0; k-- {
		high, low := math.Inf(-1), math.Inf(1)
		for _, j := range b.opt[b.off[k] : b.off[k]+b.cnt[k]] {
			s := 0.0
			row := b.tab[int(j)*n:][:len(b.mult)]
			for i, m := range b.mult {
				s += float64(m * float64(row[i]))
			}
			b.c[j] = s
			if s > high {
				high = s
			}
			if s < low {
				low = s
			}
		}
		b.suf[k] = b.suf[k+1] + high
		size += max(high, -low)
	}
	b.adj = 1e-12 * size
}

// order sorts the options of every issue downwards by scalar, ties upwards.
func (b *bound[T]) order() {
	copy(b.seq, b.opt)
	for k := range b.options {
		o := b.seq[b.off[k] : b.off[k]+b.cnt[k]]
		for p := 1; p < len(o); p++ {
			j, c := o[p], b.c[o[p]]
			q := p
			for ; q > 0 && b.c[o[q-1]] < c; q-- {
				o[q] = o[q-1]
			}
			o[q] = j
		}
	}
}

// relaxed sets x to the maximiser of the scalar bound and returns the bound.
func (b *bound[T]) relaxed() float64 {
	for k := range b.options {
		best := b.opt[b.off[k]]
		for _, j := range b.opt[b.off[k]+1 : b.off[k]+b.cnt[k]] {
			if b.c[j] > b.c[best] {
				best = j
			}
		}
		b.x[k] = int(best) - b.off[k]
	}
	return b.acc + b.suf[0]
}

// sum computes what x gives every party, in the last row of cur, and the gains.
func (b *bound[T]) sum() {
	n, last := b.n, len(b.options)
	v := b.cur[last*n : last*n+n]
	clear(v)
	for k, l := range b.x {
		row := b.tab[(b.off[k]+l)*n : (b.off[k]+l)*n+n]
		for i := range v {
			v[i] += row[i]
		}
	}
	for i := range v {
		b.z[i] = float64(v[i] - b.d[i])
	}
}

// search visits every node that may hold a better outcome, or a tie with a lower
// number.
func (b *bound[T]) search() {
	b.order()
	if b.goal == goalNash {
		b.descendFree(0, b.acc)
	} else {
		b.descend(0, b.acc)
	}
}

// descendFree is descend without floors, for the tangent bound, which cuts so
// well that floors do not pay.
func (b *bound[T]) descendFree(k int, acc float64) {
	if k == len(b.options) {
		b.leaf()
		return
	}
	n := b.n
	from, to := b.cur[k*n:k*n+n], b.cur[(k+1)*n:(k+1)*n+n]
	rest := b.suf[k+1]
	for _, j := range b.seq[b.off[k] : b.off[k]+b.cnt[k]] {
		s := acc + b.c[j]
		if s+rest < b.th || b.stop {
			return
		}
		row := b.tab[int(j)*n:][:len(to)]
		for i, x := range row {
			to[i] = from[i] + x
		}
		b.x[k] = int(j) - b.off[k]
		b.descendFree(k+1, s)
	}
}

func (b *bound[T]) descend(k int, acc float64) {
	if k == len(b.options) {
		b.leaf()
		return
	}
	n := b.n
	from, to := b.cur[k*n:k*n+n], b.cur[(k+1)*n:(k+1)*n+n]
	top := b.top[(k+1)*n : (k+1)*n+n]
	rest := b.suf[k+1]
options:
	for _, j := range b.seq[b.off[k] : b.off[k]+b.cnt[k]] {
		s := acc + b.c[j]
		if s+rest < b.th || b.stop {
			return
		}
		row := b.tab[int(j)*n : int(j)*n+n]
		for i := range to {
			to[i] = from[i] + row[i]
			if float64(to[i])+top[i] < b.floor[i] {
				continue options
			}
		}
		b.x[k] = int(j) - b.off[k]
		b.descend(k+1, s)
	}
}

// number returns the outcome number of x.
func (b *bound[T]) number() int64 {
	o := int64(0)
	for k, l := range b.x {
		o += b.stride[k] * int64(l)
	}
	return o
}

// leaf weighs x, whose payoffs are in the last row of cur, against the best.
func (b *bound[T]) leaf() {
	last := len(b.options) * b.n
	v := b.cur[last : last+b.n]
	switch b.goal {
	case goalNash:
		p := 1.0
		for i := range v {
			g := float64(v[i] - b.d[i])
			if g <= b.tiny[i] {
				return
			}
			p *= g * b.scale[i]
		}
		b.weigh(p)
	case goalMaximin:
		low := math.Inf(1)
		for i, u := range b.unit {
			g := float64(v[i] - b.d[i])
			if u > 0 {
				b.rival[i] = g / u
				low = min(low, b.rival[i])
			} else if b.rival[i] = math.Inf(1); g < 0 {
				return
			}
		}
		b.weigh(low)
	case goalLinear:
		s := 0.0
		for i, w := range b.w {
			if v[i] < b.d[i] {
				return
			}
			s += float64(w * float64(v[i]))
		}
		b.weigh(s)
	}
}

// weigh makes x the best if its value is larger, or as large and its number lower.
func (b *bound[T]) weigh(value float64) {
	if value < b.value {
		return
	}
	o := b.number()
	if value == b.value && !b.before(o) {
		return
	}
	if b.feasible != nil && !b.feasible(b.x) {
		return
	}
	b.best, b.value = o, value
	copy(b.bestX, b.x)
	if b.goal == goalMaximin {
		copy(b.rank, b.rival)
		slices.Sort(b.rank)
	}
	b.raise()
	if value > b.enough {
		b.stop = true
	}
}

// before reports whether x, number o, precedes the best of the same value.
func (b *bound[T]) before(o int64) bool {
	if o == b.best {
		return false
	}
	if b.goal == goalMaximin && b.best >= 0 {
		copy(b.y, b.rival)
		slices.Sort(b.y)
		if c := slices.Compare(b.y, b.rank); c != 0 {
			return c > 0
		}
	}
	return b.best < 0 || o < b.best
}

// raise sets the threshold and the floors by the value of the best.
func (b *bound[T]) raise() {
	switch b.goal {
	case goalNash:
		// By the inequality of means, Σ gain_i/base gain_i ≥ n·(p/base)^(1/n)
		// for a product p, and q^(1/n) ≥ 1 + (q−1)/(n·q) for q ≥ 1.
		q := max(1, b.value/b.base)
		b.th = float64(b.n) + (q-1)/q - b.adj
	case goalMaximin:
		b.th = b.value - b.adj
		for i, u := range b.unit {
			if u > 0 {
				b.floor[i] = float64(b.d[i]) + float64(b.value*u) - b.eps[i]
			}
		}
	case goalLinear:
		// Values are payoffs, scalars are gains.
		b.th = b.value - b.adj
		for i, w := range b.w {
			b.th -= float64(w * float64(b.d[i]))
		}
	}
}

// offer weighs the choice x as it is.
func (b *bound[T]) offer() {
	b.sum()
	b.leaf()
}

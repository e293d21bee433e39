package game

import (
	"math"
	"slices"
)

// box is a set of profiles on a support: bounds for the probability of every
// strategy but the first of each player's support.
type box struct {
	*frame
	low, high []float64
	sides     [][2][]float64 // bounds of each player's probabilities, filled on demand
}

// frame is what all boxes of one support share.
type frame struct {
	g       *Normal
	support [][]int
	from    []int                // first coordinate of each player
	known   map[[3]int][]float64 // payoff differences by player, strategy and skipped player
}

// newBox returns the box of all profiles on a support.
func newBox(g *Normal, support [][]int) *box {
	b := &box{frame: &frame{g: g, support: support, known: map[[3]int][]float64{}}}
	for _, set := range support {
		b.from = append(b.from, len(b.low))
		for range set[1:] {
			b.low, b.high = append(b.low, 0), append(b.high, 1)
		}
	}
	return b
}

// clone returns a copy of the box.
func (b *box) clone() *box {
	return &box{frame: b.frame, low: slices.Clone(b.low), high: slices.Clone(b.high)}
}

// bounds returns the bounds of the probabilities of player i's support, the
// first being one less the others.
func (b *box) bounds(i int) (low, high []float64) {
	if b.sides == nil {
		b.sides = make([][2][]float64, len(b.support))
	}
	if b.sides[i][0] == nil {
		b.sides[i][0], b.sides[i][1] = b.measure(i)
	}
	return b.sides[i][0], b.sides[i][1]
}

// measure computes bounds.
func (b *box) measure(i int) (low, high []float64) {
	k, n := b.from[i], len(b.support[i])-1
	sumLow, sumHigh := 0.0, 0.0
	for v := k; v < k+n; v++ {
		sumLow += b.low[v]
		sumHigh += b.high[v]
	}
	low = append([]float64{max(0, 1-sumHigh)}, b.low[k:k+n]...)
	high = append([]float64{min(1, 1-sumLow)}, b.high[k:k+n]...)
	return low, high
}

// empty reports whether no probability distribution lies in the box.
func (b *box) empty() bool {
	for i := range b.support {
		sum := 0.0
		for v := b.from[i]; v < b.from[i]+len(b.support[i])-1; v++ {
			sum += b.low[v]
			if b.low[v] > b.high[v] {
				return true
			}
		}
		if sum > 1 {
			return true
		}
	}
	return false
}

// span is an interval.
type span struct{ low, high float64 }

// extreme returns the least (sign −1) or greatest (sign +1) value of p·c over
// distributions p within bounds: as much weight as allowed goes to the best
// entries.
func extreme(low, high, c []float64, sign float64) float64 {
	left, sum := 1.0, 0.0
	for k, x := range low {
		left -= x
		sum += x * c[k]
	}
	var used uint64 // supports of more than 64 strategies are far out of reach
	for left > 0 {
		pick := -1
		for k := range c {
			if used>>k&1 == 0 && (pick < 0 || sign*c[k] > sign*c[pick]) {
				pick = k
			}
		}
		if pick < 0 {
			break
		}
		used |= 1 << pick
		w := min(left, high[pick]-low[pick])
		sum += w * c[pick]
		left -= w
	}
	return sum
}

// reduceOver bounds the mean of t, whose axes are (inner, len(support i),
// outer), over the mixtures of player i in the box.
func (b *box) reduceOver(t []span, inner, i int) []span {
	m := len(b.support[i])
	outer := len(t) / (inner * m)
	low, high := b.bounds(i)
	out := make([]span, inner*outer)
	lo, hi := make([]float64, m), make([]float64, m)
	for o := range outer {
		for k := range inner {
			for s := range m {
				x := t[(o*m+s)*inner+k]
				lo[s], hi[s] = x.low, x.high
			}
			out[o*inner+k] = span{extreme(low, high, lo, -1), extreme(low, high, hi, 1)}
		}
	}
	return out
}

// advantage returns the bounds of the payoff of strategy s of player i over
// that of the first of his support, over the box.
func (b *box) advantage(i, s int) span {
	t := b.difference(i, s, -1)
	for j := range b.support {
		if j != i {
			t = b.reduceOver(t, 1, j)
		}
	}
	return t[0]
}

// difference returns, as spans of no width, the payoff of strategy s of player
// i less that of the first of his support for the profiles of the others on
// the support; player skip, if not negative, is left at the first axis.
func (b *box) difference(i, s, skip int) []span {
	key := [3]int{i, s, skip}
	values, ok := b.known[key]
	if !ok {
		values = b.differences(i, s, skip)
		b.known[key] = values
	}
	out := make([]span, len(values))
	for k, x := range values {
		out[k] = span{x, x}
	}
	return out
}

// differences computes difference once for all boxes.
func (f *frame) differences(i, s, skip int) []float64 {
	cells := []int{0}
	add := func(j int) {
		var next []int
		for _, t := range f.support[j] {
			for _, c := range cells {
				next = append(next, c+t*f.g.stride[j])
			}
		}
		cells = next
	}
	if skip >= 0 {
		add(skip)
	}
	for j := range f.support {
		if j != i && j != skip {
			add(j)
		}
	}
	out := make([]float64, len(cells))
	base := f.support[i][0]
	for k, c := range cells {
		out[k] = f.g.value[i][c+s*f.g.stride[i]] - f.g.value[i][c+base*f.g.stride[i]]
	}
	return out
}

// excluded reports whether no equilibrium with this support lies in the box:
// some strategy of a support is better or worse than another throughout, or
// one outside better throughout.
func (b *box) excluded() bool {
	const slack = 1e-12
	for i, set := range b.support {
		for s := range b.g.size[i] {
			if s == set[0] {
				continue
			}
			r := b.advantage(i, s)
			if r.low > slack || slices.Contains(set, s) && r.high < -slack {
				return true
			}
		}
	}
	return false
}

// slopes returns the bounds of the derivatives of the indifference equations
// over the box.
func (b *box) slopes() [][]span {
	n := len(b.low)
	out := make([][]span, n)
	for v := range out {
		out[v] = make([]span, n)
	}
	for i, set := range b.support {
		for a, s := range set[1:] {
			for j, other := range b.support {
				if j == i || len(other) < 2 {
					continue
				}
				t := b.difference(i, s, j)
				for k := range b.support {
					if k != i && k != j {
						t = b.reduceOver(t, len(other), k)
					}
				}
				for c := range other[1:] {
					out[b.from[i]+a][b.from[j]+c] = span{t[c+1].low - t[0].high, t[c+1].high - t[0].low}
				}
			}
		}
	}
	return out
}

// middle returns the profile at the middle of the box.
func (b *box) middle() Mixed {
	p := make(Mixed, len(b.support))
	for i, set := range b.support {
		p[i] = make([]float64, b.g.size[i])
		rest := 1.0
		for a, s := range set[1:] {
			p[i][s] = (b.low[b.from[i]+a] + b.high[b.from[i]+a]) / 2
			rest -= p[i][s]
		}
		p[i][set[0]] = rest
	}
	return p
}

// krawczyk applies one interval Newton step. It returns the box of all
// solutions in b, empty if there are none, whether it proves that there is
// exactly one, and how strongly the equations depend on each coordinate.
func (b *box) krawczyk() (next *box, unique bool, smear []float64) {
	n := len(b.low)
	f, jac := b.g.indifference(b.support, b.middle())
	d := factorise(jac)
	next = b.clone()
	slopes := b.slopes()
	smear = make([]float64, n)
	for c := range n {
		for k := range n {
			smear[c] = max(smear[c], math.Abs(slopes[k][c].low), math.Abs(slopes[k][c].high))
		}
	}
	if d.sign == 0 {
		return next, false, smear
	}
	step := d.solve(f)
	inverse := make([][]float64, n) // rows of the inverse of the middle Jacobian
	for v := range n {
		inverse[v] = make([]float64, n)
	}
	unit := make([]float64, n)
	for c := range n {
		clear(unit)
		unit[c] = 1
		for v, x := range d.solve(unit) {
			inverse[v][c] = x
		}
	}
	unique = true
	for v := range n {
		radius := 0.0 // of the error of the linearisation in coordinate v
		for c := range n {
			lo, hi := 0.0, 0.0
			for k := range n {
				x, s := inverse[v][k], slopes[k][c]
				lo += min(x*s.low, x*s.high)
				hi += max(x*s.low, x*s.high)
			}
			if c == v {
				lo, hi = lo-1, hi-1
			}
			radius += max(math.Abs(lo), math.Abs(hi)) * (b.high[c] - b.low[c]) / 2
		}
		center := (b.low[v]+b.high[v])/2 - step[v]
		pad := 1e-14 * (1 + math.Abs(center))
		lo, hi := center-radius-pad, center+radius+pad
		if math.IsNaN(lo) || math.IsNaN(hi) {
			return next, false, smear
		}
		unique = unique && lo > b.low[v] && hi < b.high[v]
		next.low[v], next.high[v] = max(b.low[v], lo), min(b.high[v], hi)
	}
	return next, unique, smear
}

// sharpest returns the coordinate along which the equations change most over
// the box, among those not much narrower than the widest.
func (b *box) sharpest(smear []float64) int {
	pick, most := -1, -1.0
	_, widest := b.widest()
	for v := range b.low {
		w := b.high[v] - b.low[v]
		if x := w * smear[v]; w > widest/64 && x > most {
			pick, most = v, x
		}
	}
	return pick
}

// widest returns the widest coordinate of the box and its width.
func (b *box) widest() (int, float64) {
	pick, width := 0, -1.0
	for v := range b.low {
		if w := b.high[v] - b.low[v]; w > width {
			pick, width = v, w
		}
	}
	return pick, width
}

// narrow is the width below which a box that is neither excluded nor proved
// is left open.
const narrow = 1e-5

// bisect finds the equilibria in a box. A pad around the box lets a solution
// near its faces be proved unique.
func (s *supportSearch) bisect(support [][]int, whole *box) error {
	open := false
	stack := []*box{whole}
	for count := 0; len(stack) > 0; count++ {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if b.empty() || b.excluded() {
			continue
		}
		s.used++
		if count > maxBoxes || s.used > allBoxes && count > leastBoxes {
			open = true
			break
		}
		next, unique, smear := b.krawczyk()
		if unique {
			s.prove(support, b)
			continue
		}
		if next.empty() {
			continue
		}
		if _, width := next.widest(); width < narrow {
			if !s.prove(support, next) {
				open = true
			}
			continue
		}
		v := next.sharpest(smear)
		left := next.clone()
		mid := next.low[v] + 0.4857*(next.high[v]-next.low[v]) // off the middle, where solutions like to sit
		left.high[v], next.low[v], next.sides = mid, mid, nil
		stack = append(stack, next, left)
	}
	if open {
		s.out.Open++
		s.out.Complete = false
	}
	return nil
}

// prove takes the solution in a box by Newton's method and keeps it if it is
// an equilibrium with all of the support in use. It returns false if Newton's
// method fails to settle the box.
func (s *supportSearch) prove(support [][]int, b *box) bool {
	p, ok := s.g.newton(support, b.middle())
	if !ok {
		return false
	}
	for i, set := range support {
		for _, t := range set {
			if p[i][t] < 1e-10 {
				return true // on a smaller support, or outside
			}
		}
	}
	q, err := s.g.Certify(p)
	if err == nil && q.Certificate.Holds(1e-10*(1+s.span)) {
		s.keep(q)
	}
	return true
}

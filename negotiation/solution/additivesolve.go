package solution

import (
	"context"
	"math"
	"slices"
)

// Nash returns the outcome with the largest product of gains over disagreement,
// and whether there is an outcome that gives every party a strict gain. (Where
// there is none, Nash on Outcomes still has an answer; this method has not.)
// Gains up to 2^-62 of the largest conceivable gain of a party do not count.
//
// Products are compared in float64, factors in party order. The search starts
// from a local maximum y and visits only x with Σ gain_i(x)/gain_i(y) ≥ n, which
// every x with a larger product satisfies by the inequality of arithmetic and
// geometric means, and which is a separable sum.
//
// Nash, J. (1950). The bargaining problem. Econometrica 18(2), 155–162.
// https://doi.org/10.2307/1907266
func (a *Additive[T]) Nash() (outcome int64, ok bool) {
	b := &a.bb
	if a.empty() || !b.scaleGains() {
		return -1, false
	}
	for i := range b.mult {
		b.mult[i] = b.scale[i]
	}
	b.begin(goalNash)
	b.base = math.Inf(1)
	b.scalars()
	b.relaxed()
	if b.mayMove(0, a.off[0]+b.x[0]) {
		b.climb()
	}
	if b.best < 0 && !b.seekGain() {
		return -1, false
	}
	for range 32 {
		b.tangent()
		b.stop, b.enough = false, b.value*1.01
		b.search()
		if !b.stop {
			return b.best, true
		}
		copy(b.x, b.bestX)
		b.climb()
	}
	b.tangent()
	b.stop, b.enough = false, math.Inf(1)
	b.search()
	return b.best, true
}

// scaleGains sets the scales of gains and reports whether every party can gain.
func (b *bound[T]) scaleGains() bool {
	for i := range b.scale {
		most := b.top[i] - float64(b.d[i])
		if !(most > 0) {
			return false
		}
		_, e := math.Frexp(most)
		b.scale[i] = math.Ldexp(1, -e)
		b.tiny[i] = math.Ldexp(1, e-63)
		if b.tiny[i] < 1 && float64(T(1)/2) == 0 { // whole numbers: every gain counts
			b.tiny[i] = 0
		}
	}
	return true
}

// seekGain looks for an outcome that gives every party a gain that counts, and
// climbs from it.
func (b *bound[T]) seekGain() bool {
	for i := range b.unit {
		b.unit[i] = 1 / b.scale[i]
	}
	b.begin(goalMaximin)
	b.enough = math.Ldexp(1, -62)
	b.level(16)
	b.searchAbove(0)
	if b.best < 0 || !(b.value > 0) {
		return false
	}
	copy(b.x, b.bestX)
	b.begin(goalNash)
	b.base = math.Inf(1)
	b.climb()
	return b.best >= 0
}

// searchAbove searches for a smallest share of at least the given one, unless
// enough has been found already.
func (b *bound[T]) searchAbove(share float64) {
	if b.stop {
		return
	}
	share = max(share, b.value)
	b.th = share - b.adj
	for i, u := range b.unit {
		b.floor[i] = float64(b.d[i]) + float64(share*u) - b.eps[i]
	}
	b.search()
}

// tangent takes the scalar bound at the best outcome.
func (b *bound[T]) tangent() {
	copy(b.x, b.bestX)
	b.sum()
	for i := range b.mult {
		b.mult[i] = 1 / b.z[i]
	}
	b.base = b.value
	b.scalars()
	b.raise()
}

// Margin returns the outcome with the largest smallest gain, max min_i (u_i − d_i),
// and that gain: how far the best outcome is from being unacceptable to someone,
// or, if negative, from being acceptable to all. A zone of possible agreement
// exists exactly if it is at least 0. Ties are broken by the second smallest
// gain and so on, then by the lowest outcome. The outcome is -1 if restrictions
// leave none.
func (a *Additive[T]) Margin() (outcome int64, margin float64) {
	b := &a.bb
	if a.empty() {
		return -1, math.Inf(-1)
	}
	for i := range b.unit {
		b.unit[i] = 1
	}
	b.maximin()
	return b.best, b.value
}

// maximin solves for the units that are set.
func (b *bound[T]) maximin() {
	b.begin(goalMaximin)
	b.th = math.Inf(-1)
	b.level(12)
	if b.best >= 0 {
		b.raise()
	} else {
		b.th = math.Inf(-1)
	}
	b.search()
}

// Egalitarian returns the outcome with the largest smallest gain among those that
// are acceptable to all, and whether there is one; see Egalitarian, the concept.
func (a *Additive[T]) Egalitarian() (outcome int64, ok bool) {
	o, margin := a.Margin()
	if margin >= 0 {
		return o, true
	}
	return -1, false
}

// KalaiSmorodinsky returns the outcome with the largest smallest share in the
// ideal gains, and whether some outcome is acceptable to all; see
// KalaiSmorodinsky, the concept. Shares are compared in float64.
func (a *Additive[T]) KalaiSmorodinsky() (outcome int64, ok bool) {
	b := &a.bb
	if a.empty() {
		return -1, false
	}
	clear(b.w)
	for i := range a.n {
		b.w[i] = 1
		b.linear()
		b.w[i] = 0
		if b.best < 0 {
			return -1, false
		}
		copy(b.x, b.bestX)
		b.sum()
		b.unit[i] = b.z[i]
	}
	if slices.Max(b.unit) == 0 { // the best is the lowest that is acceptable
		return b.best, true
	}
	b.maximin()
	return b.best, true
}

// Utilitarian returns the outcome with the largest weighted sum of payoffs among
// those acceptable to all, and whether there is one. weights has one positive
// entry per party; nil means ones. Sums are compared in float64, taken in party
// order. It panics if weights has the wrong length.
func (a *Additive[T]) Utilitarian(weights []float64) (outcome int64, ok bool) {
	b := &a.bb
	if weights != nil && len(weights) != a.n {
		panic("solution: weights of wrong length")
	}
	if a.empty() {
		return -1, false
	}
	for i := range b.w {
		b.w[i] = 1
		if weights != nil {
			b.w[i] = weights[i]
		}
	}
	b.linear()
	return b.best, b.best >= 0
}

// linear maximises Σ w_i·u_i over what is acceptable to all. Gains of at least
// zero may be added to the bound at any price; a few subgradient steps look for
// prices that make it small.
func (b *bound[T]) linear() {
	b.begin(goalLinear)
	b.th = math.Inf(-1)
	copy(b.mult, b.w)
	least := math.Inf(1)
	for round := range 10 {
		b.scalars()
		v := b.relaxed()
		if v < least {
			least = v
			copy(b.keep, b.mult)
		}
		b.offer()
		if b.best >= 0 && round == 0 && b.feasible == nil {
			// The unconstrained maximum is acceptable; only ties remain.
			break
		}
		if !b.charge(0.5 / float64(1+round)) {
			break
		}
	}
	copy(b.mult, b.keep)
	b.scalars()
	if b.best >= 0 {
		b.raise()
	}
	b.search()
}

// charge raises the prices of parties that lose in z and lowers those of parties
// that gain, never below the objective's weight. It reports whether any moved.
func (b *bound[T]) charge(rate float64) bool {
	weight, moved := 0.0, false
	for i, w := range b.w {
		weight = max(weight, w*(b.top[i]-b.low[i]))
	}
	for i, w := range b.w {
		span := b.top[i] - b.low[i]
		if span <= 0 {
			continue
		}
		m := max(w, b.mult[i]-rate*weight*b.z[i]/(span*span))
		moved = moved || m != b.mult[i]
		b.mult[i] = m
	}
	return moved
}

// Zone returns an outcome that is acceptable to all, and whether there is one. It
// is usually much faster than Margin, since it stops at the first it finds; which
// one that is depends on nothing but the tables and restrictions.
func (a *Additive[T]) Zone() (witness int64, ok bool) {
	b := &a.bb
	if a.empty() {
		return -1, false
	}
	for i := range b.unit {
		b.unit[i] = 1
		if span := b.top[i] - b.low[i]; span > 0 {
			b.unit[i] = span
		}
		if b.top[i] < float64(b.d[i])-b.eps[i] {
			return -1, false
		}
	}
	b.begin(goalMaximin)
	b.enough = math.Nextafter(0, -1)
	b.level(16)
	b.searchAbove(0)
	return b.best, b.best >= 0 && b.value >= 0
}

// Count returns the number of outcomes acceptable to all; divided by Size it is
// the share of the zone. Whole branches are counted at once where they are all
// acceptable and no feasibility function is set, or passed over where none is;
// what remains is enumerated, which can take long: ctx ends it with ctx.Err().
func (a *Additive[T]) Count(ctx context.Context) (int64, error) {
	if a.empty() {
		return 0, ctx.Err()
	}
	c := counter[T]{bound: &a.bb, ctx: ctx}
	a.bb.begin(goalLinear)
	total := c.count(0)
	return total, c.err
}

type counter[T Number] struct {
	*bound[T]
	ctx   context.Context
	nodes int
	err   error
}

func (c *counter[T]) count(k int) int64 {
	if c.nodes++; c.nodes&0xffff == 0 && c.err == nil {
		c.err = c.ctx.Err()
	}
	if c.err != nil {
		return 0
	}
	n := c.n
	from := c.cur[k*n : k*n+n]
	if k == len(c.options) {
		for i := range from {
			if from[i] < c.d[i] {
				return 0
			}
		}
		return int64(b2i(c.feasible == nil || c.feasible(c.x)))
	}
	all := c.feasible == nil
	for i := range from {
		x := float64(from[i]) - float64(c.d[i])
		if x+c.top[k*n+i] < -c.eps[i] {
			return 0
		}
		all = all && x+c.low[k*n+i] > c.eps[i]
	}
	if all {
		return c.below(k)
	}
	to := c.cur[(k+1)*n : (k+1)*n+n]
	total := int64(0)
	for _, j := range c.opt[c.off[k] : c.off[k]+c.cnt[k]] {
		for i := range to {
			to[i] = from[i] + c.tab[int(j)*n+i]
		}
		c.x[k] = int(j) - c.off[k]
		total += c.count(k + 1)
	}
	return total
}

// below returns the number of choices of the issues from k on.
func (c *counter[T]) below(k int) int64 {
	total := int64(1)
	for _, m := range c.cnt[k:] {
		total *= int64(m)
	}
	return total
}

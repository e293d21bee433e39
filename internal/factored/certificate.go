package factored

const (
	// certifyRounds is how many weights a Certificate tries.
	certifyRounds = 4
	// certifyStep is how strongly weights answer to a shortfall.
	certifyStep = 3.0
	// certifyFade is what the step is multiplied by after each try.
	certifyFade = 0.85
	// certifyClip bounds the factor by which a weight changes.
	certifyClip = 4.0
)

// certifyBits is the binary logarithm of what a weighted sum stays below.
const certifyBits = 60

// Thresholds are the values that parties insist on, round by round.
type Thresholds interface {
	// At returns what party i insists on in round t. It must not increase with t.
	At(i, t int) int64
}

// A Certificate proves that the parties cannot agree before some round, because
// what they insist on until then is too much for any outcome.
//
// The proof is a Lagrangian bound: with weights λ ≥ 0, no outcome gives every
// party i its threshold if Σ λ_i·threshold_i exceeds the greatest weighted sum
// any outcome has, and that is a sum over issues of the greatest weighted entry.
// Weights come from a few steps of the multiplicative-weights method. They are
// integers and so are all sums, so the proof needs no margin for rounding.
//
// A Certificate is scratch for one goroutine at a time and allocates only while
// it grows.
//
// Arora, S., Hazan, E. and Kale, S. (2012). The multiplicative weights update
// method: a meta-algorithm and applications. Theory of Computing 8, 121–164.
// https://doi.org/10.4086/toc.2012.v008a006
type Certificate struct {
	shape  *Shape
	start  []int     // issue → first of its choices; one more for the end
	entry  []int64   // choice × party: value above the least of the issue
	base   []int64   // party: least value
	span   []int64   // party: greatest value above it
	weight []float64 // party
	lambda []int64   // party
	got    []int64   // party: what the greatest weighted sum gives it
	short  []float64 // party: shortfall in units of span
}

// NewCertificate returns a Certificate for tables over s.
func NewCertificate(s *Shape) *Certificate {
	return &Certificate{shape: s, start: make([]int, s.Issues()+1)}
}

// First returns a round t0 ≤ rounds such that in no round t < t0 there is an
// outcome of sp that gives every party i at least th.At(i, t) in tabs[i]. It is
// the first round that could not be ruled out, not always the first in which
// there is such an outcome; active boxes are ignored.
//
// tabs has one flat table per party and at least one. The values of outcomes that
// use allowed options must lie within an interval shorter than 2^43.
func (c *Certificate) First(tabs [][]int64, sp *Space, th Thresholds, rounds int) int {
	if !c.load(tabs, sp) {
		return rounds
	}
	t0 := 0
	step := certifyStep
	for range certifyRounds - 1 {
		bound := c.bound()
		t0 = c.advance(th, t0, rounds, bound)
		if t0 == rounds || !c.lean(th, t0, step) {
			return t0
		}
		step *= certifyFade
	}
	return c.advance(th, t0, rounds, c.bound())
}

// load copies the entries of allowed options and sets equal weights. It reports
// false if an issue has no allowed option.
func (c *Certificate) load(tabs [][]int64, sp *Space) bool {
	n := len(tabs)
	c.base, c.span = resize(c.base, n), resize(c.span, n)
	c.got, c.lambda = resize(c.got, n), resize(c.lambda, n)
	c.weight, c.short = resize(c.weight, n), resize(c.short, n)
	clear(c.base)
	clear(c.span)
	c.entry = resize(c.entry, n*c.shape.Flat())
	next := 0
	for k := range c.shape.options {
		lo := next
		for f := c.shape.offset[k]; f < c.shape.offset[k+1]; f++ {
			if sp.Allowed[f] {
				for i, tab := range tabs {
					c.entry[next*n+i] = tab[f]
				}
				next++
			}
		}
		if next == lo {
			return false
		}
		c.start[k+1] = next
		c.rebase(lo, next)
	}
	for i := range c.weight {
		c.weight[i] = 1
	}
	c.round()
	return true
}

// rebase makes the least entry of an issue's choices [lo, hi) zero for every
// party.
func (c *Certificate) rebase(lo, hi int) {
	n := len(c.base)
	for i := range n {
		least, most := c.entry[lo*n+i], c.entry[lo*n+i]
		for j := lo*n + i; j < hi*n; j += n {
			least, most = min(least, c.entry[j]), max(most, c.entry[j])
		}
		for j := lo*n + i; j < hi*n; j += n {
			c.entry[j] -= least
		}
		c.base[i] += least
		c.span[i] += most - least
	}
}

// round makes the weights integers: party i's whole span counts for its share of
// 2^certifyBits.
func (c *Certificate) round() {
	total := 0.0
	for _, w := range c.weight {
		total += w
	}
	for i, w := range c.weight {
		c.lambda[i] = int64(w / total / float64(c.span[i]+1) * (1 << certifyBits))
	}
}

// bound returns the greatest weighted sum and notes in got what it gives. Which
// choice is greatest is unpredictable, so it is selected by arithmetic.
func (c *Certificate) bound() int64 {
	clear(c.got)
	switch len(c.lambda) {
	case 2:
		return c.bound2()
	case 3:
		return c.bound3()
	}
	n := len(c.lambda)
	sum := int64(0)
	for k := range c.shape.options {
		best, at := int64(-1), 0
		for j := c.start[k]; j < c.start[k+1]; j++ {
			v := int64(0)
			for i, e := range c.entry[j*n : j*n+n] {
				v += c.lambda[i] * e
			}
			more := (best - v) >> 63 // all ones if v > best
			best += (v - best) & more
			at += (j - at) & int(more)
		}
		sum += best
		for i, e := range c.entry[at*n : at*n+n] {
			c.got[i] += e
		}
	}
	return sum
}

// bound2 is bound for two parties.
func (c *Certificate) bound2() int64 {
	l0, l1 := c.lambda[0], c.lambda[1]
	sum, g0, g1 := int64(0), int64(0), int64(0)
	for k, lo := range c.start[:len(c.start)-1] {
		best, at := int64(-1), lo
		for j := lo; j < c.start[k+1]; j++ {
			e := (*[2]int64)(c.entry[2*j:])
			d := l0*e[0] + l1*e[1] - best
			more := -d >> 63
			best += d & more
			at += (j - at) & int(more)
		}
		e := (*[2]int64)(c.entry[2*at:])
		sum, g0, g1 = sum+best, g0+e[0], g1+e[1]
	}
	c.got[0], c.got[1] = g0, g1
	return sum
}

// bound3 is bound for three parties.
func (c *Certificate) bound3() int64 {
	l0, l1, l2 := c.lambda[0], c.lambda[1], c.lambda[2]
	sum, g0, g1, g2 := int64(0), int64(0), int64(0), int64(0)
	for k, lo := range c.start[:len(c.start)-1] {
		best, at := int64(-1), lo
		for j := lo; j < c.start[k+1]; j++ {
			e := (*[3]int64)(c.entry[3*j:])
			d := l0*e[0] + l1*e[1] + l2*e[2] - best
			more := -d >> 63
			best += d & more
			at += (j - at) & int(more)
		}
		e := (*[3]int64)(c.entry[3*at:])
		sum, g0, g1, g2 = sum+best, g0+e[0], g1+e[1], g2+e[2]
	}
	c.got[0], c.got[1], c.got[2] = g0, g1, g2
	return sum
}

// advance returns the first round at or after t0 that the weights do not rule
// out, by doubling strides and bisection.
func (c *Certificate) advance(th Thresholds, t0, rounds int, bound int64) int {
	if t0 >= rounds || !c.out(th, t0, bound) {
		return t0
	}
	lo, hi := t0, t0+1 // lo is ruled out
	for stride := 1; hi < rounds && c.out(th, hi, bound); {
		lo = hi
		stride *= 2
		hi += stride
	}
	hi = min(hi, rounds)
	for lo+1 < hi {
		m := int(uint(lo+hi) >> 1)
		if c.out(th, m, bound) {
			lo = m
		} else {
			hi = m
		}
	}
	return hi
}

// out reports whether the weights, whose greatest sum is bound, rule out round t.
func (c *Certificate) out(th Thresholds, t int, bound int64) bool {
	sum := int64(0)
	for i, l := range c.lambda {
		sum += l * c.want(th, i, t)
	}
	return sum > bound
}

// want returns what party i insists on in round t above its least value. More
// than the greatest value is as impossible as one more than it, and less than the
// least as easy as the least.
func (c *Certificate) want(th Thresholds, i, t int) int64 {
	a := th.At(i, t)
	if a <= c.base[i] {
		return 0
	}
	return min(a-c.base[i], c.span[i]+1)
}

// lean moves weight to the parties that the greatest weighted sum leaves short
// in round t. It reports false if it leaves nobody short: then no weights rule
// out that round.
func (c *Certificate) lean(th Thresholds, t int, step float64) bool {
	any := false
	for i := range c.short {
		d := c.want(th, i, t) - c.got[i]
		any = any || d > 0
		c.short[i] = float64(d) / float64(c.span[i]+1)
	}
	if !any {
		return false
	}
	for i, s := range c.short {
		e := float64(step * s)
		if e > 0 {
			c.weight[i] *= min(1+e, certifyClip)
		} else {
			c.weight[i] /= min(1-e, certifyClip)
		}
	}
	c.round()
	return true
}

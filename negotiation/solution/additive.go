package solution

import (
	"fmt"
	"math"
	"math/bits"
)

// An Additive answers questions about additive utilities over a product of option
// sets without listing the product. Outcomes are numbered densely in mixed
// radix, the last issue fastest; the payoff of a party is the sum of its table's
// entries for the options chosen, added in issue order.
//
// It is a workspace for many draws of one shape: Load takes the tables of one
// draw, and the questions are then answered exactly by branch and bound. Nothing
// allocates after the first use, except where a method says so. An Additive is
// not safe for concurrent use; use one per worker.
//
// With T = int64 sums are exact. With float64 sums are taken in issue order, as a
// naive program would, and bounds allow for rounding, so that the answers are
// those of enumeration in either case. Comparisons of products and shares are in
// float64. Ties go to the lowest outcome.
type Additive[T Number] struct {
	n       int
	options []int
	off     []int   // where issue k starts in flat tables; one entry more
	stride  []int64 // weight of issue k in the outcome number
	size    int64

	tab      []T // interleaved: entry of flat option j for party i at j·n+i
	d        []T
	feasible func(choice []int) bool

	opt []int32   // allowed flat options of issue k at opt[off[k]:off[k]+cnt[k]]
	cnt []int     // number of allowed options of issue k
	top []float64 // at k·n+i: most that issues k… can add for party i
	low []float64 // at k·n+i: least
	eps []float64 // rounding allowance of party i's sums

	bb   bound[T]
	grow growth[T]
}

// maxAdditive is the largest number of outcomes, and maxAdditiveParties of
// parties, that an Additive may have.
const (
	maxAdditive        = uint64(1) << 62
	maxAdditiveParties = 16
)

// NewAdditive returns a workspace for issues with the given numbers of options
// and the given number of parties, 1 to 16. It returns an error that wraps
// ErrInput if there is no issue or an issue without options, and ErrTooLarge
// beyond 2^62 outcomes.
func NewAdditive[T Number](options []int, parties int) (*Additive[T], error) {
	var f faults
	if len(options) == 0 {
		f.addf("no issues, want at least 1")
	}
	for k, m := range options {
		if m < 1 || m > math.MaxInt32 {
			f.addf("issue %d has %d options, want at least 1", k, m)
		}
	}
	if parties < 1 || parties > maxAdditiveParties {
		f.addf("%d parties, want 1 to %d", parties, maxAdditiveParties)
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	a := &Additive[T]{n: parties, options: append([]int(nil), options...)}
	if err := a.layOut(); err != nil {
		return nil, err
	}
	a.bb.init(a)
	return a, nil
}

func (a *Additive[T]) layOut() error {
	k := len(a.options)
	a.off, a.stride, a.cnt = make([]int, k+1), make([]int64, k), make([]int, k)
	for j, m := range a.options {
		a.off[j+1] = a.off[j] + m
	}
	size := uint64(1)
	for j := k - 1; j >= 0; j-- {
		a.stride[j] = int64(size)
		hi, lo := bits.Mul64(size, uint64(a.options[j]))
		if hi != 0 || lo > maxAdditive {
			return fmt.Errorf("%w: more than 2^62 outcomes", ErrTooLarge)
		}
		size = lo
	}
	a.size = int64(size)
	flat := a.off[k]
	if flat > math.MaxInt32/a.n {
		return fmt.Errorf("%w: %d options in all", ErrTooLarge, flat)
	}
	a.tab, a.d = make([]T, flat*a.n), make([]T, a.n)
	a.opt = make([]int32, flat)
	a.top, a.low = make([]float64, (k+1)*a.n), make([]float64, (k+1)*a.n)
	a.eps = make([]float64, a.n)
	a.allow(nil)
	return nil
}

// Size returns the number of outcomes.
func (a *Additive[T]) Size() int64 { return a.size }

// Load takes the tables of a draw: tables[i] holds party i's entry for every
// option, issue after issue, and disagreement its payoff without an agreement
// (nil means zero). Both are copied. It returns an error that wraps ErrInput,
// and leaves the workspace unusable until a sound Load, if a length is wrong, an
// entry is not finite, or sums could exceed 2^62 (int64) or 1e100 (float64).
// Restrictions stay in force.
func (a *Additive[T]) Load(tables [][]T, disagreement []T) error {
	if err := a.checkLoad(tables, disagreement); err != nil {
		return err
	}
	for i, t := range tables {
		for j, x := range t {
			a.tab[j*a.n+i] = x
		}
	}
	if disagreement == nil {
		clear(a.d)
	} else {
		copy(a.d, disagreement)
	}
	a.bounds()
	return nil
}

func (a *Additive[T]) checkLoad(tables [][]T, disagreement []T) error {
	flat := a.off[len(a.options)]
	sound := len(tables) == a.n && (disagreement == nil || len(disagreement) == a.n)
	for i := 0; sound && i < len(tables); i++ {
		sound = len(tables[i]) == flat
	}
	if !sound {
		return a.describe(tables, disagreement)
	}
	limit := maxSize
	if _, ok := any(tables[0][0]).(int64); ok {
		limit = 1 << 62
	}
	for i, t := range tables {
		size := 0.0
		if disagreement != nil {
			size = math.Abs(float64(disagreement[i]))
		}
		for k := range a.options {
			most := 0.0
			for _, x := range t[a.off[k]:a.off[k+1]] {
				y := float64(x)
				if y < 0 {
					y = -y
				}
				if !(y <= most) { // also if y is not a number
					most = y
				}
			}
			size += most
		}
		if !(size < limit) {
			return fmt.Errorf("%w: payoffs of party %d may be %v in size, want finite numbers below %g", ErrInput, i, size, limit)
		}
		a.eps[i] = 1e-13 * size
	}
	return nil
}

// describe says what is wrong with the lengths of a draw.
func (a *Additive[T]) describe(tables [][]T, disagreement []T) error {
	var f faults
	if len(tables) != a.n {
		f.addf("%d tables, want %d, one per party", len(tables), a.n)
	}
	for i, t := range tables {
		if want := a.off[len(a.options)]; len(t) != want {
			f.addf("table of party %d has %d entries, want %d, one per option", i, len(t), want)
		}
	}
	if disagreement != nil && len(disagreement) != a.n {
		f.addf("disagreement has %d entries, want %d, one per party", len(disagreement), a.n)
	}
	return f.err()
}

// Restrict limits the outcomes considered from now on. allowed has one entry per
// option, issue after issue; nil allows all. feasible reports whether a choice
// of options, one per issue, may be considered; nil allows all. It must be a pure
// function while a question is answered and must not keep or change its
// argument; it is asked as rarely as a search allows.
// It returns an error that wraps ErrInput if allowed has the wrong length.
func (a *Additive[T]) Restrict(allowed []bool, feasible func(choice []int) bool) error {
	if allowed != nil && len(allowed) != len(a.opt) {
		return fmt.Errorf("%w: %d entries in allowed, want %d, one per option", ErrInput, len(allowed), len(a.opt))
	}
	a.allow(allowed)
	a.feasible = feasible
	a.bounds()
	return nil
}

func (a *Additive[T]) allow(allowed []bool) {
	for k := range a.options {
		a.cnt[k] = 0
		for j := a.off[k]; j < a.off[k+1]; j++ {
			if allowed == nil || allowed[j] {
				a.opt[a.off[k]+a.cnt[k]] = int32(j)
				a.cnt[k]++
			}
		}
	}
}

// bounds computes what the issues from k on can add at most and at least.
func (a *Additive[T]) bounds() {
	n := a.n
	for k := len(a.options) - 1; k >= 0; k-- {
		for i := range n {
			high, low := math.Inf(-1), math.Inf(1)
			for _, j := range a.opt[a.off[k] : a.off[k]+a.cnt[k]] {
				x := float64(a.tab[int(j)*n+i])
				if x > high {
					high = x
				}
				if x < low {
					low = x
				}
			}
			a.top[k*n+i] = a.top[(k+1)*n+i] + high
			a.low[k*n+i] = a.low[(k+1)*n+i] + low
		}
	}
}

// empty reports whether some issue has no option left.
func (a *Additive[T]) empty() bool {
	for _, c := range a.cnt {
		if c == 0 {
			return true
		}
	}
	return false
}

// Choice appends the options of outcome o, which must be in [0, Size), one per
// issue, to dst.
func (a *Additive[T]) Choice(o int64, dst []int) []int {
	for k, s := range a.stride {
		dst = append(dst, int(o/s%int64(a.options[k])))
	}
	return dst
}

// Payoff appends what outcome o, which must be in [0, Size), gives each party to
// dst.
func (a *Additive[T]) Payoff(o int64, dst []T) []T {
	for i := range a.n {
		sum := T(0)
		for k, s := range a.stride {
			sum += a.tab[(a.off[k]+int(o/s%int64(a.options[k])))*a.n+i]
		}
		dst = append(dst, sum)
	}
	return dst
}

// maxDense is the largest number of outcomes that Problem lists.
const maxDense = 1 << 20

// Problem returns the problem with every outcome listed, for concepts that have
// no method here. It ignores restrictions, allocates, and returns ErrTooLarge
// beyond 2^20 outcomes.
func (a *Additive[T]) Problem() (Problem, error) {
	if a.size > maxDense {
		return Problem{}, fmt.Errorf("%w: %d outcomes, want at most %d; the methods of Additive have no such limit", ErrTooLarge, a.size, maxDense)
	}
	set := make(Outcomes, a.n)
	p := Problem{Set: set, Disagreement: make([]float64, a.n)}
	for i := range set {
		p.Disagreement[i] = float64(a.d[i])
		sums := make([]T, 1, a.size)
		for k := range a.options {
			sums = extend(sums, a.tab[a.off[k]*a.n+i:], a.options[k], a.n)
		}
		set[i] = make([]float64, a.size)
		for o, x := range sums {
			set[i][o] = float64(x)
		}
	}
	return p, nil
}

// extend returns every sum plus every one of m entries, which lie step apart.
func extend[T Number](sums, entries []T, m, step int) []T {
	out := make([]T, 0, len(sums)*m)
	for _, s := range sums {
		for l := range m {
			out = append(out, s+entries[l*step])
		}
	}
	return out
}

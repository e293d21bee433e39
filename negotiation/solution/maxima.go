package solution

import (
	"cmp"
	"context"
	"slices"
)

// maxima finds the maximal vectors among many by divide and conquer, for any
// number of coordinates n ≥ 2. Vector p is v[p·n : p·n+n].
//
// Kung, H. T., Luccio, F., Preparata, F. P. (1975). On finding the maxima of a set
// of vectors. Journal of the ACM 22(4), 469–476. https://doi.org/10.1145/321906.321910
type maxima[T Number] struct {
	v    []T
	n    int
	dead []bool // by vector
	ctx  context.Context
	work int
	err  error
}

// front returns, in the given order, the listed vectors that no other listed one
// is at least in every coordinate. The list is sorted downwards, lexicographically,
// and its vectors are distinct. It returns the context's error if that ends.
func (m *maxima[T]) front(list []int) ([]int, error) {
	m.dead = slices.Grow(m.dead[:0], len(m.v)/m.n)[:len(m.v)/m.n]
	clear(m.dead)
	m.divide(list, make([]int, len(list)))
	kept := list[:0]
	for _, p := range list {
		if !m.dead[p] {
			kept = append(kept, p)
		}
	}
	return kept, m.err
}

// divide kills what is not maximal in the list. No vector is dominated by a later
// one, so it remains to hold the later half against the earlier.
func (m *maxima[T]) divide(list, spare []int) {
	if len(list) < 2 {
		return
	}
	mid := len(list) / 2
	m.divide(list[:mid], spare)
	m.divide(list[mid:], spare)
	above, below := spare[:0], spare[mid:mid]
	for k, p := range list {
		switch {
		case m.dead[p]:
		case k < mid:
			above = append(above, p)
		default:
			below = append(below, p)
		}
	}
	m.filter(above, below, 1)
}

// filterSmall is the product of sizes up to which filter compares all pairs.
const filterSmall = 400

// filter kills those of below that some of above is at least in coordinates k and
// later. It reorders both.
func (m *maxima[T]) filter(above, below []int, k int) {
	if m.work += len(above) + len(below); m.work > 1<<18 {
		m.work = 0
		m.err = cmp.Or(m.err, m.ctx.Err())
	}
	switch {
	case len(above) == 0 || len(below) == 0 || m.err != nil:
		return
	case len(above)*len(below) <= filterSmall:
		m.compare(above, below, k)
		return
	case k >= m.n-2:
		m.sweep(above, below)
		return
	}
	at := func(p int) T { return m.v[p*m.n+k] }
	pivot, ok := m.pivot(above, below, k)
	if !ok { // all are equal in this coordinate
		m.filter(above, below, k+1)
		return
	}
	a := partition(above, func(p int) bool { return at(p) >= pivot })
	b := partition(below, func(p int) bool { return at(p) >= pivot })
	m.filter(above[:a], below[:b], k)
	m.filter(above[a:], below[b:], k)
	m.filter(above[:a], below[b:], k+1)
}

// pivot returns a value of coordinate k that splits the vectors, about in halves,
// into those at least as large and those smaller; false if all are equal.
func (m *maxima[T]) pivot(above, below []int, k int) (T, bool) {
	least, most := m.v[above[0]*m.n+k], m.v[above[0]*m.n+k]
	var sample []T
	step := (len(above)+len(below))/63 + 1
	for q, p := range above {
		x := m.v[p*m.n+k]
		least, most = min(least, x), max(most, x)
		if q%step == 0 {
			sample = append(sample, x)
		}
	}
	for q, p := range below {
		x := m.v[p*m.n+k]
		least, most = min(least, x), max(most, x)
		if q%step == 0 {
			sample = append(sample, x)
		}
	}
	if least == most {
		return most, false
	}
	slices.Sort(sample)
	for _, x := range sample[len(sample)/2:] {
		if x > least {
			return x, true
		}
	}
	return most, true
}

// partition moves the elements for which f holds to the front and returns their
// number.
func partition(list []int, f func(int) bool) int {
	n := 0
	for q, p := range list {
		if f(p) {
			list[n], list[q] = p, list[n]
			n++
		}
	}
	return n
}

// compare is filter on all pairs.
func (m *maxima[T]) compare(above, below []int, k int) {
next:
	for _, s := range below {
		if m.dead[s] {
			continue
		}
		row := m.v[s*m.n+k : s*m.n+m.n]
	rivals:
		for _, r := range above {
			for i, x := range m.v[r*m.n+k : r*m.n+m.n] {
				if x < row[i] {
					continue rivals
				}
			}
			m.dead[s] = true
			continue next
		}
	}
}

// sweep is filter on the last one or two coordinates.
func (m *maxima[T]) sweep(above, below []int) {
	n := m.n
	first := func(p, q int) int { return cmp.Compare(m.v[q*n+n-2], m.v[p*n+n-2]) }
	if n == 2 { // coordinate 0 has been settled by the order of the list
		first = func(p, q int) int { return 0 }
	}
	slices.SortFunc(above, first)
	slices.SortFunc(below, first)
	next := 0
	best := m.v[above[0]*n+n-1]
	for _, s := range below {
		for next < len(above) && first(above[next], s) <= 0 {
			best = max(best, m.v[above[next]*n+n-1])
			next++
		}
		if next > 0 && best >= m.v[s*n+n-1] {
			m.dead[s] = true
		}
	}
}

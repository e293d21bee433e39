package factored

import "math/bits"

// A Ranked answers the questions of an Index in constant time from a list of all
// feasible outcomes, sorted by value. It is for values and spaces that stay the
// same from one replication to the next, and for up to 2^20 outcomes. It is
// immutable and may be shared.
type Ranked struct {
	values []int64  // outcome → value
	order  []uint32 // rank → outcome
	level  []int64  // the different values, ascending
	num    []uint32 // level → lowest feasible outcome that has it
	first  []uint32 // bucket → first step; one more for the end
	mul    uint64
	shift  uint
}

// NewRanked returns the ranking of values, one per outcome of s, over the
// outcomes of sp. It copies values. It returns an error that wraps ErrTooLarge
// beyond 2^20 outcomes, and panics if values of outcomes that use allowed
// options span 2^43 or more.
func NewRanked(s *Shape, boxes []Box, values []int64, sp *Space) (*Ranked, error) {
	l, err := NewDenseLayout(s, boxes)
	if err != nil {
		return nil, err
	}
	q := &Ranked{values: append([]int64(nil), values[:s.size]...)}
	x := l.NewIndex()
	x.BuildDense(q.values, sp)
	if len(x.groups) > 0 {
		q.fill(x)
	}
	return q, nil
}

// Ranked returns the ranking of the values and the space of the last build. It
// returns an error that wraps ErrTooLarge beyond 2^20 outcomes.
func (x *Index) Ranked() (*Ranked, error) {
	x.check()
	s := x.layout.shape
	if s.size > sideMax {
		_, err := NewDenseLayout(s, x.layout.boxes)
		return nil, err
	}
	values := make([]int64, s.size)
	for o := range values {
		values[o] = x.Value(int64(o))
	}
	return NewRanked(s, x.layout.boxes, values, &x.frame.space)
}

// fill takes the sorted outcomes from a dense index.
func (q *Ranked) fill(x *Index) {
	num := x.frame.cols.num
	w := &x.whole
	for j, v := range w.val {
		if j == 0 || v != w.val[j-1] {
			q.level = append(q.level, v+x.base)
			q.num = append(q.num, uint32(num[w.id[j]]))
		}
	}
	q.order = make([]uint32, 0, len(w.val))
	for end := len(w.val); end > 0; {
		start := end - 1
		for start > 0 && w.val[start-1] == w.val[end-1] {
			start--
		}
		for _, e := range w.id[start:end] {
			q.order = append(q.order, uint32(num[e]))
		}
		end = start
	}
	buckets := bits.Len(uint(len(q.level))) + 1
	base := q.level[0]
	q.mul = (1 << scaleBits) / uint64(q.level[len(q.level)-1]-base+1)
	q.shift = uint(scaleBits - buckets)
	q.first = make([]uint32, 1<<buckets+1)
	for _, v := range q.level {
		q.first[uint64(v-base)*q.mul>>q.shift+1]++
	}
	for b := 1; b < len(q.first); b++ {
		q.first[b] += q.first[b-1]
	}
}

// Len returns the number of feasible outcomes.
func (q *Ranked) Len() int { return len(q.order) }

// Value returns the value of outcome o, feasible or not. It panics if o is not
// in [0, Size).
func (q *Ranked) Value(o int64) int64 { return q.values[o] }

// Max is Index.Max.
func (q *Ranked) Max() (o, u int64) {
	if len(q.level) == 0 {
		return None, 0
	}
	top := len(q.level) - 1
	return int64(q.num[top]), q.level[top]
}

// Rank is Index.Rank, without its laziness.
func (q *Ranked) Rank(k int) (o, u int64) {
	if k >= len(q.order) {
		return None, 0
	}
	o = int64(q.order[k])
	return o, q.values[o]
}

// Succ is Index.Succ.
func (q *Ranked) Succ(a int64) (o, u int64) {
	level := q.level
	if len(level) == 0 || a > level[len(level)-1] {
		return None, 0
	}
	base := level[0]
	if a <= base {
		return int64(q.num[0]), base
	}
	b := uint64(a-base) * q.mul >> (q.shift & 63)
	j := uint(q.first[b])
	j += uint(uint64(level[j]-a) >> 63)
	if level[j] < a {
		j = q.bisect(j, uint(q.first[b+1]), a)
	}
	return int64(q.num[j]), level[j]
}

// bisect returns the first step in [lo, hi] at or above a. It walks at first,
// because most buckets hold few steps.
func (q *Ranked) bisect(lo, hi uint, a int64) uint {
	for range 4 {
		if lo++; q.level[lo] >= a {
			return lo
		}
	}
	for lo < hi {
		m := (lo + hi) / 2
		if q.level[m] < a {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

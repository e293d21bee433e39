package factored

import "math"

// valueMax is what the difference between the greatest and the least value of
// an Index must stay below, so that a value and a row fit into one integer.
const valueMax = int64(1) << 43

// rowMask extracts the row from such an integer.
const rowMask = sideMax - 1

// An Index answers questions about the values of one party over the feasible
// outcomes of a Space: the best outcome, the outcome with the smallest value at
// or above a threshold, the k-th best.
//
// It lists the suffix of its Layout in ascending order of value. The smallest
// value ≥ a is then the minimum over rows of the row's value plus the successor
// of the rest in the suffix: one table look-up per row that can reach a at all.
// Building takes time in proportion to the suffix, a query to the eligible rows.
// Rows that satisfy their part of boxes across the cut search a suffix of their
// own, without the entries that complete the box.
//
// An Index is for one goroutine at a time. It allocates while its scratch grows
// and not in steady state. Its answers depend on the arguments of the last Build
// only. Before the first Build it has no feasible outcomes.
type Index struct {
	layout *Layout
	frame  *frame
	epoch  uint64 // of the frame when built

	tab    []int64     // copy of the table
	values []int64     // the values of BuildDense, else nil
	pairs  []PairTable // of Build
	option []int       // scratch: an outcome's options, if there are pairs

	rowSum, colSum grower
	row, col       []int64 // entry → value above the least, in order of outcome number
	base           int64   // least row plus least entry of the suffix
	rowTop, colTop int64   // greatest entries of row and col

	groups    []group
	loop      sweep
	whole     ladder // all entries of the suffix
	sieved    []ladder
	ofRow     []uint32 // row → group, if there is more than one
	falling   []int64  // rows by falling value
	fallingID []uint32
	split     splitter
	sorter    sorter
	ranks     ranks
}

// NewIndex returns an Index for layout l.
func (l *Layout) NewIndex() *Index { return newIndex(newFrame(l)) }

// Sibling returns another Index for the same layout and worker that shares with
// x what depends on the space only. Siblings are built over the same space
// before they are queried: a query of an Index whose sibling was built over
// another space in the meantime panics.
func (x *Index) Sibling() *Index { return newIndex(x.frame) }

func newIndex(f *frame) *Index {
	l := f.layout
	x := &Index{
		layout: l, frame: f,
		tab:    make([]int64, l.shape.Flat()),
		option: make([]int, l.shape.Issues()),
		row:    make([]int64, l.rows.size),
		col:    make([]int64, l.cols.size),
	}
	x.rowSum = grower{side: &f.rows, links: make([][]link, len(l.rows.issues))}
	x.colSum = grower{side: &f.cols, links: make([][]link, len(l.cols.issues))}
	return x
}

// Build makes the index that of the values given by tab, a flat table, plus the
// interactions in pairs, over the outcomes of sp. The values of outcomes that
// use allowed options must lie within an interval shorter than 2^43, and every
// sum within ±2^62.
//
// Build copies tab and keeps references to the values of pairs until the next
// build. It panics if the values span more or if a pair lies across the cut.
func (x *Index) Build(tab []int64, pairs []PairTable, sp *Space) {
	copy(x.tab, tab[:len(x.tab)])
	x.values = nil
	x.link(pairs)
	if !x.enter(sp) {
		return
	}
	x.base, x.rowTop, x.colTop = 0, 0, 0
	x.row, x.rowTop = x.grow(&x.rowSum, x.row)
	x.col, x.colTop = x.grow(&x.colSum, x.col)
	x.order()
}

// BuildDense makes the index that of values, one per outcome, over the outcomes
// of sp. The layout must have one row (see NewDenseLayout); if it has more,
// BuildDense panics. Limits are those of Build. values is kept until the next
// build and must not change before.
func (x *Index) BuildDense(values []int64, sp *Space) {
	if len(x.layout.rows.issues) > 0 {
		panic("factored: values per outcome need a dense layout")
	}
	x.values = values[:x.layout.shape.size]
	x.link(nil)
	if !x.enter(sp) {
		return
	}
	num := x.frame.cols.num
	x.row, x.col = x.row[:1], x.col[:len(num)]
	x.row[0], x.rowTop = 0, 0
	for e, o := range num {
		x.col[e] = values[o]
	}
	x.base, x.colTop = lower(x.col)
	x.order()
}

// enter takes over the space and reports whether it may have feasible outcomes.
func (x *Index) enter(sp *Space) bool {
	x.frame.set(sp)
	x.epoch = x.frame.epoch
	x.groups = x.groups[:0]
	x.ranks.reset()
	return len(x.frame.rows.num) > 0 && len(x.frame.cols.num) > 0
}

// link gives every pair to the side it lies on.
func (x *Index) link(pairs []PairTable) {
	x.pairs = append(x.pairs[:0], pairs...)
	x.rowSum.unlink()
	x.colSum.unlink()
	for _, p := range pairs {
		if !x.rowSum.join(x.layout.shape, p) && !x.colSum.join(x.layout.shape, p) {
			panic("factored: interacting issues on different sides of the cut")
		}
	}
}

// grow computes the values of the entries of one side into dst, less the least,
// which goes to the base. It returns them and an upper bound on them.
func (x *Index) grow(g *grower, dst []int64) (vals []int64, top int64) {
	s := g.side
	dst = dst[:s.raw]
	g.entry = resize(g.entry, len(s.pick))
	for p := range s.block {
		lo, hi := s.start[p], s.start[p+1]
		least, most := int64(math.MaxInt64), int64(math.MinInt64)
		for c, f := range s.pick[lo:hi] {
			v := x.tab[f]
			g.entry[lo+c] = v
			least, most = min(least, v), max(most, v)
		}
		for c := lo; c < hi; c++ {
			g.entry[c] -= least
		}
		x.base += least
		top += most - least
	}
	g.grow(dst)
	if len(x.pairs) > 0 {
		var least int64
		least, top = lower(dst)
		x.base += least
	}
	if !s.all {
		for e, i := range s.keep { // ascending, so nothing is overwritten too early
			dst[e] = dst[i]
		}
		dst = dst[:len(s.keep)]
	}
	return dst, top
}

// lower subtracts the least of vals from all of them. It returns the least and
// the greatest of what remains.
func lower(vals []int64) (least, top int64) {
	least, top = vals[0], vals[0]
	for _, v := range vals {
		least, top = min(least, v), max(top, v)
	}
	shiftInto(vals, vals, -least)
	return least, top - least
}

// order sorts both sides.
func (x *Index) order() {
	if top := x.rowTop + x.colTop; top < 0 || top >= valueMax {
		panic("factored: values span 2^43 or more")
	}
	x.whole.sort(x.col, x.colTop, &x.sorter)
	switch {
	case x.whole.crowded:
		x.loop = sweepCrowded
	case x.layout.order == rowsMixed:
		x.loop = sweepMixed
	default:
		x.loop = sweepLead
	}
	x.orderRows()
	x.makeGroups()
}

// Value returns the value of outcome o, feasible or not. It panics or returns an
// arbitrary value if o is not in [0, Size).
func (x *Index) Value(o int64) int64 {
	if x.values != nil {
		return x.values[o]
	}
	if !x.layout.fast || len(x.pairs) > 0 {
		return x.slowValue(o)
	}
	v, prefix := int64(0), uint64(0)
	digits := x.layout.digit
	for k := range digits {
		d := &digits[k]
		q := d.quotient(uint64(o))
		v += x.tab[d.offset+int(q-prefix*d.options)]
		prefix = q
	}
	return v
}

// slowValue is Value for many outcomes or for interactions.
func (x *Index) slowValue(o int64) int64 {
	v, rest := int64(0), uint64(o)
	for k, d := range x.layout.digit {
		q := int(rest / d.stride)
		rest -= uint64(q) * d.stride
		x.option[k] = q
		v += x.tab[d.offset+q]
	}
	for i := range x.pairs {
		p := &x.pairs[i]
		v += p.Values[x.option[p.A]*int(x.layout.digit[p.B].options)+x.option[p.B]]
	}
	return v
}

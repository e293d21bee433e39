package factored

import (
	"errors"
	"fmt"
	"math/bits"
)

const (
	// sideBits is the binary logarithm of the most combinations one side of the
	// cut may have.
	sideBits = 20
	// sideMax is the most combinations one side of the cut may have.
	sideMax = int64(1) << sideBits
	// crossMax is the most boxes that may have terms on both sides of the cut.
	crossMax = 64
)

// ErrTooLarge is wrapped by every error about a product that no layout covers.
var ErrTooLarge = errors.New("factored: no exact index of this size")

// A Layout cuts the issues of a Shape into rows and a suffix. An Index lists the
// combinations of either side, sorts those of the suffix, and finds outcomes of
// the full product as one row plus one entry of the suffix; the product itself
// is never listed.
//
// Any subset of the issues may be rows. Boxes may lie across the cut; pairs of
// issues that interact may not. A Layout is immutable and may be shared.
type Layout struct {
	shape *Shape
	boxes []Box
	rows  half
	cols  half
	cross []int    // boxes across the cut; their bits are in half.cross
	digit []digit  // per issue
	fast  bool     // outcome numbers are below 2^32, so digit.magic is exact
	order rowOrder // what the position of a row says about outcome numbers
}

// A rowOrder says how the numbers of outcomes of different rows relate.
type rowOrder int

const (
	rowsLead  rowOrder = iota // an earlier row has lower numbers throughout
	rowsMixed                 // rows interleave
)

// A half is one side of the cut.
type half struct {
	issues []int
	size   int
	inside []mask   // boxes with all terms on this side, 64 to a mask
	cross  []uint64 // flat: bit c is clear if the option is outside box cross[c]
}

// A mask says in which of up to 64 boxes an option may take part.
type mask struct {
	boxes []int    // bit → box
	in    []uint64 // flat: bit is clear if the option is outside the box
}

// A digit is what reading one issue's option off an outcome number needs.
type digit struct {
	magic   uint64 // ⌈2^64/stride⌉, 0 for stride 1
	stride  uint64
	options uint64
	offset  int
}

// NewLayout returns the layout with the least expected cost of building an index
// and then asking it the given number of queries.
//
// pairs lists the pairs of issues that interact (see PairTable); issues joined by
// pairs, directly or through others, stay on one side. Each side may have up to
// 2^20 combinations, so additive values are covered up to 2^40 outcomes. Boxes
// across the cut cost time in proportion to the combinations of them that a row
// can satisfy, and the layout weighs that; there may be at most 64 of them.
//
// NewLayout returns an error that wraps ErrTooLarge if no layout is possible. It
// keeps references to s and boxes, which must not change afterwards. It panics
// if a pair names an issue that s does not have.
func NewLayout(s *Shape, boxes []Box, pairs [][2]int, queries int) (*Layout, error) {
	c := newCutter(s, boxes, pairs, queries)
	if !c.search() {
		return nil, fmt.Errorf("%w: %d outcomes, largest set of interacting issues %d; "+
			"want additive values up to 2^40 outcomes, interactions within one side up to 2^20 combinations, "+
			"at most %d boxes across the sides", ErrTooLarge, s.size, c.widest(), crossMax)
	}
	return newLayout(s, boxes, c.best), nil
}

// NewDenseLayout returns the layout that has one row and all issues in the
// suffix. It is the one for values given per outcome, see Index.BuildDense. It
// returns an error that wraps ErrTooLarge beyond 2^20 outcomes.
func NewDenseLayout(s *Shape, boxes []Box) (*Layout, error) {
	if s.size > sideMax {
		return nil, fmt.Errorf("%w: values per outcome for %d outcomes, want at most 2^20; "+
			"additive values work up to 2^40 outcomes", ErrTooLarge, s.size)
	}
	return newLayout(s, boxes, make([]bool, s.Issues())), nil
}

// newLayout cuts s so that the issues marked in row are rows.
func newLayout(s *Shape, boxes []Box, row []bool) *Layout {
	l := &Layout{shape: s, boxes: boxes, fast: s.size <= 1<<32}
	l.rows, l.cols = half{size: 1}, half{size: 1}
	for k, isRow := range row {
		h := &l.cols
		if isRow {
			h = &l.rows
		}
		h.issues = append(h.issues, k)
		h.size *= s.options[k]
	}
	if !leads(row) {
		l.order = rowsMixed
	}
	l.placeBoxes(row)
	for k, n := range s.options {
		d := digit{stride: uint64(s.stride[k]), options: uint64(n), offset: s.offset[k]}
		if d.stride > 1 {
			d.magic = (1<<64-1)/d.stride + 1
		}
		l.digit = append(l.digit, d)
	}
	return l
}

// leads reports whether all rows come before all other issues.
func leads(row []bool) bool {
	for k := 1; k < len(row); k++ {
		if row[k] && !row[k-1] {
			return false
		}
	}
	return true
}

// placeBoxes gives every box to the side it lies in or to the cut.
func (l *Layout) placeBoxes(row []bool) {
	var insideRows, insideCols []int
	for b, box := range l.boxes {
		switch onRows, onCols := box.sides(row); {
		case onRows && onCols:
			l.cross = append(l.cross, b)
		case onRows:
			insideRows = append(insideRows, b)
		case onCols:
			insideCols = append(insideCols, b)
		}
	}
	l.rows.inside = newMasks(l.shape, l.boxes, insideRows)
	l.cols.inside = newMasks(l.shape, l.boxes, insideCols)
	if len(l.cross) > 0 {
		in := newMasks(l.shape, l.boxes, l.cross)[0].in
		l.rows.cross, l.cols.cross = in, in
	}
}

// sides reports whether the box has terms on rows and on other issues.
func (b Box) sides(row []bool) (onRows, onCols bool) {
	for _, t := range b {
		onRows = onRows || row[t.Issue]
		onCols = onCols || !row[t.Issue]
	}
	return onRows, onCols
}

// newMasks returns masks of the given boxes.
func newMasks(s *Shape, boxes []Box, which []int) []mask {
	var ms []mask
	for len(which) > 0 {
		n := min(len(which), 64)
		m := mask{boxes: which[:n], in: make([]uint64, s.Flat())}
		for i := range m.in {
			m.in[i] = ^uint64(0)
		}
		for bit, b := range m.boxes {
			for _, t := range boxes[b] {
				for o, in := range t.Options {
					if !in {
						m.in[s.offset[t.Issue]+o] &^= 1 << bit
					}
				}
			}
		}
		ms, which = append(ms, m), which[n:]
	}
	return ms
}

// active returns the bits of the active boxes.
func (m *mask) active(sp *Space) uint64 {
	w := uint64(0)
	for bit, b := range m.boxes {
		if sp.Active[b] {
			w |= 1 << bit
		}
	}
	return w
}

// Rows returns how many combinations the rows have when everything is allowed.
func (l *Layout) Rows() int { return l.rows.size }

// Suffix returns how many combinations the suffix has when everything is allowed.
func (l *Layout) Suffix() int { return l.cols.size }

// RowIssues returns the issues that are rows, in ascending order.
func (l *Layout) RowIssues() []int { return append([]int(nil), l.rows.issues...) }

// quotient returns ⌊o/stride⌋ for o below 2^32. With m = ⌈2^64/stride⌉ the error
// of o·m/2^64 is below o·stride/2^64/stride < 1/stride, too small to reach the
// next integer.
func (d *digit) quotient(o uint64) uint64 {
	if d.magic == 0 {
		return o
	}
	q, _ := bits.Mul64(o, d.magic)
	return q
}

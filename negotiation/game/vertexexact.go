package game

import (
	"context"
	"math/big"
)

// exactVertices returns all vertices but the origin with their labels, by a
// depth-first search over the bases of the polytope under a symbolic
// perturbation, which keeps a degenerate polytope finite and complete.
//
// Avis, D. and Fukuda, K. (1992). A pivoting algorithm for convex hulls and
// vertex enumeration. Discrete & Computational Geometry 8, 295–313.
// https://doi.org/10.1007/BF02293050
func (p polytope) exactVertices(ctx context.Context) ([]vertex, error) {
	w := newWalk(p)
	seen := map[labels]bool{w.zero(): true}
	known := map[string]bool{}
	var out []vertex
	type step struct{ col, row, back int } // next column to try; the pivot that led here
	stack := []step{{0, -1, -1}}
	for len(stack) > 0 {
		if len(seen)%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		top := &stack[len(stack)-1]
		if top.col == w.cols {
			if top.row >= 0 {
				w.exchange(top.row, top.back)
			}
			stack = stack[:len(stack)-1]
			continue
		}
		col := top.col
		top.col++
		if w.basic[col] >= 0 {
			continue
		}
		row := w.leaving(col)
		next := w.zero()
		next.clear(w.label[col])
		next.set(w.label[w.basis[row]])
		if seen[next] {
			continue
		}
		if len(seen) > maxVertices {
			return nil, tooManyVertices()
		}
		seen[next] = true
		back := w.basis[row]
		w.exchange(row, col)
		if v, key := w.vertex(); !known[key] {
			known[key] = true
			if v.point != nil {
				out = append(out, v)
			}
		}
		stack = append(stack, step{0, row, back})
	}
	return out, nil
}

// walk is an exact tableau that wanders over the bases of a polytope. Columns
// are the own variables, the slacks and the right-hand side.
type walk struct {
	t     *exactTable
	p     polytope
	cols  int
	label []int // label of each column
	basis []int // column that is basic in each row
	basic []int // row in which a column is basic, or -1
}

// newWalk starts at the origin.
func newWalk(p polytope) *walk {
	m, n := len(p.row), len(p.own)
	w := &walk{p: p, cols: n + m, basis: make([]int, m), basic: make([]int, n+m)}
	w.label = append(append(w.label, p.own...), p.tight...)
	rows := make([][]*big.Rat, m)
	for i, row := range p.row {
		rows[i] = make([]*big.Rat, n+m+1)
		for j, x := range row {
			rows[i][j] = new(big.Rat).SetInt(x)
		}
		rows[i][n+i], rows[i][n+m] = big.NewRat(1, 1), big.NewRat(1, 1)
		w.basis[i] = n + i
		w.basic[n+i] = i
	}
	w.t = newExactTable(rows)
	for j := range n {
		w.basic[j] = -1
	}
	return w
}

// leaving returns the row that blocks column col first under the symbolic
// perturbation. The polytope is bounded, so there is one.
func (w *walk) leaving(col int) int {
	return lexLeaving(w.t, col, w.cols, len(w.p.own), w.cols)
}

// lexLeaving returns the row with the lexicographically smallest quotient of
// (right-hand side, columns from first to last−1) by a positive entry in
// column col, and -1 if column col has no positive entry. The columns must
// have started as a unit matrix.
func lexLeaving(t table, col, right, first, last int) int {
	var ties []int
	for i := range t.rows() {
		if t.sign(i, col) <= 0 {
			continue
		}
		ties = keepSmaller(t, right, col, ties, i)
	}
	for j := first; j < last && len(ties) > 1; j++ {
		var kept []int
		for _, i := range ties {
			kept = keepSmaller(t, j, col, kept, i)
		}
		ties = kept
	}
	if len(ties) == 0 {
		return -1
	}
	return ties[0]
}

// keepSmaller adds row i to the rows tied for the smallest quotient of entry j.
func keepSmaller(t table, j, col int, ties []int, i int) []int {
	if len(ties) == 0 {
		return append(ties, i)
	}
	switch c := t.ratio(j, col, i, ties[0]); {
	case c < 0:
		return append(ties[:0], i)
	case c == 0:
		return append(ties, i)
	}
	return ties
}

// exchange makes column col basic in row row.
func (w *walk) exchange(row, col int) {
	w.t.pivot(row, col)
	old := w.basis[row]
	w.basic[old], w.basic[col], w.basis[row] = -1, row, col
}

// zero returns the labels of the nonbasic variables.
func (w *walk) zero() labels {
	var l labels
	for j, row := range w.basic {
		if row < 0 {
			l.set(w.label[j])
		}
	}
	return l
}

// vertex returns the present vertex and a key that tells vertices apart. The
// point is nil at the origin.
func (w *walk) vertex() (vertex, string) {
	v := vertex{label: w.zero(), basis: w.zero(), point: w.point()}
	for i, col := range w.basis {
		if w.t.sign(i, w.cols) == 0 {
			v.label.set(w.label[col])
		}
	}
	if v.point == nil {
		return v, ""
	}
	return v, rowKey(v.point)
}

// point returns the coordinates of the present vertex scaled to sum to one,
// nil at the origin.
func (w *walk) point() []*big.Rat {
	n := len(w.p.own)
	sum, at := new(big.Int), make([]*big.Int, n)
	for i, col := range w.basis {
		if col < n {
			at[col] = &w.t.cell[i][w.cols]
			sum.Add(sum, at[col])
		}
	}
	if sum.Sign() == 0 {
		return nil
	}
	out := make([]*big.Rat, n)
	for j, x := range at {
		out[j] = new(big.Rat)
		if x != nil {
			out[j].SetFrac(x, sum)
		}
	}
	return out
}

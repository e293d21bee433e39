package game

import (
	"math/big"
)

// maxLabels bounds the strategies of both players together in [Extreme], and
// maxVertices the vertices of one polytope.
const (
	maxLabels   = 128
	maxVertices = 1 << 20
)

// labels is a set of strategies of both players: bit s is strategy s of player
// 0, bit m+s strategy s of player 1.
type labels [2]uint64

func (l labels) has(k int) bool { return l[k>>6]>>(k&63)&1 == 1 }
func (l *labels) set(k int)     { l[k>>6] |= 1 << (k & 63) }
func (l *labels) clear(k int)   { l[k>>6] &^= 1 << (k & 63) }

// allLabels returns the set of the first n labels.
func allLabels(n int) labels {
	var l labels
	for k := range n {
		l.set(k)
	}
	return l
}

// without returns the members of l that are not in o.
func (l labels) without(o labels) labels { return labels{l[0] &^ o[0], l[1] &^ o[1]} }

// polytope is {z ≥ 0 : row·z ≤ 1 for each row} with positive integer entries,
// the best reply polytope of one player scaled by unknown payoffs. own[j] is
// the label that holds when z[j] is zero, tight[i] when row i is tight.
type polytope struct {
	row        [][]*big.Int
	approx     [][]float64 // row, scaled into [1, 2]
	own, tight []int
}

// replies returns the best reply polytopes of a two-player game: the first of
// the strategies of player 0, with a row per strategy of player 1.
func (g *Normal) replies() (p, q polytope) {
	m, n := g.size[0], g.size[1]
	p = polytope{row: positive(transpose(g.integers(1)))}
	q = polytope{row: positive(g.integers(0))}
	for j := range n {
		p.tight, q.own = append(p.tight, m+j), append(q.own, m+j)
	}
	for i := range m {
		p.own, q.tight = append(p.own, i), append(q.tight, i)
	}
	p.approximate()
	q.approximate()
	return p, q
}

// integers returns the payoffs of player i in a two-player game, all scaled by
// one positive number to integers, indexed [player 0][player 1].
func (g *Normal) integers(i int) [][]*big.Int {
	flat := g.whole().pay[i]
	out := make([][]*big.Int, g.size[0])
	for r := range out {
		out[r] = make([]*big.Int, g.size[1])
		for c := range out[r] {
			out[r][c] = flat[r+c*g.stride[1]]
		}
	}
	return out
}

// transpose returns a with rows and columns exchanged.
func transpose(a [][]*big.Int) [][]*big.Int {
	out := make([][]*big.Int, len(a[0]))
	for j := range out {
		out[j] = make([]*big.Int, len(a))
		for i := range a {
			out[j][i] = a[i][j]
		}
	}
	return out
}

// positive shifts a matrix so that its largest entry is at most twice its
// smallest, which is positive.
func positive(a [][]*big.Int) [][]*big.Int {
	low, high := a[0][0], a[0][0]
	for _, row := range a {
		for _, x := range row {
			if x.Cmp(low) < 0 {
				low = x
			}
			if x.Cmp(high) > 0 {
				high = x
			}
		}
	}
	shift := new(big.Int).Sub(high, low)
	if shift.Sign() == 0 {
		shift.SetInt64(1)
	}
	shift.Sub(shift, low)
	out := make([][]*big.Int, len(a))
	for i, row := range a {
		out[i] = make([]*big.Int, len(row))
		for j, x := range row {
			out[i][j] = new(big.Int).Add(x, shift)
		}
	}
	return out
}

// approximate fills the float copy of the rows.
func (p *polytope) approximate() {
	low := p.row[0][0]
	for _, row := range p.row {
		for _, x := range row {
			if x.Cmp(low) < 0 {
				low = x
			}
		}
	}
	p.approx = make([][]float64, len(p.row))
	for i, row := range p.row {
		p.approx[i] = make([]float64, len(row))
		for j, x := range row {
			if x.IsInt64() && low.IsInt64() {
				p.approx[i][j] = float64(x.Int64()) / float64(low.Int64())
			} else {
				p.approx[i][j] = ratFloat(new(big.Rat).SetFrac(x, low))
			}
		}
	}
}

// vertex is a vertex of a polytope: its labels, a basis of it and, from the
// exact enumeration, its coordinates scaled to sum to one.
type vertex struct {
	label, basis labels // basis holds the labels of the nonbasic variables
	point        []*big.Rat
}

// tooManyVertices is the error of vertex enumeration.
func tooManyVertices() error {
	return &SizeError{"all extreme equilibria", maxVertices + 1, maxVertices, "vertices of a best reply polytope", "LemkeHowson or Homotopy for one equilibrium"}
}

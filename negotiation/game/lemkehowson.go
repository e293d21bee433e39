package game

import (
	"context"
	"fmt"
	"math/big"
	"slices"
)

// maxPath bounds the pivots of one Lemke-Howson or Lemke path.
const maxPath = 1 << 16

// LemkeHowson returns the Nash equilibrium of a two-player game at the end of
// the path that starts by dropping a label: strategy drop of player 0, or
// strategy drop−m of player 1 where player 0 has m strategies. Other labels
// may lead to other equilibria. The pivots are exact and ties are broken
// lexicographically, so the path ends in degenerate games too.
//
// It returns [ErrPlayers] unless there are two players, and a [*SizeError] if
// a path takes more than 2^16 pivots; path lengths can be exponential.
//
// Lemke, C. E. and Howson, J. T. (1964). Equilibrium points of bimatrix games.
// SIAM Journal 12(2), 413–423. https://doi.org/10.1137/0112033
func LemkeHowson(ctx context.Context, g *Normal, drop int) (Equilibrium, error) {
	if err := g.checkLabel(drop); err != nil {
		return Equilibrium{}, err
	}
	c := newCouple(g)
	if err := c.follow(ctx, drop); err != nil {
		return Equilibrium{}, err
	}
	return c.certify(g)
}

// checkLabel checks the arguments of LemkeHowson.
func (g *Normal) checkLabel(drop int) error {
	if err := g.needTwo("Lemke-Howson", "Homotopy or Supports"); err != nil {
		return err
	}
	if n := g.size[0] + g.size[1]; drop < 0 || drop >= n {
		return fmt.Errorf("game: dropped label %d, want 0 to %d", drop, n-1)
	}
	return nil
}

// Accessible returns the equilibria that Lemke-Howson paths connect with the
// artificial equilibrium, in the order in which they are found: from the
// artificial equilibrium and then from every equilibrium found, each label is
// dropped in turn. In a degenerate game the paths are those of one
// perturbation. Not every equilibrium need be accessible; [Extreme] finds all.
//
// Shapley, L. S. (1974). A note on the Lemke-Howson algorithm. Mathematical
// Programming Study 1, 175–189. https://doi.org/10.1007/BFb0121248
func Accessible(ctx context.Context, g *Normal) ([]Equilibrium, error) {
	if err := g.checkLabel(0); err != nil {
		return nil, err
	}
	var out []Equilibrium
	start := newCouple(g)
	seen := map[[2]string]bool{start.key(): true}
	shown := map[string]bool{}
	for queue := []*couple{start}; len(queue) > 0; queue = queue[1:] {
		for drop := range g.size[0] + g.size[1] {
			c := queue[0].clone()
			if err := c.follow(ctx, drop); err != nil {
				return nil, err
			}
			if seen[c.key()] {
				continue
			}
			seen[c.key()] = true
			queue = append(queue, c)
			if c.side[0].point() == nil {
				continue
			}
			q, err := c.certify(g)
			if err != nil {
				return nil, err
			}
			if k := rowKey(q.Exact[0]) + rowKey(q.Exact[1]); !shown[k] {
				shown[k] = true
				out = append(out, q)
			}
		}
	}
	return out, nil
}

// couple is the pair of tableaus of a Lemke-Howson path: the best reply
// polytopes of both players.
type couple struct {
	side [2]*walk
	m    int
}

// newCouple starts at the artificial equilibrium.
func newCouple(g *Normal) *couple {
	p, q := g.replies()
	return &couple{side: [2]*walk{newWalk(p), newWalk(q)}, m: g.size[0]}
}

// clone returns an independent copy.
func (c *couple) clone() *couple {
	return &couple{side: [2]*walk{c.side[0].clone(), c.side[1].clone()}, m: c.m}
}

// key tells the bases of couples apart.
func (c *couple) key() [2]string {
	return [2]string{c.side[0].basisKey(), c.side[1].basisKey()}
}

// follow drops a label and pivots until it is found again.
func (c *couple) follow(ctx context.Context, drop int) error {
	at := 0 // the polytope in which the label is not basic
	if c.side[0].basic[c.side[0].column(drop)] >= 0 {
		at = 1
	}
	label := drop
	for step := 0; ; step++ {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if step >= maxPath {
			return &SizeError{"Lemke-Howson", float64(step), maxPath, "pivots on one path", "another label, or Homotopy"}
		}
		w := c.side[at]
		col := w.column(label)
		row := w.leaving(col)
		label = w.label[w.basis[row]]
		w.exchange(row, col)
		if label == drop {
			return nil
		}
		at = 1 - at
	}
}

// certify returns the equilibrium at the present bases.
func (c *couple) certify(g *Normal) (Equilibrium, error) {
	x, y := c.side[0].point(), c.side[1].point()
	if x == nil || y == nil {
		return Equilibrium{}, fmt.Errorf("%w: path ended at the artificial equilibrium", ErrNumeric)
	}
	q, err := g.CertifyExact(ExactMixed{x, y})
	q.Certificate.Method = "Lemke-Howson"
	return q, err
}

// column returns the column of a label.
func (w *walk) column(label int) int {
	return slices.Index(w.label, label)
}

// clone returns an independent copy of w.
func (w *walk) clone() *walk {
	out := *w
	out.t = w.t.clone()
	out.basis, out.basic = slices.Clone(w.basis), slices.Clone(w.basic)
	return &out
}

// basisKey tells bases apart.
func (w *walk) basisKey() string {
	sorted := slices.Clone(w.basis)
	slices.Sort(sorted)
	return intsKey(sorted)
}

// clone returns an independent copy of t.
func (t *exactTable) clone() *exactTable {
	out := &exactTable{cell: make([][]big.Int, len(t.cell)), scale: t.scale}
	out.den.Set(&t.den)
	for i, row := range t.cell {
		out.cell[i] = make([]big.Int, len(row))
		for j := range row {
			out.cell[i][j].Set(&row[j])
		}
	}
	return out
}

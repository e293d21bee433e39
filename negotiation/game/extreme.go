package game

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"slices"
)

// Equilibria is the set of Nash equilibria of a two-player game.
type Equilibria struct {
	// Extreme are the extreme equilibria: every equilibrium is a convex
	// combination of those of one component.
	Extreme []Equilibrium
	// Components are the maximal Nash subsets: all profiles that mix the
	// listed strategies of either player are equilibria. An isolated
	// equilibrium is a component with one strategy each.
	Components []Component
	// Degenerate reports that a degenerate vertex was met, so that equilibria
	// may form components. False means that all of them are isolated and that
	// their number is odd.
	Degenerate bool
}

// Component is a maximal Nash subset: First[i] together with any Second[j] is
// an extreme equilibrium.
type Component struct {
	First, Second []int // indices into Equilibria.Extreme that show the strategy of player 0, of player 1
}

// Extreme returns all extreme equilibria of a two-player game, certified in
// rationals, sorted so that those with the earliest strategies come first.
//
// It enumerates the vertices of both best reply polytopes and matches those
// whose labels complete each other. The search decides in floats what is clear
// by a margin, recognises equalities modulo a prime, and starts again in
// rationals when the two disagree, so degenerate games are solved completely.
// The number of vertices grows exponentially: beyond 128 strategies together or 2^20 vertices Extreme
// returns a [*SizeError]. If only the components are too many to list, the
// extreme equilibria are returned together with that error.
//
// Avis, D., Rosenberg, G., Savani, R. and von Stengel, B. (2010). Enumeration
// of Nash equilibria for two-player games. Economic Theory 42, 9–37.
// https://doi.org/10.1007/s00199-009-0449-x
func Extreme(ctx context.Context, g *Normal) (*Equilibria, error) {
	if err := g.needTwo("all extreme equilibria", "Supports or Homotopy"); err != nil {
		return nil, err
	}
	if n := g.size[0] + g.size[1]; n > maxLabels {
		return nil, &SizeError{"all extreme equilibria", float64(n), maxLabels, "strategies of both players", "LemkeHowson or Homotopy for one equilibrium"}
	}
	out := &Equilibria{}
	pairs, ok, err := g.fastExtreme(ctx, &out.Degenerate)
	if err == nil && !ok {
		out.Degenerate = true
		pairs, err = g.exactExtreme(ctx)
	}
	if err != nil {
		return nil, err
	}
	slices.SortFunc(pairs, comparePairs)
	for _, p := range pairs {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		q, err := g.CertifyExact(p)
		if err != nil {
			return nil, err
		}
		if !q.Certificate.Holds(0) {
			return nil, fmt.Errorf("%w: %v", ErrNumeric, q.Certificate)
		}
		q.Certificate.Method = "all extreme equilibria"
		out.Extreme = append(out.Extreme, q)
	}
	out.Components, err = components(ctx, out.Extreme)
	return out, err
}

// comparePairs orders profiles by their probabilities, largest first.
func comparePairs(a, b ExactMixed) int {
	for i := range a {
		for s := range a[i] {
			if c := b[i][s].Cmp(a[i][s]); c != 0 {
				return c
			}
		}
	}
	return 0
}

// fastExtreme returns the extreme equilibria, and false if floats and residues
// cannot tell. It sets degenerate.
func (g *Normal) fastExtreme(ctx context.Context, degenerate *bool) ([]ExactMixed, bool, error) {
	p, q := g.replies()
	first, ok, err := p.fastVertices(ctx)
	if err != nil || !ok {
		return nil, false, err
	}
	all := allLabels(g.size[0] + g.size[1])
	if pairs, ok := g.completions(first, q, all); ok {
		return pairs, true, nil
	}
	*degenerate = true
	second, ok, err := q.fastVertices(ctx)
	if err != nil || !ok {
		return nil, false, err
	}
	return matchVertices(ctx, all, first, second, func(x, y *vertex) bool {
		return p.locate(x) && q.locate(y)
	})
}

// completions returns the equilibria of a game that is not degenerate: each
// vertex of the first polytope whose missing labels are a vertex of the
// second. It returns false if the game is degenerate or close to it.
func (g *Normal) completions(first []vertex, q polytope, all labels) ([]ExactMixed, bool) {
	d := newDictionary(q)
	var out []ExactMixed
	for _, x := range first {
		if x.label != x.basis {
			return nil, false
		}
		missing := all.without(x.label)
		if missing == d.origin {
			continue
		}
		if !d.factor(missing) {
			return nil, false
		}
		feasible := true
		for i := range d.m {
			v := d.cell[i*(d.n+1)+d.n]
			if math.Abs(v) < tooClose {
				return nil, false
			}
			feasible = feasible && v > 0
		}
		if !feasible {
			continue
		}
		pair, ok := g.solveSupport(x.label, missing)
		if !ok {
			return nil, false
		}
		out = append(out, pair)
	}
	return out, len(out)%2 == 1 // a nondegenerate game has an odd number
}

// locate computes the coordinates of a vertex from its basis in rationals, and
// returns false if the basis is none.
func (p polytope) locate(v *vertex) bool {
	if v.point != nil {
		return true
	}
	var rows []int // tight rows determine the coordinates that are not zero
	var cols []int
	for i, k := range p.tight {
		if v.basis.has(k) {
			rows = append(rows, i)
		}
	}
	for j, k := range p.own {
		if !v.basis.has(k) {
			cols = append(cols, j)
		}
	}
	if len(rows) != len(cols) {
		return false
	}
	system := make([][]*big.Rat, len(rows))
	for a, i := range rows {
		system[a] = make([]*big.Rat, len(cols)+1)
		for b, j := range cols {
			system[a][b] = new(big.Rat).SetInt(p.row[i][j])
		}
		system[a][len(cols)] = big.NewRat(1, 1)
	}
	z, ok := solveExact(system)
	if !ok {
		return false
	}
	sum := new(big.Rat)
	for _, x := range z {
		if x.Sign() < 0 {
			return false
		}
		sum.Add(sum, x)
	}
	v.point = make([]*big.Rat, len(p.own))
	for j := range v.point {
		v.point[j] = new(big.Rat)
	}
	for b, j := range cols {
		v.point[j].Quo(z[b], sum)
	}
	return true
}

// solveSupport returns the equilibrium whose strategies outside the label sets
// l of player 0 and r of player 1 are in use, and false if the equations do
// not determine it.
func (g *Normal) solveSupport(l, r labels) (ExactMixed, bool) {
	var rows, cols []int
	for i := range g.size[0] {
		if !l.has(i) {
			rows = append(rows, i)
		}
	}
	for j := range g.size[1] {
		if !r.has(g.size[0] + j) {
			cols = append(cols, j)
		}
	}
	x, ok := g.indifferent(1, rows, cols)
	if !ok {
		return nil, false
	}
	y, ok := g.indifferent(0, cols, rows)
	return ExactMixed{x, y}, ok
}

// indifferent returns the mixture of the strategies mix of the opponent of
// player i that makes i indifferent between his strategies same, and false if
// there is not exactly one with positive weights.
func (g *Normal) indifferent(i int, mix, same []int) ([]*big.Rat, bool) {
	if len(mix) != len(same) || len(mix) == 0 {
		return nil, false
	}
	k := len(mix)
	rows := make([][]*big.Rat, k)
	for a := range rows {
		rows[a] = make([]*big.Rat, k+1)
		for b, s := range mix {
			if a == 0 {
				rows[a][b] = big.NewRat(1, 1)
				continue
			}
			rows[a][b] = new(big.Rat).Sub(g.against(i, same[a], s), g.against(i, same[0], s))
		}
	}
	rows[0][k] = big.NewRat(1, 1)
	w, ok := solveExact(rows)
	if !ok {
		return nil, false
	}
	out := make([]*big.Rat, g.size[1-i])
	for s := range out {
		out[s] = new(big.Rat)
	}
	for b, s := range mix {
		if w[b].Sign() <= 0 {
			return nil, false
		}
		out[s] = w[b]
	}
	return out, true
}

// against returns the scaled payoff of player i for his strategy s against
// strategy t.
func (g *Normal) against(i, s, t int) *big.Rat {
	return new(big.Rat).SetInt(g.whole().pay[i][s*g.stride[i]+t*g.stride[1-i]])
}

// solveExact solves the square system whose rows end with the right-hand side,
// and returns false if it is singular.
func solveExact(rows [][]*big.Rat) ([]*big.Rat, bool) {
	t, n := newExactTable(rows), len(rows)
	used := make([]int, n) // row of each column
	taken := make([]bool, n)
	for j := range n {
		used[j] = -1
		for i := range n {
			if !taken[i] && t.sign(i, j) != 0 {
				t.pivot(i, j)
				used[j], taken[i] = i, true
				break
			}
		}
		if used[j] < 0 {
			return nil, false
		}
	}
	out := make([]*big.Rat, n)
	for j := range out {
		out[j] = t.rat(used[j], n)
	}
	return out, true
}

// exactExtreme returns the extreme equilibria of any game, in rationals.
func (g *Normal) exactExtreme(ctx context.Context) ([]ExactMixed, error) {
	p, q := g.replies()
	first, err := p.exactVertices(ctx)
	if err != nil {
		return nil, err
	}
	second, err := q.exactVertices(ctx)
	if err != nil {
		return nil, err
	}
	all := allLabels(g.size[0] + g.size[1])
	out, _, err := matchVertices(ctx, all, first, second, func(x, y *vertex) bool { return true })
	return out, err
}

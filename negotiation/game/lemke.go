package game

import (
	"context"
	"fmt"
	"math/big"
)

// Sequence returns one Nash equilibrium of a two-player game in extensive form
// by Lemke's complementary pivoting on the sequence form, in rationals. It
// need not be subgame perfect: see [CheckRationality]. It needs perfect recall
// and returns a [*SizeError] beyond 400 sequences and information sets.
//
// Koller, D., Megiddo, N. and von Stengel, B. (1996). Efficient computation of
// equilibria for extensive two-person games. Games and Economic Behavior
// 14(2), 247–259. https://doi.org/10.1006/game.1996.0051
func Sequence(ctx context.Context, e *Extensive) (BehaviourEquilibrium, error) {
	f, err := e.sequenceForm("the sequence form")
	if err != nil {
		return BehaviourEquilibrium{}, err
	}
	size := f.side[0].count + f.side[1].count + len(f.side[0].at) + len(f.side[1].at)
	if size > maxExactForm {
		return BehaviourEquilibrium{}, &SizeError{"Lemke on the sequence form", float64(size), maxExactForm, "sequences and information sets", "AgentLogit, or ZeroSum and CFR if payoffs have a constant sum"}
	}
	z, err := lemke(ctx, f.complementarity())
	if err != nil {
		return BehaviourEquilibrium{}, err
	}
	n0, n1 := f.side[0].count, f.side[1].count
	q, err := e.CertifyExact(f.profile(z[:n0], z[n0:n0+n1]))
	if err != nil {
		return q, err
	}
	q.Certificate.Method = "sequence form, Lemke"
	if !q.Certificate.Holds(0) {
		return q, fmt.Errorf("%w: %v", ErrNumeric, q.Certificate)
	}
	return q, nil
}

// complementarity returns the rows (M, q) of the linear complementarity
// problem z ≥ 0, Mz+q ≥ 0, z·(Mz+q) = 0 whose solutions are the equilibria:
// realisation plans of both players, then two columns per constraint of either
// plan, as its multiplier may have any sign.
func (f *sequenceForm) complementarity() [][]*big.Rat {
	n := [2]int{f.side[0].count, f.side[1].count}
	k := [2]int{len(f.side[0].at) + 1, len(f.side[1].at) + 1}
	size := n[0] + n[1] + 2*(k[0]+k[1])
	rows := make([][]*big.Rat, size)
	for i := range rows {
		rows[i] = make([]*big.Rat, size+1)
	}
	for _, key := range f.keys { // costs: how far a payoff lies below one more than the top
		for i := range 2 {
			r, c := key[i], key[1-i]
			if i == 0 {
				c += n[0]
			} else {
				r += n[0]
			}
			rows[r][c] = f.cost(key, i)
		}
	}
	at := [2]int{0, n[0]}
	from := n[0] + n[1]
	for i := range 2 {
		put := func(constraint, sequence int, x int64) {
			p, s := from+constraint, at[i]+sequence
			rows[s][p], rows[s][p+k[i]] = big.NewRat(-x, 1), big.NewRat(x, 1)
			rows[p][s], rows[p+k[i]][s] = big.NewRat(x, 1), big.NewRat(-x, 1)
		}
		put(0, 0, 1)
		rows[from][size], rows[from+k[i]][size] = big.NewRat(-1, 1), big.NewRat(1, 1)
		for h, row := range f.side[i].at {
			put(h+1, f.side[i].parent[h], -1)
			for _, q := range row {
				put(h+1, q, 1)
			}
		}
		from += 2 * k[i]
	}
	return rows
}

// cost returns chance times (top + 1 − payoff), summed over the leaves of a
// pair of sequences, which is positive.
func (f *sequenceForm) cost(key [2]int, i int) *big.Rat {
	span := new(big.Rat).Sub(f.top[i], f.base[i])
	span.Add(span, big.NewRat(1, 1))
	span.Mul(span, f.chance[key])
	return span.Sub(span, f.pay[key][i])
}

// lemke solves the linear complementarity problem with rows (M, q) in
// rationals. It drives an artificial variable out along the path of covering
// vector one, with lexicographic ratios, so it ends.
//
// Lemke, C. E. (1965). Bimatrix equilibrium points and mathematical
// programming. Management Science 11(7), 681–689.
// https://doi.org/10.1287/mnsc.11.7.681
func lemke(ctx context.Context, problem [][]*big.Rat) ([]*big.Rat, error) {
	n := len(problem)
	t, basis := lemkeTable(problem)
	z := make([]*big.Rat, n)
	for j := range z {
		z[j] = new(big.Rat)
	}
	worst := lemkeStart(t, n)
	if worst < 0 {
		return z, nil
	}
	cover, right := 2*n, 2*n+1
	t.pivot(worst, cover)
	left := basis[worst]
	basis[worst] = cover
	for step := 0; left != cover; step++ {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if step > maxPath {
			return nil, &SizeError{"Lemke", float64(step), maxPath, "pivots on the path", "AgentLogit"}
		}
		enter := (left + n) % (2 * n) // the complement of what left
		row := lexLeaving(t, enter, right, 0, n)
		if row < 0 {
			return nil, fmt.Errorf("%w: Lemke's path ended on a ray", ErrNumeric)
		}
		row = preferCover(t, basis, enter, right, row, cover)
		t.pivot(row, enter)
		left = basis[row]
		basis[row] = enter
	}
	for i, col := range basis {
		if col >= n && col < 2*n {
			z[col-n] = t.rat(i, right)
		}
	}
	return z, nil
}

// lemkeTable returns the tableau w − Mz − cover = q and its first basis w.
// Columns are w, z, the covering variable and the right-hand side.
func lemkeTable(problem [][]*big.Rat) (*exactTable, []int) {
	n := len(problem)
	rows, basis := make([][]*big.Rat, n), make([]int, n)
	for i, row := range problem {
		rows[i] = make([]*big.Rat, 2*n+2)
		for j := range n {
			rows[i][n+j] = signed(row[j], true)
		}
		rows[i][2*n] = big.NewRat(-1, 1)
		rows[i][2*n+1] = row[n]
		basis[i] = i
	}
	t := newExactTable(rows)
	for i := range n {
		t.cell[i][i].SetInt64(1)
	}
	return t, basis
}

// lemkeStart returns the row with the most negative right-hand side, the last
// if several are equal so that the lexicographic order holds, and -1 if none
// is negative.
func lemkeStart(t *exactTable, n int) int {
	worst := -1
	for i := range n {
		if t.sign(i, 2*n+1) < 0 && (worst < 0 || t.rat(i, 2*n+1).Cmp(t.rat(worst, 2*n+1)) <= 0) {
			worst = i
		}
	}
	return worst
}

// preferCover returns the row of the covering variable if it ties with row for
// leaving the basis, which ends the path, and row otherwise.
func preferCover(t table, basis []int, enter, right, row, cover int) int {
	for i, col := range basis {
		if col == cover && t.sign(i, enter) > 0 && t.ratio(right, enter, i, row) == 0 {
			return i
		}
	}
	return row
}

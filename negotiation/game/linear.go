package game

import (
	"context"
	"errors"
	"fmt"
	"math/big"
)

// Faults of linear programs; none of them leaves the package.
var (
	errInfeasible = errors.New("game: linear program has no feasible point")
	errUnbounded  = errors.New("game: linear program is unbounded")
)

// relation of a row of a linear program.
type relation byte

const (
	atMost relation = iota
	equals
	atLeast
)

// linear is the linear program max cost·x over x ≥ 0 and rows.
type linear struct {
	cost []*big.Rat // nil entries are zero
	rows []linearRow
	soft bool // solve in floats
}

// linearRow is coef·x (relation) right; nil coefficients are zero.
type linearRow struct {
	coef  []*big.Rat
	rel   relation
	right *big.Rat
}

// add appends a row.
func (l *linear) add(coef []*big.Rat, rel relation, right *big.Rat) {
	l.rows = append(l.rows, linearRow{coef, rel, right})
}

// optimum is the solution of a linear program. dual holds the multipliers of
// the rows that are inequalities, and nil for equations.
type optimum struct {
	x, dual []*big.Rat
	value   *big.Rat
}

// solve returns an optimal solution by the two-phase simplex method: steepest
// coefficient, and Bland's rule once the method stalls, so that it terminates.
// It checks ctx as it goes.
//
// Bland, R. G. (1977). New finite pivoting rules for the simplex method.
// Mathematics of Operations Research 2(2), 103–107.
// https://doi.org/10.1287/moor.2.2.103
func (l *linear) solve(ctx context.Context) (*optimum, error) {
	s := l.start()
	if s.first < s.right {
		if err := s.phase(ctx, s.m, s.first); err != nil {
			return nil, err
		}
		if s.t.sign(s.m, s.right) != 0 {
			return nil, errInfeasible
		}
		s.dropArtificial()
	}
	if err := s.phase(ctx, s.m+1, s.first); err != nil {
		return nil, err
	}
	n := len(l.cost)
	o := &optimum{x: make([]*big.Rat, n), value: new(big.Rat)}
	for j := range o.x {
		o.x[j] = new(big.Rat)
	}
	for i := range s.m {
		if s.basis[i] < n {
			o.x[s.basis[i]] = s.t.rat(i, s.right)
		}
	}
	for j, c := range l.cost {
		if c != nil {
			o.value.Add(o.value, new(big.Rat).Mul(c, o.x[j]))
		}
	}
	for i, col := range s.slack {
		o.dual = append(o.dual, s.multiplier(i, col))
	}
	return o, nil
}

// multiplier returns the multiplier of row i, whose slack is column col.
func (s *simplex) multiplier(i, col int) *big.Rat {
	if col < 0 {
		return nil
	}
	x := s.t.rat(s.m+1, col)
	if t, ok := s.t.(*exactTable); ok {
		x.Mul(x, new(big.Rat).SetFrac(t.scale[i], t.scale[s.m+1]))
	}
	return x
}

// simplex is the state of the simplex method: rows 0 to m−1 are the
// constraints, row m the artificial objective and row m+1 the true one.
type simplex struct {
	t        table
	m, right int
	first    int // columns from first on are artificial
	basis    []int
	slack    []int // slack column of each row, -1 for an equation
}

// start builds the first tableau: structural columns, one slack per
// inequality, one artificial where no slack can be basic, the right-hand side.
func (l *linear) start() *simplex {
	n, slacks, arts := len(l.cost), 0, 0
	for _, r := range l.rows {
		if r.rel != equals {
			slacks++
		}
		if needsArtificial(r) {
			arts++
		}
	}
	s := &simplex{m: len(l.rows), first: n + slacks, right: n + slacks + arts}
	s.basis = make([]int, s.m)
	rows := make([][]*big.Rat, s.m+2)
	for i := range rows {
		rows[i] = make([]*big.Rat, s.right+1)
	}
	slack, art := n, s.first
	for i, r := range l.rows {
		s.slack = append(s.slack, -1)
		flip := r.right.Sign() < 0
		for j, x := range r.coef {
			rows[i][j] = signed(x, flip)
		}
		rows[i][s.right] = signed(r.right, flip)
		if r.rel != equals {
			rows[i][slack] = signed(big.NewRat(1, 1), (r.rel == atLeast) != flip)
			s.basis[i], s.slack[i] = slack, slack
			slack++
		}
		if needsArtificial(r) {
			rows[i][art] = big.NewRat(1, 1)
			s.basis[i] = art
			art++
			for j, x := range rows[i] {
				if x != nil && (j < s.first || j == s.right) {
					rows[s.m][j] = new(big.Rat).Sub(orZero(rows[s.m][j]), x)
				}
			}
		}
	}
	for j, c := range l.cost {
		rows[s.m+1][j] = signed(c, true)
	}
	if l.soft {
		s.t = newFloatTable(rows)
	} else {
		s.t = newExactTable(rows)
		s.fixUnits()
	}
	return s
}

// fixUnits divides out of an exact tableau the factors by which its rows were
// scaled, in the columns of their basic variables, so that they are units.
func (s *simplex) fixUnits() {
	t := s.t.(*exactTable)
	for i := range s.m {
		t.cell[i][s.basis[i]].SetInt64(1)
	}
}

// needsArtificial reports whether the slack of r cannot be basic at the start.
func needsArtificial(r linearRow) bool {
	switch r.rel {
	case atMost:
		return r.right.Sign() < 0
	case atLeast:
		return r.right.Sign() >= 0
	}
	return true
}

// signed returns x, negated if flip; nil stays nil.
func signed(x *big.Rat, flip bool) *big.Rat {
	if x == nil || !flip {
		return x
	}
	return new(big.Rat).Neg(x)
}

// orZero returns x, or zero for nil.
func orZero(x *big.Rat) *big.Rat {
	if x == nil {
		return new(big.Rat)
	}
	return x
}

// phase pivots until the objective in row obj has no negative entry among the
// columns below limit.
func (s *simplex) phase(ctx context.Context, obj, limit int) error {
	stalled, last := 0, s.t.float(obj, s.right)
	for step := 0; ; step++ {
		if step%4 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if step > 200*(s.m+s.right)+10000 {
			return fmt.Errorf("%w: simplex method did not end", ErrNumeric)
		}
		col := s.entering(obj, limit, stalled > 2*s.m+20)
		if col < 0 {
			return nil
		}
		row := s.leaving(col)
		if row < 0 {
			return errUnbounded
		}
		s.t.pivot(row, col)
		s.basis[row] = col
		stalled++
		if now := s.t.float(obj, s.right); now != last {
			stalled, last = 0, now
		}
	}
}

// entering returns the column to enter the basis, -1 at the optimum.
func (s *simplex) entering(obj, limit int, bland bool) int {
	if !bland {
		return s.t.lowest(obj, limit)
	}
	for j := range limit {
		if s.t.sign(obj, j) < 0 {
			return j
		}
	}
	return -1
}

// leaving returns the row whose basic variable blocks column col first, the
// one with the lowest variable if several do, and -1 if none does.
func (s *simplex) leaving(col int) int {
	row := -1
	for i := range s.m {
		if s.t.sign(i, col) <= 0 {
			continue
		}
		if row < 0 {
			row = i
			continue
		}
		if c := s.t.ratio(s.right, col, i, row); c < 0 || c == 0 && s.basis[i] < s.basis[row] {
			row = i
		}
	}
	return row
}

// dropArtificial pivots artificial variables out of the basis where a column
// allows it; the other rows are redundant and stay at zero.
func (s *simplex) dropArtificial() {
	for i := range s.m {
		if s.basis[i] < s.first {
			continue
		}
		for j := range s.first {
			if s.t.sign(i, j) != 0 {
				s.t.pivot(i, j)
				s.basis[i] = j
				break
			}
		}
	}
}

package bargain

import (
	"context"
	"fmt"
	"math"
)

// A program is a linear program: maximise cost·x over x ≥ 0 subject to rows.
type program struct {
	cost []float64
	rows []constraint
}

// A constraint is a·x ≤ b, or a·x = b if equal is true.
type constraint struct {
	a     []float64
	b     float64
	equal bool
}

const pivotTolerance = 1e-10

// tableau is the simplex tableau with one identity column per row, so that the
// dual values can be read off. Columns are variables, surpluses of turned rows,
// identity, right-hand side.
type tableau struct {
	t          [][]float64
	basis      []int
	sign       []float64 // -1 where a row was turned
	artificial []bool    // per row: its identity column must leave the basis
	n, first   int       // variables; first identity column
	filled     []int     // scratch: columns where the pivot row is not zero
}

// solve returns an optimal x and the dual value y of every row. It is meant for
// programs of a few hundred rows; answers are to be verified by the caller.
func (p program) solve(ctx context.Context) (x, y []float64, err error) {
	t := p.tableau()
	width := len(t.t[0])
	one := make([]float64, width)
	for r, art := range t.artificial {
		if art {
			one[t.first+r] = -1
		}
	}
	low, err := t.maximise(ctx, one, width-1)
	if err != nil {
		return nil, nil, err
	}
	if low < -1e-7 {
		return nil, nil, scope("linear program", "no feasible point, constraints are missed by %v", -low)
	}
	t.expel()
	two := make([]float64, width)
	copy(two, p.cost)
	if _, err := t.maximise(ctx, two, t.first); err != nil {
		return nil, nil, err
	}
	x, y = make([]float64, t.n), make([]float64, len(p.rows))
	for r, b := range t.basis {
		if b < t.n {
			x[b] = t.t[r][width-1]
		}
	}
	reduced := t.reduced(two)
	for r := range y {
		y[r] = -t.sign[r] * reduced[t.first+r]
		if t.artificial[r] && !p.rows[r].equal && t.sign[r] > 0 {
			y[r] = 0
		}
	}
	return x, y, nil
}

func (p program) tableau() *tableau {
	n, m := len(p.cost), len(p.rows)
	turned := 0
	for _, r := range p.rows {
		if r.b < 0 && !r.equal {
			turned++
		}
	}
	t := &tableau{t: make([][]float64, m), basis: make([]int, m), sign: make([]float64, m),
		artificial: make([]bool, m), n: n, first: n + turned}
	surplus := n
	for r, row := range p.rows {
		line := make([]float64, n+turned+m+1)
		t.sign[r] = 1
		if row.b < 0 {
			t.sign[r] = -1
		}
		for k, a := range row.a {
			line[k] = t.sign[r] * a
		}
		line[len(line)-1] = t.sign[r] * row.b
		if row.b < 0 && !row.equal {
			line[surplus] = -1
			surplus++
		}
		line[t.first+r] = 1
		t.artificial[r] = row.equal || row.b < 0
		t.t[r], t.basis[r] = line, t.first+r
	}
	return t
}

// reduced returns the reduced costs of every column and, last, minus the value.
func (t *tableau) reduced(cost []float64) []float64 {
	z := append([]float64(nil), cost...)
	for r, b := range t.basis {
		if c := cost[b]; c != 0 {
			for k, a := range t.t[r] {
				z[k] -= c * a
			}
		}
	}
	return z
}

// maximise pivots among the first columns and, for ordinary rows, their identity
// columns, until no reduced cost is positive; it returns the value.
func (t *tableau) maximise(ctx context.Context, cost []float64, columns int) (float64, error) {
	z := t.reduced(cost)
	limit := 200 * (len(t.t) + t.n + 10)
	for step := range limit {
		if err := pause(ctx, step*16); err != nil {
			return 0, err
		}
		enter := t.entering(z, columns, step > limit/4)
		if enter < 0 {
			return -t.reduced(cost)[len(z)-1], nil
		}
		leave := t.leaving(enter)
		if leave < 0 {
			return 0, scope("linear program", "unbounded")
		}
		t.pivot(leave, enter)
		c := z[enter]
		for k, a := range t.t[leave] {
			z[k] -= c * a
		}
	}
	return 0, fmt.Errorf("%w: linear program: %d pivots", ErrConvergence, limit)
}

// entering picks the largest reduced cost, or in the end the first (Bland's
// rule, which cannot cycle).
func (t *tableau) entering(z []float64, columns int, bland bool) int {
	best, at := pivotTolerance, -1
	for k := range len(z) - 1 {
		if k >= columns && (k < t.first || t.artificial[k-t.first]) {
			continue
		}
		if z[k] > best {
			best, at = z[k], k
			if bland {
				return at
			}
		}
	}
	return at
}

func (t *tableau) leaving(enter int) int {
	at, least := -1, math.Inf(1)
	for r, row := range t.t {
		if row[enter] <= pivotTolerance {
			continue
		}
		q := row[len(row)-1] / row[enter]
		if q < least-1e-12 || (q < least+1e-12 && t.basis[r] < t.basis[at]) {
			at, least = r, min(q, least)
		}
	}
	return at
}

func (t *tableau) pivot(leave, enter int) {
	row := t.t[leave]
	inverse := 1 / row[enter]
	for k := range row {
		row[k] *= inverse
	}
	row[enter] = 1
	t.filled = t.filled[:0]
	for k, a := range row {
		if a != 0 {
			t.filled = append(t.filled, k)
		}
	}
	for r, other := range t.t {
		if f := other[enter]; r != leave && f != 0 {
			for _, k := range t.filled {
				other[k] -= f * row[k]
			}
			other[enter] = 0
		}
	}
	t.basis[leave] = enter
}

// expel drives artificial variables that stayed in the basis at zero out of it;
// rows where that is impossible are redundant and are left alone.
func (t *tableau) expel() {
	for r, b := range t.basis {
		if b < t.first || !t.artificial[b-t.first] {
			continue
		}
		for k := range t.first {
			if math.Abs(t.t[r][k]) > 1e-7 {
				t.pivot(r, k)
				break
			}
		}
	}
}

// matrixGame solves the zero-sum game in which the row player maximises: its
// value and an optimal mixture of each player. Entries are mapped to [1, 2].
func matrixGame(ctx context.Context, a [][]float64) (value float64, row, column []float64, err error) {
	least, most := math.Inf(1), math.Inf(-1)
	for _, r := range a {
		for _, x := range r {
			least, most = min(least, x), max(most, x)
		}
	}
	span := most - least
	if span == 0 {
		span = 1
	}
	p := program{cost: make([]float64, len(a[0])), rows: make([]constraint, len(a))}
	for j := range p.cost {
		p.cost[j] = 1
	}
	for i, r := range a {
		line := make([]float64, len(r))
		for j, x := range r {
			line[j] = 1 + (x-least)/span
		}
		p.rows[i] = constraint{a: line, b: 1}
	}
	column, row, err = p.solve(ctx)
	if err != nil {
		return 0, nil, nil, err
	}
	total := 0.0
	for _, q := range column {
		total += q
	}
	normalise(column)
	normalise(row)
	return least + (1/total-1)*span, row, column, nil
}

// normalise clears tiny negatives and scales to sum one.
func normalise(p []float64) {
	sum := 0.0
	for i := range p {
		p[i] = max(p[i], 0)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
}

// guarantees returns what the mixtures secure: the row player at least the first,
// the column player at most the second.
func guarantees(a [][]float64, row, column []float64) (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for j := range column {
		sum := 0.0
		for i := range row {
			sum += row[i] * a[i][j]
		}
		least = min(least, sum)
	}
	for i := range row {
		sum := 0.0
		for j := range column {
			sum += column[j] * a[i][j]
		}
		most = max(most, sum)
	}
	return least, most
}

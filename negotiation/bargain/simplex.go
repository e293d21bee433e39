package bargain

import (
	"context"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
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

const (
	pivotTolerance = 1e-9
	// nudge is the size of the perturbation of the right-hand sides that keeps
	// the method from going round in circles on degenerate programs.
	nudge = 1e-6
)

// tableau is the simplex tableau. Columns are the variables, the surpluses of
// turned rows, one identity column per row, from which dual values are read, and
// two right-hand sides: the true one and a perturbed one that governs the pivots.
type tableau struct {
	t          [][]float64
	basis      []int
	sign       []float64 // -1 where a row was turned
	artificial []bool    // per row: its identity column must leave the basis
	n, first   int       // variables; first identity column
	filled     []int     // scratch: columns where the pivot row is not zero
}

// attempts is how often a program is solved, each time with another perturbation,
// before its failure is believed.
const attempts = 4

// solve returns an optimal x and the dual value y of every row, verified against
// the rows and against each other. It is meant for programs of a few hundred
// rows.
func (p program) solve(ctx context.Context) (x, y []float64, err error) {
	for k := range attempts {
		x, y, err = p.attempt(ctx, k)
		if err == nil && p.verified(x, y) {
			return x, y, nil
		}
		if stop := ctx.Err(); stop != nil {
			return nil, nil, fmt.Errorf("bargain: stopped: %w", stop)
		}
	}
	if err == nil {
		err = fmt.Errorf("%w: linear program: no answer passes verification", ErrConvergence)
	}
	return nil, nil, err
}

// verified reports whether x satisfies the rows and y bounds the value by what x
// attains.
func (p program) verified(x, y []float64) bool {
	const tolerance = 1e-8
	value, bound := 0.0, 0.0
	price := make([]float64, len(x))
	for j, c := range p.cost {
		value += c * x[j]
	}
	for r, row := range p.rows {
		left := 0.0
		for j, a := range row.a {
			left += a * x[j]
			price[j] += y[r] * a
		}
		bound += y[r] * row.b
		if !(left <= row.b+tolerance) || (row.equal && !(left >= row.b-tolerance)) || (!row.equal && y[r] < -tolerance) {
			return false
		}
	}
	for j, c := range p.cost {
		if c-price[j] > tolerance*(1+math.Abs(c)) {
			return false
		}
	}
	return math.Abs(bound-value) <= tolerance*(1+math.Abs(value))
}

func (p program) attempt(ctx context.Context, trial int) (x, y []float64, err error) {
	t := p.tableau(trial)
	one := make([]float64, t.first+len(t.t)+2)
	for r, art := range t.artificial {
		if art {
			one[t.first+r] = -1
		}
	}
	if err := t.maximise(ctx, one); err != nil {
		return nil, nil, err
	}
	if missed := t.missed(); missed > 1e-7 {
		return nil, nil, scope("linear program", "no feasible point, constraints are missed by %v", missed)
	}
	t.expel()
	two := make([]float64, len(one))
	copy(two, p.cost)
	if err := t.maximise(ctx, two); err != nil {
		return nil, nil, err
	}
	if err := t.restore(ctx, two); err != nil {
		return nil, nil, err
	}
	return p.read(t.basis, two)
}

// read solves the basis afresh from the rows of the program, which sheds the
// rounding of the pivots, and returns the primal and the dual values.
func (p program) read(basis []int, cost []float64) (x, y []float64, err error) {
	t := p.tableau(0)
	m := len(basis)
	b, right, paid := mat.NewDense(m, m, nil), mat.NewVecDense(m, nil), mat.NewVecDense(m, nil)
	for r, row := range t.t {
		right.SetVec(r, row[t.truth()])
		paid.SetVec(r, cost[basis[r]])
		for k, column := range basis {
			b.Set(r, k, row[column])
		}
	}
	var held, dual mat.VecDense
	if err := held.SolveVec(b, right); err != nil {
		return nil, nil, fmt.Errorf("%w: linear program: %v", ErrConvergence, err)
	}
	if err := dual.SolveVec(b.T(), paid); err != nil {
		return nil, nil, fmt.Errorf("%w: linear program: %v", ErrConvergence, err)
	}
	x, y = make([]float64, t.n), make([]float64, m)
	for r, k := range basis {
		y[r] = t.sign[r] * dual.AtVec(r)
		if k < t.n {
			x[k] = max(held.AtVec(r), 0)
		}
	}
	return x, y, nil
}

func (p program) tableau(trial int) *tableau {
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
		line := make([]float64, n+turned+m+2)
		t.sign[r] = 1
		if row.b < 0 {
			t.sign[r] = -1
		}
		for k, a := range row.a {
			line[k] = t.sign[r] * a
		}
		if row.b < 0 && !row.equal {
			line[surplus] = -1
			surplus++
		}
		line[t.first+r] = 1
		line[t.first+m] = t.sign[r] * row.b
		// Multiples of the golden ratio spread evenly and never tie.
		_, spread := math.Modf(float64(r+1+1000*trial) * math.Phi)
		line[t.first+m+1] = line[t.first+m] + nudge*(0.5+spread)
		t.artificial[r] = row.equal || row.b < 0
		t.t[r], t.basis[r] = line, t.first+r
	}
	return t
}

// truth is the column of the true right-hand side; the perturbed one is next.
func (t *tableau) truth() int { return t.first + len(t.t) }

// missed is the sum of the artificial variables in the basis.
func (t *tableau) missed() float64 {
	sum := 0.0
	for r, b := range t.basis {
		if b >= t.first && t.artificial[b-t.first] {
			sum += math.Abs(t.t[r][t.truth()])
		}
	}
	return sum
}

// reduced returns the reduced costs of every column.
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

// maximise pivots until no reduced cost is positive, by the largest reduced cost
// and in the end by the first, which cannot cycle.
func (t *tableau) maximise(ctx context.Context, cost []float64) error {
	z := t.reduced(cost)
	limit := 20 * (len(t.t) + t.n + 50)
	for step := range limit {
		if err := pause(ctx, step*16); err != nil {
			return err
		}
		enter := t.entering(z, step > limit/2)
		if enter < 0 {
			return nil
		}
		leave := t.leaving(enter)
		if leave < 0 {
			return scope("linear program", "unbounded")
		}
		t.pivot(leave, enter)
		t.price(z, leave, enter)
		if step%256 == 255 { // shed rounding
			z = t.reduced(cost)
		}
	}
	return fmt.Errorf("%w: linear program: %d pivots", ErrConvergence, limit)
}

// price updates reduced costs after a pivot.
func (t *tableau) price(z []float64, leave, enter int) {
	c := z[enter]
	for _, k := range t.filled {
		z[k] -= c * t.t[leave][k]
	}
	z[enter] = 0
}

// open reports whether a column may enter the basis: never an artificial one.
func (t *tableau) open(k int) bool { return k < t.first || !t.artificial[k-t.first] }

func (t *tableau) entering(z []float64, first bool) int {
	best, at := pivotTolerance, -1
	for k := range t.truth() {
		if z[k] > best && t.open(k) {
			best, at = z[k], k
			if first {
				return at
			}
		}
	}
	return at
}

// leaving returns the row whose perturbed right-hand side runs out first, among
// near ties the one with the largest pivot.
func (t *tableau) leaving(enter int) int {
	nudged := t.truth() + 1
	at, bound := -1, math.Inf(1)
	for _, row := range t.t {
		if row[enter] > pivotTolerance {
			bound = min(bound, (max(row[nudged], 0)+1e-11)/row[enter])
		}
	}
	for r, row := range t.t {
		if row[enter] > pivotTolerance && max(row[nudged], 0) <= bound*row[enter] &&
			(at < 0 || row[enter] > t.t[at][enter]) {
			at = r
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
		at := -1
		for k := range t.first {
			if a := math.Abs(t.t[r][k]); a > 1e-7 && (at < 0 || a > math.Abs(t.t[r][at])) {
				at = k
			}
		}
		if at >= 0 {
			t.pivot(r, at)
		}
	}
}

// restore takes the perturbation away: reduced costs stay, and what then falls
// below zero is repaired by the dual method.
func (t *tableau) restore(ctx context.Context, cost []float64) error {
	z, truth := t.reduced(cost), t.truth()
	limit := 4 * (len(t.t) + 50)
	for step := range limit {
		if err := pause(ctx, step*16); err != nil {
			return err
		}
		leave := -1
		for r, row := range t.t {
			if row[truth] < -1e-11 && (leave < 0 || row[truth] < t.t[leave][truth]) {
				leave = r
			}
		}
		if leave < 0 {
			return nil
		}
		enter, least := -1, math.Inf(1)
		for k := range truth {
			if a := t.t[leave][k]; a < -pivotTolerance && t.open(k) && -min(z[k], 0)/-a < least {
				enter, least = k, -min(z[k], 0)/-a
			}
		}
		if enter < 0 {
			return nil // within the size of the perturbation; the certificate tells
		}
		t.pivot(leave, enter)
		t.price(z, leave, enter)
	}
	return nil
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

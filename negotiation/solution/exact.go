package solution

import (
	"fmt"
	"math/big"
)

// exactLimit bounds the tableau entries of the rational simplex method.
const exactLimit = 1 << 16

// exact solves the program in rational arithmetic, with Bland's rule, so that it
// ends and its answer is exact up to the final rounding to float64. The float64
// entries of the program are taken as the exact numbers they are.
//
// Bland, R. (1977). New finite pivoting rules for the simplex method. Mathematics
// of Operations Research 2(2), 103–107. https://doi.org/10.1287/moor.2.2.103
func (l linear) exact() (optimum, error) {
	r, k := len(l.a), len(l.c)
	if r*(r+k) > exactLimit {
		return optimum{}, fmt.Errorf("%w: linear program of %d×%d", ErrUncertified, r, k)
	}
	t := newTableau(l)
	phase1 := make([]*big.Rat, k+r)
	for j := range phase1 {
		phase1[j] = new(big.Rat)
		if j >= k {
			phase1[j].SetInt64(1)
		}
	}
	t.price(phase1)
	if !t.minimise(k+r) || t.value().Sign() != 0 {
		return optimum{}, fmt.Errorf("%w: linear program without a feasible point", ErrUncertified)
	}
	t.expel(k)
	phase2 := make([]*big.Rat, k+r)
	for j := range phase2 {
		phase2[j] = new(big.Rat)
		if j < k {
			phase2[j].SetFloat64(l.c[j])
		}
	}
	t.price(phase2)
	if !t.minimise(k) {
		return optimum{}, fmt.Errorf("%w: linear program without a bound", ErrUncertified)
	}
	return t.optimum(l), nil
}

// A tableau is the simplex tableau of a linear with one artificial column per
// row. Column k+r holds the right hand side, row r the reduced costs and minus
// the value.
type tableau struct {
	row   [][]*big.Rat
	basis []int
	flip  []bool // rows multiplied by −1 to make b ≥ 0
	k     int
}

func newTableau(l linear) *tableau {
	r, k := len(l.a), len(l.c)
	t := &tableau{row: make([][]*big.Rat, r+1), basis: make([]int, r), flip: make([]bool, r), k: k}
	for i := range t.row {
		t.row[i] = make([]*big.Rat, k+r+1)
		for j := range t.row[i] {
			t.row[i][j] = new(big.Rat)
		}
	}
	for i := range r {
		t.flip[i] = l.b[i] < 0
		for j, x := range l.a[i] {
			t.row[i][j].SetFloat64(x)
		}
		t.row[i][k+r].SetFloat64(l.b[i])
		if t.flip[i] {
			for _, x := range t.row[i] {
				x.Neg(x)
			}
		}
		t.row[i][k+i].SetInt64(1)
		t.basis[i] = k + i
	}
	return t
}

// price sets the bottom row to the reduced costs of the given costs.
func (t *tableau) price(cost []*big.Rat) {
	r := len(t.basis)
	z := t.row[r]
	var p big.Rat
	for j := range z {
		z[j].SetInt64(0)
		if j < len(cost) {
			z[j].Set(cost[j])
		}
		for i, b := range t.basis {
			z[j].Sub(z[j], p.Mul(cost[b], t.row[i][j]))
		}
	}
}

// value returns the objective at the present basis.
func (t *tableau) value() *big.Rat {
	z := t.row[len(t.basis)]
	return new(big.Rat).Neg(z[len(z)-1])
}

// minimise pivots until no column below the limit improves; false if unbounded.
func (t *tableau) minimise(limit int) bool {
	r := len(t.basis)
	rhs := len(t.row[r]) - 1
	for {
		enter := -1
		for j := range limit {
			if t.row[r][j].Sign() < 0 {
				enter = j
				break
			}
		}
		if enter < 0 {
			return true
		}
		leave := -1
		var least, ratio big.Rat
		for i := range r {
			if t.row[i][enter].Sign() <= 0 {
				continue
			}
			ratio.Quo(t.row[i][rhs], t.row[i][enter])
			if c := ratio.Cmp(&least); leave < 0 || c < 0 || c == 0 && t.basis[i] < t.basis[leave] {
				leave = i
				least.Set(&ratio)
			}
		}
		if leave < 0 {
			return false
		}
		t.pivot(leave, enter)
	}
}

func (t *tableau) pivot(leave, enter int) {
	inv := new(big.Rat).Inv(t.row[leave][enter])
	for _, x := range t.row[leave] {
		x.Mul(x, inv)
	}
	var p, f big.Rat
	for i, row := range t.row {
		if i == leave || row[enter].Sign() == 0 {
			continue
		}
		f.Set(row[enter])
		for j, x := range t.row[leave] {
			if x.Sign() != 0 {
				row[j].Sub(row[j], p.Mul(&f, x))
			}
		}
	}
	t.basis[leave] = enter
}

// expel pivots artificial columns out of the basis where a proper column can take
// their place; those that stay belong to redundant rows and remain zero.
func (t *tableau) expel(k int) {
	for i, b := range t.basis {
		if b < k {
			continue
		}
		for j := range k {
			if t.row[i][j].Sign() != 0 {
				t.pivot(i, j)
				break
			}
		}
	}
}

// optimum reads the primal solution off the right hand side and the dual one off
// the reduced costs of the artificial columns.
func (t *tableau) optimum(l linear) optimum {
	r := len(t.basis)
	opt := optimum{x: make([]float64, t.k), y: make([]float64, r)}
	opt.value, _ = t.value().Float64()
	for i, b := range t.basis {
		if b < t.k {
			opt.x[b], _ = t.row[i][t.k+r].Float64()
		}
	}
	for i := range r {
		y, _ := t.row[r][t.k+i].Float64()
		opt.y[i] = -y
		if t.flip[i] {
			opt.y[i] = y
		}
	}
	return opt
}

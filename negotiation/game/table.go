package game

import (
	"math"
	"math/big"
)

// table is a simplex tableau: a system of equations whose basic variables have
// unit columns. One implementation is exact, one works in floats.
type table interface {
	rows() int
	sign(i, j int) int
	// ratio compares entry j of row a over its entry col with the same of row
	// b; both entries in col are positive.
	ratio(j, col, a, b int) int
	// lowest returns the most negative entry of row i before column limit, the
	// first if several are, and -1 if none is negative.
	lowest(i, limit int) int
	pivot(i, j int)
	float(i, j int) float64
	rat(i, j int) *big.Rat
}

// exactTable holds integers over a common positive denominator and pivots
// without fractions, so that entries are minors of the first tableau and every
// division is exact.
//
// Edmonds, J. (1967). Systems of distinct representatives and linear algebra.
// J. Res. Nat. Bur. Standards 71B, 241–245. https://doi.org/10.6028/jres.071B.033
type exactTable struct {
	cell   [][]big.Int
	scale  []*big.Int // what the rows were multiplied by at first
	den    big.Int
	t1, t2 big.Int // scratch
}

// newExactTable scales each row of rows to integers. Scaling a row scales its
// slack, which changes neither signs nor ratios.
func newExactTable(rows [][]*big.Rat) *exactTable {
	t := &exactTable{cell: make([][]big.Int, len(rows))}
	t.den.SetInt64(1)
	for i, row := range rows {
		scale := commonDenominator(row)
		t.scale = append(t.scale, scale)
		t.cell[i] = make([]big.Int, len(row))
		for j, x := range row {
			if x != nil && x.Sign() != 0 {
				t.t1.Quo(scale, x.Denom())
				t.cell[i][j].Mul(&t.t1, x.Num())
			}
		}
	}
	return t
}

// commonDenominator returns the least common multiple of the denominators of
// row; nil entries count as zero.
func commonDenominator(row []*big.Rat) *big.Int {
	lcm, gcd := big.NewInt(1), new(big.Int)
	for _, x := range row {
		if x == nil || x.IsInt() {
			continue
		}
		d := x.Denom()
		gcd.GCD(nil, nil, lcm, d)
		lcm.Mul(lcm, new(big.Int).Quo(d, gcd))
	}
	return lcm
}

func (t *exactTable) rows() int         { return len(t.cell) }
func (t *exactTable) sign(i, j int) int { return t.cell[i][j].Sign() }

func (t *exactTable) rat(i, j int) *big.Rat {
	return new(big.Rat).SetFrac(&t.cell[i][j], &t.den)
}

func (t *exactTable) float(i, j int) float64 {
	if t.cell[i][j].IsInt64() && t.den.IsInt64() {
		return float64(t.cell[i][j].Int64()) / float64(t.den.Int64())
	}
	return ratFloat(t.rat(i, j))
}

func (t *exactTable) ratio(j, col, a, b int) int {
	x, y := &t.cell[a][j], &t.cell[b][j]
	if sx, sy := x.Sign(), y.Sign(); sx != sy || sx == 0 {
		return sx - sy
	}
	t.t1.Mul(x, &t.cell[b][col])
	t.t2.Mul(y, &t.cell[a][col])
	return t.t1.Cmp(&t.t2)
}

func (t *exactTable) lowest(i, limit int) int {
	pick := -1
	for j := range limit {
		if t.cell[i][j].Sign() < 0 && (pick < 0 || t.cell[i][j].Cmp(&t.cell[i][pick]) < 0) {
			pick = j
		}
	}
	return pick
}

// pivot makes column c basic in row r.
func (t *exactTable) pivot(r, c int) {
	row := t.cell[r]
	if row[c].Sign() < 0 {
		for j := range row {
			row[j].Neg(&row[j])
		}
	}
	p := new(big.Int).Set(&row[c])
	unit := t.den.IsInt64() && t.den.Int64() == 1
	q := new(big.Int)
	for i := range t.cell {
		if i == r {
			continue
		}
		q.Set(&t.cell[i][c])
		t.eliminate(t.cell[i], row, p, q, unit)
	}
	t.den.Set(p)
}

// eliminate sets dst to (dst·p − q·row)/den.
func (t *exactTable) eliminate(dst, row []big.Int, p, q *big.Int, unit bool) {
	for j := range dst {
		x := &dst[j]
		if row[j].Sign() == 0 || q.Sign() == 0 {
			if x.Sign() == 0 {
				continue
			}
			t.t1.Mul(x, p)
		} else {
			t.t1.Mul(x, p)
			t.t2.Mul(q, &row[j])
			t.t1.Sub(&t.t1, &t.t2)
		}
		if unit {
			x.Set(&t.t1)
		} else {
			x.Quo(&t.t1, &t.den)
		}
	}
}

// floatTable is a tableau in float64. Entries below eps of the largest entry
// of the first tableau count as zero.
type floatTable struct {
	cell [][]float64
	eps  float64
	used []int // scratch of pivot
}

// newFloatTable copies rows.
func newFloatTable(rows [][]*big.Rat) *floatTable {
	t := &floatTable{cell: make([][]float64, len(rows)), eps: 1e-9}
	for i, row := range rows {
		t.cell[i] = make([]float64, len(row))
		for j, x := range row {
			if x != nil {
				t.cell[i][j] = ratFloat(x)
			}
		}
	}
	return t
}

func (t *floatTable) rows() int              { return len(t.cell) }
func (t *floatTable) float(i, j int) float64 { return t.cell[i][j] }
func (t *floatTable) rat(i, j int) *big.Rat  { return Float(t.cell[i][j]).Rat() }

func (t *floatTable) sign(i, j int) int {
	switch x := t.cell[i][j]; {
	case x > t.eps:
		return 1
	case x < -t.eps:
		return -1
	}
	return 0
}

func (t *floatTable) ratio(j, col, a, b int) int {
	d := t.cell[a][j]/t.cell[a][col] - t.cell[b][j]/t.cell[b][col]
	switch {
	case d > t.eps:
		return 1
	case d < -t.eps:
		return -1
	}
	return 0
}

func (t *floatTable) lowest(i, limit int) int {
	pick, least := -1, -t.eps
	for j, x := range t.cell[i][:limit] {
		if x < least {
			pick, least = j, x
		}
	}
	return pick
}

func (t *floatTable) pivot(r, c int) {
	row := t.cell[r]
	inv := 1 / row[c]
	t.used = t.used[:0] // the columns in which the pivot row is not zero
	for j := range row {
		if row[j] *= inv; row[j] != 0 {
			t.used = append(t.used, j)
		}
	}
	row[c] = 1
	for i, dst := range t.cell {
		q := dst[c]
		if i == r || q == 0 {
			continue
		}
		for _, j := range t.used {
			if dst[j] -= q * row[j]; math.Abs(dst[j]) < 1e-14 {
				dst[j] = 0
			}
		}
		dst[c] = 0
	}
}

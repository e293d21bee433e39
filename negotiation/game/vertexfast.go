package game

import (
	"context"
	"math"
	"math/big"
	"math/bits"
)

// tooClose is the margin of a float decision. What is closer is decided
// modulo a prime, and where that finds a difference too, in rationals.
const tooClose = 1e-10

// fastVertices returns all vertices but the origin with their labels, and
// false if some decision was too close to call. Decisions are taken in floats
// where they are clear. Equalities, which a degenerate polytope is full of,
// are recognised by being equal modulo 2^61−1 as well; two numbers this close
// that differ by a multiple of that prime would have to have minors beyond it.
// Every basis is factored from the start, so errors do not pile up, and ties
// follow the symbolic perturbation of the exact search.
func (p polytope) fastVertices(ctx context.Context) ([]vertex, bool, error) {
	d := newDictionary(p)
	seen := map[labels]bool{d.origin: true}
	queue := []labels{d.origin}
	var out []vertex
	known := map[labels]bool{}
	for head := 0; head < len(queue); head++ {
		if head%256 == 0 && ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
		at := queue[head]
		if !d.factor(at) {
			return nil, false, nil
		}
		full, ok := d.tight()
		if !ok {
			return nil, false, nil
		}
		if head > 0 && full != d.origin && (full == at || !known[full]) {
			if full != at {
				known[full] = true
			}
			out = append(out, vertex{label: full, basis: at})
		}
		for j := range d.n {
			row, ok := d.leaving(j)
			if !ok {
				return nil, false, nil
			}
			next := at
			next.clear(d.outside[j])
			next.set(d.inside[row])
			if !seen[next] {
				if len(seen) > maxVertices {
					return nil, false, tooManyVertices()
				}
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	return out, true, nil
}

// dictionary is a tableau without its unit columns, in floats and, on demand,
// modulo a prime: basic variable inside[i] equals cell[i][n] minus the sum of
// cell[i][j] times outside[j].
type dictionary struct {
	m, n            int
	first, cell     []float64 // m rows of n+1
	firstMod, mod   []uint64
	modern          bool // mod is up to date
	moves           [][2]int
	inside, outside []int // labels
	origin          labels
	p               polytope
}

// newDictionary returns the dictionary of p at the origin.
func newDictionary(p polytope) *dictionary {
	d := &dictionary{m: len(p.row), n: len(p.own), p: p}
	w := d.n + 1
	d.first = make([]float64, d.m*w)
	d.cell = make([]float64, d.m*w)
	for i, row := range p.approx {
		copy(d.first[i*w:], row)
		d.first[i*w+d.n] = 1
	}
	d.inside, d.outside = make([]int, d.m), make([]int, d.n)
	for _, k := range p.own {
		d.origin.set(k)
	}
	return d
}

// factor moves the dictionary to the basis whose nonbasic labels are given. It
// returns false if the basis is singular or close to it.
func (d *dictionary) factor(zero labels) bool {
	copy(d.cell, d.first)
	copy(d.inside, d.p.tight)
	copy(d.outside, d.p.own)
	d.moves, d.modern = d.moves[:0], false
	w := d.n + 1
	for j := range d.n {
		if zero.has(d.outside[j]) {
			continue
		}
		row, size := -1, tooClose
		for i := range d.m {
			if x := math.Abs(d.cell[i*w+j]); x > size && zero.has(d.inside[i]) {
				row, size = i, x
			}
		}
		if row < 0 {
			return false
		}
		d.pivot(row, j)
	}
	return true
}

// pivot exchanges basic row r and nonbasic column c.
func (d *dictionary) pivot(r, c int) {
	w := d.n + 1
	row := d.cell[r*w : r*w+w]
	inv := 1 / row[c]
	for j := range row {
		row[j] *= inv
	}
	row[c] = inv
	for i := range d.m {
		dst := d.cell[i*w : i*w+w]
		q := dst[c]
		if i == r || q == 0 {
			continue
		}
		dst = dst[:len(row)]
		for j, x := range row {
			dst[j] -= q * x
		}
		dst[c] = -q * inv
	}
	d.moves = append(d.moves, [2]int{r, c})
	d.inside[r], d.outside[c] = d.outside[c], d.inside[r]
}

// isZero decides whether a cell is zero; ok is false if it cannot.
func (d *dictionary) isZero(k int) (zero, ok bool) {
	if x := d.cell[k]; x > tooClose || x < -tooClose {
		return false, true
	}
	d.modernise()
	return true, d.mod[k] == 0
}

// tight returns all labels that hold at the present vertex, and false if it
// cannot tell.
func (d *dictionary) tight() (labels, bool) {
	var full labels
	for _, k := range d.outside {
		full.set(k)
	}
	w := d.n + 1
	for i := range d.m {
		zero, ok := d.isZero(i*w + d.n)
		if !ok {
			return full, false
		}
		if zero {
			full.set(d.inside[i])
		} else if d.cell[i*w+d.n] < 0 {
			return full, false
		}
	}
	return full, true
}

// leaving returns the row that blocks column c first, and false if it cannot
// tell.
func (d *dictionary) leaving(c int) (int, bool) {
	w := d.n + 1
	best := -1
	for i := range d.m {
		x := d.cell[i*w+c]
		if x < tooClose {
			if x > -tooClose {
				if _, ok := d.isZero(i*w + c); !ok {
					return -1, false
				}
			}
			continue
		}
		if best < 0 {
			best = i
			continue
		}
		less, ok := d.before(i, best, c)
		if !ok {
			return -1, false
		}
		if less {
			best = i
		}
	}
	return best, best >= 0
}

// before reports whether row a blocks column c before row b does, ties broken
// by the columns of the slacks in order; ok is false if it cannot tell.
func (d *dictionary) before(a, b, c int) (less, ok bool) {
	w := d.n + 1
	sign, ok := d.ratio(a*w, b*w, c, d.n)
	if sign != 0 || !ok {
		return sign < 0, ok
	}
	for _, k := range d.p.tight {
		row, col := d.find(k)
		switch {
		case row == a:
			return false, true
		case row == b:
			return true, true
		case row >= 0:
			continue
		}
		if sign, ok = d.ratio(a*w, b*w, c, col); sign != 0 || !ok {
			return sign < 0, ok
		}
	}
	return false, false
}

// find returns the row in which a label is basic, or −1 and its column.
func (d *dictionary) find(label int) (row, col int) {
	for j, k := range d.outside {
		if k == label {
			return -1, j
		}
	}
	for i, k := range d.inside {
		if k == label {
			return i, -1
		}
	}
	return -1, -1
}

// ratio compares entry j over entry c of the rows that start at a and b.
func (d *dictionary) ratio(a, b, c, j int) (sign int, ok bool) {
	x, y := d.cell[a+j]/d.cell[a+c], d.cell[b+j]/d.cell[b+c]
	margin := tooClose * (1 + math.Abs(x) + math.Abs(y))
	switch {
	case x-y > margin:
		return 1, true
	case y-x > margin:
		return -1, true
	}
	d.modernise()
	return 0, mulMod(d.mod[a+j], d.mod[b+c]) == mulMod(d.mod[b+j], d.mod[a+c])
}

// prime is 2^61−1.
const prime = 1<<61 - 1

// mulMod returns a·b modulo prime for a and b below it.
func mulMod(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	s := lo&prime + (hi<<3 | lo>>61)
	s = s&prime + s>>61
	if s >= prime {
		s -= prime
	}
	return s
}

// invMod returns the inverse of a modulo prime.
func invMod(a uint64) uint64 {
	out, e := uint64(1), uint64(prime-2)
	for ; e > 0; e >>= 1 {
		if e&1 == 1 {
			out = mulMod(out, a)
		}
		a = mulMod(a, a)
	}
	return out
}

// modernise repeats the moves of the last factorisation modulo prime.
func (d *dictionary) modernise() {
	if d.modern {
		return
	}
	d.modern = true
	w := d.n + 1
	if d.firstMod == nil {
		d.firstMod, d.mod = make([]uint64, len(d.cell)), make([]uint64, len(d.cell))
		p, x := big.NewInt(prime), new(big.Int)
		for i, row := range d.p.row {
			for j, y := range row {
				d.firstMod[i*w+j] = x.Mod(y, p).Uint64()
			}
			d.firstMod[i*w+d.n] = 1
		}
	}
	copy(d.mod, d.firstMod)
	for _, mv := range d.moves {
		d.pivotMod(mv[0], mv[1])
	}
}

// pivotMod is pivot modulo prime. A pivot that vanishes modulo prime leaves
// nonsense behind, which decides nothing: equalities then fail.
func (d *dictionary) pivotMod(r, c int) {
	w := d.n + 1
	row := d.mod[r*w : r*w+w]
	inv := invMod(row[c])
	for j := range row {
		row[j] = mulMod(row[j], inv)
	}
	row[c] = inv
	for i := range d.m {
		dst := d.mod[i*w : i*w+w]
		q := dst[c]
		if i == r || q == 0 {
			continue
		}
		for j, x := range row {
			y := dst[j] + prime - mulMod(q, x)
			if y >= prime {
				y -= prime
			}
			dst[j] = y
		}
		dst[c] = (prime - mulMod(q, inv)) % prime
	}
}

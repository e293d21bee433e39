package solution

import "math"

// prices solves the program by a plain two-phase tableau in floating point and
// returns both its primal and its dual solution. The answer is a proposal: it
// counts only once certified. ok is false if the method does not come to an end.
func (l linear) prices() (x, y []float64, ok bool) {
	r, k := len(l.a), len(l.c)
	w := k + r + 1 // columns, artificial columns, right hand side
	t := make([][]float64, r+1)
	for i := range t {
		t[i] = make([]float64, w)
	}
	basis := make([]int, r)
	sign := make([]float64, r)
	for i := range r {
		sign[i] = 1
		if l.b[i] < 0 {
			sign[i] = -1
		}
		for j, a := range l.a[i] {
			t[i][j] = sign[i] * a
		}
		t[i][k+i], t[i][w-1], basis[i] = 1, sign[i]*l.b[i], k+i
	}
	// The artificial columns cost 1 in phase 1, and may not enter in phase 2.
	for j := range w {
		for i := range r {
			if j < k || j == w-1 {
				t[r][j] -= t[i][j]
			}
		}
	}
	if !descend(t, basis, k) || -t[r][w-1] > 1e-9 {
		return nil, nil, false
	}
	for i := range r {
		if basis[i] >= k {
			expelRow(t, basis, i, k)
		}
	}
	for j := range w {
		t[r][j] = 0
		if j < k {
			t[r][j] = l.c[j]
		}
		for i, b := range basis {
			if b < k {
				t[r][j] -= float64(l.c[b] * t[i][j])
			}
		}
	}
	if !descend(t, basis, k) {
		return nil, nil, false
	}
	x, y = make([]float64, k), make([]float64, r)
	for i, b := range basis {
		if b < k {
			x[b] = max(0, t[i][w-1])
		}
	}
	for i := range y {
		y[i] = -t[r][k+i] * sign[i]
	}
	return x, y, true
}

// descend pivots until no column below limit has a negative reduced cost. It
// takes the most negative one at first and the first one later, so that it does
// not cycle.
func descend(t [][]float64, basis []int, limit int) bool {
	r := len(basis)
	w := len(t[0])
	for round := range 50 * (r + limit) {
		enter, low := -1, -1e-12
		for j := range limit {
			if t[r][j] < low {
				enter, low = j, t[r][j]
				if round > 10*(r+limit) {
					break
				}
			}
		}
		if enter < 0 {
			return true
		}
		leave, least := -1, math.Inf(1)
		for i := range r {
			if t[i][enter] > 1e-11 {
				ratio := t[i][w-1] / t[i][enter]
				if ratio < least || ratio == least && basis[i] < basis[leave] {
					leave, least = i, ratio
				}
			}
		}
		if leave < 0 {
			return false
		}
		pivotFloat(t, basis, leave, enter)
	}
	return false
}

// expelRow replaces an artificial column in the basis by a proper one if it can.
func expelRow(t [][]float64, basis []int, i, k int) {
	best := 0
	for j := range k {
		if math.Abs(t[i][j]) > math.Abs(t[i][best]) {
			best = j
		}
	}
	if math.Abs(t[i][best]) > 1e-9 {
		pivotFloat(t, basis, i, best)
	}
}

func pivotFloat(t [][]float64, basis []int, leave, enter int) {
	p := t[leave]
	inv := 1 / p[enter]
	for j := range p {
		p[j] *= inv
	}
	p[enter] = 1
	for i, row := range t {
		if f := row[enter]; i != leave && f != 0 {
			for j, x := range p {
				row[j] -= float64(f * x)
			}
			row[enter] = 0
		}
	}
	basis[leave] = enter
}

package solution

import "math"

// prices solves the program by a plain two-phase tableau in floating point and
// returns both its primal and its dual solution. The answer is a proposal: it
// counts only once certified. ok is false if the method does not come to an end.
func (l linear) prices() (x, y []float64, ok bool) {
	t := newDraft(l)
	r, k := len(l.a), len(l.c)
	t.price(func(j int) float64 { return float64(b2i(j >= k)) })
	if !t.descend() || math.Abs(t.row[r][k+r]) > 1e-9 {
		return nil, nil, false
	}
	t.expel()
	t.price(func(j int) float64 {
		if j < k {
			return l.c[j]
		}
		return 0
	})
	if !t.descend() {
		return nil, nil, false
	}
	x, y = make([]float64, k), make([]float64, r)
	for i, b := range t.basis {
		if b < k {
			x[b] = max(0, t.row[i][k+r])
		}
	}
	for i := range y {
		y[i] = -t.row[r][k+i] * t.sign[i]
	}
	return x, y, true
}

// A draft is a tableau in floating point, laid out as the rational one: columns,
// one artificial column per row, right hand side; the last row holds the reduced
// costs and minus the value.
type draft struct {
	row   [][]float64
	basis []int
	sign  []float64 // −1 for rows turned over to make b ≥ 0
	k     int       // number of proper columns
}

func newDraft(l linear) *draft {
	r, k := len(l.a), len(l.c)
	t := &draft{row: make([][]float64, r+1), basis: make([]int, r), sign: make([]float64, r), k: k}
	for i := range t.row {
		t.row[i] = make([]float64, k+r+1)
	}
	for i, a := range l.a {
		t.sign[i] = 1
		if l.b[i] < 0 {
			t.sign[i] = -1
		}
		for j, x := range a {
			t.row[i][j] = t.sign[i] * x
		}
		t.row[i][k+i], t.row[i][k+r], t.basis[i] = 1, t.sign[i]*l.b[i], k+i
	}
	return t
}

// price sets the last row to the reduced costs of the given costs.
func (t *draft) price(cost func(j int) float64) {
	z := t.row[len(t.basis)]
	for j := range z {
		z[j] = 0
		if j < len(z)-1 {
			z[j] = cost(j)
		}
	}
	for i, b := range t.basis {
		if c := cost(b); c != 0 {
			for j, x := range t.row[i] {
				z[j] -= float64(c * x)
			}
		}
	}
}

// descend pivots until no proper column has a negative reduced cost; false if it
// meets none that bounds or does not end. It takes the most negative column at
// first and the first one later, so that it does not cycle.
func (t *draft) descend() bool {
	r := len(t.basis)
	rounds := 10 * (r + t.k)
	for round := range 5 * rounds {
		enter, low := -1, -1e-12
		for j, z := range t.row[r][:t.k] {
			if z < low {
				enter, low = j, z
				if round > rounds {
					break
				}
			}
		}
		if enter < 0 {
			return true
		}
		leave := t.ratio(enter)
		if leave < 0 {
			return false
		}
		t.pivot(leave, enter)
	}
	return false
}

// ratio returns the row that bounds the entering column first, ties to the lowest
// basis column, or −1.
func (t *draft) ratio(enter int) int {
	leave, least := -1, math.Inf(1)
	for i, b := range t.basis {
		row := t.row[i]
		if row[enter] <= 1e-11 {
			continue
		}
		q := row[len(row)-1] / row[enter]
		if q < least || q == least && b < t.basis[leave] {
			leave, least = i, q
		}
	}
	return leave
}

// expel replaces artificial columns in the basis by proper ones where it can.
func (t *draft) expel() {
	for i, b := range t.basis {
		if b < t.k {
			continue
		}
		best := 0
		for j, x := range t.row[i][:t.k] {
			if math.Abs(x) > math.Abs(t.row[i][best]) {
				best = j
			}
		}
		if math.Abs(t.row[i][best]) > 1e-9 {
			t.pivot(i, best)
		}
	}
}

func (t *draft) pivot(leave, enter int) {
	p := t.row[leave]
	inv := 1 / p[enter]
	for j := range p {
		p[j] *= inv
	}
	p[enter] = 1
	for i, row := range t.row {
		if f := row[enter]; i != leave && f != 0 {
			for j, x := range p {
				row[j] -= float64(f * x)
			}
			row[enter] = 0
		}
	}
	t.basis[leave] = enter
}

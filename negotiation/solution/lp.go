package solution

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// A linear is the linear program
//
//	minimise c·x   subject to   A x = b, x ≥ 0,
//
// with A given by rows. Its dual is: maximise b·y subject to Aᵀy ≤ c.
type linear struct {
	c []float64
	a [][]float64
	b []float64
}

// An optimum is a pair of feasible solutions of a linear and its dual with equal
// value: each proves the other optimal.
type optimum struct {
	value float64
	x, y  []float64
}

// certTol is how far, relative to the size of the terms added, a certificate may
// be off.
const certTol = 1e-11

// solve returns a certified optimum. gonum's simplex method solves the primal, a
// tableau of our own the dual, and the pair is accepted if both are feasible and
// their values agree; gonum's answer alone is not to be trusted (issue 1914).
// Where gonum finds nothing, the tableau's own primal solution may take its
// place; what cannot be certified so is solved again in rational arithmetic. An
// infeasible or unbounded program is an error that wraps ErrUncertified; callers
// pose programs that have an optimum.
func (l linear) solve() (optimum, error) {
	own, y, ok := l.prices()
	if !ok {
		return l.exact()
	}
	if x, ok := simplex(l.c, l.a, l.b); ok && l.certified(x, y) {
		return optimum{dot(l.c, x), x, y}, nil
	}
	if l.certified(own, y) {
		return optimum{dot(l.c, own), own, y}, nil
	}
	return l.exact()
}

// certified reports whether x and y are feasible and of equal value.
func (l linear) certified(x, y []float64) bool {
	for i, row := range l.a {
		sum, size := -l.b[i], 1+math.Abs(l.b[i])
		for j, aij := range row {
			sum += float64(aij * x[j])
			size += math.Abs(aij * x[j])
		}
		if !(math.Abs(sum) <= certTol*size) {
			return false
		}
	}
	for j, cj := range l.c {
		sum, size := cj, 1+math.Abs(cj)
		for i := range l.a {
			sum -= float64(l.a[i][j] * y[i])
			size += math.Abs(l.a[i][j] * y[i])
		}
		if !(sum >= -certTol*size) || !(x[j] >= -certTol) {
			return false
		}
	}
	primal, dual := dot(l.c, x), dot(l.b, y)
	return math.Abs(primal-dual) <= certTol*(1+math.Abs(primal))
}

// simplex calls gonum and reports whether it found what it holds to be an
// optimum. gonum panics on some singular bases; that counts as not found.
func simplex(c []float64, a [][]float64, b []float64) (x []float64, ok bool) {
	defer func() {
		if recover() != nil {
			x, ok = nil, false
		}
	}()
	m := mat.NewDense(len(a), len(c), nil)
	for i, row := range a {
		m.SetRow(i, row)
	}
	_, x, err := lp.Simplex(c, m, b, 1e-13, nil)
	return x, err == nil
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i] * b[i])
	}
	return sum
}

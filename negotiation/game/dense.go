package game

import "math"

// lu is an LU factorisation with row exchanges of a square matrix.
type lu struct {
	a    [][]float64
	perm []int
	sign float64 // sign of the determinant, 0 if singular
	log  float64 // logarithm of its absolute value
}

// factorise replaces the rows of a by their LU factorisation.
func factorise(a [][]float64) *lu {
	n := len(a)
	f := &lu{a: a, perm: make([]int, n), sign: 1}
	for i := range f.perm {
		f.perm[i] = i
	}
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i][k]) > math.Abs(a[p][k]) {
				p = i
			}
		}
		if p != k {
			a[p], a[k] = a[k], a[p]
			f.perm[p], f.perm[k] = f.perm[k], f.perm[p]
			f.sign = -f.sign
		}
		d := a[k][k]
		if d == 0 || math.IsNaN(d) {
			f.sign = 0
			return f
		}
		if d < 0 {
			f.sign = -f.sign
		}
		f.log += math.Log(math.Abs(d))
		for i := k + 1; i < n; i++ {
			m := a[i][k] / d
			a[i][k] = m
			if m == 0 {
				continue
			}
			dst, src := a[i][k+1:n], a[k][k+1:n]
			for j, x := range src {
				dst[j] -= m * x
			}
		}
	}
	return f
}

// solve returns x with a·x = b.
func (f *lu) solve(b []float64) []float64 {
	n := len(f.a)
	x := make([]float64, n)
	for i, p := range f.perm {
		sum := b[p]
		for j := range i {
			sum -= f.a[i][j] * x[j]
		}
		x[i] = sum
	}
	for i := n - 1; i >= 0; i-- {
		sum := x[i]
		for j := i + 1; j < n; j++ {
			sum -= f.a[i][j] * x[j]
		}
		x[i] = sum / f.a[i][i]
	}
	return x
}

// square returns an n×n matrix of zeros.
func square(n int) [][]float64 {
	flat, out := make([]float64, n*n), make([][]float64, n)
	for i := range out {
		out[i] = flat[i*n : (i+1)*n : (i+1)*n]
	}
	return out
}

// dot returns the inner product of two vectors.
func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// norm returns the Euclidean length of a vector.
func norm(a []float64) float64 { return math.Sqrt(dot(a, a)) }

// maxAbs returns the largest absolute entry of a vector.
func maxAbs(a []float64) float64 {
	worst := 0.0
	for _, x := range a {
		worst = max(worst, math.Abs(x))
	}
	return worst
}

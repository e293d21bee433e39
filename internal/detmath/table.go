package detmath

import "math"

const (
	tableDegree  = 9
	tableOctaves = 29 // from 1/2 down to 2^-30
	tablePieces  = 2 * tableOctaves
	tableEnd     = 0x1p-30
)

// piece holds the coefficients of one polynomial in t, which falls from 1 to -1
// over half an octave of the tail probability.
type piece [tableDegree + 1]float64

// QuantileTable is a quantile function compiled into polynomials: drawing from it
// costs some ten nanoseconds whatever the function costs. It is immutable after
// construction and free to share; it holds about 10 kB.
//
// The pieces are graded towards both ends: each octave of the smaller tail
// probability z = min(p, 1-p), from 1/2 down to 2^-30, has two, of degree 9, for
// each side. Quantile functions bend with log z near their ends, so every piece
// sees a function of the same smoothness; nearer to the ends, one draw in 5·10^8,
// the function itself is called.
//
// For beta laws, and so for PERT laws, with shapes in [0.5, 60] the error is below
// 1e-10 of the spread. A function that has a kink (triangular, piecewise, a
// mixture) is approximated badly in the piece that holds the kink: read MaxError
// before trusting the table. Between pieces, and where the function is nearly
// flat, the table is monotone up to the error.
type QuantileTable struct {
	f      func(float64) float64
	spread float64
	worst  float64               // largest relative error met
	pieces [2][tablePieces]piece // the lower side, then the upper
}

// NewQuantileTable compiles f, which must be a quantile function on (0, 1): finite
// there, not decreasing, smooth, and pure. It calls f about 1,700 times on p in
// [2^-30, 1 - 2^-30]. It does not check f: if f is wild, MaxError says so, and if
// f falls from end to end or gives NaN or an infinity, MaxError is NaN.
func NewQuantileTable(f func(p float64) float64) *QuantileTable {
	q := &QuantileTable{f: f, spread: f(1-tableEnd) - f(tableEnd)}
	if !(q.spread >= 0 && q.spread <= math.MaxFloat64) {
		q.worst = math.NaN()
	}
	for side := range q.pieces {
		for i := range q.pieces[side] {
			q.fit(side, i)
		}
	}
	return q
}

// At returns the value at p. Outside [2^-30, 1 - 2^-30], and for what is no
// probability, it returns what the function itself returns. It does not allocate
// if the function does not.
func (q *QuantileTable) At(p float64) float64 {
	const half = 0x3fe0000000000000 // the bits of 1/2
	side, z := 0, p
	if p > 0.5 {
		side, z = 1, 1-p
	}
	d := half - math.Float64bits(z)
	i := d >> 51
	if i >= tablePieces {
		return q.f(p)
	}
	c := &q.pieces[side][i]
	// Within half an octave the bits of z are linear in z.
	t := 1 - float64(float64(int64(d&(1<<51-1)))*0x1p-50)
	return c.at(t)
}

// at returns the polynomial at t.
func (c *piece) at(t float64) float64 {
	s := float64(t * t)
	s2 := float64(s * s)
	low := mad(t, c[1], c[0]) + float64(s*mad(t, c[3], c[2]))
	mid := mad(t, c[5], c[4]) + float64(s*mad(t, c[7], c[6]))
	return low + float64(s2*(mid+float64(s2*mad(t, c[9], c[8]))))
}

// MaxError returns the largest difference between the table and the function that
// was met at four points between the nodes of each piece, divided by Spread. It is
// 0 for a constant function.
func (q *QuantileTable) MaxError() float64 { return q.worst }

// Spread returns f(1 - 2^-30) - f(2^-30), the unit of MaxError.
func (q *QuantileTable) Spread() float64 { return q.spread }

// fit interpolates piece i of a side and notes its error.
func (q *QuantileTable) fit(side, i int) {
	var t, v piece
	for j, x := range tableNodes {
		t[j], v[j] = q.sample(side, i, x)
	}
	c := newton(t, v)
	q.pieces[side][i] = c
	for _, x := range tableChecks {
		x, want := q.sample(side, i, x)
		e := math.Abs(c.at(x) - want)
		if e != 0 { // not 0/0 where the function is constant
			e /= q.spread
		}
		q.worst = max(q.worst, e) // NaN stays
	}
}

// sample returns the function near place x of the piece, and the place itself:
// above 1/2 the probabilities that float64 can hold lie so far apart, seen from the
// upper end, that the place must be taken from the rounded probability.
func (q *QuantileTable) sample(side, i int, x float64) (place, value float64) {
	width := 0.25 * pow2(-int64(i/2)-1) // of half an octave, less one half
	top := pow2(-int64(i/2)-1) - float64(float64(i%2)*width)
	z := top - float64(float64(0.5*(1-x))*width)
	p := z
	if side == 1 {
		p = 1 - z
		z = 1 - p
	}
	return 1 - 2*((top-z)/width), q.f(p)
}

// newton returns the powers of the polynomial through (t[j], v[j]): divided
// differences, then Horner's rule on the coefficients.
func newton(t, v piece) (c piece) {
	for k := 1; k < len(v); k++ {
		for j := len(v) - 1; j >= k; j-- {
			v[j] = (v[j] - v[j-1]) / (t[j] - t[j-k])
		}
	}
	for k := len(v) - 1; k >= 0; k-- {
		for j := len(c) - 1; j > 0; j-- {
			c[j] = c[j-1] - float64(t[k]*c[j])
		}
		c[0] = v[k] - float64(t[k]*c[0])
	}
	return c
}

// tableNodes are the zeros of the Chebyshev polynomial of degree 10, cos((2j+1)π/20),
// in an order that keeps the divided differences small.
var tableNodes = piece{
	0.9876883405951378, -0.9876883405951378, 0.15643446504023087, -0.7071067811865476, 0.7071067811865476,
	-0.4539904997395468, 0.8910065241883679, -0.8910065241883679, 0.4539904997395468, -0.15643446504023087,
}

// tableChecks are extrema of that polynomial, where the error is largest.
var tableChecks = [...]float64{1, 0.8090169943749475, -0.3090169943749474, -0.9510565162951535}

package solution

import (
	"math"
	"math/rand/v2"
	"testing"
)

// randomLinear draws a program with an optimum: a feasible point by construction
// and costs that are at least zero. Small whole numbers make it degenerate.
func randomLinear(r *rand.Rand) linear {
	rows, cols := 1+r.IntN(5), 2+r.IntN(10)
	l := linear{b: make([]float64, rows), c: make([]float64, cols)}
	point := make([]float64, cols)
	for j := range point {
		point[j] = float64(r.IntN(3))
		l.c[j] = float64(r.IntN(4))
	}
	for i := range rows {
		row := make([]float64, cols)
		for j := range row {
			row[j] = float64(r.IntN(5) - 2)
		}
		l.a = append(l.a, row)
		l.b[i] = dot(row, point)
	}
	return l
}

func TestLinearAgreesWithRationals(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 1))
	for c := range 1500 {
		l := randomLinear(r)
		got, err := l.solve()
		if err != nil {
			t.Fatalf("case %d: %v", c, err)
		}
		want, err := l.exact()
		if err != nil {
			t.Fatalf("case %d: %v", c, err)
		}
		if math.Abs(got.value-want.value) > 1e-9 {
			t.Errorf("case %d: value %v, exactly %v", c, got.value, want.value)
		}
		if !l.certified(want.x, want.y) {
			t.Errorf("case %d: the rational optimum is not certified", c)
		}
	}
}

// A false optimum must not pass.
func TestCertificateRejects(t *testing.T) {
	l := linear{c: []float64{1, 2}, a: [][]float64{{1, 1}}, b: []float64{1}}
	tests := []struct {
		name string
		x, y []float64
		want bool
	}{
		{"optimum", []float64{1, 0}, []float64{1}, true},
		{"not optimal", []float64{0, 1}, []float64{1}, false},
		{"not feasible", []float64{0.5, 0}, []float64{0.5}, false},
		{"negative", []float64{2, -1}, []float64{0}, false},
		{"dual not feasible", []float64{0, 1}, []float64{2}, false},
		{"not a number", []float64{math.NaN(), 0}, []float64{1}, false},
	}
	for _, tc := range tests {
		if got := l.certified(tc.x, tc.y); got != tc.want {
			t.Errorf("%s: certified = %t, want %t", tc.name, got, tc.want)
		}
	}
}

func TestLinearWithoutOptimum(t *testing.T) {
	for name, l := range map[string]linear{
		"infeasible": {c: []float64{1, 1}, a: [][]float64{{1, 1}}, b: []float64{-1}},
		"unbounded":  {c: []float64{-1, 0}, a: [][]float64{{1, -1}}, b: []float64{0}},
	} {
		if opt, err := l.solve(); err == nil {
			t.Errorf("%s: %v, want an error", name, opt)
		}
	}
}

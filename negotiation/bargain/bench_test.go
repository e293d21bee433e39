package bargain_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/negotiation/bargain"
)

// divisions is a table of m random divisions among three parties, most of them
// wasteful.
func divisions(m int) [][]float64 {
	r := rand.New(rand.NewPCG(13, 14))
	payoff := [][]float64{make([]float64, m), make([]float64, m), make([]float64, m)}
	for o := range m {
		x := [3]float64{r.ExpFloat64(), r.ExpFloat64(), r.ExpFloat64()}
		scale := r.Float64() / (x[0] + x[1] + x[2])
		for i := range 3 {
			payoff[i][o] = x[i] * scale
		}
	}
	return payoff
}

// BenchmarkStationary is to stay under a millisecond.
func BenchmarkStationary(b *testing.B) {
	third := 1.0 / 3
	m := bargain.Stationary{
		Payoff: divisions(10_000), Disagreement: []float64{0, 0, 0},
		Probability: []float64{third, third, third}, Discount: []float64{0.9, 0.9, 0.9},
	}
	for b.Loop() {
		if _, err := m.Solve(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStahl(b *testing.B) {
	m := bargain.Stahl{Frontier: bargain.Line{Ideal: [2]float64{1, 1}}, Discount: [2]float64{0.99, 0.98}, Horizon: 1000}
	for b.Loop() {
		if _, err := m.Solve(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBaronFerejohn(b *testing.B) {
	m := bargain.BaronFerejohn{Quota: 8}
	for i := range 15 {
		m.Recognition = append(m.Recognition, float64(i+1)/120)
		m.Discount = append(m.Discount, 0.8+0.01*float64(i))
	}
	for b.Loop() {
		if _, err := m.Solve(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMyersonSatterthwaite(b *testing.B) {
	m := bargain.MyersonSatterthwaite{Value: unit, Cost: unit}
	for b.Loop() {
		if _, err := m.Solve(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMediation(b *testing.B) {
	m := smallMediation()
	for b.Loop() {
		if _, err := m.Solve(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAnchors(b *testing.B) {
	for b.Loop() {
		for _, a := range bargain.Anchors() {
			if _, err := a.Compute(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	}
}

package detmath_test

import (
	"testing"

	"github.com/parleylab/parley/internal/detmath"
)

var sink float64

// cycle measures f on 1,024 arguments spread over [lo, hi].
func cycle(b *testing.B, f func(float64) float64, lo, hi float64) {
	u := uniforms("bench", 1024)
	for i := range u {
		u[i] = lo + (hi-lo)*u[i]
	}
	i, s := 0, 0.0
	for b.Loop() {
		s += f(u[i&1023])
		i++
	}
	sink = s
}

func BenchmarkExp(b *testing.B)            { cycle(b, detmath.Exp, -20, 20) }
func BenchmarkExpm1(b *testing.B)          { cycle(b, detmath.Expm1, -2, 2) }
func BenchmarkLog(b *testing.B)            { cycle(b, detmath.Log, 0, 20) }
func BenchmarkLog1p(b *testing.B)          { cycle(b, detmath.Log1p, -0.5, 1) }
func BenchmarkNormalCDF(b *testing.B)      { cycle(b, detmath.NormalCDF, -4, 4) }
func BenchmarkNormalQuantile(b *testing.B) { cycle(b, detmath.NormalQuantile, 0, 1) }
func BenchmarkNormalFarTail(b *testing.B)  { cycle(b, detmath.NormalQuantile, 0, 1e-8) }
func BenchmarkLogGamma(b *testing.B)       { cycle(b, detmath.LogGamma, 0, 20) }

func BenchmarkPow(b *testing.B) {
	cycle(b, func(x float64) float64 { return detmath.Pow(x, 2.3) }, 0, 2)
}

func BenchmarkTruncatedNormalQuantile(b *testing.B) {
	cycle(b, func(p float64) float64 { return detmath.TruncatedNormalQuantile(p, 0, 1, -1, 2) }, 0, 1)
}

// shapes are a flat, a typical and a narrow PERT law.
var shapes = []struct {
	name string
	a, b float64
}{{"half", 0.5, 0.5}, {"pert", 2.8, 3.2}, {"narrow", 60, 50}}

func BenchmarkBetaQuantile(b *testing.B) {
	for _, s := range shapes {
		b.Run(s.name, func(b *testing.B) { cycle(b, detmath.NewBeta(s.a, s.b).Quantile, 0, 1) })
	}
}

func BenchmarkNewQuantileTable(b *testing.B) {
	for _, s := range shapes {
		b.Run(s.name, func(b *testing.B) {
			law := detmath.NewBeta(s.a, s.b)
			for b.Loop() {
				detmath.NewQuantileTable(law.Quantile)
			}
		})
	}
}

func BenchmarkQuantileTable(b *testing.B) {
	table := detmath.NewQuantileTable(detmath.NewBeta(2.8, 3.2).Quantile)
	cycle(b, table.At, 0, 1)
}

package detmath_test

import (
	"math"
	"testing"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/internal/stream"
)

// digests are the FNV-1a-64 digests of the bits of 5,000 values of each function.
// They hold on every architecture; the test is meant to be run under several:
//
//	GOARCH=386 go test -short ./internal/detmath
//	GOAMD64=v3 go test -short ./internal/detmath
//	GOARCH=arm64 go test -short -exec qemu-aarch64-static ./internal/detmath
//	GOOS=js GOARCH=wasm go test -short -exec "$(go env GOROOT)/lib/wasm/go_js_wasm_exec" ./internal/detmath
//
// A digest changes only with the algorithm, and then results of the library do:
// say so in the changelog.
var digests = map[string]uint64{
	"BetaCDF":                 0xf998c12d0e49b13c,
	"BetaQuantile":            0x86eec6140df14f7f,
	"Erfc":                    0x8b78a2ff301df644,
	"Exp":                     0x1d40ed18f819415e,
	"Expm1":                   0x7b9f96f0f5aa620c,
	"Log":                     0x6a3f607885a8d3b3,
	"Log1p":                   0x13fbed8f3e085305,
	"LogGamma":                0xe9e08820613e0159,
	"NormalCDF":               0x15f1d0dc00e75840,
	"NormalQuantile":          0xdec2b00a0de2fa92,
	"Pow":                     0x7d967765353cc050,
	"QuantileTable":           0xf513ed9bc38678a9,
	"TruncatedNormalQuantile": 0x6816475969482a5f,
	"Uniform":                 0xf88e6e3476b98be5,
}

// portable draws arguments that reach every branch of each function.
var portable = map[string]func(u, v, w float64) float64{
	"Uniform":        func(u, v, w float64) float64 { return u },
	"Exp":            func(u, v, w float64) float64 { return detmath.Exp(1500 * (u - 0.5) * v * v) },
	"Expm1":          func(u, v, w float64) float64 { return detmath.Expm1(100 * (u - 0.5) * v * v * v * v) },
	"Log":            func(u, v, w float64) float64 { return detmath.Log(spread(u, v)) },
	"Log1p":          func(u, v, w float64) float64 { return detmath.Log1p(4 * (u - 0.25) * v * v * v) },
	"Pow":            func(u, v, w float64) float64 { return detmath.Pow(spread(u, v), 40*(w-0.5)*w*w*w) },
	"NormalCDF":      func(u, v, w float64) float64 { return detmath.NormalCDF(80 * (u - 0.5) * v * v) },
	"Erfc":           func(u, v, w float64) float64 { return detmath.Erfc(60 * (u - 0.5) * v * v) },
	"NormalQuantile": func(u, v, w float64) float64 { return detmath.NormalQuantile(tail(u, v)) },
	"LogGamma":       func(u, v, w float64) float64 { return detmath.LogGamma(1e4 * u * v * v * v * v * v) },
	"BetaCDF":        func(u, v, w float64) float64 { return detmath.BetaCDF(u, shape(v), shape(w)) },
	"BetaQuantile":   func(u, v, w float64) float64 { return detmath.BetaQuantile(tail(u, v), shape(v), shape(w)) },
	"TruncatedNormalQuantile": func(u, v, w float64) float64 {
		lo := float64(90 * (v - 0.5))
		return detmath.TruncatedNormalQuantile(u, 0.1, 1.3, lo, lo+float64(10*w))
	},
	"QuantileTable": func(u, v, w float64) float64 { return portableTable.At(tail(u, v)) },
}

var portableTable = detmath.NewQuantileTable(detmath.NewBeta(2.8, 3.2).Quantile)

// spread returns numbers over the whole range of float64, half of them near 1. What
// is computed here must not fuse either.
func spread(u, v float64) float64 {
	if v < 0.5 {
		return 0.5 + u
	}
	return math.Ldexp(u, int(4000*(v-0.75)))
}

// shape returns shapes from 0.1 to 60.1, many of them small.
func shape(v float64) float64 { return float64(60*v*v) + 0.1 }

// tail returns probabilities, half of them close to one of the ends.
func tail(u, v float64) float64 {
	switch {
	case v < 0.5:
		return u
	case v < 0.75:
		return math.Ldexp(u, -int(400*(v-0.5)))
	}
	return 1 - math.Ldexp(u, -int(200*(v-0.75)))
}

func TestPortableDigests(t *testing.T) {
	const (
		values = 5000
		prime  = 0x100000001b3
	)
	u := make([]float64, 3*values)
	for name, f := range portable {
		stream.NewKey(20250301, name).Fill(u, 0, 0)
		h := uint64(0xcbf29ce484222325)
		for i := 0; i < len(u); i += 3 {
			x := f(u[i], u[i+1], u[i+2])
			if x != x {
				t.Fatalf("%s is NaN at %v: the payload would differ", name, u[i:i+3])
			}
			b := math.Float64bits(x)
			for shift := 0; shift < 64; shift += 8 {
				h = (h ^ b>>shift&0xff) * prime
			}
		}
		if want, ok := digests[name]; !ok || h != want {
			t.Errorf("\t%q: %#016x, want %#016x", name, h, want)
		}
	}
}

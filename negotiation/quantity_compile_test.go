package negotiation

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// quantityProbabilities returns rising probabilities: the far tails, the
// octaves that tables are graded by, and n at random. They are the same on every
// architecture.
func quantityProbabilities(n int) []float64 {
	rng := rand.New(rand.NewPCG(7, uint64(n)))
	ps := []float64{0x1p-53, 1e-12, 0.5, 1 - 1e-12, 1 - 0x1p-53}
	for k := 2; k < 40; k++ {
		z := math.Ldexp(1, -k)
		ps = append(ps, z, 1.5*z, 1-z, 1-float64(1.5*z))
	}
	for range n {
		ps = append(ps, rng.Float64()+0x1p-54)
	}
	slices.Sort(ps)
	return slices.Compact(ps)
}

// tabulated are the shapes that compile to tables: the triangles of expert
// judgement, skewed to either side, and beta and truncated normal laws from
// gentle to steep. The last ones of each list are too steep for a table.
func tabulated() []Quantity {
	var list []Quantity
	for _, mode := range []float64{0, 0.01, 0.1, 0.25, 0.4444444444444444, 0.5, 0.7, 0.95, 1} {
		list = append(list, PERT{Min: 0, Mode: mode, Max: 1}, PERT{Min: -30, Mode: -30 + float64(50*mode), Max: 20})
	}
	for _, a := range []float64{0.5, 0.8, 1, 1.5, 2, 4.5, 14.5, 30, 60, 500} {
		for _, b := range []float64{0.5, 1, 3, 14.5, 60} {
			list = append(list, Beta{a, b})
		}
	}
	list = append(list, Beta{0.05, 0.05}, Beta{1e6, 1e6}, Beta{1e-3, 5})
	for _, t := range [][2]float64{{-1, 2}, {-2.5, 2.5}, {-6, 6}, {0, 4}, {3, 4}, {6, 9}, {-40, -38}, {-1e-3, 1e-3}, {-100, 100}, {-1e6, 0}} {
		list = append(list,
			TruncatedNormal{Mean: 0, SD: 1, Min: t[0], Max: t[1]},
			TruncatedNormal{Mean: 50, SD: 20, Min: 50 + float64(20*t[0]), Max: 50 + float64(20*t[1])})
	}
	return list
}

// house.md promises tables an error of at most 1e-10 of the range; what cannot
// be had from a table must come from the function itself.
func TestTablesKeepTheirBound(t *testing.T) {
	cache, ps := newTableCache(), quantityProbabilities(3000)
	direct, worst := 0, 0.0
	for _, q := range tabulated() {
		if err := CheckQuantity(q); err != nil {
			t.Fatal(err)
		}
		d := newDrawer(q, cache)
		if d.kind == drawForeign {
			direct++
		}
		lo, hi := support(q)
		for _, p := range ps {
			e := math.Abs(d.at(p)-q.Quantile(p)) / (hi - lo)
			if !(e <= tableError) {
				t.Errorf("draw of %v at %v is off by %v of its range, want at most %v", q, p, e, tableError)
				break
			}
			worst = max(worst, e)
		}
	}
	t.Logf("%d shapes, of which %d too steep for a table; largest error %.2g of the range", len(tabulated()), direct, worst)
	if direct > len(tabulated())/4 {
		t.Errorf("%d of %d shapes are not tabulated, want a quarter at most", direct, len(tabulated()))
	}
}

// Every kind without a table must give the very bits of Quantile.
func TestDrawerEqualsQuantile(t *testing.T) {
	cases := []Quantity{
		Exactly(3), Uniform{0.1, 0.7}, Uniform{-3, -3}, Triangular{0.1, 0.2, 0.7}, Triangular{1, 1, 2}, Triangular{1, 2, 2},
		Normal{3, 0.7}, LogNormal{0.3, 0.7}, LogUniform{0.01, 100},
		Discrete{[]float64{3, 1, 2, 1}, []float64{0.1, 0.2, 0, 0.7}}, Empirical{[]float64{7, 1, 2, 2}},
		distuv.Gamma{Alpha: 2, Beta: 3}, Scaled{-1, Normal{0, 2}}, Scaled{3, Discrete{[]float64{0, 1}, []float64{1, 3}}},
		Sourced{Quantity: Uniform{1, 2}, Unit: "points"},
	}
	for _, q := range cases {
		d := newDrawer(q, nil)
		for _, p := range quantityProbabilities(500) {
			if got, want := d.at(p), q.Quantile(p); got != want {
				t.Errorf("draw of %v at %v = %v, want %v", q, p, got, want)
				break
			}
		}
	}
}

// The digest was computed on amd64 (v1 and v3), 386 and wasm, which agree. It
// changes with any bit of any draw: with the tables of internal/detmath, too.
func TestDrawDigest(t *testing.T) {
	const want = uint64(0x47551bf3434f693a)
	list := append(tabulated(), affineCases()...)
	list = append(list, Normal{3, 0.7}, LogNormal{0.3, 0.7}, LogUniform{0.01, 100}, Triangular{0, 2, 5})
	h, cache := fnv.New64a(), newTableCache()
	for _, q := range list {
		if !portable(q) {
			continue
		}
		d := newDrawer(q, cache)
		for _, p := range quantityProbabilities(500) {
			h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(d.at(p))))
		}
	}
	if got := h.Sum64(); got != want {
		t.Errorf("the bits of the draws have digest %#x, want %#x", got, want)
	}
}

// affineCases nest arithmetic; what is folded may differ by roundings.
func affineCases() []Quantity {
	pert := PERT{0, 8, 18}
	return []Quantity{
		Shifted{8, pert}, Scaled{1.3, pert}, Scaled{-2, pert}, Scaled{-1, Beta{2, 5}},
		Shifted{3, Scaled{-1, Sourced{Quantity: Shifted{-4, Scaled{0.5, pert}}}}},
		Scaled{-2, Shifted{1, Scaled{-3, Uniform{1, 2}}}}, Shifted{1, Scaled{-1, Triangular{0, 1, 3}}},
		Shifted{1, Scaled{-1, LogNormal{0, 0.5}}}, Shifted{1, Scaled{-3, LogUniform{1, 10}}},
		Shifted{-5, Scaled{-1, Discrete{[]float64{0, 1}, []float64{1, 3}}}},
		Shifted{1, Scaled{-1, Empirical{[]float64{1, 2, 9}}}},
		Shifted{1, Scaled{-1, TruncatedNormal{50, 20, 0, 100}}}, Scaled{0, pert},
		Shifted{1, Scaled{-1, distuv.Gamma{Alpha: 2, Beta: 3}}},
	}
}

func TestDrawerFoldsArithmetic(t *testing.T) {
	cache := newTableCache()
	for _, q := range affineCases() {
		d := newDrawer(q, cache)
		lo, hi := support(q)
		width := hi - lo
		if math.IsInf(width, 0) {
			width = 1
		}
		last := math.Inf(-1)
		for _, p := range quantityProbabilities(1000) {
			got, want := d.at(p), q.Quantile(p)
			if math.Abs(got-want) > 1e-10*width+1e-14*math.Abs(want) {
				t.Errorf("draw of %v at %v = %v, want %v", q, p, got, want)
			}
			if got < lo || got > hi {
				t.Errorf("draw of %v at %v = %v, want it from %v to %v", q, p, got, lo, hi)
			}
			if got < last-1e-10*width {
				t.Errorf("draw of %v at %v = %v, want at least %v", q, p, got, last)
			}
			last = got
		}
	}
}

func TestQuantityRange(t *testing.T) {
	z := 3.090232306167813 // standard normal quantile 0.999, golden q.normal
	cases := []struct {
		q      Quantity
		lo, hi float64
	}{
		{Exactly(3), 3, 3},
		{Uniform{1, 2}, 1, 2},
		{PERT{0, 8, 18}, 0, 18},
		{Triangular{0, 8, 18}, 0, 18},
		{Beta{2, 5}, 0, 1},
		{TruncatedNormal{50, 20, 0, 100}, 0, 100},
		{LogUniform{0.01, 100}, 0.01, 100},
		{Discrete{[]float64{9, 1, 5}, []float64{0, 1, 1}}, 1, 5},
		{Empirical{[]float64{9, 1, 5}}, 1, 9},
		{Normal{10, 2}, 10 - 2*z, 10 + 2*z},
		{LogNormal{0, 1}, math.Exp(-z), math.Exp(z)},
		{Shifted{2, Scaled{-3, Uniform{1, 2}}}, -4, -1},
		{Shifted{2, Scaled{0, Normal{0, 1}}}, 2, 2},
		{distuv.Uniform{Min: 0, Max: 1}, 0.001, 0.999},
	}
	for _, c := range cases {
		lo, hi := quantityRange(c.q)
		if math.Abs(lo-c.lo) > 1e-14*math.Abs(c.lo) || math.Abs(hi-c.hi) > 1e-14*math.Abs(c.hi) {
			t.Errorf("range of %v is %v to %v, want %v to %v", c.q, lo, hi, c.lo, c.hi)
		}
	}
}

func TestIsExact(t *testing.T) {
	cases := []struct {
		q    Quantity
		x    float64
		want bool
	}{
		{Exactly(3), 3, true},
		{PERT{4, 4, 4}, 4, true},
		{Uniform{4, 4}, 4, true},
		{Discrete{[]float64{5, 7, 5}, []float64{1, 0, 2}}, 5, true},
		{Empirical{[]float64{2, 2}}, 2, true},
		{Sourced{Quantity: Shifted{1, Scaled{-2, Sourced{Quantity: Exactly(3)}}}}, -5, true},
		{Scaled{0, Normal{0, 1}}, 0, true},
		{Uniform{4, 5}, 0, false},
		{Normal{0, 1}, 0, false},
		{Sourced{Quantity: Shifted{1, PERT{0, 8, 18}}}, 0, false},
		{distuv.UnitNormal, 0, false},
	}
	for _, c := range cases {
		if x, ok := isExact(c.q); ok != c.want || x != c.x {
			t.Errorf("isExact(%v) = %v, %v, want %v, %v", c.q, x, ok, c.x, c.want)
		}
	}
}

func TestPortable(t *testing.T) {
	for _, q := range tabulated() {
		if !portable(Sourced{Quantity: Shifted{1, q}}) {
			t.Errorf("portable(%v) is false, want true", q)
		}
	}
	for _, q := range []Quantity{distuv.UnitNormal, Shifted{1, Scaled{2, distuv.UnitNormal}}, &PERT{0, 8, 18}} {
		if portable(q) {
			t.Errorf("portable(%T) is true, want false", q)
		}
	}
}

func TestTablesAreShared(t *testing.T) {
	cache := newTableCache()
	var tables []drawer
	for _, q := range []Quantity{PERT{0, 8, 16}, PERT{-1, 0, 1}, Shifted{3, Scaled{-2, PERT{10, 15, 20}}}, Beta{3, 3}} {
		tables = append(tables, newDrawer(q, cache))
	}
	for _, d := range tables {
		if d.table == nil || d.table != tables[0].table {
			t.Errorf("the tables of one shape are %p and %p, want one", d.table, tables[0].table)
		}
	}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() { newDrawer(Beta{2, float64(3 + i%2)}, cache) })
	}
	wg.Wait()
	if n := len(cache.tables); n != 3 {
		t.Errorf("the cache holds %d tables, want 3", n)
	}
}

func TestDrawerDoesNotAllocate(t *testing.T) {
	cache := newTableCache()
	for _, q := range append(affineCases(), Normal{0, 1}, LogNormal{0, 1}, TruncatedNormal{0, 1, -1, 2}, Beta{0.05, 0.05}) {
		d := newDrawer(q, cache)
		if n := testing.AllocsPerRun(100, func() { d.at(0.3) }); n != 0 {
			t.Errorf("a draw of %v allocates %v times, want 0", q, n)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	cases := []struct {
		name string
		q    Quantity
	}{
		{"exact", Exactly(1)}, {"uniform", Uniform{0, 1}}, {"triangular", Triangular{0, 1, 3}},
		{"pert", PERT{0, 8, 18}}, {"scaled", Shifted{8, Scaled{-1.3, PERT{0, 8, 18}}}},
		{"truncnormal", TruncatedNormal{50, 20, 0, 100}}, {"normal", Normal{0, 1}}, {"lognormal", LogNormal{0, 1}},
		{"loguniform", LogUniform{0.01, 100}}, {"discrete", Discrete{[]float64{0, 1, 2}, []float64{1, 1, 2}}},
		{"empirical", Empirical{[]float64{1, 2, 3, 4}}}, {"foreign", distuv.UnitNormal},
	}
	rng := rand.New(rand.NewPCG(1, 2))
	u := make([]float64, 1024)
	for i := range u {
		u[i] = rng.Float64() + 0x1p-54
	}
	cache := newTableCache()
	for _, c := range cases {
		d := newDrawer(c.q, cache)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			i, sum := 0, 0.0
			for b.Loop() {
				sum += d.at(u[i&1023])
				i++
			}
			benchmarkSum = sum
		})
	}
	b.Run("compile/pert", func(b *testing.B) {
		for b.Loop() {
			newDrawer(PERT{0, 8, 18}, nil)
		}
	})
}

var benchmarkSum float64

package stream_test

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/internal/stream"
)

var _ rand.Source = (*stream.Stream)(nil)

func distance(a, b [4]uint64) int {
	n := 0
	for i := range a {
		n += bits.OnesCount64(a[i] ^ b[i])
	}
	return n
}

func TestUniform(t *testing.T) {
	for _, tc := range []struct {
		x    uint64
		want float64
	}{
		{0, 0x1p-53},
		{1<<12 - 1, 0x1p-53}, // the lowest 12 bits are not used
		{1 << 12, 3 * 0x1p-53},
		{1 << 63, 0.5 + 0x1p-53},
		{^uint64(0), 1 - 0x1p-53},
	} {
		if got := stream.Uniform(tc.x); got != tc.want {
			t.Errorf("Uniform(%#x) = %v, want %v", tc.x, got, tc.want)
		}
		if got, want := stream.Uniform(^tc.x), 1-stream.Uniform(tc.x); got != want {
			t.Errorf("Uniform(^%#x) = %v, want the mirror image %v", tc.x, got, want)
		}
	}
}

func TestFillAgreesWithBlocks(t *testing.T) {
	k := stream.NewKey(42, "fill")
	for n := range 11 {
		dst := make([]float64, n)
		k.Fill(dst, 7, 3)
		for j, got := range dst {
			want := stream.Uniform(k.Block(uint64(j/4), 7, 3, 0)[j%4])
			if got != want {
				t.Errorf("Fill of %d: word %d = %v, want %v", n, j, got, want)
			}
		}
	}
}

func TestStreamReadsWordsInOrder(t *testing.T) {
	k := stream.NewKey(42, "order")
	var s stream.Stream
	for _, address := range [][2]uint64{{0, 0}, {5, 1}, {math.MaxUint64, math.MaxUint64}, {0, 0}} {
		s.At(k, address[0], address[1])
		for j := range 9 {
			want := k.Block(uint64(j/4), address[0], address[1], 0)[j%4]
			if got := s.Uint64(); got != want {
				t.Errorf("address %v word %d = %x, want %x", address, j, got, want)
			}
		}
	}
}

func TestZeroStream(t *testing.T) {
	var s stream.Stream
	if got, want := s.Uint64(), vectors[0].want[0]; got != want {
		t.Errorf("first word of the zero Stream = %x, want %x", got, want)
	}
}

func TestCopyContinuesIndependently(t *testing.T) {
	var s stream.Stream
	s.At(stream.NewKey(1, "copy"), 0, 0)
	s.Uint64()
	c := s
	for j := range 8 {
		if a, b := s.Uint64(), c.Uint64(); a != b {
			t.Errorf("word %d: original %x, copy %x", j, a, b)
		}
	}
}

func TestIntN(t *testing.T) {
	var s stream.Stream
	s.At(stream.NewKey(3, "dice"), 0, 0)
	const rolls = 60_000
	var count [6]int
	for range rolls {
		count[s.IntN(6)]++
	}
	// Chi-squared with 5 degrees of freedom exceeds 25.7 once in 10,000.
	chi := 0.0
	for _, c := range count {
		d := float64(c) - rolls/6
		chi += d * d / (rolls / 6)
	}
	if chi > 25.7 {
		t.Errorf("counts %v of six sides: chi-squared %.1f", count, chi)
	}
	if got := s.IntN(1); got != 0 {
		t.Errorf("IntN(1) = %d, want 0", got)
	}
	if got := s.IntN(math.MaxInt32); got < 0 || got >= math.MaxInt32 {
		t.Errorf("IntN(MaxInt32) = %d, want it in range", got)
	}
}

func TestIntNPanics(t *testing.T) {
	for _, n := range []int{0, -1} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("IntN(%d) did not panic", n)
				}
			}()
			new(stream.Stream).IntN(n)
		}()
	}
}

// TestMoments checks that 2^16 uniforms have the mean and variance of their law
// within 5 standard errors, on several addresses.
func TestMoments(t *testing.T) {
	const n = 1 << 16
	dst := make([]float64, n)
	for _, purpose := range []string{"parameters", "protocol", "aftermath"} {
		k := stream.NewKey(9, purpose)
		k.Fill(dst, 12, 0)
		sum, squares := 0.0, 0.0
		for _, u := range dst {
			sum += u - 0.5
			squares += (u - 0.5) * (u - 0.5)
		}
		if mean := sum / n; math.Abs(mean) > 5*math.Sqrt(1./12/n) {
			t.Errorf("%s: mean - 1/2 = %v", purpose, mean)
		}
		if v := squares / n; math.Abs(v-1./12) > 5*math.Sqrt(1./180/n) {
			t.Errorf("%s: variance = %v, want 1/12", purpose, v)
		}
	}
}

func TestNoAllocation(t *testing.T) {
	k := stream.NewKey(1, "alloc")
	dst := make([]float64, 25)
	var s stream.Stream
	for name, f := range map[string]func(){
		"NewKey":  func() { k = stream.NewKey(1, "alloc") },
		"Fill":    func() { k.Fill(dst, 1, 0) },
		"At":      func() { s.At(k, 1, 0) },
		"Float64": func() { dst[0] = s.Float64() },
		"IntN":    func() { dst[0] = float64(s.IntN(10)) },
	} {
		if got := testing.AllocsPerRun(100, f); got != 0 {
			t.Errorf("%s allocates %v times, want 0", name, got)
		}
	}
}

func ExampleStream() {
	var s stream.Stream
	s.At(stream.NewKey(1, "protocol"), 4, 0) // replication 4
	first := s.Float64()
	s.Float64()
	s.At(stream.NewKey(1, "protocol"), 4, 0) // the same address again
	fmt.Println(first == s.Float64())

	foreign := rand.New(&s) // any sampler that wants a math/rand/v2 source
	fmt.Println(foreign.IntN(100) < 100)
	// Output:
	// true
	// true
}

func ExampleKey_Fill() {
	k := stream.NewKey(2025, "parameters")
	u := make([]float64, 3)
	k.Fill(u, 1_234_567, 0) // replication 1,234,567 alone, without the ones before
	fmt.Printf("%.4f\n", u)
	// Output: [0.3955 0.6354 0.9763]
}

func BenchmarkBlock(b *testing.B) {
	k := stream.NewKey(1, "bench")
	var i, x uint64
	for b.Loop() {
		x ^= k.Block(i, 1, 2, 0)[0]
		i++
	}
	sink = x
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/4, "ns/word")
}

func BenchmarkFill24(b *testing.B) {
	k := stream.NewKey(1, "bench")
	dst := make([]float64, 24)
	var i uint64
	for b.Loop() {
		k.Fill(dst, i, 0)
		i++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/24, "ns/word")
}

func BenchmarkStreamFloat64(b *testing.B) {
	var s stream.Stream
	s.At(stream.NewKey(1, "bench"), 0, 0)
	x := 0.0
	for b.Loop() {
		x += s.Float64()
	}
	sink = uint64(x)
}

func BenchmarkStreamIntN(b *testing.B) {
	var s stream.Stream
	s.At(stream.NewKey(1, "bench"), 0, 0)
	x := 0
	for b.Loop() {
		x += s.IntN(1000)
	}
	sink = uint64(x)
}

var sink uint64

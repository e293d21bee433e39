package montecarlo

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// measured fills a series with the values of replications from on.
func measured(values []float64, from, to uint64) series {
	var s series
	for i := from; i < to; i++ {
		s.push(i, values[i])
	}
	return s
}

// TestSeriesSplits cuts a range anywhere and holds that the joined moments have
// the same bits, and that joining again takes what was joined before.
func TestSeriesSplits(t *testing.T) {
	const n = 9*BlockSize + 17
	rng := rand.New(rand.NewPCG(7, 7))
	values := make([]float64, n)
	for i := range values {
		values[i] = rng.NormFloat64() * math.Exp(3*rng.NormFloat64())
		if i%31 == 0 {
			values[i] = math.NaN()
		}
	}
	for _, first := range []uint64{0, 5, BlockSize, 3*BlockSize + 1000} {
		whole := measured(values, first, n)
		want := whole.moments()
		for trial := range 30 {
			cuts := []uint64{first}
			for at := first; at < n; {
				at = min(n, at+1+uint64(rng.Int64N(int64(3*BlockSize>>(trial%6)+1))))
				cuts = append(cuts, at)
			}
			var parts []series
			for j := 1; j < len(cuts); j++ {
				parts = append(parts, measured(values, cuts[j-1], cuts[j]))
			}
			for len(parts) > 1 { // join neighbours in a random order
				j := rng.IntN(len(parts) - 1)
				var s series
				s.append(parts[j])
				s.append(parts[j+1])
				parts = append(append(parts[:j:j], s), parts[j+2:]...)
			}
			got := parts[0].moments()
			if got.N != want.N || math.Float64bits(got.Mean) != math.Float64bits(want.Mean) || math.Float64bits(got.M2) != math.Float64bits(want.M2) {
				t.Fatalf("from %d, trial %d, %d parts: moments %+v, want %+v", first, trial, len(cuts)-1, got, want)
			}
			if len(parts[0].Parts) != len(whole.Parts) {
				t.Fatalf("from %d, trial %d: %d nodes remain, want %d", first, trial, len(parts[0].Parts), len(whole.Parts))
			}
		}
	}
}

// TestSeriesAgainstExactSums compares mean and squares with big floats.
func TestSeriesAgainstExactSums(t *testing.T) {
	const n = 5000
	values := make([]float64, n)
	rng := rand.New(rand.NewPCG(1, 2))
	sum := new(big.Float).SetPrec(200)
	for i := range values {
		values[i] = 1e6 + rng.Float64()
		sum.Add(sum, big.NewFloat(values[i]))
	}
	mean := sum.Quo(sum, big.NewFloat(n))
	m2 := new(big.Float).SetPrec(200)
	for _, x := range values {
		d := new(big.Float).SetPrec(200).Sub(big.NewFloat(x), mean)
		m2.Add(m2, d.Mul(d, d))
	}
	s := measured(values, 0, n)
	got := s.moments()
	wantMean, _ := mean.Float64()
	wantM2, _ := m2.Float64()
	// A mean of 1e6 has ulps of 1e-10; Welford keeps about seven digits of the
	// squares there, where a textbook sum of squares would keep three.
	if math.Abs(got.Mean-wantMean) > 1e-9 || math.Abs(got.M2/wantM2-1) > 1e-7 {
		t.Errorf("mean %v and squares %v, want %v and %v", got.Mean, got.M2, wantMean, wantM2)
	}
}

// TestSumIsExact compares exact sums with big integers.
func TestSumIsExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var a, b Sum
	sum, sq := new(big.Int), new(big.Int)
	for i := range 2000 {
		x := rng.Int64N(1<<46) - 1<<45
		if i%2 == 0 {
			a.push(x)
		} else {
			b.push(x)
		}
		sum.Add(sum, big.NewInt(x))
		sq.Add(sq, new(big.Int).Mul(big.NewInt(x), big.NewInt(x)))
	}
	a.merge(b)
	for _, c := range []struct {
		what string
		got  [2]uint64
		want *big.Int
	}{{"sum", a.Sum, sum}, {"squares", a.Sq, sq}} {
		got := new(big.Int).Lsh(big.NewInt(int64(c.got[0])), 64)
		got.Add(got, new(big.Int).SetUint64(c.got[1]))
		if got.Cmp(c.want) != 0 {
			t.Errorf("the %s is %v, want %v", c.what, got, c.want)
		}
		f, _ := new(big.Float).SetInt(c.want).Float64()
		if x := (wide{c.got[0], c.got[1]}).float(); math.Abs(x/f-1) > 1e-15 {
			t.Errorf("the %s as a float is %v, want %v", c.what, x, f)
		}
	}
	m := a.moments(0.5)
	mean, _ := new(big.Float).Quo(new(big.Float).SetInt(sum), big.NewFloat(2000)).Float64()
	if a.N != 2000 || math.Abs(m.Mean/(mean/2)-1) > 1e-15 {
		t.Errorf("%d numbers of mean %v, want 2000 of %v", m.N, m.Mean, mean/2)
	}
	if got := (Sum{}).moments(1); got != (Moments{}) {
		t.Errorf("no numbers have moments %+v", got)
	}
}

// TestNumbersInFiles writes floats and reads the same bits.
func TestNumbersInFiles(t *testing.T) {
	for _, x := range []float64{0, math.Copysign(0, -1), 1.0 / 3, -1e-300, 5e-324, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN()} {
		b, err := jsonNum(x).MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		var y jsonNum
		if err := y.UnmarshalJSON(b); err != nil {
			t.Fatal(err)
		}
		if same := float64(y) == x && math.Signbit(float64(y)) == math.Signbit(x); !same && !(math.IsNaN(x) && math.IsNaN(float64(y))) {
			t.Errorf("%v is written as %s and read as %v", x, b, y)
		}
	}
	var y jsonNum
	for _, bad := range []string{`"x"`, `{}`, `"`} {
		if err := y.UnmarshalJSON([]byte(bad)); err == nil {
			t.Errorf("%s is read as %v", bad, y)
		}
	}
}

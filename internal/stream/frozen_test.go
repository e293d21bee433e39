package stream_test

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/parleylab/parley/internal/stream"
)

// TestFrozen holds the mapping from (seed, purpose, address) to numbers: every
// published result depends on it, and it must never change. The numbers were computed
// by an independent program in Python.
func TestFrozen(t *testing.T) {
	var s stream.Stream
	s.At(stream.NewKey(20250301, "parameters"), 1_234_567, 2)
	words, dice := make([]uint64, 5), make([]int, 6)
	for i := range words {
		words[i] = s.Uint64()
	}
	wantWords := []uint64{
		0xbb4f1b7a3f6216f5, 0x16593c14b57cc118, 0xd9a752eae28f3068, 0x0c0b4dfd004c6f69, 0x3df18fb26fb05d22,
	}
	for i := range dice {
		dice[i] = s.IntN(1000)
	}
	wantDice := []int{201, 309, 212, 452, 292, 420}
	if !slices.Equal(words, wantWords) {
		t.Errorf("words = %#016x, want %#016x", words, wantWords)
	}
	if !slices.Equal(dice, wantDice) {
		t.Errorf("dice = %v, want %v", dice, wantDice)
	}
}

// TestIntNAgainstDefinition compares with Lemire's method in unbounded integers,
// for ranges so large that a third of the words must be rejected.
func TestIntNAgainstDefinition(t *testing.T) {
	for _, n := range []int{1, 2, 3, 1000, math.MaxInt32, math.MaxInt/2 + 2, math.MaxInt/3*2 + 1, math.MaxInt} {
		var s, ref stream.Stream
		s.At(stream.NewKey(5, "lemire"), 0, 0)
		ref.At(stream.NewKey(5, "lemire"), 0, 0)
		for i := range 200 {
			got, want := s.IntN(n), lemire(&ref, n)
			if got != want {
				t.Fatalf("IntN(%d), draw %d = %d, want %d", n, i, got, want)
			}
		}
		if a, b := s.Uint64(), ref.Uint64(); a != b {
			t.Errorf("IntN(%d) did not read as many words as the definition", n)
		}
	}
}

// lemire returns floor(x n / 2^64) for the first word x whose product leaves a
// remainder of at least 2^64 mod n.
func lemire(s *stream.Stream, n int) int {
	m := big.NewInt(int64(n))
	full := new(big.Int).Lsh(big.NewInt(1), 64)
	floor := new(big.Int).Mod(full, m)
	for {
		product := new(big.Int).SetUint64(s.Uint64())
		product.Mul(product, m)
		quotient, rest := new(big.Int).DivMod(product, full, new(big.Int))
		if rest.Cmp(floor) >= 0 {
			return int(quotient.Int64())
		}
	}
}

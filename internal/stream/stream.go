package stream

import "math/bits"

// Uniform maps a word to the open unit interval: (x>>12 + 1/2) 2^-52. The result
// is exact, at least 2^-53 and at most 1 - 2^-53, and Uniform(^x) = 1 - Uniform(x)
// without rounding.
func Uniform(x uint64) float64 {
	// x>>12 + 1/2 has at most 53 bits, so neither step rounds.
	return (float64(int64(x>>12)) + 0.5) * 0x1p-52
}

// Fill sets dst[j] to the uniform of word j at (replication, substream), scenario 0.
// It does not allocate, and a shorter dst gets the beginning of a longer one.
func (k Key) Fill(dst []float64, replication, substream uint64) {
	var block uint64
	for len(dst) >= 4 {
		w := k.Block(block, replication, substream, 0)
		dst[0], dst[1], dst[2], dst[3] = Uniform(w[0]), Uniform(w[1]), Uniform(w[2]), Uniform(w[3])
		dst = dst[4:]
		block++
	}
	if len(dst) == 0 {
		return
	}
	w := k.Block(block, replication, substream, 0)
	for j := range dst {
		dst[j] = Uniform(w[j&3])
	}
}

// Stream reads the words of one address in order. It implements the Source of
// math/rand/v2. The zero Stream stands at word 0 of replication 0, substream 0 of
// the zero Key; At moves it elsewhere. A Stream has state: it belongs to one
// goroutine, and a copy continues independently from the same place. No method
// allocates.
type Stream struct {
	key                           Key
	block, replication, substream uint64
	left                          int // words of buf not yet read
	buf                           [4]uint64
}

// At moves the stream to word 0 of (k, replication, substream), scenario 0. It
// costs nothing to speak of: the first word is computed when it is read.
func (s *Stream) At(k Key, replication, substream uint64) {
	s.key = k
	s.block, s.replication, s.substream = 0, replication, substream
	s.left = 0
}

// Uint64 returns the next word, uniform on all 64-bit values.
func (s *Stream) Uint64() uint64 {
	if s.left == 0 {
		s.refill()
	}
	s.left--
	return s.buf[^s.left&3]
}

// refill computes the next block. It stays out of line so that Uint64 can be inlined.
//
//go:noinline
func (s *Stream) refill() {
	s.buf = s.key.Block(s.block, s.replication, s.substream, 0)
	s.block++
	s.left = 4
}

// Float64 returns the uniform of the next word, in the open interval (0, 1); see
// [Uniform].
func (s *Stream) Float64() float64 { return Uniform(s.Uint64()) }

// IntN returns a uniform integer in [0, n) without bias. It reads one word, and
// another one with probability below n 2^-64 each time; the result is the same
// where int has 32 bits. IntN panics if n is not positive.
//
// Lemire, D. (2019). Fast random integer generation in an interval. ACM TOMACS
// 29(1). https://doi.org/10.1145/3230636
func (s *Stream) IntN(n int) int {
	if n <= 0 {
		panic("stream: IntN of a number that is not positive")
	}
	m := uint64(n)
	hi, lo := bits.Mul64(s.Uint64(), m)
	if lo < m {
		for floor := -m % m; lo < floor; {
			hi, lo = bits.Mul64(s.Uint64(), m)
		}
	}
	return int(hi)
}

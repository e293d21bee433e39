package stream

import "math/bits"

// The multipliers and Weyl increments of Philox4x64, from Salmon et al. (2011).
const (
	mul0  = 0xD2E7470EE14C6C93
	mul1  = 0xCA5A826395121157
	weyl0 = 0x9E3779B97F4A7C15
	weyl1 = 0xBB67AE8584CAA73B
)

// FNV-1a-64 offset and prime.
const (
	fnvOffset = 0xcbf29ce484222325
	fnvPrime  = 0x00000100000001b3
)

// Key is the half of an address that is fixed for a whole run: the seed and the
// purpose. It is a small value, immutable, comparable and free to share. The zero
// Key is the all-zero Philox key, which NewKey practically never returns.
type Key struct{ k0, k1 uint64 }

// NewKey returns the key (seed, seed xor h), where h is the FNV-1a-64 hash of the
// bytes of purpose. Any seed is good, 0 included. Two purposes with one hash would
// share their dice; among a thousand names the chance of that is below 3e-14.
func NewKey(seed uint64, purpose string) Key {
	return Key{seed, seed ^ hash(purpose)}
}

// Words returns the two words of the Philox key, k0 and k1: what another program
// needs to draw the same numbers.
func (k Key) Words() (k0, k1 uint64) { return k.k0, k.k1 }

// hash is FNV-1a-64; hash/fnv would allocate.
func hash(s string) uint64 {
	h := uint64(fnvOffset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

// Block returns words 4·block to 4·block+3 of the stream at (replication,
// substream, scenario): Philox4x64-10 of the counter (block, replication,
// substream, scenario). All 2^256 counters are valid. It does not allocate.
//
// The rounds are written out because the compiler does not unroll loops, and ten
// rounds of bookkeeping would cost a third of the whole.
func (k Key) Block(block, replication, substream, scenario uint64) [4]uint64 {
	c0, c1, c2, c3 := block, replication, substream, scenario
	k0, k1 := k.k0, k.k1

	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0, k1)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+1*weyl0, k1+1*weyl1)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+2*weyl0&mask, k1+2*weyl1&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+3*weyl0&mask, k1+3*weyl1&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+4*weyl0&mask, k1+4*weyl1&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+5*weyl0&mask, k1+5*weyl1&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+6*weyl0&mask, k1+6*weyl1&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+7*weyl0&mask, k1+7*weyl1&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+8*weyl0&mask, k1+8*weyl1&mask)
	c0, c1, c2, c3 = round(c0, c1, c2, c3, k0+9*weyl0&mask, k1+9*weyl1&mask)
	return [4]uint64{c0, c1, c2, c3}
}

// mask reduces the multiples of the Weyl constants, which Go computes without
// bound, to 64 bits.
const mask = 1<<64 - 1

// round is one Philox round: two wide products, crossed and keyed.
func round(c0, c1, c2, c3, k0, k1 uint64) (_, _, _, _ uint64) {
	h0, l0 := bits.Mul64(mul0, c0)
	h1, l1 := bits.Mul64(mul1, c2)
	return h1 ^ c1 ^ k0, l1, h0 ^ c3 ^ k1, l0
}

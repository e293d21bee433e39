// Package stream provides addressed random numbers: a word's value is a pure
// function of its address, so nothing is seeded, stored or kept in step.
//
// A [Key] names a seed and a purpose ("parameters", "seat 2"); a counter names
// the replication, the substream and the place within it. Philox4x64-10 turns
// the pair into four 64-bit words:
//
//	key     = (seed, seed xor FNV-1a-64(purpose))
//	counter = (word/4, replication, substream, scenario)
//	word    = Philox4x64-10(counter, key)[word mod 4]
//
// The scenario is 0 unless a caller wants scenarios to be independent; with 0,
// two scenarios meet the same dice (common random numbers). The list of purposes
// is kept by the callers: two purposes must not share a name.
//
// The cipher is a bijection of the 256-bit counter, so streams of one key never
// overlap, and any word of any replication can be had alone and in any order.
// The words equal those of Random123's philox4x64 and of numpy, whose generator
// steps before it draws: numpy.random.Philox(key=[k0, k1], counter=c) begins with
// the block at c+1, where the 256-bit counter has the block index as its lowest word.
//
// Uniforms lie strictly between 0 and 1 on the grid (k + 1/2) 2^-52. The grid is
// symmetric: 1-u is on it exactly, and neither end needs a special case in a
// quantile function.
//
// The package knows no distributions. Draw by inversion, one uniform per variate,
// so that a variate keeps its address whatever happens to its neighbours;
// [Stream] also serves math/rand/v2 as a Source for samplers that must reject.
//
// Salmon, J. K., Moraes, M. A., Dror, R. O., Shaw, D. E. (2011). Parallel random
// numbers: as easy as 1, 2, 3. SC '11. https://doi.org/10.1145/2063384.2063405
package stream

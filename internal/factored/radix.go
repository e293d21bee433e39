package factored

import (
	"math/bits"
	"slices"
)

const (
	lowBits    = 8   // digit of the first radix pass
	minBuckets = 5   // binary logarithm of the fewest buckets
	scaleBits  = 62  // value·mul stays below 2^scaleBits
	fixBudget  = 4   // moves per entry that the insertion pass may take
	crowd      = 128 // entries that make a bucket crowded
	scanBudget = 12  // entries of a bucket that a query walks before it bisects
)

// A ladder holds values in ascending order together with a table that leads to
// the first value at or above a given one.
//
// Values are spread over buckets in proportion to their size. Sorting is a radix
// sort whose second digit is the bucket, so that its table of bucket starts is
// the successor table at no further cost. The first digit is the lowBits below
// it; what those do not resolve is put right by insertion, and by a comparison
// sort if values cluster too much for that. Equal values keep the order of their
// numbers.
type ladder struct {
	val   []int64
	id    []uint32 // position in the slice sorted
	first []uint32 // bucket → first entry; one more for the end
	mul   uint64
	shift uint

	crowded bool // some bucket holds crowd entries or more
}

// A sorter is the scratch that ladders share.
type sorter struct {
	key []uint64
	low [1 << lowBits]uint32
}

// sort fills the ladder with vals, which are in [0, top] with top < 2^43. There
// are at most 2^20 of them, at least one.
func (l *ladder) sort(vals []int64, top int64, s *sorter) {
	n := len(vals)
	buckets := max(minBuckets, bits.Len(uint(n-1)))
	l.mul = (1 << scaleBits) / uint64(top+1)
	l.shift = uint(scaleBits - buckets)
	l.val, l.id = resize(l.val, n), resize(l.id, n)
	l.first = resize(l.first, 1<<buckets+2)
	s.key = resize(s.key, n)
	l.count(vals, s)
	for i, v := range vals {
		d := uint64(v) * l.mul >> ((l.shift - lowBits) & 63) & (1<<lowBits - 1)
		p := s.low[d]
		s.low[d] = p + 1
		s.key[p] = uint64(v)<<sideBits | uint64(i)
	}
	l.spread(s.key)
	if !l.fix() {
		l.compare(s.key)
	}
}

// count sets up the starts of both digits: s.low[d] and l.first[b+1].
func (l *ladder) count(vals []int64, s *sorter) {
	first := l.first
	clear(first)
	clear(s.low[:])
	starts, mul, shift := first[2:], l.mul, (l.shift-lowBits)&63
	for _, v := range vals {
		d := uint64(v) * mul >> shift
		s.low[d&(1<<lowBits-1)]++
		starts[d>>lowBits]++
	}
	sum := uint32(0)
	for d := 0; d < len(s.low); d += 4 {
		c := (*[4]uint32)(s.low[d:])
		c0, c1, c2, c3 := c[0], c[1], c[2], c[3]
		c[0], c[1], c[2], c[3] = sum, sum+c0, sum+c0+c1, sum+c0+c1+c2
		sum += c0 + c1 + c2 + c3
	}
	sum = 0
	most := uint32(0)
	for b, c := range first {
		most |= c
		sum += c
		first[b] = sum
	}
	l.crowded = most >= crowd
}

// spread distributes the keys over the buckets. Afterwards l.first[b] is the
// start of bucket b.
func (l *ladder) spread(keys []uint64) {
	next, mul, shift := l.first[1:], l.mul, l.shift&63
	val, id := l.val, l.id
	for _, k := range keys {
		v := k >> sideBits
		b := v * mul >> shift
		p := next[b]
		next[b] = p + 1
		val[p] = int64(v)
		id[p] = uint32(k & (1<<sideBits - 1))
	}
}

// fix sorts what the digits left unsorted by insertion. It gives up, leaving
// every value with its id, and reports false if that takes too many moves.
func (l *ladder) fix() bool {
	val, id := l.val, l.id
	moves := fixBudget*len(val) + 64
	prev := int64(-1)
	for i, v := range val {
		if v >= prev {
			prev = v
			continue
		}
		w, j := id[i], i
		for j > 0 && val[j-1] > v {
			val[j], id[j] = val[j-1], id[j-1]
			j--
		}
		val[j], id[j] = v, w
		if moves -= i - j; moves < 0 {
			return false
		}
	}
	return true
}

// compare sorts by comparison of keys. The buckets need no repair: their order
// is that of the values.
func (l *ladder) compare(keys []uint64) {
	slices.Sort(keys)
	for i, k := range keys {
		l.val[i] = int64(k >> sideBits)
		l.id[i] = uint32(k & (1<<sideBits - 1))
	}
}

// top returns the greatest value.
func (l *ladder) top() int64 { return l.val[len(l.val)-1] }

// at returns the position of the first value ≥ x, for x in [0, top].
func (l *ladder) at(x int64) int {
	val := l.val
	j := int(l.first[uint64(x)*l.mul>>(l.shift&63)])
	j += int(uint64(val[j]-x) >> 63)
	j += int(uint64(val[j]-x) >> 63)
	for end := j + scanBudget; val[j] < x; j++ {
		if j == end {
			return l.bisect(j, x)
		}
	}
	return j
}

// walk is at for ladders that are not crowded, short enough to be inlined.
func (l *ladder) walk(x int64) uint32 {
	j := l.first[uint64(x)*l.mul>>(l.shift&63)]
	for l.val[j] < x {
		j++
	}
	return j
}

// bisect is at for crowded buckets, from position j on.
func (l *ladder) bisect(j int, x int64) int {
	b := uint64(x) * l.mul >> (l.shift & 63)
	lo, hi := j, int(l.first[b+1])
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if l.val[m] < x {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// sieve fills the ladder with the entries of from whose word has no bit in
// common with w. It keeps the buckets of from.
func (l *ladder) sieve(from *ladder, words []uint64, w uint64, pos []uint32) {
	l.mul, l.shift, l.crowded = from.mul, from.shift, from.crowded
	val, id := resize(l.val, len(from.val)), resize(l.id, len(from.val))
	n := 0
	for j, v := range from.val {
		e := from.id[j]
		pos[j] = uint32(n)
		val[n], id[n] = v, e
		common := words[e] & w
		n += int((common - 1) &^ common >> 63) // 1 if they have none in common
	}
	pos[len(from.val)] = uint32(n)
	l.val, l.id = val[:n], id[:n]
	l.first = resize(l.first, len(from.first))
	for b, j := range from.first {
		l.first[b] = pos[j]
	}
}

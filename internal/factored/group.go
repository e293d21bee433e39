package factored

import "math/bits"

// fewRows is the number of rows up to which ranks are counted pair by pair.
const fewRows = 32

// A group is the rows that share a signature: the active boxes across the cut
// whose terms on rows they satisfy. Entries of the suffix that satisfy the rest
// of one of these boxes are not for them.
type group struct {
	falling []int64  // values in falling order
	id      []uint32 // rows
	sign    uint64
	ladder  *ladder // the suffix of the group, once open
	open    bool
	barred  bool // open and found empty
}

// orderRows sorts the rows by falling value.
func (x *Index) orderRows() {
	n := len(x.row)
	x.falling, x.fallingID = resize(x.falling, n), resize(x.fallingID, n)
	if n <= fewRows {
		x.countRanks()
		return
	}
	top := x.rowTop
	rest := x.split.rest(n)
	for i, v := range x.row {
		rest[i] = top - v
	}
	x.split.ladder.sort(rest, top, &x.sorter)
	for i, v := range x.split.ladder.val {
		x.falling[i] = top - v
	}
	copy(x.fallingID, x.split.ladder.id)
}

// countRanks sorts few rows: the rank of a row is the number of rows that go
// before it, and counting does not branch on the data.
func (x *Index) countRanks() {
	var rank [fewRows]uint32
	for i, v := range x.row {
		before := uint32(0)
		for j, w := range x.row[:i] {
			less := uint32(uint64(w-v) >> 63) // 1 if w < v
			before += 1 - less
			rank[j] += less
		}
		rank[i] = before
	}
	for i, v := range x.row {
		x.falling[rank[i]], x.fallingID[rank[i]] = v, uint32(i)
	}
}

// makeGroups splits the rows into groups, in order of their first rows. Only
// boxes that the suffix can complete count.
func (x *Index) makeGroups() {
	if x.frame.live == 0 {
		x.groups = append(x.groups[:0], group{falling: x.falling, id: x.fallingID, ladder: &x.whole, open: true})
		return
	}
	sp := &x.split
	sp.enlist(x.fallingID, x.frame.rows.sig, x.frame.live)
	sp.deal(x.falling, x.fallingID)
	x.ofRow = resize(x.ofRow, len(x.row))
	x.groups = x.groups[:0]
	for i, w := range sp.signs {
		lo, hi := sp.start[i], sp.start[i+1]
		g := group{falling: sp.falling[lo:hi], id: sp.id[lo:hi], sign: w}
		if w == 0 {
			g.ladder, g.open = &x.whole, true
		}
		for _, r := range g.id {
			x.ofRow[r] = uint32(i)
		}
		x.groups = append(x.groups, g)
	}
	for len(x.sieved) < len(x.groups) {
		x.sieved = append(x.sieved, ladder{})
	}
}

// open prepares the suffix of a group if that was not done, and reports whether
// it has entries.
func (x *Index) open(g *group) bool {
	if g.open {
		return true
	}
	if g.barred {
		return false
	}
	i := x.ofRow[g.id[0]]
	g.ladder = &x.sieved[i]
	pos := x.split.positions(len(x.whole.val) + 1)
	g.ladder.sieve(&x.whole, x.frame.cols.sig, g.sign, pos)
	g.open = len(g.ladder.val) > 0
	g.barred = !g.open
	return g.open
}

// A splitter is scratch for sorting rows and splitting them into groups.
type splitter struct {
	ladder  ladder
	values  []int64
	pos     []uint32
	signs   []uint64 // group → signature, in order of first rows
	slot    []uint32 // hash table: group + 1, 0 if free
	of      []uint32 // position of a row → group
	start   []uint32 // group → first of its rows
	falling []int64
	id      []uint32
}

func (s *splitter) rest(n int) []int64 {
	s.values = resize(s.values, n)
	return s.values
}

func (s *splitter) positions(n int) []uint32 {
	s.pos = resize(s.pos, n)
	return s.pos
}

// enlist finds the different signatures and counts their rows into start.
func (s *splitter) enlist(id []uint32, sig []uint64, live uint64) {
	size := bits.Len(uint(2 * len(id)))
	s.slot = resize(s.slot, 1<<size)
	clear(s.slot)
	s.of = resize(s.of, len(id))
	s.signs, s.start = s.signs[:0], append(s.start[:0], 0)
	for i, r := range id {
		w := sig[r] & live
		h := w * 0x9e3779b97f4a7c15 >> (64 - size) // Fibonacci hashing
		for s.slot[h] != 0 && s.signs[s.slot[h]-1] != w {
			h = (h + 1) & (1<<size - 1)
		}
		if s.slot[h] == 0 {
			s.signs, s.start = append(s.signs, w), append(s.start, 0)
			s.slot[h] = uint32(len(s.signs))
		}
		s.of[i] = s.slot[h] - 1
		s.start[s.slot[h]]++
	}
}

// deal sorts the rows by group, stably, and makes start what it says.
func (s *splitter) deal(falling []int64, id []uint32) {
	n := len(id)
	s.falling, s.id = resize(s.falling, n), resize(s.id, n)
	sum := uint32(0)
	for i, c := range s.start {
		sum += c
		s.start[i] = sum
	}
	for i := n - 1; i >= 0; i-- {
		g := s.of[i] + 1
		s.start[g]--
		s.falling[s.start[g]], s.id[s.start[g]] = falling[i], id[i]
	}
	copy(s.start, s.start[1:])
	s.start[len(s.start)-1] = uint32(n)
}

package factored

import "slices"

// A frame is what indices of one worker know about a Space whatever the values:
// the combinations of either side that can occur. Siblings share one.
type frame struct {
	layout     *Layout
	space      Space // copy of the one the frame describes
	epoch      uint64
	rows, cols side
	live       uint64 // active boxes across the cut that some entry of the suffix completes
}

func newFrame(l *Layout) *frame {
	f := &frame{layout: l}
	f.space.Allowed = make([]bool, l.shape.Flat())
	f.space.Active = make([]bool, len(l.boxes))
	f.rows.init(&l.rows)
	f.cols.init(&l.cols)
	return f
}

// set makes the frame describe sp. It does nothing if it already does.
func (f *frame) set(sp *Space) {
	if f.epoch != 0 && slices.Equal(f.space.Allowed, sp.Allowed) && slices.Equal(f.space.Active, sp.Active) {
		return
	}
	f.epoch++
	copy(f.space.Allowed, sp.Allowed)
	copy(f.space.Active, sp.Active)
	crossing := uint64(0)
	for c, b := range f.layout.cross {
		if sp.Active[b] {
			crossing |= 1 << c
		}
	}
	f.rows.list(f.layout.shape, sp, crossing)
	f.cols.list(f.layout.shape, sp, crossing)
	f.live = 0
	for _, w := range f.cols.sig {
		f.live |= w
	}
	f.live &= crossing
}

// A side lists the combinations of one half that use allowed options and
// complete no box inside the half, in ascending order of outcome number.
type side struct {
	half  *half
	start []int   // position of an issue in half.issues → first of its choices
	pick  []int   // choice → option in a flat table
	share []int64 // choice → its part of the outcome number
	block []int   // position → combinations of the issues after it
	raw   int     // combinations of allowed options

	num  []int64  // entry → its part of the outcome number
	sig  []uint64 // entry → boxes across the cut it satisfies; empty if none is active
	keep []int    // entry → combination; only if some are dropped
	all  bool     // no combination is dropped

	rawNum []int64
	word   []uint64
	wordIn []uint64 // choice → mask
	dead   []uint64
}

func (s *side) init(h *half) {
	s.half = h
	s.start = make([]int, len(h.issues)+1)
	s.block = make([]int, len(h.issues))
	s.rawNum = make([]int64, h.size)
}

// list enumerates the side.
func (s *side) list(shape *Shape, sp *Space, crossing uint64) {
	s.choose(shape, sp)
	s.rawNum = s.rawNum[:s.raw]
	s.num, s.sig, s.all = s.rawNum, s.sig[:0], true
	if s.raw == 0 {
		return
	}
	g := grower{side: s, entry: s.share}
	g.grow(s.rawNum)
	s.strike(sp)
	if crossing != 0 {
		s.sign(crossing)
	}
}

// choose collects the allowed options.
func (s *side) choose(shape *Shape, sp *Space) {
	s.pick, s.share = s.pick[:0], s.share[:0]
	for p, k := range s.half.issues {
		for f := shape.offset[k]; f < shape.offset[k+1]; f++ {
			if sp.Allowed[f] {
				s.pick = append(s.pick, f)
				s.share = append(s.share, int64(f-shape.offset[k])*shape.stride[k])
			}
		}
		s.start[p+1] = len(s.pick)
	}
	s.raw = 1
	for p := len(s.block) - 1; p >= 0; p-- {
		s.block[p] = s.raw
		s.raw *= s.start[p+1] - s.start[p]
	}
}

// strike drops the combinations that lie in an active box inside the half.
func (s *side) strike(sp *Space) {
	for m := range s.half.inside {
		in := &s.half.inside[m]
		active := in.active(sp)
		if active == 0 {
			continue
		}
		if s.all {
			s.all = false
			s.dead = resize(s.dead, s.raw)
			clear(s.dead)
		}
		for i, w := range s.meet(in.in) {
			s.dead[i] |= w & active
		}
	}
	if s.all {
		return
	}
	s.keep = resize(s.keep, s.raw)
	n := 0
	for i, w := range s.dead {
		s.keep[n] = i
		n += int((w - 1) &^ w >> 63) // 1 if w is 0
	}
	s.keep = s.keep[:n]
	for e, i := range s.keep { // ascending, so nothing is overwritten too early
		s.rawNum[e] = s.rawNum[i]
	}
	s.num = s.rawNum[:n]
}

// sign notes which of the crossing boxes every entry satisfies as far as this
// side is concerned.
func (s *side) sign(crossing uint64) {
	w := s.meet(s.half.cross)
	s.sig = resize(s.sig, len(s.num))
	for e := range s.sig {
		i := e
		if !s.all {
			i = s.keep[e]
		}
		s.sig[e] = w[i] & crossing
	}
}

// meet returns the conjunction of the masks of the options of every combination.
// The result is valid until the next call.
func (s *side) meet(in []uint64) []uint64 {
	s.word = resize(s.word, s.raw)
	s.wordIn = resize(s.wordIn, len(s.pick))
	for c, f := range s.pick {
		s.wordIn[c] = in[f]
	}
	w := s.word
	w[0] = ^uint64(0)
	m := 1
	for p := len(s.block) - 1; p >= 0; p-- {
		lo, hi := s.start[p], s.start[p+1]
		for c := hi - 1; c >= lo; c-- {
			andInto(w[(c-lo)*m:(c-lo)*m+m], w[:m], s.wordIn[c])
		}
		m *= hi - lo
	}
	return w
}

// andInto sets dst[i] to src[i] & m.
func andInto(dst, src []uint64, m uint64) {
	dst = dst[:len(src)]
	for i, v := range src {
		dst[i] = v & m
	}
}

// resize returns s with length n, reallocated if its capacity is too small. The
// contents are unspecified.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

package factored

// A PairTable is the interaction of two issues: Values[a*options(B)+b] is added
// to the value of an outcome with option a of issue A and option b of issue B.
// A and B differ, in any order.
type PairTable struct {
	A, B   int
	Values []int64
}

// A link is an interaction as the growth of a side sees it: choosing an option
// of the earlier issue changes the entries of the later one.
type link struct {
	values       []int64
	later        int // position of the later issue
	base         int // flat position of the later issue's option 0
	first        int // flat position of the earlier issue's option 0
	early, other int // strides of the earlier and later issue in values
}

// A grower computes the sums of one entry per issue for all combinations of a
// side: the sums of the last issues first, then, issue by issue towards the
// front, one shifted copy per choice. An issue that interacts with later ones
// cannot copy; it grows the rest anew for each of its choices.
type grower struct {
	side  *side
	entry []int64  // per choice
	links [][]link // per position; may be shorter than the issues
}

// grow fills dst, one sum per combination.
func (g *grower) grow(dst []int64) {
	if len(g.side.block) == 0 {
		dst[0] = 0
		return
	}
	g.from(0, dst, 0)
}

// from fills dst with the sums of the issues from position p on, plus add.
func (g *grower) from(p int, dst []int64, add int64) {
	s := g.side
	lo, hi := s.start[p], s.start[p+1]
	if p == len(s.block)-1 {
		shiftInto(dst, g.entry[lo:hi], add)
		return
	}
	m := s.block[p]
	if p < len(g.links) && len(g.links[p]) > 0 {
		for c := lo; c < hi; c++ {
			g.bend(p, c, 1)
			g.from(p+1, dst[(c-lo)*m:(c-lo)*m+m], add+g.entry[c])
			g.bend(p, c, -1)
		}
		return
	}
	g.from(p+1, dst[:m], add)
	for c := hi - 1; c >= lo; c-- {
		shiftInto(dst[(c-lo)*m:(c-lo)*m+m], dst[:m], g.entry[c])
	}
}

// bend adds what choice c of position p adds to the entries of later issues,
// times sign.
func (g *grower) bend(p, c int, sign int64) {
	s := g.side
	for i := range g.links[p] {
		l := &g.links[p][i]
		row := (s.pick[c] - l.first) * l.early
		for d := s.start[l.later]; d < s.start[l.later+1]; d++ {
			g.entry[d] += sign * l.values[row+(s.pick[d]-l.base)*l.other]
		}
	}
}

// join makes pair a link of the grower and reports whether both of its issues are on
// the grower's side.
func (g *grower) join(s *Shape, pair PairTable) bool {
	a, b := g.position(pair.A), g.position(pair.B)
	if a < 0 || b < 0 {
		return false
	}
	l := link{
		values: pair.Values, later: b, base: s.offset[pair.B], first: s.offset[pair.A],
		early: s.options[pair.B], other: 1,
	}
	if b < a {
		a, l.later = b, a
		l.base, l.first = l.first, l.base
		l.early, l.other = l.other, l.early
	}
	g.links[a] = append(g.links[a], l)
	return true
}

// position returns where issue k is on the side, or -1.
func (g *grower) position(k int) int {
	for p, i := range g.side.half.issues {
		if i == k {
			return p
		}
	}
	return -1
}

// unlink forgets all links.
func (g *grower) unlink() {
	for p := range g.links {
		g.links[p] = g.links[p][:0]
	}
}

// shiftInto sets dst[i] to src[i] + c. dst may be src.
func shiftInto(dst, src []int64, c int64) {
	dst = dst[:len(src)]
	for len(src) >= 4 {
		a, b := src[:4:4], dst[:4:4]
		b[0], b[1], b[2], b[3] = a[0]+c, a[1]+c, a[2]+c, a[3]+c
		src, dst = src[4:], dst[4:]
	}
	for i, v := range src {
		dst[i] = v + c
	}
}

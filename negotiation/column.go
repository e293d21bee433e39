package negotiation

import "github.com/parleylab/parley/internal/factored"

// columnFinder answers from one value per outcome.
type columnFinder struct {
	s     *Session
	seat  int
	index *factored.Index
	built bool
}

// useColumns equips the session for utilities that are no sums over issues.
func (s *Session) useColumns() {
	p := s.p
	s.search = factored.NewSearch(p.d.shape, p.boxes, len(p.seats))
	s.cols = make([][]int64, len(p.seats))
	s.finder = make([]finder, len(p.seats))
	for i := range s.finder {
		s.cols[i] = make([]int64, p.d.Len())
		s.finder[i] = &columnFinder{s: s, seat: i, index: p.layout.NewIndex()}
	}
}

func (f *columnFinder) need() *factored.Index {
	if !f.built {
		f.index.BuildDense(f.s.cols[f.seat], f.s.space)
		f.built = true
	}
	return f.index
}

func (f *columnFinder) best() (int64, int64)        { return f.need().Max() }
func (f *columnFinder) succ(a int64) (int64, int64) { return f.need().Succ(a) }
func (f *columnFinder) rank(k int) (int64, int64)   { return f.need().Rank(k) }
func (f *columnFinder) value(o int64) int64         { return f.s.cols[f.seat][o] }
func (f *columnFinder) reply(a int64, other []int64) (int64, bool) {
	return f.s.scanReply(f.s.cols[f.seat], a, other)
}

func (f *columnFinder) reset() {
	f.s.drawColumn(f.seat)
	f.built = false
}

// drawColumn values every outcome for seat i, shifted so that the least is 0.
func (s *Session) drawColumn(i int) {
	st := &s.p.seats[i]
	if st.factored != nil {
		s.growColumn(i)
	} else {
		s.askColumn(i)
	}
	if st.factored != nil && st.paired == nil {
		return
	}
	col := s.cols[i]
	least := col[0]
	for _, v := range col {
		least = min(least, v)
	}
	for o := range col {
		col[o] -= least
	}
	s.base[i] += least
}

// askColumn asks the valuer for every outcome.
func (s *Session) askColumn(i int) {
	st := &s.p.seats[i]
	options := s.plan.options
	clear(options)
	for o := range s.cols[i] {
		s.cols[i][o] = toGrid(st.valuer.Value(s.draw, options), st.unit)
		s.turn(options)
	}
	s.base[i] = 0
}

// growColumn adds issue after issue, the last first: the outcomes of the issues
// so far are repeated once for each option of the next.
func (s *Session) growColumn(i int) {
	shape, tab, col := s.p.d.shape, s.tabs[i], s.cols[i]
	col[0] = 0
	m := 1
	for k := shape.Issues() - 1; k >= 0; k-- {
		at := shape.Offset(k)
		for l := shape.Options(k) - 1; l >= 0; l-- {
			addTo(col[l*m:(l+1)*m], col[:m], tab[at+l])
			s.addPairs(i, k, l, col[l*m:(l+1)*m])
		}
		m *= shape.Options(k)
	}
}

// addTo stores src + x in dst; the two may be the same.
func addTo(dst, src []int64, x int64) {
	dst = dst[:len(src)]
	for j, v := range src {
		dst[j] = v + x
	}
}

// addPairs adds what option l of issue k is worth together with later issues.
func (s *Session) addPairs(i, k, l int, block []int64) {
	st := &s.p.seats[i]
	if st.paired == nil {
		return
	}
	for j, pr := range s.pairs[i] {
		if pr.a != k {
			continue
		}
		run := int(s.p.d.shape.Stride(pr.b))
		m := s.p.d.shape.Options(pr.b)
		row := s.pairs[i][j].worth[l*m : (l+1)*m]
		for at, b := 0, 0; at < len(block); at += run {
			part := block[at : at+run]
			addTo(part, part, row[b])
			b++
			if b == m {
				b = 0
			}
		}
	}
}

// pairTable is the drawn extra worth of two issues together.
type pairTable struct {
	a, b  int
	worth []int64
}

// seatPairs makes room for seat i's pair tables.
func (s *Session) seatPairs(i int) {
	for _, pr := range s.p.seats[i].paired.Pairs() {
		n := s.p.d.shape.Options(pr[0]) * s.p.d.shape.Options(pr[1])
		s.pairs[i] = append(s.pairs[i], pairTable{pr[0], pr[1], make([]int64, n)})
		if n > len(s.pairFloats) {
			s.pairFloats = make([]float64, n)
		}
	}
}

// drawPairs puts seat i's pair tables on the grid.
func (s *Session) drawPairs(i int) {
	st := &s.p.seats[i]
	for j := range s.pairs[i] {
		worth := s.pairs[i][j].worth
		st.paired.PairTable(s.pairFloats[:len(worth)], j, s.draw)
		for x := range worth {
			worth[x] = toGrid(s.pairFloats[x], st.unit)
		}
	}
}

// turn moves options on to the next outcome.
func (s *Session) turn(options []int) {
	for k := len(options) - 1; k >= 0; k-- {
		options[k]++
		if options[k] < s.p.d.shape.Options(k) {
			return
		}
		options[k] = 0
	}
}

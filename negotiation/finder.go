package negotiation

import (
	"github.com/parleylab/parley/internal/factored"
)

// factorFinder answers from factored tables. Its index is built when a question
// first needs it, since most answers of a mediated table never do.
type factorFinder struct {
	s      *Session
	seat   int
	index  *factored.Index
	ranked *factored.Ranked // of a fixed program; nil otherwise
	built  bool
}

// useFactors equips the session for additive utilities.
func (s *Session) useFactors() {
	p := s.p
	s.search = factored.NewSearch(p.d.shape, p.boxes, len(p.seats))
	s.cert = factored.NewCertificate(p.d.shape)
	s.finder = make([]finder, len(p.seats))
	var first *factored.Index
	for i := range s.finder {
		f := &factorFinder{s: s, seat: i}
		if p.ranked != nil {
			f.ranked = p.ranked[i]
		}
		switch {
		case p.layout == nil:
		case first == nil:
			first = p.layout.NewIndex()
			f.index = first
		default:
			f.index = first.Sibling()
		}
		s.finder[i] = f
	}
}

func (f *factorFinder) need() *factored.Index {
	if !f.built {
		f.index.Build(f.s.tabs[f.seat], nil, f.s.space)
		f.built = true
	}
	return f.index
}

func (f *factorFinder) best() (int64, int64) {
	return f.s.search.Best(f.s.tabs[f.seat], f.s.space)
}

func (f *factorFinder) succ(a int64) (int64, int64) {
	if f.ranked != nil {
		return f.ranked.Succ(a)
	}
	return f.need().Succ(a)
}

func (f *factorFinder) reset() { f.built = false }

func (f *factorFinder) rank(k int) (int64, int64) { return f.need().Rank(k) }

func (f *factorFinder) reply(a int64, other []int64) (int64, bool) {
	return f.s.search.Reply(f.s.tabs[f.seat], a, other, f.s.space)
}

func (f *factorFinder) value(o int64) int64 {
	if f.ranked != nil {
		return f.ranked.Value(o)
	}
	return f.s.p.d.shape.Value(f.s.tabs[f.seat], o)
}

// scanZone looks at every outcome for one that is acceptable to all.
func (s *Session) scanZone() (int64, bool) {
	for o := range s.p.d.Len() {
		if s.acceptable(o) && s.Feasible(Outcome(o)) {
			return o, true
		}
	}
	return factored.None, false
}

// scanReply looks at every outcome for the best for another that keeps a.
func (s *Session) scanReply(own []int64, a int64, other []int64) (int64, bool) {
	best, at := int64(0), factored.None
	for o := range own {
		if own[o] < a || !s.Feasible(Outcome(o)) {
			continue
		}
		if v := s.p.d.shape.Value(other, int64(o)); at < 0 || v > best {
			best, at = v, int64(o)
		}
	}
	return at, at >= 0
}

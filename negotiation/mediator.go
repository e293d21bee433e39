package negotiation

import (
	"math"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/internal/factored"
	"github.com/parleylab/parley/internal/stream"
)

// mediation is what the compiler binds for a mediator.
type mediation struct {
	name        string
	reservation []Slot // error about each seat's reservation value; -1 if none
	noise       []Slot
	weight      []Slot
	mistake     []Slot
	acceptance  []Slot // what each seat thinks of the mediator; -1 if nothing
	noisy       bool
}

// bindMediator resolves the beliefs of the mediator called name.
func (c *compiler) bindMediator(name string) {
	m := c.party(name)
	if m < 0 || c.sc.Parties[m].Role != Mediator {
		c.f.add("protocol", "the mediator %q is no party with that role", name)
		return
	}
	med := &mediation{name: name}
	slot := func(about, trait string) Slot {
		if s, ok := c.beliefs[beliefKey{m, about, trait}]; ok {
			return s
		}
		return -1
	}
	for i := range c.seats {
		about := c.seats[i].name
		med.reservation = append(med.reservation, slot(about, BeliefReservation))
		med.weight = append(med.weight, slot(about, BeliefWeight))
		med.mistake = append(med.mistake, slot(about, BeliefMistake))
		med.acceptance = append(med.acceptance, -1)
		if a, ok := c.beliefs[beliefKey{c.seats[i].party, name, BeliefAcceptance}]; ok {
			med.acceptance[i] = a
		}
		n := slot(about, BeliefNoise)
		med.noise = append(med.noise, n)
		if n >= 0 {
			x, exact := isExact(c.params[n].Quantity)
			med.noisy = med.noisy || !exact || x != 0
		}
	}
	c.med = med
}

// A MediatorView is what a mediator may know: a noisy and perhaps biased
// picture of every seat's utility and reservation value, the rules that bind,
// and how the parties voted. It never sees a true value.
type MediatorView struct {
	s      *Session
	rng    stream.Stream
	tabs   [][]int64 // perceived tables; unused when a utility is no sum over issues
	floor  []int64   // perceived demands
	weight []float64
	text   int64 // drafted last, while no demand has moved since
	stale  bool
}

func newMediatorView(s *Session) *MediatorView {
	n := len(s.p.seats)
	m := &MediatorView{s: s, floor: make([]int64, n), weight: make([]float64, n), tabs: make([][]int64, n)}
	for i := range m.tabs {
		m.tabs[i] = make([]int64, s.p.d.shape.Flat())
	}
	return m
}

// reset forms the mediator's picture for a new negotiation.
func (m *MediatorView) reset(replication uint64) {
	med := m.s.p.med
	m.stale = true
	total := 0.0
	for i := range m.floor {
		m.weight[i] = 1
		if w := med.weight[i]; w >= 0 {
			m.weight[i] = m.s.draw[w]
		}
		total += m.weight[i]
		m.floor[i] = m.s.floor[i]
		if r := med.reservation[i]; r >= 0 {
			m.floor[i] += toGridWide(m.s.draw[r], m.s.p.seats[i].unit)
		}
		if !m.s.p.dense {
			m.perceive(i, replication)
		}
	}
	for i := range m.weight {
		m.weight[i] /= total
	}
}

// perceive shifts every issue of seat i by a normal number of options and reads
// the true values there, between options in proportion and beyond the ends as
// at the ends.
func (m *MediatorView) perceive(i int, replication uint64) {
	s := m.s
	sd := 0.0
	if n := s.p.med.noise[i]; n >= 0 {
		sd = s.draw[n]
	}
	if sd == 0 {
		copy(m.tabs[i], s.tabs[i])
		return
	}
	m.rng.At(s.keys.mediate, replication, uint64(i))
	shape := s.p.d.shape
	for k := range shape.Issues() {
		shift := float64(sd * detmath.NormalQuantile(m.rng.Float64()))
		if s.p.d.turned {
			shift = -shift
		}
		a, b := shape.Offset(k), shape.Offset(k+1)
		blur(m.tabs[i][a:b], s.tabs[i][a:b], shift)
	}
}

// blur stores in dst the values of src shift options further on.
func blur(dst, src []int64, shift float64) {
	last := float64(len(src) - 1)
	for l := range dst {
		x := max(0, min(last, float64(l)+shift))
		f := math.Floor(x)
		j := int(f)
		if j == len(src)-1 {
			dst[l] = src[j]
			continue
		}
		dst[l] = src[j] + int64(math.RoundToEven((x-f)*float64(src[j+1]-src[j])))
	}
}

// Text returns the feasible outcome that, in the mediator's eyes, maximises the
// product of the parties' gains over their demands, each to the power of the
// weight the mediator gives it (the asymmetric Nash solution). Where it sees no
// outcome that gives every party a gain, it returns the one that falls least
// short for the party worst served. NoDeal means that nothing is feasible.
//
// Harsanyi, J. and Selten, R. (1972). A generalized Nash solution for two-person
// bargaining games with incomplete information. Management Science 18, 80-106.
// https://doi.org/10.1287/mnsc.18.5.80
func (m *MediatorView) Text() Outcome {
	if m.stale {
		m.text, m.stale = m.draft(), false
	}
	o := Outcome(m.text)
	if m.text < 0 {
		return NoDeal
	}
	s := m.s
	if s.trace != nil {
		s.tell(Event{Kind: EventText, Round: s.round, Seat: -1, From: -1, Outcome: o})
	}
	s.say(-1, o)
	return o
}

// draft looks for the text.
func (m *MediatorView) draft() int64 {
	s := m.s
	if s.p.dense || s.naive {
		return s.scanNash(m)
	}
	if o, ok := s.search.Nash(m.tabs, m.floor, m.weight, s.space); ok {
		return o
	}
	_, o := s.search.Margin(m.tabs, m.floor, s.space)
	return o
}

// Learn tells the mediator that seat i refused text o: whatever the seat
// demands, the text fell short of it. The perceived demand moves the share rate
// of the way towards what the mediator thinks the text is worth to the seat; it
// never falls. rate is in [0, 1].
func (m *MediatorView) Learn(i int, o Outcome, rate float64) {
	gap := m.perceived(i, int64(o)) - m.floor[i]
	if gap > 0 {
		m.floor[i] += int64(math.Ceil(float64(gap) * rate))
		m.stale = true
	}
}

func (m *MediatorView) perceived(i int, o int64) int64 {
	if m.s.p.dense {
		return m.s.finder[i].value(o)
	}
	return m.s.p.d.shape.Value(m.tabs[i], o)
}

// scanNash is the definition of draft over a listed domain: the best weighted
// product, else the best margin, lowest outcome first.
func (s *Session) scanNash(m *MediatorView) int64 {
	best, bestAt := math.Inf(-1), factored.None
	margin, marginAt := int64(math.MinInt64), factored.None
	for o := range s.p.d.Len() {
		if !s.Feasible(Outcome(o)) {
			continue
		}
		least := int64(math.MaxInt64)
		for i := range m.floor {
			s.plan.gains[i] = m.perceived(i, o) - m.floor[i]
			least = min(least, s.plan.gains[i])
		}
		if least > margin {
			margin, marginAt = least, o
		}
		if least <= 0 {
			continue
		}
		if x := nashScore(s.plan.gains, m.weight); x > best {
			best, bestAt = x, o
		}
	}
	if bestAt >= 0 {
		return bestAt
	}
	return marginAt
}

// nashScore is the mean logarithm of the gains by weight, rounded to a multiple
// of 2^-30, as factored.Search.Nash compares outcomes.
func nashScore(gains []int64, weight []float64) float64 {
	x, total := 0.0, 0.0
	for i, g := range gains {
		x += float64(weight[i] * detmath.Log(float64(g)))
		total += weight[i]
	}
	return math.Floor(float64(x/total*(1<<30)) + 0.5)
}

package negotiation

import (
	"github.com/parleylab/parley/internal/factored"
	"github.com/parleylab/parley/internal/stream"
)

// The purposes of the random streams of a replication, as
// internal/stream.NewKey takes them. Each is its own Philox key, so that what
// one consumes never moves another.
const (
	purposeParams   = "parameters" // word j is column j
	purposeProtocol = "protocol"
	purposeAgent    = "agent"    // substream is the seat
	purposeMediator = "mediator" // substream is the seat it looks at
	purposeDynamics = "dynamics"
	purposeSequel   = "aftermath"
)

// A Session plays negotiations of one Program, one at a time, without
// allocating. It must not be used concurrently; make one per worker.
type Session struct {
	p          *Program
	keys       keys
	u          []float64
	draw       []float64
	space      *factored.Space
	binds      []bool // per rule, in this draw
	score      []float64
	tabs       [][]int64 // per seat: flat table, every issue's least option 0; nil when dense
	cols       [][]int64 // per seat: value of every outcome; nil unless dense
	base       []int64   // per seat: what was taken off to make tables start at 0
	floor      []int64   // per seat: reservation value, relative to base
	best       []int64   // per seat: value of its best feasible outcome; -1 if none
	finder     []finder
	search     *factored.Search
	cert       *factored.Certificate
	pairs      [][]pairTable
	floats     []float64 // scratch: a flat table
	pairFloats []float64
	views      []View
	agents     []Agent
	conc       []Conceder // nil entries for agents that must be asked
	last       []Outcome  // last offer of every seat, said aloud
	listeners  []listener
	chair      Chair
	med        *MediatorView
	process    Process // nil without dynamics
	course     Course  // nil without an aftermath
	table      hand    // the protocol's
	events     hand    // the dynamics'
	sequel     hand    // the aftermath's
	now        *hand   // of the recipe at work
	plan       stacked
	trace      func(Event)

	ready     bool // a fixed program's tables are in place
	naive     bool // reference engine
	everyTurn bool // no skip-ahead
	outvotes  bool // the protocol may pass over a refusal
	round     int
	rounds    int
	settled   bool
	broken    bool // the dynamics ended the talks
	rec       Record
}

// listener is an agent that wants to hear what is said.
type listener struct {
	seat int
	mind Listener
}

type keys struct {
	seed                             uint64
	params, protocol, agent, mediate stream.Key
	dynamics, aftermath              stream.Key
	set                              bool
}

// finder answers what strategies ask about one seat's feasible outcomes. Values
// are grid steps above the seat's base; outcomes are None where there is none;
// ties go to the lowest outcome.
type finder interface {
	best() (o, value int64)
	succ(a int64) (o, value int64)              // least value of at least a
	rank(k int) (o, value int64)                // k-th best
	reply(a int64, other []int64) (int64, bool) // best for another among those worth a
	value(o int64) int64
	reset() // the draw has changed
}

// NewSession returns a session with scratch memory of its own.
func (p *Program) NewSession() *Session {
	s := p.newSession()
	if p.dense {
		s.useColumns()
	} else {
		s.useFactors()
	}
	s.seatAgents()
	return s
}

// newSession returns a session that can draw but not yet play.
func (p *Program) newSession() *Session {
	n := len(p.seats)
	s := &Session{
		p: p, u: make([]float64, p.dim), draw: make([]float64, len(p.params)),
		space: factored.NewSpace(p.d.shape, len(p.boxes)),
		binds: make([]bool, len(p.rules)), score: make([]float64, len(p.groups)),
		tabs: make([][]int64, n), base: make([]int64, n), floor: make([]int64, n), best: make([]int64, n),
		floats: make([]float64, p.d.shape.Flat()),
		pairs:  make([][]pairTable, n),
	}
	for i := range p.seats {
		if p.seats[i].paired != nil {
			s.seatPairs(i)
		}
	}
	for i := range s.draw {
		if x, ok := isExact(p.params[i].Quantity); ok {
			s.draw[i] = x
		}
	}
	for i := range s.tabs {
		s.tabs[i] = make([]int64, p.d.shape.Flat())
	}
	return s
}

// seatAgents brings in minds, views, chair and mediator.
func (s *Session) seatAgents() {
	p := s.p
	n := len(p.seats)
	s.views = make([]View, n)
	s.agents = make([]Agent, n)
	s.conc = make([]Conceder, n)
	s.last = make([]Outcome, n)
	for i := range n {
		s.views[i] = newView(s, i)
		s.agents[i] = p.seats[i].strategy.Agent()
		s.conc[i], _ = s.agents[i].(Conceder)
		if l, ok := s.agents[i].(Listener); ok {
			s.listeners = append(s.listeners, listener{i, l})
		}
	}
	s.chair = p.proto.Chair()
	if q, ok := p.proto.(Outvoting); ok {
		s.outvotes = q.Outvotes()
	}
	if p.med != nil {
		s.med = newMediatorView(s)
	}
	if p.dynamics != nil {
		s.process = p.dynamics.Process()
	}
	if p.aftermath != nil {
		s.course = p.aftermath.Course()
	}
	s.plan.init(s)
}

// Program returns the program that the session plays.
func (s *Session) Program() *Program { return s.p }

// Play plays replication number replication of the given seed. The result is a
// function of the program and the two numbers.
func (s *Session) Play(seed, replication uint64) Record {
	s.seed(seed)
	s.keys.params.Fill(s.u, replication, 0)
	return s.play(s.u, replication)
}

// PlayTurns plays as Play does but takes no short cut: every turn of every round
// is played. The record is the same; it exists to be measured and compared.
func (s *Session) PlayTurns(seed, replication uint64) Record {
	s.everyTurn = true
	defer func() { s.everyTurn = false }()
	return s.Play(seed, replication)
}

// PlayAt plays with the parameters at the point u of the unit cube, which must
// have Dim coordinates strictly between 0 and 1, and with all other randomness
// from seed and replication. It panics if u has the wrong length.
func (s *Session) PlayAt(u []float64, seed, replication uint64) Record {
	if len(u) != s.p.dim {
		panic("negotiation: PlayAt wants one coordinate for each of Program.Dim")
	}
	s.seed(seed)
	return s.play(u, replication)
}

func (s *Session) seed(seed uint64) {
	if s.keys.set && s.keys.seed == seed {
		return
	}
	s.keys = keys{
		seed: seed, set: true,
		params:   stream.NewKey(seed, purposeParams),
		protocol: stream.NewKey(seed, purposeProtocol),
		agent:    stream.NewKey(seed, purposeAgent),
		mediate:  stream.NewKey(seed, purposeMediator),

		dynamics:  stream.NewKey(seed, purposeDynamics),
		aftermath: stream.NewKey(seed, purposeSequel),
	}
}

// play runs one replication: draw, look for a zone, bargain.
func (s *Session) play(u []float64, replication uint64) Record {
	s.drawParams(u)
	if !s.ready {
		s.drawSpace()
		s.drawTables()
		s.drawBest()
		s.ready = s.p.fixed && !s.naive
	}
	s.drawFloors()
	s.settled, s.broken = false, false
	s.rounds = s.horizon()
	s.rec = Record{Outcome: NoDeal, Proposer: -1, Round: int32(s.rounds), Blocker: -1}
	if s.trace == nil && s.plan.usable(s) {
		s.playFirst(replication)
	} else {
		s.zoneFirst(replication)
	}
	switch {
	case s.rec.Outcome != NoDeal:
		s.rec.Rung = Announced
	case s.rec.Zone:
		s.rec.Rung = Zone
	}
	if s.trace != nil {
		s.tell(Event{Kind: EventEnd, Seat: -1, From: -1, Outcome: s.rec.Outcome, Round: int(s.rec.Round)})
	}
	if s.course != nil && s.rec.Outcome != NoDeal {
		s.follow(replication)
	}
	return s.rec
}

// zoneFirst looks for a zone and bargains if there is one, or if some agent might
// take less than its reservation value.
func (s *Session) zoneFirst(replication uint64) {
	s.rec.Zone = s.zone()
	if s.trace != nil {
		s.tell(Event{Kind: EventZone, Seat: -1, From: -1, Outcome: NoDeal, Yes: s.rec.Zone})
	}
	if s.rec.Zone || !s.proud() || s.process != nil {
		s.bargain(replication)
	}
	if s.process != nil && s.rec.Outcome != NoDeal {
		s.rec.Zone = s.rec.Zone || s.acceptable(int64(s.rec.Outcome))
	}
}

// playFirst bargains at once: a deal among agents that never take less than
// their reservation value is its own proof of a zone.
func (s *Session) playFirst(replication uint64) {
	for i, b := range s.best {
		if b < s.floor[i] {
			return
		}
	}
	s.bargain(replication)
	s.rec.Zone = s.rec.Outcome != NoDeal || s.zone()
}

// proud reports whether nobody can end up with less than its reservation value:
// no agent accepts it, and no agent is outvoted.
func (s *Session) proud() bool {
	for _, c := range s.conc {
		if c == nil {
			return false
		}
	}
	return !s.outvotes
}

// horizon returns the number of rounds until the first party leaves.
func (s *Session) horizon() int {
	n := s.p.sc.Rounds
	for i := range s.p.seats {
		n = min(n, s.leaves(i))
	}
	return n
}

// leaves returns the number of rounds that seat i stays.
func (s *Session) leaves(i int) int {
	d := s.draw[s.p.seats[i].deadline]
	if d >= float64(s.p.sc.Rounds) {
		return s.p.sc.Rounds
	}
	n := int(d)
	if float64(n) < d {
		n++
	}
	return n
}

// bargain seats the agents and plays the rounds.
func (s *Session) bargain(replication uint64) {
	s.table.at, s.now = s.p.protoAt, &s.table
	s.table.rng.At(s.keys.protocol, replication, 0)
	if s.process != nil {
		s.events = hand{at: s.p.dynamicsAt, reasons: s.p.dynamicsReasons}
		s.events.rng.At(s.keys.dynamics, replication, 0)
	}
	s.round = 0
	for i := range s.views {
		s.last[i] = NoDeal
		s.views[i].reset(replication)
	}
	if s.med != nil {
		s.med.reset(replication)
	}
	for i, a := range s.agents {
		a.Reset(&s.views[i])
	}
	if s.plan.usable(s) {
		s.plan.play(s)
		return
	}
	s.chair.Reset(s)
	if s.process != nil {
		s.unfold()
		return
	}
	for s.round = 0; s.round < s.rounds && !s.settled; s.round++ {
		s.chair.Round(s)
	}
}

// Seats returns the number of principals at the table.
func (s *Session) Seats() int { return len(s.views) }

// Round returns the current round, counting from 0.
func (s *Session) Round() int { return s.round }

// Rounds returns the number of rounds in this negotiation, until the first
// party's deadline.
func (s *Session) Rounds() int { return s.rounds }

// Mediator returns what the mediator may know, or nil if there is none.
func (s *Session) Mediator() *MediatorView { return s.med }

// Propose asks seat i for an offer and lets the others hear it. NoDeal means
// that it passes. It panics if the agent proposes what is not feasible.
func (s *Session) Propose(i int) Outcome {
	v := &s.views[i]
	o := s.agents[i].Propose(v)
	if o != NoDeal && o != v.vouched && !s.Feasible(o) {
		panic("negotiation: the strategy of " + s.p.seats[i].name + " proposed an outcome that is not feasible")
	}
	if s.trace != nil {
		s.tell(Event{Kind: EventOffer, Round: s.round, Seat: i, From: i, Outcome: o})
	}
	s.last[i] = o
	if len(s.listeners) > 0 {
		s.say(i, o)
	}
	return o
}

// say lets everybody but seat from hear an offer.
func (s *Session) say(from int, o Outcome) {
	for _, l := range s.listeners {
		if l.seat != from {
			l.mind.Hear(&s.views[l.seat], from, o)
		}
	}
}

// Accepts asks seat i whether it takes outcome o of seat from; -1 is the
// mediator.
func (s *Session) Accepts(i, from int, o Outcome) bool {
	yes := s.agents[i].Accept(&s.views[i], from, o)
	if s.trace != nil {
		s.tell(Event{Kind: EventVote, Round: s.round, Seat: i, From: from, Outcome: o, Yes: yes})
	}
	return yes
}

// Settle ends the negotiation with outcome o, proposed by seat from; -1 is the
// mediator.
func (s *Session) Settle(o Outcome, from int) {
	s.settled = true
	s.rec.Outcome, s.rec.Proposer, s.rec.Round = o, int8(from), int32(s.round)
}

// Feasible reports whether o obeys every rule that binds in this draw.
func (s *Session) Feasible(o Outcome) bool {
	if s.naive {
		return s.p.d.Contains(o) && s.obeys(o)
	}
	return s.p.d.Contains(o) && s.space.Feasible(s.p.d.shape, s.p.boxes, int64(o))
}

// Binds reports whether the scenario's rule number r, in the order of
// Program.Rules, binds in the replication last played.
func (s *Session) Binds(r int) bool { return s.binds[r] }

// Param returns the drawn value of a parameter in the replication last played.
// It panics if there is none of that name; look it up before the loop with
// Program.Param.
func (s *Session) Param(name string) float64 { return s.draw[s.p.index[name]] }

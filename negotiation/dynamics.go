package negotiation

import "github.com/parleylab/parley/internal/stream"

// A Dynamics is what happens around the table while the talks go on: fighting,
// deadlines, the risk that somebody walks out. It is an immutable recipe, safe
// to share.
type Dynamics interface {
	// Process returns one run of the dynamics.
	Process() Process
}

// A Process runs beside one table. It belongs to one Session.
type Process interface {
	// Reset prepares the process for a new negotiation.
	Reset(s *Session)
	// Step lets the time of one round pass. It is called between rounds, with
	// Session.Round already the round about to be played, and never before the
	// first one. It may move reservation values and break off the talks.
	Step(s *Session)
}

// A Reasoned dynamics or aftermath can stop a negotiation for reasons of its own.
type Reasoned interface {
	// Reasons returns the reasons in words, short and without the name of the
	// party that has them. Session.Blame and Session.BreakOff count from 0.
	Reasons() []string
}

// PlacedDynamics names parties, issues or rounds, and is checked against the
// scenario at compile time. The same type holds quantities if it is Quantified;
// they are bound under "dynamics/" and read back with Session.Drawn.
type PlacedDynamics interface {
	Dynamics
	// Place returns the dynamics with its names resolved.
	Place(at Setting) (Dynamics, error)
}

// hand is what the recipe at work may use: its quantities, its reasons and its
// dice.
type hand struct {
	at      Slot // of its first quantity
	reasons int  // number of its first reason
	rng     stream.Stream
}

// Drawn returns the drawn value of the j-th quantity of the recipe at work: the
// protocol during a round, the dynamics during Step, the aftermath during Follow.
func (s *Session) Drawn(j int) float64 { return s.draw[int(s.now.at)+j] }

// Rand returns the random stream of the recipe at work. The three have streams
// of their own, so that what one consumes never moves another.
func (s *Session) Rand() *stream.Stream { return &s.now.rng }

// Part moves the recipe at work on to its part that begins quantities and
// reasons further on, or back with negative numbers. A recipe made of others
// calls it before and after each, so that every part counts from 0.
func (s *Session) Part(quantities, reasons int) {
	s.now.at += Slot(quantities)
	s.now.reasons += reasons
}

// MoveReservation moves the reservation value of seat i by so many points, for
// the rest of this replication. The party knows at once. A mediator's idea of it
// moves as much, since what moves reservation values is seen by all; its error
// stays what it was.
func (s *Session) MoveReservation(i int, points float64) {
	by := toGridWide(points, s.p.seats[i].unit)
	if by == 0 {
		return
	}
	s.floor[i] += by
	if s.med != nil {
		s.med.floor[i] += by
		s.med.stale = true
	}
	s.views[i].aim()
	if s.trace != nil {
		s.tell(Event{Kind: EventMove, Round: s.round, Seat: i, From: -1, Party: s.p.seats[i].party, Outcome: NoDeal, Amount: points})
	}
}

// BreakOff ends the talks without a deal. party, a position in the scenario's
// list of parties, is whose doing it is, or -1; reason is the number of a reason
// of the recipe at work.
func (s *Session) BreakOff(party, reason int) {
	s.broken = true
	s.Blame(party, reason)
}

// Broken reports whether the dynamics have broken off the talks.
func (s *Session) Broken() bool { return s.broken }

// Blame records who stopped the negotiation where it stops, and why: party, a
// position in the scenario's list of parties or -1, and the number of a reason
// of the recipe at work. The last call counts.
func (s *Session) Blame(party, reason int) {
	s.rec.Blocker, s.rec.Reason = int8(party), int16(s.now.reasons+reason)
	if s.trace != nil {
		s.tell(Event{Kind: EventBlame, Round: s.round, Seat: -1, From: -1, Party: party,
			Outcome: s.rec.Outcome, Reason: int(s.rec.Reason)})
	}
}

// News reports an amount to a trace, such as how many drones were launched
// since the last round. what is the number of a reason of the recipe at work
// that says what is counted.
func (s *Session) News(what int, amount float64) {
	if s.trace != nil {
		s.tell(Event{Kind: EventNews, Round: s.round, Seat: -1, From: -1, Party: -1,
			Outcome: s.rec.Outcome, Reason: s.now.reasons + what, Amount: amount})
	}
}

// unfold plays the rounds with the dynamics between them.
func (s *Session) unfold() {
	s.now = &s.events
	s.process.Reset(s)
	for s.round = 0; s.round < s.rounds && !s.settled; s.round++ {
		if s.round > 0 {
			s.now = &s.events
			s.process.Step(s)
			if s.broken {
				s.rec.Round = int32(s.round)
				return
			}
		}
		s.now = &s.table
		s.chair.Round(s)
	}
}

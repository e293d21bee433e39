package negotiation

// An EventKind tells what happened at the table.
type EventKind uint8

// The kinds of event. The first five come in this order, EventMove, EventNews and
// EventBlame between rounds, EventAway and EventMisheard among votes, EventNews,
// EventBlame and EventClimb after EventEnd.
const (
	EventZone     EventKind = iota // nature has drawn; Yes tells whether a zone exists
	EventOffer                     // Seat proposes Outcome, or passes with NoDeal
	EventText                      // the mediator tables Outcome
	EventVote                      // Seat takes (Yes) or refuses Outcome of seat From
	EventEnd                       // the talks are over with Outcome
	EventMove                      // dynamics move Seat's reservation value by Amount to Value
	EventNews                      // Amount of what Reason says, told by the dynamics or the aftermath
	EventBlame                     // Party stops the negotiation for Reason
	EventAway                      // Seat does not receive the mediator in this round
	EventMisheard                  // the mediator takes Seat's refusal for assent
	EventClimb                     // the deal has reached Rung; it has held for Amount days
)

// An Event is one step of a replication, as Session.Trace reports it. Value and
// Demand are in points of Seat's utility; where there is no seat they are 0.
type Event struct {
	Kind    EventKind
	Round   int
	Seat    int // who acts; -1 is nature, the mediator or nobody
	From    int // whose outcome it is; -1 is the mediator
	Outcome Outcome
	Yes     bool
	Value   float64 // what Outcome is worth to Seat
	Demand  float64 // what Seat asks for in this round; NaN if it follows no schedule
	Party   int     // a position in the scenario's list of parties, or -1; of EventMove and EventBlame
	Reason  int     // a position in Program.Reasons; of EventNews and EventBlame
	Rung    Rung    // of EventClimb
	Amount  float64 // of EventMove, EventNews and EventClimb
}

// Trace plays a replication as Play does, turn by turn, and reports every event
// to f as it happens. The record is the same. During a call of f the session
// may be asked for values, rules and parameters of the replication.
func (s *Session) Trace(seed, replication uint64, f func(Event)) Record {
	s.trace = f
	defer func() { s.trace = nil }()
	return s.Play(seed, replication)
}

// tell completes an event and passes it on.
func (s *Session) tell(e Event) {
	if s.trace == nil {
		return
	}
	if e.Seat >= 0 {
		e.Value = s.Value(e.Seat, e.Outcome)
		e.Demand = s.demand(e.Seat)
	}
	s.trace(e)
}

// demand returns what seat i asks for in the current round.
func (s *Session) demand(i int) float64 {
	c := s.conc[i]
	if c == nil {
		return nan
	}
	v := &s.views[i]
	return v.Demand(c.Share(v, s.round))
}

// Rules returns the scenario's rules, those that can rule out an outcome, in
// the order of Session.Binds.
func (p *Program) Rules() []Constraint {
	list := make([]Constraint, len(p.rules))
	for i := range list {
		list[i] = p.rules[i].text
	}
	return list
}

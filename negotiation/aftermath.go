package negotiation

// An Aftermath is what follows a deal: consent at home and abroad, entry into
// force, compliance, extension. It is an immutable recipe, safe to share.
type Aftermath interface {
	// Course returns one run of the aftermath.
	Course() Course
}

// A Course follows the deals of one table. It belongs to one Session.
type Course interface {
	// Reset prepares the course for a new negotiation.
	Reset(s *Session)
	// Follow returns how far up the ladder the deal o gets, Announced at least;
	// a lower rung panics. What stopped it there it tells with Session.Blame,
	// when the deal took effect and how long it held with Session.Lasted.
	Follow(s *Session, o Outcome) Rung
}

// A Topped aftermath says which rung is the highest that it can reach; others
// may reach Broadened.
type Topped interface {
	Top() Rung
}

// PlacedAftermath is to an Aftermath what PlacedDynamics is to a Dynamics. Its
// quantities are bound under "aftermath/".
type PlacedAftermath interface {
	Aftermath
	// Place returns the aftermath with its names resolved.
	Place(at Setting) (Aftermath, error)
}

// Climb reports to a trace that the deal has reached a rung.
func (s *Session) Climb(r Rung) {
	if s.trace != nil {
		s.tell(Event{Kind: EventClimb, Round: s.round, Seat: -1, From: -1, Party: -1,
			Outcome: s.rec.Outcome, Rung: r, Yes: true, Amount: float64(s.rec.Held)})
	}
}

// Lasted records that the deal took effect delay days after it was made and held
// for held days. Fractions are dropped; what does not fit in the record is cut
// off at its ends.
func (s *Session) Lasted(delay, held float64) {
	s.rec.Delay = int16(max(0, min(delay, 1<<15-1)))
	s.rec.Held = int32(max(0, min(held, 1<<31-1)))
}

// follow lets the aftermath decide how far the deal gets.
func (s *Session) follow(replication uint64) {
	s.sequel = hand{at: s.p.aftermathAt, reasons: s.p.aftermathReasons}
	s.sequel.rng.At(s.keys.aftermath, replication, 0)
	s.now = &s.sequel
	s.course.Reset(s)
	r := s.course.Follow(s, s.rec.Outcome)
	if r < Announced || int(r) >= NumRungs {
		panic("negotiation: an aftermath returned a rung below Announced")
	}
	s.rec.Rung = r
}

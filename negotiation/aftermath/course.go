package aftermath

import "github.com/parleylab/parley/negotiation"

// layout is where the processes find their quantities, reasons and dice.
type layout struct {
	ratification, delivery, entry, durability, trust, steps int // quantities
	ratReason, deliveryReason, entryReason, trustReason     int // reasons
	ratDice, deliveryDice, breachDice, stepDice, trustDice  int // words
	dice                                                    int // words in all
}

// Course returns one run of the ladder.
func (l Ladder) Course() negotiation.Course {
	c := &course{Ladder: l}
	at := &c.layout
	at.ratification = len(l.Conditions)
	at.ratReason, at.ratDice = at.ratification, at.ratification
	at.delivery, at.deliveryReason = at.ratification, at.ratReason
	for _, r := range l.Ratifications {
		at.delivery += ratShares + 2*len(r.Shares)
		at.deliveryReason += len(r.Shares)
	}
	at.deliveryDice = at.ratDice + len(l.Ratifications)
	at.entry = at.delivery + len(l.Deliveries)
	at.entryReason = at.deliveryReason + len(l.Deliveries)
	at.trustReason = at.entryReason + 2
	at.durability = at.entry + 2
	at.trust = at.durability + len(l.Durability.quantities())
	at.steps = at.trust + trustSize*len(l.Trust)
	at.breachDice = at.deliveryDice + len(l.Deliveries)
	at.stepDice = at.breachDice + 2
	at.trustDice = at.stepDice + 2
	at.dice = at.trustDice
	for _, t := range l.Trust {
		at.dice += 1 + t.Checks
	}
	c.u = make([]float64, at.dice)
	return c
}

// course is one run of a ladder. A stage returns whether the deal gets past it.
type course struct {
	Ladder
	layout
	u []float64
}

// Reset does nothing: a course remembers nothing of the last deal.
func (c *course) Reset(*negotiation.Session) {}

// Follow climbs until something stops the deal.
func (c *course) Follow(s *negotiation.Session, o negotiation.Outcome) negotiation.Rung {
	r := s.Rand()
	for i := range c.u {
		c.u[i] = r.Float64()
	}
	for rung := negotiation.Consented; rung <= c.Top(); rung++ {
		if !c.passes(s, o, rung) {
			return rung - 1
		}
		s.Climb(rung)
	}
	return c.Top()
}

// passes reports whether deal o reaches rung from the one below.
func (c *course) passes(s *negotiation.Session, o negotiation.Outcome, rung negotiation.Rung) bool {
	if !c.meets(s, o, rung) {
		return false
	}
	switch rung {
	case negotiation.Consented:
		return c.ratified(s, o)
	case negotiation.InForce:
		return c.delivered(s, o) && c.inTime(s)
	case negotiation.HeldToTerm:
		return c.holds(s, o)
	case negotiation.Extended:
		return c.trusted(s, o) && c.step(s, 0)
	default:
		return c.step(s, 1)
	}
}

// meets reports whether nobody's condition stops the deal short of rung.
func (c *course) meets(s *negotiation.Session, o negotiation.Outcome, rung negotiation.Rung) bool {
	for i := range c.Conditions {
		x := &c.Conditions[i]
		if x.Rung == rung && c.u[i] < s.Drawn(i) && x.bites(o) {
			s.Blame(x.party, i)
			return false
		}
	}
	return true
}

// ratified reports whether the deal finds its majorities at home.
func (c *course) ratified(s *negotiation.Session, o negotiation.Outcome) bool {
	at, reason := c.ratification, c.ratReason
	for i := range c.Ratifications {
		x := &c.Ratifications[i]
		if k := x.fails(s, o, at, c.u[c.ratDice+i]); k >= 0 {
			s.Blame(x.party, reason+k)
			return false
		}
		at += ratShares + 2*len(x.Shares)
		reason += len(x.Shares)
	}
	return true
}

// delivered reports whether everybody does what the deal asks for at once.
func (c *course) delivered(s *negotiation.Session, o negotiation.Outcome) bool {
	for i := range c.Deliveries {
		x := &c.Deliveries[i]
		if x.when.Holds(o) && c.u[c.deliveryDice+i] >= s.Drawn(c.delivery+i) {
			s.Blame(x.party, c.deliveryReason+i)
			return false
		}
	}
	return true
}

// inTime reports whether the deal takes effect while it still can.
func (c *course) inTime(s *negotiation.Session) bool {
	delay := s.Drawn(c.entry)
	if delay > s.Drawn(c.entry+1) {
		s.Blame(-1, c.entryReason)
		return false
	}
	s.Lasted(delay, 0)
	return true
}

// holds reports whether the deal outlives its term.
func (c *course) holds(s *negotiation.Session, o negotiation.Outcome) bool {
	days := c.Durability.lasts(s, o, c.durability, c.u[c.breachDice])
	term := s.Drawn(c.durability + durTerm)
	s.Lasted(s.Drawn(c.entry), min(days, term))
	if days < term {
		s.Blame(c.Durability.breaker(s, c.durability, c.u[c.breachDice+1]), c.entryReason+1)
		return false
	}
	return true
}

// trusted reports whether enough trust is left in every issue that was tested.
func (c *course) trusted(s *negotiation.Session, o negotiation.Outcome) bool {
	at, dice := c.trust, c.trustDice
	for i := range c.Trust {
		t := &c.Trust[i]
		u := c.u[dice : dice+1+t.Checks]
		if t.when.Holds(o) && t.after(s, at, u) < s.Drawn(at+trustNeeded) {
			s.Blame(t.party, c.trustReason+i)
			return false
		}
		at += trustSize
		dice += 1 + t.Checks
	}
	return true
}

// step reports whether the deal is extended (0) or broadened (1).
func (c *course) step(s *negotiation.Session, k int) bool {
	if c.u[c.stepDice+k] < s.Drawn(c.steps+k) {
		return true
	}
	s.Blame(-1, c.trustReason+len(c.Trust)+k)
	return false
}

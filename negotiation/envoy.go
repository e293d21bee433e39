package negotiation

// Receives asks chance whether seat i receives the mediator in this round: with
// the probability of its BeliefAcceptance, and always if it has none. It reads
// one word of the protocol's stream, whatever the probability.
func (m *MediatorView) Receives(i int) bool {
	s := m.s
	u := s.Rand().Float64()
	if a := s.p.med.acceptance[i]; a < 0 || u < s.draw[a] {
		return true
	}
	if s.trace != nil {
		s.tell(Event{Kind: EventAway, Round: s.round, Seat: i, From: -1, Party: s.p.seats[i].party, Outcome: NoDeal})
	}
	return false
}

// Hears returns what the mediator believes seat i has answered: yes, or assent
// where it takes a refusal for it, with the probability of its BeliefMistake. It
// reads one word of the protocol's stream, whatever the answer.
func (m *MediatorView) Hears(i int, yes bool) bool {
	s := m.s
	u := s.Rand().Float64()
	x := s.p.med.mistake[i]
	if yes || x < 0 || u >= s.draw[x] {
		return yes
	}
	if s.trace != nil {
		s.tell(Event{Kind: EventMisheard, Round: s.round, Seat: i, From: -1, Party: s.p.seats[i].party, Outcome: NoDeal})
	}
	return true
}

// Doubted reports whether some seat may not receive the mediator.
func (m *MediatorView) Doubted() bool {
	for _, a := range m.s.p.med.acceptance {
		if a >= 0 {
			return true
		}
	}
	return false
}

package negotiation

// Ask asks seat i for an offer in secret: nobody hears it, and it does not count
// as the seat's last offer until Say makes it public. NoDeal means that the seat
// passes. It panics if the agent proposes what is not feasible.
func (s *Session) Ask(i int) Outcome {
	v := &s.views[i]
	o := s.agents[i].Propose(v)
	if o != NoDeal && o != v.vouched && !s.Feasible(o) {
		panic("negotiation: the strategy of " + s.p.seats[i].name + " proposed an outcome that is not feasible")
	}
	return o
}

// Say makes an offer of seat i public: the others hear it, and it is the seat's
// last.
func (s *Session) Say(i int, o Outcome) {
	if s.trace != nil {
		s.tell(Event{Kind: EventOffer, Round: s.round, Seat: i, From: i, Outcome: o})
	}
	s.last[i] = o
	s.say(i, o)
}

// Fit returns the feasible outcome that gives every seat at least what its own
// claim is worth to it, and of these the one that leaves the greatest smallest
// surplus over the claims, in scales of each party's points; ties go to the
// lowest. claims holds one outcome for each seat. It is NoDeal if the claims do
// not fit together, or if one of them is NoDeal. Fit costs a search.
func (s *Session) Fit(claims []Outcome) Outcome {
	for i, c := range claims {
		if c == NoDeal {
			return NoDeal
		}
		s.plan.gains[i] = s.finder[i].value(int64(c))
	}
	if s.p.dense || s.naive {
		return s.scanFit()
	}
	margin, o := s.search.Margin(s.tabs, s.plan.gains, s.space)
	if o < 0 || margin < 0 {
		return NoDeal
	}
	return Outcome(o)
}

// scanFit looks at every outcome, with the claims in the plan's scratch.
func (s *Session) scanFit() Outcome {
	best, at := int64(-1), NoDeal
	for o := range s.p.d.Len() {
		least := int64(1) << 62
		for i, claim := range s.plan.gains {
			least = min(least, s.finder[i].value(o)-claim)
		}
		if least > best && s.Feasible(Outcome(o)) {
			best, at = least, Outcome(o)
		}
	}
	return at
}

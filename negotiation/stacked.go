package negotiation

// stacked plays alternating offers among conceders without asking them: it
// computes demands from their schedules and, where that is proved exact, starts
// at the first round in which the demands can be met together.
type stacked struct {
	order   []int
	offer   []int64 // scratch of resync: last offer of every place
	options []int   // scratch of sessions that list outcomes
	gains   []int64 // scratch of mediators that list outcomes
}

func (st *stacked) init(s *Session) {
	st.order = s.p.order
	st.offer = make([]int64, len(s.p.seats))
	st.gains = make([]int64, len(s.p.seats))
	st.options = make([]int, s.p.d.NumIssues())
}

// usable reports whether the plan gives what the chair would.
func (st *stacked) usable(s *Session) bool {
	if st.order == nil || s.trace != nil || s.naive || s.process != nil {
		return false
	}
	return s.proud()
}

// at returns the demand of seat i in round t.
func (s *Session) at(i, t int) int64 {
	v := &s.views[i]
	return v.threshold(s.conc[i].Share(v, t), t)
}

// demands adapts a session to the certificate.
type demands struct{ s *Session }

// At returns the demand of seat i in round t.
func (d demands) At(i, t int) int64 { return d.s.at(i, t) }

// play runs the talks to their end.
func (st *stacked) play(s *Session) {
	t, place := 0, 0
	if st.skips(s) {
		first := s.cert.First(s.tabs, s.space, demands{s}, s.rounds)
		if first >= s.rounds {
			return
		}
		t, place = st.resync(s, first)
	}
	st.run(s, t, place)
}

// skips reports whether demands never rise, which the certificate needs.
func (st *stacked) skips(s *Session) bool {
	if s.p.dense || s.everyTurn || s.rounds < 4 {
		return false
	}
	for i, c := range s.conc {
		if s.views[i].lnDelta != 0 || !c.Falling(&s.views[i]) {
			return false
		}
	}
	return true
}

// run plays from the given turn with nothing on the table.
func (st *stacked) run(s *Session, t, place int) {
	n := len(st.order)
	ranked := s.p.ranked
	standing, from, assents := int64(-1), -1, 0
	for ; t < s.rounds; t++ {
		for ; place < n; place++ {
			i := st.order[place]
			a := s.at(i, t)
			if standing >= 0 && st.worth(s, i, standing) >= a {
				assents++
				if assents == n-1 {
					s.round = t
					s.Settle(Outcome(standing), from)
					return
				}
				continue
			}
			if ranked != nil { // a direct call, where that is most of the work
				standing, _ = ranked[i].Succ(a)
			} else {
				standing, _ = s.finder[i].succ(a)
			}
			from, assents = i, 0
		}
		place = 0
	}
}

// worth returns the value of o to seat i.
func (st *stacked) worth(s *Session, i int, o int64) int64 {
	if s.p.ranked != nil {
		return s.p.ranked[i].Value(o)
	}
	if s.p.dense {
		return s.cols[i][o]
	}
	return s.p.d.shape.Value(s.tabs[i], o)
}

// resync finds a turn before round first whose player turns down every offer
// that can be on the table then. From that turn on the talks do not depend on
// what went before: no offer made so far was sealed, and an offer that stands
// was made within one lap, so it is the last offer of one of the others. It
// returns the turn; the player will propose there, as with an empty table.
func (st *stacked) resync(s *Session, first int) (t, place int) {
	for t := first - 2; t >= 1; t-- {
		for j, i := range st.order {
			st.offer[j], _ = s.finder[i].succ(s.at(i, t-1))
		}
		for j, i := range st.order {
			a := s.at(i, t)
			if st.refusesAll(s, i, j, a) {
				return t, j
			}
			st.offer[j], _ = s.finder[i].succ(a)
		}
	}
	return 0, 0
}

// refusesAll reports whether seat i turns down the last offers of all others.
func (st *stacked) refusesAll(s *Session, i, place int, a int64) bool {
	for j, o := range st.offer {
		if j != place && o >= 0 && s.finder[i].value(o) >= a {
			return false
		}
	}
	return true
}

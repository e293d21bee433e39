package negotiation

// Additive reports whether every principal's utility is a sum of one number per
// issue, so that GridTable describes it whole.
func (p *Program) Additive() bool { return !p.dense }

// GridTable appends to dst what every option is worth to seat i in the
// replication last played, issue after issue, in grid steps: each issue's least
// option is 0, and the sum over an outcome's options, less GridReservation, is
// its GridSurplus. It appends nothing where the utility is no sum over issues.
func (s *Session) GridTable(dst []int64, i int) []int64 {
	if st := &s.p.seats[i]; st.factored == nil || st.paired != nil {
		return dst
	}
	return append(dst, s.tabs[i]...)
}

// GridReservation returns seat i's reservation value in the replication last
// played, in grid steps, on the scale of GridTable.
func (s *Session) GridReservation(i int) int64 { return s.floor[i] }

// Allowed appends to dst one entry for each option, issue after issue: whether
// the rules that bind in the replication last played leave it open by itself.
// Rules on combinations of issues are not in it; Feasible knows them.
func (s *Session) Allowed(dst []bool) []bool { return append(dst, s.space.Allowed...) }

// Entangled reports whether some rule on a combination of issues binds in the
// replication last played. Where none does, Allowed describes the feasible
// outcomes whole.
func (s *Session) Entangled() bool {
	for _, on := range s.space.Active {
		if on {
			return true
		}
	}
	return false
}

package protocol

import (
	"fmt"
	"slices"

	"github.com/parleylab/parley/negotiation"
)

// ballot says when a proposal that is put to the vote passes.
type ballot struct {
	quota int // votes needed, the proposer's included
	veto  []bool
}

// newBallot resolves a quota, 0 meaning all, and the names of those who must be
// among the votes.
func newBallot(quota int, veto, seats []string) (ballot, error) {
	b := ballot{quota: quota, veto: make([]bool, len(seats))}
	if quota == 0 {
		b.quota = len(seats)
	}
	if b.quota < 1 || b.quota > len(seats) {
		return b, fmt.Errorf("protocol: the quota is %d, want 1 to %d votes or 0 for all", quota, len(seats))
	}
	for _, n := range veto {
		i := slices.Index(seats, n)
		if i < 0 {
			return b, fmt.Errorf("protocol: veto of %q, who is no principal, want one of %q", n, seats)
		}
		b.veto[i] = true
	}
	return b, nil
}

// outvotes reports whether a proposal may pass that somebody refused.
func (b ballot) outvotes() bool { return b.quota < len(b.veto) }

// put asks everybody but the proposer to vote on o, in the order of the seats,
// and reports whether it passes. All vote, whether or not it matters.
func (b ballot) put(s *negotiation.Session, proposer int, o negotiation.Outcome) bool {
	yes, blocked := 1, false
	for i := range s.Seats() {
		switch {
		case i == proposer:
		case s.Accepts(i, proposer, o):
			yes++
		case b.veto[i]:
			blocked = true
		}
	}
	return yes >= b.quota && !blocked
}

// round lets one party propose and puts what it says to the vote.
func (b ballot) round(s *negotiation.Session, proposer int) {
	o := s.Propose(proposer)
	if o != negotiation.NoDeal && b.put(s, proposer, o) {
		s.Settle(o, proposer)
	}
}

// order resolves the names of speakers, each of which is a principal and stands
// once; none means all principals in the order of the scenario.
func order(speakers, seats []string) ([]int, error) {
	var list []int
	for _, n := range speakers {
		i := slices.Index(seats, n)
		switch {
		case i < 0:
			return nil, fmt.Errorf("protocol: speaker %q is no principal, want some of %q", n, seats)
		case slices.Contains(list, i):
			return nil, fmt.Errorf("protocol: speaker %q is named twice, want names that differ", n)
		}
		list = append(list, i)
	}
	if list == nil {
		for i := range seats {
			list = append(list, i)
		}
	}
	return list, nil
}

// reversed returns the speakers in the opposite order, by name.
func reversed(speakers, seats []string) []string {
	list := slices.Clone(speakers)
	if len(list) == 0 {
		list = slices.Clone(seats)
	}
	slices.Reverse(list)
	return list
}

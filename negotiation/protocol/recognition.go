package protocol

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/parleylab/parley/negotiation"
)

// Recognition is bargaining with random recognition under closed rule. In every
// round chance recognises one party to propose; everybody else votes on the
// proposal as it stands, and it is sealed with the votes of Quota parties, the
// proposer's included. Otherwise a round passes, with its cost in patience, and
// chance decides again.
//
// Every round reads one word of the protocol's stream, whoever is recognised.
//
// Baron, D. and Ferejohn, J. (1989). Bargaining in legislatures. American
// Political Science Review 83(4), 1181-1206. https://doi.org/10.2307/1961664
type Recognition struct {
	// Weights by principal: a party is recognised with the probability of its
	// weight over the sum of all. Each is 0 or more; one that is missing or nil
	// is 1. Bound as "protocol/recognition/<principal>". Where all are 0 in a
	// draw nobody is recognised.
	Weights map[string]negotiation.Quantity
	// Quota is the number of votes that seal a deal, the proposer's included;
	// 0 means all.
	Quota int
	// Veto names principals whose vote every deal needs.
	Veto []string

	seats []string
	ballot
}

// Seat resolves the names and checks the quota.
func (p Recognition) Seat(seats, _ []string) (negotiation.Protocol, error) {
	p.seats = seats
	for _, n := range slices.Sorted(maps.Keys(p.Weights)) {
		if !slices.Contains(seats, n) {
			return nil, fmt.Errorf("protocol: weight of %q, who is no principal, want some of %q", n, seats)
		}
	}
	var err error
	p.ballot, err = newBallot(p.Quota, p.Veto, seats)
	return p, err
}

// Outvotes reports whether a deal may be sealed that somebody refused.
func (p Recognition) Outvotes() bool { return p.outvotes() }

// Quantities returns the weights in the order of the seats.
func (p Recognition) Quantities() []negotiation.Named {
	list := make([]negotiation.Named, len(p.seats))
	for i, n := range p.seats {
		list[i] = negotiation.Named{Name: "recognition/" + n, Quantity: p.Weights[n], Default: 1, Min: 0, Max: math.MaxFloat64}
	}
	return list
}

// Chair returns someone to run one table.
func (p Recognition) Chair() negotiation.Chair { return recognitionChair{p.ballot} }

type recognitionChair struct{ ballot }

// Reset does nothing: every round stands alone.
func (recognitionChair) Reset(*negotiation.Session) {}

// Round recognises a party and lets it propose.
func (c recognitionChair) Round(s *negotiation.Session) {
	if i := recognise(s); i >= 0 {
		c.round(s, i)
	}
}

// recognise draws the proposer, or -1 if every weight is 0. The weights are
// divided by the largest first, so that no sum overflows.
func recognise(s *negotiation.Session) int {
	u := s.Rand().Float64()
	most := 0.0
	for i := range s.Seats() {
		most = max(most, s.Drawn(i))
	}
	if most == 0 {
		return -1
	}
	total := 0.0
	for i := range s.Seats() {
		total += s.Drawn(i) / most
	}
	last, sum, at := -1, 0.0, float64(u*total)
	for i := range s.Seats() {
		if w := s.Drawn(i) / most; w > 0 {
			last = i
			if sum += w; at < sum {
				return i
			}
		}
	}
	return last
}

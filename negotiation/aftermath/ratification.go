package aftermath

import (
	"errors"
	"fmt"
	"slices"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/negotiation"
)

// A Ratification is the second level of a two-level game: what the negotiators
// sign must find a majority at home. Support for a deal is read from shares of a
// poll: among the elements that the deal holds, the one with the least support
// among the decided governs. To it a swing is added, normal with mean 0, and the
// deal is ratified if the sum is at least what is needed:
//
//	P(ratified) = Phi((support - needed) / swing).
//
// A deal that holds none of the elements is ratified.
//
// Putnam, R. (1988). Diplomacy and domestic politics: the logic of two-level
// games. International Organization 42, 427-460.
// https://doi.org/10.1017/S0020818300027697
type Ratification struct {
	// Party is at whose home the vote is.
	Party string
	// Shares are the rows of the poll.
	Shares []Share
	// Needed is the share of the decided that is needed, in [0, 1]; nil means one
	// half. Swing is the standard deviation between the poll and the vote, in
	// shares, not negative; nil means 0. Bound as
	// "aftermath/ratification/ukraine/needed" and "…/swing".
	Needed, Swing negotiation.Quantity

	party int
}

// A Share is what a poll says of one element of a deal.
type Share struct {
	// Name is the segment of the path of its quantities.
	Name string
	// If describes the element.
	If []negotiation.Term
	// For and Against are the shares, or percentages, of those asked who are for
	// and against; those who do not know are left out. Not negative, For at least
	// 1e-6 of anything. nil means 0 against. Bound as
	// "aftermath/ratification/ukraine/neutrality/for" and "…/against".
	For, Against negotiation.Quantity

	when negotiation.Clause
}

func (r *Ratification) place(at negotiation.Setting) error {
	var list []error
	var err error
	if r.party, err = at.Party(r.Party); err == nil && r.party < 0 {
		err = fmt.Errorf("aftermath: a ratification names no party, want one")
	}
	list = append(list, err)
	if len(r.Shares) == 0 {
		list = append(list, fmt.Errorf("aftermath: ratification/%s: it has no shares, want at least 1", r.Party))
	}
	r.Shares = slices.Clone(r.Shares)
	for i := range r.Shares {
		r.Shares[i].when, err = at.Domain.Clause(r.Shares[i].If...)
		list = append(list, err)
	}
	return errors.Join(list...)
}

// The places of a ratification's quantities: two, then two for every share.
const (
	ratNeeded = iota
	ratSwing
	ratShares
)

func (r Ratification) quantities() []negotiation.Named {
	at := "ratification/" + r.Party + "/"
	list := []negotiation.Named{
		ratNeeded: {Name: at + "needed", Quantity: r.Needed, Default: 0.5, Max: 1},
		ratSwing:  {Name: at + "swing", Quantity: r.Swing, Max: 1},
	}
	for _, s := range r.Shares {
		list = append(list,
			negotiation.Named{Name: at + s.Name + "/for", Quantity: s.For, Min: 1e-6, Max: 100},
			negotiation.Named{Name: at + s.Name + "/against", Quantity: s.Against, Max: 100})
	}
	return list
}

func (r Ratification) reasons() []string {
	var list []string
	for _, s := range r.Shares {
		list = append(list, "it fails at home over "+s.Name)
	}
	return list
}

// fails returns the share that governs if o is not ratified, and -1 if it is. at
// is where the ratification's quantities begin; u is a uniform.
func (r *Ratification) fails(s *negotiation.Session, o negotiation.Outcome, at int, u float64) int {
	least, support := -1, 0.0
	for i := range r.Shares {
		if !r.Shares[i].when.Holds(o) {
			continue
		}
		yes, no := s.Drawn(at+ratShares+2*i), s.Drawn(at+ratShares+2*i+1)
		if x := yes / (yes + no); least < 0 || x < support {
			least, support = i, x
		}
	}
	if least < 0 {
		return -1
	}
	if sd := s.Drawn(at + ratSwing); sd > 0 {
		support += float64(sd * detmath.NormalQuantile(u))
	}
	if support >= s.Drawn(at+ratNeeded) {
		return -1
	}
	return least
}

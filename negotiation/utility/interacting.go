package utility

import (
	"fmt"

	"github.com/parleylab/parley/negotiation"
)

// Interacting adds pairwise synergies to a sum over issues: linkage, where two
// options together are worth more, or less, than each alone.
//
// A domain with such a utility is limited to negotiation.DenseOutcomes, since
// its outcomes are listed.
//
// Robu, V., Somefun, D. and La Poutré, J. (2005). Modeling complex multi-issue
// negotiations using utility graphs. AAMAS 2005, 280-287.
// https://doi.org/10.1145/1082473.1082516
type Interacting struct {
	Of        negotiation.Utility // a sum over issues, such as Additive
	Synergies []Synergy
}

// A Synergy is the extra worth, in scales of the sum's points, of the options
// for which both terms hold. Bound as "synergy/<index>".
type Synergy struct {
	A, B  negotiation.Term
	Worth negotiation.Quantity // in [-2, 2]
}

type interacting struct {
	sum   negotiation.Factored
	parts []synergy
}

type synergy struct {
	issues [2]int
	in     [2][]bool // options for which the terms hold
	worth  negotiation.Slot
}

// Bind resolves the utility against d.
func (x Interacting) Bind(d *negotiation.Domain, b *negotiation.Binder) negotiation.Valuer {
	if x.Of == nil {
		b.Fault("utility", "there is no utility under the synergies, want one")
		return nil
	}
	inner, ok := x.Of.Bind(d, b).(negotiation.Factored)
	if !ok {
		b.Fault("utility", "the utility under the synergies is no sum over issues, want one such as additive")
		return nil
	}
	u := &interacting{sum: inner}
	for j, s := range x.Synergies {
		path := fmt.Sprintf("synergy/%d", j)
		if d.IssueIndex(s.A.Issue) > d.IssueIndex(s.B.Issue) {
			s.A, s.B = s.B, s.A
		}
		first, second := d.IssueIndex(s.A.Issue), d.IssueIndex(s.B.Issue)
		if first < 0 || first == second {
			b.Fault(path, "issues %q and %q, want two issues of the scenario that differ", s.A.Issue, s.B.Issue)
			continue
		}
		u.parts = append(u.parts, synergy{
			issues: [2]int{first, second},
			in:     [2][]bool{holding(s.A, len(d.Issue(first).Options)), holding(s.B, len(d.Issue(second).Options))},
			worth:  b.Quantity(negotiation.Named{Name: path, Quantity: s.Worth, Min: -2, Max: 2}),
		})
	}
	return u
}

// holding lists for which of n options the term holds.
func holding(t negotiation.Term, n int) []bool {
	in := make([]bool, n)
	for l := range in {
		in[l] = t.Holds(l)
	}
	return in
}

// Scale returns the scale of the sum.
func (u *interacting) Scale() float64 { return u.sum.Scale() }

// Sum returns the part that is a sum over issues.
func (u *interacting) Sum() negotiation.Factored { return u.sum }

// Pairs returns one pair of issues for each synergy.
func (u *interacting) Pairs() [][2]int {
	out := make([][2]int, len(u.parts))
	for i := range out {
		out[i] = u.parts[i].issues
	}
	return out
}

// PairTable stores a synergy's worth where both its terms hold, and 0 elsewhere.
func (u *interacting) PairTable(dst []float64, pair int, draw []float64) {
	s := &u.parts[pair]
	worth := u.sum.Scale() * draw[s.worth]
	m := len(s.in[1])
	for a, in := range s.in[0] {
		for b, both := range s.in[1] {
			dst[a*m+b] = 0
			if in && both {
				dst[a*m+b] = worth
			}
		}
	}
}

// Value returns the sum plus the synergies in play.
func (u *interacting) Value(draw []float64, options []int) float64 {
	x := u.sum.Value(draw, options)
	for i := range u.parts {
		s := &u.parts[i]
		if s.in[0][options[s.issues[0]]] && s.in[1][options[s.issues[1]]] {
			x += float64(u.sum.Scale() * draw[s.worth])
		}
	}
	return x
}

package aftermath

import (
	"errors"
	"fmt"

	"github.com/parleylab/parley/negotiation"
)

// Trust is what a party thinks of the other's word on one issue: the probability
// that it keeps it. The other is reliable or not. While a deal is in force its
// word is put to the test Checks times; a reliable one keeps it each time with
// probability Reliable, an unreliable one with Unreliable; after each the trust
// moves by Bayes' rule. A deal whose trust ends below Needed is not extended.
//
// Trust belongs to an issue: what happens to prisoners says nothing about
// refineries.
type Trust struct {
	// Name is the segment of the path of its quantities, such as the name.
	Name string
	// Party is whose trust it is.
	Party string
	// If describes the deals that put it to the test; none means all.
	If []negotiation.Term
	// Prior is the trust at the time of the deal, in [0, 1]; nil means one half.
	// In the model the other is reliable with this probability: the prior is what
	// is known, no misjudgement. Bound as "aftermath/trust/russia/energy/prior".
	Prior negotiation.Quantity
	// Reliable and Unreliable are the probabilities that a reliable and an
	// unreliable party keeps its word once, in [0, 1]; nil means 0.9 and 0.5.
	Reliable, Unreliable negotiation.Quantity
	// Needed is the trust without which a deal is not extended, in [0, 1]; nil
	// means one half.
	Needed negotiation.Quantity
	// Checks is how often the word is put to the test, 0 to 1000; 0 means that
	// the prior decides.
	Checks int

	party int
	when  negotiation.Clause
}

func (t *Trust) place(at negotiation.Setting) error {
	var list [3]error
	t.party, list[0] = at.Party(t.Party)
	t.when, list[1] = at.Domain.Clause(t.If...)
	if t.Checks < 0 || t.Checks > 1000 {
		list[2] = fmt.Errorf("aftermath: trust/%s: checks is %d, want 0 to 1000", t.Name, t.Checks)
	}
	return errors.Join(list[:]...)
}

// The places of the quantities of a trust.
const (
	trustPrior = iota
	trustReliable
	trustUnreliable
	trustNeeded
	trustSize
)

func (t Trust) quantities() []negotiation.Named {
	at := "trust/"
	if t.Party != "" {
		at += t.Party + "/"
	}
	at += t.Name + "/"
	return []negotiation.Named{
		trustPrior:      {Name: at + "prior", Quantity: t.Prior, Default: 0.5, Max: 1},
		trustReliable:   {Name: at + "reliable", Quantity: t.Reliable, Default: 0.9, Max: 1},
		trustUnreliable: {Name: at + "unreliable", Quantity: t.Unreliable, Default: 0.5, Max: 1},
		trustNeeded:     {Name: at + "needed", Quantity: t.Needed, Default: 0.5, Max: 1},
	}
}

func (t Trust) reason() string { return "no longer trusts in " + t.Name }

// after returns the trust at the end of the term. at is where its quantities
// begin; u holds one uniform for the type and one for every check.
func (t *Trust) after(s *negotiation.Session, at int, u []float64) float64 {
	trust := s.Drawn(at + trustPrior)
	good, bad := s.Drawn(at+trustReliable), s.Drawn(at+trustUnreliable)
	keeps := bad
	if u[0] < trust {
		keeps = good
	}
	for _, x := range u[1:] {
		trust = Update(trust, good, bad, x < keeps)
	}
	return trust
}

// Update returns the trust after one test of the other's word, by Bayes' rule:
//
//	trust P(seen | reliable) / (trust P(seen | reliable) + (1 - trust) P(seen | unreliable)).
//
// reliable and unreliable are the probabilities that either type keeps its word,
// kept is what was seen. All lie in [0, 1]. Where what was seen was impossible
// for both types the trust stays as it is.
func Update(trust, reliable, unreliable float64, kept bool) float64 {
	if !kept {
		reliable, unreliable = 1-reliable, 1-unreliable
	}
	yes, no := float64(trust*reliable), float64((1-trust)*unreliable)
	if yes+no == 0 {
		return trust
	}
	return yes / (yes + no)
}

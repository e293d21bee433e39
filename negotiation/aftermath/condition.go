package aftermath

import (
	"errors"
	"fmt"

	"github.com/parleylab/parley/negotiation"
)

// A Condition is what a party makes a rung depend on: where every term of If
// holds of the deal and some term of Then does not, the party stops it short of
// Rung, with probability P. Without Then it refuses what If describes; without
// If it demands Then of every deal.
//
// At Consented it is the consent of a signer or of a third party that holds a
// key, such as the owner of a sanction; at InForce a demand that must be met
// before a signed text takes effect. The rules that everybody knows at the table
// belong into the scenario's constraints instead: they keep such texts from
// being proposed at all.
type Condition struct {
	// Name is the last segment of the path of its probability.
	Name string
	// Party is whose condition it is.
	Party string
	// Rung is what the deal does not reach, Consented or higher.
	Rung negotiation.Rung
	If   []negotiation.Term
	Then []negotiation.Term
	// P is the probability that the party insists, in [0, 1]; nil means 1. Bound
	// as "aftermath/in-force/russia/relief-first" and the like.
	P negotiation.Quantity

	party int
	when  negotiation.Clause
	held  negotiation.Clause
}

func (c *Condition) place(at negotiation.Setting, top negotiation.Rung) error {
	var list [5]error
	c.party, list[0] = at.Party(c.Party)
	c.when, list[1] = at.Domain.Clause(c.If...)
	c.held, list[2] = at.Domain.Clause(c.Then...)
	where := "aftermath: condition " + c.path() + ": "
	switch {
	case c.Rung < negotiation.Consented || int(c.Rung) >= negotiation.NumRungs:
		list[3] = fmt.Errorf("%sit is set before %v, want consented or higher", where, c.Rung)
	case c.Rung > top:
		list[3] = fmt.Errorf("%s%v cannot be reached, the ladder ends at %v", where, c.Rung, top)
	}
	if len(c.If)+len(c.Then) == 0 && (!given(c.P) || is(c.P, 1)) {
		list[4] = fmt.Errorf("%sno deal can get past it, want terms or a probability below 1", where)
	}
	return errors.Join(list[:]...)
}

func (c Condition) path() string {
	p := slug(c.Rung) + "/"
	if c.Party != "" {
		p += c.Party + "/"
	}
	return p + c.Name
}

func (c Condition) quantities() []negotiation.Named {
	return []negotiation.Named{{Name: c.path(), Quantity: c.P, Default: 1, Max: 1}}
}

func (c Condition) reason() string {
	if len(c.Then) == 0 {
		return "refuses " + orAnything(c.when)
	}
	if len(c.If) == 0 {
		return "wants " + c.held.String()
	}
	return "wants " + c.held.String() + " for " + c.when.String()
}

func orAnything(c negotiation.Clause) string {
	if s := c.String(); s != "" {
		return s
	}
	return "any deal"
}

// bites reports whether the condition is unmet by o.
func (c *Condition) bites(o negotiation.Outcome) bool {
	return c.when.Holds(o) && (len(c.Then) == 0 || !c.held.Holds(o))
}

// A Delivery is something that a party must do before the deal can take effect:
// the performance risk of what another has promised. What the others believe
// about it is a belief of theirs and no part of this.
type Delivery struct {
	// Name is the last segment of the path of its probability.
	Name string
	// Party is who must deliver.
	Party string
	// If describes the deals that ask for it; none means all.
	If []negotiation.Term
	// P is the probability that it is delivered, in [0, 1]; nil means 1. Bound as
	// "aftermath/delivery/united-states/listings" and the like.
	P negotiation.Quantity

	party int
	when  negotiation.Clause
}

func (d *Delivery) place(at negotiation.Setting) error {
	var list [2]error
	d.party, list[0] = at.Party(d.Party)
	d.when, list[1] = at.Domain.Clause(d.If...)
	return errors.Join(list[:]...)
}

func (d Delivery) quantities() []negotiation.Named {
	name := "delivery/" + d.Name
	if d.Party != "" {
		name = "delivery/" + d.Party + "/" + d.Name
	}
	return []negotiation.Named{{Name: name, Quantity: d.P, Default: 1, Max: 1}}
}

func (d Delivery) reason() string { return "does not deliver " + d.Name }

// An Entry is the time from a deal to its entry into force.
type Entry struct {
	// Delay is that time in days, not negative; nil means 0.
	Delay negotiation.Quantity
	// Window is the number of days after which a deal that is not yet in force
	// is dead; nil means that it has all the time.
	Window negotiation.Quantity
}

const always = 1e9 // a window that never closes

func (e Entry) quantities() []negotiation.Named {
	return []negotiation.Named{
		{Name: "entry/delay", Quantity: e.Delay, Max: 1e6},
		{Name: "entry/window", Quantity: e.Window, Default: always, Max: always},
	}
}

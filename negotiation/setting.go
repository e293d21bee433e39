package negotiation

import (
	"errors"
	"time"
)

// A Setting is what a dynamics or an aftermath may ask about its scenario at
// compile time.
type Setting struct {
	Domain      *Domain
	Parties     []string // all parties, in the order of the scenario
	Seats       []string // the principals, in order
	Rounds      int
	RoundLength time.Duration // zero means none
}

// Party returns the position of the party called name, or -1 for the empty
// name. The error wraps ErrUnknownName and suggests the nearest.
func (at Setting) Party(name string) (int, error) { return position("party", name, at.Parties) }

// Seat is Party for principals.
func (at Setting) Seat(name string) (int, error) { return position("principal", name, at.Seats) }

func position(kind, name string, list []string) (int, error) {
	if name == "" {
		return -1, nil
	}
	for i, n := range list {
		if n == name {
			return i, nil
		}
	}
	return -1, unknown(kind, name, list)
}

// Days returns the length of one round in days. It is 1 where rounds have none.
func (at Setting) Days() float64 {
	if at.RoundLength == 0 {
		return 1
	}
	return at.RoundLength.Hours() / 24
}

// A Clause is a list of terms, resolved against a domain: it holds of an outcome
// if all of them do, and always if there are none. It is a value without
// pointers to the domain, so that recipes which hold one print alike.
type Clause struct{ parts []part }

// part is a term whose option is outcome / stride modulo size.
type part struct {
	stride, size int64
	turned       bool // the domain numbers the options the other way round
	term         Term
}

// Clause resolves terms. The errors, joined, wrap ErrUnknownName for an issue
// that does not exist and ErrScenario for an option or a relation that does not.
func (d *Domain) Clause(terms ...Term) (Clause, error) {
	var c Clause
	var list []error
	for _, t := range terms {
		k := d.IssueIndex(t.Issue)
		if k < 0 {
			list = append(list, unknown("issue", t.Issue, issueNames(d.issues)))
			continue
		}
		n := len(d.issues[k].Options)
		if t.Level < 0 || t.Level >= n || int(t.Relation) >= len(relationText) {
			f := faults{}
			f.add("term", "%s does not exist, want options 0 to %d", t, n-1)
			list = append(list, f.err())
			continue
		}
		c.parts = append(c.parts, part{d.shape.Stride(k), int64(n), d.turned, t})
	}
	return c, errors.Join(list...)
}

// Holds reports whether every term of the clause holds of outcome o, which must
// be an outcome of the domain. It does not allocate.
func (c Clause) Holds(o Outcome) bool {
	for _, p := range c.parts {
		l := int64(o) / p.stride % p.size
		if p.turned {
			l = p.size - 1 - l
		}
		if !p.term.Holds(int(l)) {
			return false
		}
	}
	return true
}

// String returns the terms as they are written, joined by "and".
func (c Clause) String() string {
	s := ""
	for i, p := range c.parts {
		if i > 0 {
			s += " and "
		}
		s += p.term.String()
	}
	return s
}

// surroundings is what the compiler makes of a scenario's dynamics and
// aftermath.
type surroundings struct {
	dynamics                          Dynamics
	aftermath                         Aftermath
	dynamicsAt, aftermathAt           Slot
	dynamicsReasons, aftermathReasons int // numbers of the first reasons
	reasons                           []string
	top                               Rung
}

// bindSurroundings places the dynamics and the aftermath and binds their
// quantities and reasons.
func (c *compiler) bindSurroundings() {
	at := Setting{Domain: c.d, Parties: c.partyNames(), Rounds: c.sc.Rounds, RoundLength: c.sc.RoundLength}
	for i := range c.seats {
		at.Seats = append(at.Seats, c.seats[i].name)
	}
	c.reasons = []string{""}
	c.dynamics, c.aftermath, c.top = c.sc.Dynamics, c.sc.Aftermath, Announced
	var err error
	if p, ok := c.dynamics.(PlacedDynamics); ok {
		c.dynamics, err = p.Place(at)
		c.f.addAll("dynamics", err)
	}
	if p, ok := c.aftermath.(PlacedAftermath); ok {
		c.aftermath, err = p.Place(at)
		c.f.addAll("aftermath", err)
	}
	if c.dynamics != nil {
		c.dynamicsAt, c.dynamicsReasons = c.bindRecipe("dynamics/", c.dynamics)
	}
	if c.aftermath != nil {
		c.top = Broadened
		c.aftermathAt, c.aftermathReasons = c.bindRecipe("aftermath/", c.aftermath)
		if t, ok := c.aftermath.(Topped); ok {
			c.top = t.Top()
		}
		if c.top < Announced || int(c.top) >= NumRungs {
			c.f.add("aftermath", "its highest rung is %v, want announced or higher", c.top)
		}
	}
	if len(c.reasons) > 1<<15 || len(c.sc.Parties) > 127 {
		c.f.add("parties", "there are %d parties and %d reasons, want at most 127 and 32768", len(c.sc.Parties), len(c.reasons))
	}
}

// AtTable returns the program without its dynamics and its aftermath: the talks
// alone, on the same draws.
func (p *Program) AtTable() *Program {
	n := p.clone()
	n.dynamics, n.aftermath, n.top = nil, nil, Announced
	return n
}

// bindRecipe binds the quantities and numbers the reasons of x.
func (c *compiler) bindRecipe(prefix string, x any) (at Slot, reasons int) {
	at, reasons = Slot(len(c.params)), len(c.reasons)
	if q, ok := x.(Quantified); ok {
		c.bindAll(prefix, q.Quantities())
	}
	if r, ok := x.(Reasoned); ok {
		c.reasons = append(c.reasons, r.Reasons()...)
	}
	return at, reasons
}

// addAll adds every error that err joins.
func (f *faults) addAll(path string, err error) {
	if j, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range j.Unwrap() {
			f.addAll(path, e)
		}
		return
	}
	f.addErr(path, err)
}

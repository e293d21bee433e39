package negotiation

import (
	"fmt"
	"math"
	"strings"
)

// A Slot is the address of a bound quantity within a draw.
type Slot int

// A Param describes one bound quantity of a Program: a row of the assumptions
// table and a column of the uncertainty space.
type Param struct {
	Name             string // path such as "russia/reservation"
	Quantity         Quantity
	Unit, Cite, Note string
	// Column is the coordinate that draws the quantity. Exact quantities keep
	// one too, so that making them uncertain moves no other.
	Column int
	// Event marks a coordinate that is no number of the world but a standard
	// uniform that decides whether constraints bind.
	Event bool

	min, max float64
}

// A Binder gives every quantity of a party's utility its slot at compile time.
type Binder struct {
	c     *compiler
	party int // index into the scenario's parties; -1 outside them
}

// Party returns the name of the party whose utility is being bound.
func (b *Binder) Party() string { return b.c.sc.Parties[b.party].Name }

// Quantity registers n under the party's name and returns its slot. A missing
// quantity means n.Default. A quantity that cannot lie in [n.Min, n.Max] is a
// fault; n.Min == n.Max means that any finite number is wanted.
func (b *Binder) Quantity(n Named) Slot {
	return b.c.bind(b.Party()+"/"+n.Name, n)
}

// Fault records what is wrong with the utility, at a path below the party.
func (b *Binder) Fault(path, format string, args ...any) {
	b.c.f.add("parties/"+b.Party()+"/"+path, format, args...)
}

// Performance returns the slots of the party's beliefs in those who must
// deliver issue k to it, in the order of the Performing constraints. A party
// does not doubt itself, so its own deeds are left out.
func (b *Binder) Performance(k int) []Slot {
	var slots []Slot
	me := b.Party()
	for _, c := range b.c.sc.Constraints {
		if c.Kind != Performing || c.Party == me || !contains(c.For, me) || !contains(c.Issues, b.c.d.issues[k].Name) {
			continue
		}
		s, ok := b.c.beliefs[beliefKey{b.party, c.Party, BeliefPerformance}]
		if !ok {
			b.Fault("beliefs", "there is none about the %s of %s, who delivers %s, want a probability",
				BeliefPerformance, c.Party, b.c.d.issues[k].Name)
			continue
		}
		slots = append(slots, s)
	}
	return slots
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// bind registers a quantity under its full path.
func (c *compiler) bind(path string, n Named) Slot {
	q := n.Quantity
	if q == nil || isNilSourced(q) {
		q = Exactly(n.Default)
	}
	p := Param{Name: path, Quantity: bare(q), min: n.Min, max: n.Max}
	p.Unit, p.Cite, p.Note = provenance(q)
	if err := p.check(); err != nil {
		c.f.list = append(c.f.list, err...)
		p.Quantity = Exactly(n.Default)
	}
	if _, dup := c.index[path]; dup {
		c.f.add(path, "the name is used twice, want names that differ")
	}
	c.index[path] = len(c.params)
	c.params = append(c.params, p)
	return Slot(len(c.params) - 1)
}

// isNilSourced reports whether q is provenance around no quantity.
func isNilSourced(q Quantity) bool {
	s, ok := q.(Sourced)
	return ok && s.Quantity == nil
}

// check reports what is wrong with the quantity itself and with its range.
func (p Param) check() []error {
	var f faults
	if err := CheckQuantity(p.Quantity); err != nil {
		f.addErr(p.Name, err)
		return f.list
	}
	lo, hi := quantityRange(p.Quantity)
	wantLo, wantHi := p.min, p.max
	if wantLo == wantHi {
		wantLo, wantHi = -math.MaxFloat64, math.MaxFloat64
	}
	if !(lo >= wantLo) {
		f.add(p.Name, "the lower end of %v is %v, want at least %v", p.Quantity, lo, wantLo)
	}
	if !(hi <= wantHi) {
		f.add(p.Name, "the upper end of %v is %v, want at most %v", p.Quantity, hi, wantHi)
	}
	return f.list
}

// event registers a standard uniform that decides whether constraints bind.
func (c *compiler) event(path, note string) Slot {
	c.params = append(c.params, Param{
		Name: path, Quantity: Uniform{Min: 0, Max: 1}, Event: true,
		Unit: "probability", Cite: "model", Note: note,
	})
	c.index[path] = len(c.params) - 1
	return Slot(len(c.params) - 1)
}

// String returns the row in one line.
func (p Param) String() string {
	return strings.TrimSuffix(fmt.Sprintf("%s = %v %s", p.Name, p.Quantity, p.Unit), " ")
}

package negotiation

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// With returns the program with the quantity called name replaced by q. Every
// column keeps its place, so the draws of all other quantities stay put: the
// two programs differ in nothing but q. A Sourced q replaces the provenance
// too; a bare one is marked as a what-if. The error wraps ErrUnknownName, and
// suggests the nearest name, or a Fault if q is outside the range wanted.
func (p *Program) With(name string, q Quantity) (*Program, error) {
	n := p.clone()
	if err := n.replace(name, q); err != nil {
		return nil, err
	}
	n.patched = append(n.patched, name+" = "+quantityText(bare(q)))
	n.replaced = append(n.replaced, name)
	n.prepare()
	return n, n.checkHard()
}

// Pin returns the program in which issue takes option in every outcome, as a
// hard constraint. option is the index or the name of an option. The error
// wraps ErrUnknownName if there is no such issue or option, or is a Fault if
// hard rules leave no outcome then.
func (p *Program) Pin(issue, option string) (*Program, error) {
	k := p.d.IssueIndex(issue)
	if k < 0 {
		return nil, unknown("issue", issue, issueNames(p.d.issues))
	}
	l, err := p.d.parseOption(k, option)
	if err != nil {
		return nil, err
	}
	n := p.clone()
	n.pins = append(n.pins, pin{k, l})
	n.patched = append(n.patched, fmt.Sprintf("%s = %d (%s)", issue, p.d.level(k, l), p.d.issues[k].Options[l].Name))
	n.prepare()
	return n, n.checkHard()
}

// School returns the program as the school called name sees it: its patches
// applied in order to the quantities as they stand. Draws stay paired across
// schools, as With keeps them. "" is the program itself.
func (p *Program) School(name string) (*Program, error) {
	if name == "" {
		return p, nil
	}
	for _, s := range p.sc.Schools {
		if s.Name != name {
			continue
		}
		n := p.clone()
		n.school = name
		if err := n.patch(s); err != nil {
			return nil, err
		}
		n.prepare()
		return n, n.checkHard()
	}
	return nil, unknown("school", name, p.Schools())
}

// Schools returns the names of the scenario's schools in order.
func (p *Program) Schools() []string {
	names := make([]string, len(p.sc.Schools))
	for i := range names {
		names[i] = p.sc.Schools[i].Name
	}
	return names
}

func (p *Program) patch(s School) error {
	var f faults
	for _, pt := range s.Patches {
		i, ok := p.index[pt.Path]
		if !ok {
			f.addErr("schools/"+s.Name, unknown("parameter", pt.Path, p.names()))
			continue
		}
		row := p.params[i]
		q := pt.sourced(row, s.Name)
		if err := p.replace(pt.Path, q); err != nil {
			f.list = append(f.list, err)
		}
	}
	return f.err()
}

// sourced returns the patched quantity of a row with its provenance: that of
// what is set, else the row's, with the patch's own words on top.
func (pt Patch) sourced(row Param, school string) Sourced {
	q := Sourced{Quantity: bare(pt.apply(row.Quantity)), Unit: row.Unit, Cite: row.Cite, Note: "school " + school}
	unit, cite, note := provenance(pt.Set)
	for _, own := range []struct {
		dst  *string
		text string
	}{{&q.Unit, unit}, {&q.Cite, cite}, {&q.Note, note}, {&q.Cite, pt.Cite}, {&q.Note, pt.Note}} {
		if own.text != "" {
			*own.dst = own.text
		}
	}
	return q
}

// checkSchools compiles every school's patches once, so that School cannot fail
// on a name it lists.
func (c *compiler) checkSchools() error {
	var f faults
	seen := map[string]bool{}
	for i, s := range c.sc.Schools {
		path := "schools/" + segment(s.Name, i)
		if err := checkName(s.Name); err != nil || seen[s.Name] {
			f.add(path, "the name is empty, unfit or used twice, want lower-case names that differ")
		}
		seen[s.Name] = true
		for _, pt := range s.Patches {
			n := 0
			for _, given := range []bool{pt.Set != nil, pt.Scale != 0, pt.Shift != 0} {
				if given {
					n++
				}
			}
			if n != 1 {
				f.add(path+"/"+pt.Path, "%d of set, scale and shift are given, want exactly 1", n)
			}
		}
		if f.list == nil {
			trial := &Program{sc: c.sc, params: slices.Clone(c.params), index: c.index}
			if err := trial.patch(s); err != nil {
				f.list = append(f.list, err)
			}
		}
	}
	return f.err()
}

// replace changes the quantity called name in place.
func (p *Program) replace(name string, q Quantity) error {
	i, ok := p.index[name]
	if !ok || p.params[i].Event {
		return unknown("parameter", name, p.names())
	}
	if q == nil || isNilSourced(q) {
		return Fault{Path: name, Reason: "there is no quantity, want one"}
	}
	n := p.params[i]
	n.Quantity = bare(q)
	unit, cite, note := provenance(q)
	if _, ok := q.(Sourced); ok {
		n.Unit, n.Cite, n.Note = unit, cite, note
	} else {
		n.Cite, n.Note = "", "what-if"
	}
	if err := n.check(); err != nil {
		return joinErrors(err)
	}
	p.params[i] = n
	return nil
}

func joinErrors(list []error) error {
	f := faults{list: list}
	return f.err()
}

// clone returns a copy whose parameters may be changed.
func (p *Program) clone() *Program {
	n := *p
	n.params = slices.Clone(p.params)
	n.pins = slices.Clone(p.pins)
	n.patched = slices.Clone(p.patched)
	n.replaced = slices.Clone(p.replaced)
	return &n
}

// Fingerprint identifies the program: two programs with the same fingerprint
// play every replication alike under one version of the library. It covers
// issues, rules, parties, quantities, schools in force, pins, protocol and
// rounds, not prose. Strategies, utilities and protocols enter by their type
// and fields, so those of a user that hide state behind pointers or functions
// should implement fmt.Stringer.
func (p *Program) Fingerprint() [32]byte {
	h := sha256.New()
	w := func(format string, args ...any) { fmt.Fprintf(h, format+"\n", args...) }
	w("parley program 1")
	w("name %q rounds %d", p.sc.Name, p.sc.Rounds)
	for _, is := range p.d.issues {
		w("issue %q %d", is.Name, is.StatusQuo)
		for _, o := range is.Options {
			w("option %q", o.Name)
		}
	}
	for _, pt := range p.sc.Parties {
		w("party %q %v %v risk %s strategy %s", pt.Name, pt.Role, pt.FromStatusQuo, describe(pt.Risk), describe(pt.Strategy))
	}
	for i := range p.seats {
		w("utility %s", describe(p.sc.Parties[p.seats[i].party].Utility))
	}
	for _, r := range p.rules {
		w("rule %v hard %v", r.text, r.hard)
	}
	for _, row := range p.params {
		w("param %q %d %s", row.Name, row.Column, quantityText(row.Quantity))
	}
	for _, pn := range p.pins {
		w("pin %d %d", pn.issue, pn.option)
	}
	w("protocol %s", describe(p.proto))
	if p.dynamics != nil {
		w("dynamics %s", describe(p.dynamics))
	}
	if p.aftermath != nil {
		w("aftermath %s", describe(p.aftermath))
	}
	return [32]byte(h.Sum(nil))
}

// describe renders a recipe for the fingerprint: its type and, for values, its
// fields. Quantities inside are listed among the parameters as well.
func describe(x any) string {
	if x == nil {
		return "none"
	}
	if s, ok := x.(fmt.Stringer); ok {
		return fmt.Sprintf("%T %s", x, s)
	}
	return strings.ReplaceAll(fmt.Sprintf("%T%+v", x, x), "\n", " ")
}

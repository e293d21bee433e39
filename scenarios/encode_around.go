package scenarios

import (
	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/aftermath"
	"github.com/parleylab/parley/negotiation/dynamics"
)

// dynamics writes the parts, in the order in which they are read back.
func (e *encoder) dynamics(o *object) {
	var parts dynamics.Joint
	switch x := e.sc.Dynamics.(type) {
	case nil:
		return
	case dynamics.Joint:
		if parts = x; len(parts) < 2 {
			e.fault("dynamics", "it is a joint of %d parts, want the part itself or at least 2", len(parts))
		}
	default:
		parts = dynamics.Joint{x}
	}
	var out object
	var deadlines []any
	last := 0
	for _, d := range parts {
		place := 0
		switch x := d.(type) {
		case dynamics.Hostilities:
			place = 1
			out = append(out, member{"hostilities", e.hostilities(x)})
		case dynamics.Deadline:
			place = 2
			deadlines = append(deadlines, e.deadline(x))
		case dynamics.Breakdown:
			place = 3
			b := object{}
			e.add(&b, "party", x.Party)
			e.quantity(&b, "dynamics/breakdown", "hazard", x.Hazard)
			out = append(out, member{"breakdown", b})
		default:
			e.fault("dynamics", "it is a %T, which files do not hold, want one of package dynamics", d)
			continue
		}
		if place < last || place == last && place != 2 {
			e.fault("dynamics", "the parts are not in the order hostilities, deadlines, breakdown, or one is there twice")
		}
		last = place
	}
	e.add(&out, "deadlines", nilIfEmpty(deadlines))
	*o = append(*o, member{"dynamics", out})
}

// nilIfEmpty makes an empty list absent.
func nilIfEmpty(list []any) any {
	if len(list) == 0 {
		return nil
	}
	return list
}

func (e *encoder) hostilities(h dynamics.Hostilities) object {
	const path = "dynamics/hostilities"
	o := object{}
	for _, x := range []struct {
		key string
		q   negotiation.Quantity
	}{
		{"launches", h.Launches}, {"dispersion", h.Dispersion}, {"intercepted", h.Intercepted}, {"strayed", h.Strayed},
		{"meeting", h.Meeting}, {"lull", h.Lull}, {"drift", h.Drift}, {"spread", h.Spread}, {"half_life", h.HalfLife},
	} {
		e.quantity(&o, path, x.key, x.q)
	}
	var effects []any
	for _, x := range h.Effects {
		f := object{{"party", x.Party}}
		e.quantity(&f, path+"/"+x.Party, "front", x.Front)
		e.quantity(&f, path+"/"+x.Party, "hits", x.Hits)
		effects = append(effects, f)
	}
	e.add(&o, "effects", nilIfEmpty(effects))
	return o
}

func (e *encoder) deadline(d dynamics.Deadline) object {
	path := "dynamics/deadlines/" + d.Name
	o := object{}
	e.add(&o, "name", d.Name)
	e.add(&o, "party", d.Party)
	e.quantity(&o, path, "due", d.Due)
	e.quantity(&o, path, "binds", d.Binds)
	e.quantity(&o, path, "slip", d.Slip)
	e.quantity(&o, path, "credibility", d.Credibility)
	return o
}

// aftermath writes the ladder.
func (e *encoder) aftermath(o *object) {
	if e.sc.Aftermath == nil {
		return
	}
	l, ok := e.sc.Aftermath.(aftermath.Ladder)
	if !ok {
		e.fault("aftermath", "it is a %T, which files do not hold, want an aftermath.Ladder", e.sc.Aftermath)
		return
	}
	d, err := negotiation.NewDomain(e.sc.Issues...)
	if err != nil {
		return // reported with the constraints
	}
	const path = "aftermath"
	out := object{}
	e.add(&out, "conditions", nilIfEmpty(e.conditions(d, l.Conditions)))
	e.add(&out, "ratifications", nilIfEmpty(e.ratifications(d, l.Ratifications)))
	e.add(&out, "deliveries", nilIfEmpty(e.deliveries(d, l.Deliveries)))
	e.quantity(&out, path, "delay", l.Entry.Delay)
	e.quantity(&out, path, "window", l.Entry.Window)
	if !isAbsent(l.Durability.Fails) {
		out = append(out, member{"durability", e.durability(d, l.Durability)})
	}
	e.add(&out, "trust", nilIfEmpty(e.trusts(d, l.Trust)))
	e.quantity(&out, path, "extension", l.Extension.P)
	e.quantity(&out, path, "broadening", l.Broadening.P)
	*o = append(*o, member{"aftermath", out})
}

// when appends a list of terms unless it is empty.
func (e *encoder) when(o *object, d *negotiation.Domain, path, key string, terms []negotiation.Term) {
	if len(terms) > 0 {
		*o = append(*o, member{key, e.terms(d, path, terms)})
	}
}

func (e *encoder) conditions(d *negotiation.Domain, list []aftermath.Condition) (out []any) {
	for _, c := range list {
		path := "aftermath/conditions/" + c.Name
		o := object{{"name", c.Name}}
		e.add(&o, "party", c.Party)
		e.add(&o, "rung", c.Rung.String())
		e.when(&o, d, path, "if", c.If)
		e.when(&o, d, path, "then", c.Then)
		e.quantity(&o, path, "p", c.P)
		out = append(out, o)
	}
	return out
}

func (e *encoder) ratifications(d *negotiation.Domain, list []aftermath.Ratification) (out []any) {
	for _, r := range list {
		path := "aftermath/ratifications/" + r.Party
		o := object{{"party", r.Party}}
		e.quantity(&o, path, "needed", r.Needed)
		e.quantity(&o, path, "swing", r.Swing)
		shares := []any{}
		for _, s := range r.Shares {
			x := object{{"name", s.Name}}
			e.when(&x, d, path, "if", s.If)
			e.quantity(&x, path+"/"+s.Name, "for", s.For)
			e.quantity(&x, path+"/"+s.Name, "against", s.Against)
			shares = append(shares, x)
		}
		out = append(out, append(o, member{"shares", shares}))
	}
	return out
}

func (e *encoder) deliveries(d *negotiation.Domain, list []aftermath.Delivery) (out []any) {
	for _, x := range list {
		path := "aftermath/deliveries/" + x.Name
		o := object{{"name", x.Name}}
		e.add(&o, "party", x.Party)
		e.when(&o, d, path, "if", x.If)
		e.quantity(&o, path, "p", x.P)
		out = append(out, o)
	}
	return out
}

func (e *encoder) durability(d *negotiation.Domain, x aftermath.Durability) object {
	const path = "aftermath/durability"
	o := object{}
	e.quantity(&o, path, "fails", x.Fails)
	e.quantity(&o, path, "shape", x.Shape)
	e.quantity(&o, path, "term", x.Term)
	e.quantity(&o, path, "specificity", x.Specificity)
	var covariates, breakers []any
	for _, c := range x.Covariates {
		v := object{{"name", c.Name}}
		e.when(&v, d, path, "if", c.If)
		e.quantity(&v, path+"/"+c.Name, "ratio", c.Ratio)
		e.quantity(&v, path+"/"+c.Name, "strength", c.Strength)
		covariates = append(covariates, v)
	}
	for _, b := range x.Breakers {
		v := object{{"party", b.Party}}
		e.quantity(&v, path+"/breakers/"+b.Party, "weight", b.Weight)
		breakers = append(breakers, v)
	}
	e.add(&o, "covariates", nilIfEmpty(covariates))
	e.add(&o, "breakers", nilIfEmpty(breakers))
	return o
}

func (e *encoder) trusts(d *negotiation.Domain, list []aftermath.Trust) (out []any) {
	for _, t := range list {
		path := "aftermath/trust/" + t.Name
		o := object{{"name", t.Name}}
		e.add(&o, "party", t.Party)
		e.when(&o, d, path, "if", t.If)
		e.quantity(&o, path, "prior", t.Prior)
		e.quantity(&o, path, "reliable", t.Reliable)
		e.quantity(&o, path, "unreliable", t.Unreliable)
		e.quantity(&o, path, "needed", t.Needed)
		if t.Checks != 0 {
			e.add(&o, "checks", t.Checks)
		}
		out = append(out, o)
	}
	return out
}

// targets writes what the scenario should have foreseen.
func (e *encoder) targets() (out []any) {
	d, err := negotiation.NewDomain(e.sc.Issues...)
	if err != nil {
		return nil // reported with the constraints
	}
	for _, t := range e.sc.Targets {
		path := "targets/" + t.Name
		o := object{{"name", t.Name}}
		e.add(&o, "statement", t.Statement)
		e.add(&o, "by", day(t.By))
		if t.Outcome == negotiation.Undecided {
			e.fault(path+"/outcome", "it is %v, want yes or no", t.Outcome)
		}
		e.add(&o, "outcome", t.Outcome.String())
		var events []any
		for _, x := range t.Events {
			v := object{{"rung", x.Rung.String()}}
			e.when(&v, d, path, "terms", x.Terms)
			if x.Held != 0 {
				e.add(&v, "held", x.Held)
			}
			events = append(events, v)
		}
		e.add(&o, "events", nilIfEmpty(events))
		e.add(&o, "unmodelled", t.Unmodelled)
		e.quantity(&o, path, "base", t.Base)
		e.quantity(&o, path, "base_per_year", t.BasePerYear)
		e.add(&o, "cite", t.Cite)
		e.add(&o, "note", t.Note)
		out = append(out, o)
	}
	return out
}

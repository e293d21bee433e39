package scenarios

import "github.com/parleylab/parley/negotiation"

func (e *encoder) issues() []any {
	out := []any{}
	for _, is := range e.sc.Issues {
		o := object{{"name", is.Name}}
		e.add(&o, "summary", is.Summary)
		options := []any{}
		for _, op := range is.Options {
			if op.Note == "" {
				options = append(options, op.Name)
				continue
			}
			options = append(options, object{{"name", op.Name}, {"note", op.Note}})
		}
		o = append(o, member{"options", options})
		if is.StatusQuo != 0 {
			e.add(&o, "status_quo", is.StatusQuo)
		}
		e.add(&o, "cite", is.Cite)
		e.add(&o, "note", is.Note)
		out = append(out, o)
	}
	return out
}

// constraints returns the rules on options and who performs what.
func (e *encoder) constraints() (rules, performers []any) {
	d, err := negotiation.NewDomain(e.sc.Issues...)
	if err != nil {
		e.faults = append(e.faults, split(err)...)
		return nil, nil
	}
	for _, c := range e.sc.Constraints {
		if c.Kind == negotiation.Performing {
			performers = append(performers, e.performer(c))
			continue
		}
		rules = append(rules, e.constraint(d, c))
	}
	return rules, performers
}

func (e *encoder) constraint(d *negotiation.Domain, c negotiation.Constraint) object {
	path := "constraints/" + c.String()
	o := object{{"kind", c.Kind.String()}}
	e.add(&o, "name", c.Name)
	e.add(&o, "party", c.Party)
	if len(c.If) > 0 {
		o = append(o, member{"if", e.terms(d, path, c.If)})
	}
	if len(c.Then) > 0 {
		o = append(o, member{"then", e.terms(d, path, c.Then)})
	}
	e.quantity(&o, path, "p", c.P)
	e.add(&o, "cite", c.Cite)
	e.add(&o, "note", c.Note)
	return o
}

func (e *encoder) performer(c negotiation.Constraint) object {
	o := object{{"party", c.Party}, {"for", texts(c.For)}, {"issues", texts(c.Issues)}}
	e.add(&o, "name", c.Name)
	e.add(&o, "cite", c.Cite)
	e.add(&o, "note", c.Note)
	return o
}

func (e *encoder) terms(d *negotiation.Domain, path string, terms []negotiation.Term) []any {
	out := make([]any, len(terms))
	for i, t := range terms {
		out[i] = e.term(d, path, t)
	}
	return out
}

// term writes the option by its position, or by its name where the position is
// the name of another option.
func (e *encoder) term(d *negotiation.Domain, path string, t negotiation.Term) string {
	texts := []string{t.String()}
	if k := d.IssueIndex(t.Issue); k >= 0 && t.Level >= 0 && t.Level < len(d.Issue(k).Options) {
		texts = append(texts, t.Issue+" "+t.Relation.String()+" "+d.Issue(k).Options[t.Level].Name)
	}
	for _, text := range texts {
		if back, err := negotiation.ParseTerm(d, text); err == nil && back == t {
			return text
		}
	}
	e.fault(path, "the term %q does not exist or cannot be told from another", t)
	return ""
}

package scenarios

import (
	"errors"

	"github.com/parleylab/parley/negotiation"
)

// quantity reads a number we may not know: a number, the text of a quantity, or
// an object {"is", "unit", "cite", "note"} that gives its provenance.
func (c cursor) quantity() negotiation.Quantity {
	if !c.there() {
		return nil
	}
	switch c.n.shape {
	case isNumber:
		return negotiation.Exactly(c.number())
	case isText:
		return c.parse()
	case isObject:
		return c.fields("quantity").sourced()
	}
	c.fault("it is %v, want a number, a text such as \"pert(1, 2, 4)\", or an object with the key \"is\"", c.n.shape)
	return nil
}

// parse reads the text of a quantity.
func (c cursor) parse() negotiation.Quantity {
	q, err := negotiation.ParseQuantity(c.n.text)
	for _, e := range split(err) {
		c.fault("%v", e)
	}
	return q
}

// split returns the errors that err joins.
func split(err error) []error {
	if err == nil {
		return nil
	}
	if j, ok := err.(interface{ Unwrap() []error }); ok {
		return j.Unwrap()
	}
	return []error{err}
}

// sourced reads a quantity with provenance from an object that holds it, among
// other keys or alone.
func (fs fields) sourced() negotiation.Quantity {
	is := fs.need("is")
	s := fs.provenance()
	if is.there() {
		if is.n.shape == isObject {
			is.fault("it is an object, want a number or the text of a quantity")
			return nil
		}
		s.Quantity = is.quantity()
	}
	if s.Quantity == nil {
		return nil
	}
	return s
}

func (fs fields) provenance() negotiation.Sourced {
	return negotiation.Sourced{Unit: fs.get("unit").text(), Cite: fs.get("cite").text(), Note: fs.get("note").text()}
}

// quantities reads a list of quantities, or an object whose "is" is a list of
// quantities that share their provenance.
func (c cursor) quantities() []negotiation.Quantity {
	if !c.there() {
		return nil
	}
	list, shared := c, (*negotiation.Sourced)(nil)
	if c.n.shape == isObject {
		fs := c.fields("quantity")
		s := fs.provenance()
		list, shared = fs.need("is"), &s
	}
	var out []negotiation.Quantity
	for _, item := range list.list() {
		q := item.quantity()
		if shared != nil && q != nil {
			if _, own := q.(negotiation.Sourced); own {
				item.fault("it has a provenance within a list that has one, want one or the other")
			}
			s := *shared
			s.Quantity = q
			q = s
		}
		out = append(out, q)
	}
	return out
}

// encodeQuantity returns the form of q that quantity reads.
func encodeQuantity(q negotiation.Quantity) (any, error) {
	s, ok := q.(negotiation.Sourced)
	if !ok {
		return encodeBare(q)
	}
	s = flatten(s)
	is, err := encodeBare(s.Quantity)
	if err != nil {
		return nil, err
	}
	return append(object{{"is", is}}, provenanceFields(s)...), nil
}

// flatten merges a provenance around a provenance, as the core reads it: what
// the outer one leaves empty, the inner one fills.
func flatten(s negotiation.Sourced) negotiation.Sourced {
	for {
		inner, ok := s.Quantity.(negotiation.Sourced)
		if !ok {
			return s
		}
		s.Quantity = inner.Quantity
		for _, p := range [][2]*string{{&s.Unit, &inner.Unit}, {&s.Cite, &inner.Cite}, {&s.Note, &inner.Note}} {
			if *p[0] == "" {
				*p[0] = *p[1]
			}
		}
	}
}

func provenanceFields(s negotiation.Sourced) object {
	var o object
	o.text("unit", s.Unit)
	o.text("cite", s.Cite)
	o.text("note", s.Note)
	return o
}

// encodeBare returns a number for an exact quantity and a text for others.
func encodeBare(q negotiation.Quantity) (any, error) {
	if q == nil {
		return nil, errors.New("there is no quantity, want one")
	}
	text, err := negotiation.FormatQuantity(q)
	if err != nil {
		return nil, err
	}
	if x, ok := q.(negotiation.Exactly); ok {
		return float64(x), nil
	}
	return text, nil
}

// isAbsent reports whether q stands for no quantity at all.
func isAbsent(q negotiation.Quantity) bool {
	s, ok := q.(negotiation.Sourced)
	return q == nil || ok && isAbsent(s.Quantity)
}

// encodeQuantities returns the form of qs that quantities reads: grouped where
// all share one provenance.
func encodeQuantities(qs []negotiation.Quantity) (any, error) {
	first, grouped := negotiation.Sourced{}, len(qs) > 0
	for i, q := range qs {
		s, ok := q.(negotiation.Sourced)
		s = flatten(s)
		if i == 0 {
			first = s
		}
		grouped = grouped && ok && s.Unit == first.Unit && s.Cite == first.Cite && s.Note == first.Note
	}
	list := make([]any, len(qs))
	for i, q := range qs {
		if s, ok := q.(negotiation.Sourced); ok && grouped {
			q = flatten(s).Quantity
		}
		x, err := encodeQuantity(q)
		if err != nil {
			return nil, err
		}
		list[i] = x
	}
	if !grouped {
		return list, nil
	}
	return append(object{{"is", list}}, provenanceFields(first)...), nil
}

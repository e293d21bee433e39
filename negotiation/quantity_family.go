package negotiation

import (
	"fmt"
	"strings"

	"github.com/parleylab/parley/internal/spelling"
)

// A family is a distribution of the grammar.
type family struct {
	name   string
	fields string // names of its numbers; "" for a list of any length
	pairs  bool   // the list holds value: weight
	build  func(x []float64) Quantity
}

// wants returns how many numbers the family takes, -1 for a list.
func (f *family) wants() int {
	if f.fields == "" {
		return -1
	}
	return strings.Count(f.fields, ",") + 1
}

// families are those of ParseQuantity's documentation, in its order.
var families = []family{
	{name: "exactly", fields: "x", build: func(x []float64) Quantity { return Exactly(x[0]) }},
	{name: "uniform", fields: "min, max", build: func(x []float64) Quantity { return Uniform{x[0], x[1]} }},
	{name: "triangular", fields: "min, mode, max", build: func(x []float64) Quantity { return Triangular{x[0], x[1], x[2]} }},
	{name: "pert", fields: "min, mode, max", build: func(x []float64) Quantity { return PERT{x[0], x[1], x[2]} }},
	{name: "beta", fields: "alpha, beta", build: func(x []float64) Quantity { return Beta{x[0], x[1]} }},
	{name: "truncnormal", fields: "mean, sd, min, max", build: func(x []float64) Quantity {
		return TruncatedNormal{x[0], x[1], x[2], x[3]}
	}},
	{name: "normal", fields: "mean, sd", build: func(x []float64) Quantity { return Normal{x[0], x[1]} }},
	{name: "lognormal", fields: "mu, sigma", build: func(x []float64) Quantity { return LogNormal{x[0], x[1]} }},
	{name: "loguniform", fields: "min, max", build: func(x []float64) Quantity { return LogUniform{x[0], x[1]} }},
	{name: "discrete", pairs: true, build: buildDiscrete},
	{name: "empirical", build: func(x []float64) Quantity { return Empirical{x} }},
}

func buildDiscrete(x []float64) Quantity {
	var d Discrete
	for i := 0; i < len(x); i += 2 {
		d.Values, d.Weights = append(d.Values, x[i]), append(d.Weights, x[i+1])
	}
	return d
}

func familyNames() []string {
	names := make([]string, len(families))
	for i := range families {
		names[i] = families[i].name
	}
	return names
}

// call reads a distribution.
func (p *quantityParser) call() (operand, error) {
	at, name := p.pos, p.word()
	f := p.family(name)
	if f == nil {
		return operand{}, p.unknownFamily(name)
	}
	p.pos += len(name)
	if err := p.expect('('); err != nil {
		return operand{}, err
	}
	x, err := p.arguments(f)
	if err != nil {
		return operand{}, err
	}
	q := f.build(x)
	p.check(at, q)
	return operand{q: q}, nil
}

func (p *quantityParser) family(name string) *family {
	for i := range families {
		if strings.EqualFold(families[i].name, name) {
			return &families[i]
		}
	}
	return nil
}

func (p *quantityParser) unknownFamily(name string) error {
	if s := spelling.Nearest(strings.ToLower(name), familyNames()); s != "" {
		return p.fault(p.pos, "there is no distribution %q, did you mean %q?", name, s)
	}
	return p.fault(p.pos, "there is no distribution %q, want one of %s", name, strings.Join(familyNames(), ", "))
}

// arguments reads numbers up to the closing parenthesis.
func (p *quantityParser) arguments(f *family) ([]float64, error) {
	var x []float64
	for n := 1; ; n++ {
		if c := p.peek(); c == ')' || f.wants() == n-1 {
			return x, p.close(f, x)
		}
		v, err := p.signed()
		if err != nil {
			return nil, err
		}
		x = append(x, v)
		if f.pairs {
			if err := p.expect(':'); err != nil {
				return nil, err
			}
			if v, err = p.signed(); err != nil {
				return nil, err
			}
			x = append(x, v)
		}
		switch c := p.peek(); {
		case c == ',':
			p.pos++
			if f.wants() != n && p.peek() == ')' {
				return nil, p.fault(p.pos, "want a number after ',', got ')'")
			}
		case c != ')':
			return nil, p.fault(p.pos, "want ',' or ')', got %s", p.got())
		}
	}
}

// close reads the closing parenthesis after the right number of numbers.
func (p *quantityParser) close(f *family, x []float64) error {
	if want := f.wants(); want >= 0 && (len(x) != want || p.peek() != ')') {
		got := fmt.Sprint(len(x))
		if len(x) == want {
			got = "more"
		}
		return p.fault(p.pos, "%s wants %d numbers (%s), got %s", f.name, want, f.fields, got)
	}
	p.pos++
	return nil
}

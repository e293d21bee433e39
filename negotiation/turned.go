package negotiation

import "slices"

// Turned returns the program with the tie rule turned: every issue's options are
// taken in the opposite order, so that ties between outcomes go to the highest
// outcome of the scenario instead of the lowest. Nothing else differs: utilities,
// rules, the aftermath and a mediator's errors speak of the same options as
// before, and the draws are the same. The domain lists the options in the
// opposite order; outcome o is what Len - 1 - o was. School, what-ifs and pins
// stay in force. The error is that of a scenario that does not compile this way,
// which only a recipe that counts on an order of options can bring about.
//
// A result that depends on the tie rule is an artefact of the model.
func (p *Program) Turned() (*Program, error) { return p.rebuild(p.sc, !p.d.turned) }

// Vary returns the program of the scenario as change leaves it, with the school,
// the what-ifs and the pins of p in force. change gets a copy and may replace
// fields, but must not write into what slices and maps share with the original.
// As long as it leaves issues, parties and rules alone, all quantities keep their
// columns, so that the draws of the two programs are paired.
func (p *Program) Vary(change func(*Scenario)) (*Program, error) {
	sc := p.sc
	change(&sc)
	return p.rebuild(sc, p.d.turned)
}

// rebuild compiles sc and brings p's changes back into force.
func (p *Program) rebuild(sc Scenario, turned bool) (*Program, error) {
	n, err := sc.compile(turned)
	if err != nil {
		return nil, err
	}
	if n, err = n.School(p.school); err != nil {
		return nil, err
	}
	for _, name := range p.replaced {
		row := p.params[p.index[name]]
		q := Sourced{Quantity: row.Quantity, Unit: row.Unit, Cite: row.Cite, Note: row.Note}
		if n, err = n.With(name, q); err != nil {
			return nil, err
		}
	}
	for _, pn := range p.pins {
		is := p.d.issues[pn.issue]
		if n, err = n.Pin(is.Name, is.Options[pn.option].Name); err != nil {
			return nil, err
		}
	}
	n.patched = slices.Clone(p.patched)
	return n, nil
}

// turn returns the domain with the options of every issue in the opposite order.
func (d *Domain) turn() *Domain {
	t := &Domain{shape: d.shape, turned: !d.turned}
	for _, is := range d.issues {
		last := len(is.Options) - 1
		opposite := make([]Option, len(is.Options))
		for l, o := range is.Options {
			opposite[last-l] = o
		}
		is.Options, is.StatusQuo = opposite, last-is.StatusQuo
		t.issues = append(t.issues, is)
	}
	return t
}

// level turns an option of issue k as the domain numbers it into one as the
// scenario does, and the other way round.
func (d *Domain) level(k, l int) int {
	if d.turned {
		return len(d.issues[k].Options) - 1 - l
	}
	return l
}

// turnValuer returns v, bound to the domain plain, for the turned domain.
func turnValuer(v Valuer, plain *Domain) Valuer {
	if v == nil {
		return nil
	}
	t := turnedValuer{v, plain}
	if f, ok := v.(Factored); ok {
		return turnedTable{t, f}
	}
	if pr, ok := v.(Paired); ok {
		return turnedPairs{t, pr}
	}
	return t
}

// turnedValuer reads the options of the turned domain as the utility wants them.
type turnedValuer struct {
	Valuer
	plain *Domain
}

// Value turns the options round and asks the utility. Valuers are shared by
// sessions, so it makes the list anew.
func (t turnedValuer) Value(draw []float64, options []int) float64 {
	list := make([]int, len(options))
	for k, l := range options {
		list[k] = len(t.plain.issues[k].Options) - 1 - l
	}
	return t.Valuer.Value(draw, list)
}

// turnedTable is a turned utility that is a sum over issues.
type turnedTable struct {
	turnedValuer
	of Factored
}

// Table stores the number of every option, in the opposite order per issue.
func (t turnedTable) Table(dst, draw []float64) {
	t.of.Table(dst, draw)
	shape := t.plain.shape
	for k := range shape.Issues() {
		reverse(dst[shape.Offset(k):shape.Offset(k+1)])
	}
}

// turnedPairs is a turned utility with numbers for pairs of issues.
type turnedPairs struct {
	turnedValuer
	of Paired
}

// Sum returns the turned part that is a sum over issues.
func (t turnedPairs) Sum() Factored {
	return turnedTable{turnedValuer{t.of.Sum(), t.plain}, t.of.Sum()}
}

// Pairs returns the pairs of issues.
func (t turnedPairs) Pairs() [][2]int { return t.of.Pairs() }

// PairTable stores the numbers of a pair with both issues turned, which reverses
// the whole table.
func (t turnedPairs) PairTable(dst []float64, pair int, draw []float64) {
	t.of.PairTable(dst, pair, draw)
	pr := t.of.Pairs()[pair]
	shape := t.plain.shape
	reverse(dst[:shape.Options(pr[0])*shape.Options(pr[1])])
}

func reverse(x []float64) {
	for a, b := 0, len(x)-1; a < b; a, b = a+1, b-1 {
		x[a], x[b] = x[b], x[a]
	}
}

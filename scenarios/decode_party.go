package scenarios

import (
	"slices"

	"github.com/parleylab/parley/actors"
	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/strategy"
)

var roles = []string{"principal", "mediator", "consent-giver", "performer"}

// parties reads the parties in order.
func (d *decoder) parties(c cursor, performing []negotiation.Constraint) {
	list := c.named("name", "actor")
	names := make([]string, len(list))
	for i, item := range list {
		names[i] = item.name("name", "actor")
	}
	for _, item := range list {
		d.sc.Parties = append(d.sc.Parties, d.party(item.fields("party"), names, performing))
	}
}

// party reads one party: what its actor brings, then what the file says.
func (d *decoder) party(fs fields, names []string, performing []negotiation.Constraint) negotiation.Party {
	var p negotiation.Party
	if c := fs.get("actor"); c.there() {
		p = d.cut(c, fs, names, performing)
	} else {
		p.Name = fs.need("name").text()
	}
	p.Utility = d.utility(fs.get("utility"))
	p.Reservation = fs.get("reservation").quantity()
	p.FromStatusQuo = fs.get("from_status_quo").there() && fs.get("from_status_quo").flag()
	p.Deadline = fs.get("deadline").quantity()
	d.traits(&p, fs)
	return p
}

// cut takes a party from the catalogue of actors.
func (d *decoder) cut(c cursor, fs fields, names []string, performing []negotiation.Constraint) negotiation.Party {
	a, err := actors.ByName(c.text())
	if err != nil {
		if c.n.shape == isText {
			c.fault("there is no actor %q%s", c.text(), meant(c.text(), actors.Names()))
		}
		return negotiation.Party{}
	}
	if fs.get("name").there() {
		a.Name = fs.get("name").text()
	}
	about := names
	if a.Role == negotiation.Principal {
		about = performers(a.Name, performing)
	}
	d.actors = append(d.actors, a.Sources...)
	return a.Cut(d.sc.RoundLength, about...)
}

// performers lists who must deliver something to the party called name. Only
// they are worth a belief about performance.
func performers(name string, performing []negotiation.Constraint) []string {
	var out []string
	for _, c := range performing {
		if slices.Contains(c.For, name) {
			out = append(out, c.Party)
		}
	}
	return out
}

// traits reads what a file may say over an actor.
func (d *decoder) traits(p *negotiation.Party, fs fields) {
	if c := fs.get("role"); c.there() {
		p.Role = negotiation.Role(max(0, slices.Index(roles, c.word(roles...))))
	}
	if c := fs.get("summary"); c.there() {
		p.Summary = c.text()
	}
	if c := fs.get("discount"); c.there() {
		p.Discount = c.quantity()
	}
	if c := fs.get("discount_per_month"); c.there() {
		d.monthly(p, fs, c)
	}
	if c := fs.get("correlation"); c.there() {
		p.Correlation = c.quantity()
	}
	if c := fs.get("risk"); c.there() {
		p.Risk = risk(c.fields("risk"))
	}
	if c := fs.get("beliefs"); c.there() {
		p.Beliefs = beliefs(c)
	}
	if c := fs.get("strategy"); c.there() {
		p.Strategy = strategyOf(c.fields("strategy"))
	}
}

// monthly converts a discount to the length of a round.
func (d *decoder) monthly(p *negotiation.Party, fs fields, c cursor) {
	switch q := c.quantity(); {
	case fs.get("discount").there():
		c.fault("both discount and discount_per_month are given, want at most one")
	case d.sc.RoundLength == 0:
		c.fault("rounds have no length to convert it to, want the key \"round_days\" or \"discount\"")
	case !isAbsent(q):
		var err error
		if p.Discount, err = actors.PerRound(q, d.sc.RoundLength); err != nil {
			c.fault("%v", err)
		}
	}
}

func beliefs(c cursor) []negotiation.Belief {
	var out []negotiation.Belief
	for _, item := range c.list() {
		fs := item.fields("belief")
		b := negotiation.Belief{About: fs.need("about").text(), Trait: fs.need("trait").text(), Quantity: fs.sourced()}
		out = append(out, b)
	}
	return out
}

func risk(fs fields) negotiation.Risk {
	switch kind := fs.need("kind").word("cara", "crra", "loss-aversion"); kind {
	case "cara":
		fs.only(kind, "kind", "coefficient")
		return negotiation.CARA{Coefficient: fs.need("coefficient").quantity()}
	case "crra":
		fs.only(kind, "kind", "aversion", "offset")
		return negotiation.CRRA{Aversion: fs.need("aversion").quantity(), Offset: fs.need("offset").number()}
	case "loss-aversion":
		fs.only(kind, "kind", "lambda")
		return negotiation.LossAversion{Lambda: fs.need("lambda").quantity()}
	}
	return nil
}

func strategyOf(fs fields) negotiation.Strategy {
	switch kind := fs.need("kind").word("time-dependent", "hard-liner", "random"); kind {
	case "time-dependent":
		return strategy.TimeDependent{Exponent: fs.get("exponent").quantity()}
	case "hard-liner":
		fs.only(kind, "kind")
		return strategy.HardLiner{}
	case "random":
		fs.only(kind, "kind")
		return strategy.Random{}
	}
	return nil
}

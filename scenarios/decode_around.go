package scenarios

import (
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/aftermath"
	"github.com/parleylab/parley/negotiation/dynamics"
)

// around reads what lies around the table: dynamics, aftermath, targets.
func (d *decoder) around(fs fields) {
	if c := fs.get("dynamics"); c.there() {
		d.sc.Dynamics = dynamicsOf(c.fields("dynamics"))
	}
	if c := fs.get("aftermath"); c.there() {
		d.sc.Aftermath = d.ladder(c.fields("aftermath"))
	}
	for _, c := range fs.get("targets").named("name") {
		d.sc.Targets = append(d.sc.Targets, d.target(c.fields("target")))
	}
}

// dynamicsOf reads the parts in the order hostilities, deadlines, breakdown. One
// part stands for itself, several for a Joint.
func dynamicsOf(fs fields) negotiation.Dynamics {
	var parts dynamics.Joint
	if c := fs.get("hostilities"); c.there() {
		parts = append(parts, hostilities(c.fields("hostilities")))
	}
	for _, c := range fs.get("deadlines").named("name") {
		parts = append(parts, deadline(c.fields("deadline")))
	}
	if c := fs.get("breakdown"); c.there() {
		b := c.fields("breakdown")
		parts = append(parts, dynamics.Breakdown{Party: b.get("party").text(), Hazard: b.need("hazard").quantity()})
	}
	switch len(parts) {
	case 0:
		fs.of.fault("it is empty, want hostilities, deadlines or a breakdown")
		return nil
	case 1:
		return parts[0]
	}
	return parts
}

func hostilities(fs fields) dynamics.Hostilities {
	q := func(key string) negotiation.Quantity { return fs.get(key).quantity() }
	h := dynamics.Hostilities{
		Launches: q("launches"), Dispersion: q("dispersion"), Intercepted: q("intercepted"), Strayed: q("strayed"),
		Meeting: q("meeting"), Lull: q("lull"), Drift: q("drift"), Spread: q("spread"), HalfLife: q("half_life"),
	}
	for _, c := range fs.get("effects").named("party") {
		e := c.fields("effect")
		h.Effects = append(h.Effects, dynamics.Effect{
			Party: e.need("party").text(), Front: e.get("front").quantity(), Hits: e.get("hits").quantity()})
	}
	return h
}

func deadline(fs fields) dynamics.Deadline {
	return dynamics.Deadline{
		Name: fs.get("name").text(), Party: fs.get("party").text(), Due: fs.need("due").quantity(),
		Binds: fs.get("binds").quantity(), Slip: fs.get("slip").quantity(), Credibility: fs.get("credibility").quantity(),
	}
}

// rungNames lists the rungs as files name them.
var rungNames = func() []string {
	list := make([]string, negotiation.NumRungs)
	for r := range list {
		list[r] = negotiation.Rung(r).String()
	}
	return list
}()

// rung reads a rung from the announcement up.
func (c cursor) rung() negotiation.Rung {
	return negotiation.Rung(max(0, slices.Index(rungNames, c.word(rungNames[negotiation.Announced:]...))))
}

func (d *decoder) ladder(fs fields) aftermath.Ladder {
	l := aftermath.Ladder{
		Entry:     aftermath.Entry{Delay: fs.get("delay").quantity(), Window: fs.get("window").quantity()},
		Extension: aftermath.Step{P: fs.get("extension").quantity()}, Broadening: aftermath.Step{P: fs.get("broadening").quantity()},
	}
	for _, c := range fs.get("conditions").named("name") {
		l.Conditions = append(l.Conditions, d.condition(c.fields("condition")))
	}
	for _, c := range fs.get("ratifications").named("party") {
		l.Ratifications = append(l.Ratifications, d.ratification(c.fields("ratification")))
	}
	for _, c := range fs.get("deliveries").named("name") {
		x := c.fields("delivery")
		l.Deliveries = append(l.Deliveries, aftermath.Delivery{
			Name: x.need("name").text(), Party: x.get("party").text(), If: d.terms(x.get("if")), P: x.need("p").quantity()})
	}
	if c := fs.get("durability"); c.there() {
		l.Durability = d.durability(c.fields("durability"))
	}
	for _, c := range fs.get("trust").named("name") {
		l.Trust = append(l.Trust, d.trust(c.fields("trust")))
	}
	return l
}

func (d *decoder) condition(fs fields) aftermath.Condition {
	return aftermath.Condition{
		Name: fs.need("name").text(), Party: fs.get("party").text(), Rung: fs.need("rung").rung(),
		If: d.terms(fs.get("if")), Then: d.terms(fs.get("then")), P: fs.get("p").quantity(),
	}
}

func (d *decoder) ratification(fs fields) aftermath.Ratification {
	r := aftermath.Ratification{Party: fs.need("party").text(), Needed: fs.get("needed").quantity(), Swing: fs.get("swing").quantity()}
	for _, c := range fs.need("shares").named("name") {
		x := c.fields("share")
		r.Shares = append(r.Shares, aftermath.Share{
			Name: x.need("name").text(), If: d.terms(x.get("if")), For: x.need("for").quantity(), Against: x.get("against").quantity()})
	}
	return r
}

func (d *decoder) durability(fs fields) aftermath.Durability {
	out := aftermath.Durability{
		Fails: fs.need("fails").quantity(), Shape: fs.get("shape").quantity(), Term: fs.get("term").quantity(),
		Specificity: fs.get("specificity").quantity(),
	}
	for _, c := range fs.get("covariates").named("name") {
		x := c.fields("covariate")
		out.Covariates = append(out.Covariates, aftermath.Covariate{
			Name: x.need("name").text(), If: d.terms(x.get("if")), Ratio: x.need("ratio").quantity(), Strength: x.get("strength").quantity()})
	}
	for _, c := range fs.get("breakers").named("party") {
		x := c.fields("breaker")
		out.Breakers = append(out.Breakers, aftermath.Breaker{Party: x.need("party").text(), Weight: x.get("weight").quantity()})
	}
	return out
}

func (d *decoder) trust(fs fields) aftermath.Trust {
	t := aftermath.Trust{
		Name: fs.need("name").text(), Party: fs.get("party").text(), If: d.terms(fs.get("if")),
		Prior: fs.get("prior").quantity(), Reliable: fs.get("reliable").quantity(), Unreliable: fs.get("unreliable").quantity(),
		Needed: fs.get("needed").quantity(),
	}
	if c := fs.get("checks"); c.there() {
		t.Checks = c.whole(0, 1000)
	}
	return t
}

func (d *decoder) target(fs fields) negotiation.Target {
	t := negotiation.Target{
		Name: fs.need("name").text(), Statement: fs.get("statement").text(), By: fs.need("by").date(),
		Unmodelled: fs.get("unmodelled").text(), Base: fs.get("base").quantity(), BasePerYear: fs.get("base_per_year").quantity(),
		Cite: fs.get("cite").text(), Note: fs.get("note").text(),
	}
	t.Outcome, _ = negotiation.ParseVerdict(fs.need("outcome").word("yes", "no"))
	for _, c := range fs.get("events").list() {
		x := c.fields("event")
		e := negotiation.TargetEvent{Rung: x.need("rung").rung(), Terms: d.terms(x.get("terms"))}
		if held := x.get("held"); held.there() {
			e.Held = held.whole(0, 36500)
		}
		t.Events = append(t.Events, e)
	}
	return t
}

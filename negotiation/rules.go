package negotiation

import "github.com/parleylab/parley/internal/factored"

// A rule is a compiled constraint: what it takes away when it binds.
type rule struct {
	text   Constraint
	hard   bool
	p      Slot  // probability, when not hard
	group  int   // shared draw, when not hard
	forbid []int // flat options that are no longer allowed
	boxes  []int // boxes that become active
}

// A group is one draw that nested rules share.
type group struct {
	event       Slot
	factor      Slot // the party's common factor; -1 if none
	correlation Slot // -1 if none
}

// bindConstraints compiles every constraint into options and boxes.
func (c *compiler) bindConstraints() {
	groups := map[string]int{}
	factors := map[string]Slot{}
	rho := map[string]Slot{}
	for i := range c.sc.Constraints {
		con := c.sc.Constraints[i]
		path := con.path()
		if !c.checkConstraint(con, path) || con.Kind == Performing {
			continue
		}
		r := rule{text: con, hard: con.P == nil || isNilSourced(con.P)}
		for _, box := range c.forbidden(con) {
			if len(box) == 1 {
				r.forbid = append(r.forbid, c.flat(box[0])...)
				continue
			}
			r.boxes = append(r.boxes, len(c.boxes))
			c.boxes = append(c.boxes, box)
		}
		if !r.hard {
			r.p = c.bind(path, Named{Quantity: con.P, Min: 0, Max: 1})
			r.group = c.groupOf(con, groups, factors, rho)
		}
		c.rules = append(c.rules, r)
	}
}

// groupOf returns the draw that decides about con, making it at first use.
func (c *compiler) groupOf(con Constraint, groups map[string]int, factors, rho map[string]Slot) int {
	key := con.nest()
	if g, ok := groups[key]; ok {
		return g
	}
	g := group{factor: -1, correlation: -1}
	if p := c.party(con.Party); p >= 0 && c.sc.Parties[p].Correlation != nil {
		if _, ok := factors[con.Party]; !ok {
			rho[con.Party] = c.bind(con.Party+"/correlation", Named{
				Quantity: c.sc.Parties[p].Correlation, Min: 0, Max: 0.999999})
			factors[con.Party] = c.event(con.Party+"/event/common", "common factor of the party's red lines")
		}
		g.factor, g.correlation = factors[con.Party], rho[con.Party]
	}
	g.event = c.event(eventPath(key), "decides whether the constraint binds in a draw")
	groups[key] = len(c.groups)
	c.groups = append(c.groups, g)
	return groups[key]
}

func eventPath(key string) string { return key + "/event" }

func (c *compiler) party(name string) int {
	for i := range c.sc.Parties {
		if c.sc.Parties[i].Name == name {
			return i
		}
	}
	return -1
}

// checkConstraint reports whether con names things that exist.
func (c *compiler) checkConstraint(con Constraint, path string) bool {
	before := len(c.f.list)
	where := "constraints/" + path
	if int(con.Kind) >= len(kindText) {
		c.f.add(where, "kind %d does not exist, want one of the Kind constants", con.Kind)
		return false
	}
	switch {
	case con.Kind == Rule && con.Party != "":
		c.f.add(where, "a rule belongs to party %q, want no party", con.Party)
	case con.Kind != Rule && c.party(con.Party) < 0:
		c.f.addErr(where, unknown("party", con.Party, c.partyNames()))
	}
	if con.Kind == Performing {
		c.checkPerforming(con, where)
		return len(c.f.list) == before
	}
	if len(con.If)+len(con.Then) == 0 {
		c.f.add(where, "there are no terms, want at least 1")
	}
	if con.Kind == Consent && len(con.Then) > 0 {
		c.f.add(where, "a consent has a consequence, want only what it is needed for")
	}
	if con.Name != "" {
		if err := checkName(con.Name); err != nil {
			c.f.add(where, "%v", err)
		}
	}
	for _, t := range append(append([]Term(nil), con.If...), con.Then...) {
		c.checkTerm(t, where)
	}
	return len(c.f.list) == before
}

func (c *compiler) checkTerm(t Term, where string) {
	k := c.d.IssueIndex(t.Issue)
	if k < 0 {
		c.f.addErr(where, unknown("issue", t.Issue, issueNames(c.d.issues)))
		return
	}
	if n := len(c.d.issues[k].Options); t.Level < 0 || t.Level >= n {
		c.f.add(where, "option %d of issue %s does not exist, want 0 to %d", t.Level, t.Issue, n-1)
	}
	if int(t.Relation) >= len(relationText) {
		c.f.add(where, "relation %d does not exist, want >=, <= or =", t.Relation)
	}
}

func (c *compiler) checkPerforming(con Constraint, where string) {
	if len(con.Issues) == 0 || len(con.For) == 0 {
		c.f.add(where, "no issue or no beneficiary is named, want at least 1 of each")
	}
	for _, n := range con.Issues {
		if c.d.IssueIndex(n) < 0 {
			c.f.addErr(where, unknown("issue", n, issueNames(c.d.issues)))
		}
	}
	for _, n := range con.For {
		if c.party(n) < 0 {
			c.f.addErr(where, unknown("party", n, c.partyNames()))
		}
	}
}

// forbidden returns the boxes of outcomes that con rules out when it binds. A
// box on one issue has one term; empty boxes are left out.
func (c *compiler) forbidden(con Constraint) []factored.Box {
	if len(con.Then) == 0 {
		return keep(c.box(con.If, nil))
	}
	var boxes []factored.Box
	for i := range con.Then {
		boxes = append(boxes, keep(c.box(con.If, &con.Then[i]))...)
	}
	return boxes
}

func keep(b factored.Box) []factored.Box {
	for _, t := range b {
		any := false
		for _, in := range t.Options {
			any = any || in
		}
		if !any {
			return nil
		}
	}
	return []factored.Box{b}
}

// box returns the outcomes for which all terms hold and not does not.
func (c *compiler) box(terms []Term, not *Term) factored.Box {
	var b factored.Box
	narrow := func(t Term, want bool) {
		k := c.d.IssueIndex(t.Issue)
		at := -1
		for i := range b {
			if b[i].Issue == k {
				at = i
			}
		}
		if at < 0 {
			at = len(b)
			b = append(b, factored.Term{Issue: k, Options: make([]bool, len(c.d.issues[k].Options))})
			for l := range b[at].Options {
				b[at].Options[l] = true
			}
		}
		for l := range b[at].Options {
			b[at].Options[l] = b[at].Options[l] && t.Holds(c.d.level(k, l)) == want
		}
	}
	for _, t := range terms {
		narrow(t, true)
	}
	if not != nil {
		narrow(*not, false)
	}
	return b
}

// flat lists the options of a one-issue box by their place in a flat table.
func (c *compiler) flat(t factored.Term) []int {
	var out []int
	for l, in := range t.Options {
		if in {
			out = append(out, c.d.shape.Offset(t.Issue)+l)
		}
	}
	return out
}

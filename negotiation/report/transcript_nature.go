package report

import (
	"fmt"
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// nature tells what was drawn for each party.
func (st *story) nature(pg *page) {
	pg.add("")
	pg.add("What nature drew, in each party's own points:")
	head := []string{"party", "no deal is worth", "best package", "status quo", "patience a round"}
	leaves := st.leavers()
	if len(leaves) > 0 {
		head = append(head, "leaves after")
	}
	rows := [][]string{head}
	for i, name := range st.seats {
		row := []string{
			name, st.points(i, st.atOnset.floors[i]), st.points(i, st.s.Best(i)),
			st.points(i, st.s.Value(i, st.d.StatusQuo())), fmt.Sprintf("%.4g", st.s.Param(name+"/discount")),
		}
		if len(leaves) > 0 {
			row = append(row, leaves[name])
		}
		rows = append(rows, row)
	}
	pg.grid(rows)
	st.mediator(pg)
}

// leavers says after how many rounds a party leaves, for those that leave before
// the end.
func (st *story) leavers() map[string]string {
	out := map[string]string{}
	for _, name := range st.seats {
		if d := st.s.Param(name + "/deadline"); d < float64(st.p.Rounds()) {
			out[name] = fmt.Sprintf("%.4g rounds", d)
		}
	}
	return out
}

// mediator tells what the one who drafts the texts believes.
func (st *story) mediator(pg *page) {
	name := st.mediatorName()
	if name == "" {
		return
	}
	var traits []string
	by := map[string][]string{}
	for _, party := range st.p.Scenario().Parties {
		if party.Name != name {
			continue
		}
		for _, b := range party.Beliefs {
			if by[b.Trait] == nil {
				traits = append(traits, b.Trait)
			}
			x := st.s.Param(name + "/belief/" + b.About + "/" + b.Trait)
			by[b.Trait] = append(by[b.Trait], fmt.Sprintf("%s %.2f", b.About, x))
		}
	}
	var parts []string
	for _, t := range traits {
		parts = append(parts, traitText(t)+" "+strings.Join(by[t], ", "))
	}
	if len(parts) > 0 {
		pg.add("  %s, who mediates: %s.", name, strings.Join(parts, "; "))
	}
}

// traitText says what a mediator's belief is about.
func traitText(trait string) string {
	switch trait {
	case negotiation.BeliefReservation:
		return "error about what no deal is worth to"
	case negotiation.BeliefNoise:
		return "noise in levels about"
	case negotiation.BeliefWeight:
		return "weight given to"
	default:
		return trait + " of"
	}
}

// mediatorName returns the mediator of the protocol, or "".
func (st *story) mediatorName() string {
	if m, ok := st.p.Scenario().Protocol.(negotiation.Mediated); ok {
		return m.Mediator()
	}
	return ""
}

// rules tells which rules bind in this draw and whose they are. Those that were
// drawn are told one by one, options in words, if that takes at most so many
// lines, and otherwise in a row, by numbers.
func (st *story) rules(pg *page, most int) {
	var always, drawn []ruleOf
	all := rulesOf(st.p)
	for _, r := range all {
		switch {
		case !st.s.Binds(r.index):
		case r.param == "":
			always = append(always, r)
		default:
			drawn = append(drawn, r)
		}
	}
	if len(all) == 0 {
		return
	}
	pg.add("")
	pg.add("Of %d %s %d bind in this draw: %d always, %d by chance.", len(all), plural(len(all), "rule"),
		len(always)+len(drawn), len(always), len(drawn))
	if len(always) > 0 {
		pg.add("  always: %s", inRow(always))
	}
	var each page
	for _, r := range drawn {
		each.add("  %s", st.ruleText(r.rule))
	}
	if len(each) > most {
		clear(st.named)
		pg.add("  by chance: %s", inRow(drawn))
		return
	}
	*pg = append(*pg, each...)
}

// inRow lists rules by level numbers.
func inRow(rules []ruleOf) string {
	parts := make([]string, len(rules))
	for i, r := range rules {
		parts[i] = r.rule.String()
	}
	return strings.Join(parts, "; ")
}

// ruleText says a rule in words: whose it is and what it asks, options named.
func (st *story) ruleText(r negotiation.Constraint) string {
	join := func(terms []negotiation.Term) string {
		parts := make([]string, len(terms))
		for i, t := range terms {
			parts[i] = st.termText(t)
		}
		return strings.Join(parts, " and ")
	}
	who := r.Party
	if who == "" {
		who = "for everybody"
	}
	switch {
	case r.Kind == negotiation.Consent:
		return who + " withholds consent to " + join(r.If)
	case len(r.If) == 0:
		return who + ": wants " + join(r.Then)
	case len(r.Then) == 0:
		return who + ": never " + join(r.If)
	default:
		return who + ": if " + join(r.If) + ", then " + join(r.Then)
	}
}

// termText says a condition with the option's name.
func (st *story) termText(t negotiation.Term) string {
	k := st.d.IssueIndex(t.Issue)
	word := map[negotiation.Relation]string{
		negotiation.AtLeast: "at least ", negotiation.AtMost: "at most ", negotiation.Exact: "",
	}[t.Relation]
	return t.Issue + " " + word + st.once(k, t.Level)
}

package scenarios

import (
	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/utility"
)

// utility reads a utility by its kind; absent is none.
func (d *decoder) utility(c cursor) negotiation.Utility {
	if !c.is(isObject) {
		return nil
	}
	if c.name("kind") == "table" {
		return table(c.fields("table"))
	}
	fs := c.fields("additive")
	fs.need("kind").word("additive", "table")
	return d.additive(fs)
}

// additive reads a sum over issues and what may be laid around it: the
// commitment discount, then synergies.
func (d *decoder) additive(fs fields) negotiation.Utility {
	a := utility.Additive{
		Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{},
		Total: fs.get("total").number(),
	}
	for _, e := range fs.need("weights").entries() {
		if d.knows(e) {
			a.Weights[e.name] = e.value.quantity()
		}
	}
	for _, e := range fs.need("values").entries() {
		if d.knows(e) {
			a.Values[e.name] = e.value.quantities()
		}
	}
	var u negotiation.Utility = a
	if c := fs.get("commitment"); c.there() && c.flag() {
		u = utility.Commitment{Of: u}
	}
	if c := fs.get("synergies"); c.there() {
		u = utility.Interacting{Of: u, Synergies: d.synergies(c)}
	}
	return u
}

// knows faults names that are no issue. Compile would as well, without a line
// or a suggestion.
func (d *decoder) knows(e entry) bool {
	if d.d == nil || d.d.IssueIndex(e.name) >= 0 {
		return true
	}
	names := make([]string, d.d.NumIssues())
	for k := range names {
		names[k] = d.d.Issue(k).Name
	}
	e.value.fault("there is no such issue%s", meant(e.name, names))
	return false
}

func (d *decoder) synergies(c cursor) []utility.Synergy {
	var out []utility.Synergy
	for _, item := range c.list() {
		fs := item.fields("synergy")
		out = append(out, utility.Synergy{
			A: d.term(fs.need("a")), B: d.term(fs.need("b")), Worth: fs.need("worth").quantity(),
		})
	}
	return out
}

func table(fs fields) negotiation.Utility {
	t := utility.Table{Points: fs.get("points").number()}
	for _, item := range fs.need("payoff").list() {
		t.Payoff = append(t.Payoff, item.number())
	}
	return t
}

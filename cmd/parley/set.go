package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// setHelp explains --set.
const setHelp = `--set changes the scenario, after the patches of each school, in the order given:
  --set NAME=QUANTITY   replaces a quantity: --set russia/reservation="pert(0, 5, 9)"
  --set ISSUE=OPTION    holds an issue at an option, by number or by name: --set sea=2
All draws that a change does not touch stay as they were. "parley explain" lists the
names; quantities are numbers, exactly, uniform, triangular, pert, beta, normal,
truncnormal, lognormal, loguniform, discrete and empirical, with + - * and numbers.`

// change is one --set, read: a quantity, or an option at which an issue is held.
type change struct {
	text, name string
	quantity   negotiation.Quantity // nil for an issue
	option     string
}

// names lists what --set can change: quantities, then issues.
func settable(p *negotiation.Program) (params, issues []string) {
	for _, q := range p.Params() {
		if !q.Event {
			params = append(params, q.Name)
		}
	}
	d := p.Domain()
	for k := range d.NumIssues() {
		issues = append(issues, d.Issue(k).Name)
	}
	return params, issues
}

// parseSets reads all --set flags against a program and reports every fault.
func parseSets(p *negotiation.Program, texts []string) ([]change, error) {
	var f faults
	var list []change
	params, issues := settable(p)
	for _, text := range texts {
		c, err := parseSet(params, issues, text)
		if err != nil {
			f.take(err)
			continue
		}
		if i := slices.IndexFunc(list, func(o change) bool { return o.name == c.name }); i >= 0 {
			f.add("--set %s: %s was set by %q already, want it once", text, c.name, list[i].text)
			continue
		}
		list = append(list, c)
	}
	if f.list != nil { // the rest will not be tried together, so each is tried alone
		for _, c := range list {
			_, err := apply(p, []change{c})
			f.take(err)
		}
	}
	return list, f.err()
}

// parseSet reads one --set. The text is split at the first "=" that has a known
// name before it, so that the name of an option may hold one.
func parseSet(params, issues []string, text string) (change, error) {
	for i, r := range text {
		if r != '=' {
			continue
		}
		name, value := strings.TrimSpace(text[:i]), strings.TrimSpace(text[i+1:])
		switch {
		case slices.Contains(params, name):
			q, err := negotiation.ParseQuantity(value)
			if err != nil {
				return change{}, fmt.Errorf("--set %s: %s", text, oneLine(err))
			}
			return change{text: text, name: name, quantity: q}, nil
		case slices.Contains(issues, name):
			if value == "" {
				return change{}, fmt.Errorf("--set %s: no option is given, want one by number or name", text)
			}
			return change{text: text, name: name, option: value}, nil
		}
	}
	name, _, ok := strings.Cut(text, "=")
	name = strings.TrimSpace(name)
	hint := didYouMean(name, slices.Concat(params, issues))
	switch {
	case !ok && (slices.Contains(params, name) || slices.Contains(issues, name)):
		return change{}, fmt.Errorf("--set %s: there is no %q and no value, want name=quantity or issue=option", text, "=")
	case hint == "":
		hint = `, want a name that "parley explain" lists, or an issue`
	}
	return change{}, fmt.Errorf("--set %s: there is no quantity and no issue %q%s", text, name, hint)
}

// apply makes all changes to a program.
func apply(p *negotiation.Program, list []change) (*negotiation.Program, error) {
	var f faults
	for _, c := range list {
		n, err := c.apply(p)
		if err != nil {
			f.add("--set %s: %s", c.text, oneLine(err))
			continue
		}
		p = n
	}
	return p, f.err()
}

// apply makes one change to a program.
func (c change) apply(p *negotiation.Program) (*negotiation.Program, error) {
	if c.quantity != nil {
		return p.With(c.name, c.quantity)
	}
	return p.Pin(c.name, c.option)
}

// oneLine puts an error that may have several lines on one.
func oneLine(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }

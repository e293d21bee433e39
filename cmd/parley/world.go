package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
)

// protocols are the words of --protocol.
var protocols = []string{"alternating", "mediated"}

// world is what the flags make of a scenario.
type world struct {
	sets     []string
	protocol *word
}

// newWorld defines --set and --protocol.
func (a *app) newWorld(cmd *cobra.Command) *world {
	w := &world{}
	cmd.Flags().VarP((*words)(&w.sets), "set", "", "change a quantity or hold an issue; repeatable")
	w.protocol = newWord(cmd.Flags(), "protocol", "", "protocol", "alternating or mediated instead of the scenario's own")
	complete(cmd, "protocol", protocols...)
	_ = cmd.RegisterFlagCompletionFunc("set", a.completeSet)
	return w
}

// words is a flag that may be given several times, each time with one word,
// commas and all.
type words []string

// Set adds a word.
func (w *words) Set(s string) error { *w = append(*w, s); return nil }

// String returns the words.
func (w *words) String() string { return strings.Join(*w, " ") }

// Type names what the help asks for.
func (w *words) Type() string { return "name=value" }

var _ pflag.Value = (*words)(nil)

// program compiles the scenario that name means, under the protocol asked for, and
// reads the changes that --set asks for. If only the latter are at fault, it
// returns the program beside the error, so that more can be checked.
func (a *app) program(name string, w *world) (*negotiation.Program, []change, error) {
	var f faults
	sc, err := a.shelf.find(name)
	if err != nil {
		return nil, nil, err
	}
	f.take(w.reseat(&sc))
	p, err := sc.Compile()
	if err != nil {
		f.take(err)
		return nil, nil, f.err()
	}
	changes, err := parseSets(p, w.sets)
	f.take(err)
	return p, changes, f.err()
}

// reseat puts the protocol asked for in place of the scenario's, unless it is of
// that kind already.
func (w *world) reseat(sc *negotiation.Scenario) error {
	switch w.protocol.text {
	case "":
		if w.protocol.given {
			return fmt.Errorf(`--protocol is "", want %s`, strings.Join(protocols, " or "))
		}
		return nil
	case "alternating":
		if _, ok := sc.Protocol.(protocol.Alternating); !ok {
			sc.Protocol = protocol.Alternating{}
		}
		return nil
	case "mediated":
		if _, ok := sc.Protocol.(negotiation.Mediated); ok {
			return nil
		}
		for _, party := range sc.Parties {
			if party.Role == negotiation.Mediator {
				sc.Protocol = protocol.Mediated{By: party.Name}
				return nil
			}
		}
		return fmt.Errorf("--protocol mediated: no party of %s has the role mediator, want one", sc.Name)
	}
	return fmt.Errorf("--protocol is %q, want %s%s", w.protocol.text, strings.Join(protocols, " or "),
		didYouMean(w.protocol.text, protocols))
}

// schools returns the program as every school sees it, changed; a scenario
// without schools is its only one.
func schools(p *negotiation.Program, changes []change) ([]*negotiation.Program, error) {
	names := p.Schools()
	if len(names) == 0 {
		names = []string{""}
	}
	var f faults
	var list []*negotiation.Program
	for _, name := range names {
		q, err := school(p, name, changes)
		f.take(err)
		list = append(list, q)
	}
	return list, f.err()
}

// school returns the program as one school sees it, changed.
func school(p *negotiation.Program, name string, changes []change) (*negotiation.Program, error) {
	q, err := p.School(name)
	if err != nil {
		return nil, err
	}
	return apply(q, changes)
}

// known reports schools that the scenario does not have.
func known(p *negotiation.Program, names []string) error {
	var f faults
	have := p.Schools()
	for _, n := range names {
		if slices.Contains(have, n) {
			continue
		}
		hint := didYouMean(n, have)
		switch {
		case len(have) == 0:
			hint = ", " + p.Name() + " has none"
		case hint == "":
			hint = ", want one of " + strings.Join(have, ", ")
		}
		f.add("--school %s: there is no such school%s", n, hint)
	}
	return f.err()
}

// neutral returns the school to show where one must be chosen and none is: the
// first without patches, or "", the program as compiled.
func neutral(p *negotiation.Program) string {
	for _, s := range p.Scenario().Schools {
		if len(s.Patches) == 0 {
			return s.Name
		}
	}
	return ""
}

package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parleylab/parley/negotiation"
)

// completeScenario completes the name of a shipped scenario, or else a file.
func (a *app) completeScenario(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	if isPath(typed) {
		return []string{"json"}, cobra.ShellCompDirectiveFilterFileExt
	}
	var list []string
	for _, name := range a.shelf.names() {
		if sc, err := a.shelf.byName(name); err == nil && strings.HasPrefix(name, typed) {
			list = append(list, name+"\t"+sc.Summary)
		}
	}
	return list, cobra.ShellCompDirectiveDefault
}

// typedProgram compiles the scenario that stands on the line being completed.
func (a *app) typedProgram(args []string) *negotiation.Program {
	if len(args) == 0 {
		return nil
	}
	sc, err := a.shelf.find(args[0])
	if err != nil {
		return nil
	}
	p, err := sc.Compile()
	if err != nil {
		return nil
	}
	return p
}

// completeSchool completes the name of a school.
func (a *app) completeSchool(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	p := a.typedProgram(args)
	if p == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var list []string
	for _, s := range p.Scenario().Schools {
		if strings.HasPrefix(s.Name, typed) {
			list = append(list, s.Name+"\t"+s.Summary)
		}
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

// completeSet completes the name of a quantity or of an issue, and behind an
// issue's "=" its options.
func (a *app) completeSet(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	p := a.typedProgram(args)
	if p == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	if name, _, ok := strings.Cut(typed, "="); ok {
		return optionsOf(p, name), cobra.ShellCompDirectiveNoFileComp
	}
	params, issues := settable(p)
	var list []string
	for _, name := range issues {
		if strings.HasPrefix(name, typed) {
			list = append(list, name+"=\tissue")
		}
	}
	for _, name := range params {
		if q, _ := p.Param(name); strings.HasPrefix(name, typed) {
			list = append(list, fmt.Sprintf("%s=\t%v", name, q.Quantity))
		}
	}
	return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// optionsOf lists "issue=0" and so on with the options' names.
func optionsOf(p *negotiation.Program, issue string) []string {
	k := p.Domain().IssueIndex(issue)
	if k < 0 {
		return nil
	}
	var list []string
	for l, o := range p.Domain().Issue(k).Options {
		list = append(list, fmt.Sprintf("%s=%d\t%s", issue, l, o.Name))
	}
	return list
}

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
)

// whatIfFlags are the flags of whatif as they were given.
type whatIfFlags struct {
	*world
	path, format, runs, seed, workers, level, party *word
}

// whatIfRuns is the default number of replications: every concession of every
// school needs as many.
const whatIfRuns = 2000

// whatIfCommand returns "parley whatif".
func (a *app) whatIfCommand() *cobra.Command {
	fl := &whatIfFlags{}
	cmd := &cobra.Command{
		Use:   "whatif SCENARIO --party PARTY",
		Short: "Rank the single concessions of one party",
		Long: "whatif lets one party give way on one thing at a time (drop a red line, give a consent,\n" +
			"drop a condition for entry into force, deliver for certain) and ranks what that changes on\n" +
			"every rung, under every school, replication by replication on the same draws.\n\n" + setHelp,
		Example:           "  parley whatif limited --party russia\n  parley whatif limited --party eu --runs 10000 --format json",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeScenario,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.whatIf(cmd.Context(), args[0], fl) },
	}
	fs := cmd.Flags()
	fl.world = a.newWorld(cmd)
	fl.path = newPath(cmd)
	fl.party = newWord(fs, "party", "", "name", "whose concessions")
	fl.format = newWord(fs, "format", "text", "format", "text or json")
	fl.runs = newWord(fs, "runs", fmt.Sprint(whatIfRuns), "n", "replications of each school and concession")
	fl.seed = newWord(fs, "seed", "1", "n", "seed of all draws")
	fl.workers = newWord(fs, "workers", "0", "n", "how many work at a time; 0 is one per processor")
	fl.level = newWord(fs, "level", "0.95", "share", "confidence level of the intervals")
	complete(cmd, "format", "text", "json")
	return cmd
}

// whatIf is "parley whatif", checked and carried out.
func (a *app) whatIf(ctx context.Context, name string, fl *whatIfFlags) error {
	var f faults
	m := montecarlo.Simulation{
		Seed: fl.seed.count(&f, "seed", 0, maxUint64), Runs: int(fl.runs.count(&f, "runs", 1, maxRuns)),
		Workers: int(fl.workers.count(&f, "workers", 0, 4096)), AuditEvery: -1,
	}
	told := report.WhatIf{Party: fl.party.text, Level: fl.level.share(&f, "level")}
	fl.format.oneOf(&f, "format", "text", "json")
	f.take(writable(fl.path))
	p, changes, err := a.program(name, fl.world)
	f.take(err)
	if err == nil {
		told.Concessions, err = conceded(p, fl.party.text)
		f.take(err)
	}
	if err := f.err(); err != nil {
		return err
	}
	programs, err := schools(p, changes)
	if err != nil {
		return err
	}
	if err := a.concede(ctx, m, programs, &told); err != nil {
		return err
	}
	render := told.Text
	if fl.format.text == "json" {
		render = told.JSON
	}
	return a.write(fl.path.text, render)
}

// conceded lists the concessions of a party in the scenario as compiled; the
// schools are then compared on the same list.
func conceded(p *negotiation.Program, party string) ([]montecarlo.Concession, error) {
	var names []string
	for _, x := range p.Scenario().Parties {
		names = append(names, x.Name)
	}
	if !slices.Contains(names, party) {
		return nil, fmt.Errorf("--party is %q, want one of %q%s", party, names, didYouMean(party, names))
	}
	list, err := montecarlo.Concessions(p, party)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("--party %s has nothing to concede: no red line, consent, condition or delivery that is uncertain", party)
	}
	return list, err
}

// concede runs every school with and without every concession.
func (a *app) concede(ctx context.Context, m montecarlo.Simulation, programs []*negotiation.Program, told *report.WhatIf) error {
	show := func(int) {}
	if a.terminal {
		line := newBar(a.err, m.Runs*len(programs)*(1+len(told.Concessions)))
		defer line.end()
		show = line.show
	}
	done := 0
	for _, p := range programs {
		m.Program = p
		m.Progress = func(x montecarlo.Progress) {
			show(done + x.Done)
			if x.Done == x.Total {
				done += x.Total
			}
		}
		list, err := montecarlo.Concede(ctx, m, told.Concessions)
		if errors.Is(err, context.Canceled) {
			return failure{fmt.Errorf("interrupted in school %d of %d", len(told.Schools)+1, len(programs))}
		}
		if err != nil {
			return failure{err}
		}
		school := p.SchoolName()
		if school == "" {
			school = "as compiled"
		}
		told.Schools = append(told.Schools, school)
		told.Changes = append(told.Changes, list)
	}
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/calibrate"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
)

// backtestFlags are the flags of backtest as they were given.
type backtestFlags struct {
	*world
	path, format, runs, seed, workers *word
}

// backtestCommand returns "parley backtest".
func (a *app) backtestCommand() *cobra.Command {
	fl := &backtestFlags{}
	cmd := &cobra.Command{
		Use:   "backtest SCENARIO",
		Short: "Score a scenario on what happened, beside the base rates",
		Long: "backtest asks every school of a scenario for the probabilities of its dated targets\n" +
			"and prints them beside those of the base rates, with the Brier and the log score of both.\n" +
			"A scenario that cites a source dated after its vintage, or without a date, is refused;\n" +
			"so is a --set, whose date nobody knows. Targets that the model has no element for are\n" +
			"listed and left out of both scores.",
		Example:           "  parley backtest limited\n  parley backtest limited --runs 50000 --format json -o backtest.json",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeScenario,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.backtest(cmd.Context(), args[0], fl) },
	}
	fs := cmd.Flags()
	fl.world = a.newWorld(cmd)
	fl.path = newPath(cmd)
	fl.format = newWord(fs, "format", "text", "format", "text or json")
	fl.runs = newWord(fs, "runs", fmt.Sprint(montecarlo.DefaultRuns), "n", "replications of each school")
	fl.seed = newWord(fs, "seed", "1", "n", "seed of all draws")
	fl.workers = newWord(fs, "workers", "0", "n", "how many work at a time; 0 is one per processor")
	complete(cmd, "format", "text", "json")
	return cmd
}

// backtest is "parley backtest", checked and carried out.
func (a *app) backtest(ctx context.Context, name string, fl *backtestFlags) error {
	var f faults
	b := calibrate.Backtest{
		Seed: fl.seed.count(&f, "seed", 0, maxUint64), Runs: int(fl.runs.count(&f, "runs", 1, maxRuns)),
		Workers: int(fl.workers.count(&f, "workers", 0, 4096)),
	}
	fl.format.oneOf(&f, "format", "text", "json")
	f.take(writable(fl.path))
	p, changes, err := a.program(name, fl.world)
	f.take(err)
	if err := f.err(); err != nil {
		return err
	}
	programs, err := schools(p, changes)
	if err != nil {
		return err
	}
	if a.terminal {
		line := newBar(a.err, b.Runs*len(programs))
		defer line.end()
		b.Progress = func(x montecarlo.Progress) { line.show(x.Done) }
	}
	told, err := scoreAll(ctx, b, programs)
	if err != nil {
		return err
	}
	render := told.Text
	if fl.format.text == "json" {
		render = told.JSON
	}
	return a.write(fl.path.text, render)
}

// scoreAll runs the backtest of every program; progress counts over all of them.
func scoreAll(ctx context.Context, b calibrate.Backtest, programs []*negotiation.Program) (report.Backtest, error) {
	var told report.Backtest
	show := b.Progress
	for i, q := range programs {
		b.Program = q
		if show != nil {
			b.Progress = func(x montecarlo.Progress) {
				x.Done += i * b.Runs
				show(x)
			}
		}
		card, err := b.Run(ctx)
		if errors.Is(err, context.Canceled) {
			return told, failure{fmt.Errorf("interrupted in school %d of %d", i+1, len(programs))}
		}
		if err != nil {
			return told, err
		}
		told.Cards = append(told.Cards, card)
	}
	return told, nil
}

package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/report"
)

// explainCommand returns "parley explain".
func (a *app) explainCommand() *cobra.Command {
	var w *world
	var out output
	var schoolName *word
	cmd := &cobra.Command{
		Use:   "explain SCENARIO",
		Short: "Print every assumption of a scenario, with its source",
		Long: "explain prints the assumptions table of a scenario: name, distribution, unit, source and\n" +
			"note of every quantity, and the share of them that is judgement. The names are those\n" +
			"that --set takes.",
		Example:           "  parley explain limited\n  parley explain limited --school pressure --format csv",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeScenario,
		RunE: func(_ *cobra.Command, args []string) error {
			var f faults
			out.format.oneOf(&f, "format", formats...)
			f.take(writable(out.path))
			p, changes, err := a.program(args[0], w)
			f.take(err)
			if p != nil {
				f.take(schoolName.known(p))
			}
			if f.list == nil {
				p, err = one(p, schoolName, changes)
				f.take(err)
			}
			if err := f.err(); err != nil {
				return err
			}
			return a.write(out.path.text, explainer(p, out.format.text))
		},
	}
	w = a.newWorld(cmd)
	out = newOutput(cmd)
	schoolName = a.newSchool(cmd)
	return cmd
}

// explainer returns the writer of the assumptions in a format.
func explainer(p *negotiation.Program, format string) func(io.Writer) error {
	return func(w io.Writer) error {
		switch format {
		case "json":
			return report.AssumptionsJSON(w, p)
		case "csv":
			return report.AssumptionsCSV(w, p)
		default:
			return report.AssumptionsText(w, p)
		}
	}
}

// newSchool defines --school for the commands that tell of one school.
func (a *app) newSchool(cmd *cobra.Command) *word {
	w := newWord(cmd.Flags(), "school", "", "school", "as this school sees it")
	_ = cmd.RegisterFlagCompletionFunc("school", a.completeSchool)
	return w
}

// known reports a school that was chosen and that the scenario does not have.
func (w *word) known(p *negotiation.Program) error {
	if !w.given {
		return nil
	}
	return known(p, []string{w.text})
}

// one returns the program as the chosen school sees it, changed.
func one(p *negotiation.Program, chosen *word, changes []change) (*negotiation.Program, error) {
	name := neutral(p)
	if chosen.given {
		name = chosen.text
	}
	return school(p, name, changes)
}

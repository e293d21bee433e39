package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/parleylab/parley/negotiation/report"
)

// traceCommand returns "parley trace".
func (a *app) traceCommand() *cobra.Command {
	var w *world
	var seed, replication, schoolName, path *word
	cmd := &cobra.Command{
		Use:   "trace SCENARIO",
		Short: "Tell one replication as a story",
		Long: "trace plays one replication of a run again and tells it: what nature drew, who proposed\n" +
			"what, who refused and why, and why it ended as it did. It is the very replication that\n" +
			"\"parley run\" with the same seed counted, in the first school without patches unless\n" +
			"--school names another.\n\n" + setHelp,
		Example: "  parley trace limited --replication 7 --seed 1\n" +
			"  parley trace limited --replication 7 --seed 1 --set sea=2",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeScenario,
		RunE: func(_ *cobra.Command, args []string) error {
			var f faults
			s := seed.count(&f, "seed", 0, maxUint64)
			r := replication.count(&f, "replication", 0, maxUint64)
			f.take(writable(path))
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
			return a.write(path.text, func(w io.Writer) error { return report.Transcript(w, p, s, r) })
		},
	}
	w = a.newWorld(cmd)
	seed = newWord(cmd.Flags(), "seed", "1", "n", "seed of all draws")
	replication = newWord(cmd.Flags(), "replication", "0", "n", "index of the replication, from 0")
	schoolName = a.newSchool(cmd)
	path = newPath(cmd)
	return cmd
}

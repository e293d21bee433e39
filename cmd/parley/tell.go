package main

import (
	"fmt"
	"io"
	"runtime"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/parleylab/parley"
	"github.com/parleylab/parley/negotiation"
)

// listCommand returns "parley list".
func (a *app) listCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "list",
		Short:             "List the scenarios that come with parley",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			return a.write("", a.list)
		},
	}
}

// list writes one line for each shipped scenario.
func (a *app) list(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "name\toutcomes\tschools\tsummary")
	for _, name := range a.shelf.names() {
		sc, err := a.shelf.byName(name)
		if err != nil {
			return err
		}
		p, err := sc.Compile()
		if err != nil {
			return err
		}
		fmt.Fprintf(t, "%s\t%d\t%d\t%s\n", name, p.Domain().Len(), len(sc.Schools), sc.Summary)
	}
	return t.Flush()
}

// checkCommand returns "parley check".
func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE",
		Short: "Say what is wrong with a scenario file",
		Long: "check reads a scenario file, compiles it and all its schools, and prints \"ok\" with what\n" +
			"it holds, or every fault on a line of its own with its path and what is wanted there.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			sc, err := a.shelf.open(args[0])
			if err != nil {
				return err
			}
			p, err := sc.Compile()
			if err != nil {
				return err
			}
			if _, err := schools(p, nil); err != nil {
				return err
			}
			return a.write("", func(w io.Writer) error {
				_, err := fmt.Fprintln(w, "ok:", inventory(p))
				return err
			})
		},
	}
}

// inventory counts what a program holds.
func inventory(p *negotiation.Program) string {
	params, _ := settable(p)
	bare := 0
	for _, name := range params {
		if q, _ := p.Param(name); q.Cite == "" {
			bare++
		}
	}
	return fmt.Sprintf("%s, %d seats, %d issues, %d outcomes, %d rules, %d rounds, %d schools, %d quantities (%d without a source)",
		p.Name(), len(p.Seats()), p.Domain().NumIssues(), p.Domain().Len(), len(p.Rules()), p.Rounds(),
		len(p.Schools()), len(params), bare)
}

// versionCommand returns "parley version".
func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "version",
		Short:             "Print the version",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			return a.write("", func(w io.Writer) error {
				_, err := fmt.Fprintf(w, "parley %s (%s, %s/%s)\n", parley.Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
				return err
			})
		},
	}
}

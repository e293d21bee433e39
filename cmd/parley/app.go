package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// The exit statuses.
const (
	exitOK      = 0
	exitFailure = 1 // a run failed or was interrupted
	exitUsage   = 2 // the request cannot be met
)

// app is one invocation of the command.
type app struct {
	out, err io.Writer
	terminal bool // err is one
	shelf    shelf
	watch    func(done, total int) // hears of progress too, if not nil
}

// failure is an error that is not the fault of the request.
type failure struct{ error }

// Unwrap returns what failed.
func (f failure) Unwrap() error { return f.error }

// run carries out the command line args and returns the exit status.
func (a *app) run(ctx context.Context, args []string) int {
	root := a.root()
	root.SetArgs(args)
	var err error
	if len(args) == 0 {
		fmt.Fprintln(a.err, root.UsageString())
		err = errNoCommand
	} else {
		err = root.ExecuteContext(ctx)
	}
	if err == nil {
		return exitOK
	}
	for line := range strings.Lines(err.Error()) {
		if line = strings.TrimSpace(line); line != "" {
			fmt.Fprintln(a.err, "parley: "+line)
		}
	}
	if f := (failure{}); errors.As(err, &f) {
		return exitFailure
	}
	return exitUsage
}

// errNoCommand is what a bare "parley" ends with, below the help.
var errNoCommand = errors.New("no command is given, want one of those above")

// root returns the whole tree of commands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "parley",
		Short: "Simulate negotiations under stated uncertainty",
		Long: "parley plays negotiations a great many times and tells how far such talks get,\n" +
			"by school of thought, with intervals, beside a base rate.\n\n" +
			"A scenario turns a short text and a set of stated judgements into a game. It cannot tell\n" +
			"you what will happen. It can tell you which assumptions a conclusion needs.",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.AddCommand(a.listCommand(), a.explainCommand(), a.runCommand(), a.traceCommand(),
		a.checkCommand(), a.mergeCommand(), a.backtestCommand(), a.whatIfCommand(), a.gameCommand(),
		a.validateCommand(), a.versionCommand())
	return root
}

// faults collects what is wrong with a request, so that all of it is reported at
// once.
type faults struct{ list []error }

// add takes in a fault of its own words.
func (f *faults) add(format string, args ...any) {
	f.list = append(f.list, fmt.Errorf(format, args...))
}

// take takes in an error, if it is one, unless it was taken in before: every
// school repeats the faults of a flag.
func (f *faults) take(err error) {
	if err == nil {
		return
	}
	for _, known := range f.list {
		if known.Error() == err.Error() {
			return
		}
	}
	f.list = append(f.list, err)
}

// err returns all faults joined, or nil.
func (f *faults) err() error { return errors.Join(f.list...) }

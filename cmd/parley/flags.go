package main

import (
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// word is a flag that keeps what it was given, whatever that is, so that a bad
// one is reported together with all other faults of the request.
type word struct {
	text, kind string
	given      bool
}

// Set keeps the text.
func (w *word) Set(s string) error {
	w.text, w.given = s, true
	return nil
}

// String returns the text.
func (w *word) String() string { return w.text }

// Type names what the help asks for.
func (w *word) Type() string { return w.kind }

// newWord defines a word flag.
func newWord(fs *pflag.FlagSet, name, value, kind, usage string) *word {
	w := &word{text: value, kind: kind}
	fs.Var(w, name, usage)
	return w
}

// count reads a whole number between lo and hi.
func (w *word) count(f *faults, name string, lo, hi uint64) uint64 {
	x, err := strconv.ParseUint(w.text, 10, 64)
	if err != nil || x < lo || x > hi {
		f.add("--%s is %q, want a whole number from %d to %d", name, w.text, lo, hi)
		return lo
	}
	return x
}

// share reads a number above 0 and below 1.
func (w *word) share(f *faults, name string) float64 {
	x, err := strconv.ParseFloat(w.text, 64)
	if err != nil || !(x > 0 && x < 1) {
		f.add("--%s is %q, want a number above 0 and below 1", name, w.text)
		return 0.5
	}
	return x
}

// oneOf reads one of a few words.
func (w *word) oneOf(f *faults, name string, choices ...string) string {
	for _, c := range choices {
		if w.text == c {
			return c
		}
	}
	f.add("--%s is %q, want %s%s", name, w.text, strings.Join(choices, ", "), didYouMean(w.text, choices))
	return choices[0]
}

const (
	maxUint64 = math.MaxUint64 // greatest seed and index of a replication
	// maxRuns keeps the replications of all schools together within an int.
	maxRuns = min(1<<40, math.MaxInt/1024)
)

// formats are the ways to tell a result.
var formats = []string{"text", "json", "csv"}

// output says how and where to write.
type output struct{ format, path *word }

// newOutput defines --format and -o.
func newOutput(cmd *cobra.Command) output {
	o := output{
		format: newWord(cmd.Flags(), "format", "text", "format", "text, json or csv"),
		path:   newPath(cmd),
	}
	complete(cmd, "format", formats...)
	return o
}

// newPath defines -o.
func newPath(cmd *cobra.Command) *word {
	w := &word{kind: "file"}
	cmd.Flags().VarP(w, "output", "o", "write to this file, replacing it when all is done")
	return w
}

// complete makes a flag complete to a few words.
func complete(cmd *cobra.Command, name string, choices ...string) {
	// It fails for a flag that does not exist only, which a test would notice.
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(choices, cobra.ShellCompDirectiveNoFileComp))
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parleylab/parley/negotiation/game"
	"github.com/parleylab/parley/negotiation/validate"
)

// validateFlags are the flags of validate as they were given.
type validateFlags struct{ data, format, path *word }

// dealsFile is where below --data the instances of OpenSpiel's bargaining game
// are looked for.
var dealsFile = filepath.Join("games", "openspiel_bargaining_instances1000.txt")

// validateCommand returns "parley validate".
func (a *app) validateCommand() *cobra.Command {
	fl := &validateFlags{}
	cmd := &cobra.Command{
		Use:   "validate [PREFIX...]",
		Short: "Replay the anchors of the theory",
		Long: "validate computes anew every figure that theory, or a second method, gives for a stated\n" +
			"case, and prints it beside the recorded one, with the error, the tolerance and, where the\n" +
			"model returns one, a certificate that is recomputed apart from the solver. With PREFIX it\n" +
			"replays the anchors whose names begin so. The counts are on the last line; the status is\n" +
			"1 if an anchor fails.\n\n" +
			"Anchors about OpenSpiel's bargaining game need its 1000 instances, which are not part of\n" +
			"parley. They are skipped by name unless --data names a folder that holds them as\n" +
			filepath.ToSlash(dealsFile) + ".",
		Example: "  parley validate\n" +
			"  parley validate rubinstein. nash.\n" +
			"  parley validate --data ./data --format json -o anchors.json",
		ValidArgsFunction: completeAnchor,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.validate(cmd.Context(), args, fl)
		},
	}
	fs := cmd.Flags()
	fl.data = newWord(fs, "data", "", "folder", "where data of third parties are")
	fl.format = newWord(fs, "format", "text", "format", "text or json")
	fl.path = newPath(cmd)
	complete(cmd, "format", "text", "json")
	_ = cmd.MarkFlagDirname("data") // it fails for a flag that does not exist only
	return cmd
}

// validate is "parley validate", checked and carried out.
func (a *app) validate(ctx context.Context, prefixes []string, fl *validateFlags) error {
	var f faults
	fl.format.oneOf(&f, "format", "text", "json")
	f.take(writable(fl.path))
	deals, err := fl.deals()
	f.take(err)
	for _, p := range prefixes {
		f.take(anchored(p))
	}
	if err := f.err(); err != nil {
		return err
	}
	r, err := validate.Suite{Deals: deals}.Run(ctx, prefixes...)
	if errors.Is(err, context.Canceled) {
		return a.interruptedValidate(r, fl)
	}
	if err != nil {
		return failure{err}
	}
	if err := a.write(fl.path.text, fl.teller(r)); err != nil {
		return err
	}
	if !r.OK() {
		return failure{fmt.Errorf("%d of %d anchors fail", r.Failed, len(r.Rows))}
	}
	return nil
}

// interruptedValidate writes the anchors that were replayed beside the file that
// was asked for; the others are skipped there, with the reason.
func (a *app) interruptedValidate(r *validate.Report, fl *validateFlags) error {
	path, where := aside(fl.path.text)
	if err := a.write(path, fl.teller(r)); err != nil {
		return err
	}
	return failure{fmt.Errorf("interrupted after %d of %d anchors: %s", r.Held+r.Failed, len(r.Rows), where)}
}

// teller returns the writer of a report in the format asked for.
func (fl *validateFlags) teller(r *validate.Report) func(io.Writer) error {
	if fl.format.text == "json" {
		return r.JSON
	}
	return r.Text
}

// deals reads the instances below --data; none if it is not given.
func (fl *validateFlags) deals() ([]game.Deal, error) {
	if !fl.data.given {
		return nil, nil
	}
	path := filepath.Join(fl.data.text, dealsFile)
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("--data %s: %s cannot be read: %w", fl.data.text, path, reason(err))
	}
	defer file.Close()
	deals, err := game.ParseDeals(file)
	switch {
	case err != nil:
		return nil, fmt.Errorf("--data %s: %s: %s", fl.data.text, path, oneLine(reason(err)))
	case len(deals) == 0:
		return nil, fmt.Errorf("--data %s: %s holds no instances, want 1000", fl.data.text, path)
	}
	return deals, nil
}

// anchors returns the names of all anchors, without replaying any.
func anchors() []string {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	r, _ := validate.Run(ended)
	if r == nil {
		return nil
	}
	var names []string
	for _, row := range r.Rows {
		names = append(names, row.ID)
	}
	return names
}

// anchored reports that no anchor begins with prefix.
func anchored(prefix string) error {
	names := anchors()
	if prefix != "" && slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, prefix) }) {
		return nil
	}
	families := families(names)
	hint := didYouMean(prefix, append(families, names...))
	if hint == "" {
		hint = ", want one such as " + strings.Join(families[:min(5, len(families))], ", ")
	}
	return fmt.Errorf("no anchor begins with %q%s", prefix, hint)
}

// families returns what stands before the first point of the names, once each.
func families(names []string) []string {
	var out []string
	for _, n := range names {
		if head, _, _ := strings.Cut(n, "."); !slices.Contains(out, head) {
			out = append(out, head)
		}
	}
	return out
}

// completeAnchor completes the name of an anchor.
func completeAnchor(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var list []string
	for _, n := range anchors() {
		if strings.HasPrefix(n, typed) {
			list = append(list, n)
		}
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

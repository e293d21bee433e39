package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
)

// mergeCommand returns "parley merge".
func (a *app) mergeCommand() *cobra.Command {
	var out output
	cmd := &cobra.Command{
		Use:   "merge FILE...",
		Short: "Join the JSON of part runs into that of one run",
		Long: "merge joins the JSON that \"parley run --format json\" wrote for parts of one run, in\n" +
			"any order, and prints what one run over the whole range would have printed, byte for\n" +
			"byte. The parts must come from the same request but for --first and --runs, and cover\n" +
			"a range without gap or overlap.",
		Example: "  parley run limited --format json --runs 3000 -o a.json\n" +
			"  parley run limited --format json --first 3000 --runs 7000 -o b.json\n" +
			"  parley merge a.json b.json",
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return a.merge(args, out) },
	}
	out = newOutput(cmd)
	return cmd
}

// merge is "parley merge", checked and carried out.
func (a *app) merge(paths []string, out output) error {
	var f faults
	out.format.oneOf(&f, "format", formats...)
	f.take(writable(out.path))
	var parts []report.Study
	for _, path := range paths {
		s, err := readStudy(path)
		if err != nil {
			f.add("%s: %s", path, oneLine(err))
			continue
		}
		if len(parts) > 0 {
			if err := alike(parts[0], s); err != nil {
				f.add("%s does not fit %s: %v", path, paths[0], err)
			}
		}
		parts = append(parts, s)
	}
	if err := f.err(); err != nil {
		return err
	}
	study, err := join(parts)
	if err != nil {
		return err
	}
	return a.write(out.path.text, teller(study, out.format.text))
}

// alike reports why two studies are no parts of the same run.
func alike(a, b report.Study) error {
	switch {
	case a.Level != b.Level:
		return fmt.Errorf("its level is %v, want %v", b.Level, a.Level)
	case !slices.Equal(a.Shown, b.Shown):
		return fmt.Errorf("it shows the schools %q, want %q", b.Shown, a.Shown)
	case len(a.Results) != len(b.Results):
		return fmt.Errorf("it has %d schools, want %d", len(b.Results), len(a.Results))
	}
	for i := range a.Results {
		if err := sameRun(b.Results[i], a.Results[i]); err != nil {
			return err
		}
	}
	return nil
}

// join merges studies that are alike, school by school.
func join(parts []report.Study) (report.Study, error) {
	whole := report.Study{Level: parts[0].Level, Shown: parts[0].Shown}
	var list []error
	for i := range parts[0].Results {
		var pieces []*montecarlo.Result
		for _, s := range parts {
			pieces = append(pieces, s.Results[i])
		}
		r, err := montecarlo.Merge(pieces...)
		if err != nil {
			list = append(list, fmt.Errorf("school %q: %w", parts[0].Results[i].Manifest.School, err))
			continue
		}
		whole.Results = append(whole.Results, r)
	}
	first, end := parts[0].Results[0].First, uint64(0)
	for _, s := range parts {
		r := s.Results[0]
		first = min(first, r.First)
		end = max(end, r.First+uint64(max(r.Runs, s.Wanted)))
	}
	whole.Wanted = int(end - first) // what an interrupted part lacks is still wanted
	return whole, errors.Join(list...)
}

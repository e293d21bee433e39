package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
)

// runFlags are the flags of run as they were given.
type runFlags struct {
	*world
	output
	runs, seed, first, workers, level, metrics, resume, draws *word
	schools                                                   []string
	artefacts, settlements                                    bool
}

// runCommand returns "parley run".
func (a *app) runCommand() *cobra.Command {
	fl := &runFlags{}
	cmd := &cobra.Command{
		Use:   "run SCENARIO",
		Short: "Play a scenario many times, by school of thought",
		Long: "run plays every school of a scenario many times and prints how far the talks get,\n" +
			"with intervals for sampling error, the spread over all schools, and the base rate.\n" +
			"The same request gives the same bytes, whatever --workers.\n\n" + setHelp + "\n\n" +
			"--artefacts plays the schools shown again with the first mover swapped, a round less, a\n" +
			"round more and ties turned, on the same draws, and prints what changes: up to five times\n" +
			"the work. --settlements prints where Nash's, Kalai and Smorodinsky's and the egalitarian\n" +
			"solution would settle, beside what the talks reach and what each party leaves on the\n" +
			"table, over --draws draws of each school shown. Both are left out of an interrupted run\n" +
			"and dropped by --continue and \"parley merge\"; ask for them again there.\n\n" +
			"An interrupted run prints what is complete, marked as such, and ends with status 1;\n" +
			"with -o FILE it goes to FILE.partial and FILE is left alone. JSON can be continued\n" +
			"with --continue, and part runs (--first) joined by \"parley merge\", to the bytes of\n" +
			"one uninterrupted run.",
		Example: "  parley run limited\n" +
			"  parley run limited --set sea=2 --runs 100000 --format json -o sea.json\n" +
			"  parley run limited --school baseline --artefacts --settlements\n" +
			"  parley run ./mine.json --school baseline --protocol alternating",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeScenario,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.runScenario(cmd.Context(), args[0], fl) },
	}
	fs := cmd.Flags()
	fl.world = a.newWorld(cmd)
	fl.output = newOutput(cmd)
	fl.runs = newWord(fs, "runs", fmt.Sprint(montecarlo.DefaultRuns), "n", "replications of each school")
	fl.seed = newWord(fs, "seed", "1", "n", "seed of all draws")
	fl.first = newWord(fs, "first", "0", "n", "index of the first replication, for part runs")
	fl.workers = newWord(fs, "workers", "0", "n", "how many work at a time; 0 is one per processor")
	fl.level = newWord(fs, "level", "0.95", "share", "confidence level of the intervals")
	fl.metrics = newWord(fs, "metrics", "", "names", "further figures, with commas: margin, zone-share")
	fl.resume = newWord(fs, "continue", "", "file", "go on from the JSON of an interrupted run")
	fs.BoolVar(&fl.artefacts, "artefacts", false, "say what depends on who moves first, on a round and on ties")
	fs.BoolVar(&fl.settlements, "settlements", false, "set the talks beside what solution concepts would settle on")
	fl.draws = newWord(fs, "draws", fmt.Sprint(defaultDraws), "n", "draws of each school for --settlements")
	fs.VarP((*schoolNames)(&fl.schools), "school", "", "show this school only; repeatable (all are run)")
	_ = cmd.RegisterFlagCompletionFunc("school", a.completeSchool)
	complete(cmd, "metrics", "margin", "zone-share", "margin,zone-share")
	return cmd
}

// schoolNames is words with another name in the help.
type schoolNames []string

// Set adds a school.
func (s *schoolNames) Set(name string) error { *s = append(*s, name); return nil }

// String returns the schools.
func (s *schoolNames) String() string { return strings.Join(*s, " ") }

// Type names what the help asks for.
func (s *schoolNames) Type() string { return "school" }

// runScenario is "parley run", checked and carried out.
func (a *app) runScenario(ctx context.Context, name string, fl *runFlags) error {
	b, study, x, err := a.prepare(name, fl)
	if err != nil {
		return err
	}
	err = a.watched(ctx, b, x, &study)
	if err != nil && !errors.Is(err, context.Canceled) {
		return failure{err}
	}
	if err != nil {
		return a.interrupted(study, b, fl)
	}
	return a.write(fl.path.text, teller(study, fl.format.text))
}

// prepare turns the flags into a batch, a study without results and what is to be
// added to it, or reports every fault.
func (a *app) prepare(name string, fl *runFlags) (*batch, report.Study, theory, error) {
	var f faults
	b := &batch{watch: a.watch}
	old := fl.continued(&f)
	b.sim.Seed = fl.seed.count(&f, "seed", 0, maxUint64)
	b.runs = int(fl.runs.count(&f, "runs", 1, maxRuns))
	b.first = fl.first.count(&f, "first", 0, maxUint64)
	b.sim.Workers = int(fl.workers.count(&f, "workers", 0, 4096))
	b.sim.Metrics = fl.measures(&f)
	study := report.Study{Shown: fl.schools, Level: fl.level.share(&f, "level"), Wanted: b.runs}
	if old != nil && !fl.level.given {
		study.Level = old.Level
	}
	if old != nil && fl.schools == nil {
		study.Shown = old.Shown
	}
	fl.format.oneOf(&f, "format", formats...)
	f.take(writable(fl.path))
	if b.first+uint64(b.runs) < b.first {
		f.add("--first is %d, want first and runs to add up to less than 2^64", b.first)
	}
	p, changes, err := a.program(name, fl.world)
	f.take(err)
	x := fl.theory(&f, b, p)
	if p != nil {
		f.take(known(p, fl.schools))
	}
	if err == nil {
		b.programs, err = schools(p, changes)
		f.take(err)
	}
	if err == nil && old != nil {
		f.take(b.adopt(old))
	}
	return b, study, x, f.err()
}

// continued reads the study that --continue names; its seed, first replication,
// number of runs, level and schools shown stand in for flags that are not given.
func (fl *runFlags) continued(f *faults) *report.Study {
	if !fl.resume.given {
		return nil
	}
	s, err := readStudy(fl.resume.text)
	if err != nil {
		f.add("--continue %s: %s", fl.resume.text, oneLine(err))
		return nil
	}
	adopt := func(w *word, x uint64) {
		if !w.given {
			w.text = fmt.Sprint(x)
		}
	}
	r := s.Results[0]
	adopt(fl.seed, r.Manifest.Seed)
	adopt(fl.first, r.First)
	adopt(fl.runs, uint64(max(1, s.Wanted, r.Runs)))
	return &s
}

// adopt takes over the results of an earlier run, in the order of the programs.
func (b *batch) adopt(old *report.Study) error {
	var f faults
	b.results = make([]*montecarlo.Result, len(b.programs))
	for i, p := range b.programs {
		at := slices.IndexFunc(old.Results, func(r *montecarlo.Result) bool { return r.Manifest.School == p.SchoolName() })
		if at < 0 {
			f.add("--continue: the file has no school %q", p.SchoolName())
			continue
		}
		b.results[i] = old.Results[at]
		if r := b.results[i]; r.First != b.first {
			f.add("--continue: the file begins with replication %d, want --first %d", r.First, b.first)
		}
		if r := b.results[i]; r.Runs > b.runs {
			f.add("--continue: the file holds %d replications of school %q, want --runs of at least as many", r.Runs, p.SchoolName())
		}
	}
	if err := f.err(); err != nil {
		return err
	}
	if err := b.begin(); err != nil {
		return fmt.Errorf("--continue: %w", err)
	}
	return nil
}

// measures reads --metrics.
func (fl *runFlags) measures(f *faults) []montecarlo.Metric {
	var list []montecarlo.Metric
	if !fl.metrics.given {
		return nil
	}
	for name := range strings.SplitSeq(fl.metrics.text, ",") {
		switch name = strings.TrimSpace(name); {
		case slices.ContainsFunc(list, func(m montecarlo.Metric) bool { return m.Name == name }):
			f.add("--metrics names %q twice, want it once", name)
		case name == "margin":
			list = append(list, montecarlo.Margin())
		case name == "zone-share":
			list = append(list, montecarlo.ZoneShare())
		default:
			f.add("--metrics names %q, want margin or zone-share%s", name, didYouMean(name, []string{"margin", "zone-share"}))
		}
	}
	return list
}

// watched runs a batch and what is added to it, with a progress bar if somebody
// sees it, and puts what is complete into the study.
func (a *app) watched(ctx context.Context, b *batch, x theory, study *report.Study) error {
	if a.terminal {
		line := newBar(a.err, b.runs*len(b.programs)+x.size(b, len(b.shown(study.Shown))))
		defer line.end()
		b.watch = func(done, total int) {
			line.show(done)
			if a.watch != nil {
				a.watch(done, total)
			}
		}
	}
	err := b.run(ctx)
	study.Results = b.results
	if err != nil {
		return err
	}
	return x.add(ctx, b, study)
}

// interrupted writes what is complete beside the file that was asked for.
func (a *app) interrupted(study report.Study, b *batch, fl *runFlags) error {
	if b.done() == 0 {
		return failure{errors.New("interrupted before the first block of replications was complete")}
	}
	path, where := aside(fl.path.text)
	if path != fl.path.text && fl.format.text == "json" {
		where += "; --continue goes on from it"
	}
	if err := a.write(path, teller(study, fl.format.text)); err != nil {
		return err
	}
	if total := b.runs * len(b.programs); b.done() < total {
		return failure{fmt.Errorf("interrupted after %d of %d replications: %s", b.done(), total, where)}
	}
	return failure{fmt.Errorf("interrupted in the artefacts or settlements, which are left out: %s", where)}
}

// teller returns the writer of a study in a format.
func teller(s report.Study, format string) func(io.Writer) error {
	switch format {
	case "json":
		return s.JSON
	case "csv":
		return s.CSV
	default:
		return s.Text
	}
}

// readStudy reads the JSON of a run.
func readStudy(path string) (report.Study, error) {
	f, err := os.Open(path)
	if err != nil {
		return report.Study{}, fmt.Errorf("cannot be read: %w", reason(err))
	}
	defer f.Close()
	s, err := report.ReadJSON(f)
	if pe := reason(err); pe != err {
		return s, fmt.Errorf("cannot be read: %w", pe)
	}
	return s, err
}

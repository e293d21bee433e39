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

	"github.com/parleylab/parley"
	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/empirical"
	"github.com/parleylab/parley/negotiation/report"
	"github.com/parleylab/parley/negotiation/strategy"
)

// rankFlags are the flags of game rank as they were given.
type rankFlags struct {
	output
	strategies, school, runs, seed, workers, resamples, level, resume *word
}

// defaultRankRuns is how many replications a profile has unless --runs says
// otherwise: few, since there are as many profiles as ways to seat strategies.
const defaultRankRuns = 500

// maxResamples bounds --resamples: each table is ranked anew.
const maxResamples = 100_000

// gameRankCommand returns "parley game rank".
func (a *app) gameRankCommand() *cobra.Command {
	fl := &rankFlags{}
	cmd := &cobra.Command{
		Use:   "rank SCENARIO",
		Short: "Ask which strategies survive when every party may choose",
		Long: "rank plays a scenario with every combination of strategies and takes the mean payoffs as\n" +
			"a game. It prints the payoff table with intervals, how often each combination is an\n" +
			"equilibrium within the table's error, the equilibria, and a ranking of each party's\n" +
			"strategies. All combinations are played on the same draws, and the same request gives\n" +
			"the same bytes, whatever --workers.\n\n" +
			"--strategies takes " + strings.Join(strategy.Names(), ", ") + ", with commas between.\n\n" +
			"An interrupted run prints the combinations that are complete, marked as such, and ends\n" +
			"with status 1; with -o FILE they go to FILE.partial. JSON can be continued with\n" +
			"--continue, to the bytes of one uninterrupted run.",
		Example: "  parley game rank limited --strategies boulware,linear,conceder,hardliner\n" +
			"  parley game rank limited --strategies boulware,conceder --runs 5000 --format json -o rank.json",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.rank(cmd.Context(), args[0], fl)
		},
	}
	fs := cmd.Flags()
	fl.output = newOutput(cmd)
	fl.strategies = newWord(fs, "strategies", "", "names", "what every party may choose, with commas")
	fl.school = a.newSchool(cmd)
	fl.runs = newWord(fs, "runs", fmt.Sprint(defaultRankRuns), "n", "replications of each combination")
	fl.seed = newWord(fs, "seed", "1", "n", "seed of all draws")
	fl.workers = newWord(fs, "workers", "0", "n", "how many work at a time; 0 is one per processor")
	fl.resamples = newWord(fs, "resamples", "200", "n", "tables drawn within the error of the one measured")
	fl.level = newWord(fs, "level", "0.95", "share", "confidence level of the intervals")
	fl.resume = newWord(fs, "continue", "", "file", "go on from the JSON of an interrupted run")
	complete(cmd, "strategies", strategy.Names()...)
	return cmd
}

// rankTask is game rank, checked.
type rankTask struct {
	study   empirical.Study
	options empirical.Options
	from    *empirical.Table
	origin  report.Origin
	total   int // profiles
}

// rank is "parley game rank", checked and carried out.
func (a *app) rank(ctx context.Context, name string, fl *rankFlags) error {
	r, err := a.prepareRank(name, fl)
	if err != nil {
		return err
	}
	table, err := a.watchedRank(ctx, r)
	switch {
	case errors.Is(err, context.Canceled):
		return a.interruptedRank(table, r, fl)
	case err != nil:
		return failure{err}
	}
	analysis, err := table.Analyse(ctx, r.options)
	switch {
	case errors.Is(err, context.Canceled): // the table is complete and can be continued
		return a.interruptedRank(table, r, fl)
	case err != nil:
		return failure{err}
	}
	return a.write(fl.path.text, ranker(analysis, r.origin, fl.format.text))
}

// prepareRank turns the flags into a study, or reports every fault.
func (a *app) prepareRank(name string, fl *rankFlags) (*rankTask, error) {
	var f faults
	r := &rankTask{}
	old, origin := fl.continued(&f)
	if old != nil {
		r.from = old.Table
	}
	r.study.Seed = fl.seed.count(&f, "seed", 0, maxUint64)
	r.study.Runs = int(fl.runs.count(&f, "runs", 2, maxRuns))
	r.study.Workers = int(fl.workers.count(&f, "workers", 0, 4096))
	r.study.Choices = choices(fl.strategies, &f)
	r.options = empirical.Options{
		Resamples: int(fl.resamples.count(&f, "resamples", 1, maxResamples)),
		Level:     fl.level.share(&f, "level"), Seed: r.study.Seed,
	}
	fl.format.oneOf(&f, "format", formats...)
	f.take(writable(fl.path))
	sc, p, err := a.seated(name)
	f.take(err)
	if p != nil {
		f.take(fl.school.known(p))
		r.study.School = fl.school.text
		if !fl.school.given {
			r.study.School = neutral(p)
		}
		r.origin = originOf(p, r.study.School)
	}
	r.study.Scenario = sc
	r.total = profiles(sc, len(r.study.Choices))
	if r.total > empirical.MaxProfiles {
		f.add("--strategies: %d for each party make more than %d combinations, want fewer strategies", len(r.study.Choices), empirical.MaxProfiles)
	}
	if f.list == nil && r.from != nil {
		f.take(r.adoptable(origin))
	}
	return r, f.err()
}

// adoptable reports why the table of --continue is not of the same study.
func (r *rankTask) adoptable(from report.Origin) error {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := r.study.Run(ended, r.from)
	switch {
	case errors.Is(err, empirical.ErrStudy):
		return fmt.Errorf("--continue: %s; scenario, school, seed, runs and strategies must be the same", oneLine(err))
	case from.Library != r.origin.Library:
		return fmt.Errorf("--continue: the file is of version %s of the library, want %s", from.Library, r.origin.Library)
	case from.Fingerprint != r.origin.Fingerprint:
		return fmt.Errorf("--continue: the file is of program %.16s, want %.16s; the scenario must be the same", from.Fingerprint, r.origin.Fingerprint)
	}
	return nil
}

// originOf says what a study of a school is simulated with.
func originOf(p *negotiation.Program, school string) report.Origin {
	if q, err := p.School(school); err == nil { // else the school is a fault already
		p = q
	}
	return report.Origin{Library: parley.Version(), Fingerprint: fmt.Sprintf("%x", p.Fingerprint())}
}

// seated finds and compiles a scenario.
func (a *app) seated(name string) (negotiation.Scenario, *negotiation.Program, error) {
	sc, err := a.shelf.find(name)
	if err != nil {
		return sc, nil, err
	}
	p, err := sc.Compile()
	return sc, p, err
}

// profiles counts the ways to seat n strategies, up to just beyond what a study
// may have.
func profiles(sc negotiation.Scenario, n int) int {
	total := 1
	for _, p := range sc.Parties {
		if p.Role == negotiation.Principal && total <= empirical.MaxProfiles {
			total *= n
		}
	}
	return total
}

// choices reads --strategies and takes in every fault.
func choices(w *word, f *faults) []empirical.Choice {
	var list []empirical.Choice
	if !w.given {
		f.add("--strategies is not given, want at least two of %s", strings.Join(strategy.Names(), ", "))
		return nil
	}
	bad := false
	for name := range strings.SplitSeq(w.text, ",") {
		name = strings.TrimSpace(name)
		s, err := strategy.ByName(name)
		switch {
		case slices.ContainsFunc(list, func(c empirical.Choice) bool { return c.Name == name }):
			f.add("--strategies names %q twice, want it once", name)
			bad = true
		case err != nil:
			f.add("--strategies names %q, want some of %s%s", name, strings.Join(strategy.Names(), ", "), didYouMean(name, strategy.Names()))
			bad = true
		default:
			list = append(list, empirical.Choice{Name: name, Strategy: s})
		}
	}
	if len(list) < 2 && !bad {
		f.add("--strategies names %q only, want at least two", w.text)
	}
	return list
}

// continued reads the table that --continue names; its strategies, school, seed,
// runs, level and resamples stand in for flags that are not given.
func (fl *rankFlags) continued(f *faults) (*empirical.Analysis, report.Origin) {
	if !fl.resume.given {
		return nil, report.Origin{}
	}
	file, err := os.Open(fl.resume.text)
	if err != nil {
		f.add("--continue %s: cannot be read: %w", fl.resume.text, reason(err))
		return nil, report.Origin{}
	}
	defer file.Close()
	old, origin, err := report.ReadRank(file)
	if err != nil {
		f.add("--continue %s: %s", fl.resume.text, oneLine(reason(err)))
		return nil, report.Origin{}
	}
	adopt := func(w *word, text string) {
		if !w.given {
			w.text, w.given = text, true
		}
	}
	t := old.Table
	adopt(fl.strategies, strings.Join(t.Strategies, ","))
	adopt(fl.seed, fmt.Sprint(t.Seed))
	adopt(fl.runs, fmt.Sprint(t.Runs))
	adopt(fl.level, fmt.Sprint(old.Level))
	adopt(fl.resamples, fmt.Sprint(old.Drawn))
	if t.School != "" {
		adopt(fl.school, t.School)
	}
	return old, origin
}

// watchedRank plays the study with a progress bar if somebody sees it; the bar
// moves by whole profiles.
func (a *app) watchedRank(ctx context.Context, r *rankTask) (*empirical.Table, error) {
	tell := func(done, total int) {
		if a.watch != nil {
			a.watch(done, total)
		}
	}
	r.study.Progress = tell
	if a.terminal {
		line := newBar(a.err, r.total*r.study.Runs)
		defer line.end()
		r.study.Progress = func(done, total int) {
			line.show(done * r.study.Runs)
			tell(done, total)
		}
	}
	return r.study.Run(ctx, r.from)
}

// interruptedRank writes the profiles that are complete beside the file that was
// asked for.
func (a *app) interruptedRank(t *empirical.Table, r *rankTask, fl *rankFlags) error {
	if t == nil || len(t.Cells) == 0 {
		return failure{errors.New("interrupted before the first combination of strategies was complete")}
	}
	path, where := fl.path.text, "what is complete is printed"
	if info, err := os.Stat(path); path != "" && path != "-" && (err != nil || info.Mode().IsRegular()) {
		path += ".partial"
		where = "what is complete is in " + path
		if fl.format.text == "json" {
			where += "; --continue goes on from it"
		}
	}
	part := &empirical.Analysis{Table: t, Level: r.options.Level, Drawn: r.options.Resamples}
	if err := a.write(path, ranker(part, r.origin, fl.format.text)); err != nil {
		return err
	}
	return failure{fmt.Errorf("interrupted after %d of %d combinations of strategies: %s", len(t.Cells), r.total, where)}
}

// ranker returns the writer of an analysis in a format.
func ranker(x *empirical.Analysis, from report.Origin, format string) func(io.Writer) error {
	return func(w io.Writer) error {
		switch format {
		case "json":
			return report.RankJSON(w, x, from)
		case "csv":
			return report.RankCSV(w, x)
		default:
			return report.RankText(w, x)
		}
	}
}

package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/parleylab/parley/negotiation/montecarlo"
)

// Text writes the results as a table of schools, with the default level. It is
// short for Study{Results: results}.Text(w).
func Text(w io.Writer, results ...*montecarlo.Result) error {
	return Study{Results: results}.Text(w)
}

// Text writes the study for people: how far the talks get by school, the spread
// and the base rate, who and what stopped them, when deals come, what they hold, what
// each party gains, and artefacts and settlements where the study has them.
func (s Study) Text(w io.Writer) error {
	if err := s.check(); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	s.head(b)
	s.ladder(b)
	s.higher(b)
	s.context(b)
	s.stops(b)
	s.terms(b)
	s.gains(b)
	s.metrics(b)
	s.theory(b)
	s.foot(b)
	return b.Flush()
}

func (s Study) head(b io.Writer) {
	r := s.Results[0]
	fmt.Fprintf(b, "%s", r.Manifest.Scenario)
	if r.Manifest.Vintage != "" {
		fmt.Fprintf(b, ", knowledge of %s", r.Manifest.Vintage)
	}
	lo, hi := s.runs()
	fmt.Fprintf(b, ": %s replications a school", between(lo, hi))
	if r.First > 0 {
		fmt.Fprintf(b, " from number %d on", r.First)
	}
	fmt.Fprintf(b, ", seed %d\n", r.Manifest.Seed)
	if s.incomplete() {
		fmt.Fprintf(b, "INCOMPLETE: of %d replications a school %s are there, the first of the range.\n",
			max(hi, s.Wanted), between(lo, hi))
	}
	if len(r.Manifest.Changes) > 0 {
		fmt.Fprintf(b, "changed: %s\n", strings.Join(r.Manifest.Changes, ", "))
	}
	fmt.Fprintf(b, "%s\n\n", wrap(Warning, 78))
}

// ladder prints the share of replications that reach each rung.
func (s Study) ladder(b io.Writer) {
	t := table(b)
	fmt.Fprint(t, "school")
	for _, g := range rungs {
		fmt.Fprintf(t, "\t%v", g)
	}
	fmt.Fprint(t, "\tround of the deal\n")
	for _, r := range s.shown() {
		fmt.Fprint(t, schoolName(r))
		s.shares(t, r, rungs)
		fmt.Fprintf(t, "\t%s\n", when(r))
	}
	s.spreads(t, rungs)
	fmt.Fprint(t, "\t\n")
	t.Flush()
}

// when tells in which rounds the deals come.
func when(r *montecarlo.Result) string {
	if r.Deals() == 0 {
		return "-"
	}
	return fmt.Sprintf("%d (%d to %d) of %d", r.RoundQuantile(0.5), r.RoundQuantile(0.05),
		r.RoundQuantile(0.95), len(r.Rounds))
}

// context prints what the shares are to be read against.
func (s Study) context(b io.Writer) {
	fmt.Fprintf(b, "\nIn brackets: %.0f %% intervals (Wilson) for sampling error only. Spread: least to greatest\n"+
		"over %d %s. Round: median (5 to 95 %% of deals).%s\n", 100*s.level(), len(s.Results), plural(len(s.Results), "school"), s.daysNote())
	if len(s.Results) == 1 {
		fmt.Fprintln(b, "One school only: how far assumptions carry the figures is not shown.")
	}
	if o, ok := s.outside(); ok {
		fmt.Fprintf(b, "Base rate: %s within %.0f days %.3f [%.3f, %.3f]\n"+
			"(yearly chance %s, constant hazard; source %s).\n", o.Event, o.Days, o.Mean, o.Lo, o.Hi, o.PerYear, o.Cite)
	} else {
		fmt.Fprintln(b, "Base rate: the scenario names none.")
	}
}

// terms prints what deals hold: for every issue the most frequent option by
// school.
func (s Study) terms(b io.Writer) {
	shown := s.shown()
	any := false
	for _, r := range shown {
		any = any || r.Deals() > 0
	}
	if !any {
		fmt.Fprintln(b, "\nNo deal in any replication, so there are no terms to show.")
		return
	}
	fmt.Fprintln(b, "\nterms: most frequent option, its share of deals")
	for group := range slices.Chunk(shown, 3) { // wider tables do not fit a page
		t := table(b)
		fmt.Fprint(t, "issue")
		for _, r := range group {
			fmt.Fprintf(t, "\t%s", schoolName(r))
		}
		fmt.Fprintln(t)
		for k, c := range group[0].Issues {
			fmt.Fprint(t, c.Name)
			for _, r := range group {
				fmt.Fprintf(t, "\t%s", s.mode(r, k))
			}
			fmt.Fprintln(t)
		}
		t.Flush()
		fmt.Fprintln(b)
	}
	s.legend(b)
}

// mode names the most frequent option of issue k by number, with its share.
func (s Study) mode(r *montecarlo.Result, k int) string {
	if r.Deals() == 0 {
		return "-"
	}
	best := 0
	for l, n := range r.Options[k] {
		if n > r.Options[k][best] {
			best = l
		}
	}
	p := r.Option(k, best)
	i := p.Wilson(s.level())
	return fmt.Sprintf("%d: %.2f [%.2f, %.2f]", best, p.Share(), i.Lo, i.Hi)
}

// legend names the options behind the numbers.
func (s Study) legend(b io.Writer) {
	for _, c := range s.Results[0].Issues {
		parts := make([]string, len(c.Options))
		for l, n := range c.Options {
			parts[l] = fmt.Sprintf("%d %s", l, n)
		}
		fmt.Fprintln(b, wrap("  "+c.Name+": "+strings.Join(parts, "; "), 96))
	}
}

// gains prints what each party gets above its reservation value.
func (s Study) gains(b io.Writer) {
	if !slices.ContainsFunc(s.shown(), func(r *montecarlo.Result) bool { return r.Deals() > 0 }) {
		return
	}
	fmt.Fprintln(b, "\nmean gain over the reservation value in deals, points")
	t := table(b)
	fmt.Fprint(t, "school")
	for _, n := range s.Results[0].Seats {
		fmt.Fprintf(t, "\t%s", n)
	}
	fmt.Fprintln(t)
	for _, r := range s.shown() {
		fmt.Fprint(t, schoolName(r))
		for i := range r.Seats {
			m := r.MeanSurplus(i)
			if m.N < 2 {
				fmt.Fprint(t, "\t-")
				continue
			}
			in := m.Interval(s.level())
			fmt.Fprintf(t, "\t%.1f [%.1f, %.1f]", m.Mean, in.Lo, in.Hi)
		}
		fmt.Fprintln(t)
	}
	t.Flush()
}

// metrics prints the mean of every metric that was asked for.
func (s Study) metrics(b io.Writer) {
	first := s.Results[0]
	if len(first.Metrics) == 0 {
		return
	}
	fmt.Fprintln(b, "\nmean of each metric over the replications that have it")
	t := table(b)
	fmt.Fprint(t, "school")
	for _, m := range first.Metrics {
		fmt.Fprintf(t, "\t%s (%s)", m.Name, m.Unit)
	}
	fmt.Fprintln(t)
	for _, r := range s.shown() {
		fmt.Fprint(t, schoolName(r))
		for _, x := range r.Metrics {
			m, err := r.Metric(x.Name)
			if err != nil || m.N < 2 {
				fmt.Fprint(t, "\t-")
				continue
			}
			in := m.Interval(s.level())
			fmt.Fprintf(t, "\t%.4g [%.4g, %.4g]", m.Mean, in.Lo, in.Hi)
		}
		fmt.Fprintln(t)
	}
	t.Flush()
}

func (s Study) foot(b io.Writer) {
	for _, r := range s.Results {
		if r.Failed > 0 {
			fmt.Fprintf(b, "\n%s: %d %s failed, the first: replication %d, %s\n", schoolName(r), r.Failed,
				plural(int(r.Failed), "replication"), r.Failures[0].Replication, r.Failures[0].Reason)
		}
	}
	m := s.Results[0].Manifest
	fmt.Fprintf(b, "\nparley %s, program %s, block %d", m.Library, short(m.Fingerprint), m.Block)
	if m.Architecture != "" {
		fmt.Fprintf(b, ", bits promised on %s only", m.Architecture)
	}
	fmt.Fprintln(b)
}

func short(fingerprint string) string { return fingerprint[:min(16, len(fingerprint))] }

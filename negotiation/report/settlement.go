package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/parleylab/parley/negotiation/montecarlo"
)

// Settlements writes where solution concepts would settle beside what the talks
// reach, for people, one block for each school: what every party gains and leaves
// on the table, in points, and how the concepts and the talks distribute over the
// options of each issue. talks holds the result of the same program, in the same
// order; a nil entry leaves the talks' options out. The error is that of w, or
// says that the two lists differ in length.
func Settlements(w io.Writer, list []*montecarlo.Settlements, talks []*montecarlo.Result) error {
	if len(list) != len(talks) {
		return fmt.Errorf("report: there are %d settlements and %d results, want as many", len(list), len(talks))
	}
	b := bufio.NewWriter(w)
	yardsticks(b, list, talks, montecarlo.DefaultLevel)
	return b.Flush()
}

// yardsticks writes every school, with intervals at level.
func yardsticks(b io.Writer, list []*montecarlo.Settlements, talks []*montecarlo.Result, level float64) {
	for i, s := range list {
		if i > 0 {
			fmt.Fprintln(b)
		}
		settled(b, s, talks[i], level)
	}
	fmt.Fprintf(b, "\nMeans over the draws with a zone, talks that fail counting as a gain of 0; in brackets %.0f %%\n"+
		"intervals for sampling error only. Unclaimed: the most a party could still have had with\n"+
		"nobody else worse off. Under a concept: what a party would gain there, and how much more\n"+
		"that is than it gained in the talks. A concept is a yardstick, not a forecast.\n", 100*level)
}

// settled writes one school.
func settled(b io.Writer, s *montecarlo.Settlements, talks *montecarlo.Result, level float64) {
	school := s.Manifest.School
	if school == "" {
		school = "the scenario"
	}
	fmt.Fprintf(b, "settlements, %s: a zone in %d of %d replications, a deal in %d of these\n", school, s.Zones, s.Runs, s.Deals)
	if s.Zones == 0 {
		return
	}
	t := table(b)
	fmt.Fprint(t, "party\tgains in talks\tunclaimed")
	for _, c := range s.Concepts {
		fmt.Fprintf(t, "\t%s", c.Concept)
	}
	fmt.Fprint(t, "\t\n")
	for i, name := range s.Seats {
		fmt.Fprintf(t, "%s\t%s\t%s", name, mean(s.MeanGain(i), level), mean(s.MeanUnclaimed(i), level))
		for c := range s.Concepts {
			fmt.Fprintf(t, "\t%.4g (%+.3g)", s.ConceptGain(c, i).Mean, s.ConceptLoss(c, i).Mean)
		}
		fmt.Fprint(t, "\t\n")
	}
	fmt.Fprint(t, "deals that are it\t\t")
	for _, c := range s.Concepts {
		p := montecarlo.Proportion{K: c.Reached, N: s.Deals}
		if p.N == 0 {
			fmt.Fprint(t, "\t-")
			continue
		}
		iv := p.Wilson(level)
		fmt.Fprintf(t, "\t%.2f [%.2f, %.2f]", p.Share(), iv.Lo, iv.Hi)
	}
	fmt.Fprint(t, "\t\n")
	t.Flush()
	distributions(b, s, talks)
}

// mean prints a mean with its interval.
func mean(m montecarlo.Moments, level float64) string {
	iv := m.Interval(level)
	return fmt.Sprintf("%.4g [%.3g, %.3g]", m.Mean, iv.Lo, iv.Hi)
}

// distributions writes, for every issue, the share of each option in the talks'
// deals and by each concept. Options are named in the legend of the terms.
func distributions(b io.Writer, s *montecarlo.Settlements, talks *montecarlo.Result) {
	most := 0
	for _, is := range s.Issues {
		most = max(most, len(is.Options))
	}
	fmt.Fprintln(b, "\nshare of each option, by its number in the issue's order")
	t := table(b)
	fmt.Fprint(t, "issue\tby")
	for l := range most {
		fmt.Fprintf(t, "\t%d", l)
	}
	fmt.Fprintln(t, "\t")
	for k, is := range s.Issues {
		name := is.Name
		row := func(who string, counts []int64, n int64) {
			fmt.Fprintf(t, "%s\t%s", name, who)
			name = ""
			for _, c := range counts {
				if n == 0 {
					fmt.Fprint(t, "\t-")
					continue
				}
				fmt.Fprintf(t, "\t%.2f", montecarlo.Proportion{K: c, N: n}.Share())
			}
			fmt.Fprintln(t, "\t")
		}
		if talks != nil {
			row("talks", talks.Options[k], talks.Deals())
		}
		for c := range s.Concepts {
			row(s.Concepts[c].Concept, s.Concepts[c].Options[k], s.Concepts[c].Draws)
		}
	}
	t.Flush()
}

package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"

	"github.com/parleylab/parley/negotiation/montecarlo"
)

// Settlements writes where solution concepts would settle beside what the talks
// reach, for people, one block for each school: what every party gains and leaves
// on the table, in points, and which option of each issue the concepts and the
// talks take most often. talks holds the result of the same program, in the same
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
	favourites(b, s, talks)
}

// mean prints a mean with its interval.
func mean(m montecarlo.Moments, level float64) string {
	iv := m.Interval(level)
	return fmt.Sprintf("%.4g [%.3g, %.3g]", m.Mean, iv.Lo, iv.Hi)
}

// favourites writes the most frequent option of every issue, in the talks and by
// each concept; concepts that agree with what stands above are joined to it.
func favourites(b io.Writer, s *montecarlo.Settlements, talks *montecarlo.Result) {
	fmt.Fprintln(b)
	t := table(b)
	fmt.Fprint(t, "issue\tmost frequent option\tby, with its share\t\n")
	for k, is := range s.Issues {
		var options, by []string
		add := func(who string, counts []int64, n int64) {
			if n == 0 {
				return
			}
			l := most(counts)
			tag := fmt.Sprintf("%s %.2f", who, montecarlo.Proportion{K: counts[l], N: n}.Share())
			if i := slices.Index(options, is.Options[l]); i >= 0 {
				by[i] += ", " + tag
				return
			}
			options, by = append(options, is.Options[l]), append(by, tag)
		}
		if talks != nil {
			add("talks", talks.Options[k], talks.Deals())
		}
		for c := range s.Concepts {
			add(s.Concepts[c].Concept, s.Concepts[c].Options[k], s.Concepts[c].Draws)
		}
		name := is.Name
		for i := range options {
			fmt.Fprintf(t, "%s\t%s\t%s\t\n", name, options[i], by[i])
			name = ""
		}
	}
	t.Flush()
}

// most returns the position of the largest count, the lowest of equals.
func most(counts []int64) int {
	best := 0
	for l, k := range counts {
		if k > counts[best] {
			best = l
		}
	}
	return best
}

package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/parleylab/parley/negotiation/empirical"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// RankText writes an empirical game for people: the payoff table with intervals,
// regrets and how often each profile is an equilibrium within the table's error,
// the equilibria of the mean payoffs with their certificates, and the ranking of
// each party's strategies.
func RankText(w io.Writer, a *empirical.Analysis) error {
	b := bufio.NewWriter(w)
	t := a.Table
	fmt.Fprintf(b, "%s: %d strategies for each of %s, %d replications a profile, seed %d\n", t.Scenario,
		len(t.Strategies), strings.Join(t.Seats, ", "), t.Runs, t.Seed)
	if t.School != "" {
		fmt.Fprintf(b, "school: %s\n", t.School)
	}
	fmt.Fprintf(b, "%s\n\n", wrap(Warning, 78))
	rankPayoffs(b, a)
	rankEquilibria(b, a)
	rankStandings(b, a)
	return b.Flush()
}

// rankPayoffs prints one row for every profile.
func rankPayoffs(b io.Writer, a *empirical.Analysis) {
	t := a.Table
	fmt.Fprintf(b, "present points by profile, %.0f %% intervals; regret: most a party gains by leaving alone;\n"+
		"stable: share of %d tables drawn within the error in which the profile is an equilibrium\n", 100*a.Level, a.Drawn)
	tw := table(b)
	fmt.Fprintf(tw, "%s\tdeals\t%s\tregret\tstable\n", strings.Join(t.Seats, ", "), strings.Join(t.Seats, "\t"))
	for i, c := range t.Cells {
		p := montecarlo.Proportion{K: c.Deals, N: int64(t.Runs)}
		fmt.Fprintf(tw, "%s\t%.3f %v", t.Name(c.Profile), p.Share(), p.Wilson(a.Level))
		for _, m := range c.Payoff {
			in := m.Interval(a.Level)
			fmt.Fprintf(tw, "\t%.2f [%.2f, %.2f]", m.Mean, in.Lo, in.Hi)
		}
		fmt.Fprintf(tw, "\t%.2f\t%.2f %v\n", a.Profiles[i].Regret, a.Profiles[i].Stable.Share(), a.Profiles[i].Stable.Wilson(a.Level))
	}
	tw.Flush()
}

// rankEquilibria prints the equilibria of the mean payoffs.
func rankEquilibria(b io.Writer, a *empirical.Analysis) {
	t := a.Table
	all := "all of them"
	if !a.Complete {
		all = "there may be others"
	}
	fmt.Fprintf(b, "\nequilibria of the mean payoffs: %d, %s\n", len(a.Equilibria), all)
	for _, e := range a.Equilibria {
		parts := make([]string, len(t.Seats))
		for s, mix := range e.Profile {
			var played []string
			for k, x := range mix {
				if x > 1e-12 {
					played = append(played, fmt.Sprintf("%s %.3f", t.Strategies[k], x))
				}
			}
			parts[s] = t.Seats[s] + ": " + strings.Join(played, ", ")
		}
		fmt.Fprintf(b, "  %s (largest regret %.1e)\n", strings.Join(parts, "; "), e.Certificate.MaxRegret())
	}
}

// rankStandings prints the evolutionary ranking.
func rankStandings(b io.Writer, a *empirical.Analysis) {
	t := a.Table
	fmt.Fprintf(b, "\nranking by the share of time in an evolutionary process, %.0f %% of drawn tables in brackets\n", 100*a.Level)
	tw := table(b)
	for s, list := range a.Ranking {
		fmt.Fprint(tw, t.Seats[s])
		for _, x := range list {
			fmt.Fprintf(tw, "\t%s %.3f %v", t.Strategies[x.Strategy], x.Mass, x.Interval)
		}
		fmt.Fprintln(tw)
	}
	tw.Flush()
}

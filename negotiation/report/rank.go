package report

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/parleylab/parley/negotiation/empirical"
	"github.com/parleylab/parley/negotiation/game"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// RankText writes an empirical game for people: the payoff table with intervals,
// regrets and how often each profile is an equilibrium within the table's error,
// the equilibria of the mean payoffs with their certificates, and the ranking of
// each party's strategies. An analysis of an incomplete table holds payoffs only,
// and is marked as such.
func RankText(w io.Writer, a *empirical.Analysis) error {
	b := bufio.NewWriter(w)
	t := a.Table
	fmt.Fprintln(b, wrap(fmt.Sprintf("%s: %d strategies for each of %s, %d replications a profile, seed %d", t.Scenario,
		len(t.Strategies), strings.Join(t.Seats, ", "), t.Runs, t.Seed), 88))
	if t.School != "" {
		fmt.Fprintf(b, "school: %s\n", t.School)
	}
	fmt.Fprintf(b, "%s\n\n", wrap(Warning, 78))
	if len(a.Profiles) == 0 {
		fmt.Fprintf(b, "INCOMPLETE: %d of %d profiles are simulated\n\n", len(t.Cells), profilesOf(t))
	}
	rankPayoffs(b, a)
	if len(a.Profiles) == 0 {
		return b.Flush()
	}
	rankEquilibria(b, a)
	rankStandings(b, a)
	return b.Flush()
}

// profilesOf returns how many profiles a complete table has.
func profilesOf(t *empirical.Table) int {
	n := 1
	for range t.Seats {
		n *= len(t.Strategies)
	}
	return n
}

// rankPayoffs prints one row for every profile that is there.
func rankPayoffs(b io.Writer, a *empirical.Analysis) {
	t := a.Table
	whole := len(a.Profiles) > 0
	fmt.Fprintf(b, "present points by profile, %.4g %% intervals", 100*a.Level)
	if whole {
		fmt.Fprintf(b, "; regret: the most that a party gains by leaving alone;\n"+
			"stable: share of %d tables drawn within the error in which the profile is an equilibrium", a.Drawn)
	}
	fmt.Fprintln(b)
	tw := table(b)
	fmt.Fprintf(tw, "%s\tdeals\t%s", strings.Join(t.Seats, ", "), strings.Join(t.Seats, "\t"))
	if whole {
		fmt.Fprint(tw, "\tregret\tstable")
	}
	fmt.Fprintln(tw)
	for i, c := range t.Cells {
		p := deals(t, c)
		fmt.Fprintf(tw, "%s\t%.3f %v", t.Name(c.Profile), p.Share(), p.Wilson(a.Level))
		for _, m := range c.Payoff {
			in := m.Interval(a.Level)
			fmt.Fprintf(tw, "\t%.2f [%.2f, %.2f]", m.Mean, in.Lo, in.Hi)
		}
		if whole {
			stable := a.Profiles[i].Stable
			fmt.Fprintf(tw, "\t%.2f\t%.2f [%.2f, %.2f]", a.Profiles[i].Regret, stable.Share(), stable.Wilson(a.Level).Lo, stable.Wilson(a.Level).Hi)
		}
		fmt.Fprintln(tw)
	}
	tw.Flush()
}

// deals returns the share of replications of a profile that ended in a deal.
func deals(t *empirical.Table, c empirical.Cell) montecarlo.Proportion {
	return montecarlo.Proportion{K: c.Deals, N: int64(t.Runs)}
}

// apart is how far, in the probability of some strategy, two equilibria of an
// empirical game must be apart to be told as two: the table is not known any
// better, and around a degenerate equilibrium a solver may find a crowd of others
// that differ from it by rounding.
const apart = 1e-3

// distinct returns the equilibria that are apart from all those before them.
func distinct(list []game.Equilibrium) []game.Equilibrium {
	var out []game.Equilibrium
	for _, e := range list {
		if !slices.ContainsFunc(out, func(o game.Equilibrium) bool { return near(o.Profile, e.Profile) }) {
			out = append(out, e)
		}
	}
	return out
}

// near reports whether no probability differs by apart or more.
func near(p, q game.Mixed) bool {
	a, b := p.Flat(), q.Flat()
	for k := range a {
		if math.Abs(a[k]-b[k]) >= apart {
			return false
		}
	}
	return true
}

// rankEquilibria prints the equilibria of the mean payoffs.
func rankEquilibria(b io.Writer, a *empirical.Analysis) {
	t := a.Table
	all := "all of them"
	if !a.Complete {
		all = "there may be others"
	}
	list := distinct(a.Equilibria)
	fmt.Fprintf(b, "\nequilibria of the mean payoffs: %d, %s", len(list), all)
	if n := len(a.Equilibria); n > len(list) {
		fmt.Fprintf(b, "; %d were found, of which those less than %g apart count as one", n, apart)
	}
	fmt.Fprintln(b)
	for n, e := range list {
		if n == mostShown {
			fmt.Fprintf(b, "  and %d more\n", len(list)-n)
			return
		}
		parts := make([]string, len(t.Seats))
		for s, mix := range e.Profile {
			var played []string
			for k, x := range mix {
				switch {
				case x > 1-1e-9:
					played = append(played, t.Strategies[k])
				case x > 1e-9:
					played = append(played, fmt.Sprintf("%.3f %s", x, t.Strategies[k]))
				}
			}
			parts[s] = t.Seats[s] + ": " + strings.Join(played, " + ")
		}
		fmt.Fprintf(b, "  %s (largest regret %.1e)\n", strings.Join(parts, "; "), e.Certificate.MaxRegret())
	}
}

// rankStandings prints the evolutionary ranking.
func rankStandings(b io.Writer, a *empirical.Analysis) {
	t := a.Table
	fmt.Fprintf(b, "\nranking by the share of time in an evolutionary process, %.4g %% of drawn tables in brackets\n", 100*a.Level)
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

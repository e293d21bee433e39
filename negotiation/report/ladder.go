package report

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// rungs lists the rungs that the study's programs can reach, from the zone up.
func (s Study) rungs() []negotiation.Rung {
	list := rungs
	for _, r := range s.Results {
		if l := r.Ladder(); len(l) > len(list) {
			list = l
		}
	}
	return list
}

// higher prints the rungs above the deal, a few to a table, and how long deals
// held.
func (s Study) higher(b io.Writer) {
	const across = 3
	for rest := s.rungs()[len(rungs):]; len(rest) > 0; {
		n := min(across, len(rest))
		last := n == len(rest)
		fmt.Fprintln(b)
		t := table(b)
		fmt.Fprint(t, "school")
		for _, g := range rest[:n] {
			fmt.Fprintf(t, "\t%v", g)
		}
		if last {
			fmt.Fprint(t, "\tdays in force")
		}
		fmt.Fprintln(t)
		for _, r := range s.shown() {
			fmt.Fprint(t, schoolName(r))
			s.shares(t, r, rest[:n])
			if last {
				fmt.Fprintf(t, "\t%s", held(r))
			}
			fmt.Fprintln(t)
		}
		s.spreads(t, rest[:n])
		if last {
			fmt.Fprint(t, "\t")
		}
		fmt.Fprintln(t)
		t.Flush()
		rest = rest[n:]
	}
}

// shares prints the share of replications that reach each of some rungs.
func (s Study) shares(t io.Writer, r *montecarlo.Result, list []negotiation.Rung) {
	for _, g := range list {
		p := r.Reached(g)
		if p.N == 0 {
			fmt.Fprint(t, "\t-")
			continue
		}
		fmt.Fprintf(t, "\t%.3f %v", p.Share(), p.Wilson(s.level()))
	}
}

// spreads prints the spread of each of some rungs.
func (s Study) spreads(t io.Writer, list []negotiation.Rung) {
	fmt.Fprint(t, "spread")
	for _, g := range list {
		if lo, hi := s.spread(g); lo <= hi {
			fmt.Fprintf(t, "\t%.3f to %.3f", lo, hi)
		} else {
			fmt.Fprint(t, "\t-")
		}
	}
}

// daysNote explains the column of days.
func (s Study) daysNote() string {
	if len(s.rungs()) == len(rungs) {
		return ""
	}
	return "\nDays in force: median (5 to 95 % of the deals that took effect), at most their term."
}

// held tells how long the deals of a result held.
func held(r *montecarlo.Result) string {
	m := r.HeldQuantile(0.5)
	if m < 0 {
		return "-"
	}
	return fmt.Sprintf("%d (%d to %d)", m, r.HeldQuantile(0.05), r.HeldQuantile(0.95))
}

// mostStops is how many reasons the text lists.
const mostStops = 12

// stops prints who stopped the talks and the deals, and why: the most frequent
// first, by the greatest share of any school.
func (s Study) stops(b io.Writer) {
	list := s.ranked()
	if len(list) == 0 {
		return
	}
	shown := s.shown()
	fmt.Fprint(b, "\nwho and what stopped it: share of the replications that got so far and no further")
	for group := range slices.Chunk(shown, 3) { // wider tables do not fit a page
		s.stopTable(b, list[:min(mostStops, len(list))], group)
	}
	if n := len(list) - mostStops; n > 0 {
		fmt.Fprintf(b, "%d rarer %s left out.\n", n, plural(n, "reason"))
	}
}

// stopTable prints what stopped the replications of a few schools.
func (s Study) stopTable(b io.Writer, list []montecarlo.Stop, group []*montecarlo.Result) {
	fmt.Fprintln(b)
	t := table(b)
	fmt.Fprint(t, "got to\tbecause of")
	for _, r := range group {
		fmt.Fprintf(t, "\t%s", schoolName(r))
	}
	fmt.Fprintln(t)
	for _, x := range list {
		fmt.Fprintf(t, "%v\t%s", x.Rung, s.Results[0].Name(x))
		for _, r := range group {
			p := montecarlo.Proportion{K: stopped(r, x), N: int64(r.Runs)}
			if p.N == 0 {
				fmt.Fprint(t, "\t-")
				continue
			}
			fmt.Fprintf(t, "\t%.3f", p.Share())
		}
		fmt.Fprintln(t)
	}
	t.Flush()
}

// stopped returns how many replications of r one reason stopped.
func stopped(r *montecarlo.Result, x montecarlo.Stop) int64 {
	for _, y := range r.Stops {
		if y.Rung == x.Rung && y.Party == x.Party && y.Reason == x.Reason {
			return y.Count
		}
	}
	return 0
}

// ranked returns every stop of the shown results once, the most frequent first;
// Count is the greatest of any school, for a common number of replications.
func (s Study) ranked() []montecarlo.Stop {
	var list []montecarlo.Stop
	share := map[montecarlo.Stop]float64{}
	for _, r := range s.shown() {
		for _, x := range r.Stops {
			k := float64(x.Count) / float64(r.Runs)
			x.Count = 0
			if _, ok := share[x]; !ok {
				list = append(list, x)
			}
			share[x] = max(share[x], k)
		}
	}
	slices.SortFunc(list, func(a, b montecarlo.Stop) int {
		return cmp.Or(cmp.Compare(share[b], share[a]), cmp.Compare(a.Rung, b.Rung),
			cmp.Compare(a.Party, b.Party), cmp.Compare(a.Reason, b.Reason))
	})
	return list
}

// csvStops writes a row "stop" for everything that stopped replications of r, and
// rows "held" for the median and the 5 and 95 % points of the days in force.
func (s Study) csvStops(c *csv.Writer, r *montecarlo.Result) {
	for _, x := range r.Stops {
		p := montecarlo.Proportion{K: x.Count, N: int64(r.Runs)}
		i := p.Wilson(s.level())
		c.Write([]string{r.Manifest.Scenario, r.Manifest.School, "stop", x.Rung.String(), r.Name(x), strconv.FormatInt(p.K, 10),
			strconv.FormatInt(p.N, 10), num(p.Share()), num(i.Lo), num(i.Hi), num(s.level())})
	}
	if r.HeldQuantile(0.5) < 0 {
		return
	}
	c.Write([]string{r.Manifest.Scenario, r.Manifest.School, "held", "days in force", "", "",
		strconv.FormatInt(r.Reached(negotiation.InForce).K, 10), num(float64(r.HeldQuantile(0.5))),
		num(float64(r.HeldQuantile(0.05))), num(float64(r.HeldQuantile(0.95))), num(0.9)})
}

// stopRow is a Stop in words.
type stopRow struct {
	School string `json:"school"`
	Rung   string `json:"rung"`
	Reason string `json:"reason"`
	Count  int64  `json:"count"`
}

// stopRows lists what stopped the replications of the shown schools.
func (s Study) stopRows() []stopRow {
	var list []stopRow
	for _, r := range s.shown() {
		for _, x := range r.Stops {
			list = append(list, stopRow{r.Manifest.School, x.Rung.String(), r.Name(x), x.Count})
		}
	}
	return list
}

package report

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// A WhatIf is what single concessions of one party would change, by school.
type WhatIf struct {
	Party       string
	Concessions []montecarlo.Concession
	// Schools names the schools; Changes holds for each of them the comparison of
	// every concession with none, in the order of Concessions.
	Schools []string
	Changes [][]*montecarlo.Comparison
	Level   float64 // confidence level in (0, 1); 0 means montecarlo.DefaultLevel
}

func (w WhatIf) level() float64 { return Study{Level: w.Level}.level() }

func (w WhatIf) check() error {
	if len(w.Concessions) == 0 {
		return fmt.Errorf("report: %s has nothing to concede, want at least 1 concession", w.Party)
	}
	if len(w.Changes) != len(w.Schools) || len(w.Schools) == 0 {
		return fmt.Errorf("report: there are %d schools and %d lists of changes, want as many, and at least 1", len(w.Schools), len(w.Changes))
	}
	for _, list := range w.Changes {
		if len(list) != len(w.Concessions) {
			return fmt.Errorf("report: a school has %d changes, want %d", len(list), len(w.Concessions))
		}
	}
	return nil
}

// Text writes a table for every rung: the concessions, ranked by the mean change
// over the schools, with the change in the share of replications that get so far
// under each school and its interval for paired replications.
func (w WhatIf) Text(out io.Writer) error {
	if err := w.check(); err != nil {
		return err
	}
	b := bufio.NewWriter(out)
	r := w.Changes[0][0].A
	fmt.Fprintf(b, "%s: what single concessions of %s change, %d replications a school, seed %d\n", r.Manifest.Scenario, w.Party, r.Runs, r.Manifest.Seed)
	fmt.Fprintf(b, "%s\n", wrap(Warning, 78))
	for _, g := range w.rungs() {
		order := w.ranked(g)
		fmt.Fprintf(b, "\nchange in the share that gets to %q, ranked by the mean over the schools\n", g)
		for first := 0; first < len(w.Schools); first += 3 { // wider tables do not fit a page
			if first > 0 {
				fmt.Fprintln(b)
			}
			w.table(b, g, order, first, min(first+3, len(w.Schools)))
		}
	}
	fmt.Fprintf(b, "\nIn brackets: %.0f %% intervals for paired replications, for sampling error only. Rungs that no\n"+
		"concession changes, or all change as the rung before, are left out. Fewer rules raise everybody's best\n"+
		"package, and with it what parties ask for: a concession can cost deals in the time that there is.\n", 100*w.level())
	return b.Flush()
}

// rungs lists the rungs that some concession changes under some school, and not
// all of them as the rung before.
func (w WhatIf) rungs() []negotiation.Rung {
	var list []negotiation.Rung
	for _, g := range w.Changes[0][0].A.Ladder() {
		moved, new := false, len(list) == 0
		for _, school := range w.Changes {
			for _, c := range school {
				moved = moved || c.Gained[g]+c.Lost[g] > 0
				new = new || c.Gained[g] != c.Gained[g-1] || c.Lost[g] != c.Lost[g-1]
			}
		}
		if moved && new {
			list = append(list, g)
		}
	}
	return list
}

// mean returns the mean change of a concession over the schools.
func (w WhatIf) mean(g negotiation.Rung, concession int) float64 {
	sum := 0.0
	for _, school := range w.Changes {
		d, _ := school[concession].Difference(g, w.level())
		sum += d
	}
	return sum / float64(len(w.Changes))
}

// ranked returns the concessions by their mean change, the greatest first.
func (w WhatIf) ranked(g negotiation.Rung) []int {
	order := make([]int, len(w.Concessions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(w.mean(g, b), w.mean(g, a)) })
	return order
}

// table prints one rung for the schools from first to last.
func (w WhatIf) table(b io.Writer, g negotiation.Rung, order []int, first, last int) {
	t := table(b)
	fmt.Fprint(t, w.Party)
	for _, name := range w.Schools[first:last] {
		fmt.Fprintf(t, "\t%s", name)
	}
	fmt.Fprintln(t)
	for _, i := range order {
		fmt.Fprint(t, w.Concessions[i].Gives)
		for k := first; k < last; k++ {
			d, in := w.Changes[k][i].Difference(g, w.level())
			fmt.Fprintf(t, "\t%+.3f [%+.3f, %+.3f]", d, in.Lo, in.Hi)
		}
		fmt.Fprintln(t)
	}
	fmt.Fprint(t, "without any: share")
	for k := first; k < last; k++ {
		fmt.Fprintf(t, "\t%.3f", w.Changes[k][0].A.Reached(g).Share())
	}
	fmt.Fprintln(t)
	t.Flush()
}

// JSON writes one row for every school, concession and rung, indented.
func (w WhatIf) JSON(out io.Writer) error {
	if err := w.check(); err != nil {
		return err
	}
	type row struct {
		School string  `json:"school"`
		Name   string  `json:"name"`
		Gives  string  `json:"gives"`
		Rung   string  `json:"rung"`
		Before float64 `json:"before"`
		Gained int64   `json:"gained"`
		Lost   int64   `json:"lost"`
		Change float64 `json:"change"`
		Lo     float64 `json:"lo"`
		Hi     float64 `json:"hi"`
	}
	r := w.Changes[0][0].A
	doc := struct {
		Warning  string  `json:"warning"`
		Party    string  `json:"party"`
		Scenario string  `json:"scenario"`
		Runs     int     `json:"runs"`
		Seed     uint64  `json:"seed"`
		Level    float64 `json:"level"`
		Rows     []row   `json:"rows"`
	}{Warning: Warning, Party: w.Party, Scenario: r.Manifest.Scenario, Runs: r.Runs, Seed: r.Manifest.Seed, Level: w.level()}
	for k, school := range w.Changes {
		for i, c := range school {
			for _, g := range c.A.Ladder() {
				d, in := c.Difference(g, w.level())
				doc.Rows = append(doc.Rows, row{w.Schools[k], w.Concessions[i].Name, w.Concessions[i].Gives, g.String(),
					c.A.Reached(g).Share(), c.Gained[g], c.Lost[g], d, in.Lo, in.Hi})
			}
		}
	}
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

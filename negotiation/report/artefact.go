package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// Artefacts writes how far a result depends on conventions of its model, for
// people: for every rung the share as the talks are and by each variation, with
// the paired change and its interval at level (0 means montecarlo.DefaultLevel),
// and the spread over all of them. The error is that of w, or says that level is
// outside (0, 1).
func Artefacts(w io.Writer, s *montecarlo.Spread, level float64) error {
	if level == 0 {
		level = montecarlo.DefaultLevel
	}
	if !(level > 0 && level < 1) {
		return fmt.Errorf("report: level is %v, want above 0 and below 1", level)
	}
	b := bufio.NewWriter(w)
	varied(b, s, level)
	fmt.Fprint(b, artefactNote(level))
	return b.Flush()
}

// varied writes the tables of one school.
func varied(b io.Writer, s *montecarlo.Spread, level float64) {
	fmt.Fprintf(b, "artefacts of %s, %s: %d replications each way, paired draw by draw\n\n",
		s.Base.Manifest.Scenario, schoolName(s.Base), s.Base.Runs)
	for group := range slices.Chunk(s.Base.Ladder(), 3) { // wider tables do not fit a page
		conventions(b, s, group, level)
		fmt.Fprintln(b)
	}
	for _, v := range s.Variations {
		if v.Skipped != "" {
			fmt.Fprintf(b, "%s: skipped, since %s.\n", v.Name, v.Skipped)
		}
	}
}

// artefactNote says how to read the tables.
func artefactNote(level float64) string {
	return fmt.Sprintf("First line: share of replications (Wilson interval). Below: change against it (interval\n"+
		"for matched pairs). All intervals are %.0f %%. Other settlement: deals both ways that differ.\n"+
		"What depends on who moves first, a round more or less, or how ties break is an artefact.\n", 100*level)
}

// conventions writes the table of a few rungs.
func conventions(b io.Writer, s *montecarlo.Spread, ladder []negotiation.Rung, level float64) {
	t := table(b)
	fmt.Fprint(t, "convention")
	for _, g := range ladder {
		fmt.Fprintf(t, "\t%v", g)
	}
	fmt.Fprint(t, "\tother settlement\t\nas it is")
	for _, g := range ladder {
		p := s.Base.Reached(g)
		fmt.Fprintf(t, "\t%.3f %v", p.Share(), p.Wilson(level))
	}
	fmt.Fprint(t, "\t\t\n")
	for i := range s.Variations {
		v := &s.Variations[i]
		if v.Skipped != "" {
			continue
		}
		fmt.Fprint(t, v.Name)
		for _, g := range ladder {
			d, in := s.Difference(i, g, level)
			fmt.Fprintf(t, "\t%+.3f %v", d, in)
		}
		fmt.Fprintf(t, "\t%d %s\t\n", v.Moved, plural(int(v.Moved), "deal"))
	}
	fmt.Fprint(t, "spread")
	for _, g := range ladder {
		lo, hi := s.Range(g)
		fmt.Fprintf(t, "\t%.3f to %.3f", lo, hi)
	}
	fmt.Fprint(t, "\t\t\n")
	t.Flush()
}

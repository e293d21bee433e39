package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/parleylab/parley/negotiation/montecarlo"
)

// artefactRow is one rung of one school played by one convention.
type artefactRow struct {
	School     string `json:"school"`
	Convention string `json:"convention"`
	Skipped    string `json:"skipped,omitempty"` // why there are no figures
	Rung       string `json:"rung,omitempty"`
	Runs       int    `json:"runs,omitempty"`
	Count      int64  `json:"count"` // replications that reach the rung
	// Gained and Lost count those that reach it by this convention only, and
	// those that reach it as the talks are only.
	Gained int64 `json:"gained"`
	Lost   int64 `json:"lost"`
	// Change is that of the share, with the interval for matched pairs.
	Change *float64 `json:"change,omitempty"`
	Lo     *float64 `json:"lo,omitempty"`
	Hi     *float64 `json:"hi,omitempty"`
	Moved  int64    `json:"moved"` // deals both ways that settle differently
}

// artefactRows lists the variations of every school, rung by rung.
func (s Study) artefactRows() []artefactRow {
	var out []artefactRow
	for _, x := range s.Artefacts {
		for i, v := range x.Variations {
			one := artefactRow{School: x.Base.Manifest.School, Convention: v.Name, Skipped: v.Skipped}
			if v.Skipped != "" {
				out = append(out, one)
				continue
			}
			for _, g := range x.Base.Ladder() {
				d, in := x.Difference(i, g, s.level())
				row := one
				row.Rung, row.Runs, row.Count = g.String(), x.Base.Runs, v.Result.Reached(g).K
				row.Gained, row.Lost, row.Moved = v.Gained[g], v.Lost[g], v.Moved
				row.Change, row.Lo, row.Hi = finite(d), finite(in.Lo), finite(in.Hi)
				out = append(out, row)
			}
		}
	}
	return out
}

// finite returns x for JSON, which has no word for what is not a number.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// settlementSet is what concepts settle on in one school, beside the talks.
type settlementSet struct {
	School string          `json:"school"`
	Runs   int             `json:"runs"`
	First  uint64          `json:"first"`
	Zones  int64           `json:"zones"`
	Deals  int64           `json:"deals"`
	Gains  []settlementRow `json:"gains"` // points
	Terms  []termRow       `json:"terms"`
	Match  []matchRow      `json:"match"` // deals that are the very settlement
}

type settlementRow struct {
	Party   string   `json:"party"`
	Measure string   `json:"measure"` // "talks", "unclaimed", or "gain" and "loss" by a concept
	Concept string   `json:"concept,omitempty"`
	Draws   int64    `json:"draws"`
	Mean    *float64 `json:"mean,omitempty"`
	Lo      *float64 `json:"lo,omitempty"`
	Hi      *float64 `json:"hi,omitempty"`
}

type termRow struct {
	By     string `json:"by"` // "talks" or a concept
	Issue  string `json:"issue"`
	Option string `json:"option"`
	Count  int64  `json:"count"`
	Of     int64  `json:"of"`
}

type matchRow struct {
	Concept string `json:"concept"`
	Count   int64  `json:"count"`
	Of      int64  `json:"of"`
}

// settlementSets lists the settlements of every school.
func (s Study) settlementSets() []settlementSet {
	var out []settlementSet
	for _, x := range s.Settlements {
		set := settlementSet{School: x.Manifest.School, Runs: x.Runs, First: x.First, Zones: x.Zones, Deals: x.Deals, Gains: s.gainRows(x)}
		if r := s.talks(x); r != nil {
			set.Terms = termRows(set.Terms, "talks", x.Issues, r.Options, r.Deals())
		}
		for i := range x.Concepts {
			c := &x.Concepts[i]
			set.Terms = termRows(set.Terms, c.Concept, x.Issues, c.Options, c.Draws)
			set.Match = append(set.Match, matchRow{c.Concept, c.Reached, x.Deals})
		}
		out = append(out, set)
	}
	return out
}

// gainRows lists what every party gains in the talks and by each concept.
func (s Study) gainRows(x *montecarlo.Settlements) []settlementRow {
	var out []settlementRow
	for i, party := range x.Seats {
		add := func(measure, concept string, m montecarlo.Moments) {
			row := settlementRow{Party: party, Measure: measure, Concept: concept, Draws: m.N}
			if m.N > 0 {
				in := m.Interval(s.level())
				row.Mean, row.Lo, row.Hi = finite(m.Mean), finite(in.Lo), finite(in.Hi)
			}
			out = append(out, row)
		}
		add("talks", "", x.MeanGain(i))
		add("unclaimed", "", x.MeanUnclaimed(i))
		for c := range x.Concepts {
			add("gain", x.Concepts[c].Concept, x.ConceptGain(c, i))
			add("loss", x.Concepts[c].Concept, x.ConceptLoss(c, i))
		}
	}
	return out
}

// termRows appends how often every option is taken.
func termRows(list []termRow, by string, issues []montecarlo.Column, counts [][]int64, of int64) []termRow {
	for k, is := range issues {
		for l, option := range is.Options {
			list = append(list, termRow{by, is.Name, option, counts[k][l], of})
		}
	}
	return list
}

// talks returns the result of the school that x is of, or nil.
func (s Study) talks(x *montecarlo.Settlements) *montecarlo.Result {
	i := slices.IndexFunc(s.Results, func(r *montecarlo.Result) bool { return r.Manifest.School == x.Manifest.School })
	if i < 0 {
		return nil
	}
	return s.Results[i]
}

// theory prints the artefacts and the settlements of a study, where it has them.
func (s Study) theory(b io.Writer) {
	for _, x := range s.Artefacts {
		fmt.Fprintln(b)
		varied(b, x, s.level())
	}
	if len(s.Artefacts) > 0 {
		fmt.Fprint(b, artefactNote(s.level()))
	}
	if len(s.Settlements) == 0 {
		return
	}
	fmt.Fprintln(b)
	var talks []*montecarlo.Result
	for _, x := range s.Settlements {
		talks = append(talks, s.talks(x))
	}
	yardsticks(b, s.Settlements, talks, s.level())
}

// csvTheory writes the rows of artefacts and settlements.
func (s Study) csvTheory(c *csv.Writer, scenario string) {
	count := func(n int64) string { return strconv.FormatInt(n, 10) }
	optional := func(x *float64) string {
		if x == nil {
			return ""
		}
		return num(*x)
	}
	level := num(s.level())
	for _, r := range s.artefactRows() {
		if r.Skipped != "" {
			c.Write([]string{scenario, r.School, "artefact skipped", "", r.Convention, "", "", "", "", "", ""})
			continue
		}
		c.Write([]string{scenario, r.School, "artefact", r.Rung, r.Convention, count(r.Count), strconv.Itoa(r.Runs),
			optional(r.Change), optional(r.Lo), optional(r.Hi), level})
	}
	for _, set := range s.settlementSets() {
		c.Write([]string{scenario, set.School, "settlement draws", "", "", count(set.Zones), strconv.Itoa(set.Runs), "", "", "", ""})
		for _, r := range set.Gains {
			c.Write([]string{scenario, set.School, "settlement " + r.Measure, r.Party, r.Concept, "", count(r.Draws),
				optional(r.Mean), optional(r.Lo), optional(r.Hi), level})
		}
		s.csvSettled(c, scenario, set)
	}
}

// csvSettled writes what concepts settle on, and how often the talks do too. The
// talks' own terms are in rows "term".
func (s Study) csvSettled(c *csv.Writer, scenario string, set settlementSet) {
	share := func(measure, item, option string, k, n int64) {
		p := montecarlo.Proportion{K: k, N: n}
		in, value := p.Wilson(s.level()), ""
		if n > 0 {
			value = num(p.Share())
		}
		c.Write([]string{scenario, set.School, measure, item, option, strconv.FormatInt(k, 10), strconv.FormatInt(n, 10),
			value, num(in.Lo), num(in.Hi), num(s.level())})
	}
	for _, r := range set.Match {
		share("settlement reached", r.Concept, "", r.Count, r.Of)
	}
	for _, r := range set.Terms {
		if r.By != "talks" {
			share("term by "+r.By, r.Issue, r.Option, r.Count, r.Of)
		}
	}
}

package report

import (
	"fmt"
	"math"
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// Warning is printed with every report.
const Warning = "This scenario turns a short text and a set of stated judgements into a game. " +
	"It cannot tell you what will happen. It can tell you which assumptions a conclusion needs."

// A Study is one scenario as several schools of thought see it. Results are in
// the order of the schools; the spread is taken over all of them, while Shown,
// if not empty, names the schools to print.
//
// Results of an interrupted run may hold different numbers of replications, or
// none; every report then says which are complete.
type Study struct {
	Results []*montecarlo.Result
	Shown   []string
	Level   float64 // confidence level in (0, 1); 0 means montecarlo.DefaultLevel
	// Wanted is the number of replications a school that were asked for. If a
	// result holds fewer the study is reported as incomplete; 0 means as many as
	// there are.
	Wanted int
	// Artefacts and Settlements are told behind the tables, if there are any.
	// Either is of a school whose result is among Results; ReadJSON leaves them
	// behind, since they cannot be merged as results can.
	Artefacts   []*montecarlo.Spread
	Settlements []*montecarlo.Settlements
}

// check reports what makes a study unfit to be told.
func (s Study) check() error {
	if len(s.Results) == 0 {
		return fmt.Errorf("report: there are no results, want at least 1")
	}
	if l := s.level(); !(l > 0 && l < 1) {
		return fmt.Errorf("report: level is %v, want above 0 and below 1", l)
	}
	for _, r := range s.Results {
		if r == nil {
			return fmt.Errorf("report: a result is missing, want none nil")
		}
	}
	if slices.Contains(s.Artefacts, nil) || slices.Contains(s.Settlements, nil) {
		return fmt.Errorf("report: artefacts or settlements are missing, want none nil")
	}
	if len(s.shown()) == 0 {
		return fmt.Errorf("report: no result is of the schools shown, %q", s.Shown)
	}
	return nil
}

// runs returns the least and the greatest number of replications of a school.
func (s Study) runs() (lo, hi int) {
	lo, hi = s.Results[0].Runs, s.Results[0].Runs
	for _, r := range s.Results {
		lo, hi = min(lo, r.Runs), max(hi, r.Runs)
	}
	return lo, hi
}

// incomplete reports whether replications that were asked for are missing.
func (s Study) incomplete() bool {
	lo, hi := s.runs()
	return lo != hi || lo < s.Wanted
}

// rungs are those of the first table, which every scenario reaches.
var rungs = []negotiation.Rung{negotiation.Zone, negotiation.Announced}

func (s Study) level() float64 {
	if s.Level == 0 {
		return montecarlo.DefaultLevel
	}
	return s.Level
}

// shown returns the results to print.
func (s Study) shown() []*montecarlo.Result {
	if len(s.Shown) == 0 {
		return s.Results
	}
	var out []*montecarlo.Result
	for _, r := range s.Results {
		if slices.Contains(s.Shown, r.Manifest.School) {
			out = append(out, r)
		}
	}
	return out
}

// spread returns the least and the greatest share over the schools; lo is above
// hi if no school has any replications.
func (s Study) spread(rung negotiation.Rung) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, r := range s.Results {
		if r.Runs == 0 {
			continue
		}
		x := r.Reached(rung).Share()
		lo, hi = min(lo, x), max(hi, x)
	}
	return lo, hi
}

// schoolName names a result's school.
func schoolName(r *montecarlo.Result) string {
	if r.Manifest.School == "" {
		return "as compiled"
	}
	return r.Manifest.School
}

// An Outside is the outside view for a scenario's horizon: how often the event
// of the base rate happens within as many days.
type Outside struct {
	Event        string  `json:"event"`
	Days         float64 `json:"days"`
	Mean, Lo, Hi float64 // share of cases; Lo and Hi bound the central Level
	Level        float64
	PerYear      string
	Cite         string
}

// outside computes the outside view from a yearly chance p by a constant
// hazard: 1 - (1-p)^(days/365.25). ok is false if the scenario names no base
// rate or no length of a round.
func (s Study) outside() (o Outside, ok bool) {
	if len(s.Results) == 0 || s.Results[0].BaseRate == nil {
		return o, false
	}
	b := s.Results[0].BaseRate
	q, err := negotiation.ParseQuantity(b.PerYear)
	if err != nil || b.Days <= 0 {
		return o, false
	}
	at := func(p float64) float64 {
		return -math.Expm1(b.Days / 365.25 * math.Log1p(-q.Quantile(p)))
	}
	const n = 2000
	sum := 0.0
	for i := range n {
		sum += at((float64(i) + 0.5) / n)
	}
	a := (1 - s.level()) / 2
	return Outside{
		Event: b.Event, Days: b.Days, Mean: sum / n, Lo: at(a), Hi: at(1 - a),
		Level: s.level(), PerYear: b.PerYear, Cite: b.Cite,
	}, true
}

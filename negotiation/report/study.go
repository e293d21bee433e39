package report

import (
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
type Study struct {
	Results []*montecarlo.Result
	Shown   []string
	Level   float64 // confidence level; 0 means montecarlo.DefaultLevel
}

// rungs lists the rungs that a study reports.
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

// spread returns the least and the greatest share over the schools.
func (s Study) spread(rung negotiation.Rung) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, r := range s.Results {
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

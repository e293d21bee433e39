package report

import (
	"encoding/csv"
	"io"
	"strconv"

	"github.com/parleylab/parley/negotiation/montecarlo"
)

// csvHead names the columns of CSV.
var csvHead = []string{"scenario", "school", "measure", "item", "option", "count", "of", "value", "lo", "hi", "level"}

// CSV writes the study as one tidy table, a row for each figure. The measures
// are "rung" (share of replications), "term" (share of deals), "round" (mean
// round of a deal), "gain" (mean points above the reservation value), "metric",
// "spread" (least and greatest share over all schools) and "base rate". Absent
// figures are empty cells. What stopped replications is in rows "stop", with the
// rung as item and the party and reason as option; how long deals held in rows
// "held", as median and 5 and 95 % points. An incomplete study has a row
// "incomplete" with the least number of replications of a school as count and the
// number wanted as of.
//
// Artefacts are rows "artefact", by rung and convention, with the count by that
// convention and the change of the share as value. Settlements are rows "settlement
// draws" (draws with a zone), "settlement talks", "unclaimed", "gain" and "loss" (a
// party's mean points, by concept), "settlement reached" (share of deals) and "term
// by" each concept (share of its picks).
func (s Study) CSV(w io.Writer) error {
	if err := s.check(); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.Write(csvHead)
	if s.incomplete() {
		lo, hi := s.runs()
		c.Write([]string{s.Results[0].Manifest.Scenario, "", "incomplete", "", "", strconv.Itoa(lo), strconv.Itoa(max(hi, s.Wanted)), "", "", "", ""})
	}
	for _, r := range s.shown() {
		s.csvResult(c, r)
	}
	scenario := s.Results[0].Manifest.Scenario
	for _, g := range s.rungs() {
		lo, hi := s.spread(g)
		if lo > hi {
			continue
		}
		c.Write([]string{scenario, "", "spread", g.String(), "", "", "", "", num(lo), num(hi), ""})
	}
	if o, ok := s.outside(); ok {
		c.Write([]string{scenario, "", "base rate", o.Event, "", "", "", num(o.Mean), num(o.Lo), num(o.Hi), num(o.Level)})
	}
	s.csvTheory(c, scenario)
	c.Flush()
	return c.Error()
}

func (s Study) csvResult(c *csv.Writer, r *montecarlo.Result) {
	school := r.Manifest.School
	share := func(measure, item, option string, p montecarlo.Proportion) {
		i := p.Wilson(s.level())
		value := ""
		if p.N > 0 {
			value = num(p.Share())
		}
		c.Write([]string{r.Manifest.Scenario, school, measure, item, option, strconv.FormatInt(p.K, 10),
			strconv.FormatInt(p.N, 10), value, num(i.Lo), num(i.Hi), num(s.level())})
	}
	mean := func(measure, item string, m montecarlo.Moments) {
		row := []string{r.Manifest.Scenario, school, measure, item, "", "", strconv.FormatInt(m.N, 10), "", "", "", num(s.level())}
		if m.N > 0 {
			row[7] = num(m.Mean)
		}
		if m.N > 1 {
			i := m.Interval(s.level())
			row[8], row[9] = num(i.Lo), num(i.Hi)
		}
		c.Write(row)
	}
	for _, g := range s.rungs() {
		share("rung", g.String(), "", r.Reached(g))
	}
	s.csvStops(c, r)
	for k, col := range r.Issues {
		for l, name := range col.Options {
			share("term", col.Name, name, r.Option(k, l))
		}
	}
	mean("round", "", r.MeanRound())
	for i, name := range r.Seats {
		mean("gain", name, r.MeanSurplus(i))
	}
	for _, x := range r.Metrics {
		if m, err := r.Metric(x.Name); err == nil {
			mean("metric", x.Name, m)
		}
	}
}

func num(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

package montecarlo

import (
	"math"

	"github.com/parleylab/parley/negotiation"
)

var nan = math.NaN()

// A Metric is a number taken from every replication. Measure is called on the
// worker's own session right after the replication was played, and must depend
// on nothing else; NaN means that there is nothing to measure.
type Metric struct {
	Name    string
	Unit    string
	Measure func(s *negotiation.Session, r negotiation.Record) float64
}

// Margin is how far the best package is from acceptable to all: the greatest,
// over feasible outcomes, of the smallest surplus over the reservation values,
// in scales of each party's points. It is negative where there is no zone, and
// NaN where nothing is feasible.
func Margin() Metric {
	return Metric{Name: "margin", Unit: "scale", Measure: func(s *negotiation.Session, _ negotiation.Record) float64 {
		return s.Margin()
	}}
}

// ZoneShare is the share of all outcomes that are feasible and acceptable to
// everybody.
func ZoneShare() Metric {
	return Metric{Name: "zone-share", Unit: "share", Measure: func(s *negotiation.Session, _ negotiation.Record) float64 {
		return float64(s.ZoneSize()) / float64(s.Program().Domain().Len())
	}}
}

// Present is what seat i gets in present points: the agreed outcome discounted
// for the round, or the reservation value without a deal.
func Present(name string, i int) Metric {
	return Metric{Name: name, Unit: "points", Measure: func(s *negotiation.Session, r negotiation.Record) float64 {
		if r.Outcome == negotiation.NoDeal {
			return s.Reservation(i)
		}
		return s.Present(i, r.Outcome, int(r.Round))
	}}
}

package calibrate

import (
	"cmp"
	"math"
	"slices"

	"github.com/parleylab/parley/negotiation"
)

// A Summary is a law in three numbers.
type Summary struct {
	Mean float64 `json:"mean"`
	Lo   float64 `json:"lo"` // 5 %
	Hi   float64 `json:"hi"` // 95 %
}

// A Marginal is one uncertain quantity before and after the evidence.
type Marginal struct {
	Name      string  `json:"name"`
	Unit      string  `json:"unit,omitempty"`
	Prior     Summary `json:"prior"`
	Posterior Summary `json:"posterior"`
	// Shift is the greatest distance between the two distribution functions, in
	// [0, 1]: what the evidence says about the quantity on its own. Without any it
	// is about 0.9 over the root of the number of draws.
	Shift float64 `json:"shift"`
}

// Posterior sums up points drawn from the posterior, one row each as
// Session.PlayAt takes them, for every uncertain quantity of the program: those
// that moved most come first, equals in the order of the program. Events, which
// are no numbers of the world, are left out. It panics if there are no points.
func Posterior(p *negotiation.Program, points [][]float64) []Marginal {
	if len(points) == 0 {
		panic("calibrate: Posterior wants at least one point")
	}
	var list []Marginal
	us := make([]float64, len(points))
	for _, row := range p.Params() {
		if _, exact := row.Quantity.(negotiation.Exactly); exact || row.Event || row.Column >= len(points[0]) {
			continue
		}
		for i := range points {
			us[i] = points[i][row.Column]
		}
		slices.Sort(us)
		list = append(list, marginal(row, us))
	}
	slices.SortStableFunc(list, func(a, b Marginal) int { return cmp.Compare(b.Shift, a.Shift) })
	return list
}

// marginal compares a quantity's law with sorted coordinates of its posterior,
// which would be uniform under the prior.
func marginal(row negotiation.Param, us []float64) Marginal {
	q := row.Quantity
	n := float64(len(us))
	m := Marginal{Name: row.Name, Unit: row.Unit}
	m.Prior = Summary{mean(q, func(x float64) float64 { return x }), q.Quantile(0.05), q.Quantile(0.95)}
	for i, u := range us {
		m.Posterior.Mean += q.Quantile(u) / n
		m.Shift = max(m.Shift, math.Abs(u-float64(i)/n), math.Abs(u-float64(i+1)/n))
	}
	at := func(p float64) float64 { return q.Quantile(us[min(len(us)-1, int(p*n))]) }
	m.Posterior.Lo, m.Posterior.Hi = at(0.05), at(0.95)
	return m
}

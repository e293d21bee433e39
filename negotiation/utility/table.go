package utility

import (
	"math"

	"github.com/parleylab/parley/negotiation"
)

// Table gives the value of every outcome outright. It fits small cases from a
// textbook and utilities computed elsewhere; the engine lists the outcomes of a
// negotiation in which one party has a Table, so it is limited to
// negotiation.DenseOutcomes.
type Table struct {
	// Payoff is the value of each outcome, in the domain's order.
	Payoff []float64
	// Points is the scale; 0 means the largest magnitude in Payoff.
	Points float64
}

type table struct {
	payoff  []float64
	weights []int
	scale   float64
}

// Bind checks that there is one finite value for each outcome.
func (t Table) Bind(d *negotiation.Domain, b *negotiation.Binder) negotiation.Valuer {
	if int64(len(t.Payoff)) != d.Len() {
		b.Fault("utility/payoff", "there are %d values for %d outcomes, want one for each", len(t.Payoff), d.Len())
		return nil
	}
	u := &table{payoff: t.Payoff, scale: t.Points}
	largest := 0.0
	for o, x := range t.Payoff {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			b.Fault("utility/payoff", "value %d is %v, want a finite number", o, x)
			return nil
		}
		largest = max(largest, math.Abs(x))
	}
	if u.scale == 0 {
		u.scale = max(largest, math.SmallestNonzeroFloat64*(1<<52))
	}
	if largest > 4*u.scale {
		b.Fault("utility/points", "the scale is %v and a value %v, want values within four times the scale", u.scale, largest)
	}
	stride := 1
	u.weights = make([]int, d.NumIssues())
	for k := d.NumIssues() - 1; k >= 0; k-- {
		u.weights[k] = stride
		stride *= len(d.Issue(k).Options)
	}
	return u
}

// Scale returns the scale.
func (u *table) Scale() float64 { return u.scale }

// Value looks the outcome up.
func (u *table) Value(_ []float64, options []int) float64 {
	o := 0
	for k, l := range options {
		o += l * u.weights[k]
	}
	return u.payoff[o]
}

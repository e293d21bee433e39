package utility

import (
	"maps"
	"math"
	"slices"

	"github.com/parleylab/parley/negotiation"
)

// Additive is a weighted sum over issues: weights times the value of the option
// taken, the weights normalised so that they add up to Total.
//
// Every issue of the domain needs a weight and a value for each of its options,
// and no other issue may have one. Weights are drawn first and normalised
// afterwards, so only their proportions matter; they must not be negative, and
// not all zero in every draw: in one in which they all are, nothing is worth
// anything. Values are usually in [0, 1], 0 for the option the party likes least
// and 1 for the one it likes most; they must lie in [-4, 4].
//
// Keeney, R. and Raiffa, H. (1976). Decisions with Multiple Objectives. Wiley.
type Additive struct {
	// Weights by issue; bound as "weight/<issue>".
	Weights map[string]negotiation.Quantity
	// Values by issue, one per option; bound as "value/<issue>/<option index>"
	// where they are not exact.
	Values map[string][]negotiation.Quantity
	// Total is what the weights add up to, in points; 0 means 1.
	Total float64
}

// additive is Additive, bound.
type additive struct {
	total   float64
	offset  []int // of issue k in a flat table
	weights []negotiation.Slot
	values  []value
}

// value is a fixed number or the slot of a drawn one.
type value struct {
	fixed float64
	slot  negotiation.Slot
	drawn bool
}

// Bind resolves the utility against d.
func (a Additive) Bind(d *negotiation.Domain, b *negotiation.Binder) negotiation.Valuer {
	u := &additive{total: a.Total}
	if a.Total == 0 {
		u.total = 1
	}
	if !(u.total > 0) || math.IsInf(u.total, 0) {
		b.Fault("utility/total", "it is %v, want a positive number", a.Total)
		u.total = 1
	}
	a.checkNames(d, b)
	if a.weightless() {
		b.Fault("weight", "all weights are 0, want one above 0")
	}
	u.offset = append(u.offset, 0)
	for k := range d.NumIssues() {
		is := d.Issue(k)
		u.weights = append(u.weights, a.bindWeight(is.Name, b))
		u.values = append(u.values, a.bindValues(is, b)...)
		u.offset = append(u.offset, len(u.values))
	}
	return u
}

// checkNames faults issues that the domain does not have.
func (a Additive) checkNames(d *negotiation.Domain, b *negotiation.Binder) {
	for _, name := range slices.Sorted(maps.Keys(a.Weights)) {
		if d.IssueIndex(name) < 0 {
			b.Fault("weight/"+name, "there is no such issue")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(a.Values)) {
		if d.IssueIndex(name) < 0 {
			b.Fault("value/"+name, "there is no such issue")
		}
	}
}

// weightless reports whether no issue ever weighs anything.
func (a Additive) weightless() bool {
	for _, q := range a.Weights {
		if negotiation.CheckQuantity(q) != nil || q.Quantile(1-1e-6) > 0 {
			return false
		}
	}
	return len(a.Weights) > 0
}

func (a Additive) bindWeight(issue string, b *negotiation.Binder) negotiation.Slot {
	w, ok := a.Weights[issue]
	if !ok {
		b.Fault("weight/"+issue, "there is no weight, want one of 0 or more")
	}
	return b.Quantity(negotiation.Named{
		Name: "weight/" + issue, Quantity: w, Default: 1, Min: 0, Max: math.MaxFloat64})
}

func (a Additive) bindValues(is negotiation.Issue, b *negotiation.Binder) []value {
	qs := a.Values[is.Name]
	if len(qs) != len(is.Options) {
		b.Fault("value/"+is.Name, "there are %d values for %d options, want one for each", len(qs), len(is.Options))
	}
	out := make([]value, len(is.Options))
	for l := range out {
		if l >= len(qs) {
			break
		}
		out[l] = bindValue(qs[l], is.Name, l, b)
	}
	return out
}

// Scale returns Total.
func (u *additive) Scale() float64 { return u.total }

// Table stores weight times value for every option.
func (u *additive) Table(dst, draw []float64) {
	sum := 0.0
	for _, s := range u.weights {
		sum += draw[s]
	}
	if !(sum > 0) {
		sum = 1
	}
	for k, s := range u.weights {
		w := u.total * (draw[s] / sum)
		for l := u.offset[k]; l < u.offset[k+1]; l++ {
			v := u.values[l].fixed
			if u.values[l].drawn {
				v = draw[u.values[l].slot]
			}
			dst[l] = w * v
		}
	}
}

// Value returns the weighted sum for one outcome.
func (u *additive) Value(draw []float64, options []int) float64 {
	table := make([]float64, len(u.values))
	u.Table(table, draw)
	x := 0.0
	for k, l := range options {
		x += table[u.offset[k]+l]
	}
	return x
}

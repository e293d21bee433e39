package montecarlo

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// ErrMerge is wrapped by the errors of Merge.
var ErrMerge = errors.New("montecarlo: results do not fit together")

// Merge joins the results of parts of a run, given in any order, into what one
// uninterrupted run over the whole range would have returned, byte for byte.
// The parts must have the same manifest and together cover a range without gap
// or overlap; the error wraps ErrMerge and says which replications are missing
// or present twice. Empty results are passed over.
func Merge(parts ...*Result) (*Result, error) {
	var list []*Result
	for _, p := range parts {
		if p != nil && p.Runs > 0 {
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		if len(parts) > 0 && parts[0] != nil {
			return parts[0], nil
		}
		return nil, fmt.Errorf("%w: there are none", ErrMerge)
	}
	slices.SortStableFunc(list, func(a, b *Result) int {
		if a.First < b.First {
			return -1
		}
		if a.First > b.First {
			return 1
		}
		return 0
	})
	out := list[0].hollow()
	for _, p := range list {
		if err := out.follows(p); err != nil {
			return nil, err
		}
		out.add(p)
	}
	return out, nil
}

// follows reports why p is not the continuation of r.
func (r *Result) follows(p *Result) error {
	next := r.First + uint64(r.Runs)
	switch {
	case !reflect.DeepEqual(r.Manifest, p.Manifest):
		return fmt.Errorf("%w: manifest %+v differs from %+v", ErrMerge, p.Manifest, r.Manifest)
	case len(r.Metrics) != len(p.Metrics):
		return fmt.Errorf("%w: %d metrics against %d", ErrMerge, len(p.Metrics), len(r.Metrics))
	case p.First > next:
		return fmt.Errorf("%w: replications %d to %d are missing", ErrMerge, next, p.First-1)
	case p.First < next:
		return fmt.Errorf("%w: replications %d to %d are there twice", ErrMerge, p.First, next-1)
	}
	for i := range r.Metrics {
		if r.Metrics[i].Name != p.Metrics[i].Name {
			return fmt.Errorf("%w: metric %q against %q", ErrMerge, p.Metrics[i].Name, r.Metrics[i].Name)
		}
	}
	return nil
}

// hollow returns a copy of r with all counts at zero.
func (r *Result) hollow() *Result {
	out := &Result{
		Manifest: r.Manifest, First: r.First, Units: r.Units, Seats: r.Seats, Issues: r.Issues, BaseRate: r.BaseRate,
		Top: r.Top, Parties: r.Parties, Reasons: r.Reasons,
		Rounds: make([]int64, len(r.Rounds)), Proposers: make([]int64, len(r.Proposers)),
		Surplus: make([]Sum, len(r.Surplus)),
	}
	for _, o := range r.Options {
		out.Options = append(out.Options, make([]int64, len(o)))
	}
	for _, m := range r.Metrics {
		out.Metrics = append(out.Metrics, Measured{Name: m.Name, Unit: m.Unit})
	}
	return out
}

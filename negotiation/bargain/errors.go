package bargain

import (
	"errors"
	"fmt"
	"math"
)

// ErrInput is matched by every error that says a field of a model is out of
// range, not finite, or of the wrong shape.
var ErrInput = errors.New("bargain: invalid input")

// ErrScope is matched by every error that says the parameters are sound, yet the
// model does not apply to them: an assumption of the theorem fails.
var ErrScope = errors.New("bargain: outside the model")

// ErrConvergence is matched by the error of an iteration that found no answer of
// the accuracy promised. No result is returned with it.
var ErrConvergence = errors.New("bargain: no convergence")

// faults collects all that is wrong with the fields of a model.
type faults struct {
	model string
	list  []error
}

func (f *faults) add(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	f.list = append(f.list, fmt.Errorf("%w: %s.%s", ErrInput, f.model, text))
}

func (f *faults) err() error { return errors.Join(f.list...) }

// least bounds from below what must be positive, so that no quotient of a few
// numbers overflows.
const least = 1 / magnitude

// open wants lo < x < hi, and least ≤ x where lo is zero.
func (f *faults) open(field string, x, lo, hi float64) {
	switch {
	case !(x > lo && x < hi):
		f.add("%s is %v, want in (%v, %v)", field, x, lo, hi)
	case lo == 0 && x < least:
		f.add("%s is %v, want in [%v, %v)", field, x, least, hi)
	}
}

// closed wants lo <= x <= hi.
func (f *faults) closed(field string, x, lo, hi float64) {
	if !(x >= lo && x <= hi) {
		f.add("%s is %v, want in [%v, %v]", field, x, lo, hi)
	}
}

// left wants lo < x <= hi, and least ≤ x where lo is zero.
func (f *faults) left(field string, x, lo, hi float64) {
	switch {
	case !(x > lo && x <= hi):
		f.add("%s is %v, want in (%v, %v]", field, x, lo, hi)
	case lo == 0 && x < least:
		f.add("%s is %v, want in [%v, %v]", field, x, least, hi)
	}
}

// magnitude bounds every plain number, so that no sum or product of a few of
// them overflows.
const magnitude = 1e100

func (f *faults) finite(field string, x float64) {
	if !(math.Abs(x) <= magnitude) {
		f.add("%s is %v, want finite and at most %v in size", field, x, magnitude)
	}
}

func (f *faults) positive(field string, x float64) { f.left(field, x, 0, magnitude) }

func (f *faults) nonnegative(field string, x float64) { f.closed(field, x, 0, magnitude) }

func (f *faults) size(field string, n, lo, hi int) {
	if n < lo || n > hi {
		f.add("%s is %d, want in [%d, %d]", field, n, lo, hi)
	}
}

// pair applies a check to both entries of a two-party field.
func pair(field string, x [2]float64, check func(string, float64)) {
	for i := range x {
		check(fmt.Sprintf("%s[%d]", field, i), x[i])
	}
}

// discounts wants every entry in (0, 1).
func (f *faults) discounts(field string, d []float64) {
	for i := range d {
		f.open(fmt.Sprintf("%s[%d]", field, i), d[i], 0, 1)
	}
}

// probabilities wants entries in [0, 1] that sum to one within 1e-9.
func (f *faults) probabilities(field string, p []float64) {
	sum := 0.0
	for i := range p {
		f.closed(fmt.Sprintf("%s[%d]", field, i), p[i], 0, 1)
		sum += p[i]
	}
	if !(math.Abs(sum-1) <= 1e-9) {
		f.add("%s sums to %v, want 1", field, sum)
	}
}

// table wants rows of one common length in [1, columns], all finite, and
// returns that length.
func (f *faults) table(field string, t [][]float64, rows, columns int) int {
	if len(t) < 1 || len(t) > rows {
		f.add("%s has %d rows, want in [1, %d]", field, len(t), rows)
		return 0
	}
	m := len(t[0])
	f.size(field+"[0] length", m, 1, columns)
	for i := range t {
		if len(t[i]) != m {
			f.add("%s[%d] has %d entries, want %d as in row 0", field, i, len(t[i]), m)
		}
		f.row(fmt.Sprintf("%s[%d]", field, i), t[i])
	}
	return m
}

// row wants every entry finite; only the first fault of a row is reported.
func (f *faults) row(field string, x []float64) {
	for k := range x {
		if !(math.Abs(x[k]) <= magnitude) {
			f.finite(fmt.Sprintf("%s[%d]", field, k), x[k])
			return
		}
	}
}

// scope says that an assumption of the named model fails.
func scope(model, format string, args ...any) error {
	return fmt.Errorf("%w: %s: %s", ErrScope, model, fmt.Sprintf(format, args...))
}

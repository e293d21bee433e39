package negotiation

import (
	"errors"
	"fmt"
	"math"
)

// A Quantity is a number that we may not know: a quantile function on the open
// interval (0, 1), non-decreasing. Quantile(0.1) is the value that the number
// stays below with probability 0.1. An uncertain number is drawn by putting a
// uniform number in, so that independent draws, Latin hypercubes and Sobol'
// points are the same call on other points.
//
// The types of this package are immutable values, safe to share, usable by
// struct literal once CheckQuantity accepts them. gonum's distuv types that
// have a Quantile method are Quantities too, but their bits may differ between
// architectures. What Quantile returns outside (0, 1) is up to the type.
type Quantity interface {
	Quantile(p float64) float64
}

// MaxQuantityDepth is the largest number of Shifted, Scaled and Sourced
// quantities within each other.
const MaxQuantityDepth = 32

// errMissing is the fault of a nil quantity.
var errMissing = Fault{Path: "quantity", Reason: "is missing, want a number or a distribution"}

// CheckQuantity reports everything that is wrong with q, joined, each a Fault
// whose path is the distribution and the field and whose reason is the range
// wanted. A type of another package is asked for its own verdict if it has a
// method Validate() error; otherwise its quantiles are probed, and must be
// finite and non-decreasing. A panic of such a type is a fault.
func CheckQuantity(q Quantity) error {
	if d := quantityDepth(q); d > MaxQuantityDepth {
		return Fault{Path: "quantity", Reason: fmt.Sprintf(
			"is nested deeper than %d levels, want at most that", MaxQuantityDepth)}
	}
	if q == nil {
		return errMissing
	}
	if v, ok := q.(interface{ Validate() error }); ok {
		return guard(q, v.Validate)
	}
	return guard(q, func() error { return probe(q) })
}

// guard turns a panic of foreign code into a fault.
func guard(q Quantity, check func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = Fault{Path: fmt.Sprintf("%T", q), Reason: fmt.Sprintf("panics: %v", r)}
		}
	}()
	return check()
}

// probe looks at a foreign quantile function where it is cheap to see faults.
func probe(q Quantity) error {
	var f faults
	last := math.Inf(-1)
	for _, p := range [...]float64{1e-6, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1 - 1e-6} {
		x := q.Quantile(p)
		switch {
		case math.IsNaN(x) || math.IsInf(x, 0):
			f.add(fmt.Sprintf("%T", q), "quantile %v is %v, want a finite number", p, x)
		case x < last:
			f.add(fmt.Sprintf("%T", q), "quantile %v is %v, want at least %v as quantiles rise", p, x, last)
		default:
			last = x
		}
	}
	return f.err()
}

// quantityDepth counts the levels of q, and stops counting past the limit.
func quantityDepth(q Quantity) int {
	d := 0
	for d <= MaxQuantityDepth {
		switch t := q.(type) {
		case Shifted:
			q = t.Of
		case Scaled:
			q = t.Of
		case Sourced:
			q = t.Quantity
		default:
			return d
		}
		d++
	}
	return d
}

// wantFinite adds a fault if x is no finite number, and reports whether it is.
func wantFinite(f *faults, path string, x float64) bool {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		f.add(path, "is %v, want a finite number", x)
		return false
	}
	return true
}

// wantPositive adds a fault unless x lies above zero and is at most most.
func wantPositive(f *faults, path string, x, most float64) bool {
	if !(x > 0 && x <= most) {
		f.add(path, "is %v, want above 0 and at most %v", x, most)
		return false
	}
	return true
}

// Exactly is a number that we know. Any finite number is valid.
type Exactly float64

// Quantile returns the number, whatever p.
func (e Exactly) Quantile(float64) float64 { return float64(e) }

// Validate reports a number that is not finite.
func (e Exactly) Validate() error {
	var f faults
	wantFinite(&f, "exactly", float64(e))
	return f.err()
}

// String returns the number as ParseQuantity reads it.
func (e Exactly) String() string { return quantityText(e) }

// Shifted is another quantity plus a known number, By. It describes what-ifs
// and schools of thought as a change to what they start from.
type Shifted struct {
	By float64
	Of Quantity
}

// Quantile returns the quantile of Of, plus By.
func (s Shifted) Quantile(p float64) float64 { return s.By + s.Of.Quantile(p) }

// Validate reports a By that is not finite and the faults of Of.
func (s Shifted) Validate() error { return validateAffine("shifted/by", s.By, s, s.Of) }

// String returns the sum as ParseQuantity reads it.
func (s Shifted) String() string { return quantityText(s) }

// Scaled is another quantity times a known number, By. A negative By turns the
// distribution around, so that quantiles still rise; By zero makes an exact 0.
// Scaling by 0.5 is how to divide by 2.
type Scaled struct {
	By float64
	Of Quantity
}

// Quantile returns the quantile of Of times By: for a negative By that of the
// opposite probability, 1-p.
func (s Scaled) Quantile(p float64) float64 {
	switch {
	case s.By == 0:
		return 0
	case s.By < 0:
		return float64(s.By * s.Of.Quantile(opposite(p)))
	}
	return float64(s.By * s.Of.Quantile(p))
}

// Validate reports a By that is not finite and the faults of Of.
func (s Scaled) Validate() error { return validateAffine("scaled/by", s.By, s, s.Of) }

// String returns the product as ParseQuantity reads it.
func (s Scaled) String() string { return quantityText(s) }

// opposite returns 1-p, kept below 1 where p is too small to tell.
func opposite(p float64) float64 { return min(1-p, 1-0x1p-53) }

// validateAffine checks a number and the quantity it changes, then whether the
// changed quantity can still be held by a float64.
func validateAffine(path string, by float64, q, of Quantity) error {
	var f faults
	ok := wantFinite(&f, path, by)
	if err := CheckQuantity(of); err != nil {
		return errors.Join(f.err(), err)
	}
	if ok {
		if lo, hi := extremes(q); math.IsInf(hi-lo, 0) || math.IsNaN(hi-lo) {
			f.add(path, "is %v and takes the quantity from %v to %v, want finite numbers", by, lo, hi)
		}
	}
	return f.err()
}

// Sourced is a quantity with its provenance: the unit it is measured in, the
// key of the Source it comes from, and the sentence that carries it there, or
// "judgement: because …". Provenance changes no draw.
type Sourced struct {
	Quantity
	Unit, Cite, Note string
}

// Validate reports the faults of the quantity. Missing provenance is none.
func (s Sourced) Validate() error { return CheckQuantity(s.Quantity) }

// String returns the quantity as ParseQuantity reads it, without provenance.
func (s Sourced) String() string { return quantityText(s) }

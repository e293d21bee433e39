package negotiation

import (
	"fmt"
	"slices"
)

// Discrete takes one of a few Values, each with a probability in proportion to
// its weight. Values are finite, in any order; Weights are as many, finite and
// not negative, with a positive and finite sum, which need not be 1. Values
// repeated add their weights.
type Discrete struct{ Values, Weights []float64 }

// Quantile returns the smallest value such that it and all smaller ones have at
// least the share p of the weight. It allocates; a compiled program does not.
func (d Discrete) Quantile(p float64) float64 { return newSteps(d.Values, d.Weights).at(p) }

// Validate reports lists of different or no length, values and weights out of
// range, and weights whose sum is.
func (d Discrete) Validate() error {
	var f faults
	if len(d.Values) == 0 || len(d.Values) != len(d.Weights) {
		f.add("discrete/weights", "are %d for %d values, want one for each, and at least one value",
			len(d.Weights), len(d.Values))
	}
	sum, ok := 0.0, true
	for i, v := range d.Values {
		wantFinite(&f, fmt.Sprintf("discrete/values/%d", i), v)
	}
	for i, w := range d.Weights {
		if !(w >= 0) {
			f.add(fmt.Sprintf("discrete/weights/%d", i), "is %v, want at least 0", w)
			ok = false
		}
		sum += w
	}
	if len(d.Weights) > 0 && ok {
		wantPositive(&f, "discrete/weights", sum, maxWeight)
	}
	return f.err()
}

// maxWeight bounds the sum of weights well inside the range of float64.
const maxWeight = 1e300

// String returns "discrete(value: weight, ...)" in the order given.
func (d Discrete) String() string { return quantityText(d) }

// Empirical is as likely to take each one of the Values that were observed, in
// any order; one that was observed twice is twice as likely. There is at least
// one value and all are finite.
type Empirical struct{ Values []float64 }

// Quantile returns the inverse of the empirical distribution function: the k-th
// smallest of the n values for the smallest k such that k/n is at least p. This
// is definition 1 of Hyndman and Fan; nothing is interpolated, so every draw is
// a value that was observed. It sorts a copy; a compiled program sorts once.
//
// Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages.
// The American Statistician 50(4), 361–365.
// https://doi.org/10.1080/00031305.1996.10473566
func (e Empirical) Quantile(p float64) float64 {
	return ranked(sortedCopy(e.Values), p)
}

// ranked returns the quantile of sorted values. k/n is compared as a rounded
// quotient, so that p = 0.07 and n = 100 pick the seventh value although
// 0.07·100 rounds to more than 7.
func ranked(sorted []float64, p float64) float64 {
	n := len(sorted)
	k := max(1, min(int(float64(n)*p), n)) // never too large
	for k < n && float64(k)/float64(n) < p {
		k++
	}
	return sorted[k-1]
}

// Validate reports values that are not finite, and an empty list.
func (e Empirical) Validate() error {
	var f faults
	if len(e.Values) == 0 {
		f.add("empirical/values", "are missing, want at least 1")
	}
	for i, v := range e.Values {
		wantFinite(&f, fmt.Sprintf("empirical/values/%d", i), v)
	}
	return f.err()
}

// String returns "empirical(value, ...)" in the order given.
func (e Empirical) String() string { return quantityText(e) }

func sortedCopy(x []float64) []float64 {
	if slices.IsSorted(x) {
		return x
	}
	x = slices.Clone(x)
	slices.Sort(x)
	return x
}

// steps is a discrete distribution ready for search: values rise, share[i] is
// the share of the weight of the values up to i, and the last share is 1.
type steps struct{ values, share []float64 }

// newSteps sorts the values, adds the weights of equal ones and drops those
// without weight.
func newSteps(values, weights []float64) *steps {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return compareFloats(values[i], values[j]) })
	s := &steps{}
	sum := 0.0
	for _, i := range order {
		if weights[i] == 0 {
			continue
		}
		sum += weights[i]
		if n := len(s.values); n > 0 && s.values[n-1] == values[i] {
			s.share[n-1] = sum
			continue
		}
		s.values = append(s.values, values[i])
		s.share = append(s.share, sum)
	}
	for i := range s.share {
		s.share[i] /= sum
	}
	return s
}

func compareFloats(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// at returns the first value whose share is at least p, the last if none is.
func (s *steps) at(p float64) float64 {
	lo, hi := 0, len(s.share)-1
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if s.share[mid] >= p {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return s.values[lo]
}

package solution

import (
	"fmt"
	"math"
)

// A Set is a set of feasible payoffs: Outcomes, Mixtures or Curve.
type Set interface {
	// Parties returns the number of parties, which is at least 1 in a sound set.
	Parties() int

	check(f *faults)
}

// Outcomes is a finite payoff set. It is n×m in utility units: row i belongs to
// party i, column o to outcome o. Rows have equal length.
type Outcomes [][]float64

// Mixtures is the set of all lotteries over finitely many outcomes, the convex
// hull of the columns. It has the shape of Outcomes. Where a concept is defined
// on comprehensive sets only, payoffs may also be thrown away (free disposal);
// the concept says so.
type Mixtures [][]float64

// Parties returns the number of rows.
func (s Outcomes) Parties() int { return len(s) }

// Parties returns the number of rows.
func (s Mixtures) Parties() int { return len(s) }

func (s Outcomes) check(f *faults) { checkMatrix(s, f) }
func (s Mixtures) check(f *faults) { checkMatrix(s, f) }

func checkMatrix(u [][]float64, f *faults) {
	if len(u) == 0 {
		f.addf("no parties, want at least 1 row of payoffs")
		return
	}
	m := len(u[0])
	if m == 0 {
		f.addf("no outcomes, want at least 1 column of payoffs")
	}
	for i, row := range u {
		if len(row) != m {
			f.addf("row %d has %d outcomes, want %d as row 0 has", i, len(row), m)
		}
		for o, x := range row {
			if !(x >= -maxSize && x <= maxSize) {
				f.number(x, "payoff of party %d in outcome %d", i, o)
			}
		}
	}
}

// A Problem is a bargaining problem: what can be agreed on, and what each party
// has if nothing is.
type Problem struct {
	Set Set

	// Disagreement is the payoff of each party without an agreement, in the
	// units of the set. Nil means zero for every party.
	Disagreement []float64
}

// Check returns every fault of the problem, joined, or nil. The concepts of this
// package call it themselves.
func (p Problem) Check() error {
	var f faults
	if p.Set == nil {
		f.addf("no payoff set, want Outcomes, Mixtures or a Curve")
		return f.err()
	}
	p.Set.check(&f)
	n := p.Set.Parties()
	if d := p.Disagreement; d != nil && len(d) != n {
		f.addf("disagreement has %d entries, want %d, one per party", len(d), n)
	}
	for i, x := range p.Disagreement {
		f.number(x, "disagreement of party %d", i)
	}
	return f.err()
}

// disagreement returns the disagreement point, never nil for a sound problem.
func (p Problem) disagreement() []float64 {
	if p.Disagreement != nil {
		return p.Disagreement
	}
	return make([]float64, p.Set.Parties())
}

// A Point is what a concept picks.
type Point struct {
	// Payoff is what each party gets.
	Payoff []float64

	// Mix is a lottery over outcomes that gives every party at least Payoff,
	// and exactly Payoff unless the concept threw something away. Outcomes
	// ascend, weights are positive and sum to 1. It is nil on a Curve.
	Mix []Share

	// At is the parameter of the point on a Curve, otherwise 0.
	At float64
}

// A Share is one outcome of a lottery and its probability.
type Share struct {
	Outcome int
	Weight  float64
}

// Outcome returns the outcome of a Point that is not a true lottery, or -1.
func (p Point) Outcome() int {
	if len(p.Mix) == 1 {
		return p.Mix[0].Outcome
	}
	return -1
}

// A Concept is a rule that picks one point of a payoff set.
type Concept interface {
	// Solve returns the point, or an error that wraps ErrInput if the problem
	// is malformed, ErrNoZone if nothing is acceptable to all, and
	// ErrUnsupported if the concept is not defined on such a set. It does not
	// modify the problem.
	Solve(p Problem) (Point, error)
}

// column copies column o of u.
func column(u [][]float64, o int) []float64 {
	c := make([]float64, len(u))
	for i := range u {
		c[i] = u[i][o]
	}
	return c
}

// pure is the Point of one outcome.
func pure(u [][]float64, o int) Point {
	return Point{Payoff: column(u, o), Mix: []Share{{o, 1}}}
}

// acceptable lists, in ascending order, the outcomes that no party likes less
// than disagreement.
func acceptable(u [][]float64, d []float64) []int {
	list := make([]int, 0, len(u[0]))
	for o := range u[0] {
		if accepts(u, d, o) {
			list = append(list, o)
		}
	}
	return list
}

func accepts(u [][]float64, d []float64, o int) bool {
	for i := range u {
		if u[i][o] < d[i] {
			return false
		}
	}
	return true
}

// ideal returns the best payoff of each party among the listed outcomes.
func ideal(u [][]float64, list []int) []float64 {
	a := make([]float64, len(u))
	for i := range u {
		a[i] = math.Inf(-1)
		for _, o := range list {
			a[i] = max(a[i], u[i][o])
		}
	}
	return a
}

// weights returns w, or all ones if w is nil, checked to be n positive numbers.
func weights(w []float64, n int) ([]float64, error) {
	if w == nil {
		w = make([]float64, n)
		for i := range w {
			w[i] = 1
		}
		return w, nil
	}
	var f faults
	if len(w) != n {
		f.addf("%d weights, want %d, one per party", len(w), n)
	}
	for i, x := range w {
		if !(x >= 1/maxSize && x <= maxSize) {
			f.addf("weight of party %d is %v, want a positive number within [1e-100, 1e100]", i, x)
		}
	}
	return w, f.err()
}

// unsupported wraps ErrUnsupported for a concept and a set.
func unsupported(concept string, s Set, want string) error {
	return fmt.Errorf("%w: %s on %T with %d parties, want %s", ErrUnsupported, concept, s, s.Parties(), want)
}

package solution

import (
	"fmt"
	"math"
)

// An Attitude is an attitude to risk: a strictly rising function from payoffs in
// the units of a Problem to von Neumann-Morgenstern utility. It must be a pure
// function; NaN or an infinity says that the payoff is outside its domain.
type Attitude interface {
	Utility(x float64) float64
}

// CARA is constant absolute risk aversion: (1 − e^(−A·x))/A, and x for A = 0.
// Positive A is aversion to risk, negative A liking of it.
//
// Pratt, J. (1964). Risk aversion in the small and in the large. Econometrica
// 32(1/2), 122–136. https://doi.org/10.2307/1913738
type CARA struct{ A float64 }

// CRRA is constant relative risk aversion of y = x + Offset:
// (y^(1−Gamma) − 1)/(1 − Gamma), and ln y for Gamma = 1. It refuses y ≤ 0.
//
// Pratt, J. (1964). Risk aversion in the small and in the large. Econometrica
// 32(1/2), 122–136. https://doi.org/10.2307/1913738
type CRRA struct{ Gamma, Offset float64 }

// LossAverse counts a shortfall below the reference Lambda times as much as a
// gain above it: x − Reference if that is at least 0, else Lambda times that.
// Lambda must be positive; 2.25 is the classic estimate.
//
// Tversky, A., Kahneman, D. (1992). Advances in prospect theory. Journal of Risk
// and Uncertainty 5, 297–323. https://doi.org/10.1007/BF00122574
type LossAverse struct{ Lambda, Reference float64 }

// Utility implements Attitude.
func (a CARA) Utility(x float64) float64 {
	if a.A == 0 {
		return x
	}
	return -math.Expm1(-a.A*x) / a.A
}

// Utility implements Attitude. It is NaN for x + Offset ≤ 0.
func (a CRRA) Utility(x float64) float64 {
	y := x + a.Offset
	switch {
	case !(y > 0):
		return math.NaN()
	case a.Gamma == 1:
		return math.Log(y)
	}
	return math.Expm1((1-a.Gamma)*math.Log(y)) / (1 - a.Gamma)
}

// Utility implements Attitude. It is NaN if Lambda is not positive.
func (a LossAverse) Utility(x float64) float64 {
	g := x - a.Reference
	switch {
	case !(a.Lambda > 0):
		return math.NaN()
	case g < 0:
		return a.Lambda * g
	}
	return g
}

// Under returns the problem as parties with the given attitudes see it: payoffs
// and disagreement become utilities. There is one attitude per party; nil means
// risk neutral. On Mixtures the outcomes are transformed and lotteries are over
// utilities. Concepts that depend on lotteries or scales change their pick; on
// Outcomes, the Pareto frontier and the zone stay.
//
// It returns an error that wraps ErrInput if the number of attitudes is wrong or
// a payoff lies outside an attitude's domain, and shares nothing with p.
//
// Kihlstrom, R., Roth, A., Schmeidler, D. (1981). Risk aversion and solutions to
// Nash's bargaining problem. Game Theory and Mathematical Economics, 65–71.
func (p Problem) Under(attitudes ...Attitude) (Problem, error) {
	if err := p.Check(); err != nil {
		return Problem{}, err
	}
	n := p.Set.Parties()
	if len(attitudes) != n {
		return Problem{}, fmt.Errorf("%w: %d attitudes, want %d, one per party", ErrInput, len(attitudes), n)
	}
	see := func(i int, x float64) float64 {
		if attitudes[i] == nil {
			return x
		}
		return attitudes[i].Utility(x)
	}
	rows := func(u [][]float64) [][]float64 {
		v := make([][]float64, n)
		for i := range u {
			v[i] = make([]float64, len(u[i]))
			for o, x := range u[i] {
				v[i][o] = see(i, x)
			}
		}
		return v
	}
	q := Problem{Disagreement: make([]float64, n)}
	for i, x := range p.disagreement() {
		q.Disagreement[i] = see(i, x)
	}
	switch s := p.Set.(type) {
	case Outcomes:
		q.Set = Outcomes(rows(s))
	case Mixtures:
		q.Set = Mixtures(rows(s))
	case Curve:
		q.Set = Curve{
			X:  func(t float64) float64 { return see(0, s.X(t)) },
			Y:  func(t float64) float64 { return see(1, s.Y(t)) },
			Lo: s.Lo, Hi: s.Hi,
		}
	}
	if err := q.Check(); err != nil {
		return Problem{}, fmt.Errorf("solution: under the given attitudes: %w", err)
	}
	return q, nil
}

package bargain

import "math"

// A Certificate says how well a result meets the conditions that define it. It
// is computed from the result and the payoffs alone, by other code than the
// solver's, and may be trusted without trusting the solver.
//
// A slack is the smallest margin over all constraints of its kind, in payoff
// units: positive is to spare, zero binds, negative is a breach. Where a model
// has no constraint of a kind, its slack is zero.
type Certificate struct {
	// Method says in words what was recomputed.
	Method string
	// Acceptance is the least that an offer meant to be accepted pays its
	// responder above what refusing pays.
	Acceptance float64
	// Incentive is the least that a player loses by the best deviation found.
	Incentive float64
	// Rationality is the least that a player gets above what staying out pays.
	Rationality float64
	// Residual is the largest error in the defining equations.
	Residual float64
	// Tolerance is the breach or residual that rounding or the grid of the
	// check explains.
	Tolerance float64
}

// Holds reports whether no slack is below minus the tolerance and the residual
// is within it. A certificate with a figure that is not a number does not hold.
func (c Certificate) Holds() bool {
	least := min(c.Acceptance, c.Incentive, c.Rationality)
	return least >= -c.Tolerance && c.Residual <= c.Tolerance
}

// Worst returns the largest breach or residual, at least zero.
func (c Certificate) Worst() float64 {
	return max(0, -c.Acceptance, -c.Incentive, -c.Rationality, c.Residual)
}

// rounding is the tolerance of checks that are exact but for rounding.
const rounding = 1e-9

// check gathers margins while a certificate is recomputed.
type check struct {
	acceptance, incentive, rationality slack
	residual                           float64
}

type slack struct {
	least float64
	seen  bool
}

func (s *slack) take(margin float64) {
	if !s.seen || !(margin >= s.least) {
		s.least, s.seen = margin, true
	}
}

func (c *check) equal(got, want float64) {
	if e := math.Abs(got - want); !(e <= c.residual) {
		c.residual = e
	}
}

func (c *check) certificate(method string, tolerance float64) Certificate {
	return Certificate{
		Method:      method,
		Acceptance:  c.acceptance.least,
		Incentive:   c.incentive.least,
		Rationality: c.rationality.least,
		Residual:    c.residual,
		Tolerance:   tolerance,
	}
}

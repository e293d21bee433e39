package bargain

import (
	"context"
	"fmt"
)

// An Anchor is a published or derived figure that the models must reproduce.
// Anchors are our own computations, each checked by a second method when it was
// made; Source names where the result comes from.
type Anchor struct {
	// ID is stable, lower-case, with dots: "rubinstein.spe".
	ID string
	// Statement says what is computed, with its parameters.
	Statement string
	// Source names the paper.
	Source string
	// Want is the figure, one entry per number.
	Want []float64
	// Tolerance is how far off an entry may be: relative to Want if Relative is
	// true, else absolute.
	Tolerance float64
	Relative  bool
	// Compute runs the model.
	Compute func(ctx context.Context) ([]float64, error)
	// Certify runs the model and returns the certificate of its result, or is nil
	// where the anchor is mere arithmetic.
	Certify func(ctx context.Context) (Certificate, error)
}

// Anchors returns every anchor of the package, in the order of the theory: offers
// in turn, many parties, private information, crisis, attrition, and the rest.
// The slice is fresh; its functions may run concurrently.
func Anchors() []Anchor {
	var all []Anchor
	all = append(all, offerAnchors()...)
	all = append(all, finiteAnchors()...)
	all = append(all, legislatureAnchors()...)
	all = append(all, informationAnchors()...)
	all = append(all, tradeAnchors()...)
	all = append(all, crisisAnchors()...)
	all = append(all, attritionAnchors()...)
	all = append(all, axiomAnchors()...)
	return all
}

// result is what a model gives an anchor.
type result struct {
	got  []float64
	cert Certificate
}

// values makes a result.
func values(c Certificate, x ...float64) result { return result{x, c} }

// anchor makes an Anchor of tolerance 1e-9 from one run of a model.
func anchor(id, statement, source string, want []float64, run func(ctx context.Context) (result, error)) Anchor {
	return Anchor{
		ID: id, Statement: statement, Source: source, Want: want, Tolerance: 1e-9,
		Compute: func(ctx context.Context) ([]float64, error) {
			r, err := run(ctx)
			if err != nil {
				return nil, fmt.Errorf("anchor %s: %w", id, err)
			}
			return r.got, nil
		},
		Certify: func(ctx context.Context) (Certificate, error) {
			r, err := run(ctx)
			return r.cert, err
		},
	}
}

// arithmetic makes an Anchor that has no certificate.
func arithmetic(id, statement, source string, want []float64, run func() ([]float64, error)) Anchor {
	a := anchor(id, statement, source, want, func(context.Context) (result, error) {
		x, err := run()
		return result{got: x}, err
	})
	a.Certify = nil
	return a
}

// solver is a model whose Solve takes no context.
type solver[R any] interface{ Solve() (R, error) }

// of runs a model and reads figures from its result.
func of[R any](m solver[R], read func(R) result) func(context.Context) (result, error) {
	return func(context.Context) (result, error) {
		r, err := m.Solve()
		if err != nil {
			return result{}, err
		}
		return read(r), nil
	}
}

// long is a model whose Solve takes a context.
type long[R any] interface {
	Solve(ctx context.Context) (R, error)
}

// with is of for a model that takes a context.
func with[R any](m long[R], read func(R) result) func(context.Context) (result, error) {
	return func(ctx context.Context) (result, error) {
		r, err := m.Solve(ctx)
		if err != nil {
			return result{}, err
		}
		return read(r), nil
	}
}

func one(x float64) []float64 { return []float64{x} }

package negotiation

import "github.com/parleylab/parley/internal/detmath"

// A Risk is an attitude to risk: an increasing function of points, relative to
// the status quo and to the utility's scale. It bends how a party compares
// concessions, never how it ranks sure outcomes, so the engine inverts it on a
// threshold instead of applying it to a table.
type Risk interface {
	// Quantities returns the attitude's quantities, bound under the party's
	// "risk/".
	Quantities() []Named
	// Felt returns the felt value of x, points over the status quo divided by
	// the scale. p holds the drawn quantities.
	Felt(p []float64, x float64) float64
	// Points inverts Felt.
	Points(p []float64, y float64) float64
}

// CARA is constant absolute risk aversion: (1 - exp(-a x))/a, where a is the
// coefficient per scale of the utility. Positive is averse, zero neutral,
// negative seeking.
//
// Pratt, J. (1964). Risk aversion in the small and in the large. Econometrica
// 32, 122-136. https://doi.org/10.2307/1913738
type CARA struct{ Coefficient Quantity }

// Quantities returns the coefficient, in [-20, 20].
func (r CARA) Quantities() []Named {
	return []Named{{Name: "coefficient", Quantity: r.Coefficient, Min: -20, Max: 20}}
}

// Felt returns (1 - exp(-a x))/a.
func (r CARA) Felt(p []float64, x float64) float64 {
	a := p[0]
	if a == 0 {
		return x
	}
	return -detmath.Expm1(-float64(a*x)) / a
}

// Points returns -log(1 - a y)/a.
func (r CARA) Points(p []float64, y float64) float64 {
	a := p[0]
	if a == 0 {
		return y
	}
	return -detmath.Log1p(-float64(a*y)) / a
}

// CRRA is constant relative risk aversion on points plus an offset:
// ((x + offset)^(1-g) - 1)/(1 - g), and the logarithm at g = 1. The offset is in
// units of the scale and must exceed every loss; Compile refuses one of 4 or
// less, the range that the grid promises.
//
// Pratt, J. (1964), as for CARA.
type CRRA struct {
	Aversion Quantity
	Offset   float64
}

// Quantities returns the aversion, in [0, 20], and the offset.
func (r CRRA) Quantities() []Named {
	return []Named{
		{Name: "aversion", Quantity: r.Aversion, Min: 0, Max: 20},
		{Name: "offset", Quantity: Exactly(r.Offset), Min: 4.000001, Max: 1e6},
	}
}

// Felt returns ((x + offset)^(1-g) - 1)/(1 - g).
func (r CRRA) Felt(p []float64, x float64) float64 {
	z := x + p[1]
	if p[0] == 1 {
		return detmath.Log(z)
	}
	e := 1 - p[0]
	return (detmath.Pow(z, e) - 1) / e
}

// Points inverts Felt.
func (r CRRA) Points(p []float64, y float64) float64 {
	if p[0] == 1 {
		return detmath.Exp(y) - p[1]
	}
	e := 1 - p[0]
	return detmath.Pow(1+float64(e*y), 1/e) - p[1]
}

// LossAversion weighs losses against the status quo Lambda times as much as
// gains: x for x >= 0, Lambda x below.
//
// Tversky, A. and Kahneman, D. (1992). Advances in prospect theory. Journal of
// Risk and Uncertainty 5, 297-323. https://doi.org/10.1007/BF00122574
type LossAversion struct{ Lambda Quantity }

// Quantities returns lambda, in [0.1, 20].
func (r LossAversion) Quantities() []Named {
	return []Named{{Name: "lambda", Quantity: r.Lambda, Default: 1, Min: 0.1, Max: 20}}
}

// Felt returns x, or lambda x for a loss.
func (r LossAversion) Felt(p []float64, x float64) float64 {
	if x < 0 {
		return p[0] * x
	}
	return x
}

// Points inverts Felt.
func (r LossAversion) Points(p []float64, y float64) float64 {
	if y < 0 {
		return y / p[0]
	}
	return y
}

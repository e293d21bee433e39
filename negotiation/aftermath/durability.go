package aftermath

import (
	"errors"
	"slices"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/negotiation"
)

// Durability is how long a deal holds once it is in force: a Weibull law with
// proportional hazards. The probability that it still holds after t days is
//
//	S(t) = exp(-H (t/365)^Shape R),  H = -ln(1 - Fails),
//
// where R is the product of the hazard ratios of the covariates that the deal
// has. A shape below 1 means that the risk is highest at the beginning.
//
// Cox, D. (1972). Regression models and life-tables. Journal of the Royal
// Statistical Society B 34, 187-220.
// https://doi.org/10.1111/j.2517-6161.1972.tb00899.x
type Durability struct {
	// Fails is the probability that a deal without any covariate breaks within
	// 365 days, in (0, 1). It must be given; nil means that the ladder ends at in
	// force. Bound as "aftermath/durability/fails".
	Fails negotiation.Quantity
	// Shape is the Weibull shape, positive; nil means one half.
	Shape negotiation.Quantity
	// Term is the number of days for which the deal is made, positive; nil means
	// 30.
	Term negotiation.Quantity
	// Specificity is the hazard ratio for every issue that the deal settles away
	// from the status quo, positive; nil means 1.
	Specificity negotiation.Quantity
	// Covariates multiply the hazard of the deals that have them.
	Covariates []Covariate
	// Breakers are who breaks deals that do not hold; none means nobody in
	// particular.
	Breakers []Breaker
}

// A Covariate is something about a deal that makes it hold longer or shorter:
// monitoring, a guarantor, a buffer. It multiplies the hazard by
// 1 - Strength (1 - Ratio).
type Covariate struct {
	// Name is the segment of the path of its quantities.
	Name string
	// If describes the deals that have it; none means all.
	If []negotiation.Term
	// Ratio is the hazard ratio, positive; it must be given. Bound as
	// "aftermath/durability/monitoring/ratio".
	Ratio negotiation.Quantity
	// Strength is how much of it there is in fact, such as the credibility of a
	// guarantor, in [0, 1]; nil means 1. Bound as "…/strength".
	Strength negotiation.Quantity

	when negotiation.Clause
}

// A Breaker is a party that may break a deal.
type Breaker struct {
	Party string
	// Weight is its share of the breaches, beside the weights of the other
	// breakers, positive; nil means 1. Bound as
	// "aftermath/durability/breaker/russia".
	Weight negotiation.Quantity

	party int
}

func (d Durability) given() bool { return given(d.Fails) }

func (d Durability) place(at negotiation.Setting) (Durability, error) {
	var list []error
	var err error
	d.Covariates = slices.Clone(d.Covariates)
	for i := range d.Covariates {
		d.Covariates[i].when, err = at.Domain.Clause(d.Covariates[i].If...)
		list = append(list, err)
	}
	d.Breakers = slices.Clone(d.Breakers)
	for i := range d.Breakers {
		d.Breakers[i].party, err = at.Party(d.Breakers[i].Party)
		list = append(list, err)
	}
	return d, errors.Join(list...)
}

// The places of the quantities of a durability: four, two for every covariate,
// one for every breaker.
const (
	durFails = iota
	durShape
	durTerm
	durSpecific
	durCovariates
)

func (d Durability) quantities() []negotiation.Named {
	const at, tiny, big = "durability/", 1e-9, 1e6
	list := []negotiation.Named{
		durFails:    {Name: at + "fails", Quantity: d.Fails, Default: 0.5, Min: tiny, Max: 1 - tiny},
		durShape:    {Name: at + "shape", Quantity: d.Shape, Default: 0.5, Min: 0.05, Max: 20},
		durTerm:     {Name: at + "term", Quantity: d.Term, Default: 30, Min: tiny, Max: big},
		durSpecific: {Name: at + "specificity", Quantity: d.Specificity, Default: 1, Min: tiny, Max: big},
	}
	for _, c := range d.Covariates {
		list = append(list,
			negotiation.Named{Name: at + c.Name + "/ratio", Quantity: c.Ratio, Min: tiny, Max: big},
			negotiation.Named{Name: at + c.Name + "/strength", Quantity: c.Strength, Default: 1, Max: 1})
	}
	for _, b := range d.Breakers {
		list = append(list, negotiation.Named{Name: at + "breaker/" + b.Party, Quantity: b.Weight, Default: 1, Min: tiny, Max: big})
	}
	return list
}

// lasts returns for how many days deal o would hold, by inversion of S at the
// uniform u. at is where the durability's quantities begin.
func (d *Durability) lasts(s *negotiation.Session, o negotiation.Outcome, at int, u float64) float64 {
	hazard := -detmath.Log1p(-s.Drawn(at + durFails))
	for i := range d.Covariates {
		if d.Covariates[i].when.Holds(o) {
			c := at + durCovariates + 2*i
			hazard = float64(hazard * (1 - float64(s.Drawn(c+1)*(1-s.Drawn(c)))))
		}
	}
	if x := s.Drawn(at + durSpecific); x != 1 {
		for range settled(s.Program().Domain(), o) {
			hazard = float64(hazard * x)
		}
	}
	return 365 * detmath.Pow(-detmath.Log(u)/hazard, 1/s.Drawn(at+durShape))
}

// settled returns the number of issues that o does not leave at the status quo.
func settled(d *negotiation.Domain, o negotiation.Outcome) int {
	n := 0
	for k := range d.NumIssues() {
		if d.Option(o, k) != d.Issue(k).StatusQuo {
			n++
		}
	}
	return n
}

// breaker returns who breaks a deal, by weight, or -1.
func (d *Durability) breaker(s *negotiation.Session, at int, u float64) int {
	first := at + durCovariates + 2*len(d.Covariates)
	total := 0.0
	for i := range d.Breakers {
		total += s.Drawn(first + i)
	}
	x := float64(u * total)
	for i := range d.Breakers {
		if x -= s.Drawn(first + i); x < 0 || i == len(d.Breakers)-1 {
			return d.Breakers[i].party
		}
	}
	return -1
}

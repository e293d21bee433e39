package bargain

import (
	"fmt"
	"math"
)

// A Distribution is a continuous law of a private value. The types of
// gonum.org/v1/gonum/stat/distuv implement it.
//
// Models that need a bounded value read its ends as Quantile(0) and Quantile(1).
type Distribution interface {
	// CDF returns the probability of a value of at most x.
	CDF(x float64) float64
	// Prob returns the density at x.
	Prob(x float64) float64
	// Quantile inverts CDF on [0, 1].
	Quantile(p float64) float64
}

// Uniform is the uniform law on [Low, High].
type Uniform struct{ Low, High float64 }

// CDF returns (x - Low)/(High - Low), held in [0, 1].
func (u Uniform) CDF(x float64) float64 { return clamp((x-u.Low)/(u.High-u.Low), 0, 1) }

// Prob returns 1/(High - Low) on the support and zero elsewhere.
func (u Uniform) Prob(x float64) float64 {
	if x < u.Low || x > u.High {
		return 0
	}
	return 1 / (u.High - u.Low)
}

// Quantile returns Low + p (High - Low).
func (u Uniform) Quantile(p float64) float64 { return u.Low + p*(u.High-u.Low) }

// distribution checks a law on its quantiles: present, increasing, inverse to
// its CDF. If bounded is true its support must be bounded.
func (f *faults) distribution(field string, d Distribution, bounded bool) {
	if d == nil {
		f.add("%s is nil, want a distribution", field)
		return
	}
	last := math.Inf(-1)
	for k := range 17 {
		p := float64(k) / 16
		x := d.Quantile(p)
		if !bounded && (k == 0 || k == 16) {
			continue
		}
		if !(math.Abs(x) <= magnitude) || !(x > last) {
			f.add("%s has quantile %v at %v, want finite and increasing", field, x, p)
			return
		}
		if !(math.Abs(d.CDF(x)-p) <= 1e-6) {
			f.add("%s has CDF %v at its quantile of %v, want them inverse", field, d.CDF(x), p)
			return
		}
		if y := d.Prob(x); !(y >= 0) || (k > 0 && k < 16 && !(y <= magnitude)) {
			f.add("%s has density %v at %v, want finite and not negative", field, y, x)
			return
		}
		last = x
	}
}

// ends returns the bounds of a bounded law.
func ends(d Distribution) (lo, hi float64) { return d.Quantile(0), d.Quantile(1) }

// Reservations is the zone of possible agreement between a buyer who pays at
// most a private value and a seller who takes at least a private cost, drawn
// independently: the base line for any engine that draws reservation values.
type Reservations struct{ Buyer, Seller Distribution }

// Zone is the answer to Reservations.
type Zone struct {
	// Probability is that of a zone: the buyer's value exceeds the seller's cost.
	Probability float64
	// Width is the mean width of the zone, given that there is one; zero if
	// there never is.
	Width float64
	// Surplus is Probability times Width, the mean gain that the first best
	// would share.
	Surplus     float64
	Certificate Certificate
}

// Solve returns
//
//	P(zone) = E[F(v)],  E[(v-c)+] = ∫ F(x)(1-G(x)) dx,
//
// with F the law of the cost c and G that of the value v, by Gauss-Legendre
// quadrature between the ends of the supports. Densities should be smooth
// between them; on uniform laws the answer is exact but for rounding. Both laws
// must be bounded.
//
// Raiffa, H. (1982). The Art and Science of Negotiation. Harvard University
// Press, chapter 4.
func (m Reservations) Solve() (Zone, error) {
	f := faults{model: "Reservations"}
	f.distribution("Buyer", m.Buyer, true)
	f.distribution("Seller", m.Seller, true)
	if err := f.err(); err != nil {
		return Zone{}, err
	}
	v0, v1 := ends(m.Buyer)
	c0, c1 := ends(m.Seller)
	f0, f1 := m.Buyer.CDF(c0), m.Buyer.CDF(c1)
	z := Zone{
		Probability: pieces(func(t float64) float64 { return m.Seller.CDF(m.Buyer.Quantile(t)) }, 0, 1, f0, f1),
		Surplus: pieces(func(x float64) float64 { return m.Seller.CDF(x) * (1 - m.Buyer.CDF(x)) },
			min(v0, c0), max(v1, c1), v0, v1, c0, c1),
	}
	if z.Probability > 0 {
		z.Width = z.Surplus / z.Probability
	}
	z.Certificate = m.certify(z)
	return z, nil
}

// certify integrates over pairs of quantiles instead.
func (m Reservations) certify(z Zone) Certificate {
	const n = 400
	values, costs := make([]float64, n), make([]float64, n)
	for i := range n {
		t := (float64(i) + 0.5) / n
		values[i], costs[i] = m.Buyer.Quantile(t), m.Seller.Quantile(t)
	}
	count, gain := 0.0, 0.0
	for _, v := range values {
		for _, c := range costs {
			if v > c {
				count++
				gain += v - c
			} else if v == c {
				count += 0.5
			}
		}
	}
	var k check
	k.equal(z.Probability, count/(n*n))
	scale := max(math.Abs(m.Buyer.Quantile(1)), math.Abs(m.Seller.Quantile(0)), 1)
	k.equal(z.Surplus/scale, gain/(n*n)/scale)
	return k.certificate(fmt.Sprintf("enumeration of %d pairs of quantiles", n*n), 0.01)
}

// Normal is the normal law, unbounded: of use where a model does not need ends.
type Normal struct{ Mean, Deviation float64 }

// CDF returns the probability of at most x.
func (n Normal) CDF(x float64) float64 {
	return 0.5 * math.Erfc(-(x-n.Mean)/(n.Deviation*math.Sqrt2))
}

// Prob returns the density at x.
func (n Normal) Prob(x float64) float64 {
	z := (x - n.Mean) / n.Deviation
	return math.Exp(-z*z/2) / (n.Deviation * math.Sqrt(2*math.Pi))
}

// Quantile inverts CDF; it is infinite at 0 and 1.
func (n Normal) Quantile(p float64) float64 {
	return n.Mean + n.Deviation*math.Sqrt2*math.Erfinv(2*p-1)
}

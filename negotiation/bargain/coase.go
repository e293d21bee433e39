package bargain

import "math"

// CoaseLinear is a seller without commitment facing a buyer whose value is
// uniform on [0, Top], her own value being zero (no gap), with a common discount.
// In the stationary equilibrium she charges, when values up to q are left, the
// price g q, and value v accepts a price p if v ≥ k p:
//
//	g = (√(1-d) - (1-d))/d,  k = 1/√(1-d),
//
// with profit half the first price per unit of Top. As d goes to one the price
// goes to zero at once: the Coase conjecture.
//
// Stokey, N. (1981). Rational expectations and durable goods pricing. Bell Journal
// of Economics 12(1), 112-128. https://doi.org/10.2307/3003511
//
// Sobel, J. and Takahashi, I. (1983). A multistage model of bargaining. Review of
// Economic Studies 50(3), 411-426. https://doi.org/10.2307/2297673
//
// Gul, F., Sonnenschein, H. and Wilson, R. (1986). Foundations of dynamic monopoly
// and the Coase conjecture. Journal of Economic Theory 39(1), 155-190.
// https://doi.org/10.1016/0022-0531(86)90024-4
type CoaseLinear struct {
	// Discount is the common discount per period, in (0, 1).
	Discount float64
	// Top is the highest value, positive.
	Top float64
}

// Skimming is the equilibrium of CoaseLinear.
type Skimming struct {
	// Price is the first price, Profit the seller's expected profit.
	Price, Profit float64
	// Cut is the lowest value, as a multiple of the price, that accepts it, and
	// Fall the ratio of each price to the one before.
	Cut, Fall   float64
	Certificate Certificate
}

// Solve returns the equilibrium.
func (m CoaseLinear) Solve() (Skimming, error) {
	f := faults{model: "CoaseLinear"}
	f.open("Discount", m.Discount, 0, 1)
	f.positive("Top", m.Top)
	if err := f.err(); err != nil {
		return Skimming{}, err
	}
	root := math.Sqrt(1 - m.Discount)
	g := root / (1 + root) // (√(1-d) - (1-d))/d without the cancellation
	s := Skimming{Price: g * m.Top, Profit: g * m.Top / 2, Cut: 1 / root, Fall: g / root}
	s.Certificate = m.certify(s)
	return s, nil
}

// certify tries other first prices against the buyer's rule and the stationary
// continuation, and the buyer at the cut between this price and the next. The
// profit from values up to q is Profit (q/Top)², per unit of the first mass.
func (m CoaseLinear) certify(s Skimming) Certificate {
	var c check
	price, profit := s.Price/m.Top, s.Profit/m.Top
	value := func(p float64) float64 {
		left := min(1, s.Cut*p)
		return p*(1-left) + m.Discount*profit*left*left
	}
	_, best := gridMax(value, 0, 1, 10_000)
	c.incentive.take(profit - best)
	c.equal(value(price), profit)
	left := s.Cut * price
	c.equal(left-price, m.Discount*(left-price*left))
	c.equal(left, s.Fall)
	c.rationality.take(profit)
	return c.certificate("10,001 first prices; the marginal buyer", rounding)
}

// AdmatiPerry is bargaining in which parties choose how long to delay their
// offers. A buyer of value High or Low, known to herself, faces a seller of value
// zero; both discount at Rate. As the least time between offers goes to zero the
// high buyer settles at once at High/2, and the low buyer proves her type by a
// delay that the high one would not bear, then pays Low/2:
//
//	exp(-r T) = (High/2)/(High - Low/2).
//
// The separating equilibrium is the one that survives refinement where the
// seller's prior does not itself make him wait; delay is a signal, not a loss of
// nerve.
//
// Admati, A. R. and Perry, M. (1987). Strategic delay in bargaining. Review of
// Economic Studies 54(3), 345-364. https://doi.org/10.2307/2297563
type AdmatiPerry struct {
	// High > Low > 0 are the possible values.
	High, Low float64
	// Rate is the common rate of discount per unit of time, positive.
	Rate float64
}

// StrategicDelay is the equilibrium of AdmatiPerry.
type StrategicDelay struct {
	// Delay is how long the low buyer waits, in units of time.
	Delay float64
	// HighPrice is paid at once by the high buyer, LowPrice after the delay by
	// the low one.
	HighPrice, LowPrice float64
	Certificate         Certificate
}

// Solve returns the equilibrium.
func (m AdmatiPerry) Solve() (StrategicDelay, error) {
	f := faults{model: "AdmatiPerry"}
	f.values(m.High, m.Low)
	f.positive("Rate", m.Rate)
	if err := f.err(); err != nil {
		return StrategicDelay{}, err
	}
	s := StrategicDelay{HighPrice: m.High / 2, LowPrice: m.Low / 2}
	s.Delay = math.Log((m.High-s.LowPrice)/s.HighPrice) / m.Rate
	w := math.Exp(-m.Rate * s.Delay)
	var c check
	c.incentive.take((m.High-s.HighPrice)/m.High - w*(m.High-s.LowPrice)/m.High)
	c.incentive.take(w*(m.Low-s.LowPrice)/m.High - (m.Low-s.HighPrice)/m.High)
	c.rationality.take(w * (m.Low - s.LowPrice) / m.High)
	c.equal((m.High-s.HighPrice)/m.High, w*(m.High-s.LowPrice)/m.High)
	s.Certificate = c.certificate("neither type gains by passing for the other", rounding)
	return s, nil
}

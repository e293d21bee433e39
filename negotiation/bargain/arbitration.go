package bargain

import (
	"fmt"
	"math"
)

// FinalOffer is final-offer arbitration: two sides each name a settlement, one
// wanting it low and one high, and an arbitrator picks the offer nearer to what
// he thinks fair, a draw from the law Fair. In equilibrium the offers lie
// astride its median m,
//
//	m ∓ 1/(2 f(m)),
//
// which for a normal law of standard deviation s is m ∓ s √(2π)/2: the surer the
// arbitrator's taste, the closer the offers, yet they never meet.
//
// Farber, H. S. (1980). An analysis of final-offer arbitration. Journal of
// Conflict Resolution 24(4), 683-705. https://doi.org/10.1177/002200278002400407
//
// Brams, S. J. and Merrill, S. (1983). Equilibrium strategies for final-offer
// arbitration: there is no median convergence. Management Science 29(8), 927-941.
// https://doi.org/10.1287/mnsc.29.8.927
type FinalOffer struct {
	// Fair is the law of what the arbitrator thinks fair, with a positive density
	// at its median.
	Fair Distribution
}

// FinalOffers is the equilibrium of FinalOffer.
type FinalOffers struct {
	// Low and High are the offers of the two sides.
	Low, High float64
	// Median is the expected settlement.
	Median      float64
	Certificate Certificate
}

// Solve returns the equilibrium. The formula is a first-order condition; where a
// side gains by another offer, as under laws with little mass in the middle, no
// equilibrium in pure offers exists and the answer is ErrScope.
func (m FinalOffer) Solve() (FinalOffers, error) {
	f := faults{model: "FinalOffer"}
	f.distribution("Fair", m.Fair, false)
	if err := f.err(); err != nil {
		return FinalOffers{}, err
	}
	r := FinalOffers{Median: m.Fair.Quantile(0.5)}
	density := m.Fair.Prob(r.Median)
	half := 1 / (2 * density)
	if !(half <= magnitude) {
		return FinalOffers{}, scope("FinalOffer", "density is %v at the median, want positive", density)
	}
	r.Low, r.High = r.Median-half, r.Median+half
	r.Certificate = m.certify(r, half)
	if !r.Certificate.Holds() {
		return FinalOffers{}, scope("FinalOffer", "a side gains %v by leaving the offers of the first-order condition", r.Certificate.Worst())
	}
	return r, nil
}

// certify tries other offers of either side, up to the far end of the law.
func (m FinalOffer) certify(r FinalOffers, half float64) Certificate {
	var c check
	settlement := func(low, high float64) float64 {
		if low > high {
			low, high = high, low
		}
		p := m.Fair.CDF((low + high) / 2)
		return p*low + (1-p)*high
	}
	far := half
	for _, q := range []float64{1e-6, 1 - 1e-6} {
		if d := math.Abs(m.Fair.Quantile(q) - r.Median); d <= magnitude {
			far = max(far, 3*d)
		}
	}
	base := settlement(r.Low, r.High)
	c.equal((base-r.Median)/half, 0)
	const n = 4000
	_, gain := gridMax(func(x float64) float64 { return base - settlement(x, r.High) }, r.Median-far, r.High, n)
	c.incentive.take(-gain / half)
	_, gain = gridMax(func(x float64) float64 { return settlement(r.Low, x) - base }, r.Low, r.Median+far, n)
	c.incentive.take(-gain / half)
	return c.certificate(fmt.Sprintf("%d offers a side tried", n+1), 1e-6)
}

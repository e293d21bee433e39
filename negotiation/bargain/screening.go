package bargain

import "math"

// TwoPeriodScreening is a seller without commitment who names a price in each of
// two periods to a buyer who values the good High with probability Prior and else
// Low, the seller's own value being zero. In the last period she charges High if
// the posterior odds allow, else Low. In the first she
//
//   - sells to all at Low;
//   - skims all high types at (1-d) High + d Low, then charges Low; or
//   - charges High, which high types accept just so often that the posterior
//     falls to Low/High, where she is willing to charge High again.
//
// Fudenberg, D. and Tirole, J. (1983). Sequential bargaining with incomplete
// information. Review of Economic Studies 50(2), 221-247.
// https://doi.org/10.2307/2297414
type TwoPeriodScreening struct {
	// High > Low > 0 are the buyer's possible values.
	High, Low float64
	// Discount is the common discount, in (0, 1).
	Discount float64
	// Prior is the probability of the high value, in (0, 1).
	Prior float64
}

// Screen is the equilibrium of TwoPeriodScreening.
type Screen struct {
	// Price is the first price and Accept the probability that a high type takes
	// it.
	Price, Accept float64
	// Posterior is the probability of the high value after a refusal, zero if
	// nobody is left.
	Posterior float64
	// Profit is the seller's, Skim what the second alternative pays her, Commit
	// the profit of the best price she could commit to.
	Profit, Skim, Commit float64
	Certificate          Certificate
}

// Solve returns the seller's best equilibrium.
func (m TwoPeriodScreening) Solve() (Screen, error) {
	f := faults{model: "TwoPeriodScreening"}
	f.values(m.High, m.Low)
	f.open("Discount", m.Discount, 0, 1)
	f.open("Prior", m.Prior, 0, 1)
	if err := f.err(); err != nil {
		return Screen{}, err
	}
	h, l, d, mu := m.High, m.Low, m.Discount, m.Prior
	skim := (1-d)*h + d*l
	s := Screen{Price: l, Accept: 1, Profit: l, Skim: mu*skim + d*(1-mu)*l, Commit: max(l, mu*h)}
	if s.Skim > s.Profit {
		s.Price, s.Profit = skim, s.Skim
	}
	if mu > l/h { // otherwise a price of High would be followed by Low for sure
		stay := (1 - mu) * l / (h - l) // mass of high types that leaves odds l : h-l
		if mixed := (mu-stay)*h + d*(stay+1-mu)*l; mixed > s.Profit {
			s.Price, s.Profit, s.Accept, s.Posterior = h, mixed, (mu-stay)/mu, l/h
		}
	}
	s.Certificate = m.certify(s)
	return s, nil
}

// values checks the two values of a buyer.
func (f *faults) values(high, low float64) {
	f.positive("Low", low)
	if !(high > low && high <= magnitude) {
		f.add("High is %v, want finite and above Low", high)
	}
}

// certify enumerates first prices and continuation beliefs: for each price, the
// share of high types that accept in equilibrium and the best last price.
func (m TwoPeriodScreening) certify(s Screen) Certificate {
	var c check
	h, l, d, mu := m.High, m.Low, m.Discount, m.Prior
	profit := func(price float64) float64 {
		if price <= l {
			return price
		}
		last := func(stay float64) float64 { return max(l*(stay+1-mu), h*stay) }
		if price <= (1-d)*h+d*l+1e-12*h { // accepting beats waiting for Low
			return mu*price + d*last(0)
		}
		if price > h {
			return d * last(mu)
		}
		stay := min(mu, (1-mu)*l/(h-l)) // the seller is indifferent and mixes to match
		return (mu-stay)*price + d*last(stay)
	}
	_, best := gridMax(profit, 0, 1.1*h, 5000)
	best = max(best, profit(l), profit(h), profit((1-d)*h+d*l))
	c.incentive.take((s.Profit - best) / h)
	c.equal(s.Profit/h, profit(s.Price)/h)
	c.rationality.take(s.Profit / h)
	return c.certificate("5,001 first prices with the beliefs they lead to", rounding)
}

// Screening is the seller of TwoPeriodScreening without a last period. In the
// gap case, Low above her own value of zero, the equilibrium is generically
// unique and sells out in finitely many periods: a high type pays, n periods
// before the price Low, at most
//
//	p_n = (1 - d^n) High + d^n Low,
//
// and with m high types left per low type the seller charges p_n for m between
// m_n and m_(n+1), which leaves m_(n-1), where m_1 = Low/(High - Low) and each
// cutoff makes her indifferent. As the discount goes to one all happens at once
// at Low (the Coase conjecture).
//
// Fudenberg, D., Levine, D. and Tirole, J. (1985). Infinite-horizon models of
// bargaining with one-sided incomplete information. In Roth, A. E. (ed.),
// Game-Theoretic Models of Bargaining. Cambridge University Press, chapter 5.
//
// Hart, O. (1989). Bargaining and strikes. Quarterly Journal of Economics 104(1),
// 25-43. https://doi.org/10.2307/2937833
type Screening struct {
	// High > Low > 0 are the buyer's possible values.
	High, Low float64
	// Discount is the common discount per period, in (0, 1).
	Discount float64
	// Odds is the mass of high types per low type, at least zero. At a cutoff the
	// lower price is charged.
	Odds float64
}

// PricePath is the equilibrium of Screening.
type PricePath struct {
	// Prices falls to Low, at which all who are left buy.
	Prices []float64
	// Left[t] is the mass of high types, per low type, before Prices[t].
	Left []float64
	// Cutoffs are m_1, m_2, … up to the first above Odds.
	Cutoffs []float64
	// Value is the seller's profit per low type; divide by 1 + Odds for that per
	// buyer.
	Value       float64
	Certificate Certificate
}

// Reservation returns the most a high type pays n periods before the price Low.
func (m Screening) Reservation(n int) float64 {
	w := math.Pow(m.Discount, float64(n))
	return (1-w)*m.High + w*m.Low
}

// maxPrices bounds the length of a price path.
const maxPrices = 100_000

// Solve returns the equilibrium path, found by adding cutoffs until one exceeds
// the odds. Paths longer than 100,000 prices are refused as ErrScope.
func (m Screening) Solve() (PricePath, error) {
	f := faults{model: "Screening"}
	f.values(m.High, m.Low)
	f.open("Discount", m.Discount, 0, 1)
	f.nonnegative("Odds", m.Odds)
	if err := f.err(); err != nil {
		return PricePath{}, err
	}
	h, l, d := m.High, m.Low, m.Discount
	// V_n(m) = a + p_n m is the value of charging p_n at m; before is m_(n-1).
	var r PricePath
	before, a, price := 0.0, l, l // n = 0: charge Low to all
	value := func(x float64) float64 { return a + price*x }
	cut := l / (h - l)
	for {
		r.Cutoffs = append(r.Cutoffs, cut)
		if cut >= m.Odds {
			break
		}
		n := len(r.Cutoffs)
		if n > maxPrices {
			return PricePath{}, scope("Screening", "more than %d prices before the market clears", maxPrices)
		}
		// Charging p_n at m leaves before = m_(n-1), worth V_(n-1)(m_(n-1)).
		next := m.Reservation(n)
		a2 := d*value(before) - before*next
		before, a, price = cut, a2, next
		after := m.Reservation(n + 1)
		// p_(n+1) leaves m_n: a' = d V_n(m_n) - m_n p_(n+1); equal at m_(n+1).
		cut = (a - (d*value(before) - before*after)) / (after - price)
		if !(cut > before) || math.IsInf(cut, 0) {
			r.Cutoffs = append(r.Cutoffs, math.Inf(1)) // prices have run into High
			break
		}
	}
	r.Value = value(m.Odds)
	m.path(&r)
	r.Certificate = m.certify(r)
	return r, nil
}

// path fills prices and what is left: from m in (m_n, m_(n+1)] the price p_n
// leaves m_(n-1), and at a cutoff the lower price is next.
func (m Screening) path(r *PricePath) {
	n := len(r.Cutoffs) - 1 // Odds lie in (m_n, m_(n+1)]
	left := m.Odds
	for ; n >= 1; n-- {
		r.Prices = append(r.Prices, m.Reservation(n))
		r.Left = append(r.Left, left)
		left = 0
		if n >= 2 {
			left = r.Cutoffs[n-2]
		}
	}
	r.Prices = append(r.Prices, m.Low)
	r.Left = append(r.Left, left)
}

// certify adds up the profit along the path, checks that each high type that
// buys would not rather wait for the next price, and tries the seller's
// deviations to every other price of the ladder once.
func (m Screening) certify(r PricePath) Certificate {
	var c check
	profit, w := 0.0, 1.0
	for t, p := range r.Prices {
		if t+1 < len(r.Prices) {
			profit += w * p * (r.Left[t] - r.Left[t+1])
			c.acceptance.take(((m.High - p) - m.Discount*(m.High-r.Prices[t+1])) / m.High)
		} else {
			profit += w * p * (r.Left[t] + 1)
		}
		w *= m.Discount
	}
	scale := m.High * (1 + m.Odds)
	c.equal(profit/scale, r.Value/scale)
	from, worth := 0.0, m.Low // what p_k leaves, and the value there
	for k := 0; k < len(r.Cutoffs) && from <= m.Odds && k < 2000; k++ {
		p := m.Reservation(k)
		if k == 0 {
			c.incentive.take((r.Value - p*(m.Odds+1)) / scale)
			continue
		}
		c.incentive.take((r.Value - p*(m.Odds-from) - m.Discount*worth) / scale)
		worth = p*(r.Cutoffs[k-1]-from) + m.Discount*worth
		from = r.Cutoffs[k-1]
	}
	c.rationality.take(r.Value / scale)
	return c.certificate("profit along the path; other prices of the ladder tried once", rounding)
}

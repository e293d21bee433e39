package bargain

// ChatterjeeSamuelson is trade by sealed bids: a buyer with a private value and a
// seller with a private cost, each uniform, bid at once; they trade if the bid is
// at least the ask, at the price K bid + (1-K) ask.
//
// Its linear equilibrium, with v_1 the highest value and c_0 the lowest cost, is
//
//	bid(v) = (v + K a)/(1+K),      a = ((1+K) c_0 + (1-K) v_1)/2 the lowest ask,
//	ask(c) = (c + (1-K) b)/(2-K),  b = ((2-K) v_1 + K c_0)/2 the highest bid,
//
// and with both on [0, 1] and K = 1/2 the familiar 2v/3 + 1/12 and 2c/3 + 1/4.
// There are other equilibria; this one reaches the Myerson-Satterthwaite bound on
// [0, 1] at K = 1/2. K = 1 is the buyer's take-it-or-leave-it offer, K = 0 the
// seller's.
//
// Chatterjee, K. and Samuelson, W. (1983). Bargaining under incomplete
// information. Operations Research 31(5), 835-851.
// https://doi.org/10.1287/opre.31.5.835
type ChatterjeeSamuelson struct {
	// Value is the law of the buyer's value, Cost that of the seller's cost.
	Value, Cost Uniform
	// K is the weight of the bid in the price, in [0, 1].
	K float64
}

// SealedBids is the linear equilibrium of ChatterjeeSamuelson.
type SealedBids struct {
	// Trade is the probability of trade, Gain the expected gains from it.
	Trade, Gain float64
	// FirstBest is the gain if they traded whenever v > c, Efficiency Gain over
	// FirstBest.
	FirstBest, Efficiency float64
	// Price is the mean price, given trade.
	Price float64
	// LowAsk and HighBid bound the bids that can trade.
	LowAsk, HighBid float64
	Certificate     Certificate

	k float64
}

// Bid returns what a buyer of value v bids.
func (s SealedBids) Bid(v float64) float64 { return (v + s.k*s.LowAsk) / (1 + s.k) }

// Ask returns what a seller of cost c asks.
func (s SealedBids) Ask(c float64) float64 { return (c + (1-s.k)*s.HighBid) / (2 - s.k) }

// Solve returns the linear equilibrium. It needs the lowest value to be at most
// the lowest ask and the highest cost at least the highest bid, or bids would
// bunch at the ends: otherwise ErrScope. Bids and asks of types that never trade
// do not matter and follow the same lines.
func (m ChatterjeeSamuelson) Solve() (SealedBids, error) {
	f := faults{model: "ChatterjeeSamuelson"}
	f.uniform("Value", m.Value)
	f.uniform("Cost", m.Cost)
	f.closed("K", m.K, 0, 1)
	if err := f.err(); err != nil {
		return SealedBids{}, err
	}
	v1, c0, k := m.Value.High, m.Cost.Low, m.K
	s := SealedBids{k: k, LowAsk: ((1+k)*c0 + (1-k)*v1) / 2, HighBid: ((2-k)*v1 + k*c0) / 2}
	slackness := rounding * max(1, abs(v1), abs(c0))
	if v1 <= c0 || m.Value.Low > s.LowAsk+slackness || m.Cost.High < s.HighBid-slackness {
		return SealedBids{}, scope("ChatterjeeSamuelson",
			"values %v and costs %v have no linear equilibrium: want lowest value at most %v and highest cost at least %v",
			m.Value, m.Cost, s.LowAsk, s.HighBid)
	}
	g := (v1 - c0) / 2 // highest bid less lowest ask
	s.Trade = (1 + k) * (2 - k) * g * g / 2 / (m.Value.High - m.Value.Low) / (m.Cost.High - m.Cost.Low)
	s.Gain = s.Trade * g
	s.Price = k*(s.HighBid-g/3) + (1-k)*(s.LowAsk+g/3)
	zone, err := Reservations{m.Value, m.Cost}.Solve()
	if err != nil {
		return SealedBids{}, err
	}
	s.FirstBest = zone.Surplus
	s.Efficiency = s.Gain / s.FirstBest
	s.Certificate = m.certify(s)
	return s, nil
}

// uniform checks a law that must be of that type.
func (f *faults) uniform(field string, u Uniform) {
	f.closed(field+".Low", u.Low, -1e9, 1e9)
	if !(u.High > u.Low && u.High <= 1e9) {
		f.add("%s.High is %v, want finite and above Low", field, u.High)
	}
}

// certify integrates the payoff of every bid on a grid against the other side's
// line for several types, and trade over pairs of types.
func (m ChatterjeeSamuelson) certify(s SealedBids) Certificate {
	var c check
	scale := m.Value.High - m.Cost.Low
	buyer := func(v, bid float64) float64 { // asks are linear in cost
		return midpoints(func(cost float64) float64 {
			if ask := s.Ask(cost); bid >= ask {
				return (v - s.k*bid - (1-s.k)*ask) * m.Cost.Prob(cost)
			}
			return 0
		}, m.Cost.Low, m.Cost.High, 400)
	}
	seller := func(cost, ask float64) float64 {
		return midpoints(func(v float64) float64 {
			if bid := s.Bid(v); bid >= ask {
				return (s.k*bid + (1-s.k)*ask - cost) * m.Value.Prob(v)
			}
			return 0
		}, m.Value.Low, m.Value.High, 400)
	}
	for q := range 9 {
		v, cost := m.Value.Quantile(float64(q)/8), m.Cost.Quantile(float64(q)/8)
		_, best := gridMax(func(b float64) float64 { return buyer(v, b) }, s.LowAsk, s.HighBid, 60)
		mine := buyer(v, min(s.Bid(v), s.HighBid))
		c.incentive.take((mine - max(best, 0)) / scale)
		c.rationality.take(mine / scale)
		_, best = gridMax(func(a float64) float64 { return seller(cost, a) }, s.LowAsk, s.HighBid, 60)
		mine = seller(cost, max(s.Ask(cost), s.LowAsk))
		c.incentive.take((mine - max(best, 0)) / scale)
		c.rationality.take(mine / scale)
	}
	trade := midpoints(func(v float64) float64 {
		cut := (2-s.k)*s.Bid(v) - (1-s.k)*s.HighBid // the cost whose ask is the bid
		return m.Cost.CDF(cut) * m.Value.Prob(v)
	}, m.Value.Low, m.Value.High, 4000)
	c.equal(trade, s.Trade)
	return c.certificate("61 bids of 9 types a side against the other line", 0.005)
}

package bargain

import "math"

// Attrition is the war of attrition in continuous time under complete
// information: side i wins Prize[i] if the other gives in first, and pays Cost[i]
// per unit of time until one does. In the equilibrium in which neither gives in
// at once each concedes at the constant hazard that keeps the other indifferent,
//
//	λ_i = c_j/V_j,
//
// so that a side with a larger prize loses more often: P(i wins) = λ_j/(λ_1+λ_2).
// Every stopping time pays zero. With equal sides the hazard is c/V and the mean
// length V/(2c).
//
// Maynard Smith, J. (1974). The theory of games and the evolution of animal
// conflicts. Journal of Theoretical Biology 47(1), 209-221.
// https://doi.org/10.1016/0022-5193(74)90110-6
//
// Hendricks, K., Weiss, A. and Wilson, C. (1988). The war of attrition in
// continuous time with complete information. International Economic Review 29(4),
// 663-680. https://doi.org/10.2307/2526827
//
// Nalebuff, B. and Riley, J. (1985). Asymmetric equilibria in the war of
// attrition. Journal of Theoretical Biology 113(3), 517-527.
type Attrition struct {
	// Prize is what each side gains if the other concedes, positive.
	Prize [2]float64
	// Cost is each side's cost per unit of time, positive.
	Cost [2]float64
}

// Standoff is the equilibrium of Attrition.
type Standoff struct {
	// Hazard is each side's rate of conceding per unit of time.
	Hazard [2]float64
	// Win is each side's probability of winning.
	Win [2]float64
	// Duration is the mean length of the contest.
	Duration    float64
	Certificate Certificate
}

// Solve returns the equilibrium.
func (m Attrition) Solve() (Standoff, error) {
	f := faults{model: "Attrition"}
	pair("Prize", m.Prize, f.positive)
	pair("Cost", m.Cost, f.positive)
	if err := f.err(); err != nil {
		return Standoff{}, err
	}
	var s Standoff
	for i := range 2 {
		s.Hazard[i] = m.Cost[1-i] / m.Prize[1-i]
	}
	both := s.Hazard[0] + s.Hazard[1]
	s.Win = [2]float64{s.Hazard[1] / both, s.Hazard[0] / both}
	s.Duration = 1 / both
	var c check
	for i := range 2 {
		for _, k := range []float64{0.1, 1, 3} {
			c.equal(m.payoff(s, i, k/s.Hazard[1-i])/m.Prize[i], 0)
		}
	}
	c.equal(s.Win[0]+s.Win[1], 1)
	s.Certificate = c.certificate("payoffs of six stopping times by quadrature", 1e-8)
	return s, nil
}

// Payoff returns what side i expects from giving in at time t against the
// equilibrium hazard of the other, by quadrature: zero for every t.
func (m Attrition) Payoff(i int, t float64) (float64, error) {
	s, err := m.Solve()
	if err != nil {
		return 0, err
	}
	f := faults{model: "Attrition"}
	f.size("Payoff side", i, 0, 1)
	f.nonnegative("Payoff time", t)
	if err := f.err(); err != nil {
		return 0, err
	}
	return m.payoff(s, i, t), nil
}

func (m Attrition) payoff(s Standoff, i int, t float64) float64 {
	l := s.Hazard[1-i]
	won := func(x float64) float64 { return (m.Prize[i] - m.Cost[i]*x) * l * math.Exp(-l*x) }
	far := min(t, 60/l) // beyond, the other has conceded but for 1e-26
	sum := 0.0
	for k := range 8 {
		sum += integral(won, far*float64(k)/8, far*float64(k+1)/8)
	}
	if l*t > 700 {
		return sum
	}
	return sum - m.Cost[i]*t*math.Exp(-l*t)
}

// PrivateAttrition is the war of attrition between two sides whose prizes are
// private, independent and of one law F. In the symmetric equilibrium a side of
// prize v gives in at
//
//	t(v) = ∫ x f(x)/(1-F(x)) dx / c,
//
// from the lowest prize to v, which is (-v - ln(1-v))/c for the uniform law on
// [0, 1]; the contest lasts E[t(min(v_1, v_2))] = ∫ v (1-F) f dv / c on average.
//
// Bishop, D. T., Cannings, C. and Maynard Smith, J. (1978). The war of attrition
// with random rewards. Journal of Theoretical Biology 74(3), 377-388.
//
// Riley, J. G. (1980). Strong evolutionary equilibrium and the war of attrition.
// Journal of Theoretical Biology 82(3), 383-400.
// https://doi.org/10.1016/0022-5193(80)90244-1
type PrivateAttrition struct {
	// Prize is the law of a side's prize, bounded and not negative.
	Prize Distribution
	// Cost is the cost per unit of time, positive.
	Cost float64
}

// Endurance is the equilibrium of PrivateAttrition.
type Endurance struct {
	// Duration is the mean length of the contest.
	Duration    float64
	Certificate Certificate

	m PrivateAttrition
}

// Stop returns the time at which a side of prize v gives in: zero at the lowest
// prize and below, and infinite at the highest and above.
func (e Endurance) Stop(v float64) float64 {
	lo, hi := ends(e.m.Prize)
	switch {
	case math.IsNaN(v):
		return v
	case v <= lo:
		return 0
	case v >= hi:
		return math.Inf(1)
	}
	tail := func(x float64) float64 { return math.Log1p(-e.m.Prize.CDF(x)) }
	// By parts: ∫ x dH with H = -ln(1-F) is v H(v) - ∫ H.
	sum := 0.0
	for k := range 4 {
		sum += integral(tail, lo+(v-lo)*float64(k)/4, lo+(v-lo)*float64(k+1)/4)
	}
	return max(0, (sum-v*tail(v))/e.m.Cost)
}

// Solve returns the equilibrium.
func (m PrivateAttrition) Solve() (Endurance, error) {
	f := faults{model: "PrivateAttrition"}
	f.distribution("Prize", m.Prize, true)
	if m.Prize != nil && !(m.Prize.Quantile(0) >= 0) {
		f.add("Prize begins at %v, want at least 0", m.Prize.Quantile(0))
	}
	f.positive("Cost", m.Cost)
	if err := f.err(); err != nil {
		return Endurance{}, err
	}
	e := Endurance{m: m}
	e.Duration = integral(func(p float64) float64 { return m.Prize.Quantile(p) * (1 - p) }, 0, 1) / m.Cost
	e.Certificate = m.certify(e)
	return e, nil
}

// certify lets several types stop when other types would, against a rival drawn
// on a grid, and averages the length over pairs of types.
func (m PrivateAttrition) certify(e Endurance) Certificate {
	const n = 200
	var c check
	var stop, prize [n]float64
	for k := range n {
		prize[k] = m.Prize.Quantile((float64(k) + 0.5) / n)
		stop[k] = e.Stop(prize[k])
	}
	mean := 0.0
	for k := range n { // the smaller of two ranks is k with probability (2(n-k)-1)/n²
		mean += stop[k] * (2*float64(n-k) - 1) / (n * n)
	}
	top := m.Prize.Quantile(1)
	payoff := func(v float64, k int) float64 {
		sum := 0.0
		for q := range n {
			if q < k {
				sum += v - m.Cost*stop[q]
			} else {
				sum -= m.Cost * stop[k]
			}
		}
		return sum / n
	}
	for own := 0; own < n; own += 13 {
		mine, best := payoff(prize[own], own), math.Inf(-1)
		for k := range n {
			best = max(best, payoff(prize[own], k))
		}
		c.incentive.take((mine - best) / top)
		c.rationality.take(mine / top)
	}
	c.equal(mean*m.Cost/top, e.Duration*m.Cost/top)
	return c.certificate("stopping times of 200 types tried by 16", 0.02)
}

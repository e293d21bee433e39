package bargain

import "math"

// AbreuGul is bargaining between two rational parties each of whom may, with
// small probability Stubborn, be a type that insists on the share Claim for ever.
// Once the claims are on the table it is a war of attrition: a rational party
// concedes at the rate that keeps the other indifferent,
//
//	λ_i = r_j (1-α_i)/(α_1+α_2-1),
//
// until at T_0 = min_i -ln(z_i)/λ_i both are known to be stubborn. The party
// that would take longer to exhaust its doubt concedes at once with probability
// 1 - z_i exp(λ_i T_0). Reputation alone, not the order of offers, divides the
// pie.
//
// Abreu, D. and Gul, F. (2000). Bargaining and reputation. Econometrica 68(1),
// 85-117. https://doi.org/10.1111/1468-0262.00094
//
// Kambe, S. (1999). Bargaining with imperfect commitment. Games and Economic
// Behavior 28(2), 217-237. https://doi.org/10.1006/game.1998.0699
type AbreuGul struct {
	// Claim is the share each stubborn type insists on, in (0, 1), more than one
	// together.
	Claim [2]float64
	// Rate is each party's rate of discount per unit of time, positive.
	Rate [2]float64
	// Stubborn is the probability that each party is stubborn, in (0, 1).
	Stubborn [2]float64
}

// Reputation is the equilibrium of AbreuGul.
type Reputation struct {
	// Hazard is each party's rate of conceding, that of rational and stubborn
	// types together.
	Hazard [2]float64
	// Exhaust is the time T_i each would take to be known as stubborn without
	// conceding at once, End the smaller.
	Exhaust [2]float64
	End     float64
	// AtOnce is the probability that each concedes at time zero; at most one is
	// positive.
	AtOnce [2]float64
	// Payoff is that of each rational party. Together less than one: delay is
	// lost.
	Payoff      [2]float64
	Certificate Certificate
}

// Solve returns the equilibrium. Claims that fit into the pie need no attrition:
// ErrScope.
func (m AbreuGul) Solve() (Reputation, error) {
	f := faults{model: "AbreuGul"}
	pair("Claim", m.Claim, func(field string, x float64) { f.open(field, x, 0, 1) })
	pair("Rate", m.Rate, f.positive)
	pair("Stubborn", m.Stubborn, func(field string, x float64) { f.open(field, x, 0, 1) })
	if err := f.err(); err != nil {
		return Reputation{}, err
	}
	gap := m.Claim[0] + m.Claim[1] - 1
	if !(gap > 0) {
		return Reputation{}, scope("AbreuGul", "claims sum to %v, want above 1", gap+1)
	}
	var r Reputation
	for i := range 2 {
		r.Hazard[i] = m.Rate[1-i] * (1 - m.Claim[i]) / gap
		r.Exhaust[i] = -math.Log(m.Stubborn[i]) / r.Hazard[i]
	}
	r.End = min(r.Exhaust[0], r.Exhaust[1])
	for i := range 2 {
		if r.Exhaust[i] > r.End {
			r.AtOnce[i] = 1 - m.Stubborn[i]*math.Exp(r.Hazard[i]*r.End)
		}
	}
	for i := range 2 {
		r.Payoff[i] = 1 - m.Claim[1-i] + r.AtOnce[1-i]*gap
	}
	r.Certificate = m.certify(r)
	return r, nil
}

// Limit returns the payoffs as the probabilities of stubbornness go to zero in
// proportion, with all claims conceivable: r_j/(r_i + r_j), what Rubinstein's
// game with fast offers gives. Only Rate is read.
func (m AbreuGul) Limit() ([2]float64, error) {
	f := faults{model: "AbreuGul"}
	pair("Rate", m.Rate, f.positive)
	if err := f.err(); err != nil {
		return [2]float64{}, err
	}
	both := m.Rate[0] + m.Rate[1]
	return [2]float64{m.Rate[1] / both, m.Rate[0] / both}, nil
}

// certify integrates what a rational party expects from conceding at several
// times against the other's concessions: all the same, and none more.
func (m AbreuGul) certify(r Reputation) Certificate {
	var c check
	for i := range 2 {
		j := 1 - i
		l, d := r.Hazard[j], m.Rate[i]
		for _, k := range []float64{0.05, 0.3, 0.7, 1} {
			t := k * r.End
			won := func(x float64) float64 {
				return (1 - r.AtOnce[j]) * m.Claim[i] * l * math.Exp(-(l+d)*x)
			}
			sum := r.AtOnce[j] * m.Claim[i]
			// The integrand dies out on the scale 1/(l+d): integrate in pieces of it.
			for from, step := 0.0, 8/(l+d); from < t && from < 60/(l+d); from += step {
				sum += integral(won, from, min(from+step, t))
			}
			sum += (1 - r.AtOnce[j]) * math.Exp(-(l+d)*t) * (1 - m.Claim[j])
			c.equal(sum, r.Payoff[i])
			c.incentive.take(r.Payoff[i] - sum)
		}
		still := (1 - r.AtOnce[i]) * math.Exp(-r.Hazard[i]*r.End)
		c.equal(still, m.Stubborn[i])
		c.rationality.take(r.Payoff[i] - (1 - m.Claim[j]))
	}
	return c.certificate("payoffs of four times of concession by quadrature", 1e-8)
}

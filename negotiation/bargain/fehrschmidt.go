package bargain

import "math"

// FehrSchmidt is aversion to inequity: utility is money less Envy for each unit
// that others have more, and less Guilt for each unit that they have less, both
// averaged over the n-1 others:
//
//	U_i(x) = x_i - α/(n-1) Σ max(x_j - x_i, 0) - β/(n-1) Σ max(x_i - x_j, 0).
//
// Fehr, E. and Schmidt, K. M. (1999). A theory of fairness, competition, and
// cooperation. Quarterly Journal of Economics 114(3), 817-868.
// https://doi.org/10.1162/003355399556151
type FehrSchmidt struct {
	// Envy is α, at least zero and at least Guilt.
	Envy float64
	// Guilt is β, in [0, 1).
	Guilt float64
}

func (p FehrSchmidt) check(f *faults, field string) {
	f.nonnegative(field+".Envy", p.Envy)
	if !(p.Guilt >= 0 && p.Guilt < 1 && p.Guilt <= p.Envy) {
		f.add("%s.Guilt is %v, want in [0, 1) and at most Envy", field, p.Guilt)
	}
}

// Utility returns the utility of person i when the payoffs are x. It is NaN if i
// is not in range; with nobody else it is x[i].
func (p FehrSchmidt) Utility(i int, x []float64) float64 {
	if i < 0 || i >= len(x) {
		return math.NaN()
	}
	if len(x) == 1 {
		return x[i]
	}
	more, less := 0.0, 0.0
	for _, y := range x {
		more += max(y-x[i], 0)
		less += max(x[i]-y, 0)
	}
	others := float64(len(x) - 1)
	return x[i] - p.Envy*more/others - p.Guilt*less/others
}

// Threshold returns the smallest share of the pie that a responder accepts in
// the ultimatum game, α/(1+2α).
func (p FehrSchmidt) Threshold() (float64, error) {
	f := faults{model: "FehrSchmidt"}
	f.nonnegative("Envy", p.Envy)
	if err := f.err(); err != nil {
		return 0, err
	}
	return p.Envy / (1 + 2*p.Envy), nil
}

// FairUltimatum is the ultimatum game over a pie of size one between people who
// are averse to inequity and know each other's preferences. The responder accepts
// shares of at least α/(1+2α); a proposer of guilt above 1/2 offers half, one
// below it the threshold, and at 1/2 any offer between is optimal and the
// threshold is reported.
//
// Fehr, E. and Schmidt, K. M. (1999), proposition 1, as for FehrSchmidt.
type FairUltimatum struct{ Proposer, Responder FehrSchmidt }

// FairOffer is the equilibrium of FairUltimatum.
type FairOffer struct {
	// Offer is the share offered, Threshold the least that would be accepted.
	Offer, Threshold float64
	// Utility is that of the proposer and the responder.
	Utility     [2]float64
	Certificate Certificate
}

// Solve returns the equilibrium.
func (m FairUltimatum) Solve() (FairOffer, error) {
	f := faults{model: "FairUltimatum"}
	m.Proposer.check(&f, "Proposer")
	m.Responder.check(&f, "Responder")
	if err := f.err(); err != nil {
		return FairOffer{}, err
	}
	t, err := m.Responder.Threshold()
	if err != nil {
		return FairOffer{}, err
	}
	r := FairOffer{Offer: t, Threshold: t}
	if m.Proposer.Guilt > 0.5 {
		r.Offer = 0.5
	}
	x := func(offer float64) []float64 { return []float64{1 - offer, offer} }
	r.Utility = [2]float64{m.Proposer.Utility(0, x(r.Offer)), m.Responder.Utility(1, x(r.Offer))}
	var c check
	_, best := gridMax(func(s float64) float64 {
		if m.Responder.Utility(1, x(s)) < -1e-12 {
			return 0
		}
		return m.Proposer.Utility(0, x(s))
	}, 0, 1, 10_000)
	c.incentive.take(r.Utility[0] - best)
	c.acceptance.take(r.Utility[1])
	c.rationality.take(r.Utility[0])
	c.equal(m.Responder.Utility(1, x(t)), 0)
	r.Certificate = c.certificate("10,001 offers answered by utility", rounding*max(1, m.Responder.Envy))
	return r, nil
}

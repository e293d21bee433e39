package bargain

import "math"

// AudienceCosts is a public crisis in which both states escalate until one backs
// down, each paying at home for backing down in proportion to how far it went: a
// state that backs down at time t pays Cost[i] t, the other gets the prize of
// size one, and war ends the crisis. State i's value of war is private, uniform
// on [-War[i], 0].
//
// Types that would rather back down concede at the rate that keeps the other
// indifferent, so that the probability that j still escalates at t is
// proportional to 1/(1 + a_i t). At the horizon only types that prefer war are
// left: a type of j prefers it to backing down at t if its war is worth more
// than -a_j t, which has probability a_j t/War[j]. State j would reach that at
// the root T_j of
//
//	(a_j t/W_j)(1 + a_i t) = 1,
//
// and the horizon is the smaller root; the other state backs down at once with
// some probability. A state with higher audience costs reaches its horizon
// sooner, and so backs down less: domestic audiences are an advantage.
//
// This is the case of linear costs and uniform values of war, solved from the
// conditions of indifference; Fearon's conclusions hold for other laws as well.
//
// Fearon, J. D. (1994). Domestic political audiences and the escalation of
// international disputes. American Political Science Review 88(3), 577-592.
// https://doi.org/10.2307/2944796
type AudienceCosts struct {
	// Cost is the rate of each state's audience costs, relative to the prize,
	// positive.
	Cost [2]float64
	// War bounds each state's cost of war, relative to the prize, positive.
	War [2]float64
}

// Escalation is the equilibrium of AudienceCosts.
type Escalation struct {
	// Reach is each state's T_i, Horizon the smaller.
	Reach   [2]float64
	Horizon float64
	// Quit is the probability that each state backs down at once.
	Quit [2]float64
	// BackDown is the probability that each state backs down in the end, War
	// that neither does.
	BackDown [2]float64
	War      float64
	// Certificate compares the hazards with those that keep the other state
	// indifferent.
	Certificate Certificate
}

// Solve returns the equilibrium.
func (m AudienceCosts) Solve() (Escalation, error) {
	f := faults{model: "AudienceCosts"}
	pair("Cost", m.Cost, func(field string, x float64) { f.closed(field, x, 1e-9, 1e9) })
	pair("War", m.War, func(field string, x float64) { f.closed(field, x, 1e-9, 1e9) })
	if err := f.err(); err != nil {
		return Escalation{}, err
	}
	var r Escalation
	for j := range 2 {
		a, k := m.Cost[1-j], m.Cost[j]/m.War[j] // k t (1 + a t) = 1
		r.Reach[j] = 2 / (k + math.Sqrt(k*k+4*a*k))
	}
	r.Horizon = min(r.Reach[0], r.Reach[1])
	left := [2]float64{}
	for j := range 2 {
		left[j] = min(1, m.Cost[j]*r.Horizon/m.War[j])
		if r.Reach[j] > r.Horizon {
			r.Quit[j] = max(0, 1-left[j]*(1+m.Cost[1-j]*r.Horizon))
		}
	}
	r.War = left[0] * left[1]
	for j := range 2 {
		r.BackDown[j] = r.Quit[j] + integral(func(t float64) float64 {
			return m.density(r, j, t) * m.stays(r, 1-j, t)
		}, 0, r.Horizon)
	}
	r.Certificate = m.certify(r)
	return r, nil
}

// stays is the probability that state j has not backed down by t > 0.
func (m AudienceCosts) stays(r Escalation, j int, t float64) float64 {
	return (1 - r.Quit[j]) / (1 + m.Cost[1-j]*t)
}

func (m AudienceCosts) density(r Escalation, j int, t float64) float64 {
	a := m.Cost[1-j]
	return (1 - r.Quit[j]) * a / ((1 + a*t) * (1 + a*t))
}

// certify checks on a grid that a state that still escalates is indifferent
// between backing down now and a moment later, and that the crisis ends in one
// of three ways.
func (m AudienceCosts) certify(r Escalation) Certificate {
	var c check
	for k := range 64 {
		t := r.Horizon * (float64(k) + 0.5) / 64
		for i := range 2 {
			hazard := m.density(r, 1-i, t) / m.stays(r, 1-i, t)
			c.equal(hazard*(1+m.Cost[i]*t)/m.Cost[i], 1)
		}
	}
	for j := range 2 {
		left := m.stays(r, j, r.Horizon)
		c.equal(left, min(1, m.Cost[j]*r.Horizon/m.War[j]))
		c.rationality.take(min(r.Quit[j], 1-r.Quit[j]))
	}
	c.incentive.take(-r.Quit[0] * r.Quit[1]) // not both quit at once
	both := r.Quit[0] * r.Quit[1]
	c.equal(r.BackDown[0]+r.BackDown[1]-both+r.War, 1)
	return c.certificate("indifference along the crisis; endings add up", 1e-8)
}

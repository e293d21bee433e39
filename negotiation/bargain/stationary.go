package bargain

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// Stationary is unanimous bargaining without end over a finite list of outcomes:
// each period nature recognises party i with probability Probability[i], the
// proposer names an outcome, and it is agreed if every other party accepts;
// responders accept when indifferent. In a stationary equilibrium in pure
// proposals o_k with values v,
//
//	v_i = Σ_k p_k u_i(o_k),  u_j(o_k) ≥ d_j v_j for every responder j,
//
// and o_k is the best for k of all that the others accept; a proposer for whom
// none is better than waiting passes.
//
// With few outcomes such an equilibrium need not exist, for parties may have to
// mix; then the answer is ErrConvergence, never an approximation. With dense
// outcomes and discounts near one the proposals approach the Nash solution
// weighted by Probability.
//
// Banks, J. S. and Duggan, J. (2000). A bargaining model of collective choice.
// American Political Science Review 94(1), 73-88. https://doi.org/10.2307/2586381
type Stationary struct {
	// Payoff is n×m: row i holds party i's utility of each outcome.
	Payoff [][]float64
	// Disagreement is each party's utility of bargaining for ever.
	Disagreement []float64
	// Probability is that of being recognised, summing to one.
	Probability []float64
	// Discount is each party's discount per period, in (0, 1); it acts on the
	// surplus over disagreement.
	Discount []float64
}

// StationaryResult is the equilibrium of Stationary.
type StationaryResult struct {
	// Proposal is the outcome each party proposes, or -1 if it passes.
	Proposal []int
	// Value is each party's expected utility before recognition.
	Value []float64
	// Rounds is the number of value iterations used.
	Rounds      int
	Certificate Certificate
}

// stationaryRounds is how many value iterations are made from one start.
const stationaryRounds = 200

// Solve iterates values by damped best responses until the proposals repeat,
// then takes the exact values of these proposals and keeps them if they are best
// responses. It starts from disagreement, and if that fails from each party's
// favourite outcome. One round reads the table once. It stops with the error of
// ctx.
func (m Stationary) Solve(ctx context.Context) (StationaryResult, error) {
	if err := m.check(); err != nil {
		return StationaryResult{}, err
	}
	start := append([]float64(nil), m.Disagreement...)
	rounds := 0
	for k := -1; k < len(m.Payoff); k++ {
		if k >= 0 {
			best := slices.Index(m.Payoff[k], slices.Max(m.Payoff[k]))
			for i := range start {
				start[i] = m.Payoff[i][best]
			}
		}
		r, err := m.settle(ctx, start)
		if err != nil {
			return StationaryResult{}, err
		}
		rounds += r.Rounds
		if r.Proposal != nil {
			r.Rounds = rounds
			r.Certificate = m.certify(r)
			return r, nil
		}
	}
	return StationaryResult{}, fmt.Errorf("%w: Stationary: no equilibrium in pure proposals found in %d rounds", ErrConvergence, rounds)
}

// settle iterates from values v, which it overwrites, and returns a result
// without proposals if they do not settle.
func (m Stationary) settle(ctx context.Context, v []float64) (StationaryResult, error) {
	var last []int
	for round := 1; round <= stationaryRounds; round++ {
		if err := ctx.Err(); err != nil {
			return StationaryResult{}, fmt.Errorf("bargain: stopped: %w", err)
		}
		plan := m.proposals(v)
		exact := m.values(plan)
		if slices.Equal(plan, last) && slices.Equal(m.proposals(exact), plan) {
			return StationaryResult{Proposal: plan, Value: exact, Rounds: round}, nil
		}
		last = plan
		step := 1.0
		if round > 4 { // the first steps are full, the rest ever shorter
			step = 1 / (1 + float64(round)/8)
		}
		for i := range v {
			v[i] += step * (exact[i] - v[i])
		}
	}
	return StationaryResult{Rounds: stationaryRounds}, nil
}

func (m Stationary) check() error {
	f := faults{model: "Stationary"}
	f.table("Payoff", m.Payoff, 64, maxCells/64)
	n := len(m.Payoff)
	f.size("Disagreement length", len(m.Disagreement), n, n)
	f.row("Disagreement", m.Disagreement)
	f.size("Probability length", len(m.Probability), n, n)
	f.probabilities("Probability", m.Probability)
	f.size("Discount length", len(m.Discount), n, n)
	f.discounts("Discount", m.Discount)
	return f.err()
}

// proposals returns each party's best proposal when waiting is worth v, the
// lowest outcome on ties.
func (m Stationary) proposals(v []float64) []int {
	n := len(m.Payoff)
	plan, top, wait := make([]int, n), make([]float64, n), make([]float64, n)
	for i := range n {
		plan[i] = -1
		wait[i] = m.Disagreement[i] + m.Discount[i]*(v[i]-m.Disagreement[i])
		top[i] = math.Inf(-1)
	}
	if n == 3 {
		m.three(plan, top, wait)
		return plan
	}
	for o := range m.Payoff[0] {
		if !m.passes(-1, o, wait) { // a proposer too wants no less than waiting pays
			continue
		}
		for i := range n {
			if u := m.Payoff[i][o]; u > top[i] {
				plan[i], top[i] = o, u
			}
		}
	}
	return plan
}

// three is the loop of proposals for three parties.
func (m Stationary) three(plan []int, top, wait []float64) {
	a, b, c := m.Payoff[0], m.Payoff[1], m.Payoff[2]
	b, c = b[:len(a)], c[:len(a)]
	x, y, z := wait[0], wait[1], wait[2]
	for o, u := range a {
		if u < x || b[o] < y || c[o] < z {
			continue
		}
		if u > top[0] {
			plan[0], top[0] = o, u
		}
		if b[o] > top[1] {
			plan[1], top[1] = o, b[o]
		}
		if c[o] > top[2] {
			plan[2], top[2] = o, c[o]
		}
	}
}

// values returns what the plan is worth: with q the probability that somebody
// who proposes is recognised, s = Σ p_k s(o_k) + (1-q) d s.
func (m Stationary) values(plan []int) []float64 {
	v := make([]float64, len(plan))
	for i, base := range m.Disagreement {
		gain, idle := 0.0, 0.0
		for k, o := range plan {
			if o < 0 {
				idle += m.Probability[k]
			} else {
				gain += m.Probability[k] * (m.Payoff[i][o] - base)
			}
		}
		v[i] = base + gain/(1-m.Discount[i]*idle)
	}
	return v
}

// certify tries every outcome for every proposer and every vote.
func (m Stationary) certify(r StationaryResult) Certificate {
	var c check
	n, scale := len(m.Payoff), 1.0
	wait := make([]float64, n)
	for i := range n {
		wait[i] = (1-m.Discount[i])*m.Disagreement[i] + m.Discount[i]*r.Value[i]
		flow := 0.0
		for k, o := range r.Proposal {
			if o < 0 {
				flow += m.Probability[k] * wait[i]
			} else {
				flow += m.Probability[k] * m.Payoff[i][o]
			}
		}
		c.equal(r.Value[i], flow)
		c.rationality.take(r.Value[i] - m.Disagreement[i])
		scale = max(scale, math.Abs(r.Value[i]))
	}
	for k, o := range r.Proposal {
		best := wait[k]
		for q, u := range m.Payoff[k] {
			if u > best && m.passes(k, q, wait) {
				best = u
			}
		}
		if o < 0 {
			c.incentive.take(wait[k] - best)
			continue
		}
		c.incentive.take(m.Payoff[k][o] - best)
		for j := range n {
			if j != k {
				c.acceptance.take(m.Payoff[j][o] - wait[j])
			}
		}
	}
	return c.certificate("every proposal and vote tried once", rounding*scale)
}

func (m Stationary) passes(k, o int, wait []float64) bool {
	for j := range m.Payoff {
		if j != k && m.Payoff[j][o] < wait[j] {
			return false
		}
	}
	return true
}

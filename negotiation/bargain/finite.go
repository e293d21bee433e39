package bargain

import (
	"context"
	"fmt"
	"math"
)

// A Tie says what a responder does who is indifferent between accepting and
// refusing.
type Tie int

const (
	// AcceptTie accepts when indifferent.
	AcceptTie Tie = iota
	// RefuseTie refuses when indifferent.
	RefuseTie
)

// FiniteHorizon is offers in turn among any number of parties over a finite list
// of outcomes, with a last period: proposer Order[t mod len(Order)] proposes in
// period t, and the outcome is agreed if every other party accepts. After the
// last refusal all get the disagreement payoff.
//
// Backward induction gives a subgame perfect equilibrium. Where the outcomes are
// few the answer depends on how ties are broken: responders by Tie, proposers by
// the lowest outcome. A report should turn the tie rule and the horizon.
//
// Ståhl, I. (1972). Bargaining Theory. Economic Research Institute, Stockholm
// School of Economics.
type FiniteHorizon struct {
	// Payoff is n×m: row i holds party i's utility of each outcome.
	Payoff [][]float64
	// Disagreement is each party's utility without agreement.
	Disagreement []float64
	// Discount is each party's discount per period, in (0, 1]; it acts on the
	// surplus over disagreement.
	Discount []float64
	// Order lists the proposers; it repeats.
	Order []int
	// Horizon is the number of offers, in [1, 1000000].
	Horizon int
	// Tie is the rule of indifferent responders.
	Tie Tie
}

// Path is the equilibrium of FiniteHorizon.
type Path struct {
	// Outcome is agreed in Period, or -1 if no period agrees.
	Outcome, Period int
	// Payoff is each party's utility as seen from the first period.
	Payoff []float64
	// Plan[t] is the outcome that period t would agree on, or -1.
	Plan        []int
	Certificate Certificate
}

// maxCells bounds the work of a table: parties times outcomes.
const maxCells = 1 << 26

// Solve returns the equilibrium. It stops with the error of ctx when that is
// cancelled.
func (m FiniteHorizon) Solve(ctx context.Context) (Path, error) {
	if err := m.check(); err != nil {
		return Path{}, err
	}
	p := Path{Outcome: -1, Period: -1, Plan: make([]int, m.Horizon)}
	n := len(m.Payoff)
	wait := append([]float64(nil), m.Disagreement...) // worth of refusing
	for t := m.Horizon - 1; t >= 0; t-- {
		if err := ctx.Err(); err != nil {
			return Path{}, fmt.Errorf("bargain: stopped: %w", err)
		}
		o := m.best(m.Order[t%len(m.Order)], wait)
		p.Plan[t] = o
		if o >= 0 {
			p.Outcome, p.Period = o, t
		}
		for i := range n {
			v := wait[i]
			if o >= 0 {
				v = m.Payoff[i][o]
			}
			if t == 0 {
				wait[i] = v
			} else {
				wait[i] = m.Disagreement[i] + m.Discount[i]*(v-m.Disagreement[i])
			}
		}
	}
	p.Payoff = wait
	p.Certificate = m.certify(p)
	return p, nil
}

func (m FiniteHorizon) check() error {
	f := faults{model: "FiniteHorizon"}
	f.table("Payoff", m.Payoff, 64, maxCells/64)
	n := len(m.Payoff)
	f.size("Disagreement length", len(m.Disagreement), n, n)
	f.row("Disagreement", m.Disagreement)
	f.size("Discount length", len(m.Discount), n, n)
	for i, d := range m.Discount {
		f.left(fmt.Sprintf("Discount[%d]", i), d, 0, 1)
	}
	f.size("Order length", len(m.Order), 1, MaxHorizon)
	for t, i := range m.Order {
		f.size(fmt.Sprintf("Order[%d]", t), i, 0, n-1)
	}
	f.size("Horizon", m.Horizon, 1, MaxHorizon)
	f.size("Tie", int(m.Tie), 0, 1)
	return f.err()
}

// best returns the outcome that pays proposer k most among those that all others
// accept, the lowest on ties, or -1 if none beats waiting for k.
func (m FiniteHorizon) best(k int, wait []float64) int {
	best := -1
	for o, own := range m.Payoff[k] {
		if own < wait[k] || (best >= 0 && own <= m.Payoff[k][best]) || !m.accepted(k, o, wait) {
			continue
		}
		best = o
	}
	return best
}

func (m FiniteHorizon) accepted(k, o int, wait []float64) bool {
	for j := range m.Payoff {
		u := m.Payoff[j][o]
		if j != k && (u < wait[j] || (u == wait[j] && m.Tie == RefuseTie)) {
			return false
		}
	}
	return true
}

// certify recomputes, forwards from each period, what refusing leads to: the
// next agreement of the plan, discounted over the gap.
func (m FiniteHorizon) certify(p Path) Certificate {
	var c check
	n := len(m.Payoff)
	from := make([]int, len(p.Plan)+1) // period of the first agreement at or after t
	from[len(p.Plan)] = -1
	for t := len(p.Plan) - 1; t >= 0; t-- {
		from[t] = from[t+1]
		if p.Plan[t] >= 0 {
			from[t] = t
		}
	}
	value := func(t, now, i int) float64 { // worth in period now of entering period t
		if t >= len(p.Plan) || from[t] < 0 {
			return m.Disagreement[i]
		}
		gain := m.Payoff[i][p.Plan[from[t]]] - m.Disagreement[i]
		return m.Disagreement[i] + gain*math.Pow(m.Discount[i], float64(from[t]-now))
	}
	scale := 1.0
	for t, o := range p.Plan {
		k := m.Order[t%len(m.Order)]
		for i := range n {
			if o < 0 {
				continue
			}
			margin := m.Payoff[i][o] - value(t+1, t, i)
			if i == k {
				c.incentive.take(margin)
			} else {
				c.acceptance.take(margin)
			}
			scale = max(scale, m.Payoff[i][o], -m.Payoff[i][o])
		}
	}
	for i := range n {
		c.equal(p.Payoff[i], value(0, 0, i))
		c.rationality.take(p.Payoff[i] - m.Disagreement[i])
	}
	return c.certificate("every period's agreement against waiting for the next", rounding*scale)
}

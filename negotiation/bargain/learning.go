package bargain

import (
	"context"
	"fmt"
	"math"
)

// WarLearning is war that ends when battles have taught the sides enough. A
// battle is won by A with an unknown probability, Strong or Weak; the sides hold
// different priors that it is Strong, know that they differ, and update by
// Bayes' rule on the battles both see. Before each battle they may divide a pie
// of size one. After Battles fights the war is decided: A takes the pie if it
// has won more of them than B, B if it has won more, each half on a tie. Every
// battle costs side i Cost[i].
//
// With V_i(t, k) what i expects of fighting on after k victories of A in t
// battles, by its own beliefs, a settlement exists exactly where
//
//	V_A + V_B ≤ 1,
//
// and the sides then divide what is left over equally. They fight while
// optimism, V_A + V_B - 1, exceeds zero: war is the process by which it wears
// off. Values are found by backward induction, each side expecting the
// settlements that both will see.
//
// It is a reduction of Smith and Stam's model, in which forts change hands until
// one side has none; the count of battles takes the place of the line of forts.
//
// Smith, A. and Stam, A. C. (2004). Bargaining and the nature of war. Journal of
// Conflict Resolution 48(6), 783-813. https://doi.org/10.1177/0022002704268026
type WarLearning struct {
	// Strong and Weak are the possible odds of A in a battle,
	// 0 < Weak < Strong < 1.
	Strong, Weak float64
	// Prior is each side's probability that A's odds are Strong, in [0, 1].
	Prior [2]float64
	// Cost is each side's cost of a battle, positive.
	Cost [2]float64
	// Battles is the number that decides the war, in [1, 1000].
	Battles int
}

// Campaign is the answer to WarLearning.
type Campaign struct {
	// Optimism[t][k] is V_A + V_B - 1 before battle t+1 after k victories of A:
	// the sides fight where it is positive.
	Optimism [][]float64
	// Settlement[t][k] is A's share where they settle, and zero where they
	// fight.
	Settlement [][]float64
	// Peace is the probability that the war ends in a settlement, and Length the
	// expected number of battles, if A's odds are truly Weak (0) or Strong (1).
	Peace, Length [2]float64
	// Belief[t][k] is each side's probability of Strong.
	Belief      [][][2]float64
	Certificate Certificate
}

// Solve returns the equilibrium. It stops with the error of ctx when that is
// cancelled.
func (m WarLearning) Solve(ctx context.Context) (Campaign, error) {
	f := faults{model: "WarLearning"}
	f.open("Strong", m.Strong, 0, 1)
	f.open("Weak", m.Weak, 0, 1)
	if !(m.Weak < m.Strong) {
		f.add("Weak is %v, want below Strong", m.Weak)
	}
	pair("Prior", m.Prior, func(field string, x float64) { f.closed(field, x, 0, 1) })
	pair("Cost", m.Cost, f.positive)
	f.size("Battles", m.Battles, 1, 1000)
	if err := f.err(); err != nil {
		return Campaign{}, err
	}
	r := Campaign{
		Optimism:   make([][]float64, m.Battles),
		Settlement: make([][]float64, m.Battles),
		Belief:     make([][][2]float64, m.Battles),
	}
	next := m.verdict()
	for t := m.Battles - 1; t >= 0; t-- {
		if err := ctx.Err(); err != nil {
			return Campaign{}, fmt.Errorf("bargain: stopped: %w", err)
		}
		next = m.before(&r, t, next)
	}
	for truth, odds := range []float64{m.Weak, m.Strong} {
		r.Peace[truth], r.Length[truth] = m.course(r, odds)
	}
	r.Certificate = m.certify(r)
	return r, nil
}

// verdict returns what each side gets after the last battle.
func (m WarLearning) verdict() [][2]float64 {
	v := make([][2]float64, m.Battles+1)
	for k := range v {
		switch {
		case 2*k > m.Battles:
			v[k] = [2]float64{1, 0}
		case 2*k < m.Battles:
			v[k] = [2]float64{0, 1}
		default:
			v[k] = [2]float64{0.5, 0.5}
		}
	}
	return v
}

// before fills period t and returns what each side expects on entering it, given
// what it expects on entering the next.
func (m WarLearning) before(r *Campaign, t int, next [][2]float64) [][2]float64 {
	v := make([][2]float64, t+1)
	r.Optimism[t] = make([]float64, t+1)
	r.Settlement[t] = make([]float64, t+1)
	r.Belief[t] = make([][2]float64, t+1)
	for k := range v {
		fight := [2]float64{}
		for i := range 2 {
			b := m.belief(m.Prior[i], t, k)
			win := b*m.Strong + (1-b)*m.Weak
			r.Belief[t][k][i] = b
			fight[i] = win*next[k+1][i] + (1-win)*next[k][i] - m.Cost[i]
		}
		over := fight[0] + fight[1] - 1
		r.Optimism[t][k], r.Settlement[t][k], v[k] = over, 0, fight
		if over <= 0 {
			share := fight[0] - over/2
			r.Settlement[t][k] = share
			v[k] = [2]float64{share, 1 - share}
		}
	}
	return v
}

// belief updates a prior on k victories of A in t battles, by log odds.
func (m WarLearning) belief(prior float64, t, k int) float64 {
	if prior == 0 || prior == 1 {
		return prior
	}
	odds := math.Log(prior/(1-prior)) +
		float64(k)*math.Log(m.Strong/m.Weak) +
		float64(t-k)*math.Log((1-m.Strong)/(1-m.Weak))
	return 1 / (1 + math.Exp(-odds))
}

// course returns the probability of a settlement and the mean number of battles
// if A wins each with the given odds.
func (m WarLearning) course(r Campaign, odds float64) (peace, length float64) {
	at := []float64{1}
	for t := range m.Battles {
		next := make([]float64, t+2)
		for k, p := range at {
			if r.Optimism[t][k] <= 0 {
				peace += p
				continue
			}
			length += p
			next[k+1] += p * odds
			next[k] += p * (1 - odds)
		}
		at = next
	}
	return peace, length
}

// certify revises beliefs battle by battle instead of from the counts, and
// checks that both sides prefer every settlement to fighting on.
func (m WarLearning) certify(r Campaign) Certificate {
	var c check
	for t := range m.Battles {
		for k := range t + 1 {
			c.equalBeliefs(m, r, t, k)
			if over := r.Optimism[t][k]; over <= 0 {
				c.acceptance.take(-over / 2)
				c.rationality.take(-over / 2)
			} else {
				c.incentive.take(over)
			}
		}
	}
	for truth, odds := range []float64{m.Weak, m.Strong} {
		c.equal(r.Peace[truth]+m.toTheEnd(r, odds), 1)
	}
	return c.certificate("beliefs revised battle by battle, settlements against fighting on", rounding*float64(m.Battles))
}

// equalBeliefs checks that the belief after one more battle is Bayes' revision.
func (c *check) equalBeliefs(m WarLearning, r Campaign, t, k int) {
	if t+1 >= m.Battles {
		return
	}
	for i := range 2 {
		b := r.Belief[t][k][i]
		win := b*m.Strong + (1-b)*m.Weak
		c.equal(r.Belief[t+1][k+1][i]*win, b*m.Strong)
		c.equal(r.Belief[t+1][k][i]*(1-win), b*(1-m.Strong))
	}
}

// toTheEnd is the probability that no settlement comes, counted backwards.
func (m WarLearning) toTheEnd(r Campaign, odds float64) float64 {
	after := make([]float64, m.Battles+1)
	for k := range after {
		after[k] = 1
	}
	for t := m.Battles - 1; t >= 0; t-- {
		for k := range t + 1 {
			if r.Optimism[t][k] <= 0 {
				after[k] = 0
			} else {
				after[k] = odds*after[k+1] + (1-odds)*after[k]
			}
		}
	}
	return after[0]
}

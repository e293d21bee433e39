package game

import (
	"context"
	"errors"
	"fmt"
	"math/big"
)

// Commitment is an optimal mixed strategy to commit to.
type Commitment struct {
	Strategy []*big.Rat // the leader's mixture
	Reply    int        // the follower's pure reply
	Payoff   [2]float64 // leader, follower; utility units
	Value    *big.Rat   // the leader's payoff in rationals
	// Certificate holds the follower's regret in place 1, the leader's in
	// place 0 being zero by definition: he has nothing to deviate to.
	Certificate Certificate
}

// Commit returns the best mixed strategy for a leader of a two-player game who
// commits before the follower moves, ties of the follower being broken in the
// leader's favour: one linear program in rationals for each reply. leader is 0
// or 1.
//
// Conitzer, V. and Sandholm, T. (2006). Computing the optimal strategy to
// commit to. EC 2006, 82–90. https://doi.org/10.1145/1134707.1134717
func Commit(ctx context.Context, g *Normal, leader int) (*Commitment, error) {
	if err := g.needTwo("commitment", "SubgamePerfect on a tree in which the leader moves first"); err != nil {
		return nil, err
	}
	if leader != 0 && leader != 1 {
		return nil, fmt.Errorf("game: leader is %d, want 0 or 1", leader)
	}
	var best *Commitment
	for reply := range g.size[1-leader] {
		o, err := g.commitProgram(leader, reply).solve(ctx)
		if errors.Is(err, errInfeasible) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if best == nil || o.value.Cmp(best.Value) > 0 {
			best = &Commitment{Strategy: o.x, Reply: reply, Value: o.value}
		}
	}
	if best == nil {
		return nil, fmt.Errorf("%w: no reply is ever best", ErrNumeric)
	}
	best.certify(g, leader)
	return best, nil
}

// commitProgram maximises the leader's payoff over the mixtures to which reply
// is a best reply.
func (g *Normal) commitProgram(leader, reply int) *linear {
	m, follower := g.size[leader], 1-leader
	at := func(s, t, i int) *big.Rat { return g.numbers[s*g.stride[leader]+t*g.stride[follower]][i].Rat() }
	l := &linear{cost: make([]*big.Rat, m)}
	all := make([]*big.Rat, m)
	for s := range m {
		l.cost[s], all[s] = at(s, reply, leader), big.NewRat(1, 1)
	}
	for t := range g.size[follower] {
		row := make([]*big.Rat, m)
		for s := range m {
			row[s] = new(big.Rat).Sub(at(s, t, follower), at(s, reply, follower))
		}
		if t != reply {
			l.add(row, atMost, new(big.Rat))
		}
	}
	l.add(all, equals, big.NewRat(1, 1))
	return l
}

// certify recomputes payoffs and the follower's regret.
func (c *Commitment) certify(g *Normal, leader int) {
	p := make(ExactMixed, 2)
	p[leader], p[1-leader] = c.Strategy, unitRow(g.size[1-leader], c.Reply)
	payoff, cert := certifyIntegers(g, p)
	c.Payoff = [2]float64{payoff[leader], payoff[1-leader]}
	cert.Regret = []float64{0, cert.Regret[1-leader]}
	cert.Residual = abs(c.Payoff[0] - ratFloat(c.Value))
	cert.Method = "commitment, linear programs"
	c.Certificate = cert
}

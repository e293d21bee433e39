package game

import (
	"context"
	"errors"
	"math/big"
)

// solveStage returns equilibria of a stage and whether they are all extreme
// ones.
func solveStage(ctx context.Context, e *Extensive) ([]ExactBehaviour, bool, error) {
	if e.stageTooLarge() {
		p, err := solveLarge(ctx, e)
		return []ExactBehaviour{p}, false, err
	}
	r, err := e.Reduce(ctx)
	if err != nil {
		return nil, false, err
	}
	found, complete, err := solveReduced(ctx, r)
	if err != nil {
		return nil, false, err
	}
	var out []ExactBehaviour
	for _, p := range found {
		b, err := r.ExactBehaviour(p)
		if err != nil {
			return nil, false, err
		}
		out = append(out, b)
	}
	return out, complete, nil
}

// Limits of the stages of which SubgamePerfect seeks all equilibria:
// strategies of two players together, profiles of more.
const (
	maxPairStage  = 24
	maxGroupStage = 20000
)

// stageTooLarge reports whether a stage is beyond these limits.
func (e *Extensive) stageTooLarge() bool {
	active, sum, profiles := 0, 0.0, 1.0
	for i := range e.info {
		if m := e.countPlans(i); m > 1 {
			active++
			sum += m
			profiles *= m
		}
	}
	return active == 2 && sum > maxPairStage || profiles > maxGroupStage
}

// solveLarge returns one equilibrium of a large stage: exact by the sequence
// form if there are two players, the limit of the agent logit branch
// otherwise.
func solveLarge(ctx context.Context, e *Extensive) (ExactBehaviour, error) {
	if len(e.players) == 2 {
		q, err := Sequence(ctx, e)
		var size *SizeError
		if !errors.As(err, &size) {
			return q.Exact, err
		}
	}
	l, err := AgentLogit(e)
	if err != nil {
		return nil, err
	}
	b, err := l.Trace(ctx, Tracing{MaxLambda: 1e9, MaxRegret: 1e-8})
	if err != nil {
		return nil, err
	}
	p, err := e.Behaviour(b.Points[len(b.Points)-1].Probability)
	if err != nil {
		return nil, err
	}
	out := make(ExactBehaviour, len(p))
	for i := range p {
		out[i] = rationalProfile(p[i])
	}
	return out, nil
}

// solveReduced returns equilibria of a reduced form: all pure ones if one
// player at most has a choice, all extreme ones if two have, and otherwise the
// pure ones, or one mixed one if there are none.
func solveReduced(ctx context.Context, r *Reduced) ([]ExactMixed, bool, error) {
	var active []int
	for i, m := range r.size {
		if m > 1 {
			active = append(active, i)
		}
	}
	if len(active) == 2 {
		return solvePair(ctx, r.Normal, active)
	}
	pure, err := Pure(ctx, r.Normal)
	if err != nil {
		return nil, false, err
	}
	var out []ExactMixed
	for _, q := range pure {
		out = append(out, q.Exact)
	}
	if len(out) > 0 {
		return out, len(active) < 2, nil
	}
	q, err := Homotopy(ctx, r.Normal)
	if err != nil {
		return nil, false, err
	}
	return []ExactMixed{rationalProfile(q.Profile)}, false, nil
}

// rationalProfile returns a float profile in rationals that sum to one.
func rationalProfile(p Mixed) ExactMixed {
	out := make(ExactMixed, len(p))
	for i, row := range p {
		sum := new(big.Rat)
		for _, x := range row {
			y := Float(max(x, 0)).Rat()
			out[i] = append(out[i], y)
			sum.Add(sum, y)
		}
		for _, y := range out[i] {
			y.Quo(y, sum)
		}
	}
	return out
}

// solvePair returns the extreme equilibria of a game in which only two players
// have a choice.
func solvePair(ctx context.Context, g *Normal, active []int) ([]ExactMixed, bool, error) {
	at := make([]int, len(g.size))
	pair, err := NewNormal(Table{
		Players:    []string{"1", "2"},
		Strategies: [][]string{g.strategies[active[0]], g.strategies[active[1]]},
		Payoff: func(p []int) []Number {
			at[active[0]], at[active[1]] = p[0], p[1]
			row := g.numbers[g.cell(at)]
			return []Number{row[active[0]], row[active[1]]}
		},
	})
	if err != nil {
		return nil, false, err
	}
	all, err := Extreme(ctx, pair)
	if err != nil {
		q, err := LemkeHowson(ctx, pair, 0)
		if err != nil {
			return nil, false, err
		}
		all = &Equilibria{Extreme: []Equilibrium{q}}
		return widen(g, active, all), false, nil
	}
	return widen(g, active, all), true, nil
}

// widen puts the strategies of two players among the only ones of the others.
func widen(g *Normal, active []int, all *Equilibria) []ExactMixed {
	var out []ExactMixed
	for _, q := range all.Extreme {
		p := g.pureExact(make([]int, len(g.size)))
		p[active[0]], p[active[1]] = q.Exact[0], q.Exact[1]
		out = append(out, p)
	}
	return out
}

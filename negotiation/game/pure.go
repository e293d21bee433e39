package game

import (
	"context"
	"math/big"
)

// Pure returns all Nash equilibria in pure strategies, in the order of the
// profiles. Payoffs are compared exactly. It costs O(profiles × players).
func Pure(ctx context.Context, g *Normal) ([]Equilibrium, error) {
	best, err := bestCells(ctx, g)
	if err != nil {
		return nil, err
	}
	var out []Equilibrium
	profile := make([]int, len(g.size))
	for c := range g.cells {
		if best[c] == len(g.size) {
			q, err := g.CertifyExact(g.pureExact(profile))
			if err != nil {
				return nil, err
			}
			q.Certificate.Method = "pure"
			out = append(out, q)
		}
		g.advance(profile)
	}
	return out, nil
}

// bestCells counts, for each profile, the players who play a best reply.
func bestCells(ctx context.Context, g *Normal) ([]int, error) {
	count := make([]int, g.cells)
	for i := range g.size {
		for c := range g.cells {
			if c%4096 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if c/g.stride[i]%g.size[i] != 0 {
				continue
			}
			top := c
			for s := 1; s < g.size[i]; s++ {
				if g.compare(i, c+s*g.stride[i], top) > 0 {
					top = c + s*g.stride[i]
				}
			}
			for s := range g.size[i] {
				if g.compare(i, c+s*g.stride[i], top) == 0 {
					count[c+s*g.stride[i]]++
				}
			}
		}
	}
	return count, nil
}

// compare compares the payoffs of player i in cells a and b exactly. Rounding
// is monotone, so only equal floats need a look at the rationals.
func (g *Normal) compare(i, a, b int) int {
	x, y := g.numbers[a][i], g.numbers[b][i]
	switch {
	case x.val < y.val:
		return -1
	case x.val > y.val:
		return 1
	case a == b || x.rat == nil && y.rat == nil:
		return 0
	}
	return x.Rat().Cmp(y.Rat())
}

// pureExact returns a pure profile in rationals.
func (g *Normal) pureExact(profile []int) ExactMixed {
	out := make(ExactMixed, len(profile))
	for i, s := range profile {
		out[i] = unitRow(g.size[i], s)
	}
	return out
}

// unitRow returns n zeros with a one at position k.
func unitRow(n, k int) []*big.Rat {
	out := make([]*big.Rat, n)
	for j := range out {
		out[j] = new(big.Rat)
	}
	out[k].SetInt64(1)
	return out
}

// PureBehaviour returns all Nash equilibria of e in pure strategies of its
// reduced normal form, as behaviour strategies; where a player's own strategy
// does not reach an information set he is given his lowest best action. It
// needs perfect recall, and a game small enough for [Extensive.Reduce].
func PureBehaviour(ctx context.Context, e *Extensive) ([]BehaviourEquilibrium, error) {
	if err := e.PerfectRecall(); err != nil {
		return nil, err
	}
	r, err := e.Reduce(ctx)
	if err != nil {
		return nil, err
	}
	best, err := bestCells(ctx, r.Normal)
	if err != nil {
		return nil, err
	}
	var out []BehaviourEquilibrium
	for c, count := range best {
		if count < len(r.size) {
			continue
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		q, err := e.CertifyExact(r.purePlay(c))
		if err != nil {
			return nil, err
		}
		q.Certificate.Method = "pure"
		out = append(out, q)
	}
	return out, nil
}

// purePlay returns the behaviour strategies of the pure profile in cell c.
func (r *Reduced) purePlay(c int) ExactBehaviour {
	p, blank := make(ExactBehaviour, len(r.size)), make([][]bool, len(r.size))
	for i, m := range r.size {
		plan := r.Plan[i][c/r.stride[i]%m]
		p[i], blank[i] = make([][]*big.Rat, len(plan)), make([]bool, len(plan))
		for h, a := range plan {
			blank[i][h] = a < 0
			p[i][h] = unitRow(len(r.tree.info[i][h].actions), max(a, 0))
		}
	}
	fillBlanks(rationals{}, r.tree, p, blank)
	return p.fresh()
}

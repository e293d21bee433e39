package game

import (
	"context"
	"fmt"
	"math/big"
	"strings"
)

// maxReduced bounds the profiles of a reduced normal form.
const maxReduced = 1 << 20

// Reduced is the reduced normal form of a game in extensive form: one strategy
// per plan of a player, plans that differ only where he himself rules the
// difference out being one.
type Reduced struct {
	*Normal
	// Plan[i][s][h] is the action of player i's strategy s at his information
	// set h, and -1 where the strategy never gets there. A strategy is named
	// by these actions counted from one, "*" where it does not get there.
	Plan [][][]int
	tree *Extensive
}

// Reduce returns the reduced normal form of e, exact if e is. The number of
// strategies grows exponentially in the number of information sets: beyond
// 2^20 profiles Reduce returns a [*SizeError].
func (e *Extensive) Reduce(ctx context.Context) (*Reduced, error) {
	r := &Reduced{tree: e, Plan: make([][][]int, len(e.players))}
	profiles, strategies := 1.0, make([][]string, len(e.players))
	recall := e.PerfectRecall() == nil
	for i := range e.players {
		if recall {
			if n := e.countPlans(i); n > maxReduced {
				return nil, tooManyPlans(n)
			}
		}
		plans, err := e.plans(ctx, i, maxReduced)
		if err != nil {
			return nil, err
		}
		r.Plan[i] = plans
		for _, p := range plans {
			strategies[i] = append(strategies[i], planLabel(p))
		}
		if profiles *= float64(len(plans)); profiles > maxReduced {
			return nil, tooManyPlans(profiles)
		}
	}
	g, err := newShape(e.title, e.comment, e.players, strategies)
	if err != nil {
		return nil, err
	}
	r.Normal = g
	if e.Exact() {
		g.numbers, err = fillReduced(ctx, rationals{}, r, func(x *big.Rat) Number { return Rat(x) })
	} else {
		g.numbers, err = fillReduced(ctx, floats{}, r, Float)
	}
	if err != nil {
		return nil, err
	}
	return r, g.finish()
}

// tooManyPlans is the error of Reduce.
func tooManyPlans(profiles float64) error {
	return &SizeError{"reduced normal form", profiles, maxReduced, "pure profiles",
		"Sequence, ZeroSum or CFR for two players, SubgamePerfect or AgentLogit for any number"}
}

// planLabel names a plan.
func planLabel(plan []int) string {
	if len(plan) == 0 {
		return "*"
	}
	var b strings.Builder
	for h, a := range plan {
		if h > 0 && len(plan) > 9 {
			b.WriteByte('.')
		}
		if a < 0 {
			b.WriteByte('*')
		} else {
			fmt.Fprint(&b, a+1)
		}
	}
	return b.String()
}

// countPlans returns the number of reduced strategies of player i, who has
// perfect recall: at each information set the sum over actions of the product
// over the sets that the action opens.
func (e *Extensive) countPlans(i int) float64 {
	s := e.sequencesOf(i)
	below := make([]float64, s.count)
	for q := range below {
		below[q] = 1
	}
	for h := len(s.at) - 1; h >= 0; h-- { // sets are met before those they open
		sum := 0.0
		for _, q := range s.at[h] {
			sum += below[q]
		}
		below[s.parent[h]] *= sum
	}
	return below[0]
}

// plans returns the reduced strategies of player i in lexicographic order.
func (e *Extensive) plans(ctx context.Context, i int, limit int) ([][]int, error) {
	out := [][]int{{}}
	for h := range e.info[i] {
		var next [][]int
		for _, p := range out {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if !e.reaches(p, i, h) {
				next = append(next, append(p[:len(p):len(p)], -1))
				continue
			}
			for a := range e.info[i][h].actions {
				next = append(next, append(p[:len(p):len(p)], a))
			}
			if len(next) > limit {
				return nil, tooManyPlans(float64(len(next)))
			}
		}
		out = next
	}
	return out, nil
}

// reaches reports whether the first choices of a plan allow player i to get to
// information set h. Choices not made yet allow everything.
func (e *Extensive) reaches(plan []int, i, h int) bool {
	for _, id := range e.info[i][h].nodes {
		if e.allows(plan, i, id) {
			return true
		}
	}
	return false
}

// allows reports whether the plan of player i leads to node id.
func (e *Extensive) allows(plan []int, i, id int) bool {
	for m := &e.node[id]; m.parent >= 0; m = &e.node[m.parent] {
		up := &e.node[m.parent]
		if up.player == i && up.info < len(plan) && plan[up.info] != m.action {
			return false
		}
	}
	return true
}

// fillReduced computes the payoffs of all profiles of r in the field f.
func fillReduced[T any, F field[T]](ctx context.Context, f F, r *Reduced, number func(T) Number) ([][]Number, error) {
	e, n := r.tree, len(r.players)
	sum := make([]T, r.cells*n)
	for k := range sum {
		sum[k] = f.zero()
	}
	nature := make([]T, len(e.node)) // chance of each node
	paid := make([][]T, len(e.node))
	for id := range e.node {
		m := &e.node[id]
		nature[id], paid[id] = f.one(), make([]T, n)
		for i := range n {
			paid[id][i] = f.zero()
			if m.parent >= 0 {
				paid[id][i] = paid[m.parent][i]
			}
			if m.outcome >= 0 {
				paid[id][i] = f.add(paid[id][i], f.of(e.outcomes[m.outcome].Payoff[i]))
			}
		}
		if m.parent >= 0 {
			nature[id] = nature[m.parent]
			if up := &e.node[m.parent]; up.player == Chance {
				nature[id] = f.mul(nature[id], f.of(e.nature[up.info].prob[m.action]))
			}
		}
		if m.player != terminal {
			continue
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, c := range r.cellsTo(id) {
			for i := range n {
				sum[c*n+i] = f.add(sum[c*n+i], f.mul(nature[id], paid[id][i]))
			}
		}
	}
	out := make([][]Number, r.cells)
	for c := range out {
		out[c] = make([]Number, n)
		for i := range n {
			out[c][i] = number(sum[c*n+i])
		}
	}
	return out, nil
}

// cellsTo returns the profiles whose plans all lead to node id.
func (r *Reduced) cellsTo(id int) []int {
	cells := []int{0}
	for i, plans := range r.Plan {
		var next []int
		for s, p := range plans {
			if !r.tree.allows(p, i, id) {
				continue
			}
			for _, c := range cells {
				next = append(next, c+s*r.stride[i])
			}
		}
		cells = next
	}
	return cells
}

// Behaviour returns the behaviour strategies that play like the mixed profile
// p of the reduced form. At information sets that a player's own strategy
// never reaches he is given his lowest best action against the others. It
// needs perfect recall and a profile that fits.
//
// Kuhn, H. W. (1953). Extensive games and the problem of information.
// Contributions to the Theory of Games II, 193–216.
func (r *Reduced) Behaviour(p Mixed) (Behaviour, error) {
	if err := r.checkMixed(p); err != nil {
		return nil, err
	}
	if err := r.tree.PerfectRecall(); err != nil {
		return nil, err
	}
	return planned(floats{}, r, p, func(a, b float64) float64 { return a / b }), nil
}

// ExactBehaviour is Behaviour in rationals.
func (r *Reduced) ExactBehaviour(p ExactMixed) (ExactBehaviour, error) {
	if err := r.checkMixed(p.Float()); err != nil {
		return nil, err
	}
	if err := r.tree.PerfectRecall(); err != nil {
		return nil, err
	}
	out := planned(rationals{}, r, p, func(a, b *big.Rat) *big.Rat { return new(big.Rat).Quo(a, b) })
	return ExactBehaviour(out).fresh(), nil
}

// planned turns mixed into behaviour strategies in the field f.
func planned[T any, F field[T]](f F, r *Reduced, p [][]T, quo func(a, b T) T) [][][]T {
	e := r.tree
	out := make([][][]T, len(p))
	blank := make([][]bool, len(p))
	for i := range p {
		out[i], blank[i] = make([][]T, len(e.info[i])), make([]bool, len(e.info[i]))
		for h := range out[i] {
			out[i][h], blank[i][h] = plannedSet(f, r, p[i], i, h, quo)
		}
	}
	fillBlanks(f, e, out, blank)
	return out
}

// plannedSet returns the action probabilities at one information set, and true
// if the player's own strategy never gets there.
func plannedSet[T any, F field[T]](f F, r *Reduced, p []T, i, h int, quo func(a, b T) T) ([]T, bool) {
	row := make([]T, len(r.tree.info[i][h].actions))
	for a := range row {
		row[a] = f.zero()
	}
	total := f.zero()
	for s, plan := range r.Plan[i] {
		if a := plan[h]; a >= 0 {
			row[a] = f.add(row[a], p[s])
			total = f.add(total, p[s])
		}
	}
	if f.cmp(total, f.zero()) <= 0 {
		row[0] = f.one()
		return row, true
	}
	for a := range row {
		row[a] = quo(row[a], total)
	}
	return row, false
}

// fillBlanks puts the lowest best action at each information set marked blank.
func fillBlanks[T any, F field[T]](f F, e *Extensive, p [][][]T, blank [][]bool) {
	for i := range p {
		var r *reply[T, F]
		for h := range p[i] {
			if !blank[i][h] {
				continue
			}
			if r == nil {
				r = newReply(f, e, p, i)
			}
			pick := r.choose(h)
			for a := range p[i][h] {
				p[i][h][a] = f.zero()
			}
			p[i][h][pick] = f.one()
		}
	}
}

package game

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
)

// Dominance says when a strategy counts as dominated.
type Dominance int

const (
	// Strict dominance: some mixture of other strategies is better against
	// everything. The order of elimination does not matter and no equilibrium
	// is lost.
	Strict Dominance = iota
	// Weak dominance: some mixture is never worse and somewhere better. What
	// remains may depend on the order of elimination, and equilibria may be
	// lost, though never all of them.
	Weak
	// StrictPure is Strict with pure strategies as dominators only.
	StrictPure
	// WeakPure is Weak with pure strategies as dominators only.
	WeakPure
)

// Removal is one step of an elimination.
type Removal struct {
	Round, Player, Strategy int
	// By is the dominating mixture over all strategies of the player, with
	// weight on strategies that were still there only.
	By []*big.Rat
	// Margin is by how much the mixture is better: at least so much against
	// everything under strict dominance, in sum over all profiles of the
	// others under weak dominance.
	Margin *big.Rat
}

// Elimination is the result of iterated elimination of dominated strategies.
type Elimination struct {
	Kept    [][]int // Kept[i] are the strategies of player i that remain, ascending
	Removed []Removal
	Game    *Normal // the game between the remaining strategies
	// OrderMatters reports that some other order leaves other strategies:
	// one player at a time in every rotation of the players, all of his
	// dominated strategies together, the first only or the last only. It is
	// never set under strict dominance. False does not prove that no order
	// exists that differs.
	OrderMatters bool
	// Certificate holds, as residual, by how much the worst removal falls
	// short of being one, recomputed in rationals from the dominating
	// mixtures. Zero is a proof.
	Certificate Certificate
}

// Eliminate removes dominated strategies of all players at once, round after
// round, until none is left, in rationals. Mixed dominators are found by
// linear programming.
//
// Pearce, D. G. (1984). Rationalizable strategic behavior and the problem of
// perfection. Econometrica 52(4), 1029–1050. https://doi.org/10.2307/1911197
func Eliminate(ctx context.Context, g *Normal, by Dominance) (*Elimination, error) {
	if by < Strict || by > WeakPure {
		return nil, fmt.Errorf("game: dominance %d, want Strict, Weak, StrictPure or WeakPure", by)
	}
	d := &eliminator{ctx: ctx, g: g, by: by}
	out := &Elimination{}
	var err error
	if out.Kept, out.Removed, err = d.run(nil, everyOne); err != nil {
		return nil, err
	}
	if by == Weak || by == WeakPure {
		for first := range g.size {
			order := make([]int, len(g.size))
			for k := range order {
				order[k] = (first + k) % len(g.size)
			}
			for _, p := range []pace{everyOne, firstOne, lastOne} {
				kept, _, err := d.run(order, p)
				if err != nil {
					return nil, err
				}
				if !slices.EqualFunc(kept, out.Kept, slices.Equal[[]int]) {
					out.OrderMatters = true
				}
			}
		}
	}
	if out.Certificate, err = g.certifyRemovals(ctx, out.Removed, by == Strict || by == StrictPure); err != nil {
		return nil, err
	}
	out.Game, err = g.Restrict(out.Kept)
	return out, err
}

// Restrict returns the game in which player i may only play the strategies
// kept[i]. It is an error if a player keeps none or a strategy does not exist.
func (g *Normal) Restrict(kept [][]int) (*Normal, error) {
	if len(kept) != len(g.size) {
		return nil, fmt.Errorf("game: strategies of %d players, want %d", len(kept), len(g.size))
	}
	names := make([][]string, len(kept))
	for i, set := range kept {
		for _, s := range set {
			if s < 0 || s >= g.size[i] {
				return nil, fmt.Errorf("game: player %d has no strategy %d", i+1, s)
			}
			names[i] = append(names[i], g.strategies[i][s])
		}
	}
	at := make([]int, len(kept))
	return NewNormal(Table{Title: g.title, Comment: g.comment, Players: g.players, Strategies: names, Payoff: func(p []int) []Number {
		for i, s := range p {
			at[i] = kept[i][s]
		}
		return slices.Clone(g.numbers[g.cell(at)])
	}})
}

// eliminator removes dominated strategies.
type eliminator struct {
	ctx context.Context
	g   *Normal
	by  Dominance
}

// pace says which of a player's dominated strategies go in one step.
type pace int

const (
	everyOne pace = iota
	firstOne
	lastOne
)

// of cuts a list of removals to the pace.
func (p pace) of(gone []Removal) []Removal {
	switch {
	case len(gone) == 0 || p == everyOne:
		return gone
	case p == firstOne:
		return gone[:1]
	}
	return gone[len(gone)-1:]
}

// run eliminates, all players at once or, with an order, one after the other.
func (d *eliminator) run(order []int, p pace) (kept [][]int, removed []Removal, err error) {
	for _, m := range d.g.size {
		all := make([]int, m)
		for s := range all {
			all[s] = s
		}
		kept = append(kept, all)
	}
	players := order
	if order == nil {
		for i := range kept {
			players = append(players, i)
		}
	}
	for round, more := 1, true; more; round++ {
		more = false
		next := slices.Clone(kept)
		for _, i := range players {
			base := kept
			if order != nil {
				base = next
			}
			gone, err := d.dominated(base, i, round)
			if err != nil {
				return nil, nil, err
			}
			gone = p.of(gone)
			removed = append(removed, gone...)
			more = more || len(gone) > 0
			for _, r := range gone {
				next[i] = slices.DeleteFunc(slices.Clone(next[i]), func(s int) bool { return s == r.Strategy })
			}
		}
		kept = next
	}
	return kept, removed, nil
}

// dominated returns the strategies of player i that are dominated within kept.
// Of strategies that dominate each other weakly none can be, so removing all
// at once leaves at least one.
func (d *eliminator) dominated(kept [][]int, i, round int) ([]Removal, error) {
	var out []Removal
	others := d.profiles(kept, i)
	for _, s := range kept[i] {
		if err := d.ctx.Err(); err != nil {
			return nil, err
		}
		r, ok, err := d.dominator(kept[i], others, i, s)
		if err != nil {
			return nil, err
		}
		if ok {
			r.Round, r.Player, r.Strategy = round, i, s
			out = append(out, r)
		}
	}
	return out, nil
}

// profiles returns the cells of the profiles of all players but i, with
// strategy 0 for i.
func (d *eliminator) profiles(kept [][]int, i int) []int {
	cells := []int{0}
	for j, set := range kept {
		if j == i {
			continue
		}
		var next []int
		for _, s := range set {
			for _, c := range cells {
				next = append(next, c+s*d.g.stride[j])
			}
		}
		cells = next
	}
	return cells
}

// dominator looks for a mixture of the strategies set that dominates s.
func (d *eliminator) dominator(set, others []int, i, s int) (Removal, bool, error) {
	for _, t := range set {
		if r, ok := d.pure(others, i, s, t); ok {
			return r, true, nil
		}
	}
	if d.by == StrictPure || d.by == WeakPure || len(set) < 3 {
		return Removal{}, false, nil
	}
	return d.mixed(set, others, i, s)
}

// pure checks whether strategy t dominates s.
func (d *eliminator) pure(others []int, i, s, t int) (Removal, bool) {
	if s == t {
		return Removal{}, false
	}
	g, strict := d.g, d.by == Strict || d.by == StrictPure
	for _, c := range others {
		if x := g.compare(i, c+t*g.stride[i], c+s*g.stride[i]); x < 0 || strict && x == 0 {
			return Removal{}, false
		}
	}
	sum, least := new(big.Rat), (*big.Rat)(nil)
	for _, c := range others {
		gain := new(big.Rat).Sub(g.numbers[c+t*g.stride[i]][i].Rat(), g.numbers[c+s*g.stride[i]][i].Rat())
		sum.Add(sum, gain)
		if least == nil || gain.Cmp(least) < 0 {
			least = gain
		}
	}
	if !strict {
		least = sum
	}
	return Removal{By: unitRow(g.size[i], t), Margin: least}, least.Sign() > 0
}

// mixed solves the linear program for the best dominating mixture.
func (d *eliminator) mixed(set, others []int, i, s int) (Removal, bool, error) {
	g, strict := d.g, d.by == Strict
	pay := g.whole().pay[i]
	n := len(set)
	l := &linear{cost: make([]*big.Rat, n+1)}
	one := big.NewRat(1, 1)
	total := make([]*big.Rat, n+1)
	for k := range set {
		total[k] = one
	}
	l.add(total, equals, one)
	base := new(big.Rat)
	for _, c := range others {
		row := make([]*big.Rat, n+1)
		for k, t := range set {
			row[k] = new(big.Rat).SetInt(pay[c+t*g.stride[i]])
			if !strict {
				l.cost[k] = new(big.Rat).Add(orZero(l.cost[k]), row[k])
			}
		}
		if strict {
			row[n] = big.NewRat(-1, 1)
		}
		right := new(big.Rat).SetInt(pay[c+s*g.stride[i]])
		base.Add(base, right)
		l.add(row, atLeast, right)
	}
	if strict {
		l.cost[n] = one
		base = new(big.Rat)
	}
	o, err := l.solve(d.ctx)
	if errors.Is(err, errInfeasible) {
		return Removal{}, false, nil
	}
	if err != nil {
		return Removal{}, false, err
	}
	margin := new(big.Rat).Sub(o.value, base)
	margin.Quo(margin, new(big.Rat).SetInt(g.whole().scale[i]))
	r := Removal{By: make([]*big.Rat, g.size[i]), Margin: margin}
	for t := range r.By {
		r.By[t] = new(big.Rat)
	}
	for k, t := range set {
		r.By[t] = o.x[k]
	}
	return r, margin.Sign() > 0, nil
}

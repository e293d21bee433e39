package game

import (
	"fmt"
	"math/big"
)

// sequences is the sequence form of one player: sequence 0 is empty, each
// other one ends with an action at an information set.
type sequences struct {
	count  int
	at     [][]int // at[h][a] is the sequence that ends with action a at h
	parent []int   // parent[h] is the sequence that leads to h
	reach  []int   // reach[node] is the sequence of the player up to a node
}

// sequenceForm is the sequence form of a two-player game with perfect recall.
//
// von Stengel, B. (1996). Efficient computation of behavior strategies. Games
// and Economic Behavior 14(2), 220–246. https://doi.org/10.1006/game.1996.0050
type sequenceForm struct {
	e      *Extensive
	side   [2]sequences
	pay    map[[2]int]*[2]*big.Rat // payoffs of a pair of sequences, weighted by chance
	keys   [][2]int                // keys of pay in the order of the leaves
	chance map[[2]int]*big.Rat     // chance of the leaves of a pair of sequences
	base   [2]*big.Rat             // lowest payoff of each player at any leaf
	top    [2]*big.Rat             // highest payoff
}

// sequenceForm returns the sequence form of e. method names the caller in
// errors.
func (e *Extensive) sequenceForm(method string) (*sequenceForm, error) {
	if len(e.players) != 2 {
		return nil, fmt.Errorf("%w: %s wants 2 players, the game has %d; use AgentLogit or SubgamePerfect", ErrPlayers, method, len(e.players))
	}
	if err := e.PerfectRecall(); err != nil {
		return nil, err
	}
	f := &sequenceForm{e: e, pay: map[[2]int]*[2]*big.Rat{}, chance: map[[2]int]*big.Rat{}}
	for i := range 2 {
		f.side[i] = e.sequencesOf(i)
	}
	f.collect()
	return f, nil
}

// sequencesOf numbers the sequences of player i.
func (e *Extensive) sequencesOf(i int) sequences {
	s := sequences{count: 1, at: make([][]int, len(e.info[i])), parent: make([]int, len(e.info[i])), reach: make([]int, len(e.node))}
	for h := range s.at {
		s.at[h] = make([]int, len(e.info[i][h].actions))
		for a := range s.at[h] {
			s.at[h][a] = s.count
			s.count++
		}
	}
	for id := range e.node {
		m := &e.node[id]
		if m.parent >= 0 {
			s.reach[id] = s.reach[m.parent]
			if up := &e.node[m.parent]; up.player == i {
				s.reach[id] = s.at[up.info][m.action]
			}
		}
		if m.player == i {
			s.parent[m.info] = s.reach[id]
		}
	}
	return s
}

// collect sums the payoffs of the leaves into pairs of sequences. Payoffs are
// measured from the lowest of each player, so that they are never negative.
func (f *sequenceForm) collect() {
	e := f.e
	chance := make([]*big.Rat, len(e.node))
	paid := [2][]*big.Rat{e.paidExact(0), e.paidExact(1)}
	for i := range 2 {
		for id := range e.node {
			if e.node[id].player != terminal {
				continue
			}
			x := paid[i][id]
			if f.base[i] == nil || x.Cmp(f.base[i]) < 0 {
				f.base[i] = x
			}
			if f.top[i] == nil || x.Cmp(f.top[i]) > 0 {
				f.top[i] = x
			}
		}
	}
	t := new(big.Rat)
	for id := range e.node {
		m := &e.node[id]
		chance[id] = big.NewRat(1, 1)
		if m.parent >= 0 {
			chance[id] = chance[m.parent]
			if up := &e.node[m.parent]; up.player == Chance {
				chance[id] = new(big.Rat).Mul(chance[id], e.nature[up.info].prob[m.action].Rat())
			}
		}
		if m.player != terminal {
			continue
		}
		key := [2]int{f.side[0].reach[id], f.side[1].reach[id]}
		sum := f.pay[key]
		if sum == nil {
			sum = &[2]*big.Rat{new(big.Rat), new(big.Rat)}
			f.pay[key] = sum
			f.chance[key] = new(big.Rat)
			f.keys = append(f.keys, key)
		}
		f.chance[key].Add(f.chance[key], chance[id])
		for i := range 2 {
			t.Sub(paid[i][id], f.base[i])
			sum[i].Add(sum[i], t.Mul(t, chance[id]))
		}
	}
}

// constantSum returns ErrConstantSum unless the payoffs at all leaves have the
// same sum.
func (e *Extensive) constantSum() error {
	a, b := e.paidExact(0), e.paidExact(1)
	var sum *big.Rat
	for id := range e.node {
		if e.node[id].player != terminal {
			continue
		}
		s := new(big.Rat).Add(a[id], b[id])
		if sum == nil {
			sum = s
		}
		if s.Cmp(sum) != 0 {
			return fmt.Errorf("%w: node %d pays %v together, others %v; use Sequence", ErrConstantSum, id+1, s.RatString(), sum.RatString())
		}
	}
	return nil
}

// behaviour turns realisation weights of sequences into behaviour strategies,
// and marks the information sets that the player's own plan does not reach.
func (s *sequences) behaviour(weight []*big.Rat) ([][]*big.Rat, []bool) {
	out, blank := make([][]*big.Rat, len(s.at)), make([]bool, len(s.at))
	for h, row := range s.at {
		out[h] = make([]*big.Rat, len(row))
		sum := new(big.Rat)
		for _, q := range row {
			sum.Add(sum, weight[q])
		}
		blank[h] = sum.Sign() == 0
		for a, q := range row {
			if blank[h] {
				out[h][a] = new(big.Rat)
			} else {
				out[h][a] = new(big.Rat).Quo(weight[q], sum)
			}
		}
		if blank[h] {
			out[h][0].SetInt64(1)
		}
	}
	return out, blank
}

// profile returns the behaviour profile of both players' realisation weights.
func (f *sequenceForm) profile(first, second []*big.Rat) ExactBehaviour {
	p, blank := make(ExactBehaviour, 2), make([][]bool, 2)
	p[0], blank[0] = f.side[0].behaviour(first)
	p[1], blank[1] = f.side[1].behaviour(second)
	fillBlanks(rationals{}, f.e, p, blank)
	return p.fresh()
}

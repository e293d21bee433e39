package game

import (
	"context"
	"fmt"
	"math/rand/v2"
)

// Minimiser is a variant of counterfactual regret minimisation.
type Minimiser int

const (
	// Plus is CFR+: all of the tree in every iteration, players in turn,
	// regrets cut at zero, averages weighted by the iteration.
	Plus Minimiser = iota
	// External samples nature and the opponents and visits all actions of one
	// player at a time: cheap iterations for large trees.
	External
)

// Minimisation sets a run of CFR. The zero value runs CFR+ for 1000
// iterations.
type Minimisation struct {
	Method     Minimiser
	Iterations int     // zero means 1000
	Target     float64 // stop once NashConv is at most Target; zero means never
	Every      int     // iterations between two looks at NashConv when there is a target; zero means 50 for Plus, 10000 for External
	Seed       uint64  // source of the samples of External
}

// Minimised is the result of CFR.
type Minimised struct {
	BehaviourEquilibrium         // the average strategies
	NashConv             float64 // sum of all regrets; exploitability is half of it in a two-player zero-sum game
	Iterations           int     // done
}

// CFR plays a game against itself and returns the average strategies. In
// two-player constant-sum games they approach an equilibrium; in other games
// the certificate tells how far from one they are. It needs perfect recall.
// When cancelled it returns ctx.Err() with the averages so far.
//
// Tammelin, O., Burch, N., Johanson, M. and Bowling, M. (2015). Solving
// heads-up limit Texas hold'em. IJCAI 24, 645–652.
//
// Lanctot, M., Waugh, K., Zinkevich, M. and Bowling, M. (2009). Monte Carlo
// sampling for regret minimization in extensive games. NIPS 22, 1078–1086.
func CFR(ctx context.Context, e *Extensive, o Minimisation) (*Minimised, error) {
	if err := e.PerfectRecall(); err != nil {
		return nil, err
	}
	if o.Method != Plus && o.Method != External {
		return nil, fmt.Errorf("game: minimiser %d, want Plus or External", o.Method)
	}
	if o.Iterations == 0 {
		o.Iterations = 1000
	}
	if o.Every == 0 {
		o.Every = 50
		if o.Method == External {
			o.Every = 10000
		}
	}
	c := newRegrets(e)
	rng := rand.New(rand.NewPCG(o.Seed, 0x9e3779b97f4a7c15))
	done := 0
	for done < o.Iterations && ctx.Err() == nil {
		done++
		for i := range e.players {
			if o.Method == Plus {
				c.sweep(i, float64(done))
			} else {
				c.sample(0, i, rng)
			}
		}
		if o.Target > 0 && done%o.Every == 0 {
			if m, err := c.result(o.Method, done); err != nil || m.NashConv <= o.Target {
				return m, err
			}
		}
	}
	m, err := c.result(o.Method, done)
	if err == nil {
		err = ctx.Err()
	}
	return m, err
}

// regrets is a game laid out for CFR with its running sums. Actions of all
// information sets of all players are numbered in flat order.
type regrets struct {
	e       *Extensive
	from    [][]int // first flat index of each information set
	size    []int   // actions of the set that starts at a flat index
	regret  []float64
	policy  []float64
	average []float64
	slot    []int       // first flat index at each decision node, -1 elsewhere
	paid    [][]float64 // paid[i][node]
	own     []float64   // probability that the player who moves plays to each node
	others  []float64   // probability that nature and the others do
	worth   []float64
}

// newRegrets lays out e.
func newRegrets(e *Extensive) *regrets {
	c := &regrets{e: e, from: make([][]int, len(e.info)), slot: make([]int, len(e.node))}
	for i := range e.info {
		c.paid = append(c.paid, e.paid(i))
		for h := range e.info[i] {
			k, m := len(c.regret), len(e.info[i][h].actions)
			c.from[i] = append(c.from[i], k)
			for range m {
				c.regret, c.policy = append(c.regret, 0), append(c.policy, 1/float64(m))
				c.average, c.size = append(c.average, 0), append(c.size, m)
			}
		}
	}
	for id := range e.node {
		c.slot[id] = -1
		if m := &e.node[id]; m.player >= 0 {
			c.slot[id] = c.from[m.player][m.info]
		}
	}
	n := len(e.node)
	c.own, c.others, c.worth = make([]float64, n), make([]float64, n), make([]float64, n)
	return c
}

// match sets the policy of the set at flat index k in proportion to its
// positive regrets.
func (c *regrets) match(k int) {
	m := c.size[k]
	sum := 0.0
	for _, r := range c.regret[k : k+m] {
		if r > 0 {
			sum += r
		}
	}
	for a, r := range c.regret[k : k+m] {
		switch {
		case sum <= 0:
			c.policy[k+a] = 1 / float64(m)
		case r > 0:
			c.policy[k+a] = r / sum
		default:
			c.policy[k+a] = 0
		}
	}
}

// sweep updates player i over the whole tree.
func (c *regrets) sweep(i int, weight float64) {
	c.forward(i)
	e, paid := c.e, c.paid[i]
	for id := len(e.node) - 1; id >= 0; id-- {
		m := &e.node[id]
		switch {
		case m.player == terminal:
			c.worth[id] = paid[id]
		case m.player == Chance:
			v := 0.0
			for a, q := range m.child {
				v += e.nature[m.info].chance[a] * c.worth[q]
			}
			c.worth[id] = v
		default:
			k, v := c.slot[id], 0.0
			for a, q := range m.child {
				v += c.policy[k+a] * c.worth[q]
			}
			c.worth[id] = v
			if m.player == i {
				w := c.others[id]
				for a, q := range m.child {
					c.regret[k+a] += w * (c.worth[q] - v)
				}
			}
		}
	}
	for h := range e.info[i] {
		k := c.from[i][h]
		own := weight * c.own[e.info[i][h].nodes[0]]
		for a := range c.size[k] {
			c.average[k+a] += own * c.policy[k+a]
			c.regret[k+a] = max(0, c.regret[k+a])
		}
		c.match(k)
	}
}

// forward fills own and others for player i.
func (c *regrets) forward(i int) {
	e := c.e
	c.own[0], c.others[0] = 1, 1
	for id := range e.node {
		m := &e.node[id]
		own, others := c.own[id], c.others[id]
		switch {
		case m.player == terminal:
		case m.player == Chance:
			for a, q := range m.child {
				c.own[q], c.others[q] = own, others*e.nature[m.info].chance[a]
			}
		case m.player == i:
			for a, q := range m.child {
				c.own[q], c.others[q] = own*c.policy[c.slot[id]+a], others
			}
		default:
			for a, q := range m.child {
				c.own[q], c.others[q] = own, others*c.policy[c.slot[id]+a]
			}
		}
	}
}

// sample returns a sampled value of node id for player i and updates his
// regrets below it, and the averages of the others.
func (c *regrets) sample(id, i int, rng *rand.Rand) float64 {
	m := &c.e.node[id]
	switch {
	case m.player == terminal:
		return c.paid[i][id]
	case m.player == Chance:
		return c.sample(m.child[draw(c.e.nature[m.info].chance, rng)], i, rng)
	}
	k := c.slot[id]
	c.match(k)
	policy := c.policy[k : k+len(m.child)]
	if m.player != i {
		for a, x := range policy {
			c.average[k+a] += x
		}
		return c.sample(m.child[draw(policy, rng)], i, rng)
	}
	now := append(make([]float64, 0, 8), policy...)
	value, gain := 0.0, make([]float64, len(now))
	for a, q := range m.child {
		gain[a] = c.sample(q, i, rng)
		value += now[a] * gain[a]
	}
	for a := range gain {
		c.regret[k+a] += gain[a] - value
	}
	return value
}

// draw returns an index with the probabilities p.
func draw(p []float64, rng *rand.Rand) int {
	u := rng.Float64()
	last := 0
	for k, x := range p {
		if x <= 0 {
			continue
		}
		last = k
		if u -= x; u < 0 {
			return k
		}
	}
	return last
}

// result certifies the averages.
func (c *regrets) result(method Minimiser, done int) (*Minimised, error) {
	p := c.e.Uniform()
	for i := range p {
		for h, row := range p[i] {
			k, sum := c.from[i][h], 0.0
			for a := range row {
				sum += c.average[k+a]
			}
			for a := range row {
				if sum > 0 {
					row[a] = c.average[k+a] / sum
				}
			}
		}
	}
	q, err := c.e.Certify(p)
	if err != nil {
		return nil, err
	}
	out := &Minimised{BehaviourEquilibrium: q, Iterations: done}
	out.Certificate.Method = "CFR+"
	if method == External {
		out.Certificate.Method = "external sampling CFR"
	}
	for _, r := range q.Certificate.Regret {
		out.NashConv += r
	}
	return out, nil
}

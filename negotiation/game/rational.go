package game

import (
	"context"
	"fmt"
	"math"
	"math/big"
)

// Verdict is what CheckRationality found.
type Verdict int

const (
	// Sequential: consistent beliefs were found under which every player does
	// his best at every information set.
	Sequential Verdict = iota
	// Incredible: at some information set off the path no belief whatever
	// makes the prescribed play a best one.
	Incredible
	// Undecided: every information set alone can be justified by some belief,
	// but no consistent system of beliefs was found that justifies all.
	Undecided
	// NotNash: some player gains by a deviation on the path.
	NotNash
)

// String returns the name of the verdict.
func (v Verdict) String() string {
	switch v {
	case Sequential:
		return "sequential"
	case Incredible:
		return "rests on an incredible threat"
	case Undecided:
		return "undecided"
	case NotNash:
		return "not a Nash equilibrium"
	}
	return fmt.Sprintf("Verdict(%d)", int(v))
}

// Threat is prescribed play that its player would not carry out.
type Threat struct {
	Player, Infoset int
	Action, Better  int     // an action prescribed with positive probability, and a better one
	Gain            float64 // what the better one gains under the most favourable belief, utility units
}

// Rationality is the result of CheckRationality.
type Rationality struct {
	Verdict Verdict
	Threats []Threat
	// Belief[i][h][k] is the probability of the k-th node of information set h
	// of player i, by Bayes' rule on the path and by the trembles found off
	// it. It is nil unless the verdict is Sequential.
	Belief [][][]float64
	// Regret is the largest gain at any information set under Belief.
	Regret float64
}

// CheckRationality tests whether an equilibrium p is sequential: whether
// beliefs that come from small trembles make it optimal at every information
// set, reached or not. tolerance is the gain in utility units that still
// counts as none.
//
// Single information sets are tested against all beliefs, by linear
// programming, which proves threats incredible. Consistent beliefs are
// searched among trembles of different orders, guided by the beliefs that the
// linear programs need; the search can fail, and then the verdict is
// [Undecided]. With perfect information it cannot. It needs perfect recall.
//
// Kreps, D. M. and Wilson, R. (1982). Sequential equilibria. Econometrica
// 50(4), 863–894. https://doi.org/10.2307/1912767
func CheckRationality(ctx context.Context, e *Extensive, p Behaviour, tolerance float64) (*Rationality, error) {
	q, err := e.Certify(p)
	if err != nil {
		return nil, err
	}
	if !(tolerance >= 0) {
		return nil, fmt.Errorf("game: tolerance is %v, want at least 0", tolerance)
	}
	c := &rationality{e: e, p: p, tolerance: tolerance}
	c.prepare()
	out := &Rationality{}
	if !q.Certificate.Holds(tolerance) {
		out.Verdict = NotNash
		return out, nil
	}
	wanted, err := c.threats(ctx, out)
	if err != nil {
		return nil, err
	}
	if len(out.Threats) > 0 {
		out.Verdict = Incredible
		return out, nil
	}
	return out, c.search(ctx, out, wanted)
}

// rationality is the state of CheckRationality.
type rationality struct {
	e         *Extensive
	p         Behaviour
	tolerance float64
	reach     []float64
	worth     [][]float64 // worth[i][node]: expected total payoff from the node on
	off       []int       // flat indices of actions that are not used
}

// prepare computes reach and worth.
func (c *rationality) prepare() {
	_, c.reach = c.e.realisation(c.p)
	for i := range c.e.info {
		w := c.e.paid(i)
		for id := len(w) - 1; id >= 0; id-- {
			m := &c.e.node[id]
			if m.player == terminal {
				continue
			}
			w[id] = 0
			for a, q := range m.child {
				if x := c.prob(m, a); x > 0 {
					w[id] += x * w[q]
				}
			}
		}
		c.worth = append(c.worth, w)
	}
}

// prob returns the probability of action a at node m.
func (c *rationality) prob(m *node, a int) float64 {
	if m.player == Chance {
		return c.e.nature[m.info].chance[a]
	}
	return c.p[m.player][m.info][a]
}

// threats tests every information set off the path and returns beliefs that
// would justify the play at each, where there are.
func (c *rationality) threats(ctx context.Context, out *Rationality) (map[move][]float64, error) {
	wanted := map[move][]float64{}
	for i := range c.e.info {
		for h := range c.e.info[i] {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			s := &c.e.info[i][h]
			mass := 0.0
			for _, id := range s.nodes {
				mass += c.reach[id]
			}
			if mass > 0 {
				continue
			}
			belief, slack, err := c.justify(ctx, i, h)
			if err != nil {
				return nil, err
			}
			if slack < -c.tolerance {
				out.Threats = append(out.Threats, c.threat(i, h, belief))
			}
			wanted[move{i, h}] = belief
		}
	}
	return wanted, nil
}

// inUse is the probability above which an action must be optimal off the path.
const inUse = 1e-6

// threat describes the play at an information set that no belief justifies,
// under the belief that comes closest.
func (c *rationality) threat(i, h int, belief []float64) Threat {
	t := Threat{Player: i, Infoset: h}
	value := c.values(i, h, belief)
	for a, x := range value {
		if c.p[i][h][a] > inUse && (c.p[i][h][t.Action] <= inUse || x < value[t.Action]) {
			t.Action = a
		}
		if x > value[t.Better] {
			t.Better = a
		}
	}
	t.Gain = value[t.Better] - value[t.Action]
	return t
}

// values returns the expected payoff of each action under a belief.
func (c *rationality) values(i, h int, belief []float64) []float64 {
	s := &c.e.info[i][h]
	out := make([]float64, len(s.actions))
	for a := range out {
		for k, id := range s.nodes {
			out[a] += belief[k] * c.worth[i][c.e.node[id].child[a]]
		}
	}
	return out
}

// justify returns the belief at an information set under which the prescribed
// play comes closest to optimal, and minus the most that a deviation gains.
func (c *rationality) justify(ctx context.Context, i, h int) ([]float64, float64, error) {
	s := &c.e.info[i][h]
	if len(s.nodes) == 1 {
		belief := []float64{1}
		value := c.values(i, h, belief)
		return belief, -c.shortfall(i, h, value), nil
	}
	n := len(s.nodes)
	l := &linear{cost: make([]*big.Rat, n+1)} // the belief, and the gain that remains
	l.cost[n] = big.NewRat(-1, 1)
	total := make([]*big.Rat, n+1)
	for k := range n {
		total[k] = big.NewRat(1, 1)
	}
	l.add(total, equals, big.NewRat(1, 1))
	for a := range s.actions {
		if c.p[i][h][a] <= inUse {
			continue
		}
		for b := range s.actions {
			if b == a {
				continue
			}
			row := make([]*big.Rat, n+1)
			for k, id := range s.nodes {
				child := c.e.node[id].child
				row[k] = Float(c.worth[i][child[b]] - c.worth[i][child[a]]).Rat()
			}
			row[n] = big.NewRat(-1, 1)
			l.add(row, atMost, new(big.Rat))
		}
	}
	o, err := l.solve(ctx)
	if err != nil {
		return nil, 0, err
	}
	return ratsFloat(o.x[:n]), ratFloat(o.value), nil
}

// shortfall returns how far the prescribed mixture is from the best action, so
// that an action in use with next to no probability counts for next to nothing.
func (c *rationality) shortfall(i, h int, value []float64) float64 {
	best, got := math.Inf(-1), 0.0
	for a, x := range value {
		best = max(best, x)
		got += c.p[i][h][a] * x
	}
	return best - got
}

// mass is a probability of the form size·ε^order.
type mass struct {
	size  float64
	order int
}

// maxTrembles bounds the systems of trembles that search tries.
const maxTrembles = 4096

// search looks for trembles whose beliefs justify p everywhere.
func (c *rationality) search(ctx context.Context, out *Rationality, wanted map[move][]float64) error {
	out.Verdict = Undecided
	c.listOff()
	for trial := range maxTrembles {
		if err := ctx.Err(); err != nil {
			return err
		}
		tremble, more := c.trembles(trial, wanted)
		if !more {
			return nil
		}
		belief, regret := c.consistent(tremble)
		if regret <= c.tolerance {
			out.Verdict, out.Belief, out.Regret = Sequential, belief, regret
			return nil
		}
	}
	return nil
}

// listOff lists the actions that p does not use, information set by
// information set, at sets that have any.
func (c *rationality) listOff() {
	k := 0
	for i := range c.p {
		for h := range c.p[i] {
			for _, x := range c.p[i][h] {
				if x <= 0 {
					c.off = append(c.off, k)
				}
				k++
			}
		}
	}
}

// trembles returns the trial-th system of trembles: all alike, then guided by
// the wanted beliefs, then with orders one and two in all combinations.
func (c *rationality) trembles(trial int, wanted map[move][]float64) (map[int]mass, bool) {
	out := map[int]mass{}
	for k, a := range c.off {
		order := 1
		if trial > 1 && k < 30 {
			order += (trial - 1) >> k & 1
		}
		out[a] = mass{1, order}
	}
	if trial == 1 {
		c.guide(out, wanted)
	}
	return out, trial <= 1 || len(c.off) >= 12 || trial-1 < 1<<len(c.off)
}

// guide sets the trembles that last lead to each node off the path so that
// its information set gets the wanted belief, as far as one tremble per node
// can.
func (c *rationality) guide(out map[int]mass, wanted map[move][]float64) {
	flat := c.flatIndex()
	for i := range c.e.info {
		for h := range c.e.info[i] {
			belief := wanted[move{i, h}]
			if belief == nil {
				continue
			}
			for k, id := range c.e.info[i][h].nodes {
				rest, last := 1.0, -1
				for m := &c.e.node[id]; m.parent >= 0; m = &c.e.node[m.parent] {
					up := &c.e.node[m.parent]
					x := c.prob(up, m.action)
					if x <= 0 && up.player >= 0 && last < 0 {
						last = flat[up.player][up.info] + m.action
						continue
					}
					if x > 0 {
						rest *= x
					}
				}
				switch {
				case last < 0:
				case belief[k] <= 0:
					out[last] = mass{1, 2}
				default:
					out[last] = mass{belief[k] / rest, 1}
				}
			}
		}
	}
}

// flatIndex returns the first flat index of each information set.
func (c *rationality) flatIndex() [][]int {
	out, k := make([][]int, len(c.p)), 0
	for i := range c.p {
		for h := range c.p[i] {
			out[i] = append(out[i], k)
			k += len(c.p[i][h])
		}
	}
	return out
}

// consistent returns the beliefs that a system of trembles leads to as they
// vanish, and the largest gain under them at any information set.
func (c *rationality) consistent(tremble map[int]mass) ([][][]float64, float64) {
	flat := c.flatIndex()
	reach := make([]mass, len(c.e.node))
	reach[0] = mass{1, 0}
	for id := range c.e.node {
		m := &c.e.node[id]
		for a, q := range m.child {
			x := mass{c.prob(m, a), 0}
			if m.player >= 0 && x.size <= 0 {
				x = tremble[flat[m.player][m.info]+a]
			}
			reach[q] = mass{reach[id].size * x.size, reach[id].order + x.order}
		}
	}
	belief, regret := make([][][]float64, len(c.p)), 0.0
	for i := range c.p {
		for h := range c.p[i] {
			b := limitBelief(c.e.info[i][h].nodes, reach)
			belief[i] = append(belief[i], b)
			regret = max(regret, c.shortfall(i, h, c.values(i, h, b)))
		}
	}
	return belief, regret
}

// limitBelief returns the conditional probabilities of nodes as ε vanishes,
// equal ones if nature excludes all of them.
func limitBelief(nodes []int, reach []mass) []float64 {
	low, sum := math.MaxInt, 0.0
	for _, id := range nodes {
		if reach[id].size > 0 {
			low = min(low, reach[id].order)
		}
	}
	out := make([]float64, len(nodes))
	for k, id := range nodes {
		if reach[id].size > 0 && reach[id].order == low {
			out[k] = reach[id].size
			sum += out[k]
		}
	}
	for k := range out {
		if sum > 0 {
			out[k] /= sum
		} else {
			out[k] = 1 / float64(len(nodes))
		}
	}
	return out
}

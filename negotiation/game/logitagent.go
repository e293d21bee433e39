package game

import "math"

// agentResponses evaluates logit responses at the information sets of an
// extensive form. Beliefs are computed from logarithms, so that they exist
// where probabilities underflow.
type agentResponses struct {
	e      *Extensive
	from   [][]int // first flat index of each information set
	free   [][]int // first free logit
	paid   [][]float64
	chance [][]float64 // log chances
	total  int         // free logits
}

// newAgentResponses prepares e.
func newAgentResponses(e *Extensive) *agentResponses {
	r := &agentResponses{e: e, from: make([][]int, len(e.info)), free: make([][]int, len(e.info))}
	k := 0
	for i := range e.info {
		r.paid = append(r.paid, e.paid(i))
		for h := range e.info[i] {
			r.from[i], r.free[i] = append(r.from[i], k), append(r.free[i], r.total)
			k += len(e.info[i][h].actions)
			r.total += len(e.info[i][h].actions) - 1
		}
	}
	for _, s := range e.nature {
		row := make([]float64, len(s.chance))
		for a, x := range s.chance {
			row[a] = math.Log(x)
		}
		r.chance = append(r.chance, row)
	}
	return r
}

// logStep returns the log probability of action a at node m.
func (r *agentResponses) logStep(m *node, a int, logp []float64) float64 {
	if m.player == Chance {
		return r.chance[m.info][a]
	}
	return logp[r.from[m.player][m.info]+a]
}

// payoffs implements responses.
func (r *agentResponses) payoffs(logp, value []float64, slope [][]float64) {
	e := r.e
	reach := make([]float64, len(e.node)) // log probability of each node
	prob := make([]float64, len(e.node))  // its probability at its parent
	for id := 1; id < len(e.node); id++ {
		m := &e.node[id]
		step := r.logStep(&e.node[m.parent], m.action, logp)
		reach[id], prob[id] = reach[m.parent]+step, math.Exp(step)
	}
	worth := make([][]float64, len(e.info)) // worth[i][node] is the expected payoff from there
	for i := range worth {
		worth[i] = make([]float64, len(e.node))
		copy(worth[i], r.paid[i])
		r.backward(worth[i], prob)
	}
	belief := make([]float64, len(e.node))
	for i := range e.info {
		for h := range e.info[i] {
			s := &e.info[i][h]
			beliefs(s.nodes, reach, belief)
			for a := range s.actions {
				sum := 0.0
				for _, id := range s.nodes {
					sum += belief[id] * worth[i][e.node[id].child[a]]
				}
				value[r.from[i][h]+a] = sum
			}
		}
	}
	if slope != nil {
		r.slopes(prob, belief, worth, value, slope)
	}
}

// backward replaces the entries of w at nodes that are not terminal by the
// mean of their children, where prob is the probability of each node at its
// parent.
func (r *agentResponses) backward(w, prob []float64) {
	for id := len(w) - 1; id >= 0; id-- {
		m := &r.e.node[id]
		if m.player == terminal {
			continue
		}
		sum := 0.0
		for _, c := range m.child {
			if prob[c] > 0 {
				sum += prob[c] * w[c]
			}
		}
		w[id] = sum
	}
}

// beliefs fills belief at the nodes of an information set with their
// conditional probabilities, equal ones if nature excludes all of them.
func beliefs(nodes []int, reach, belief []float64) {
	top := math.Inf(-1)
	for _, id := range nodes {
		top = max(top, reach[id])
	}
	if math.IsInf(top, -1) {
		for _, id := range nodes {
			belief[id] = 1 / float64(len(nodes))
		}
		return
	}
	sum := 0.0
	for _, id := range nodes {
		belief[id] = math.Exp(reach[id] - top)
		sum += belief[id]
	}
	for _, id := range nodes {
		belief[id] /= sum
	}
}

// slopes fills the derivatives of all action payoffs by each free logit. A
// logit acts on what its ancestors expect, through the payoffs below it, and
// on what its descendants believe, through the probability of their nodes.
func (r *agentResponses) slopes(prob, belief []float64, worth [][]float64, value []float64, slope [][]float64) {
	for k := range slope {
		clear(slope[k])
	}
	for id := range r.e.node {
		if r.e.node[id].player >= 0 {
			r.forecast(id, prob, belief, worth, slope)
			r.revise(id, prob, belief, worth, value, slope)
		}
	}
}

// forecast adds the effect of the logits at node id on the payoffs that its
// ancestors expect.
func (r *agentResponses) forecast(id int, prob, belief []float64, worth [][]float64, slope [][]float64) {
	e := r.e
	m := &e.node[id]
	free := r.free[m.player][m.info]
	weight := 1.0 // probability of the node from the ancestor's child on
	for c := id; e.node[c].parent >= 0; c = e.node[c].parent {
		up := &e.node[e.node[c].parent]
		if i := up.player; i >= 0 {
			row := slope[r.from[i][up.info]+e.node[c].action]
			scale := belief[e.node[c].parent] * weight
			for a := 1; a < len(m.child); a++ {
				q := m.child[a]
				row[free+a-1] += scale * prob[q] * (worth[i][q] - worth[i][id])
			}
		}
		weight *= prob[c]
	}
}

// revise adds the effect of the logits at the ancestors of node id on the
// belief in it.
func (r *agentResponses) revise(id int, prob, belief []float64, worth [][]float64, value []float64, slope [][]float64) {
	e := r.e
	m := &e.node[id]
	if len(e.set(m).nodes) == 1 {
		return
	}
	from := r.from[m.player][m.info]
	for c := id; e.node[c].parent >= 0; c = e.node[c].parent {
		up := &e.node[e.node[c].parent]
		if up.player < 0 {
			continue
		}
		free := r.free[up.player][up.info]
		for a, q := range m.child {
			gain := belief[id] * (worth[m.player][q] - value[from+a])
			row := slope[from+a]
			for b := 1; b < len(up.child); b++ {
				d := -prob[up.child[b]]
				if b == e.node[c].action {
					d++
				}
				row[free+b-1] += d * gain
			}
		}
	}
}

// residual implements responses by a walk with plain probabilities. At
// information sets whose probability underflows it has nothing to compare and
// skips them.
func (r *agentResponses) residual(p []float64, lambda float64) (float64, []float64) {
	profile, err := r.e.Behaviour(p)
	if err != nil {
		return math.Inf(1), nil
	}
	gap := 0.0
	for i := range profile {
		_, own := r.e.realisation(profile)
		values := r.e.actionValues(profile, i)
		for h, row := range profile[i] {
			mass := 0.0
			for _, id := range r.e.info[i][h].nodes {
				mass += own[id]
			}
			if mass < 1e-280 {
				continue
			}
			for a := range values[h] {
				values[h][a] /= mass
			}
			gap = max(gap, responseGap(row, values[h], lambda))
		}
	}
	_, cert := certifyBehaviour(floats{}, r.e, profile)
	return gap, cert.Regret
}

// realisation returns the expected payoffs of a profile and the probability
// of each node.
func (e *Extensive) realisation(p Behaviour) ([]float64, []float64) {
	reach, payoff := make([]float64, len(e.node)), make([]float64, len(e.players))
	reach[0] = 1
	for id := range e.node {
		m := &e.node[id]
		for a, c := range m.child {
			x := 0.0
			if m.player == Chance {
				x = e.nature[m.info].chance[a]
			} else {
				x = p[m.player][m.info][a]
			}
			reach[c] = reach[id] * x
		}
		if m.outcome >= 0 {
			for i, x := range e.pay[m.outcome] {
				payoff[i] += reach[id] * x
			}
		}
	}
	return payoff, reach
}

// actionValues returns, for each information set of player i and each action,
// the expected total payoff of taking it summed over the nodes of the set,
// each weighted by the probability of the node.
func (e *Extensive) actionValues(p Behaviour, i int) [][]float64 {
	_, reach := e.realisation(p)
	worth := e.paid(i)
	out := make([][]float64, len(e.info[i]))
	for h := range out {
		out[h] = make([]float64, len(e.info[i][h].actions))
	}
	for id := len(e.node) - 1; id >= 0; id-- {
		m := &e.node[id]
		if m.player == terminal {
			continue
		}
		worth[id] = 0
		for a, c := range m.child {
			x := 0.0
			if m.player == Chance {
				x = e.nature[m.info].chance[a]
			} else {
				x = p[m.player][m.info][a]
			}
			worth[id] += x * worth[c]
			if m.player == i {
				out[m.info][a] += reach[id] * worth[c]
			}
		}
	}
	return out
}

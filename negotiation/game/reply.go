package game

// reply evaluates the strategies of one player against a fixed profile of the
// others in the field F.
type reply[T any, F field[T]] struct {
	f      F
	e      *Extensive
	player int
	p      [][][]T
	paid   []T   // payoff of the player collected up to each node
	others []T   // probability that nature and the others play to each node
	choice []int // best action per information set, -1 while unknown
	gain   []T   // best value of the subtree of each node, weighted by others
	known  []bool
}

// newReply prepares the evaluation of player i.
func newReply[T any, F field[T]](f F, e *Extensive, p [][][]T, i int) *reply[T, F] {
	n := len(e.node)
	r := &reply[T, F]{f: f, e: e, player: i, p: p, paid: make([]T, n), others: make([]T, n), gain: make([]T, n), known: make([]bool, n)}
	r.choice = make([]int, len(e.info[i]))
	for h := range r.choice {
		r.choice[h] = -1
	}
	pay := make([]T, len(e.outcomes))
	for k, o := range e.outcomes {
		pay[k] = f.of(o.Payoff[i])
	}
	for id := range e.node {
		m := &e.node[id]
		r.paid[id], r.others[id] = f.zero(), f.one()
		if m.parent >= 0 {
			r.paid[id] = r.paid[m.parent]
			r.others[id] = r.step(m.parent, m.action)
		}
		if m.outcome >= 0 {
			r.paid[id] = f.add(r.paid[id], pay[m.outcome])
		}
	}
	return r
}

// step returns the others' probability of the node behind action a at node id.
func (r *reply[T, F]) step(id, a int) T {
	m := &r.e.node[id]
	switch m.player {
	case r.player:
		return r.others[id]
	case Chance:
		return r.f.mul(r.others[id], r.f.of(r.e.nature[m.info].prob[a]))
	}
	return r.f.mul(r.others[id], r.p[m.player][m.info][a])
}

// expected returns what the player gets if he follows the profile too.
func (r *reply[T, F]) expected() T {
	f := r.f
	own := make([]T, len(r.e.node))
	sum := f.zero()
	for id := range r.e.node {
		m := &r.e.node[id]
		own[id] = f.one()
		if m.parent >= 0 {
			own[id] = own[m.parent]
			if up := &r.e.node[m.parent]; up.player == r.player {
				own[id] = f.mul(own[id], r.p[r.player][up.info][m.action])
			}
		}
		if m.player == terminal {
			sum = f.add(sum, f.mul(f.mul(own[id], r.others[id]), r.paid[id]))
		}
	}
	return sum
}

// best returns what the player gets by a best reply. The game must have
// perfect recall.
func (r *reply[T, F]) best() T { return r.value(0) }

// value returns the best value of the subtree of id, weighted by the
// probability with which the others reach it.
func (r *reply[T, F]) value(id int) T {
	if r.known[id] {
		return r.gain[id]
	}
	m := &r.e.node[id]
	var v T
	switch {
	case m.player == terminal:
		v = r.f.mul(r.others[id], r.paid[id])
	case m.player == r.player:
		v = r.value(m.child[r.choose(m.info)])
	default:
		v = r.f.zero()
		for _, c := range m.child {
			v = r.f.add(v, r.value(c))
		}
	}
	r.gain[id], r.known[id] = v, true
	return v
}

// choose returns the best action at information set h of the player, the
// lowest if several are.
func (r *reply[T, F]) choose(h int) int {
	if r.choice[h] >= 0 {
		return r.choice[h]
	}
	s := &r.e.info[r.player][h]
	var top T
	pick := 0
	for a := range s.actions {
		sum := r.f.zero()
		for _, id := range s.nodes {
			sum = r.f.add(sum, r.value(r.e.node[id].child[a]))
		}
		if a == 0 || r.f.cmp(sum, top) > 0 {
			top, pick = sum, a
		}
	}
	r.choice[h] = pick
	return pick
}

// BestReply returns a pure best reply of player i to the others' part of p and
// what it pays. Row h is the action probabilities at information set h; ties
// go to the lowest action. It needs perfect recall ([ErrRecall]) and a profile
// that fits e ([ErrProfile]).
func (e *Extensive) BestReply(p Behaviour, i int) ([][]float64, float64, error) {
	if err := e.checkBehaviour(p); err != nil {
		return nil, 0, err
	}
	if err := e.PerfectRecall(); err != nil {
		return nil, 0, err
	}
	r := newReply(floats{}, e, p, i)
	pay := r.best()
	out := make([][]float64, len(e.info[i]))
	for h := range out {
		out[h] = make([]float64, len(e.info[i][h].actions))
		out[h][r.choose(h)] = 1
	}
	return out, pay, nil
}

// NashConv returns the sum over players of what a best reply to p gains, which
// is zero exactly at the Nash equilibria. In a two-player zero-sum game the
// exploitability is half of it. It needs perfect recall.
//
// Lanctot, M. et al. (2017). A unified game-theoretic approach to multiagent
// reinforcement learning. NIPS 30. https://arxiv.org/abs/1711.00832
func (e *Extensive) NashConv(p Behaviour) (float64, error) {
	q, err := e.Certify(p)
	if err != nil {
		return 0, err
	}
	sum := 0.0
	for _, r := range q.Certificate.Regret {
		sum += r
	}
	return sum, nil
}

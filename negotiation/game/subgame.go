package game

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// maxPerfect bounds the number of equilibria that SubgamePerfect lists.
const maxPerfect = 1 << 12

// Perfect is the result of SubgamePerfect.
type Perfect struct {
	// Equilibria are subgame perfect. The residual of their certificates is
	// the largest regret of any player in any subgame. With perfect information they are all
	// those in pure strategies; otherwise all combinations of extreme
	// equilibria of the stages between subgames.
	Equilibria []BehaviourEquilibrium
	// Subgames are the nodes at which subgames start, in preorder.
	Subgames []int
	// Complete is false if some stage was too large to find all its
	// equilibria, so that one was taken.
	Complete bool
}

// SubgamePerfect returns the subgame perfect equilibria of e by backward
// induction over its subgames, in rationals: a stage that is a single choice
// is solved by comparison, a larger one by [Pure], [Extreme] or [Supports].
// Ties of a single choice give one equilibrium per best action. A stage that
// is too large for all its equilibria gives one: exactly by [Sequence] for two
// players, else as the limit of [AgentLogit], whose regret the certificate
// shows.
//
// It needs perfect recall. More than 4096 equilibria are a [*SizeError], as
// is a stage for which no method is left.
//
// Selten, R. (1965). Spieltheoretische Behandlung eines Oligopolmodells mit
// Nachfrageträgheit. Zeitschrift für die gesamte Staatswissenschaft 121,
// 301–324 and 667–689.
func SubgamePerfect(ctx context.Context, e *Extensive) (*Perfect, error) {
	if err := e.PerfectRecall(); err != nil {
		return nil, err
	}
	s := &induction{ctx: ctx, e: e, roots: e.Subgames(), found: map[int][]stageValue{}, complete: true}
	if len(s.roots) == 0 || s.roots[0] != 0 {
		s.roots = append([]int{0}, s.roots...)
	}
	for k := len(s.roots) - 1; k >= 0; k-- {
		if err := s.solve(s.roots[k]); err != nil {
			return nil, err
		}
	}
	out := &Perfect{Subgames: s.roots, Complete: s.complete}
	for _, v := range s.found[0] {
		q, err := e.CertifyExact(v.profile(e))
		if err != nil {
			return nil, err
		}
		q.Certificate.Method = "subgame perfection"
		q.Certificate.Residual = e.subgameRegret(v.profile(e), s.roots)
		out.Equilibria = append(out.Equilibria, q)
	}
	return out, nil
}

// subgameRegret returns the largest regret of any player in the subgames that
// start at roots.
func (e *Extensive) subgameRegret(p ExactBehaviour, roots []int) float64 {
	worst := 0.0
	end := e.ends()
	for _, root := range roots {
		_, cert := certifyBehaviour(rationals{}, e.subtree(root, end[root]), p)
		worst = max(worst, cert.MaxRegret())
	}
	return worst
}

// subtree returns the subgame of the nodes root to end−1 as a game whose
// information sets keep their numbers; those outside are empty.
func (e *Extensive) subtree(root, end int) *Extensive {
	out := &Extensive{players: e.players, nature: e.nature, outcomes: e.outcomes, pay: e.pay}
	for id := root; id < end; id++ {
		n := e.node[id]
		n.parent -= root
		n.child = slices.Clone(n.child)
		for a := range n.child {
			n.child[a] -= root
		}
		out.node = append(out.node, n)
	}
	out.node[0].parent = -1
	out.info = make([][]infoset, len(e.info))
	for i := range e.info {
		out.info[i] = slices.Clone(e.info[i])
		for h := range out.info[i] {
			out.info[i][h].nodes = nil
			for _, id := range e.info[i][h].nodes {
				if id >= root && id < end {
					out.info[i][h].nodes = append(out.info[i][h].nodes, id-root)
				}
			}
		}
	}
	return out
}

// induction is the state of SubgamePerfect.
type induction struct {
	ctx      context.Context
	e        *Extensive
	roots    []int
	found    map[int][]stageValue // solutions of the subgame at each root
	complete bool
}

// stageValue is one solution of a subgame: what it pays on top of what was
// collected before, and the choices in it.
type stageValue struct {
	pay  []*big.Rat
	rows map[move][]*big.Rat // by (player, information set)
}

// profile returns the choices as a behaviour profile of e.
func (v stageValue) profile(e *Extensive) ExactBehaviour {
	out := make(ExactBehaviour, len(e.info))
	for i := range out {
		out[i] = make([][]*big.Rat, len(e.info[i]))
		for h := range out[i] {
			out[i][h] = v.rows[move{i, h}]
			if out[i][h] == nil { // nature excludes it
				out[i][h] = unitRow(len(e.info[i][h].actions), 0)
			}
		}
	}
	return out
}

// stage is a subgame with the subgames below it cut off.
type stage struct {
	root  int
	below []int // roots of the subgames cut off, in preorder
	inner []int // nodes of the stage that are neither cut off nor terminal
}

// stage returns the stage that starts at root.
func (s *induction) stage(root int) stage {
	out := stage{root: root}
	stack := []int{root}
	for len(stack) > 0 {
		id := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		n := &s.e.node[id]
		if _, ok := slices.BinarySearch(s.roots, id); ok && id != root {
			out.below = append(out.below, id)
			continue
		}
		if n.player == terminal {
			continue
		}
		out.inner = append(out.inner, id)
		for a := len(n.child) - 1; a >= 0; a-- {
			stack = append(stack, n.child[a])
		}
	}
	return out
}

// solve finds the solutions of the subgame at root, one set for every
// combination of solutions of the subgames below.
func (s *induction) solve(root int) error {
	st := s.stage(root)
	pick := make([]int, len(st.below))
	for {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		chosen := map[int]stageValue{}
		for k, id := range st.below {
			chosen[id] = s.found[id][pick[k]]
		}
		values, err := s.equilibria(st, chosen)
		if err != nil {
			return err
		}
		s.found[root] = append(s.found[root], values...)
		if n := len(s.found[root]); n > maxPerfect {
			return &SizeError{"subgame perfection", float64(n), maxPerfect, "equilibria", "AgentLogit to select one"}
		}
		k := 0
		for ; k < len(pick); k++ {
			if pick[k]++; pick[k] < len(s.found[st.below[k]]) {
				break
			}
			pick[k] = 0
		}
		if k == len(pick) {
			return nil
		}
	}
}

// equilibria returns the solutions of a stage given those of the subgames
// below it.
func (s *induction) equilibria(st stage, chosen map[int]stageValue) ([]stageValue, error) {
	n := &s.e.node[st.root]
	if n.player >= 0 && len(st.inner) == 1 {
		return s.choice(st, chosen), nil
	}
	tree, err := s.cut(st, chosen)
	if err != nil {
		return nil, err
	}
	found, complete, err := solveStage(s.ctx, tree)
	if err != nil {
		return nil, fmt.Errorf("subgame at node %d: %w", st.root+1, err)
	}
	s.complete = s.complete && complete
	var out []stageValue
	for _, p := range found {
		v := merge(chosen)
		v.pay, _ = exactPayoffs(tree, p)
		for i := range p {
			for h := range p[i] {
				k, _ := strconv.Atoi(strings.TrimPrefix(tree.info[i][h].label, "#"))
				v.rows[move{i, k}] = p[i][h]
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// merge returns the choices of several solutions together.
func merge(chosen map[int]stageValue) stageValue {
	v := stageValue{rows: map[move][]*big.Rat{}}
	for _, c := range chosen {
		for m, row := range c.rows {
			v.rows[m] = row
		}
	}
	return v
}

// local returns what the outcome at a node pays.
func (s *induction) local(id int) []*big.Rat {
	out := make([]*big.Rat, len(s.e.players))
	for i := range out {
		out[i] = new(big.Rat)
		if o := s.e.node[id].outcome; o >= 0 {
			out[i] = s.e.outcomes[o].Payoff[i].Rat()
		}
	}
	return out
}

// choice solves a stage that is one decision.
func (s *induction) choice(st stage, chosen map[int]stageValue) []stageValue {
	n := &s.e.node[st.root]
	var best *big.Rat
	var pay [][]*big.Rat
	for _, c := range n.child {
		p := s.local(c)
		if v, ok := chosen[c]; ok {
			p = v.pay
		}
		pay = append(pay, p)
		if x := p[n.player]; best == nil || x.Cmp(best) > 0 {
			best = x
		}
	}
	var out []stageValue
	for a := range n.child {
		if pay[a][n.player].Cmp(best) < 0 {
			continue
		}
		v := merge(chosen)
		v.pay = s.local(st.root)
		for i := range v.pay {
			v.pay[i].Add(v.pay[i], pay[a][i])
		}
		v.rows[move{n.player, n.info}] = unitRow(len(n.child), a)
		out = append(out, v)
	}
	return out
}

// cut returns a stage as a game of its own whose information sets are
// labelled with their numbers in the whole game.
func (s *induction) cut(st stage, chosen map[int]stageValue) (*Extensive, error) {
	e := s.e
	var build func(id int) *Node
	build = func(id int) *Node {
		n := &e.node[id]
		out := &Node{}
		pay := s.local(id)
		v, below := chosen[id]
		if below {
			pay = v.pay
		}
		out.Outcome = &Outcome{Payoff: numbersOf(pay)}
		if below || n.player == terminal {
			return out
		}
		out.Player, out.Infoset = n.player, "#"+strconv.Itoa(n.info)
		out.Title = out.Infoset
		for a, c := range n.child {
			action := Action{Label: strconv.Itoa(a), Next: build(c)}
			if n.player == Chance {
				action.Prob = e.nature[n.info].prob[a]
			}
			out.Actions = append(out.Actions, action)
		}
		return out
	}
	return Tree{Players: e.players, Root: build(st.root)}.Compile()
}

// numbersOf returns rationals as numbers.
func numbersOf(xs []*big.Rat) []Number {
	out := make([]Number, len(xs))
	for k, x := range xs {
		out[k] = Rat(x)
	}
	return out
}

// exactPayoffs returns the expected payoffs of p in rationals, and the
// probability of each node.
func exactPayoffs(e *Extensive, p ExactBehaviour) (pay, reach []*big.Rat) {
	reach = make([]*big.Rat, len(e.node))
	for range e.players {
		pay = append(pay, new(big.Rat))
	}
	reach[0] = big.NewRat(1, 1)
	for id := range e.node {
		n := &e.node[id]
		for a, c := range n.child {
			x := (*big.Rat)(nil)
			if n.player == Chance {
				x = e.nature[n.info].prob[a].Rat()
			} else {
				x = p[n.player][n.info][a]
			}
			reach[c] = new(big.Rat).Mul(reach[id], x)
		}
		if n.outcome >= 0 {
			for i, x := range e.outcomes[n.outcome].Payoff {
				pay[i].Add(pay[i], new(big.Rat).Mul(reach[id], x.Rat()))
			}
		}
	}
	return pay, reach
}

package game

import "fmt"

// PerfectRecall returns nil if every player always knows what he knew and did
// before, and otherwise an error that wraps [ErrRecall] and names the
// information set where he forgets. A set that is met twice on one path is a
// case of forgetting.
func (e *Extensive) PerfectRecall() error {
	for i := range e.players {
		last := e.lastMoves(i)
		for h := range e.info[i] {
			s := &e.info[i][h]
			for _, id := range s.nodes {
				if last[id] != last[s.nodes[0]] {
					return fmt.Errorf("%w: player %q cannot recall his moves at information set %d (%q)", ErrRecall, e.players[i], h+1, s.label)
				}
			}
			if last[s.nodes[0]].info == h {
				return fmt.Errorf("%w: player %q meets information set %d (%q) twice on one path", ErrRecall, e.players[i], h+1, s.label)
			}
		}
	}
	return nil
}

// move is an action of a player at one of his information sets; info is -1
// before his first.
type move struct{ info, action int }

// lastMoves returns the last own move of player i before each node.
func (e *Extensive) lastMoves(i int) []move {
	out := make([]move, len(e.node))
	for id := range e.node {
		p := e.node[id].parent
		switch {
		case p < 0:
			out[id] = move{-1, -1}
		case e.node[p].player == i:
			out[id] = move{e.node[p].info, e.node[id].action}
		default:
			out[id] = out[p]
		}
	}
	return out
}

// PerfectInformation reports whether every information set of every player is
// a single node.
func (e *Extensive) PerfectInformation() bool {
	for i := range e.info {
		for h := range e.info[i] {
			if len(e.info[i][h].nodes) != 1 {
				return false
			}
		}
	}
	return true
}

// ends returns, for each node, one more than the last node below it: the nodes
// id to ends[id]-1 are its subtree.
func (e *Extensive) ends() []int {
	out := make([]int, len(e.node))
	for id := len(e.node) - 1; id >= 0; id-- {
		out[id] = max(out[id], id+1)
		if p := e.node[id].parent; p >= 0 {
			out[p] = max(out[p], out[id])
		}
	}
	return out
}

// Subgames returns the nodes at which a proper subgame starts, in preorder and
// the root included: nodes that are alone in their information set and below
// which no information set is cut.
func (e *Extensive) Subgames() []int {
	end := e.ends()
	cut := make([]bool, len(e.node)) // the subtree of the node cuts some set
	for i := range e.info {
		for h := range e.info[i] {
			s := e.info[i][h].nodes
			low, high := s[0], s[len(s)-1]
			for _, m := range s {
				for id := m; id >= 0 && (id > low || end[id] <= high); id = e.node[id].parent {
					cut[id] = true
				}
			}
		}
	}
	var roots []int
	for id := range e.node {
		n := &e.node[id]
		if n.player == terminal || cut[id] {
			continue
		}
		if n.player == Chance || len(e.set(n).nodes) == 1 {
			roots = append(roots, id)
		}
	}
	return roots
}

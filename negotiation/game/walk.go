package game

import "slices"

// Leaves returns the nodes at which the game ends, in preorder. The slice is
// fresh.
func (e *Extensive) Leaves() []int {
	var out []int
	for id := range e.node {
		if e.node[id].player == terminal {
			out = append(out, id)
		}
	}
	return out
}

// Label returns the label of a node. It panics if there is no such node.
func (e *Extensive) Label(node int) string { return e.node[node].label }

// Path returns the labels of the actions that lead from the root to a node,
// those of nature included. It panics if there is no such node.
func (e *Extensive) Path(node int) []string {
	var out []string
	for n := &e.node[node]; n.parent >= 0; n = &e.node[n.parent] {
		up := &e.node[n.parent]
		out = append(out, e.set(up).actions[n.action])
	}
	slices.Reverse(out)
	return out
}

// Collected returns what every player has been paid by the time a node is
// reached, that node included, in utility units. It panics if there is no such
// node.
func (e *Extensive) Collected(node int) []float64 {
	out := make([]float64, len(e.players))
	for id := node; id >= 0; id = e.node[id].parent {
		if o := e.node[id].outcome; o >= 0 {
			for i, x := range e.pay[o] {
				out[i] += x
			}
		}
	}
	return out
}

// Reach returns the probability with which p leads to each node; over the
// leaves it is the distribution of outcomes. It returns [ErrProfile] if p does
// not fit e.
func (e *Extensive) Reach(p Behaviour) ([]float64, error) {
	if err := e.checkBehaviour(p); err != nil {
		return nil, err
	}
	_, reach := e.realisation(p)
	return reach, nil
}

package game

import (
	"math/big"
	"slices"
)

// terminal is the player of a node that ends the game.
const terminal = -2

// node is one position, numbered in preorder: a parent's number is smaller
// than those of its children.
type node struct {
	label   string
	player  int   // mover, Chance or terminal
	info    int   // number of its information set among the mover's; -1 if terminal
	parent  int   // -1 at the root
	action  int   // action at the parent that leads here
	child   []int // one node per action
	outcome int   // outcome paid here; -1 for none
}

// infoset is a set of nodes a player cannot tell apart.
type infoset struct {
	label   string
	actions []string
	nodes   []int
	prob    []Number  // chance only
	chance  []float64 // prob as floats
}

// Extensive is a finite game in extensive form: immutable and safe to share.
//
// Nodes are numbered in preorder from zero. Information sets are numbered per
// player in the order in which a preorder walk first meets them, which is the
// order of Gambit's profiles.
type Extensive struct {
	title, comment string
	players        []string
	node           []node
	info           [][]infoset // info[i] are the information sets of player i
	nature         []infoset
	outcomes       []Outcome
	pay            [][]float64 // pay[outcome][i]
	notes          []string
}

// setsOf returns the information sets of a player or of nature.
func (e *Extensive) setsOf(player int) *[]infoset {
	if player == Chance {
		return &e.nature
	}
	return &e.info[player]
}

// set returns the information set of a node that is not terminal.
func (e *Extensive) set(n *node) *infoset {
	return &(*e.setsOf(n.player))[n.info]
}

// finish fills the float columns of e.
func (e *Extensive) finish() error {
	for k := range e.nature {
		e.nature[k].chance = floatsOf(e.nature[k].prob)
	}
	for _, o := range e.outcomes {
		e.pay = append(e.pay, floatsOf(o.Payoff))
	}
	return nil
}

// Title returns the title of the game.
func (e *Extensive) Title() string { return e.title }

// Comment returns the comment of the game.
func (e *Extensive) Comment() string { return e.comment }

// Players returns the names of the players. The slice is fresh.
func (e *Extensive) Players() []string { return slices.Clone(e.players) }

// Nodes returns the number of nodes, terminal ones included.
func (e *Extensive) Nodes() int { return len(e.node) }

// Notes returns what the reader repaired in an old file, one sentence each.
func (e *Extensive) Notes() []string { return slices.Clone(e.notes) }

// Infosets returns the number of information sets of player i. It panics if
// there is no player i.
func (e *Extensive) Infosets(i int) int { return len(e.info[i]) }

// Infoset returns the label of information set h of player i, which may be
// empty. It panics if there is none.
func (e *Extensive) Infoset(i, h int) string { return e.info[i][h].label }

// Actions returns the labels of the actions at information set h of player i.
// The slice is fresh. It panics if there is none.
func (e *Extensive) Actions(i, h int) []string { return slices.Clone(e.info[i][h].actions) }

// Members returns the nodes of information set h of player i. The slice is
// fresh. It panics if there is none.
func (e *Extensive) Members(i, h int) []int { return slices.Clone(e.info[i][h].nodes) }

// Exact reports whether all payoffs and chances are exact rationals.
func (e *Extensive) Exact() bool {
	exact := func(xs []Number) bool {
		return !slices.ContainsFunc(xs, func(x Number) bool { return !x.Exact() })
	}
	for _, o := range e.outcomes {
		if !exact(o.Payoff) {
			return false
		}
	}
	for _, s := range e.nature {
		if !exact(s.prob) {
			return false
		}
	}
	return true
}

// Equal reports whether e and f are the same game: players, tree, information
// sets, labels, chances and outcomes, titles and comments included.
func (e *Extensive) Equal(f *Extensive) bool {
	same := func(a, b infoset) bool {
		return a.label == b.label && slices.Equal(a.actions, b.actions) && slices.Equal(a.nodes, b.nodes) &&
			slices.EqualFunc(a.prob, b.prob, Number.Equal)
	}
	sameNode := func(a, b node) bool {
		return a.label == b.label && a.player == b.player && a.info == b.info && a.parent == b.parent &&
			a.action == b.action && a.outcome == b.outcome && slices.Equal(a.child, b.child)
	}
	sameSets := func(a, b []infoset) bool { return slices.EqualFunc(a, b, same) }
	return e.title == f.title && e.comment == f.comment && slices.Equal(e.players, f.players) &&
		slices.EqualFunc(e.node, f.node, sameNode) && sameSets(e.nature, f.nature) &&
		slices.EqualFunc(e.info, f.info, sameSets) &&
		slices.EqualFunc(e.outcomes, f.outcomes, func(a, b Outcome) bool {
			return a.Label == b.Label && slices.EqualFunc(a.Payoff, b.Payoff, Number.Equal)
		})
}

// paid returns the payoff of player i summed over the outcomes on the path to
// each node, that node included, as floats.
func (e *Extensive) paid(i int) []float64 {
	out := make([]float64, len(e.node))
	for id := range e.node {
		n := &e.node[id]
		if n.parent >= 0 {
			out[id] = out[n.parent]
		}
		if n.outcome >= 0 {
			out[id] += e.pay[n.outcome][i]
		}
	}
	return out
}

// paidExact is paid in rationals.
func (e *Extensive) paidExact(i int) []*big.Rat {
	out := make([]*big.Rat, len(e.node))
	for id := range e.node {
		n := &e.node[id]
		out[id] = new(big.Rat)
		if n.parent >= 0 {
			out[id].Set(out[n.parent])
		}
		if n.outcome >= 0 {
			out[id].Add(out[id], e.outcomes[n.outcome].Payoff[i].Rat())
		}
	}
	return out
}

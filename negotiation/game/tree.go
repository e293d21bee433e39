package game

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
)

// Chance is the player index of nature.
const Chance = -1

// Action is one action at a node. Prob is used at chance nodes only.
type Action struct {
	Label string
	Prob  Number
	Next  *Node
}

// Node describes one position of a tree. A node without branches ends the
// game. Nodes of one player with the same Infoset key are not told apart by
// that player and must have the same actions; an empty key makes an
// information set of its own. Outcome, where not nil, is paid when the node is
// reached, on its way to the end or at it; nodes that point to the same
// Outcome share it in a file.
type Node struct {
	Label   string
	Player  int // index of the player who moves, or Chance
	Infoset string
	Title   string // label of the information set; empty takes that of its first node
	Actions []Action
	Outcome *Outcome
}

// Tree describes a game in extensive form before it is compiled.
type Tree struct {
	Title, Comment string
	Players        []string
	Root           *Node
}

// maxNodes bounds the size of a tree.
const maxNodes = 1 << 24

// Compile checks t and returns the game. It is an error if there are no
// players, a branch leads nowhere, a node is reached twice, a player does not
// exist, nodes of an information set differ in their actions, chances are
// negative or do not sum to one, or payoffs are not finite or of a wrong
// number. Nodes are numbered in preorder and information sets of a player in
// the order in which they are first met.
func (t Tree) Compile() (*Extensive, error) {
	if t.Root == nil {
		return nil, errors.New("game: tree has no root")
	}
	if len(t.Players) == 0 {
		return nil, errors.New("game: no players")
	}
	c := &compiler{
		e:       &Extensive{title: t.Title, comment: t.Comment, players: slices.Clone(t.Players)},
		seen:    map[*Node]bool{},
		sets:    map[setKey]int{},
		outcome: map[*Outcome]int{},
	}
	c.e.info = make([][]infoset, len(t.Players))
	if err := c.walk(t.Root); err != nil {
		return nil, err
	}
	return c.e, c.e.finish()
}

// compiler carries the state of Tree.Compile.
type compiler struct {
	e       *Extensive
	seen    map[*Node]bool
	sets    map[setKey]int
	outcome map[*Outcome]int
}

// setKey names an information set while a tree is compiled.
type setKey struct {
	player int
	key    string
	node   int // tells information sets without a key apart; -1 with a key
}

// pending is a node waiting to be numbered.
type pending struct {
	n              *Node
	parent, action int
}

// walk numbers the nodes below root in preorder.
func (c *compiler) walk(root *Node) error {
	stack := []pending{{root, -1, -1}}
	for len(stack) > 0 {
		p := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		id := len(c.e.node)
		if c.seen[p.n] {
			return fmt.Errorf("game: node %d (%q) is reached by two paths", id+1, p.n.Label)
		}
		if id >= maxNodes {
			return &SizeError{"extensive form", float64(id), maxNodes, "nodes", "simulation"}
		}
		c.seen[p.n] = true
		if err := c.add(id, p); err != nil {
			return fmt.Errorf("game: node %d (%q): %w", id+1, p.n.Label, err)
		}
		for a := len(p.n.Actions) - 1; a >= 0; a-- {
			next := p.n.Actions[a].Next
			if next == nil {
				return fmt.Errorf("game: node %d (%q): branch %d leads nowhere", id+1, p.n.Label, a+1)
			}
			stack = append(stack, pending{next, id, a})
		}
	}
	return nil
}

// add appends node id.
func (c *compiler) add(id int, p pending) error {
	n := node{label: p.n.Label, player: terminal, info: -1, parent: p.parent, action: p.action, outcome: -1}
	if len(p.n.Actions) > 0 {
		if p.n.Player < Chance || p.n.Player >= len(c.e.players) {
			return fmt.Errorf("player %d, want %d to %d", p.n.Player, Chance, len(c.e.players)-1)
		}
		n.player = p.n.Player
		info, err := c.join(id, p.n)
		if err != nil {
			return err
		}
		n.info = info
		n.child = make([]int, len(p.n.Actions))
	}
	if p.n.Outcome != nil {
		o, err := c.pay(p.n.Outcome)
		if err != nil {
			return err
		}
		n.outcome = o
	}
	if p.parent >= 0 {
		c.e.node[p.parent].child[p.action] = id
	}
	c.e.node = append(c.e.node, n)
	return nil
}

// pay returns the number of an outcome.
func (c *compiler) pay(o *Outcome) (int, error) {
	if k, ok := c.outcome[o]; ok {
		return k, nil
	}
	if len(o.Payoff) != len(c.e.players) {
		return 0, fmt.Errorf("outcome %q has %d payoffs, want %d", o.Label, len(o.Payoff), len(c.e.players))
	}
	if err := checkFinite(o.Payoff); err != nil {
		return 0, fmt.Errorf("outcome %q: payoff %w", o.Label, err)
	}
	k := len(c.e.outcomes)
	c.e.outcomes = append(c.e.outcomes, Outcome{o.Label, slices.Clone(o.Payoff)})
	c.outcome[o] = k
	return k, nil
}

// join puts node id into its information set and returns its number.
func (c *compiler) join(id int, n *Node) (int, error) {
	key := setKey{n.Player, n.Infoset, -1}
	if n.Infoset == "" {
		key.node = id
	}
	sets := c.e.setsOf(n.Player)
	k, ok := c.sets[key]
	if !ok {
		k = len(*sets)
		c.sets[key] = k
		s := infoset{label: n.Title}
		for _, b := range n.Actions {
			s.actions = append(s.actions, b.Label)
			if n.Player == Chance {
				s.prob = append(s.prob, b.Prob)
			}
		}
		if err := s.checkChance(n.Player); err != nil {
			return 0, err
		}
		*sets = append(*sets, s)
	}
	s := &(*sets)[k]
	if len(s.actions) != len(n.Actions) {
		return 0, fmt.Errorf("%d actions, want the %d of its information set", len(n.Actions), len(s.actions))
	}
	for a, b := range n.Actions {
		if b.Label != s.actions[a] {
			return 0, fmt.Errorf("action %d is %q, want %q of its information set", a+1, b.Label, s.actions[a])
		}
		if n.Player == Chance && !b.Prob.Equal(s.prob[a]) {
			return 0, fmt.Errorf("chance of action %d is %v, want %v of its information set", a+1, b.Prob, s.prob[a])
		}
	}
	s.nodes = append(s.nodes, id)
	return k, nil
}

// checkChance checks the probabilities of a chance information set: none
// negative, and a sum of one, exactly for rationals and to 1e-9 for floats.
func (s *infoset) checkChance(player int) error {
	if player != Chance {
		return nil
	}
	if err := checkFinite(s.prob); err != nil {
		return fmt.Errorf("chance %w", err)
	}
	sum, exact := new(big.Rat), true
	for a, p := range s.prob {
		if p.val < 0 {
			return fmt.Errorf("chance of action %d is %v, want at least 0", a+1, p)
		}
		exact = exact && p.Exact()
		sum.Add(sum, p.Rat())
	}
	off := new(big.Rat).Sub(sum, big.NewRat(1, 1))
	if exact && off.Sign() != 0 || off.Abs(off).Cmp(big.NewRat(1, 1e9)) > 0 {
		return fmt.Errorf("chances sum to %v, want 1", ratFloat(sum))
	}
	return nil
}

package game

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/big"
	"strings"
)

// ParseEFG reads a game in Gambit's extensive format, version 2. All numbers
// are read as exact rationals.
//
// Files of any age are read: labels may be empty or repeated, commas may be
// missing, an information set or outcome may be spelled out again or only
// named after its first mention, and chances that were rounded when the file
// was written (a sum within 1e-3 of one) are rescaled to one, which
// [Extensive.Notes] records. What does not follow the format, including an
// outcome or information set that contradicts its first mention, is a
// [*SyntaxError] with line and column. Games without perfect recall are read;
// methods that need it refuse them.
func ParseEFG(r io.Reader) (*Extensive, error) {
	s, err := newScanner(r)
	if err != nil {
		return nil, err
	}
	return s.parseEFG()
}

// parseEFG reads a game in extensive form.
func (s *scanner) parseEFG() (*Extensive, error) {
	var err error
	p := &efgParser{scanner: s, sets: map[setKey]*efgSet{}, outcome: map[int]*Outcome{}}
	p.tree.Title, p.tree.Players, err = s.header("EFG", "2")
	if err != nil {
		return nil, err
	}
	if p.tree.Comment, err = s.comment(); err != nil {
		return nil, err
	}
	if err := p.nodes(); err != nil {
		return nil, err
	}
	e, err := p.tree.Compile()
	if err != nil {
		return nil, err
	}
	e.notes = p.notes
	return e, nil
}

// efgParser carries the state of ParseEFG.
type efgParser struct {
	*scanner
	tree    Tree
	sets    map[setKey]*efgSet
	outcome map[int]*Outcome
	notes   []string
	slots   int // branches opened so far
}

// maxSlots bounds the branches of a tree in a file, so that a short file that
// names a wide information set again and again cannot fill the memory.
const maxSlots = 1 << 22

// efgSet is what the first mention of an information set said.
type efgSet struct {
	label   string
	actions []string
	prob    []Number
}

// nodes reads the nodes in preorder.
func (p *efgParser) nodes() error {
	var open []*Node // nodes with branches still to fill
	for count := 0; ; count++ {
		if count >= maxNodes {
			return &SizeError{"extensive form", float64(count), maxNodes, "nodes", "simulation"}
		}
		n, err := p.node()
		if err != nil {
			return err
		}
		if count == 0 {
			p.tree.Root = n
		} else {
			top := open[len(open)-1]
			k := 0
			for top.Actions[k].Next != nil {
				k++
			}
			top.Actions[k].Next = n
			if k == len(top.Actions)-1 {
				open = open[:len(open)-1]
			}
		}
		if len(n.Actions) > 0 {
			open = append(open, n)
		}
		if len(open) == 0 {
			break
		}
	}
	if p.next.kind != 'e' {
		return fault(p.next, "found %v after the last node of the tree, want the end of the file", p.next)
	}
	return nil
}

// node reads one node.
func (p *efgParser) node() (*Node, error) {
	t, err := p.take('w', "a node: c, p or t")
	if err != nil {
		return nil, err
	}
	n := &Node{}
	label, err := p.take('"', "the label of the node in quotes")
	if err != nil {
		return nil, err
	}
	n.Label = label.text
	switch t.text {
	case "c":
		n.Player = Chance
		err = p.infoset(n)
	case "p":
		var i int
		if i, _, err = p.integer("the player", 1, len(p.tree.Players)); err == nil {
			n.Player = i - 1
			err = p.infoset(n)
		}
	case "t":
	default:
		return nil, fault(t, "found %v, want a node: c, p or t", t)
	}
	if err != nil {
		return nil, err
	}
	return n, p.pays(n)
}

// infoset reads the number of an information set and, on its first mention,
// its label and actions.
func (p *efgParser) infoset(n *Node) error {
	k, at, err := p.integer("the number of the information set", math.MinInt32, math.MaxInt32)
	if err != nil {
		return err
	}
	n.Infoset = fmt.Sprint(k)
	key := setKey{n.Player, n.Infoset, -1}
	known := p.sets[key]
	var label string
	if p.next.kind == '"' {
		label = p.next.text
		if err := p.advance(); err != nil {
			return err
		}
	}
	switch {
	case p.next.kind == '{':
		s, err := p.actions(n.Player == Chance)
		if err != nil {
			return err
		}
		if known == nil {
			s.label = label
			known, p.sets[key] = s, s
		} else if err := known.agrees(s, at); err != nil {
			return err
		}
	case known == nil:
		return fault(at, "information set %d has no actions at its first mention", k)
	}
	n.Title = known.label
	if p.slots += len(known.actions); p.slots > maxSlots {
		return &SizeError{"extensive form file", float64(p.slots), maxSlots, "branches", "a Tree built in memory"}
	}
	n.Actions = make([]Action, len(known.actions))
	for a := range n.Actions {
		n.Actions[a].Label = known.actions[a]
		if known.prob != nil {
			n.Actions[a].Prob = known.prob[a]
		}
	}
	return nil
}

// agrees checks a second mention of an information set against the first.
func (s *efgSet) agrees(again *efgSet, at token) error {
	if len(s.actions) != len(again.actions) {
		return fault(at, "information set has %d actions, %d at its first mention", len(again.actions), len(s.actions))
	}
	for a := range s.actions {
		if s.actions[a] != again.actions[a] {
			return fault(at, "action %d of the information set is %q, %q at its first mention", a+1, again.actions[a], s.actions[a])
		}
		if s.prob != nil && !s.prob[a].Equal(again.prob[a]) {
			return fault(at, "chance of action %d is %v, %v at its first mention", a+1, again.prob[a], s.prob[a])
		}
	}
	return nil
}

// actions reads { "a" "b" } or, at a chance node, { "a" 1/2 "b" 1/2 }.
func (p *efgParser) actions(chance bool) (*efgSet, error) {
	at := p.next
	if err := p.advance(); err != nil {
		return nil, err
	}
	s := &efgSet{}
	for p.next.kind == '"' {
		s.actions = append(s.actions, p.next.text)
		if err := p.advance(); err != nil {
			return nil, err
		}
		if !chance {
			continue
		}
		if p.next.kind == ',' {
			if err := p.advance(); err != nil {
				return nil, err
			}
		}
		x, err := p.number("the chance of the action")
		if err != nil {
			return nil, err
		}
		if x.val < 0 {
			return nil, fault(at, "chance of action %d is %v, want at least 0", len(s.actions), x)
		}
		s.prob = append(s.prob, x)
	}
	if _, err := p.take('}', "another action or '}'"); err != nil {
		return nil, err
	}
	if len(s.actions) == 0 {
		return nil, fault(at, "information set without actions")
	}
	if chance {
		return s, p.rescale(s, at)
	}
	return s, nil
}

// rescale makes the chances of s sum to one if they miss it by rounding.
func (p *efgParser) rescale(s *efgSet, at token) error {
	sum, one := new(big.Rat), big.NewRat(1, 1)
	for _, x := range s.prob {
		sum.Add(sum, x.Rat())
	}
	off := new(big.Rat).Sub(sum, one)
	switch {
	case off.Sign() == 0:
		return nil
	case off.Abs(off).Cmp(big.NewRat(1, 1000)) > 0:
		return fault(at, "chances sum to %v, want 1", ratFloat(sum))
	}
	for a, x := range s.prob {
		s.prob[a] = Rat(new(big.Rat).Quo(x.Rat(), sum))
	}
	p.notes = append(p.notes, fmt.Sprintf("line %d, column %d: chances summed to %v and were rescaled to 1", at.line, at.col, ratFloat(sum)))
	return nil
}

// pays reads the outcome number of a node and, where given, its label and
// payoffs.
func (p *efgParser) pays(n *Node) error {
	k, at, err := p.integer("the number of the outcome", 0, math.MaxInt32)
	if err != nil {
		return err
	}
	var o Outcome
	if p.next.kind == '"' {
		o.Label = p.next.text
		if err := p.advance(); err != nil {
			return err
		}
	}
	known := p.outcome[k]
	if p.next.kind == '{' {
		if o.Payoff, err = p.payoffs(len(p.tree.Players)); err != nil {
			return err
		}
		if k == 0 {
			return fault(at, "outcome 0 stands for no outcome and has no payoffs")
		}
		if known == nil {
			known = &o
			p.outcome[k] = known
		}
		for i, x := range o.Payoff {
			if !x.Equal(known.Payoff[i]) {
				return fault(at, "outcome %d pays player %d %v, %v at its first mention", k, i+1, x, known.Payoff[i])
			}
		}
	}
	if k > 0 && known == nil {
		return fault(at, "outcome %d has no payoffs at its first mention", k)
	}
	n.Outcome = known
	return nil
}

// WriteEFG writes e in Gambit's extensive format so that [ParseEFG] reads back
// an equal game if its numbers are exact; floats are written as the shortest
// decimal of the same float.
func (e *Extensive) WriteEFG(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "EFG 2 R %s {%s}\n%s\n\n", quote(e.title), quoteAll(e.players), quote(e.comment))
	for id := range e.node {
		n := &e.node[id]
		switch n.player {
		case terminal:
			fmt.Fprintf(b, "t %s", quote(n.label))
		case Chance:
			s := e.set(n)
			fmt.Fprintf(b, "c %s %d %s { %s }", quote(n.label), n.info+1, quote(s.label), s.chances())
		default:
			s := e.set(n)
			fmt.Fprintf(b, "p %s %d %d %s {%s}", quote(n.label), n.player+1, n.info+1, quote(s.label), quoteAll(s.actions))
		}
		if n.outcome < 0 {
			fmt.Fprintln(b, " 0")
			continue
		}
		o := e.outcomes[n.outcome]
		fmt.Fprintf(b, " %d %s { %s }\n", n.outcome+1, quote(o.Label), joinNumbers(o.Payoff, ", "))
	}
	return b.Flush()
}

// chances writes `"a" 1/2 "b" 1/2`.
func (s *infoset) chances() string {
	words := make([]string, 0, 2*len(s.actions))
	for a, label := range s.actions {
		words = append(words, quote(label), s.prob[a].String())
	}
	return strings.Join(words, " ")
}

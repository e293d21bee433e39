package game

import "fmt"

// Kuhn returns Kuhn's poker: three cards, an ante of one, one bet of one. It
// is worth −1/18 to the first player.
//
// Kuhn, H. W. (1950). A simplified two-person poker. Contributions to the
// Theory of Games I, 97–103.
func Kuhn() *Extensive {
	return mustCompile(poker{title: "Kuhn poker", copies: 1, bets: []int64{1}, raises: 1}.tree())
}

// Leduc returns Leduc hold'em: two suits of three cards, an ante of one, a
// round of bets of two, a public card and a round of bets of four, at most two
// raises a round; a pair wins, then the higher card. Suits do not matter and
// are merged, which leaves 288 information sets. It is worth about
// −0.0856064 to the first player.
//
// Southey, F. et al. (2005). Bayes' bluff: opponent modelling in poker. UAI 21,
// 550–558. https://arxiv.org/abs/1207.1411
func Leduc() *Extensive {
	return mustCompile(poker{title: "Leduc poker", copies: 2, bets: []int64{2, 4}, raises: 2}.tree())
}

// mustCompile compiles a tree that this package built itself.
func mustCompile(t Tree) *Extensive {
	e, err := t.Compile()
	if err != nil {
		panic(err)
	}
	return e
}

// poker describes a poker game for two players with cards J, Q and K.
type poker struct {
	title  string
	copies int64   // cards of each rank
	bets   []int64 // size of a bet in each round; a public card falls between rounds
	raises int     // bets and raises allowed in a round
}

// hand is a position of a poker game.
type hand struct {
	card   [2]int
	public int // -1 before the public card
	round  int
	paid   [2]int64
	raised int    // bets and raises in this round
	moves  int    // moves in this round
	log    string // all moves so far
}

// ranks are the names of the cards.
var ranks = [3]string{"J", "Q", "K"}

// tree returns the tree of the game.
func (p poker) tree() Tree {
	root := p.deal([3]int64{p.copies, p.copies, p.copies}, func(first int, left [3]int64) *Node {
		return p.deal(left, func(second int, left [3]int64) *Node {
			return p.play(hand{card: [2]int{first, second}, public: -1, paid: [2]int64{1, 1}})
		})
	})
	return Tree{Title: p.title, Players: []string{"1", "2"}, Root: root}
}

// deal returns a chance node over the ranks of the cards left.
func (p poker) deal(left [3]int64, next func(card int, left [3]int64) *Node) *Node {
	total := left[0] + left[1] + left[2]
	n := &Node{Player: Chance}
	for r, count := range left {
		if count == 0 {
			continue
		}
		rest := left
		rest[r]--
		n.Actions = append(n.Actions, Action{ranks[r], Frac(count, total), next(r, rest)})
	}
	return n
}

// play returns the node at which a hand stands.
func (p poker) play(h hand) *Node {
	i := h.moves % 2
	key := ranks[h.card[i]] + "|" + h.log
	if h.public >= 0 {
		key = ranks[h.card[i]] + ranks[h.public] + "|" + h.log
	}
	n := &Node{Player: i, Infoset: key, Title: key}
	if h.paid[i] < h.paid[1-i] {
		n.Actions = append(n.Actions, Action{Label: "fold", Next: p.fold(h, i)})
	}
	n.Actions = append(n.Actions, Action{Label: "call", Next: p.call(h, i)})
	if h.raised < p.raises {
		up := h
		up.paid[i] = h.paid[1-i] + p.bets[h.round]
		up.raised++
		up.moves++
		up.log += "r"
		n.Actions = append(n.Actions, Action{Label: "raise", Next: p.play(up)})
	}
	return n
}

// fold returns the end at which player i gives up.
func (p poker) fold(h hand, i int) *Node {
	lost := h.paid[i]
	if i == 0 {
		lost = -lost
	}
	return win(lost)
}

// win returns an end at which the first player gets x from the second.
func win(x int64) *Node {
	return &Node{Outcome: &Outcome{fmt.Sprint(x), Ints(x, -x)}}
}

// call returns the node after player i has called or checked: the other's move
// after a first check, else the next round or the showdown.
func (p poker) call(h hand, i int) *Node {
	h.paid[i] = h.paid[1-i]
	h.moves++
	h.log += "c"
	switch {
	case h.moves == 1:
		return p.play(h)
	case h.round+1 == len(p.bets):
		return p.show(h)
	}
	left := [3]int64{p.copies, p.copies, p.copies}
	left[h.card[0]]--
	left[h.card[1]]--
	return p.deal(left, func(public int, _ [3]int64) *Node {
		next := h
		next.public, next.round, next.moves, next.raised = public, h.round+1, 0, 0
		next.log += "/"
		return p.play(next)
	})
}

// show returns the showdown.
func (p poker) show(h hand) *Node {
	strength := func(i int) int {
		if h.card[i] == h.public {
			return 10
		}
		return h.card[i]
	}
	switch a, b := strength(0), strength(1); {
	case a > b:
		return win(h.paid[1])
	case a < b:
		return win(-h.paid[0])
	}
	return win(0)
}

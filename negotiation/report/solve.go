package report

import (
	"bufio"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"

	"github.com/parleylab/parley/negotiation/game"
)

// Solved is a game with what was found out about it.
type Solved struct {
	// Extensive is the game if it was given as a tree, else nil.
	Extensive *game.Extensive
	// Normal is the game if it was given as a table, else the reduced normal
	// form of Extensive; nil if that is too large.
	Normal *game.Normal
	Method string // as it was asked for
	// Strict and Weak are what iterated dominance leaves of Normal; nil where it
	// was not computed.
	Strict, Weak *game.Elimination
	Equilibria   []Found
	// Complete reports that there are no equilibria but those listed and, if
	// Spanned, mixtures of them: the game is degenerate and the list holds the
	// extreme ones.
	Complete, Spanned bool
	Mediated          *game.Mediated // nil unless a mediated solution was asked for
	Branch            *game.Branch   // nil unless quantal responses were asked for
	// Notes say what was not done and why, one sentence each.
	Notes []string
}

// Found is one equilibrium: of the table, or of the tree.
type Found struct {
	By     []string                   // methods that found it, in the order in which they ran
	Normal *game.Equilibrium          // nil if Tree is not
	Tree   *game.BehaviourEquilibrium // nil if Normal is not
	// Perfect reports that the equilibrium is known to be subgame perfect.
	Perfect bool
	// Rationality is nil where it was not checked: in tables, and for profiles
	// that are equilibria up to an error only.
	Rationality *game.Rationality
}

// Payoff returns the expected payoff of every player, in utility units.
func (f Found) Payoff() []float64 {
	if f.Tree != nil {
		return f.Tree.Payoff
	}
	return f.Normal.Payoff
}

// Certificate returns the evidence that it is an equilibrium.
func (f Found) Certificate() game.Certificate {
	if f.Tree != nil {
		return f.Tree.Certificate
	}
	return f.Normal.Certificate
}

// sequential reports whether the equilibrium was shown to be sequential.
func (f Found) sequential() bool {
	return f.Rationality != nil && f.Rationality.Verdict == game.Sequential
}

// mostShown is how many equilibria, and steps of an elimination, a text lists.
const mostShown = 48

// SolveText writes a solved game for people: what game it is, which strategies are
// dominated, the equilibria with payoffs and certificates, which of them rest on
// incredible threats, and which are sequential.
func SolveText(w io.Writer, s Solved) error {
	b := bufio.NewWriter(w)
	s.title(b)
	s.dominance(b)
	switch {
	case s.Mediated != nil:
		s.mediated(b)
	case s.Branch != nil:
		s.branch(b)
	case s.Method != "dominance":
		s.list(b)
		s.summary(b)
	}
	if len(s.Notes) > 0 {
		fmt.Fprintln(b)
	}
	for _, n := range s.Notes {
		fmt.Fprintln(b, wrap("note: "+n, 88))
	}
	return b.Flush()
}

// title prints title, comment, players and size.
func (s Solved) title(b io.Writer) {
	name, comment := "", ""
	if e := s.Extensive; e != nil {
		name, comment = e.Title(), e.Comment()
	} else {
		name, comment = s.Normal.Title(), s.Normal.Comment()
	}
	if name == "" {
		name = "game without a title"
	}
	fmt.Fprintln(b, name)
	if comment != "" {
		fmt.Fprintln(b, wrap(comment, 88))
	}
	fmt.Fprintf(b, "players: %s\n%s\n", strings.Join(s.players(), ", "), wrap(s.size(), 88))
	if s.Extensive != nil {
		for _, n := range s.Extensive.Notes() {
			fmt.Fprintln(b, wrap("as read: "+n, 88))
		}
	}
}

// size says how large the game is and of what kind.
func (s Solved) size() string {
	e := s.Extensive
	if e == nil {
		return fmt.Sprintf("normal form: %s strategies, %d profiles, %s", s.shape(), s.Normal.Profiles(), exactly(s.Normal.Exact()))
	}
	var sets []string
	for i := range e.Players() {
		sets = append(sets, fmt.Sprint(e.Infosets(i)))
	}
	kind := "imperfect information"
	if e.PerfectInformation() {
		kind = "perfect information"
	}
	recall := "perfect recall"
	if e.PerfectRecall() != nil {
		recall = "imperfect recall"
	}
	text := fmt.Sprintf("extensive form: %d nodes, %s information sets, %d %s, %s, %s, %s", e.Nodes(),
		strings.Join(sets, " + "), len(e.Subgames()), plural(len(e.Subgames()), "subgame"), kind, recall, exactly(e.Exact()))
	if s.Normal != nil {
		text += fmt.Sprintf("; reduced normal form: %s strategies", s.shape())
	}
	return text
}

func exactly(exact bool) string {
	if exact {
		return "exact numbers"
	}
	return "floating point numbers"
}

// shape prints the numbers of strategies: "2 x 16".
func (s Solved) shape() string {
	var out []string
	for _, n := range s.Normal.Sizes() {
		out = append(out, fmt.Sprint(n))
	}
	return strings.Join(out, " x ")
}

// players names the players, by number where the file does not.
func (s Solved) players() []string {
	var out []string
	if s.Extensive != nil {
		out = s.Extensive.Players()
	} else {
		out = s.Normal.Players()
	}
	return named(out, "player")
}

// named gives names to those that have none or share one: what and number.
func named(list []string, what string) []string {
	out := slices.Clone(list)
	count := map[string]int{}
	for _, n := range list {
		count[n]++
	}
	for i, n := range list {
		switch {
		case n == "":
			out[i] = strings.TrimSpace(fmt.Sprintf("%s %d", what, i+1))
		case count[n] > 1:
			out[i] = fmt.Sprintf("%s (%d)", n, i+1)
		}
	}
	return out
}

// infosets names the information sets of a player.
func (s Solved) infosets(i int) []string {
	var labels []string
	for h := range s.Extensive.Infosets(i) {
		labels = append(labels, s.Extensive.Infoset(i, h))
	}
	return named(labels, "set")
}

// dominance prints what iterated dominance removes.
func (s Solved) dominance(b io.Writer) {
	if s.Strict == nil {
		return
	}
	where := ""
	if s.Extensive != nil {
		where = ", in the reduced normal form (a strategy is its actions, set by set, counted from 1)"
	}
	fmt.Fprintf(b, "\ndominance, iterated%s\n", where)
	s.removals(b, "strict", s.Strict)
	s.removals(b, "weak", s.Weak)
}

// removals prints one elimination.
func (s Solved) removals(b io.Writer, kind string, e *game.Elimination) {
	if len(e.Removed) == 0 {
		fmt.Fprintf(b, "  %s: no strategy is dominated\n", kind)
		return
	}
	var left []string
	for i, kept := range e.Kept {
		left = append(left, fmt.Sprintf("%s %d of %d", s.players()[i], len(kept), s.Normal.Sizes()[i]))
	}
	order := ""
	if e.OrderMatters {
		order = "; another order would leave others"
	}
	fmt.Fprintf(b, "  %s: leaves %s%s\n", kind, strings.Join(left, ", "), order)
	for k, r := range e.Removed {
		if k == mostShown/4 {
			fmt.Fprintf(b, "    and %d more\n", len(e.Removed)-k)
			return
		}
		names := named(s.Normal.Strategies(r.Player), "")
		fmt.Fprintf(b, "    round %d: %s drops %s for %s\n", r.Round, s.players()[r.Player], names[r.Strategy], mixture(names, r.By, legible))
	}
}

// mixture prints an exact mixed strategy: "A", or "1/2 A + 1/2 B", with numbers as
// write puts them.
func mixture(names []string, p []*big.Rat, write func(*big.Rat) string) string {
	var parts []string
	for k, x := range p {
		switch {
		case x == nil || x.Sign() == 0:
		case x.IsInt():
			parts = append(parts, names[k])
		default:
			parts = append(parts, write(x)+" "+names[k])
		}
	}
	return strings.Join(parts, " + ")
}

// legible prints a fraction, or the decimal near it if that is shorter to read.
func legible(x *big.Rat) string {
	if text := x.RatString(); len(text) <= 13 {
		return text
	}
	f, _ := x.Float64()
	return fmt.Sprintf("%.6g", f)
}

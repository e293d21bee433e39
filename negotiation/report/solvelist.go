package report

import (
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"

	"github.com/parleylab/parley/negotiation/game"
)

// list prints the equilibria.
func (s Solved) list(b io.Writer) {
	all := "there may be others"
	if s.Complete {
		all = "all of them"
		if s.Spanned {
			all = "all extreme ones"
		}
	}
	fmt.Fprintf(b, "\nNash equilibria by method %s: %d, %s\n", s.Method, len(s.Equilibria), all)
	for n, f := range s.Equilibria {
		if n == mostShown {
			fmt.Fprintf(b, "\nand %d more\n", len(s.Equilibria)-n)
			return
		}
		fmt.Fprintf(b, "\n%d. %s\n", n+1, headline(f))
		s.play(b, f)
		s.evidence(b, f)
	}
}

// headline says what kind of equilibrium it is.
func headline(f Found) string {
	r := f.Rationality
	switch {
	case r == nil && f.Certificate().MaxRegret() > nearNash:
		return "approximate equilibrium"
	case r == nil && f.Perfect:
		return "subgame perfect equilibrium"
	case r == nil:
		return "Nash equilibrium"
	}
	switch r.Verdict {
	case game.Sequential:
		return "sequential equilibrium"
	case game.Incredible:
		return "Nash equilibrium that RESTS ON AN INCREDIBLE THREAT"
	case game.Undecided:
		return "Nash equilibrium, not shown to be sequential: no consistent beliefs were found"
	default:
		return "NOT an equilibrium within the tolerance"
	}
}

// nearNash is the largest regret of a profile that is told as an equilibrium, in
// utility units; every exact answer and every polished one is far below.
const nearNash = 1e-6

// play prints who does what.
func (s Solved) play(b io.Writer, f Found) {
	for i, player := range s.players() {
		text := ""
		if f.Normal != nil {
			text = probabilities(named(s.Normal.Strategies(i), ""), f.Normal.Profile[i], exactRow(f.Normal.Exact, i))
		} else {
			text = s.behaviour(f.Tree, i)
		}
		if text == "" {
			text = "never moves"
		}
		fmt.Fprintln(b, wrap("   "+player+": "+text, 88))
	}
}

// behaviour prints a player's action at each of his information sets.
func (s Solved) behaviour(e *game.BehaviourEquilibrium, i int) string {
	var parts []string
	for h, set := range s.infosets(i) {
		var exact []*big.Rat
		if e.Exact != nil {
			exact = e.Exact[i][h]
		}
		if e := s.Extensive; e.Infosets(i) == 1 && (e.Infoset(i, h) == "" || set == s.players()[i]) {
			set = "" // the player's name says it
		}
		if set != "" {
			set += ": "
		}
		parts = append(parts, set+probabilities(named(s.Extensive.Actions(i, h), ""), e.Profile[i][h], exact))
	}
	return strings.Join(parts, "; ")
}

func exactRow(p game.ExactMixed, i int) []*big.Rat {
	if p == nil {
		return nil
	}
	return p[i]
}

// probabilities prints a mixed strategy, as fractions where they are known and short.
func probabilities(names []string, p []float64, exact []*big.Rat) string {
	if exact != nil {
		return mixture(names, exact, legible)
	}
	var parts []string
	for k, x := range p {
		if x > 1-1e-12 {
			return names[k]
		}
		if x > 1e-9 {
			parts = append(parts, fmt.Sprintf("%.6g %s", x, names[k]))
		}
	}
	return strings.Join(parts, " + ")
}

// evidence prints payoffs, certificate, threats and who found it.
func (s Solved) evidence(b io.Writer, f Found) {
	fmt.Fprintf(b, "   payoffs: %s\n", s.payoffs(f.Payoff()))
	fmt.Fprintf(b, "   certificate: %s; found by %s\n", certified(f.Certificate()), strings.Join(f.By, ", "))
	if f.Rationality == nil || f.Rationality.Verdict != game.Incredible {
		return
	}
	for _, t := range f.Rationality.Threats {
		actions := named(s.Extensive.Actions(t.Player, t.Infoset), "")
		fmt.Fprintln(b, wrap(fmt.Sprintf("   threat: %s at %s says %s, but would gain at least %.6g by %s, whatever %s believes",
			s.players()[t.Player], s.place(t.Player, t.Infoset), actions[t.Action], t.Gain, actions[t.Better], s.players()[t.Player]), 88))
	}
}

// place names an information set in a sentence.
func (s Solved) place(i, h int) string {
	if s.Extensive.Infoset(i, h) == "" {
		return fmt.Sprintf("information set %d", h+1)
	}
	return "information set " + s.infosets(i)[h]
}

func (s Solved) payoffs(p []float64) string {
	var out []string
	for i, x := range p {
		out = append(out, fmt.Sprintf("%s %.6g", s.players()[i], x))
	}
	return strings.Join(out, ", ")
}

// certified prints a certificate in words.
func certified(c game.Certificate) string {
	if c.Exact {
		return fmt.Sprintf("largest regret %.3g, in exact rationals", c.MaxRegret())
	}
	text := fmt.Sprintf("largest regret %.1e", c.MaxRegret())
	if c.Residual > 0 {
		text += fmt.Sprintf(", residual %.1e", c.Residual)
	}
	return text
}

// summary names the equilibria that survive, by number.
func (s Solved) summary(b io.Writer) {
	checked := func(f Found) bool { return f.Perfect || f.Rationality != nil }
	if !slices.ContainsFunc(s.Equilibria, checked) {
		return
	}
	count := func(label string, is func(f Found) bool) {
		var list []string
		for n, f := range s.Equilibria {
			if is(f) {
				list = append(list, fmt.Sprint(n+1))
			}
		}
		if len(list) == 0 {
			list = []string{"none of those found"}
		}
		fmt.Fprintln(b, wrap(label+strings.Join(list, ", "), 88))
	}
	verdict := func(v game.Verdict) func(Found) bool {
		return func(f Found) bool { return f.Rationality != nil && f.Rationality.Verdict == v }
	}
	fmt.Fprintln(b)
	count("subgame perfect: ", func(f Found) bool { return f.Perfect || f.sequential() })
	count("sequential: ", Found.sequential)
	count("resting on an incredible threat: ", verdict(game.Incredible))
}

// mediated prints a distribution over profiles.
func (s Solved) mediated(b io.Writer) {
	m := s.Mediated
	fmt.Fprintf(b, "\nequilibrium by method %s with the largest sum of payoffs, %.6g\n", s.Method, m.Value)
	t := table(b)
	var names [][]string
	for i := range s.Normal.Sizes() {
		names = append(names, named(s.Normal.Strategies(i), ""))
	}
	for c, x := range m.Probability {
		if x <= 1e-9 {
			continue
		}
		var profile []string
		for _, list := range names {
			profile = append(profile, list[c%len(list)])
			c /= len(list)
		}
		fmt.Fprintf(t, "   %.6g\t%s\n", x, strings.Join(profile, ", "))
	}
	t.Flush()
	fmt.Fprintf(b, "   payoffs: %s\n   certificate: %s\n", s.payoffs(m.Payoff), certified(m.Certificate))
}

// lambdas are the precisions at which a branch is printed.
var lambdas = []float64{0.5, 1, 2, 5, 10, 100}

// branch prints the principal branch of quantal responses.
func (s Solved) branch(b io.Writer) {
	r := s.Branch
	end := r.Points[len(r.Points)-1]
	fmt.Fprintf(b, "\nlogit quantal responses, principal branch: %d points up to precision %.6g; it turns %d %s and meets %d other %s\n",
		len(r.Points), end.Lambda, len(r.Turns), plural(len(r.Turns), "time"), len(r.Crosses), branches(len(r.Crosses)))
	t := table(b)
	fmt.Fprintln(t, "precision\tkind\tregret\tresidual\tprobabilities")
	point := func(kind string, q game.Quantal) {
		fmt.Fprintf(t, "%.6g\t%s\t%.1e\t%.1e\t%s\n", q.Lambda, kind, q.Certificate.MaxRegret(), q.Certificate.Residual, places(q.Probability))
	}
	for _, l := range lambdas {
		for _, q := range r.At(l) {
			point("point", q)
		}
	}
	for _, q := range r.Turns {
		point(q.Kind, q.Quantal)
	}
	for _, q := range r.Crosses {
		point(q.Kind, q.Quantal)
	}
	point("end", end)
	t.Flush()
}

func branches(n int) string {
	if n == 1 {
		return "branch"
	}
	return "branches"
}

// places prints probabilities to four places, in the order of players, sets and
// actions.
func places(p []float64) string {
	var out []string
	for _, x := range p {
		out = append(out, fmt.Sprintf("%.4f", x))
	}
	return strings.Join(out, " ")
}

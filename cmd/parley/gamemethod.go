package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/parleylab/parley/negotiation/game"
	"github.com/parleylab/parley/negotiation/report"
)

// form says what a method works on.
type form int

const (
	byEither form = iota
	byTable       // a tree's reduced normal form too
	byTree        // trees only
)

// method is one value of --method.
type method struct {
	name, about string
	form        form
	run         func(t *task) error
}

// methods lists the methods in the order of the help.
var methods []method

func init() { // not in the declaration, since auto looks the others up
	methods = []method{
		{"auto", "all that fit: what was found by whom is told", byEither, (*task).auto},
		{"pure", "all equilibria in pure strategies", byTable, (*task).pure},
		{"extreme", "all extreme equilibria, two players", byTable, (*task).extreme},
		{"lemke-howson", "those on paths from the artificial one, two players", byTable, (*task).lemkeHowson},
		{"supports", "all equilibria support by support, any players", byTable, (*task).supports},
		{"homotopy", "one equilibrium by a logit path, any players", byTable, (*task).homotopy},
		{"sequence", "one by the sequence form, trees, two players", byTree, (*task).sequence},
		{"zero-sum", "the value, trees, two players, constant sum", byTree, (*task).zeroSum},
		{"subgame-perfect", "by backward induction over subgames, trees", byTree, (*task).subgamePerfect},
		{"sequential", "of what auto finds, those shown to be sequential, trees", byTree, (*task).sequential},
		{"logit", "quantal responses; by agents in trees", byEither, (*task).logit},
		{"correlated", "the correlated equilibrium of largest welfare", byTable, (*task).correlated},
		{"coarse", "the coarse correlated equilibrium of largest welfare", byTable, (*task).coarse},
		{"cfr", "regret minimisation (CFR+), trees", byTree, (*task).cfr},
		{"dominance", "iterated dominance only, whatever the size", byTable, (*task).dominance},
	}
}

// methodNames lists the names of the methods.
func methodNames() []string {
	var out []string
	for _, m := range methods {
		out = append(out, m.name)
	}
	return out
}

// methodHelp explains --method.
func methodHelp() string {
	var b strings.Builder
	b.WriteString("--method is one of\n")
	for _, m := range methods {
		fmt.Fprintf(&b, "  %-16s %s\n", m.name, m.about)
	}
	return strings.TrimRight(b.String(), "\n")
}

// task is a game on its way to being solved.
type task struct {
	ctx     context.Context
	s       report.Solved
	reduced *game.Reduced // of a tree, nil if it is large and the method can do without
	by      string        // method that is at work
}

// solve solves a game by a method.
func solve(ctx context.Context, g game.Parsed, how string) (report.Solved, error) {
	t := &task{ctx: ctx, s: report.Solved{Extensive: g.Extensive, Normal: g.Normal, Method: how}, by: how}
	if err := ctx.Err(); err != nil {
		return t.s, err
	}
	for _, m := range methods {
		if m.name != how {
			continue
		}
		if err := t.prepare(m); err != nil {
			return t.s, err
		}
		if err := m.run(t); err != nil {
			return t.s, err
		}
	}
	if how != "dominance" {
		if err := t.smallDominance(); err != nil {
			return t.s, err
		}
	}
	return t.s, t.check()
}

// prepare reduces a tree to its normal form, where the method needs that or the
// tree is so small that its dominated strategies will be told. It reports a
// method that works on another form than the game has.
func (t *task) prepare(m method) error {
	if m.form == byTree && t.s.Extensive == nil {
		return fmt.Errorf("--method %s is for games in extensive form and this one is in normal form, "+
			"want auto, pure, extreme, lemke-howson, supports, homotopy, logit or correlated", m.name)
	}
	if t.s.Extensive == nil || m.form != byTable && t.plans() > mostDominance {
		return nil
	}
	var err error
	if t.reduced, err = t.s.Extensive.Reduce(t.ctx); err != nil {
		return err
	}
	t.s.Normal = t.reduced.Normal
	return nil
}

// plans bounds from above the number of profiles of a tree's reduced normal form.
func (t *task) plans() float64 {
	n, e := 1.0, t.s.Extensive
	for i := range e.Players() {
		for h := range e.Infosets(i) {
			n *= float64(len(e.Actions(i, h)))
		}
	}
	return n
}

// mostDominance is the largest game, in profiles and in strategies, whose
// dominated strategies are listed unasked: each costs a linear program.
const mostDominance, mostStrategies = 1 << 10, 24

// smallDominance finds what is dominated, if the game is small enough.
func (t *task) smallDominance() error {
	n, total := t.s.Normal, 0
	if n != nil {
		for _, k := range n.Sizes() {
			total += k
		}
		if n.Profiles() <= mostDominance && total <= mostStrategies {
			return t.dominance()
		}
	}
	t.note("dominance was not computed, since the game is large; --method dominance does it")
	return nil
}

// dominance eliminates strictly and weakly dominated strategies.
func (t *task) dominance() error {
	var err error
	if t.s.Strict, err = game.Eliminate(t.ctx, t.s.Normal, game.Strict); err != nil {
		return err
	}
	t.s.Weak, err = game.Eliminate(t.ctx, t.s.Normal, game.Weak)
	return err
}

// note adds a note once.
func (t *task) note(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	for _, n := range t.s.Notes {
		if n == text {
			return
		}
	}
	t.s.Notes = append(t.s.Notes, text)
}

// add takes in an equilibrium, or a further finder of one that is there.
func (t *task) add(f report.Found) {
	for i := range t.s.Equilibria {
		if old := &t.s.Equilibria[i]; same(*old, f) {
			old.By = append(old.By, t.by)
			old.Perfect = old.Perfect || f.Perfect
			return
		}
	}
	f.By = []string{t.by}
	t.s.Equilibria = append(t.s.Equilibria, f)
}

// same reports whether two equilibria are one, up to rounding.
func same(f, g report.Found) bool {
	a, b := flat(f), flat(g)
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if math.Abs(a[k]-b[k]) > 1e-9 {
			return false
		}
	}
	return true
}

func flat(f report.Found) []float64 {
	if f.Tree != nil {
		return f.Tree.Profile.Flat()
	}
	return f.Normal.Profile.Flat()
}

// check tests every equilibrium of a tree for incredible threats.
func (t *task) check() error {
	if t.s.Extensive == nil {
		return nil
	}
	for i := range t.s.Equilibria {
		f := &t.s.Equilibria[i]
		if f.Tree == nil || f.Rationality != nil {
			continue
		}
		r := f.Certificate().MaxRegret()
		if r > nearNash {
			t.note("equilibrium %d is approximate and was not checked for threats", i+1)
			continue
		}
		var err error
		if f.Rationality, err = game.CheckRationality(t.ctx, t.s.Extensive, f.Tree.Profile, max(1e-9, 2*r)); err != nil {
			return err
		}
	}
	return nil
}

// nearNash is the largest regret of a profile that is checked for threats, in
// utility units.
const nearNash = 1e-6

// part runs one method of several. It reports whether the method was left out,
// and notes why, since the game is too large for it.
func (t *task) part(name string, run func(*task) error) (left bool, err error) {
	t.by = name
	err = run(t)
	if size := (*game.SizeError)(nil); errors.As(err, &size) {
		t.note("%s was left out: %s", name, inFlags(err))
		return true, nil
	}
	return false, err
}

// auto runs all methods that fit the game.
func (t *task) auto() error {
	if t.s.Extensive == nil {
		return t.autoTable()
	}
	if err := t.s.Extensive.PerfectRecall(); err != nil {
		return err
	}
	left, err := t.part("pure", (*task).pure)
	if err != nil {
		return err
	}
	if len(t.s.Extensive.Players()) == 2 {
		if _, err := t.part("sequence", (*task).sequence); err != nil {
			return err
		}
	}
	_, err = t.part("subgame-perfect", (*task).subgamePerfect)
	if !left {
		all := "supports"
		if len(t.s.Extensive.Players()) == 2 {
			all = "extreme"
		}
		t.note("auto lists pure equilibria and those of backward induction; --method %s looks for all", all)
	}
	return err
}

// autoTable runs the method that finds all equilibria of a table, or else pure
// ones and one more.
func (t *task) autoTable() error {
	all, one := method{name: "supports", run: (*task).supports}, method{name: "homotopy", run: (*task).homotopy}
	if len(t.s.Normal.Sizes()) == 2 {
		all, one = method{name: "extreme", run: (*task).extreme}, method{name: "lemke-howson", run: (*task).onePath}
	}
	if left, err := t.part(all.name, all.run); err != nil || !left {
		return err
	}
	if _, err := t.part("pure", (*task).pure); err != nil {
		return err
	}
	_, err := t.part(one.name, one.run)
	return err
}

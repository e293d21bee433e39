package main

import (
	"slices"

	"github.com/parleylab/parley/negotiation/game"
	"github.com/parleylab/parley/negotiation/report"
)

// The methods of a task each run one solver and take in what it finds.

// table takes in equilibria of the table; those of a tree's reduced form are
// turned into behaviour, unless somebody forgets what he did.
func (t *task) table(list []game.Equilibrium) error {
	for i := range list {
		e := &list[i]
		if t.reduced == nil || t.s.Extensive.PerfectRecall() != nil {
			t.add(report.Found{Normal: e})
			continue
		}
		b, err := t.behaviour(e)
		if err != nil {
			return err
		}
		t.add(report.Found{Tree: b})
	}
	if t.reduced != nil && t.s.Extensive.PerfectRecall() != nil {
		t.note("without perfect recall the strategies are plans chosen in advance, as in the reduced normal form")
	}
	return nil
}

// behaviour turns an equilibrium of the reduced form into one of the tree, whose
// certificate is computed on the tree.
func (t *task) behaviour(e *game.Equilibrium) (*game.BehaviourEquilibrium, error) {
	var b game.BehaviourEquilibrium
	if e.Exact != nil {
		p, err := t.reduced.ExactBehaviour(e.Exact)
		if err != nil {
			return nil, err
		}
		b, err = t.s.Extensive.CertifyExact(p)
		return &b, err
	}
	p, err := t.reduced.Behaviour(e.Profile)
	if err != nil {
		return nil, err
	}
	b, err = t.s.Extensive.Certify(p)
	return &b, err
}

func (t *task) pure() error {
	if t.s.Extensive == nil || t.s.Extensive.PerfectRecall() != nil {
		list, err := game.Pure(t.ctx, t.s.Normal)
		if err != nil {
			return err
		}
		return t.table(list)
	}
	list, err := game.PureBehaviour(t.ctx, t.s.Extensive)
	t.tree(list, false)
	return err
}

// tree takes in equilibria of the tree.
func (t *task) tree(list []game.BehaviourEquilibrium, perfect bool) {
	for i := range list {
		t.add(report.Found{Tree: &list[i], Perfect: perfect})
	}
}

func (t *task) extreme() error {
	r, err := game.Extreme(t.ctx, t.s.Normal)
	if err != nil {
		return err
	}
	t.s.Complete, t.s.Spanned = true, r.Degenerate
	if r.Degenerate {
		t.note("the game is degenerate: its equilibria form %d convex sets, spanned by the extreme ones", len(r.Components))
	}
	return t.table(r.Extreme)
}

func (t *task) lemkeHowson() error {
	list, err := game.Accessible(t.ctx, t.s.Normal)
	if err != nil {
		return err
	}
	return t.table(list)
}

// onePath follows a single path, for games that are too large for all of them.
func (t *task) onePath() error {
	e, err := game.LemkeHowson(t.ctx, t.s.Normal, 0)
	if err != nil {
		return err
	}
	return t.table([]game.Equilibrium{e})
}

func (t *task) supports() error {
	r, err := game.Supports(t.ctx, t.s.Normal)
	if err != nil {
		return err
	}
	t.s.Complete = r.Complete
	if !r.Complete {
		t.note("%d supports have equilibria that are not isolated, or nearly so; others may be missing", r.Open)
	}
	return t.table(r.Equilibria)
}

func (t *task) homotopy() error {
	e, err := game.Homotopy(t.ctx, t.s.Normal)
	if err != nil {
		return err
	}
	return t.table([]game.Equilibrium{e})
}

func (t *task) sequence() error {
	e, err := game.Sequence(t.ctx, t.s.Extensive)
	if err != nil {
		return err
	}
	t.tree([]game.BehaviourEquilibrium{e}, false)
	return nil
}

func (t *task) zeroSum() error {
	r, err := game.ZeroSum(t.ctx, t.s.Extensive)
	if err != nil {
		return err
	}
	t.tree([]game.BehaviourEquilibrium{r.BehaviourEquilibrium}, false)
	if r.ExactValue != nil {
		t.note("the value to the first player is exactly %s", r.ExactValue.RatString())
	} else {
		t.note("the value to the first player is %.9g", r.Value)
	}
	return nil
}

func (t *task) subgamePerfect() error {
	r, err := game.SubgamePerfect(t.ctx, t.s.Extensive)
	if err != nil {
		return err
	}
	t.tree(r.Equilibria, true)
	if !r.Complete {
		t.note("a subgame was too large to find all its equilibria; one was taken")
	}
	return nil
}

// sequential keeps of what auto finds the equilibria that are sequential.
func (t *task) sequential() error {
	if err := t.auto(); err != nil {
		return err
	}
	if err := t.check(); err != nil {
		return err
	}
	n := len(t.s.Equilibria)
	t.s.Equilibria = slices.DeleteFunc(t.s.Equilibria, func(f report.Found) bool {
		return f.Rationality == nil || f.Rationality.Verdict != game.Sequential
	})
	t.note("%d of the %d equilibria found were shown to be sequential", len(t.s.Equilibria), n)
	return nil
}

// logit traces the principal branch of quantal responses.
func (t *task) logit() error {
	var l *game.Logit
	if t.s.Extensive == nil {
		l = game.NormalLogit(t.s.Normal)
	} else {
		var err error
		if l, err = game.AgentLogit(t.s.Extensive); err != nil {
			return err
		}
	}
	b, err := l.Trace(t.ctx, game.Tracing{})
	if err != nil {
		return err
	}
	if !b.Complete {
		t.note("the branch was not followed to its end")
	}
	if len(b.Crosses) > 0 {
		t.note("other branches cross this one; they were not followed")
	}
	t.s.Branch = b
	return nil
}

func (t *task) correlated() error { return t.mediate(game.CorrelatedEquilibrium) }

func (t *task) coarse() error { return t.mediate(game.CoarseCorrelated) }

func (t *task) mediate(kind game.Mediation) error {
	var err error
	t.s.Mediated, err = game.Correlated(t.ctx, t.s.Normal, kind, game.Goal{})
	return err
}

// cfr plays the tree against itself. Outside two-player games of constant sum the
// averages need not be near an equilibrium, which the certificate shows.
func (t *task) cfr() error {
	r, err := game.CFR(t.ctx, t.s.Extensive, game.Minimisation{})
	if err != nil {
		return err
	}
	t.tree([]game.BehaviourEquilibrium{r.BehaviourEquilibrium}, false)
	t.note("%d iterations; the sum of all regrets is %.3g", r.Iterations, r.NashConv)
	t.note("the averages approach equilibria of games of two players and constant sum only; elsewhere trust nothing but the regret")
	return nil
}

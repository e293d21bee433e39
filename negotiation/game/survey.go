package game

import (
	"cmp"
	"context"
	"errors"
	"slices"
)

// Surveyed is one equilibrium of a tree with what was found out about it.
type Surveyed struct {
	BehaviourEquilibrium
	Methods     []string     // the methods that returned it, in the order in which they ran
	Rationality *Rationality // whether it is sequential or rests on an incredible threat
}

// Survey is what the methods for trees return together.
type Survey struct {
	// Equilibria holds every equilibrium once: sequential ones first, then
	// undecided ones, then those that rest on an incredible threat, and in
	// each class the order in which they were found.
	Equilibria []Surveyed
	// Skipped says why methods were left out, one error each.
	Skipped []error
}

// SurveyTree runs [PureBehaviour], [SubgamePerfect] and, for two players,
// [Sequence] on a tree and checks every equilibrium with [CheckRationality].
// Only if none of them returns anything it takes the limit of [AgentLogit].
// Methods that are not made for e, by its size or players, are listed as
// skipped; any other error is returned. It needs perfect recall.
func SurveyTree(ctx context.Context, e *Extensive) (*Survey, error) {
	if err := e.PerfectRecall(); err != nil {
		return nil, err
	}
	s := &Survey{}
	pure, err := PureBehaviour(ctx, e)
	if err := s.take("pure strategies", pure, err); err != nil {
		return nil, err
	}
	perfect, err := SubgamePerfect(ctx, e)
	if err != nil {
		perfect = &Perfect{}
	}
	if err := s.take("subgame perfection", perfect.Equilibria, err); err != nil {
		return nil, err
	}
	q, err := Sequence(ctx, e)
	if err := s.take("complementary pivoting on the sequence form", []BehaviourEquilibrium{q}, err); err != nil {
		return nil, err
	}
	if len(s.Equilibria) == 0 {
		if err := s.takeLimit(ctx, e); err != nil {
			return nil, err
		}
	}
	return s, s.judge(ctx, e)
}

// take adds what a method returned.
func (s *Survey) take(method string, found []BehaviourEquilibrium, err error) error {
	var size *SizeError
	if errors.As(err, &size) || errors.Is(err, ErrPlayers) {
		s.Skipped = append(s.Skipped, err)
		return nil
	}
	if err != nil {
		return err
	}
	for _, q := range found {
		k := slices.IndexFunc(s.Equilibria, func(old Surveyed) bool {
			return slices.Equal(old.Profile.Flat(), q.Profile.Flat())
		})
		if k < 0 {
			k = len(s.Equilibria)
			s.Equilibria = append(s.Equilibria, Surveyed{BehaviourEquilibrium: q})
		}
		if !slices.Contains(s.Equilibria[k].Methods, method) {
			s.Equilibria[k].Methods = append(s.Equilibria[k].Methods, method)
		}
	}
	return nil
}

// takeLimit adds the limit of the agent logit branch.
func (s *Survey) takeLimit(ctx context.Context, e *Extensive) error {
	l, err := AgentLogit(e)
	if err != nil {
		return err
	}
	b, err := l.Trace(ctx, Tracing{MaxLambda: 1e9, MaxRegret: surveyTolerance * e.spread()})
	if err != nil {
		return err
	}
	p, err := e.Behaviour(b.Points[len(b.Points)-1].Probability)
	if err != nil {
		return err
	}
	q, err := e.Certify(p)
	q.Certificate.Method = "limit of the agent logit branch"
	return s.take(q.Certificate.Method, []BehaviourEquilibrium{q}, err)
}

// surveyTolerance is the gain, as a share of the spread of payoffs, that
// counts as none.
const surveyTolerance = 1e-7

// spread returns the largest difference between two payoffs of one player, and
// one if there is none.
func (e *Extensive) spread() float64 {
	widest := 0.0
	for i := range e.players {
		paid := e.paid(i)
		var ends []float64
		for id := range e.node {
			if e.node[id].player == terminal {
				ends = append(ends, paid[id])
			}
		}
		widest = max(widest, slices.Max(ends)-slices.Min(ends))
	}
	if widest == 0 {
		return 1
	}
	return widest
}

// judge checks every equilibrium and sorts them by verdict.
func (s *Survey) judge(ctx context.Context, e *Extensive) error {
	tolerance := surveyTolerance * e.spread()
	for k := range s.Equilibria {
		r, err := CheckRationality(ctx, e, s.Equilibria[k].Profile, tolerance)
		if err != nil {
			return err
		}
		s.Equilibria[k].Rationality = r
	}
	class := map[Verdict]int{Sequential: 0, Undecided: 1, Incredible: 2, NotNash: 3}
	slices.SortStableFunc(s.Equilibria, func(a, b Surveyed) int {
		return cmp.Compare(class[a.Rationality.Verdict], class[b.Rationality.Verdict])
	})
	return nil
}

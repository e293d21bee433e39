package game

import (
	"context"
	"errors"
	"fmt"
	"math/big"
)

// Anchor is a published or independently computed result that this package
// must reproduce.
type Anchor struct {
	ID        string // stable name, for example "chicken.ce.max"
	Statement string // what is claimed
	Source    string // where it comes from
	Want      []float64
	Tolerance float64 // largest accepted distance of any entry
	Relative  bool    // Tolerance is a share of the wanted value, not a distance
	Compute   func(ctx context.Context) ([]float64, error)
}

const (
	sourceAumann = "Aumann 1974, J. Math. Econ. 1, 67-96; Aumann 1987, Econometrica 55, 1-18"
	sourceQRE    = "McKelvey and Palfrey 1995, GEB 10, 6-38; Turocy 2005, GEB 51, 243-263"
	sourceAQRE   = "McKelvey and Palfrey 1998, Exp. Econ. 1, 9-41; 1992, Econometrica 60, 803-836"
)

// Anchors returns the anchors about games in a fixed order. The slice is
// fresh.
func Anchors() []Anchor {
	out := mediationAnchors()
	out = append(out, quantalAnchors()...)
	out = append(out, commitmentAnchors()...)
	out = append(out, treeAnchors()...)
	for k := range out {
		if out[k].Tolerance == 0 {
			out[k].Tolerance = 1e-9
		}
	}
	return out
}

// mediationAnchors are about Nash and correlated equilibria of chicken.
func mediationAnchors() []Anchor {
	total := func(kind Mediation, weight float64) func(context.Context) ([]float64, error) {
		return func(ctx context.Context) ([]float64, error) {
			m, err := Correlated(ctx, chicken(), kind, Goal{Weight: []float64{weight, weight}})
			if err != nil {
				return nil, err
			}
			return []float64{m.Payoff[0] + m.Payoff[1]}, nil
		}
	}
	return []Anchor{
		{ID: "chicken.mixed", Statement: "Chicken (6,6)(2,7)(7,2)(0,0): P(yield) is 2/3 and the payoff 14/3 in the mixed equilibrium",
			Source: "Nash 1951; " + sourceAumann, Want: []float64{2.0 / 3, 14.0 / 3}, Compute: chickenMixed},
		{ID: "chicken.ce.classic", Statement: "the device (1/3,1/3,1/3,0) is a correlated equilibrium and pays 5 each",
			Source: sourceAumann, Want: []float64{5}, Compute: chickenDevice},
		{ID: "chicken.ce.max", Statement: "the welfare-maximal correlated equilibrium is (1/2,1/4,1/4,0), total 21/2",
			Source: sourceAumann, Want: []float64{0.5, 0.25, 0.25, 0, 10.5}, Compute: chickenBest},
		{ID: "chicken.cce.max", Statement: "the welfare-maximal coarse correlated equilibrium has total 21/2",
			Source: "Moulin and Vial 1978; Aumann 1974", Want: []float64{10.5}, Compute: total(CoarseCorrelated, 1)},
		{ID: "chicken.ce.min", Statement: "the welfare-minimal correlated equilibrium has total 36/5",
			Source: sourceAumann, Want: []float64{7.2}, Compute: total(CorrelatedEquilibrium, -1)},
	}
}

// chickenMixed returns P(yield) and the payoff of the mixed equilibrium.
func chickenMixed(ctx context.Context) ([]float64, error) {
	all, err := Extreme(ctx, chicken())
	if err != nil {
		return nil, err
	}
	for _, q := range all.Extreme {
		if x := q.Profile[0][0]; x > 0 && x < 1 {
			return []float64{x, q.Payoff[0]}, nil
		}
	}
	return nil, errors.New("game: chicken has no mixed equilibrium")
}

// chickenDevice returns the payoff of Aumann's device, which must be obeyed.
func chickenDevice(context.Context) ([]float64, error) {
	payoff, cert := chicken().CertifyMediated([]float64{1.0 / 3, 1.0 / 3, 1.0 / 3, 0}, CorrelatedEquilibrium)
	if !cert.Holds(1e-12) {
		return nil, fmt.Errorf("game: device is not obeyed: %v", cert)
	}
	return payoff[:1], nil
}

// chickenBest returns the best correlated equilibrium and its total.
func chickenBest(ctx context.Context) ([]float64, error) {
	m, err := Correlated(ctx, chicken(), CorrelatedEquilibrium, Goal{})
	if err != nil {
		return nil, err
	}
	return append(m.Probability, m.Value), nil
}

// quantalAnchors are about quantal response.
func quantalAnchors() []Anchor {
	out := []Anchor{}
	add := func(id, statement string, g *Normal, index []int, rows map[string][]float64, order ...string) {
		for _, lambda := range order {
			out = append(out, Anchor{ID: id + "." + lambda, Statement: statement + ", lambda " + lambda, Source: sourceQRE,
				Want: rows[lambda], Compute: quantalAt(NormalLogit(g), lambda, index)})
		}
	}
	add("qre.ochs9", "asymmetric matching pennies (9,0)(0,1)(0,1)(1,0): logit P(Up), P(Left)", ochs(), []int{0, 2}, map[string][]float64{
		"0.5": {0.8306705913418174, 0.41807746690621367}, "1": {0.8935763305539739, 0.31278037502953326},
		"2": {0.8607543943410346, 0.19107849431747428}, "5": {0.7019842367983299, 0.11713529134628281}}, "0.5", "1", "2", "5")
	add("qre.chicken", "symmetric logit branch of Chicken, P(yield)", chicken(), []int{0}, map[string][]float64{
		"0.5": {0.5453635729681854}, "1": {0.5711507532829996}, "2": {0.5994623991323194}, "5": {0.6309217803630022}}, "0.5", "1", "2", "5")
	out = append(out, Anchor{ID: "qre.chicken.bifurcation", Statement: "pitchfork of the symmetric branch of Chicken: lambda, P(yield)", Source: sourceQRE,
		Want: []float64{1.3721835494181633, 0.5841318849888107}, Compute: pitchfork(chicken())})
	l, err := AgentLogit(centipede())
	if err != nil {
		panic(err)
	}
	for _, row := range []struct {
		lambda string
		want   []float64
	}{
		{"0.5", []float64{0.29625657492731744, 0.2779802855735908, 0.46488364935626575, 0.8320183851339245}},
		{"1", []float64{0.23619296552951877, 0.37629874417130627, 0.7615768235579715, 0.9608342772032357}},
		{"2", []float64{0.37284630679085295, 0.7587508037114838, 0.9594117942144679, 0.9983411989198255}},
		{"5", []float64{0.8514361040179494, 0.9818471868312385, 0.9996646477568695, 0.9999998874648379}},
	} {
		out = append(out, Anchor{ID: "aqre.centipede4." + row.lambda, Statement: "agent quantal response of the four-move centipede, P(take) at moves 1 to 4, lambda " + row.lambda,
			Source: sourceAQRE, Want: row.want, Compute: quantalAt(l, row.lambda, []int{0, 4, 2, 6})})
	}
	return append(out,
		Anchor{ID: "qre.bos.bifurcation", Statement: "pitchfork of the symmetric branch of the battle of the sexes (3,2)/(2,3): lambda, P(own favourite)", Source: sourceQRE,
			Want: []float64{0.8081359848060204, 0.5501686998289075}, Compute: pitchfork(battleOfSexes())},
		Anchor{ID: "qre.bos.1", Statement: "symmetric logit branch of the battle of the sexes, P(own favourite), lambda 1", Source: sourceQRE,
			Want: []float64{0.5554537501930773}, Compute: quantalAt(NormalLogit(battleOfSexes()), "1", []int{0})})
}

// quantalAt returns the entries index of the first point of the principal
// branch at λ.
func quantalAt(l *Logit, lambda string, index []int) func(context.Context) ([]float64, error) {
	return func(ctx context.Context) ([]float64, error) {
		x, err := ParseNumber(lambda)
		if err != nil {
			return nil, err
		}
		b, err := l.Trace(ctx, Tracing{MaxLambda: x.Float64() + 0.1})
		if err != nil {
			return nil, err
		}
		at := b.At(x.Float64())
		if len(at) == 0 {
			return nil, fmt.Errorf("%w: no point at lambda %s", ErrNumeric, lambda)
		}
		out := make([]float64, len(index))
		for k, i := range index {
			out[k] = at[0].Probability[i]
		}
		return out, nil
	}
}

// pitchfork returns λ and the first probability at the first bifurcation.
func pitchfork(g *Normal) func(context.Context) ([]float64, error) {
	return func(ctx context.Context) ([]float64, error) {
		b, err := NormalLogit(g).Trace(ctx, Tracing{MaxLambda: 3})
		if err != nil {
			return nil, err
		}
		if len(b.Crosses) == 0 {
			return nil, fmt.Errorf("%w: no bifurcation found", ErrNumeric)
		}
		return []float64{b.Crosses[0].Lambda, b.Crosses[0].Probability[0]}, nil
	}
}

// commitmentAnchors are about commitment and evolution.
func commitmentAnchors() []Anchor {
	source := "Conitzer and Sandholm 2006, EC, 82-90"
	commit := func(a, b [][]float64) func(context.Context) ([]float64, error) {
		return func(ctx context.Context) ([]float64, error) {
			g, err := Bimatrix(a, b)
			if err != nil {
				return nil, err
			}
			c, err := Commit(ctx, g, 0)
			if err != nil {
				return nil, err
			}
			return c.Payoff[:1], nil
		}
	}
	han := [][]float64{{0.875, 0.75, 0, 2.75, 0.75}, {1, 1, -1, -1, -1}, {0, 2, 0, 0, 0}, {-2, 2, 0, 0, 0}, {1, 2, 0, 0, 0}}
	return []Anchor{
		{ID: "stackelberg.0", Statement: "optimal mixed commitment, A=[2 4; 1 3], B=[1 0; 0 1]", Source: source, Want: []float64{3.5},
			Compute: commit([][]float64{{2, 4}, {1, 3}}, [][]float64{{1, 0}, {0, 1}})},
		{ID: "stackelberg.1", Statement: "optimal mixed commitment, A=[2 0 0; 1 0 0], B=[0 2 5; 0 -1 -4]", Source: source, Want: []float64{4.0 / 3},
			Compute: commit([][]float64{{2, 0, 0}, {1, 0, 0}}, [][]float64{{0, 2, 5}, {0, -1, -4}})},
		{ID: "stackelberg.2", Statement: "optimal mixed commitment, A=[3 9; 9 1], B=[0 0; 1 8]", Source: source, Want: []float64{9},
			Compute: commit([][]float64{{3, 9}, {9, 1}}, [][]float64{{0, 0}, {1, 8}})},
		{ID: "alpharank.han2013", Statement: "alpha-rank of five commitment strategies, population 20, alpha 0.1",
			Source: "Han, Pereira and Lenaerts 2013; Omidshafiei et al. 2019, Sci. Rep. 9, 9937", Tolerance: 1e-4,
			Want: []float64{0.40966787, 0.07959841, 0.20506998, 0.08505983, 0.2206039},
			Compute: func(ctx context.Context) ([]float64, error) {
				r, err := AlphaRankSymmetric(ctx, han, Selection{Alpha: 0.1, Population: 20})
				if err != nil {
					return nil, err
				}
				return r.Mass, nil
			}},
	}
}

// treeAnchors are about games in extensive form.
func treeAnchors() []Anchor {
	poker := func(build func() *Extensive) func(context.Context) ([]float64, error) {
		return func(ctx context.Context) ([]float64, error) {
			e := build()
			s, err := ZeroSum(ctx, e)
			if err != nil {
				return nil, err
			}
			conv, err := e.NashConv(e.Uniform())
			return []float64{s.Value, conv}, err
		}
	}
	return []Anchor{
		{ID: "kuhn.value", Statement: "Kuhn poker is worth -1/18; NashConv of uniform play is 11/12", Source: "Kuhn 1950",
			Want: []float64{-1.0 / 18, 11.0 / 12}, Compute: poker(Kuhn)},
		{ID: "leduc.value", Statement: "Leduc poker is worth -0.085606424078; NashConv of uniform play is 4.7472222", Source: "Southey et al. 2005; Lanctot et al. 2017",
			Want: []float64{-0.085606424078, 4.747222222222222}, Tolerance: 1e-6, Compute: poker(Leduc)},
		{ID: "openspiel.bargaining.discount", Statement: "four offers of nothing, then acceptance, discount 0.9: the last proposer gets 10*0.9^3", Source: "Lewis et al. 2017; OpenSpiel bargaining",
			Want: []float64{7.29}, Compute: lateDeal},
		{ID: "crisis_fearon.file", Statement: "crisis bargaining, sequential equilibrium: P(war), payoffs of challenger and defender", Source: "after Fearon 1995, Int. Org. 49, 379-414",
			Want: []float64{0.5, 0.575, 0.275}, Compute: crisisOutcome},
		{ID: "ultimatum.spe.discrete", Statement: "pie 4, whole offers: subgame perfect offers are 0 (accepted when indifferent) and 1", Source: "Güth, Schmittberger and Schwarze 1982, JEBO 3, 367-388",
			Want: []float64{0, 1}, Compute: ultimatumOffers},
	}
}

// lateDeal returns the payoff of the last of four proposers who keep the pool.
func lateDeal(context.Context) ([]float64, error) {
	d := Deal{Pool: [3]int{1, 2, 3}, Value: [2][3]int{{8, 1, 0}, {4, 0, 2}}}
	splits := d.Splits()
	u := d.Settle(splits[0], 4, 0.9) // the second side keeps everything
	return u[1:], nil
}

// crisisOutcome returns the probability of war and the payoffs in the subgame
// perfect equilibrium, which must be sequential.
func crisisOutcome(ctx context.Context) ([]float64, error) {
	e := crisis()
	s, err := SubgamePerfect(ctx, e)
	if err != nil {
		return nil, err
	}
	if len(s.Equilibria) != 1 {
		return nil, fmt.Errorf("game: %d subgame perfect equilibria, want 1", len(s.Equilibria))
	}
	q := s.Equilibria[0]
	r, err := CheckRationality(ctx, e, q.Profile, 1e-9)
	if err != nil {
		return nil, err
	}
	if r.Verdict != Sequential {
		return nil, fmt.Errorf("game: equilibrium is %v", r.Verdict)
	}
	_, reach := exactPayoffs(e, q.Exact)
	war := new(big.Rat)
	for id := range e.node {
		if p := e.node[id].parent; e.node[id].player == terminal && e.set(&e.node[p]).actions[e.node[id].action] == "Fight" {
			war.Add(war, reach[id])
		}
	}
	return append([]float64{ratFloat(war)}, q.Payoff...), nil
}

// ultimatumOffers returns the offers of the subgame perfect equilibria.
func ultimatumOffers(ctx context.Context) ([]float64, error) {
	s, err := SubgamePerfect(ctx, ultimatum(4))
	if err != nil {
		return nil, err
	}
	var out []float64
	for _, q := range s.Equilibria {
		for k, x := range q.Profile[0][0] {
			if x == 1 {
				out = append(out, float64(k))
			}
		}
	}
	return out, nil
}

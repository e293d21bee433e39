package validate

import (
	"context"
	"math"

	"github.com/parleylab/parley/negotiation/solution"
)

// axioms returns the anchors about solution concepts on payoff sets.
func axioms() map[string]computation {
	all := map[string]computation{}
	add := func(id string, c solution.Concept, p solution.Problem, read func(solution.Point) []float64) {
		all[id] = computation{run: func(context.Context) ([]float64, error) {
			pt, err := c.Solve(p)
			if err != nil {
				return nil, err
			}
			return read(pt), nil
		}}
	}
	first := func(pt solution.Point) []float64 { return pt.Payoff[:1] }
	at := func(pt solution.Point) []float64 { return []float64{pt.At} }
	linear := solution.Problem{Set: pie(1, 1), Disagreement: []float64{0.2, 0.1}}
	add("nbs.linear", solution.Nash{}, linear, first)
	add("nbs.asymmetric", solution.Nash{Weights: []float64{0.7, 0.3}}, linear, first)
	add("nbs.power.one", solution.Nash{}, solution.Problem{Set: powers(0.5, 1)}, at)
	add("nbs.power.two", solution.Nash{}, solution.Problem{Set: powers(0.5, 0.8)}, at)
	add("nbs.cara", solution.Nash{}, solution.Problem{Set: cara(2)}, at)
	// War is won with probability 0.6 at costs of 0.2 and 0.1.
	add("nbs.war", solution.Nash{}, solution.Problem{Set: pie(1, 1), Disagreement: []float64{0.6 - 0.2, 0.4 - 0.1}}, first)
	add("nbs.three.weighted", solution.Nash{Weights: []float64{0.5, 0.3, 0.2}},
		solution.Problem{Set: pie(1, 1, 1), Disagreement: []float64{0.1, 0.2, 0}}, payoff)
	add("ks.three", solution.KalaiSmorodinsky{}, solution.Problem{Set: pie(1, 2, 3)}, payoff)
	add("logroll.package", solution.Nash{}, solution.Problem{Set: solution.Mixtures{{0, 0.7, 0.3, 1}, {1, 0.6, 0.4, 0}}}, payoff)
	five := [][]float64{{10, 9, 7, 4, 0}, {0, 3, 6, 8, 10}}
	add("finite.nbs", solution.Nash{}, solution.Problem{Set: solution.Outcomes(five)}, payoff)
	add("finite.lotteries", solution.KalaiSmorodinsky{}, solution.Problem{Set: solution.Mixtures(five)}, payoff)
	for family, c := range frontierConcepts {
		add(family+".parabola", c, solution.Problem{Set: parabola}, payoff)
		add(family+".parabola.d", c, solution.Problem{Set: parabola, Disagreement: []float64{0.1, 0.2}}, payoff)
		add(family+".line2", c, solution.Problem{Set: line2}, payoff)
	}
	all["aw.two"] = computation{run: awTwo}
	all["aw.camp_david"] = computation{run: awCampDavid}
	return all
}

func payoff(pt solution.Point) []float64 { return pt.Payoff }

// frontierConcepts are the concepts tried on smooth frontiers, by the first part
// of their anchors' names.
var frontierConcepts = map[string]solution.Concept{
	"nbs":             solution.Nash{},
	"ks":              solution.KalaiSmorodinsky{},
	"egalitarian":     solution.Egalitarian{},
	"utilitarian":     solution.Utilitarian{},
	"perles_maschler": solution.PerlesMaschler{},
	"equal_area":      solution.EqualArea{},
	"raiffa.discrete": solution.Raiffa{},
	"equal_loss":      solution.EqualLoss{},
}

// pie returns all divisions of a pie of which party i values the whole at a[i].
func pie(a ...float64) solution.Mixtures {
	m := make(solution.Mixtures, len(a))
	for i := range m {
		m[i] = make([]float64, len(a))
		m[i][i] = a[i]
	}
	return m
}

// parabola is the frontier u2 = 1 - u1², line2 the frontier u2 = 2(1 - u1).
var (
	parabola = solution.Curve{
		X: func(t float64) float64 { return t }, Y: func(t float64) float64 { return 1 - t*t }, Hi: 1}
	line2 = solution.Curve{
		X: func(t float64) float64 { return t }, Y: func(t float64) float64 { return 2 * (1 - t) }, Hi: 1}
)

// powers is a pie shared between utilities x^a and x^b.
func powers(a, b float64) solution.Curve {
	return solution.Curve{
		X:  func(t float64) float64 { return math.Pow(t, a) },
		Y:  func(t float64) float64 { return math.Pow(1-t, b) },
		Hi: 1,
	}
}

// cara is a pie shared between utilities 1 - e^(-rx) and x.
func cara(r float64) solution.Curve {
	return solution.Curve{
		X:  func(t float64) float64 { return -math.Expm1(-r * t) },
		Y:  func(t float64) float64 { return 1 - t },
		Hi: 1,
	}
}

// awTwo divides two items by adjusted winner.
func awTwo(context.Context) ([]float64, error) {
	w, err := solution.AdjustedWinner([2][]float64{{70, 30}, {40, 60}})
	if err != nil {
		return nil, err
	}
	return []float64{1 - w.Share[w.Split], w.Payoff[0]}, nil
}

// awCampDavid divides the issues of Camp David: Sinai, recognition, West Bank and
// Gaza, linkage, Palestinian rights, Jerusalem.
func awCampDavid(context.Context) ([]float64, error) {
	israel, egypt := []float64{35, 10, 20, 10, 5, 20}, []float64{55, 5, 10, 5, 20, 5}
	w, err := solution.AdjustedWinner([2][]float64{israel, egypt})
	if err != nil {
		return nil, err
	}
	return []float64{w.Payoff[0], w.Payoff[1], w.Share[w.Split]}, nil
}

package solution

import "slices"

// KalaiSmorodinsky picks the point at which every party gets the same share of
// its ideal gain, the largest there is: the maximin reading,
//
//	max min_i (u_i − d_i) / (a_i − d_i),   a_i = max { u_i : u in the set, u ≥ d }.
//
// This is the point where the line from disagreement d to the ideal point a
// leaves the set. On Outcomes that line meets no outcome in general; the outcome
// with the largest smallest share is picked, ties by the second smallest share
// and so on, then the lowest outcome, so that the pick is Pareto optimal. The
// other published reading is KalaiSmorodinskySpread.
//
// On Mixtures of three or more parties the line may leave the set at a point
// that is only weakly efficient or only attainable by throwing payoff away;
// Payoff is the point on the line, Mix a lottery that gives at least that. A
// party that cannot gain (a_i = d_i) is left out on Outcomes.
//
// The solution is symmetric, scale invariant and individually monotone.
//
// Kalai, E., Smorodinsky, M. (1975). Other solutions to Nash's bargaining problem.
// Econometrica 43(3), 513–518. https://doi.org/10.2307/1914280
//
// Imai, H. (1983). Individual monotonicity and lexicographic maxmin solution.
// Econometrica 51(2), 389–401. https://doi.org/10.2307/1911997
type KalaiSmorodinsky struct {
	// Ideal replaces the ideal point a, one entry per party, at least
	// disagreement: for instance the best payoffs over all outcomes, whether
	// acceptable to the others or not. Nil means a as defined above.
	Ideal []float64
}

// Egalitarian picks the point with the largest equal gain over disagreement,
//
//	max min_i (u_i − d_i).
//
// On Outcomes ties are broken by the second smallest gain and so on, then by the
// lowest outcome. On Mixtures and a Curve, Payoff is d + t for the largest
// feasible t under free disposal, and Mix gives at least that; Leximin goes on
// from there. The solution is monotone: nobody loses when the set grows. It is
// not scale invariant.
//
// Kalai, E. (1977). Proportional solutions to bargaining situations: interpersonal
// utility comparisons. Econometrica 45(7), 1623–1630. https://doi.org/10.2307/1913954
type Egalitarian struct{}

// Proportional picks the point with the largest gains in the proportions of the
// weights: max min_i (u_i − d_i)/w_i. In all else it is like Egalitarian.
//
// Kalai, E. (1977). Proportional solutions to bargaining situations: interpersonal
// utility comparisons. Econometrica 45(7), 1623–1630. https://doi.org/10.2307/1913954
type Proportional struct {
	// Weights are positive, one per party; only ratios matter. Nil means equal.
	Weights []float64
}

// Leximin picks the point whose gains over disagreement, sorted upwards, are
// lexicographically largest: the worst-off party first, then the second
// worst-off, and so on. It is Pareto optimal on every set. On Outcomes ties go
// to the lowest outcome, and the pick equals that of Egalitarian; on convex sets
// the solution is unique and continues where Egalitarian stops.
//
// Chun, Y., Peters, H. (1989). Lexicographic monotone path solutions.
// OR Spektrum 11, 43–47.
type Leximin struct{}

// EqualLoss picks the point at which every party falls short of its ideal payoff
// by the same amount, the least there is:
//
//	min max_i (a_i − u_i),   a_i = max { u_i : u in the set, u ≥ d },
//
// among points that no party likes less than disagreement (the rational version,
// which differs from Chun's only where his point would fall below d). On
// Outcomes ties are broken by the second largest loss and so on, then by the
// lowest outcome. On Mixtures of three or more parties Payoff is a − t for the
// least feasible t under free disposal, raised to d where it would fall below,
// and Mix gives at least that.
//
// Chun, Y. (1988). The equal-loss principle for bargaining problems. Economics
// Letters 26(2), 103–106.
type EqualLoss struct{}

// Solve implements Concept.
func (c KalaiSmorodinsky) Solve(p Problem) (Point, error) {
	if err := checkIdeal(p, c.Ideal); err != nil {
		return Point{}, err
	}
	return maximin(p, func(d, a []float64) ray {
		if c.Ideal != nil {
			a = c.Ideal
		}
		return ray{d, diff(a, d)}
	})
}

// checkIdeal checks a problem and an ideal point that may be nil.
func checkIdeal(p Problem, a []float64) error {
	if err := p.Check(); err != nil || a == nil {
		return err
	}
	d := p.disagreement()
	var f faults
	if len(a) != len(d) {
		f.addf("ideal point has %d entries, want %d, one per party", len(a), len(d))
		return f.err()
	}
	for i, x := range a {
		if f.number(x, "ideal payoff of party %d", i); x < d[i] {
			f.addf("ideal payoff of party %d is %v, want at least its disagreement %v", i, x, d[i])
		}
	}
	return f.err()
}

// Solve implements Concept.
func (Egalitarian) Solve(p Problem) (Point, error) {
	return Proportional{}.Solve(p)
}

// Solve implements Concept.
func (c Proportional) Solve(p Problem) (Point, error) {
	if err := p.Check(); err != nil {
		return Point{}, err
	}
	w, err := weights(c.Weights, p.Set.Parties())
	if err != nil {
		return Point{}, err
	}
	return maximin(p, func(d, a []float64) ray { return ray{d, w} })
}

// Solve implements Concept.
func (Leximin) Solve(p Problem) (Point, error) {
	pt, err := Egalitarian{}.Solve(p)
	if err != nil {
		return Point{}, err
	}
	switch s := p.Set.(type) {
	case Outcomes:
		return pt, nil
	case Mixtures:
		if s.Parties() != 2 {
			return leximinHull(s, p.disagreement())
		}
	}
	// With two parties only the end of the frontier can lie above equal gains.
	if pt.Mix != nil {
		pt.Payoff = mixPayoff(p.Set.(Mixtures), pt.Mix)
		return pt, nil
	}
	x, y := p.Set.(Curve).xy(pt.At)
	pt.Payoff = []float64{x, y}
	return pt, nil
}

// Solve implements Concept.
func (EqualLoss) Solve(p Problem) (Point, error) {
	return maximin(p, func(d, a []float64) ray {
		one := make([]float64, len(a))
		for i := range one {
			one[i] = 1
		}
		return ray{a, one}
	})
}

// A ray is the line base + t·unit; a concept picks its last feasible point.
type ray struct{ base, unit []float64 }

func (r ray) at(t float64) []float64 {
	u := make([]float64, len(r.base))
	for i := range u {
		u[i] = r.base[i] + float64(t*r.unit[i])
	}
	return u
}

func diff(a, b []float64) []float64 {
	c := make([]float64, len(a))
	for i := range c {
		c[i] = a[i] - b[i]
	}
	return c
}

// maximin picks max min_i (u_i − base_i)/unit_i, where rule makes the ray from
// the disagreement and the ideal point.
func maximin(p Problem, rule func(d, a []float64) ray) (Point, error) {
	if err := p.Check(); err != nil {
		return Point{}, err
	}
	d := p.disagreement()
	if s, ok := p.Set.(Outcomes); ok {
		list := acceptable(s, d)
		if len(list) == 0 {
			return Point{}, ErrNoZone
		}
		return pure(s, maximinFinite(s, rule(d, ideal(s, list)), list)), nil
	}
	if fr, err := planar(p); fr != nil || err != nil {
		if err != nil {
			return Point{}, err
		}
		return maximinPlanar(fr, d, rule), nil
	}
	return maximinHull(p.Set.(Mixtures), d, rule)
}

// maximinFinite returns the first outcome of the list whose shares along the ray,
// sorted upwards, are lexicographically largest. Parties whose unit is zero are
// left out.
func maximinFinite(u [][]float64, r ray, list []int) int {
	best := -1
	top := make([]float64, 0, len(u))
	cur := make([]float64, 0, len(u))
	for _, o := range list {
		cur = cur[:0]
		for i, unit := range r.unit {
			if unit > 0 {
				cur = append(cur, (u[i][o]-r.base[i])/unit)
			}
		}
		slices.Sort(cur)
		if best < 0 || slices.Compare(cur, top) > 0 {
			best = o
			top, cur = cur, top
		}
	}
	return best
}

// maximinPlanar finds where the ray crosses a two-party frontier. Where the ray
// passes beside the frontier it stops at the level of the frontier's end, and
// the rest is thrown away.
func maximinPlanar(fr frontier, d []float64, rule func(d, a []float64) ray) Point {
	lo, hi := fr.span()
	_, top := fr.at(lo)
	right, _ := fr.at(hi)
	r := rule(d, []float64{right, top})
	gap := func(x, y float64) float64 {
		return float64((y-r.base[1])*r.unit[0]) - float64((x-r.base[0])*r.unit[1])
	}
	s := fr.cross(gap)
	pt := fr.point(s)
	x, y := pt.Payoff[0], pt.Payoff[1]
	switch {
	case s == lo && gap(x, y) < 0:
		pt.Payoff[0] = r.base[0] + float64((y-r.base[1])*r.unit[0])/r.unit[1]
	case s == hi && gap(x, y) > 0:
		pt.Payoff[1] = r.base[1] + float64((x-r.base[0])*r.unit[1])/r.unit[0]
	}
	return pt
}

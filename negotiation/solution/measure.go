package solution

import "math"

// Distance returns the Euclidean distance between two payoff vectors of equal
// length. It panics if the lengths differ.
func Distance(a, b []float64) float64 {
	if len(a) != len(b) {
		panic("solution: payoff vectors of different length")
	}
	sum := 0.0
	for i := range a {
		sum += float64((a[i] - b[i]) * (a[i] - b[i]))
	}
	return math.Sqrt(sum)
}

// nearest returns the smallest distance of u to the points.
func nearest(points [][]float64, u []float64) float64 {
	least := math.Inf(1)
	for _, q := range points {
		least = min(least, Distance(q, u))
	}
	return least
}

// FrontierDistance returns the Euclidean distance from a payoff vector to the
// nearest point of the individually rational Pareto frontier: its outcomes on
// Outcomes, its segments on Mixtures of two parties. On other sets it returns
// ErrUnsupported, and ErrNoZone if nothing is acceptable to all. It panics if u has
// not one entry per party.
func FrontierDistance(p Problem, u []float64) (float64, error) {
	if err := p.Check(); err != nil {
		return 0, err
	}
	if s, ok := p.Set.(Outcomes); ok {
		least := math.Inf(1)
		for _, o := range mustPareto(s) {
			if accepts(s, p.disagreement(), o) {
				least = min(least, Distance(column(s, o), u))
			}
		}
		if math.IsInf(least, 1) {
			return 0, ErrNoZone
		}
		return least, nil
	}
	fr, err := planar(p)
	if err != nil {
		return 0, err
	}
	c, ok := fr.(*chain)
	if !ok {
		return 0, unsupported("FrontierDistance", p.Set, "Outcomes, or Mixtures of 2 parties")
	}
	return c.distance(u), nil
}

// distance returns the distance of u to the segments of the chain.
func (c *chain) distance(u []float64) float64 {
	least := math.Inf(1)
	var a []float64
	for k, s := range c.knots() {
		x, y := c.at(s)
		b := []float64{x, y}
		least = min(least, Distance(b, u))
		if k > 0 {
			step := []float64{b[0] - a[0], b[1] - a[1]}
			f := (float64((u[0]-a[0])*step[0]) + float64((u[1]-a[1])*step[1])) / (float64(step[0]*step[0]) + float64(step[1]*step[1]))
			f = clamp(f, 0, 1)
			least = min(least, Distance([]float64{a[0] + float64(f*step[0]), a[1] + float64(f*step[1])}, u))
		}
		a = b
	}
	return least
}

// Opposition returns how far the parties are from all getting what they want:
//
//	min √ Σ_i (1 − u_i/b_i)²   over outcomes acceptable to all,
//
// where b_i is the best payoff of party i over all outcomes. It is 0 if one
// outcome is best for everybody and 1 if two parties can only divide what cannot
// be shared. It is defined on Outcomes whose best payoffs are positive, and is
// meant for payoffs normalised to [0, 1]. It returns ErrNoZone if no outcome is
// acceptable to all.
func Opposition(p Problem) (float64, error) {
	if err := p.Check(); err != nil {
		return 0, err
	}
	s, ok := p.Set.(Outcomes)
	if !ok {
		return 0, unsupported("Opposition", p.Set, "Outcomes")
	}
	all := make([]int, len(s[0]))
	for o := range all {
		all[o] = o
	}
	best := ideal(s, all)
	var f faults
	for i, b := range best {
		if b <= 0 {
			f.addf("best payoff of party %d is %v, want it positive", i, b)
		}
	}
	if err := f.err(); err != nil {
		return 0, err
	}
	least := math.Inf(1)
	for _, o := range acceptable(s, p.disagreement()) {
		sum := 0.0
		for i, b := range best {
			short := 1 - s[i][o]/b
			sum += float64(short * short)
		}
		least = min(least, sum)
	}
	if math.IsInf(least, 1) {
		return 0, ErrNoZone
	}
	return math.Sqrt(least), nil
}

// A Gauge says how near a payoff is to a standard.
type Gauge struct {
	// Distance is the Euclidean distance to the standard.
	Distance float64
	// Optimality is 1 at the standard and 0 at the outcome farthest from it:
	// max(0, 1 − Distance/largest distance of an outcome). It is 1 everywhere
	// where all outcomes meet the standard.
	Optimality float64
}

// An Assessment says how good an agreement is.
type Assessment struct {
	Pareto           Gauge // to the nearest acceptable Pareto optimal outcome
	Nash             Gauge
	KalaiSmorodinsky Gauge // the maximin reading
	Egalitarian      Gauge
	Utilitarian      Gauge

	// Welfare is the sum of payoffs, and Efficiency the sum of gains over
	// disagreement as a fraction of the largest such sum among acceptable
	// outcomes (0 if that is 0).
	Welfare, Efficiency float64

	// Fairness is the largest of the optimalities of Nash, Kalai-Smorodinsky
	// and Egalitarian: nearness to some notion of fairness.
	Fairness float64
}

// A Yardstick measures payoffs against the standards of one problem. It may be
// shared; Assess does not allocate.
type Yardstick struct {
	d       []float64
	targets [5][][]float64
	far     [5]float64
	gain    float64
}

// NewYardstick computes the standards of a problem on Outcomes. It returns
// ErrNoZone if no outcome is acceptable to all. It takes O(m·f) for m outcomes and
// f frontier points.
func NewYardstick(p Problem) (*Yardstick, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	s, ok := p.Set.(Outcomes)
	if !ok {
		return nil, unsupported("Yardstick", p.Set, "Outcomes")
	}
	y := &Yardstick{d: append([]float64(nil), p.disagreement()...)}
	for _, o := range mustPareto(s) {
		if accepts(s, y.d, o) {
			y.targets[0] = append(y.targets[0], column(s, o))
		}
	}
	for k, c := range []Concept{Nash{}, KalaiSmorodinsky{}, Egalitarian{}, Utilitarian{}} {
		pt, err := c.Solve(p)
		if err != nil {
			return nil, err
		}
		y.targets[k+1] = [][]float64{pt.Payoff}
		for i, x := range pt.Payoff {
			if k == 3 {
				y.gain += x - y.d[i]
			}
		}
	}
	u := make([]float64, len(s))
	for o := range s[0] {
		for i := range s {
			u[i] = s[i][o]
		}
		for k, t := range y.targets {
			y.far[k] = max(y.far[k], nearest(t, u))
		}
	}
	return y, nil
}

// Assess measures a payoff vector, which has one entry per party. It panics if
// the length differs.
func (y *Yardstick) Assess(u []float64) Assessment {
	var g [5]Gauge
	for k, t := range y.targets {
		g[k].Distance = nearest(t, u)
		g[k].Optimality = 1
		if y.far[k] > 0 {
			g[k].Optimality = max(0, 1-g[k].Distance/y.far[k])
		}
	}
	a := Assessment{Pareto: g[0], Nash: g[1], KalaiSmorodinsky: g[2], Egalitarian: g[3], Utilitarian: g[4]}
	a.Fairness = max(g[1].Optimality, g[2].Optimality, g[3].Optimality)
	for i, x := range u {
		a.Welfare += x
		a.Efficiency += x - y.d[i]
	}
	if a.Efficiency /= y.gain; y.gain <= 0 {
		a.Efficiency = 0
	}
	return a
}

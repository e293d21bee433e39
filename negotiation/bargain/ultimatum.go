package bargain

import (
	"context"
	"fmt"
)

// Ultimatum is one take-it-or-leave-it offer out of a pie of whole units, with
// players who care for money only. Its subgame perfect equilibria offer 0, if
// the responder accepts when indifferent, or 1, if it refuses: offers that
// people make, nearer to half, need other preferences, as in FehrSchmidt.
//
// Güth, W., Schmittberger, R. and Schwarze, B. (1982). An experimental analysis
// of ultimatum bargaining. Journal of Economic Behavior and Organization 3(4),
// 367-388. https://doi.org/10.1016/0167-2681(82)90011-7
type Ultimatum struct {
	// Pie is the number of units, in [1, 100000].
	Pie int
}

// UltimatumResult is the answer to Ultimatum.
type UltimatumResult struct {
	// Offers are the equilibrium offers under AcceptTie and RefuseTie.
	Offers      [2]int
	Certificate Certificate
}

// Solve returns the equilibria, by backward induction on the game itself.
func (m Ultimatum) Solve(ctx context.Context) (UltimatumResult, error) {
	f := faults{model: "Ultimatum"}
	f.size("Pie", m.Pie, 1, 100_000)
	if err := f.err(); err != nil {
		return UltimatumResult{}, err
	}
	payoff := [][]float64{make([]float64, m.Pie+1), make([]float64, m.Pie+1)}
	for x := range m.Pie + 1 {
		payoff[0][x], payoff[1][x] = float64(m.Pie-x), float64(x)
	}
	var r UltimatumResult
	var c check
	for _, tie := range []Tie{AcceptTie, RefuseTie} {
		p, err := FiniteHorizon{
			Payoff: payoff, Disagreement: []float64{0, 0}, Discount: []float64{1, 1},
			Order: []int{0}, Horizon: 1, Tie: tie,
		}.Solve(ctx)
		if err != nil {
			return UltimatumResult{}, err
		}
		r.Offers[tie] = p.Outcome
		c.equal(float64(p.Outcome), float64(tie))
		c.acceptance.take(p.Certificate.Acceptance)
		c.incentive.take(p.Certificate.Incentive)
	}
	r.Certificate = c.certificate("the closed form against backward induction", rounding)
	return r, nil
}

// NashDemand is the demand game: both sides name a payoff at once and get it if
// the two demands fit together, nothing otherwise. Every efficient division is a
// Nash equilibrium, so that the game by itself predicts little; smoothed, by a
// doubt about what fits that then vanishes, it selects the Nash solution. Demands
// here are points of a list, efficient in the order of rising first payoff.
//
// Nash, J. (1953). Two-person cooperative games. Econometrica 21(1), 128-140.
// https://doi.org/10.2307/1906951
type NashDemand struct {
	// Points are the divisions that fit, at least zero; a pair of demands fits if
	// some point gives both at least what they demand.
	Points [][2]float64
}

// Demands is the answer to NashDemand.
type Demands struct {
	// Equilibria are the payoffs of the pure equilibria in which demands fit, in
	// the order of rising first payoff: the efficient points.
	Equilibria [][2]float64
	// Selected is the index in Equilibria that survives smoothing: the largest
	// product of payoffs, the lowest index on ties.
	Selected int
	// Waste says whether both demanding their ideals, and getting nothing, is an
	// equilibrium too: so where either ideal leaves the other nothing.
	Waste       bool
	Certificate Certificate
}

// Solve returns the equilibria. If no point pays anybody anything: ErrScope.
func (m NashDemand) Solve() (Demands, error) {
	f := faults{model: "NashDemand"}
	f.size("Points length", len(m.Points), 1, 1_000_000)
	for k, p := range m.Points {
		if !(p[0] >= 0 && p[1] >= 0 && p[0] <= magnitude && p[1] <= magnitude) {
			f.add("Points[%d] is %v, want finite and at least 0", k, p)
		}
		if len(f.list) > 9 {
			break
		}
	}
	if err := f.err(); err != nil {
		return Demands{}, err
	}
	var d Demands
	d.Equilibria = efficient(m.Points)
	last := len(d.Equilibria) - 1
	if d.Equilibria[0][1] == 0 && d.Equilibria[last][0] == 0 {
		return Demands{}, scope("NashDemand", "no point pays anybody more than zero")
	}
	for k, e := range d.Equilibria {
		if e[0]*e[1] > d.Equilibria[d.Selected][0]*d.Equilibria[d.Selected][1] {
			d.Selected = k
		}
	}
	d.Waste = last > 0 && d.Equilibria[0][0] == 0 && d.Equilibria[last][1] == 0
	d.Certificate = m.certify(d)
	return d, nil
}

// certify tries all other demands against each equilibrium.
func (m NashDemand) certify(d Demands) Certificate {
	var c check
	for k, e := range d.Equilibria {
		c.rationality.take(min(e[0], e[1]))
		// The best reply to a demand is the most that leaves it: the neighbours
		// are the binding points, since the list is efficient.
		for i := range 2 {
			best := 0.0
			for _, q := range []int{k - 1, k, k + 1} {
				if q >= 0 && q < len(d.Equilibria) && d.Equilibria[q][1-i] >= e[1-i] {
					best = max(best, d.Equilibria[q][i])
				}
			}
			c.incentive.take(e[i] - best)
		}
	}
	top := d.Equilibria[d.Selected]
	for _, p := range m.Points {
		c.incentive.take(top[0]*top[1] - p[0]*p[1])
	}
	return c.certificate(fmt.Sprintf("best replies at %d equilibria; products of all points", len(d.Equilibria)), 0)
}

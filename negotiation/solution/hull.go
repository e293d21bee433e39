package solution

import (
	"fmt"
	"math"
	"slices"
)

// A hull answers questions about all lotteries over the columns of u by column
// generation: it solves small programs over the outcomes in use, prices every
// outcome with the dual solution, and takes the best one into use until none
// improves. The last prices are a certificate over all outcomes.
//
// Dantzig, G., Wolfe, P. (1960). Decomposition principle for linear programs.
// Operations Research 8(1), 101–111. https://doi.org/10.1287/opre.8.1.101
type hull struct {
	u     [][]float64
	scale []float64 // the range of each row, or its gain, or the largest of others
	use   []int     // outcomes in use, in the order they came
	slack float64   // see reach
}

// newHull prepares for the lotteries over u, with d about where bases will be.
func newHull(u [][]float64, d []float64) *hull {
	h := &hull{u: u, scale: make([]float64, len(u)), slack: minSlack}
	for i, row := range u {
		best := 0
		for o, x := range row {
			if x > row[best] {
				best = o
			}
		}
		h.scale[i] = row[best] - slices.Min(row)
		if h.scale[i] == 0 {
			h.scale[i] = math.Abs(row[best] - d[i])
		}
		h.take(best)
	}
	most := slices.Max(h.scale)
	if most == 0 {
		most = 1
	}
	for i, x := range h.scale {
		if x == 0 {
			h.scale[i] = most
		}
	}
	return h
}

// take takes an outcome into use and reports whether it was not in use before.
func (h *hull) take(o int) bool {
	if slices.Contains(h.use, o) {
		return false
	}
	h.use = append(h.use, o)
	return true
}

// hullTol is the precision of reach in units of a party's payoff range.
const hullTol = 1e-11

// minSlack allows for rounding in certain bases.
const minSlack = 1e-13

// reach returns the largest t for which some lottery gives every party at least
// base + t·unit, that lottery, and the price of each party's constraint. Units
// are at least zero and not all zero; prices are at least zero and Σ price·unit
// is 1. Parties whose unit is zero need their base for certain; it is lowered by
// slack, in units of their range, so that rounding does not make the program
// infeasible.
// The outcomes in use must reach the certain bases; they do after a reach of the
// same base in which every party has a unit.
func (h *hull) reach(r ray) (t float64, mix []Share, price []float64, err error) {
	n := len(h.u)
	step := 0.0 // t is measured in steps, so that the program is of unit size
	for i, x := range r.unit {
		step = max(step, x/h.scale[i])
	}
	for range len(h.u[0]) + 1 {
		opt, err := h.master(r, step).solve()
		if err != nil {
			return 0, nil, nil, err
		}
		level := -opt.y[n] // the value that no lottery may exceed
		worst, worstValue := -1, level+float64(hullTol*(1+math.Abs(level)))
		for o := range h.u[0] {
			v := 0.0
			for i := range h.u {
				v += float64(opt.y[i] * h.entry(r, i, o))
			}
			if v > worstValue {
				worst, worstValue = o, v
			}
		}
		if worst >= 0 && h.take(worst) {
			continue
		}
		if worst >= 0 && worstValue > level+float64(1e3*hullTol*(1+math.Abs(level))) {
			return 0, nil, nil, fmt.Errorf("%w: lottery over %d outcomes", ErrUncertified, len(h.u[0]))
		}
		price = make([]float64, n)
		for i := range price {
			price[i] = max(0, opt.y[i]) * step / h.scale[i]
		}
		return -opt.value / step, h.mixture(opt.x), price, nil
	}
	return 0, nil, nil, fmt.Errorf("%w: lottery over %d outcomes", ErrUncertified, len(h.u[0]))
}

// entry is the scaled gain of party i over its base in outcome o.
func (h *hull) entry(r ray, i, o int) float64 {
	g := (h.u[i][o] - r.base[i]) / h.scale[i]
	if r.unit[i] == 0 {
		g += h.slack
	}
	return g
}

// master is the program over the outcomes in use:
//
//	minimise t⁻ − t⁺  subject to  Σ_o λ_o·entry_io − (t⁺ − t⁻)·unit_i − s_i = 0,  Σ λ_o = 1.
func (h *hull) master(r ray, step float64) linear {
	n, k := len(h.u), len(h.use)
	l := linear{c: make([]float64, k+2+n), a: make([][]float64, n+1), b: make([]float64, n+1)}
	for i := range l.a {
		l.a[i] = make([]float64, k+2+n)
		for j, o := range h.use {
			l.a[i][j] = 1
			if i < n {
				l.a[i][j] = h.entry(r, i, o)
			}
		}
		if i < n {
			unit := r.unit[i] / h.scale[i] / step
			l.a[i][k], l.a[i][k+1], l.a[i][k+2+i] = -unit, unit, -1
		}
	}
	l.c[k], l.c[k+1], l.b[n] = -1, 1, 1
	return l
}

// mixture turns weights of the outcomes in use into a lottery.
func (h *hull) mixture(x []float64) []Share {
	sum := 0.0
	mix := make([]Share, 0, len(h.u)+1)
	for j, o := range h.use {
		if x[j] > 1e-14 {
			mix = append(mix, Share{o, x[j]})
			sum += x[j]
		}
	}
	for j := range mix {
		mix[j].Weight /= sum
	}
	slices.SortFunc(mix, func(a, b Share) int { return a.Outcome - b.Outcome })
	return mix
}

// mixPayoff returns the expected payoffs of a lottery.
func mixPayoff(u [][]float64, mix []Share) []float64 {
	p := make([]float64, len(u))
	for i := range u {
		for _, s := range mix {
			p[i] += float64(s.Weight * u[i][s.Outcome])
		}
	}
	return p
}

// rational returns the best payoff of each party in the individually rational
// part, or ErrNoZone if there is none, and an interior lottery.
func (h *hull) rational(d []float64) (a []float64, mix []Share, err error) {
	t, mix, _, err := h.reach(ray{d, h.scale})
	if err != nil {
		return nil, nil, err
	}
	if t < -hullTol {
		return nil, nil, ErrNoZone
	}
	h.slack = minSlack + max(0, -t)
	a = slices.Clone(d)
	for i := range d {
		unit := make([]float64, len(d))
		unit[i] = 1
		t, _, _, err := h.reach(ray{d, unit})
		if err != nil {
			return nil, nil, err
		}
		a[i] += max(0, t)
	}
	return a, mix, nil
}

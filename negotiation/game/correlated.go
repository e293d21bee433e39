package game

import (
	"context"
	"fmt"
	"math/big"
)

// Mediation says which deviations a mediator's recommendation must withstand.
type Mediation int

const (
	// CorrelatedEquilibrium: no player gains by disobeying after he has heard
	// his recommendation.
	CorrelatedEquilibrium Mediation = iota
	// CoarseCorrelated: no player gains by committing to one strategy before
	// he hears it.
	CoarseCorrelated
)

// Goal is what a linear program over mediated play maximises: the weighted sum
// of expected payoffs. The zero Goal maximises welfare, all weights one.
type Goal struct {
	Weight []float64 // one per player; negative weights minimise; nil means all one
}

// Mediated is a probability distribution over pure profiles.
type Mediated struct {
	Probability []float64  // per profile, player 0's strategy running fastest
	Exact       []*big.Rat // the same in rationals; nil if solved in floats
	Payoff      []float64  // expected payoff per player, utility units
	Value       float64    // the goal reached
	// Certificate holds per player the largest gain from disobeying one
	// recommendation, weighted by its probability (or from opting out, for
	// coarse equilibria), and as infeasibility the distance of the
	// probabilities from a distribution.
	Certificate Certificate
}

// maxMediated bounds the entries of the linear program of Correlated, and
// maxMediatedExact those of one that is solved in rationals.
const (
	maxMediated      = 8 << 20
	maxMediatedExact = 2500
)

// Correlated returns the (coarse) correlated equilibrium that maximises the
// goal, by linear programming over distributions on profiles: in rationals
// where the program is small, in floats otherwise. A game with more than about
// eight million entries (constraints times profiles) is a [*SizeError].
//
// Aumann, R. J. (1974). Subjectivity and correlation in randomized strategies.
// Journal of Mathematical Economics 1(1), 67–96.
// https://doi.org/10.1016/0304-4068(74)90037-8
//
// Moulin, H. and Vial, J.-P. (1978). Strategically zero-sum games. International
// Journal of Game Theory 7, 201–221. https://doi.org/10.1007/BF01769190
func Correlated(ctx context.Context, g *Normal, kind Mediation, goal Goal) (*Mediated, error) {
	if goal.Weight == nil {
		for range g.size {
			goal.Weight = append(goal.Weight, 1)
		}
	}
	if len(goal.Weight) != len(g.size) || !finiteRow(goal.Weight) {
		return nil, fmt.Errorf("game: goal wants %d finite weights", len(g.size))
	}
	l, err := g.obedience(kind, goal)
	if err != nil {
		return nil, err
	}
	o, err := l.solve(ctx)
	if err != nil {
		return nil, fmt.Errorf("correlated equilibrium: %w", err)
	}
	m := &Mediated{Probability: ratsFloat(o.x)}
	if !l.soft {
		m.Exact = o.x
	}
	m.Payoff, m.Certificate = g.CertifyMediated(m.Probability, kind)
	if m.Exact != nil {
		m.Payoff, m.Certificate = certifyMediated(rationals{}, g, m.Exact, kind)
		m.Certificate.Exact = true
	}
	m.Certificate.Method = "linear program over distributions"
	for i, w := range goal.Weight {
		m.Value += w * m.Payoff[i]
	}
	if !m.Certificate.Holds(1e-6 * (1 + g.span())) {
		return nil, fmt.Errorf("%w: %v", ErrNumeric, m.Certificate)
	}
	return m, nil
}

// span returns the largest difference between two payoffs of one player.
func (g *Normal) span() float64 {
	widest := 0.0
	for _, column := range g.value {
		low, high := column[0], column[0]
		for _, x := range column {
			low, high = min(low, x), max(high, x)
		}
		widest = max(widest, high-low)
	}
	return widest
}

// obedience returns the linear program over distributions.
func (g *Normal) obedience(kind Mediation, goal Goal) (*linear, error) {
	rows := 1
	for _, m := range g.size {
		if kind == CoarseCorrelated {
			rows += m
		} else {
			rows += m * (m - 1)
		}
	}
	if need := float64(rows) * float64(g.cells); need > maxMediated {
		return nil, &SizeError{"correlated equilibrium", need, maxMediated, "entries of the linear program", "Homotopy, whose Nash equilibrium is a correlated one"}
	}
	l := &linear{cost: make([]*big.Rat, g.cells), soft: rows*g.cells > maxMediatedExact}
	unit := big.NewRat(1, 1) // payoffs of a program in floats are scaled to a spread of one
	if span := g.span(); l.soft && span > 0 {
		unit = Float(1 / span).Rat()
	}
	all := make([]*big.Rat, g.cells)
	for c, row := range g.numbers {
		all[c], l.cost[c] = big.NewRat(1, 1), new(big.Rat)
		for i, x := range row {
			x := new(big.Rat).Mul(unit, x.Rat())
			l.cost[c].Add(l.cost[c], x.Mul(x, Float(goal.Weight[i]).Rat()))
		}
	}
	for i, m := range g.size {
		for t := range m {
			if kind == CoarseCorrelated {
				l.add(g.gains(i, -1, t, unit), atMost, new(big.Rat))
				continue
			}
			for s := range m {
				if s != t {
					l.add(g.gains(i, s, t, unit), atMost, new(big.Rat))
				}
			}
		}
	}
	l.add(all, equals, big.NewRat(1, 1))
	return l, nil
}

// gains returns, per profile and times unit, what player i gains by playing t
// where he was told s, or whatever he was told if s is negative.
func (g *Normal) gains(i, s, t int, unit *big.Rat) []*big.Rat {
	out := make([]*big.Rat, g.cells)
	for c := range out {
		told := c / g.stride[i] % g.size[i]
		if told == t || s >= 0 && told != s {
			continue
		}
		x := new(big.Rat).Sub(g.numbers[c+(t-told)*g.stride[i]][i].Rat(), g.numbers[c][i].Rat())
		out[c] = x.Mul(x, unit)
	}
	return out
}

// CertifyMediated evaluates a distribution p over the profiles of g: the
// expected payoffs and a certificate as described at [Mediated]. It panics if
// p has a wrong length.
func (g *Normal) CertifyMediated(p []float64, kind Mediation) ([]float64, Certificate) {
	if len(p) != g.cells {
		panic("game: distribution has a wrong length")
	}
	return certifyMediated(floats{}, g, p, kind)
}

// certifyMediated is CertifyMediated in the field f. It sums, for every pair
// of strategies of a player, the gain from playing one where told the other.
func certifyMediated[T any, F field[T]](f F, g *Normal, p []T, kind Mediation) ([]float64, Certificate) {
	payoff := make([]float64, len(g.size))
	cert := Certificate{Regret: make([]float64, len(g.size)), Infeasible: offSimplex(f, p)}
	for i, m := range g.size {
		gain := make([]T, m*m) // gain[told·m+play]
		for k := range gain {
			gain[k] = f.zero()
		}
		got := f.zero()
		for c, w := range p {
			if f.cmp(w, f.zero()) == 0 {
				continue
			}
			told := c / g.stride[i] % m
			now := f.of(g.numbers[c][i])
			got = f.add(got, f.mul(w, now))
			for t := range m {
				there := f.of(g.numbers[c+(t-told)*g.stride[i]][i])
				gain[told*m+t] = f.add(gain[told*m+t], f.mul(w, f.sub(there, now)))
			}
		}
		payoff[i] = f.float(got)
		cert.Regret[i] = largestGain(f, gain, m, kind)
	}
	return payoff, cert
}

// largestGain returns the best deviation from gains by (told, played).
func largestGain[T any, F field[T]](f F, gain []T, m int, kind Mediation) float64 {
	best := 0.0
	for t := range m {
		sum := f.zero()
		for s := range m {
			if kind == CorrelatedEquilibrium {
				best = max(best, f.float(gain[s*m+t]))
			}
			sum = f.add(sum, gain[s*m+t])
		}
		if kind == CoarseCorrelated {
			best = max(best, f.float(sum))
		}
	}
	return best
}

package game

import (
	"math/big"
	"sync"
)

// wholes holds the payoffs of a game as integers, computed on first use.
type wholes struct {
	once  sync.Once
	pay   [][]*big.Int // pay[i][profile]
	scale []*big.Int   // payoffs of player i were multiplied by scale[i]
}

// whole returns the payoffs of g as integers.
func (g *Normal) whole() *wholes {
	w := &g.ints
	w.once.Do(func() {
		for i := range g.size {
			flat := make([]*big.Rat, g.cells)
			for c := range flat {
				if flat[c] = g.numbers[c][i].rat; flat[c] == nil {
					flat[c] = g.numbers[c][i].Rat()
				}
			}
			scale := commonDenominator(flat)
			w.scale = append(w.scale, scale)
			w.pay = append(w.pay, scaled(flat, scale))
		}
	})
	return w
}

// scaled returns xs times scale, a common multiple of their denominators.
func scaled(xs []*big.Rat, scale *big.Int) []*big.Int {
	out := make([]*big.Int, len(xs))
	for k, x := range xs {
		y := new(big.Int).Quo(scale, x.Denom())
		out[k] = y.Mul(y, x.Num())
	}
	return out
}

// weighted is a set of profiles of some players with its weight.
type weighted struct {
	cell   int
	weight *big.Int
}

// certifyIntegers computes payoffs and certificate of an exact profile. It
// scales everything to integers and visits only profiles in the support.
func certifyIntegers(g *Normal, p ExactMixed) ([]float64, Certificate) {
	n := len(g.size)
	w := g.whole()
	denominator, weight := make([]*big.Int, n), make([][]*big.Int, n)
	for i, row := range p {
		denominator[i] = commonDenominator(row)
		weight[i] = scaled(row, denominator[i])
	}
	payoff := make([]float64, n)
	cert := Certificate{Regret: make([]float64, n), Exact: true}
	for i := range n {
		others, den := []weighted{{0, big.NewInt(1)}}, new(big.Int).Set(w.scale[i])
		for j := range n {
			den.Mul(den, denominator[j])
			if j != i {
				others = cross(others, weight[j], g.stride[j])
			}
		}
		got, best, t := new(big.Int), new(big.Int), new(big.Int)
		for s := range g.size[i] {
			v := new(big.Int)
			for _, o := range others {
				v.Add(v, t.Mul(o.weight, w.pay[i][o.cell+s*g.stride[i]]))
			}
			got.Add(got, t.Mul(v, weight[i][s]))
			if s == 0 || v.Cmp(best) > 0 {
				best.Set(v)
			}
		}
		best.Mul(best, denominator[i])
		payoff[i] = ratFloat(new(big.Rat).SetFrac(got, den))
		cert.Regret[i] = ratFloat(new(big.Rat).SetFrac(best.Sub(best, got), den))
		cert.Infeasible = max(cert.Infeasible, offSimplex(rationals{}, p[i]))
	}
	return payoff, cert
}

// cross extends sets of profiles by the strategies of one more player.
func cross(sets []weighted, weight []*big.Int, stride int) []weighted {
	var out []weighted
	for s, x := range weight {
		if x.Sign() == 0 {
			continue
		}
		for _, o := range sets {
			out = append(out, weighted{o.cell + s*stride, new(big.Int).Mul(o.weight, x)})
		}
	}
	return out
}

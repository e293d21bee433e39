package game

import (
	"context"
	"math"
	"math/big"
)

// certifyRemovals replays an elimination round by round and checks every
// removal against the strategies that were there in its round.
func (g *Normal) certifyRemovals(ctx context.Context, removed []Removal, strict bool) (Certificate, error) {
	cert := Certificate{Method: "iterated dominance", Regret: make([]float64, len(g.size)), Exact: true}
	there := make([][]bool, len(g.size))
	for i, m := range g.size {
		there[i] = make([]bool, m)
		for s := range there[i] {
			there[i][s] = true
		}
	}
	done := 0 // removals of earlier rounds
	for _, r := range removed {
		if ctx.Err() != nil {
			return cert, ctx.Err()
		}
		for removed[done].Round < r.Round {
			there[removed[done].Player][removed[done].Strategy] = false
			done++
		}
		least, sum := g.advantages(r, there)
		if !strict && least.Sign() >= 0 {
			least = sum
		}
		if least.Sign() <= 0 {
			cert.Residual = max(cert.Residual, -ratFloat(least), math.SmallestNonzeroFloat64)
		}
		for s, w := range r.By {
			if !there[r.Player][s] {
				cert.Infeasible = max(cert.Infeasible, abs(ratFloat(w)))
			}
		}
		cert.Infeasible = max(cert.Infeasible, offSimplex(rationals{}, r.By))
	}
	return cert, nil
}

// advantages returns the least and the summed advantage of a dominating
// mixture over the profiles of strategies that are there.
func (g *Normal) advantages(r Removal, there [][]bool) (least, sum *big.Rat) {
	sum = new(big.Rat)
	i := r.Player
	own := g.stride[i]
	var visit func(j, cell int)
	visit = func(j, cell int) {
		switch {
		case j == i:
			visit(j+1, cell)
			return
		case j < len(g.size):
			for s, ok := range there[j] {
				if ok {
					visit(j+1, cell+s*g.stride[j])
				}
			}
			return
		}
		x := new(big.Rat).Neg(g.numbers[cell+r.Strategy*own][i].Rat())
		for s, w := range r.By {
			if w.Sign() != 0 {
				x.Add(x, new(big.Rat).Mul(w, g.numbers[cell+s*own][i].Rat()))
			}
		}
		sum.Add(sum, x)
		if least == nil || x.Cmp(least) < 0 {
			least = x
		}
	}
	visit(0, 0)
	return least, sum
}

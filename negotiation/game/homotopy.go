package game

import (
	"context"
	"fmt"
	"math"
)

// Homotopy returns one Nash equilibrium of a game with any number of players:
// the limit of the principal logit branch as λ grows, polished by Newton's
// method on the indifference equations of its support. The branch exists in
// every game and leads to an equilibrium in almost every one, so this is a
// global method; it selects the logit solution of the game. A support of one
// strategy per player is certified in rationals.
//
// It returns [ErrNumeric] if the branch could not be followed until the
// regrets fall below 1e-7 of the spread of payoffs.
//
// McKelvey, R. D. and Palfrey, T. R. (1995). Quantal response equilibria for
// normal form games. Games and Economic Behavior 10(1), 6–38.
// https://doi.org/10.1006/game.1995.1023
func Homotopy(ctx context.Context, g *Normal) (Equilibrium, error) {
	span := g.span()
	if span == 0 {
		q, err := g.CertifyExact(g.pureExact(make([]int, len(g.size))))
		q.Certificate.Method = "logit homotopy"
		return q, err
	}
	b, err := NormalLogit(g).Trace(ctx, Tracing{MaxLambda: 1e10 / span, MaxRegret: 1e-7 * span})
	if err != nil && ctx.Err() != nil {
		return Equilibrium{}, err
	}
	last := b.Points[len(b.Points)-1]
	rough, mixErr := g.Mixed(last.Probability)
	if mixErr != nil {
		return Equilibrium{}, mixErr
	}
	for _, floor := range []float64{1e-2, 1e-3, 1e-4, 1e-6} {
		if q, ok := g.polish(rough, floor, span); ok {
			return q, nil
		}
	}
	q, certErr := g.Certify(rough)
	q.Certificate.Method = "logit homotopy"
	if certErr != nil || !q.Certificate.Holds(1e-7*span) {
		return q, fmt.Errorf("%w: logit homotopy stopped with regret %.3g", ErrNumeric, q.Certificate.MaxRegret())
	}
	return q, nil
}

// polish solves the indifference equations of the strategies that p plays
// with at least the given probability, starting at p.
func (g *Normal) polish(p Mixed, floor, span float64) (Equilibrium, bool) {
	support := make([][]int, len(p))
	pure := make([]int, len(p))
	isPure := true
	for i, row := range p {
		for s, x := range row {
			if x >= floor {
				support[i] = append(support[i], s)
				pure[i] = s
			}
		}
		if len(support[i]) == 0 {
			return Equilibrium{}, false
		}
		isPure = isPure && len(support[i]) == 1
	}
	if isPure {
		q, err := g.CertifyExact(g.pureExact(pure))
		q.Certificate.Method = "logit homotopy"
		return q, err == nil && q.Certificate.Holds(0)
	}
	if out, ok := g.newton(support, p); ok {
		if q, ok := g.settle(out, span); ok {
			return q, true
		}
	}
	return g.settle(g.concentrate(support, p), span) // in a component the equations are singular
}

// settle certifies a profile as an equilibrium.
func (g *Normal) settle(p Mixed, span float64) (Equilibrium, bool) {
	q, err := g.Certify(p)
	q.Certificate.Method = "logit homotopy"
	return q, err == nil && q.Certificate.Holds(1e-10*(1+span))
}

// newton solves for the equilibrium with exactly the given support by Newton's
// method from p, and returns false if it does not converge to one.
func (g *Normal) newton(support [][]int, p Mixed) (Mixed, bool) {
	p = g.concentrate(support, p)
	n := 0
	for _, s := range support {
		n += len(s) - 1
	}
	if n == 0 {
		return p, true
	}
	for range 60 {
		f, jac := g.indifference(support, p)
		d := factorise(jac)
		if d.sign == 0 {
			return nil, false
		}
		move := d.solve(f)
		size := maxAbs(move)
		if math.IsNaN(size) || size > 10 {
			return nil, false
		}
		v := 0
		for i, set := range support {
			for _, s := range set[1:] {
				p[i][s] -= move[v]
				p[i][set[0]] += move[v]
				v++
			}
		}
		if size < 1e-13 {
			break
		}
	}
	for _, row := range p {
		for _, x := range row {
			if x < -1e-12 || math.IsNaN(x) {
				return nil, false
			}
		}
	}
	return p, true
}

// concentrate returns p with all weight on the support.
func (g *Normal) concentrate(support [][]int, p Mixed) Mixed {
	out := make(Mixed, len(p))
	for i, set := range support {
		out[i] = make([]float64, g.size[i])
		sum := 0.0
		for _, s := range set {
			sum += p[i][s]
		}
		for _, s := range set {
			if sum > 0 {
				out[i][s] = p[i][s] / sum
			} else {
				out[i][s] = 1 / float64(len(set))
			}
		}
	}
	return out
}

// indifference returns the differences of the payoffs of the strategies in the
// support from that of the first, and their derivatives by the probabilities
// of all but the first.
func (g *Normal) indifference(support [][]int, p Mixed) ([]float64, [][]float64) {
	var f []float64
	from, n := make([]int, len(support)), 0
	for i, set := range support {
		from[i] = n
		n += len(set) - 1
	}
	jac := square(n)
	for i, set := range support {
		for j, other := range support {
			if j == i {
				continue
			}
			u := pairwise(g, p, i, j)
			if len(f) < from[i]+len(set)-1 {
				for _, s := range set[1:] {
					f = append(f, dot(u[s], p[j])-dot(u[set[0]], p[j]))
				}
			}
			for a, s := range set[1:] {
				for b, t := range other[1:] {
					jac[from[i]+a][from[j]+b] = u[s][t] - u[set[0]][t] - u[s][other[0]] + u[set[0]][other[0]]
				}
			}
		}
	}
	return f, jac
}

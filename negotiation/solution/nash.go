package solution

import "math"

// Nash picks the point with the largest product of gains over disagreement,
//
//	max Π (u_i − d_i)^w_i   over u in the set with u ≥ d.
//
// On Outcomes, equal weights compare exact products of gains rather than
// logarithms, factors in party order, and ties go to the lowest outcome. Where
// no outcome gives every party a strict gain, the outcomes with the largest
// number of parties that gain are compared by the product over those parties.
//
// On Mixtures the maximiser is unique. With two parties it is computed exactly
// on the frontier's segments, otherwise by Newton steps on the outcomes in use
// until the optimality condition max_o Σ w_i (u_io − u_i)/(u_i − d_i) ≤ 1e-11
// holds over all outcomes; ErrUncertified is returned where it cannot be met.
// Parties that can gain nothing are left out of the product. On a Curve the
// stationary point is bracketed to machine precision.
//
// The solution is Pareto optimal, symmetric when weights are equal, and does not
// depend on the scale or origin of any party's utility nor on outcomes that are
// not picked.
//
// Nash, J. (1950). The bargaining problem. Econometrica 18(2), 155–162.
// https://doi.org/10.2307/1907266
//
// Harsanyi, J., Selten, R. (1972). A generalized Nash solution for two-person
// bargaining games with incomplete information. Management Science 18(5), 80–106.
// https://doi.org/10.1287/mnsc.18.5.80
//
// Caragiannis, I. et al. (2019). The unreasonable fairness of maximum Nash welfare.
// ACM Transactions on Economics and Computation 7(3), 12 (the rule without a
// common gain). https://doi.org/10.1145/3355902
type Nash struct {
	// Weights are the bargaining powers, positive, one per party; only their
	// ratios matter. Nil means equal.
	Weights []float64
}

// Solve implements Concept.
func (c Nash) Solve(p Problem) (Point, error) {
	if err := p.Check(); err != nil {
		return Point{}, err
	}
	w, err := weights(c.Weights, p.Set.Parties())
	if err != nil {
		return Point{}, err
	}
	d := p.disagreement()
	if s, ok := p.Set.(Outcomes); ok {
		list := acceptable(s, d)
		if len(list) == 0 {
			return Point{}, ErrNoZone
		}
		if c.Weights == nil {
			w = nil
		}
		return pure(s, nashFinite(s, d, w, list)), nil
	}
	if fr, err := planar(p); fr != nil || err != nil {
		if err != nil {
			return Point{}, err
		}
		return fr.point(fr.nash(w)), nil
	}
	return nashHull(p.Set.(Mixtures), d, w)
}

// nashFinite returns the first outcome of the list with the largest product, by
// exact products if w is nil.
func nashFinite(u [][]float64, d, w []float64, list []int) int {
	best, bestKey := -1, key{}
	for _, o := range list {
		k := key{m: 1}
		for i := range u {
			g := u[i][o] - d[i]
			if g <= 0 {
				continue
			}
			k.gains++
			if w == nil {
				k.times(g)
			} else {
				k.log += float64(w[i] * math.Log(g))
			}
		}
		if best < 0 || bestKey.less(k) {
			best, bestKey = o, k
		}
	}
	return best
}

// A key orders outcomes for Nash: first by the number of parties that gain,
// then by the sum of logarithms, then by the product m·2^(512·e), which neither
// overflows nor underflows and rounds as a plain product does.
type key struct {
	gains int
	log   float64
	m     float64
	e     int
}

func (k *key) times(g float64) {
	const big = 0x1p256
	if g >= big {
		g, k.e = g*(1/(big*big)), k.e+1
	}
	if g < 1/big {
		g, k.e = g*(big*big), k.e-1
	}
	k.m *= g
	if k.m >= big {
		k.m, k.e = k.m*(1/(big*big)), k.e+1
	}
	if k.m < 1/big {
		k.m, k.e = k.m*(big*big), k.e-1
	}
}

func (k key) less(l key) bool {
	switch {
	case k.gains != l.gains:
		return k.gains < l.gains
	case k.log != l.log:
		return k.log < l.log
	case k.e != l.e:
		return k.e < l.e
	}
	return k.m < l.m
}

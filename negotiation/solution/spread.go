package solution

import "math"

// KalaiSmorodinskySpread is the second published reading of the
// Kalai-Smorodinsky solution on finite sets: among Pareto optimal outcomes, the
// one whose shares in the ideal gains are most nearly equal,
//
//	min ( max_i s_i − min_i s_i ),   s_i = (u_i − d_i)/(a_i − d_i),
//
// ties to the lowest outcome. It stays close to the line from d to the ideal
// point a, but may leave every party with a smaller share than another outcome
// gives the worst-off; KalaiSmorodinsky, the maximin reading, may not. Parties
// that cannot gain are left out. With two parties on Mixtures and Curves both
// readings are the point of equal shares; with more parties on Mixtures the
// spread is not a convex objective, and the concept returns ErrUnsupported.
//
// Kalai, E., Smorodinsky, M. (1975). Other solutions to Nash's bargaining problem.
// Econometrica 43(3), 513–518. https://doi.org/10.2307/1914280
type KalaiSmorodinskySpread struct {
	// Ideal replaces the ideal point as in KalaiSmorodinsky.
	Ideal []float64
}

// Solve implements Concept.
func (c KalaiSmorodinskySpread) Solve(p Problem) (Point, error) {
	if err := checkIdeal(p, c.Ideal); err != nil {
		return Point{}, err
	}
	s, ok := p.Set.(Outcomes)
	if !ok {
		if p.Set.Parties() > 2 {
			return Point{}, unsupported("KalaiSmorodinskySpread", p.Set, "Outcomes, or 2 parties")
		}
		return KalaiSmorodinsky(c).Solve(p)
	}
	d := p.disagreement()
	var list []int
	for _, o := range mustPareto(s) {
		if accepts(s, d, o) {
			list = append(list, o)
		}
	}
	if len(list) == 0 {
		return Point{}, ErrNoZone
	}
	a := c.Ideal
	if a == nil {
		a = ideal(s, list)
	}
	best, least := -1, 0.0
	for _, o := range list {
		if w := spread(s, d, a, o); best < 0 || w < least {
			best, least = o, w
		}
	}
	return pure(s, best), nil
}

// spread is the range of the shares of outcome o in the ideal gains.
func spread(u [][]float64, d, a []float64, o int) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for i := range u {
		if a[i] > d[i] {
			share := (u[i][o] - d[i]) / (a[i] - d[i])
			low, high = min(low, share), max(high, share)
		}
	}
	return max(0, high-low)
}

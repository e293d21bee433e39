package solution

// Utilitarian picks the point with the largest weighted sum of payoffs, Σ w_i u_i,
// among those no party likes less than disagreement. Ties go to the lowest
// outcome; on Mixtures a maximum that is an outcome is preferred to a lottery,
// and with two parties it is the first knot of the frontier that attains it.
// Sums are taken in party order.
//
// Harsanyi, J. (1955). Cardinal welfare, individualistic ethics, and interpersonal
// comparisons of utility. Journal of Political Economy 63(4), 309–321.
// https://doi.org/10.1086/257678
type Utilitarian struct {
	// Weights are positive, one per party. Nil means ones.
	Weights []float64
}

// RelativeUtilitarian picks the point with the largest sum of shares in the ideal
// gain, Σ (u_i − d_i)/(a_i − d_i), with a_i the best payoff of party i that no
// party likes less than disagreement: the utilitarian rule on utilities that are
// normalised to [0, 1]. It is scale invariant. Parties that cannot gain are left
// out. Ties go as with Utilitarian.
//
// Dhillon, A., Mertens, J.-F. (1999). Relative utilitarianism. Econometrica 67(3),
// 471–498. https://doi.org/10.1111/1468-0262.00033
type RelativeUtilitarian struct{}

// Solve implements Concept.
func (c Utilitarian) Solve(p Problem) (Point, error) {
	if err := p.Check(); err != nil {
		return Point{}, err
	}
	w, err := weights(c.Weights, p.Set.Parties())
	if err != nil {
		return Point{}, err
	}
	return heaviest(p, func(d, a []float64) []float64 { return w })
}

// Solve implements Concept.
func (RelativeUtilitarian) Solve(p Problem) (Point, error) {
	if err := p.Check(); err != nil {
		return Point{}, err
	}
	return heaviest(p, func(d, a []float64) []float64 {
		w := make([]float64, len(d))
		for i := range w {
			if a[i] > d[i] {
				w[i] = 1 / (a[i] - d[i])
			}
		}
		return w
	})
}

// heaviest picks the largest weighted sum, where rule makes the weights from the
// disagreement and the ideal point.
func heaviest(p Problem, rule func(d, a []float64) []float64) (Point, error) {
	d := p.disagreement()
	if s, ok := p.Set.(Outcomes); ok {
		list := acceptable(s, d)
		if len(list) == 0 {
			return Point{}, ErrNoZone
		}
		return pure(s, heaviestFinite(s, rule(d, ideal(s, list)), list)), nil
	}
	if fr, err := planar(p); fr != nil || err != nil {
		if err != nil {
			return Point{}, err
		}
		lo, hi := fr.span()
		_, top := fr.at(lo)
		right, _ := fr.at(hi)
		return fr.point(fr.heaviest(rule(d, []float64{right, top}))), nil
	}
	return heaviestHull(p.Set.(Mixtures), d, rule)
}

func heaviestFinite(u [][]float64, w []float64, list []int) int {
	best, top := -1, 0.0
	for _, o := range list {
		sum := 0.0
		for i := range u {
			sum += float64(w[i] * u[i][o])
		}
		if best < 0 || sum > top {
			best, top = o, sum
		}
	}
	return best
}

package solution

import "slices"

// maximinHull picks the last point of the ray that some lottery reaches.
func maximinHull(u Mixtures, d []float64, rule func(d, a []float64) ray) (Point, error) {
	h := newHull(u, d)
	a, mix, err := h.rational(d)
	if err != nil {
		return Point{}, err
	}
	r := rule(d, a)
	if slices.Max(r.unit) == 0 {
		return Point{Payoff: slices.Clone(d), Mix: mix}, nil
	}
	// A ray that starts above d (equal loss) may pass below d in some
	// parties; those are held at d and the ray goes on for the others.
	for {
		t, mix, _, err := h.reach(r)
		if err != nil {
			return Point{}, err
		}
		pt := Point{Payoff: r.at(t), Mix: mix}
		low := false
		for i := range d {
			if r.unit[i] > 0 && pt.Payoff[i] < d[i]-float64(hullTol*h.scale[i]) {
				r = ray{slices.Clone(r.base), slices.Clone(r.unit)}
				r.base[i], r.unit[i], low = d[i], 0, true
			}
		}
		if !low || slices.Max(r.unit) == 0 {
			return pt, nil
		}
	}
}

// leximinHull raises all gains together, holds those that cannot rise further
// (their price is positive), and goes on with the others.
func leximinHull(u Mixtures, d []float64) (Point, error) {
	h := newHull(u, d)
	if t, _, _, err := h.reach(ray{d, h.scale}); err != nil {
		return Point{}, err
	} else if t < -hullTol {
		return Point{}, ErrNoZone
	}
	r := ray{slices.Clone(d), make([]float64, len(d))}
	for i := range r.unit {
		r.unit[i] = 1
	}
	for {
		t, mix, price, err := h.reach(r)
		if err != nil {
			return Point{}, err
		}
		top := 0.0
		for i := range price {
			top = max(top, price[i]*r.unit[i])
		}
		for i := range price {
			if price[i]*r.unit[i] > 1e-6*top {
				r.base[i], r.unit[i] = d[i]+t, 0
			}
		}
		if slices.Max(r.unit) == 0 {
			return Point{Payoff: mixPayoff(u, mix), Mix: mix}, nil
		}
	}
}

// heaviestHull maximises a weighted sum, posed as the payoff of one more party.
func heaviestHull(u Mixtures, d []float64, rule func(d, a []float64) []float64) (Point, error) {
	inner := newHull(u, d)
	a, _, err := inner.rational(d)
	if err != nil {
		return Point{}, err
	}
	w := rule(d, a)
	n := len(u)
	sum := make([]float64, len(u[0]))
	for i := range u {
		for o, x := range u[i] {
			sum[o] += float64(w[i] * x)
		}
	}
	if list := acceptable(u, d); len(list) > 0 {
		best := heaviestFinite(u, w, list)
		if sum[best] >= slices.Max(sum) {
			return pure(u, best), nil
		}
	}
	h := newHull(append(slices.Clone([][]float64(u)), sum), append(slices.Clone(d), dot(w, d)))
	h.slack = inner.slack
	for _, o := range inner.use { // these reach d
		h.take(o)
	}
	unit := make([]float64, n+1)
	unit[n] = 1
	_, mix, _, err := h.reach(ray{append(slices.Clone(d), dot(w, d)), unit})
	if err != nil {
		return Point{}, err
	}
	return Point{Payoff: mixPayoff(u, mix), Mix: mix}, nil
}

// raiffaHull steps to the average of the best points until none is better.
func raiffaHull(u Mixtures, d []float64) (Point, error) {
	h := newHull(u, d)
	n := len(u)
	a, mix, err := h.rational(d)
	if err != nil {
		return Point{}, err
	}
	t := slices.Clone(d)
	for range 64 * n {
		still := true
		for i := range a {
			still = still && a[i]-t[i] <= raiffaTol*h.scale[i]
		}
		if still {
			break
		}
		for i := range t {
			t[i] += (a[i] - t[i]) / float64(n)
		}
		if a, mix, err = h.rational(t); err != nil {
			return Point{}, err
		}
	}
	return Point{Payoff: t, Mix: mix}, nil
}

package solution

import "slices"

// nashFace maximises the weighted product of those parties that can gain, where
// some cannot: the individually rational lotteries then lie on a face of the hull.
// Its corners are lotteries over outcomes, found by linear programs as they are
// needed; they take the place of outcomes in the maximisation.
func nashFace(u Mixtures, d, w, a []float64, h *hull) (Point, error) {
	var stuck, free []int
	for i := range d {
		if a[i]-d[i] <= 1e-9*h.scale[i] {
			stuck = append(stuck, i)
		} else {
			free = append(free, i)
		}
	}
	start, err := h.mean(d, free)
	if err != nil {
		return Point{}, err
	}
	if len(free) == 0 {
		return Point{Payoff: slices.Clone(d), Mix: start}, nil
	}
	f := &face{u: u, d: d, stuck: stuck, free: free, use: h.use, slack: h.slack}
	f.push(start)
	q := &product{u: f.cols, d: pick(d, free), w: pick(w, free), use: []int{0}, lam: []float64{1}}
	q.oracle = func(c []float64) (int, error) {
		o, err := f.corner(c)
		q.u = f.cols
		return o, err
	}
	if err := q.maximise(1 << 12); err != nil {
		return Point{}, err
	}
	return f.point(q.mix()), nil
}

// pick returns the listed entries of x.
func pick(x []float64, list []int) []float64 {
	y := make([]float64, len(list))
	for k, i := range list {
		y[k] = x[i]
	}
	return y
}

// mean returns the even mixture of the lotteries that are best for each of the
// listed parties among the individually rational, or any of these for none.
func (h *hull) mean(d []float64, list []int) ([]Share, error) {
	if len(list) == 0 {
		_, mix, _, err := h.reach(ray{d, h.scale})
		return mix, err
	}
	weight := map[int]float64{}
	for _, i := range list {
		unit := make([]float64, len(d))
		unit[i] = 1
		_, mix, _, err := h.reach(ray{d, unit})
		if err != nil {
			return nil, err
		}
		for _, s := range mix {
			weight[s.Outcome] += s.Weight / float64(len(list))
		}
	}
	return shares(weight), nil
}

// shares lists weights by outcome.
func shares(weight map[int]float64) []Share {
	var mix []Share
	for o, w := range weight {
		mix = append(mix, Share{o, w})
	}
	slices.SortFunc(mix, func(a, b Share) int { return a.Outcome - b.Outcome })
	return mix
}

// A face is the set of lotteries that give the stuck parties their disagreement.
type face struct {
	u           Mixtures
	d           []float64
	stuck, free []int
	use         []int // outcomes that reach d
	slack       float64
	cols        Mixtures  // payoffs of the free parties from the corners found
	mixes       [][]Share // the corners
}

// push adds a corner and returns its column.
func (f *face) push(mix []Share) int {
	p := mixPayoff(f.u, mix)
	if f.cols == nil {
		f.cols = make(Mixtures, len(f.free))
	}
	for k, i := range f.free {
		f.cols[k] = append(f.cols[k], p[i])
	}
	f.mixes = append(f.mixes, mix)
	return len(f.mixes) - 1
}

// corner returns the column of the corner that is best by weights of the free
// parties. A corner that is no better than one already found is not added again.
func (f *face) corner(c []float64) (int, error) {
	sum := make([]float64, len(f.u[0]))
	for k, i := range f.free {
		for o, x := range f.u[i] {
			sum[o] += float64(c[k] * (x - f.d[i]))
		}
	}
	rows, base := [][]float64{sum}, []float64{0}
	for _, i := range f.stuck {
		rows, base = append(rows, f.u[i]), append(base, f.d[i])
	}
	h := newHull(rows, base)
	h.slack = f.slack
	for _, o := range f.use {
		h.take(o)
	}
	unit := make([]float64, len(rows))
	unit[0] = 1
	t, mix, _, err := h.reach(ray{base, unit})
	if err != nil {
		return 0, err
	}
	best, top := -1, 0.0
	for o := range f.mixes {
		v := 0.0
		for k, i := range f.free {
			v += float64(c[k] * (f.cols[k][o] - f.d[i]))
		}
		if best < 0 || v > top {
			best, top = o, v
		}
	}
	if t <= top+float64(1e-12*h.scale[0]) {
		return best, nil
	}
	return f.push(mix), nil
}

// point resolves a lottery over corners into one over outcomes.
func (f *face) point(mix []Share) Point {
	weight := map[int]float64{}
	for _, s := range mix {
		for _, t := range f.mixes[s.Outcome] {
			weight[t.Outcome] += float64(s.Weight * t.Weight)
		}
	}
	all := shares(weight)
	return Point{Payoff: mixPayoff(f.u, all), Mix: all}
}

package solution

import (
	"fmt"
	"math"
	"slices"
)

// nashHull maximises the weighted product over lotteries. It keeps a set of
// affinely independent outcomes, moves to the maximum over their lotteries by
// Newton steps (dropping an outcome whose weight reaches zero), and adds the
// outcome with the largest directional derivative, until there is none.
func nashHull(u Mixtures, d, w []float64) (Point, error) {
	h := newHull(u, d)
	a, mix, err := h.rational(d)
	if err != nil {
		return Point{}, err
	}
	for i := range d {
		if a[i]-d[i] <= 1e-9*h.scale[i] {
			return nashFace(u, d, w, a, h)
		}
	}
	q := &product{u: u, d: d, w: w}
	for _, s := range mix { // a basic solution: affinely independent
		q.use = append(q.use, s.Outcome)
		q.lam = append(q.lam, s.Weight)
	}
	if err := q.maximise(64 * (len(u[0]) + len(u))); err != nil {
		return Point{}, err
	}
	mix = q.mix()
	return Point{Payoff: mixPayoff(u, mix), Mix: mix}, nil
}

// A product is the state of a maximisation: columns of u in use and their weights.
type product struct {
	u    Mixtures
	d, w []float64
	use  []int
	lam  []float64

	// oracle, if set, appends to u the column that is best by the weights c
	// among those that may be used, and returns it. Otherwise the columns of u
	// are all there are.
	oracle func(c []float64) (int, error)
}

// maximise climbs and adds columns until no column improves.
func (q *product) maximise(rounds int) error {
	total := 0.0
	for _, x := range q.w {
		total += x
	}
	for range rounds {
		settled := q.climb()
		o, slope, err := q.steepest()
		switch {
		case err != nil:
			return err
		case slope <= 1e-11*total:
			return nil
		case settled && q.add(o):
		case slope <= 1e-9*total:
			return nil
		default:
			return fmt.Errorf("%w: Nash point of lotteries", ErrUncertified)
		}
	}
	return fmt.Errorf("%w: Nash point of lotteries", ErrUncertified)
}

// gains returns the gains over disagreement of the present lottery.
func (q *product) gains() []float64 {
	g := make([]float64, len(q.u))
	for i := range g {
		for j, o := range q.use {
			g[i] += float64(q.lam[j] * (q.u[i][o] - q.d[i]))
		}
	}
	return g
}

// steepest returns the column towards which the sum of logarithms rises fastest.
func (q *product) steepest() (best int, slope float64, err error) {
	g := q.gains()
	rise := func(o int) float64 {
		s := 0.0
		for i := range g {
			s += float64(q.w[i] * ((q.u[i][o] - q.d[i] - g[i]) / g[i]))
		}
		return s
	}
	if q.oracle != nil {
		c := make([]float64, len(g))
		for i := range c {
			c[i] = q.w[i] / g[i]
		}
		if best, err = q.oracle(c); err != nil {
			return 0, 0, err
		}
		return best, rise(best), nil
	}
	slope = math.Inf(-1)
	for o := range q.u[0] {
		if s := rise(o); s > slope {
			best, slope = o, s
		}
	}
	return best, slope, nil
}

func (q *product) add(o int) bool {
	if slices.Contains(q.use, o) {
		return false
	}
	q.use, q.lam = append(q.use, o), append(q.lam, 0)
	return true
}

// mix returns the present lottery over columns.
func (q *product) mix() []Share {
	mix := make([]Share, 0, len(q.use))
	for j, o := range q.use {
		if q.lam[j] > 0 {
			mix = append(mix, Share{o, q.lam[j]})
		}
	}
	slices.SortFunc(mix, func(a, b Share) int { return a.Outcome - b.Outcome })
	return mix
}

// climb moves to the maximum over lotteries of the outcomes in use. It reports
// failure if it does not settle.
func (q *product) climb() bool {
	for range 100 * (len(q.use) + 1) {
		if len(q.use) == 1 {
			return true
		}
		move, ok := q.newton()
		if !ok {
			return false
		}
		size := 0.0
		limit, out := 1.0, -1
		for j, m := range move {
			size = max(size, math.Abs(m))
			if m < 0 && q.lam[j] < -m*limit {
				limit, out = q.lam[j]/-m, j
			}
		}
		if size < 1e-15 {
			return true
		}
		step := q.search(move, limit)
		for j := range move {
			q.lam[j] = max(0, q.lam[j]+float64(step*move[j]))
		}
		if out >= 0 && step == limit {
			q.use, q.lam = slices.Delete(q.use, out, out+1), slices.Delete(q.lam, out, out+1)
		} else if size < 1e-12 {
			q.normalise()
			return true
		}
		q.normalise()
	}
	return false
}

func (q *product) normalise() {
	sum := 0.0
	for _, l := range q.lam {
		sum += l
	}
	for j := range q.lam {
		q.lam[j] /= sum
	}
}

// newton returns the change of weights, summing to zero, that maximises the
// second-order model of the sum of logarithms.
func (q *product) newton() ([]float64, bool) {
	g := q.gains()
	r := len(q.use) - 1
	m := make([][]float64, r)
	col := func(j, i int) float64 { return (q.u[i][q.use[j+1]] - q.u[i][q.use[0]]) / g[i] }
	for j := range m {
		m[j] = make([]float64, r+1)
		for i := range g {
			m[j][r] += float64(q.w[i] * col(j, i))
			for k := range r {
				m[j][k] += float64(q.w[i] * (col(j, i) * col(k, i)))
			}
		}
	}
	z, ok := gauss(m)
	if !ok {
		return nil, false
	}
	move := make([]float64, r+1)
	for j, x := range z {
		move[j+1] = x
		move[0] -= x
	}
	return move, true
}

// search returns the largest of limit, limit/2, limit/4, … that raises the sum of
// logarithms.
func (q *product) search(move []float64, limit float64) float64 {
	g := q.gains()
	dir := make([]float64, len(g))
	for i := range dir {
		for j, o := range q.use {
			dir[i] += float64(move[j] * (q.u[i][o] - q.d[i]))
		}
	}
	step := limit
	for range 60 {
		rise := 0.0
		for i := range g {
			rise += float64(q.w[i] * math.Log1p(step*dir[i]/g[i]))
		}
		if rise >= 0 {
			return step
		}
		step /= 2
	}
	return step
}

// gauss solves the square system whose rows carry their right hand side, by
// elimination with partial pivoting. It reports failure on a singular matrix.
func gauss(m [][]float64) ([]float64, bool) {
	n := len(m)
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(m[i][k]) > math.Abs(m[p][k]) {
				p = i
			}
		}
		m[k], m[p] = m[p], m[k]
		if !(math.Abs(m[k][k]) > 1e-200) {
			return nil, false
		}
		for i := k + 1; i < n; i++ {
			f := m[i][k] / m[k][k]
			for j := k; j <= n; j++ {
				m[i][j] -= float64(f * m[k][j])
			}
		}
	}
	x := make([]float64, n)
	for k := n - 1; k >= 0; k-- {
		x[k] = m[k][n]
		for j := k + 1; j < n; j++ {
			x[k] -= float64(m[k][j] * x[j])
		}
		x[k] /= m[k][k]
	}
	return x, true
}

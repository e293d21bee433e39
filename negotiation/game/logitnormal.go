package game

import "math"

// normalResponses evaluates logit responses in a normal form.
type normalResponses struct {
	g    *Normal
	from []int // first flat index of each player
	free []int // first free logit of each player
	// buffers for contractions are allocated per call: the type is shared.
}

// newNormalResponses prepares g.
func newNormalResponses(g *Normal) *normalResponses {
	r := &normalResponses{g: g}
	k, v := 0, 0
	for _, m := range g.size {
		r.from, r.free = append(r.from, k), append(r.free, v)
		k, v = k+m, v+m-1
	}
	return r
}

// payoffs implements responses.
func (r *normalResponses) payoffs(logp, value []float64, slope [][]float64) {
	g := r.g
	p := make([][]float64, len(g.size))
	for i, m := range g.size {
		p[i] = make([]float64, m)
		for s := range p[i] {
			p[i][s] = math.Exp(logp[r.from[i]+s])
		}
	}
	for i, m := range g.size {
		own := value[r.from[i] : r.from[i]+m]
		if len(g.size) == 1 {
			copy(own, g.value[0])
			continue
		}
		for j := range g.size {
			if j == i {
				continue
			}
			u := pairwise(g, p, i, j)
			r.fill(u, p, i, j, own, slope)
			if slope == nil {
				break
			}
		}
		if slope != nil {
			for s := range own {
				clear(slope[r.from[i]+s][r.free[i] : r.free[i]+m-1])
			}
		}
	}
}

// fill writes the payoffs of player i and their derivatives by the logits of
// player j from the matrix u of payoffs by both their strategies.
func (r *normalResponses) fill(u [][]float64, p [][]float64, i, j int, own []float64, slope [][]float64) {
	for s := range own {
		sum := 0.0
		for t, x := range u[s] {
			sum += p[j][t] * x
		}
		own[s] = sum
		if slope == nil {
			continue
		}
		row := slope[r.from[i]+s][r.free[j]:]
		for t := 1; t < len(u[s]); t++ {
			row[t-1] = p[j][t] * (u[s][t] - sum)
		}
	}
}

// pairwise returns the expected payoffs of player i by his own strategy and
// that of player j, the others mixing as in p.
func pairwise(g *Normal, p [][]float64, i, j int) [][]float64 {
	t := g.value[i]
	inner := 1
	for k, m := range g.size { // axes before k have been contracted or kept
		if k == i || k == j {
			inner *= m
			continue
		}
		t = contract(t, inner, m, p[k])
	}
	out := make([][]float64, g.size[i])
	for s := range out {
		out[s] = make([]float64, g.size[j])
		for q := range out[s] {
			if i < j {
				out[s][q] = t[s+q*g.size[i]]
			} else {
				out[s][q] = t[q+s*g.size[j]]
			}
		}
	}
	return out
}

// contract sums t, whose axes are (inner, m, outer) with inner running
// fastest, over its middle axis with weights p.
func contract(t []float64, inner, m int, p []float64) []float64 {
	outer := len(t) / (inner * m)
	out := make([]float64, inner*outer)
	for o := range outer {
		block := t[o*inner*m : (o+1)*inner*m]
		dst := out[o*inner : (o+1)*inner]
		if inner == 1 {
			sum := 0.0
			for s, w := range p {
				sum += w * block[s]
			}
			dst[0] = sum
			continue
		}
		for s, w := range p {
			if w == 0 {
				continue
			}
			for k, x := range block[s*inner : (s+1)*inner] {
				dst[k] += w * x
			}
		}
	}
	return out
}

// residual implements responses, from the table of payoffs.
func (r *normalResponses) residual(p []float64, lambda float64) (float64, []float64) {
	mixed, err := r.g.Mixed(p)
	if err != nil {
		return math.Inf(1), nil
	}
	gap, regret := 0.0, make([]float64, len(mixed))
	for i, u := range deviations(r.g, mixed) {
		gap = max(gap, responseGap(mixed[i], u, lambda))
		best := u[0]
		for _, x := range u {
			best = max(best, x)
		}
		regret[i] = best - dot(u, mixed[i])
	}
	return gap, regret
}

// responseGap returns the largest distance of p from the logit response to
// payoffs u.
func responseGap(p, u []float64, lambda float64) float64 {
	top := math.Inf(-1)
	for _, x := range u {
		top = max(top, x)
	}
	sum := 0.0
	for _, x := range u {
		sum += math.Exp(lambda * (x - top))
	}
	gap := 0.0
	for a, x := range u {
		gap = max(gap, math.Abs(p[a]-math.Exp(lambda*(x-top))/sum))
	}
	return gap
}

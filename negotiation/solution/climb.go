package solution

import "math"

// climb improves x by changing one issue at a time while the score of the gains
// rises. It is a heuristic: its end is weighed like any other choice.
func (b *bound[T]) climb() {
	b.sum()
	n := b.n
	score := b.score(b.z)
	z, y := b.z, b.y[:len(b.z)]
	for improved := true; improved; {
		improved = false
		for k := range b.x {
			now := (b.off[k] + b.x[k]) * n
			bestOption := -1
			for _, j := range b.opt[b.off[k] : b.off[k]+b.cnt[k]] {
				at := int(j) * n
				if at == now {
					continue
				}
				row, old := b.tab[at:][:len(y)], b.tab[now:][:len(y)]
				for i := range y {
					y[i] = z[i] + float64(row[i]-old[i])
				}
				if s := b.score(y); s > score && b.mayMove(k, int(j)) {
					score, bestOption = s, int(j)
				}
			}
			if bestOption < 0 {
				continue
			}
			for i := range b.z {
				b.z[i] += float64(b.tab[bestOption*n+i] - b.tab[now+i])
			}
			b.x[k], improved = bestOption-b.off[k], true
		}
	}
	b.offer()
}

// mayMove reports whether x with option j of issue k is feasible.
func (b *bound[T]) mayMove(k, j int) bool {
	if b.feasible == nil {
		return true
	}
	l := b.x[k]
	b.x[k] = j - b.off[k]
	ok := b.feasible(b.x)
	b.x[k] = l
	return ok
}

// score rates gains for climb: by the product if all count, by minus the
// shortfall otherwise; or by the smallest share and a little of their sum.
func (b *bound[T]) score(z []float64) float64 {
	if b.goal == goalNash {
		p, short := 1.0, 0.0
		for i, g := range z {
			if s := float64(g * b.scale[i]); g > b.tiny[i] {
				p *= s
			} else {
				short += s - 1e-6
			}
		}
		if short < 0 {
			return short
		}
		return p
	}
	low, sum := math.Inf(1), 0.0
	for i, g := range z {
		if u := b.unit[i]; u > 0 {
			low = min(low, g/u)
			sum += g / u
		}
	}
	return low + float64(1e-9*sum)
}

// level looks for multipliers that make the scalar bound of maximin small, by
// multiplicative weights, and weighs the choices it meets on the way.
func (b *bound[T]) level(rounds int) {
	parties := 0
	for i := range b.keep {
		b.keep[i] = 0
		if b.unit[i] > 0 {
			parties++
		}
	}
	for i, u := range b.unit {
		b.lam[i], b.mult[i] = 0, 0
		if u > 0 {
			b.lam[i] = 1 / float64(parties)
		}
	}
	least, bestX := math.Inf(1), math.Inf(-1)
	for round := range rounds {
		for i, u := range b.unit {
			if u > 0 {
				b.mult[i] = b.lam[i] / u
			}
		}
		b.scalars()
		if v := b.relaxed(); v < least {
			least = v
			copy(b.keep, b.mult)
		}
		b.sum()
		if !math.IsInf(b.enough, 1) {
			if b.leaf(); b.stop {
				return
			}
		}
		if s := b.score(b.z); s > bestX && b.mayMove(0, b.off[0]+b.x[0]) {
			bestX = s
			copy(b.start, b.x)
		}
		b.tilt(0.7 / (1 + float64(0.25*float64(round))))
	}
	copy(b.mult, b.keep)
	b.scalars()
	if !math.IsInf(bestX, -1) {
		copy(b.x, b.start)
		b.climb()
	}
}

// tilt shifts the weights towards the parties with the smallest shares in z.
func (b *bound[T]) tilt(rate float64) {
	lam := b.lam
	mean, span, total := 0.0, 0.0, 0.0
	for i, u := range b.unit {
		if u > 0 {
			mean += float64(lam[i] * b.z[i] / u)
		}
	}
	for i, u := range b.unit {
		if u > 0 {
			span = max(span, math.Abs(b.z[i]/u-mean))
		}
	}
	if span == 0 {
		return
	}
	for i, u := range b.unit {
		if u > 0 {
			lam[i] = float64(lam[i] * (1 - float64(rate*((b.z[i]/u-mean)/span))))
			total += lam[i]
		}
	}
	for i := range lam {
		lam[i] /= total
	}
}

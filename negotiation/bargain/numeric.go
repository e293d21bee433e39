package bargain

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
)

// bisect returns a point where f changes sign between lo and hi, to the last
// bit. It takes f to be not positive to the left of the root when rising is
// true, not negative when it is false, and never reads f at the ends.
func bisect(f func(float64) float64, lo, hi float64, rising bool) float64 {
	for range 2000 {
		mid := lo + (hi-lo)/2
		if mid <= lo || mid >= hi {
			break
		}
		y := f(mid)
		if y == 0 {
			return mid
		}
		if (y < 0) == rising {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + (hi-lo)/2
}

// root is bisect for a smooth f: false position with the Illinois rule, kept at
// least the last bits inside the bracket so that both ends close in, and a
// bisection whenever the bracket has not halved in four steps. It reads f at the
// ends and returns the end nearest a root if f does not change sign.
func root(f func(float64) float64, lo, hi float64, rising bool) float64 {
	a, b := f(lo), f(hi)
	if !rising {
		a, b = -a, -b
	}
	if a >= 0 {
		return lo
	}
	if b <= 0 {
		return hi
	}
	goal, side := (hi-lo)/2, 0
	for step := 1; step < 400; step++ {
		x := lo + (hi-lo)*(a/(a-b))
		if !(x >= lo && x <= hi) || (step%4 == 0 && hi-lo > goal) { // f may be infinite
			x = lo + (hi-lo)/2
		}
		if step%4 == 0 {
			goal = (hi - lo) / 2
		}
		bit := 3e-16 * max(abs(lo), abs(hi))
		if hi-lo <= 3*bit {
			break
		}
		x = clamp(x, lo+bit, hi-bit)
		y := f(x)
		if !rising {
			y = -y
		}
		switch {
		case y == 0:
			return x
		case y < 0:
			if side < 0 {
				b /= 2
			}
			lo, a, side = x, y, -1
		default:
			if side > 0 {
				a /= 2
			}
			hi, b, side = x, y, 1
		}
	}
	return lo + (hi-lo)/2
}

// rule holds the places and weights of a Gauss-Legendre rule on [-1, 1].
type rule struct{ place, weight []float64 }

func legendre(n int) rule {
	r := rule{make([]float64, n), make([]float64, n)}
	quad.Legendre{}.FixedLocations(r.place, r.weight, -1, 1)
	return r
}

// over applies the rule to f from lo to hi, zero on an empty or reversed interval.
func (r rule) over(f func(float64) float64, lo, hi float64) float64 {
	if !(hi > lo) {
		return 0
	}
	half, mid, sum := (hi-lo)/2, lo+(hi-lo)/2, 0.0
	for k, x := range r.place {
		sum += r.weight[k] * f(mid+half*x)
	}
	return sum * half
}

var legendre64, legendre16 = legendre(64), legendre(16)

// integral returns the integral of a smooth f by Gauss-Legendre quadrature on 64
// points.
func integral(f func(float64) float64, lo, hi float64) float64 { return legendre64.over(f, lo, hi) }

// integral16 is integral on 16 points, for inner integrals.
func integral16(f func(float64) float64, lo, hi float64) float64 { return legendre16.over(f, lo, hi) }

// pieces integrates a function that is smooth between the given points only.
// Points outside (lo, hi) are ignored; they need not be sorted.
func pieces(f func(float64) float64, lo, hi float64, kinks ...float64) float64 {
	total, from := 0.0, lo
	for from < hi {
		to := hi
		for _, k := range kinks {
			if k > from && k < to {
				to = k
			}
		}
		total += integral(f, from, to)
		from = to
	}
	return total
}

// midpoints integrates f by the midpoint rule on n cells: crude, and
// independent of integral, so that it can check it.
func midpoints(f func(float64) float64, lo, hi float64, n int) float64 {
	h, sum := (hi-lo)/float64(n), 0.0
	for i := range n {
		sum += f(lo + (float64(i)+0.5)*h)
	}
	return sum * h
}

// gridMax returns the largest value of f on n+1 equally spaced points.
func gridMax(f func(float64) float64, lo, hi float64, n int) (at, best float64) {
	best = math.Inf(-1)
	for i := range n + 1 {
		x := lo + (hi-lo)*float64(i)/float64(n)
		if y := f(x); y > best {
			at, best = x, y
		}
	}
	return at, best
}

func clamp(x, lo, hi float64) float64 { return min(max(x, lo), hi) }

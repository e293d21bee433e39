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

// integral returns the integral of a smooth f from lo to hi by Gauss-Legendre
// quadrature on 64 points, and zero on an empty or reversed interval.
func integral(f func(float64) float64, lo, hi float64) float64 {
	if !(hi > lo) {
		return 0
	}
	return quad.Fixed(f, lo, hi, 64, quad.Legendre{}, 1)
}

// integral16 is integral on 16 points, for inner integrals.
func integral16(f func(float64) float64, lo, hi float64) float64 {
	if !(hi > lo) {
		return 0
	}
	return quad.Fixed(f, lo, hi, 16, quad.Legendre{}, 1)
}

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

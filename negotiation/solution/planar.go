package solution

// A frontier is the individually rational Pareto frontier of a two-party problem,
// traversed with party 0 gaining and party 1 losing as the parameter grows.
type frontier interface {
	// span returns the parameters of the ends; equal if the frontier is a point.
	span() (lo, hi float64)

	// at returns the payoffs at a parameter in the span.
	at(s float64) (x, y float64)

	// point is at with the lottery or the parameter that attains it.
	point(s float64) Point

	// cross returns where f, affine and falling along the frontier, is zero, or
	// the end that is nearer to zero if it has no zero.
	cross(f func(x, y float64) float64) float64

	// nash maximises w0·log(x − d0) + w1·log(y − d1).
	nash(w []float64) float64

	// heaviest maximises w0·x + w1·y.
	heaviest(w []float64) float64

	// halve returns where a measure is the same on both sides. The density is
	// that of an infinitesimal step (dx, dy) at (x, y), positive homogeneous in
	// the step and constant along straight lines; before and after are what
	// lies outside the ends, neither more than half of the whole.
	halve(density func(x, y, dx, dy float64) float64, before, after float64) float64
}

// planar returns the frontier of a convex two-party problem that has been checked,
// or nil if the problem has another number of parties.
func planar(p Problem) (frontier, error) {
	d := p.disagreement()
	switch s := p.Set.(type) {
	case Curve:
		return newArc(s, d)
	case Mixtures:
		if len(s) == 2 {
			return newChain(s, d)
		}
	}
	return nil, nil
}

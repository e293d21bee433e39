package solution

import "math"

// EqualArea picks the Pareto optimal point at which the segment from disagreement
// cuts the individually rational part of the set into two halves of equal area.
// It is defined for two parties on Mixtures and Curves; payoff may be thrown
// away (the area is that of the comprehensive hull). The solution is scale invariant, symmetric and monotone in area.
//
// Anbarci, N., Bigelow, J. (1994). The area monotonic solution to the cooperative
// bargaining problem. Mathematical Social Sciences 28(2), 133–142.
type EqualArea struct{}

// PerlesMaschler picks the point that two travellers reach who start at the two
// ends of the frontier and move so that the products of their speeds in the two
// utilities stay equal:
//
//	∫ √(−dx·dy)   is the same on both sides of the point.
//
// It is defined for two parties on Mixtures and Curves. On a straight segment it
// is exact. It is the only symmetric, scale invariant, superadditive and
// continuous solution.
//
// Perles, M., Maschler, M. (1981). The super-additive solution for the Nash
// bargaining game. International Journal of Game Theory 10, 163–193.
// https://doi.org/10.1007/BF01755963
type PerlesMaschler struct{}

// Raiffa picks the limit of the sequential (discrete) procedure in which every
// step makes the average of the parties' best points, given that no other party
// falls below the present point t, the next point:
//
//	t ← (1/n) Σ_i (t_1, …, b_i(t), …, t_n),   b_i(t) = max { u_i : u ≥ t }.
//
// It is defined on Mixtures and Curves under free disposal. The distance to the
// frontier shrinks by 1−1/n or faster in every step; steps end when no party can
// gain more than 1e-12 of the range of its payoffs.
//
// Raiffa, H. (1953). Arbitration schemes for generalized two-person games.
// Contributions to the Theory of Games 2, 361–387.
// https://doi.org/10.1515/9781400881970-022
type Raiffa struct{}

// Solve implements Concept.
func (EqualArea) Solve(p Problem) (Point, error) {
	fr, err := needPlanar("EqualArea", p)
	if err != nil {
		return Point{}, err
	}
	d := p.disagreement()
	lo, hi := fr.span()
	x0, y0 := fr.at(lo)
	x1, y1 := fr.at(hi)
	sector := func(x, y, dx, dy float64) float64 {
		return (float64((y-d[1])*dx) - float64((x-d[0])*dy)) / 2
	}
	before, after := (x0-d[0])*(y0-d[1])/2, (x1-d[0])*(y1-d[1])/2
	return fr.point(fr.halve(sector, before, after)), nil
}

// Solve implements Concept.
func (PerlesMaschler) Solve(p Problem) (Point, error) {
	fr, err := needPlanar("PerlesMaschler", p)
	if err != nil {
		return Point{}, err
	}
	speed := func(x, y, dx, dy float64) float64 { return math.Sqrt(max(0, dx) * max(0, -dy)) }
	return fr.point(fr.halve(speed, 0, 0)), nil
}

// needPlanar returns the frontier of a convex two-party problem, or an error.
func needPlanar(concept string, p Problem) (frontier, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	fr, err := planar(p)
	if fr == nil && err == nil {
		err = unsupported(concept, p.Set, "Mixtures or a Curve with 2 parties")
	}
	return fr, err
}

// raiffaTol is the gain at which Raiffa's steps end, as a share of the payoff range
// (the first ideal gain with two parties).
const raiffaTol = 1e-12

// Solve implements Concept.
func (Raiffa) Solve(p Problem) (Point, error) {
	if err := p.Check(); err != nil {
		return Point{}, err
	}
	fr, err := planar(p)
	switch {
	case err != nil:
		return Point{}, err
	case fr != nil:
		return raiffaPlanar(fr, p.disagreement()), nil
	}
	if s, ok := p.Set.(Mixtures); ok {
		return raiffaHull(s, p.disagreement())
	}
	return Point{}, unsupported("Raiffa", p.Set, "Mixtures or a Curve")
}

func raiffaPlanar(fr frontier, d []float64) Point {
	tx, ty := d[0], d[1]
	lo, hi := fr.span()
	_, top := fr.at(lo)
	right, _ := fr.at(hi)
	gx, gy := right-tx, top-ty
	for range 200 {
		bx, _ := fr.at(fr.cross(func(x, y float64) float64 { return y - ty }))
		_, cy := fr.at(fr.cross(func(x, y float64) float64 { return tx - x }))
		if bx-tx <= raiffaTol*gx && cy-ty <= raiffaTol*gy {
			break
		}
		tx, ty = tx+float64(max(0, bx-tx)/2), ty+float64(max(0, cy-ty)/2)
	}
	return fr.point(fr.cross(func(x, y float64) float64 { return tx - x }))
}

package solution

import "math"

// A Zone is the zone of possible agreement: what every party likes at least as
// much as disagreement.
type Zone struct {
	// Exists reports whether some point of the set is acceptable to all.
	Exists bool

	// Count is the number of acceptable outcomes and Share their fraction of
	// all outcomes. On Mixtures they count outcomes, not lotteries, so that a
	// zone may exist with Count 0. On a Curve Count is 0 and Share is the
	// fraction of the parameter interval that is acceptable.
	Count int
	Share float64

	// Witness is an acceptable point, if there is one: among Outcomes and on
	// Mixtures of other than two parties the point with the largest smallest
	// gain relative to the range of the party's payoffs; else the middle of
	// the acceptable frontier.
	Witness Point
}

// FindZone returns the zone of possible agreement of p. It returns an error only
// if the problem is malformed or, on Mixtures, an answer cannot be certified;
// that there is no zone is not an error.
//
// Raiffa, H. (1982). The Art and Science of Negotiation. Harvard University Press.
func FindZone(p Problem) (Zone, error) {
	if err := p.Check(); err != nil {
		return Zone{}, err
	}
	z, err := findZone(p, p.disagreement())
	if err == ErrNoZone {
		return z, nil
	}
	z.Exists = err == nil
	return z, err
}

func findZone(p Problem, d []float64) (z Zone, err error) {
	var u [][]float64
	switch s := p.Set.(type) {
	case Outcomes:
		u = s
	case Mixtures:
		u = s
	}
	if u != nil {
		list := acceptable(u, d)
		z.Count, z.Share = len(list), float64(len(list))/float64(len(u[0]))
		if _, ok := p.Set.(Outcomes); ok {
			if len(list) == 0 {
				return z, ErrNoZone
			}
			z.Witness = pure(u, maximinFinite(u, ray{d, ranges(u)}, list))
			return z, nil
		}
	}
	fr, err := planar(p)
	if err != nil {
		return z, err
	}
	if fr != nil {
		lo, hi := fr.span()
		z.Witness = fr.point(lo + float64((hi-lo)/2))
		if c, ok := p.Set.(Curve); ok {
			z.Share = 1
			if c.Hi > c.Lo {
				z.Share = (hi - lo) / (c.Hi - c.Lo)
			}
		}
		return z, nil
	}
	h := newHull(u, d)
	t, mix, _, err := h.reach(ray{d, h.scale})
	switch {
	case err != nil:
		return z, err
	case t < -hullTol:
		return z, ErrNoZone
	}
	z.Witness = Point{Payoff: mixPayoff(u, mix), Mix: mix}
	return z, nil
}

// ranges returns the range of each row, 1 where it is zero.
func ranges(u [][]float64) []float64 {
	r := make([]float64, len(u))
	for i, row := range u {
		low, high := math.Inf(1), math.Inf(-1)
		for _, x := range row {
			low, high = min(low, x), max(high, x)
		}
		if r[i] = high - low; r[i] == 0 {
			r[i] = 1
		}
	}
	return r
}

package negotiation

import "math"

// unwrap takes the provenance and the known numbers off q: a draw of q is
// offset + scale times a draw of core. core is never Sourced, Shifted or
// Scaled. A negative scale turns core around.
func unwrap(q Quantity) (core Quantity, scale, offset float64) {
	scale = 1
	for {
		switch t := q.(type) {
		case Sourced:
			q = t.Quantity
		case Shifted:
			offset += float64(scale * t.By)
			q = t.Of
		case Scaled:
			scale *= t.By
			q = t.Of
		default:
			return q, scale, offset
		}
	}
}

// support returns the ends between which every draw of q lies: infinite where
// the distribution is unbounded, comes arbitrarily close to an end it never
// reaches on a logarithmic scale, or is of a foreign type.
func support(q Quantity) (lo, hi float64) {
	core, scale, offset := unwrap(q)
	if scale == 0 {
		return offset, offset
	}
	lo, hi = coreSupport(core)
	lo, hi = offset+float64(scale*lo), offset+float64(scale*hi)
	return min(lo, hi), max(lo, hi)
}

func coreSupport(q Quantity) (lo, hi float64) {
	switch t := q.(type) {
	case Exactly:
		return float64(t), float64(t)
	case Uniform:
		return t.Min, t.Max
	case Triangular:
		return t.Min, t.Max
	case PERT:
		return t.Min, t.Max
	case TruncatedNormal:
		return t.Min, t.Max
	case LogUniform:
		return t.Min, t.Max
	case Beta:
		return 0, 1
	case Discrete:
		v := newSteps(t.Values, t.Weights).values
		return v[0], v[len(v)-1]
	case Empirical:
		v := sortedCopy(t.Values)
		return v[0], v[len(v)-1]
	}
	return math.Inf(-1), math.Inf(1)
}

// quantityRange returns the range that is checked against the range wanted: the
// ends of a bounded quantity, and the quantiles 0.001 and 0.999 in place of an
// end that it does not have. q must be valid.
func quantityRange(q Quantity) (lo, hi float64) {
	lo, hi = support(q)
	if math.IsInf(lo, 0) {
		lo = q.Quantile(0.001)
	}
	if math.IsInf(hi, 0) {
		hi = q.Quantile(0.999)
	}
	return lo, hi
}

// extremes returns the smallest and the largest number that a stream's uniforms
// make of q; of a foreign type its range, since its far tails may be rough.
func extremes(q Quantity) (lo, hi float64) {
	if !portable(q) {
		return quantityRange(q)
	}
	return q.Quantile(0x1p-53), q.Quantile(1 - 0x1p-53)
}

// isExact reports whether all draws of q are one number, and which. It sees
// through provenance and arithmetic. q must be valid.
func isExact(q Quantity) (float64, bool) {
	lo, hi := support(q)
	if lo != hi || math.IsInf(lo, 0) {
		return 0, false
	}
	return lo, true
}

// portable reports whether every operation behind q is the library's own, so
// that draws carry the same bits on every architecture.
func portable(q Quantity) bool {
	core, _, _ := unwrap(q)
	switch core.(type) {
	case Exactly, Uniform, Triangular, PERT, Beta, TruncatedNormal, Normal, LogNormal, LogUniform, Discrete, Empirical:
		return true
	}
	return false
}

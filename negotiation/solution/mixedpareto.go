package solution

import (
	"context"
	"slices"
)

// MixedPareto returns, in ascending order, the outcomes that no lottery over the
// other outcomes weakly dominates: the corners of the Pareto frontier of the
// convex hull, from which every Pareto optimal lottery can be made. Of equal
// payoffs the lowest outcome is kept.
//
// payoff is n×m, row i is party i. For two parties it is a monotone chain in
// O(m log m). Otherwise every outcome of the Pareto frontier is tested by a
// certified linear program against those still standing, from the last to the
// first; an outcome within 1e-11 of the payoff ranges of being dominated is
// dropped. It returns ErrInput for a malformed matrix, ErrUncertified where a
// program cannot be verified, and ctx.Err() if ctx ends.
func MixedPareto(ctx context.Context, payoff [][]float64) ([]int, error) {
	var f faults
	if checkMatrix(payoff, &f); f.list != nil {
		return nil, f.err()
	}
	if len(payoff) == 2 {
		var list []int
		for _, c := range upperHull(payoff) {
			list = append(list, c.outcome)
		}
		slices.Sort(list)
		return list, ctx.Err()
	}
	list, err := paretoOf(ctx, payoff, Merge)
	if err != nil {
		return nil, err
	}
	for k := len(list) - 1; k >= 0 && len(list) > 1; k-- {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		others := slices.Concat(list[:k], list[k+1:])
		u := make([][]float64, len(payoff))
		for i := range u {
			for _, o := range others {
				u[i] = append(u[i], payoff[i][o])
			}
		}
		base := column(payoff, list[k])
		h := newHull(u, base)
		t, _, _, err := h.reach(ray{base, h.scale})
		if err != nil {
			return nil, err
		}
		if t >= -hullTol {
			list = others
		}
	}
	return list, nil
}

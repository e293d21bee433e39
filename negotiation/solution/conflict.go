package solution

import (
	"cmp"
	"slices"
)

// Conflict returns the fraction of pairs of outcomes that two parties rank in
// opposite order, averaged over the pairs of parties: 1 for exactly opposed
// rankings, 0 for equal ones. Pairs that a party is indifferent about are not in
// conflict. Every pair is counted, in O(m log m) for each pair of parties.
//
// payoff is n×m with n ≥ 2 parties and m ≥ 2 outcomes. Faults are returned
// together, wrapping ErrInput. Ranks only matter, so that the measure does not
// depend on units; it counts the discordant pairs of Kendall's tau.
//
// Kendall, M. (1938). A new measure of rank correlation. Biometrika 30(1/2),
// 81–93. https://doi.org/10.1093/biomet/30.1-2.81
func Conflict(payoff [][]float64) (float64, error) {
	var f faults
	checkMatrix(payoff, &f)
	if len(payoff) == 1 {
		f.addf("1 party, want at least 2")
	}
	if len(payoff) > 0 && len(payoff[0]) == 1 {
		f.addf("1 outcome, want at least 2")
	}
	if err := f.err(); err != nil {
		return 0, err
	}
	n, m := len(payoff), len(payoff[0])
	sum := 0.0
	for i := range n {
		for j := range i {
			sum += float64(discordant(payoff[i], payoff[j]))
		}
	}
	pairs := float64(m) * float64(m-1) / 2 * float64(n) * float64(n-1) / 2
	return sum / pairs, nil
}

// discordant counts the pairs of positions that x and y order oppositely.
func discordant(x, y []float64) int64 {
	order := make([]int, len(x))
	for o := range order {
		order[o] = o
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(x[a], x[b]), cmp.Compare(y[a], y[b]))
	})
	v := make([]float64, len(x))
	for k, o := range order {
		v[k] = y[o]
	}
	return inversions(v, make([]float64, len(v)))
}

// inversions sorts v and returns how many pairs stood in falling order.
func inversions(v, spare []float64) int64 {
	if len(v) < 2 {
		return 0
	}
	mid := len(v) / 2
	count := inversions(v[:mid], spare[:mid]) + inversions(v[mid:], spare[mid:])
	copy(spare, v)
	a, b := spare[:mid], spare[mid:]
	for k := range v {
		if len(b) == 0 || len(a) > 0 && a[0] <= b[0] {
			v[k], a = a[0], a[1:]
		} else {
			v[k], b = b[0], b[1:]
			count += int64(len(a))
		}
	}
	return count
}

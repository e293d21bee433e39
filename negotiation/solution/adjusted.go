package solution

import (
	"cmp"
	"math"
	"slices"
)

// An Award is a division of items between two parties.
type Award struct {
	// Share is what party 0 gets of each item, in [0, 1]; party 1 gets the
	// rest. At most one entry is neither 0 nor 1.
	Share []float64
	// Payoff is the points each party values its part at.
	Payoff [2]float64
	// Split is the item that is divided between them, -1 if none is.
	Split int
}

// AdjustedWinner divides items between two parties that have distributed points
// over them, each item divisible if need be. Every item first goes to the party
// with the larger fraction of its points on it (ties to party 0); then the party
// that is ahead gives items back, those with the smallest ratio of its own to the
// other's points first (ties to the lower item), the last one in part, until
// both have the same fraction of their points.
//
// points is 2×k: row i holds party i's points, at least 0 with a positive sum;
// sums need not be equal, since fractions are compared. The award is efficient,
// equitable and envy-free, and divides at most one item. Faults are returned
// together, wrapping ErrInput.
//
// Brams, S., Taylor, A. (1996). Fair Division: From Cake-Cutting to Dispute
// Resolution. Cambridge University Press. https://doi.org/10.1017/CBO9780511598975
func AdjustedWinner(points [2][]float64) (Award, error) {
	total, err := checkPoints(points)
	if err != nil {
		return Award{}, err
	}
	k := len(points[0])
	w := Award{Share: make([]float64, k), Split: -1}
	for j := range k {
		if points[0][j]*total[1] >= points[1][j]*total[0] {
			w.Share[j] = 1
		}
	}
	lead := 0
	if w.value(points, total); w.Payoff[0]*total[1] < w.Payoff[1]*total[0] {
		lead = 1
	}
	w.adjust(points, total, lead)
	w.value(points, total)
	return w, nil
}

// adjust moves items from the leader to the other until fractions are equal.
func (w *Award) adjust(points [2][]float64, total [2]float64, lead int) {
	var items []int
	for j, s := range w.Share {
		if (s == 1) == (lead == 0) {
			items = append(items, j)
		}
	}
	mine, yours := points[lead], points[1-lead]
	slices.SortStableFunc(items, func(a, b int) int {
		return cmp.Compare(mine[a]*yours[b], mine[b]*yours[a])
	})
	slices.SortStableFunc(items, func(a, b int) int { // worthless to the other: last
		return cmp.Compare(b2i(yours[a] == 0), b2i(yours[b] == 0))
	})
	for _, j := range items {
		ahead := float64(w.Payoff[lead]*total[1-lead]) - float64(w.Payoff[1-lead]*total[lead])
		move := float64(mine[j]*total[1-lead]) + float64(yours[j]*total[lead])
		if ahead <= 0 || move == 0 {
			continue
		}
		part := min(1, ahead/move)
		if lead == 0 {
			w.Share[j] = 1 - part
		} else {
			w.Share[j] = part
		}
		w.value(points, total)
		if part < 1 {
			w.Split = j
			return
		}
	}
}

// value recomputes the payoffs from the shares.
func (w *Award) value(points [2][]float64, total [2]float64) {
	w.Payoff = [2]float64{}
	for j, s := range w.Share {
		w.Payoff[0] += float64(s * points[0][j])
		w.Payoff[1] += float64((1 - s) * points[1][j])
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func checkPoints(points [2][]float64) (total [2]float64, err error) {
	var f faults
	if len(points[0]) == 0 {
		f.addf("no items, want at least 1")
	}
	if len(points[0]) != len(points[1]) {
		f.addf("party 0 has points for %d items and party 1 for %d, want equal numbers", len(points[0]), len(points[1]))
	}
	for i, row := range points {
		for j, x := range row {
			if f.number(x, "points of party %d on item %d", i, j); x < 0 {
				f.addf("points of party %d on item %d are %v, want at least 0", i, j, x)
			}
			total[i] += x
		}
		if !(total[i] > 0) || math.IsInf(total[i], 0) {
			f.addf("points of party %d sum to %v, want a positive number", i, total[i])
		}
	}
	return total, f.err()
}

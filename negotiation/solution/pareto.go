package solution

import (
	"cmp"
	"slices"
)

// Duplicates says what a frontier does with outcomes of equal payoffs.
type Duplicates int

const (
	// Merge keeps the lowest outcome of each payoff vector. It is the default.
	Merge Duplicates = iota
	// Keep keeps every outcome.
	Keep
)

// Pareto returns the outcomes that no other outcome dominates, in ascending order:
// those for which no other gives every party at least as much and some party
// more. The frontier is exact: payoffs are compared as they are, without
// tolerance.
//
// payoff is n×m, row i is party i. Outcomes that a few strong outcomes dominate
// are dropped first; the others are sorted and swept, which takes O(m log m) for
// up to three parties and O(m·f) for f frontier points otherwise. Faults of the
// matrix are returned together, wrapping ErrInput.
//
// Kung, H. T., Luccio, F., Preparata, F. P. (1975). On finding the maxima of a set
// of vectors. Journal of the ACM 22(4), 469–476. https://doi.org/10.1145/321906.321910
func Pareto(payoff [][]float64, dup Duplicates) ([]int, error) {
	var f faults
	checkMatrix(payoff, &f)
	if dup != Merge && dup != Keep {
		f.addf("duplicates are %d, want Merge or Keep", int(dup))
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	return paretoOf(payoff, dup), nil
}

// paretoOf is Pareto on a sound matrix.
func paretoOf(u [][]float64, dup Duplicates) []int {
	list := sift(u)
	slices.SortFunc(list, func(a, b int) int {
		for i := range u {
			if c := cmp.Compare(u[i][b], u[i][a]); c != 0 {
				return c
			}
		}
		return cmp.Compare(a, b)
	})
	list = sweep(u, list, dup)
	slices.Sort(list)
	return list
}

// sift returns the outcomes that none of a few strong outcomes, the best by
// several weighted sums of normalised payoffs, beats in every payoff.
func sift(u [][]float64) []int {
	pivots := strong(u)
	list := make([]int, 0, 64)
next:
	for o := range u[0] {
		for _, p := range pivots {
			beaten := true
			for i := range u {
				if u[i][p] <= u[i][o] {
					beaten = false
					break
				}
			}
			if beaten {
				continue next
			}
		}
		list = append(list, o)
	}
	return list
}

// strong returns the maximisers of the plain sum of normalised payoffs and of
// the sums in which one party counts twice or four times.
func strong(u [][]float64) []int {
	n := len(u)
	scale := make([]float64, n)
	for i, row := range u {
		scale[i] = slices.Max(row) - slices.Min(row)
		if scale[i] > 0 {
			scale[i] = 1 / scale[i]
		}
	}
	best := make([]int, 2*n+1)
	top := make([]float64, 2*n+1)
	for o := range u[0] {
		sum := 0.0
		for i := range u {
			sum += float64(scale[i] * u[i][o])
		}
		for b := range best {
			s := sum
			if b < 2*n {
				s += float64(scale[b/2] * u[b/2][o] * float64(1+b%2*2))
			}
			if o == 0 || s > top[b] {
				best[b], top[b] = o, s
			}
		}
	}
	return best
}

// sweep filters a list sorted downwards by payoffs and upwards by outcome. No
// entry is dominated by a later one, so each is held against what was kept.
func sweep(u [][]float64, list []int, dup Duplicates) []int {
	kept := list[:0]
	var dominated func(o int) bool
	switch len(u) {
	case 1:
		dominated = func(o int) bool { return len(kept) > 0 }
	case 2:
		dominated = func(o int) bool { return len(kept) > 0 && u[1][kept[len(kept)-1]] >= u[1][o] }
	case 3:
		var st stairs[float64]
		dominated = func(o int) bool { return !st.add(u[1][o], u[2][o]) }
	default:
		dominated = func(o int) bool { return anyAtLeast(u, kept, o) }
	}
	for _, o := range list {
		if len(kept) > 0 && equalColumns(u, kept[len(kept)-1], o) {
			if dup == Keep {
				kept = append(kept, o)
			}
			continue
		}
		if !dominated(o) {
			kept = append(kept, o)
		}
	}
	return kept
}

func equalColumns(u [][]float64, a, b int) bool {
	for i := range u {
		if u[i][a] != u[i][b] {
			return false
		}
	}
	return true
}

// anyAtLeast reports whether some listed outcome gives every party at least as
// much as o. The one that did so last is moved to the front, where it is likely
// to do so again; the order of kept does not matter, except that its last entry
// is the one most recently kept, which is never moved.
func anyAtLeast(u [][]float64, kept []int, o int) bool {
	for k, p := range kept {
		if atLeast(u, p, o) {
			if k > 0 && k < len(kept)-1 {
				kept[k], kept[k/2] = kept[k/2], kept[k]
			}
			return true
		}
	}
	return false
}

func atLeast(u [][]float64, p, o int) bool {
	for i := range u {
		if u[i][p] < u[i][o] {
			return false
		}
	}
	return true
}

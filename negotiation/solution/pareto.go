package solution

import (
	"cmp"
	"context"
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
// are dropped first; the others are sorted and swept for up to three parties, in
// O(m log m), and divided and conquered otherwise, in O(m log^(n−2) m). Faults of
// the matrix are returned together, wrapping ErrInput, and ctx.Err() if ctx ends
// during long work with four or more parties.
//
// Kung, H. T., Luccio, F., Preparata, F. P. (1975). On finding the maxima of a set
// of vectors. Journal of the ACM 22(4), 469–476. https://doi.org/10.1145/321906.321910
func Pareto(ctx context.Context, payoff [][]float64, dup Duplicates) ([]int, error) {
	var f faults
	checkMatrix(payoff, &f)
	if dup != Merge && dup != Keep {
		f.addf("duplicates are %d, want Merge or Keep", int(dup))
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	return paretoOf(ctx, payoff, dup)
}

// paretoOf is Pareto on a sound matrix.
func paretoOf(ctx context.Context, u [][]float64, dup Duplicates) ([]int, error) {
	list := sift(u)
	slices.SortFunc(list, func(a, b int) int {
		for i := range u {
			if c := cmp.Compare(u[i][b], u[i][a]); c != 0 {
				return c
			}
		}
		return cmp.Compare(a, b)
	})
	var err error
	if len(u) <= 3 {
		list = sweep(u, list, dup)
	} else {
		list, err = conquer(ctx, u, list, dup)
	}
	slices.Sort(list)
	return list, err
}

// mustPareto is the merged frontier of a sound matrix, without a way to stop.
func mustPareto(u [][]float64) []int {
	list, _ := paretoOf(context.Background(), u, Merge)
	return list
}

// conquer filters a sorted list by divide and conquer. Vectors of equal payoffs
// are represented by the first of them.
func conquer(ctx context.Context, u [][]float64, list []int, dup Duplicates) ([]int, error) {
	m := maxima[float64]{n: len(u), ctx: ctx}
	var starts []int // of the runs of equal payoffs
	for k, o := range list {
		if k == 0 || !equalColumns(u, list[k-1], o) {
			starts = append(starts, k)
			for i := range u {
				m.v = append(m.v, u[i][o])
			}
		}
	}
	runs := make([]int, len(starts))
	for r := range runs {
		runs[r] = r
	}
	runs, err := m.front(runs)
	starts = append(starts, len(list))
	var kept []int
	for _, r := range runs {
		run := list[starts[r]:starts[r+1]]
		if dup == Merge {
			run = run[:1]
		}
		kept = append(kept, run...)
	}
	return kept, err
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

// siftSample is about how many outcomes strong looks at.
const siftSample = 8192

// strong returns the maximisers, among every so-manieth outcome, of the plain sum
// of normalised payoffs and of the sums in which one party counts twice or four
// times.
func strong(u [][]float64) []int {
	n, m := len(u), len(u[0])
	step := m/siftSample + 1
	scale := make([]float64, n)
	for i, row := range u {
		low, high := row[0], row[0]
		for o := 0; o < m; o += step {
			low, high = min(low, row[o]), max(high, row[o])
		}
		if high > low {
			scale[i] = 1 / (high - low)
		}
	}
	best := make([]int, 2*n+1)
	top := make([]float64, 2*n+1)
	for o := 0; o < m; o += step {
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
	slices.Reverse(best) // the plain sum beats most
	return best
}

// sweep filters a list of up to three parties' outcomes, sorted downwards by
// payoffs and upwards by outcome. No entry is dominated by a later one, so each is
// held against what was kept.
func sweep(u [][]float64, list []int, dup Duplicates) []int {
	kept := list[:0]
	var st stairs[float64]
	for _, o := range list {
		if last := len(kept) - 1; last >= 0 {
			if equalColumns(u, kept[last], o) {
				if dup == Keep {
					kept = append(kept, o)
				}
				continue
			}
			if len(u) == 1 || len(u) == 2 && u[1][kept[last]] >= u[1][o] {
				continue
			}
		}
		if len(u) < 3 || st.add(u[1][o], u[2][o]) {
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

package game

import (
	"cmp"
	"context"
	"math/big"
	"slices"
)

// maxComponents bounds the search for Nash subsets.
const maxComponents = 1 << 14

// components returns the maximal Nash subsets: the maximal complete bipartite
// subgraphs of the graph whose edges are the extreme equilibria. They are the
// intersections of the neighbourhoods of the first player's strategies.
//
// von Stengel, B. (1996). Computing equilibria for two-person games. Handbook
// of Game Theory 3, 1723–1759. https://doi.org/10.1016/S1574-0005(02)03008-4
func components(ctx context.Context, found []Equilibrium) ([]Component, error) {
	left, right := map[string]int{}, map[string]int{}
	edge := map[[2]int]int{} // equilibrium of a pair of strategies
	var neighbours [][]int   // of each strategy of player 0, sorted
	rightShown := []int{}
	for k, q := range found {
		a, b := rowKey(q.Exact[0]), rowKey(q.Exact[1])
		if _, ok := left[a]; !ok {
			left[a] = len(left)
			neighbours = append(neighbours, nil)
		}
		if _, ok := right[b]; !ok {
			right[b] = len(right)
			rightShown = append(rightShown, k)
		}
		edge[[2]int{left[a], right[b]}] = k
		neighbours[left[a]] = append(neighbours[left[a]], right[b])
	}
	sets := [][]int{}
	seen := map[string]bool{}
	push := func(s []int) {
		if key := intsKey(s); len(s) > 0 && !seen[key] {
			seen[key] = true
			sets = append(sets, s)
		}
	}
	for _, s := range neighbours {
		slices.Sort(s)
		push(s)
	}
	for head := 0; head < len(sets); head++ {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if len(sets) > maxComponents {
			return nil, &SizeError{"Nash subsets", float64(len(sets)), maxComponents, "candidate subsets", "the extreme equilibria themselves"}
		}
		for _, s := range neighbours {
			push(intersect(sets[head], s))
		}
	}
	var out []Component
	for _, s := range sets {
		var c Component
		for a, t := range neighbours {
			if len(intersect(s, t)) == len(s) {
				c.First = append(c.First, edge[[2]int{a, s[0]}])
			}
		}
		for _, b := range s {
			c.Second = append(c.Second, rightShown[b])
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b Component) int { return cmp.Compare(slices.Min(a.First), slices.Min(b.First)) })
	return out, nil
}

// rowKey writes a mixed strategy as text.
func rowKey(row []*big.Rat) string {
	var b []byte
	for _, x := range row {
		b = append(append(b, x.RatString()...), ' ')
	}
	return string(b)
}

// intsKey writes a sorted list of numbers as text.
func intsKey(s []int) string {
	b := make([]byte, 0, 4*len(s))
	for _, x := range s {
		b = append(b, byte(x), byte(x>>8), byte(x>>16), byte(x>>24))
	}
	return string(b)
}

// intersect returns the common members of two sorted lists.
func intersect(a, b []int) []int {
	var out []int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			out = append(out, a[i])
			i, j = i+1, j+1
		}
	}
	return out
}

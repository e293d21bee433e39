package game

import (
	"context"
	"math"
	"slices"
)

// maxSupports bounds the supports that Supports looks at, maxBoxes the boxes
// into which it cuts the profiles of one support, and allBoxes those of all
// supports together, after which each gets leastBoxes only.
const (
	maxSupports = 1 << 22
	maxBoxes    = 20000
	allBoxes    = 200000
	leastBoxes  = 100
)

// SupportResult is the result of Supports.
type SupportResult struct {
	// Equilibria have different supports or different probabilities and are
	// sorted by support size.
	Equilibria []Equilibrium
	// Complete reports that every support was either excluded or solved, so
	// that there are no other equilibria. With two players it is false if
	// [Extreme] finds the game degenerate. With more it is false where a
	// support has a continuum of equilibria, or one that is nearly so, or took
	// too many bisections; Open counts such supports.
	Complete bool
	Open     int
}

// Supports returns the Nash equilibria of a game with any number of players,
// support by support: small and balanced ones first, leaving out those with a
// strategy that is dominated given the supports of the others. With two
// players the equations are linear and solved in rationals. With more, the box
// of all profiles on the support is bisected until each piece is excluded by
// bounds on the payoffs or proved by an interval Newton step to hold exactly
// one solution.
//
// In a degenerate game an equilibrium that is not isolated may be missed; then
// Complete is false. [Extreme] describes such components for two players. More
// than 2^22 supports are a [*SizeError].
//
// Porter, R., Nudelman, E. and Shoham, Y. (2008). Simple search methods for
// finding a Nash equilibrium. Games and Economic Behavior 63(2), 642–662.
// https://doi.org/10.1016/j.geb.2006.03.015
//
// Krawczyk, R. (1969). Newton-Algorithmen zur Bestimmung von Nullstellen mit
// Fehlerschranken. Computing 4, 187–201. https://doi.org/10.1007/BF02234767
func Supports(ctx context.Context, g *Normal) (*SupportResult, error) {
	count := 1.0
	for _, m := range g.size {
		count *= math.Exp2(float64(m)) - 1
	}
	if count > maxSupports {
		return nil, &SizeError{"support enumeration", count, maxSupports, "supports", "Homotopy for one equilibrium"}
	}
	out := &SupportResult{Complete: true}
	s := &supportSearch{ctx: ctx, g: g, out: out, span: g.span()}
	for _, sizes := range supportSizes(g.size) {
		if err := s.descend(sizes, nil); err != nil {
			return nil, err
		}
	}
	if len(g.size) == 2 {
		all, err := Extreme(ctx, g)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out.Complete = err == nil && !all.Degenerate
	}
	return out, nil
}

// supportSizes returns all vectors of support sizes, smallest total first and
// balanced ones before others.
func supportSizes(size []int) [][]int {
	out := [][]int{{}}
	for _, m := range size {
		var next [][]int
		for _, v := range out {
			for k := 1; k <= m; k++ {
				next = append(next, append(slices.Clone(v), k))
			}
		}
		out = next
	}
	key := func(v []int) (total, spread int) {
		for _, k := range v {
			total += k
		}
		return total, slices.Max(v) - slices.Min(v)
	}
	slices.SortStableFunc(out, func(a, b []int) int {
		ta, sa := key(a)
		tb, sb := key(b)
		if len(size) == 2 && sa != sb {
			return sa - sb
		}
		if ta != tb {
			return ta - tb
		}
		return sa - sb
	})
	return out
}

// supportSearch is the state of Supports.
type supportSearch struct {
	ctx  context.Context
	g    *Normal
	out  *SupportResult
	span float64
	used int // boxes so far
}

// descend chooses the supports of the players one after the other. A support
// is given up when some strategy in it is strictly dominated within what is
// chosen and, for the players to come, all they have.
func (s *supportSearch) descend(sizes []int, chosen [][]int) error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	i := len(chosen)
	if i == len(sizes) {
		return s.solve(chosen)
	}
	set := make([]int, sizes[i])
	for k := range set {
		set[k] = k
	}
	for {
		next := append(chosen[:i:i], slices.Clone(set))
		if !s.dominated(next) {
			if err := s.descend(sizes, next); err != nil {
				return err
			}
		}
		if !nextSubset(set, s.g.size[i]) {
			return nil
		}
	}
}

// nextSubset steps set to the next subset of 0 to n−1 of its size.
func nextSubset(set []int, n int) bool {
	for k := len(set) - 1; k >= 0; k-- {
		if set[k] < n-len(set)+k {
			set[k]++
			for j := k + 1; j < len(set); j++ {
				set[j] = set[j-1] + 1
			}
			return true
		}
	}
	return false
}

// dominated reports whether a chosen strategy is strictly dominated by any
// strategy of its player given the supports so far.
func (s *supportSearch) dominated(chosen [][]int) bool {
	full := make([][]int, len(s.g.size))
	for j := range full {
		if j < len(chosen) {
			full[j] = chosen[j]
			continue
		}
		for t := range s.g.size[j] {
			full[j] = append(full[j], t)
		}
	}
	d := &eliminator{g: s.g, by: StrictPure}
	for i, set := range chosen {
		others := d.profiles(full, i)
		for _, a := range set {
			for b := range s.g.size[i] {
				if a != b && s.allBetter(others, i, a, b) {
					return true
				}
			}
		}
	}
	return false
}

// allBetter reports whether strategy b of player i beats a in every cell.
func (s *supportSearch) allBetter(others []int, i, a, b int) bool {
	for _, c := range others {
		if s.g.compare(i, c+b*s.g.stride[i], c+a*s.g.stride[i]) <= 0 {
			return false
		}
	}
	return true
}

// solve finds the equilibria with a given support.
func (s *supportSearch) solve(support [][]int) error {
	if len(support) == 2 {
		return s.solveTwo(support)
	}
	box := newBox(s.g, support)
	if len(box.low) == 0 {
		return s.solvePure(support)
	}
	return s.bisect(support, box)
}

// solvePure checks a pure profile in rationals.
func (s *supportSearch) solvePure(support [][]int) error {
	at := make([]int, len(support))
	for i, set := range support {
		at[i] = set[0]
	}
	q, err := s.g.CertifyExact(s.g.pureExact(at))
	if err == nil && q.Certificate.Holds(0) {
		s.keep(q)
	}
	return err
}

// solveTwo solves the linear equations of a support of a two-player game.
func (s *supportSearch) solveTwo(support [][]int) error {
	if len(support[0]) != len(support[1]) {
		return nil // carries isolated equilibria in no game
	}
	x, okX := s.g.indifferent(1, support[0], support[1])
	y, okY := s.g.indifferent(0, support[1], support[0])
	if !okX || !okY {
		return nil
	}
	q, err := s.g.CertifyExact(ExactMixed{x, y})
	if err == nil && q.Certificate.Holds(0) {
		s.keep(q)
	}
	return err
}

// keep adds an equilibrium unless it is known.
func (s *supportSearch) keep(q Equilibrium) {
	q.Certificate.Method = "support enumeration"
	for _, old := range s.out.Equilibria {
		far := 0.0
		for i, row := range q.Profile {
			for t, x := range row {
				far = max(far, abs(x-old.Profile[i][t]))
			}
		}
		if far < 1e-9 {
			return
		}
	}
	s.out.Equilibria = append(s.out.Equilibria, q)
}

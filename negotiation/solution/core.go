package solution

import (
	"context"
	"fmt"
	"math"
)

// Excess returns the largest complaint against a payoff vector, max v(S) − x(S)
// over coalitions S other than none and all, and the lowest coalition that has
// it. A payoff vector that sums to v(N) is in the core if its excess is at most 0.
// With one player there is no such coalition, and the excess is −∞.
// It panics if x has not one entry per player.
func (g *Game) Excess(x []float64) (float64, Coalition) {
	if len(x) != g.n {
		panic("solution: payoff vector of wrong length")
	}
	worst, who := math.Inf(-1), Coalition(0)
	sum := subsetSums(x)
	for s := 1; s < len(g.v)-1; s++ {
		if e := g.v[s] - sum[s]; e > worst {
			worst, who = e, Coalition(s)
		}
	}
	return worst, who
}

// InCore reports whether x is in the core up to a tolerance in payoff units: it
// sums to v(N), and no coalition is worth more than its members get. If it is
// not, the lowest of the coalitions with the largest complaint is returned: the
// grand one if x does not sum to v(N).
//
// Gillies, D. (1959). Solutions to general non-zero-sum games. Contributions to the
// Theory of Games 4, 47–85. https://doi.org/10.1515/9781400882168-005
func (g *Game) InCore(x []float64, tolerance float64) (bool, Coalition) {
	worst, who := g.Excess(x)
	sum := 0.0
	for _, xi := range x {
		sum += xi
	}
	if math.Abs(sum-g.v[g.grand()]) > tolerance {
		return false, g.grand()
	}
	if worst > tolerance {
		return false, who
	}
	return true, 0
}

// A Division is a payoff vector with what it leaves coalitions to complain about.
type Division struct {
	// Payoff is what each player gets; it sums to v(N).
	Payoff []float64
	// Excess is the largest complaint, max v(S) − x(S) over coalitions S other
	// than none and all, recomputed from Payoff over every coalition.
	Excess float64
}

// Core returns a payoff vector in the core and whether there is one. It is a point
// of the least core.
func (g *Game) Core(ctx context.Context) (Division, bool, error) {
	d, err := g.LeastCore(ctx)
	if err != nil {
		return Division{}, false, err
	}
	return d, d.Excess <= coreTol*g.size(), nil
}

// coreTol is the tolerance, relative to the largest worth, within which an excess
// counts as zero.
const coreTol = 1e-9

func (g *Game) size() float64 {
	size := 0.0
	for _, v := range g.v {
		size = max(size, math.Abs(v))
	}
	if size == 0 {
		return 1
	}
	return size
}

// LeastCore returns a payoff vector that minimises the largest complaint ε:
//
//	min ε   subject to  x(S) + ε ≥ v(S) for all S other than none and all,  x(N) = v(N).
//
// The core is empty exactly if ε > 0. Coalitions enter the program as they are
// violated, and the last program is certified by its dual, a balanced collection.
// It returns ErrTooLarge for more than 20 players, ErrUncertified where an answer
// cannot be verified, and ctx.Err() if ctx ends.
//
// Maschler, M., Peleg, B., Shapley, L. (1979). Geometric properties of the kernel,
// nucleolus, and related solution concepts. Mathematics of Operations Research
// 4(4), 303–338. https://doi.org/10.1287/moor.4.4.303
func (g *Game) LeastCore(ctx context.Context) (Division, error) {
	lex, err := newLexicon(g, false)
	if err != nil {
		return Division{}, err
	}
	if g.n == 1 {
		return Division{[]float64{g.v[1]}, math.Inf(-1)}, nil
	}
	if _, err := lex.stage(ctx); err != nil {
		return Division{}, err
	}
	return lex.division()
}

// Nucleolus returns the imputation (a payoff vector that sums to v(N) and gives
// nobody less than it is worth alone) whose complaints v(S) − x(S), sorted
// downwards, are lexicographically smallest. It is unique and lies in the core if
// the core is not empty.
//
// It solves at most n linear programs of the least core's kind; each fixes the
// coalitions whose complaint can shrink no further, those with a positive price.
// It returns ErrEmptyImputations if v(N) is less than the sum of the players'
// worths alone, ErrTooLarge for more than 20 players, ErrUncertified where an
// answer cannot be verified, and ctx.Err() if ctx ends.
//
// Schmeidler, D. (1969). The nucleolus of a characteristic function game. SIAM
// Journal on Applied Mathematics 17(6), 1163–1170. https://doi.org/10.1137/0117107
func (g *Game) Nucleolus(ctx context.Context) (Division, error) {
	alone := 0.0
	for i := range g.n {
		alone += g.v[1<<i]
	}
	if alone > g.v[g.grand()]+float64(1e-12*g.size()) {
		return Division{}, fmt.Errorf("%w: the players are worth %v alone and %v together", ErrEmptyImputations, alone, g.v[g.grand()])
	}
	return g.nucleolus(ctx, true)
}

// Prenucleolus is Nucleolus without the condition that nobody gets less than it is
// worth alone. It always exists.
func (g *Game) Prenucleolus(ctx context.Context) (Division, error) {
	return g.nucleolus(ctx, false)
}

func (g *Game) nucleolus(ctx context.Context, rational bool) (Division, error) {
	lex, err := newLexicon(g, rational)
	if err != nil {
		return Division{}, err
	}
	if g.n == 1 {
		return Division{[]float64{g.v[1]}, math.Inf(-1)}, nil
	}
	for range g.n {
		done, err := lex.stage(ctx)
		if err != nil {
			return Division{}, err
		}
		if done {
			return lex.division()
		}
	}
	return Division{}, fmt.Errorf("%w: nucleolus of %d players", ErrUncertified, g.n)
}

// lexPlayers bounds the games whose linear programs are solved.
const lexPlayers = 20

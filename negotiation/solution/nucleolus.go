package solution

import (
	"context"
	"fmt"
	"math"
	"math/big"
)

// A lexicon minimises complaints lexicographically, stage by stage. At each stage
// the payoffs of some coalitions are settled; the stage minimises the largest
// complaint ε of all coalitions that are not settled by implication:
//
//	min ε  s.t.  x(S) + ε ≥ v(S) for S unsettled,  x(T) = share(T) for T settled,
//	             x_i ≥ v(i) if rational,
//
// by its dual: weights δ_S ≥ 0 that sum to 1, free prices of the settled, and
// prices of rationality, which balance in every player. Coalitions enter the
// program when they are violated.
type lexicon struct {
	g        *Game
	scale    float64 // worths are divided by it, a power of two
	rational bool
	settled  []Coalition // linearly independent, the grand coalition first
	share    []float64   // what a settled coalition gets, scaled
	use      []Coalition // coalitions in the program
	null     [][]int64   // basis of the vectors orthogonal to all settled
	x        []float64   // payoffs of the last stage, scaled
}

func newLexicon(g *Game, rational bool) (*lexicon, error) {
	if g.n > lexPlayers {
		return nil, fmt.Errorf("%w: %d players, want at most %d", ErrTooLarge, g.n, lexPlayers)
	}
	_, exp := math.Frexp(g.size())
	lex := &lexicon{g: g, scale: math.Ldexp(1, exp), rational: rational}
	lex.settle(g.grand(), g.v[g.grand()]/lex.scale)
	for i := range g.n {
		one := Coalition(1) << i
		lex.use = append(lex.use, one, g.grand()&^one)
	}
	return lex, nil
}

// settle fixes the payoff of a coalition, unless that of others implies it.
func (lex *lexicon) settle(s Coalition, share float64) {
	if len(lex.settled) > 0 && !lex.open(s) {
		return
	}
	lex.settled = append(lex.settled, s)
	lex.share = append(lex.share, share)
	lex.null = nullSpace(lex.settled, lex.g.n)
}

// open reports whether the payoff of s is not implied by those of the settled.
func (lex *lexicon) open(s Coalition) bool {
	for _, z := range lex.null {
		sum := int64(0)
		for i, zi := range z {
			if s.Has(i) {
				sum += zi
			}
		}
		if sum != 0 {
			return true
		}
	}
	return false
}

// lexTol is the tolerance on complaints of scaled worths, which are at most 1.
const lexTol = 1e-11

// stage solves one stage, settles what it determines, and reports whether all
// payoffs are settled.
func (lex *lexicon) stage(ctx context.Context) (done bool, err error) {
	for range lex.g.v {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		opt, active, err := lex.solve()
		if err != nil {
			return false, err
		}
		n := lex.g.n
		eps := -opt.y[n]
		lex.x = make([]float64, n)
		for i := range lex.x {
			if y := opt.y[i]; math.Abs(y) > 1e-14 {
				lex.x[i] = -y
			}
		}
		if s, e := lex.worst(eps + lexTol); s != 0 {
			for _, used := range active {
				if used == s && e > eps+100*lexTol {
					return false, fmt.Errorf("%w: complaint of coalition %b", ErrUncertified, s)
				}
			}
			lex.use = append(lex.use, s)
			continue
		}
		lex.harvest(opt, active, eps)
		return len(lex.settled) == n, nil
	}
	return false, fmt.Errorf("%w: least core of %d players", ErrUncertified, lex.g.n)
}

// harvest settles the coalitions, and the players held at their worth alone, that
// have a positive price.
func (lex *lexicon) harvest(opt optimum, active []Coalition, eps float64) {
	top := 0.0
	for j := range active {
		top = max(top, opt.x[j])
	}
	for j, s := range active {
		if opt.x[j] > 1e-7*top {
			lex.settle(s, lex.g.v[s]/lex.scale-eps)
		}
	}
	if !lex.rational {
		return
	}
	for i := range lex.g.n {
		if opt.x[len(opt.x)-lex.g.n+i] > 1e-7*top {
			lex.settle(Coalition(1)<<i, lex.g.v[1<<i]/lex.scale)
		}
	}
}

// worst returns the open coalition with the largest complaint above a level.
func (lex *lexicon) worst(level float64) (who Coalition, excess float64) {
	sum := subsetSums(lex.x)
	for s := 1; s < len(sum)-1; s++ {
		if e := lex.g.v[s]/lex.scale - sum[s]; e > level && lex.open(Coalition(s)) {
			who, level = Coalition(s), e
		}
	}
	return who, level
}

// solve solves the stage's dual over the open coalitions in use, which it returns.
// Its columns are theirs, two for each settled coalition, and one per player if
// payoffs must be rational. Rows are the players and the sum of weights.
func (lex *lexicon) solve() (optimum, []Coalition, error) {
	n := lex.g.n
	var l linear
	l.a = make([][]float64, n+1)
	l.b = make([]float64, n+1)
	l.b[n] = 1
	column := func(s Coalition, entry, one, cost float64) {
		l.c = append(l.c, cost)
		for i := range n {
			l.a[i] = append(l.a[i], 0)
			if s.Has(i) {
				l.a[i][len(l.c)-1] = entry
			}
		}
		l.a[n] = append(l.a[n], one)
	}
	var active []Coalition
	for _, s := range lex.use {
		if lex.open(s) {
			active = append(active, s)
			column(s, 1, 1, -lex.g.v[s]/lex.scale)
		}
	}
	if len(active) == 0 { // all in use are settled; any open one will do
		for i := range n {
			if s := Coalition(1) << i; lex.open(s) {
				active = append(active, s)
				column(s, 1, 1, -lex.g.v[s]/lex.scale)
			}
		}
	}
	for k, t := range lex.settled {
		column(t, 1, 0, -lex.share[k])
		column(t, -1, 0, lex.share[k])
	}
	if lex.rational {
		for i := range n {
			column(Coalition(1)<<i, 1, 0, -lex.g.v[1<<i]/lex.scale)
		}
	}
	opt, err := l.solve()
	return opt, active, err
}

// division scales the payoffs back and recomputes the largest complaint.
func (lex *lexicon) division() (Division, error) {
	d := Division{Payoff: make([]float64, lex.g.n)}
	sum := 0.0
	for i, x := range lex.x {
		d.Payoff[i] = float64(x * lex.scale)
		sum += d.Payoff[i]
	}
	if !(math.Abs(sum-lex.g.v[lex.g.grand()]) <= 1e-9*lex.scale) {
		return Division{}, fmt.Errorf("%w: payoffs sum to %v", ErrUncertified, sum)
	}
	d.Excess, _ = lex.g.Excess(d.Payoff)
	return d, nil
}

// nullSpace returns integer vectors that span the orthogonal complement of the
// coalitions' indicator vectors, which are linearly independent. The entries are
// minors of a 0-1 matrix of at most 20 rows, so they fit into an int64 with room
// for sums.
func nullSpace(rows []Coalition, n int) [][]int64 {
	m := make([][]*big.Rat, len(rows))
	for k, s := range rows {
		m[k] = make([]*big.Rat, n)
		for i := range n {
			m[k][i] = big.NewRat(int64(s>>i&1), 1)
		}
	}
	pivot := reduce(m, n)
	var null [][]int64
	for free := range n {
		if _, ok := pivot[free]; ok {
			continue
		}
		z := make([]*big.Rat, n)
		lcm := big.NewInt(1)
		for i := range n {
			z[i] = new(big.Rat)
			if k, ok := pivot[i]; ok {
				z[i].Neg(m[k][free])
			} else if i == free {
				z[i].SetInt64(1)
			}
			d := z[i].Denom()
			lcm.Mul(lcm, new(big.Int).Quo(d, new(big.Int).GCD(nil, nil, lcm, d)))
		}
		whole := make([]int64, n)
		for i := range n {
			whole[i] = new(big.Rat).Mul(z[i], new(big.Rat).SetInt(lcm)).Num().Int64()
		}
		null = append(null, whole)
	}
	return null
}

// reduce brings m to reduced row echelon form and returns the row of each pivot
// column.
func reduce(m [][]*big.Rat, n int) map[int]int {
	pivot := map[int]int{}
	row := 0
	for c := 0; c < n && row < len(m); c++ {
		p := row
		for p < len(m) && m[p][c].Sign() == 0 {
			p++
		}
		if p == len(m) {
			continue
		}
		m[row], m[p] = m[p], m[row]
		inv := new(big.Rat).Inv(m[row][c])
		for j := range n {
			m[row][j] = new(big.Rat).Mul(m[row][j], inv)
		}
		for i := range m {
			if f := m[i][c]; i != row && f.Sign() != 0 {
				f = new(big.Rat).Set(f)
				for j := range n {
					m[i][j] = new(big.Rat).Sub(m[i][j], new(big.Rat).Mul(f, m[row][j]))
				}
			}
		}
		pivot[c] = row
		row++
	}
	return pivot
}

package solution

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
)

// A Coalition is a set of players: bit i stands for player i.
type Coalition uint32

// Has reports whether player i belongs to the coalition.
func (c Coalition) Has(i int) bool { return c>>i&1 == 1 }

// Size returns the number of players in the coalition.
func (c Coalition) Size() int { return bits.OnesCount32(uint32(c)) }

// maxPlayers bounds a Game: its worth table has 2^n entries.
const maxPlayers = 24

// A Game is a cooperative game with transferable utility: every coalition has a
// worth that it can share out as it likes. It is immutable and may be shared.
type Game struct {
	n int
	v []float64
}

// NewGame returns the game in which coalition S is worth worth[S]. worth has
// 2^n entries for n players, 1 ≤ n ≤ 24; entry 0, the empty coalition, must be 0.
// The slice is copied. Faults are returned together, wrapping ErrInput, or
// ErrTooLarge for more than 24 players.
func NewGame(worth []float64) (*Game, error) {
	n := bits.Len(uint(len(worth))) - 1
	if len(worth) < 2 || len(worth) != 1<<n {
		return nil, fmt.Errorf("%w: %d worths, want 2^n for n players", ErrInput, len(worth))
	}
	if n > maxPlayers {
		return nil, fmt.Errorf("%w: %d players, want at most %d", ErrTooLarge, n, maxPlayers)
	}
	var f faults
	for s, x := range worth {
		if !(x >= -maxSize && x <= maxSize) {
			f.number(x, "worth of coalition %b", s)
		}
	}
	if worth[0] != 0 {
		f.addf("worth of the empty coalition is %v, want 0", worth[0])
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	return &Game{n, append([]float64(nil), worth...)}, nil
}

// newGame fills the worth table from a function. n must be in range.
func newGame(n int, worth func(s Coalition) float64) *Game {
	g := &Game{n, make([]float64, 1<<n)}
	for s := range g.v {
		g.v[s] = worth(Coalition(s))
	}
	return g
}

// WeightedVoting returns the simple game in which a coalition is worth 1 if its
// weights sum to at least the quota, else 0. Weights are at least 0; the quota is
// positive and at most their sum. Sums are floating point: whole weights and
// quotas compare exactly.
func WeightedVoting(quota float64, weights ...float64) (*Game, error) {
	total, err := checkAmounts("weight", weights)
	var f faults
	if f.number(quota, "quota"); !(quota > 0) || quota > total {
		f.addf("quota is %v, want it in (0, %v], the sum of weights", quota, total)
	}
	if err := cmp.Or(err, f.err()); err != nil {
		return nil, err
	}
	sum := subsetSums(weights)
	return newGame(len(weights), func(s Coalition) float64 {
		return float64(b2i(sum[s] >= quota))
	}), nil
}

// Bankruptcy returns the game of claims on an estate that may be too small: a
// coalition is worth what it is certain of, max(0, estate − claims of the others).
// Estate and claims are at least 0, and the estate is at most their sum.
//
// O'Neill, B. (1982). A problem of rights arbitration from the Talmud.
// Mathematical Social Sciences 2(4), 345–371. https://doi.org/10.1016/0165-4896(82)90029-4
func Bankruptcy(estate float64, claims ...float64) (*Game, error) {
	total, err := checkAmounts("claim", claims)
	var f faults
	if f.number(estate, "estate"); !(estate >= 0) || estate > total {
		f.addf("estate is %v, want it in [0, %v], the sum of claims", estate, total)
	}
	if err := cmp.Or(err, f.err()); err != nil {
		return nil, err
	}
	sum := subsetSums(claims)
	all := len(sum) - 1
	return newGame(len(claims), func(s Coalition) float64 {
		return max(0, estate-sum[all&^int(s)])
	}), nil
}

func checkAmounts(what string, amounts []float64) (total float64, err error) {
	if len(amounts) > maxPlayers {
		return 0, fmt.Errorf("%w: %d players, want at most %d", ErrTooLarge, len(amounts), maxPlayers)
	}
	var f faults
	if len(amounts) == 0 {
		f.addf("no players, want at least 1 %s", what)
	}
	for i, x := range amounts {
		if f.number(x, "%s of player %d", what, i); x < 0 {
			f.addf("%s of player %d is %v, want at least 0", what, i, x)
		}
		total += x
	}
	return total, f.err()
}

// subsetSums returns the sum over every subset, each in ascending order of bits
// from the top, so that supersets never sum to less.
func subsetSums(x []float64) []float64 {
	sum := make([]float64, 1<<len(x))
	for s := 1; s < len(sum); s++ {
		low := s & -s
		sum[s] = sum[s&^low] + x[bits.TrailingZeros(uint(s))]
	}
	return sum
}

// Players returns the number of players.
func (g *Game) Players() int { return g.n }

// Worth returns the worth of a coalition. It panics if the coalition has players
// the game has not.
func (g *Game) Worth(s Coalition) float64 { return g.v[s] }

// grand is the coalition of all players.
func (g *Game) grand() Coalition { return Coalition(len(g.v) - 1) }

// Shapley returns the Shapley value of every player: its expected marginal
// contribution when players arrive in random order,
//
//	φ_i = Σ_{S ∌ i} |S|!(n−|S|−1)!/n! · (v(S∪i) − v(S)).
//
// In a simple game this is the Shapley-Shubik index. Values sum to v(N), are equal
// for equal players and 0 for players that contribute nothing. It takes O(n·2^n).
//
// Shapley, L. (1953). A value for n-person games. Contributions to the Theory of
// Games 2, 307–317. https://doi.org/10.1515/9781400881970-018
//
// Shapley, L., Shubik, M. (1954). A method for evaluating the distribution of power
// in a committee system. American Political Science Review 48(3), 787–792.
// https://doi.org/10.2307/1951053
func (g *Game) Shapley() []float64 {
	weight := make([]float64, g.n) // 1 / (n · C(n−1, size))
	weight[0] = 1 / float64(g.n)
	for s := 1; s < g.n; s++ {
		weight[s] = weight[s-1] * float64(s) / float64(g.n-s)
	}
	return g.marginals(func(size int) float64 { return weight[size] })
}

// Banzhaf returns the absolute Banzhaf value of every player (in a simple game the
// Penrose power): its mean marginal contribution to a coalition of the others
// that every other player joins with probability one half. It takes O(n·2^n).
//
// Penrose, L. (1946). The elementary statistics of majority voting. Journal of the
// Royal Statistical Society 109(1), 53–57. https://doi.org/10.2307/2981392
//
// Dubey, P., Shapley, L. (1979). Mathematical properties of the Banzhaf power
// index. Mathematics of Operations Research 4(2), 99–131.
// https://doi.org/10.1287/moor.4.2.99
func (g *Game) Banzhaf() []float64 {
	w := math.Ldexp(1, 1-g.n)
	return g.marginals(func(int) float64 { return w })
}

// BanzhafIndex returns the Banzhaf values divided by their sum. It returns an
// error that wraps ErrInput if they sum to 0.
//
// Banzhaf, J. (1965). Weighted voting doesn't work: a mathematical analysis.
// Rutgers Law Review 19(2), 317–343.
func (g *Game) BanzhafIndex() ([]float64, error) {
	b := g.Banzhaf()
	total := 0.0
	for _, x := range b {
		total += x
	}
	if total == 0 {
		return nil, fmt.Errorf("%w: Banzhaf values sum to 0, an index needs players that contribute", ErrInput)
	}
	for i := range b {
		b[i] /= total
	}
	return b, nil
}

// marginals sums weight(|S|)·(v(S∪i) − v(S)) over the coalitions S without i.
// Contributions of equal weight are added up before they are weighted.
func (g *Game) marginals(weight func(size int) float64) []float64 {
	phi := make([]float64, g.n)
	sum := make([]float64, g.n)
	for i := range phi {
		clear(sum)
		bit := 1 << i
		for s, v := range g.v {
			if s&bit == 0 {
				sum[bits.OnesCount(uint(s))] += g.v[s|bit] - v
			}
		}
		for size, x := range sum {
			phi[i] += float64(weight(size) * x)
		}
	}
	return phi
}

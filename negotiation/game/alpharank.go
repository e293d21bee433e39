package game

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Selection sets the evolutionary process behind alpha-rank. The zero value is
// a population of 50 and a selection intensity of 0.1.
type Selection struct {
	Alpha      float64 // intensity of selection per utility unit; zero means 0.1
	Population int     // individuals per population, at least 2; zero means 50
}

// withDefaults fills in the zero fields and checks the others.
func (s Selection) withDefaults() (Selection, error) {
	if s.Alpha == 0 {
		s.Alpha = 0.1
	}
	if s.Population == 0 {
		s.Population = 50
	}
	if !(s.Alpha > 0) || math.IsInf(s.Alpha, 0) || s.Population < 2 {
		return s, fmt.Errorf("game: alpha is %v and the population %d, want a positive number and at least 2", s.Alpha, s.Population)
	}
	return s, nil
}

// Ranking is the long-run distribution of an evolutionary process.
type Ranking struct {
	// Mass is the share of time in each state: per strategy in one
	// population, per pure profile (player 0's strategy running fastest) with
	// one population per player.
	Mass []float64
	// Order lists the states by mass, largest first, ties to the lowest.
	Order []int
	// Certificate holds as residual the largest change of Mass in one step of
	// the process.
	Certificate Certificate
}

// maxStates bounds the states of a ranking.
const maxStates = 4096

// AlphaRank ranks the pure profiles of a game by how long a process of rare
// mutations and imitation stays at each, one population per player. More than
// 4096 profiles are a [*SizeError].
//
// Omidshafiei, S. et al. (2019). α-Rank: multi-agent evaluation by evolution.
// Scientific Reports 9, 9937. https://doi.org/10.1038/s41598-019-45619-9
func AlphaRank(ctx context.Context, g *Normal, s Selection) (*Ranking, error) {
	s, err := s.withDefaults()
	if err != nil {
		return nil, err
	}
	if g.cells > maxStates {
		return nil, &SizeError{"alpha-rank", float64(g.cells), maxStates, "pure profiles", "Replicator"}
	}
	neighbours := 0
	for _, m := range g.size {
		neighbours += m - 1
	}
	if neighbours == 0 {
		return rank(ctx, [][]float64{{1}})
	}
	chain := square(g.cells)
	for c := range g.cells {
		for i, m := range g.size {
			now := c / g.stride[i] % m
			for t := range m {
				if t == now {
					continue
				}
				d := c + (t-now)*g.stride[i]
				chain[c][d] = fixation(s, g.value[i][d]-g.value[i][c]) / float64(neighbours)
			}
		}
	}
	return rank(ctx, chain)
}

// fixation returns the probability that one mutant with a constant advantage
// takes over.
func fixation(s Selection, advantage float64) float64 {
	x := s.Alpha * advantage
	if math.Abs(x) < 1e-12 {
		return 1 / float64(s.Population)
	}
	if top := float64(s.Population) * x; top < -700 {
		return math.Exp(top - x) // (1−e^−x)/(1−e^−mx) for very negative x, up to a factor near one
	}
	return math.Expm1(-x) / math.Expm1(-float64(s.Population)*x)
}

// AlphaRankSymmetric ranks the strategies of one population that plays against
// itself, where payoff[r][s] is what r gets against s and everyone meets
// everyone else.
//
// Han, T. A., Pereira, L. M. and Lenaerts, T. (2013). Good agreements make
// good friends. Scientific Reports 3, 2695. https://doi.org/10.1038/srep02695
func AlphaRankSymmetric(ctx context.Context, payoff [][]float64, s Selection) (*Ranking, error) {
	s, err := s.withDefaults()
	if err != nil {
		return nil, err
	}
	n := len(payoff)
	if n == 0 {
		return nil, errors.New("game: no strategies")
	}
	if n > maxStates {
		return nil, &SizeError{"alpha-rank", float64(n), maxStates, "strategies", "ReplicatorSymmetric"}
	}
	for r, row := range payoff {
		if len(row) != n || !finiteRow(row) {
			return nil, fmt.Errorf("game: row %d wants %d finite payoffs", r+1, n)
		}
	}
	if n == 1 {
		return rank(ctx, [][]float64{{1}})
	}
	chain := square(n)
	for r := range n {
		for t := range n {
			if t != r {
				chain[r][t] = invasion(s, payoff, r, t) / float64(n-1)
			}
		}
	}
	return rank(ctx, chain)
}

// invasion returns the probability that one mutant t takes over a population
// of r.
func invasion(s Selection, payoff [][]float64, r, t int) float64 {
	m := s.Population
	sum, log := 1.0, 0.0
	for k := 1; k < m; k++ {
		x, rest := float64(k), float64(m-k)
		mutant := ((x-1)*payoff[t][t] + rest*payoff[t][r]) / float64(m-1)
		resident := (x*payoff[r][t] + (rest-1)*payoff[r][r]) / float64(m-1)
		log -= s.Alpha * (mutant - resident)
		sum += math.Exp(log)
	}
	return 1 / sum
}

// rank returns the stationary distribution of a chain given by its moves
// between different states, by state reduction, which subtracts nothing and so
// keeps small probabilities accurate.
//
// Grassmann, W. K., Taksar, M. I. and Heyman, D. P. (1985). Regenerative
// analysis and steady state distributions for Markov chains. Operations
// Research 33(5), 1107–1116. https://doi.org/10.1287/opre.33.5.1107
func rank(ctx context.Context, chain [][]float64) (*Ranking, error) {
	n := len(chain)
	a := square(n)
	for i := range chain {
		copy(a[i], chain[i])
	}
	for k := n - 1; k > 0; k-- {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out := 0.0
		for _, x := range a[k][:k] {
			out += x
		}
		if out == 0 {
			return nil, fmt.Errorf("%w: selection is so strong that a state is never left; lower Alpha", ErrNumeric)
		}
		for i := range k {
			if a[i][k] == 0 {
				continue
			}
			a[i][k] /= out
			for j := range k {
				a[i][j] += a[i][k] * a[k][j]
			}
		}
	}
	r := &Ranking{Mass: make([]float64, n)}
	r.Mass[0] = 1
	total := 1.0
	for k := 1; k < n; k++ {
		for i := range k {
			r.Mass[k] += r.Mass[i] * a[i][k]
		}
		total += r.Mass[k]
	}
	for k := range r.Mass {
		r.Mass[k] /= total
	}
	if !finiteRow(r.Mass) {
		return nil, fmt.Errorf("%w: stationary distribution overflows; lower Alpha", ErrNumeric)
	}
	r.Order = byMass(r.Mass)
	r.Certificate = Certificate{Method: "alpha-rank", Residual: drift(chain, r.Mass)}
	return r, nil
}

// drift returns the largest change of a distribution in one step of a chain.
func drift(chain [][]float64, p []float64) float64 {
	worst := 0.0
	for j := range p {
		flow := 0.0
		for i := range p {
			if i != j {
				flow += p[i]*chain[i][j] - p[j]*chain[j][i]
			}
		}
		worst = max(worst, math.Abs(flow))
	}
	return worst
}

// byMass returns the indices of p in descending order.
func byMass(p []float64) []int {
	out := make([]int, len(p))
	for k := range out {
		out[k] = k
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(p[b], p[a]) })
	return out
}

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
		return rank(ctx, noMoves(1))
	}
	chain := noMoves(g.cells)
	for c := range g.cells {
		for i, m := range g.size {
			now := c / g.stride[i] % m
			for t := range m {
				if t == now {
					continue
				}
				d := c + (t-now)*g.stride[i]
				chain[c][d] = fixation(s, g.value[i][d]-g.value[i][c]) - math.Log(float64(neighbours))
			}
		}
	}
	return rank(ctx, chain)
}

// fixation returns the log probability that one mutant with a constant
// advantage takes over.
func fixation(s Selection, advantage float64) float64 {
	x, m := s.Alpha*advantage, float64(s.Population)
	switch {
	case math.Abs(x) < 1e-12:
		return -math.Log(m)
	case x > 0:
		return math.Log(-math.Expm1(-x)) - math.Log(-math.Expm1(-m*x))
	}
	return logExpm1(-x) - logExpm1(-m*x)
}

// logExpm1 returns log(e^x − 1) for positive x.
func logExpm1(x float64) float64 {
	if x > 30 {
		return x
	}
	return math.Log(math.Expm1(x))
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
		return rank(ctx, noMoves(1))
	}
	chain := noMoves(n)
	for r := range n {
		for t := range n {
			if t != r {
				chain[r][t] = invasion(s, payoff, r, t) - math.Log(float64(n-1))
			}
		}
	}
	return rank(ctx, chain)
}

// invasion returns the log probability that one mutant t takes over a
// population of r.
func invasion(s Selection, payoff [][]float64, r, t int) float64 {
	m := s.Population
	logs, log := []float64{0}, 0.0
	for k := 1; k < m; k++ {
		x, rest := float64(k), float64(m-k)
		mutant := ((x-1)*payoff[t][t] + rest*payoff[t][r]) / float64(m-1)
		resident := (x*payoff[r][t] + (rest-1)*payoff[r][r]) / float64(m-1)
		log -= s.Alpha * (mutant - resident)
		logs = append(logs, log)
	}
	return -logSum(logs)
}

// logSum returns the logarithm of the sum of the exponentials of logs.
func logSum(logs []float64) float64 {
	top := math.Inf(-1)
	for _, x := range logs {
		top = max(top, x)
	}
	if math.IsInf(top, -1) {
		return top
	}
	sum := 0.0
	for _, x := range logs {
		sum += math.Exp(x - top)
	}
	return top + math.Log(sum)
}

// noMoves returns an n×n matrix of log probabilities of zero.
func noMoves(n int) [][]float64 {
	out := square(n)
	for i := range out {
		for j := range out[i] {
			out[i][j] = math.Inf(-1)
		}
	}
	return out
}

// deepest is the log probability below which a chain is reduced in logarithms.
const deepest = -300

// rank returns the stationary distribution of a chain given by the logs of
// its moves between different states.
func rank(ctx context.Context, logs [][]float64) (*Ranking, error) {
	lowest := 0.0
	chain := square(len(logs))
	for i, row := range logs {
		for j, x := range row {
			chain[i][j] = math.Exp(x)
			if !math.IsInf(x, -1) {
				lowest = min(lowest, x)
			}
		}
	}
	var mass []float64
	var err error
	if lowest < deepest {
		mass, err = reduceLogs(ctx, logs)
	} else {
		mass, err = reduceChain(ctx, chain)
	}
	if err != nil {
		return nil, err
	}
	if !finiteRow(mass) {
		return nil, fmt.Errorf("%w: stationary distribution is not finite; lower Alpha", ErrNumeric)
	}
	r := &Ranking{Mass: mass, Order: byMass(mass)}
	r.Certificate = Certificate{Method: "alpha-rank", Residual: drift(chain, mass), Infeasible: offSimplex(floats{}, mass)}
	return r, nil
}

// reduceChain returns the stationary distribution by state reduction, which
// subtracts nothing and so keeps small probabilities accurate.
//
// Grassmann, W. K., Taksar, M. I. and Heyman, D. P. (1985). Regenerative
// analysis and steady state distributions for Markov chains. Operations
// Research 33(5), 1107–1116. https://doi.org/10.1287/opre.33.5.1107
func reduceChain(ctx context.Context, chain [][]float64) ([]float64, error) {
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
	mass, total := make([]float64, n), 1.0
	mass[0] = 1
	for k := 1; k < n; k++ {
		for i := range k {
			mass[k] += mass[i] * a[i][k]
		}
		total += mass[k]
	}
	for k := range mass {
		mass[k] /= total
	}
	return mass, nil
}

// reduceLogs is reduceChain in logarithms, for selection so strong that
// probabilities underflow.
func reduceLogs(ctx context.Context, logs [][]float64) ([]float64, error) {
	n := len(logs)
	a := square(n)
	for i := range logs {
		copy(a[i], logs[i])
	}
	for k := n - 1; k > 0; k-- {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out := logSum(a[k][:k])
		for i := range k {
			a[i][k] -= out
			for j := range k {
				a[i][j] = logSum([]float64{a[i][j], a[i][k] + a[k][j]})
			}
		}
	}
	mass := make([]float64, n)
	terms := make([]float64, n)
	for k := 1; k < n; k++ {
		for i := range k {
			terms[i] = mass[i] + a[i][k]
		}
		mass[k] = logSum(terms[:k])
	}
	total := logSum(mass)
	for k := range mass {
		mass[k] = math.Exp(mass[k] - total)
	}
	return mass, nil
}

// drift returns the largest change of a distribution in one step of a chain.
func drift(chain [][]float64, p []float64) float64 {
	worst := 0.0
	for j := range p {
		flow := 0.0 // into state j less out of it
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

package solution

import "fmt"

// A Power is the voting power of every player of a weighted voting game.
type Power struct {
	// ShapleyShubik is the probability of being pivotal in a random order of
	// joining; it sums to 1.
	ShapleyShubik []float64
	// Penrose is the probability that a vote decides when all others vote yes
	// or no with equal chance: the absolute Banzhaf value.
	Penrose []float64
	// Banzhaf is Penrose divided by its sum.
	Banzhaf []float64
}

const (
	maxVoters      = 53      // counts of coalitions stay exact in float64
	maxVotingCells = 1 << 24 // size of the table of counts
)

// VotingPower returns the power indices of the game in which a coalition wins if
// its weights sum to at least the quota. It counts coalitions by size and weight
// rather than one by one, in O(n²·quota), and is exact up to the final division;
// Game does the same for games of any kind of up to 24 players.
//
// Weights are at least 0, and the quota is positive and at most their sum. It
// returns faults together, wrapping ErrInput, and ErrTooLarge for more than 53
// voters or a product of voters and quota beyond 2^24.
//
// Mann, I., Shapley, L. (1962). Values of large games, VI: evaluating the electoral
// college exactly. RAND Corporation RM-3158.
func VotingPower(quota int, weights []int) (Power, error) {
	n := len(weights)
	if err := checkVoting(quota, weights); err != nil {
		return Power{}, err
	}
	p := Power{make([]float64, n), make([]float64, n), make([]float64, n)}
	// count[s][w] is the number of coalitions of s voters with weight w < quota.
	count := make([][]float64, n+1)
	for s := range count {
		count[s] = make([]float64, quota)
	}
	count[0][0] = 1
	for _, w := range weights {
		for s := n; s > 0; s-- {
			for x := quota - 1; x >= w; x-- {
				count[s][x] += count[s-1][x-w]
			}
		}
	}
	total := 0.0
	for i, w := range weights {
		p.ShapleyShubik[i], p.Penrose[i] = pivots(count, w)
		total += p.Penrose[i]
	}
	for i := range p.Banzhaf {
		p.Banzhaf[i] = p.Penrose[i] / total
	}
	return p, nil
}

// pivots returns the two indices of a voter of weight w, given the counts of all.
func pivots(count [][]float64, w int) (shapley, penrose float64) {
	n, quota := len(count)-1, len(count[0])
	weight := 1 / float64(n) // s!(n−s−1)!/n!
	var before []float64     // counts of coalitions of s−1 without the voter
	for s := range n {
		without := append([]float64(nil), count[s]...)
		if s > 0 {
			for x := w; x < quota; x++ {
				without[x] -= before[x-w]
			}
			weight *= float64(s) / float64(n-s)
		}
		swings := 0.0
		for x := max(0, quota-w); x < quota; x++ {
			swings += without[x]
		}
		shapley += float64(weight * swings)
		penrose += swings
		before = without
	}
	for range n - 1 {
		penrose /= 2
	}
	return shapley, penrose
}

func checkVoting(quota int, weights []int) error {
	n := len(weights)
	if n > maxVoters || n > 0 && quota > maxVotingCells/n {
		return fmt.Errorf("%w: %d voters and a quota of %d, want at most %d voters and a product of %d", ErrTooLarge, n, quota, maxVoters, maxVotingCells)
	}
	var f faults
	if n == 0 {
		f.addf("no voters, want at least 1 weight")
	}
	left := quota // what the weights do not reach, to avoid their sum's overflow
	for i, w := range weights {
		if w < 0 {
			f.addf("weight of voter %d is %d, want at least 0", i, w)
		}
		left -= min(left, max(0, w))
	}
	if quota <= 0 || left > 0 {
		f.addf("quota is %d, want it positive and at most the sum of weights", quota)
	}
	return f.err()
}

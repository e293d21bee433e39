package empirical

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parleylab/parley/negotiation/game"
)

// ofStrategy reports whether a parameter belongs to a party's strategy.
func ofStrategy(path string) bool { return strings.Contains(path, "/strategy/") }

// profiles returns the number of strategy combinations.
func (t *Table) profiles() int {
	n := 1
	for range t.Seats {
		n *= len(t.Strategies)
	}
	return n
}

// profile returns the strategies of profile number i.
func (t *Table) profile(i int) []int {
	out := make([]int, len(t.Seats))
	for s := range out {
		out[s] = i % len(t.Strategies)
		i /= len(t.Strategies)
	}
	return out
}

// Complete reports whether every profile has been simulated.
func (t *Table) Complete() bool { return len(t.Cells) == t.profiles() }

// adopt takes over the cells of an interrupted run of the same study.
func (t *Table) adopt(from *Table) error {
	same := from.Scenario == t.Scenario && from.School == t.School && from.Seed == t.Seed && from.Runs == t.Runs &&
		slices.Equal(from.Seats, t.Seats) && slices.Equal(from.Strategies, t.Strategies)
	if !same || len(from.Cells) > t.profiles() {
		return fmt.Errorf("%w: the table to continue is of another study", ErrStudy)
	}
	for i, c := range from.Cells {
		if !slices.Equal(c.Profile, t.profile(i)) || len(c.Payoff) != len(t.Seats) {
			return fmt.Errorf("%w: cell %d of the table to continue is out of place", ErrStudy, i)
		}
	}
	t.Cells = slices.Clone(from.Cells)
	return nil
}

// Game returns the normal-form game of the mean payoffs. The table must be
// complete.
func (t *Table) Game() (*game.Normal, error) {
	return t.game(func(c Cell, i int) float64 { return c.Payoff[i].Mean })
}

// game returns the game with the payoffs that value gives.
func (t *Table) game(value func(c Cell, seat int) float64) (*game.Normal, error) {
	if !t.Complete() {
		return nil, fmt.Errorf("empirical: %d of %d profiles are simulated, want all", len(t.Cells), t.profiles())
	}
	sizes := make([]int, len(t.Seats))
	payoff := make([][]float64, len(t.Seats))
	for i := range sizes {
		sizes[i] = len(t.Strategies)
		for _, c := range t.Cells {
			payoff[i] = append(payoff[i], value(c, i))
		}
	}
	return game.Tensor(sizes, payoff)
}

// Name returns a profile in words: "boulware, linear, conceder".
func (t *Table) Name(profile []int) string {
	parts := make([]string, len(profile))
	for i, s := range profile {
		parts[i] = t.Strategies[s]
	}
	return strings.Join(parts, ", ")
}

package game

import (
	"errors"
	"fmt"
	"slices"
)

// maxCells bounds the number of profiles of a normal form, so that a short
// file cannot ask for all memory.
const maxCells = 1 << 24

// Outcome is a labelled vector of payoffs, one per player in utility units.
type Outcome struct {
	Label  string
	Payoff []Number
}

// Table describes a normal-form game before it is compiled. Payoff is called
// once per pure profile, player 0's strategy running fastest, and returns one
// number per player; it must not keep the profile.
type Table struct {
	Title, Comment string
	Players        []string
	Strategies     [][]string // Strategies[i] are the strategies of player i, at least one
	Payoff         func(profile []int) []Number
}

// Normal is a finite game in normal form: immutable and safe to share.
//
// Profiles are numbered with player 0's strategy running fastest, the order of
// Gambit's files.
type Normal struct {
	title, comment string
	players        []string
	strategies     [][]string
	size           []int       // strategies per player
	stride         []int       // distance of neighbouring strategies of a player in profile numbers
	cells          int         // number of profiles
	value          [][]float64 // value[i][profile]
	numbers        [][]Number  // numbers[profile][i]; rows of one outcome are shared
	outcomes       []Outcome   // labelled outcomes of a file, nil if it had none
	ints           wholes      // payoffs as integers, filled on first use
	outcomeAt      []int       // outcome of each profile counted from one; 0 means none; nil with outcomes
}

// NewNormal compiles t. It returns an error that names the fault if there is
// no player, a player has no strategy, a payoff row has a wrong length or a
// payoff is not finite, and a [*SizeError] beyond 2^24 profiles.
func NewNormal(t Table) (*Normal, error) {
	g, err := newShape(t.Title, t.Comment, t.Players, t.Strategies)
	if err != nil {
		return nil, err
	}
	if t.Payoff == nil {
		return nil, errors.New("game: table has no payoff function")
	}
	g.numbers = make([][]Number, g.cells)
	profile := make([]int, len(g.size))
	for c := range g.numbers {
		g.numbers[c] = t.Payoff(profile)
		g.advance(profile)
	}
	return g, g.finish()
}

// newShape checks names and sizes and returns a game without payoffs.
func newShape(title, comment string, players []string, strategies [][]string) (*Normal, error) {
	if len(players) == 0 {
		return nil, errors.New("game: no players")
	}
	if len(strategies) != len(players) {
		return nil, fmt.Errorf("game: strategies of %d players, want %d", len(strategies), len(players))
	}
	g := &Normal{title: title, comment: comment, players: slices.Clone(players), cells: 1}
	for i, s := range strategies {
		if len(s) == 0 {
			return nil, fmt.Errorf("game: player %d has no strategies", i+1)
		}
		g.strategies = append(g.strategies, slices.Clone(s))
		g.size = append(g.size, len(s))
		g.stride = append(g.stride, g.cells)
		if g.cells > maxCells/len(s) {
			return nil, &SizeError{"normal form", float64(g.cells) * float64(len(s)), maxCells, "profiles", "the extensive form"}
		}
		g.cells *= len(s)
	}
	return g, nil
}

// finish checks the numbers of g and fills its float columns.
func (g *Normal) finish() error {
	n := len(g.players)
	g.value = make([][]float64, n)
	for i := range g.value {
		g.value[i] = make([]float64, g.cells)
	}
	for c, row := range g.numbers {
		if len(row) != n {
			return fmt.Errorf("game: profile %d has %d payoffs, want %d", c+1, len(row), n)
		}
		if err := checkFinite(row); err != nil {
			return fmt.Errorf("game: profile %d: payoff %w", c+1, err)
		}
		for i, x := range row {
			g.value[i][c] = x.val
		}
	}
	return nil
}

// Bimatrix returns the two-player game with float payoffs a to the row player
// and b to the column player, both of the same rectangular shape.
func Bimatrix(a, b [][]float64) (*Normal, error) {
	if len(a) == 0 || len(a) != len(b) {
		return nil, fmt.Errorf("game: matrices with %d and %d rows", len(a), len(b))
	}
	for r := range a {
		if len(a[r]) != len(a[0]) || len(b[r]) != len(a[0]) {
			return nil, fmt.Errorf("game: row %d has %d and %d columns, want %d", r+1, len(a[r]), len(b[r]), len(a[0]))
		}
	}
	return NewNormal(Table{
		Players:    []string{"1", "2"},
		Strategies: [][]string{numbered(len(a)), numbered(len(a[0]))},
		Payoff:     func(p []int) []Number { return Floats(a[p[0]][p[1]], b[p[0]][p[1]]) },
	})
}

// Tensor returns the n-player game with sizes[i] strategies for player i and
// float payoffs payoff[i][profile], player 0's strategy running fastest.
func Tensor(sizes []int, payoff [][]float64) (*Normal, error) {
	strategies := make([][]string, len(sizes))
	for i, m := range sizes {
		strategies[i] = numbered(m)
	}
	g, err := newShape("", "", numbered(len(sizes)), strategies)
	if err != nil {
		return nil, err
	}
	if len(payoff) != len(sizes) {
		return nil, fmt.Errorf("game: payoffs of %d players, want %d", len(payoff), len(sizes))
	}
	for i, column := range payoff {
		if len(column) != g.cells {
			return nil, fmt.Errorf("game: player %d has %d payoffs, want %d", i+1, len(column), g.cells)
		}
	}
	g.numbers = make([][]Number, g.cells)
	for c := range g.numbers {
		row := make([]Number, len(sizes))
		for i := range row {
			row[i] = Float(payoff[i][c])
		}
		g.numbers[c] = row
	}
	return g, g.finish()
}

// numbered returns the labels "1" to "n".
func numbered(n int) []string {
	out := make([]string, max(n, 0))
	for i := range out {
		out[i] = fmt.Sprint(i + 1)
	}
	return out
}

// advance steps profile to the next one in the order of the cells.
func (g *Normal) advance(profile []int) {
	for i := range profile {
		profile[i]++
		if profile[i] < g.size[i] {
			return
		}
		profile[i] = 0
	}
}

// cell returns the number of a pure profile.
func (g *Normal) cell(profile []int) int {
	c := 0
	for i, s := range profile {
		c += s * g.stride[i]
	}
	return c
}

// Title returns the title of the game.
func (g *Normal) Title() string { return g.title }

// Comment returns the comment of the game.
func (g *Normal) Comment() string { return g.comment }

// Players returns the names of the players. The slice is fresh.
func (g *Normal) Players() []string { return slices.Clone(g.players) }

// Strategies returns the labels of the strategies of player i. The slice is
// fresh. It panics if there is no player i.
func (g *Normal) Strategies(i int) []string { return slices.Clone(g.strategies[i]) }

// Sizes returns the number of strategies of each player. The slice is fresh.
func (g *Normal) Sizes() []int { return slices.Clone(g.size) }

// Profiles returns the number of pure profiles.
func (g *Normal) Profiles() int { return g.cells }

// Payoff returns what player i gets in a pure profile, in utility units. It
// panics if the profile does not fit the game.
func (g *Normal) Payoff(profile []int, i int) float64 { return g.value[i][g.cell(profile)] }

// Number returns what player i gets in a pure profile, as it was given. It
// panics if the profile does not fit the game.
func (g *Normal) Number(profile []int, i int) Number { return g.numbers[g.cell(profile)][i] }

// Exact reports whether all payoffs are exact rationals.
func (g *Normal) Exact() bool {
	for _, row := range g.numbers {
		for _, x := range row {
			if !x.Exact() {
				return false
			}
		}
	}
	return true
}

// Equal reports whether g and h have the same players, strategies, outcomes
// and payoffs, titles and comments included.
func (g *Normal) Equal(h *Normal) bool {
	if g.title != h.title || g.comment != h.comment || !slices.Equal(g.players, h.players) ||
		!slices.EqualFunc(g.strategies, h.strategies, slices.Equal[[]string]) {
		return false
	}
	sameRow := func(a, b []Number) bool { return slices.EqualFunc(a, b, Number.Equal) }
	sameOutcome := func(a, b Outcome) bool { return a.Label == b.Label && sameRow(a.Payoff, b.Payoff) }
	return slices.EqualFunc(g.numbers, h.numbers, sameRow) && slices.Equal(g.outcomeAt, h.outcomeAt) &&
		slices.EqualFunc(g.outcomes, h.outcomes, sameOutcome)
}

// needTwo returns ErrPlayers unless g has two players.
func (g *Normal) needTwo(method, use string) error {
	if len(g.players) != 2 {
		return fmt.Errorf("%w: %s wants 2 players, the game has %d; use %s", ErrPlayers, method, len(g.players), use)
	}
	return nil
}

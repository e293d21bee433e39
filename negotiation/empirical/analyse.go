package empirical

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/internal/stream"
	"github.com/parleylab/parley/negotiation/game"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// Options says how an analysis carries the table's uncertainty through.
type Options struct {
	// Resamples is how many tables are drawn around the measured one, each mean
	// moved by a normal of its standard error; 0 means 200.
	Resamples int
	Seed      uint64  // of those draws
	Level     float64 // of intervals; 0 means montecarlo.DefaultLevel
	// Selection is the evolutionary process behind the ranking.
	Selection game.Selection
}

// An Analysis is what a table implies.
type Analysis struct {
	Table *Table
	// Profiles has one entry for every profile, in the table's order.
	Profiles []Profile
	// Equilibria are the Nash equilibria of the mean payoffs, pure and mixed,
	// each with its certificate. Complete reports whether they are all.
	Equilibria []game.Equilibrium
	Complete   bool
	// Ranking orders the strategies of every seat by the share of time that the
	// evolutionary process spends on them.
	Ranking [][]Standing
	Level   float64
	Drawn   int // tables drawn
}

// A Profile is one combination of strategies.
type Profile struct {
	Strategies []int
	// Regret is the most that a seat gains by deviating alone, in points, by the
	// mean payoffs.
	Regret float64
	// Stable is the share of drawn tables in which the profile is an
	// equilibrium, with its interval.
	Stable montecarlo.Proportion
	// Mass is the share of time that the evolutionary process spends on the
	// profile.
	Mass float64
}

// A Standing is a strategy's place for one seat.
type Standing struct {
	Strategy int
	Mass     float64             // share of time by the mean payoffs
	Interval montecarlo.Interval // over the drawn tables
}

// Analyse solves the table.
func (t *Table) Analyse(ctx context.Context, o Options) (*Analysis, error) {
	if o.Resamples == 0 {
		o.Resamples = 200
	}
	if o.Level == 0 {
		o.Level = montecarlo.DefaultLevel
	}
	g, err := t.Game()
	if err != nil {
		return nil, err
	}
	a := &Analysis{Table: t, Level: o.Level, Drawn: o.Resamples}
	if err := a.solve(ctx, g); err != nil {
		return nil, err
	}
	mass, err := a.rank(ctx, g, o)
	if err != nil {
		return nil, err
	}
	for i := range t.Cells {
		a.Profiles = append(a.Profiles, Profile{
			Strategies: t.Cells[i].Profile, Regret: regret(t, mean, i), Mass: mass[i],
		})
	}
	return a, a.resample(ctx, o, mass)
}

// mean reads the measured payoff of a cell.
func mean(c Cell, seat int) float64 { return c.Payoff[seat].Mean }

// solve finds the equilibria of the mean payoffs. Where the game is too large to
// find them all, the pure ones are listed and Complete is false.
func (a *Analysis) solve(ctx context.Context, g *game.Normal) error {
	r, err := game.Supports(ctx, g)
	if err == nil {
		a.Equilibria, a.Complete = r.Equilibria, r.Complete
		return nil
	}
	var size *game.SizeError
	if !errors.As(err, &size) {
		return err
	}
	a.Equilibria, err = game.Pure(ctx, g)
	return err
}

// rank returns the share of time on every profile.
func (a *Analysis) rank(ctx context.Context, g *game.Normal, o Options) ([]float64, error) {
	r, err := game.AlphaRank(ctx, g, o.Selection)
	if err != nil {
		return nil, fmt.Errorf("empirical: ranking: %w", err)
	}
	return r.Mass, nil
}

// regret returns the most that a seat gains by leaving profile i alone.
func regret(t *Table, value func(Cell, int) float64, i int) float64 {
	worst, step := 0.0, 1
	for s := range t.Seats {
		own := t.Cells[i].Profile[s]
		for other := range t.Strategies {
			j := i + (other-own)*step
			worst = max(worst, value(t.Cells[j], s)-value(t.Cells[i], s))
		}
		step *= len(t.Strategies)
	}
	return worst
}

// resample draws tables around the measured one.
func (a *Analysis) resample(ctx context.Context, o Options, mass []float64) error {
	t := a.Table
	n := len(t.Strategies)
	marginal := make([][][]float64, len(t.Seats)) // seat, strategy, draw
	for s := range marginal {
		marginal[s] = make([][]float64, n)
	}
	key := stream.NewKey(o.Seed, "empirical")
	for r := range o.Resamples {
		if err := ctx.Err(); err != nil {
			return err
		}
		draw := t.around(key, uint64(r))
		value := func(c Cell, seat int) float64 { return draw[t.index(c.Profile)*len(t.Seats)+seat] }
		for i := range a.Profiles {
			a.Profiles[i].Stable.N++
			if regret(t, value, i) <= 0 {
				a.Profiles[i].Stable.K++
			}
		}
		g, err := t.game(value)
		if err != nil {
			return err
		}
		m, err := a.rank(ctx, g, o)
		if err != nil {
			return err
		}
		for s := range marginal {
			for k, x := range t.marginal(m, s) {
				marginal[s][k] = append(marginal[s][k], x)
			}
		}
	}
	for s := range t.Seats {
		a.Ranking = append(a.Ranking, standings(t.marginal(mass, s), marginal[s], o.Level))
	}
	return nil
}

// around returns one drawn table: payoff by profile and seat.
func (t *Table) around(key stream.Key, r uint64) []float64 {
	var rng stream.Stream
	rng.At(key, r, 0)
	var out []float64
	for _, c := range t.Cells {
		for _, m := range c.Payoff {
			se := math.Sqrt(m.Variance() / float64(m.N))
			out = append(out, m.Mean+float64(se*detmath.NormalQuantile(rng.Float64())))
		}
	}
	return out
}

func (t *Table) index(profile []int) int {
	i, step := 0, 1
	for _, s := range profile {
		i += s * step
		step *= len(t.Strategies)
	}
	return i
}

// marginal sums mass over the profiles in which a seat plays each strategy.
func (t *Table) marginal(mass []float64, seat int) []float64 {
	out := make([]float64, len(t.Strategies))
	for i, m := range mass {
		out[t.profile(i)[seat]] += m
	}
	return out
}

// standings sorts a seat's strategies by mass, ties to the lowest.
func standings(mass []float64, draws [][]float64, level float64) []Standing {
	out := make([]Standing, len(mass))
	for k := range mass {
		out[k] = Standing{Strategy: k, Mass: mass[k], Interval: quantiles(draws[k], level)}
	}
	slices.SortStableFunc(out, func(a, b Standing) int {
		if a.Mass > b.Mass {
			return -1
		}
		if a.Mass < b.Mass {
			return 1
		}
		return 0
	})
	return out
}

// quantiles returns the central interval of a sample.
func quantiles(x []float64, level float64) montecarlo.Interval {
	if len(x) == 0 {
		return montecarlo.Interval{Lo: math.NaN(), Hi: math.NaN()}
	}
	s := slices.Sorted(slices.Values(x))
	at := func(p float64) float64 { return s[int(math.Round(p*float64(len(s)-1)))] }
	a := float64((1 - level) / 2)
	return montecarlo.Interval{Lo: at(a), Hi: at(1 - a)}
}

package game

import (
	"context"
	"fmt"
	"math"
)

// Replication sets a run of the replicator dynamics. The zero value takes
// 10 000 steps of 0.01.
type Replication struct {
	Step  float64 // time step; zero means 0.01
	Steps int     // zero means 10 000
	Rest  float64 // stop once no share moves faster than this; zero means never
	Keep  int     // keep every Keep-th state; zero keeps the last only
}

// withDefaults fills in the zero fields.
func (r Replication) withDefaults() Replication {
	if r.Step == 0 {
		r.Step = 0.01
	}
	if r.Steps == 0 {
		r.Steps = 10000
	}
	return r
}

// Trajectory is a path of the replicator dynamics.
type Trajectory struct {
	Path   []Mixed // kept states, the start first and the end last
	End    Mixed
	Time   float64
	Payoff []float64 // at the end, utility units
	// Certificate holds the regrets at the end, and as residual the speed of
	// the fastest share: a rest point with regrets of zero is an equilibrium.
	Certificate Certificate
}

// Replicator follows the replicator dynamics of a game in which every player
// stands for a population: the share of a strategy grows at the rate by which
// its payoff exceeds the population's mean. Steps are of fourth order
// (Runge-Kutta). A strategy that is absent stays absent.
//
// It returns [ErrProfile] if start does not fit or is no distribution, and an
// error unless the step is positive and finite.
//
// Taylor, P. D. and Jonker, L. B. (1978). Evolutionarily stable strategies and
// game dynamics. Mathematical Biosciences 40, 145–156.
// https://doi.org/10.1016/0025-5564(78)90077-9
func Replicator(ctx context.Context, g *Normal, start Mixed, o Replication) (*Trajectory, error) {
	payoffs := func(p Mixed) [][]float64 { return deviations(g, p) }
	t, err := replicate(ctx, g, start, o, payoffs)
	if t != nil {
		q, certErr := g.Certify(t.End)
		if certErr != nil {
			return nil, certErr
		}
		q.Certificate.Residual, q.Certificate.Method = t.Certificate.Residual, "replicator dynamics"
		t.Payoff, t.Certificate = q.Payoff, q.Certificate
	}
	return t, err
}

// ReplicatorSymmetric follows the replicator dynamics of one population that
// plays against itself: payoff[r][s] is what strategy r gets against s. The
// path holds one row per state.
func ReplicatorSymmetric(ctx context.Context, payoff [][]float64, start []float64, o Replication) (*Trajectory, error) {
	b := make([][]float64, len(payoff))
	for r := range payoff {
		if len(payoff[r]) != len(payoff) {
			return nil, fmt.Errorf("game: row %d has %d payoffs, want %d", r+1, len(payoff[r]), len(payoff))
		}
		for s := range payoff {
			b[r] = append(b[r], payoff[s][r])
		}
	}
	g, err := Bimatrix(payoff, b)
	if err != nil {
		return nil, err
	}
	t, err := Replicator(ctx, g, Mixed{start, start}, o)
	if t != nil {
		for k := range t.Path {
			t.Path[k] = t.Path[k][:1]
		}
		t.End, t.Payoff = t.End[:1], t.Payoff[:1]
		t.Certificate.Regret = t.Certificate.Regret[:1]
	}
	return t, err
}

// replicate integrates the dynamics.
func replicate(ctx context.Context, g *Normal, start Mixed, o Replication, payoffs func(Mixed) [][]float64) (*Trajectory, error) {
	o = o.withDefaults()
	if err := g.checkMixed(start); err != nil {
		return nil, err
	}
	if !(o.Step > 0) || math.IsInf(o.Step, 0) || o.Steps < 0 {
		return nil, fmt.Errorf("game: step is %v and steps %d, want positive numbers", o.Step, o.Steps)
	}
	for i, row := range start {
		if offSimplex(floats{}, row) > 1e-9 {
			return nil, fmt.Errorf("%w: shares of population %d are no distribution", ErrProfile, i+1)
		}
	}
	speed := func(p Mixed) Mixed { return shareSpeed(p, payoffs(p)) }
	t := &Trajectory{End: blend(start, start, 0), Path: []Mixed{start}}
	for step := 1; step <= o.Steps; step++ {
		if err := ctx.Err(); err != nil {
			return t, err
		}
		k1 := speed(t.End)
		k2 := speed(blend(t.End, k1, o.Step/2))
		k3 := speed(blend(t.End, k2, o.Step/2))
		k4 := speed(blend(t.End, k3, o.Step))
		t.End = advanceShares(t.End, k1, k2, k3, k4, o.Step)
		t.Time += o.Step
		if o.Keep > 0 && step%o.Keep == 0 {
			t.Path = append(t.Path, t.End)
		}
		if o.Rest > 0 && fastest(speed(t.End)) <= o.Rest {
			break
		}
	}
	if o.Keep == 0 || t.Time == 0 {
		t.Path = append(t.Path, t.End)
	}
	t.Certificate.Residual = fastest(speed(t.End))
	return t, nil
}

// shareSpeed returns the growth of every share.
func shareSpeed(p Mixed, payoff [][]float64) Mixed {
	out := make(Mixed, len(p))
	for i, row := range p {
		mean := dot(row, payoff[i])
		out[i] = make([]float64, len(row))
		for s, x := range row {
			out[i][s] = x * (payoff[i][s] - mean)
		}
	}
	return out
}

// blend returns p + h·k.
func blend(p, k Mixed, h float64) Mixed {
	out := make(Mixed, len(p))
	for i, row := range p {
		out[i] = make([]float64, len(row))
		for s, x := range row {
			out[i][s] = x + h*k[i][s]
		}
	}
	return out
}

// advanceShares takes one Runge-Kutta step and keeps the shares on the simplex.
func advanceShares(p, k1, k2, k3, k4 Mixed, h float64) Mixed {
	out := make(Mixed, len(p))
	for i, row := range p {
		out[i] = make([]float64, len(row))
		sum := 0.0
		for s, x := range row {
			out[i][s] = max(0, x+h/6*(k1[i][s]+2*k2[i][s]+2*k3[i][s]+k4[i][s]))
			sum += out[i][s]
		}
		for s := range out[i] {
			out[i][s] /= sum
		}
	}
	return out
}

// fastest returns the largest absolute entry.
func fastest(k Mixed) float64 {
	worst := 0.0
	for _, row := range k {
		worst = max(worst, maxAbs(row))
	}
	return worst
}

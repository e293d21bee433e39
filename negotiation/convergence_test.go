package negotiation_test

// The simulator against closed forms. Every test whose name begins with
// TestConvergence replicates a game under the assumptions of a theorem, prints
// what it came to beside what the theorem says, and fails if the two are further
// apart than chance and the fineness of the division explain. Each has a page in
// docs/methods.

import (
	"context"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/utility"
)

// convergenceLevel is that of the intervals: so high that of the hundred or so
// comparisons none should miss by chance.
const convergenceLevel = 0.9999

// divisions lists the ways to divide steps units between n parties, in the order
// of rising first shares.
func divisions(n, steps int) [][]int {
	if n == 1 {
		return [][]int{{steps}}
	}
	var list [][]int
	for first := range steps + 1 {
		for _, rest := range divisions(n-1, steps-first) {
			list = append(list, append([]int{first}, rest...))
		}
	}
	return list
}

// divisionName is how the option of a division is called: "3/7".
func divisionName(units []int) string {
	parts := make([]string, len(units))
	for i, u := range units {
		parts[i] = strconv.Itoa(u)
	}
	return strings.Join(parts, "/")
}

// divide returns a scenario in which the parties divide a pie of size one in so
// many steps, each liking its own share and nothing else.
func divide(steps int, parties ...negotiation.Party) negotiation.Scenario {
	sc := negotiation.Scenario{Name: "division", Rounds: 1000, Parties: parties}
	list := divisions(len(parties), steps)
	pie := negotiation.Issue{Name: "pie"}
	for _, units := range list {
		pie.Options = append(pie.Options, negotiation.Option{Name: divisionName(units)})
	}
	sc.Issues = []negotiation.Issue{pie}
	for i := range parties {
		worth := make([]float64, len(list))
		for o, units := range list {
			worth[o] = float64(units[i]) / float64(steps)
		}
		sc.Parties[i].Utility = utility.Table{Payoff: worth, Points: 1}
	}
	return sc
}

// replicate plays a program so many times, and a fifth of that in short tests.
func replicate(t testing.TB, p *negotiation.Program, runs int, metrics ...montecarlo.Metric) *montecarlo.Result {
	t.Helper()
	if testing.Short() {
		runs /= 5
	}
	r, err := montecarlo.Simulation{Program: p, Seed: 1, Runs: runs, Metrics: metrics}.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed > 0 {
		t.Fatalf("%d replications failed: %v", r.Failed, r.Failures[0])
	}
	return r
}

// gets measures what a party gets in present points.
func gets(p *negotiation.Program, i int) montecarlo.Metric {
	return montecarlo.Present(p.Seats()[i], i)
}

// agree prints a simulated mean beside the closed form and compares the two. The
// closed form may lie outside the interval by as much as the division's fineness
// explains.
func agree(t *testing.T, what string, got montecarlo.Moments, want, fineness float64) {
	t.Helper()
	iv := got.Interval(convergenceLevel)
	t.Logf("%-44s simulated %.6f  closed form %.6f  interval [%.6f, %.6f]  fineness %.1e", what, got.Mean, want, iv.Lo, iv.Hi, fineness)
	if !(want >= iv.Lo-fineness && want <= iv.Hi+fineness) {
		t.Errorf("%s is %v in simulation, want %v within [%v, %v] and %v", what, got.Mean, want, iv.Lo, iv.Hi, fineness)
	}
}

// agreeShare is agree for a share of replications.
func agreeShare(t *testing.T, what string, got montecarlo.Proportion, want, fineness float64) {
	t.Helper()
	iv := got.Wilson(convergenceLevel)
	t.Logf("%-44s simulated %.6f  closed form %.6f  interval [%.6f, %.6f]  fineness %.1e", what, got.Share(), want, iv.Lo, iv.Hi, fineness)
	if !(want >= iv.Lo-fineness && want <= iv.Hi+fineness) {
		t.Errorf("%s is %v in simulation, want %v within [%v, %v] and %v", what, got.Share(), want, iv.Lo, iv.Hi, fineness)
	}
}

// metric returns what a result says about a metric.
func metric(t testing.TB, r *montecarlo.Result, name string) montecarlo.Moments {
	t.Helper()
	m, err := r.Metric(name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// stubborn refuses everything in the first round and plays on as Of does: the
// one-shot deviation that an equilibrium must make worthless.
type stubborn struct{ Of negotiation.Strategy }

// Quantities returns those of the strategy.
func (s stubborn) Quantities() []negotiation.Named {
	if q, ok := s.Of.(negotiation.Quantified); ok {
		return q.Quantities()
	}
	return nil
}

// Agent returns a mind that refuses once.
func (s stubborn) Agent() negotiation.Agent { return refuseFirst{s.Of.Agent()} }

type refuseFirst struct{ negotiation.Agent }

// Accept reports whether the first round is over and the strategy takes o.
func (a refuseFirst) Accept(v *negotiation.View, from int, o negotiation.Outcome) bool {
	return v.Round() > 0 && a.Agent.Accept(v, from, o)
}

// up rounds a share of the pie up to whole steps, past what rounding put there.
func up(x float64, steps int) int { return int(math.Ceil(x*float64(steps) - 1e-9)) }

package negotiation_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/bargain"
	"github.com/parleylab/parley/negotiation/dynamics"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/solution"
	"github.com/parleylab/parley/negotiation/strategy"
)

// patient is a party that discounts, knows how the other does, and plays
// Rubinstein's equilibrium.
func patient(name, other string, own, others float64) negotiation.Party {
	return negotiation.Party{
		Name: name, Discount: negotiation.Exactly(own), Strategy: strategy.Rubinstein{},
		Beliefs: []negotiation.Belief{{About: other, Trait: strategy.BeliefDiscount, Quantity: negotiation.Exactly(others)}},
	}
}

// rubinstein is alternating offers over a pie with the given discounts; party
// first opens.
func rubinstein(t testing.TB, steps, first int, d [2]float64) *negotiation.Program {
	names := []string{"north", "south"}
	sc := divide(steps, patient("north", "south", d[0], d[1]), patient("south", "north", d[1], d[0]))
	sc.Protocol = protocol.Turns{Speakers: []string{names[first], names[1-first]}}
	return mustCompile(t, sc)
}

// TestConvergenceRubinstein plays alternating offers with equilibrium strategies
// on finer and finer pies: what both get agrees with Rubinstein's partition to
// one step of the pie, whoever opens.
func TestConvergenceRubinstein(t *testing.T) {
	for _, d := range [][2]float64{{0.5, 0.5}, {0.9, 0.9}, {0.8, 0.95}, {0.99, 0.9}, {0.999, 0.998}} {
		want, err := bargain.Rubinstein{Discount: d}.Solve()
		if err != nil {
			t.Fatal(err)
		}
		for _, steps := range []int{100, 1000, 10_000} {
			for first := range 2 {
				p := rubinstein(t, steps, first, d)
				r := replicate(t, p, 100, gets(p, 0), gets(p, 1))
				for i := range 2 {
					what := fmt.Sprintf("d %v, %d steps, %s opens: %s", d, steps, p.Seats()[first], p.Seats()[i])
					agree(t, what, metric(t, r, p.Seats()[i]), want.Opening[first][i], 1/float64(steps))
				}
				if r.Rounds[0] != int64(r.Runs) {
					t.Errorf("d %v: %d of %d deals in the first round, want all", d, r.Rounds[0], r.Runs)
				}
			}
		}
	}
}

// TestConvergenceRubinsteinDraws draws discounts, seat by seat, and compares the
// average over the draws with the average of the closed form.
func TestConvergenceRubinsteinDraws(t *testing.T) {
	const draws, steps = 200, 1000
	rng := rand.New(rand.NewPCG(1, 1))
	base := rubinstein(t, steps, 0, [2]float64{0.9, 0.9})
	var got, want montecarlo.Moments
	worst := 0.0
	for r := range uint64(draws) {
		d := [2]float64{0.5 + 0.499*rng.Float64(), 0.5 + 0.499*rng.Float64()}
		p := base
		for name, x := range map[string]float64{
			"north/discount": d[0], "south/discount": d[1],
			"north/belief/south/discount": d[1], "south/belief/north/discount": d[0],
		} {
			var err error
			if p, err = p.With(name, negotiation.Exactly(x)); err != nil {
				t.Fatal(err)
			}
		}
		o, err := bargain.Rubinstein{Discount: d}.Solve()
		if err != nil {
			t.Fatal(err)
		}
		s := p.NewSession()
		rec := s.Play(1, r)
		x := s.Present(0, rec.Outcome, int(rec.Round))
		push(&got, x)
		push(&want, o.Opening[0][0])
		worst = max(worst, math.Abs(x-o.Opening[0][0]))
	}
	agree(t, fmt.Sprintf("opener's share over %d draws", draws), got, want.Mean, 1.0/steps)
	t.Logf("largest error of a draw %.6f, one step is %.6f", worst, 1.0/steps)
	if worst > 1.0/steps {
		t.Errorf("the largest error is %v, want at most one step", worst)
	}
}

// push adds a value to moments.
func push(m *montecarlo.Moments, x float64) {
	m.N++
	d := x - m.Mean
	m.Mean += d / float64(m.N)
	m.M2 += d * (x - m.Mean)
}

// TestConvergenceRubinsteinDeviation lets the responder refuse once. It then
// opens a round later, which is worth exactly what it was offered: the
// equilibrium condition itself, measured.
func TestConvergenceRubinsteinDeviation(t *testing.T) {
	const steps = 10_000
	for _, d := range [][2]float64{{0.5, 0.5}, {0.8, 0.95}, {0.99, 0.9}} {
		want, err := bargain.Rubinstein{Discount: d}.Solve()
		if err != nil {
			t.Fatal(err)
		}
		sc := divide(steps, patient("north", "south", d[0], d[1]), patient("south", "north", d[1], d[0]))
		sc.Protocol = protocol.Turns{}
		sc.Parties[1].Strategy = stubborn{strategy.Rubinstein{}}
		p := mustCompile(t, sc)
		agree(t, fmt.Sprintf("d %v: the responder that refuses once", d),
			metric(t, replicate(t, p, 100, gets(p, 1)), "south"), want.Opening[0][1], 1.0/steps)
	}
}

// TestConvergenceRecognition lets a coin with the given bias decide who opens and
// counter-offers: the average share agrees with the value of Binmore's game.
func TestConvergenceRecognition(t *testing.T) {
	const steps = 1000
	for _, c := range []struct{ q, d [2]float64 }{
		{[2]float64{0.5, 0.5}, [2]float64{0.9, 0.9}},
		{[2]float64{0.3, 0.7}, [2]float64{0.95, 0.8}},
	} {
		want, err := bargain.Recognition{Probability: c.q[:], Discount: c.d[:]}.Solve()
		if err != nil {
			t.Fatal(err)
		}
		var parties []negotiation.Party
		for i, name := range []string{"north", "south"} {
			parties = append(parties, negotiation.Party{
				Name: name, Discount: negotiation.Exactly(c.d[i]),
				Strategy: strategy.Stationary{Propose: negotiation.Exactly(want.Keep[i]), Accept: negotiation.Exactly(want.Accept[i])},
			})
		}
		sc := divide(steps, parties...)
		sc.Protocol = protocol.Recognition{Weights: map[string]negotiation.Quantity{
			"north": negotiation.Exactly(c.q[0]), "south": negotiation.Exactly(c.q[1])}}
		p := mustCompile(t, sc)
		r := replicate(t, p, 200_000, gets(p, 0), gets(p, 1))
		for i, name := range p.Seats() {
			agree(t, fmt.Sprintf("recognition %v, d %v: %s", c.q, c.d, name), metric(t, r, name), want.Value[i], 1.0/steps)
		}
	}
}

// risky is alternating offers without discounting under a risk of breakdown,
// played by the equilibrium of bargain.Breakdown.
func risky(steps int, m bargain.Breakdown, o bargain.Offers) negotiation.Scenario {
	var parties []negotiation.Party
	for i, name := range []string{"north", "south"} {
		b := m.Payoff[i]
		part := func(x float64) negotiation.Quantity { return negotiation.Exactly((x - b) / (1 - b)) }
		parties = append(parties, negotiation.Party{
			Name: name, Reservation: negotiation.Exactly(b),
			Strategy: strategy.Stationary{Propose: part(o.Opening[i][i]), Accept: part(o.Opening[1-i][i])},
		})
	}
	sc := divide(steps, parties...)
	sc.Protocol = protocol.Turns{}
	sc.Dynamics = dynamics.Breakdown{Hazard: negotiation.Exactly(m.Risk)}
	return sc
}

// TestConvergenceBreakdown lets the risk of breakdown go to zero. The shares
// agree with the closed form at every risk, refusing once earns the responder
// what it was offered, on average over the breakdowns, and the distance from the
// Nash solution of the pie falls in proportion to the risk.
func TestConvergenceBreakdown(t *testing.T) {
	const steps = 1000
	payoff := [2]float64{0.1, 0.3}
	pie := make(solution.Outcomes, 2)
	for k := range steps + 1 {
		pie[0] = append(pie[0], float64(k)/steps)
		pie[1] = append(pie[1], 1-float64(k)/steps)
	}
	nash, err := solution.Nash{}.Solve(solution.Problem{Set: pie, Disagreement: payoff[:]})
	if err != nil {
		t.Fatal(err)
	}
	for _, risk := range []float64{0.5, 0.2, 0.1, 0.02, 0.005, 0.001} {
		m := bargain.Breakdown{Risk: risk, Payoff: payoff}
		o, err := m.Solve()
		if err != nil {
			t.Fatal(err)
		}
		sc := risky(steps, m, o)
		p := mustCompile(t, sc)
		r := replicate(t, p, 100, gets(p, 0))
		agree(t, fmt.Sprintf("risk %v: the opener", risk), metric(t, r, "north"), o.Opening[0][0], 1.0/steps)
		// The opener keeps surplus/(2-p), half of it goes to each in the limit.
		gap := (1 - payoff[0] - payoff[1]) * (1/(2-risk) - 0.5)
		agree(t, fmt.Sprintf("risk %v: the opener, less %.6f: Nash", risk, gap), shifted(metric(t, r, "north"), -gap), nash.Payoff[0], 1.0/steps)

		sc.Parties[1].Strategy = stubborn{sc.Parties[1].Strategy}
		p = mustCompile(t, sc)
		r = replicate(t, p, 100_000, gets(p, 1))
		agree(t, fmt.Sprintf("risk %v: the responder that refuses once", risk), metric(t, r, "south"), o.Opening[0][1], 1.0/steps)
		agreeShare(t, fmt.Sprintf("risk %v: talks that break off then", risk),
			montecarlo.Proportion{K: int64(r.Runs) - r.Deals(), N: int64(r.Runs)}, risk, 0)
	}
}

// shifted returns moments moved by x.
func shifted(m montecarlo.Moments, x float64) montecarlo.Moments {
	m.Mean += x
	return m
}

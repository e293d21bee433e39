package negotiation_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/solution"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// singleText puts a mediator beside the table who sees everything as it is and
// weighs the parties so; they take what is no worse than no deal.
func singleText(sc negotiation.Scenario, weights []float64) negotiation.Scenario {
	envoy := negotiation.Party{Name: "envoy", Role: negotiation.Mediator}
	for i := range weights {
		sc.Parties[i].Strategy = strategy.Stationary{}
		envoy.Beliefs = append(envoy.Beliefs, negotiation.Belief{
			About: sc.Parties[i].Name, Trait: negotiation.BeliefWeight, Quantity: negotiation.Exactly(weights[i])})
	}
	sc.Parties = append(sc.Parties, envoy)
	sc.Protocol = protocol.Mediated{By: "envoy"}
	return sc
}

// TestConvergenceMediatorPie lets the mediator divide a pie between parties whose
// reservation values are drawn. The text gives each its reservation value and its
// share by weight of what is left, draw by draw to one step.
func TestConvergenceMediatorPie(t *testing.T) {
	const steps = 1000
	for _, w := range [][]float64{{1, 1}, {2, 1}, {1, 5}} {
		sc := divide(steps, negotiation.Party{Name: "north"}, negotiation.Party{Name: "south"})
		for i := range w {
			sc.Parties[i].Reservation = negotiation.Uniform{Min: 0, Max: 0.4}
		}
		p := mustCompile(t, singleText(sc, w))
		mine := w[0] / (w[0] + w[1])
		off := montecarlo.Metric{Name: "off", Measure: func(s *negotiation.Session, r negotiation.Record) float64 {
			a, b := s.Reservation(0), s.Reservation(1)
			return s.Value(0, r.Outcome) - (a + mine*(1-a-b))
		}}
		worst := montecarlo.Metric{Name: "worst", Measure: func(s *negotiation.Session, r negotiation.Record) float64 {
			if x := off.Measure(s, r); math.Abs(x) > 0.5/steps+1e-6 {
				return 1
			}
			return 0
		}}
		r := replicate(t, p, 4000, gets(p, 0), off, worst)
		// E[r] + w (1 - 2 E[r]) with E[r] = 0.2.
		agree(t, fmt.Sprintf("weights %v: north", w), metric(t, r, "north"), 0.2+mine*0.6, 0.5/steps)
		agree(t, fmt.Sprintf("weights %v: text less closed form", w), metric(t, r, "off"), 0, 1e-6)
		agree(t, fmt.Sprintf("weights %v: draws over half a step off", w), metric(t, r, "worst"), 0, 1e-3)
	}
}

// TestConvergenceMediatorNash lets the mediator draft over several issues with
// drawn weights, and compares every text with the Nash solution of the drawn
// payoffs, all outcomes listed.
func TestConvergenceMediatorNash(t *testing.T) {
	for _, w := range [][]float64{{1, 1}, {3, 1}, {1, 1, 1}, {2, 1, 0.5}} {
		p := mustCompile(t, singleText(logrolling(len(w)), w))
		s := p.NewSession()
		draws, same, worst := 300, 0, 0.0
		if testing.Short() {
			draws = 50
		}
		for r := range uint64(draws) {
			rec := s.Play(1, r)
			problem, gain := listed(s)
			pt, err := solution.Nash{Weights: w}.Solve(problem)
			if err != nil {
				t.Fatal(err)
			}
			if negotiation.Outcome(pt.Outcome()) == rec.Outcome {
				same++
			}
			worst = max(worst, 1-product(gain(rec.Outcome), w)/product(gain(negotiation.Outcome(pt.Outcome())), w))
		}
		t.Logf("weights %-12v %d draws over %d outcomes: %d texts are the Nash solution, the product falls short by at most %.1e",
			w, draws, p.Domain().Len(), same, worst)
		if same < draws*99/100 || worst > 1e-7 {
			t.Errorf("weights %v: %d of %d texts are the Nash solution, the worst product short by %v, want 99%% and 1e-7", w, same, draws, worst)
		}
	}
}

// logrolling is five issues of four options with drawn weights among n parties.
func logrolling(n int) negotiation.Scenario {
	sc := negotiation.Scenario{Name: "barter", Rounds: 1}
	for k := range 5 {
		sc.Issues = append(sc.Issues, negotiation.Issue{Name: fmt.Sprint("i", k), Options: negotiation.Options("a", "b", "c", "d")})
	}
	for i := range n {
		u := utility.Additive{Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{}}
		for k, is := range sc.Issues {
			u.Weights[is.Name] = negotiation.Uniform{Min: 0.1, Max: 1}
			for l := range 4 {
				x := math.Sqrt(float64(l) / 3)
				if (i+k)%n == 0 {
					x = 1 - float64(l*l)/9
				}
				u.Values[is.Name] = append(u.Values[is.Name], negotiation.Exactly(x))
			}
		}
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: fmt.Sprint("p", i), Utility: u, Reservation: negotiation.Uniform{Min: 0, Max: 0.3}})
	}
	return sc
}

// listed returns the payoffs of a draw and what an outcome gains each party.
func listed(s *negotiation.Session) (solution.Problem, func(o negotiation.Outcome) []float64) {
	var p solution.Problem
	set := make(solution.Outcomes, s.Seats())
	for i := range set {
		for o := range s.Program().Domain().All() {
			set[i] = append(set[i], s.Value(i, o))
		}
		p.Disagreement = append(p.Disagreement, s.Reservation(i))
	}
	p.Set = set
	return p, func(o negotiation.Outcome) []float64 {
		var g []float64
		for i := range set {
			g = append(g, set[i][o]-p.Disagreement[i])
		}
		return g
	}
}

// product is the weighted Nash product.
func product(gain, w []float64) float64 {
	x := 1.0
	for i, g := range gain {
		x *= math.Pow(g, w[i])
	}
	return x
}

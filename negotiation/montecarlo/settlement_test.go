package montecarlo_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/solution"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// quarters is a pie in quarters of which north gets the option's number, worth
// 0 to 4 to both, with the given reservation values and strategies.
func quarters(t testing.TB, reservation [2]float64, s negotiation.Strategy) *negotiation.Program {
	sc := negotiation.Scenario{Name: "quarters", Rounds: 4, Protocol: protocol.Alternating{},
		Issues: []negotiation.Issue{{Name: "pie", Options: negotiation.Options("0", "1", "2", "3", "4")}}}
	for i, payoff := range [][]float64{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}} {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: []string{"north", "south"}[i], Utility: utility.Table{Payoff: payoff}, Strategy: s,
			Reservation: negotiation.Exactly(reservation[i])})
	}
	return compiled(t, sc)
}

func compiled(t testing.TB, sc negotiation.Scenario) *negotiation.Program {
	t.Helper()
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestSettlementsKnown divides four quarters. With reservation values 0 and 0 all
// concepts take half. With 1 and 0 gains lie between 0 and 3: north's ideal is 3
// above 1, south's 3 above 0; outcomes 2 and 3 give products 1·2 and 2·1, least
// shares 1/3 and 1/3 and least gains 1 and 1, so ties go to the lower, 2.
func TestSettlementsKnown(t *testing.T) {
	for name, c := range map[string]struct {
		reservation [2]float64
		strategy    negotiation.Strategy
		want        int // option that all three concepts pick; -1 without a zone
		deals       int64
		gain        [2]float64 // in the talks
		unclaimed   [2]float64
		loss        [2]float64 // of each concept
	}{
		"half":     {[2]float64{0, 0}, strategy.TimeDependent{}, 2, 1, [2]float64{2, 2}, [2]float64{}, [2]float64{}},
		"uneven":   {[2]float64{1, 0}, strategy.HardLiner{}, 2, 0, [2]float64{}, [2]float64{3, 3}, [2]float64{1, 2}},
		"no zone":  {[2]float64{3, 2}, strategy.TimeDependent{}, -1, 0, [2]float64{}, [2]float64{}, [2]float64{}},
		"no deal":  {[2]float64{0, 0}, strategy.HardLiner{}, 2, 0, [2]float64{}, [2]float64{4, 4}, [2]float64{2, 2}},
		"one left": {[2]float64{2, 2}, strategy.HardLiner{}, 2, 0, [2]float64{}, [2]float64{}, [2]float64{}},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := montecarlo.Simulation{Program: quarters(t, c.reservation, c.strategy), Runs: 10}.Settlements(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			zones := int64(10)
			if c.want < 0 {
				zones = 0
			}
			if s.Zones != zones || s.Deals != 10*c.deals {
				t.Errorf("%d zones and %d deals, want %d and %d", s.Zones, s.Deals, zones, 10*c.deals)
			}
			for i := range 2 {
				got := []float64{s.MeanGain(i).Mean, s.MeanUnclaimed(i).Mean}
				if !near(got, []float64{c.gain[i], c.unclaimed[i]}) {
					t.Errorf("seat %d gains %v and leaves %v, want %v and %v", i, got[0], got[1], c.gain[i], c.unclaimed[i])
				}
			}
			for k := range s.Concepts {
				e := &s.Concepts[k]
				if e.Draws > 0 && e.Options[0][c.want] != e.Draws {
					t.Errorf("%s picks %v, want option %d", e.Concept, e.Options[0], c.want)
				}
				for i := range 2 {
					if e.Draws > 0 && !near([]float64{s.ConceptLoss(k, i).Mean}, []float64{c.loss[i]}) {
						t.Errorf("%s: seat %d loses %v, want %v", e.Concept, i, s.ConceptLoss(k, i).Mean, c.loss[i])
					}
				}
			}
		})
	}
}

// near compares to the grid of 2^-40.
func near(got, want []float64) bool {
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-10 {
			return false
		}
	}
	return true
}

// bazaar is a few issues among n parties with drawn weights, red lines and rules
// on combinations.
func bazaar(t testing.TB, n int) *negotiation.Program {
	sc := negotiation.Scenario{Name: "bazaar", Rounds: 20, Protocol: protocol.Alternating{}}
	for k := range 4 {
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
		sc.Parties = append(sc.Parties, negotiation.Party{Name: fmt.Sprint("p", i), Utility: u,
			Reservation: negotiation.Uniform{Min: 0.3, Max: 0.7},
			Strategy:    strategy.TimeDependent{Exponent: negotiation.Uniform{Min: 0.1, Max: 0.6}}})
	}
	term := func(issue string, r negotiation.Relation, l int) negotiation.Term {
		return negotiation.Term{Issue: issue, Relation: r, Level: l}
	}
	sc.Constraints = []negotiation.Constraint{
		negotiation.Demand("p0", negotiation.Exactly(0.5), term("i0", negotiation.AtLeast, 1)),
		negotiation.Needs(negotiation.Exactly(0.5), term("i1", negotiation.AtMost, 1), term("i2", negotiation.AtLeast, 2)),
	}
	return compiled(t, sc)
}

// TestSettlementsBrute lists every draw and asks the concepts of package
// solution: picks, gains and what is left must agree.
func TestSettlementsBrute(t *testing.T) {
	const runs = 150
	for _, n := range []int{2, 3} {
		p := bazaar(t, n)
		got, err := montecarlo.Simulation{Program: p, Runs: runs}.Settlements(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var zones, deals int64
		var drawn [3]int64
		counts := [3][]int64{make([]int64, 4), make([]int64, 4), make([]int64, 4)} // of the first issue
		left := make([]float64, n)
		s := p.NewSession()
		for r := range uint64(runs) {
			rec := s.Play(0, r)
			gains, zone := acceptable(s)
			if len(zone) == 0 {
				continue
			}
			zones++
			if rec.Outcome != negotiation.NoDeal {
				deals++
			}
			for c, concept := range []solution.Concept{solution.Nash{}, solution.KalaiSmorodinsky{}, solution.Egalitarian{}} {
				pt, err := concept.Solve(solution.Problem{Set: gains})
				if err != nil {
					t.Fatal(err)
				}
				drawn[c]++
				counts[c][p.Domain().Option(zone[pt.Outcome()], 0)]++
			}
			for i := range n {
				left[i] += unclaimed(gains, zone, rec.Outcome, i) * p.GridUnit(i)
			}
		}
		if got.Zones != zones || got.Deals != deals || zones == 0 || deals == 0 {
			t.Errorf("%d parties: %d zones and %d deals, want %d and %d, some of each", n, got.Zones, got.Deals, zones, deals)
		}
		for c, e := range got.Concepts {
			if diff := cmp.Diff(counts[c], e.Options[0]); diff != "" || e.Draws != drawn[c] {
				t.Errorf("%d parties: %s picks in %d draws, want %d (-want +got):\n%s", n, e.Concept, e.Draws, drawn[c], diff)
			}
		}
		for i := range n {
			m := got.MeanUnclaimed(i)
			if math.Abs(m.Mean*float64(m.N)-left[i]) > 1e-6 {
				t.Errorf("%d parties: seat %d leaves %v, want %v", n, i, m.Mean*float64(m.N), left[i])
			}
		}
		t.Logf("%d parties: %d zones, %d deals, Nash reached in %d", n, zones, deals, got.Concepts[0].Reached)
	}
}

// acceptable lists the zone of the draw last played and the gains there.
func acceptable(s *negotiation.Session) (solution.Outcomes, []negotiation.Outcome) {
	gains := make(solution.Outcomes, s.Seats())
	var zone []negotiation.Outcome
	for o := range s.Program().Domain().All() {
		ok := s.Feasible(o)
		for i := range gains {
			ok = ok && s.GridSurplus(i, o) >= 0
		}
		if !ok {
			continue
		}
		zone = append(zone, o)
		for i := range gains {
			gains[i] = append(gains[i], float64(s.GridSurplus(i, o)))
		}
	}
	return gains, zone
}

// unclaimed is what seat i could have had beyond a deal with nobody worse off.
func unclaimed(gains solution.Outcomes, zone []negotiation.Outcome, deal negotiation.Outcome, i int) float64 {
	floor := make([]float64, len(gains))
	for x, o := range zone {
		for j := range gains {
			if o == deal {
				floor[j] = gains[j][x]
			}
		}
	}
	most := floor[i]
	for x := range zone {
		ok := true
		for j := range gains {
			ok = ok && gains[j][x] >= floor[j]
		}
		if ok {
			most = max(most, gains[i][x])
		}
	}
	return most - floor[i]
}

// TestSettlementsMerge splits a run and joins the parts, with any number of
// workers.
func TestSettlementsMerge(t *testing.T) {
	m := montecarlo.Simulation{Program: bazaar(t, 2), Runs: 3000, Workers: 1}
	run := func(first uint64, runs, workers int) *montecarlo.Settlements {
		m.First, m.Runs, m.Workers = first, runs, workers
		s, err := m.Settlements(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	whole := run(0, 3000, 2)
	a, b := run(0, 1300, 1), run(1300, 1700, 3)
	joined, err := a.Merge(b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(whole, joined); diff != "" {
		t.Errorf("joined parts differ (-whole +joined):\n%s", diff)
	}
	data, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	var read montecarlo.Settlements
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	if joined, err = a.Merge(&read); err != nil || !cmp.Equal(whole, joined) {
		t.Errorf("a part that was written and read does not join as it did: %v", err)
	}
	if _, err := b.Merge(a); err == nil {
		t.Error("parts in the wrong order merge, want an error")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if s, err := m.Settlements(ctx); err != context.Canceled || s.Runs != 0 {
		t.Errorf("a cancelled run returns %d runs and %v, want none and context.Canceled", s.Runs, err)
	}
}

// BenchmarkSettlements measures one draw with all concepts.
func BenchmarkSettlements(b *testing.B) {
	m := montecarlo.Simulation{Program: benchTable(b), Runs: b.N, Workers: 1}
	b.ResetTimer()
	if _, err := m.Settlements(context.Background()); err != nil {
		b.Fatal(err)
	}
}

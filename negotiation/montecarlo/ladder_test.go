package montecarlo_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/aftermath"
	"github.com/parleylab/parley/negotiation/dynamics"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// brittle is two parties who may break off and whose deals may break.
func brittle(t *testing.T) *negotiation.Program {
	t.Helper()
	x := func(v float64) negotiation.Quantity { return negotiation.Exactly(v) }
	sc := negotiation.Scenario{
		Name: "brittle", Rounds: 8, Protocol: protocol.Alternating{},
		Issues:   []negotiation.Issue{{Name: "share", Options: negotiation.Options("none", "some", "half", "most", "all")}},
		Dynamics: dynamics.Breakdown{Party: "b", Hazard: x(0.05)},
		Aftermath: aftermath.Ladder{
			Conditions: []aftermath.Condition{{Name: "no", Party: "b", Rung: negotiation.Consented, P: x(0.3)}},
			Durability: aftermath.Durability{Fails: x(0.9), Term: x(60), Breakers: []aftermath.Breaker{{Party: "a"}, {Party: "b"}}},
		},
	}
	for i, name := range []string{"a", "b"} {
		var v []negotiation.Quantity
		for l := range 5 {
			y := float64(l) / 4
			if i == 1 {
				y = 1 - y
			}
			v = append(v, x(y))
		}
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: name, Strategy: strategy.TimeDependent{Exponent: negotiation.Uniform{Min: 0.3, Max: 2}},
			Reservation: negotiation.Uniform{Min: 0, Max: 0.6},
			Utility:     utility.Additive{Weights: map[string]negotiation.Quantity{"share": x(1)}, Values: map[string][]negotiation.Quantity{"share": v}},
		})
	}
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestStopsAreRecords recounts stops and days from the records, and compares two
// uneven parts, merged, with one run on two workers.
func TestStopsAreRecords(t *testing.T) {
	m := montecarlo.Simulation{Program: brittle(t), Seed: 4, Runs: 5000, Records: true, Workers: 2}
	ctx := context.Background()
	whole, err := m.Run(ctx)
	if err != nil {
		t.Fatal(err)
	}
	a, b := m, m
	a.Runs, a.Workers = 1700, 1
	b.First, b.Runs = 1700, 3300
	ra, err := a.Run(ctx)
	if err != nil {
		t.Fatal(err)
	}
	rb, err := b.Run(ctx)
	if err != nil {
		t.Fatal(err)
	}
	merged, err := montecarlo.Merge(rb, ra)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := json.Marshal(whole)
	if got, _ := json.Marshal(merged); string(got) != string(want) {
		t.Error("two merged parts differ from one run")
	}
	count := map[montecarlo.Stop]int64{}
	held := map[int]int64{}
	for _, rec := range whole.Records {
		if rec.Reason != 0 {
			count[montecarlo.Stop{Rung: rec.Rung, Party: int(rec.Blocker), Reason: int(rec.Reason)}]++
		}
		if rec.Rung >= negotiation.InForce {
			held[int(rec.Held)]++
		}
	}
	if len(whole.Stops) != len(count) || len(count) < 4 {
		t.Errorf("%d stops, %d in the records, want at least 4 and as many", len(whole.Stops), len(count))
	}
	for _, x := range whole.Stops {
		key := x
		key.Count = 0
		if count[key] != x.Count {
			t.Errorf("%v, %s: %d, want %d", x.Rung, whole.Name(x), x.Count, count[key])
		}
	}
	for day, k := range whole.Held {
		if held[day] != k {
			t.Errorf("%d deals held %d days, want %d", k, day, held[day])
		}
	}
	if got := whole.HeldQuantile(1); got != 60 {
		t.Errorf("the longest deal holds %d days, want its term of 60", got)
	}
	for i, x := range whole.StopsAt(negotiation.InForce) {
		if i > 0 && x.Count > whole.StopsAt(negotiation.InForce)[i-1].Count {
			t.Errorf("stops are not ranked: %+v", whole.StopsAt(negotiation.InForce))
		}
	}
}

func TestNameOfAStop(t *testing.T) {
	r := &montecarlo.Result{Parties: []string{"a"}, Reasons: []string{"", "why"}}
	for _, c := range []struct {
		party, reason int
		want          string
	}{{0, 1, "a: why"}, {-1, 1, "why"}, {0, 0, "a"}, {-1, 0, ""}, {7, 7, ""}} {
		if got := r.Name(montecarlo.Stop{Party: c.party, Reason: c.reason}); got != c.want {
			t.Errorf("party %d, reason %d: %q, want %q", c.party, c.reason, got, c.want)
		}
	}
	if got := r.HeldQuantile(0.5); got != -1 {
		t.Errorf("no deal in force: quantile %d, want -1", got)
	}
}

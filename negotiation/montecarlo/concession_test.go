package montecarlo_test

import (
	"context"
	"errors"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/scenarios"
)

func limited(t *testing.T) *negotiation.Program {
	t.Helper()
	p, err := scenarios.Limited().Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestConcessions(t *testing.T) {
	p := limited(t)
	for party, want := range map[string][]string{
		"russia": {"russia/redline/monitor-max-2", "russia/redline/human-max-3", "russia/redline/scope-min-2-needs-arms-min-2",
			"russia/redline/sea-min-2-needs-agri_fin-min-3", "russia/redline/grain-min-2-needs-agri_fin-min-2", "aftermath/in-force/russia/relief-first"},
		"eu":    {"eu/consent/agri_fin-min-3", "eu/consent/coop-min-2-and-agri_fin-min-3"},
		"third": {"aftermath/delivery/third/monitors"},
		"envoy": nil,
	} {
		list, err := montecarlo.Concessions(p, party)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range list {
			got = append(got, x.Name)
		}
		if len(got) != len(want) {
			t.Errorf("%s: %q, want %q", party, got, want)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: concession %d is %q, want %q", party, i, got[i], want[i])
			}
		}
	}
	if _, err := montecarlo.Concessions(p, "rusia"); !errors.Is(err, negotiation.ErrUnknownName) {
		t.Errorf("error %v, want ErrUnknownName", err)
	}
}

// TestConcede: dropping a condition after the deal changes no deal and can only
// take deals further; Concede agrees with Compare.
func TestConcede(t *testing.T) {
	p := limited(t)
	list, err := montecarlo.Concessions(p, "russia")
	if err != nil {
		t.Fatal(err)
	}
	m := montecarlo.Simulation{Program: p, Seed: 1, Runs: 400, AuditEvery: -1}
	got, err := montecarlo.Concede(context.Background(), m, list)
	if err != nil {
		t.Fatal(err)
	}
	last := got[len(got)-1]
	if last.Gained[negotiation.Announced] != 0 || last.Lost[negotiation.Announced] != 0 {
		t.Errorf("a condition after the deal changes %d and %d deals", last.Gained[negotiation.Announced], last.Lost[negotiation.Announced])
	}
	if last.Gained[negotiation.InForce] == 0 || last.Lost[negotiation.InForce] != 0 {
		t.Errorf("without it %d gain and %d lose entry into force, want some and none", last.Gained[negotiation.InForce], last.Lost[negotiation.InForce])
	}
	for i, x := range list[:2] {
		other, err := p.With(x.Name, x.To)
		if err != nil {
			t.Fatal(err)
		}
		want, err := montecarlo.Compare(context.Background(), m, other)
		if err != nil {
			t.Fatal(err)
		}
		if got[i].Gained != want.Gained || got[i].Lost != want.Lost || got[i].A.Records != nil {
			t.Errorf("%s: %v %v, Compare has %v %v", x.Name, got[i].Gained, got[i].Lost, want.Gained, want.Lost)
		}
	}
}

func TestPairRefuses(t *testing.T) {
	run := func(m montecarlo.Simulation) *montecarlo.Result {
		m.Program, m.Runs = limited(t), 20
		r, err := m.Run(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	good := run(montecarlo.Simulation{Seed: 1, Records: true})
	for name, bad := range map[string]*montecarlo.Result{
		"without records": run(montecarlo.Simulation{Seed: 1}), "another seed": run(montecarlo.Simulation{Seed: 2, Records: true}),
		"another range": run(montecarlo.Simulation{Seed: 1, First: 5, Records: true}),
	} {
		if _, err := montecarlo.Pair(good, bad); err == nil {
			t.Errorf("%s: want an error", name)
		}
	}
	if _, err := montecarlo.Pair(good, good); err != nil {
		t.Error(err)
	}
}

package scenarios_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/aftermath"
	"github.com/parleylab/parley/negotiation/dynamics"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/scenarios"
)

// surrounded is the river with every key of dynamics, aftermath and targets.
func surrounded(t *testing.T) negotiation.Scenario {
	t.Helper()
	sc, err := scenarios.Decode(strings.NewReader(river(t)))
	if err != nil {
		t.Fatal(err)
	}
	x := func(v float64) negotiation.Quantity {
		return negotiation.Sourced{Quantity: negotiation.Exactly(v), Unit: "1", Cite: sc.Sources[0].Key, Note: "judgement: because a test needs it"}
	}
	term := []negotiation.Term{{Issue: "release", Relation: negotiation.AtLeast, Level: 1}}
	up := sc.Parties[0].Name
	sc.Dynamics = dynamics.Joint{
		dynamics.Hostilities{Launches: x(1), Dispersion: x(2), Intercepted: x(0.1), Strayed: x(0.2), Meeting: x(0.3), Lull: x(0.4),
			Drift: x(5), Spread: x(6), HalfLife: x(7), Effects: []dynamics.Effect{{Party: up, Front: x(0.01), Hits: x(-0.02)}}},
		dynamics.Deadline{Party: up, Due: x(4), Binds: x(0.1), Slip: x(2), Credibility: x(0.5)},
		dynamics.Deadline{Name: "review", Due: x(6)},
		dynamics.Breakdown{Party: up, Hazard: x(0.05)},
	}
	sc.Aftermath = aftermath.Ladder{
		Conditions:    []aftermath.Condition{{Name: "c", Party: up, Rung: negotiation.HeldToTerm, If: term, Then: term, P: x(0.5)}},
		Ratifications: []aftermath.Ratification{{Party: up, Needed: x(0.4), Swing: x(0.1), Shares: []aftermath.Share{{Name: "s", If: term, For: x(40), Against: x(50)}}}},
		Deliveries:    []aftermath.Delivery{{Name: "d", Party: up, If: term, P: x(0.9)}},
		Entry:         aftermath.Entry{Delay: x(3), Window: x(30)},
		Durability: aftermath.Durability{Fails: x(0.3), Shape: x(0.5), Term: x(60), Specificity: x(0.9),
			Covariates: []aftermath.Covariate{{Name: "m", If: term, Ratio: x(0.5), Strength: x(0.6)}}, Breakers: []aftermath.Breaker{{Party: up, Weight: x(2)}}},
		Trust:     []aftermath.Trust{{Name: "t", Party: up, If: term, Prior: x(0.5), Reliable: x(0.9), Unreliable: x(0.4), Needed: x(0.3), Checks: 4}},
		Extension: aftermath.Step{P: x(0.2)}, Broadening: aftermath.Step{P: x(0.1)},
	}
	day := time.Date(2025, 6, 30, 0, 0, 0, 0, time.UTC)
	sc.Targets = []negotiation.Target{
		{Name: "a", Statement: "it was seen", By: day, Outcome: negotiation.Happened, Base: x(0.3), Cite: sc.Sources[0].Key, Note: "n",
			Events: []negotiation.TargetEvent{{Rung: negotiation.InForce, Terms: term, Held: 3}, {Rung: negotiation.HeldToTerm}}},
		{Name: "b", By: day, Outcome: negotiation.Failed, BasePerYear: x(0.2), Unmodelled: "there is no element"},
	}
	return sc
}

// TestAroundRoundTrip: dynamics, aftermath and targets go through a file that the
// schema takes, and come back the same.
func TestAroundRoundTrip(t *testing.T) {
	sc := surrounded(t)
	file := encode(t, sc)
	if err := theValidator(t).check([]byte(file)); err != nil {
		t.Fatalf("the schema refuses it: %v\n%s", err, file)
	}
	back, err := scenarios.Decode(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	all := cmp.Exporter(func(reflect.Type) bool { return true })
	for what, pair := range map[string][2]any{
		"dynamics": {sc.Dynamics, back.Dynamics}, "aftermath": {sc.Aftermath, back.Aftermath}, "targets": {sc.Targets, back.Targets},
	} {
		if d := cmp.Diff(pair[0], pair[1], all); d != "" {
			t.Errorf("%s (-want +got):\n%s", what, d)
		}
	}
	a, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	b, err := back.Compile()
	if err != nil {
		t.Fatal(err)
	}
	if a.Fingerprint() != b.Fingerprint() {
		t.Error("the fingerprint differs")
	}
}

// TestShuttleRoundTrip: so does a shuttle.
func TestShuttleRoundTrip(t *testing.T) {
	sc := surrounded(t)
	sc.Dynamics = dynamics.Breakdown{Hazard: negotiation.Exactly(0.1)}
	sc.Protocol = protocol.Shuttle{By: "broker", Tracks: [][]string{{"upstream"}, {"downstream"}}, Learning: negotiation.Exactly(0.25)}
	file := encode(t, sc)
	if err := theValidator(t).check([]byte(file)); err != nil {
		t.Fatal(err)
	}
	back, err := scenarios.Decode(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	all := cmp.Exporter(func(reflect.Type) bool { return true })
	if d := cmp.Diff(sc.Protocol, back.Protocol, all); d != "" {
		t.Errorf("protocol (-want +got):\n%s", d)
	}
	if d := cmp.Diff(sc.Dynamics, back.Dynamics, all); d != "" {
		t.Errorf("dynamics (-want +got):\n%s", d)
	}
}

// TestAroundFaults edits the file and wants the fault at its place.
func TestAroundFaults(t *testing.T) {
	file := encode(t, surrounded(t))
	for _, c := range []struct{ old, new, want string }{
		{`"launches"`, `"lunches"`, `dynamics/hostilities/lunches: there is no such key, did you mean "launches"`},
		{`"rung": "held to term"`, `"rung": "held"`, `aftermath/conditions/c/rung: it is "held"`},
		{`"checks": 4`, `"checks": -1`, "aftermath/trust/t/checks: it is -1, want a whole number from 0 to 1000"},
		{`"outcome": "no"`, `"outcome": "undecided"`, `targets/b/outcome: it is "undecided"`},
		{`"by": "2025-06-30"`, `"by": "30 June"`, "targets/a/by"},
		{`"held": 3`, `"held": 2.5`, "targets/a/events/0/held"},
	} {
		edited := strings.Replace(file, c.old, c.new, 1)
		if edited == file {
			t.Fatalf("the file does not hold %s:\n%s", c.old, file)
		}
		_, err := scenarios.Decode(strings.NewReader(edited))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.new, err, c.want)
		}
	}
	_, err := scenarios.Decode(strings.NewReader(strings.Replace(river(t), `"rounds": 12`, `"rounds": 12, "dynamics": {}`, 1)))
	if err == nil || !strings.Contains(err.Error(), "dynamics: it is empty") {
		t.Errorf("empty dynamics: error %v", err)
	}
}

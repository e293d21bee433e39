package report_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/aftermath"
	"github.com/parleylab/parley/negotiation/dynamics"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
)

// stormy is harbour with weather, a deadline and a council that must consent.
func stormy() negotiation.Scenario {
	sc := harbour()
	x := func(v float64) negotiation.Quantity {
		return negotiation.Sourced{Quantity: negotiation.Exactly(v), Unit: "1", Cite: "judgement", Note: "judgement: because a test needs it"}
	}
	sc.Dynamics = dynamics.Joint{
		dynamics.Hostilities{Launches: x(20), Drift: x(3), Spread: x(5), Effects: []dynamics.Effect{{Party: "town", Front: x(1)}, {Party: "line", Hits: x(0.3)}}},
		dynamics.Deadline{Party: "line", Due: x(5), Binds: x(0.2), Slip: x(3)},
	}
	sc.Aftermath = aftermath.Ladder{
		Conditions: []aftermath.Condition{{Name: "winter", Party: "line", Rung: negotiation.InForce, If: []negotiation.Term{{Issue: "winter", Relation: negotiation.AtMost, Level: 1}}, P: x(0.3)}},
		Ratifications: []aftermath.Ratification{{Party: "town", Swing: x(0.1), Shares: []aftermath.Share{
			{Name: "fare", If: []negotiation.Term{{Issue: "fare", Relation: negotiation.AtLeast, Level: 2}}, For: x(52), Against: x(45)}}}},
		Durability: aftermath.Durability{Fails: x(0.5), Term: x(90), Breakers: []aftermath.Breaker{{Party: "line", Weight: x(1)}}},
		Extension:  aftermath.Step{P: x(0.5)},
		Broadening: aftermath.Step{P: x(0.3)},
	}
	return sc
}

func run(t *testing.T, sc negotiation.Scenario, runs int) *montecarlo.Result {
	t.Helper()
	r, err := montecarlo.Simulation{Program: compile(t, sc, ""), Seed: 3, Runs: runs}.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestLadderText prints the rungs that the scenario reaches and no others.
func TestLadderText(t *testing.T) {
	r := run(t, stormy(), 400)
	got := told(t, func(b *bytes.Buffer) error { return report.Text(b, r) })
	golden(t, "ladder.txt", changing.ReplaceAllString(got, "parley *, program *"))
	for _, want := range []string{"consented", "in force", "held to term", "extended", "broadened", "days in force", "line: breaks the deal", "town: it fails at home over fare"} {
		if !strings.Contains(got, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	plain := told(t, func(b *bytes.Buffer) error { return report.Text(b, run(t, harbour(), 100)) })
	if strings.Contains(plain, "consented") || strings.Contains(plain, "stopped") {
		t.Errorf("a scenario without an aftermath reports higher rungs:\n%s", plain)
	}
}

// TestLadderAddsUp: on every rung that has one, the stops and those who went on
// make up all who got there; the CSV holds the same numbers.
func TestLadderAddsUp(t *testing.T) {
	r := run(t, stormy(), 1000)
	for g := negotiation.Announced; g < negotiation.Broadened; g++ {
		sum := r.Reached(g + 1).K
		for _, x := range r.StopsAt(g) {
			sum += x.Count
		}
		if got := r.Reached(g).K; got != sum {
			t.Errorf("%v: %d got there, %d stopped or went on", g, got, sum)
		}
	}
	var b bytes.Buffer
	if err := (report.Study{Results: []*montecarlo.Result{r}}).CSV(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	stops := int64(0)
	for _, row := range rows {
		if row[2] == "stop" {
			k, _ := strconv.ParseInt(row[5], 10, 64)
			stops += k
		}
	}
	want := int64(0)
	for _, x := range r.Stops {
		want += x.Count
	}
	if stops != want || want == 0 {
		t.Errorf("the CSV counts %d stops, want %d", stops, want)
	}
}

// TestLadderReadsBack: counts of the ladder survive JSON.
func TestLadderReadsBack(t *testing.T) {
	s := report.Study{Results: []*montecarlo.Result{run(t, stormy(), 300)}}
	text := told(t, func(b *bytes.Buffer) error { return s.JSON(b) })
	back, err := report.ReadJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	again := told(t, func(b *bytes.Buffer) error { return back.JSON(b) })
	if text != again {
		t.Error("the study differs after reading it back")
	}
}

// TestTranscriptTellsTheSequel replays replications that ended in different ways.
func TestTranscriptTellsTheSequel(t *testing.T) {
	p := compile(t, stormy(), "")
	seen := map[string]bool{}
	for i := range uint64(60) {
		text := transcript(t, p, i)
		rec := p.NewSession().Play(1, i)
		var want []string
		switch {
		case rec.Outcome == negotiation.NoDeal && rec.Reason != 0:
			want = []string{"Why: the deadline binds (line)."}
		case rec.Rung == negotiation.Broadened:
			want = []string{"It grows into a wider settlement.", "top of this ladder"}
		case rec.Outcome != negotiation.NoDeal:
			want = []string{"Afterwards:", "It stops there, " + rec.Rung.String() + ": "}
		}
		for _, w := range want {
			seen[w] = true
			if !strings.Contains(text, w) {
				t.Fatalf("replication %d (%+v) lacks %q:\n%s", i, rec, w, text)
			}
		}
		if n := strings.Count(text, "\n"); n > 75 {
			t.Errorf("replication %d has %d lines", i, n)
		}
	}
	if len(seen) < 4 {
		t.Errorf("only %v were seen", seen)
	}
	golden(t, "sequel.txt", transcript(t, p, 1))
}

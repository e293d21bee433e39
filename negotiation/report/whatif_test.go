package report_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
)

// conceding lets the line of the stormy harbour give way.
func conceding(t *testing.T) report.WhatIf {
	t.Helper()
	p := compile(t, stormy(), "")
	w := report.WhatIf{Party: "line", Schools: []string{"as compiled"}}
	var err error
	if w.Concessions, err = montecarlo.Concessions(p, "line"); err != nil {
		t.Fatal(err)
	}
	list, err := montecarlo.Concede(context.Background(), montecarlo.Simulation{Program: p, Seed: 2, Runs: 400}, w.Concessions)
	if err != nil {
		t.Fatal(err)
	}
	w.Changes = [][]*montecarlo.Comparison{list}
	return w
}

func TestWhatIfText(t *testing.T) {
	w := conceding(t)
	got := told(t, func(b *bytes.Buffer) error { return w.Text(b) })
	golden(t, "whatif.txt", got)
	for _, want := range []string{"drops its condition winter", `change in the share that gets to "in force"`, "without any: share", "It cannot tell you what"} {
		if !strings.Contains(got, want) {
			t.Errorf("the report lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, `gets to "zone"`) {
		t.Errorf("a rung that nothing changes is there:\n%s", got)
	}
}

func TestWhatIfJSON(t *testing.T) {
	w := conceding(t)
	var doc struct {
		Rows []struct {
			Rung           string
			Gained, Lost   int64
			Change, Lo, Hi float64
			Before         float64
			School, Name   string
		}
	}
	if err := json.Unmarshal([]byte(told(t, func(b *bytes.Buffer) error { return w.JSON(b) })), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Rows) != 7*len(w.Concessions) {
		t.Errorf("%d rows, want 7 rungs for each of %d concessions", len(doc.Rows), len(w.Concessions))
	}
	for _, r := range doc.Rows {
		if want := float64(r.Gained-r.Lost) / 400; r.Change != want || r.Lo > r.Hi {
			t.Errorf("%+v: change, want %v", r, want)
		}
	}
}

func TestBadWhatIf(t *testing.T) {
	w := conceding(t)
	for _, bad := range []report.WhatIf{
		{}, {Party: "line", Concessions: w.Concessions}, {Concessions: w.Concessions, Schools: []string{"a"}, Changes: [][]*montecarlo.Comparison{nil}},
	} {
		var b bytes.Buffer
		if bad.Text(&b) == nil || bad.JSON(&b) == nil {
			t.Errorf("%+v: want an error", bad)
		}
	}
}

package report_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
)

func TestArtefacts(t *testing.T) {
	m := montecarlo.Simulation{Program: compile(t, harbour(), "proud-town"), Seed: 3, Runs: 300}
	s, err := m.Artefacts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	got := told(t, func(b *bytes.Buffer) error { return report.Artefacts(b, s, 0) })
	golden(t, "artefacts.txt", got)
	if err := report.Artefacts(&bytes.Buffer{}, s, 1.5); err == nil || !strings.Contains(err.Error(), "level is 1.5") {
		t.Errorf("level 1.5: %v, want an error", err)
	}
}

func TestSettlements(t *testing.T) {
	results := played(t, 0, 300)[:2]
	var list []*montecarlo.Settlements
	for _, school := range []string{"baseline", "proud-town"} {
		s, err := montecarlo.Simulation{Program: compile(t, harbour(), school), Seed: 3, Runs: 300}.Settlements(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	for i, s := range list {
		if s.Deals != results[i].Deals() {
			t.Errorf("%d deals with a zone, the run has %d", s.Deals, results[i].Deals())
		}
	}
	golden(t, "settlements.txt", told(t, func(b *bytes.Buffer) error { return report.Settlements(b, list, results) }))
	if err := report.Settlements(&bytes.Buffer{}, list, nil); err == nil {
		t.Error("lists of different lengths: no error, want one")
	}
}

// TestStudyTheory tells a study with both additions: the counts in JSON agree with
// those they were made from, CSV has as many cells in every row, and a study reads
// back without them.
func TestStudyTheory(t *testing.T) {
	m := montecarlo.Simulation{Program: compile(t, harbour(), "proud-town"), Seed: 3, Runs: 300}
	spread, err := m.Artefacts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	settled, err := m.Settlements(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	plain := report.Study{Results: []*montecarlo.Result{spread.Base}, Level: 0.9}
	study := plain
	study.Artefacts, study.Settlements = []*montecarlo.Spread{spread}, []*montecarlo.Settlements{settled}

	var doc struct {
		Artefacts []struct {
			Convention, Rung    string
			Count, Gained, Lost int64
		}
		Settlements []struct {
			Deals int64
			Terms []struct {
				By    string
				Count int64
			}
		}
	}
	data := told(t, func(b *bytes.Buffer) error { return study.JSON(b) })
	if err := json.Unmarshal([]byte(data), &doc); err != nil {
		t.Fatal(err)
	}
	if got, want := len(doc.Artefacts), 4*len(spread.Base.Ladder()); got != want {
		t.Errorf("%d rows of artefacts, want %d", got, want)
	}
	for _, r := range doc.Artefacts {
		for _, g := range spread.Base.Ladder() {
			if base := spread.Base.Reached(g).K; r.Rung == g.String() && r.Count != base+r.Gained-r.Lost {
				t.Errorf("%s, %s: %d reach it, want %d + %d - %d", r.Convention, r.Rung, r.Count, base, r.Gained, r.Lost)
			}
		}
	}
	picks := map[string]int64{}
	for _, r := range doc.Settlements[0].Terms {
		picks[r.By] += r.Count
	}
	issues := int64(len(settled.Issues))
	if want := issues * spread.Base.Deals(); picks["talks"] != want || doc.Settlements[0].Deals != settled.Deals {
		t.Errorf("the talks' terms add up to %d, want %d", picks["talks"], want)
	}
	for _, c := range settled.Concepts {
		if want := issues * c.Draws; picks[c.Concept] != want {
			t.Errorf("the terms of %s add up to %d, want %d", c.Concept, picks[c.Concept], want)
		}
	}

	text := told(t, func(b *bytes.Buffer) error { return study.CSV(b) })
	if _, err := csv.NewReader(strings.NewReader(text)).ReadAll(); err != nil {
		t.Errorf("CSV: %v", err)
	}
	back, err := report.ReadJSON(strings.NewReader(data))
	if err != nil || back.Artefacts != nil || back.Settlements != nil {
		t.Fatalf("ReadJSON: %v, artefacts %v, settlements %v, want neither", err, back.Artefacts, back.Settlements)
	}
	if got, want := told(t, func(b *bytes.Buffer) error { return back.Text(b) }),
		told(t, func(b *bytes.Buffer) error { return plain.Text(b) }); got != want {
		t.Error("the study that is read back tells another text than one without additions, want the same")
	}
	study.Artefacts = append(study.Artefacts, nil)
	if err := study.Text(&bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "want none nil") {
		t.Errorf("a nil spread: %v, want an error", err)
	}
}

package report_test

import (
	"bytes"
	"context"
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

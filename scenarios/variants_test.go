package scenarios_test

import (
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/calibrate"
	"github.com/parleylab/parley/scenarios"
)

// variants are the limited talks with something laid around them.
func variants() map[string]negotiation.Scenario {
	return map[string]negotiation.Scenario{
		"under-fire": scenarios.LimitedUnderFire(), "two-tracks": scenarios.LimitedTwoTracks(),
	}
}

// TestVariantsArePaired: every quantity and event of the limited talks is drawn
// alike in its variants, so that they can be compared replication by replication.
func TestVariantsArePaired(t *testing.T) {
	base := compile(t, scenarios.Limited())
	a := base.NewSession()
	for name, sc := range variants() {
		p := compile(t, sc)
		b := p.NewSession()
		for r := range uint64(3) {
			a.Play(1, r)
			b.Play(1, r)
			for _, row := range base.Params() {
				other, ok := p.Param(row.Name)
				if !ok || other.Column != row.Column || a.Param(row.Name) != b.Param(row.Name) {
					t.Fatalf("%s: %s is drawn from column %d, want %d", name, row.Name, other.Column, row.Column)
				}
			}
		}
		if len(p.Params()) <= len(base.Params()) {
			t.Errorf("%s adds no quantity", name)
		}
	}
}

// TestVariantsAreSourced holds the variants to what is asked of the talks.
func TestVariantsAreSourced(t *testing.T) {
	for name, sc := range variants() {
		p := compile(t, sc)
		for _, row := range p.Params() {
			if row.Event {
				continue
			}
			if row.Unit == "" || row.Cite == "" || row.Note == "" {
				t.Errorf("%s: %s has unit %q, source %q, note %q, want all", name, row.Name, row.Unit, row.Cite, row.Note)
			}
			if (row.Cite == "seed" || row.Cite == "judgement") && !carries.MatchString(row.Note) {
				t.Errorf("%s: %s has the note %q", name, row.Name, row.Note)
			}
		}
		if err := calibrate.CheckVintage(p); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestUnderFireMoves: the war moves reservation values and ends talks.
func TestUnderFireMoves(t *testing.T) {
	sc := scenarios.LimitedUnderFire()
	p := compile(t, sc)
	s := p.NewSession()
	moved, broken := 0, map[string]int{}
	for r := range uint64(300) {
		rec := s.Play(1, r)
		if s.Reservation(1) != 0 {
			moved++
		}
		if rec.Outcome == negotiation.NoDeal && rec.Reason != 0 {
			broken[p.Reasons()[rec.Reason]]++
		}
	}
	if moved == 0 || broken["the deadline easter binds"] == 0 || broken["the talks break off"] == 0 {
		t.Errorf("%d moved, broken off %v, want some of each", moved, broken)
	}
}

// TestTwoTracksAreHarder: fewer texts are announced than at one table.
func TestTwoTracksAreHarder(t *testing.T) {
	deals := func(sc negotiation.Scenario) (n int) {
		s := compile(t, sc).NewSession()
		for r := range uint64(400) {
			if s.Play(1, r).Outcome != negotiation.NoDeal {
				n++
			}
		}
		return n
	}
	one, two := deals(scenarios.Limited()), deals(scenarios.LimitedTwoTracks())
	if two == 0 || two >= one {
		t.Errorf("%d deals at one table, %d on two tracks, want fewer and some", one, two)
	}
	text := encode(t, scenarios.LimitedTwoTracks())
	if !strings.Contains(text, `"kind": "shuttle"`) {
		t.Error("the file of the two tracks holds no shuttle")
	}
}

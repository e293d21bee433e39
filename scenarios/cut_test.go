package scenarios_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/calibrate"
	"github.com/parleylab/parley/scenarios"
)

// TestCut: what is left speaks of nothing that was cut, has the schools and the
// sources of the whole, and plays.
func TestCut(t *testing.T) {
	for _, c := range []struct {
		whole, cut negotiation.Scenario
		issues     string
		deals      bool // of some kind are to be had
	}{
		{scenarios.Limited(), scenarios.BlackSea(), "sea agri_fin monitor", true},
		{scenarios.Limited(), scenarios.GrainDeal(), "grain agri_fin", true},
		{scenarios.Comprehensive(), scenarios.Sanctions(), "sanctions neutrality assets", false},
		{scenarios.Comprehensive(), scenarios.Territories(), "territory recognition guarantees", false},
	} {
		kept := strings.Fields(c.issues)
		p := compile(t, c.cut)
		if got := p.Domain().NumIssues(); got != len(kept) {
			t.Errorf("%s has %d issues, want %q", c.cut.Name, got, kept)
		}
		for _, row := range p.Params() {
			parts := strings.FieldsFunc(row.Name, func(r rune) bool { return r == '/' || r == '-' })
			for _, is := range c.whole.Issues {
				if slices.Contains(parts, is.Name) && !slices.Contains(kept, is.Name) && !strings.HasPrefix(row.Name, "aftermath/trust/") {
					t.Errorf("%s still has %s", c.cut.Name, row.Name)
				}
			}
		}
		if got, want := p.Schools(), compile(t, c.whole).Schools(); !slices.Equal(got, want) {
			t.Errorf("%s has the schools %q, want %q", c.cut.Name, got, want)
		}
		for _, school := range p.Schools() {
			if _, err := p.School(school); err != nil {
				t.Errorf("%s: %v", c.cut.Name, err)
			}
		}
		if err := calibrate.CheckVintage(p); err != nil {
			t.Errorf("%s: %v", c.cut.Name, err)
		}
		s := p.NewSession()
		slow, err := p.NewReference()
		if err != nil {
			t.Fatal(err)
		}
		deals, zones := 0, 0
		for r := range uint64(300) {
			got := s.Play(1, r)
			if r < 50 {
				if want := slow.Play(1, r); got != want {
					t.Fatalf("%s, replication %d: engine %+v, reference %+v", c.cut.Name, r, got, want)
				}
			}
			if got.Outcome != negotiation.NoDeal {
				deals++
			}
			if got.Zone {
				zones++
			}
		}
		t.Logf("%s: %d zones and %d deals in 300", c.cut.Name, zones, deals)
		if c.deals && deals == 0 {
			t.Errorf("%s has no deal in 300 replications, want some", c.cut.Name)
		}
	}
}

// TestCutLeavesTheWhole: the scenario that is cut from stays what it was.
func TestCutLeavesTheWhole(t *testing.T) {
	sc := scenarios.Limited()
	want := compile(t, sc).Fingerprint()
	scenarios.Cut(sc, "part", "a part", "sea")
	if compile(t, sc).Fingerprint() != want {
		t.Error("Cut changed what it was given")
	}
	if got := scenarios.Cut(sc, "part", "a part", "sea").Targets; len(got) == 0 || len(got) >= len(sc.Targets) {
		t.Errorf("%d targets are left, want some", len(got))
	}
}

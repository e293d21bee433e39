package scenarios_test

import (
	"math"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/scenarios"
)

// TestFictionalByHand scores packages by adding up the points of the page.
func TestFictionalByHand(t *testing.T) {
	p := compile(t, scenarios.Fictional())
	if got := p.Domain().Len(); got != 576 {
		t.Errorf("%d packages, want 576", got)
	}
	s := p.NewSession()
	s.Play(1, 0)
	for _, c := range []struct {
		options             []int // passage, fee, pilots, fishing, term
		coastmark, highmark float64
	}{
		{[]int{0, 0, 0, 0, 0}, 24 + 0 + 0 + 20 + 12, 0 + 24 + 4 + 0 + 0},
		{[]int{2, 2, 1, 1, 1}, 12 + 22 + 8 + 12 + 8, 32 + 9 + 6 + 8 + 8},
		{[]int{3, 0, 1, 2, 3}, 0 + 0 + 8 + 0 + 0, 38 + 24 + 6 + 14 + 18},
		{[]int{0, 3, 2, 0, 0}, 24 + 30 + 14 + 20 + 12, 0},
	} {
		o := p.Domain().Outcome(c.options...)
		for i, want := range []float64{c.coastmark, c.highmark} {
			if got := s.Value(i, o); math.Abs(got-want) > 1e-6 {
				t.Errorf("%v is worth %v to %s, want %v", c.options, got, p.Seats()[i], want)
			}
		}
	}
	if got := []float64{s.Reservation(0), s.Reservation(1)}; math.Abs(got[0]-30) > 1e-6 || math.Abs(got[1]-25) > 1e-6 {
		t.Errorf("no deal is worth %v, want 30 and 25", got)
	}
}

// TestFictionalPlays: classes see deals and failures on every rung it has.
func TestFictionalPlays(t *testing.T) {
	p := compile(t, scenarios.Fictional())
	s := p.NewSession()
	var rungs [negotiation.NumRungs]int
	for r := range uint64(2000) {
		rungs[s.Play(1, r).Rung]++
	}
	t.Logf("rungs %v", rungs)
	for _, g := range []negotiation.Rung{negotiation.InForce, negotiation.HeldToTerm, negotiation.Extended} {
		if rungs[g] == 0 {
			t.Errorf("no replication ends at %v, want some", g)
		}
	}
}

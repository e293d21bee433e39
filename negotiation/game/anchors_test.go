package game_test

import (
	"bytes"
	"math"
	"testing"

	"github.com/parleylab/parley/negotiation/game"
)

// checkAnchors computes anchors and compares.
func checkAnchors(t *testing.T, anchors []game.Anchor) {
	t.Helper()
	seen := map[string]bool{}
	for _, a := range anchors {
		t.Run(a.ID, func(t *testing.T) {
			if seen[a.ID] || a.Statement == "" || a.Source == "" || len(a.Want) == 0 {
				t.Errorf("anchor %q is listed twice or lacks words or values", a.ID)
			}
			seen[a.ID] = true
			got, err := a.Compute(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if d := distance(got, a.Want); d > a.Tolerance || math.IsNaN(d) {
				t.Errorf("got %v, want %v: off by %g, tolerance %g", got, a.Want, d, a.Tolerance)
			}
		})
	}
}

func TestAnchors(t *testing.T) { checkAnchors(t, game.Anchors()) }

func TestDealAnchors(t *testing.T) {
	deals, err := game.ParseDeals(bytes.NewReader(readData(t, "openspiel_bargaining_instances1000.txt")))
	if err != nil || len(deals) != 1000 {
		t.Fatalf("%d deals (%v), want 1000", len(deals), err)
	}
	checkAnchors(t, game.DealAnchors(deals))
}

func TestParseDealsFaults(t *testing.T) {
	for _, tc := range []struct {
		text         string
		line, column int
		message      string
	}{
		{"1,2,3 1,2,3", 1, 1, "2 parts"},
		{"1,2,3 1,2,3 1,1,1\n1,2,3 1,2 1,1,1", 2, 7, "2 numbers"},
		{"1,2,3 1,2,3 1,x,1", 1, 13, "whole number"},
		{"1,-2,3 1,2,3 1,1,1", 1, 1, "whole number"},
	} {
		_, err := game.ParseDeals(bytes.NewReader([]byte(tc.text)))
		checkFault(t, err, tc.line, tc.column, tc.message)
	}
}

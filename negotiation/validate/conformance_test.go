package validate_test

import (
	"context"
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation/game"
	"github.com/parleylab/parley/negotiation/validate"
)

// TestRecord compares the embedded record with the conformance file it was made
// from, where that is present.
func TestRecord(t *testing.T) {
	const path = "../../../shared/data/theory/golden.json"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("conformance data %s is absent", path)
	}
	var want []struct {
		ID        string
		Value     json.RawMessage
		Tolerance float64
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // the record alone
	r, _ := validate.Run(ctx)
	if len(r.Rows) != len(want) {
		t.Fatalf("%d anchors are recorded, want %d", len(r.Rows), len(want))
	}
	for i, row := range r.Rows {
		var list []float64
		if json.Unmarshal(want[i].Value, &list) != nil {
			list = make([]float64, 1)
			if err := json.Unmarshal(want[i].Value, &list[0]); err != nil {
				t.Fatal(err)
			}
		}
		if row.ID != want[i].ID || row.Tolerance != want[i].Tolerance || !cmp.Equal(row.Want, list) {
			t.Errorf("recorded %s %v within %v, want %s %v within %v", row.ID, row.Want, row.Tolerance, want[i].ID, list, want[i].Tolerance)
		}
	}
}

// TestDeals replays the anchors about OpenSpiel's negotiations, where these are
// present, and checks that other negotiations fail them.
func TestDeals(t *testing.T) {
	const path = "../../../shared/data/games/openspiel_bargaining_instances1000.txt"
	file, err := os.Open(path)
	if err != nil {
		t.Skipf("conformance data %s is absent", path)
	}
	defer file.Close()
	deals, err := game.ParseDeals(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		deals []game.Deal
		want  string
	}{
		{deals, "8 of 8 anchors hold, 0 fail, 0 skipped"},
		{deals[:1], "0 of 8 anchors hold, 8 fail, 0 skipped"},
		{nil, "0 of 8 anchors hold, 0 fail, 8 skipped"},
	} {
		r, err := validate.Suite{Deals: c.deals}.Run(context.Background(), "dond.")
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Summary(); got != c.want {
			t.Errorf("%d deals: %s, want %s", len(c.deals), got, c.want)
		}
	}
}

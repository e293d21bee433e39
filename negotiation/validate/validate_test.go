package validate_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation/validate"
)

// TestAnchors replays all anchors. Those of theory must all hold; those that are
// skipped are counted and named.
func TestAnchors(t *testing.T) {
	r, err := validate.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	theory := 0
	for _, row := range r.Rows {
		switch {
		case row.Verdict == validate.Fails:
			t.Errorf("%s: got %v, want %v within %v: %s", row.ID, row.Got, row.Want, row.Tolerance, row.Reason)
		case row.Verdict == validate.Skipped && row.Group != "openspiel":
			t.Errorf("%s of group %s is skipped: %s", row.ID, row.Group, row.Reason)
		}
		if row.Verdict == validate.Holds && row.Group != "equilibria" && row.Group != "openspiel" {
			theory++
		}
		if row.Statement == "" || row.Source == "" || len(row.Want) == 0 {
			t.Errorf("%s lacks a statement, a source or a figure", row.ID)
		}
	}
	if theory != 149 {
		t.Errorf("%d anchors of the theory hold, want 149", theory)
	}
	t.Log(r.Summary())
}

// TestOutput checks that the table ends with the counts and that JSON reads back.
func TestOutput(t *testing.T) {
	r, err := validate.Run(context.Background(), "rubinstein.", "dond.spe", "ss.unsc")
	if err != nil {
		t.Fatal(err)
	}
	var text, data strings.Builder
	if err := errors.Join(r.Text(&text), r.JSON(&data)); err != nil {
		t.Fatal(err)
	}
	want := "13 of 15 anchors hold, 0 fail, 2 skipped"
	if lines := strings.Split(strings.TrimSpace(text.String()), "\n"); lines[len(lines)-1] != want {
		t.Errorf("the last line is %q, want %q", lines[len(lines)-1], want)
	}
	var back validate.Report
	if err := json.Unmarshal([]byte(data.String()), &back); err != nil || back.Summary() != want {
		t.Errorf("JSON reads back as %q, %v, want %q", back.Summary(), err, want)
	}
}

// TestCancel checks that a cancelled run says so and claims nothing.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r, err := validate.Run(ctx)
	if !errors.Is(err, context.Canceled) || r.Held+r.Failed != 0 {
		t.Errorf("a cancelled run returns %v with %s, want context.Canceled and only skips", err, r.Summary())
	}
}

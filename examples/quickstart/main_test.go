package main

import (
	"context"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestRun checks what the example prints: the warning, the two rungs with
// intervals that hold their shares, every issue, and the base rate beside them.
// The figures themselves belong to the scenario and are tested there.
func TestRun(t *testing.T) {
	var b strings.Builder
	if err := run(context.Background(), &b, 400); err != nil {
		t.Fatal(err)
	}
	out := b.String()
	for _, want := range []string{
		"limited, knowledge of 2025-03-25: 400 replications", "seed 1", "It cannot tell you what will happen.",
		"zone", "announced", "Base rate", "energy", "sea", "grain", "agri_fin", "monitor", "human", "coop", "scope", "arms",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the report does not say %q:\n%s", want, out)
		}
	}
	row := regexp.MustCompile(`as compiled +([0-9.]+) \[([0-9.]+), ([0-9.]+)\] +([0-9.]+) \[([0-9.]+), ([0-9.]+)\]`).FindStringSubmatch(out)
	if row == nil {
		t.Fatalf("no row of shares with intervals:\n%s", out)
	}
	var x [6]float64
	for i := range x {
		x[i], _ = strconv.ParseFloat(row[i+1], 64)
	}
	if !(x[1] <= x[0] && x[0] <= x[2] && x[4] <= x[3] && x[3] <= x[5] && x[3] <= x[0]) {
		t.Errorf("shares and intervals do not fit together: %v", row[0])
	}
}

// TestRunIsRepeatable holds that two runs print the same.
func TestRunIsRepeatable(t *testing.T) {
	var a, b strings.Builder
	if err := errors.Join(run(context.Background(), &a, 100), run(context.Background(), &b, 100)); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Error("two runs differ")
	}
}

// TestRunStops holds that a cancelled run is an error.
func TestRunStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := run(ctx, io.Discard, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that the run was cancelled", err)
	}
}

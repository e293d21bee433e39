package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
)

func TestPace(t *testing.T) {
	tests := []struct {
		done, total int64
		spent       time.Duration
		want        string
	}{
		{0, 100, time.Second, ""},
		{50, 100, 0, ""},
		{50, 100, 10 * time.Second, ", 5 a second, 10s left"},
		{100, 100, 4 * time.Second, ", 25 a second, 0s left"},
		{1000, 361000, time.Second, ", 1000 a second, 6m0s left"},
	}
	for _, tt := range tests {
		if got := pace(tt.done, tt.total, tt.spent); got != tt.want {
			t.Errorf("pace(%d, %d, %v) = %q, want %q", tt.done, tt.total, tt.spent, got, tt.want)
		}
	}
}

// TestBarLeavesNoTrace runs with a bar, to its end and to a cancellation: the
// output is that of a run without one.
func TestBarLeavesNoTrace(t *testing.T) {
	want := must(t, "run", "harbour", "--runs", "2000")
	for _, cancelled := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		var out, said bytes.Buffer
		told := 0
		a := &app{out: &out, err: &said, terminal: true, shelf: harbourShelf(), watch: func(done, total int) {
			if told = total; cancelled {
				cancel()
			}
		}}
		status := a.run(ctx, []string{"run", "harbour", "--runs", "2000"})
		cancel()
		if told != 6000 {
			t.Errorf("progress goes up to %d, want 3 schools of 2000", told)
		}
		if !cancelled && (status != exitOK || out.String() != want) {
			t.Errorf("run with a bar: status %d, other bytes than without", status)
		}
		if cancelled && (status != exitFailure || !strings.Contains(said.String(), "parley: interrupted")) {
			t.Errorf("cancelled run with a bar: status %d, %q", status, said.String())
		}
	}
}

package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// TestBacktest runs the shipped backtest as a user would.
func TestBacktest(t *testing.T) {
	got := shipped(t, "backtest", "limited", "--runs", "60")
	if got.status != exitOK || got.err != "" {
		t.Fatalf("status %d, %s", got.status, got.err)
	}
	for _, want := range []string{"backtest of 16 targets", "base rate", "maximum-pressure", "Brier score, 5 targets", "8 not", "One war is one path"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("the report lacks %q:\n%s", want, got.out)
		}
	}
	for line := range strings.Lines(got.out) {
		if len([]rune(line)) > 120 {
			t.Errorf("a line of %d columns: %s", len([]rune(line)), line)
		}
	}
	file := filepath.Join(t.TempDir(), "b.json")
	if got := shipped(t, "backtest", "limited", "--runs", "60", "--format", "json", "-o", file); got.status != exitOK || got.out != "" {
		t.Errorf("status %d, output %q, %s", got.status, got.out, got.err)
	}
	if got := shipped(t, "backtest", "limited", "--runs", "60", "--format", "json"); !json.Valid([]byte(got.out)) {
		t.Error("it is no JSON")
	}
}

func TestBacktestRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"backtest", "limited", "--set", "sea=2"}, "issue sea is held at one option by a what-if"},
		{[]string{"backtest", "limited", "--set", "russia/reservation=5"}, "russia/reservation: it cites no source"},
		{[]string{"backtest", "comprehensive"}, "there are no targets"},
		{[]string{"backtest", "limited", "--format", "csv"}, "--format"},
		{[]string{"backtest"}, "arg"},
	} {
		got := shipped(t, c.args...)
		if got.status != exitUsage || !strings.Contains(got.err, c.want) {
			t.Errorf("parley %s: status %d, %q, want %d and %q", strings.Join(c.args, " "), got.status, got.err, exitUsage, c.want)
		}
	}
}

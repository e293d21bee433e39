package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestWhatIf ranks concessions of the shipped talks as a user would.
func TestWhatIf(t *testing.T) {
	got := shipped(t, "whatif", "limited", "--party", "russia", "--runs", "60")
	if got.status != exitOK || got.err != "" {
		t.Fatalf("status %d, %s", got.status, got.err)
	}
	for _, want := range []string{"drops its condition relief-first", "drops its red line human-max-3", `"in force"`, "maximum-pressure", "paired replications"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("the report lacks %q:\n%s", want, got.out)
		}
	}
	if again := shipped(t, "whatif", "limited", "--party", "russia", "--runs", "60", "--workers", "3"); again != got {
		t.Error("other bytes for another number of workers")
	}
	if got := shipped(t, "whatif", "limited", "--party", "eu", "--runs", "20", "--format", "json"); !json.Valid([]byte(got.out)) {
		t.Errorf("it is no JSON: %s", got.err)
	}
}

func TestWhatIfRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"whatif", "limited"}, `--party is ""`},
		{[]string{"whatif", "limited", "--party", "rusia"}, `did you mean "russia"`},
		{[]string{"whatif", "limited", "--party", "envoy"}, "nothing to concede"},
		{[]string{"whatif", "limited", "--party", "russia", "--level", "2"}, "--level"},
	} {
		got := shipped(t, c.args...)
		if got.status != exitUsage || !strings.Contains(got.err, c.want) {
			t.Errorf("parley %s: status %d, %q, want %d and %q", strings.Join(c.args, " "), got.status, got.err, exitUsage, c.want)
		}
	}
}

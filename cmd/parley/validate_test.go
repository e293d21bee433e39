package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// rounding matches what rounding leaves, which is not the same on all machines.
var rounding = regexp.MustCompile(`\b[0-9]e[+-][0-9]{2}\b`)

// lastLine returns the last line of a text.
func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

func TestValidate(t *testing.T) {
	golden(t, "validate.txt", rounding.ReplaceAllString(must(t, "validate", "rubinstein.", "dond.spe"), "*e***"))
	if got, want := lastLine(must(t, "validate")), "178 of 186 anchors hold, 0 fail, 8 skipped"; got != want {
		t.Errorf("parley validate ends with %q, want %q", got, want)
	}
	path := filepath.Join(t.TempDir(), "anchors.json")
	if got := must(t, "validate", "ss.unsc", "--format", "json", "-o", path); got != "" {
		t.Errorf("validate -o prints %q, want nothing", got)
	}
	var doc struct{ Held, Failed, Skipped int }
	if text, err := os.ReadFile(path); err != nil || json.Unmarshal(text, &doc) != nil || doc.Held != 1 {
		t.Errorf("the JSON holds %+v (%v), want one anchor that holds", doc, err)
	}
}

// TestValidateData replays the anchors about data of third parties, where these
// are present.
func TestValidateData(t *testing.T) {
	const dir = "../../../shared/data"
	if _, err := os.Stat(filepath.Join(dir, dealsFile)); err != nil {
		t.Skipf("conformance data %s is absent", filepath.Join(dir, dealsFile))
	}
	if got, want := lastLine(must(t, "validate", "--data", dir)), "186 of 186 anchors hold, 0 fail, 0 skipped"; got != want {
		t.Errorf("parley validate --data %s ends with %q, want %q", dir, got, want)
	}
}

// data returns a folder whose file of instances holds text.
func data(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, dealsFile)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestValidateFails gives the anchors one negotiation in place of a thousand.
func TestValidateFails(t *testing.T) {
	got := command(t, "validate", "dond.", "--data", data(t, "1,2,3 8,1,0 4,0,2\n"))
	if got.status != exitFailure || !strings.Contains(got.err, "parley: 8 of 8 anchors fail") || lastLine(got.out) != "0 of 8 anchors hold, 8 fail, 0 skipped" {
		t.Errorf("anchors that fail: %+v, want the table and status %d", got, exitFailure)
	}
}

func TestValidateInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got := invoke(t, ctx, nil, "validate")
	if got.status != exitFailure || lastLine(got.out) != "0 of 186 anchors hold, 0 fail, 186 skipped" || !strings.Contains(got.err, "interrupted after 0 of 186 anchors") {
		t.Errorf("interrupted: status %d, %q, last line %q", got.status, got.err, lastLine(got.out))
	}
}

func TestValidateRefuses(t *testing.T) {
	none := t.TempDir()
	for name, c := range map[string]struct {
		args []string
		want []string
	}{
		"prefix":      {[]string{"rubinstien"}, []string{`no anchor begins with "rubinstien", did you mean "rubinstein"?`}},
		"unlike any":  {[]string{"zzzzzzzzzz"}, []string{`no anchor begins with "zzzzzzzzzz", want one such as `}},
		"empty":       {[]string{""}, []string{`no anchor begins with ""`}},
		"no data":     {[]string{"--data", none}, []string{"--data " + none, "cannot be read: no such file"}},
		"empty data":  {[]string{"--data", data(t, "")}, []string{"holds no instances, want 1000"}},
		"bad data":    {[]string{"--data", data(t, "1,2,3 8,1\n")}, []string{"2 parts"}},
		"format":      {[]string{"--format", "csv"}, []string{`--format is "csv", want text, json`}},
		"all at once": {[]string{"qqqqqqqqqq", "--format", "x", "--data", none}, []string{"no anchor", "--format", "--data"}},
	} {
		got := command(t, append([]string{"validate"}, c.args...)...)
		for _, want := range c.want {
			if got.status != exitUsage || got.out != "" || !strings.Contains(got.err, want) {
				t.Errorf("%s: %+v, want %q and status %d", name, got, want, exitUsage)
			}
		}
	}
}

package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// said is what one invocation wrote and how it ended.
type said struct {
	out, err string
	status   int
}

// command runs parley in this process, in a folder of its own choice.
func command(t *testing.T, args ...string) said {
	t.Helper()
	return invoke(t, context.Background(), nil, args...)
}

// invoke is command with a context and somebody who hears of progress.
func invoke(t *testing.T, ctx context.Context, watch func(done, total int), args ...string) said {
	t.Helper()
	var out, err bytes.Buffer
	a := &app{out: &out, err: &err, shelf: harbourShelf(), watch: watch}
	status := a.run(ctx, args)
	return said{out.String(), err.String(), status}
}

// must is command for invocations that have to go well.
func must(t *testing.T, args ...string) string {
	t.Helper()
	s := command(t, args...)
	if s.status != exitOK || s.err != "" {
		t.Fatalf("parley %s: status %d, stderr:\n%s", strings.Join(args, " "), s.status, s.err)
	}
	return s.out
}

// changing matches what differs from one version of the library to the next.
var changing = regexp.MustCompile(`(parley )\S+(, program )[0-9a-f]{16}|("library": ")[^"]*|("fingerprint": ")[0-9a-f]*`)

// masked takes versions and fingerprints out of a text.
func masked(text string) string { return changing.ReplaceAllString(text, "$1$3$4*$2*") }

// golden compares text with a file below testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	got = masked(got)
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", path, d)
	}
}

// file writes a file into a fresh folder and returns its path.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestHelp(t *testing.T) {
	for _, name := range []string{"", "list", "explain", "run", "trace", "check", "merge", "validate", "version"} {
		args := strings.Fields(name + " --help")
		got := must(t, args...)
		golden(t, "help/"+strings.TrimSpace("parley "+name)+".txt", got)
		for line := range strings.Lines(got) {
			if n := len(strings.TrimRight(line, "\n")); n > 100 {
				t.Errorf("parley %s: line of %d columns, want at most 100: %s", strings.Join(args, " "), n, line)
			}
		}
	}
}

func TestTold(t *testing.T) {
	tests := []struct{ name, args string }{
		{"list", "list"},
		{"explain", "explain harbour"},
		{"explain-csv", "explain harbour --school proud-town --format csv"},
		{"run", "run harbour --runs 500"},
		{"run-changed", "run harbour --runs 500 --school poor-line --set fare=2 --set town/discount=0.95 --metrics margin,zone-share --level 0.9"},
		{"run-csv", "run harbour --runs 200 --format csv --first 100 --seed 7"},
		{"run-json", "run split --runs 100 --format json --metrics margin"},
		{"run-mediated", "run harbour --runs 200 --protocol mediated"},
		{"trace", "trace harbour --replication 7 --seed 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			golden(t, tt.name+".txt", must(t, strings.Fields(tt.args)...))
		})
	}
}

func TestVersion(t *testing.T) {
	if got := must(t, "version"); !strings.HasPrefix(got, "parley ") {
		t.Errorf("parley version = %q, want it to begin with the name", got)
	}
}

func TestNoCommand(t *testing.T) {
	got := command(t, []string{}...)
	if got.status != exitUsage || got.out != "" || !strings.Contains(got.err, "Available Commands") {
		t.Errorf("parley = %+v, want help on the standard error and status %d", got, exitUsage)
	}
}

func TestCheck(t *testing.T) {
	got := must(t, "check", file(t, "good.json", "harbour"))
	want := "ok: harbour, 2 seats, 3 issues, 45 outcomes, 2 rules, 12 rounds, 3 schools, 15 quantities (4 without a source)\n"
	if got != want {
		t.Errorf("parley check = %q, want %q", got, want)
	}
	bad := command(t, "check", file(t, "bad.json", "broken"))
	if bad.status != exitUsage || bad.out != "" || strings.Count(bad.err, "\n") < 2 {
		t.Errorf("parley check of a broken file = %+v, want each fault on a line and status %d", bad, exitUsage)
	}
}

func TestCompletion(t *testing.T) {
	tests := []struct{ name, args, want string }{
		{"scenario", "run ", "harbour\ta town"},
		{"scenario begun", "run spl", "split\ttwo"},
		{"school", "run harbour --school pr", "proud-town\tthe town"},
		{"one school", "trace harbour --school ", "baseline\tas judged"},
		{"quantity", "run harbour --set town/res", "town/reservation=\tpert(20, 45, 60)"},
		{"issue", "run harbour --set wi", "winter=\tissue"},
		{"option", "explain harbour --set winter=", "winter=1\tweekdays"},
		{"protocol", "run harbour --protocol ", "mediated"},
		{"format", "merge --format ", "csv"},
		{"metrics", "run harbour --metrics ", "margin,zone-share"},
		{"anchor", "validate rubinstein.spe.", "rubinstein.spe.sym"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := command(t, append([]string{"__complete"}, strings.Split(tt.args, " ")...)...)
			if !strings.Contains(got.out, tt.want) {
				t.Errorf("completing %q gives %q, want %q in it", tt.args, got.out, tt.want)
			}
		})
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if got := must(t, "completion", shell); !strings.Contains(got, "parley") {
			t.Errorf("completion %s does not mention the command", shell)
		}
	}
}

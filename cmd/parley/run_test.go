package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWorkers holds the promise that the number of workers shows nowhere.
func TestWorkers(t *testing.T) {
	for _, format := range formats {
		var first string
		for _, workers := range []string{"1", "2", "7"} {
			got := must(t, "run", "harbour", "--runs", "2500", "--metrics", "margin", "--format", format, "--workers", workers)
			if first == "" {
				first = got
			}
			if got != first {
				t.Errorf("--format %s: --workers %s prints other bytes than --workers 1", format, workers)
			}
		}
	}
}

// TestParts joins uneven parts, given in any order, into the bytes of one run.
func TestParts(t *testing.T) {
	dir := t.TempDir()
	flags := []string{"run", "harbour", "--format", "json", "--metrics", "margin,zone-share", "--school", "baseline", "--level", "0.9"}
	part := func(name, first, runs string) string {
		path := filepath.Join(dir, name)
		must(t, append(flags, "--first", first, "--runs", runs, "-o", path)...)
		return path
	}
	a, b, c := part("a.json", "10", "1500"), part("b.json", "1510", "3"), part("c.json", "1513", "2600")
	whole := must(t, append(flags, "--first", "10", "--runs", "4103")...)
	if got := must(t, "merge", "--format", "json", c, a, b); got != whole {
		t.Error("the merged parts differ from one run, want the same bytes")
	}
	wholeText := must(t, "run", "harbour", "--metrics", "margin,zone-share", "--school", "baseline", "--level", "0.9", "--first", "10", "--runs", "4103")
	if got := must(t, "merge", c, a, b); got != wholeText {
		t.Error("the merged parts tell another text than one run, want the same bytes")
	}

	tests := []struct {
		name  string
		parts []string
		want  string
	}{
		{"gap", []string{a, c}, "replications 1510 to 1512 are missing"},
		{"twice", []string{a, a}, "replications 10 to 1509 are there twice"},
		{"other seed", []string{a, otherRun(t, dir, "--seed", "2")}, "seed 2, want 1"},
		{"other change", []string{a, otherRun(t, dir, "--set", "fare=1")}, "--set and --protocol must be the same"},
		{"other scenario", []string{a, splitRun(t, dir)}, "level is 0.95, want 0.9"},
	}
	for _, tt := range tests {
		got := command(t, append([]string{"merge"}, tt.parts...)...)
		if got.status != exitUsage || got.out != "" || !strings.Contains(got.err, tt.want) {
			t.Errorf("%s: merge = %+v, want %q and status %d", tt.name, got, tt.want, exitUsage)
		}
	}
}

func otherRun(t *testing.T, dir, flag, value string) string {
	path := filepath.Join(dir, strings.Trim(flag, "-")+".json")
	must(t, "run", "harbour", "--format", "json", "--metrics", "margin,zone-share", "--school", "baseline", "--level", "0.9",
		"--runs", "10", flag, value, "-o", path)
	return path
}

func splitRun(t *testing.T, dir string) string {
	path := filepath.Join(dir, "split.json")
	must(t, "run", "split", "--format", "json", "--runs", "10", "-o", path)
	return path
}

// TestInterrupted cancels a run after its first block, and continues it to the
// bytes of a run that nobody disturbed.
func TestInterrupted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.json")
	if err := os.WriteFile(path, []byte("of old"), 0o644); err != nil {
		t.Fatal(err)
	}
	flags := []string{"run", "harbour", "--runs", "12000", "--workers", "2", "--format", "json", "--metrics", "margin", "--level", "0.9", "--school", "baseline"}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	got := invoke(t, ctx, func(done, _ int) {
		if done > 0 {
			cancel()
		}
	}, append(flags, "-o", path)...)
	if got.status != exitFailure || got.out != "" || !strings.Contains(got.err, "parley: interrupted after ") {
		t.Fatalf("interrupted run = %+v, want status %d and a word about it", got, exitFailure)
	}
	if text, _ := os.ReadFile(path); string(text) != "of old" {
		t.Errorf("the interrupted run put %.40q in place of the old file, want it left alone", text)
	}
	partial, err := os.ReadFile(path + ".partial")
	if err != nil || !strings.Contains(string(partial), `"wanted": 12000`) {
		t.Fatalf("the partial file holds %.200q (%v), want it marked with what was wanted", partial, err)
	}
	whole := must(t, flags...)
	if got := must(t, "run", "harbour", "--workers", "1", "--format", "json", "--metrics", "margin", "--continue", path+".partial"); got != whole {
		t.Error("the continued run differs from an undisturbed one, want the same bytes")
	}
	rest := filepath.Join(t.TempDir(), "rest.json")
	must(t, "run", "harbour", "--format", "json", "--metrics", "margin", "--level", "0.9", "--school", "baseline",
		"--first", "12000", "--runs", "12000", "-o", rest)
	if got := command(t, "merge", path+".partial", rest); got.status != exitUsage || !strings.Contains(got.err, "are missing") {
		t.Errorf("merging past the end of an interrupted part = %+v, want what is missing", got)
	}
	text := must(t, "merge", path+".partial")
	if !strings.Contains(text, "INCOMPLETE: of 12000 replications a school") {
		t.Errorf("the partial run is told as\n%s\nwant it marked incomplete", text)
	}
	for args, want := range map[string]string{
		"run harbour --metrics margin --seed 2":     "seed 1, want 2",
		"run harbour --metrics margin --set fare=1": "--set and --protocol must be the same",
		"run harbour":                                "has other metrics",
		"run split --metrics margin":                 `the file has no school ""`,
		"run harbour --metrics margin --runs 5":      "want --runs of at least as many",
		"run harbour --metrics margin --first 10000": "begins with replication 0, want --first 10000",
	} {
		got := command(t, append(strings.Fields(args), "--continue", path+".partial")...)
		if got.status != exitUsage || !strings.Contains(got.err, want) {
			t.Errorf("parley %s --continue = %+v, want %q", args, got, want)
		}
	}
}

// TestInterruptedText prints what is complete where no file was asked for.
func TestInterruptedText(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	got := invoke(t, ctx, func(int, int) { cancel() }, "run", "harbour", "--runs", "30000", "--workers", "1")
	if got.status != exitFailure || !strings.Contains(got.out, "INCOMPLETE: of 30000 replications a school") {
		t.Errorf("interrupted run = %+v, want it printed and marked incomplete", got)
	}
}

func TestInterruptedAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got := invoke(t, ctx, nil, "run", "harbour")
	if got.status != exitFailure || got.out != "" || !strings.Contains(got.err, "before the first block") {
		t.Errorf("run that is interrupted at once = %+v, want status %d and no output", got, exitFailure)
	}
}

// TestOutput looks at what happens to the file of -o.
func TestOutput(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.txt")
	if err := os.WriteFile(path, []byte("of old"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link.txt")
	if err := os.Symlink("out.txt", link); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	if got := command(t, "run", "harbour", "--set", "fare=99", "-o", link); got.status != exitUsage {
		t.Fatalf("bad run = %+v, want status %d", got, exitUsage)
	}
	if text, _ := os.ReadFile(path); string(text) != "of old" {
		t.Errorf("a bad run put %q in place of the old file, want it left alone", text)
	}
	want := must(t, "run", "harbour", "--runs", "100")
	if got := must(t, "run", "harbour", "--runs", "100", "-o", link); got != "" {
		t.Errorf("run -o prints %q, want nothing", got)
	}
	if text, _ := os.ReadFile(path); string(text) != want {
		t.Errorf("-o wrote\n%s\nwant\n%s", text, want)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone, want it followed: %v", err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode changed, want 0600 kept: %v, %v", info.Mode(), err)
	}
	if got := must(t, "run", "harbour", "--runs", "100", "-o", "-"); got != want {
		t.Error("-o - prints other bytes than no -o, want the same")
	}
	must(t, "trace", "harbour", "-o", os.DevNull)
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s was replaced, want a device written to: %v", os.DevNull, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".parley-*")); len(left) > 0 {
		t.Errorf("files were left behind: %v", left)
	}
}

// broken is a standard output that cannot be written.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, fmt.Errorf("the pipe is broken") }

func TestOutputBroken(t *testing.T) {
	var said strings.Builder
	a := &app{out: broken{}, err: &said, shelf: harbourShelf()}
	if got := a.run(t.Context(), []string{"list"}); got != exitFailure || !strings.Contains(said.String(), "the pipe is broken") {
		t.Errorf("status %d, %q, want %d and the reason", got, said.String(), exitFailure)
	}
}

// TestPairedSchools checks that a school without patches that bite changes no
// count: draws are shared.
func TestPairedSchools(t *testing.T) {
	a := must(t, "run", "harbour", "--runs", "300", "--format", "csv", "--school", "baseline")
	b := must(t, "run", "harbour", "--runs", "300", "--format", "csv", "--school", "proud-town", "--set", "town/reservation=pert(20, 45, 60)")
	count := func(csv, school string) (n string) {
		for line := range strings.Lines(csv) {
			if strings.HasPrefix(line, "harbour,"+school+",rung,announced,") {
				n = strings.TrimPrefix(line, "harbour,"+school+",")
			}
		}
		return n
	}
	if x, y := count(a, "baseline"), count(b, "proud-town"); x != y || x == "" {
		t.Errorf("a school whose patch is undone by --set counts %q, the baseline %q, want the same", y, x)
	}
}

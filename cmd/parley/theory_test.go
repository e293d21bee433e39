package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// both asks a small run for all it can add.
var both = []string{"run", "harbour", "--runs", "150", "--school", "proud-town", "--artefacts", "--settlements", "--draws", "150"}

func TestTheory(t *testing.T) {
	for _, format := range formats {
		golden(t, "run-theory-"+format+".txt", must(t, append(both, "--format", format)...))
	}
	plain := must(t, both[:6]...)
	got := must(t, both...)
	foot := strings.LastIndex(plain, "\nparley ")
	if !strings.HasPrefix(got, plain[:foot]) || !strings.HasSuffix(got, plain[foot:]) {
		t.Error("the tables differ from those of a run without additions, want the same and more before the last line")
	}
}

// TestTheoryShown asks for every school, and counts what is told.
func TestTheoryShown(t *testing.T) {
	got := must(t, "run", "harbour", "--runs", "60", "--artefacts", "--settlements", "--draws", "70")
	for what, want := range map[string]int{
		"artefacts of harbour, ": 3, "settlements, ": 3, " of 70 replications": 3, "60 replications each way": 3,
		"First line: share": 1, "Means over the draws": 1,
	} {
		if n := strings.Count(got, what); n != want {
			t.Errorf("%q stands there %d times, want %d", what, n, want)
		}
	}
	for line := range strings.Lines(got) {
		if n := len([]rune(strings.TrimRight(line, "\n"))); n > 120 {
			t.Errorf("a line of %d columns: %s", n, line)
		}
	}
	if got := must(t, "run", "split", "--runs", "20", "--settlements", "--draws", "1"); !strings.Contains(got, "settlements, the scenario: a zone in ") {
		t.Errorf("a scenario without schools tells\n%s\nwant its settlements", got)
	}
}

// TestTheoryWorkers holds the promise that the number of workers shows nowhere,
// with draws that fill no whole number of portions.
func TestTheoryWorkers(t *testing.T) {
	for _, format := range formats {
		var first string
		for _, workers := range []string{"1", "2", "7"} {
			got := must(t, "run", "harbour", "--runs", "1100", "--first", "3", "--artefacts", "--settlements", "--draws", "1100",
				"--school", "baseline", "--school", "poor-line", "--format", format, "--workers", workers)
			if first == "" {
				first = got
			}
			if got != first {
				t.Errorf("--format %s: --workers %s prints other bytes than --workers 1", format, workers)
			}
		}
	}
}

// TestTheoryInterrupted stops behind the tables, in the artefacts and in the
// settlements, and continues to the bytes of a run that nobody disturbed.
func TestTheoryInterrupted(t *testing.T) {
	flags := append(both, "--format", "json", "--workers", "1")
	whole := must(t, flags...)
	tables := 3 * 150
	for name, stop := range map[string]int{"artefacts": tables + 1, "settlements": tables + 5*150 + 1} {
		path := filepath.Join(t.TempDir(), "out.json")
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		last := 0
		got := invoke(t, ctx, func(done, total int) {
			if done < last || total < done {
				t.Errorf("%s: progress goes from %d to %d of %d, want it to rise", name, last, done, total)
			}
			if last = done; done >= stop {
				cancel()
			}
		}, append(flags, "-o", path)...)
		if got.status != exitFailure || got.out != "" || !strings.Contains(got.err, "interrupted in the artefacts or settlements, which are left out") {
			t.Errorf("%s: %+v, want status %d and a word about it", name, got, exitFailure)
		}
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s: the interrupted run wrote the file itself, want the partial one only", name)
		}
		if got := must(t, "run", "harbour", "--format", "json", "--artefacts", "--settlements", "--draws", "150", "--continue", path+".partial"); got != whole {
			t.Errorf("%s: the continued run differs from an undisturbed one, want the same bytes", name)
		}
	}
	full := file(t, "full.json", whole)
	if got := must(t, "merge", "--format", "json", full); got != must(t, append(both[:6:6], "--format", "json")...) {
		t.Error("merge of a run with additions differs from the run without them, want the same bytes")
	}
}

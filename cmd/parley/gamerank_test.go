package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// ranked is a small request of game rank.
var ranked = []string{"game", "rank", "split", "--strategies", "boulware,conceder", "--runs", "60", "--resamples", "20"}

func TestGameRanked(t *testing.T) {
	for _, format := range formats {
		golden(t, "game-rank-"+format+".txt", shortened(must(t, append(ranked, "--format", format)...)))
	}
	golden(t, "game-rank-school.txt", must(t, "game", "rank", "harbour", "--strategies", "linear, hardliner", "--runs", "40",
		"--school", "proud-town", "--seed", "5", "--resamples", "20", "--level", "0.9"))
}

// shortened cuts the fractions of numbers to five places and powers of ten off:
// the solvers promise the same bits on one machine, not on all.
func shortened(text string) string {
	return fractions.ReplaceAllString(text, "$1")
}

var fractions = regexp.MustCompile(`(\.[0-9]{5})[0-9]+(?:e-[0-9]+)?`)

// TestGameRankWorkers holds the promise that the number of workers shows nowhere.
func TestGameRankWorkers(t *testing.T) {
	args := []string{"game", "rank", "harbour", "--strategies", "boulware,linear", "--runs", "1100", "--resamples", "20"}
	for _, format := range formats {
		var first string
		for _, workers := range []string{"1", "2", "7"} {
			got := must(t, append(args, "--format", format, "--workers", workers)...)
			if first == "" {
				first = got
			}
			if got != first {
				t.Errorf("--format %s: --workers %s prints other bytes than --workers 1", format, workers)
			}
		}
	}
}

// TestGameRankInterrupted cancels after two profiles, and continues to the bytes
// of a run that nobody disturbed.
func TestGameRankInterrupted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rank.json")
	flags := append(ranked, "--format", "json", "--seed", "3", "--level", "0.9")
	stop := func(args ...string) said {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		return invoke(t, ctx, func(done, _ int) {
			if done == 2 {
				cancel()
			}
		}, args...)
	}
	got := stop(append(flags, "-o", path)...)
	if got.status != exitFailure || got.out != "" || !strings.Contains(got.err, "interrupted after 2 of 4 combinations") {
		t.Fatalf("interrupted game rank = %+v, want status %d and a word about it", got, exitFailure)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the interrupted run wrote the file itself, want the partial one only")
	}
	part := path + ".partial"
	if text, err := os.ReadFile(part); err != nil || !strings.Contains(string(text), `"incomplete": true`) {
		t.Fatalf("the partial file holds %.200q (%v), want it marked incomplete", text, err)
	}
	whole := must(t, flags...)
	if got := must(t, "game", "rank", "split", "--format", "json", "--continue", part); got != whole {
		t.Error("the continued study differs from an undisturbed one, want the same bytes")
	}
	full := file(t, "full.json", whole)
	if got := must(t, "game", "rank", "split", "--format", "json", "--continue", full); got != whole {
		t.Error("a complete study that is continued differs, want the same bytes")
	}
	for args, want := range map[string]string{
		"split --seed 2":                       "seed, runs and strategies must be the same",
		"split --strategies linear,boulware":   "must be the same",
		"harbour":                              "must be the same",
		"harbour --school baseline --runs 100": "must be the same",
	} {
		refused(t, append([]string{"game", "rank"}, append(strings.Fields(args), "--continue", part)...), []string{"--continue: ", want})
	}
	text, err := os.ReadFile(part)
	if err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(string(text), `"fingerprint": "`, `"fingerprint": "0`, 1)
	refused(t, []string{"game", "rank", "split", "--continue", file(t, "other.json", other)}, []string{"the scenario must be the same"})
	for _, format := range []string{"text", "csv"} {
		got := stop(append(ranked, "--format", format)...)
		if got.status != exitFailure || !strings.Contains(strings.ToLower(got.out), "incomplete") {
			t.Errorf("interrupted game rank --format %s = %+v, want it marked incomplete", format, got)
		}
	}
}

func TestGameRankInterruptedAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got := invoke(t, ctx, nil, ranked...)
	if got.status != exitFailure || got.out != "" || !strings.Contains(got.err, "before the first combination") {
		t.Errorf("game rank that is interrupted at once = %+v, want status %d and no output", got, exitFailure)
	}
}

func TestGameRankBadInput(t *testing.T) {
	truncated := file(t, "half.json", `{"warning": "th`)
	tests := []struct{ name, args, want string }{
		{"no strategies", "harbour", "--strategies is not given, want at least two of boulware"},
		{"one strategy", "harbour --strategies linear", `--strategies names "linear" only, want at least two`},
		{"unknown", "harbour --strategies bulware,linear", `--strategies names "bulware", want some of boulware, linear, conceder, hardliner, random, did you mean "boulware"?`},
		{"twice", "harbour --strategies linear,linear", `--strategies names "linear" twice`},
		{"empty", "harbour --strategies linear,", `--strategies names "",`},
		{"scenario", "harbor --strategies linear,random", `there is no scenario "harbor", did you mean "harbour"?`},
		{"school", "harbour --strategies linear,random --school prod-town", `did you mean "proud-town"?`},
		{"runs", "harbour --strategies linear,random --runs 1", `--runs is "1", want a whole number from 2`},
		{"resamples", "harbour --strategies linear,random --resamples 0", `--resamples is "0"`},
		{"workers", "harbour --strategies linear,random --workers -1", `--workers is "-1"`},
		{"continue", "harbour --continue " + truncated, "report: the text ends before the table does"},
		{"continue nothing", "harbour --continue none.json", "--continue none.json: cannot be read: no such file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refused(t, append([]string{"game", "rank"}, strings.Fields(tt.args)...), []string{tt.want})
		})
	}
	refused(t, strings.Fields("game rank harbour --strategies hardlner,hardlinr,linear --runs x --seed y --level 2 --format z --school q"), []string{
		`names "hardlner"`, `names "hardlinr"`, `--runs is "x"`, `--seed is "y"`, `--level is "2"`, `--format is "z"`, "--school q"})
}

// TestGamesHowto carries out the commands of the guide, with few replications, in
// a folder that holds its games.
func TestGamesHowto(t *testing.T) {
	guide, err := os.ReadFile(filepath.Join("..", "..", "docs", "howto", "games.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"crisis.efg", "chicken.nfg"} {
		text, err := os.ReadFile(games + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	done := 0
	for line := range strings.Lines(string(guide)) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), "   #")
		words := shellWords(line)
		if len(words) < 2 || words[0] != "parley" || strings.Contains(line, ".partial") {
			continue // nothing was interrupted here
		}
		if words[2] == "rank" {
			words = append(words, "--runs", "5", "--resamples", "2")
		}
		if got := shipped(t, words[1:]...); got.status != exitOK {
			t.Errorf("%s: status %d\n%s", line, got.status, got.err)
		}
		done++
	}
	if done < 7 {
		t.Errorf("%d commands were found in the guide, want at least 7", done)
	}
}

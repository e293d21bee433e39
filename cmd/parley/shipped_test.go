package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shipped runs the command with the scenarios that come with it.
func shipped(t *testing.T, args ...string) said {
	t.Helper()
	var out, err bytes.Buffer
	a := &app{out: &out, err: &err, shelf: library}
	status := a.run(t.Context(), args)
	return said{out.String(), err.String(), status}
}

// TestShipped runs every scenario that comes with the library, whatever they are.
func TestShipped(t *testing.T) {
	for _, name := range library.names() {
		t.Run(name, func(t *testing.T) {
			for _, args := range [][]string{
				{"explain", name}, {"trace", name, "--replication", "1"},
				{"run", name, "--runs", "40"}, {"run", name, "--runs", "40", "--protocol", "alternating"},
			} {
				if got := shipped(t, args...); got.status != exitOK || got.err != "" || got.out == "" {
					t.Errorf("parley %s: status %d, %s", strings.Join(args, " "), got.status, got.err)
				}
			}
		})
	}
}

// TestShippedTrace holds what a reader of one replication is promised: fewer than
// 60 lines, and a sentence on why it ended so.
func TestShippedTrace(t *testing.T) {
	for _, replication := range []string{"0", "7", "22", "26"} {
		got := shipped(t, "trace", "limited", "--replication", replication, "--seed", "1")
		if n := strings.Count(got.out, "\n"); got.status != exitOK || n >= 60 || !strings.Contains(got.out, "\nWhy: ") {
			t.Errorf("trace limited --replication %s: status %d, %d lines, want fewer than 60 and a reason\n%s",
				replication, got.status, n, got.err)
		}
	}
}

// TestShippedWorkers holds the promise of equal bytes for the real scenario.
func TestShippedWorkers(t *testing.T) {
	var first said
	for _, workers := range []string{"1", "7"} {
		got := shipped(t, "run", "limited", "--runs", "1030", "--format", "json", "--workers", workers)
		if first.out == "" {
			first = got
		}
		if got != first || got.status != exitOK {
			t.Errorf("run limited --workers %s: status %d, other bytes than --workers 1", workers, got.status)
		}
	}
}

// TestHowto carries out the commands of the guide, with few replications, in a
// folder where its files may be written.
func TestHowto(t *testing.T) {
	guide, err := os.ReadFile(filepath.Join("..", "..", "docs", "howto", "command.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	done := 0
	for line := range strings.Lines(string(guide)) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), "   #")
		words := shellWords(line)
		if len(words) < 2 || words[0] != "parley" || strings.ContainsAny(line, "|>…") || strings.Contains(line, "mine.json") {
			continue
		}
		words = words[1:]
		if strings.Contains(line, "big.json.partial") {
			continue // nothing was interrupted here
		}
		for i, w := range words { // "--runs 400000" is 40 here
			if i > 0 && (words[i-1] == "--runs" || words[i-1] == "--first") {
				words[i] = strings.TrimSuffix(w, "0000")
			}
		}
		if words[0] == "run" && !strings.Contains(line, "--runs") {
			words = append(words, "--runs", "50")
		}
		if got := shipped(t, words...); got.status != exitOK {
			t.Errorf("%s: status %d\n%s", line, got.status, got.err)
		}
		done++
	}
	if done < 10 {
		t.Errorf("%d commands were found in the guide, want at least 10", done)
	}
}

// shellWords splits a line as a shell does, as far as the guide needs.
func shellWords(line string) []string {
	var words []string
	var word strings.Builder
	quoted, any := false, false
	for _, r := range line {
		switch {
		case r == '"':
			quoted, any = !quoted, true
		case r == ' ' && !quoted:
			if any {
				words = append(words, word.String())
			}
			word.Reset()
			any = false
		default:
			word.WriteRune(r)
			any = true
		}
	}
	if any {
		words = append(words, word.String())
	}
	return words
}

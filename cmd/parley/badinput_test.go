package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	truncated := file(t, "half.json", `{"warning": "th`)
	tests := []struct {
		name string
		args []string
		want []string // each of it on a line of the standard error
	}{
		{"command", []string{"rnu", "harbour"}, []string{`unknown command "rnu"`, "run"}},
		{"flag", []string{"run", "harbour", "--sede", "1"}, []string{"unknown flag: --sede"}},
		{"no scenario", []string{"run"}, []string{"accepts 1 arg"}},
		{"two scenarios", []string{"run", "harbour", "split"}, []string{"accepts 1 arg"}},
		{"scenario", []string{"run", "harbor"}, []string{`there is no scenario "harbor", did you mean "harbour"?`}},
		{"scenario unlike any", []string{"run", "zzzzzzzz"}, []string{`there is no scenario "zzzzzzzz", want one of harbour, split, or the path of a file`}},
		{"no file", []string{"run", filepath.Join(dir, "none.json")}, []string{"none.json: cannot be read: no such file"}},
		{"folder", []string{"check", dir + "/"}, []string{"cannot be read: is a directory"}},
		{"school", []string{"run", "harbour", "--school", "proudtown"}, []string{`--school proudtown: there is no such school, did you mean "proud-town"?`}},
		{"school without any", []string{"trace", "split", "--school", "x"}, []string{"--school x: there is no such school, split has none"}},
		{"set without value", []string{"run", "harbour", "--set", "fare"}, []string{`--set fare: there is no "=" and no value`}},
		{"set path", []string{"run", "harbour", "--set", "town/reservaton=4"}, []string{`no quantity and no issue "town/reservaton", did you mean "town/reservation"?`}},
		{"set issue", []string{"run", "harbour", "--set", "wintr=1"}, []string{`no quantity and no issue "wintr", did you mean "winter"?`}},
		{"set unlike any", []string{"explain", "harbour", "--set", "qqqqqqqqqq=1"}, []string{`no issue "qqqqqqqqqq", want a name that "parley explain" lists`}},
		{"set an event", []string{"run", "harbour", "--set", "town/redline/fare-max/event=1"}, []string{"there is no quantity and no issue"}},
		{"set option", []string{"run", "harbour", "--set", "winter=weakdays"}, []string{`did you mean "weekdays"?`}},
		{"set option number", []string{"run", "harbour", "--set", "winter=3"}, []string{"want 0 to 2"}},
		{"set nothing", []string{"run", "harbour", "--set", "winter="}, []string{"no option is given"}},
		{"set twice", []string{"run", "harbour", "--set", "winter=0", "--set", "winter=1"}, []string{"winter was set by \"winter=0\" already"}},
		{"set NaN", []string{"run", "harbour", "--set", "town/reservation=NaN"}, []string{"--set town/reservation=NaN: quantity"}},
		{"set infinity", []string{"run", "harbour", "--set", "town/reservation=1e999"}, []string{"want a number below 1.8e308"}},
		{"set out of range", []string{"run", "harbour", "--set", "town/reservation=120"}, []string{"want at most 100"}},
		{"set impossible", []string{"run", "harbour", "--set", "winter=2", "--set", "term=2"}, []string{"they leave no outcome together"}},
		{"runs 0", []string{"run", "harbour", "--runs", "0"}, []string{`--runs is "0", want a whole number from 1`}},
		{"runs negative", []string{"run", "harbour", "--runs", "-5"}, []string{`--runs is "-5", want a whole number from 1`}},
		{"runs word", []string{"run", "harbour", "--runs", "many"}, []string{`--runs is "many"`}},
		{"seed", []string{"run", "harbour", "--seed", "-1"}, []string{`--seed is "-1", want a whole number from 0 to 18446744073709551615`}},
		{"first", []string{"run", "harbour", "--first", "18446744073709551615", "--runs", "2"}, []string{"add up to less than 2^64"}},
		{"level", []string{"run", "harbour", "--level", "95"}, []string{`--level is "95", want a number above 0 and below 1`}},
		{"format", []string{"run", "harbour", "--format", "jsno"}, []string{`--format is "jsno", want text, json, csv, did you mean "json"?`}},
		{"metrics", []string{"run", "harbour", "--metrics", "margn"}, []string{`--metrics names "margn", want margin or zone-share, did you mean "margin"?`}},
		{"metrics twice", []string{"run", "harbour", "--metrics", "margin,margin"}, []string{`--metrics names "margin" twice`}},
		{"draws 0", []string{"run", "harbour", "--settlements", "--draws", "0"}, []string{`--draws is "0", want a whole number from 1`}},
		{"draws word", []string{"run", "harbour", "--settlements", "--draws", "few"}, []string{`--draws is "few"`}},
		{"draws alone", []string{"run", "harbour", "--draws", "5"}, []string{"--draws is for --settlements, which is not given"}},
		{"draws too far", []string{"run", "harbour", "--settlements", "--runs", "1", "--first", "18446744073709551000"}, []string{"want first and draws to add up to less than 2^64"}},
		{"artefacts of too many", []string{"run", "harbour", "--artefacts", "--runs", "10000001"}, []string{"--artefacts keeps the record of each replication, want --runs of at most 10000000"}},
		{"artefacts with a value", []string{"run", "harbour", "--artefacts=maybe"}, []string{`invalid argument "maybe" for "--artefacts"`}},
		{"protocol", []string{"run", "harbour", "--protocol", "meditated"}, []string{`--protocol is "meditated", want alternating or mediated, did you mean "mediated"?`}},
		{"protocol empty", []string{"run", "harbour", "--protocol", ""}, []string{`--protocol is "", want alternating or mediated`}},
		{"no mediator", []string{"run", "split", "--protocol", "mediated"}, []string{"no party of split has the role mediator"}},
		{"output folder", []string{"run", "harbour", "-o", dir}, []string{"it is a directory, want a file"}},
		{"output nowhere", []string{"run", "harbour", "-o", filepath.Join(dir, "no", "such")}, []string{"cannot be written: no such file or directory"}},
		{"replication", []string{"trace", "harbour", "--replication", "x"}, []string{`--replication is "x"`}},
		{"check broken", []string{"check", file(t, "b.json", "broken")}, []string{"rounds: there are 0, want 1 to 1048576", `the name "Town" holds 'T'`}},
		{"merge truncated", []string{"merge", truncated}, []string{"half.json: report: the text ends before the study does"}},
		{"merge missing", []string{"merge", filepath.Join(dir, "none.json")}, []string{"none.json: cannot be read: no such file"}},
		{"merge nothing", []string{"merge"}, []string{"requires at least 1 arg"}},
		{"continue truncated", []string{"run", "harbour", "--continue", truncated}, []string{"--continue " + truncated + ": report: the text ends"}},
		{"all at once", []string{"run", "harbour", "--runs", "0", "--seed", "x", "--set", "wintr=1", "--set", "fare=9", "--school", "q", "--level", "0"}, []string{
			`--runs is "0"`, `--seed is "x"`, `no issue "wintr"`, `--level is "0"`, "--set fare=9: ", "--school q: there is no such school"}},
		{"all at once in a trace", []string{"trace", "harbour", "--replication", "x", "--set", "wintr=1", "--set", "winter=weakdays", "--school", "q"}, []string{
			`--replication is "x"`, `no issue "wintr"`, `did you mean "weekdays"?`, "--school q: there is no such school"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := command(t, tt.args...)
			if got.status != exitUsage || got.out != "" {
				t.Errorf("parley %q: status %d and stdout %q, want %d and none", tt.args, got.status, got.out, exitUsage)
			}
			for _, want := range tt.want {
				if !strings.Contains(got.err, want) {
					t.Errorf("parley %q says\n%swant %q in it", tt.args, got.err, want)
				}
			}
			for line := range strings.Lines(got.err) {
				if !strings.HasPrefix(line, "parley: ") {
					t.Errorf("parley %q says %q, want each line after \"parley: \"", tt.args, line)
				}
			}
		})
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("files were left behind: %v", left)
	}
}

func TestFileNamedLikeAWord(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("mine", []byte("harbour"), 0o644); err != nil {
		t.Fatal(err)
	}
	got := command(t, "explain", "mine")
	if want := "write ./mine"; got.status != exitUsage || !strings.Contains(got.err, want) {
		t.Errorf("parley explain mine = %+v, want %q", got, want)
	}
	must(t, "explain", "./mine")
}

func TestDidYouMean(t *testing.T) {
	tests := []struct{ word, candidate, want string }{
		{"limted", "limited", `, did you mean "limited"?`},
		{"jsno", "json", `, did you mean "json"?`},
		{"json", "json", `, did you mean "json"?`},
		{"", "ab", `, did you mean "ab"?`},
		{"abc", "xyz", ""},
		{"ab", "Ukraine", ""},
	}
	for _, tt := range tests {
		if got := didYouMean(tt.word, []string{tt.candidate}); got != tt.want {
			t.Errorf("didYouMean(%q, %q) = %q, want %q", tt.word, tt.candidate, got, tt.want)
		}
	}
}

func TestDistance(t *testing.T) {
	// The textbook pairs: kitten to sitting takes 3 steps, a swap takes one.
	tests := []struct {
		a, b string
		want int
	}{{"kitten", "sitting", 3}, {"", "abc", 3}, {"ab", "ba", 1}, {"grün", "grun", 1}, {"same", "same", 0}}
	for _, tt := range tests {
		if got := distance([]rune(tt.a), []rune(tt.b)); got != tt.want {
			t.Errorf("distance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

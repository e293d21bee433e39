package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// games is where our own small games are.
const games = "testdata/games/"

func TestGameHelp(t *testing.T) {
	for _, name := range []string{"game", "game solve", "game rank"} {
		got := must(t, strings.Fields(name+" --help")...)
		golden(t, "help/parley "+name+".txt", got)
		for line := range strings.Lines(got) {
			if n := len(strings.TrimRight(line, "\n")); n > 100 {
				t.Errorf("parley %s --help: line of %d columns, want at most 100: %s", name, n, line)
			}
		}
	}
}

func TestGameSolved(t *testing.T) {
	tests := []struct{ name, args string }{
		{"crisis", "crisis.efg"},
		{"crisis-sequence-json", "crisis.efg --method sequence --format json"},
		{"crisis-sequential", "crisis.efg --method sequential"},
		{"ultimatum", "ultimatum.efg"},
		{"coins-zero-sum", "coins.efg --method zero-sum"},
		{"forget-pure", "forget.efg --method pure"},
		{"chicken", "chicken.nfg"},
		{"chicken-correlated", "chicken.nfg --method correlated"},
		{"chicken-json", "chicken.nfg --format json"},
		{"three", "three.nfg"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			golden(t, "game-"+tt.name+".txt", must(t, strings.Fields("game solve "+games+tt.args)...))
		})
	}
}

// TestGameKnown holds answers that can be had by hand. In chicken either driver
// swerves with probability x such that 5x + (1-x) = 6x - 3(1-x), which is 4/5. In
// the crisis a demand of eight brings 8·2/3 + 3·1/3 = 19/3 slices against five.
func TestGameKnown(t *testing.T) {
	tests := []struct {
		args string
		want []string
	}{
		{"chicken.nfg --method lemke-howson", []string{"4/5 swerve + 1/5 straight", ": 3,"}},
		{"chicken.nfg --method pure", []string{": 2,"}},
		{"chicken.nfg --method supports", []string{": 3, all of them"}},
		{"chicken.nfg --method homotopy", []string{"swerve"}},
		{"chicken.nfg --method logit", []string{"bifurcation", "meets 1 other branch"}},
		{"chicken.nfg --method coarse", []string{"largest sum of payoffs"}},
		{"crisis.efg --method subgame-perfect", []string{": 1,", "sequential equilibrium", "payoffs: North 6.33333, South 2.66667"}},
		{"crisis.efg --method sequence", []string{"RESTS ON AN INCREDIBLE THREAT",
			"South at information set weak, eight says fight, but would gain at least 1", "sequential: none of those found"}},
		{"crisis.efg --method extreme", []string{"found by extreme"}},
		{"crisis.efg --method logit", []string{"principal branch"}},
		{"crisis.efg --method cfr", []string{"sum of all regrets", "nothing but the regret"}},
		{"crisis.efg --method dominance", []string{"drops 2222"}},
		{"coins.efg --method zero-sum", []string{"exactly 1/5", "3/5 heads + 2/5 tails"}},
		{"forget.efg --method extreme", []string{"plans chosen in advance", "imperfect recall"}},
		{"three.nfg --method auto", []string{": 1, all of them"}},
	}
	for _, tt := range tests {
		t.Run(tt.args, func(t *testing.T) {
			got := must(t, strings.Fields("game solve "+games+tt.args)...)
			for _, want := range tt.want {
				if !strings.Contains(strings.Join(strings.Fields(got), " "), want) {
					t.Errorf("parley game solve %s prints\n%swant %q in it", tt.args, got, want)
				}
			}
		})
	}
}

// TestGameFearon looks at the game in which another solver's complementarity
// method stops at the soft offer.
func TestGameFearon(t *testing.T) {
	path := "../../../shared/data/games/crisis_fearon.efg"
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not here: %v", path, err)
	}
	got := strings.Join(strings.Fields(must(t, "game", "solve", path)), " ")
	for _, want := range []string{
		"5. Nash equilibrium that RESTS ON AN INCREDIBLE THREAT A: Soft B: Weak|Hard: Fight; Weak|Soft: Accept; Tough|Hard: Fight; Tough|Soft: Accept payoffs: A 0.55, B 0.45",
		"threat: B at information set Weak|Hard says Fight, but would gain at least 0.05 by Accept",
		"1. sequential equilibrium A: Hard", "sequential: 1 resting on an incredible threat: 2, 3, 4, 5",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("parley game solve crisis_fearon.efg prints\n%s\nwant %q in it", got, want)
		}
	}
}

func TestGameBadInput(t *testing.T) {
	broken := file(t, "broken.nfg", "NFG 1 R \"x\" { \"a\" \"b\" } { 2 2 }\n\n1 2 3 x")
	tests := []struct {
		name string
		args []string
		want []string
	}{
		{"command", []string{"game", "slove"}, []string{`unknown command "slove" for "parley game", want solve or rank, did you mean "solve"?`}},
		{"no command", []string{"game"}, []string{"no command is given"}},
		{"no file", []string{"game", "solve"}, []string{"accepts 1 arg"}},
		{"missing", []string{"game", "solve", games + "none.nfg"}, []string{"none.nfg: cannot be read: no such file"}},
		{"folder", []string{"game", "solve", games}, []string{"cannot be read: is a directory"}},
		{"malformed", []string{"game", "solve", broken}, []string{broken + ":3:7: "}},
		{"no game", []string{"game", "solve", file(t, "x.txt", "hello")}, []string{"x.txt:1:1: ", "want NFG or EFG"}},
		{"no tree", []string{"game", "solve", file(t, "x.efg", "hello")}, []string{"x.efg:1:1: ", "want EFG"}},
		{"empty", []string{"game", "solve", file(t, "e.nfg", "")}, []string{"e.nfg:1:1: "}},
		{"method", []string{"game", "solve", games + "chicken.nfg", "--method", "extrem"}, []string{`--method is "extrem"`, `did you mean "extreme"?`}},
		{"format", []string{"game", "solve", games + "chicken.nfg", "--format", "csv"}, []string{`--format is "csv", want text, json`}},
		{"form", []string{"game", "solve", games + "chicken.nfg", "--method", "sequence"}, []string{"is for games in extensive form", "want auto, pure"}},
		{"players", []string{"game", "solve", games + "three.nfg", "--method", "extreme"}, []string{"want", "--method supports or --method homotopy"}},
		{"recall", []string{"game", "solve", games + "forget.efg"}, []string{`player "driver" cannot recall`, "--method pure, extreme, lemke-howson"}},
		{"sum", []string{"game", "solve", games + "crisis.efg", "--method", "zero-sum"}, []string{"no constant sum", "use --method sequence"}},
		{"all at once", []string{"game", "solve", games + "none.nfg", "--method", "x", "--format", "y", "-o", games}, []string{
			"--method is", "--format is", "it is a directory", "cannot be read"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { refused(t, tt.args, tt.want) })
	}
}

// refused holds that a request ends with status 2, no output and these words.
func refused(t *testing.T, args, want []string) {
	t.Helper()
	got := command(t, args...)
	if got.status != exitUsage || got.out != "" {
		t.Errorf("parley %q: status %d and stdout %q, want %d and none", args, got.status, got.out, exitUsage)
	}
	for _, w := range want {
		if !strings.Contains(got.err, w) {
			t.Errorf("parley %q says\n%swant %q in it", args, got.err, w)
		}
	}
}

// TestGameTooLarge asks for the reduced form of a tree with too many plans.
func TestGameTooLarge(t *testing.T) {
	var b strings.Builder
	b.WriteString("EFG 2 R \"wide\" { \"a\" \"b\" }\nc \"\" 1 \"\" {")
	for range 24 {
		b.WriteString(" \"x\" 1/24")
	}
	b.WriteString(" } 0\n")
	for n := range 24 {
		b.WriteString("p \"\" 1 " + string(rune('1'+n/10)) + string(rune('0'+n%10)) + " \"\" { \"l\" \"r\" } 0\nt \"\" 1 \"\" { 1 1 }\nt \"\" 2 \"\" { 0 0 }\n")
	}
	path := file(t, "wide.efg", b.String())
	refused(t, []string{"game", "solve", path, "--method", "extreme"}, []string{"reduced normal form", "want at most", "use "})
	got := must(t, "game", "solve", path)
	for _, want := range []string{"pure was left out: reduced normal form", "sequential equilibrium", "dominance was not computed"} {
		if !strings.Contains(got, want) {
			t.Errorf("parley game solve of a wide tree prints\n%swant %q in it", got, want)
		}
	}
}

func TestGameSolveInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	path := filepath.Join(t.TempDir(), "out.txt")
	got := invoke(t, ctx, nil, "game", "solve", games+"crisis.efg", "-o", path)
	if got.status != exitFailure || !strings.Contains(got.err, "interrupted before the game was solved") {
		t.Errorf("interrupted game solve = %+v, want status %d and a word about it", got, exitFailure)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("an interrupted game solve left a file")
	}
}

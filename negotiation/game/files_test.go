package game_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation/game"
)

// nfgOf parses a game in normal form that must be right.
func nfgOf(t testing.TB, text string) *game.Normal {
	t.Helper()
	g, err := game.ParseNFG(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return g
}

// efgOf parses a game in extensive form that must be right.
func efgOf(t testing.TB, text string) *game.Extensive {
	t.Helper()
	e, err := game.ParseEFG(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return e
}

func TestParseNFG(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		profile    []int
		want       []float64 // payoffs at profile
	}{
		{"payoffs, names", `NFG 1 R "t" { "A" "B" } { { "u" "d" } { "l" "r" } } "" 1 2 3 4 5 6 7 8`, []int{1, 0}, []float64{3, 4}},
		{"payoffs, counts", `NFG 1 D "t" { "A" "B" } { 2 3 } 1 2 3 4 5 6 7 8 9 10 11 12`, []int{0, 2}, []float64{9, 10}},
		{"fractions, decimals, exponents", `NFG 1 R "" { "A" } { 4 } 1/3 -.25 1e-2 +4.`, []int{1}, []float64{-0.25}},
		{"outcomes, missing comma, null", `NFG 1 R "" { "A" "B" } { 2 1 } "" { { "x" 1 2 } } 1 0`, []int{1, 0}, []float64{0, 0}},
		{"quotes and lines", "NFG 1 R \"say \\\"hi\\\"\nthere\" {\"A\"}\r\n{ 1 }\r\n\"\" 7", []int{0}, []float64{7}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := nfgOf(t, tc.text)
			for i, want := range tc.want {
				if got := g.Payoff(tc.profile, i); got != want {
					t.Errorf("payoff of player %d at %v is %v, want %v", i, tc.profile, got, want)
				}
			}
			var out bytes.Buffer
			if err := g.WriteNFG(&out); err != nil {
				t.Fatal(err)
			}
			if again := nfgOf(t, out.String()); !again.Equal(g) {
				t.Errorf("round trip differs:\n%s", out.String())
			}
		})
	}
}

func TestParseNFGFaults(t *testing.T) {
	for _, tc := range []struct {
		name, text   string
		line, column int
		message      string
	}{
		{"empty", "", 1, 1, "want NFG"},
		{"magic", "EFG 2 R", 1, 1, "want NFG"},
		{"version", "NFG 2 R", 1, 5, "want 1"},
		{"type", "NFG 1 X", 1, 7, "R or D"},
		{"title", "NFG 1 R {", 1, 9, "title"},
		{"open quote", "NFG 1 R \"abc", 1, 9, "no closing quote"},
		{"no players", "NFG 1 R \"\" { } { } ", 1, 12, "no players"},
		{"players", "NFG 1 R \"\"\n{ \"A\" \"B\" }\n{ 2 }", 3, 5, "strategies of 1 players, want 2"},
		{"zero strategies", "NFG 1 R \"\" { \"A\" } { 0 } ", 1, 22, "want 1 to"},
		{"no strategies", "NFG 1 R \"\" { \"A\" } { { } } ", 1, 20, "no strategies"},
		{"too few", "NFG 1 R \"\" { \"A\" } { 2 }\n1", 2, 2, "payoff 1 of profile 2 of 2"},
		{"too many", "NFG 1 R \"\" { \"A\" } { 1 }\n1 2", 2, 3, "want the end"},
		{"bad number", "NFG 1 R \"\" { \"A\" } { 1 }\n1/0", 2, 1, "payoff"},
		{"huge exponent", "NFG 1 R \"\" { \"A\" } { 1 }\n1e999999999", 2, 1, "exponent"},
		{"outcome", "NFG 1 R \"\" { \"A\" } { 1 } \"\" { { \"\" 1 } } 2", 1, 42, "want 0 to 1"},
		{"outcome width", "NFG 1 R \"\" { \"A\" } { 1 } \"\" { { \"\" 1 2 } } 1", 1, 40, "2 payoffs"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := game.ParseNFG(strings.NewReader(tc.text))
			checkFault(t, err, tc.line, tc.column, tc.message)
		})
	}
}

// checkFault checks a syntax error.
func checkFault(t *testing.T, err error, line, column int, message string) {
	t.Helper()
	var fault *game.SyntaxError
	if !errors.As(err, &fault) {
		t.Fatalf("error %v, want a SyntaxError", err)
	}
	if fault.Line != line || fault.Column != column || !strings.Contains(fault.Message, message) {
		t.Errorf("got %v, want line %d, column %d: …%s…", err, line, column, message)
	}
}

func TestShortFilesCannotFillTheMemory(t *testing.T) {
	wide := strings.Repeat(`"" `, 50000)
	for name, text := range map[string]string{
		"two wide players":                 `NFG 1 R "" { "A" "B" } { 60000 60000 }`,
		"one wide player":                  `NFG 1 R "" { "A" } { 16000000 }`,
		"many wide players":                `NFG 1 R "" { "A" } { ` + strings.Repeat("60000 ", 1000) + `}`,
		"a wide set named again and again": `EFG 2 R "" { "A" } "" p "" 1 1 "" { ` + wide + `} 0 ` + strings.Repeat(`p "" 1 1 0 `, 1000),
	} {
		var err error
		if strings.HasPrefix(text, "NFG") {
			_, err = game.ParseNFG(strings.NewReader(text))
		} else {
			_, err = game.ParseEFG(strings.NewReader(text))
		}
		var size *game.SizeError
		if !errors.As(err, &size) {
			t.Errorf("%s: error %v, want a SizeError", name, err)
		}
	}
}

// threat is a game of Schotter, Weigelt and Wilson (1994), figure 1.
const threat = `EFG 2 R "Threat" { "Player 1" "Player 2" } ""
p "" 1 1 "(1,1)" { "R" "L" } 0
p "" 2 1 "(2,1)" { "R" "L" } 0
t "" 1 "Outcome 1" { 6, 3 }
t "" 2 "Outcome 2" { 0, 1 }
t "" 3 "Outcome 3" { 4, 4 }
`

func TestParseEFG(t *testing.T) {
	for _, tc := range []struct{ name, text string }{
		{"plain", threat},
		{"no comment", strings.Replace(threat, ` ""`+"\n", "\n", 1)},
		{"empty and repeated labels", `EFG 2 D "" { "A" "A" } "" p "" 1 1 "" { "" "" } 0 t "" 1 "" { 1 2 } t "" 1`},
		{"set named again only", `EFG 2 R "" { "A" } "" c "" 1 "" { "x" 1/2 "y" .5 } 0 p "" 1 7 "s" { "l" "r" } 0 t "" 1 "" { 1 } t "" 2 "" { 2 } p "" 1 7 0 t "" 2 t "" 1`},
		{"outcome on the way", `EFG 2 R "" { "A" } "" p "" 1 1 "" { "l" } 1 "cost" { -1/2 } t "" 0`},
		{"only a leaf", `EFG 2 R "" { "A" } "" t "" 1 "" { 3 }`},
		{"two chance sets", `EFG 2 R "" { "A" } "" c "" 1 "" { "x" 1/4 "y" 3/4 } 0 c "" 2 "" { "x" 1 } 0 t "" 0 t "" 1 "" { 1 }`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			e := efgOf(t, tc.text)
			var out bytes.Buffer
			if err := e.WriteEFG(&out); err != nil {
				t.Fatal(err)
			}
			if again := efgOf(t, out.String()); !again.Equal(e) {
				t.Errorf("round trip differs:\n%s", out.String())
			}
		})
	}
}

func TestParseEFGRoundedChances(t *testing.T) {
	e := efgOf(t, `EFG 2 D "" { "A" } "" c "" 1 "" { "x" 0.333333 "y" 0.333333 "z" 0.333333 } 0 t "" 1 "" { 1 } t "" 1 t "" 1`)
	if len(e.Notes()) != 1 || !strings.Contains(e.Notes()[0], "rescaled") {
		t.Errorf("notes %q, want one about rescaled chances", e.Notes())
	}
}

func TestParseEFGFaults(t *testing.T) {
	head := "EFG 2 R \"\" { \"A\" \"B\" } \"\"\n"
	for _, tc := range []struct {
		name, text   string
		line, column int
		message      string
	}{
		{"no tree", head, 2, 1, "want a node"},
		{"kind", head + `x "" 1`, 2, 1, "c, p or t"},
		{"player", head + `p "" 3 1 "" { "l" } 0`, 2, 6, "want 1 to 2"},
		{"label", head + `p 1 1`, 2, 3, "label of the node"},
		{"no actions", head + `p "" 1 1 "" { } 0`, 2, 13, "without actions"},
		{"unknown set", head + `p "" 1 1 0 t "" 0`, 2, 8, "no actions at its first mention"},
		{"changed set", head + "p \"\" 1 1 \"\" { \"l\" \"r\" } 0\nt \"\" 0\np \"\" 1 1 \"\" { \"l\" } 0", 4, 8, "1 actions, 2 at its first"},
		{"renamed action", head + "p \"\" 1 1 \"\" { \"l\" \"r\" } 0\nt \"\" 0\np \"\" 1 1 \"\" { \"l\" \"q\" } 0", 4, 8, `"q", "r" at its first`},
		{"chances", head + `c "" 1 "" { "x" 1/2 "y" 1/3 } 0`, 2, 11, "sum to"},
		{"negative chance", head + `c "" 1 "" { "x" -1 "y" 2 } 0`, 2, 11, "at least 0"},
		{"payoffs", head + `t "" 1 "" { 1 }`, 2, 15, "1 payoffs"},
		{"unknown outcome", head + `t "" 5`, 2, 6, "no payoffs at its first mention"},
		{"changed outcome", head + "p \"\" 1 1 \"\" { \"l\" \"r\" } 0\nt \"\" 1 \"\" { 1 2 }\nt \"\" 1 \"\" { 1 3 }", 4, 6, "3, 2 at its first"},
		{"cut short", head + "p \"\" 1 1 \"\" { \"l\" \"r\" } 0\nt \"\" 0\n", 4, 1, "want a node"},
		{"too much", head + "t \"\" 0\nt \"\" 0", 3, 1, "after the last node"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := game.ParseEFG(strings.NewReader(tc.text))
			checkFault(t, err, tc.line, tc.column, tc.message)
		})
	}
}

func FuzzParseNFG(f *testing.F) {
	f.Add(`NFG 1 R "t" { "A" "B" } { { "u" "d" } { "l" "r" } } "" 1 2 3 4 5 6 7 8`)
	f.Add(`NFG 1 R "" { "A" "B" } { 2 1 } "" { { "x" 1 2 } } 1 0`)
	f.Add(`NFG 1 D "\\\"" {"A"} { 3 } 1e-5 -1/3 .5`)
	f.Fuzz(func(t *testing.T, text string) {
		g, err := game.ParseNFG(strings.NewReader(text))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := g.WriteNFG(&out); err != nil {
			t.Fatal(err)
		}
		again, err := game.ParseNFG(bytes.NewReader(out.Bytes()))
		if err != nil || !again.Equal(g) {
			t.Fatalf("round trip of %q: %v\n%s", text, err, out.String())
		}
	})
}

func FuzzParseEFG(f *testing.F) {
	f.Add(threat)
	f.Add(`EFG 2 R "" { "A" } "" c "" 1 "" { "x" 1/2 "y" .5 } 0 p "" 1 7 "s" { "l" "r" } 0 t "" 1 "" { 1 } t "" 2 "" { 2 } p "" 1 7 0 t "" 2 t "" 1`)
	f.Add(`EFG 2 D "" { "A" } "" c "" 1 "" { "x" 0.333333 "y" 0.666666 } 1 "" { 3 } t "" 1 t "" 0`)
	f.Fuzz(func(t *testing.T, text string) {
		e, err := game.ParseEFG(strings.NewReader(text))
		if err != nil {
			return
		}
		_ = e.PerfectRecall()
		_ = e.Subgames()
		var out bytes.Buffer
		if err := e.WriteEFG(&out); err != nil {
			t.Fatal(err)
		}
		again, err := game.ParseEFG(bytes.NewReader(out.Bytes()))
		if err != nil || !again.Equal(e) {
			t.Fatalf("round trip of %q: %v\n%s", text, err, out.String())
		}
	})
}

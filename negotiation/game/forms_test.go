package game_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation/game"
)

func TestParseNumber(t *testing.T) {
	for _, tc := range []struct {
		text, want string // want is empty for an error
	}{
		{"3", "3"}, {"-1/2", "-1/2"}, {".25", "1/4"}, {"1e-2", "1/100"}, {"+4.50", "9/2"}, {"6/4", "3/2"},
		{"", ""}, {"x", ""}, {"1/0", ""}, {"1e400", ""}, {"1e999999999999", ""}, {"0x10", ""}, {"1_000", ""},
		{"1.5/2", ""}, {"1/2e3", ""}, {strings.Repeat("9", 401), ""}, {"inf", ""}, {"NaN", ""},
	} {
		x, err := game.ParseNumber(tc.text)
		if tc.want == "" {
			if err == nil {
				t.Errorf("ParseNumber(%q) is %v, want an error", tc.text, x)
			}
			continue
		}
		if err != nil || x.String() != tc.want || !x.Exact() {
			t.Errorf("ParseNumber(%q) is %v (%v), want %s", tc.text, x, err, tc.want)
		}
	}
}

func TestNormalFaults(t *testing.T) {
	pay := func([]int) []game.Number { return game.Ints(1, 2) }
	two := [][]string{{"a"}, {"b"}}
	for _, tc := range []struct {
		name  string
		table game.Table
	}{
		{"no players", game.Table{Payoff: pay}},
		{"strategies of too few", game.Table{Players: []string{"A", "B"}, Strategies: two[:1], Payoff: pay}},
		{"a player without strategies", game.Table{Players: []string{"A", "B"}, Strategies: [][]string{{"a"}, {}}, Payoff: pay}},
		{"no payoffs", game.Table{Players: []string{"A", "B"}, Strategies: two}},
		{"short row", game.Table{Players: []string{"A", "B"}, Strategies: two, Payoff: func([]int) []game.Number { return game.Ints(1) }}},
		{"NaN", game.Table{Players: []string{"A", "B"}, Strategies: two, Payoff: func([]int) []game.Number { return game.Floats(1, math.NaN()) }}},
	} {
		if _, err := game.NewNormal(tc.table); err == nil || !strings.HasPrefix(err.Error(), "game: ") {
			t.Errorf("%s: error %v, want one that starts with the package", tc.name, err)
		}
	}
	if _, err := game.Bimatrix([][]float64{{1, 2}, {3}}, [][]float64{{1, 2}, {3, 4}}); err == nil {
		t.Error("ragged matrix accepted")
	}
	if _, err := game.Tensor([]int{2, 2}, [][]float64{{1, 2, 3, 4}}); err == nil {
		t.Error("payoffs of one player for two accepted")
	}
}

func TestTreeFaults(t *testing.T) {
	leaf := func() *game.Node { return &game.Node{Outcome: &game.Outcome{Payoff: game.Ints(1)}} }
	shared := leaf()
	for _, tc := range []struct {
		name string
		root *game.Node
		want string
	}{
		{"no root", nil, "no root"},
		{"branch to nowhere", &game.Node{Actions: []game.Action{{Label: "a"}}}, "leads nowhere"},
		{"two paths", &game.Node{Actions: []game.Action{{Label: "a", Next: shared}, {Label: "b", Next: shared}}}, "two paths"},
		{"player", &game.Node{Player: 1, Actions: []game.Action{{Label: "a", Next: leaf()}}}, "player 1"},
		{"payoffs", &game.Node{Outcome: &game.Outcome{Payoff: game.Ints(1, 2)}}, "2 payoffs"},
		{"infinite", &game.Node{Outcome: &game.Outcome{Payoff: game.Floats(math.Inf(1))}}, "not finite"},
		{"chances", &game.Node{Player: game.Chance, Actions: []game.Action{{Label: "a", Prob: game.Frac(1, 2), Next: leaf()}}}, "sum to"},
		{"set", &game.Node{Infoset: "x", Actions: []game.Action{
			{Label: "a", Next: &game.Node{Infoset: "x", Actions: []game.Action{{Label: "a", Next: leaf()}}}}, {Label: "b", Next: leaf()}}}, "actions"},
	} {
		_, err := game.Tree{Players: []string{"A"}, Root: tc.root}.Compile()
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: error %v, want …%s…", tc.name, err, tc.want)
		}
	}
}

// forgetful is a player who moves twice and forgets his first move.
const forgetful = `EFG 2 R "" { "A" "B" } ""
p "" 1 1 "first" { "l" "r" } 0
p "" 1 2 "second" { "l" "r" } 0
t "" 1 "" { 1 0 }
t "" 2 "" { 0 1 }
p "" 1 2 "second" { "l" "r" } 0
t "" 2
t "" 1
`

// absent meets the same information set twice on a path.
const absent = `EFG 2 R "" { "A" "B" } "" p "" 1 1 "" { "l" "r" } 0 p "" 1 1 0 t "" 1 "" { 1 0 } t "" 0 t "" 0`

func TestPerfectRecall(t *testing.T) {
	if err := efgOf(t, threat).PerfectRecall(); err != nil {
		t.Error(err)
	}
	for _, text := range []string{forgetful, absent} {
		e := efgOf(t, text)
		if err := e.PerfectRecall(); !errors.Is(err, game.ErrRecall) {
			t.Errorf("error %v, want ErrRecall for\n%s", err, text)
		}
		for name, err := range needRecall(t, e) {
			if !errors.Is(err, game.ErrRecall) {
				t.Errorf("%s: error %v, want ErrRecall", name, err)
			}
		}
	}
}

// needRecall runs every method that needs perfect recall.
func needRecall(t *testing.T, e *game.Extensive) map[string]error {
	t.Helper()
	ctx := t.Context()
	out := map[string]error{}
	_, out["Certify"] = e.Certify(e.Uniform())
	_, out["NashConv"] = e.NashConv(e.Uniform())
	_, _, out["BestReply"] = e.BestReply(e.Uniform(), 0)
	_, out["PureBehaviour"] = game.PureBehaviour(ctx, e)
	_, out["Sequence"] = game.Sequence(ctx, e)
	_, out["ZeroSum"] = game.ZeroSum(ctx, e)
	_, out["SubgamePerfect"] = game.SubgamePerfect(ctx, e)
	_, out["AgentLogit"] = game.AgentLogit(e)
	_, out["CFR"] = game.CFR(ctx, e, game.Minimisation{})
	_, out["CheckRationality"] = game.CheckRationality(ctx, e, e.Uniform(), 0)
	return out
}

func TestSubgames(t *testing.T) {
	for _, tc := range []struct {
		name string
		e    *game.Extensive
		want int
	}{
		{"perfect information", efgOf(t, threat), 2},
		{"Kuhn poker has no proper subgame", game.Kuhn(), 1},
	} {
		if got := tc.e.Subgames(); len(got) != tc.want || got[0] != 0 {
			t.Errorf("%s: subgames at %v, want %d", tc.name, got, tc.want)
		}
	}
}

func TestReduceNames(t *testing.T) {
	r, err := efgOf(t, threat).Reduce(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Strategies(1); len(got) != 2 || got[0] != "1" {
		t.Errorf("strategies of player 2: %v, want 1 and 2", got)
	}
	if got := r.Payoff([]int{1, 0}, 0); got != 4 {
		t.Errorf("L pays %v, want 4", got)
	}
}

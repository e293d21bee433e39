package report_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation/game"
	"github.com/parleylab/parley/negotiation/report"
)

// entry is the chain store of one town: an entrant stays out or comes in, and the
// incumbent, who says he will fight, would gain two by sharing.
func entry(t *testing.T) *game.Extensive {
	t.Helper()
	leaf := func(a, b int64) *game.Node { return &game.Node{Outcome: &game.Outcome{Payoff: game.Ints(a, b)}} }
	e, err := game.Tree{Title: "entry", Players: []string{"store", "store"}, Root: &game.Node{Player: 0, Actions: []game.Action{
		{Label: "out", Next: leaf(0, 5)},
		{Label: "in", Next: &game.Node{Player: 1, Actions: []game.Action{
			{Label: "fight", Next: leaf(-1, 0)}, {Label: "", Next: leaf(1, 2)},
		}}},
	}}}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// judged certifies and checks pure play in entry.
func judged(t *testing.T, e *game.Extensive, p game.Behaviour) report.Found {
	t.Helper()
	b, err := e.Certify(p)
	if err != nil {
		t.Fatal(err)
	}
	r, err := game.CheckRationality(t.Context(), e, p, 1e-9)
	if err != nil {
		t.Fatal(err)
	}
	return report.Found{By: []string{"hand"}, Tree: &b, Rationality: r}
}

func TestSolveText(t *testing.T) {
	e := entry(t)
	s := report.Solved{Extensive: e, Method: "hand", Notes: []string{"made by hand"}, Equilibria: []report.Found{
		judged(t, e, game.Behaviour{{{1, 0}}, {{1, 0}}}),
		judged(t, e, game.Behaviour{{{0, 1}}, {{0, 1}}}),
		judged(t, e, game.Behaviour{{{0, 1}}, {{1, 0}}}),
	}}
	var b strings.Builder
	if err := report.SolveText(&b, s); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(strings.Fields(b.String()), " ")
	for _, want := range []string{ // players of one name and actions of none are numbered
		"players: store (1), store (2) extensive form: 5 nodes, 1 + 1 information sets, 2 subgames, perfect information",
		"1. Nash equilibrium that RESTS ON AN INCREDIBLE THREAT store (1): out store (2): fight payoffs: store (1) 0, store (2) 5",
		"threat: store (2) at information set 1 says fight, but would gain at least 2 by 2, whatever store (2) believes",
		"2. sequential equilibrium store (1): in store (2): 2",
		"3. NOT an equilibrium within the tolerance",
		"subgame perfect: 2 sequential: 2 resting on an incredible threat: 1 note: made by hand",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("SolveText wrote\n%s\nwant %q in it", b.String(), want)
		}
	}
}

// TestSolveJSON holds that the document has every equilibrium, threat and note.
func TestSolveJSON(t *testing.T) {
	e := entry(t)
	s := report.Solved{Extensive: e, Method: "hand", Equilibria: []report.Found{judged(t, e, game.Behaviour{{{1, 0}}, {{1, 0}}})}}
	var b strings.Builder
	if err := report.SolveJSON(&b, s); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Form       string
		Equilibria []struct {
			Play []struct {
				Player, Action string
				Probability    float64
			}
			Verdict string
			Threats []struct {
				Player, Better string
				Gain           float64
			}
		}
	}
	if err := json.Unmarshal([]byte(b.String()), &doc); err != nil {
		t.Fatal(err)
	}
	one := doc.Equilibria[0]
	if doc.Form != "extensive" || len(one.Play) != 4 || one.Play[2].Action != "fight" || one.Play[2].Probability != 1 ||
		!strings.Contains(one.Verdict, "incredible") || len(one.Threats) != 1 || one.Threats[0].Gain != 2 {
		t.Errorf("SolveJSON wrote\n%s\nwant the threat to fight, which costs 2", b.String())
	}
}

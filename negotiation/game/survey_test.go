package game_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation/game"
)

// fearon is crisis bargaining after Fearon (1995): a challenger offers a weak
// or tough defender 3/20 or 9/20 of a pie of one; war gives the challenger
// 3/10 and the defender 1/10 or 2/5.
const fearon = `EFG 2 R "Crisis" { "A" "B" } ""
c "" 1 "B" { "Weak" 1/2 "Tough" 1/2 } 0
p "" 1 1 "A" { "Hard" "Soft" } 0
p "" 2 1 "Weak|Hard" { "Accept" "Fight" } 0
t "" 1 "" { 17/20, 3/20 }
t "" 2 "" { 3/10, 1/10 }
p "" 2 2 "Weak|Soft" { "Accept" "Fight" } 0
t "" 3 "" { 11/20, 9/20 }
t "" 4 "" { 3/10, 1/10 }
p "" 1 1 "A" { "Hard" "Soft" } 0
p "" 2 3 "Tough|Hard" { "Accept" "Fight" } 0
t "" 5 "" { 17/20, 3/20 }
t "" 6 "" { 3/10, 2/5 }
p "" 2 4 "Tough|Soft" { "Accept" "Fight" } 0
t "" 7 "" { 11/20, 9/20 }
t "" 8 "" { 3/10, 2/5 }
`

func ExampleSurveyTree() {
	e, err := game.ParseEFG(strings.NewReader(fearon))
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := game.SurveyTree(context.Background(), e)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, q := range s.Equilibria {
		if slices.Contains(q.Methods, "complementary pivoting on the sequence form") || q.Rationality.Verdict == game.Sequential {
			fmt.Println(q.Payoff, q.Rationality.Verdict)
		}
	}
	// Output:
	// [0.575 0.275] sequential
	// [0.55 0.45] rests on an incredible threat
}

func TestSurveyTree(t *testing.T) {
	s, err := game.SurveyTree(t.Context(), efgOf(t, fearon))
	if err != nil || len(s.Equilibria) != 5 || len(s.Skipped) != 0 {
		t.Fatalf("%d equilibria, skipped %v (%v); want 5", len(s.Equilibria), s.Skipped, err)
	}
	for k, q := range s.Equilibria {
		if (k == 0) != (q.Rationality.Verdict == game.Sequential) {
			t.Errorf("equilibrium %d, %v: %v", k, q.Payoff, q.Rationality.Verdict)
		}
	}
	horse, err := game.SurveyTree(t.Context(), efgOf(t, selten))
	if err != nil || len(horse.Skipped) != 1 || len(horse.Equilibria) < 2 {
		t.Errorf("horse: %d equilibria, skipped %v (%v)", len(horse.Equilibria), horse.Skipped, err)
	}
	if _, err := game.SurveyTree(t.Context(), efgOf(t, forgetful)); !errors.Is(err, game.ErrRecall) {
		t.Errorf("error %v, want ErrRecall", err)
	}
	kuhn, err := game.SurveyTree(t.Context(), game.Kuhn())
	if err != nil || len(kuhn.Equilibria) == 0 {
		t.Errorf("Kuhn: %v", err)
	}
	for _, q := range kuhn.Equilibria {
		t.Log(q.Payoff, q.Methods, q.Rationality.Verdict, q.Rationality.Threats)
	}
}

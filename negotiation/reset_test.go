package negotiation_test

import (
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/strategy"
)

// late records the round that its agents see when they are reset.
type late struct{ rounds *[]int }

func (l late) Agent() negotiation.Agent { return &lateAgent{strategy.HardLiner{}.Agent(), l.rounds} }

type lateAgent struct {
	negotiation.Agent
	rounds *[]int
}

func (a *lateAgent) Reset(v *negotiation.View) { *a.rounds = append(*a.rounds, v.Round()) }

// TestResetSeesRoundZero holds that nothing of the last talks shows at Reset, the
// round in which they ended included.
func TestResetSeesRoundZero(t *testing.T) {
	var rounds []int
	sc := pie(5)
	sc.Parties[0].Strategy = late{&rounds}
	s := mustCompile(t, sc).NewSession()
	for r := range uint64(3) {
		s.Play(1, r)
	}
	for i, got := range rounds {
		if got != 0 {
			t.Errorf("reset %d: the round is %d, want 0", i, got)
		}
	}
	if len(rounds) != 3 {
		t.Errorf("%d resets, want 3", len(rounds))
	}
}

package strategy_test

import (
	"math"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// probe lets a test stand where an agent stands.
type probe struct {
	strategy.TimeDependent
	check func(a negotiation.Agent, v *negotiation.View)
}

type probeAgent struct {
	negotiation.Agent
	check func(a negotiation.Agent, v *negotiation.View)
}

func (p probe) Agent() negotiation.Agent { return &probeAgent{p.TimeDependent.Agent(), p.check} }

func (p *probeAgent) Reset(v *negotiation.View) {
	p.Agent.Reset(v)
	p.check(p.Agent, v)
}

// TestSharesAreShares compares the shares given at once with those given one by
// one, bit for bit, from every round on.
func TestSharesAreShares(t *testing.T) {
	const rounds = 40
	compared := 0
	check := func(a negotiation.Agent, v *negotiation.View) {
		s := a.(negotiation.Scheduled)
		for from := range rounds {
			dst := make([]float64, min(16, rounds-from))
			s.Shares(dst, v, from)
			for j, got := range dst {
				if want := s.Share(v, from+j); math.Float64bits(got) != math.Float64bits(want) {
					t.Errorf("round %d: %v at once, %v alone", from+j, got, want)
				}
				compared++
			}
		}
	}
	sc := negotiation.Scenario{Name: "probe", Rounds: rounds, Protocol: protocol.Alternating{}}
	sc.Issues = []negotiation.Issue{{Name: "pie", Options: negotiation.Options("left", "right")}}
	for i, name := range []string{"north", "south"} {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name:     name,
			Strategy: probe{strategy.TimeDependent{Exponent: negotiation.LogUniform{Min: 0.1, Max: 10}}, check},
			Utility: utility.Additive{
				Weights: map[string]negotiation.Quantity{"pie": negotiation.Exactly(1)},
				Values:  map[string][]negotiation.Quantity{"pie": {negotiation.Exactly(float64(i)), negotiation.Exactly(float64(1 - i))}},
			},
		})
	}
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	s := p.NewSession()
	for r := range uint64(5) {
		s.Play(1, r)
	}
	if compared == 0 {
		t.Error("nothing was compared")
	}
}

package protocol_test

import (
	"fmt"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// shares is a pie of ten slices between two who know each other's patience.
func shares(p negotiation.Protocol, ann, bob negotiation.Strategy) *negotiation.Program {
	sc := negotiation.Scenario{Name: "pie", Rounds: 10, Protocol: p}
	is := negotiation.Issue{Name: "slices"}
	var u [2][]float64
	for x := range 11 {
		is.Options = append(is.Options, negotiation.Option{Name: fmt.Sprintf("%d for ann", x)})
		u[0], u[1] = append(u[0], float64(x)), append(u[1], float64(10-x))
	}
	sc.Issues = []negotiation.Issue{is}
	for i, s := range []negotiation.Strategy{ann, bob} {
		sc.Parties = append(sc.Parties, negotiation.Party{Name: []string{"ann", "bob"}[i],
			Utility: utility.Table{Payoff: u[i]}, Discount: negotiation.Exactly(0.8), Strategy: s})
	}
	program, err := sc.Compile()
	if err != nil {
		panic(err)
	}
	return program
}

// play prints how replication 0 ends.
func play(p *negotiation.Program) {
	r := p.NewSession().Play(1, 0)
	fmt.Printf("%s in round %d\n", p.Domain().Describe(r.Outcome), r.Round)
}

func ExampleTurns() {
	// The opener keeps 1/(1+0.8) of the pie, rounded up to slices.
	play(shares(protocol.Turns{}, strategy.Rubinstein{}, strategy.Rubinstein{}))
	play(shares(protocol.Turns{Speakers: []string{"bob", "ann"}}, strategy.Rubinstein{}, strategy.Rubinstein{}))
	// Output:
	// slices: 6 for ann in round 0
	// slices: 4 for ann in round 0
}

func ExampleRecognition() {
	// Chance decides who opens: ann in three cases out of four.
	weights := map[string]negotiation.Quantity{"ann": negotiation.Exactly(3), "bob": negotiation.Exactly(1)}
	s := shares(protocol.Recognition{Weights: weights}, strategy.Stationary{}, strategy.Stationary{}).NewSession()
	ann := 0
	for r := range uint64(1000) {
		if s.Play(1, r).Proposer == 0 {
			ann++
		}
	}
	fmt.Println(ann, "of 1000")
	// Output: 743 of 1000
}

func ExampleUltimatum() {
	// Bob takes anything that is worth three slices.
	bob := strategy.Stationary{Accept: negotiation.Exactly(0.3)}
	play(shares(protocol.Ultimatum{}, strategy.Stationary{Propose: negotiation.Exactly(0.7)}, bob))
	play(shares(protocol.Ultimatum{}, strategy.Stationary{Propose: negotiation.Exactly(0.9)}, bob))
	// Output:
	// slices: 7 for ann in round 0
	// no deal in round 10
}

func ExampleDemands() {
	six, three := strategy.Stationary{Propose: negotiation.Exactly(0.6)}, strategy.Stationary{Propose: negotiation.Exactly(0.3)}
	play(shares(protocol.Demands{}, six, three)) // one slice is left: the lower outcome
	play(shares(protocol.Demands{}, six, six))
	// Output:
	// slices: 6 for ann in round 0
	// no deal in round 10
}

func ExampleSealedBids() {
	// Ann sells, asking at least 4; bob bids at most 6. They meet half way.
	p := protocol.SealedBids{Seller: "ann", Buyer: "bob"}
	play(shares(p, strategy.LinearBid{Base: negotiation.Exactly(4)}, strategy.LinearBid{Base: negotiation.Exactly(4)}))
	// Output: slices: 5 for ann in round 0
}

package strategy_test

import (
	"fmt"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/strategy"
)

func ExampleStationary() {
	// Ann proposes to keep 70 % and bob takes 30 %.
	ann := strategy.Stationary{Propose: negotiation.Exactly(0.7), Accept: negotiation.Exactly(0.7)}
	bob := strategy.Stationary{Propose: negotiation.Exactly(0.4), Accept: negotiation.Exactly(0.3)}
	r := pie(10, negotiation.Party{Strategy: ann}, negotiation.Party{Strategy: bob}).NewSession().Play(1, 0)
	fmt.Println(r.Outcome, "of 10 for ann in round", r.Round)
	// Output: 7 of 10 for ann in round 0
}

func ExampleRubinstein() {
	// Ann is the more patient of the two, and both know it.
	party := func(own float64, about string, other float64) negotiation.Party {
		return negotiation.Party{Strategy: strategy.Rubinstein{}, Discount: negotiation.Exactly(own),
			Beliefs: []negotiation.Belief{{About: about, Trait: strategy.BeliefDiscount, Quantity: negotiation.Exactly(other)}}}
	}
	r := pie(1000, party(0.95, "bob", 0.8), party(0.8, "ann", 0.95)).NewSession().Play(1, 0)
	fmt.Println(r.Outcome, "of 1000 for ann in round", r.Round) // (1-0.8)/(1-0.76) = 5/6
	// Output: 834 of 1000 for ann in round 0
}

func ExampleLottery() {
	// Ann offers bob 2 or 4 of 10, the former twice as often; he takes 3 or more.
	ann := strategy.Lottery{Offers: []strategy.Offer{
		{Settle: []string{"8"}, Weight: 2}, {Settle: []string{"6"}, Weight: 1},
	}}
	bob := strategy.Stationary{Accept: negotiation.Exactly(0.3)}
	s := pie(10, negotiation.Party{Strategy: ann}, negotiation.Party{Strategy: bob}).NewSession()
	first := 0
	for r := range uint64(3000) {
		if s.Play(1, r).Round == 0 {
			first++
		}
	}
	fmt.Println(first, "of 3000 deals in the first round")
	// Output: 1003 of 3000 deals in the first round
}

func ExampleLinearBid() {
	// Ann's costs are 4 of 10; she asks for 2.5 and two thirds of her costs.
	ann := negotiation.Party{Reservation: negotiation.Exactly(4),
		Strategy: strategy.LinearBid{Base: negotiation.Exactly(2.5), Slope: negotiation.Exactly(2.0 / 3)}}
	r := pie(10, ann, negotiation.Party{Strategy: strategy.Stationary{}}).NewSession().Play(1, 0)
	fmt.Println(r.Outcome)
	// Output: 6
}

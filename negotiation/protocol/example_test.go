package protocol_test

import (
	"fmt"
	"log"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
)

// show prints how the table of three ends under p.
func show(p negotiation.Protocol) {
	program, err := threePies(p, 4).Compile()
	if err != nil {
		log.Fatal(err)
	}
	r := program.NewSession().Play(1, 0)
	fmt.Println(program.Domain().Describe(r.Outcome), "in round", r.Round, "proposed by", r.Proposer)
}

func ExampleAlternating() {
	show(protocol.Alternating{})
	show(protocol.Alternating{Speakers: []string{"c", "a", "b"}})
	// Output:
	// i: 2 in round 2 proposed by 0
	// i: 2 in round 2 proposed by 2
}

// The text of a mediator has no proposer at the table.
func ExampleMediated() {
	show(protocol.Mediated{By: "envoy"})
	show(protocol.Mediated{By: "envoy", Learning: negotiation.Exactly(0)})
	// Output:
	// i: 2 in round 3 proposed by -1
	// i: 3 in round 3 proposed by -1
}

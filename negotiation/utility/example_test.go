package utility_test

import (
	"fmt"
	"log"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/utility"
)

// show prints what every outcome is worth to the first party.
func show(sc negotiation.Scenario) {
	p, err := sc.Compile()
	if err != nil {
		log.Fatal(err)
	}
	s := p.NewSession()
	s.Play(1, 0)
	for o := range p.Domain().All() {
		fmt.Printf("%-26s %5.2f\n", p.Domain().Describe(o), s.Value(0, o))
	}
}

func ExampleAdditive() {
	show(scenario(utility.Additive{
		Weights: map[string]negotiation.Quantity{"land": negotiation.Exactly(3), "water": negotiation.Exactly(1)},
		Values: map[string][]negotiation.Quantity{
			"land":  {negotiation.Exactly(0), negotiation.Exactly(0.2), negotiation.Exactly(1)},
			"water": {negotiation.Exactly(1), negotiation.Exactly(0)},
		},
		Total: 10,
	}))
	// Output:
	// land: none; water: closed   2.50
	// land: none; water: open     0.00
	// land: half; water: closed   4.00
	// land: half; water: open     1.50
	// land: all; water: closed   10.00
	// land: all; water: open      7.50
}

// What the other must deliver is worth less, the less it is trusted: the step
// from half of the land, which upper has, to all of it, which lower must hand
// over.
func ExampleCommitment() {
	sc := scenario(utility.Commitment{Of: weighted()}, negotiation.Performs("lower", []string{"upper"}, "land"))
	sc.Parties[0].Beliefs = []negotiation.Belief{{
		About: "lower", Trait: negotiation.BeliefPerformance, Quantity: negotiation.Exactly(0.5)}}
	show(sc)
	// Output:
	// land: none; water: closed   2.50
	// land: none; water: open    -1.25
	// land: half; water: closed   4.00
	// land: half; water: open     0.25
	// land: all; water: closed    7.00
	// land: all; water: open      3.25
}

func ExampleInteracting() {
	show(scenario(utility.Interacting{Of: weighted(), Synergies: []utility.Synergy{{
		A:     negotiation.Term{Issue: "land", Relation: negotiation.Exact, Level: 2},
		B:     negotiation.Term{Issue: "water", Relation: negotiation.Exact, Level: 1},
		Worth: negotiation.Exactly(0.5), // of the scale of 10
	}}}))
	// Output:
	// land: none; water: closed   2.50
	// land: none; water: open    -1.25
	// land: half; water: closed   4.00
	// land: half; water: open     0.25
	// land: all; water: closed   10.00
	// land: all; water: open     11.25
}

func ExampleTable() {
	show(scenario(utility.Table{Payoff: []float64{3, 1, 4, 1, 5, 9}}))
	// Output:
	// land: none; water: closed   3.00
	// land: none; water: open     1.00
	// land: half; water: closed   4.00
	// land: half; water: open     1.00
	// land: all; water: closed    5.00
	// land: all; water: open      9.00
}

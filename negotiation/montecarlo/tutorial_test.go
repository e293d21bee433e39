package montecarlo_test

import (
	"fmt"
	"log"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// The last page of docs/tutorial/first-negotiation.md: a pie of four quarters
// between two who concede evenly, one of whom has an unknown part of another pie
// at home.
func ExampleSimulation_tutorial() {
	sc := negotiation.Scenario{
		Name: "pie", Rounds: 4, Protocol: protocol.Alternating{},
		Issues: []negotiation.Issue{{
			Name: "pie", Options: negotiation.Options("none", "a quarter", "half", "three quarters", "all"),
		}},
		Parties: []negotiation.Party{
			{Name: "north", Utility: utility.Table{Payoff: []float64{0, 1, 2, 3, 4}}, Strategy: strategy.TimeDependent{}},
			{Name: "south", Utility: utility.Table{Payoff: []float64{4, 3, 2, 1, 0}}, Strategy: strategy.TimeDependent{}},
		},
	}
	sc.Parties[1].Reservation = negotiation.Sourced{
		Quantity: negotiation.Uniform{Min: 0, Max: 2},
		Unit:     "quarters", Note: "judgement: because south can bake",
	}
	p, err := sc.Compile()
	if err != nil {
		log.Fatal(err)
	}
	r := result(montecarlo.Simulation{Program: p, Runs: 10_000, Seed: 1})
	for l, name := range r.Issues[0].Options {
		fmt.Printf("%-14s %v\n", name, r.Option(0, l).Wilson(0.95))
	}
	fmt.Println("round", r.RoundQuantile(0)-1, "to", r.RoundQuantile(1)-1)
	// Output:
	// none           [0.000, 0.000]
	// a quarter      [1.000, 1.000]
	// half           [0.000, 0.000]
	// three quarters [0.000, 0.000]
	// all            [0.000, 0.000]
	// round 3 to 3
}

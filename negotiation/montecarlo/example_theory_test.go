package montecarlo_test

import (
	"context"
	"fmt"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// ultimatum is an offer of a pie in quarters by north, who wants all, to south, who
// takes anything.
func ultimatum() *negotiation.Program {
	sc := negotiation.Scenario{Name: "ultimatum", Rounds: 1, Protocol: protocol.Ultimatum{},
		Issues: []negotiation.Issue{{Name: "pie", Options: negotiation.Options("0", "1", "2", "3", "4")}}}
	for i, payoff := range [][]float64{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}} {
		sc.Parties = append(sc.Parties, negotiation.Party{Name: []string{"north", "south"}[i],
			Utility: utility.Table{Payoff: payoff}, Strategy: strategy.Stationary{}})
	}
	p, err := sc.Compile()
	if err != nil {
		panic(err)
	}
	return p
}

func ExampleSimulation_Artefacts() {
	s, err := montecarlo.Simulation{Program: ultimatum(), Runs: 100}.Artefacts(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("as it is:", s.Base.Deals(), "deals")
	for _, v := range s.Variations {
		if v.Skipped != "" {
			fmt.Printf("%s: %s\n", v.Name, v.Skipped)
			continue
		}
		fmt.Printf("%s: %d deals, %d settle otherwise\n", v.Name, v.Result.Deals(), v.Moved)
	}
	// Output:
	// as it is: 100 deals
	// first mover swapped: 100 deals, 100 settle otherwise
	// one round less: there is only one round
	// one round more: 100 deals, 0 settle otherwise
	// ties turned: 100 deals, 0 settle otherwise
}

func ExampleSimulation_Settlements() {
	s, err := montecarlo.Simulation{Program: ultimatum(), Runs: 100}.Settlements(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, name := range s.Seats {
		fmt.Printf("%s gains %.0f, and would gain %.0f under %s\n", name, s.MeanGain(i).Mean, s.ConceptGain(0, i).Mean, s.Concepts[0].Concept)
	}
	// Output:
	// north gains 4, and would gain 2 under nash
	// south gains 0, and would gain 2 under nash
}

// Customstrategy writes a strategy of one's own, tit for tat, and lets it split a
// pie with the strategies that come with the library.
//
//	go run ./examples/customstrategy
//
// The strategy is a type with one method, Agent, and stands beside ours as an
// equal; main_test.go holds it to the contract of all strategies.
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/scenarios"
)

func main() {
	if err := run(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// run lets tit for tat speak first against every other strategy and prints how
// each pie is split.
func run(w io.Writer) error {
	for _, rival := range []struct {
		name string
		s    negotiation.Strategy
	}{
		{"tit for tat", TitForTat{}},
		{"one who concedes early", strategy.TimeDependent{Exponent: negotiation.Exactly(2)}},
		{"one who concedes evenly", strategy.TimeDependent{}},
		{"one who concedes late", strategy.TimeDependent{Exponent: negotiation.Exactly(0.2)}},
		{"a hard-liner", strategy.HardLiner{}},
	} {
		sc := scenarios.SplitThePie(101)
		sc.Parties[0].Strategy = TitForTat{}
		sc.Parties[1].Strategy = rival.s
		p, err := sc.Compile()
		if err != nil {
			return err
		}
		r := p.NewSession().Play(1, 0)
		if r.Outcome == negotiation.NoDeal {
			fmt.Fprintf(w, "against %s: no deal in %d rounds\n", rival.name, r.Round)
			continue
		}
		fmt.Fprintf(w, "against %s: %s in round %d\n", rival.name, p.Domain().Describe(r.Outcome), r.Round+1)
	}
	return nil
}

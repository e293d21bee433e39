package strategy_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/strategy"
)

// show prints what s asks for, as a share of the pie, round by round, of one who
// never moves.
func show(s negotiation.Strategy) {
	p, err := duel(s, 5).Compile()
	if err != nil {
		log.Fatal(err)
	}
	var shares []string
	p.NewSession().Trace(1, 0, func(e negotiation.Event) {
		if e.Kind == negotiation.EventOffer && e.Seat == 0 {
			shares = append(shares, fmt.Sprintf("%.2f", e.Value))
		}
	})
	fmt.Println(strings.Join(shares, " "))
}

func ExampleTimeDependent() {
	show(strategy.TimeDependent{Exponent: negotiation.Exactly(0.2)}) // Boulware
	show(strategy.TimeDependent{Exponent: negotiation.Exactly(5)})   // Conceder
	// Output:
	// 1.00 1.00 0.99 0.93 0.68
	// 1.00 0.28 0.17 0.10 0.05
}

func ExampleHardLiner() {
	show(strategy.HardLiner{})
	// Output: 1.00 1.00 1.00 1.00 1.00
}

// Dice come from the replication, so that it can be played again.
func ExampleRandom() {
	show(strategy.Random{})
	show(strategy.Random{})
	// Output:
	// 0.06 0.66 0.29 0.06 0.32
	// 0.06 0.66 0.29 0.06 0.32
}

package main

import (
	"log"
	"os"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/negotest"
)

// TestContract holds tit for tat to what every strategy promises.
func TestContract(t *testing.T) {
	negotest.Strategy(t, TitForTat{}, negotest.Options{})
	negotest.Strategy(t, TitForTat{Grace: negotiation.Uniform{Min: 0, Max: 0.1}}, negotest.Options{Seed: 1})
}

func Example() {
	if err := run(os.Stdout); err != nil {
		log.Fatal(err)
	}
	// Output:
	// against tit for tat: share: 51 of 100 in round 8
	// against one who concedes early: share: 50 of 100 in round 7
	// against one who concedes evenly: share: 45 of 100 in round 11
	// against one who concedes late: share: 44 of 100 in round 19
	// against a hard-liner: no deal in 20 rounds
}

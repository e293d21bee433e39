package report_test

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
	"github.com/parleylab/parley/scenarios"
)

func ExampleTranscript() {
	p, err := scenarios.NoZone().Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := report.Transcript(os.Stdout, p, 1, 0); err != nil {
		fmt.Println(err)
	}
	// Output:
	// no-zone: replication 0 of seed 1
	// This scenario turns a short text and a set of stated judgements into a game. It cannot tell you what
	// will happen. It can tell you which assumptions a conclusion needs.
	//
	// What nature drew, in each party's own points:
	//   party   no deal is worth  best package  status quo  patience a round
	//   seller  60.0              100.0         0.0         1
	//   buyer   60.0              100.0         100.0       1
	//
	// No zone of agreement exists: no package that the rules allow is worth as much as no deal to
	// everybody.
	//   The one that comes closest: price 10 (50).
	//   It falls short of no deal by 10.0 for seller and 10.0 for buyer.
	//
	// The end: no deal. The 20 rounds are not played out, since nobody here accepts less than no deal is
	// worth to it.
	// Why: there was nothing that everybody could prefer to no deal. A zone would open if any one of these
	// gave way: what no deal is worth to seller; what no deal is worth to buyer.
}

func ExampleStudy() {
	p, err := scenarios.BillAndJack().Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := montecarlo.Simulation{Program: p, Runs: 100, Seed: 1}.Run(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	var file bytes.Buffer
	if err := (report.Study{Results: []*montecarlo.Result{r}}).JSON(&file); err != nil {
		fmt.Println(err)
		return
	}
	back, err := report.ReadJSON(&file)
	if err != nil {
		fmt.Println(err)
		return
	}
	zone := back.Results[0].Reached(negotiation.Zone)
	fmt.Println(zone.K, "of", zone.N, zone.Wilson(montecarlo.DefaultLevel))
	// Output: 100 of 100 [0.963, 1.000]
}

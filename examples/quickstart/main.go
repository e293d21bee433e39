// Quickstart plays the limited talks of March 2025 many times and prints how far
// they get: the ten lines of the README, with the number of replications as a
// parameter so that a test can run fewer.
//
//	go run ./examples/quickstart
//
// Read the warning that it prints before the figures.
package main

import (
	"context"
	"io"
	"log"
	"os"

	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
	"github.com/parleylab/parley/scenarios"
)

func main() {
	if err := run(context.Background(), os.Stdout, 100_000); err != nil {
		log.Fatal(err)
	}
}

// run plays the scenario as compiled and reports to w.
func run(ctx context.Context, w io.Writer, runs int) error {
	p, err := scenarios.Limited().Compile()
	if err != nil {
		return err
	}
	r, err := montecarlo.Simulation{Program: p, Runs: runs, Seed: 1}.Run(ctx)
	if err != nil {
		return err
	}
	return report.Text(w, r)
}

// Command customfile plays a scenario that was written without a line of Go.
//
// It reads river.json, which lies beside it, or the file named on the command
// line, and prints how far the talks get in the eyes of each school of thought.
// docs/howto/scenario-file.md explains the file key by key.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io"
	"os"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/scenarios"
)

//go:embed river.json
var river []byte

func main() {
	sc, err := scenarios.Decode(bytes.NewReader(river))
	if len(os.Args) > 1 {
		sc, err = scenarios.Load(os.Args[1])
	}
	if err == nil {
		err = run(os.Stdout, sc)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// run plays every school 4,096 times with the same draws.
func run(w io.Writer, sc negotiation.Scenario) error {
	p, err := sc.Compile() // reports everything that does not fit together
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s: %d packages, %d quantities\n", p.Name(), p.Domain().Len(), len(p.Params()))
	for _, name := range p.Schools() {
		q, err := p.School(name)
		if err != nil {
			return err
		}
		r, err := montecarlo.Simulation{Program: q, Seed: 1, Runs: 4096}.Run(context.Background())
		if err != nil {
			return err
		}
		zone, deal := r.Reached(negotiation.Zone), r.Reached(negotiation.Announced)
		fmt.Fprintf(w, "%-15s zone %.3f %v, deal %.3f %v\n",
			name, zone.Share(), zone.Wilson(0.95), deal.Share(), deal.Wilson(0.95))
	}
	return nil
}

// Whatif asks what one demand costs: it holds one issue of the limited talks of
// March 2025 at one level and compares with the talks as they are, replication by
// replication.
//
//	go run ./examples/whatif
//
// Both programs share every draw, so what differs is the change and nothing else,
// and a difference is known far better than from two separate runs.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/scenarios"
)

func main() {
	if err := run(context.Background(), os.Stdout, 10_000); err != nil {
		log.Fatal(err)
	}
}

// pins are the levels that are held, one at a time.
var pins = []struct{ issue, option string }{{"sea", "2"}, {"scope", "2"}, {"arms", "2"}}

// run compares each pin with the scenario as it is.
func run(ctx context.Context, w io.Writer, runs int) error {
	p, err := scenarios.Limited().Compile()
	if err != nil {
		return err
	}
	m := montecarlo.Simulation{Program: p, Runs: runs, Seed: 1}
	for _, pin := range pins {
		held, err := p.Pin(pin.issue, pin.option)
		if err != nil {
			return err
		}
		c, err := montecarlo.Compare(ctx, m, held)
		if err != nil {
			return err
		}
		tell(w, p, pin.issue, pin.option, c)
	}
	return nil
}

// tell prints how the two rungs change.
func tell(w io.Writer, p *negotiation.Program, issue, option string, c *montecarlo.Comparison) {
	fmt.Fprintf(w, "%s held at %s, %d replications:\n", issue, optionName(p.Domain(), issue, option), c.A.Runs)
	for _, rung := range []negotiation.Rung{negotiation.Zone, negotiation.Announced} {
		d, in := c.Difference(rung, montecarlo.DefaultLevel)
		fmt.Fprintf(w, "  %-9v  %.3f becomes %.3f: %+.3f %v, gained in %d and lost in %d\n",
			rung, c.A.Reached(rung).Share(), c.B.Reached(rung).Share(), d, in, c.Gained[rung], c.Lost[rung])
	}
}

// optionName returns the option in words.
func optionName(d *negotiation.Domain, issue, option string) string {
	t, err := negotiation.ParseTerm(d, issue+" = "+option)
	if err != nil {
		return option
	}
	return fmt.Sprintf("%q", d.Issue(d.IssueIndex(issue)).Options[t.Level].Name)
}

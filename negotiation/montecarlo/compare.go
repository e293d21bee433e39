package montecarlo

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/parleylab/parley/negotiation"
)

// A Comparison pairs two programs replication by replication on common random
// numbers: replication i of both shares every draw that both have, so what
// differs between the two is the change and nothing else.
type Comparison struct {
	A, B *Result
	// Gained and Lost count, for every rung, the replications in which B got at
	// least that far and A did not, and the other way round.
	Gained, Lost [negotiation.NumRungs]int64
}

// Compare runs m and then the same replications with program b in place of m's
// program. It needs the records of both, which it drops afterwards unless m
// keeps them. If ctx ends first the comparison covers what both completed and
// comes with ctx.Err().
func Compare(ctx context.Context, m Simulation, b *negotiation.Program) (*Comparison, error) {
	keep := m.Records
	m.Records = true
	ra, errA := m.Run(ctx)
	if ra == nil {
		return nil, errA
	}
	other := m
	other.Program = b
	rb, errB := other.Run(ctx)
	if rb == nil {
		return nil, errB
	}
	err := errors.Join(errA, errB)
	if err == nil && (ra.Failed > 0 || rb.Failed > 0) {
		err = fmt.Errorf("montecarlo: %d and %d replications failed, which leaves pairs incomplete", ra.Failed, rb.Failed)
	}
	c := &Comparison{A: ra, B: rb}
	if ra.Failed == 0 && rb.Failed == 0 {
		c.pair()
	}
	if !keep {
		ra.Records, rb.Records = nil, nil
	}
	return c, err
}

// pair counts the replications that differ.
func (c *Comparison) pair() {
	n := min(len(c.A.Records), len(c.B.Records))
	for i := range n {
		a, b := c.A.Records[i], c.B.Records[i]
		for r := range negotiation.NumRungs {
			inA, inB := reached(a, negotiation.Rung(r)), reached(b, negotiation.Rung(r))
			if inB && !inA {
				c.Gained[r]++
			}
			if inA && !inB {
				c.Lost[r]++
			}
		}
	}
}

func reached(rec negotiation.Record, r negotiation.Rung) bool {
	if r == negotiation.Zone {
		return rec.Zone
	}
	return rec.Rung >= r
}

// Difference returns the change from A to B in the share of replications that
// reach rung, with its interval at level for matched pairs: the score interval
// after adding half a case to every cell.
//
// Agresti, A. and Min, Y. (2005). Simple improved confidence intervals for
// comparing matched proportions. Statistics in Medicine 24, 729-740.
// https://doi.org/10.1002/sim.1781
func (c *Comparison) Difference(rung negotiation.Rung, level float64) (float64, Interval) {
	n := float64(min(c.A.Runs, c.B.Runs))
	if n == 0 {
		return math.NaN(), Interval{-1, 1}
	}
	b, l := float64(c.Gained[rung]), float64(c.Lost[rung])
	d := (b - l) / n
	bb, ll, nn := b+0.5, l+0.5, n+2
	mid := (bb - ll) / nn
	half := twoSided(level) * math.Sqrt(bb+ll-float64((bb-ll)*(bb-ll))/nn) / nn
	return d, Interval{max(-1, mid-half), min(1, mid+half)}
}

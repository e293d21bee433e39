package calibrate

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"github.com/parleylab/parley/internal/stream"
	"github.com/parleylab/parley/negotiation"
)

// ErrInference is wrapped by errors about the fields of an inference.
var ErrInference = errors.New("calibrate: invalid inference")

// Rejection is approximate Bayesian computation in its simplest form: replications
// are drawn from the prior, and those whose distance from what was seen is at
// most the tolerance are kept. Their parameters are draws from the posterior; at
// tolerance 0 and a distance that tells everything apart it is the exact one.
//
// A draw is a replication number: what is accepted is a function of the program,
// the seed and the number alone, whatever the workers, and an interrupted
// inference goes on where it stopped.
//
// Pritchard, J., Seielstad, M., Perez-Lezaun, A. and Feldman, M. (1999).
// Population growth of human Y chromosomes: a study of Y chromosome
// microsatellites. Molecular Biology and Evolution 16, 1791-1798.
// https://doi.org/10.1093/oxfordjournals.molbev.a026091
type Rejection struct {
	Program   *negotiation.Program
	Distance  Distance
	Tolerance float64
	Seed      uint64
	Accept    int    // draws wanted; 0 means 1,000
	Most      uint64 // replications after which to give up; 0 means 2^40
	Workers   int    // 0 means one for each processor
	// Progress, if not nil, is called after every block, from one goroutine at a
	// time.
	Progress func(Progress)
}

// Draws are the replications that a rejection accepted. It is plain data: written
// to a file and read back it can be continued.
type Draws struct {
	Accepted []uint64 `json:"accepted"` // numbers of the replications, ascending
	Next     uint64   `json:"next"`     // the first replication not yet tried
}

// Rate returns the share of replications that were accepted.
func (d *Draws) Rate() float64 { return float64(len(d.Accepted)) / float64(max(1, d.Next)) }

// tries is the number of replications that a worker takes at a time.
const tries = 512

// Run draws until enough is accepted. from holds earlier draws to continue, or
// is nil. If ctx ends first, Run returns what is complete and ctx.Err(); if Most
// is reached, what was accepted and an error that says so.
func (a Rejection) Run(ctx context.Context, from *Draws) (*Draws, error) {
	if err := a.settle(); err != nil {
		return nil, err
	}
	d := &Draws{}
	if from != nil {
		d.Next, d.Accepted = from.Next, slices.Clone(from.Accepted)
	}
	sessions := make([]*negotiation.Session, a.Workers)
	for i := range sessions {
		sessions[i] = a.Program.NewSession()
	}
	for len(d.Accepted) < a.Accept {
		if ctx.Err() != nil {
			return d, ctx.Err()
		}
		if d.Next >= a.Most {
			return d, fmt.Errorf("calibrate: %d of %d draws accepted in %d replications at tolerance %g", len(d.Accepted), a.Accept, d.Next, a.Tolerance)
		}
		d.take(a.wave(ctx, sessions, d.Next), a.Accept)
		if a.Progress != nil {
			a.Progress(Progress{Accepted: len(d.Accepted), Wanted: a.Accept, Tried: d.Next, Tolerance: a.Tolerance})
		}
	}
	return d, nil
}

func (a *Rejection) settle() error {
	var list []error
	fault := func(format string, args ...any) {
		list = append(list, fmt.Errorf("%w: "+format, append([]any{ErrInference}, args...)...))
	}
	if a.Program == nil || a.Distance == nil {
		fault("there is no program or no distance, want both")
	}
	if !(a.Tolerance >= 0) {
		fault("tolerance is %v, want 0 or more", a.Tolerance)
	}
	if a.Accept < 0 || a.Workers < 0 {
		fault("accept is %d and workers %d, want 0 or more", a.Accept, a.Workers)
	}
	if a.Accept == 0 {
		a.Accept = 1000
	}
	if a.Most == 0 {
		a.Most = 1 << 40
	}
	if a.Workers == 0 {
		a.Workers = runtime.GOMAXPROCS(0)
	}
	return errors.Join(list...)
}

// wave lets every worker try one block, and returns the accepted numbers of each
// block with where it ends, in order. A block that ctx cut short is left out with
// all after it.
func (a Rejection) wave(ctx context.Context, sessions []*negotiation.Session, first uint64) []block {
	blocks := make([]block, len(sessions))
	var wg sync.WaitGroup
	for w, s := range sessions {
		at := first + uint64(w)*tries
		wg.Go(func() {
			b := block{end: min(at+tries, a.Most)}
			for r := at; r < b.end; r++ {
				if r%64 == 0 && ctx.Err() != nil {
					return
				}
				if a.Distance(s, s.Play(a.Seed, r)) <= a.Tolerance {
					b.accepted = append(b.accepted, r)
				}
			}
			b.done = true
			blocks[w] = b
		})
	}
	wg.Wait()
	for i := range blocks {
		if !blocks[i].done {
			return blocks[:i]
		}
	}
	return blocks
}

// block is what one worker found.
type block struct {
	accepted []uint64
	end      uint64
	done     bool
}

// take adds blocks in order until enough is accepted.
func (d *Draws) take(blocks []block, wanted int) {
	for _, b := range blocks {
		if b.end <= d.Next {
			continue
		}
		for _, r := range b.accepted {
			d.Accepted = append(d.Accepted, r)
			if len(d.Accepted) == wanted {
				d.Next = r + 1
				return
			}
		}
		d.Next = b.end
	}
}

// Points returns the coordinates of the accepted draws, as Session.PlayAt takes
// them, one row for each.
func (a Rejection) Points(d *Draws) [][]float64 {
	key := stream.NewKey(a.Seed, "parameters")
	out := make([][]float64, len(d.Accepted))
	for i, r := range d.Accepted {
		out[i] = make([]float64, a.Program.Dim())
		key.Fill(out[i], r, 0)
	}
	return out
}

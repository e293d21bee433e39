package montecarlo

import (
	"context"
	"fmt"

	"github.com/parleylab/parley/negotiation"
)

// A Variation is the same talks played by another convention, on common random
// numbers: replication i of both shares every draw.
type Variation struct {
	// Name says what differs from the talks as they are, such as "first mover
	// swapped".
	Name string `json:"name"`
	// Skipped says why the convention cannot be varied here; empty if it was.
	Skipped string `json:"skipped,omitempty"`
	// Result is what the varied talks came to; nil if skipped.
	Result *Result `json:"result,omitempty"`
	// Gained and Lost count, for every rung, the replications in which the
	// varied talks got at least that far and the others did not, and the other
	// way round.
	Gained [negotiation.NumRungs]int64 `json:"gained"`
	Lost   [negotiation.NumRungs]int64 `json:"lost"`
	// Moved counts the replications that came to a deal both ways, but to
	// different settlements.
	Moved int64 `json:"moved"`
}

// A Spread says how far a result depends on conventions of its model about which
// the world says nothing: who moves first, whether there is one round more or
// less, how ties are broken. What depends on them is an artefact.
type Spread struct {
	// Base is the result of the talks as they are.
	Base *Result `json:"base"`
	// Variations are, in this order, the first mover swapped, one round less, one
	// round more and ties turned.
	Variations []Variation `json:"variations"`
}

// Difference returns the change by variation i in the share of replications that
// reach rung, with its interval at level for matched pairs, as
// Comparison.Difference does. It panics if the variation was skipped.
func (s *Spread) Difference(i int, rung negotiation.Rung, level float64) (float64, Interval) {
	v := s.Variations[i]
	c := Comparison{A: s.Base, B: v.Result, Gained: v.Gained, Lost: v.Lost}
	return c.Difference(rung, level)
}

// Range returns the least and the greatest share of replications that reach rung
// over the talks as they are and all variations.
func (s *Spread) Range(rung negotiation.Rung) (least, most float64) {
	least = s.Base.Reached(rung).Share()
	most = least
	for _, v := range s.Variations {
		if v.Result != nil {
			x := v.Result.Reached(rung).Share()
			least, most = min(least, x), max(most, x)
		}
	}
	return least, most
}

// Artefacts runs m and then the same replications by other conventions: with the
// protocol's turns in the opposite order (if it is a negotiation.Ordered), with
// one round less and one more, and with every tie broken the other way
// (negotiation.Program.Turned). It takes up to five times as long as Run. If ctx
// ends first, it returns ctx.Err() and no spread. Replications that fail are an
// error, since they leave pairs incomplete.
func (m Simulation) Artefacts(ctx context.Context) (*Spread, error) {
	if m.Program == nil {
		_, err := m.settled()
		return nil, err
	}
	keep := m.Records
	m.Records = true
	base, err := m.paired(ctx, m.Program)
	if err != nil {
		return nil, err
	}
	s := &Spread{Base: base}
	for _, c := range conventions {
		v := Variation{Name: c.name}
		p, skipped, err := c.vary(m.Program)
		switch {
		case err != nil:
			return nil, fmt.Errorf("montecarlo: %s: %w", c.name, err)
		case p == nil:
			v.Skipped = skipped
		default:
			if v.Result, err = m.paired(ctx, p); err != nil {
				return nil, err
			}
			v.pair(base, c.turned, m.Program.Domain())
		}
		s.Variations = append(s.Variations, v)
	}
	if !keep {
		s.drop()
	}
	return s, nil
}

// paired runs program p whole, or returns why it did not.
func (m Simulation) paired(ctx context.Context, p *negotiation.Program) (*Result, error) {
	m.Program = p
	r, err := m.Run(ctx)
	if err == nil && r.Failed > 0 {
		err = fmt.Errorf("montecarlo: %d replications failed, the first with %s, which leaves pairs incomplete", r.Failed, r.Failures[0].Reason)
	}
	return r, err
}

// pair compares the records of the varied talks with those of the others.
// Outcomes of a turned domain are numbered from the other end.
func (v *Variation) pair(base *Result, turned bool, d *negotiation.Domain) {
	c := Comparison{A: base, B: v.Result}
	c.pair()
	v.Gained, v.Lost = c.Gained, c.Lost
	for i, a := range base.Records {
		x, y := a.Outcome, v.Result.Records[i].Outcome
		if x == negotiation.NoDeal || y == negotiation.NoDeal {
			continue
		}
		if turned {
			y = negotiation.Outcome(d.Len()) - 1 - y
		}
		if x != y {
			v.Moved++
		}
	}
}

// drop lets go of the records.
func (s *Spread) drop() {
	s.Base.Records = nil
	for i := range s.Variations {
		if r := s.Variations[i].Result; r != nil {
			r.Records = nil
		}
	}
}

// conventions lists what is varied. vary returns the program, or nil and why the
// convention does not exist there.
var conventions = []struct {
	name   string
	turned bool
	vary   func(p *negotiation.Program) (n *negotiation.Program, skipped string, err error)
}{
	{"first mover swapped", false, swapped},
	{"one round less", false, func(p *negotiation.Program) (*negotiation.Program, string, error) {
		if p.Rounds() == 1 {
			return nil, "there is only one round", nil
		}
		return rounds(p, p.Rounds()-1)
	}},
	{"one round more", false, func(p *negotiation.Program) (*negotiation.Program, string, error) {
		if p.Rounds() == negotiation.MaxRounds {
			return nil, "there are as many rounds as there can be", nil
		}
		return rounds(p, p.Rounds()+1)
	}},
	{"ties turned", true, func(p *negotiation.Program) (*negotiation.Program, string, error) {
		n, err := p.Turned()
		return n, "", err
	}},
}

func swapped(p *negotiation.Program) (*negotiation.Program, string, error) {
	o, ok := p.Scenario().Protocol.(negotiation.Ordered)
	if !ok {
		return nil, "nobody moves first in this protocol", nil
	}
	n, err := p.Vary(func(sc *negotiation.Scenario) { sc.Protocol = o.Reversed(p.Seats()) })
	return n, "", err
}

func rounds(p *negotiation.Program, n int) (*negotiation.Program, string, error) {
	q, err := p.Vary(func(sc *negotiation.Scenario) { sc.Rounds = n })
	return q, "", err
}

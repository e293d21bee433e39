package montecarlo

import (
	"context"
	"fmt"
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// A Concession is one quantity that a party could change by itself.
type Concession struct {
	Name string               // path of the quantity
	To   negotiation.Quantity // what it becomes
	// Gives says what that means: "drops the red line arms <= 1".
	Gives string
}

// Concessions lists the single concessions of a party: each of its red lines and
// refusals of consent dropped, each of its conditions after a deal dropped, and
// each of its deliveries made certain, in the order of the program. What cannot
// happen in the program, or happens for certain already, is left out. The error
// wraps negotiation.ErrUnknownName if there is no such party.
func Concessions(p *negotiation.Program, party string) ([]Concession, error) {
	known := false
	for _, x := range p.Scenario().Parties {
		known = known || x.Name == party
	}
	if !known {
		return nil, fmt.Errorf("montecarlo: %w: party %q", negotiation.ErrUnknownName, party)
	}
	var list []Concession
	for _, row := range p.Params() {
		x, ok := concession(row, party)
		if !ok || row.Event || row.Quantity == x.To {
			continue
		}
		list = append(list, x)
	}
	return list, nil
}

// concession returns what it means for party to give way on a quantity.
func concession(row negotiation.Param, party string) (Concession, bool) {
	x := Concession{Name: row.Name, To: negotiation.Exactly(0)}
	rest, own := strings.CutPrefix(row.Name, party+"/")
	for _, kind := range []struct{ prefix, gives string }{{"redline/", "drops its red line "}, {"consent/", "gives its consent: "}} {
		if what, ok := strings.CutPrefix(rest, kind.prefix); own && ok {
			x.Gives = kind.gives + what
			return x, true
		}
	}
	parts := strings.Split(row.Name, "/")
	switch {
	case len(parts) != 4 || parts[0] != "aftermath" || parts[2] != party || parts[1] == "trust":
		return x, false
	case parts[1] == "delivery":
		x.To, x.Gives = negotiation.Exactly(1), "delivers for certain: "+parts[3]
	default:
		x.Gives = "drops its condition " + parts[3]
	}
	return x, true
}

// Pair compares two results replication by replication. Both must hold their
// records, of the same range and seed, and no failures.
func Pair(a, b *Result) (*Comparison, error) {
	switch {
	case len(a.Records) != a.Runs || len(b.Records) != b.Runs:
		return nil, fmt.Errorf("montecarlo: a result does not hold its records, want Simulation.Records")
	case a.First != b.First || a.Runs != b.Runs || a.Manifest.Seed != b.Manifest.Seed:
		return nil, fmt.Errorf("montecarlo: the results are of replications %d to %d and %d to %d of seeds %d and %d, want the same",
			a.First, a.First+uint64(a.Runs), b.First, b.First+uint64(b.Runs), a.Manifest.Seed, b.Manifest.Seed)
	case a.Failed > 0 || b.Failed > 0:
		return nil, fmt.Errorf("montecarlo: %d and %d replications failed, which leaves pairs incomplete", a.Failed, b.Failed)
	}
	c := &Comparison{A: a, B: b}
	c.pair()
	return c, nil
}

// Concede runs m, and then the same replications for each concession alone, and
// returns the comparison of each with m's program, in the order of the list.
// Records are dropped from the results unless m keeps them. If ctx ends first it
// returns the comparisons that are complete, with ctx.Err().
func Concede(ctx context.Context, m Simulation, list []Concession) ([]*Comparison, error) {
	keep := m.Records
	m.Records = true
	base, err := m.Run(ctx)
	if err != nil {
		return nil, err
	}
	var out []*Comparison
	for _, x := range list {
		other := m
		if other.Program, err = m.Program.With(x.Name, x.To); err != nil {
			return out, err
		}
		r, err := other.Run(ctx)
		if err != nil {
			return out, err
		}
		c, err := Pair(base, r)
		if err != nil {
			return out, err
		}
		if !keep {
			r.Records = nil
		}
		out = append(out, c)
	}
	if !keep {
		base.Records = nil
	}
	return out, nil
}

package montecarlo_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// table returns three parties over 5^6 outcomes whose weights are uncertain.
func benchTable(b *testing.B) *negotiation.Program {
	sc := negotiation.Scenario{Name: "workers", Rounds: 100, Protocol: protocol.Alternating{}}
	for k := range 6 {
		sc.Issues = append(sc.Issues, negotiation.Issue{
			Name: fmt.Sprint("i", k), Options: negotiation.Options("a", "b", "c", "d", "e")})
	}
	for i := range 3 {
		u := utility.Additive{Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{}}
		for k, is := range sc.Issues {
			u.Weights[is.Name] = negotiation.Uniform{Min: 0.1, Max: 1}
			for l := range 5 {
				x := float64(l) / 4
				if (i+k)%2 == 0 {
					x = 1 - x
				}
				u.Values[is.Name] = append(u.Values[is.Name], negotiation.Exactly(x))
			}
		}
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: fmt.Sprint("p", i), Utility: u, Reservation: negotiation.Uniform{Min: 0.1, Max: 0.4},
			Strategy: strategy.TimeDependent{Exponent: negotiation.Uniform{Min: 0.15, Max: 0.6}},
		})
	}
	p, err := sc.Compile()
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// BenchmarkWorkers times a run of sixteen blocks by the clock, since that is
// what more workers are to shorten. It needs an idle machine.
func BenchmarkWorkers(b *testing.B) {
	p := benchTable(b)
	for _, n := range []int{1, 2} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				m := montecarlo.Simulation{Program: p, Runs: 16 * montecarlo.BlockSize, Workers: n, AuditEvery: -1}
				if _, err := m.Run(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

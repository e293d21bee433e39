package montecarlo_test

import (
	"context"
	"fmt"
	"log"
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// program compiles the market of the examples: a buyer and a seller who do not
// know each other's limits.
func program() *negotiation.Program {
	p, err := market().Compile()
	if err != nil {
		log.Fatal(err)
	}
	return p
}

// result runs a simulation that cannot fail.
func result(m montecarlo.Simulation) *montecarlo.Result {
	r, err := m.Run(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	return r
}

func ExampleSimulation() {
	r, err := montecarlo.Simulation{Program: program(), Runs: 20_000, Seed: 1}.Run(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	for _, rung := range []negotiation.Rung{negotiation.Zone, negotiation.Announced} {
		p := r.Reached(rung)
		fmt.Printf("%-9v %.3f %v\n", rung, p.Share(), p.Wilson(0.95))
	}
	// Output:
	// zone      0.908 [0.904, 0.912]
	// announced 0.745 [0.739, 0.751]
}

// A run that was cut short is continued by Rest and joined by Merge, to the same
// bytes as one that was not.
func ExampleMerge() {
	whole := montecarlo.Simulation{Program: program(), Runs: 5000, Seed: 1}
	part := whole
	part.Runs = 1234
	a := result(part)
	b := result(whole.Rest(a))
	joined, err := montecarlo.Merge(b, a)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(joined.Runs, joined.Deals() == result(whole).Deals())
	_, err = montecarlo.Merge(a, a)
	fmt.Println(err)
	// Output:
	// 5000 true
	// montecarlo: results do not fit together: replications 0 to 1233 are there twice
}

// Two programs are compared on the same draws, so that small differences show.
func ExampleCompare() {
	p := program()
	row, _ := p.Param("seller/reservation")
	softer, err := p.With("seller/reservation", negotiation.Shifted{By: -0.2, Of: row.Quantity})
	if err != nil {
		log.Fatal(err)
	}
	m := montecarlo.Simulation{Program: p, Runs: 5000, Seed: 1}
	c, err := montecarlo.Compare(context.Background(), m, softer)
	if err != nil {
		log.Fatal(err)
	}
	d, in := c.Difference(negotiation.Zone, 0.95)
	fmt.Printf("zones: %+.4f %v, gained in %d and lost in %d of %d\n",
		d, in, c.Gained[negotiation.Zone], c.Lost[negotiation.Zone], c.A.Runs)
	// Output:
	// zones: +0.0118 [0.009, 0.015], gained in 59 and lost in 0 of 5000
}

// A metric is any number taken from a replication.
func ExampleMetric() {
	early := montecarlo.Metric{Name: "early", Unit: "share", Measure: func(s *negotiation.Session, r negotiation.Record) float64 {
		if r.Outcome == negotiation.NoDeal {
			return nothing // not a number: not measured in this replication
		}
		return float64(s.Program().Domain().Option(r.Outcome, 1)) / 2
	}}
	r := result(montecarlo.Simulation{Program: program(), Runs: 5000, Seed: 1, Metrics: []montecarlo.Metric{early, montecarlo.Margin()}})
	for _, name := range []string{"early", "margin"} {
		m, err := r.Metric(name)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %.3f %v from %d\n", name, m.Mean, m.Interval(0.95), m.N)
	}
	// Output:
	// early: 0.992 [0.990, 0.994] from 3731
	// margin: 0.143 [0.140, 0.146] from 5000
}

var nothing = zero / zero

func ExampleResult() {
	r := result(montecarlo.Simulation{Program: program(), Runs: 5000, Seed: 1})
	fmt.Println("deals:", r.Deals(), "median round:", r.RoundQuantile(0.5))
	for l, name := range r.Issues[0].Options {
		fmt.Printf("price %s in %.2f of them\n", name, r.Option(0, l).Share())
	}
	// Output:
	// deals: 3731 median round: 10
	// price 1 in 0.01 of them
	// price 2 in 0.23 of them
	// price 3 in 0.59 of them
	// price 4 in 0.17 of them
	// price 5 in 0.00 of them
}

func ExampleProportion() {
	p := montecarlo.Proportion{K: 3, N: 50}
	fmt.Println(p.Share(), p.Wilson(0.95), p.Jeffreys(0.95), p.ClopperPearson(0.95))
	// Output: 0.06 [0.021, 0.162] [0.017, 0.152] [0.013, 0.165]
}

func ExampleMoments() {
	m := montecarlo.Moments{N: 10, Mean: 5.5, M2: 82.5} // the numbers 1 to 10
	fmt.Printf("%.3f %v\n", m.Variance(), m.Interval(0.95))
	// Output: 9.167 [3.334, 7.666]
}

// How many replications does a share need?
func ExampleRunsForShare() {
	fmt.Println(montecarlo.RunsForShare(0.5, 0.01, 0.95), montecarlo.RunsForShare(0.05, 0.01, 0.95))
	// Output: 9600 1838
}

func ExampleBootstrap() {
	values := []float64{2, 3, 3, 4, 4, 4, 5, 7, 11, 30}
	median := func(v []float64) float64 {
		s := slices.Sorted(slices.Values(v))
		return (s[len(s)/2-1] + s[len(s)/2]) / 2
	}
	fmt.Println(median(values), montecarlo.Bootstrap(values, median, montecarlo.Resampling{Seed: 1}))
	// Output: 4 [3.000, 8.000]
}

// Strategies that keep something across Reset are found out.
func ExampleAuditError() {
	sc := market()
	sc.Parties[0].Strategy = forgetful{}
	p, err := sc.Compile()
	if err != nil {
		log.Fatal(err)
	}
	_, err = montecarlo.Simulation{Program: p, Runs: 2000, AuditEvery: 10, Workers: 1}.Run(context.Background())
	_, found := err.(*montecarlo.AuditError)
	fmt.Println(found)
	// Output: true
}

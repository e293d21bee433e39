package montecarlo_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// TestCompare pairs a program with what a lower reservation value makes of it,
// and counts the pairs from records.
func TestCompare(t *testing.T) {
	p := mustCompile(t, market())
	row, _ := p.Param("seller/reservation")
	softer, err := p.With("seller/reservation", negotiation.Shifted{By: -1.5, Of: row.Quantity})
	if err != nil {
		t.Fatal(err)
	}
	m := montecarlo.Simulation{Program: p, Seed: 5, Runs: 3000}
	c, err := montecarlo.Compare(context.Background(), m, softer)
	if err != nil {
		t.Fatal(err)
	}
	if c.A.Records != nil || c.B.Records != nil {
		t.Error("records are kept that nobody asked for")
	}
	a, b := p.NewSession(), softer.NewSession()
	var gained, lost [negotiation.NumRungs]int64
	for i := range uint64(3000) {
		x, y := a.Play(5, i), b.Play(5, i)
		for r := range negotiation.NumRungs {
			inX, inY := x.Rung >= negotiation.Rung(r), y.Rung >= negotiation.Rung(r)
			if inY && !inX {
				gained[r]++
			}
			if inX && !inY {
				lost[r]++
			}
		}
	}
	if c.Gained != gained || c.Lost != lost {
		t.Errorf("gained %v and lost %v, want %v and %v", c.Gained, c.Lost, gained, lost)
	}
	if c.Lost[negotiation.Zone] != 0 || c.Gained[negotiation.Zone] == 0 {
		t.Errorf("a softer seller gains %d zones and loses %d, want some and none", c.Gained[negotiation.Zone], c.Lost[negotiation.Zone])
	}
	for _, r := range []negotiation.Rung{negotiation.Zone, negotiation.Announced} {
		d, in := c.Difference(r, 0.95)
		if want := c.B.Reached(r).Share() - c.A.Reached(r).Share(); math.Abs(d-want) > 1e-12 {
			t.Errorf("%v: the difference is %v, that of the shares %v", r, d, want)
		}
		if !(in.Lo < d && d < in.Hi) || in.Lo <= 0 {
			t.Errorf("%v: the interval of the difference %v is %v", r, d, in)
		}
	}
	same, err := montecarlo.Compare(context.Background(), m, p)
	if err != nil {
		t.Fatal(err)
	}
	if d, in := same.Difference(negotiation.Zone, 0.95); d != 0 || !(in.Lo < 0 && in.Hi > 0 && in.Hi < 0.01) {
		t.Errorf("a program differs from itself by %v, %v", d, in)
	}
}

// TestDifferenceInterval works the interval out by hand for 20 gained and 5 lost
// of 98: with half a case added to every cell, (20.5 - 5.5)/100 plus and minus
// 1.96 sqrt(26 - 225/100)/100.
func TestDifferenceInterval(t *testing.T) {
	c := montecarlo.Comparison{A: &montecarlo.Result{Runs: 98}, B: &montecarlo.Result{Runs: 98}}
	c.Gained[negotiation.Zone], c.Lost[negotiation.Zone] = 20, 5
	d, in := c.Difference(negotiation.Zone, 0.95)
	half := 1.959963984540054 * math.Sqrt(26-2.25) / 100
	if math.Abs(d-15.0/98) > 1e-15 || math.Abs(in.Lo-(0.15-half)) > 1e-12 || math.Abs(in.Hi-(0.15+half)) > 1e-12 {
		t.Errorf("got %v, %v, want %v and 0.15 with %v on either side", d, in, 15.0/98, half)
	}
	empty := montecarlo.Comparison{A: &montecarlo.Result{}, B: &montecarlo.Result{}}
	if d, in := empty.Difference(negotiation.Zone, 0.95); !math.IsNaN(d) || in != (montecarlo.Interval{Lo: -1, Hi: 1}) {
		t.Errorf("without runs: %v, %v", d, in)
	}
}

// TestCompareCoverage holds that the interval for pairs covers: two pins of the
// market are compared in 200 short studies, and the truth is what a long one
// says.
func TestCompareCoverage(t *testing.T) {
	p := mustCompile(t, market())
	a, err := p.Pin("price", "2")
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.Pin("price", "4")
	if err != nil {
		t.Fatal(err)
	}
	m := montecarlo.Simulation{Program: a, Seed: 5, Runs: 40000, AuditEvery: -1}
	long, err := montecarlo.Compare(context.Background(), m, b)
	if err != nil {
		t.Fatal(err)
	}
	truth, _ := long.Difference(negotiation.Zone, 0.95)
	m.Runs, m.Seed = 150, 6
	covered := 0
	const studies = 200
	for range studies {
		c, err := montecarlo.Compare(context.Background(), m, b)
		if err != nil {
			t.Fatal(err)
		}
		if _, in := c.Difference(negotiation.Zone, 0.95); in.Lo <= truth && truth <= in.Hi {
			covered++
		}
		m.First += 150
	}
	// 190 expected; four standard deviations are 12.
	if covered < 176 {
		t.Errorf("%d of %d intervals cover the difference %v, want about 190", covered, studies, truth)
	}
}

// TestCompareFailures holds that pairs with a failure are not counted silently.
func TestCompareFailures(t *testing.T) {
	sc := market()
	sc.Parties[0].Strategy = fragile{}
	m := montecarlo.Simulation{Program: mustCompile(t, market()), Seed: 5, Runs: 1000}
	c, err := montecarlo.Compare(context.Background(), m, mustCompile(t, sc))
	if err == nil || c == nil || c.B.Failed == 0 {
		t.Errorf("a comparison with failures: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if c, err := montecarlo.Compare(ctx, m, m.Program); !errors.Is(err, context.Canceled) || c == nil {
		t.Errorf("a cancelled comparison: %v, %v", c, err)
	}
	if _, err := montecarlo.Compare(context.Background(), montecarlo.Simulation{}, m.Program); !errors.Is(err, montecarlo.ErrSimulation) {
		t.Errorf("a comparison of nothing: %v", err)
	}
}

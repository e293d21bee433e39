package scenarios_test

import (
	"math"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/negotest"
	"github.com/parleylab/parley/scenarios"
)

// TestContract holds every shipped scenario to what all scenarios promise.
func TestContract(t *testing.T) {
	for name, sc := range shipped(t) {
		t.Run(name, func(t *testing.T) { negotest.Scenario(t, sc, negotest.Options{Replications: 12}) })
	}
}

// TestSplitThePie: even conceders of equal patience meet in the middle.
func TestSplitThePie(t *testing.T) {
	for _, n := range []int{2, 3, 11, 101} {
		p := compile(t, scenarios.SplitThePie(n))
		if got := p.Domain().Len(); got != int64(n) {
			t.Errorf("SplitThePie(%d) has %d outcomes", n, got)
		}
		s := p.NewSession()
		r := s.Play(1, 0)
		if !r.Zone || s.ZoneSize() != int64(n) {
			t.Errorf("SplitThePie(%d): a zone of %d, want all", n, s.ZoneSize())
		}
		if (r.Outcome == negotiation.NoDeal) != (n == 2) { // all or nothing: nobody takes nothing before the end
			t.Errorf("SplitThePie(%d): %+v, want a deal where there is a middle", n, r)
		}
		share := float64(r.Outcome) / float64(n-1)
		if n > 3 && math.Abs(share-0.5) > 0.1 {
			t.Errorf("SplitThePie(%d) gives the first party %.2f, want about half", n, share)
		}
	}
}

func TestSplitThePiePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("SplitThePie(1) does not panic")
		}
	}()
	scenarios.SplitThePie(1)
}

// TestBillAndJack finds Nash's solution by looking at all 512 exchanges.
func TestBillAndJack(t *testing.T) {
	p := compile(t, scenarios.BillAndJack())
	s := p.NewSession()
	s.Play(1, 0)
	// Points are kept on a grid of 2^-40 of the scale, 34 for Bill.
	const close = 1e-9
	if b, j := s.Reservation(0), s.Reservation(1); math.Abs(b-12) > close || math.Abs(j-6) > close {
		t.Errorf("without a deal Bill has %v and Jack %v, want 12 and 6", b, j)
	}
	best, at, ties := 0.0, negotiation.NoDeal, 0
	for o := range p.Domain().All() {
		b, j := s.Value(0, o)-12, s.Value(1, o)-6
		switch product := b * j; {
		case b < -close || j < -close || product < best-close:
		case product > best+close:
			best, at, ties = product, o, 1
		default:
			ties++
		}
	}
	const want = "book: jack; whip: jack; ball: jack; bat: jack; box: bill; pen: bill; toy: bill; knife: bill; hat: jack"
	if got := p.Domain().Describe(at); got != want || ties != 1 {
		t.Errorf("the greatest product is at %s (%d times), want %s (Nash 1950, once)", got, ties, want)
	}
	if b, j := s.Value(0, at), s.Value(1, at); math.Abs(best-60) > close || math.Abs(b-24) > close || math.Abs(j-11) > close {
		t.Errorf("there Bill has %v and Jack %v, product of gains %v, want 24, 11 and 60", b, j, best)
	}
}

// TestNoZone: the limits are 20 points apart, and nobody ever signs.
func TestNoZone(t *testing.T) {
	p := compile(t, scenarios.NoZone())
	s := p.NewSession()
	for r := range uint64(20) {
		if rec := s.Play(1, r); rec.Zone || rec.Rung != negotiation.NoZone || rec.Outcome != negotiation.NoDeal {
			t.Fatalf("replication %d: %+v, want no zone and no deal", r, rec)
		}
	}
	// The best price, 50, leaves each 10 of 100 points short.
	if got := s.Margin(); math.Abs(got+0.1) > 1e-9 {
		t.Errorf("the margin is %v, want -0.1", got)
	}
}

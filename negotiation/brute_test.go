package negotiation_test

import (
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/negotiation"
)

// TestBruteEngine plays invented scenarios on the fast engine and on the
// reference engine, which lists, sorts and asks. Zone, outcome, round and
// proposer must agree, as must every exact query, ties included.
func TestBruteEngine(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 500
	}
	domains, plays, deals, zones := 0, 0, 0, 0
	for i := range n {
		m := &maker{rng: rand.New(rand.NewPCG(uint64(i), 1)), coarse: i%3 == 0, sums: i%2 == 0}
		sc := m.scenario()
		p, err := sc.Compile()
		if err != nil {
			t.Fatalf("scenario %d: %v", i, err)
		}
		fast := p.NewSession()
		slow, err := p.NewReference()
		if err != nil {
			t.Fatal(err)
		}
		domains++
		for r := range uint64(4) {
			want := slow.Play(7, r)
			got := fast.Play(7, r)
			traced := fast.Trace(7, r, func(negotiation.Event) {})
			if got != want || traced != want {
				t.Fatalf("scenario %d, replication %d: engine %+v, traced %+v, reference %+v", i, r, got, traced, want)
			}
			plays++
			if want.Zone {
				zones++
			}
			if want.Outcome != negotiation.NoDeal {
				deals++
			}
			if got, want := fast.ZoneSize(), slow.ZoneSize(); got != want {
				t.Fatalf("scenario %d, replication %d: zone of %d, reference %d", i, r, got, want)
			}
			if got, want := fast.Margin(), slow.Margin(); got != want && (got == got || want == want) {
				t.Fatalf("scenario %d, replication %d: margin %v, reference %v", i, r, got, want)
			}
			if w := fast.Witness(); (w != negotiation.NoDeal) != want.Zone {
				t.Fatalf("scenario %d, replication %d: witness %v, zone %v", i, r, w, want.Zone)
			}
		}
	}
	t.Logf("checked %d random domains, %d replications: %d with a zone, %d with a deal", domains, plays, zones, deals)
	if deals == 0 || deals == plays {
		t.Errorf("%d deals in %d replications, want some of each", deals, plays)
	}
}

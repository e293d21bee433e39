package negotiation_test

import (
	"testing"

	"github.com/parleylab/parley/negotiation"
)

// TestPresentForgets asks for a present value in replications without a zone,
// where nobody bargains: it must not carry the patience of an earlier one.
func TestPresentForgets(t *testing.T) {
	sc := steady(2, 2, 3, 10)
	for i := range sc.Parties {
		sc.Parties[i].Discount = negotiation.Uniform{Min: 0.5, Max: 1}
		sc.Parties[i].Reservation = negotiation.Uniform{Min: 0, Max: 1}
	}
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	used := p.NewSession()
	for r := range uint64(50) {
		used.Play(1, r)
		fresh := p.NewSession()
		fresh.Play(1, r)
		if got, want := used.Present(0, 2, 3), fresh.Present(0, 2, 3); got != want {
			t.Fatalf("replication %d: present value %v on a used session, %v on a fresh one", r, got, want)
		}
	}
}

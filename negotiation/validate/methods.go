package validate

import (
	"context"
	"maps"

	"github.com/parleylab/parley/negotiation/bargain"
	"github.com/parleylab/parley/negotiation/game"
)

// computations returns how every anchor is replayed, by name.
func (s Suite) computations() map[string]computation {
	all := map[string]computation{}
	maps.Copy(all, axioms())
	maps.Copy(all, coalitions())
	for _, a := range game.Anchors() {
		all[a.ID] = computation{run: a.Compute}
	}
	if len(s.Deals) > 0 {
		for _, a := range game.DealAnchors(s.Deals) {
			all[a.ID] = computation{run: a.Compute}
		}
	}
	for _, a := range bargain.Anchors() {
		c := computation{run: a.Compute}
		if certify := a.Certify; certify != nil {
			c.certify = func(ctx context.Context) (Certificate, error) {
				b, err := certify(ctx)
				return Certificate{Method: b.Method, Worst: b.Worst(), Tolerance: b.Tolerance, Holds: b.Holds()}, err
			}
		}
		all[a.ID] = c
	}
	return all
}

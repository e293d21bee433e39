package negotest_test

import (
	"testing"

	"github.com/parleylab/parley/negotiation/negotest"
	"github.com/parleylab/parley/scenarios"
)

// TestContractShipped holds every scenario of the catalogue to the promises of
// scenarios.
func TestContractShipped(t *testing.T) {
	for _, name := range scenarios.Names() {
		sc, err := scenarios.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) { negotest.Scenario(t, sc, negotest.Options{Seed: 5, Replications: 16}) })
	}
}

package main

import (
	"errors"
	"io"
	"os"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/scenarios"
)

func Example() {
	sc, err := scenarios.Load("river.json")
	if err == nil {
		err = run(os.Stdout, sc)
	}
	if err != nil {
		panic(err)
	}
	// Output:
	// river: 36 packages, 43 quantities
	// baseline        zone 0.950 [0.943, 0.957], deal 0.669 [0.654, 0.683]
	// drought         zone 0.888 [0.878, 0.897], deal 0.628 [0.613, 0.642]
	// proud-upstream  zone 0.944 [0.936, 0.950], deal 0.679 [0.665, 0.694]
}

func TestBrokenScenario(t *testing.T) {
	sc, err := scenarios.Load("river.json")
	if err != nil {
		t.Fatal(err)
	}
	sc.Parties = sc.Parties[:1]
	if err := run(io.Discard, sc); !errors.Is(err, negotiation.ErrScenario) {
		t.Errorf("run with one party: %v, want an error that wraps ErrScenario", err)
	}
}

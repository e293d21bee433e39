package strategy_test

import (
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/negotest"
	"github.com/parleylab/parley/negotiation/strategy"
)

// TestContract holds the stationary strategies to the promises of negotest.
func TestContract(t *testing.T) {
	for name, s := range map[string]negotiation.Strategy{
		"stationary": strategy.Stationary{Propose: negotiation.Exactly(0.7), Accept: negotiation.Exactly(0.5)},
		"yielding":   strategy.Stationary{},
		"rubinstein": strategy.Rubinstein{},
		"linear bid": strategy.LinearBid{Base: negotiation.Exactly(0.25), Slope: negotiation.Exactly(2.0 / 3)},
		"lottery":    strategy.Lottery{Accept: negotiation.Exactly(0.3)},
	} {
		t.Run(name, func(t *testing.T) { negotest.Strategy(t, s, negotest.Options{}) })
	}
}

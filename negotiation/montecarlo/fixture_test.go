package montecarlo_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// market is a small negotiation about a price and a date in which everything is
// uncertain: a buyer who likes low prices and a seller who likes high ones.
func market() negotiation.Scenario {
	prices := []negotiation.Quantity{
		negotiation.Exactly(0), negotiation.Exactly(0.25), negotiation.Exactly(0.5), negotiation.Exactly(0.75), negotiation.Exactly(1)}
	falling := []negotiation.Quantity{prices[4], prices[3], prices[2], prices[1], prices[0]}
	dates := []negotiation.Quantity{negotiation.Exactly(0), negotiation.Triangular{Min: 0.1, Mode: 0.5, Max: 0.9}, negotiation.Exactly(1)}
	party := func(name string, price []negotiation.Quantity) negotiation.Party {
		return negotiation.Party{
			Name: name,
			Utility: utility.Additive{
				Weights: map[string]negotiation.Quantity{
					"price": negotiation.PERT{Min: 0.3, Mode: 0.6, Max: 1}, "date": negotiation.Uniform{Min: 0.1, Max: 0.5}},
				Values: map[string][]negotiation.Quantity{"price": price, "date": dates},
				Total:  10,
			},
			Reservation: negotiation.PERT{Min: 2, Mode: 4.5, Max: 9},
			Strategy:    strategy.TimeDependent{Exponent: negotiation.Uniform{Min: 0.3, Max: 2}},
		}
	}
	return negotiation.Scenario{
		Name: "market", Rounds: 12, Protocol: protocol.Alternating{},
		Issues: []negotiation.Issue{
			{Name: "price", Options: negotiation.Options("1", "2", "3", "4", "5")},
			{Name: "date", Options: negotiation.Options("late", "middle", "early")}},
		Parties: []negotiation.Party{party("seller", prices), party("buyer", falling)},
	}
}

func mustCompile(t testing.TB, sc negotiation.Scenario) *negotiation.Program {
	t.Helper()
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// mustRun runs m to its end.
func mustRun(t testing.TB, m montecarlo.Simulation) *montecarlo.Result {
	t.Helper()
	r, err := m.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// bytesOf returns a result as JSON.
func bytesOf(t testing.TB, r *montecarlo.Result) string {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// metrics are those of the package and one that is seldom a number.
func metrics() []montecarlo.Metric {
	return []montecarlo.Metric{
		montecarlo.Margin(), montecarlo.ZoneShare(), montecarlo.Present("seller", 0),
		{Name: "rounds-to-deal", Unit: "rounds", Measure: func(_ *negotiation.Session, r negotiation.Record) float64 {
			if r.Outcome == negotiation.NoDeal {
				return zero / zero
			}
			return float64(r.Round) + 1
		}},
	}
}

var zero = 0.0

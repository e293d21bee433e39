package strategy_test

import (
	"fmt"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// pie is n slices between ann and bob; the outcome is the number ann gets.
func pie(n int, ann, bob negotiation.Party) *negotiation.Program {
	sc := negotiation.Scenario{Name: "pie", Rounds: 6, Protocol: protocol.Turns{}}
	is := negotiation.Issue{Name: "slices"}
	var u [2][]float64
	for x := range n + 1 {
		is.Options = append(is.Options, negotiation.Option{Name: fmt.Sprint(x)})
		u[0], u[1] = append(u[0], float64(x)), append(u[1], float64(n-x))
	}
	sc.Issues = []negotiation.Issue{is}
	ann.Name, bob.Name = "ann", "bob"
	ann.Utility, bob.Utility = utility.Table{Payoff: u[0], Points: pieScale(n)}, utility.Table{Payoff: u[1], Points: pieScale(n)}
	sc.Parties = []negotiation.Party{ann, bob}
	p, err := sc.Compile()
	if err != nil {
		panic(err)
	}
	return p
}

// pieScale is a power of two of at least n, so that slices are whole grid steps.
func pieScale(n int) float64 {
	x := 1.0
	for x < float64(n) {
		x *= 2
	}
	return x
}

// plays returns a party with a strategy.
func plays(s negotiation.Strategy) negotiation.Party { return negotiation.Party{Strategy: s} }

// stationary proposes and accepts shares.
func stationary(propose, accept float64) negotiation.Strategy {
	return strategy.Stationary{Propose: negotiation.Exactly(propose), Accept: negotiation.Exactly(accept)}
}

// TestStationary plays pies of ten by hand. Ann opens.
func TestStationary(t *testing.T) {
	worth := func(s negotiation.Strategy, reservation float64) negotiation.Party {
		return negotiation.Party{Strategy: s, Reservation: negotiation.Exactly(reservation)}
	}
	for name, c := range map[string]struct {
		ann, bob negotiation.Party
		outcome  negotiation.Outcome
		round    int32
	}{
		"meets":            {plays(stationary(0.7, 0)), plays(stationary(1, 0.3)), 7, 0},
		"rounds up":        {plays(stationary(0.61, 0)), plays(stationary(1, 0.3)), 7, 0},
		"within a step":    {plays(stationary(0.65, 0)), plays(stationary(1, 0.35)), 7, 0},
		"not two steps":    {plays(stationary(0.7, 0)), plays(stationary(1, 0.41)), 0, 1},
		"exactly is exact": {plays(stationary(0.7, 0.5)), plays(stationary(0.5, 0.4)), 5, 1},
		// Ann's surplus lies between 2 and 10: three quarters of it are 8.
		"from the reservation value": {worth(stationary(0.75, 0), 2), plays(stationary(1, 0.2)), 8, 0},
		// Bob would round down to 1, below his reservation value of 1.5.
		"never below it": {plays(stationary(0.9, 1)), worth(stationary(1, 0), 1.5), negotiation.NoDeal, 6},
		// Demands do not grow with impatience: shares are of points as they are.
		"undiscounted": {negotiation.Party{Strategy: stationary(0.9, 0.6), Discount: negotiation.Exactly(0.5)},
			plays(stationary(0.4, 0.3)), 6, 1},
	} {
		r := pie(10, c.ann, c.bob).NewSession().Play(1, 0)
		if r.Outcome != c.outcome || r.Round != c.round {
			t.Errorf("%s: ends with %d in round %d, want %d in %d", name, r.Outcome, r.Round, c.outcome, c.round)
		}
	}
}

// TestRubinsteinBeliefs lets beliefs be missing, wrong or out of range. At
// factors of 0.9 the opener keeps 1/1.9 = 0.526 of a pie of 1000.
func TestRubinsteinBeliefs(t *testing.T) {
	party := func(own float64, about string, belief float64) negotiation.Party {
		p := negotiation.Party{Strategy: strategy.Rubinstein{}, Discount: negotiation.Exactly(own)}
		if about != "" {
			p.Beliefs = []negotiation.Belief{{About: about, Trait: strategy.BeliefDiscount, Quantity: negotiation.Exactly(belief)}}
		}
		return p
	}
	for name, c := range map[string]struct {
		ann, bob negotiation.Party
		outcome  negotiation.Outcome
		round    int32
	}{
		"as patient as oneself": {party(0.9, "", 0), party(0.9, "", 0), 527, 0},
		"patience itself":       {party(1, "", 0), party(1, "", 0), 500, 0},
		// Ann takes bob for impatient: she asks for (1-0.5)/(1-0.45) = 0.909,
		// he for 0.526 and she takes 0.818; he refuses 0.091 for good.
		"misjudged": {party(0.9, "bob", 0.5), party(0.9, "ann", 0.9), negotiation.NoDeal, 6},
		// Bob, taken for more patient than he is, gets 0.6 of the pie.
		"overrated": {party(0.9, "bob", 0.95), party(0.9, "ann", 0.9), 345, 0},
		"absurd":    {party(0.9, "bob", -3), party(0.9, "ann", 7), 1000, 0},
	} {
		r := pie(1000, c.ann, c.bob).NewSession().Play(1, 0)
		if r.Outcome != c.outcome || r.Round != c.round {
			t.Errorf("%s: ends with %d in round %d, want %d in %d", name, r.Outcome, r.Round, c.outcome, c.round)
		}
	}
}

// TestLottery draws offers by weight and passes what does not exist.
func TestLottery(t *testing.T) {
	offer := func(name string, weight float64) strategy.Offer {
		return strategy.Offer{Settle: []string{name}, Weight: weight}
	}
	easy := plays(stationary(1, 0))
	count := func(offers ...strategy.Offer) map[negotiation.Outcome]int {
		s := pie(10, plays(strategy.Lottery{Offers: offers}), easy).NewSession()
		got := map[negotiation.Outcome]int{}
		for r := range uint64(4000) {
			got[s.Play(1, r).Outcome]++
		}
		return got
	}
	// A quarter of 4000, within five standard deviations of 27.4.
	got := count(offer("3", 1), offer("7", 3), offer("9", 0), offer("8", -1))
	if n := got[3]; n < 863 || n > 1137 || got[3]+got[7] != 4000 {
		t.Errorf("offers of weight 1 and 3 are drawn %v times, want about 1000 and 3000", got)
	}
	// What passes lets bob propose, who wants all: ann gets 0.
	for name, got := range map[string]map[negotiation.Outcome]int{
		"none": count(), "unknown": count(offer("eleven", 1)), "short": count(strategy.Offer{Weight: 1}),
	} {
		if got[0] != 4000 {
			t.Errorf("%s: %v, want ann to pass always", name, got)
		}
	}
}

// TestLinearBid never asks for less than the reservation value.
func TestLinearBid(t *testing.T) {
	bid := func(base, slope, reservation float64) negotiation.Party {
		return negotiation.Party{Reservation: negotiation.Exactly(reservation),
			Strategy: strategy.LinearBid{Base: negotiation.Exactly(base), Slope: negotiation.Exactly(slope)}}
	}
	for name, c := range map[string]struct {
		ann  negotiation.Party
		want negotiation.Outcome
	}{
		"base":         {bid(4, 1, 0), 4},
		"slope":        {bid(1, 0.5, 4), 4}, // 1 + 2 = 3, below the reservation value
		"both":         {bid(3, 0.5, 4), 5},
		"rounds up":    {bid(3.2, 0, 0), 4},
		"above it all": {bid(11, 0, 0), 0}, // ann has nothing to offer, bob takes all
	} {
		if r := pie(10, c.ann, plays(stationary(1, 0))).NewSession().Play(1, 0); r.Outcome != c.want && c.want != 0 {
			t.Errorf("%s: ends with %d, want %d", name, r.Outcome, c.want)
		}
	}
}

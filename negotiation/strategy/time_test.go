package strategy_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// duel lets s bargain over 100 slices of a pie for a number of rounds with one
// who never moves.
func duel(s negotiation.Strategy, rounds int) negotiation.Scenario {
	sc := negotiation.Scenario{Name: "duel", Rounds: rounds, Protocol: protocol.Alternating{}}
	is := negotiation.Issue{Name: "pie"}
	payoff := make([]float64, 101)
	opposite := make([]float64, 101)
	for l := range payoff {
		is.Options = append(is.Options, negotiation.Option{Name: fmt.Sprint(l)})
		payoff[l], opposite[l] = float64(l)/100, float64(100-l)/100
	}
	sc.Issues = []negotiation.Issue{is}
	sc.Parties = []negotiation.Party{
		{Name: "mover", Utility: utility.Table{Payoff: payoff}, Strategy: s},
		{Name: "rock", Utility: utility.Table{Payoff: opposite}, Strategy: strategy.HardLiner{}},
	}
	return sc
}

// compiled compiles sc or ends the test.
func compiled(t testing.TB, sc negotiation.Scenario) *negotiation.Program {
	t.Helper()
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// offers returns what the mover demands and proposes in every round.
func offers(t testing.TB, s negotiation.Strategy, rounds int) (demands []float64, slices []negotiation.Outcome) {
	t.Helper()
	compiled(t, duel(s, rounds)).NewSession().Trace(1, 0, func(e negotiation.Event) {
		if e.Kind == negotiation.EventOffer && e.Seat == 0 {
			demands, slices = append(demands, e.Demand), append(slices, e.Outcome)
		}
	})
	return demands, slices
}

// TestTimeDependentByFormula compares demands with 1 - (t/n)^(1/e).
func TestTimeDependentByFormula(t *testing.T) {
	for _, e := range []float64{0.001, 0.1, 0.5, 1, 2, 7.5, 1000} {
		for _, n := range []int{1, 2, 7, 30} {
			got, _ := offers(t, strategy.TimeDependent{Exponent: negotiation.Exactly(e)}, n)
			if len(got) != n {
				t.Fatalf("exponent %v: %d offers in %d rounds", e, len(got), n)
			}
			for r := range got {
				// A demand is rounded up to the grid of 2^-40, 9.1e-13.
				if want := 1 - math.Pow(float64(r)/float64(n), 1/e); math.Abs(got[r]-want) > 2e-12 {
					t.Errorf("exponent %v, round %d of %d: the demand is %v, want %v", e, r, n, got[r], want)
				}
			}
		}
	}
}

// TestKindsOfConcession holds the order that the names promise: in the middle of
// the talks a Boulware has conceded little and a Conceder much.
func TestKindsOfConcession(t *testing.T) {
	at := func(e float64) float64 {
		d, _ := offers(t, strategy.TimeDependent{Exponent: negotiation.Exactly(e)}, 10)
		return d[5]
	}
	if b, l, c := at(0.2), at(1), at(5); !(b > 0.95 && l > 0.49 && l < 0.51 && c < 0.15) {
		t.Errorf("half-way a Boulware demands %v, a linear %v and a Conceder %v", b, l, c)
	}
}

// TestHardLiner holds that it never moves.
func TestHardLiner(t *testing.T) {
	d, o := offers(t, strategy.HardLiner{}, 20)
	for r := range d {
		if d[r] != 1 || o[r] != 100 {
			t.Errorf("round %d: it demands %v and offers %d", r, d[r], o[r])
		}
	}
}

// TestRandomIsUniform holds that the offers of Random fall evenly on the slices
// and differ between replications.
func TestRandomIsUniform(t *testing.T) {
	s := compiled(t, duel(strategy.Random{}, 20)).NewSession()
	var count [11]int
	n := 0
	for r := range uint64(200) {
		s.Trace(1, r, func(e negotiation.Event) {
			if e.Kind == negotiation.EventOffer && e.Seat == 0 {
				count[e.Outcome/10]++
				n++
				if !math.IsNaN(e.Demand) {
					t.Errorf("a strategy without a schedule demands %v", e.Demand)
				}
			}
		})
	}
	// A demand in (k/100, (k+1)/100] is met by slice k+1: slices 1 to 9 have 9 of
	// 100, tens 10, 100 itself 1. Four standard deviations of 4000 * 0.1 are 76.
	for i, want := range [11]float64{0.09, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.01} {
		if got := float64(count[i]); math.Abs(got-want*float64(n)) > 76 {
			t.Errorf("%v of %d offers in [%d, %d), want about %v", got, n, 10*i, 10*i+10, want*float64(n))
		}
	}
}

// TestExponentFaults holds the range of the exponent.
func TestExponentFaults(t *testing.T) {
	for _, e := range []float64{0, -1, 1001, math.NaN(), math.Inf(1)} {
		_, err := duel(strategy.TimeDependent{Exponent: negotiation.Exactly(e)}, 5).Compile()
		if err == nil || !strings.Contains(err.Error(), "mover/strategy/exponent: ") {
			t.Errorf("exponent %v: %v, want a fault at mover/strategy/exponent", e, err)
		}
	}
}

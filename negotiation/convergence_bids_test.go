package negotiation_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/bargain"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
)

// auction is a double auction over prices from 0 to 1 between a buyer and a
// seller whose value and cost are private and uniform on [0, 1]. A buyer of value
// v is worth 1-p at price p and 1-v without a trade.
func auction(t testing.TB, steps int, k float64) (*negotiation.Program, bargain.SealedBids) {
	unit := bargain.Uniform{Low: 0, High: 1}
	want, err := bargain.ChatterjeeSamuelson{Value: unit, Cost: unit, K: k}.Solve()
	if err != nil {
		t.Fatal(err)
	}
	line := func(base, slope float64) negotiation.Strategy {
		return strategy.LinearBid{Base: negotiation.Exactly(base), Slope: negotiation.Exactly(slope)}
	}
	uniform := negotiation.Uniform{Min: 0, Max: 1}
	sc := divide(steps,
		negotiation.Party{Name: "seller", Reservation: uniform, Strategy: line(want.Ask(0), 1/(2-k))},
		// The bid as worth: 1 - (v + k a)/(1+k), a line in 1-v.
		negotiation.Party{Name: "buyer", Reservation: uniform, Strategy: line(1-want.Bid(1), 1/(1+k))})
	sc.Rounds = 1
	sc.Protocol = protocol.SealedBids{Buyer: "buyer", Seller: "seller", Share: negotiation.Exactly(k)}
	return mustCompile(t, sc), want
}

// tenth returns in which tenth of the possible prices a price lies.
func tenth(price float64, s bargain.SealedBids) int {
	return min(9, max(0, int(10*(price-s.LowAsk)/(s.HighBid-s.LowAsk))))
}

// TestConvergenceChatterjeeSamuelson opens sealed bids that follow the linear
// equilibrium: how often they trade, at what price, what both gain and how prices
// are distributed agree with the closed form.
func TestConvergenceChatterjeeSamuelson(t *testing.T) {
	const steps = 2000
	for _, k := range []float64{0.5, 0.25, 1} {
		p, want := auction(t, steps, k)
		price := montecarlo.Metric{Name: "price", Measure: func(s *negotiation.Session, r negotiation.Record) float64 {
			if r.Outcome == negotiation.NoDeal {
				return math.NaN()
			}
			return s.Value(0, r.Outcome)
		}}
		surplus := montecarlo.Metric{Name: "gain", Measure: func(s *negotiation.Session, r negotiation.Record) float64 {
			if r.Outcome == negotiation.NoDeal {
				return 0
			}
			return s.Value(0, r.Outcome) - s.Reservation(0) + s.Value(1, r.Outcome) - s.Reservation(1)
		}}
		r := replicate(t, p, 50_000, price, surplus)
		// Both bids are rounded up by less than a step, and so is the price.
		fineness := 2.0 / steps
		agreeShare(t, fmt.Sprintf("K %v: trade", k), montecarlo.Proportion{K: r.Deals(), N: int64(r.Runs)}, want.Trade, fineness)
		agree(t, fmt.Sprintf("K %v: price of a trade", k), metric(t, r, "price"), want.Price, fineness)
		agree(t, fmt.Sprintf("K %v: gains from trade", k), metric(t, r, "gain"), want.Gain, fineness)
		agreeShare(t, fmt.Sprintf("K %v: a zone exists", k), r.Reached(negotiation.Zone), 0.5, fineness)
		tenths(t, r, want, k)
	}
}

// tenths compares how prices are distributed over the tenths of their range with
// the bids of a grid of types.
func tenths(t *testing.T, r *montecarlo.Result, want bargain.SealedBids, k float64) {
	const grid = 2000
	var expect [10]float64
	trades := 0.0
	for i := range grid {
		bid := want.Bid((float64(i) + 0.5) / grid)
		for j := range grid {
			if ask := want.Ask((float64(j) + 0.5) / grid); bid >= ask {
				expect[tenth(k*bid+(1-k)*ask, want)]++
				trades++
			}
		}
	}
	var got [10]int64
	for l, n := range r.Options[0] {
		got[tenth(float64(l)/float64(len(r.Options[0])-1), want)] += n
	}
	for j := range got {
		agreeShare(t, fmt.Sprintf("K %v: price in tenth %d", k, j+1),
			montecarlo.Proportion{K: got[j], N: r.Deals()}, expect[j]/trades, 0.005)
	}
}

// TestConvergenceUltimatum makes one offer: the proposer keeps all that a
// responder, who takes anything, leaves it.
func TestConvergenceUltimatum(t *testing.T) {
	for _, units := range []int{1, 10, 100} {
		want, err := bargain.Ultimatum{Pie: units}.Solve(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		sc := divide(units, negotiation.Party{Name: "north", Strategy: strategy.Stationary{}},
			negotiation.Party{Name: "south", Strategy: strategy.Stationary{}})
		sc.Protocol = protocol.Ultimatum{By: "north"}
		p := mustCompile(t, sc)
		r := replicate(t, p, 50, gets(p, 1))
		agree(t, fmt.Sprintf("%d units: the responder", units), metric(t, r, "south"),
			float64(want.Offers[bargain.AcceptTie])/float64(units), 0)
	}
}

// TestConvergenceDemands plays the demand game with every pair of demands. The
// pairs from which no side gains by another demand are the equilibria that the
// theory lists, and what they pay is what was demanded.
func TestConvergenceDemands(t *testing.T) {
	const steps = 12
	var points [][2]float64
	for k := range steps + 1 {
		points = append(points, [2]float64{float64(k) / steps, 1 - float64(k)/steps})
	}
	want, err := bargain.NashDemand{Points: points}.Solve()
	if err != nil {
		t.Fatal(err)
	}
	demand := func(x int) negotiation.Strategy {
		return strategy.Stationary{Propose: negotiation.Exactly(float64(x) / steps)}
	}
	var pays [steps + 1][steps + 1][2]float64
	for a := range steps + 1 {
		for b := range steps + 1 {
			sc := divide(steps, negotiation.Party{Name: "north", Strategy: demand(a)}, negotiation.Party{Name: "south", Strategy: demand(b)})
			sc.Rounds, sc.Protocol = 1, protocol.Demands{}
			s := mustCompile(t, sc).NewSession()
			if r := s.Play(1, 0); r.Outcome != negotiation.NoDeal {
				pays[a][b] = [2]float64{s.Value(0, r.Outcome), s.Value(1, r.Outcome)}
			}
		}
	}
	found := 0
	for a := range steps + 1 {
		for b := range steps + 1 {
			best := pays[a][b]
			for x := range steps + 1 {
				best[0], best[1] = max(best[0], pays[x][b][0]), max(best[1], pays[a][x][1])
			}
			if best != pays[a][b] || a+b != steps {
				continue
			}
			// Values are on a grid of 2^-40.
			if off := math.Abs(pays[a][b][0]-float64(a)/steps) + math.Abs(pays[a][b][1]-float64(b)/steps); off > 1e-11 {
				t.Errorf("demands %d and %d pay %v, want what was demanded", a, b, pays[a][b])
			}
			found++
		}
	}
	t.Logf("%d equilibria in simulation, %d in theory", found, len(want.Equilibria))
	if found != len(want.Equilibria) {
		t.Errorf("%d pairs of demands are equilibria that divide the pie, want %d", found, len(want.Equilibria))
	}
}

package negotiation_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/bargain"
	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
)

// coalitions turns the probabilities with which a proposer buys each member into
// a lottery over coalitions of one size: systematic sampling, which keeps every
// probability. It calls f with the members and the weight of each.
//
// Madow, W. (1949). On the theory of systematic sampling, II. Annals of
// Mathematical Statistics 20, 333-354. https://doi.org/10.1214/aoms/1177729988
func coalitions(bought []float64, f func(members []int, weight float64)) {
	upTo := make([]float64, len(bought)+1)
	cuts := []float64{0, 1}
	for i, x := range bought {
		upTo[i+1] = upTo[i] + x
		cuts = append(cuts, upTo[i+1]-math.Floor(upTo[i+1]))
	}
	slices.Sort(cuts)
	for j := 1; j < len(cuts); j++ {
		width := cuts[j] - cuts[j-1]
		if width < 1e-9 {
			continue
		}
		at := cuts[j-1] + width/2
		var members []int
		for i := range bought {
			if math.Floor(upTo[i+1]-at) > math.Floor(upTo[i]-at) {
				members = append(members, i)
			}
		}
		f(members, width)
	}
}

// legislators are members who play the stationary equilibrium of a legislature.
func legislators(m bargain.BaronFerejohn, c bargain.Coalitions, steps int) []negotiation.Party {
	var list []negotiation.Party
	for k := range c.Price {
		s := strategy.Lottery{Accept: negotiation.Exactly(c.Price[k])}
		coalitions(c.Partners[k], func(members []int, weight float64) {
			units := make([]int, len(c.Price))
			units[k] = steps
			for _, i := range members {
				units[i] = up(c.Price[i], steps)
				units[k] -= units[i]
			}
			s.Offers = append(s.Offers, strategy.Offer{Settle: []string{divisionName(units)}, Weight: weight})
		})
		list = append(list, negotiation.Party{
			Name: fmt.Sprint("m", k+1), Discount: negotiation.Exactly(m.Discount[k]), Strategy: s})
	}
	return list
}

// legislature compiles the game. Members are recognised and vote as m says.
func legislature(t testing.TB, m bargain.BaronFerejohn, parties []negotiation.Party, steps int) *negotiation.Program {
	weights := map[string]negotiation.Quantity{}
	var veto []string
	for i, p := range parties {
		weights[p.Name] = negotiation.Exactly(m.Recognition[i])
		if m.Veto != nil && m.Veto[i] {
			veto = append(veto, p.Name)
		}
	}
	sc := divide(steps, parties...)
	sc.Protocol = protocol.Recognition{Weights: weights, Quota: m.Quota, Veto: veto}
	return mustCompile(t, sc)
}

// keeps measures what the proposer of a deal gets.
var keeps = montecarlo.Metric{Name: "keeps", Measure: func(s *negotiation.Session, r negotiation.Record) float64 {
	if r.Outcome == negotiation.NoDeal {
		return math.NaN()
	}
	return s.Value(int(r.Proposer), r.Outcome)
}}

// TestConvergenceBaronFerejohn plays legislatures by their stationary
// equilibrium: what members get on average, what the proposer keeps, and who
// proposes agree with the closed form.
func TestConvergenceBaronFerejohn(t *testing.T) {
	third := 1.0 / 3
	for name, c := range map[string]struct {
		m     bargain.BaronFerejohn
		steps int
	}{
		"three, majority": {bargain.BaronFerejohn{Recognition: []float64{third, third, third},
			Discount: []float64{0.9, 0.9, 0.9}, Quota: 2}, 100},
		"five, majority": {bargain.BaronFerejohn{Recognition: []float64{0.2, 0.2, 0.2, 0.2, 0.2},
			Discount: []float64{0.75, 0.75, 0.75, 0.75, 0.75}, Quota: 3}, 20},
		"three, unequal": {bargain.BaronFerejohn{Recognition: []float64{0.5, 0.3, 0.2},
			Discount: []float64{0.9, 0.8, 0.95}, Quota: 2}, 100},
		"three, veto": {bargain.BaronFerejohn{Recognition: []float64{third, third, third},
			Discount: []float64{0.8, 0.8, 0.8}, Quota: 2, Veto: []bool{true, false, false}}, 100},
		"three, unanimity": {bargain.BaronFerejohn{Recognition: []float64{0.5, 0.3, 0.2},
			Discount: []float64{0.9, 0.8, 0.95}, Quota: 3}, 100},
	} {
		t.Run(name, func(t *testing.T) {
			want, err := c.m.Solve()
			if err != nil {
				t.Fatal(err)
			}
			p := legislature(t, c.m, legislators(c.m, want, c.steps), c.steps)
			metrics := []montecarlo.Metric{keeps}
			keep := 0.0
			for i := range want.Value {
				metrics = append(metrics, gets(p, i))
				keep += c.m.Recognition[i] * want.Keep[i]
			}
			r := replicate(t, p, 100_000, metrics...)
			fineness := 1e-9 // what rounding prices up to whole steps costs
			for _, x := range want.Price {
				off := float64(up(x, c.steps))/float64(c.steps) - x
				fineness = max(fineness, float64(c.m.Quota-1)*off)
			}
			for i, member := range p.Seats() {
				agree(t, member+" gets", metric(t, r, member), want.Value[i], fineness)
				agreeShare(t, member+" proposes", montecarlo.Proportion{K: r.Proposers[i+1], N: int64(r.Runs)}, c.m.Recognition[i], 0)
			}
			agree(t, "the proposer keeps", metric(t, r, "keeps"), keep, fineness)
			if r.Rounds[0] != int64(r.Runs) {
				t.Errorf("%d of %d deals in the first round, want all", r.Rounds[0], r.Runs)
			}
		})
	}
}

// TestConvergenceBaronFerejohnDeviation lets one member refuse in the first
// round whatever it is offered. What it gets falls by no more and no less than
// the votes it could have sold: the equilibrium price of a vote is what waiting is
// worth.
func TestConvergenceBaronFerejohnDeviation(t *testing.T) {
	const steps = 100
	third := 1.0 / 3
	m := bargain.BaronFerejohn{Recognition: []float64{third, third, third}, Discount: []float64{0.9, 0.9, 0.9}, Quota: 2}
	c, err := m.Solve()
	if err != nil {
		t.Fatal(err)
	}
	parties := legislators(m, c, steps)
	parties[2].Strategy = stubborn{parties[2].Strategy}
	p := legislature(t, m, parties, steps)
	r := replicate(t, p, 100_000, gets(p, 2))
	agree(t, "m3, which refuses once", metric(t, r, "m3"), c.Value[2], 1e-9)
	// Talks go on where another proposes and bids for the third vote.
	agreeShare(t, "talks that go on", montecarlo.Proportion{K: int64(r.Runs) - r.Rounds[0], N: int64(r.Runs)}, third, 0)
}

// TestConvergenceUnanimity lets three parties propose in rotation, with agreement
// only by all: what each gets agrees with the stationary equilibrium, whoever
// opens, and refusing once gains nothing.
func TestConvergenceUnanimity(t *testing.T) {
	const steps = 100
	for _, d := range [][]float64{{0.9, 0.9, 0.9}, {0.9, 0.8, 0.95}} {
		want, err := bargain.Unanimity{Discount: d}.Solve()
		if err != nil {
			t.Fatal(err)
		}
		scene := func(opener int) negotiation.Scenario {
			var parties []negotiation.Party
			var names []string
			for k := range d {
				parties = append(parties, negotiation.Party{Name: fmt.Sprint("m", k+1), Discount: negotiation.Exactly(d[k]),
					Strategy: rotating(want.Shares, k, steps)})
				names = append(names, fmt.Sprint("m", (opener+k)%len(d)+1))
			}
			sc := divide(steps, parties...)
			sc.Protocol = protocol.Turns{Speakers: names}
			return sc
		}
		for opener := range d {
			p := mustCompile(t, scene(opener))
			r := replicate(t, p, 100, gets(p, 0), gets(p, 1), gets(p, 2))
			for i, name := range p.Seats() {
				agree(t, fmt.Sprintf("d %v, m%d opens: %s", d, opener+1, name), metric(t, r, name), want.Shares[opener][i], 2.0/steps)
			}
		}
		sc := scene(0)
		sc.Parties[2].Strategy = stubborn{sc.Parties[2].Strategy}
		p := mustCompile(t, sc)
		agree(t, fmt.Sprintf("d %v: m3, which refuses once", d), metric(t, replicate(t, p, 100, gets(p, 2)), "m3"), want.Shares[0][2], 1.0/steps)
	}
}

// rotating is the stationary strategy of party k: to propose the division of its
// turn, partners' shares rounded up, and to accept the least that it is offered in
// any turn, which is enough as long as nobody offers less.
func rotating(shares [][]float64, k, steps int) negotiation.Strategy {
	units := make([]int, len(shares))
	units[k] = steps
	for i, x := range shares[k] {
		if i != k {
			units[i] = up(x, steps)
			units[k] -= units[i]
		}
	}
	least := 1.0
	for p := range shares {
		least = min(least, shares[p][k])
	}
	return strategy.Lottery{Offers: []strategy.Offer{{Settle: []string{divisionName(units)}, Weight: 1}}, Accept: negotiation.Exactly(least)}
}

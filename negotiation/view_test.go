package negotiation_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/parleylab/parley/negotiation"
)

// asker is a strategy that asks its View everything and compares the answers
// with those found by looking at every outcome.
type asker struct {
	t     *testing.T
	rng   *rand.Rand
	asked *int
}

func (a asker) Agent() negotiation.Agent { return a }
func (a asker) String() string           { return "asker" }
func (a asker) Reset(*negotiation.View)  {}

func (a asker) Accept(*negotiation.View, int, negotiation.Outcome) bool { return false }

func (a asker) Propose(v *negotiation.View) negotiation.Outcome {
	list := ranked(v)
	a.compare("Best", v.Best(), at(list, 0))
	for _, k := range []int{0, 1, a.rng.IntN(len(list) + 1), max(0, len(list)-1), len(list)} {
		a.compare("Ranked", v.Ranked(k), at(list, k))
	}
	e := negotiation.NewEstimate(v.Domain())
	for k := range v.Domain().NumIssues() {
		for l := range v.Domain().Issue(k).Options {
			e.Set(k, l, float64(a.rng.IntN(5))/4)
		}
	}
	for range 4 {
		x := 1.5*a.rng.Float64() - 0.25
		if n := len(list); n > 0 && a.rng.IntN(2) == 0 {
			x = v.Value(list[a.rng.IntN(n)]) // the value of an outcome finds its equals
		}
		a.compare("AtLeast", v.AtLeast(x), atLeast(v, list, x))
		a.compare("BestFor", v.BestFor(e, x), bestFor(v, list, e, x))
	}
	return v.AtLeast(v.Reservation())
}

func (a asker) compare(what string, got, want negotiation.Outcome) {
	*a.asked++
	if got != want {
		a.t.Errorf("%s is outcome %d, want %d", what, got, want)
	}
}

// ranked lists the feasible outcomes, the best first and of equals the lowest.
func ranked(v *negotiation.View) []negotiation.Outcome {
	var list []negotiation.Outcome
	for o := range v.Domain().All() {
		if v.Feasible(o) {
			list = append(list, o)
		}
	}
	slices.SortStableFunc(list, func(a, b negotiation.Outcome) int { return cmp.Compare(v.Value(b), v.Value(a)) })
	return list
}

// at returns element k of list, or NoDeal.
func at(list []negotiation.Outcome, k int) negotiation.Outcome {
	if k < 0 || k >= len(list) {
		return negotiation.NoDeal
	}
	return list[k]
}

// atLeast returns the lowest of the outcomes worth least among those worth x.
func atLeast(v *negotiation.View, list []negotiation.Outcome, x float64) negotiation.Outcome {
	best := negotiation.NoDeal
	for _, o := range list {
		if v.Value(o) >= x && (best == negotiation.NoDeal || v.Value(o) < v.Value(best)) {
			best = o
		}
	}
	return best
}

// bestFor returns the lowest of the outcomes worth x that e values most.
func bestFor(v *negotiation.View, list []negotiation.Outcome, e *negotiation.Estimate, x float64) negotiation.Outcome {
	best := negotiation.NoDeal
	for _, o := range slices.Sorted(slices.Values(list)) {
		if v.Value(o) >= x && (best == negotiation.NoDeal || e.Value(o) > e.Value(best)) {
			best = o
		}
	}
	return best
}

// TestBruteQueries asks every query in random scenarios: sums and linked issues,
// drawn anew and fixed, with rules, with many ties and with none.
func TestBruteQueries(t *testing.T) {
	n := 600
	if testing.Short() {
		n = 150
	}
	domains, asked := 0, 0
	for i := range n {
		m := &maker{rng: rand.New(rand.NewPCG(uint64(i), 9)), coarse: i%3 == 0, sums: i%2 == 0}
		sc := m.scenario()
		if i%5 == 0 { // fixed utilities and rules are answered from sorted lists
			sc.Constraints = nil
			for j := range sc.Parties {
				sc.Parties[j].Utility = fixedTwin(sc.Parties[j].Utility, sc.Issues)
			}
		}
		for j := range sc.Parties[:2] {
			sc.Parties[j].Strategy = asker{t, m.rng, &asked}
		}
		p, err := sc.Compile()
		if err != nil {
			t.Fatalf("scenario %d: %v", i, err)
		}
		s := p.NewSession()
		for r := range uint64(2) {
			s.Play(7, r)
		}
		domains++
		if t.Failed() {
			t.Fatalf("scenario %d", i)
		}
	}
	t.Logf("checked %d queries in %d random domains", asked, domains)
}

// fixedTwin returns a sum of known numbers over the issues, or nil for nil.
func fixedTwin(u negotiation.Utility, issues []negotiation.Issue) negotiation.Utility {
	if u == nil {
		return nil
	}
	return rising(issues, false)
}

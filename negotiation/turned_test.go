package negotiation_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/utility"
)

// mustTurn returns the program with the tie rule turned, or ends the test.
func mustTurn(t testing.TB, p *negotiation.Program) *negotiation.Program {
	t.Helper()
	n, err := p.Turned()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestTurnedTie gives two parties four outcomes, of which 1 and 2 are worth the
// same to both. The tie goes to 1, and with the rule turned to 2, which the
// turned domain numbers 1 as well.
func TestTurnedTie(t *testing.T) {
	sc := pie(4)
	sc.Issues[0].Options = sc.Issues[0].Options[:4]
	for i, payoff := range [][]float64{{0, 2, 2, 4}, {4, 2, 2, 0}} {
		sc.Parties[i].Utility = utility.Table{Payoff: payoff}
	}
	p := mustCompile(t, sc)
	turned := mustTurn(t, p)
	for name, c := range map[string]*negotiation.Program{"pie: 1": p, "pie: 2": turned, "pie: 1 again": mustTurn(t, turned)} {
		r := c.NewSession().Play(1, 0)
		if got := c.Domain().Describe(r.Outcome); got != name[:6] {
			t.Errorf("the talks end with %q, want %q", got, name)
		}
	}
}

// TestTurnedIsTheSame plays invented scenarios whose values do not tie both
// ways: the records must be the same, the outcomes the same settlement. One
// replication in a thousand may differ, where the noise of a mediator rounds the
// other way by a grid step.
func TestTurnedIsTheSame(t *testing.T) {
	n := 2000
	if testing.Short() {
		n = 200
	}
	plays, differ := 0, 0
	for i := range n {
		m := &maker{rng: rand.New(rand.NewPCG(uint64(i), 3)), sums: i%2 == 0}
		sc := m.scenario()
		if i%3 == 0 {
			sc.Aftermath = coins{q(0.4, 0.6, 0.9)}
			sc.Dynamics = jolts{q(0, 0.1, 0.4), q(0, 0.05, 0.1)}
		}
		p := mustCompile(t, sc)
		turned := mustTurn(t, p)
		a, b := p.NewSession(), turned.NewSession()
		ref, err := turned.NewReference()
		if err != nil {
			t.Fatal(err)
		}
		for r := range uint64(4) {
			want, got := a.Play(5, r), b.Play(5, r)
			if slow := ref.Play(5, r); slow != got {
				t.Fatalf("scenario %d, replication %d: turned %+v, turned reference %+v", i, r, got, slow)
			}
			if want.Outcome != negotiation.NoDeal {
				want.Outcome = negotiation.Outcome(p.Domain().Len()) - 1 - want.Outcome
			}
			plays++
			if want != got {
				differ++
				t.Logf("scenario %d, replication %d: turned %+v, want %+v", i, r, got, want)
			}
		}
	}
	t.Logf("%d replications, %d differ", plays, differ)
	if differ > plays/1000 {
		t.Errorf("%d of %d replications differ", differ, plays)
	}
}

// TestVary keeps school, what-ifs and pins.
func TestVary(t *testing.T) {
	sc := pie(4)
	sc.Schools = []negotiation.School{{Name: "firm", Patches: []negotiation.Patch{
		{Path: "north/strategy/exponent", Set: negotiation.Exactly(0.25)}}}}
	p := mustCompile(t, sc)
	var err error
	for _, step := range []func() (*negotiation.Program, error){
		func() (*negotiation.Program, error) { return p.School("firm") },
		func() (*negotiation.Program, error) { return p.Pin("pie", "1") },
		func() (*negotiation.Program, error) { return p.With("south/reservation", negotiation.Exactly(0.5)) },
	} {
		if p, err = step(); err != nil {
			t.Fatal(err)
		}
	}
	longer, err := p.Vary(func(sc *negotiation.Scenario) { sc.Rounds = 6 })
	if err != nil {
		t.Fatal(err)
	}
	turned := mustTurn(t, longer)
	for _, n := range []*negotiation.Program{longer, turned} {
		if n.Rounds() != 6 || n.SchoolName() != "firm" || !cmp.Equal(n.Changes(), p.Changes()) {
			t.Errorf("rounds %d, school %q, changes %v, want 6, firm, %v", n.Rounds(), n.SchoolName(), n.Changes(), p.Changes())
		}
		for name, want := range map[string]float64{"north/strategy/exponent": 0.25, "south/reservation": 0.5, "south/deadline": 6} {
			if row, _ := n.Param(name); row.Quantity != negotiation.Exactly(want) {
				t.Errorf("%s is %v, want %v", name, row.Quantity, want)
			}
		}
		s := n.NewSession()
		s.Play(1, 0)
		for o := range n.Domain().All() {
			if got := n.Domain().Describe(o); s.Feasible(o) != (got == "pie: 1") {
				t.Errorf("%s: feasible is %v, want only 1 feasible", got, s.Feasible(o))
			}
		}
	}
}

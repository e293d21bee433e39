package negotiation_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// peace is three issues between two parties with a third one abroad.
func peace(constraints ...negotiation.Constraint) negotiation.Scenario {
	sc := negotiation.Scenario{
		Name: "peace", Rounds: 5, Protocol: protocol.Alternating{}, Constraints: constraints,
		Issues: []negotiation.Issue{
			{Name: "arms", Options: negotiation.Options("none", "some", "all")},
			{Name: "scope", Options: negotiation.Options("sea", "air", "land", "full")},
			{Name: "trade", Options: negotiation.Options("closed", "open")},
		},
	}
	for i, name := range []string{"east", "west"} {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: name, Utility: rising(sc.Issues, i == 1), Strategy: strategy.TimeDependent{}})
	}
	sc.Parties = append(sc.Parties, negotiation.Party{Name: "abroad", Role: negotiation.ConsentGiver})
	return sc
}

// rising values options from 0 to 1 in even steps, or from 1 to 0, with equal
// weights.
func rising(issues []negotiation.Issue, falls bool) utility.Additive {
	u := utility.Additive{Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{}}
	for _, is := range issues {
		u.Weights[is.Name] = negotiation.Exactly(1)
		for l := range is.Options {
			x := float64(l) / float64(max(1, len(is.Options)-1))
			if falls {
				x = 1 - x
			}
			u.Values[is.Name] = append(u.Values[is.Name], negotiation.Exactly(x))
		}
	}
	return u
}

func term(issue string, r negotiation.Relation, level int) negotiation.Term {
	return negotiation.Term{Issue: issue, Relation: r, Level: level}
}

// breaks is the definition of a constraint, read off its documentation.
func breaks(d *negotiation.Domain, c negotiation.Constraint, o negotiation.Outcome) bool {
	holds := func(t negotiation.Term) bool {
		l := d.Option(o, d.IssueIndex(t.Issue))
		switch t.Relation {
		case negotiation.AtLeast:
			return l >= t.Level
		case negotiation.AtMost:
			return l <= t.Level
		}
		return l == t.Level
	}
	all := func(terms []negotiation.Term) bool {
		for _, t := range terms {
			if !holds(t) {
				return false
			}
		}
		return true
	}
	switch c.Kind {
	case negotiation.Consent:
		return all(c.If)
	case negotiation.RedLine, negotiation.Rule:
		return all(c.If) && (len(c.Then) == 0 || !all(c.Then))
	}
	return false
}

// TestRulesByHand lists what single rules leave of the 24 outcomes.
func TestRulesByHand(t *testing.T) {
	for _, c := range []struct {
		con   negotiation.Constraint
		words string
		left  int
	}{
		{negotiation.Demand("east", nil, term("arms", negotiation.AtMost, 1)), "east: arms <= 1", 16},
		{negotiation.Demand("east", nil, term("arms", negotiation.Exact, 1)), "east: arms = 1", 8},
		{negotiation.Demand("east", nil, term("arms", negotiation.AtLeast, 2), term("scope", negotiation.AtLeast, 2)),
			"east: if scope >= 2 then arms >= 2", 16}, // loses 2 scopes x 2 arms x 2 trades
		{negotiation.Infeasible(nil, term("arms", negotiation.Exact, 0), term("trade", negotiation.Exact, 1)),
			"not arms = 0 and trade = 1", 20},
		{negotiation.Needs(nil, term("trade", negotiation.Exact, 1)), "trade = 1", 12},
		{negotiation.Withholds("abroad", nil, term("scope", negotiation.AtLeast, 3)),
			"abroad: withholds consent to scope >= 3", 18},
		{negotiation.Performs("east", []string{"west"}, "trade"), "east: delivers trade for west", 24},
		{negotiation.Constraint{Kind: negotiation.Rule, If: []negotiation.Term{term("scope", negotiation.Exact, 3)},
			Then: []negotiation.Term{term("arms", negotiation.AtLeast, 1), term("trade", negotiation.Exact, 1)}},
			"if scope = 3 then arms >= 1 and trade = 1", 20}, // of 6 with full scope 2 remain
	} {
		s := mustCompile(t, peace(c.con)).NewSession()
		s.Play(1, 0)
		left := 0
		for o := range s.Program().Domain().All() {
			if s.Feasible(o) {
				left++
			}
		}
		if left != c.left || c.con.String() != c.words {
			t.Errorf("%q leaves %d outcomes, want %q and %d", c.con, left, c.words, c.left)
		}
	}
}

// TestRulesCompileToTheirMeaning draws random rules of every kind and compares
// what the fast engine and the reference rule out with the definition.
func TestRulesCompileToTheirMeaning(t *testing.T) {
	m := &maker{rng: rand.New(rand.NewPCG(3, 3))}
	looked, out := 0, 0
	for i := range 300 {
		sc := peace()
		m.rules(&sc)
		for j := range sc.Constraints {
			c := &sc.Constraints[j]
			c.P = negotiation.Uniform{Min: 0.2, Max: 0.9}
			if c.Party == "p0" || c.Party == "p1" {
				c.Party = []string{"east", "west"}[i%2]
			}
		}
		p, err := sc.Compile()
		if err != nil {
			t.Fatal(err)
		}
		fast := p.NewSession()
		slow, err := p.NewReference()
		if err != nil {
			t.Fatal(err)
		}
		for r := range uint64(4) {
			fast.Play(1, r)
			slow.Play(1, r)
			for o := range p.Domain().All() {
				want := true
				for j, c := range p.Rules() {
					want = want && !(fast.Binds(j) && breaks(p.Domain(), c, o))
				}
				looked++
				if !want {
					out++
				}
				if fast.Feasible(o) != want || slow.Feasible(o) != want {
					t.Fatalf("scenario %d, replication %d, %s: feasible %v, reference %v, want %v under %v",
						i, r, p.Domain().Describe(o), fast.Feasible(o), slow.Feasible(o), want, p.Rules())
				}
			}
		}
	}
	t.Logf("checked %d outcomes, %d ruled out", looked, out)
}

// TestBindingRate holds that a rule binds as often as its probability says and
// an exact 0 and 1 never and always.
func TestBindingRate(t *testing.T) {
	for _, p := range []float64{0, 0.25, 1} {
		s := mustCompile(t, peace(negotiation.Infeasible(negotiation.Exactly(p), term("scope", negotiation.Exact, 3)))).NewSession()
		const n = 4000
		k := 0
		for r := range uint64(n) {
			s.Play(5, r)
			if s.Binds(0) {
				k++
			}
		}
		// Four standard errors of a share of 1/4 in 4000 are 0.027.
		if got := float64(k) / n; math.Abs(got-p) > 0.027 || (p == 0 || p == 1) && got != p {
			t.Errorf("a rule with probability %v binds in a share of %v", p, got)
		}
	}
}

// TestNestedBounds holds that bounds of a party on one issue in one direction
// share a draw: who refuses the lower level refuses the higher, and each binds
// as often as it says. Other directions and other parties have draws of their
// own.
func TestNestedBounds(t *testing.T) {
	p := mustCompile(t, peace(
		negotiation.Demand("east", negotiation.Exactly(0.3), term("scope", negotiation.AtMost, 1)),
		negotiation.Demand("east", negotiation.Exactly(0.6), term("scope", negotiation.AtMost, 2)),
		negotiation.Demand("west", negotiation.Exactly(0.3), term("scope", negotiation.AtMost, 1)),
		negotiation.Demand("east", negotiation.Exactly(0.3), term("scope", negotiation.AtLeast, 1)),
	))
	s := p.NewSession()
	const n = 4000
	var count [4]int
	strict, west := 0, 0
	for r := range uint64(n) {
		s.Play(5, r)
		for j := range count {
			if s.Binds(j) {
				count[j]++
			}
		}
		if s.Binds(0) && !s.Binds(1) {
			strict++
		}
		if s.Binds(0) && s.Binds(2) {
			west++
		}
	}
	if strict > 0 {
		t.Errorf("east refuses scope 2 and takes 3 in %d replications, want none", strict)
	}
	// Four standard errors are 0.03.
	for j, want := range []float64{0.3, 0.6, 0.3, 0.3} {
		if got := float64(count[j]) / n; math.Abs(got-want) > 0.03 {
			t.Errorf("%v binds in a share of %v, want %v", p.Rules()[j], got, want)
		}
	}
	if got := float64(west) / n; math.Abs(got-0.09) > 0.02 { // four standard errors: 0.018
		t.Errorf("east and west refuse together in a share of %v, want 0.09", got)
	}
}

// TestConsentIsNested holds that a refusal of consent is nested like a red line.
func TestConsentIsNested(t *testing.T) {
	s := mustCompile(t, peace(
		negotiation.Withholds("abroad", negotiation.Exactly(0.6), term("scope", negotiation.AtLeast, 3)),
		negotiation.Withholds("abroad", negotiation.Exactly(0.3), term("scope", negotiation.AtLeast, 2)),
	)).NewSession()
	for r := range uint64(2000) {
		s.Play(5, r)
		if s.Binds(1) && !s.Binds(0) {
			t.Fatalf("replication %d: consent is withheld from scope 2 and given to scope 3", r)
		}
	}
}

// TestConditionalDemandsAreSeparate holds that only plain bounds are nested.
func TestConditionalDemandsAreSeparate(t *testing.T) {
	p := mustCompile(t, peace(
		negotiation.Demand("east", negotiation.Exactly(0.5), term("scope", negotiation.AtMost, 1), term("trade", negotiation.Exact, 1)),
		negotiation.Demand("east", negotiation.Exactly(0.5), term("scope", negotiation.AtMost, 2), term("trade", negotiation.Exact, 1)),
	))
	events := 0
	for _, row := range p.Params() {
		if row.Event {
			events++
		}
	}
	if events != 2 {
		t.Errorf("two conditional demands have %d draws, want 2", events)
	}
}

// TestCommitmentByHand discounts gains that another must deliver. Each of three
// issues weighs 10; measured from a status quo of "some" arms (worth 5), "air"
// (3 1/3) and "closed" (0), east gains and loses in even steps, and trusts west
// to deliver arms and trade with 0.5 and abroad to deliver trade with 0.25.
func TestCommitmentByHand(t *testing.T) {
	sc := peace(
		negotiation.Performs("west", []string{"east"}, "arms", "trade"),
		negotiation.Performs("abroad", []string{"east", "west"}, "trade"),
		negotiation.Performs("east", []string{"west", "east"}, "scope"))
	sc.Issues[0].StatusQuo = 1
	sc.Issues[1].StatusQuo = 1
	u := rising(sc.Issues, false)
	u.Total = 30
	trust := func(about string, q float64) negotiation.Belief {
		return negotiation.Belief{About: about, Trait: negotiation.BeliefPerformance, Quantity: negotiation.Exactly(q)}
	}
	sc = with(sc, 0, func(p *negotiation.Party) {
		p.Utility = utility.Commitment{Of: u}
		p.Beliefs = []negotiation.Belief{trust("west", 0.5), trust("abroad", 0.25)}
	})
	s := mustCompile(t, sc).NewSession()
	s.Play(1, 0)
	d := s.Program().Domain()
	for _, c := range []struct {
		arms, scope, trade int
		want               float64
	}{
		{1, 1, 0, 5 + 10.0/3},             // the status quo
		{2, 1, 0, 7.5 + 10.0/3},           // half of the gain of 5
		{0, 1, 0, 0 + 10.0/3},             // the loss of 5 in full
		{1, 3, 0, 5 + 10},                 // what east delivers itself counts in full
		{1, 1, 1, 5 + 10.0/3 + 2.5},       // of those who deliver trade the least trusted counts
		{2, 3, 1, 5 + 2.5 + 10 + 10*0.25}, // all together
	} {
		// 1e-9 is a hundred steps of the grid of 30 points.
		if got := s.Value(0, d.Outcome(c.arms, c.scope, c.trade)); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("arms %d, scope %d, trade %d is worth %v to east, want %v", c.arms, c.scope, c.trade, got, c.want)
		}
	}
	sc = with(sc, 0, func(p *negotiation.Party) { p.Beliefs = p.Beliefs[:1] })
	_, err := sc.Compile()
	want := "parties/east/beliefs: there is none about the performance of abroad, who delivers trade, want a probability"
	if err == nil || !hasLine(err, want) {
		t.Errorf("without a belief: %v\nwant %s", err, want)
	}
}

// TestTerms reads and writes terms.
func TestTerms(t *testing.T) {
	d := mustCompile(t, peace()).Domain()
	for text, want := range map[string]negotiation.Term{
		"scope >= 2":   term("scope", negotiation.AtLeast, 2),
		"arms<=1":      term("arms", negotiation.AtMost, 1),
		"trade = open": term("trade", negotiation.Exact, 1),
		" scope =full": term("scope", negotiation.Exact, 3),
	} {
		got, err := negotiation.ParseTerm(d, text)
		if err != nil || got != want {
			t.Errorf("ParseTerm(%q) = %v, %v, want %v", text, got, err, want)
		}
		again, err := negotiation.ParseTerm(d, got.String())
		if err != nil || again != got {
			t.Errorf("ParseTerm(%q) = %v, %v, want %v", got.String(), again, err, got)
		}
	}
	for _, text := range []string{"", "scope", "scope > 2", "scop >= 2", "scope >= 4", "scope >= -1", "scope >= flul", "= 2"} {
		if got, err := negotiation.ParseTerm(d, text); err == nil {
			t.Errorf("ParseTerm(%q) = %v, want an error", text, got)
		}
	}
}

// TestDomain goes through outcomes there and back.
func TestDomain(t *testing.T) {
	d := mustCompile(t, peace()).Domain()
	if d.Len() != 24 || d.NumIssues() != 3 {
		t.Fatalf("%d outcomes of %d issues, want 24 of 3", d.Len(), d.NumIssues())
	}
	if got := d.Outcome(1, 2, 1); got != 1*8+2*2+1 { // the last issue is fastest
		t.Errorf("Outcome(1, 2, 1) = %d, want 13", got)
	}
	for o := range d.All() {
		opts := d.Options(nil, o)
		if got := d.Outcome(opts...); got != o {
			t.Errorf("outcome %d has options %v, which are outcome %d", o, opts, got)
		}
	}
	if got, want := d.Describe(13), "arms: some; scope: land; trade: open"; got != want {
		t.Errorf("Describe(13) = %q, want %q", got, want)
	}
	for _, o := range []negotiation.Outcome{-1, 24} {
		if d.Contains(o) || d.Describe(o) != "no deal" {
			t.Errorf("outcome %d is in the domain as %q", o, d.Describe(o))
		}
	}
	if diff := cmp.Diff([]int{-1, 1, 3}, []int{d.IssueIndex("x"), d.IssueIndex("scope"), d.OptionIndex(1, "full")}); diff != "" {
		t.Errorf("indices (-want +got):\n%s", diff)
	}
	for _, options := range [][]int{{1}, {1, 4, 0}, {-1, 0, 0}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Outcome(%v) does not panic", options)
				}
			}()
			_ = d.Outcome(options...)
		}()
	}
}

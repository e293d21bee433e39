package negotiation_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
)

// draws returns every parameter of the first replications.
func draws(p *negotiation.Program, runs uint64) []map[string]float64 {
	s := p.NewSession()
	out := make([]map[string]float64, runs)
	for r := range runs {
		s.Play(1, r)
		out[r] = map[string]float64{}
		for _, row := range p.Params() {
			out[r][row.Name] = s.Param(row.Name)
		}
	}
	return out
}

// TestWithMovesNothingElse changes one parameter after another, to a number and
// to another distribution, and holds that no other draw moves.
func TestWithMovesNothingElse(t *testing.T) {
	p := mustCompile(t, frozen(protocol.Alternating{}))
	before := draws(p, 3)
	changed := 0
	for _, row := range p.Params() {
		if row.Event {
			if _, err := p.With(row.Name, negotiation.Exactly(0.5)); !errors.Is(err, negotiation.ErrUnknownName) {
				t.Errorf("With on the event %s: %v, want ErrUnknownName", row.Name, err)
			}
			continue
		}
		x := row.Quantity.Quantile(0.3)
		for _, q := range []negotiation.Quantity{negotiation.Exactly(x), negotiation.Uniform{Min: x, Max: x + 1e-9}} {
			n, err := p.With(row.Name, q)
			if err != nil && x == 1 { // at the end of its range, such as a discount of 1
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			changed++
			for r, after := range draws(n, 3) {
				for name, got := range after {
					if want := before[r][name]; name != row.Name && got != want {
						t.Errorf("replication %d: %s is %v after %s became %v, want %v", r, name, got, row.Name, q, want)
					}
				}
				if got := after[row.Name]; math.Abs(got-x) > 1e-9 {
					t.Errorf("replication %d: %s is %v, want %v", r, row.Name, got, q)
				}
			}
		}
	}
	t.Logf("checked %d changes of %d parameters", changed, len(p.Params()))
}

// TestWith reads what it did off the program.
func TestWith(t *testing.T) {
	p := mustCompile(t, pie(4))
	n, err := p.With("south/reservation", negotiation.Sourced{Quantity: negotiation.Exactly(2), Unit: "quarters", Note: "guess"})
	if err != nil {
		t.Fatal(err)
	}
	row, _ := n.Param("south/reservation")
	if row.Unit != "quarters" || row.Note != "guess" || row.Quantity != negotiation.Exactly(2) {
		t.Errorf("the row is %+v", row)
	}
	bare, _ := p.With("south/reservation", negotiation.Exactly(2))
	if row, _ := bare.Param("south/reservation"); row.Note != "what-if" {
		t.Errorf("the note of a bare what-if is %q, want what-if", row.Note)
	}
	if diff := cmp.Diff([]string{"south/reservation = 2"}, n.Changes()); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	if len(p.Changes()) != 0 {
		t.Errorf("With changed the program that it was called on: %q", p.Changes())
	}
	for _, c := range []struct {
		name string
		q    negotiation.Quantity
		want string
	}{
		{"south/reservatoin", negotiation.Exactly(1), `negotiation: unknown name: parameter "south/reservatoin", did you mean "south/reservation"?`},
		{"south/discount", negotiation.Exactly(0), "south/discount: the lower end of 0 is 0, want at least 1e-09"},
		{"south/discount", nil, "south/discount: there is no quantity, want one"},
		{"south/discount", negotiation.Sourced{}, "south/discount: there is no quantity, want one"},
	} {
		if _, err := p.With(c.name, c.q); err == nil || err.Error() != c.want {
			t.Errorf("With(%q, %v): %v\nwant %s", c.name, c.q, err, c.want)
		}
	}
}

// TestWithRefusesTheImpossible holds that a rule may not be made certain if with
// others it leaves nothing.
func TestWithRefusesTheImpossible(t *testing.T) {
	p := mustCompile(t, peace(
		negotiation.Demand("east", nil, term("arms", negotiation.AtLeast, 1)),
		negotiation.Demand("west", negotiation.Exactly(0.5), term("arms", negotiation.AtMost, 0))))
	_, err := p.With("west/redline/arms-max-0", negotiation.Exactly(1))
	want := "constraints: they leave no outcome together: east: arms >= 1; west: arms <= 0"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	if _, err := p.Pin("arms", "none"); err == nil || !strings.Contains(err.Error(), "arms pinned to 0") {
		t.Errorf("a pin against a hard rule: %v", err)
	}
}

// TestPin holds an issue at one option, by number or name, and nothing else.
func TestPin(t *testing.T) {
	p := mustCompile(t, frozen(protocol.Alternating{}))
	n, err := p.Pin("scope", "2")
	if err != nil {
		t.Fatal(err)
	}
	s := n.NewSession()
	k := n.Domain().IssueIndex("scope")
	for r := range uint64(20) {
		s.Play(1, r)
		for o := range n.Domain().All() {
			if s.Feasible(o) && n.Domain().Option(o, k) != 2 {
				t.Fatalf("replication %d: %s is feasible", r, n.Domain().Describe(o))
			}
		}
	}
	if diff := cmp.Diff(draws(p, 3), draws(n, 3)); diff != "" {
		t.Errorf("a pin moves draws (-without +with):\n%s", diff)
	}
	for _, c := range []struct{ issue, option, want string }{
		{"scop", "2", `negotiation: unknown name: issue "scop", did you mean "scope"?`},
		{"scope", "4", "negotiation: unknown name: option 4 of issue scope, want 0 to 3"},
	} {
		if _, err := p.Pin(c.issue, c.option); err == nil || err.Error() != c.want {
			t.Errorf("Pin(%q, %q): %v\nwant %s", c.issue, c.option, err, c.want)
		}
	}
}

// TestSchool applies patches in order and leaves all other draws alone.
func TestSchool(t *testing.T) {
	sc := frozen(protocol.Alternating{})
	sc.Schools = []negotiation.School{
		{Name: "baseline"},
		{Name: "hawks", Patches: []negotiation.Patch{
			{Path: "west/reservation", Shift: 10},
			{Path: "west/reservation", Scale: 2, Note: "twice as hard"},
			{Path: "west/discount", Set: negotiation.Exactly(1)},
		}},
	}
	sc.Parties[1].Reservation = negotiation.PERT{Min: 1, Mode: 20, Max: 39}
	p := mustCompile(t, sc)
	if diff := cmp.Diff([]string{"baseline", "hawks"}, p.Schools()); diff != "" {
		t.Errorf("schools (-want +got):\n%s", diff)
	}
	hawks, err := p.School("hawks")
	if err != nil {
		t.Fatal(err)
	}
	before := draws(p, 5)
	for r, after := range draws(hawks, 5) {
		want := before[r]
		want["west/reservation"] = 2 * (want["west/reservation"] + 10)
		want["west/discount"] = 1
		for name, x := range after {
			if math.Abs(x-want[name]) > 1e-9 { // compiled quantiles of a scaled PERT may round otherwise
				t.Errorf("replication %d: %s is %v to the hawks, want %v", r, name, x, want[name])
			}
		}
	}
	if row, _ := hawks.Param("west/reservation"); row.Note != "twice as hard" {
		t.Errorf("the note is %q, want that of the last patch", row.Note)
	}
	if same, err := p.School(""); same != p || err != nil {
		t.Errorf("School(\"\") = %p, %v, want the program itself", same, err)
	}
	base, err := p.School("baseline")
	if err != nil || base.SchoolName() != "baseline" || base.Fingerprint() != p.Fingerprint() {
		t.Errorf("a school without patches: %v, name %q, same fingerprint %v", err, base.SchoolName(), base.Fingerprint() == p.Fingerprint())
	}
	if _, err := p.School("hawk"); err == nil || !errors.Is(err, negotiation.ErrUnknownName) {
		t.Errorf("School(hawk): %v, want ErrUnknownName", err)
	}
}

// TestFingerprint holds that everything which can move a record moves the
// fingerprint, and that prose does not.
func TestFingerprint(t *testing.T) {
	base := func() negotiation.Scenario {
		return peace(negotiation.Demand("east", negotiation.Exactly(0.5), term("arms", negotiation.AtMost, 1)))
	}
	print := func(sc negotiation.Scenario) [32]byte { return mustCompile(t, sc).Fingerprint() }
	want := print(base())
	if print(base()) != want {
		t.Error("the same scenario has two fingerprints")
	}
	seen := map[[32]byte]string{want: "the baseline"}
	for name, change := range map[string]func(*negotiation.Scenario){
		"rounds":      func(sc *negotiation.Scenario) { sc.Rounds++ },
		"option":      func(sc *negotiation.Scenario) { sc.Issues[0].Options[0].Name = "zero" },
		"status quo":  func(sc *negotiation.Scenario) { sc.Issues[0].StatusQuo = 1 },
		"rule":        func(sc *negotiation.Scenario) { sc.Constraints[0].Then[0].Level = 0 },
		"hard rule":   func(sc *negotiation.Scenario) { sc.Constraints[0].P = nil },
		"probability": func(sc *negotiation.Scenario) { sc.Constraints[0].P = negotiation.Exactly(0.6) },
		"reservation": func(sc *negotiation.Scenario) { sc.Parties[1].Reservation = negotiation.Exactly(0.1) },
		"relative":    func(sc *negotiation.Scenario) { sc.Parties[1].FromStatusQuo = true },
		"discount":    func(sc *negotiation.Scenario) { sc.Parties[0].Discount = negotiation.Exactly(0.9) },
		"deadline":    func(sc *negotiation.Scenario) { sc.Parties[0].Deadline = negotiation.Exactly(4) },
		"risk":        func(sc *negotiation.Scenario) { sc.Parties[0].Risk = negotiation.CARA{} },
		"strategy":    func(sc *negotiation.Scenario) { sc.Parties[0].Strategy = strategy.HardLiner{} },
		"exponent": func(sc *negotiation.Scenario) {
			sc.Parties[0].Strategy = strategy.TimeDependent{Exponent: negotiation.Exactly(2)}
		},
		"utility":     func(sc *negotiation.Scenario) { sc.Parties[0].Utility = rising(sc.Issues, true) },
		"speakers":    func(sc *negotiation.Scenario) { sc.Protocol = protocol.Alternating{Speakers: []string{"west", "east"}} },
		"order":       func(sc *negotiation.Scenario) { sc.Parties[0], sc.Parties[1] = sc.Parties[1], sc.Parties[0] },
		"correlation": func(sc *negotiation.Scenario) { sc.Parties[0].Correlation = negotiation.Exactly(0.3) },
	} {
		sc := base()
		change(&sc)
		got := print(sc)
		if other, ok := seen[got]; ok {
			t.Errorf("the fingerprint with another %s is that of %s", name, other)
		}
		seen[got] = "another " + name
	}
	prose := base()
	prose.Summary, prose.Issues[0].Summary, prose.Parties[0].Summary = "a", "b", "c"
	prose.Issues[0].Note, prose.Constraints[0].Note = "d", "e"
	prose.Parties[0].Reservation = negotiation.Sourced{Quantity: negotiation.Exactly(0), Note: "f"}
	if print(prose) != want {
		t.Error("prose moves the fingerprint")
	}
}

// TestPlayAt plays at given points: at the uniforms of a replication it gives
// that replication, and moving one coordinate moves one parameter.
func TestPlayAt(t *testing.T) {
	p := mustCompile(t, frozen(protocol.Alternating{}))
	s := p.NewSession()
	u := make([]float64, p.Dim())
	for j := range u {
		u[j] = 0.5
	}
	s.PlayAt(u, 1, 0)
	middle := map[string]float64{}
	for _, row := range p.Params() {
		middle[row.Name] = s.Param(row.Name)
		// The tables of costly quantiles are accurate to 1e-10 of the range.
		if want := row.Quantity.Quantile(0.5); math.Abs(middle[row.Name]-want) > 1e-8 {
			t.Errorf("the median of %s is %v, want %v", row.Name, middle[row.Name], want)
		}
	}
	for j := range u {
		v := slices.Clone(u)
		v[j] = 0.75
		s.PlayAt(v, 1, 0)
		for _, row := range p.Params() {
			moved := s.Param(row.Name) != middle[row.Name]
			if should := row.Column == j; moved != should && row.Name != "guarantor/reservation" { // discrete: may stay
				t.Errorf("coordinate %d moves %s, column %d: %v", j, row.Name, row.Column, moved)
			}
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("PlayAt with a short point does not panic")
		}
	}()
	s.PlayAt(u[1:], 1, 0)
}

// TestStrategiesKeepTheirDice holds that what one seat does moves nobody else's
// dice: with west's strategy replaced, east's first offers stay what they were
// for as long as east has thrown as many dice.
func TestStrategiesKeepTheirDice(t *testing.T) {
	first := func(west negotiation.Strategy) []negotiation.Outcome {
		sc := with(peace(), 0, func(p *negotiation.Party) { p.Strategy = strategy.Random{} })
		sc = with(sc, 1, func(p *negotiation.Party) { p.Strategy = west })
		s := mustCompile(t, sc).NewSession()
		var out []negotiation.Outcome
		for r := range uint64(40) {
			done := false
			s.Trace(1, r, func(e negotiation.Event) {
				if e.Kind == negotiation.EventOffer && e.Seat == 0 && !done {
					out, done = append(out, e.Outcome), true
				}
			})
		}
		return out
	}
	want := first(strategy.HardLiner{})
	for _, s := range []negotiation.Strategy{strategy.Random{}, strategy.TimeDependent{}, dicey{}} {
		if diff := cmp.Diff(want, first(s)); diff != "" {
			t.Errorf("east's first offers with west as %T (-want +got):\n%s", s, diff)
		}
	}
	if len(slices.Compact(slices.Sorted(slices.Values(want)))) < 5 {
		t.Errorf("east's first offers are %v, want dice", want)
	}
}

// dicey throws many dice at Reset.
type dicey struct{}

func (dicey) Agent() negotiation.Agent { return dicey{} }

func (dicey) Reset(v *negotiation.View) {
	for range 100 {
		v.Rand().Float64()
	}
}
func (dicey) Propose(v *negotiation.View) negotiation.Outcome         { return v.Best() }
func (dicey) Accept(*negotiation.View, int, negotiation.Outcome) bool { return false }

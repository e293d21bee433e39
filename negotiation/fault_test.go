package negotiation_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// TestCompileFaults breaks one thing at a time. Every fault names its path and
// what is wanted, and wraps ErrScenario.
func TestCompileFaults(t *testing.T) {
	party := func(f func(*negotiation.Party)) func(*negotiation.Scenario) {
		return func(sc *negotiation.Scenario) { *sc = with(*sc, 1, f) }
	}
	constrain := func(c negotiation.Constraint) func(*negotiation.Scenario) {
		return func(sc *negotiation.Scenario) { sc.Constraints = append(sc.Constraints, c) }
	}
	term := negotiation.Term{Issue: "pie", Relation: negotiation.AtLeast, Level: 3}
	for _, c := range []struct {
		name  string
		spoil func(*negotiation.Scenario)
		want  string
	}{
		{"no name", func(sc *negotiation.Scenario) { sc.Name = "" }, "name: the name is empty, want a lower-case word"},
		{"upper case", func(sc *negotiation.Scenario) { sc.Name = "Pie" }, `name: the name "Pie" holds 'P', want lower-case letters, digits, '-', '_' and '.'`},
		{"no rounds", func(sc *negotiation.Scenario) { sc.Rounds = 0 }, "rounds: there are 0, want 1 to 1048576"},
		{"too many rounds", func(sc *negotiation.Scenario) { sc.Rounds = 1<<20 + 1 }, "rounds: there are 1048577, want 1 to 1048576"},
		{"no protocol", func(sc *negotiation.Scenario) { sc.Protocol = nil }, "protocol: there is none, want one"},
		{"round length", func(sc *negotiation.Scenario) { sc.RoundLength = -time.Hour }, "round_length: it is -1h0m0s, want a positive duration or zero"},
		{"base rate", func(sc *negotiation.Scenario) { sc.BaseRate.PerYear = negotiation.Uniform{Min: 0, Max: 2} },
			"base_rate: the upper end of uniform(0, 2) is 2, want at most 1"},
		{"no issues", func(sc *negotiation.Scenario) { sc.Issues = nil }, "issues: there are none, want at least 1"},
		{"no options", func(sc *negotiation.Scenario) { sc.Issues = []negotiation.Issue{{Name: "pie"}} }, "issues/pie: there are no options, want at least 1"},
		{"status quo", func(sc *negotiation.Scenario) { sc.Issues[0].StatusQuo = 5 }, "issues/pie/status_quo: option 5 does not exist, want 0 to 4"},
		{"option twice", func(sc *negotiation.Scenario) { sc.Issues[0].Options[1].Name = "0" }, `issues/pie/options/1: the name "0" is used twice, want names that differ`},
		{"option without a name", func(sc *negotiation.Scenario) { sc.Issues[0].Options[1].Name = " " }, "issues/pie/options/1: the name is empty, want one"},
		{"issue twice", func(sc *negotiation.Scenario) { sc.Issues = append(sc.Issues, sc.Issues[0]) }, "issues/pie: the name is used twice, want names that differ"},
		{"one party", func(sc *negotiation.Scenario) { sc.Parties = sc.Parties[:1] }, "parties: there are 1 principals, want 2 to 32"},
		{"party twice", party(func(p *negotiation.Party) { p.Name = "north" }), "parties/north: the name is used twice, want names that differ"},
		{"reserved name", party(func(p *negotiation.Party) { p.Name = "protocol" }), "parties/protocol: the name is reserved, want another"},
		{"party without a name", party(func(p *negotiation.Party) { p.Name = "" }), "parties/1: the name is empty, want a lower-case word"},
		{"role", party(func(p *negotiation.Party) { p.Role = 9 }), "parties/south/role: role 9 does not exist, want one of the Role constants"},
		{"mediator with a utility", party(func(p *negotiation.Party) { p.Role = negotiation.Mediator }), "parties/south: a mediator has a utility or a strategy, want neither"},
		{"no utility", party(func(p *negotiation.Party) { p.Utility = nil }), "parties/south/utility: there is none, want one"},
		{"no strategy", party(func(p *negotiation.Party) { p.Strategy = nil }), "parties/south/strategy: there is none, want one"},
		{"reservation above the scale", party(func(p *negotiation.Party) { p.Reservation = negotiation.Exactly(5) }), "south/reservation: the upper end of 5 is 5, want at most 4"},
		{"reservation no number", party(func(p *negotiation.Party) { p.Reservation = negotiation.Exactly(math.NaN()) }), "south/reservation: exactly: is NaN, want a finite number"},
		{"reservation infinite", party(func(p *negotiation.Party) { p.Reservation = negotiation.Uniform{Min: 0, Max: math.Inf(1)} }), "south/reservation: uniform/max: is +Inf, want a finite number"},
		{"discount", party(func(p *negotiation.Party) { p.Discount = negotiation.Exactly(1.1) }), "south/discount: the upper end of 1.1 is 1.1, want at most 1"},
		{"deadline", party(func(p *negotiation.Party) { p.Deadline = negotiation.Exactly(0) }), "south/deadline: the lower end of 0 is 0, want at least 1e-09"},
		{"risk", party(func(p *negotiation.Party) { p.Risk = negotiation.CRRA{Aversion: negotiation.Exactly(1), Offset: 4} }), "south/risk/offset: the lower end of 4 is 4, want at least 4.000001"},
		{"exponent", party(func(p *negotiation.Party) { p.Strategy = strategy.TimeDependent{Exponent: negotiation.Exactly(0)} }), "south/strategy/exponent: the lower end of 0 is 0, want at least 0.001"},
		{"correlation", func(sc *negotiation.Scenario) {
			party(func(p *negotiation.Party) { p.Correlation = negotiation.Exactly(1) })(sc)
			constrain(negotiation.Demand("south", negotiation.Exactly(0.5), term))(sc)
		}, "south/correlation: the upper end of 1 is 1, want at most 0.999999"},
		{"belief about nobody", party(func(p *negotiation.Party) {
			p.Beliefs = []negotiation.Belief{{About: "nort", Trait: "trust", Quantity: negotiation.Exactly(1)}}
		}), `parties/south/belief/nort/trust: negotiation: unknown name: party "nort", did you mean "north"?`},
		{"belief range", party(func(p *negotiation.Party) {
			p.Beliefs = []negotiation.Belief{{About: "north", Trait: negotiation.BeliefPerformance, Quantity: negotiation.Exactly(1.5)}}
		}), "south/belief/north/performance: the upper end of 1.5 is 1.5, want at most 1"},
		{"payoffs", party(func(p *negotiation.Party) { p.Utility = utility.Table{Payoff: []float64{1, 2}} }), "parties/south/utility/payoff: there are 2 values for 5 outcomes, want one for each"},
		{"scale", party(func(p *negotiation.Party) { p.Utility = utility.Table{Payoff: []float64{0, 1, 2, 3, 9}, Points: 1} }), "parties/south/utility/points: the scale is 1 and a value 9, want values within four times the scale"},
		{"speakers", func(sc *negotiation.Scenario) { sc.Protocol = protocol.Alternating{Speakers: []string{"north"}} }, `protocol: protocol: 1 speakers are named, want each of ["north" "south"] once`},
		{"mediator", func(sc *negotiation.Scenario) { sc.Protocol = protocol.Mediated{By: "envoy"} }, `protocol: protocol: mediator "envoy" is not a party outside the table, want one of []`},
		{"term issue", constrain(negotiation.Infeasible(nil, negotiation.Term{Issue: "pi"})), `constraints/rule/pi-min-0: negotiation: unknown name: issue "pi", did you mean "pie"?`},
		{"term level", constrain(negotiation.Infeasible(nil, negotiation.Term{Issue: "pie", Level: 5})), "constraints/rule/pie-min-5: option 5 of issue pie does not exist, want 0 to 4"},
		{"term relation", constrain(negotiation.Infeasible(nil, negotiation.Term{Issue: "pie", Relation: 3})), "constraints/rule/pie: relation 3 does not exist, want >=, <= or ="},
		{"kind", constrain(negotiation.Constraint{Kind: 4, Name: "x"}), "constraints/?/x: kind 4 does not exist, want one of the Kind constants"},
		{"no terms", constrain(negotiation.Constraint{Kind: negotiation.Rule, Name: "x"}), "constraints/rule/x: there are no terms, want at least 1"},
		{"line of nobody", constrain(negotiation.Demand("sout", nil, term)), `constraints/sout/redline/pie-min-3: negotiation: unknown name: party "sout", did you mean "south"?`},
		{"rule of somebody", constrain(negotiation.Constraint{Kind: negotiation.Rule, Party: "south", Then: []negotiation.Term{term}}), `constraints/south/rule/pie-min-3: a rule belongs to party "south", want no party`},
		{"probability", constrain(negotiation.Demand("south", negotiation.Exactly(1.5), term)), "south/redline/pie-min-3: the upper end of 1.5 is 1.5, want at most 1"},
		{"performing nothing", constrain(negotiation.Performs("south", []string{"north"})), "constraints/south/performing/-for-north: no issue or no beneficiary is named, want at least 1 of each"},
		{"rules that leave nothing", func(sc *negotiation.Scenario) {
			sc.Constraints = []negotiation.Constraint{
				negotiation.Demand("south", nil, negotiation.Term{Issue: "pie", Relation: negotiation.AtMost, Level: 4}),
				negotiation.Demand("south", nil, negotiation.Term{Issue: "pie", Relation: negotiation.AtMost, Level: 1}),
				negotiation.Demand("north", nil, term)}
		}, "constraints: they leave no outcome together: south: pie <= 1; north: pie >= 3"},
		{"source twice", func(sc *negotiation.Scenario) { sc.Sources = []negotiation.Source{{Key: "a"}, {Key: "a"}} }, "sources/a: the key is empty, reserved or used twice, want keys that differ"},
		{"source unknown", func(sc *negotiation.Scenario) {
			sc.Sources = []negotiation.Source{{Key: "paper"}}
			party(func(p *negotiation.Party) {
				p.Reservation = negotiation.Sourced{Quantity: negotiation.Exactly(1), Cite: "papr"}
			})(sc)
		}, `south/reservation/cite: negotiation: unknown name: source "papr", did you mean "paper"?`},
		{"school path", func(sc *negotiation.Scenario) {
			sc.Schools = []negotiation.School{{Name: "s", Patches: []negotiation.Patch{{Path: "south/reservaton", Shift: 1}}}}
		}, `schools/s: negotiation: unknown name: parameter "south/reservaton", did you mean "south/reservation"?`},
		{"school patch", func(sc *negotiation.Scenario) {
			sc.Schools = []negotiation.School{{Name: "s", Patches: []negotiation.Patch{{Path: "south/reservation"}}}}
		}, "schools/s/south/reservation: 0 of set, scale and shift are given, want exactly 1"},
		{"school range", func(sc *negotiation.Scenario) {
			sc.Schools = []negotiation.School{{Name: "s", Patches: []negotiation.Patch{{Path: "south/discount", Set: negotiation.Exactly(2)}}}}
		}, "south/discount: the upper end of 2 is 2, want at most 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			sc := pie(4)
			c.spoil(&sc)
			_, err := sc.Compile()
			if err == nil {
				t.Fatal("it compiles")
			}
			if !errors.Is(err, negotiation.ErrScenario) {
				t.Errorf("%v does not wrap ErrScenario", err)
			}
			if !hasLine(err, c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

// hasLine reports whether one of the joined errors reads want.
func hasLine(err error, want string) bool {
	for line := range strings.SplitSeq(err.Error(), "\n") {
		if line == want {
			return true
		}
	}
	return false
}

// TestCompileReportsAll holds that faults are reported together.
func TestCompileReportsAll(t *testing.T) {
	sc := pie(0)
	sc.Name = ""
	sc.Protocol = nil
	sc.Parties = append(sc.Parties, negotiation.Party{Name: "south", Role: negotiation.Performer})
	_, err := sc.Compile()
	for _, want := range []string{
		"name: the name is empty, want a lower-case word", "rounds: there are 0, want 1 to 1048576",
		"protocol: there is none, want one", "parties/south: the name is used twice, want names that differ",
	} {
		if !hasLine(err, want) {
			t.Errorf("got\n%v\nwant among it %s", err, want)
		}
	}
	sc = pie(4)
	for i := range sc.Parties {
		sc = with(sc, i, func(p *negotiation.Party) {
			p.Discount, p.Reservation = negotiation.Exactly(7), negotiation.Exactly(math.Inf(-1))
		})
	}
	_, err = sc.Compile()
	for _, path := range []string{"north/discount: ", "north/reservation: ", "south/discount: ", "south/reservation: "} {
		if !strings.Contains(err.Error(), path) {
			t.Errorf("got\n%v\nwant a fault at %s", err, path)
		}
	}
}

// TestLargeDomains holds that domains beyond 2^62 outcomes are refused, as are
// listed utilities beyond DenseOutcomes.
func TestLargeDomains(t *testing.T) {
	wide := func(n int) []negotiation.Issue {
		var list []negotiation.Issue
		for k := range n {
			list = append(list, negotiation.Issue{Name: fmt.Sprint("i", k), Options: negotiation.Options("0", "1", "2", "3")})
		}
		return list
	}
	if _, err := negotiation.NewDomain(wide(32)...); err == nil || !strings.Contains(err.Error(), "want at most 2^62 outcomes") {
		t.Errorf("4^32 outcomes: %v, want a fault that names 2^62", err)
	}
	if d, err := negotiation.NewDomain(wide(31)...); err != nil || d.Len() != 1<<62 {
		t.Errorf("4^31 outcomes: %v", err)
	}
	u := utility.Additive{Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{}}
	sc := negotiation.Scenario{Name: "wide", Rounds: 4, Protocol: protocol.Alternating{}, Issues: wide(11)}
	for _, is := range sc.Issues {
		u.Weights[is.Name] = negotiation.Exactly(1)
		u.Values[is.Name] = []negotiation.Quantity{
			negotiation.Exactly(0), negotiation.Exactly(0.3), negotiation.Exactly(0.6), negotiation.Exactly(1)}
	}
	for _, name := range []string{"a", "b"} {
		sc.Parties = append(sc.Parties, negotiation.Party{Name: name, Utility: u, Strategy: strategy.TimeDependent{}})
	}
	if _, err := sc.Compile(); err != nil {
		t.Errorf("additive utilities over 4^11 outcomes: %v", err)
	}
	sc.Parties[0].Utility = utility.Interacting{Of: u}
	want := "issues: there are 4194304 outcomes and a utility that is no sum over issues, want at most 1048576 outcomes or additive utilities"
	if _, err := sc.Compile(); err == nil || err.Error() != want {
		t.Errorf("a listed utility over 4^11 outcomes: %v\nwant %s", err, want)
	}
}

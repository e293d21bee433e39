package negotiation_test

import (
	"errors"
	"fmt"
	"log"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// quarters splits a pie into four: the scenario of the tutorial.
func quarters() negotiation.Scenario {
	return negotiation.Scenario{
		Name: "pie", Rounds: 4, Protocol: protocol.Alternating{},
		Issues: []negotiation.Issue{{
			Name: "pie", Options: negotiation.Options("none", "a quarter", "half", "three quarters", "all"),
		}},
		Parties: []negotiation.Party{
			{Name: "north", Utility: utility.Table{Payoff: []float64{0, 1, 2, 3, 4}}, Strategy: strategy.TimeDependent{}},
			{Name: "south", Utility: utility.Table{Payoff: []float64{4, 3, 2, 1, 0}}, Strategy: strategy.TimeDependent{}},
		},
	}
}

// example compiles a scenario that is known to be sound.
func example(sc negotiation.Scenario) *negotiation.Program {
	p, err := sc.Compile()
	if err != nil {
		log.Fatal(err)
	}
	return p
}

func ExampleScenario() {
	p := example(quarters())
	r := p.NewSession().Play(1, 0)
	fmt.Println(p.Domain().Describe(r.Outcome), "in round", r.Round)
	// Output: pie: half in round 2
}

// Everything that is wrong is told at once, each fault with its path.
func ExampleScenario_Compile() {
	sc := quarters()
	sc.Rounds = 0
	sc.Parties[0].Strategy = nil
	sc.Parties[1].Name = "South"
	_, err := sc.Compile()
	fmt.Println(err)
	fmt.Println(errors.Is(err, negotiation.ErrScenario))
	// Output:
	// rounds: there are 0, want 1 to 1048576
	// parties/north/strategy: there is none, want one
	// parties/South: the name "South" holds 'S', want lower-case letters, digits, '-', '_' and '.'
	// true
}

func ExampleFault() {
	sc := quarters()
	sc.Parties[1].Discount = negotiation.Exactly(1.5)
	_, err := sc.Compile()
	var f negotiation.Fault
	if errors.As(err, &f) {
		fmt.Printf("at %s: %s\n", f.Path, f.Reason)
	}
	// Output: at south/discount: the upper end of 1.5 is 1.5, want at most 1
}

// With replaces a quantity and leaves every other draw where it was.
func ExampleProgram_With() {
	p := example(quarters())
	keen, err := p.With("north/strategy/exponent", negotiation.Exactly(4))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(p.Domain().Describe(p.NewSession().Play(1, 0).Outcome))
	fmt.Println(p.Domain().Describe(keen.NewSession().Play(1, 0).Outcome))
	_, err = p.With("north/strategy/exponnent", negotiation.Exactly(4))
	fmt.Println(err)
	// Output:
	// pie: half
	// pie: a quarter
	// negotiation: unknown name: parameter "north/strategy/exponnent", did you mean "north/strategy/exponent"?
}

// Pin holds an issue at one option.
func ExampleProgram_Pin() {
	p, err := example(quarters()).Pin("pie", "three quarters")
	if err != nil {
		log.Fatal(err)
	}
	r := p.NewSession().Play(1, 0)
	fmt.Println(p.Domain().Describe(r.Outcome), "in round", r.Round)
	// Output: pie: three quarters in round 0
}

// Every quantity is a row of the assumptions table and a column of draws.
func ExampleParam() {
	sc := quarters()
	sc.Parties[1].Reservation = negotiation.Sourced{
		Quantity: negotiation.Uniform{Min: 0, Max: 2}, Unit: "quarters", Note: "judgement: because south can bake",
	}
	for _, row := range example(sc).Params() {
		fmt.Printf("%d %s = %v\n", row.Column, row.Name, row.Quantity)
	}
	// Output:
	// 1 north/reservation = 0
	// 2 north/discount = 1
	// 3 north/deadline = 4
	// 4 north/strategy/exponent = 1
	// 0 south/reservation = uniform(0, 2)
	// 5 south/discount = 1
	// 6 south/deadline = 4
	// 7 south/strategy/exponent = 1
}

// A school of thought is a patch on the quantities.
func ExampleSchool() {
	sc := quarters()
	sc.Schools = []negotiation.School{{
		Name: "south-has-bread", Patches: []negotiation.Patch{{Path: "south/reservation", Set: negotiation.Exactly(2)}},
	}}
	p := example(sc)
	school, err := p.School("south-has-bread")
	if err != nil {
		log.Fatal(err)
	}
	r := school.NewSession().Play(1, 0)
	fmt.Println(p.Domain().Describe(r.Outcome), "in round", r.Round)
	// Output: pie: a quarter in round 3
}

// A trace tells one replication turn by turn.
func ExampleSession_Trace() {
	s := example(quarters()).NewSession()
	name := s.Program().Seats()
	s.Trace(1, 0, func(e negotiation.Event) {
		switch e.Kind {
		case negotiation.EventOffer:
			fmt.Printf("round %d: %s offers %s\n", e.Round, name[e.Seat], s.Program().Domain().Describe(e.Outcome))
		case negotiation.EventVote:
			fmt.Printf("round %d: %s wants %v, is offered %v: %v\n", e.Round, name[e.Seat], e.Demand, e.Value, e.Yes)
		}
	})
	// Output:
	// round 0: north offers pie: all
	// round 0: south wants 4, is offered 0: false
	// round 0: south offers pie: none
	// round 1: north wants 3, is offered 0: false
	// round 1: north offers pie: three quarters
	// round 1: south wants 3, is offered 1: false
	// round 1: south offers pie: a quarter
	// round 2: north wants 2, is offered 1: false
	// round 2: north offers pie: half
	// round 2: south wants 2, is offered 2: true
}

// A session may be asked about the replication that it last played.
func ExampleSession() {
	sc := quarters()
	sc.Parties[1].Reservation = negotiation.Exactly(1)
	s := example(sc).NewSession()
	r := s.Play(1, 0)
	for i, name := range s.Program().Seats() {
		fmt.Println(name, "gets", s.Value(i, r.Outcome), "and had", s.Reservation(i), "without a deal")
	}
	fmt.Println(s.ZoneSize(), "outcomes were acceptable to both")
	// Output:
	// north gets 1 and had 0 without a deal
	// south gets 3 and had 1 without a deal
	// 4 outcomes were acceptable to both
}

func ExampleDomain() {
	d, err := negotiation.NewDomain(
		negotiation.Issue{Name: "price", Options: negotiation.Options("low", "high")},
		negotiation.Issue{Name: "date", Options: negotiation.Options("now", "soon", "late")})
	if err != nil {
		log.Fatal(err)
	}
	o := d.Outcome(1, 2)
	fmt.Println(d.Len(), "outcomes; number", o, "is", d.Describe(o))
	// Output: 6 outcomes; number 5 is price: high; date: late
}

func ExampleParseTerm() {
	d := example(quarters()).Domain()
	t, err := negotiation.ParseTerm(d, "pie >= half")
	fmt.Println(t, err, t.Holds(1), t.Holds(3))
	// Output: pie >= 2 <nil> false true
}

// Constraints are red lines, rules of the world and consents, each certain or
// drawn with a probability.
func ExampleConstraint() {
	sc := quarters()
	half := negotiation.Term{Issue: "pie", Relation: negotiation.AtMost, Level: 2}
	sc.Constraints = []negotiation.Constraint{negotiation.Demand("south", negotiation.Exactly(0.3), half)}
	s := example(sc).NewSession()
	binding := 0
	for r := range uint64(1000) {
		s.Play(1, r)
		if s.Binds(0) {
			binding++
		}
	}
	fmt.Printf("%q binds in %d of 1000 replications\n", s.Program().Rules()[0], binding)
	// Output: "south: pie <= 2" binds in 306 of 1000 replications
}

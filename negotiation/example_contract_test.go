package negotiation_test

import (
	"fmt"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
)

// waiter offers its best until half of its rounds are over and takes anything
// above its reservation value afterwards.
type waiter struct{}

func (waiter) Agent() negotiation.Agent { return waiter{} }

func (waiter) Reset(*negotiation.View) {}

func (waiter) Propose(v *negotiation.View) negotiation.Outcome { return v.Best() }

func (waiter) Accept(v *negotiation.View, _ int, o negotiation.Outcome) bool {
	return v.Time() >= 0.5 && v.Value(o) > v.Reservation()
}

// A strategy of one's own is a type with a method Agent.
func ExampleStrategy() {
	sc := quarters()
	sc.Parties[1].Strategy = waiter{}
	p := example(sc)
	r := p.NewSession().Play(1, 0)
	fmt.Println(p.Domain().Describe(r.Outcome), "in round", r.Round)
	// Output: pie: half in round 2
}

// square likes half of the pie most.
type square struct{}

func (square) Bind(*negotiation.Domain, *negotiation.Binder) negotiation.Valuer { return square{} }

func (square) Scale() float64 { return 4 }

func (square) Value(_ []float64, options []int) float64 {
	d := float64(options[0] - 2)
	return 4 - d*d
}

// A utility of one's own is a type with a method Bind.
func ExampleUtility() {
	sc := quarters()
	sc.Parties[1].Utility = square{}
	p := example(sc)
	s := p.NewSession()
	r := s.Play(1, 0)
	fmt.Println(p.Domain().Describe(r.Outcome), "is worth", s.Value(1, r.Outcome), "to south")
	// Output: pie: three quarters is worth 3 to south
}

// lastWord lets the last party in the list make one offer that all others may
// take or leave, in the last round.
type lastWord struct{}

func (lastWord) Chair() negotiation.Chair { return lastWord{} }

func (lastWord) Reset(*negotiation.Session) {}

func (lastWord) Round(s *negotiation.Session) {
	if s.Round() < s.Rounds()-1 {
		return
	}
	from := s.Seats() - 1
	o := s.Propose(from)
	for i := range from {
		if o == negotiation.NoDeal || !s.Accepts(i, from, o) {
			return
		}
	}
	s.Settle(o, from)
}

// A protocol of one's own is a type with a method Chair.
func ExampleProtocol() {
	sc := quarters()
	sc.Protocol = lastWord{}
	p := example(sc)
	r := p.NewSession().Play(1, 0)
	fmt.Println(p.Domain().Describe(r.Outcome), "in round", r.Round)
	// Output: pie: three quarters in round 3
}

// A mediator drafts from beliefs, which may be wrong. This one thinks that south
// has half a pie at home, and never drafts the half that both would take.
func ExampleBelief() {
	sc := quarters()
	sc.Protocol = protocol.Mediated{By: "envoy"}
	sc.Parties = append(sc.Parties, negotiation.Party{
		Name: "envoy", Role: negotiation.Mediator,
		Beliefs: []negotiation.Belief{
			{About: "south", Trait: negotiation.BeliefReservation, Quantity: negotiation.Exactly(2)},
			{About: "south", Trait: negotiation.BeliefWeight, Quantity: negotiation.Exactly(1)},
		},
	})
	s := example(sc).NewSession()
	s.Trace(1, 0, func(e negotiation.Event) {
		if e.Kind == negotiation.EventText {
			fmt.Printf("round %d: %s\n", e.Round, s.Program().Domain().Describe(e.Outcome))
		}
	})
	// Output:
	// round 0: pie: a quarter
	// round 1: pie: a quarter
	// round 2: pie: a quarter
	// round 3: pie: a quarter
}

// One who is averse to risk gives way faster: the fear of losing what is already
// there weighs more than the hope of more.
func ExampleCARA() {
	sc := quarters()
	sc.Parties[1].Risk = negotiation.CARA{Coefficient: negotiation.Exactly(3)}
	s := example(sc).NewSession()
	s.Trace(1, 0, func(e negotiation.Event) {
		if e.Kind == negotiation.EventVote && e.Seat == 1 {
			fmt.Printf("round %d: south wants %.2f\n", e.Round, e.Demand)
		}
	})
	// Output:
	// round 0: south wants 4.00
	// round 1: south wants 1.66
}

func ExampleCRRA() {
	r := negotiation.CRRA{Offset: 5}
	p := []float64{1, 5} // aversion and offset, as drawn
	fmt.Printf("%.4f %.4f\n", r.Felt(p, 0), r.Points(p, r.Felt(p, 0.5)))
	// Output: 1.6094 0.5000
}

func ExampleLossAversion() {
	r := negotiation.LossAversion{}
	p := []float64{2.25} // lambda, as drawn
	fmt.Println(r.Felt(p, -1), r.Felt(p, 1))
	// Output: -2.25 1
}

// An estimate is a picture of what another wants.
func ExampleEstimate() {
	d := example(quarters()).Domain()
	e := negotiation.NewEstimate(d)
	for l := range 5 {
		e.Set(0, l, float64(4-l)/4)
	}
	fmt.Println(e.Value(d.Outcome(0)), e.Value(d.Outcome(3)))
	// Output: 1 0.25
}

func ExampleRung() {
	for r := range negotiation.Rung(negotiation.NumRungs) {
		fmt.Printf("%d %v; ", r, r)
	}
	// Output: 0 no zone; 1 zone; 2 announced; 3 consented; 4 in force; 5 held to term; 6 extended; 7 broadened;
}

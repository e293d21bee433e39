package negotiation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// mustCompile compiles sc or ends the test.
func mustCompile(t testing.TB, sc negotiation.Scenario) *negotiation.Program {
	t.Helper()
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// pie is four quarters of a pie between north and south, who both concede
// evenly: the outcome is the number of quarters that north gets.
func pie(rounds int) negotiation.Scenario {
	sc := negotiation.Scenario{
		Name: "pie", Rounds: rounds, Protocol: protocol.Alternating{},
		Issues: []negotiation.Issue{{Name: "pie", Options: negotiation.Options("0", "1", "2", "3", "4")}},
	}
	for i, payoff := range [][]float64{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}} {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: []string{"north", "south"}[i], Utility: utility.Table{Payoff: payoff}, Strategy: strategy.TimeDependent{},
		})
	}
	return sc
}

// with returns sc with a change to party i.
func with(sc negotiation.Scenario, i int, f func(*negotiation.Party)) negotiation.Scenario {
	sc.Parties = append([]negotiation.Party(nil), sc.Parties...)
	f(&sc.Parties[i])
	return sc
}

// story plays replication 0 and writes one line for each event.
func story(s *negotiation.Session) string {
	var b strings.Builder
	d := s.Program().Domain()
	s.Trace(1, 0, func(e negotiation.Event) {
		name := "-"
		if e.Seat >= 0 {
			name = s.Program().Seats()[e.Seat]
		}
		switch e.Kind {
		case negotiation.EventZone:
			fmt.Fprintf(&b, "zone %v\n", e.Yes)
		case negotiation.EventOffer:
			fmt.Fprintf(&b, "%d %s offers %s\n", e.Round, name, d.Describe(e.Outcome))
		case negotiation.EventText:
			fmt.Fprintf(&b, "%d text %s\n", e.Round, d.Describe(e.Outcome))
		case negotiation.EventVote:
			fmt.Fprintf(&b, "%d %s on %s: %v (worth %v, wants %v)\n", e.Round, name, d.Describe(e.Outcome), e.Yes, e.Value, e.Demand)
		case negotiation.EventEnd:
			fmt.Fprintf(&b, "%d end with %s\n", e.Round, d.Describe(e.Outcome))
		}
	})
	return b.String()
}

// TestSplitThePie replays four rounds worked out by hand. Demands fall by one
// quarter a round, 4, 3, 2; each side offers what it demands; in round 2 north
// offers half, which is what south demands.
func TestSplitThePie(t *testing.T) {
	want := `zone true
0 north offers pie: 4
0 south on pie: 4: false (worth 0, wants 4)
0 south offers pie: 0
1 north on pie: 0: false (worth 0, wants 3)
1 north offers pie: 3
1 south on pie: 3: false (worth 1, wants 3)
1 south offers pie: 1
2 north on pie: 1: false (worth 1, wants 2)
2 north offers pie: 2
2 south on pie: 2: true (worth 2, wants 2)
2 end with pie: 2
`
	if diff := cmp.Diff(want, story(mustCompile(t, pie(4)).NewSession())); diff != "" {
		t.Errorf("four rounds (-want +got):\n%s", diff)
	}
}

// TestTextbook plays small cases whose ends are worked out by hand.
func TestTextbook(t *testing.T) {
	deal := func(o negotiation.Outcome, round int32, by int8) negotiation.Record {
		return negotiation.Record{Outcome: o, Round: round, Proposer: by, Zone: true, Rung: negotiation.Announced, Blocker: -1}
	}
	none := func(rounds int32, zone bool) negotiation.Record {
		r := negotiation.Record{Outcome: negotiation.NoDeal, Round: rounds, Proposer: -1, Zone: zone, Blocker: -1}
		if zone {
			r.Rung = negotiation.Zone
		}
		return r
	}
	exponent := func(e float64) negotiation.Strategy {
		return strategy.TimeDependent{Exponent: negotiation.Exactly(e)}
	}
	reserve := func(sc negotiation.Scenario, north, south float64) negotiation.Scenario {
		sc = with(sc, 0, func(p *negotiation.Party) { p.Reservation = negotiation.Exactly(north) })
		return with(sc, 1, func(p *negotiation.Party) { p.Reservation = negotiation.Exactly(south) })
	}
	first := func(speakers ...string) negotiation.Scenario {
		sc := pie(4)
		sc.Protocol = protocol.Alternating{Speakers: speakers}
		return sc
	}
	hard := func(sc negotiation.Scenario, i int) negotiation.Scenario {
		return with(sc, i, func(p *negotiation.Party) { p.Strategy = strategy.HardLiner{} })
	}
	for _, c := range []struct {
		name string
		sc   negotiation.Scenario
		want negotiation.Record
	}{
		{"even concession", pie(4), deal(2, 2, 0)},
		{"south speaks first", first("south", "north"), deal(2, 2, 1)},
		// In one round all demands are whole, and the talks end.
		{"one round", pie(1), none(1, true)},
		// North demands 4 in every round; south, at 4 - t, still wants 1 in round 3.
		{"hard-liner meets a linear", hard(pie(4), 0), none(4, true)},
		// Exponent 1/2 demands 4(1 - (t/4)²): 4, 3.75, 3, 1.75. South offers 0, 1
		// and 2, and north, which refused 1 while it wanted 3, takes 2 in round 3.
		{"boulware meets a linear", with(pie(4), 0, func(p *negotiation.Party) { p.Strategy = exponent(0.5) }), deal(2, 3, 1)},
		// Reservation values of 2 each leave one outcome; demands are 4, 3.5, 3,
		// 2.5: offers are rounded up to 4, 4, 3, 3, so it is never found.
		{"a zone of one outcome", reserve(pie(4), 2, 2), none(4, true)},
		{"no zone", reserve(pie(4), 3, 2), none(4, false)},
		// The surplus over -4 is twice as large, so demands fall by 2 a round.
		{"nobody wants anything", reserve(pie(4), -4, -4), deal(2, 1, 0)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mustCompile(t, c.sc).NewSession()
			if diff := cmp.Diff(c.want, s.Play(1, 0)); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, story(s))
			}
		})
	}
}

// TestThreeParties replays talks in which all others must assent in a row: a
// and b want the late options and c the early ones. Demands are 2(1 - t/4): 2,
// 1.5, 1, 0.5. In round 2 all demand 1, which option 1 gives everybody: a offers
// it, b and c take it.
func TestThreeParties(t *testing.T) {
	sc := negotiation.Scenario{
		Name: "three", Rounds: 4, Protocol: protocol.Alternating{},
		Issues: []negotiation.Issue{{Name: "i", Options: negotiation.Options("0", "1", "2")}},
	}
	for i, payoff := range [][]float64{{0, 1, 2}, {0, 1, 2}, {2, 1, 0}} {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: string(rune('a' + i)), Utility: utility.Table{Payoff: payoff}, Strategy: strategy.TimeDependent{}})
	}
	want := `zone true
0 a offers i: 2
0 b on i: 2: true (worth 2, wants 2)
0 c on i: 2: false (worth 0, wants 2)
0 c offers i: 0
1 a on i: 0: false (worth 0, wants 1.5)
1 a offers i: 2
1 b on i: 2: true (worth 2, wants 1.5)
1 c on i: 2: false (worth 0, wants 1.5)
1 c offers i: 0
2 a on i: 0: false (worth 0, wants 1)
2 a offers i: 1
2 b on i: 1: true (worth 1, wants 1)
2 c on i: 1: true (worth 1, wants 1)
2 end with i: 1
`
	if diff := cmp.Diff(want, story(mustCompile(t, sc).NewSession())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestTies holds that of equal outcomes the lowest is proposed.
func TestTies(t *testing.T) {
	sc := pie(3)
	sc = with(sc, 0, func(p *negotiation.Party) { p.Utility = utility.Table{Payoff: []float64{0, 2, 2, 1, 2}} })
	sc = with(sc, 1, func(p *negotiation.Party) { p.Strategy = strategy.HardLiner{} })
	s := mustCompile(t, sc).NewSession()
	var offers []negotiation.Outcome
	s.Trace(1, 0, func(e negotiation.Event) {
		if e.Kind == negotiation.EventOffer && e.Seat == 0 {
			offers = append(offers, e.Outcome)
		}
	})
	// Demands 2, 4/3, 2/3: at or just above are outcome 1 (of 1, 2 and 4), again
	// outcome 1, and outcome 3.
	if diff := cmp.Diff([]negotiation.Outcome{1, 1, 3}, offers); diff != "" {
		t.Errorf("offers (-want +got):\n%s", diff)
	}
}

// TestEventOrder holds that a replication begins with nature, ends with the end,
// and that votes follow what they are about.
func TestEventOrder(t *testing.T) {
	for _, proto := range []negotiation.Protocol{protocol.Alternating{}, protocol.Mediated{By: "envoy"}} {
		sc := pie(6)
		sc.Protocol = proto
		sc.Parties = append(sc.Parties, negotiation.Party{Name: "envoy", Role: negotiation.Mediator})
		s := mustCompile(t, sc).NewSession()
		table, round, n := negotiation.NoDeal, 0, 0
		last := negotiation.EventEnd
		s.Trace(1, 0, func(e negotiation.Event) {
			if (n == 0) != (e.Kind == negotiation.EventZone) {
				t.Errorf("%T: event %d is of kind %d", proto, n, e.Kind)
			}
			if e.Kind != negotiation.EventZone && e.Round < round {
				t.Errorf("%T: event %d is of round %d after round %d", proto, n, e.Round, round)
			}
			switch e.Kind {
			case negotiation.EventOffer, negotiation.EventText:
				table = e.Outcome
			case negotiation.EventVote:
				if e.Outcome != table {
					t.Errorf("%T: a vote on %d while %d is on the table", proto, e.Outcome, table)
				}
			}
			n, round, last = n+1, e.Round, e.Kind
		})
		if last != negotiation.EventEnd {
			t.Errorf("%T: the last event is of kind %d, want the end", proto, last)
		}
	}
}

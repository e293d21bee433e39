package protocol_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// threePies is a table of three: a and b want late options, c early ones.
func threePies(p negotiation.Protocol, rounds int) negotiation.Scenario {
	sc := negotiation.Scenario{
		Name: "three", Rounds: rounds, Protocol: p,
		Issues: []negotiation.Issue{{Name: "i", Options: negotiation.Options("0", "1", "2", "3", "4")}},
	}
	for i, payoff := range [][]float64{{0, 1, 2, 3, 4}, {0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}} {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: string(rune('a' + i)), Utility: utility.Table{Payoff: payoff}, Strategy: strategy.TimeDependent{}})
	}
	sc.Parties = append(sc.Parties, negotiation.Party{Name: "envoy", Role: negotiation.Mediator})
	return sc
}

// told plays replication 0 and writes one word for each event: "a!3" is a's
// offer, "~2" a text, "b+3" and "c-3" are votes.
func told(t *testing.T, sc negotiation.Scenario) string {
	t.Helper()
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	round := -1
	p.NewSession().Trace(1, 0, func(e negotiation.Event) {
		if e.Kind != negotiation.EventZone && e.Kind != negotiation.EventEnd && e.Round != round {
			round = e.Round
			words = append(words, fmt.Sprint(round, ":"))
		}
		switch e.Kind {
		case negotiation.EventOffer:
			words = append(words, fmt.Sprint(p.Seats()[e.Seat], "!", e.Outcome))
		case negotiation.EventText:
			words = append(words, fmt.Sprint("~", e.Outcome))
		case negotiation.EventVote:
			sign := "-"
			if e.Yes {
				sign = "+"
			}
			words = append(words, fmt.Sprint(p.Seats()[e.Seat], sign, e.Outcome))
		case negotiation.EventEnd:
			words = append(words, fmt.Sprint("= ", e.Outcome))
		}
	})
	return strings.Join(words, " ")
}

// TestTablesByHand replays tables of which every turn was worked out by hand.
// Over four rounds all demand 4, 3, 2 and 1 of 4.
func TestTablesByHand(t *testing.T) {
	for _, c := range []struct {
		name string
		p    negotiation.Protocol
		want string
	}{
		{"alternating", protocol.Alternating{},
			"0: a!4 b+4 c-4 c!0 1: a-0 a!3 b+3 c-3 c!1 2: a-1 a!2 b+2 c+2 = 2"},
		{"c speaks first", protocol.Alternating{Speakers: []string{"c", "a", "b"}},
			"0: c!0 a-0 a!4 b+4 1: c-4 c!1 a-1 a!3 b+3 2: c-3 c!2 a+2 b+2 = 2"},
		// Even-handed, the envoy maximises x * x * (4 - x), which is 9 at 3 and 8 at
		// 2. In round 0 everybody refuses 3, and the perceived demands rise half-way
		// to what it gives: 3/2, 3/2 and 1/2. Then only c refuses: 3/4, 7/8. At last
		// (x - 3/2)² (4 - 7/8 - x) is 9/32 at 2 and at 3, and ties go to the lowest.
		{"mediated", protocol.Mediated{By: "envoy"},
			"0: ~3 a-3 b-3 c-3 1: ~3 a+3 b+3 c-3 2: ~3 a+3 b+3 c-3 3: ~2 a+2 b+2 c+2 = 2"},
	} {
		if diff := cmp.Diff(c.want, told(t, threePies(c.p, 4))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestPassing holds that one who passes clears the table: the others cannot seal
// what stood before.
func TestPassing(t *testing.T) {
	sc := threePies(protocol.Alternating{}, 2)
	sc.Parties[2].Strategy = mute{}
	want := "0: a!4 b+4 c-4 c!-1 1: a!3 b+3 c-3 c!-1 = -1"
	// Rounds of two demand 4 and 2.
	want = strings.Replace(want, "a!3 b+3 c-3", "a!2 b+2 c-2", 1)
	if diff := cmp.Diff(want, told(t, sc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// mute passes and refuses.
type mute struct{}

func (mute) Agent() negotiation.Agent                                { return mute{} }
func (mute) Reset(*negotiation.View)                                 {}
func (mute) Propose(*negotiation.View) negotiation.Outcome           { return negotiation.NoDeal }
func (mute) Accept(*negotiation.View, int, negotiation.Outcome) bool { return false }

// TestOrder holds that the speakers are resolved to seats.
func TestOrder(t *testing.T) {
	seats := []string{"a", "b", "c"}
	for _, c := range []struct {
		speakers []string
		want     []int
		err      string
	}{
		{nil, []int{0, 1, 2}, ""},
		{[]string{"c", "a", "b"}, []int{2, 0, 1}, ""},
		{[]string{"c", "a"}, nil, `protocol: 2 speakers are named, want each of ["a" "b" "c"] once`},
		{[]string{"c", "a", "a"}, nil, `protocol: speaker "a" is named twice, want each of ["a" "b" "c"] once`},
		{[]string{"c", "a", "x"}, nil, `protocol: speaker "x" is no principal, want each of ["a" "b" "c"] once`},
	} {
		p, err := protocol.Alternating{Speakers: c.speakers}.Seat(seats, nil)
		if c.err != "" {
			if err == nil || err.Error() != c.err {
				t.Errorf("speakers %q: %v, want %s", c.speakers, err, c.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("speakers %q: %v", c.speakers, err)
			continue
		}
		st := p.(negotiation.Stacked)
		if got := st.Order(3); !slices.Equal(got, c.want) {
			t.Errorf("speakers %q: order %v, want %v", c.speakers, got, c.want)
		}
		st.Order(3)[0] = 99
		if got := st.Order(3); !slices.Equal(got, c.want) {
			t.Errorf("speakers %q: the order can be changed from outside", c.speakers)
		}
	}
}

// TestMediatedFaults holds who may be the mediator and how it may learn.
func TestMediatedFaults(t *testing.T) {
	for _, c := range []struct {
		p    protocol.Mediated
		want string
	}{
		{protocol.Mediated{}, `mediator "" is not a party outside the table, want one of ["envoy"]`},
		{protocol.Mediated{By: "a"}, `mediator "a" is not a party outside the table, want one of ["envoy"]`},
		{protocol.Mediated{By: "envoy", Learning: negotiation.Exactly(1.5)}, "protocol/learning: the upper end of 1.5 is 1.5, want at most 1"},
	} {
		_, err := threePies(c.p, 4).Compile()
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %s", c.p, err, c.want)
		}
	}
	sc := threePies(protocol.Mediated{By: "envoy"}, 4)
	sc.Parties[3].Role = negotiation.ConsentGiver
	if _, err := sc.Compile(); err == nil || !strings.Contains(err.Error(), `the mediator "envoy" is no party with that role`) {
		t.Errorf("a consent-giver as mediator: %v", err)
	}
}

// TestLearningRates holds that a mediator who does not learn repeats itself, and
// that one who learns at once moves at once.
func TestLearningRates(t *testing.T) {
	slow := told(t, threePies(protocol.Mediated{By: "envoy", Learning: negotiation.Exactly(0)}, 4))
	if want := "0: ~3 a-3 b-3 c-3 1: ~3 a+3 b+3 c-3 2: ~3 a+3 b+3 c-3 3: ~3 a+3 b+3 c+3 = 3"; slow != want {
		t.Errorf("without learning: %s\nwant %s", slow, want)
	}
	// At once: after round 0 all are thought to demand what 3 gives them, so no
	// outcome gives everybody a gain, and the text is the one that falls least
	// short for the worst served: 3 itself. After round 1, c still demands 1.
	fast := told(t, threePies(protocol.Mediated{By: "envoy", Learning: negotiation.Exactly(1)}, 4))
	if want := "0: ~3 a-3 b-3 c-3 1: ~3 a+3 b+3 c-3 2: ~3 a+3 b+3 c-3 3: ~3 a+3 b+3 c+3 = 3"; fast != want {
		t.Errorf("learning at once: %s\nwant %s", fast, want)
	}
}

package protocol_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// asks proposes what is worth a share to it, and accepts another.
func asks(propose, accept float64) negotiation.Strategy {
	return strategy.Stationary{Propose: negotiation.Exactly(propose), Accept: negotiation.Exactly(accept)}
}

// cake is the ways to give a cake in quarters to three, by name "210" and so on,
// under protocol p.
func cake(p negotiation.Protocol, rounds int, strategies ...negotiation.Strategy) negotiation.Scenario {
	sc := negotiation.Scenario{Name: "cake", Rounds: rounds, Protocol: p}
	is := negotiation.Issue{Name: "cake"}
	n := len(strategies)
	payoff := make([][]float64, n)
	for x := range 125 { // digits in base 5
		units := []int{x / 25, x / 5 % 5, x % 5}[3-n:]
		sum, name := 0, ""
		for _, u := range units {
			sum += u
			name += fmt.Sprint(u)
		}
		if sum != 4 || n == 2 && x >= 25 {
			continue
		}
		is.Options = append(is.Options, negotiation.Option{Name: name})
		for i, u := range units {
			payoff[i] = append(payoff[i], float64(u))
		}
	}
	sc.Issues = []negotiation.Issue{is}
	for i, s := range strategies {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: []string{"ann", "bob", "cem"}[i], Utility: utility.Table{Payoff: payoff[i]}, Strategy: s})
	}
	return sc
}

func compiled(t testing.TB, sc negotiation.Scenario) *negotiation.Program {
	t.Helper()
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// story tells replication 0 in short: "ann:400" is an offer, "+bob" a yes, "-bob" a
// no, "|" the end of a round, "=" the end.
func story(p *negotiation.Program) string {
	var b strings.Builder
	seats, d := p.Seats(), p.Domain()
	name := func(o negotiation.Outcome) string { return strings.TrimPrefix(d.Describe(o), "cake: ") }
	round := 0
	p.NewSession().Trace(1, 0, func(e negotiation.Event) {
		if e.Round > round && e.Kind != negotiation.EventEnd {
			b.WriteString("| ")
			round = e.Round
		}
		switch e.Kind {
		case negotiation.EventOffer:
			fmt.Fprintf(&b, "%s:%s ", seats[e.Seat], name(e.Outcome))
		case negotiation.EventVote:
			sign := "-"
			if e.Yes {
				sign = "+"
			}
			fmt.Fprintf(&b, "%s%s ", sign, seats[e.Seat])
		case negotiation.EventEnd:
			fmt.Fprintf(&b, "= %s", name(e.Outcome))
		}
	})
	return b.String()
}

// TestStories replays small tables worked out by hand. In "004", "013" and so on
// the digits are the quarters of ann, bob and cem; ties go to the lowest outcome.
// Who asks for all proposes 4 of 4, who asks for half the lowest outcome that gives
// it 2: "202" for ann, "022" for bob.
func TestStories(t *testing.T) {
	all, half := asks(1, 1), asks(0.5, 0.5)
	easy := asks(1, 0)
	for name, c := range map[string]struct {
		sc   negotiation.Scenario
		want string
	}{
		"turns go round": {cake(protocol.Turns{}, 3, all, all), "ann:40 -bob | bob:04 -ann | ann:40 -bob = no deal"},
		"turns, named":   {cake(protocol.Turns{Speakers: []string{"bob"}}, 2, easy, all), "bob:04 +ann = 04"},
		"a majority passes over ann": {cake(protocol.Turns{Speakers: []string{"bob"}, Quota: 2}, 2, all, half, half),
			"bob:022 -ann +cem = 022"},
		"a veto stops it": {cake(protocol.Turns{Speakers: []string{"bob"}, Quota: 2, Veto: []string{"ann"}}, 1, all, half, half),
			"bob:022 -ann +cem = no deal"},
		"all must agree": {cake(protocol.Turns{Speakers: []string{"bob"}}, 1, all, half, half),
			"bob:022 -ann +cem = no deal"},
		"an ultimatum is one offer":  {cake(protocol.Ultimatum{By: "bob"}, 3, all, all), "bob:04 -ann = no deal"},
		"an ultimatum is taken":      {cake(protocol.Ultimatum{}, 3, all, easy), "ann:40 +bob = 40"},
		"demands that fit exactly":   {cake(protocol.Demands{}, 1, asks(0.25, 0), asks(0.75, 0)), "ann:13 bob:13 = 13"},
		"demands that leave a rest":  {cake(protocol.Demands{}, 1, asks(0.25, 0), asks(0.25, 0)), "ann:13 bob:31 = 22"},
		"demands that do not fit":    {cake(protocol.Demands{}, 2, asks(0.75, 0), half), "ann:31 bob:22 | ann:31 bob:22 = no deal"},
		"recognition of one for all": {cake(only("cem", 0), 2, all, all, half), "cem:022 -ann -bob | cem:022 -ann -bob = no deal"},
		"recognition by quota":       {cake(only("cem", 2), 2, all, half, half), "cem:022 -ann +bob = 022"},
	} {
		if got := story(compiled(t, c.sc)); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// only recognises one party of ann, bob and cem.
func only(name string, quota int) negotiation.Protocol {
	p := protocol.Recognition{Quota: quota, Weights: map[string]negotiation.Quantity{}}
	for _, n := range []string{"ann", "bob", "cem"} {
		p.Weights[n] = negotiation.Exactly(0)
	}
	p.Weights[name] = negotiation.Exactly(3)
	return p
}

// TestQuotaWithoutZone plays schedules that never go below the reservation value,
// where no outcome is acceptable to all three: two of them can still pass one.
func TestQuotaWithoutZone(t *testing.T) {
	hard := strategy.TimeDependent{}
	sc := cake(protocol.Turns{Quota: 2}, 8, hard, hard, hard)
	for i := range sc.Parties {
		sc.Parties[i].Reservation = negotiation.Exactly(1.4) // three times that is more than 4
	}
	r := compiled(t, sc).NewSession().Play(1, 0)
	if r.Zone || r.Outcome == negotiation.NoDeal || r.Rung != negotiation.Announced {
		t.Errorf("got %+v, want a deal without a zone", r)
	}
}

// TestSealedBids trades at the price that divides ask and bid. Prices are 0 to 4;
// the seller likes high ones, the buyer low ones.
func TestSealedBids(t *testing.T) {
	for name, c := range map[string]struct {
		seller, buyer, share float64 // shares of 4 asked for; weight of the bid
		want                 string
	}{
		"they meet":         {0.5, 0.5, 0.5, "cake: 22"},
		"half way, bid's":   {0.25, 0.5, 0.5, "cake: 22"}, // ask 1, bid 2: 1.5 goes to the bid
		"the ask":           {0.25, 0.25, 0, "cake: 13"},  // ask 1, bid 3
		"the bid":           {0.25, 0.25, 1, "cake: 31"},
		"a third":           {0, 0.25, 1.0 / 3, "cake: 13"}, // ask 0, bid 3: price 1
		"ask above the bid": {0.75, 0.5, 0.5, "no deal"},
	} {
		sc := cake(protocol.SealedBids{Buyer: "bob", Seller: "ann", Share: negotiation.Exactly(c.share)}, 1,
			asks(c.seller, 0), asks(c.buyer, 0))
		p := compiled(t, sc)
		turned, err := p.Turned()
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range []*negotiation.Program{p, turned} {
			if got := q.Domain().Describe(q.NewSession().Play(1, 0).Outcome); got != c.want {
				t.Errorf("%s: got %s, want %s", name, got, c.want)
			}
		}
	}
}

// TestFaults lists what does not compile.
func TestFaults(t *testing.T) {
	easy := asks(1, 0)
	two := cake(protocol.SealedBids{}, 1, easy, easy)
	two.Issues = append(two.Issues, negotiation.Issue{Name: "more", Options: negotiation.Options("a")})
	for name, c := range map[string]struct {
		sc   negotiation.Scenario
		want string
	}{
		"quota":       {cake(protocol.Turns{Quota: 3}, 1, easy, easy), "the quota is 3, want 1 to 2 votes or 0 for all"},
		"veto":        {cake(protocol.Recognition{Veto: []string{"dan"}}, 1, easy, easy), `veto of "dan", who is no principal`},
		"weight":      {cake(only("ann", 0), 1, easy, easy), `weight of "cem", who is no principal`},
		"negative":    {cake(protocol.Recognition{Weights: map[string]negotiation.Quantity{"ann": negotiation.Exactly(-1)}}, 1, easy, easy), "protocol/recognition/ann"},
		"speaker":     {cake(protocol.Turns{Speakers: []string{"dan"}}, 1, easy, easy), `speaker "dan" is no principal`},
		"twice":       {cake(protocol.Turns{Speakers: []string{"ann", "ann"}}, 1, easy, easy), `speaker "ann" is named twice`},
		"proposer":    {cake(protocol.Ultimatum{By: "dan"}, 1, easy, easy), `proposer "dan" is no principal`},
		"three bid":   {cake(protocol.SealedBids{}, 1, easy, easy, easy), "there are 3 principals, want a buyer and a seller"},
		"buyer twice": {cake(protocol.SealedBids{Buyer: "bob"}, 1, easy, easy), "are not the two principals"},
		"share":       {cake(protocol.SealedBids{Share: negotiation.Exactly(1.5)}, 1, easy, easy), "protocol/share"},
		"two issues":  {two, "there are 2 issues, want one, the price"},
	} {
		_, err := c.sc.Compile()
		if err == nil || !errors.Is(err, negotiation.ErrScenario) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want an error with %q", name, err, c.want)
		}
	}
}

// TestReversed turns the order of turns round.
func TestReversed(t *testing.T) {
	seats := []string{"ann", "bob", "cem"}
	for _, c := range []struct{ got, want negotiation.Protocol }{
		{protocol.Turns{Quota: 2}.Reversed(seats), protocol.Turns{Speakers: []string{"cem", "bob", "ann"}, Quota: 2}},
		{protocol.Turns{Speakers: []string{"bob", "ann"}}.Reversed(seats), protocol.Turns{Speakers: []string{"ann", "bob"}}},
		{protocol.Alternating{}.Reversed(seats), protocol.Alternating{Speakers: []string{"cem", "bob", "ann"}}},
		{protocol.Ultimatum{}.Reversed(seats), protocol.Ultimatum{By: "cem"}},
		{protocol.Ultimatum{By: "cem"}.Reversed(seats), protocol.Ultimatum{By: "ann"}},
	} {
		if a, b := fmt.Sprintf("%+v", c.got), fmt.Sprintf("%+v", c.want); a != b {
			t.Errorf("got %s, want %s", a, b)
		}
	}
}

// TestRecognitionFrequencies recognises by weight, whatever the scale of weights.
func TestRecognitionFrequencies(t *testing.T) {
	easy := asks(1, 0)
	sc := cake(protocol.Recognition{Weights: map[string]negotiation.Quantity{
		"ann": negotiation.Exactly(1e308), "bob": negotiation.Exactly(1e308), "cem": negotiation.Exactly(0)}}, 1, easy, easy, easy)
	s := compiled(t, sc).NewSession()
	var got [3]int
	for r := range uint64(4000) {
		got[s.Play(1, r).Proposer]++
	}
	// Half of 4000, within five standard deviations of 31.6.
	if got[0] < 1842 || got[0] > 2158 || got[2] != 0 {
		t.Errorf("recognised %v times, want about 2000, 2000 and never", got)
	}
	silent := only("cem", 0).(protocol.Recognition)
	silent.Weights["cem"] = negotiation.Exactly(0)
	if r := compiled(t, cake(silent, 3, easy, easy, easy)).NewSession().Play(1, 0); r.Outcome != negotiation.NoDeal {
		t.Errorf("weights of zero end with %+v, want no deal", r)
	}
}

// TestAllocations plays every protocol of this file without allocating.
func TestAllocations(t *testing.T) {
	easy := asks(0.75, 0.5)
	for name, p := range map[string]negotiation.Protocol{
		"turns": protocol.Turns{}, "recognition": protocol.Recognition{Quota: 1}, "ultimatum": protocol.Ultimatum{},
		"demands": protocol.Demands{}, "sealed bids": protocol.SealedBids{},
	} {
		s := compiled(t, cake(p, 5, easy, easy)).NewSession()
		r := uint64(0)
		s.Play(1, r)
		if n := testing.AllocsPerRun(50, func() { r++; s.Play(1, r) }); n != 0 {
			t.Errorf("%s: %v allocations a replication, want none", name, n)
		}
	}
}

// TestSealed checks that nobody hears a sealed offer before all are made.
func TestSealed(t *testing.T) {
	var heard []string
	sc := cake(protocol.Demands{}, 1, eavesdropper{&heard}, eavesdropper{&heard})
	compiled(t, sc).NewSession().Play(1, 0)
	want := []string{"ann proposes", "bob proposes", "bob hears", "ann hears"}
	if diff := cmp.Diff(want, heard); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// eavesdropper writes down what it does.
type eavesdropper struct{ log *[]string }

func (e eavesdropper) Agent() negotiation.Agent { return e }
func (e eavesdropper) Reset(*negotiation.View)  { *e.log = nil }
func (e eavesdropper) Propose(v *negotiation.View) negotiation.Outcome {
	*e.log = append(*e.log, v.Name()+" proposes")
	return v.Best()
}
func (e eavesdropper) Accept(*negotiation.View, int, negotiation.Outcome) bool { return false }
func (e eavesdropper) Hear(v *negotiation.View, _ int, _ negotiation.Outcome) {
	*e.log = append(*e.log, v.Name()+" hears")
}

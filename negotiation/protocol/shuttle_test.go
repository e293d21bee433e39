package protocol_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// triangle is three parties and an envoy over two issues of three options. wants
// gives each party's best option of the first issue; all like the middle of the
// second.
func triangle(p negotiation.Protocol, rounds int, wants ...int) negotiation.Scenario {
	sc := negotiation.Scenario{Name: "triangle", Rounds: rounds, Protocol: p}
	for _, n := range []string{"line", "relief"} {
		sc.Issues = append(sc.Issues, negotiation.Issue{Name: n, Options: negotiation.Options("low", "middle", "high")})
	}
	for i, name := range []string{"north", "south", "sponsor"} {
		v := map[string][]negotiation.Quantity{"relief": {num(0), num(1), num(0)}}
		for l := range 3 {
			v["line"] = append(v["line"], num(1-math.Abs(float64(l-wants[i]))/2))
		}
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: name, Strategy: strategy.HardLiner{}, Reservation: num(0),
			Utility: utility.Additive{Weights: map[string]negotiation.Quantity{"line": num(1), "relief": num(1)}, Values: v},
		})
	}
	sc.Parties = append(sc.Parties, negotiation.Party{Name: "envoy", Role: negotiation.Mediator})
	return sc
}

func num(x float64) negotiation.Quantity { return negotiation.Exactly(x) }

var twoTracks = [][]string{{"sponsor", "north"}, {"sponsor", "south"}}

func shuttling() negotiation.Protocol { return protocol.Shuttle{By: "envoy", Tracks: twoTracks} }

func believe(sc *negotiation.Scenario, who, about, trait string, x float64) {
	for i := range sc.Parties {
		if sc.Parties[i].Name == who {
			sc.Parties[i].Beliefs = append(sc.Parties[i].Beliefs, negotiation.Belief{About: about, Trait: trait, Quantity: num(x)})
		}
	}
}

func seated(t *testing.T, sc negotiation.Scenario) *negotiation.Session {
	t.Helper()
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p.NewSession()
}

// TestShuttleTakesAVisitPerTrack: parties of one mind sign as soon as the envoy
// has been to all tracks, and no earlier.
func TestShuttleTakesAVisitPerTrack(t *testing.T) {
	s := seated(t, triangle(shuttling(), 5, 1, 1, 1))
	if got, want := s.Play(1, 0), (negotiation.Record{Outcome: 4, Round: 1, Proposer: -1, Zone: true, Rung: negotiation.Announced, Blocker: -1}); got != want {
		t.Errorf("record %+v, want %+v", got, want)
	}
	three := protocol.Shuttle{By: "envoy", Tracks: [][]string{{"sponsor"}, {"north"}, {"south"}}}
	if got := seated(t, triangle(three, 5, 1, 1, 1)).Play(1, 0).Round; got != 2 {
		t.Errorf("three tracks sign in round %d, want 2", got)
	}
	if got := seated(t, triangle(three, 2, 1, 1, 1)).Play(1, 0).Outcome; got != negotiation.NoDeal {
		t.Errorf("three tracks in two rounds agree on %v, want no deal", got)
	}
}

// TestShuttleReception: with reception r in one track, the rounds to a deal are
// two geometric times, one of them certain.
func TestShuttleReception(t *testing.T) {
	const r, n = 0.6, 10000
	sc := triangle(shuttling(), 40, 1, 1, 1)
	believe(&sc, "south", "envoy", negotiation.BeliefAcceptance, r)
	s := seated(t, sc)
	count := make([]float64, 40)
	for i := range uint64(n) {
		count[s.Play(2, i).Round]++
	}
	for k := range 6 {
		want := 0.0
		if k >= 1 {
			want = r * math.Pow(1-r, float64(k-1))
		}
		if got := count[k] / n; math.Abs(got-want) > 4*math.Sqrt(want*(1-want)/n) {
			t.Errorf("deals in round %d: %v, want %v", k, got, want)
		}
	}
	sc.Protocol = protocol.Mediated{By: "envoy"}
	s = seated(t, sc)
	first := 0.0
	for i := range uint64(n) {
		if s.Play(2, i).Round == 0 {
			first++
		}
	}
	if got := first / n; math.Abs(got-r) > 4*math.Sqrt(r*(1-r)/n) {
		t.Errorf("at one table %v sign in the first round, want %v", got, r)
	}
}

// TestMistakenEnvoy: an envoy that never hears a refusal of south carries a text
// on that south does not sign, and south still does not sign in the end.
func TestMistakenEnvoy(t *testing.T) {
	sc := triangle(shuttling(), 9, 0, 2, 0)
	believe(&sc, "envoy", "south", negotiation.BeliefMistake, 1)
	s := seated(t, sc)
	misheard, votes := 0, 0
	rec := s.Trace(1, 0, func(e negotiation.Event) {
		if e.Kind == negotiation.EventMisheard {
			misheard++
		}
		if e.Kind == negotiation.EventVote && e.Seat == 1 {
			votes++
		}
	})
	if rec.Outcome != negotiation.NoDeal {
		t.Errorf("a refused text was signed: %+v", rec)
	}
	if misheard == 0 || votes <= misheard {
		t.Errorf("%d mistakes in %d votes of south, want some, each found out at the signature", misheard, votes)
	}
}

// TestMistakesSignNothingUnwanted: mistakes change when and what is signed, in
// either direction, but never make anybody sign below its reservation value.
func TestMistakesSignNothingUnwanted(t *testing.T) {
	for _, mistake := range []float64{0, 0.3, 1} {
		sc := triangle(shuttling(), 12, 0, 2, 1)
		for i := range sc.Parties[:3] {
			sc.Parties[i].Strategy = strategy.TimeDependent{Exponent: negotiation.Uniform{Min: 0.3, Max: 2}}
			sc.Parties[i].Reservation = negotiation.Uniform{Min: 0, Max: 0.9}
		}
		believe(&sc, "envoy", "north", negotiation.BeliefMistake, mistake)
		believe(&sc, "envoy", "south", negotiation.BeliefMistake, mistake)
		s := seated(t, sc)
		deals := 0
		for i := range uint64(1000) {
			rec := s.Play(3, i)
			if rec.Outcome == negotiation.NoDeal {
				continue
			}
			deals++
			for k := range 3 {
				if s.Value(k, rec.Outcome) < s.Reservation(k) {
					t.Fatalf("mistake %v, replication %d: seat %d signed below its reservation value", mistake, i, k)
				}
			}
		}
		if deals == 0 || deals == 1000 {
			t.Errorf("mistake %v: %d deals in 1000, want some and not all", mistake, deals)
		}
	}
}

// TestBruteShuttle compares the engine with the reference on random triangles.
func TestBruteShuttle(t *testing.T) {
	deals := 0
	for i := range 200 {
		rng := rand.New(rand.NewPCG(uint64(i), 3))
		sc := triangle(shuttling(), 3+rng.IntN(20), rng.IntN(3), rng.IntN(3), rng.IntN(3))
		for k := range 3 {
			name := sc.Parties[k].Name
			sc.Parties[k].Strategy = strategy.TimeDependent{Exponent: num(0.2 + 2*rng.Float64())}
			sc.Parties[k].Reservation = negotiation.Uniform{Min: 0, Max: 0.9}
			believe(&sc, name, "envoy", negotiation.BeliefAcceptance, rng.Float64())
			believe(&sc, "envoy", name, negotiation.BeliefMistake, rng.Float64()/2)
			believe(&sc, "envoy", name, negotiation.BeliefNoise, rng.Float64()/2)
			believe(&sc, "envoy", name, negotiation.BeliefReservation, rng.Float64()-0.7)
		}
		p, err := sc.Compile()
		if err != nil {
			t.Fatal(err)
		}
		slow, err := p.NewReference()
		if err != nil {
			t.Fatal(err)
		}
		fast := p.NewSession()
		for r := range uint64(20) {
			want := slow.Play(1, r)
			traced := fast.Trace(1, r, func(negotiation.Event) {})
			if got := fast.Play(1, r); got != want || traced != want {
				t.Fatalf("triangle %d, replication %d: engine %+v, traced %+v, reference %+v", i, r, got, traced, want)
			}
			if want.Outcome != negotiation.NoDeal {
				deals++
			}
		}
	}
	if deals == 0 || deals == 4000 {
		t.Errorf("%d deals in 4000 replications, want some and not all", deals)
	}
}

func TestShuttleDoesNotAllocate(t *testing.T) {
	sc := triangle(shuttling(), 9, 0, 2, 0)
	believe(&sc, "envoy", "south", negotiation.BeliefMistake, 0.5)
	s := seated(t, sc)
	r := uint64(0)
	s.Play(1, r)
	if got := testing.AllocsPerRun(50, func() { r++; s.Play(1, r) }); got != 0 {
		t.Errorf("a replication allocates %v times, want 0", got)
	}
}

func TestBadShuttle(t *testing.T) {
	sc := triangle(protocol.Shuttle{By: "envy", Tracks: [][]string{{"north", "north", "east"}, {}}}, 5, 1, 1, 1)
	believe(&sc, "envoy", "south", negotiation.BeliefMistake, 1.5)
	believe(&sc, "south", "envoy", negotiation.BeliefAcceptance, -0.5)
	_, err := sc.Compile()
	if err == nil {
		t.Fatal("want an error")
	}
	for _, want := range []string{
		`mediator "envy"`, `track 0: "north" is named twice`, `track 0: "east" is no principal`, "track 1: nobody sits in it",
		`"south" sits in no track`, `"sponsor" sits in no track`, "envoy/belief/south/mistake: the upper end", "south/belief/envoy/acceptance: the lower end",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q:\n%v", want, err)
		}
	}
	one := triangle(protocol.Shuttle{By: "envoy", Tracks: [][]string{{"north", "south", "sponsor"}}}, 5, 1, 1, 1)
	if _, err := one.Compile(); err == nil || !strings.Contains(err.Error(), "the number of tracks is 1, want at least 2") {
		t.Errorf("one track: error %v", err)
	}
}

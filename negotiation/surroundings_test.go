package negotiation_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// jolts is a Dynamics that moves a seat's reservation value in every round and
// now and then breaks off the talks.
type jolts struct{ Size, Break negotiation.Quantity }

func (j jolts) Process() negotiation.Process { return jolting{} }
func (j jolts) Reasons() []string            { return []string{"a jolt", "had enough"} }
func (j jolts) Quantities() []negotiation.Named {
	return []negotiation.Named{{Name: "size", Quantity: j.Size, Min: -1, Max: 1}, {Name: "break", Quantity: j.Break, Min: 0, Max: 1}}
}

type jolting struct{}

func (jolting) Reset(*negotiation.Session) {}
func (jolting) Step(s *negotiation.Session) {
	i, x, y := s.Rand().IntN(s.Seats()), s.Rand().Float64(), s.Rand().Float64()
	s.MoveReservation(i, s.Drawn(0)*(x-0.5))
	s.News(0, x)
	if y < s.Drawn(1) {
		s.BreakOff(i, 1)
	}
}

// coins is an Aftermath that climbs while a coin of the given bias shows heads.
type coins struct{ Heads negotiation.Quantity }

func (c coins) Course() negotiation.Course { return tossing{} }
func (c coins) Reasons() []string          { return []string{"tails"} }
func (c coins) Quantities() []negotiation.Named {
	return []negotiation.Named{{Name: "heads", Quantity: c.Heads, Default: 0.5, Min: 0, Max: 1}}
}

type tossing struct{}

func (tossing) Reset(*negotiation.Session) {}
func (tossing) Follow(s *negotiation.Session, _ negotiation.Outcome) negotiation.Rung {
	r := negotiation.Announced
	for ; r < negotiation.Broadened && s.Rand().Float64() < s.Drawn(0); r++ {
		s.Climb(r + 1)
	}
	if r < negotiation.Broadened {
		s.Blame(0, 0)
	}
	s.Lasted(float64(r)+0.5, 10*float64(r))
	return r
}

// TestBruteSurroundings plays invented scenarios with dynamics and an aftermath
// on both engines, traced and untraced.
func TestBruteSurroundings(t *testing.T) {
	n := 1000
	if testing.Short() {
		n = 200
	}
	var rungs [negotiation.NumRungs]int
	broken, plays := 0, 0
	for i := range n {
		m := &maker{rng: rand.New(rand.NewPCG(uint64(i), 2)), coarse: i%3 == 0, sums: i%2 == 0}
		sc := m.scenario()
		sc.Aftermath = coins{q(0.4, 0.6, 0.9)}
		if i%4 != 0 {
			sc.Dynamics = jolts{q(0, 0.1, 0.4), q(0, 0.05, 0.1)}
		}
		p, err := sc.Compile()
		if err != nil {
			t.Fatalf("scenario %d: %v", i, err)
		}
		fast := p.NewSession()
		slow, err := p.NewReference()
		if err != nil {
			t.Fatal(err)
		}
		for r := range uint64(4) {
			seed := uint64(i)
			want := slow.Play(seed, r)
			got, turns := fast.Play(seed, r), fast.PlayTurns(seed, r)
			traced := fast.Trace(seed, r, func(negotiation.Event) {})
			if got != want || traced != want || turns != want {
				t.Fatalf("scenario %d, replication %d: engine %+v, turns %+v, traced %+v, reference %+v", i, r, got, turns, traced, want)
			}
			rungs[want.Rung]++
			plays++
			if want.Outcome == negotiation.NoDeal && want.Reason != 0 {
				broken++
			}
		}
	}
	t.Logf("checked %d random domains, %d replications, rungs %v, %d broken off", n, plays, rungs, broken)
	for r, k := range rungs {
		if k == 0 {
			t.Errorf("no replication ended on rung %v, want some", negotiation.Rung(r))
		}
	}
	if broken == 0 {
		t.Errorf("no talks were broken off, want some")
	}
}

// split is two parties over one good in eleven slices, reservations 0.
func split() negotiation.Scenario {
	sc := negotiation.Scenario{Name: "split", Rounds: 12, RoundLength: 72 * time.Hour, Protocol: protocol.Alternating{}}
	is := negotiation.Issue{Name: "share"}
	var up, down []negotiation.Quantity
	for _, name := range strings.Fields("none a b c d e f g h i all") {
		up = append(up, negotiation.Exactly(float64(len(up))/10))
		down = append(down, negotiation.Exactly(1-float64(len(down))/10))
		is.Options = append(is.Options, negotiation.Option{Name: name})
	}
	sc.Issues = []negotiation.Issue{is}
	for i, v := range [][]negotiation.Quantity{up, down} {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: []string{"row", "column"}[i], Strategy: strategy.TimeDependent{Exponent: negotiation.Exactly(1)},
			Utility: utility.Additive{Values: map[string][]negotiation.Quantity{"share": v}, Weights: map[string]negotiation.Quantity{"share": negotiation.Exactly(1)}},
		})
	}
	return sc
}

func compile(t testing.TB, sc negotiation.Scenario) *negotiation.Program {
	t.Helper()
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestSurroundingsLeaveTheTalksAlone: dynamics that do nothing and an aftermath
// change neither outcome nor dice of the talks.
func TestSurroundingsLeaveTheTalksAlone(t *testing.T) {
	sc := split()
	sc.Parties[0].Strategy = strategy.Random{}
	plain := compile(t, sc).NewSession()
	sc.Aftermath, sc.Dynamics = coins{}, jolts{negotiation.Exactly(0), negotiation.Exactly(0)}
	full := compile(t, sc).NewSession()
	for r := range uint64(200) {
		a, b := plain.Play(3, r), full.Play(3, r)
		if a.Outcome != b.Outcome || a.Round != b.Round || a.Zone != b.Zone {
			t.Fatalf("replication %d: plain %+v, with surroundings %+v", r, a, b)
		}
	}
}

// TestAftermathOdds checks the rungs of fair coins against powers of one half.
func TestAftermathOdds(t *testing.T) {
	sc := split()
	sc.Aftermath = coins{}
	s := compile(t, sc).NewSession()
	const n = 20000
	reached := [negotiation.NumRungs]int{}
	for r := range uint64(n) {
		rec := s.Play(1, r)
		for k := range int(rec.Rung) + 1 {
			reached[k]++
		}
		if rec.Delay != int16(rec.Rung) || rec.Held != 10*int32(rec.Rung) {
			t.Fatalf("replication %d: %+v, want delay and days as told", r, rec)
		}
		if (rec.Rung == negotiation.Broadened) != (rec.Reason == 0) {
			t.Fatalf("replication %d: %+v, want a reason below the top only", r, rec)
		}
	}
	for k, want := range []float64{1, 1, 1, 0.5, 0.25, 0.125, 0.0625, 0.03125} {
		if got := float64(reached[k]) / n; got < want-0.012 || got > want+0.012 { // over 3 standard errors
			t.Errorf("share at %v or higher is %v, want %v", negotiation.Rung(k), got, want)
		}
	}
}

// TestSurroundingsDoNotAllocate plays with both and counts.
func TestSurroundingsDoNotAllocate(t *testing.T) {
	sc := split()
	sc.Aftermath, sc.Dynamics = coins{}, jolts{negotiation.Exactly(0.3), negotiation.Exactly(0.02)}
	s := compile(t, sc).NewSession()
	for r := range uint64(10) {
		s.Play(1, r)
	}
	r := uint64(10)
	if got := testing.AllocsPerRun(200, func() { s.Play(1, r); r++ }); got != 0 {
		t.Errorf("a replication allocates %v times, want 0", got)
	}
}

// lost names what does not exist.
type lost struct{ jolts }

func (l lost) Place(at negotiation.Setting) (negotiation.Dynamics, error) {
	_, a := at.Party("raw")
	_, b := at.Domain.Clause(negotiation.Term{Issue: "shar"}, negotiation.Term{Issue: "share", Level: 99})
	return l, errors.Join(a, b)
}

// steep says that it reaches below a deal.
type steep struct{ coins }

func (steep) Top() negotiation.Rung { return negotiation.Zone }

func TestSurroundingsFaults(t *testing.T) {
	sc := split()
	sc.Dynamics = lost{jolts{negotiation.Exactly(7), negotiation.Exactly(2)}}
	sc.Aftermath = steep{coins{negotiation.Exactly(-1)}}
	_, err := sc.Compile()
	if err == nil {
		t.Fatal("want an error")
	}
	for _, want := range []string{
		`dynamics: negotiation: unknown name: party "raw", did you mean "row"?`, `issue "shar", did you mean "share"?`, "share >= 99",
		"dynamics/size: the upper end", "dynamics/break: the upper end", "aftermath/heads: the lower end",
		"aftermath: its highest rung is zone, want announced or higher",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q lacks %q", err, want)
		}
	}
}

func TestClauseHolds(t *testing.T) {
	m := &maker{rng: rand.New(rand.NewPCG(1, 1))}
	sc := m.scenario()
	d, err := negotiation.NewDomain(sc.Issues...)
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		terms := []negotiation.Term{m.term(sc.Issues[m.rng.IntN(len(sc.Issues))]), m.term(sc.Issues[0])}
		c, err := d.Clause(terms...)
		if err != nil {
			t.Fatal(err)
		}
		for o := range d.All() {
			want := true
			for _, x := range terms {
				want = want && x.Holds(d.Option(o, d.IssueIndex(x.Issue)))
			}
			if got := c.Holds(o); got != want {
				t.Fatalf("%v on %s: %v, want %v", c, d.Describe(o), got, want)
			}
		}
	}
}

// lift is a Dynamics that moves row's reservation value by so much before every
// round but the first.
type lift float64

func (l lift) Process() negotiation.Process { return l }
func (l lift) Reset(*negotiation.Session)   {}
func (l lift) Step(s *negotiation.Session)  { s.MoveReservation(0, float64(l)) }

// TestMoveReservation: demands lie between what no deal is worth by now and the
// best outcome, the last demand of an impatient conceder is its reservation value,
// and a mediator drafts from the new one.
func TestMoveReservation(t *testing.T) {
	for name, risk := range map[string]negotiation.Risk{"neutral": nil, "averse": negotiation.LossAversion{Lambda: negotiation.Exactly(2)}} {
		t.Run(name, func(t *testing.T) {
			sc := split()
			sc.Parties[0].Risk = risk
			sc.Parties[1].Strategy = strategy.HardLiner{}
			sc.Dynamics = lift(0.05)
			s := compile(t, sc).NewSession()
			last := 0.0
			rec := s.Trace(1, 0, func(e negotiation.Event) {
				if e.Seat != 0 || e.Kind == negotiation.EventMove {
					return
				}
				low := 0.05 * float64(e.Round)
				if e.Demand < low-1e-9 || e.Demand > 1 {
					t.Errorf("round %d: row demands %v, want %v to 1", e.Round, e.Demand, low)
				}
				last = e.Demand
			})
			if want := 0.55 + 0.45/12; last < want-0.01 || last > want+0.04 { // a twelfth of the surplus is left in round 11
				t.Errorf("row's last demand is %v, want near %v (%+v)", last, want, rec)
			}
			if got := s.Reservation(0); got < 0.55-1e-9 || got > 0.55+1e-9 {
				t.Errorf("the reservation value is %v in the end, want 0.55", got)
			}
		})
	}
	sc := split()
	sc.Parties = append(sc.Parties, negotiation.Party{Name: "envoy", Role: negotiation.Mediator})
	sc.Protocol = protocol.Mediated{By: "envoy", Learning: negotiation.Exactly(0)}
	sc.Parties[0].Strategy, sc.Parties[1].Strategy = strategy.HardLiner{}, strategy.HardLiner{}
	sc.Dynamics = lift(0.05)
	var texts []int
	compile(t, sc).NewSession().Trace(1, 0, func(e negotiation.Event) {
		if e.Kind == negotiation.EventText {
			texts = append(texts, int(e.Outcome))
		}
	})
	// The text splits what is above both reservation values: from 5 tenths up to
	// 0.55 + 0.45/2 = 0.775.
	if len(texts) != 12 || texts[0] != 5 || texts[11] != 8 {
		t.Errorf("texts give row %v tenths, want 12 from 5 to 8", texts)
	}
}

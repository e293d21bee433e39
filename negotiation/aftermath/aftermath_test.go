package aftermath_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/aftermath"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
	"gonum.org/v1/gonum/stat/distuv"
)

func exactly(x float64) negotiation.Quantity { return negotiation.Exactly(x) }

func term(text string) negotiation.Term {
	d, err := negotiation.NewDomain(issues()...)
	if err != nil {
		panic(err)
	}
	t, err := negotiation.ParseTerm(d, text)
	if err != nil {
		panic(err)
	}
	return t
}

func issues() []negotiation.Issue {
	return []negotiation.Issue{
		{Name: "sea", Options: negotiation.Options("none", "vessels", "ports")},
		{Name: "relief", Options: negotiation.Options("none", "some", "all")},
	}
}

// signed is two parties who both want the same deal most, "ports" with "some"
// relief, and sign it in every replication; a third stands outside.
func signed(a negotiation.Aftermath) negotiation.Scenario {
	sc := negotiation.Scenario{
		Name: "signed", Rounds: 3, RoundLength: 72 * time.Hour, Protocol: protocol.Alternating{}, Aftermath: a, Issues: issues(),
	}
	for _, name := range []string{"east", "west"} {
		sc.Parties = append(sc.Parties, negotiation.Party{
			Name: name, Strategy: strategy.HardLiner{}, Reservation: exactly(0),
			Utility: utility.Additive{
				Weights: map[string]negotiation.Quantity{"sea": exactly(1), "relief": exactly(1)},
				Values: map[string][]negotiation.Quantity{
					"sea": {exactly(0), exactly(0.5), exactly(1)}, "relief": {exactly(0), exactly(1), exactly(0.5)}},
				Total: 100,
			},
		})
	}
	sc.Parties = append(sc.Parties, negotiation.Party{Name: "bank", Role: negotiation.ConsentGiver})
	return sc
}

func compile(t testing.TB, a negotiation.Aftermath) *negotiation.Program {
	t.Helper()
	p, err := signed(a).Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const draws = 10000

// play returns the share of the replications on each rung, the share of each
// "rung / party: reason", and the records.
func play(t *testing.T, p *negotiation.Program) (rungs [negotiation.NumRungs]float64, why map[string]float64, recs []negotiation.Record) {
	t.Helper()
	s := p.NewSession()
	why = map[string]float64{}
	for r := range uint64(draws) {
		rec := s.Play(11, r)
		recs = append(recs, rec)
		for k := range int(rec.Rung) + 1 {
			rungs[k] += 1. / draws
		}
		if rec.Reason != 0 {
			party := "nobody"
			if rec.Blocker >= 0 {
				party = p.Scenario().Parties[rec.Blocker].Name
			}
			why[rec.Rung.String()+" / "+party+": "+p.Reasons()[rec.Reason]] += 1. / draws
		}
	}
	return rungs, why, recs
}

// near allows four standard errors of a share.
func near(got, want float64) bool {
	return math.Abs(got-want) <= 4*math.Sqrt(want*(1-want)/draws)+1e-9
}

func full() aftermath.Ladder {
	return aftermath.Ladder{
		Conditions: []aftermath.Condition{
			{Name: "relief", Party: "bank", Rung: negotiation.Consented, If: []negotiation.Term{term("relief >= 1")}, P: exactly(0.3)},
			{Name: "all-or-nothing", Party: "east", Rung: negotiation.InForce, If: []negotiation.Term{term("sea >= 1")}, Then: []negotiation.Term{term("relief >= 2")}, P: exactly(0.2)},
			{Name: "met", Party: "west", Rung: negotiation.InForce, Then: []negotiation.Term{term("sea >= 2")}},
			{Name: "not-asked", Party: "west", Rung: negotiation.Broadened, If: []negotiation.Term{term("sea <= 1")}},
		},
		Ratifications: []aftermath.Ratification{{
			Party: "west", Swing: exactly(0.1),
			Shares: []aftermath.Share{
				{Name: "ports", If: []negotiation.Term{term("sea >= 2")}, For: exactly(40), Against: exactly(20)},
				{Name: "relief", If: []negotiation.Term{term("relief >= 1")}, For: exactly(22), Against: exactly(28)},
				{Name: "everything", If: []negotiation.Term{term("relief >= 2")}, For: exactly(1), Against: exactly(99)},
			},
		}},
		Deliveries: []aftermath.Delivery{
			{Name: "listings", Party: "west", If: []negotiation.Term{term("relief >= 1")}, P: exactly(0.7)},
			{Name: "wider-relief", Party: "west", If: []negotiation.Term{term("relief >= 2")}, P: exactly(0)},
		},
		Entry:      aftermath.Entry{Delay: negotiation.Uniform{Min: 0, Max: 10}, Window: exactly(8)},
		Durability: aftermath.Durability{Fails: exactly(0.5), Breakers: []aftermath.Breaker{{Party: "east", Weight: exactly(3)}, {Party: "west"}}},
		Trust:      []aftermath.Trust{{Name: "sea", Party: "west", Prior: exactly(0.6), Reliable: exactly(1), Unreliable: exactly(0), Checks: 2}},
		Extension:  aftermath.Step{P: exactly(0.4)},
		Broadening: aftermath.Step{P: exactly(0.5)},
	}
}

// TestLadderOdds checks every rung and every reason against the product of its
// probabilities.
func TestLadderOdds(t *testing.T) {
	rungs, why, recs := play(t, compile(t, full()))
	votes := distuv.UnitNormal.CDF((0.44 - 0.5) / 0.1)
	term := math.Exp(-math.Ln2 * math.Sqrt(30./365))
	want := [negotiation.NumRungs]float64{1, 1, 1}
	want[negotiation.Consented] = 0.7 * votes
	want[negotiation.InForce] = want[negotiation.Consented] * 0.8 * 0.7 * 0.8
	want[negotiation.HeldToTerm] = want[negotiation.InForce] * term
	want[negotiation.Extended] = want[negotiation.HeldToTerm] * 0.6 * 0.4
	want[negotiation.Broadened] = want[negotiation.Extended] * 0.5
	for r, w := range want {
		if !near(rungs[r], w) {
			t.Errorf("%v or higher: %v, want %v", negotiation.Rung(r), rungs[r], w)
		}
	}
	force, held := want[negotiation.Consented], want[negotiation.HeldToTerm]
	reasons := map[string]float64{
		"announced / bank: refuses relief >= 1":                 0.3,
		"announced / west: it fails at home over relief":        0.7 * (1 - votes),
		"consented / east: wants relief >= 2 for sea >= 1":      force * 0.2,
		"consented / west: does not deliver listings":           force * 0.8 * 0.3,
		"consented / nobody: entry into force slips too far":    force * 0.8 * 0.7 * 0.2,
		"in force / east: breaks the deal":                      want[negotiation.InForce] * (1 - term) * 0.75,
		"in force / west: breaks the deal":                      want[negotiation.InForce] * (1 - term) * 0.25,
		"held to term / west: no longer trusts in sea":          held * 0.4,
		"held to term / nobody: it is not extended":             held * 0.6 * 0.6,
		"extended / nobody: it grows no further":                want[negotiation.Extended] * 0.5,
		"consented / west: wants sea >= 2":                      0,
		"extended / west: refuses sea <= 1":                     0,
		"announced / west: it fails at home over everything":    0,
		"consented / west: does not deliver wider-relief":       0,
		"announced / west: it fails at home over ports":         0,
		"announced / nobody: entry into force slips too far":    0,
		"held to term / nobody: entry into force slips too far": 0,
	}
	for k, w := range reasons {
		if !near(why[k], w) {
			t.Errorf("%s: %v, want %v", k, why[k], w)
		}
	}
	for k := range why {
		if _, ok := reasons[k]; !ok {
			t.Errorf("%s: %v, want no such reason", k, why[k])
		}
	}
	for i, rec := range recs {
		if rec.Rung < negotiation.InForce && (rec.Held != 0 || rec.Delay != 0) || rec.Rung >= negotiation.HeldToTerm && rec.Held != 30 {
			t.Fatalf("replication %d: %+v, want days only of deals in force, and the term of those that held", i, rec)
		}
		if rec.Delay > 8 {
			t.Fatalf("replication %d: %+v, want a delay of at most 8 days", i, rec)
		}
	}
}

// TestDurabilityIsWeibull compares the share that still holds after t days with
// S(t), for shapes below and above 1, with and without covariates.
func TestDurabilityIsWeibull(t *testing.T) {
	monitored := aftermath.Covariate{Name: "monitor", If: []negotiation.Term{term("relief = 1")}, Ratio: exactly(0.51)}
	absent := aftermath.Covariate{Name: "absent", If: []negotiation.Term{term("relief = 2")}, Ratio: exactly(0.01)}
	half := aftermath.Covariate{Name: "guarantor", Ratio: exactly(0.2), Strength: exactly(0.5)}
	tests := []struct {
		name  string
		d     aftermath.Durability
		fails float64
		shape float64
		ratio float64
	}{
		{"plain", aftermath.Durability{Fails: exactly(0.31)}, 0.31, 0.5, 1},
		{"ageing", aftermath.Durability{Fails: exactly(0.6), Shape: exactly(1.5)}, 0.6, 1.5, 1},
		{"monitored", aftermath.Durability{Fails: exactly(0.31), Covariates: []aftermath.Covariate{monitored, absent}}, 0.31, 0.5, 0.51},
		{"guaranteed", aftermath.Durability{Fails: exactly(0.31), Covariates: []aftermath.Covariate{half}}, 0.31, 0.5, 0.6},
		{"specific", aftermath.Durability{Fails: exactly(0.5), Specificity: exactly(0.9)}, 0.5, 0.5, 0.81},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			c.d.Term = exactly(2000)
			_, _, recs := play(t, compile(t, aftermath.Ladder{Durability: c.d}))
			for _, day := range []int32{1, 7, 30, 90, 365, 1825} {
				n := 0
				for _, rec := range recs {
					if rec.Held >= day {
						n++
					}
				}
				h := -math.Log(1-c.fails) * c.ratio
				want := math.Exp(-h * math.Pow(float64(day)/365, c.shape))
				if got := float64(n) / draws; !near(got, want) {
					t.Errorf("after %d days %v hold, want %v", day, got, want)
				}
			}
		})
	}
}

// TestPeacekeepingFigures: the Weibull fit to civil-war ceasefires, shape 0.5
// with 0.31 broken after a year without and 0.18 with peacekeepers, is one
// hazard ratio: ln(1-0.18)/ln(1-0.31).
func TestPeacekeepingFigures(t *testing.T) {
	ratio := math.Log(1-0.18) / math.Log(1-0.31)
	if ratio < 0.28 || ratio > 0.93 { // the interval of the hazard ratio 0.51 behind it
		t.Errorf("ratio %v, want one inside the interval of the estimate", ratio)
	}
	d := aftermath.Durability{Fails: exactly(0.31), Term: exactly(365), Covariates: []aftermath.Covariate{{Name: "peacekeepers", Ratio: exactly(ratio)}}}
	rungs, _, _ := play(t, compile(t, aftermath.Ladder{Durability: d}))
	if got := rungs[negotiation.HeldToTerm]; !near(got, 0.82) {
		t.Errorf("%v hold for a year, want 0.82", got)
	}
}

func TestUpdate(t *testing.T) {
	tests := []struct {
		trust, good, bad float64
		kept             bool
		want             float64
	}{
		{0.5, 0.9, 0.5, true, 0.9 / 1.4},
		{0.5, 0.9, 0.5, false, 0.1 / 0.6},
		{0, 0.9, 0.5, true, 0},
		{1, 0.9, 0.5, false, 1},
		{0.3, 1, 1, false, 0.3}, // impossible for both
		{0.3, 1, 0.5, false, 0},
	}
	for _, c := range tests {
		if got := aftermath.Update(c.trust, c.good, c.bad, c.kept); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("Update(%v, %v, %v, %v) = %v, want %v", c.trust, c.good, c.bad, c.kept, got, c.want)
		}
	}
	// The order of what is seen does not matter: k kept and b broken give the closed form.
	trust := 0.4
	for _, kept := range []bool{true, false, true, true, false} {
		trust = aftermath.Update(trust, 0.8, 0.3, kept)
	}
	yes, no := 0.4*math.Pow(0.8, 3)*math.Pow(0.2, 2), 0.6*math.Pow(0.3, 3)*math.Pow(0.7, 2)
	if want := yes / (yes + no); math.Abs(trust-want) > 1e-14 {
		t.Errorf("trust %v, want %v", trust, want)
	}
}

// TestTrustOdds counts the replications whose trust stays at the bar against the
// sum over binomial counts of both types.
func TestTrustOdds(t *testing.T) {
	const prior, good, bad, needed, checks = 0.4, 0.8, 0.3, 0.5, 5
	l := aftermath.Ladder{
		Durability: aftermath.Durability{Fails: exactly(1e-9)},
		Trust: []aftermath.Trust{
			{Name: "swaps", If: []negotiation.Term{term("relief = 2")}, Prior: exactly(0), Checks: 3}, // not tested by this deal
			{Name: "sea", Prior: exactly(prior), Reliable: exactly(good), Unreliable: exactly(bad), Needed: exactly(needed), Checks: checks},
		},
		Extension: aftermath.Step{P: exactly(1)},
	}
	rungs, _, _ := play(t, compile(t, l))
	want := 0.0
	for k := range checks + 1 {
		g, b := distuv.Binomial{N: checks, P: good}.Prob(float64(k)), distuv.Binomial{N: checks, P: bad}.Prob(float64(k))
		if prior*g/(prior*g+(1-prior)*b) >= needed {
			want += prior*g + (1-prior)*b
		}
	}
	if got := rungs[negotiation.Extended]; !near(got, want) {
		t.Errorf("extended: %v, want %v", got, want)
	}
}

// TestPairing: a what-if on one process moves no draw of another.
func TestPairing(t *testing.T) {
	p := compile(t, full())
	other, err := p.With("aftermath/delivery/west/listings", exactly(0.9))
	if err != nil {
		t.Fatal(err)
	}
	a, b := p.NewSession(), other.NewSession()
	gained := 0
	for r := range uint64(2000) {
		x, y := a.Play(1, r), b.Play(1, r)
		if x.Rung >= negotiation.InForce && x != y {
			t.Fatalf("replication %d: %+v and %+v, want the same where delivery was no matter", r, x, y)
		}
		if y.Rung > x.Rung {
			gained++
		}
	}
	if gained == 0 {
		t.Error("no replication gained, want some")
	}
}

func TestTop(t *testing.T) {
	tests := []struct {
		l    aftermath.Ladder
		want negotiation.Rung
	}{
		{aftermath.Ladder{}, negotiation.InForce},
		{aftermath.Ladder{Durability: aftermath.Durability{Fails: exactly(0.5)}}, negotiation.HeldToTerm},
		{aftermath.Ladder{Durability: aftermath.Durability{Fails: negotiation.Sourced{Quantity: exactly(0.5)}}, Extension: aftermath.Step{P: exactly(0)}}, negotiation.Extended},
		{full(), negotiation.Broadened},
	}
	for _, c := range tests {
		p := compile(t, c.l)
		if got := p.Top(); got != c.want {
			t.Errorf("%+v: top is %v, want %v", c.l, got, c.want)
		}
		if p.Fingerprint() != compile(t, c.l).Fingerprint() {
			t.Errorf("%+v: the fingerprint differs between two compilations", c.l)
		}
	}
}

func TestBadLadder(t *testing.T) {
	bad := func(issue string, level int) []negotiation.Term {
		return []negotiation.Term{{Issue: issue, Level: level}}
	}
	tests := []struct {
		name string
		l    aftermath.Ladder
		want []string
	}{
		{"rungs", aftermath.Ladder{Extension: aftermath.Step{P: exactly(0)}, Broadening: aftermath.Step{P: exactly(0.1)}}, []string{
			"aftermath: aftermath: extended: it cannot be reached: there is no durability",
			"broadened: it cannot be reached: the extension before it has probability 0"}},
		{"broadened alone", aftermath.Ladder{Broadening: aftermath.Step{P: exactly(0.1)}}, []string{"broadened: it cannot be reached: there is no extension before it"}},
		{"conditions", aftermath.Ladder{Conditions: []aftermath.Condition{
			{Name: "a", Party: "esat", Rung: negotiation.Zone, If: bad("see", 1)},
			{Name: "b", Party: "east", Rung: negotiation.HeldToTerm, If: bad("sea", 9)},
			{Name: "c", Rung: negotiation.Consented, P: negotiation.Sourced{Quantity: exactly(1)}},
			{Name: "d", Party: "east", Rung: negotiation.Consented, If: bad("sea", 1), P: exactly(1.5)}}}, []string{
			`party "esat", did you mean "east"?`, "set before zone, want consented or higher", `issue "see"`,
			"held to term cannot be reached, the ladder ends at in force", "sea >= 9", "condition consented/c: no deal can get past it",
			"aftermath/consented/east/d: the upper end of 1.5 is 1.5, want at most 1"}},
		{"hazard", aftermath.Ladder{Durability: aftermath.Durability{Fails: exactly(1), Shape: exactly(0), Term: exactly(-1),
			Covariates: []aftermath.Covariate{{Name: "x", Ratio: exactly(-0.5), Strength: exactly(2)}}, Breakers: []aftermath.Breaker{{Party: "north"}}}}, []string{
			"aftermath/durability/fails: the upper end of 1", "aftermath/durability/shape: the lower end of 0", "aftermath/durability/term: the lower end",
			"aftermath/durability/x/ratio: the lower end", "aftermath/durability/x/strength: the upper end", `party "north"`}},
		{"trust", aftermath.Ladder{Trust: []aftermath.Trust{{Name: "sea", Party: "east", Prior: exactly(1.2), Reliable: exactly(-0.1), Checks: -1}}}, []string{
			"aftermath/trust/east/sea/prior: the upper end of 1.2 is 1.2, want at most 1", "aftermath/trust/east/sea/reliable: the lower end", "trust/sea: checks is -1, want 0 to 1000"}},
		{"ratification", aftermath.Ladder{Ratifications: []aftermath.Ratification{{Party: "east"}, {Shares: []aftermath.Share{{Name: "s", Against: exactly(120)}}}}}, []string{
			"ratification/east: it has no shares", "names no party", "/s/for: the lower end of 0", "/s/against: the upper end of 120"}},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			_, err := signed(c.l).Compile()
			if err == nil {
				t.Fatal("want an error")
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("error lacks %q:\n%v", w, err)
				}
			}
		})
	}
}

func TestLadderDoesNotAllocate(t *testing.T) {
	s := compile(t, full()).NewSession()
	r := uint64(0)
	s.Play(1, r)
	if got := testing.AllocsPerRun(100, func() { r++; s.Play(1, r) }); got != 0 {
		t.Errorf("a replication allocates %v times, want 0", got)
	}
}

// BenchmarkPlay shows what the aftermath adds to a replication in which every
// deal is made at once.
func BenchmarkPlay(b *testing.B) {
	for _, c := range []struct {
		name string
		a    negotiation.Aftermath
	}{{"without", nil}, {"with", full()}} {
		b.Run(c.name, func(b *testing.B) {
			s := compile(b, c.a).NewSession()
			r := uint64(0)
			b.ReportAllocs()
			for b.Loop() {
				s.Play(1, r)
				r++
			}
		})
	}
}

package scenarios_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
	"github.com/parleylab/parley/scenarios"
)

// maker makes random scenarios that compile.
type maker struct{ *rand.Rand }

// share returns a quantity within [0, 1], of any family, perhaps sourced.
func (m maker) share() negotiation.Quantity {
	a, b := m.Float64()/2, 0.5+m.Float64()/2
	mid := a + (b-a)*m.Float64()
	q := []negotiation.Quantity{
		negotiation.Exactly(mid), negotiation.Uniform{Min: a, Max: b}, negotiation.Triangular{Min: a, Mode: mid, Max: b},
		negotiation.PERT{Min: a, Mode: mid, Max: b}, negotiation.Beta{Alpha: 1 + a, Beta: 1 + b},
		negotiation.TruncatedNormal{Mean: mid, SD: 0.2, Min: a, Max: b}, negotiation.LogUniform{Min: a + 0.01, Max: b},
		negotiation.Discrete{Values: []float64{a, b}, Weights: []float64{1, 2}}, negotiation.Empirical{Values: []float64{a, mid, b}},
		negotiation.Shifted{By: -a, Of: negotiation.Uniform{Min: a, Max: b}},
		negotiation.Scaled{By: 0.5, Of: negotiation.Uniform{Min: a, Max: b}},
	}[m.IntN(11)]
	if m.IntN(2) == 0 {
		return q
	}
	return negotiation.Sourced{Quantity: q, Unit: m.word(), Cite: "", Note: m.word()}
}

func (m maker) word() string {
	return []string{"", "points", "judgement: because \"so\"", "100 % <b>", "line\nbreak\ttab", "≥ 2"}[m.IntN(6)]
}

func (m maker) term(issues []negotiation.Issue) negotiation.Term {
	is := issues[m.IntN(len(issues))]
	return negotiation.Term{Issue: is.Name, Relation: negotiation.Relation(m.IntN(3)), Level: m.IntN(len(is.Options))}
}

func (m maker) utility(sc *negotiation.Scenario) negotiation.Utility {
	n := 1
	a := utility.Additive{Total: float64(1 + m.IntN(100)), Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{}}
	for _, is := range sc.Issues {
		n *= len(is.Options)
		a.Weights[is.Name] = negotiation.Shifted{By: 0.5, Of: m.share()}
		for range is.Options {
			a.Values[is.Name] = append(a.Values[is.Name], m.share())
		}
	}
	switch m.IntN(4) {
	case 0:
		t := utility.Table{}
		for range n {
			t.Payoff = append(t.Payoff, m.NormFloat64())
		}
		return t
	case 1:
		return utility.Commitment{Of: a}
	case 2:
		x := utility.Synergy{A: m.term(sc.Issues[:1]), B: m.term(sc.Issues[1:]), Worth: m.share()}
		return utility.Interacting{Of: a, Synergies: []utility.Synergy{x}}
	}
	return a
}

func (m maker) party(sc *negotiation.Scenario, i int) negotiation.Party {
	p := negotiation.Party{Name: fmt.Sprint("p", i), Summary: m.word(), Utility: m.utility(sc), FromStatusQuo: m.IntN(2) == 0}
	p.Strategy = []negotiation.Strategy{strategy.Random{}, strategy.HardLiner{}, strategy.TimeDependent{}, strategy.TimeDependent{Exponent: negotiation.Exactly(2)}}[m.IntN(4)]
	p.Risk = []negotiation.Risk{nil, negotiation.CARA{Coefficient: m.share()}, negotiation.CRRA{Aversion: m.share(), Offset: 5}, negotiation.LossAversion{Lambda: negotiation.Exactly(2)}}[m.IntN(4)]
	if m.IntN(2) == 0 {
		p.Reservation = negotiation.Scaled{By: 0.01, Of: m.share()}
		p.Correlation = negotiation.Scaled{By: 0.5, Of: m.share()}
		p.Deadline = negotiation.Shifted{By: 1, Of: m.share()}
	}
	return p
}

func (m maker) scenario() negotiation.Scenario {
	sc := negotiation.Scenario{Name: "made", Rounds: 1 + m.IntN(9), RoundLength: time.Duration(m.IntN(100)) * time.Hour, Protocol: protocol.Alternating{}}
	for k := range 2 + m.IntN(3) {
		is := negotiation.Issue{Name: fmt.Sprint("i", k), Note: m.word()}
		for l := range 1 + m.IntN(4) {
			is.Options = append(is.Options, negotiation.Option{Name: fmt.Sprint([]int{3, 0, 1, 2}[l]), Note: m.word()})
		}
		is.StatusQuo = m.IntN(len(is.Options))
		sc.Issues = append(sc.Issues, is)
	}
	for i := range 2 {
		sc.Parties = append(sc.Parties, m.party(&sc, i))
	}
	sc.Parties = append(sc.Parties, negotiation.Party{Name: "x", Role: negotiation.ConsentGiver})
	for range m.IntN(4) {
		c := []negotiation.Constraint{
			negotiation.Demand("p0", m.share(), m.term(sc.Issues), m.term(sc.Issues)),
			negotiation.Infeasible(m.share(), m.term(sc.Issues), m.term(sc.Issues)),
			negotiation.Withholds("x", m.share(), m.term(sc.Issues)),
		}[m.IntN(3)]
		c.Name, c.Note = fmt.Sprint("c", len(sc.Constraints)), m.word()
		sc.Constraints = append(sc.Constraints, c)
	}
	sc.Schools = []negotiation.School{{Name: "none"}, {Name: "some", Patches: []negotiation.Patch{{Path: "p0/discount", Set: negotiation.Exactly(0.5), Note: m.word()}}}}
	return sc
}

// TestRoundTripRandom encodes and decodes made-up scenarios: equal fingerprints,
// equal records, and files that the schema takes.
func TestRoundTripRandom(t *testing.T) {
	m := maker{rand.New(rand.NewPCG(1, 2))}
	v := theValidator(t)
	n, compiled := 300, 0
	if few() {
		n = 60
	}
	for i := range n {
		sc := m.scenario()
		var b bytes.Buffer
		if err := scenarios.Encode(&b, sc); err != nil {
			t.Fatalf("scenario %d does not encode: %v", i, err)
		}
		text := b.String()
		if err := v.check(b.Bytes()); err != nil {
			t.Fatalf("scenario %d: the schema refuses what Encode wrote: %v\n%s", i, err, text)
		}
		back, err := scenarios.Decode(&b)
		if err != nil {
			t.Fatalf("scenario %d does not decode: %v\n%s", i, err, text)
		}
		p, err := sc.Compile()
		q, err2 := back.Compile()
		if (err == nil) != (err2 == nil) {
			t.Fatalf("scenario %d: compiling gives %v before and %v after", i, err, err2)
		}
		if err != nil {
			continue // such as rules that leave no outcome
		}
		compiled++
		if p.Fingerprint() != q.Fingerprint() {
			t.Fatalf("scenario %d: the fingerprint changed\n%s", i, text)
		}
		if a, b := p.NewSession().Play(3, 0), q.NewSession().Play(3, 0); a != b {
			t.Fatalf("scenario %d: %+v before, %+v after", i, a, b)
		}
	}
	if compiled < n/2 {
		t.Errorf("only %d of %d scenarios compile, want at least half", compiled, n)
	}
	t.Logf("%d scenarios compiled and survived", compiled)
}

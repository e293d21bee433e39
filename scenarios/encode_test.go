package scenarios_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
	"github.com/parleylab/parley/scenarios"
)

// shipped returns every scenario that comes with the library, and the example.
func shipped(t testing.TB) map[string]negotiation.Scenario {
	t.Helper()
	all := map[string]negotiation.Scenario{}
	for _, name := range scenarios.Names() {
		sc, err := scenarios.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = sc
	}
	sc, err := scenarios.Load("../examples/customfile/river.json")
	if err != nil {
		t.Fatal(err)
	}
	all["river"] = sc
	return all
}

func encode(t testing.TB, sc negotiation.Scenario) string {
	t.Helper()
	var b bytes.Buffer
	if err := scenarios.Encode(&b, sc); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func compile(t testing.TB, sc negotiation.Scenario) *negotiation.Program {
	t.Helper()
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// strange holds what a file must be able to hold and the shipped ones do not.
func strange() negotiation.Scenario {
	x := negotiation.Sourced{Quantity: negotiation.Shifted{By: 1e-9, Of: negotiation.Scaled{By: 0.25, Of: negotiation.Sourced{
		Quantity: negotiation.Discrete{Values: []float64{0, 1}, Weights: []float64{1, 3}}, Cite: "hidden"}}}}
	two := negotiation.Sourced{Quantity: negotiation.Sourced{Quantity: negotiation.Exactly(0.5), Unit: "inner", Note: "inner"}, Note: "outer <&>"}
	party := func(name string, u negotiation.Utility) negotiation.Party {
		return negotiation.Party{Name: name, Utility: u, Strategy: strategy.Random{}}
	}
	additive := utility.Additive{
		Weights: map[string]negotiation.Quantity{"a": x, "b": negotiation.Uniform{Min: 1, Max: 2}},
		Values: map[string][]negotiation.Quantity{
			"a": {negotiation.Exactly(0), two, negotiation.Exactly(1)},
			"b": {negotiation.Exactly(-1), negotiation.Exactly(1e-7)},
		},
	}
	return negotiation.Scenario{
		Name: "strange", Rounds: 3, RoundLength: 36 * time.Hour, Protocol: protocol.Alternating{Speakers: []string{"q", "p"}},
		Issues: []negotiation.Issue{
			{Name: "a", Options: negotiation.Options("1", "0", "say \"<>&\"\\ \u2028 ≥"), StatusQuo: 2, Note: "ünïcödé"},
			{Name: "b", Options: negotiation.Options("no", "yes")},
		},
		Parties: []negotiation.Party{
			{Name: "p", Strategy: strategy.HardLiner{}, Risk: negotiation.CRRA{Aversion: negotiation.Exactly(1.5), Offset: 5},
				Utility: utility.Interacting{Of: additive, Synergies: []utility.Synergy{{
					A:     negotiation.Term{Issue: "a", Relation: negotiation.AtLeast, Level: 1},
					B:     negotiation.Term{Issue: "b", Relation: negotiation.Exact, Level: 1},
					Worth: negotiation.Exactly(0.1)}}}},
			party("q", utility.Table{Payoff: []float64{0, 1, 2, 3, 4, 1e-300}, Points: 8}),
		},
		Constraints: []negotiation.Constraint{
			{Kind: negotiation.RedLine, Party: "p", Then: []negotiation.Term{{Issue: "a", Relation: negotiation.AtMost, Level: 1}},
				P: negotiation.Exactly(0.5), Name: "odd"},
			negotiation.Infeasible(nil, negotiation.Term{Issue: "a", Relation: negotiation.Exact, Level: 0},
				negotiation.Term{Issue: "b", Relation: negotiation.AtLeast, Level: 1}),
		},
	}
}

// TestRoundTrip encodes and decodes: the same program, the same parameters and,
// on the second pass, the same bytes.
func TestRoundTrip(t *testing.T) {
	all := shipped(t)
	all["strange"] = strange()
	for name, sc := range all {
		t.Run(name, func(t *testing.T) {
			text := encode(t, sc)
			back, err := scenarios.Decode(strings.NewReader(text))
			if err != nil {
				t.Fatalf("what Encode wrote does not decode: %v", err)
			}
			p, q := compile(t, sc), compile(t, back)
			if p.Fingerprint() != q.Fingerprint() {
				t.Errorf("the fingerprint changed; the file is\n%.2000s", text)
			}
			row := func(r negotiation.Param) string {
				return fmt.Sprint(r.Name, r.Quantity, r.Unit, r.Cite, r.Note, r.Column)
			}
			if diff := cmp.Diff(p.Params(), q.Params(), cmp.Transformer("row", row)); diff != "" {
				t.Errorf("the parameters changed (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(sc.Issues, back.Issues); diff != "" {
				t.Errorf("the issues changed (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(sc.Sources, back.Sources); diff != "" {
				t.Errorf("the sources changed (-want +got):\n%s", diff)
			}
			if back.RoundLength != sc.RoundLength || !back.Vintage.Equal(sc.Vintage) || back.Summary != sc.Summary {
				t.Errorf("round length, vintage or summary changed: %v %v %q", back.RoundLength, back.Vintage, back.Summary)
			}
			if again := encode(t, back); again != text {
				t.Errorf("encoded again, the file differs (-want +got):\n%s", cmp.Diff(text, again))
			}
			for _, school := range p.Schools() {
				a, _ := p.School(school)
				b, err := q.School(school)
				if err != nil || a.Fingerprint() != b.Fingerprint() {
					t.Errorf("school %s changed: %v", school, err)
				}
			}
		})
	}
}

func TestEncodeKeepsNamesApart(t *testing.T) {
	text := encode(t, strange())
	// Option 1 of issue a is called "0" and option 0 is called "1".
	for _, want := range []string{`"a <= 0"`, `"a = 1"`, `"a >= 0"`, `"ünïcödé"`, `"status_quo": 2`} {
		if !strings.Contains(text, want) {
			t.Errorf("the file lacks %s:\n%s", want, text)
		}
	}
}

// ownUtility, ownStrategy and the like are types of a user.
type (
	ownUtility  struct{ negotiation.Utility }
	ownStrategy struct{ negotiation.Strategy }
	ownProtocol struct{ negotiation.Protocol }
	ownRisk     struct{ negotiation.Risk }
	ownQuantity struct{}
	ownDynamics struct{ negotiation.Dynamics }
)

func (ownQuantity) Quantile(p float64) float64 { return p }

func TestEncodeRefuses(t *testing.T) {
	sc := strange()
	sc.Parties[0].Utility = ownUtility{}
	sc.Parties[0].Strategy = ownStrategy{}
	sc.Parties[0].Risk = ownRisk{}
	sc.Parties[1].Utility = utility.Table{Payoff: []float64{math.NaN()}}
	sc.Parties[1].Reservation = ownQuantity{}
	sc.Protocol = ownProtocol{}
	sc.Dynamics = ownDynamics{}
	sc.Summary = "\xff"
	sc.Constraints[0].Then[0].Level = 9
	sc.RoundLength = -time.Hour
	sc.Schools = []negotiation.School{{Name: "s", Patches: []negotiation.Patch{{Path: "x"}}}}
	var b bytes.Buffer
	err := scenarios.Encode(&b, sc)
	if err == nil || b.Len() > 0 {
		t.Fatalf("Encode wrote %d bytes, error %v", b.Len(), err)
	}
	if !errors.Is(err, negotiation.ErrScenario) {
		t.Errorf("%v does not wrap ErrScenario", err)
	}
	for _, want := range []string{
		"parties/p/utility: it rests on a scenarios_test.ownUtility", "parties/p/strategy: it is a scenarios_test.ownStrategy",
		"parties/p/risk: it is a scenarios_test.ownRisk", "payoff/0: it is NaN", "parties/q/reservation: scenarios_test.ownQuantity",
		"protocol: it is a scenarios_test.ownProtocol", "dynamics: it is a", "summary: \"\\xff\" is no UTF-8",
		"the term \"a <= 9\"", "round_length: it is -1h0m0s", "schools/s/x: not exactly one",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q:\n%v", want, err)
		}
	}
}

// fullWriter fails.
type fullWriter struct{}

func (fullWriter) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestEncodeWriter(t *testing.T) {
	if err := scenarios.Encode(fullWriter{}, scenarios.NoZone()); err == nil || err.Error() != "full" {
		t.Errorf("a writer that fails gives %v, want its error", err)
	}
}

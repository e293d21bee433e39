package actors_test

import (
	"errors"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/actors"
	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/strategy"
)

const day = 24 * time.Hour

func TestCatalogue(t *testing.T) {
	want := map[string]negotiation.Role{
		"ukraine": negotiation.Principal, "russia": negotiation.Principal, "us": negotiation.Principal,
		"eu": negotiation.ConsentGiver, "envoy": negotiation.Mediator, "third": negotiation.Performer,
	}
	if diff := cmp.Diff([]string{"ukraine", "russia", "us", "eu", "envoy", "third"}, actors.Names()); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	for _, a := range []actors.Actor{
		actors.Ukraine(), actors.Russia(), actors.UnitedStates(), actors.EU(), actors.Envoy(), actors.ThirdStates(),
	} {
		if role, ok := want[a.Name]; !ok || a.Role != role || a.Title == "" || a.Summary == "" {
			t.Errorf("%s: role %v, title %q, summary %q, want role %v and both", a.Name, a.Role, a.Title, a.Summary, role)
		}
		if bargains := a.Role == negotiation.Principal; bargains != (a.MonthlyDiscount != nil) || bargains != (a.Exponent != nil) || bargains != (a.Risk != nil) {
			t.Errorf("%s has discount %v, exponent %v, risk %v; want all or, without a vote, none", a.Name, a.MonthlyDiscount, a.Exponent, a.Risk)
		}
		for _, b := range a.Beliefs {
			if _, ok := want[b.About]; !ok || b.About == a.Name {
				t.Errorf("%s has a belief about %q", a.Name, b.About)
			}
		}
	}
	if _, err := actors.ByName("atlantis"); !errors.Is(err, negotiation.ErrUnknownName) || !strings.Contains(err.Error(), "want one of ukraine") {
		t.Errorf("ByName(atlantis): %v", err)
	}
}

// quantities lists all that is uncertain about an actor.
func quantities(a actors.Actor) []negotiation.Quantity {
	list := []negotiation.Quantity{a.MonthlyDiscount, a.Exponent, a.Correlation}
	if a.Risk != nil {
		for _, n := range a.Risk.Quantities() {
			list = append(list, n.Quantity)
		}
	}
	for _, b := range a.Beliefs {
		list = append(list, b.Quantity)
	}
	return slices.DeleteFunc(list, func(q negotiation.Quantity) bool { return q == nil })
}

// TestEveryTraitIsSourced fails when a number lacks unit, source or reason, or a
// source its date.
func TestEveryTraitIsSourced(t *testing.T) {
	reason := regexp.MustCompile(`^judgement: because \S`)
	vintage := time.Date(2025, 3, 25, 0, 0, 0, 0, time.UTC)
	for _, name := range actors.Names() {
		a, err := actors.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range quantities(a) {
			s, ok := q.(negotiation.Sourced)
			have := func(src negotiation.Source) bool { return src.Key == s.Cite }
			if !ok || s.Unit == "" || !reason.MatchString(s.Note) || !slices.ContainsFunc(a.Sources, have) {
				t.Errorf("%s: %v has unit %q, source %q, note %q", name, q, s.Unit, s.Cite, s.Note)
			}
			if err := negotiation.CheckQuantity(q); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, s := range a.Sources {
			if s.Published.IsZero() || s.Published.After(vintage) || s.Title == "" {
				t.Errorf("%s: source %s is of %v, title %q", name, s.Key, s.Published, s.Title)
			}
		}
	}
}

func TestCut(t *testing.T) {
	p := actors.Russia().Cut(7*day, "us", "third", "nobody")
	if p.Name != "russia" || p.Role != negotiation.Principal || p.Utility != nil || p.Reservation != nil {
		t.Errorf("Cut gives %+v", p)
	}
	var about []string
	for _, b := range p.Beliefs {
		about = append(about, b.About+" "+b.Trait)
	}
	if diff := cmp.Diff([]string{"us performance", "third performance"}, about); diff != "" {
		t.Errorf("beliefs (-want +got):\n%s", diff)
	}
	if s, ok := p.Strategy.(strategy.TimeDependent); !ok || s.Exponent == nil {
		t.Errorf("strategy %v, want a time-dependent one with the actor's exponent", p.Strategy)
	}
	if q := actors.Russia().Cut(0).Discount; q != nil {
		t.Errorf("where rounds take no time the discount is %v, want none", q)
	}
	if e := actors.Envoy().Cut(day, "russia"); e.Strategy != nil || e.Discount != nil || len(e.Beliefs) != 3 {
		t.Errorf("the envoy is cut to %+v, want no strategy, no discount, three beliefs about russia", e)
	}
}

// TestPerRound: points are raised to the power days/30.4.
func TestPerRound(t *testing.T) {
	for _, c := range []struct {
		monthly string
		round   time.Duration
		want    string
	}{
		{"0.9", 304 * day / 10, "0.9"},                                            // one month
		{"0.81", 152 * day / 10, "0.9"},                                           // half a month: the root
		{"pert(0.85, 0.92, 0.97)", 7 * day, "pert(0.963269, 0.980983, 0.993011)"}, // exp(7/30.4 ln x), by hand
		{"triangular(0.5, 0.5, 1)", 608 * day / 10, "triangular(0.25, 0.25, 1)"},  // two months: squares
		{"uniform(0.25, 1)", 152 * day / 10, "uniform(0.5, 1)"},
		{"1e-9", 304 * day, "0.000001"}, // never 0, which no discount may be
	} {
		q, err := negotiation.ParseQuantity(c.monthly)
		if err != nil {
			t.Fatal(err)
		}
		got, err := actors.PerRound(q, c.round)
		if err != nil {
			t.Errorf("PerRound(%s, %v): %v", c.monthly, c.round, err)
			continue
		}
		if text, _ := negotiation.FormatQuantity(got); text != c.want {
			t.Errorf("PerRound(%s, %v) = %s, want %s", c.monthly, c.round, text, c.want)
		}
	}
}

// TestPerRoundIsClose compares the converted distribution with the power of the
// drawn number, which it stands for.
func TestPerRoundIsClose(t *testing.T) {
	worst := 0.0
	for _, a := range []actors.Actor{actors.Ukraine(), actors.Russia(), actors.UnitedStates()} {
		for _, round := range []time.Duration{3 * day, 7 * day} {
			q, err := actors.PerRound(a.MonthlyDiscount, round)
			if err != nil {
				t.Fatal(err)
			}
			for u := 0.01; u < 1; u += 0.01 {
				exact := math.Pow(a.MonthlyDiscount.Quantile(u), round.Hours()/24/actors.DaysPerMonth)
				worst = max(worst, math.Abs(q.Quantile(u)-exact))
			}
		}
	}
	if worst > 2e-4 { // as the documentation says
		t.Errorf("a quantile is off by %.2g, want 2e-4 at most", worst)
	}
	t.Logf("the largest error of a quantile is %.2g", worst)
}

func TestPerRoundProvenance(t *testing.T) {
	got, err := actors.PerRound(actors.Ukraine().MonthlyDiscount, 3*day)
	if err != nil {
		t.Fatal(err)
	}
	s := got.(negotiation.Sourced)
	if s.Unit != "factor per round" || s.Cite != "judgement" || !strings.HasSuffix(s.Note, "pert(0.94, 0.965, 0.985) per month, raised to the power 3/30.4") {
		t.Errorf("the provenance is %q, %q, %q", s.Unit, s.Cite, s.Note)
	}
}

func TestPerRoundRefuses(t *testing.T) {
	for _, c := range []struct {
		q     negotiation.Quantity
		round time.Duration
		want  string
	}{
		{negotiation.Exactly(0.9), 0, "want a positive length"},
		{negotiation.Exactly(0.9), -day, "want a positive length"},
		{negotiation.Exactly(0), day, "want values above 0 and at most 1"},
		{negotiation.Uniform{Min: 0.5, Max: 1.5}, day, "want values above 0 and at most 1"},
		{negotiation.Beta{Alpha: 9, Beta: 1}, day, "want exactly, uniform, triangular or pert"},
		{negotiation.PERT{Min: 1, Mode: 0, Max: 0}, day, "pert"},
		{nil, day, "missing"},
	} {
		if _, err := actors.PerRound(c.q, c.round); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("PerRound(%v, %v): error %v, want %q", c.q, c.round, err, c.want)
		}
	}
}

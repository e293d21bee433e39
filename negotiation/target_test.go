package negotiation_test

import (
	"strings"
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation"
)

func day(text string) time.Time {
	t, err := time.Parse("2006-01-02", text)
	if err != nil {
		panic(err)
	}
	return t
}

// climbing is split with an aftermath to the top and a calendar: rounds of three
// days from 25 March on.
func climbing() negotiation.Scenario {
	sc := split()
	sc.Vintage, sc.Aftermath = day("2025-03-25"), coins{}
	return sc
}

func TestWatch(t *testing.T) {
	p := compile(t, climbing())
	half := negotiation.Term{Issue: "share", Relation: negotiation.AtLeast, Level: 5}
	event := func(r negotiation.Rung, held int, terms ...negotiation.Term) []negotiation.TargetEvent {
		return []negotiation.TargetEvent{{Rung: r, Held: held, Terms: terms}}
	}
	// Round 1 (the second) ends on day 6, the evening of 30 March.
	rec := negotiation.Record{Outcome: 5, Round: 1, Rung: negotiation.HeldToTerm, Delay: 4, Held: 20}
	tests := []struct {
		name   string
		by     string
		events []negotiation.TargetEvent
		rec    negotiation.Record
		want   bool
	}{
		{"announced on the day", "2025-03-30", event(negotiation.Announced, 0), rec, true},
		{"announced the day after", "2025-03-29", event(negotiation.Announced, 0), rec, false},
		{"no deal", "2025-12-31", event(negotiation.Announced, 0), negotiation.Record{Outcome: negotiation.NoDeal}, false},
		{"with the term", "2025-03-30", event(negotiation.Announced, 0, half), rec, true},
		{"without the term", "2025-03-30", event(negotiation.Announced, 0, half), negotiation.Record{Outcome: 4, Rung: negotiation.Announced}, false},
		{"in force", "2025-04-03", event(negotiation.InForce, 0), rec, true},
		{"in force too late", "2025-04-02", event(negotiation.InForce, 0), rec, false},
		{"held for a week", "2025-04-10", event(negotiation.InForce, 7), rec, true},
		{"held for less than a week by then", "2025-04-09", event(negotiation.InForce, 7), rec, false},
		{"never held a month", "2025-12-31", event(negotiation.InForce, 30), rec, false},
		{"held to term", "2025-04-23", event(negotiation.HeldToTerm, 0), rec, true},
		{"held to term, not yet", "2025-04-22", event(negotiation.HeldToTerm, 0), rec, false},
		{"not extended", "2025-12-31", event(negotiation.Extended, 0), rec, false},
		{"one of two", "2025-03-30", append(event(negotiation.Broadened, 0), event(negotiation.Announced, 0)...), rec, true},
	}
	for _, c := range tests {
		target := negotiation.Target{Name: "x", By: day(c.by), Events: c.events, Outcome: negotiation.Happened}
		w, err := target.Watch(p)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := w.Seen(c.rec); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTargetFaults(t *testing.T) {
	sc := climbing()
	sc.Aftermath = nil
	sc.Sources = []negotiation.Source{{Key: "paper"}}
	sc.Targets = []negotiation.Target{
		{Name: "Bad Name", Outcome: negotiation.Failed},
		{Name: "a", By: day("2025-04-01"), Events: []negotiation.TargetEvent{
			{Rung: negotiation.InForce, Terms: []negotiation.Term{{Issue: "shore"}}}, {Rung: negotiation.Announced, Held: 3}}},
		{Name: "a", By: day("2025-04-01"), Outcome: negotiation.Happened, Cite: "papers",
			Events: []negotiation.TargetEvent{{Rung: negotiation.Announced}}, Unmodelled: "because"},
	}
	_, err := sc.Compile()
	if err == nil {
		t.Fatal("want an error")
	}
	for _, want := range []string{
		`targets/Bad Name: the name "Bad Name" holds`, "targets/Bad Name/by: there is no day", "targets/Bad Name/events: there are none",
		"targets/a/outcome: it is undecided, want yes or no", `issue "shore", did you mean "share"?`,
		"targets/a/events/0/rung: it is in force, want announced to announced", "targets/a/events/1/held: it is 3 days at announced",
		"targets/a/unmodelled: there are events as well", "targets/a: the name is used twice", `source "papers", did you mean "paper"?`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q:\n%v", want, err)
		}
	}
	sc = climbing()
	sc.Vintage, sc.RoundLength = time.Time{}, 0
	_, err = negotiation.Target{Name: "x", By: day("2025-04-01"), Outcome: negotiation.Failed, Unmodelled: "no element"}.Watch(compile(t, sc))
	if err == nil || !strings.Contains(err.Error(), "vintage") || !strings.Contains(err.Error(), "round_length") {
		t.Errorf("a program without a calendar: error %v, want both faults", err)
	}
}

func TestVerdictText(t *testing.T) {
	for _, v := range []negotiation.Verdict{negotiation.Undecided, negotiation.Happened, negotiation.Failed} {
		if got, err := negotiation.ParseVerdict(v.String()); err != nil || got != v {
			t.Errorf("%v reads back as %v, %v", v, got, err)
		}
	}
	if _, err := negotiation.ParseVerdict("yess"); err == nil || !strings.Contains(err.Error(), `"yes"`) {
		t.Errorf("error %v, want a suggestion", err)
	}
}

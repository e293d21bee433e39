package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
	"github.com/parleylab/parley/negotiation/utility"
)

// judged is a quantity read from text, with the provenance that a test has.
func judged(text string) negotiation.Quantity {
	q, err := negotiation.ParseQuantity(text)
	if err != nil {
		panic(err)
	}
	return negotiation.Sourced{Quantity: q, Unit: "points", Cite: "judgement", Note: "judgement: because a test needs it"}
}

// side is a party of harbour. Its values rise with the options if up.
func side(name, reservation string, up bool, weights ...string) negotiation.Party {
	u := utility.Additive{Weights: map[string]negotiation.Quantity{}, Values: map[string][]negotiation.Quantity{}, Total: 100}
	for k, issue := range harbourIssues {
		u.Weights[issue.Name] = judged(weights[k])
		n := len(issue.Options)
		for l := range n {
			x := float64(l) / float64(n-1)
			if !up {
				x = 1 - x
			}
			u.Values[issue.Name] = append(u.Values[issue.Name], negotiation.Exactly(x))
		}
	}
	return negotiation.Party{
		Name: name, Utility: u, Reservation: judged(reservation),
		Strategy: strategy.TimeDependent{Exponent: judged("uniform(0.3, 1.5)")},
	}
}

var harbourIssues = []negotiation.Issue{
	{Name: "fare", Options: negotiation.Options("2 crowns", "3 crowns", "4 crowns", "5 crowns", "6 crowns")},
	{Name: "winter", Options: negotiation.Options("daily", "weekdays", "none")},
	{Name: "term", Options: negotiation.Options("1 year", "2 years", "a=b")},
}

// harbour is a made-up case of the kind that textbooks hold: a town and a line
// bargain over a ferry, and a bishop could mediate.
func harbour() negotiation.Scenario {
	return negotiation.Scenario{
		Name: "harbour", Summary: "a town and a line bargain over a ferry", Rounds: 12,
		RoundLength: 7 * 24 * time.Hour, Vintage: time.Date(2025, 3, 25, 0, 0, 0, 0, time.UTC),
		Issues: harbourIssues,
		Constraints: []negotiation.Constraint{
			negotiation.Demand("town", judged("0.6"), negotiation.Term{Issue: "fare", Relation: negotiation.AtMost, Level: 3}),
			negotiation.Infeasible(nil, negotiation.Term{Issue: "winter", Relation: negotiation.Exact, Level: 2},
				negotiation.Term{Issue: "term", Relation: negotiation.AtLeast, Level: 2}),
		},
		Parties: []negotiation.Party{
			side("town", "pert(20, 45, 60)", false, "pert(30, 50, 60)", "20", "20"),
			side("line", "pert(20, 45, 60)", true, "50", "pert(10, 20, 60)", "20"),
			{Name: "bishop", Role: negotiation.Mediator},
		},
		Protocol: protocol.Alternating{},
		Schools: []negotiation.School{
			{Name: "baseline", Summary: "as judged"},
			{Name: "proud-town", Summary: "the town can live without a ferry",
				Patches: []negotiation.Patch{{Path: "town/reservation", Shift: 15}}},
			{Name: "poor-line", Summary: "the line needs the contract",
				Patches: []negotiation.Patch{{Path: "line/reservation", Scale: 0.5}}},
		},
		Sources:  []negotiation.Source{{Key: "judgement", Title: "the authors"}},
		BaseRate: negotiation.BaseRate{Event: "a contract is signed", PerYear: judged("beta(4.5, 14.5)"), Cite: "judgement"},
	}
}

// split is two parties and a cake, without schools, mediator or base rate.
func split() negotiation.Scenario {
	sc := harbour()
	sc.Name, sc.Summary, sc.Schools, sc.BaseRate = "split", "two parties and a cake", nil, negotiation.BaseRate{}
	sc.Parties = sc.Parties[:2]
	return sc
}

// harbourShelf holds the two, and reads files that hold the name of one or
// faults.
func harbourShelf() shelf {
	byName := func(name string) (negotiation.Scenario, error) {
		switch name {
		case "harbour":
			return harbour(), nil
		case "split":
			return split(), nil
		}
		return negotiation.Scenario{}, fmt.Errorf("no scenario %q", name)
	}
	return shelf{
		names:  func() []string { return []string{"harbour", "split"} },
		byName: byName,
		load: func(path string) (negotiation.Scenario, error) {
			text, err := os.ReadFile(path)
			if err != nil {
				return negotiation.Scenario{}, fmt.Errorf("scenarios: %w", err)
			}
			sc, err := byName(strings.TrimSpace(string(text)))
			if strings.HasPrefix(string(text), "broken") {
				sc = harbour()
				sc.Rounds, sc.Parties[0].Name = 0, "Town"
				return sc, nil
			}
			return sc, err
		},
	}
}

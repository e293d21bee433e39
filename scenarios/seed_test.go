package scenarios_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/scenarios"
)

// TestSeed maps every sentence of the article to an element that exists, or to a
// reason.
func TestSeed(t *testing.T) {
	list := scenarios.Seed()
	if len(list) != 43 {
		t.Fatalf("%d sentences, want 43", len(list))
	}
	programs := map[string]*negotiation.Program{}
	modelled := 0
	for i, s := range list {
		if s.Number != i+1 {
			t.Errorf("sentence %d bears the number %d", i+1, s.Number)
		}
		if len(s.Elements) == 0 && s.Why == "" {
			t.Errorf("s%d became nothing, and no reason is given", s.Number)
		}
		if len(s.Elements) > 0 {
			modelled++
		}
		for _, text := range s.Elements {
			name, element, ok := strings.Cut(text, ": ")
			if !ok {
				t.Errorf("s%d: %q has no scenario", s.Number, text)
				continue
			}
			if programs[name] == nil {
				sc, err := scenarios.ByName(name)
				if err != nil {
					t.Fatal(err)
				}
				programs[name] = compile(t, sc)
			}
			if !exists(programs[name], element) {
				t.Errorf("s%d: %s has no %q", s.Number, name, element)
			}
		}
	}
	t.Logf("%d of 43 sentences became elements", modelled)
}

// exists reports whether a program has an element as Sentence names them.
func exists(p *negotiation.Program, element string) bool {
	sc := p.Scenario()
	kind, name, _ := strings.Cut(element, "/")
	switch kind {
	case "issue":
		return p.Domain().IssueIndex(name) >= 0
	case "party":
		return slices.ContainsFunc(sc.Parties, func(x negotiation.Party) bool { return x.Name == name })
	case "target":
		return slices.ContainsFunc(sc.Targets, func(x negotiation.Target) bool { return x.Name == name })
	case "vintage":
		return !sc.Vintage.IsZero()
	case "base_rate":
		return sc.BaseRate.PerYear != nil
	}
	return slices.ContainsFunc(p.Params(), func(r negotiation.Param) bool {
		return r.Name == element || strings.HasPrefix(r.Name, element+"/")
	})
}

// TestSeedPage holds the page to the table.
func TestSeedPage(t *testing.T) {
	text, err := os.ReadFile("../docs/methods/seed.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenarios.Seed() {
		for _, piece := range append(s.Elements, s.Why) {
			if !strings.Contains(string(text), piece) {
				t.Errorf("docs/methods/seed.md lacks %q of s%d", piece, s.Number)
			}
		}
	}
}

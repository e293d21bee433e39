package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
)

func TestParseSet(t *testing.T) {
	tests := []struct{ text, name, value string }{
		{"town/reservation=4", "town/reservation", "4"},
		{" town/reservation = pert(1, 2, 3) ", "town/reservation", "pert(1, 2, 3)"},
		{"fare=2", "fare", "option 2"},
		{"fare=3 crowns", "fare", "option 3 crowns"},
		{"term=a=b", "term", "option a=b"},
	}
	params, issues := settable(compiled(t))
	for _, tt := range tests {
		c, err := parseSet(params, issues, tt.text)
		got := "option " + c.option
		if c.quantity != nil {
			got, _ = negotiation.FormatQuantity(c.quantity)
		}
		if err != nil || c.name != tt.name || got != tt.value {
			t.Errorf("parseSet(%q) = %q, %q, %v, want %q, %q", tt.text, c.name, got, err, tt.name, tt.value)
		}
	}
}

// TestSetComesAfterSchools holds the order that the help promises: a quantity
// that a school patches is replaced all the same.
func TestSetComesAfterSchools(t *testing.T) {
	p := compiled(t)
	changes, err := parseSets(p, []string{"town/reservation=30", "winter=daily"})
	if err != nil {
		t.Fatal(err)
	}
	list, err := schools(p, changes)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range list {
		row, _ := q.Param("town/reservation")
		if row.Quantity != negotiation.Exactly(30) {
			t.Errorf("school %s: town/reservation is %v, want 30", q.SchoolName(), row.Quantity)
		}
		if got := q.Changes(); !slices.Equal(got, []string{"town/reservation = 30", "winter = 0 (daily)"}) {
			t.Errorf("school %s: changes %q, want both", q.SchoolName(), got)
		}
	}
}

func compiled(t testing.TB) *negotiation.Program {
	t.Helper()
	p, err := harbour().Compile()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// FuzzSet looks for texts that crash --set, that it takes for a name which is
// none, or that it refuses without saying what it refused.
func FuzzSet(f *testing.F) {
	for _, s := range []string{"", "=", "fare=2", "fare==", "term=a=b", "town/reservation=pert(1,2,3)", "town/reservation=NaN",
		"town/weight/fare=uniform(0, 1) * 2", "\xff=\x00", "winter=99999999999999999999", "town/redline/fare-max-3=0.5"} {
		f.Add(s)
	}
	p := compiled(f)
	params, issues := settable(p)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parseSet(params, issues, text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "--set ") {
				t.Errorf("parseSet(%q): %v, want the flag named first", text, err)
			}
			return
		}
		if c.quantity != nil != slices.Contains(params, c.name) || c.quantity == nil != slices.Contains(issues, c.name) {
			t.Errorf("parseSet(%q) = %+v, want a quantity of a parameter or an option of an issue", text, c)
		}
		if q, err := c.apply(p); err == nil && !slices.ContainsFunc(q.Changes(), func(s string) bool { return strings.HasPrefix(s, c.name+" = ") }) {
			t.Errorf("parseSet(%q) is applied without a trace", text)
		}
	})
}

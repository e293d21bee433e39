package negotiation

import (
	"fmt"
	"strconv"
	"strings"
)

// A Relation compares the option an outcome picks with a level.
type Relation uint8

// The relations of a Term.
const (
	AtLeast Relation = iota // the option or a later one, written >=
	AtMost                  // the option or an earlier one, written <=
	Exact                   // the option itself, written =
)

var relationText = [...]string{AtLeast: ">=", AtMost: "<=", Exact: "="}
var relationWord = [...]string{AtLeast: "min", AtMost: "max", Exact: "is"}

// String returns the relation as it is written in a Term.
func (r Relation) String() string {
	if int(r) >= len(relationText) {
		return "?"
	}
	return relationText[r]
}

// A Term is a condition on one issue, such as "scope >= 2". Level is the index
// of an option in the issue's order.
type Term struct {
	Issue    string
	Relation Relation
	Level    int
}

// String returns the term as ParseTerm reads it.
func (t Term) String() string {
	return fmt.Sprintf("%s %s %d", t.Issue, t.Relation, t.Level)
}

// slug returns the term as a path segment.
func (t Term) slug() string {
	if int(t.Relation) >= len(relationWord) {
		return t.Issue
	}
	return fmt.Sprintf("%s-%s-%d", t.Issue, relationWord[t.Relation], t.Level)
}

// Holds reports whether option l satisfies the term.
func (t Term) Holds(l int) bool {
	switch t.Relation {
	case AtLeast:
		return l >= t.Level
	case AtMost:
		return l <= t.Level
	default:
		return l == t.Level
	}
}

// ParseTerm reads a condition on one issue: a name, one of >=, <= and =, and an
// option, by its index or by its full name: "scope >= 2", "arms = ended". The
// domain resolves names and bounds the index.
func ParseTerm(d *Domain, text string) (Term, error) {
	var t Term
	op := strings.IndexAny(text, "<>=")
	if op < 0 {
		return t, fmt.Errorf("negotiation: term %q: want an issue, one of >=, <=, = and an option", text)
	}
	rest := text[op:]
	switch {
	case strings.HasPrefix(rest, ">="):
		t.Relation, rest = AtLeast, rest[2:]
	case strings.HasPrefix(rest, "<="):
		t.Relation, rest = AtMost, rest[2:]
	case strings.HasPrefix(rest, "="):
		t.Relation, rest = Exact, rest[1:]
	default:
		return t, fmt.Errorf("negotiation: term %q: want >=, <= or =", text)
	}
	t.Issue = strings.TrimSpace(text[:op])
	k := d.IssueIndex(t.Issue)
	if k < 0 {
		return t, unknown("issue", t.Issue, issueNames(d.issues))
	}
	l, err := d.parseOption(k, strings.TrimSpace(rest))
	if err != nil {
		return t, err
	}
	t.Level = d.level(k, l)
	return t, nil
}

// parseOption reads an option of issue k by index or by name.
func (d *Domain) parseOption(k int, text string) (int, error) {
	if l := d.OptionIndex(k, text); l >= 0 {
		return l, nil
	}
	l, err := strconv.Atoi(text)
	if err != nil {
		names := make([]string, len(d.issues[k].Options))
		for i, o := range d.issues[k].Options {
			names[i] = o.Name
		}
		return 0, unknown("option of issue "+d.issues[k].Name, text, names)
	}
	if n := len(d.issues[k].Options); l < 0 || l >= n {
		return 0, fmt.Errorf("%w: option %d of issue %s, want 0 to %d", ErrUnknownName, l, d.issues[k].Name, n-1)
	}
	return d.level(k, l), nil
}

func issueNames(issues []Issue) []string {
	names := make([]string, len(issues))
	for i := range issues {
		names[i] = issues[i].Name
	}
	return names
}

package negotiation

import (
	"strings"
)

// A Kind tells what a Constraint is about and so who can lift it.
type Kind uint8

// The kinds of constraint.
const (
	RedLine    Kind = iota // a party will not sign beyond it: Then must hold where If does
	Rule                   // law, logic or practice rules it out: Then must hold where If does
	Consent                // a party outside the room must agree to what If describes
	Performing             // a party must deliver the issues it names; no outcome is ruled out
)

var kindText = [...]string{RedLine: "redline", Rule: "rule", Consent: "consent", Performing: "performing"}

// String returns the word used in paths and files.
func (k Kind) String() string {
	if int(k) >= len(kindText) {
		return "?"
	}
	return kindText[k]
}

// A Constraint is a rule on options.
//
// An outcome violates a red line or a rule if every term of If holds and some
// term of Then does not; with no If the Then terms are demanded outright, and
// with no Then the combination If is infeasible. A Consent constraint rules out
// the outcomes for which every term of If holds, in the draws in which Party
// withholds its consent. A Performing constraint rules nothing out: it says
// that Party must deliver Issues for the parties in For, which the commitment
// discount of their utilities uses.
//
// P is the probability that the constraint binds in a draw; nil means always.
// Bounds of one party on one issue in one direction are nested and share one
// draw, so that whoever refuses level 3 also refuses level 4. A probability of
// 0 keeps the constraint out of the baseline, ready for a school to name.
//
// Use the constructors; they fill the fields that belong together.
type Constraint struct {
	Kind   Kind
	Name   string // path segment; empty means one made from the terms
	Party  string // whose line, consent or deed; empty for a Rule
	If     []Term
	Then   []Term
	P      Quantity
	Issues []string // Performing: what is delivered
	For    []string // Performing: for whom
	Cite   string   // key of a Source, for constraints without a P
	Note   string
}

// Demand is a conditional demand of party: where every term of when holds, then
// must hold too. With no when it is a bound on a level.
func Demand(party string, p Quantity, then Term, when ...Term) Constraint {
	return Constraint{Kind: RedLine, Party: party, If: when, Then: []Term{then}, P: p}
}

// Infeasible rules out, with probability p, the outcomes for which every term
// holds.
func Infeasible(p Quantity, terms ...Term) Constraint {
	return Constraint{Kind: Rule, If: terms, P: p}
}

// Needs is a rule of the world, binding with probability p: where every term of
// when holds, then must hold too.
func Needs(p Quantity, then Term, when ...Term) Constraint {
	return Constraint{Kind: Rule, If: when, Then: []Term{then}, P: p}
}

// Withholds says that party, outside the room, withholds with probability p its
// consent to the outcomes for which every term holds.
func Withholds(party string, p Quantity, terms ...Term) Constraint {
	return Constraint{Kind: Consent, Party: party, If: terms, P: p}
}

// Performs says that party must deliver what the issues grant to the parties in
// beneficiaries.
func Performs(party string, beneficiaries []string, issues ...string) Constraint {
	return Constraint{Kind: Performing, Party: party, For: beneficiaries, Issues: issues}
}

// path returns the name under which the constraint's probability is known.
func (c Constraint) path() string {
	name := c.Name
	if name == "" {
		name = c.slug()
	}
	if c.Party == "" {
		return c.Kind.String() + "/" + name
	}
	return c.Party + "/" + c.Kind.String() + "/" + name
}

// slug makes a path segment from the terms: "arms-max-1",
// "scope-min-2-needs-arms-min-2".
func (c Constraint) slug() string {
	join := func(terms []Term) string {
		parts := make([]string, len(terms))
		for i, t := range terms {
			parts[i] = t.slug()
		}
		return strings.Join(parts, "-and-")
	}
	switch {
	case c.Kind == Performing:
		return strings.Join(c.Issues, "-") + "-for-" + strings.Join(c.For, "-")
	case len(c.If) == 0:
		return join(c.Then)
	case len(c.Then) == 0:
		return join(c.If)
	default:
		return join(c.If) + "-needs-" + join(c.Then)
	}
}

// String returns the rule in words: "russia: if scope >= 2 then arms >= 2".
func (c Constraint) String() string {
	join := func(terms []Term) string {
		parts := make([]string, len(terms))
		for i, t := range terms {
			parts[i] = t.String()
		}
		return strings.Join(parts, " and ")
	}
	var s string
	switch {
	case c.Kind == Performing:
		s = "delivers " + strings.Join(c.Issues, ", ") + " for " + strings.Join(c.For, ", ")
	case c.Kind == Consent:
		s = "withholds consent to " + join(c.If)
	case len(c.If) == 0:
		s = join(c.Then)
	case len(c.Then) == 0:
		s = "not " + join(c.If)
	default:
		s = "if " + join(c.If) + " then " + join(c.Then)
	}
	if c.Party == "" {
		return s
	}
	return c.Party + ": " + s
}

// violated reports whether outcome o breaks the constraint when it binds. It is
// the definition that every fast path is tested against.
func (c Constraint) violated(d *Domain, o Outcome) bool {
	if c.Kind == Performing {
		return false
	}
	holds := func(t Term) bool {
		k := d.IssueIndex(t.Issue)
		return t.Holds(d.level(k, d.Option(o, k)))
	}
	for _, t := range c.If {
		if !holds(t) {
			return false
		}
	}
	for _, t := range c.Then {
		if !holds(t) {
			return true
		}
	}
	return len(c.Then) == 0
}

// nest returns the key of the draw that the constraint shares with others of
// its party: one issue, one direction.
func (c Constraint) nest() string {
	t, ok := c.bound()
	if !ok || t.Relation == Exact {
		return c.path()
	}
	return c.Party + "/" + c.Kind.String() + "/" + t.Issue + "-" + relationWord[t.Relation]
}

// bound returns the level bound that the constraint amounts to, if it is one.
func (c Constraint) bound() (Term, bool) {
	if c.Kind == RedLine && len(c.If) == 0 && len(c.Then) == 1 {
		return c.Then[0], true
	}
	if c.Kind == Consent && len(c.If) == 1 {
		t := c.If[0]
		switch t.Relation {
		case AtLeast:
			return Term{t.Issue, AtMost, t.Level - 1}, true
		case AtMost:
			return Term{t.Issue, AtLeast, t.Level + 1}, true
		}
	}
	return Term{}, false
}

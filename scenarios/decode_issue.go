package scenarios

import (
	"slices"
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// issues reads the issues and makes the domain that terms are read against.
func (d *decoder) issues(c cursor) {
	before := len(d.f.faults)
	list := c.named("name")
	for _, item := range list {
		d.sc.Issues = append(d.sc.Issues, issue(item))
	}
	if len(d.f.faults) > before || !c.there() {
		return
	}
	domain, err := negotiation.NewDomain(d.sc.Issues...)
	for _, e := range split(err) {
		where(c, list, e.Error()).fault("%v", e)
	}
	d.d = domain
}

// where returns the item whose path the message begins with, or the whole list,
// without a path: the message has one.
func where(c cursor, list []cursor, message string) cursor {
	for _, item := range list {
		if strings.HasPrefix(message, item.path) {
			return item.as("")
		}
	}
	return c.as("")
}

func issue(c cursor) negotiation.Issue {
	fs := c.fields("issue")
	is := negotiation.Issue{
		Name: fs.need("name").text(), Summary: fs.get("summary").text(),
		Cite: fs.get("cite").text(), Note: fs.get("note").text(),
	}
	for _, o := range fs.need("options").list() {
		is.Options = append(is.Options, option(o))
	}
	is.StatusQuo = fs.get("status_quo").option(is.Options)
	return is
}

// option reads a name, or an object with a name and a note.
func option(c cursor) negotiation.Option {
	if c.n.shape == isText {
		return negotiation.Option{Name: c.text()}
	}
	if c.n.shape != isObject {
		c.fault("it is %v, want the name of an option or an object with the key \"name\"", c.n.shape)
		return negotiation.Option{}
	}
	fs := c.fields("option")
	return negotiation.Option{Name: fs.need("name").text(), Note: fs.get("note").text()}
}

// option reads an option by its position or its name; absent means the first.
func (c cursor) option(options []negotiation.Option) int {
	if !c.there() {
		return 0
	}
	if c.n.shape != isText {
		return c.whole(0, max(0, len(options)-1))
	}
	names := make([]string, len(options))
	for i, o := range options {
		names[i] = o.Name
	}
	l := slices.Index(names, c.text())
	if l < 0 {
		c.fault("there is no option %q%s", c.text(), meant(c.text(), names))
		return 0
	}
	return l
}

// term reads a condition on one issue, such as "scope >= 2".
func (d *decoder) term(c cursor) negotiation.Term {
	text := c.text()
	if d.d == nil || !c.there() || c.n.shape != isText {
		return negotiation.Term{} // the issues are at fault: nothing to compare with
	}
	t, err := negotiation.ParseTerm(d.d, text)
	if err != nil {
		c.fault("%q: %v", text, err)
	}
	return t
}

func (d *decoder) terms(c cursor) []negotiation.Term {
	if !c.there() {
		return nil
	}
	var out []negotiation.Term
	for _, item := range c.list() {
		out = append(out, d.term(item))
	}
	return out
}

// constraint reads a rule on options.
func (d *decoder) constraint(c cursor) negotiation.Constraint {
	fs := c.fields("constraint")
	con := negotiation.Constraint{
		Name: fs.get("name").text(), Party: fs.get("party").text(),
		If: d.terms(fs.get("if")), Then: d.terms(fs.get("then")), P: fs.get("p").quantity(),
		Cite: fs.get("cite").text(), Note: fs.get("note").text(),
	}
	switch fs.need("kind").word("redline", "rule", "consent") {
	case "rule":
		con.Kind = negotiation.Rule
	case "consent":
		con.Kind = negotiation.Consent
		if fs.get("then").there() {
			fs.get("then").fault("a consent has a consequence, want only \"if\": what it is needed for")
		}
		fs.need("if")
	default:
		con.Kind = negotiation.RedLine
	}
	if con.Kind != negotiation.Rule {
		fs.need("party")
	}
	if !fs.get("if").there() && !fs.get("then").there() {
		fs.of.fault("it has neither \"if\" nor \"then\", want terms in one of them or both")
	}
	return con
}

// performers reads who must deliver what.
func (d *decoder) performers(c cursor) []negotiation.Constraint {
	var out []negotiation.Constraint
	if !c.there() {
		return nil
	}
	for _, item := range c.list() {
		fs := item.fields("performer")
		out = append(out, negotiation.Constraint{
			Kind: negotiation.Performing, Name: fs.get("name").text(), Party: fs.need("party").text(),
			For: fs.need("for").texts(), Issues: fs.need("issues").texts(),
			Cite: fs.get("cite").text(), Note: fs.get("note").text(),
		})
	}
	return out
}

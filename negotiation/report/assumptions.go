package report

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// Judgement is the source key of numbers that nobody has measured.
const Judgement = "judgement"

// An Assumption is a row of the assumptions table.
type Assumption struct {
	Name         string `json:"name"`
	Distribution string `json:"distribution"`
	Unit         string `json:"unit"`
	Cite         string `json:"cite"`
	Note         string `json:"note"`
}

// Assumptions lists every quantity of a program, without the events that the
// model itself adds.
func Assumptions(p *negotiation.Program) []Assumption {
	var out []Assumption
	for _, q := range p.Params() {
		if q.Event {
			continue
		}
		out = append(out, Assumption{q.Name, fmt.Sprint(q.Quantity), q.Unit, q.Cite, q.Note})
	}
	return out
}

// judged counts the assumptions that rest on judgement, and those that name any
// source at all: a quantity may stand at its default.
func judged(list []Assumption) (judgement, sourced int) {
	for _, a := range list {
		if a.Cite == "" {
			continue
		}
		sourced++
		if a.Cite == Judgement || strings.HasPrefix(strings.ToLower(a.Note), Judgement) {
			judgement++
		}
	}
	return judgement, sourced
}

// AssumptionsText writes the assumptions for people: the table of quantities with
// the share of the sourced ones that is judgement, the rules and how likely each
// is to bind, the schools, and the sources.
func AssumptionsText(w io.Writer, p *negotiation.Program) error {
	b := bufio.NewWriter(w)
	sc := p.Scenario()
	list := Assumptions(p)
	fmt.Fprintf(b, "%s: %s\n", p.Name(), sc.Summary)
	if p.SchoolName() != "" {
		fmt.Fprintf(b, "as the school %s sees it\n", p.SchoolName())
	}
	if changes := p.Changes(); len(changes) > 0 {
		fmt.Fprintf(b, "changed: %s\n", strings.Join(changes, ", "))
	}
	if !sc.Vintage.IsZero() {
		fmt.Fprintf(b, "knowledge of %s; ", sc.Vintage.Format("2006-01-02"))
	}
	fmt.Fprintf(b, "%d outcomes, %d rounds\n\n%s\n\n", p.Domain().Len(), p.Rounds(), wrap(Warning, 78))
	t := table(b)
	fmt.Fprintln(t, "name\tdistribution\tunit\tsource\tnote")
	for _, a := range list {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", a.Name, a.Distribution, a.Unit, a.Cite, a.Note)
	}
	t.Flush()
	j, n := judged(list)
	if n > 0 {
		fmt.Fprintf(b, "\n%d of %d sourced quantities are judgement (%.0f %%); %d stand at a default.\n",
			j, n, 100*float64(j)/float64(n), len(list)-n)
	}
	explainRules(b, p)
	explainSchools(b, sc)
	if q := sc.BaseRate.PerYear; q != nil {
		fmt.Fprintf(b, "\nbase rate: %s, with a yearly chance of %v (source %s)\n", sc.BaseRate.Event, q, sc.BaseRate.Cite)
	}
	explainSources(b, sc)
	return b.Flush()
}

// explainRules lists the rules with the probability that each binds, and the
// deeds that the commitment discount counts on.
func explainRules(b io.Writer, p *negotiation.Program) {
	rules := rulesOf(p)
	if len(rules) > 0 {
		fmt.Fprintln(b, "\nrules and the probability that they bind")
		t := table(b)
		for _, r := range rules {
			chance, cite, note := "always", r.rule.Cite, r.rule.Note
			if q, ok := p.Param(r.param); ok {
				chance, cite, note = fmt.Sprint(q.Quantity), q.Cite, q.Note
			}
			fmt.Fprintf(t, "  %s\t%s\t%s\t%s\n", r.rule, chance, cite, note)
		}
		t.Flush()
	}
	first := true
	for _, c := range p.Scenario().Constraints {
		if c.Kind != negotiation.Performing {
			continue
		}
		if first {
			fmt.Fprintln(b, "\nwho must deliver what")
			first = false
		}
		fmt.Fprintf(b, "  %v\n", c)
	}
}

// explainSchools lists the schools of thought.
func explainSchools(b io.Writer, sc negotiation.Scenario) {
	if len(sc.Schools) == 0 {
		return
	}
	fmt.Fprintln(b, "\nschools of thought")
	t := table(b)
	for _, s := range sc.Schools {
		fmt.Fprintf(t, "  %s\t%d %s\t%s\n", s.Name, len(s.Patches), plural(len(s.Patches), "change"), s.Summary)
	}
	t.Flush()
}

// explainSources lists the sources.
func explainSources(b io.Writer, sc negotiation.Scenario) {
	if len(sc.Sources) == 0 {
		return
	}
	fmt.Fprintln(b, "\nsources")
	t := table(b)
	for _, s := range sc.Sources {
		date := ""
		if !s.Published.IsZero() {
			date = s.Published.Format("2006-01-02")
		}
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\n", s.Key, date, s.Title, s.Address)
	}
	t.Flush()
}

// AssumptionsCSV writes the table as CSV.
func AssumptionsCSV(w io.Writer, p *negotiation.Program) error {
	c := csv.NewWriter(w)
	c.Write([]string{"name", "distribution", "unit", "source", "note"})
	for _, a := range Assumptions(p) {
		c.Write([]string{a.Name, a.Distribution, a.Unit, a.Cite, a.Note})
	}
	c.Flush()
	return c.Error()
}

// AssumptionsJSON writes the table as JSON.
func AssumptionsJSON(w io.Writer, p *negotiation.Program) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(Assumptions(p))
}

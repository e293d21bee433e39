package report

import (
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

// AssumptionsText writes the assumptions table for people, with the share of
// the sourced numbers that is judgement, the rules and the sources.
func AssumptionsText(w io.Writer, p *negotiation.Program) error {
	sc := p.Scenario()
	list := Assumptions(p)
	fmt.Fprintf(w, "%s: %s\n", p.Name(), sc.Summary)
	if !sc.Vintage.IsZero() {
		fmt.Fprintf(w, "knowledge of %s; ", sc.Vintage.Format("2006-01-02"))
	}
	fmt.Fprintf(w, "%d outcomes, %d rounds\n\n%s\n\n", p.Domain().Len(), p.Rounds(), wrap(Warning, 78))
	t := table(w)
	fmt.Fprintln(t, "name\tdistribution\tunit\tsource\tnote")
	for _, a := range list {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", a.Name, a.Distribution, a.Unit, a.Cite, a.Note)
	}
	t.Flush()
	j, n := judged(list)
	if n > 0 {
		fmt.Fprintf(w, "\n%d of %d sourced quantities are judgement (%.0f %%); %d stand at a default.\n",
			j, n, 100*float64(j)/float64(n), len(list)-n)
	}
	if len(sc.Sources) > 0 {
		fmt.Fprintln(w, "\nsources")
		t = table(w)
		for _, s := range sc.Sources {
			date := ""
			if !s.Published.IsZero() {
				date = s.Published.Format("2006-01-02")
			}
			fmt.Fprintf(t, "  %s\t%s\t%s\t%s\n", s.Key, date, s.Title, s.Address)
		}
		t.Flush()
	}
	return nil
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

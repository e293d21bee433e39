package negotiation

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// A Target is something that a scenario should have foreseen: an event that was
// or was not seen by a day. Scenarios hold targets as data; whoever scores a
// model asks each replication whether its target came about in it.
type Target struct {
	// Name is the target's name, a lower-case word that no other target has.
	Name string
	// Statement is what was to be seen, in a sentence.
	Statement string
	// By is the last day on which it counts, included.
	By time.Time
	// Events are what counts in the model; one of them is enough. A target
	// without any is not modelled, and Unmodelled says why.
	Events     []TargetEvent
	Unmodelled string
	// Outcome is what was seen in the world.
	Outcome Verdict
	// Base is the outside view: the probability of the event by its day that the
	// counts of a class of cases give. BasePerYear is a probability per year
	// instead, for a constant hazard from the vintage to the day. At most one is
	// given; a target without either has no base rate.
	Base, BasePerYear Quantity
	// Cite is the key of the Source that says so; it may well be younger than the
	// scenario's vintage.
	Cite string
	Note string
}

// A TargetEvent is a rung reached by a deal.
type TargetEvent struct {
	// Rung is how far the deal must get, Announced or higher.
	Rung Rung
	// Terms is what the deal must hold; none means any deal.
	Terms []Term
	// Held is for how many days it must have been in force by the target's day; 0
	// means that it need not.
	Held int
}

// A Verdict is what was seen of a target.
type Verdict uint8

// The verdicts.
const (
	Undecided Verdict = iota // not known, or not yet
	Happened                 // it was seen by its day
	Failed                   // its day has passed and it was not seen
)

var verdictText = [...]string{Undecided: "undecided", Happened: "yes", Failed: "no"}

// String returns the verdict as it is written in files.
func (v Verdict) String() string {
	if int(v) >= len(verdictText) {
		return "?"
	}
	return verdictText[v]
}

// ParseVerdict reads what String writes.
func ParseVerdict(text string) (Verdict, error) {
	for v, t := range verdictText {
		if t == text {
			return Verdict(v), nil
		}
	}
	return 0, unknown("verdict", text, verdictText[:])
}

// Modelled reports whether the model has an element for the target.
func (t Target) Modelled() bool { return len(t.Events) > 0 }

// Check reports everything that is wrong with the target, for a scenario with
// domain d whose aftermath reaches top: a missing name, day or outcome, terms
// that do not exist, rungs that cannot be reached, a target that is not modelled
// without a reason. The errors are Faults below "targets".
func (t Target) Check(d *Domain, top Rung) error {
	var f faults
	path := "targets/" + segment(t.Name, 0)
	if err := checkName(t.Name); err != nil {
		f.add(path, "%v", err)
	}
	if t.By.IsZero() {
		f.add(path+"/by", "there is no day, want one")
	}
	if t.Outcome == Undecided || int(t.Outcome) >= len(verdictText) {
		f.add(path+"/outcome", "it is %v, want yes or no", t.Outcome)
	}
	if !t.Modelled() && t.Unmodelled == "" {
		f.add(path+"/events", "there are none, want at least 1, or a reason why it is not modelled")
	}
	if t.Modelled() && t.Unmodelled != "" {
		f.add(path+"/unmodelled", "there are events as well, want one of the two")
	}
	if t.Base != nil && t.BasePerYear != nil {
		f.add(path+"/base", "it is given outright and by year, want one of the two")
	}
	for _, q := range []Quantity{t.Base, t.BasePerYear} {
		if q != nil {
			row := Param{Name: path + "/base", Quantity: bare(q), min: 0, max: 1}
			f.list = append(f.list, row.check()...)
		}
	}
	for j, e := range t.Events {
		where := fmt.Sprintf("%s/events/%d", path, j)
		if _, err := d.Clause(e.Terms...); err != nil {
			f.addAll(where, err)
		}
		if e.Rung < Announced || e.Rung > top {
			f.add(where+"/rung", "it is %v, want announced to %v", e.Rung, top)
		}
		if e.Held < 0 || e.Held > 0 && e.Rung < InForce {
			f.add(where+"/held", "it is %d days at %v, want 0 or more, and 0 below in force", e.Held, e.Rung)
		}
	}
	return f.err()
}

// checkTargets checks every target, their names and their sources.
func (c *compiler) checkTargets() {
	seen := map[string]bool{}
	keys := map[string]bool{}
	for _, s := range c.sc.Sources {
		keys[s.Key] = true
	}
	for _, t := range c.sc.Targets {
		c.f.list = append(c.f.list, unjoin(t.Check(c.d, c.top))...)
		if seen[t.Name] {
			c.f.add("targets/"+t.Name, "the name is used twice, want names that differ")
		}
		seen[t.Name] = true
		if len(keys) > 0 && t.Cite != "" && !keys[t.Cite] {
			c.f.addErr("targets/"+t.Name+"/cite", unknown("source", t.Cite, slices.Sorted(maps.Keys(keys))))
		}
	}
}

// unjoin returns the errors that err joins.
func unjoin(err error) []error {
	if j, ok := err.(interface{ Unwrap() []error }); ok {
		return j.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

// A Watch decides about one target in one replication after another.
type Watch struct {
	day    float64 // from the first day of the talks to the end of the target's day
	length float64 // days in a round
	events []watched
}

type watched struct {
	rung   Rung
	clause Clause
	held   int
}

// Watch compiles the target for p, whose talks begin on the day of the
// scenario's vintage. The error joins those of Check with the lack of a vintage
// or of a length of rounds.
func (t Target) Watch(p *Program) (*Watch, error) {
	list := []error{t.Check(p.d, p.top)}
	if p.sc.Vintage.IsZero() {
		list = append(list, Fault{"vintage", "there is none, want the day on which the talks begin"})
	}
	if p.sc.RoundLength == 0 {
		list = append(list, Fault{"round_length", "rounds have no length, want one, since targets have days"})
	}
	if err := errors.Join(list...); err != nil {
		return nil, err
	}
	const day = 24 * time.Hour
	w := &Watch{
		day:    t.By.Truncate(day).Add(day).Sub(p.sc.Vintage).Hours() / 24,
		length: p.sc.RoundLength.Hours() / 24,
	}
	for _, e := range t.Events {
		c, _ := p.d.Clause(e.Terms...)
		w.events = append(w.events, watched{e.Rung, c, e.Held})
	}
	return w, nil
}

// Seen reports whether the target came about in a replication. A deal is
// announced at the end of its round, in force Record.Delay days later, and held
// to term, extended and broadened after another Record.Held days; consent is a
// matter of the day of the announcement.
func (w *Watch) Seen(rec Record) bool {
	if rec.Outcome == NoDeal {
		return false
	}
	for _, e := range w.events {
		if rec.Rung < e.rung || !e.clause.Holds(rec.Outcome) || int(rec.Held) < e.held {
			continue
		}
		at := float64(float64(rec.Round+1)*w.length) + float64(e.held)
		if e.rung >= InForce {
			at += float64(rec.Delay)
		}
		if e.rung >= HeldToTerm {
			at += float64(rec.Held) - float64(e.held)
		}
		if at <= w.day {
			return true
		}
	}
	return false
}

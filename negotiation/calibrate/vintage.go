package calibrate

import (
	"errors"
	"fmt"
	"time"

	"github.com/parleylab/parley/negotiation"
)

// ErrVintage is wrapped by the errors of CheckVintage.
var ErrVintage = errors.New("calibrate: the scenario knows too much")

// CheckVintage reports everything that makes a program unfit for a backtest: a
// scenario without a vintage, and every source that one of its quantities or
// rules cites which was published after the vintage or bears no date. What only
// targets cite is free: targets are about what came later. What-if quantities
// without a source and issues held at one option are refused too, since nobody
// can tell their date. The errors wrap ErrVintage.
func CheckVintage(p *negotiation.Program) error {
	sc := p.Scenario()
	if sc.Vintage.IsZero() {
		return fmt.Errorf("%w: vintage: there is none, want the day its knowledge ends", ErrVintage)
	}
	sources := map[string]negotiation.Source{}
	for _, s := range sc.Sources {
		sources[s.Key] = s
	}
	var list []error
	told := map[string]bool{}
	look := func(path, key string) {
		if key == "model" || told[key] && key != "" {
			return
		}
		told[key] = true
		if err := dated(path, key, sources, sc.Vintage); err != nil {
			list = append(list, err)
		}
	}
	for _, row := range p.Params() {
		_, exact := row.Quantity.(negotiation.Exactly)
		if row.Cite == "" && exact && row.Note == "" {
			continue // a default of the library, no number of the world
		}
		look(row.Name, row.Cite)
	}
	for _, pin := range p.Pinned() {
		list = append(list, fmt.Errorf("%w: issue %s is held at one option by a what-if, whose date nobody knows", ErrVintage, pin))
	}
	for _, c := range p.Rules() {
		if c.Cite != "" {
			look("constraints/"+c.String(), c.Cite)
		}
	}
	if q, ok := sc.BaseRate.PerYear.(negotiation.Sourced); ok {
		look("base_rate", q.Cite)
	}
	return errors.Join(list...)
}

// dated reports what is wrong with the source called key, cited at path.
func dated(path, key string, sources map[string]negotiation.Source, vintage time.Time) error {
	s, ok := sources[key]
	switch {
	case key == "":
		return fmt.Errorf("%w: %s: it cites no source, want one published by %s", ErrVintage, path, day(vintage))
	case !ok:
		return fmt.Errorf("%w: %s: source %q is not listed, want its date", ErrVintage, path, key)
	case s.Published.IsZero():
		return fmt.Errorf("%w: sources/%s: it has no date of publication, want one by %s (cited by %s)", ErrVintage, key, day(vintage), path)
	case s.Published.After(vintage):
		return fmt.Errorf("%w: sources/%s: it was published on %s, want %s or earlier (cited by %s)",
			ErrVintage, key, day(s.Published), day(vintage), path)
	}
	return nil
}

func day(t time.Time) string { return t.Format("2006-01-02") }

package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
)

// Encode writes sc as a file that Decode reads: a scenario that compiles gives a
// program with the same fingerprint, the same quantities with the same
// provenance, and the same prose. The newest version of the format is written,
// and parties that were cut from actors are written out in full.
//
// What the format does not hold is an error, and nothing is written then:
// utilities, strategies, protocols, dynamics, aftermaths, attitudes to risk and
// quantities of other packages, text that is no UTF-8, and numbers that
// are not finite. All of it is reported at once, each a negotiation.Fault. Days
// keep their date but not their hour.
func Encode(w io.Writer, sc negotiation.Scenario) error {
	e := &encoder{sc: sc}
	file := e.scenario()
	e.check("", file)
	if err := errors.Join(e.faults...); err != nil {
		return err
	}
	var b bytes.Buffer
	render(&b, file, 0)
	b.WriteByte('\n')
	_, err := w.Write(b.Bytes())
	return err
}

// encoder turns a scenario into the objects of a file.
type encoder struct {
	sc     negotiation.Scenario
	faults []error
}

func (e *encoder) fault(path, format string, args ...any) {
	e.faults = append(e.faults, negotiation.Fault{Path: path, Reason: fmt.Sprintf(format, args...)})
}

// add appends a key; an empty text, a nil value and a false flag are left out.
func (e *encoder) add(o *object, key string, value any) {
	switch v := value.(type) {
	case nil:
		return
	case bool:
		if !v {
			return
		}
	case string:
		if v == "" {
			return
		}
	}
	*o = append(*o, member{key, value})
}

// check faults texts and numbers that JSON cannot hold.
func (e *encoder) check(path string, value any) {
	switch v := value.(type) {
	case string:
		if !utf8.ValidString(v) {
			e.fault(path, "%q is no UTF-8, want text in UTF-8", v)
		}
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			e.fault(path, "it is %v, want a finite number", v)
		}
	case object:
		for _, m := range v {
			e.check(path, m.key)
			e.check(join(path, m.key), m.value)
		}
	case []any:
		for i, x := range v {
			e.check(join(path, strconv.Itoa(i)), x)
		}
	}
}

// quantity appends a quantity; an absent one is left out.
func (e *encoder) quantity(o *object, path, key string, q negotiation.Quantity) {
	if isAbsent(q) {
		return
	}
	x, err := encodeQuantity(q)
	if err != nil {
		e.fault(join(path, key), "%v", err)
		return
	}
	e.add(o, key, x)
}

func (e *encoder) scenario() object {
	sc := e.sc
	var o object
	e.add(&o, "format", Format)
	o = append(o, member{"name", sc.Name})
	e.add(&o, "summary", sc.Summary)
	e.add(&o, "vintage", day(sc.Vintage))
	e.add(&o, "rounds", sc.Rounds)
	e.roundLength(&o)
	e.protocol(&o)
	e.add(&o, "issues", e.issues())
	e.add(&o, "parties", e.parties())
	rules, performers := e.constraints()
	e.add(&o, "constraints", rules)
	e.add(&o, "performers", performers)
	e.dynamics(&o)
	e.aftermath(&o)
	e.add(&o, "targets", e.targets())
	e.add(&o, "schools", e.schools())
	e.add(&o, "sources", e.sources())
	e.baseRate(&o)
	return e.valid(o)
}

// valid drops lists that are empty and not needed.
func (e *encoder) valid(o object) object {
	var out object
	for _, m := range o {
		list, ok := m.value.([]any)
		if ok && len(list) == 0 && m.key != "issues" && m.key != "parties" {
			continue
		}
		out = append(out, m)
	}
	return out
}

func (e *encoder) roundLength(o *object) {
	if e.sc.RoundLength == 0 {
		return
	}
	days := e.sc.RoundLength.Hours() / 24
	if time.Duration(math.Round(days*float64(24*time.Hour))) != e.sc.RoundLength || days < 0 || days > 36500 {
		e.fault("round_length", "it is %v, want at most 36500 days that a number of days can tell", e.sc.RoundLength)
	}
	e.add(o, "round_days", days)
}

// day returns a date, or "" for none.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func (e *encoder) protocol(o *object) {
	switch p := e.sc.Protocol.(type) {
	case protocol.Alternating:
		out := object{{"kind", "alternating"}}
		if len(p.Speakers) > 0 {
			out = append(out, member{"speakers", texts(p.Speakers)})
		}
		*o = append(*o, member{"protocol", out})
	case protocol.Mediated:
		out := object{{"kind", "mediated"}, {"by", p.By}}
		e.quantity(&out, "protocol", "learning", p.Learning)
		*o = append(*o, member{"protocol", out})
	case protocol.Shuttle:
		tracks := []any{}
		for _, track := range p.Tracks {
			tracks = append(tracks, texts(track))
		}
		out := object{{"kind", "shuttle"}, {"by", p.By}, {"tracks", tracks}}
		e.quantity(&out, "protocol", "learning", p.Learning)
		*o = append(*o, member{"protocol", out})
	case nil:
		e.fault("protocol", "there is none, want one")
	default:
		e.fault("protocol", "it is a %T, which files do not hold, want one of package protocol", p)
	}
}

func (e *encoder) schools() []any {
	var out []any
	for _, s := range e.sc.Schools {
		path := "schools/" + s.Name
		o := object{{"name", s.Name}}
		e.add(&o, "summary", s.Summary)
		var patches []any
		for _, p := range s.Patches {
			patches = append(patches, e.patch(path, p))
		}
		e.add(&o, "patches", patches)
		out = append(out, e.valid(o))
	}
	return out
}

func (e *encoder) patch(path string, p negotiation.Patch) object {
	path = join(path, p.Path)
	o := object{{"path", p.Path}}
	e.quantity(&o, path, "set", p.Set)
	if p.Scale != 0 {
		e.add(&o, "scale", p.Scale)
	}
	if p.Shift != 0 {
		e.add(&o, "shift", p.Shift)
	}
	if len(o) != 2 {
		e.fault(path, "not exactly one of set, scale and shift is given, want exactly 1")
	}
	e.add(&o, "cite", p.Cite)
	e.add(&o, "note", p.Note)
	return o
}

func (e *encoder) sources() []any {
	var out []any
	for _, s := range e.sc.Sources {
		o := object{{"key", s.Key}, {"title", s.Title}}
		e.add(&o, "address", s.Address)
		e.add(&o, "published", day(s.Published))
		e.add(&o, "accessed", day(s.Accessed))
		out = append(out, o)
	}
	return out
}

func (e *encoder) baseRate(o *object) {
	r := e.sc.BaseRate
	if r.Event == "" && r.Cite == "" && r.Note == "" && isAbsent(r.PerYear) {
		return
	}
	out := object{{"event", r.Event}}
	e.quantity(&out, "base_rate", "per_year", r.PerYear)
	e.add(&out, "cite", r.Cite)
	e.add(&out, "note", r.Note)
	*o = append(*o, member{"base_rate", out})
}

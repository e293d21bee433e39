package actors

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/parleylab/parley/negotiation"
)

//go:embed data/actors.json
var file []byte

// catalogue returns the actors of the embedded file. The file is part of the
// program, so a fault in it is a fault of the code.
var catalogue = sync.OnceValue(func() []Actor {
	list, err := decode(file)
	if err != nil {
		panic("actors: the embedded catalogue does not decode: " + err.Error())
	}
	return list
})

// The shapes of the file.
type (
	fileShape struct {
		Sources []sourceShape `json:"sources"`
		Actors  []actorShape  `json:"actors"`
	}
	sourceShape struct {
		Key       string `json:"key"`
		Title     string `json:"title"`
		Address   string `json:"address"`
		Published string `json:"published"`
		Accessed  string `json:"accessed"`
	}
	actorShape struct {
		Name        string        `json:"name"`
		Title       string        `json:"title"`
		Role        string        `json:"role"`
		Summary     string        `json:"summary"`
		Discount    *numberShape  `json:"discount_per_month"`
		Risk        *riskShape    `json:"risk"`
		Exponent    *numberShape  `json:"exponent"`
		Correlation *numberShape  `json:"correlation"`
		Beliefs     []beliefShape `json:"beliefs"`
	}
	riskShape struct {
		Kind string `json:"kind"`
		numberShape
	}
	beliefShape struct {
		About string `json:"about"`
		Trait string `json:"trait"`
		numberShape
	}
	numberShape struct {
		Is   string `json:"is"`
		Unit string `json:"unit"`
		Cite string `json:"cite"`
		Note string `json:"note"`
	}
)

// decode reads the file strictly.
func decode(data []byte) ([]Actor, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var f fileShape
	if err := d.Decode(&f); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("data follows the end")
	}
	r := reader{sources: map[string]negotiation.Source{}}
	for _, s := range f.Sources {
		r.source(s)
	}
	var list []Actor
	for _, a := range f.Actors {
		list = append(list, r.actor(a))
	}
	return list, errors.Join(r.faults...)
}

// reader turns shapes into actors and collects faults.
type reader struct {
	sources map[string]negotiation.Source
	current *Actor // the actor being read, which gathers the sources it cites
	faults  []error
}

func (r *reader) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf(format, args...))
}

func (r *reader) source(s sourceShape) {
	r.sources[s.Key] = negotiation.Source{
		Key: s.Key, Title: s.Title, Address: s.Address, Published: r.date(s.Published), Accessed: r.date(s.Accessed),
	}
}

func (r *reader) date(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil && text != "" {
		r.fault("date %q: want year-month-day", text)
	}
	return t
}

func (r *reader) actor(s actorShape) Actor {
	a := Actor{Name: s.Name, Title: s.Title, Summary: s.Summary}
	r.current = &a
	a.Role = r.role(s.Role)
	a.MonthlyDiscount = r.number(s.Discount)
	a.Exponent = r.number(s.Exponent)
	a.Correlation = r.number(s.Correlation)
	a.Risk = r.risk(s.Risk)
	for _, b := range s.Beliefs {
		a.Beliefs = append(a.Beliefs, negotiation.Belief{About: b.About, Trait: b.Trait, Quantity: r.number(&b.numberShape)})
	}
	return a
}

func (r *reader) role(text string) negotiation.Role {
	for role := negotiation.Principal; role <= negotiation.Performer; role++ {
		if role.String() == text {
			return role
		}
	}
	r.fault("%s: role %q does not exist", r.current.Name, text)
	return 0
}

// number reads a quantity; a missing one is nil.
func (r *reader) number(s *numberShape) negotiation.Quantity {
	if s == nil {
		return nil
	}
	q, err := negotiation.ParseQuantity(s.Is)
	if err != nil {
		r.fault("%s: %w", r.current.Name, err)
		return nil
	}
	r.cite(s.Cite)
	return negotiation.Sourced{Quantity: q, Unit: s.Unit, Cite: s.Cite, Note: s.Note}
}

func (r *reader) risk(s *riskShape) negotiation.Risk {
	if s == nil {
		return nil
	}
	q := r.number(&s.numberShape)
	switch s.Kind {
	case "cara":
		return negotiation.CARA{Coefficient: q}
	case "loss-aversion":
		return negotiation.LossAversion{Lambda: q}
	}
	r.fault("%s: risk attitude %q, want cara or loss-aversion", r.current.Name, s.Kind)
	return nil
}

// cite adds a source to those of the actor being read.
func (r *reader) cite(key string) {
	for _, s := range r.current.Sources {
		if s.Key == key {
			return
		}
	}
	s, ok := r.sources[key]
	if !ok {
		r.fault("%s: there is no source %q", r.current.Name, key)
	}
	r.current.Sources = append(r.current.Sources, s)
}

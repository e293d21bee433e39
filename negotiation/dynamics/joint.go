package dynamics

import (
	"errors"
	"fmt"

	"github.com/parleylab/parley/negotiation"
)

// Joint runs several dynamics beside one table, one after the other in every
// step. One that breaks off the talks is the last. Names of quantities must
// differ between the parts: two deadlines need names of their own.
type Joint []negotiation.Dynamics

// Place places every part.
func (j Joint) Place(at negotiation.Setting) (negotiation.Dynamics, error) {
	out := make(Joint, len(j))
	var list []error
	for i, d := range j {
		out[i] = d
		if d == nil {
			list = append(list, fmt.Errorf("dynamics: part %d of a joint is missing, want a dynamics", i))
			continue
		}
		p, ok := d.(negotiation.PlacedDynamics)
		if !ok {
			continue
		}
		placed, err := p.Place(at)
		if err != nil {
			list = append(list, err)
			continue
		}
		out[i] = placed
	}
	return out, errors.Join(list...)
}

// Quantities returns the quantities of all parts in order.
func (j Joint) Quantities() []negotiation.Named {
	var list []negotiation.Named
	for _, d := range j {
		if q, ok := d.(negotiation.Quantified); ok {
			list = append(list, q.Quantities()...)
		}
	}
	return list
}

// Reasons returns the reasons of all parts in order.
func (j Joint) Reasons() []string {
	var list []string
	for _, d := range j {
		if r, ok := d.(negotiation.Reasoned); ok {
			list = append(list, r.Reasons()...)
		}
	}
	return list
}

// Process returns one run of all parts.
func (j Joint) Process() negotiation.Process {
	p := jointProcess{}
	quantities, reasons := 0, 0
	for _, d := range j {
		p = append(p, jointPart{d.Process(), quantities, reasons})
		if q, ok := d.(negotiation.Quantified); ok {
			quantities += len(q.Quantities())
		}
		if r, ok := d.(negotiation.Reasoned); ok {
			reasons += len(r.Reasons())
		}
	}
	return p
}

type jointProcess []jointPart

// jointPart is a part and where its quantities and reasons begin.
type jointPart struct {
	negotiation.Process
	quantities, reasons int
}

// Reset prepares every part.
func (p jointProcess) Reset(s *negotiation.Session) {
	for i := range p {
		s.Part(p[i].quantities, p[i].reasons)
		p[i].Process.Reset(s)
		s.Part(-p[i].quantities, -p[i].reasons)
	}
}

// Step lets time pass for every part.
func (p jointProcess) Step(s *negotiation.Session) {
	for i := range p {
		s.Part(p[i].quantities, p[i].reasons)
		p[i].Process.Step(s)
		s.Part(-p[i].quantities, -p[i].reasons)
		if s.Broken() {
			return
		}
	}
}

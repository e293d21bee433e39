package calibrate

import (
	"errors"

	"github.com/parleylab/parley/negotiation"
)

// A Distance says how far a replication is from what was seen: 0 is alike,
// positive numbers are not. It is called from several goroutines at a time, each
// with a session of its own that has just played the record.
type Distance func(s *negotiation.Session, rec negotiation.Record) float64

// Missed returns the distance that counts the modelled targets on which a
// replication differs from the world. The errors are those of Target.Watch, or
// say that no target is modelled.
func Missed(p *negotiation.Program, targets []negotiation.Target) (Distance, error) {
	var watches []*negotiation.Watch
	var happened []bool
	var list []error
	for _, t := range targets {
		w, err := t.Watch(p)
		list = append(list, err)
		if err == nil && t.Modelled() {
			watches = append(watches, w)
			happened = append(happened, t.Outcome == negotiation.Happened)
		}
	}
	if err := errors.Join(list...); err != nil {
		return nil, err
	}
	if len(watches) == 0 {
		return nil, errors.New("calibrate: no target is modelled, want at least 1")
	}
	return func(_ *negotiation.Session, rec negotiation.Record) float64 {
		n := 0
		for i, w := range watches {
			if w.Seen(rec) != happened[i] {
				n++
			}
		}
		return float64(n)
	}, nil
}

// Rung returns the distance of the last rung from the one that was seen, in
// rungs.
func Rung(seen negotiation.Rung) Distance {
	return func(_ *negotiation.Session, rec negotiation.Record) float64 {
		d := int(rec.Rung) - int(seen)
		return float64(max(d, -d))
	}
}

// Progress is how far an inference has come.
type Progress struct {
	Accepted, Wanted int
	Tried            uint64  // replications played
	Tolerance        float64 // in force
}

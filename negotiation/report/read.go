package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// ReadJSON reads back what Study.JSON wrote, so that parts of a run can be
// merged or continued. Derived figures (rows, spread, base rate) are dropped,
// since they follow from the results; so are artefacts and settlements, which come
// from replications of their own. Unknown keys, text after the document and
// results whose columns do not fit together are errors; all of the latter are
// reported at once.
func ReadJSON(r io.Reader) (Study, error) {
	var doc document
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return Study{}, fmt.Errorf("report: the text ends before the study does, want what JSON wrote")
		}
		return Study{}, fmt.Errorf("report: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Study{}, fmt.Errorf("report: there is text after the study, want nothing")
	}
	s := Study{Results: doc.Results, Shown: doc.Shown, Level: doc.Level, Wanted: doc.Wanted}
	if err := s.check(); err != nil {
		return Study{}, err
	}
	var list []error
	for i, r := range s.Results {
		if err := errors.Join(sound(r), soundMetrics(r), alike(r, s.Results[0])); err != nil {
			list = append(list, fmt.Errorf("report: results/%d: %w", i, err))
		}
	}
	return s, errors.Join(list...)
}

// sound reports what keeps a result from being told or merged: columns without
// names, and counts that cannot be.
func sound(r *montecarlo.Result) error {
	var list []error
	want := func(name string, got, want int) {
		if got != want {
			list = append(list, fmt.Errorf("%s has %d entries, want %d", name, got, want))
		}
	}
	n := len(r.Seats)
	want("proposers", len(r.Proposers), n+1)
	want("surplus", len(r.Surplus), n)
	want("units", len(r.Units), n)
	want("options", len(r.Options), len(r.Issues))
	for k := range min(len(r.Options), len(r.Issues)) {
		want("options of "+r.Issues[k].Name, len(r.Options[k]), len(r.Issues[k].Options))
		if len(r.Options[k]) == 0 {
			list = append(list, fmt.Errorf("issue %q has no options, want at least 1", r.Issues[k].Name))
		}
	}
	if r.Runs < 0 || r.Zones < 0 || r.Zones > int64(r.Runs) {
		list = append(list, fmt.Errorf("runs are %d and zones %d, want zones between 0 and runs", r.Runs, r.Zones))
	}
	if r.Top < negotiation.Announced || int(r.Top) >= negotiation.NumRungs {
		list = append(list, fmt.Errorf("top is %d, want %d to %d", r.Top, negotiation.Announced, negotiation.NumRungs-1))
	}
	total := r.Failed
	for _, k := range r.Rungs {
		total += k
		if k < 0 {
			list = append(list, fmt.Errorf("a rung counts %d, want 0 or more", k))
		}
	}
	if total != int64(r.Runs) {
		list = append(list, fmt.Errorf("rungs and failures add up to %d, want %d runs", total, r.Runs))
	}
	if r.Failed > 0 && len(r.Failures) == 0 {
		list = append(list, fmt.Errorf("%d replications failed and none is listed", r.Failed))
	}
	return errors.Join(list...)
}

// soundMetrics reports what keeps the metrics of a result from being reduced.
func soundMetrics(r *montecarlo.Result) error {
	var list []error
	for _, m := range r.Metrics {
		for _, p := range m.Parts {
			if p.Level < 0 || p.Level > 53 || p.Offset < 0 || p.Offset+len(p.Values) > montecarlo.BlockSize {
				list = append(list, fmt.Errorf("metric %q has a part of level %d with %d values from %d on, want them within a block",
					m.Name, p.Level, len(p.Values), p.Offset))
			}
		}
	}
	return errors.Join(list...)
}

// alike reports whether the columns of r stand for the same as those of first.
func alike(r, first *montecarlo.Result) error {
	same := slices.Equal(r.Seats, first.Seats) && len(r.Rounds) == len(first.Rounds) &&
		slices.EqualFunc(r.Issues, first.Issues, func(a, b montecarlo.Column) bool {
			return a.Name == b.Name && slices.Equal(a.Options, b.Options)
		}) &&
		slices.EqualFunc(r.Metrics, first.Metrics, func(a, b montecarlo.Measured) bool { return a.Name == b.Name })
	if !same {
		return errors.New("its seats, rounds, issues or metrics differ from those of the first result")
	}
	return nil
}

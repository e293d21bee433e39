package report_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation/montecarlo"
	"github.com/parleylab/parley/negotiation/report"
)

// FuzzReadJSON looks for texts that are read as a study and cannot be told or
// merged.
func FuzzReadJSON(f *testing.F) {
	var b bytes.Buffer
	r, err := montecarlo.Simulation{Program: compile(f, harbour(), ""), Runs: 1030, Metrics: []montecarlo.Metric{montecarlo.Margin()}}.Run(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	if err := (report.Study{Results: []*montecarlo.Result{r}}).JSON(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String())
	f.Add(`{"level": 0.9, "results": [{"runs": 0}]}`)
	f.Add(`{"level": 0.9, "results": [{"runs": 1, "rungs": [0,0,1], "issues": [{"name": "a", "options": []}], "options": [[]]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := report.ReadJSON(strings.NewReader(text))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := s.Text(io.Discard); err != nil {
			t.Errorf("a study that was read cannot be told: %v", err)
		}
		_ = s.CSV(io.Discard)
		if s.JSON(&out) == nil {
			if _, err := report.ReadJSON(&out); err != nil {
				t.Errorf("a study that was read and written again cannot be read: %v", err)
			}
		}
		_, _ = montecarlo.Merge(s.Results...)
	})
}

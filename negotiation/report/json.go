package report

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/parleylab/parley/negotiation/montecarlo"
)

// document is the JSON form of a study.
type document struct {
	Warning  string      `json:"warning"`
	Level    float64     `json:"level"`
	Rows     []row       `json:"rows"`
	Spread   []spreadRow `json:"spread"`
	BaseRate *Outside    `json:"base_rate,omitempty"`
	// Results holds the exact counts of every school, as montecarlo.Merge reads
	// them.
	Results []*montecarlo.Result `json:"results"`
}

type row struct {
	School string  `json:"school"`
	Rung   string  `json:"rung"`
	Count  int64   `json:"count"`
	Runs   int64   `json:"runs"`
	Share  float64 `json:"share"`
	Lo     float64 `json:"lo"`
	Hi     float64 `json:"hi"`
}

type spreadRow struct {
	Rung string  `json:"rung"`
	Lo   float64 `json:"lo"`
	Hi   float64 `json:"hi"`
}

// JSON writes the study with all counts, indented. The "results" can be read
// back into montecarlo.Result values and merged with further ones.
func (s Study) JSON(w io.Writer) error {
	if len(s.Results) == 0 {
		return fmt.Errorf("report: there are no results, want at least 1")
	}
	doc := document{Warning: Warning, Level: s.level(), Results: s.shown()}
	for _, r := range s.shown() {
		if r.Runs == 0 {
			continue
		}
		for _, g := range rungs {
			p := r.Reached(g)
			i := p.Wilson(s.level())
			doc.Rows = append(doc.Rows, row{r.Manifest.School, g.String(), p.K, p.N, p.Share(), i.Lo, i.Hi})
		}
	}
	for _, g := range rungs {
		if lo, hi := s.spread(g); lo <= hi {
			doc.Spread = append(doc.Spread, spreadRow{g.String(), lo, hi})
		}
	}
	if o, ok := s.outside(); ok {
		doc.BaseRate = &o
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

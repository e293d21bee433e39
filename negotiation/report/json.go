package report

import (
	"encoding/json"
	"io"

	"github.com/parleylab/parley/negotiation/montecarlo"
)

// document is the JSON form of a study.
type document struct {
	Warning  string      `json:"warning"`
	Level    float64     `json:"level"`
	Wanted   int         `json:"wanted,omitempty"` // only if fewer are there
	Shown    []string    `json:"shown,omitempty"`
	Rows     []row       `json:"rows"`
	Spread   []spreadRow `json:"spread"`
	Stops    []stopRow   `json:"stops,omitempty"`
	BaseRate *Outside    `json:"base_rate,omitempty"`
	// Artefacts and Settlements stand in a study that has them only.
	Artefacts   []artefactRow   `json:"artefacts,omitempty"`
	Settlements []settlementSet `json:"settlements,omitempty"`
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

// JSON writes the study with all counts, indented. "rows" holds the schools that
// are shown, "results" all of them, so that ReadJSON gives the study back and its
// results can be merged with further ones. "wanted" stands in an incomplete study
// only: the number of replications a school that were asked for. So do "artefacts",
// a row for each school, convention and rung, and "settlements", with how often the
// talks and each concept take every option of every issue.
func (s Study) JSON(w io.Writer) error {
	if err := s.check(); err != nil {
		return err
	}
	doc := document{Warning: Warning, Level: s.level(), Shown: s.Shown, Results: s.Results}
	if _, hi := s.runs(); s.incomplete() {
		doc.Wanted = max(hi, s.Wanted)
	}
	doc.Stops = s.stopRows()
	doc.Artefacts, doc.Settlements = s.artefactRows(), s.settlementSets()
	for _, r := range s.shown() {
		if r.Runs == 0 {
			continue
		}
		for _, g := range s.rungs() {
			p := r.Reached(g)
			i := p.Wilson(s.level())
			doc.Rows = append(doc.Rows, row{r.Manifest.School, g.String(), p.K, p.N, p.Share(), i.Lo, i.Hi})
		}
	}
	for _, g := range s.rungs() {
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

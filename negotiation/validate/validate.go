package validate

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"

	"github.com/parleylab/parley/negotiation/game"
)

// A Verdict is what became of one anchor.
type Verdict string

// The verdicts.
const (
	Holds   Verdict = "holds"   // within tolerance, and so is the certificate
	Fails   Verdict = "fails"   // not so, or the computation returned an error
	Skipped Verdict = "skipped" // not computed, for the reason given
)

// A Row is one anchor replayed.
type Row struct {
	ID        string    `json:"id"`        // such as "rubinstein.spe"
	Group     string    `json:"group"`     // the part of theory it belongs to
	Statement string    `json:"statement"` // what is computed
	Source    string    `json:"source"`    // who showed it
	Want      []float64 `json:"want"`      // as recorded
	Got       []float64 `json:"got,omitempty"`
	Tolerance float64   `json:"tolerance"` // largest absolute error of an entry
	Off       float64   `json:"off"`       // largest absolute error found
	Verdict   Verdict   `json:"verdict"`
	Reason    string    `json:"reason,omitempty"` // why it fails or was skipped
	// Certificate is nil where the model returns none.
	Certificate *Certificate `json:"certificate,omitempty"`
}

// A Certificate says how well a result meets the conditions that define it, by a
// computation apart from the solver's.
type Certificate struct {
	Method    string  `json:"method"`
	Worst     float64 `json:"worst"` // largest breach or residual
	Tolerance float64 `json:"tolerance"`
	Holds     bool    `json:"holds"`
}

// A Report is a table of anchors in the order of the record.
type Report struct {
	Rows []Row `json:"rows"`
	// Held, Failed and Skipped count the rows by verdict.
	Held    int `json:"held"`
	Failed  int `json:"failed"`
	Skipped int `json:"skipped"`
}

// OK reports whether no anchor failed.
func (r *Report) OK() bool { return r.Failed == 0 }

// recorded is an anchor as golden.json holds it.
type recorded struct {
	ID        string  `json:"id"`
	Group     string  `json:"group"`
	Statement string  `json:"statement"`
	Value     figures `json:"value"`
	Tolerance float64 `json:"tolerance"`
	Source    string  `json:"source"`
}

// figures is one number or a list of numbers.
type figures []float64

// UnmarshalJSON reads either form.
func (f *figures) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '[' {
		var list []float64
		err := json.Unmarshal(data, &list)
		*f = list
		return err
	}
	*f = make(figures, 1)
	return json.Unmarshal(data, &(*f)[0])
}

//go:embed golden.json
var golden []byte

// record returns the recorded anchors.
func record() ([]recorded, error) {
	var list []recorded
	if err := json.Unmarshal(golden, &list); err != nil {
		return nil, fmt.Errorf("validate: the record of anchors is damaged: %w", err)
	}
	return list, nil
}

// computation is how an anchor is replayed.
type computation struct {
	run     func(ctx context.Context) ([]float64, error)
	certify func(ctx context.Context) (Certificate, error) // nil if there is none
}

// A Suite is a replay of the anchors with data of third parties. The zero Suite
// has none, and skips the anchors that need them.
type Suite struct {
	// Deals are the 1000 negotiations that ship with OpenSpiel, as
	// game.ParseDeals reads them. The anchors "dond." are replayed on them, and
	// fail on others.
	Deals []game.Deal
}

// Run replays the anchors without data of third parties. It is short for
// Suite{}.Run(ctx, prefixes...).
func Run(ctx context.Context, prefixes ...string) (*Report, error) {
	return Suite{}.Run(ctx, prefixes...)
}

// Run replays every anchor whose name begins with one of the prefixes, all of
// them if there are none, on all processors. It returns the table so far together
// with ctx.Err() if ctx ends first; anchors not reached are skipped there. That
// an anchor fails is no error.
func (s Suite) Run(ctx context.Context, prefixes ...string) (*Report, error) {
	list, err := record()
	if err != nil {
		return nil, err
	}
	list = selected(list, prefixes)
	methods := s.computations()
	rows := make([]Row, len(list))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				rows[i] = replay(ctx, list[i], methods)
			}
		})
	}
	for i := range list {
		next <- i
	}
	close(next)
	wg.Wait()
	return count(rows), ctx.Err()
}

func selected(list []recorded, prefixes []string) []recorded {
	if len(prefixes) == 0 {
		return list
	}
	var out []recorded
	for _, a := range list {
		for _, p := range prefixes {
			if strings.HasPrefix(a.ID, p) {
				out = append(out, a)
				break
			}
		}
	}
	return out
}

// replay computes one anchor and judges it.
func replay(ctx context.Context, a recorded, methods map[string]computation) (row Row) {
	row = Row{ID: a.ID, Group: a.Group, Statement: a.Statement, Source: a.Source,
		Want: a.Value, Tolerance: a.Tolerance, Verdict: Skipped}
	m, ok := methods[a.ID]
	switch {
	case ctx.Err() != nil:
		row.Reason = ctx.Err().Error()
		return row
	case !ok:
		row.Reason = missing(a)
		return row
	}
	defer func() {
		if p := recover(); p != nil {
			row.Verdict, row.Reason = Fails, fmt.Sprintf("panic: %v", p)
		}
	}()
	var err error
	if row.Got, err = m.run(ctx); err != nil {
		row.Verdict, row.Reason = Fails, err.Error()
		return row
	}
	row.judge()
	if m.certify != nil {
		c, err := m.certify(ctx)
		switch {
		case err != nil:
			row.Verdict, row.Reason = Fails, err.Error()
		case !c.Holds:
			row.Verdict, row.Reason = Fails, "the certificate does not hold"
		}
		row.Certificate = &c
	}
	return row
}

// judge compares what was computed with what was wanted.
func (r *Row) judge() {
	r.Verdict = Holds
	if len(r.Got) != len(r.Want) {
		r.Verdict, r.Reason = Fails, fmt.Sprintf("%d numbers were computed, want %d", len(r.Got), len(r.Want))
		return
	}
	for i := range r.Want {
		off := math.Abs(r.Got[i] - r.Want[i])
		if !(off <= r.Tolerance) {
			r.Verdict, r.Reason = Fails, "off by more than the tolerance"
		}
		r.Off = max(r.Off, off)
	}
}

// missing says why nothing here computes an anchor.
func missing(a recorded) string {
	if strings.HasPrefix(a.ID, "dond.") {
		return "needs the 1000 instances of OpenSpiel's bargaining game, which are not part of the library"
	}
	return "no package of the library computes it"
}

func count(rows []Row) *Report {
	r := &Report{Rows: rows}
	for _, row := range rows {
		switch row.Verdict {
		case Holds:
			r.Held++
		case Fails:
			r.Failed++
		default:
			r.Skipped++
		}
	}
	return r
}

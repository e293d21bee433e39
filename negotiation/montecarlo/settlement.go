package montecarlo

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/parleylab/parley/negotiation"
)

// The concepts of a Settlements, in its order.
const (
	ConceptNash             = "nash"              // solution.Nash
	ConceptKalaiSmorodinsky = "kalai-smorodinsky" // solution.KalaiSmorodinsky, the maximin reading
	ConceptEgalitarian      = "egalitarian"       // solution.Egalitarian
)

var conceptNames = [...]string{ConceptNash, ConceptKalaiSmorodinsky, ConceptEgalitarian}

// A Settled counts what one concept picks, draw by draw. Everything in it is an
// exact count or sum.
type Settled struct {
	Concept string `json:"concept"`
	// Draws counts the draws in which the concept picks a settlement: those with
	// a zone and, for Nash, one that gives everybody a strict gain.
	Draws int64 `json:"draws"`
	// Options counts the picks by issue and option.
	Options [][]int64 `json:"options"`
	// Gain sums what each seat would gain over its reservation value, Loss that
	// less what it gained in the talks, nothing where they failed. Loss is
	// negative where the talks gave a seat more than the concept would.
	Gain []Sum `json:"gain"`
	Loss []Sum `json:"loss"`
	// Reached counts the draws in which the talks ended with this very
	// settlement.
	Reached int64 `json:"reached"`
}

// A Settlements sets what talks reach beside what solution concepts pick from the
// same draws: drawn utilities, drawn reservation values and the rules that bind,
// as they stand when the talks are over. Gains are undiscounted and, where
// parties' points differ in scale, compared in scales of each party's points.
// Like a Result it is a sum over replications and can be merged. Products and
// shares within a rounding error of each other are told apart in float64 by
// package solution, so that such ties may go another way on another architecture.
type Settlements struct {
	Manifest Manifest `json:"manifest"`
	First    uint64   `json:"first"`
	Runs     int      `json:"runs"`
	Failed   int64    `json:"failed,omitempty"` // replications that could not be played
	// Zones counts the draws with a zone of agreement when the talks are over,
	// Deals those of them that ended in a deal. All sums below are over Zones.
	Zones int64 `json:"zones"`
	Deals int64 `json:"deals"`
	// Gain sums what each seat gained in the talks, nothing where they failed.
	Gain []Sum `json:"gain"`
	// Unclaimed sums the most that each seat could still have had, had the talks
	// gone on to where nobody else is worse off: what it left on the table by
	// everybody's measure. Where they failed it is the most it could have had at
	// all. Entries are alternatives and do not add up over seats.
	Unclaimed []Sum `json:"unclaimed"`
	// Concepts are Nash, Kalai-Smorodinsky and egalitarian.
	Concepts []Settled `json:"concepts"`

	Seats  []string  `json:"seats"`
	Units  []float64 `json:"units"` // points per grid step
	Issues []Column  `json:"issues"`
}

// Option returns the share of a concept's picks that settle issue k by option l.
func (c *Settled) Option(k, l int) Proportion { return Proportion{c.Options[k][l], c.Draws} }

// MeanGain returns the mean of what seat i gained in the talks, in points, over
// the draws with a zone.
func (s *Settlements) MeanGain(i int) Moments { return s.Gain[i].moments(s.Units[i]) }

// MeanUnclaimed returns the mean of what seat i left on the table, in points.
func (s *Settlements) MeanUnclaimed(i int) Moments { return s.Unclaimed[i].moments(s.Units[i]) }

// ConceptGain returns the mean gain of seat i under concept c, in points.
func (s *Settlements) ConceptGain(c, i int) Moments { return s.Concepts[c].Gain[i].moments(s.Units[i]) }

// ConceptLoss returns the mean of what seat i gains under concept c beyond what
// it gained in the talks, in points.
func (s *Settlements) ConceptLoss(c, i int) Moments { return s.Concepts[c].Loss[i].moments(s.Units[i]) }

// Settlements plays m and asks in every draw where Nash's, Kalai and
// Smorodinsky's and the egalitarian solution would settle, and what is left on
// the table. Utilities that are sums over issues are searched exactly without
// listing outcomes; others are listed. There may be at most 16 principals.
// Metrics, Records and the audit of m play no part. If ctx ends first, it returns
// what is complete, a prefix of the range, together with ctx.Err().
func (m Simulation) Settlements(ctx context.Context) (*Settlements, error) {
	m.Metrics, m.Records = nil, false
	m, err := m.settled()
	if err != nil {
		return nil, err
	}
	if n := len(m.Program.Seats()); n > 16 {
		return nil, fmt.Errorf("%w: there are %d principals, want at most 16 to compare settlements", ErrSimulation, n)
	}
	blocks := m.split()
	done := make([]*Settlements, len(blocks))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(m.Workers, len(blocks)) {
		wg.Go(func() {
			w := newSettler(m)
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(blocks) {
					return
				}
				done[i] = w.block(ctx, blocks[i])
			}
		})
	}
	wg.Wait()
	total := m.noSettlements(m.First)
	for _, d := range done {
		if d == nil {
			return total, ctx.Err()
		}
		total.add(d)
	}
	return total, nil
}

// noSettlements returns an empty count that begins at first.
func (m Simulation) noSettlements(first uint64) *Settlements {
	n := len(m.blank.Seats)
	s := &Settlements{Manifest: m.blank.Manifest, First: first, Gain: make([]Sum, n), Unclaimed: make([]Sum, n),
		Seats: m.blank.Seats, Units: m.blank.Units, Issues: m.blank.Issues}
	for _, name := range conceptNames {
		c := Settled{Concept: name, Gain: make([]Sum, n), Loss: make([]Sum, n)}
		for _, is := range s.Issues {
			c.Options = append(c.Options, make([]int64, len(is.Options)))
		}
		s.Concepts = append(s.Concepts, c)
	}
	return s
}

// add takes in another count of the same form.
func (s *Settlements) add(o *Settlements) {
	s.Runs += o.Runs
	s.Failed += o.Failed
	s.Zones += o.Zones
	s.Deals += o.Deals
	addSums(s.Gain, o.Gain)
	addSums(s.Unclaimed, o.Unclaimed)
	for c := range s.Concepts {
		a, b := &s.Concepts[c], &o.Concepts[c]
		a.Draws += b.Draws
		a.Reached += b.Reached
		addSums(a.Gain, b.Gain)
		addSums(a.Loss, b.Loss)
		for k := range a.Options {
			addCounts(a.Options[k], b.Options[k])
		}
	}
}

func addSums(dst, src []Sum) {
	for i := range dst {
		dst[i].merge(src[i])
	}
}

// Merge joins the count of the replications that follow those of s, as Merge does
// for results, into a new one. The error wraps ErrMerge if the two are not of the
// same program and seed, or do not meet.
func (s *Settlements) Merge(next *Settlements) (*Settlements, error) {
	a, b := &Result{Manifest: s.Manifest, First: s.First, Runs: s.Runs}, &Result{Manifest: next.Manifest, First: next.First, Runs: next.Runs}
	if err := a.follows(b); err != nil {
		return nil, err
	}
	if len(s.Concepts) != len(next.Concepts) || len(s.Seats) != len(next.Seats) || len(s.Issues) != len(next.Issues) {
		return nil, errors.Join(ErrMerge, errors.New("montecarlo: settlements of different form"))
	}
	out := *s
	out.Gain, out.Unclaimed, out.Concepts = make([]Sum, len(s.Seats)), make([]Sum, len(s.Seats)), nil
	out.Runs, out.Failed, out.Zones, out.Deals = 0, 0, 0, 0
	for _, c := range s.Concepts {
		e := Settled{Concept: c.Concept, Gain: make([]Sum, len(s.Seats)), Loss: make([]Sum, len(s.Seats))}
		for _, o := range c.Options {
			e.Options = append(e.Options, make([]int64, len(o)))
		}
		out.Concepts = append(out.Concepts, e)
	}
	out.add(s)
	out.add(next)
	return &out, nil
}

// settler is one worker of Settlements.
type settler struct {
	*table
	picks picker
	gain  []int64 // of the talks, per seat
}

// picker answers questions about the draw last played.
type picker interface {
	// load takes in the draw; floor is each seat's reservation value in grid steps.
	load(s *negotiation.Session)
	// picks returns what each concept settles on, NoDeal where it does not, and
	// whether there is a zone.
	picks(dst []negotiation.Outcome) bool
	// most returns the largest surplus of seat i over its reservation value where
	// every other seat has a surplus of at least its entry in least.
	most(i int, least []int64) int64
}

func newSettler(m Simulation) *settler {
	w := &settler{table: newTable(m), gain: make([]int64, len(m.blank.Seats))}
	if m.Program.Additive() {
		w.picks = newSearcher(m.Program)
	} else {
		w.picks = &lister{seats: len(m.blank.Seats)}
	}
	return w
}

// block counts one span, or returns nil if ctx ended first.
func (w *settler) block(ctx context.Context, b span) *Settlements {
	out := w.sim.noSettlements(b.from)
	var picks [len(conceptNames)]negotiation.Outcome
	for i := b.from; i < b.to; i++ {
		if i%32 == 0 && ctx.Err() != nil {
			return nil
		}
		out.Runs++
		rec, err := w.play(i)
		if err != nil {
			out.Failed++
			continue
		}
		w.picks.load(w.session)
		if w.picks.picks(picks[:]) {
			w.count(out, rec, picks[:])
		}
	}
	return out
}

// count adds one draw with a zone.
func (w *settler) count(out *Settlements, rec negotiation.Record, picks []negotiation.Outcome) {
	out.Zones++
	clear(w.gain)
	if rec.Outcome != negotiation.NoDeal {
		out.Deals++
		for i := range w.gain {
			w.gain[i] = w.session.GridSurplus(i, rec.Outcome)
		}
	}
	for i, g := range w.gain {
		out.Gain[i].push(g)
		out.Unclaimed[i].push(max(0, w.picks.most(i, w.gain)-g))
	}
	for c, o := range picks {
		if o == negotiation.NoDeal {
			continue
		}
		e := &out.Concepts[c]
		e.Draws++
		if o == rec.Outcome {
			e.Reached++
		}
		d := w.sim.Program.Domain()
		w.options = d.Options(w.options[:0], o)
		for k, l := range w.options {
			e.Options[k][l]++
		}
		for i, g := range w.gain {
			x := w.session.GridSurplus(i, o)
			e.Gain[i].push(x)
			e.Loss[i].push(x - g)
		}
	}
}

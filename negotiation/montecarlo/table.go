package montecarlo

import (
	"context"
	"fmt"

	"github.com/parleylab/parley/negotiation"
)

// table is one worker's session and the counters of its current block.
type table struct {
	sim     Simulation
	session *negotiation.Session
	values  []float64 // of the metrics, one replication
	seats   int
	options []int
}

func newTable(m Simulation) *table {
	return &table{
		sim: m, session: m.Program.NewSession(), values: make([]float64, len(m.Metrics)),
		seats: len(m.Program.Seats()), options: make([]int, 0, m.Program.Domain().NumIssues()),
	}
}

// block plays one span. It returns nil if ctx ended first or an audit failed.
func (w *table) block(ctx context.Context, b span) (*Result, error) {
	res := w.sim.empty(b.from)
	for i := b.from; i < b.to; i++ {
		if i%32 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		rec, err := w.play(i)
		if err != nil {
			res.fail(i, err)
			continue
		}
		w.count(res, rec, i)
		if w.sim.AuditEvery > 0 && i%uint64(w.sim.AuditEvery) == 0 {
			if err := w.audit(i, rec); err != nil {
				return nil, err
			}
		}
	}
	return res, nil
}

// play plays one replication and measures it. A panic of a user's type becomes
// an error, and the session, whose state is unknown then, is replaced.
func (w *table) play(i uint64) (rec negotiation.Record, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
			w.session = w.sim.Program.NewSession()
		}
	}()
	rec = w.session.Play(w.sim.Seed, i)
	for j, m := range w.sim.Metrics {
		w.values[j] = m.Measure(w.session, rec)
	}
	return rec, nil
}

// count adds one replication to the counters.
func (w *table) count(res *Result, rec negotiation.Record, i uint64) {
	res.Runs++
	res.Rungs[rec.Rung]++
	res.stop(rec)
	if rec.Zone {
		res.Zones++
	}
	for j := range res.Metrics {
		res.Metrics[j].series.push(i, w.values[j])
	}
	if w.sim.Records {
		res.Records = append(res.Records, rec)
	}
	if rec.Outcome == negotiation.NoDeal {
		return
	}
	res.Rounds[rec.Round]++
	res.Proposers[rec.Proposer+1]++
	d := w.sim.Program.Domain()
	w.options = d.Options(w.options[:0], rec.Outcome)
	for k, l := range w.options {
		res.Options[k][l]++
	}
	for s := range w.seats {
		res.Surplus[s].push(w.session.GridSurplus(s, rec.Outcome))
	}
}

// An AuditError says that a replication came out differently on a fresh
// session: something outside the seed and the index reached the result.
type AuditError struct {
	Replication uint64
	Got, Fresh  negotiation.Record
}

// Error names the replication and the usual culprits.
func (e *AuditError) Error() string {
	return fmt.Sprintf("montecarlo: audit: replication %d is %+v in the run and %+v on a fresh session; "+
		"look for state that a strategy keeps across Reset, a global random generator, a clock, or the order of a map",
		e.Replication, e.Got, e.Fresh)
}

// audit replays replication i on a fresh session.
func (w *table) audit(i uint64, rec negotiation.Record) error {
	fresh := newTable(w.sim)
	again, err := fresh.play(i)
	if err != nil || again != rec || !sameBits(fresh.values, w.values) {
		return &AuditError{Replication: i, Got: rec, Fresh: again}
	}
	return nil
}

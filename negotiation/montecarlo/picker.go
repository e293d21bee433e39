package montecarlo

import (
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/solution"
)

// searcher answers for utilities that are sums over issues, without listing
// outcomes.
type searcher struct {
	s       *negotiation.Session
	d       *negotiation.Domain
	work    *solution.Additive[int64]
	tables  [][]int64
	floor   []int64
	other   []int64 // floors of another question
	allowed []bool
	weight  [][]float64
	fits    func(choice []int) bool
}

func newSearcher(p *negotiation.Program) *searcher {
	d, n := p.Domain(), len(p.Seats())
	q := &searcher{d: d, tables: make([][]int64, n), floor: make([]int64, n), other: make([]int64, n)}
	options := make([]int, d.NumIssues())
	for k := range options {
		options[k] = len(d.Issue(k).Options)
	}
	work, err := solution.NewAdditive[int64](options, n)
	if err != nil {
		panic("montecarlo: a compiled program does not fit the workspace of its payoffs: " + err.Error())
	}
	q.work = work
	for i := range n {
		// The others' weight is lost in rounding: only seat i's payoff counts.
		w := make([]float64, n)
		for j := range w {
			w[j] = 1e-300
		}
		w[i] = 1
		q.weight = append(q.weight, w)
	}
	q.fits = func(choice []int) bool { return q.s.Feasible(q.d.Outcome(choice...)) }
	return q
}

// load takes in the tables, reservation values and rules of the draw.
func (q *searcher) load(s *negotiation.Session) {
	q.s = s
	for i := range q.tables {
		q.tables[i] = s.GridTable(q.tables[i][:0], i)
		q.floor[i] = s.GridReservation(i)
	}
	q.allowed = s.Allowed(q.allowed[:0])
	fits := q.fits
	if !s.Entangled() {
		fits = nil
	}
	if err := q.work.Restrict(q.allowed, fits); err != nil {
		panic("montecarlo: " + err.Error())
	}
	q.reload(q.floor)
}

// reload sets the floors; what the engine drew is always sound.
func (q *searcher) reload(floor []int64) {
	if err := q.work.Load(q.tables, floor); err != nil {
		panic("montecarlo: " + err.Error())
	}
}

// picks asks the workspace.
func (q *searcher) picks(dst []negotiation.Outcome) bool {
	if _, ok := q.work.Zone(); !ok {
		return false
	}
	for c, ask := range []func() (int64, bool){q.work.Nash, q.work.KalaiSmorodinsky, q.work.Egalitarian} {
		o, ok := ask()
		if dst[c] = negotiation.Outcome(o); !ok {
			dst[c] = negotiation.NoDeal
		}
	}
	return true
}

// most maximises seat i's payoff above the others' floors.
func (q *searcher) most(i int, least []int64) int64 {
	for j := range q.other {
		q.other[j] = q.floor[j] + least[j]
	}
	q.reload(q.other)
	o, ok := q.work.Utilitarian(q.weight[i])
	if !ok {
		return least[i]
	}
	return q.s.GridSurplus(i, negotiation.Outcome(o))
}

// lister answers for utilities of any kind, looking at every outcome.
type lister struct {
	s     *negotiation.Session
	seats int
	zone  []negotiation.Outcome // acceptable to all
	gains solution.Outcomes     // of these, in grid steps
}

// load lists the feasible outcomes that nobody likes less than no deal.
func (q *lister) load(s *negotiation.Session) {
	q.s, q.zone = s, q.zone[:0]
	if q.gains == nil {
		q.gains = make(solution.Outcomes, q.seats)
	}
	for i := range q.gains {
		q.gains[i] = q.gains[i][:0]
	}
next:
	for o := range negotiation.Outcome(s.Program().Domain().Len()) {
		for i := range q.seats {
			if s.GridSurplus(i, o) < 0 {
				continue next
			}
		}
		if !s.Feasible(o) {
			continue
		}
		q.zone = append(q.zone, o)
		for i := range q.gains {
			q.gains[i] = append(q.gains[i], float64(s.GridSurplus(i, o)))
		}
	}
}

// picks asks the concepts, in the order of their names.
func (q *lister) picks(dst []negotiation.Outcome) bool {
	for c, concept := range []solution.Concept{solution.Nash{}, solution.KalaiSmorodinsky{}, solution.Egalitarian{}} {
		dst[c] = negotiation.NoDeal
		if len(q.zone) == 0 {
			continue
		}
		pt, err := concept.Solve(solution.Problem{Set: q.gains})
		if err != nil {
			panic("montecarlo: " + err.Error())
		}
		if c > 0 || slices.Min(pt.Payoff) > 0 {
			dst[c] = q.zone[pt.Outcome()]
		}
	}
	return len(q.zone) > 0
}

// most scans for seat i.
func (q *lister) most(i int, least []int64) int64 {
	best := least[i]
	d := q.s.Program().Domain()
next:
	for o := range negotiation.Outcome(d.Len()) {
		for j := range q.seats {
			if q.s.GridSurplus(j, o) < least[j] {
				continue next
			}
		}
		if x := q.s.GridSurplus(i, o); x > best && q.s.Feasible(o) {
			best = x
		}
	}
	return best
}

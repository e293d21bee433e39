package dynamics

import (
	"errors"
	"fmt"
	"math"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/negotiation"
)

// Hostilities are the fighting that goes on beside the talks. Between two rounds
//
//   - drones are launched: a negative binomial count, of which some are shot
//     down, some stray and the rest get through;
//   - the front moves: a random walk with drift;
//   - what got through above the usual shocks the publics, and the shock fades.
//
// Effects say what that does to the parties' reservation values. The usual
// course of the fighting is part of those already, so that only the front and
// what departs from the usual number of hits move them.
//
// Launched and hit are what happens in the model; what belligerents report is
// another thing.
type Hostilities struct {
	// Launches is the mean number of drones launched in a day, not negative;
	// Dispersion is the shape k of one day's law, positive: the variance is
	// mean + mean^2/k. nil means 0 and 1.
	Launches, Dispersion negotiation.Quantity
	// Intercepted and Strayed are the shares shot down and lost on the way, in
	// [0, 1]; what they leave over gets through. nil means 0.
	Intercepted, Strayed negotiation.Quantity
	// Meeting is the probability that leaders meet between two rounds, in [0, 1];
	// Lull is what is left of the mean number of launches then, a factor not
	// negative. nil means 0 and 1.
	Meeting, Lull negotiation.Quantity
	// Drift is how far the front moves in a day on average, in square kilometres
	// gained by the side whose gains count as positive; Spread is the standard
	// deviation of a day. nil means 0.
	Drift, Spread negotiation.Quantity
	// HalfLife is the number of days in which a shock fades to one half,
	// positive; nil means 5.
	HalfLife negotiation.Quantity
	// Effects says whose reservation value moves, and by how much.
	Effects []Effect

	days float64 // of one round
	seat []int   // of every effect
}

// An Effect is what the fighting does to one party at the table. Both quantities
// may have either sign: fire can harden a public, and can tire it.
type Effect struct {
	// Party is whose reservation value moves.
	Party string
	// Front is the points that 100 square kilometres add to it; nil means 0.
	Front negotiation.Quantity
	// Hits is the points that 100 drones more than usual add to it, while the
	// shock lasts; nil means 0.
	Hits negotiation.Quantity
}

// Place resolves the parties' names.
func (h Hostilities) Place(at negotiation.Setting) (negotiation.Dynamics, error) {
	h.days = at.Days()
	h.seat = nil
	var list []error
	for i, e := range h.Effects {
		k, err := at.Seat(e.Party)
		if err == nil && k < 0 {
			err = fmt.Errorf("dynamics: effect %d of the hostilities names no party, want a principal", i)
		}
		list = append(list, err)
		h.seat = append(h.seat, k)
	}
	return h, errors.Join(list...)
}

// The places of the quantities before those of the effects.
const (
	launches = iota
	dispersion
	intercepted
	strayed
	meeting
	lull
	drift
	spread
	halfLife
	effects
)

// Quantities returns all quantities, bound under "dynamics/hostilities/".
func (h Hostilities) Quantities() []negotiation.Named {
	const big = 1e6
	list := []negotiation.Named{
		launches:    {Name: "launches", Quantity: h.Launches, Max: 1e4},
		dispersion:  {Name: "dispersion", Quantity: h.Dispersion, Default: 1, Min: 1e-3, Max: big},
		intercepted: {Name: "intercepted", Quantity: h.Intercepted, Max: 1},
		strayed:     {Name: "strayed", Quantity: h.Strayed, Max: 1},
		meeting:     {Name: "meeting", Quantity: h.Meeting, Max: 1},
		lull:        {Name: "lull", Quantity: h.Lull, Default: 1, Max: 100},
		drift:       {Name: "drift", Quantity: h.Drift, Min: -big, Max: big},
		spread:      {Name: "spread", Quantity: h.Spread, Max: big},
		halfLife:    {Name: "half-life", Quantity: h.HalfLife, Default: 5, Min: 1e-3, Max: big},
	}
	for _, e := range h.Effects {
		list = append(list,
			negotiation.Named{Name: e.Party + "/front", Quantity: e.Front, Min: -big, Max: big},
			negotiation.Named{Name: e.Party + "/hits", Quantity: e.Hits, Min: -big, Max: big})
	}
	for i := range list {
		list[i].Name = "hostilities/" + list[i].Name
	}
	return list
}

// The reasons, which are no reasons to stop but what News counts.
const (
	newsLaunched = iota
	newsHits
	newsFront
	newsMeeting
)

// Reasons returns what is counted.
func (h Hostilities) Reasons() []string {
	return []string{
		newsLaunched: "drones launched", newsHits: "drones got through",
		newsFront: "square kilometres change hands", newsMeeting: "leaders meet",
	}
}

// Process returns one run of the fighting.
func (h Hostilities) Process() negotiation.Process {
	return &hostilities{days: h.days, root: math.Sqrt(h.days), seat: h.seat}
}

type hostilities struct {
	days, root float64 // of a round, and its square root
	seat       []int
	usual      float64 // hits expected in a round
	leak       float64
	keep       float64 // what a round leaves of a shock
	shock      float64 // hundreds of drones above the usual, faded
}

// Reset computes what does not change in one negotiation.
func (h *hostilities) Reset(s *negotiation.Session) {
	h.leak = max(0, 1-s.Drawn(intercepted)-s.Drawn(strayed))
	h.usual = float64(s.Drawn(launches) * h.days * h.leak)
	h.keep = detmath.Exp(-float64(math.Ln2*h.days) / s.Drawn(halfLife))
	h.shock = 0
}

// Step lets the days of one round pass. It reads four words.
func (h *hostilities) Step(s *negotiation.Session) {
	r := s.Rand()
	meet, count, through, walk := r.Float64(), r.Float64(), r.Float64(), r.Float64()
	mean := float64(s.Drawn(launches) * h.days)
	if meet < s.Drawn(meeting) {
		mean = float64(mean * s.Drawn(lull))
		s.News(newsMeeting, 1)
	}
	n := negativeBinomial(count, mean, float64(s.Drawn(dispersion)*h.days))
	hits := binomial(through, n, h.leak)
	front := float64(s.Drawn(drift)*h.days) + float64(s.Drawn(spread)*h.root*detmath.NormalQuantile(walk))
	s.News(newsLaunched, n)
	s.News(newsHits, hits)
	s.News(newsFront, front)
	before := h.shock
	h.shock = float64(h.keep*before) + (hits-h.usual)/100
	for j, i := range h.seat {
		at := effects + 2*j
		s.MoveReservation(i, float64(s.Drawn(at)*front)/100+float64(s.Drawn(at+1)*(h.shock-before)))
	}
}

package negotiation

import (
	"math"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/internal/factored"
	"github.com/parleylab/parley/internal/stream"
)

// A View is what one agent may know: its own values, its own beliefs, the rules
// that bind, and what was said aloud. It cannot reach another seat's values:
// the package boundary is the information set.
//
// Values are points of the seat's utility. A View belongs to one Session.
type View struct {
	s      *Session
	seat   int
	rng    stream.Stream
	seeded bool
	rep    uint64

	vouched Outcome          // an outcome that the finder answered, known to be feasible
	rounds  int              // until this party's own deadline or the end
	lnDelta float64          // logarithm of the discount factor
	span    float64          // grid steps from reservation to best; 0 if there are none
	plain   bool             // demands are a share of span: no risk attitude, no discount
	asked   demand           // last demand computed
	ranked  *factored.Ranked // of a fixed program; nil otherwise
	points  []float64        // beside ranked: the value of every outcome
	unit    float64          // points in a grid step
	base    int64            // grid steps below which no value lies
	risk    []float64        // drawn quantities of the risk attitude
	bent    felt
}

// A demand is what one share came to in one round; agents that accept and propose
// by the same demand ask for it twice a turn.
type demand struct {
	round  int // -1 if nothing is remembered
	share  float64
	grid   int64
	points float64
}

// felt holds a risk attitude's fixed points in one negotiation.
type felt struct {
	low, high         float64 // reservation and best, over the status quo, in scales
	feltLow, feltHigh float64
}

func newView(s *Session, seat int) View {
	st := &s.p.seats[seat]
	v := View{s: s, seat: seat, unit: s.p.seats[seat].unit}
	if s.p.ranked != nil && !s.naive {
		v.ranked, v.points = s.p.ranked[seat], s.p.points[seat]
	}
	v.risk = s.draw[st.riskAt : int(st.riskAt)+st.riskN]
	return v
}

// reset readies the view for a new negotiation.
func (v *View) reset(replication uint64) {
	s := v.s
	v.rep, v.seeded, v.base = replication, false, s.base[v.seat]
	v.vouched = NoDeal
	v.rounds = s.leaves(v.seat)
	v.lnDelta = 0
	if d := s.draw[s.p.seats[v.seat].discount]; d != 1 {
		v.lnDelta = detmath.Log(d)
	}
	v.plain = v.lnDelta == 0 && s.p.seats[v.seat].risk == nil
	v.aim()
}

// aim measures what the party can concede: again whenever its reservation value
// has moved.
func (v *View) aim() {
	s := v.s
	v.span = float64(max(0, s.best[v.seat]-s.floor[v.seat]))
	v.asked.round = -1
	if s.p.seats[v.seat].risk != nil {
		v.resetRisk()
	}
}

// resetRisk computes the felt values between which the party concedes.
func (v *View) resetRisk() {
	s := v.s
	sq := s.finder[v.seat].value(int64(s.p.d.StatusQuo()))
	r := s.p.seats[v.seat].risk
	b := &v.bent
	b.low = float64(s.floor[v.seat]-sq) / gridUnits
	b.high = float64(s.best[v.seat]-sq) / gridUnits
	b.feltLow = r.Felt(v.risk, b.low)
	b.feltHigh = r.Felt(v.risk, b.high)
}

// Seat returns the seat's number.
func (v *View) Seat() int { return v.seat }

// Seats returns the number of seats at the table.
func (v *View) Seats() int { return len(v.s.p.seats) }

// Name returns the party's name.
func (v *View) Name() string { return v.s.p.seats[v.seat].name }

// SeatName returns the name of the party in seat i, as beliefs know it.
func (v *View) SeatName(i int) string { return v.s.p.seats[i].name }

// Domain returns the outcomes.
func (v *View) Domain() *Domain { return v.s.p.d }

// Round returns the current round, counting from 0.
func (v *View) Round() int { return v.s.round }

// Rounds returns the number of rounds until the party's own deadline or the end
// of the talks, whichever comes first. It is at least 1.
func (v *View) Rounds() int { return v.rounds }

// Time returns the share of the party's rounds already used, in [0, 1).
func (v *View) Time() float64 { return float64(v.s.round) / float64(v.rounds) }

// Rand returns the agent's own random stream.
func (v *View) Rand() *stream.Stream {
	if !v.seeded {
		v.rng.At(v.s.keys.agent, v.rep, uint64(v.seat))
		v.seeded = true
	}
	return &v.rng
}

// Drawn returns the drawn value of the strategy's j-th quantity.
func (v *View) Drawn(j int) float64 {
	return v.s.draw[int(v.s.p.seats[v.seat].strategyAt)+j]
}

// Discount returns the party's own discount factor per round in this draw.
func (v *View) Discount() float64 { return v.s.draw[v.s.p.seats[v.seat].discount] }

// Belief returns what the party believes about a trait of another party in this
// draw, and whether it has such a belief. It does not allocate, but looks the
// name up.
func (v *View) Belief(about, trait string) (float64, bool) {
	i, ok := v.s.p.beliefSlot(v.Name(), about, trait)
	if !ok {
		return 0, false
	}
	return v.s.draw[i], true
}

// Last returns the last offer of seat j, or NoDeal.
func (v *View) Last(j int) Outcome { return v.s.last[j] }

// Feasible reports whether o obeys the rules that bind in this draw.
func (v *View) Feasible(o Outcome) bool { return v.s.Feasible(o) }

// Value returns what o is worth to the party, undiscounted; NoDeal is worth the
// reservation value.
func (v *View) Value(o Outcome) float64 {
	if v.points != nil && o >= 0 {
		return v.points[o]
	}
	return v.s.Value(v.seat, o)
}

// Reservation returns the value of no deal.
func (v *View) Reservation() float64 { return v.s.Reservation(v.seat) }

// Best returns the feasible outcome worth most, or NoDeal if none is feasible.
func (v *View) Best() Outcome {
	o, _ := v.s.finder[v.seat].best()
	return v.vouch(o)
}

// AtLeast returns the feasible outcome worth least among those worth x or more:
// the one at or just above an aspiration. It is NoDeal if there is none. x is
// rounded to the grid, so that the value of an outcome finds its equals.
func (v *View) AtLeast(x float64) Outcome {
	s := v.s
	a := v.asked.grid
	if v.asked.round < 0 || x != v.asked.points {
		a = toGridWide(x, s.p.seats[v.seat].unit) - s.base[v.seat]
	}
	if v.ranked != nil { // a direct call, where that is most of the work
		o, _ := v.ranked.Succ(a)
		return v.vouch(o)
	}
	o, _ := s.finder[v.seat].succ(a)
	return v.vouch(o)
}

// Ranked returns the feasible outcome that is k-th best for the party, 0 being
// the best, or NoDeal beyond the last. It panics if k is negative. Ranks are found lazily: low ones are
// cheap in any domain.
func (v *View) Ranked(k int) Outcome {
	if k < 0 {
		panic("negotiation: View.Ranked of a negative rank")
	}
	o, _ := v.s.finder[v.seat].rank(k)
	return v.vouch(o)
}

// BestFor returns, among the feasible outcomes worth x or more to the party,
// the one that another values most by the estimate e, or NoDeal if there is
// none.
func (v *View) BestFor(e *Estimate, x float64) Outcome {
	s := v.s
	a := toGridWide(x, s.p.seats[v.seat].unit) - s.base[v.seat]
	o, ok := s.finder[v.seat].reply(a, e.table)
	if !ok {
		return NoDeal
	}
	return v.vouch(o)
}

func (v *View) vouch(o int64) Outcome {
	if o < 0 {
		return NoDeal
	}
	v.vouched = Outcome(o)
	return v.vouched
}

// Demand returns the value that the party demands in the current round when it
// holds out for a share of its surplus: the least points whose felt, discounted
// surplus over the reservation value is share of the felt surplus of its best
// feasible outcome, to the nearest grid step, and no more than that outcome is
// worth. Where even the best falls short of the reservation value it is the
// reservation value.
func (v *View) Demand(share float64) float64 {
	d := &v.asked
	if d.round != v.s.round || d.share != share {
		d.round, d.share = v.s.round, share
		d.grid = v.threshold(share, v.s.round)
		d.points = float64(float64(d.grid+v.base) * v.unit)
	}
	return d.points
}

// threshold is Demand on the grid.
func (v *View) threshold(share float64, round int) int64 {
	if !v.plain {
		share = v.bend(share, round)
	}
	lo := v.s.floor[v.seat]
	switch {
	case share >= 1:
		return lo + int64(v.span)
	case !(share > 0):
		return lo
	}
	return lo + int64(math.RoundToEven(v.span*share))
}

// bend turns a share of the felt, discounted surplus into a share of the points.
func (v *View) bend(f float64, round int) float64 {
	if v.span == 0 {
		return 0
	}
	if v.s.p.seats[v.seat].risk != nil {
		f = v.unbend(f)
	}
	return f / v.shrink(round)
}

// shrink returns the discount factor of a round.
func (v *View) shrink(round int) float64 {
	if v.lnDelta == 0 {
		return 1
	}
	return detmath.Exp(float64(round) * v.lnDelta)
}

// unbend turns a share of the felt surplus into a share of the points.
func (v *View) unbend(f float64) float64 {
	b := &v.bent
	y := b.feltLow + float64(f*(b.feltHigh-b.feltLow))
	x := v.s.p.seats[v.seat].risk.Points(v.risk, y)
	return (x - b.low) / (b.high - b.low)
}

// beliefSlot returns where a belief is drawn.
func (p *Program) beliefSlot(party, about, trait string) (Slot, bool) {
	for i := range p.beliefs {
		b := &p.beliefs[i]
		if b.party == party && b.about == about && b.trait == trait {
			return b.slot, true
		}
	}
	return 0, false
}

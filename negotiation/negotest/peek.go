package negotest

import (
	"fmt"
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/protocol"
)

// peeking changes what a rival keeps to itself while the rival goes on saying
// the same, and looks whether the strategy under test behaves otherwise. The
// rival reads from a script, and has a mind of the strategy under test beside
// it, which is asked and not listened to: whatever the two minds share beyond
// what is said at the table would show.
type peeking struct {
	sc negotiation.Scenario
	s  negotiation.Strategy
	o  Options
}

func (pk *peeking) run() (string, error) {
	if len(principals(pk.sc)) < 2 {
		return "", unchecked("there is no rival")
	}
	plays, secrets := 0, 0
	for _, seat := range []int{0, 1} {
		p, err := pk.compile(seat)
		if err != nil {
			return "", err
		}
		want := pk.transcripts(p, seat)
		rival := p.Seats()[1-seat]
		for _, c := range pk.secrets(p, rival) {
			changed, err := p.With(c.Name, c.Quantity)
			if err != nil {
				return "", err
			}
			got := pk.transcripts(changed, seat)
			for i := range want {
				if !slices.Equal(got[i], want[i]) {
					return "", fmt.Errorf("replication %d: the strategy behaves otherwise when %s becomes %v, and was told nothing of it",
						i, c.Name, c.Quantity)
				}
			}
			plays += len(want)
			secrets++
		}
	}
	return fmt.Sprintf("%d secrets of the rival changed, %d replications", secrets, plays), nil
}

// compile seats the strategy and, opposite, the script. A mediator drafts from
// what it thinks of the rival, which is a way of being told, so there is none.
func (pk *peeking) compile(seat int) (*negotiation.Program, error) {
	sc := pk.sc
	if _, ok := sc.Protocol.(negotiation.Mediated); ok {
		sc.Protocol = protocol.Alternating{}
	}
	sc = change(sc, seat, func(p *negotiation.Party) { p.Strategy = pk.s })
	about := sc.Parties[principals(sc)[seat]].Name
	sc = change(sc, 1-seat, func(p *negotiation.Party) {
		p.Strategy = scripted{pk.s}
		if p.Reservation == nil {
			p.Reservation = negotiation.Exactly(0)
		}
		p.Beliefs = append(slices.Clone(p.Beliefs), negotiation.Belief{
			About: about, Trait: "negotest", Quantity: negotiation.Exactly(0.5)})
	})
	return sc.Compile()
}

// secrets lists quantities of the rival and what they become: its reservation
// value, its beliefs and its weights.
func (pk *peeking) secrets(p *negotiation.Program, rival string) []negotiation.Named {
	row := func(name string, q negotiation.Quantity) negotiation.Named {
		return negotiation.Named{Name: name, Quantity: q}
	}
	r, _ := p.Param(rival + "/reservation")
	list := []negotiation.Named{row(r.Name, negotiation.Scaled{By: 0, Of: r.Quantity})}
	list = append(list, row(r.Name, negotiation.Scaled{By: 0.5, Of: r.Quantity}))
	for _, row := range p.Params() {
		var named = func(prefix string) bool {
			n := len(rival) + len(prefix)
			return len(row.Name) > n && row.Name[:n] == rival+prefix
		}
		if named("/weight/") || named("/belief/") {
			list = append(list, negotiation.Named{Name: row.Name, Quantity: negotiation.Scaled{By: 0.9, Of: row.Quantity}})
		}
	}
	return list
}

// transcripts returns what seat did in every replication.
func (pk *peeking) transcripts(p *negotiation.Program, seat int) [][]negotiation.Event {
	s := p.NewSession()
	out := make([][]negotiation.Event, pk.o.runs())
	for i := range out {
		s.Trace(pk.o.Seed, uint64(i), func(e negotiation.Event) {
			if e.Seat == seat {
				e.Demand = 0 // may be no number, which equals nothing
				out[i] = append(out[i], e)
			}
		})
	}
	return out
}

// scripted says the same whatever it wants: one outcome after another, and no to
// everything.
type scripted struct{ beside negotiation.Strategy }

func (s scripted) Quantities() []negotiation.Named { return quantities(s.beside) }

func (s scripted) Agent() negotiation.Agent { return &script{mind: s.beside.Agent()} }

type script struct{ mind negotiation.Agent }

func (a *script) Reset(v *negotiation.View) { a.mind.Reset(v) }

func (a *script) Propose(v *negotiation.View) negotiation.Outcome {
	a.mind.Propose(v)
	n := negotiation.Outcome(v.Domain().Len())
	// Strides of a seventh or so of the domain meet outcomes of every kind.
	from := negotiation.Outcome(v.Round()) * (n/7 + 1) % n
	for step := range min(n, 4096) {
		if o := (from + step) % n; v.Feasible(o) {
			return o
		}
	}
	return negotiation.NoDeal
}

func (a *script) Accept(v *negotiation.View, from int, o negotiation.Outcome) bool {
	a.mind.Accept(v, from, o)
	return false
}

func (a *script) Hear(v *negotiation.View, from int, o negotiation.Outcome) {
	if l, ok := a.mind.(negotiation.Listener); ok {
		l.Hear(v, from, o)
	}
}

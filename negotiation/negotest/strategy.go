package negotest

import (
	"fmt"

	"github.com/parleylab/parley/negotiation"
)

// strategyChecks lists the promises of a strategy in every setting.
func strategyChecks(s negotiation.Strategy, o Options) []check {
	var list []check
	for _, st := range o.tried() {
		sc := change(st.sc, 0, func(p *negotiation.Party) { p.Strategy = s })
		all := change(sc, 1, func(p *negotiation.Party) { p.Strategy = s })
		list = append(list, within(st.name, scenarioChecks(sc, o))...)
		list = append(list, within(st.name+"-itself", scenarioChecks(all, o))...)
		pk := &peeking{sc: st.sc, s: s, o: o}
		list = append(list,
			check{st.name + "/no-peeking", pk.run},
			check{st.name + "/schedule", func() (string, error) { return schedule(sc, s, o) }})
	}
	return list
}

// within puts the name of a setting before the names of checks.
func within(name string, list []check) []check {
	for i := range list {
		list[i].name = name + "/" + list[i].name
	}
	return list
}

// quantities returns the quantities of a strategy that wraps s: those of s.
func quantities(s negotiation.Strategy) []negotiation.Named {
	if q, ok := s.(negotiation.Quantified); ok {
		return q.Quantities()
	}
	return nil
}

// schedule asks the strategy's agents about their schedules as they play.
func schedule(sc negotiation.Scenario, s negotiation.Strategy, o Options) (string, error) {
	if _, ok := s.Agent().(negotiation.Conceder); !ok {
		return "", unchecked("the strategy promises no schedule")
	}
	log := &schedules{}
	p, err := change(sc, 0, func(p *negotiation.Party) { p.Strategy = inspected{s, log} }).Compile()
	if err != nil {
		return "", err
	}
	session := p.NewSession()
	for i := range o.runs() {
		session.Play(o.Seed, i)
		if log.fault != nil {
			return "", fmt.Errorf("replication %d: %w", i, log.fault)
		}
	}
	return fmt.Sprintf("%d shares and %d answers in %d replications", log.shares, log.answers, o.runs()), nil
}

// schedules is what inspectors found.
type schedules struct {
	shares, answers int
	fault           error
}

func (l *schedules) add(format string, args ...any) {
	if l.fault == nil {
		l.fault = fmt.Errorf(format, args...)
	}
}

// inspected is a strategy whose agents are asked beside being played.
type inspected struct {
	negotiation.Strategy
	log *schedules
}

func (s inspected) Quantities() []negotiation.Named { return quantities(s.Strategy) }

func (s inspected) Agent() negotiation.Agent {
	return &inspector{c: s.Strategy.Agent().(negotiation.Conceder), log: s.log}
}

// inspector plays a Conceder through the Agent interface, so that it is asked
// every turn, and compares each answer with the schedule.
type inspector struct {
	c      negotiation.Conceder
	log    *schedules
	shares []float64
}

// Reset asks for the whole schedule, onwards and backwards.
func (a *inspector) Reset(v *negotiation.View) {
	a.c.Reset(v)
	falling := a.c.Falling(v)
	a.shares = a.shares[:0]
	for t := range v.Rounds() {
		x := a.c.Share(v, t)
		a.shares = append(a.shares, x)
		switch {
		case !(x >= 0 && x <= 1):
			a.log.add("the share of round %d is %v, want one in [0, 1]", t, x)
		case falling && t > 0 && x > a.shares[t-1]:
			a.log.add("Falling is true and the share rises from %v in round %d to %v", a.shares[t-1], t-1, x)
		}
	}
	for t := len(a.shares) - 1; t >= 0; t-- {
		if x := a.c.Share(v, t); x != a.shares[t] {
			a.log.add("the share of round %d is %v, and %v when asked again", t, a.shares[t], x)
		}
	}
	a.log.shares += 2 * len(a.shares)
}

// share returns the share of the current round, which must be the one foretold.
func (a *inspector) share(v *negotiation.View) float64 {
	x := a.c.Share(v, v.Round())
	if want := a.shares[v.Round()]; x != want {
		a.log.add("the share of round %d is %v, and was %v before the talks began", v.Round(), x, want)
	}
	a.log.answers++
	return x
}

// Propose compares the offer with the outcome at or just above the demand.
func (a *inspector) Propose(v *negotiation.View) negotiation.Outcome {
	want := v.AtLeast(v.Demand(a.share(v)))
	got := a.c.Propose(v)
	if got != want {
		a.log.add("round %d: the agent proposes %d, and its schedule %d", v.Round(), got, want)
	}
	if want != negotiation.NoDeal {
		a.Accept(v, v.Seat(), want)
	}
	if worst := v.AtLeast(v.Reservation()); worst != negotiation.NoDeal {
		a.Accept(v, v.Seat(), worst)
	}
	return got
}

// Accept compares the vote with the demand.
func (a *inspector) Accept(v *negotiation.View, from int, o negotiation.Outcome) bool {
	demand := v.Demand(a.share(v))
	got := a.c.Accept(v, from, o)
	if want := v.Value(o) >= demand; got != want {
		a.log.add("round %d: the agent's vote on outcome %d, worth %v, is %v, and its schedule, which demands %v, says %v",
			v.Round(), o, v.Value(o), got, demand, want)
	}
	return got
}

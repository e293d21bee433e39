package negotest

import (
	"fmt"
	"slices"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/strategy"
)

// protocolChecks lists the promises of a protocol among parties of every kind.
func protocolChecks(p negotiation.Protocol, o Options) []check {
	var list []check
	for _, st := range o.tried() {
		sc := seatMediator(st.sc, p)
		list = append(list, protocolCheck(st.name, sc, o)...)
	}
	crowds := []struct {
		name   string
		s      negotiation.Strategy
		yields bool
	}{
		{"hard", strategy.HardLiner{}, false}, {"random", strategy.Random{}, false},
		{"silent", silent{}, false}, {"eager", eager{}, true},
	}
	for _, c := range crowds {
		sc := seatMediator(o.tried()[0].sc, p)
		for seat := range principals(sc) {
			sc = change(sc, seat, func(p *negotiation.Party) { p.Strategy = c.s })
		}
		with := o
		with.Yields = o.Yields || c.yields
		list = append(list, protocolCheck(c.name, sc, with)...)
	}
	return list
}

func protocolCheck(name string, sc negotiation.Scenario, o Options) []check {
	tr := &trial{sc: sc, o: o}
	list := append(tr.checks(), check{"assent", tr.needs(tr.assent)}, check{"order", tr.needs(tr.order)})
	return within(name, list)
}

// seatMediator puts p in place of the scenario's protocol, and a mediator in the
// scenario if p asks for one.
func seatMediator(sc negotiation.Scenario, p negotiation.Protocol) negotiation.Scenario {
	sc.Parties = slices.Clone(sc.Parties)
	if m, ok := p.(negotiation.Mediated); ok {
		sc.Parties = slices.DeleteFunc(sc.Parties, func(p negotiation.Party) bool { return p.Role == negotiation.Mediator })
		sc = mediate(sc)
		sc.Parties[len(sc.Parties)-1].Name = m.Mediator()
	}
	sc.Protocol = p
	return sc
}

// order checks the turns that a Stacked protocol declares.
func (tr *trial) order() (string, error) {
	p := tr.sc.Protocol
	if st, ok := p.(negotiation.Seated); ok {
		var others []string
		for _, x := range tr.sc.Parties {
			if x.Role != negotiation.Principal {
				others = append(others, x.Name)
			}
		}
		var err error
		if p, err = st.Seat(tr.p.Seats(), others); err != nil {
			return "", err
		}
	}
	st, ok := p.(negotiation.Stacked)
	if !ok {
		return "", unchecked("the protocol is not Stacked")
	}
	n := len(tr.p.Seats())
	got := st.Order(n)
	sorted := slices.Sorted(slices.Values(got))
	for i := range n {
		if len(sorted) != n || sorted[i] != i {
			return "", fmt.Errorf("the order is %v, want each of %d seats once", got, n)
		}
	}
	return fmt.Sprintf("order %v", got), nil
}

// silent passes and refuses.
type silent struct{}

func (silent) Agent() negotiation.Agent { return silent{} }

func (silent) Reset(*negotiation.View)                                 {}
func (silent) Propose(*negotiation.View) negotiation.Outcome           { return negotiation.NoDeal }
func (silent) Accept(*negotiation.View, int, negotiation.Outcome) bool { return false }

// eager offers its best and takes anything.
type eager struct{}

func (eager) Agent() negotiation.Agent { return eager{} }

func (eager) Reset(*negotiation.View)                                 {}
func (eager) Propose(v *negotiation.View) negotiation.Outcome         { return v.Best() }
func (eager) Accept(*negotiation.View, int, negotiation.Outcome) bool { return true }

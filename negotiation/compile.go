package negotiation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parleylab/parley/internal/factored"
)

// compiler holds what Compile knows while it reads a scenario.
type compiler struct {
	sc      Scenario
	d       *Domain
	plain   *Domain // d in the order of the scenario, which utilities bind to
	f       faults
	params  []Param
	index   map[string]int
	beliefs map[beliefKey]Slot
	seats   []seat
	rules   []rule
	groups  []group
	boxes   []factored.Box
	med     *mediation
	proto   Protocol
	protoAt Slot
	surroundings
}

type beliefKey struct {
	party int
	about string
	trait string
}

// A seat is a principal at the table, as compiled.
type seat struct {
	name        string
	party       int // index into the scenario's parties
	valuer      Valuer
	factored    Factored // nil if no part of the utility is a sum over issues
	paired      Paired   // nil if issues do not interact
	unit        float64  // points per grid unit
	reservation Slot
	relative    bool
	discount    Slot
	deadline    Slot
	risk        Risk
	riskAt      Slot // first of the risk attitude's quantities
	riskN       int
	strategy    Strategy
	strategyAt  Slot // first of the strategy's quantities
	utilityAt   [2]Slot
}

// Compile checks the scenario and returns its fast form. It reports every fault
// at once, joined, each a Fault with its path; after it nothing in the scenario
// can fail. The scenario must not be modified afterwards.
func (sc Scenario) Compile() (*Program, error) { return sc.compile(false) }

// compile is Compile, with the options of every issue in the opposite order if
// turned is true.
func (sc Scenario) compile(turned bool) (*Program, error) {
	c := &compiler{sc: sc, index: map[string]int{}, beliefs: map[beliefKey]Slot{}}
	var err error
	if c.plain, err = NewDomain(sc.Issues...); err != nil {
		return nil, err
	}
	if c.d = c.plain; turned {
		c.d = c.plain.turn()
	}
	c.checkFrame()
	c.checkParties()
	if err := c.f.err(); err != nil {
		return nil, err
	}
	c.bindBeliefs()
	c.bindSeats()
	c.bindConstraints()
	c.bindProtocol()
	c.bindSurroundings()
	c.checkCitations()
	c.checkTargets()
	if err := c.f.err(); err != nil {
		return nil, err
	}
	c.assignColumns()
	return c.finish()
}

// checkFrame checks what belongs to no party.
func (c *compiler) checkFrame() {
	sc := c.sc
	if err := checkName(sc.Name); err != nil {
		c.f.add("name", "%v", err)
	}
	if sc.Rounds < 1 || sc.Rounds > MaxRounds {
		c.f.add("rounds", "there are %d, want 1 to %d", sc.Rounds, MaxRounds)
	}
	if sc.Protocol == nil {
		c.f.add("protocol", "there is none, want one")
	}
	if sc.RoundLength < 0 {
		c.f.add("round_length", "it is %v, want a positive duration or zero", sc.RoundLength)
	}
	if q := sc.BaseRate.PerYear; q != nil && !isNilSourced(q) {
		p := Param{Name: "base_rate", Quantity: bare(q), min: 0, max: 1}
		c.f.list = append(c.f.list, p.check()...)
	}
}

// reserved lists the first segments of paths that belong to no party.
var reserved = []string{"rule", "protocol", "dynamics", "aftermath"}

// checkParties checks names, roles and what each role needs.
func (c *compiler) checkParties() {
	seen := map[string]bool{}
	principals := 0
	for i, p := range c.sc.Parties {
		path := "parties/" + segment(p.Name, i)
		if err := checkName(p.Name); err != nil {
			c.f.add(path, "%v", err)
		} else if seen[p.Name] {
			c.f.add(path, "the name is used twice, want names that differ")
		} else if slices.Contains(reserved, p.Name) {
			c.f.add(path, "the name is reserved, want another")
		}
		seen[p.Name] = true
		if int(p.Role) >= len(roleText) {
			c.f.add(path+"/role", "role %d does not exist, want one of the Role constants", p.Role)
		}
		if p.Role != Principal {
			if p.Utility != nil || p.Strategy != nil {
				c.f.add(path, "a %v has a utility or a strategy, want neither", p.Role)
			}
			continue
		}
		principals++
		if p.Utility == nil {
			c.f.add(path+"/utility", "there is none, want one")
		}
		if p.Strategy == nil {
			c.f.add(path+"/strategy", "there is none, want one")
		}
	}
	if principals < 2 || principals > MaxSeats {
		c.f.add("parties", "there are %d principals, want 2 to %d", principals, MaxSeats)
	}
}

// MaxSeats is the largest number of principals.
const MaxSeats = 32

// bindBeliefs registers every belief before the utilities that use them.
func (c *compiler) bindBeliefs() {
	names := map[string]bool{}
	for _, p := range c.sc.Parties {
		names[p.Name] = true
	}
	for i, p := range c.sc.Parties {
		for _, b := range p.Beliefs {
			path := p.Name + "/belief/" + b.About + "/" + b.Trait
			if !names[b.About] {
				c.f.addErr("parties/"+path, unknown("party", b.About, c.partyNames()))
				continue
			}
			if err := checkName(b.Trait); err != nil {
				c.f.add("parties/"+path, "%v", err)
				continue
			}
			n := Named{Quantity: b.Quantity}
			switch b.Trait {
			case BeliefPerformance, BeliefMistake, BeliefAcceptance:
				n.Min, n.Max = 0, 1
			case BeliefWeight:
				n.Min, n.Max = 1e-9, 1e9
			case BeliefNoise:
				n.Min, n.Max = 0, 1e6
			}
			c.beliefs[beliefKey{i, b.About, b.Trait}] = c.bind(path, n)
		}
	}
}

// beliefList returns the bound beliefs in the order of the scenario.
func (c *compiler) beliefList() []belief {
	var list []belief
	for i, p := range c.sc.Parties {
		for _, b := range p.Beliefs {
			if s, ok := c.beliefs[beliefKey{i, b.About, b.Trait}]; ok {
				list = append(list, belief{p.Name, b.About, b.Trait, s})
			}
		}
	}
	return list
}

func (c *compiler) partyNames() []string {
	names := make([]string, len(c.sc.Parties))
	for i := range names {
		names[i] = c.sc.Parties[i].Name
	}
	return names
}

// bindSeats binds the principals in order.
func (c *compiler) bindSeats() {
	for i, p := range c.sc.Parties {
		if p.Role != Principal {
			continue
		}
		s := seat{name: p.Name, party: i, relative: p.FromStatusQuo, risk: p.Risk, strategy: p.Strategy}
		s.utilityAt[0] = Slot(len(c.params))
		s.valuer = p.Utility.Bind(c.plain, &Binder{c: c, party: i})
		if c.d.turned {
			s.valuer = turnValuer(s.valuer, c.plain)
		}
		s.utilityAt[1] = Slot(len(c.params))
		s.factored, _ = s.valuer.(Factored)
		if pr, ok := s.valuer.(Paired); ok {
			s.paired, s.factored = pr, pr.Sum()
		}
		scale := 1.0
		if s.valuer != nil {
			scale = s.valuer.Scale()
		}
		if !(scale > 0 && scale < 1e300) {
			c.f.add("parties/"+p.Name+"/utility", "the scale is %v, want a positive number", scale)
			scale = 1
		}
		s.unit = scale / gridUnits
		c.bindTraits(&s, p, scale)
		c.seats = append(c.seats, s)
	}
}

// bindTraits binds what a principal has beside its utility.
func (c *compiler) bindTraits(s *seat, p Party, scale float64) {
	lo := -4 * scale
	if p.FromStatusQuo {
		lo = -scale
	}
	s.reservation = c.bind(p.Name+"/reservation", Named{Quantity: p.Reservation, Min: lo, Max: scale})
	s.discount = c.bind(p.Name+"/discount", Named{Quantity: p.Discount, Default: 1, Min: 1e-9, Max: 1})
	s.deadline = c.bind(p.Name+"/deadline", Named{
		Quantity: p.Deadline, Default: float64(c.sc.Rounds), Min: 1e-9, Max: 1e9})
	if p.Risk != nil {
		s.riskAt, s.riskN = c.bindAll(p.Name+"/risk/", p.Risk.Quantities())
	}
	if q, ok := p.Strategy.(Quantified); ok {
		s.strategyAt, _ = c.bindAll(p.Name+"/strategy/", q.Quantities())
	}
}

func (c *compiler) bindAll(prefix string, ns []Named) (first Slot, n int) {
	first = Slot(len(c.params))
	for _, n := range ns {
		c.bind(prefix+n.Name, n)
	}
	return first, len(ns)
}

// bindProtocol resolves the protocol's names and the mediator's beliefs.
func (c *compiler) bindProtocol() {
	c.proto = c.sc.Protocol
	var seats, others []string
	for _, p := range c.sc.Parties {
		if p.Role == Principal {
			seats = append(seats, p.Name)
		} else {
			others = append(others, p.Name)
		}
	}
	if s, ok := c.proto.(Seated); ok {
		bound, err := s.Seat(seats, others)
		if err != nil {
			c.f.addErr("protocol", err)
			return
		}
		c.proto = bound
	}
	if p, ok := c.proto.(PlacedProtocol); ok {
		bound, err := p.Place(Setting{Domain: c.d, Parties: c.partyNames(), Seats: seats,
			Rounds: c.sc.Rounds, RoundLength: c.sc.RoundLength})
		if err != nil {
			c.f.addAll("protocol", err)
			return
		}
		c.proto = bound
	}
	if q, ok := c.proto.(Quantified); ok {
		c.protoAt, _ = c.bindAll("protocol/", q.Quantities())
	}
	if m, ok := c.proto.(Mediated); ok {
		c.bindMediator(m.Mediator())
	}
}

// checkCitations checks that every cited key has a source.
func (c *compiler) checkCitations() {
	keys := make([]string, 0, len(c.sc.Sources))
	seen := map[string]bool{"model": true, "": true}
	for i, s := range c.sc.Sources {
		if s.Key == "" || seen[s.Key] {
			c.f.add(fmt.Sprintf("sources/%s", segment(s.Key, i)), "the key is empty, reserved or used twice, want keys that differ")
		}
		seen[s.Key] = true
		keys = append(keys, s.Key)
	}
	if len(c.sc.Sources) == 0 {
		return
	}
	for _, p := range c.params {
		if !seen[p.Cite] {
			c.f.addErr(p.Name+"/cite", unknown("source", p.Cite, keys))
		}
	}
}

// assignColumns numbers the coordinates: of the talks first the uncertain
// quantities and events, in the order they were bound, then the exact ones; behind
// them the aftermath, the dynamics, and what is believed about receiving and
// mishearing a mediator. So talks keep their draws whatever is laid around them.
func (c *compiler) assignColumns() {
	col := 0
	for class := range columnClasses {
		for i := range c.params {
			if columnClass(c.params[i]) == class {
				c.params[i].Column = col
				col++
			}
		}
	}
}

const columnClasses = 5

// columnClass returns the place of a quantity among the columns.
func columnClass(p Param) int {
	_, exact := isExact(p.Quantity)
	switch {
	case strings.HasPrefix(p.Name, "aftermath/"):
		return 2
	case strings.HasPrefix(p.Name, "dynamics/"):
		return 3
	case strings.Contains(p.Name, "/belief/") &&
		(strings.HasSuffix(p.Name, "/"+BeliefMistake) || strings.HasSuffix(p.Name, "/"+BeliefAcceptance)):
		return 4
	case exact:
		return 1
	}
	return 0
}

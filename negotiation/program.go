package negotiation

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/parleylab/parley/internal/factored"
)

// A Program is a compiled scenario. It is immutable and safe for concurrent
// use; nothing about it can fail any more.
type Program struct {
	sc      Scenario
	d       *Domain
	params  []Param
	index   map[string]int
	seats   []seat
	rules   []rule
	groups  []group
	boxes   []factored.Box
	beliefs []belief
	med     *mediation
	proto   Protocol
	protoAt Slot
	surroundings
	order    []int // of a Stacked protocol
	pins     []pin
	patched  []string // what With and Pin changed, in words
	replaced []string // names of the parameters that With replaced
	school   string
	drawers  []drawer
	cache    *tableCache
	live     []live // what a draw must compute
	dim      int
	dense    bool // some utility is no sum over issues
	fixed    bool // utilities and rules never change between draws
	portable bool
	layout   *factored.Layout
	ranked   []*factored.Ranked
	points   [][]float64 // beside ranked: the value of every outcome, in points
}

// live is one uncertain parameter and the coordinate that draws it.
type live struct{ param, column int }

// belief is where a party's belief is drawn.
type belief struct {
	party, about, trait string
	slot                Slot
}

// A pin holds an issue at one option.
type pin struct{ issue, option int }

// Name returns the scenario's name.
func (p *Program) Name() string { return p.sc.Name }

// Scenario returns the description that was compiled. The caller must not
// modify what it refers to.
func (p *Program) Scenario() Scenario { return p.sc }

// Domain returns the outcomes.
func (p *Program) Domain() *Domain { return p.d }

// Seats returns the names of the principals in order.
func (p *Program) Seats() []string {
	names := make([]string, len(p.seats))
	for i := range names {
		names[i] = p.seats[i].name
	}
	return names
}

// Rounds returns the number of rounds.
func (p *Program) Rounds() int { return p.sc.Rounds }

// Dim returns the number of coordinates that a point of PlayAt must have: one
// more than the highest column of an uncertain parameter.
func (p *Program) Dim() int { return p.dim }

// Params returns one row for every quantity and every event of the program,
// in the order they were bound.
func (p *Program) Params() []Param { return slices.Clone(p.params) }

// Param returns the row called name.
func (p *Program) Param(name string) (Param, bool) {
	i, ok := p.index[name]
	if !ok {
		return Param{}, false
	}
	return p.params[i], true
}

// Portable reports whether every number of the program comes from the
// library's own arithmetic, so that its results carry the same bits on every
// architecture. Quantities of foreign types, such as those of gonum's distuv,
// keep their bits on one architecture only.
func (p *Program) Portable() bool { return p.portable }

// SchoolName returns the name of the school the program follows, or "".
func (p *Program) SchoolName() string { return p.school }

// Changes tells what With and Pin changed, in order: "russia/reservation = 5",
// "sea = 2 (vessels and ports)".
func (p *Program) Changes() []string { return slices.Clone(p.patched) }

// Reasons returns the reasons for which the dynamics or the aftermath can stop a
// negotiation, by the number that Record.Reason gives. The first is empty: none.
func (p *Program) Reasons() []string { return slices.Clone(p.reasons) }

// Top returns the highest rung that the program can reach: Announced without an
// aftermath.
func (p *Program) Top() Rung { return p.top }

// Pinned returns the names of the issues that Pin holds at one option, in the
// order in which it was called.
func (p *Program) Pinned() []string {
	names := make([]string, len(p.pins))
	for i, pn := range p.pins {
		names[i] = p.d.issues[pn.issue].Name
	}
	return names
}

// finish builds the program from what the compiler bound.
func (c *compiler) finish() (*Program, error) {
	p := &Program{
		sc: c.sc, d: c.d, params: c.params, index: c.index, seats: c.seats,
		rules: c.rules, groups: c.groups, boxes: c.boxes, beliefs: c.beliefList(), med: c.med,
		proto: c.proto, protoAt: c.protoAt, surroundings: c.surroundings, cache: newTableCache(),
	}
	if err := c.checkSchools(); err != nil {
		return nil, err
	}
	for i := range p.seats {
		p.dense = p.dense || p.seats[i].factored == nil || p.seats[i].paired != nil
	}
	if s, ok := p.proto.(Stacked); ok {
		p.order = s.Order(len(p.seats))
	}
	var f faults
	p.plan(&f)
	if err := f.err(); err != nil {
		return nil, err
	}
	p.prepare()
	if err := p.checkHard(); err != nil {
		return nil, err
	}
	return p, nil
}

// plan lays out the search structures, or says why there can be none.
func (p *Program) plan(f *faults) {
	n := p.d.Len()
	if p.dense {
		if n > DenseOutcomes {
			f.add("issues", "there are %d outcomes and a utility that is no sum over issues, "+
				"want at most %d outcomes or additive utilities", n, DenseOutcomes)
			return
		}
		if p.med != nil && p.med.noisy {
			f.add("protocol", "the mediator has noise about positions and a utility is no sum over issues, "+
				"want additive utilities or no noise")
		}
		p.layout, _ = factored.NewDenseLayout(p.d.shape, p.boxes)
		return
	}
	layout, err := factored.NewLayout(p.d.shape, p.boxes, nil, 8)
	if err != nil && !p.neverSearches() {
		f.add("issues", "%v; a mediated protocol among time-dependent strategies works for any domain", err)
	}
	p.layout = layout
}

// neverSearches reports whether no agent will ever ask for an outcome.
func (p *Program) neverSearches() bool {
	if _, ok := p.proto.(Mediated); !ok {
		return false
	}
	for i := range p.seats {
		if _, ok := p.seats[i].strategy.Agent().(Conceder); !ok {
			return false
		}
	}
	return true
}

// prepare derives everything that depends on the quantities.
func (p *Program) prepare() {
	p.drawers = make([]drawer, len(p.params))
	p.live = nil
	p.dim = 0
	p.portable = true
	for i := range p.params {
		q := p.params[i]
		p.drawers[i] = newDrawer(q.Quantity, p.cache)
		p.portable = p.portable && portable(q.Quantity)
		if _, exact := isExact(q.Quantity); exact {
			continue
		}
		p.dim = max(p.dim, q.Column+1)
		p.live = append(p.live, live{i, q.Column})
	}
	p.fixed = p.isFixed()
	p.ranked, p.points = nil, nil
	if p.fixed && !p.dense && p.layout != nil && p.d.Len() <= DenseOutcomes {
		p.rank()
	}
}

// isFixed reports whether the utilities and the feasible outcomes are the same
// in every draw.
func (p *Program) isFixed() bool {
	exact := func(s Slot) bool {
		_, ok := isExact(p.params[s].Quantity)
		return ok
	}
	for _, r := range p.rules {
		if !r.hard {
			return false
		}
	}
	for i := range p.seats {
		for s := p.seats[i].utilityAt[0]; s < p.seats[i].utilityAt[1]; s++ {
			if !exact(s) {
				return false
			}
		}
		for _, b := range p.sc.Parties[p.seats[i].party].Beliefs {
			path := p.seats[i].name + "/belief/" + b.About + "/" + b.Trait
			if !exact(Slot(p.index[path])) {
				return false
			}
		}
	}
	return true
}

// rank sorts the outcomes of every seat once for all sessions.
func (p *Program) rank() {
	s := p.newSession()
	s.u = make([]float64, p.dim)
	for i := range s.u {
		s.u[i] = 0.5
	}
	s.drawParams(s.u)
	s.drawSpace()
	s.drawTables()
	for i := range p.seats {
		x := p.layout.NewIndex()
		x.Build(s.tabs[i], nil, s.space)
		r, err := x.Ranked()
		if err != nil { // too large for a list: sessions search instead
			p.ranked, p.points = nil, nil
			return
		}
		p.ranked = append(p.ranked, r)
		p.points = append(p.points, s.column(i, r))
	}
}

// column lists what every outcome is worth to seat i, in points.
func (s *Session) column(i int, r *factored.Ranked) []float64 {
	out := make([]float64, s.p.d.Len())
	for o := range out {
		out[o] = s.points(i, r.Value(int64(o)))
	}
	return out
}

// checkHard refuses rules that together leave no outcome, and names them.
func (p *Program) checkHard() error {
	var certain []int
	for i, r := range p.rules {
		if p.certain(r) {
			certain = append(certain, i)
		}
	}
	if p.possible(certain) {
		return nil
	}
	var f faults
	for i := 0; i < len(certain); { // drop every rule that the conflict does not need
		rest := slices.Delete(slices.Clone(certain), i, i+1)
		if p.possible(rest) {
			i++
		} else {
			certain = rest
		}
	}
	var parts []string
	for _, r := range certain {
		parts = append(parts, p.rules[r].text.String())
	}
	for _, pn := range p.pins {
		parts = append(parts, fmt.Sprintf("%s pinned to %d", p.d.issues[pn.issue].Name, pn.option))
	}
	f.add("constraints", "they leave no outcome together: %s", strings.Join(parts, "; "))
	return f.err()
}

// certain reports whether the rule binds in every draw.
func (p *Program) certain(r rule) bool {
	if r.hard {
		return true
	}
	x, ok := isExact(p.params[r.p].Quantity)
	return ok && x >= 1
}

// possible reports whether some outcome obeys the given rules and the pins.
func (p *Program) possible(rules []int) bool {
	sp := factored.NewSpace(p.d.shape, len(p.boxes))
	p.pinned(sp)
	for _, i := range rules {
		p.rules[i].impose(sp)
	}
	zero := make([]int64, p.d.shape.Flat())
	o, _ := factored.NewSearch(p.d.shape, p.boxes, 1).Best(zero, sp)
	return o >= 0
}

// impose takes away from sp what the rule rules out.
func (r *rule) impose(sp *factored.Space) {
	for _, i := range r.forbid {
		sp.Allowed[i] = false
	}
	for _, b := range r.boxes {
		sp.Active[b] = true
	}
}

// pinned restricts sp to the pinned options.
func (p *Program) pinned(sp *factored.Space) {
	for _, pn := range p.pins {
		at := p.d.shape.Offset(pn.issue)
		for l := range p.d.shape.Options(pn.issue) {
			if l != pn.option {
				sp.Allowed[at+l] = false
			}
		}
	}
}

// names returns the names of the parameters in order.
func (p *Program) names() []string {
	names := make([]string, 0, len(p.params))
	for i := range p.params {
		if !p.params[i].Event {
			names = append(names, p.params[i].Name)
		}
	}
	sort.Strings(names)
	return names
}

package negotest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/parleylab/parley/negotiation"
)

// utilityChecks lists the promises of a utility in every setting.
func utilityChecks(u negotiation.Utility, o Options) []check {
	var list []check
	for _, st := range o.tried() {
		w := &watched{Utility: u}
		sc := change(st.sc, 0, func(p *negotiation.Party) { p.Utility = w })
		v := &valuing{sc: sc, o: o, watch: w}
		list = append(list, within(st.name, []check{
			{"values", v.values},
			{"function", v.function},
			{"factored", v.factored},
			{"paired", v.paired},
			{"shared", v.shared},
		})...)
		plain := change(st.sc, 0, func(p *negotiation.Party) { p.Utility = u })
		list = append(list, within(st.name, scenarioChecks(plain, o))...)
	}
	return list
}

// watched is a utility that keeps its Valuer.
type watched struct {
	negotiation.Utility
	valuer negotiation.Valuer
}

func (w *watched) Bind(d *negotiation.Domain, b *negotiation.Binder) negotiation.Valuer {
	w.valuer = w.Utility.Bind(d, b)
	return w.valuer
}

// valuing is a utility under test in a compiled scenario.
type valuing struct {
	sc    negotiation.Scenario
	o     Options
	watch *watched
}

// sampled is how many outcomes are valued in each draw.
const sampled = 64

// each calls f for outcomes of every draw, until it returns an error. The draw
// is indexed by Slot; s has just played it.
func (v *valuing) each(f func(s *negotiation.Session, u negotiation.Valuer, draw []float64, o negotiation.Outcome) error) (string, error) {
	p, err := v.sc.Compile()
	if err != nil {
		return "", err
	}
	s := p.NewSession()
	rows := p.Params()
	draw := make([]float64, len(rows))
	n := p.Domain().Len()
	rng := rand.New(rand.NewPCG(v.o.Seed, 4))
	for i := range v.o.runs() {
		s.Play(v.o.Seed, i)
		for j := range rows {
			draw[j] = s.Param(rows[j].Name)
		}
		for k := range min(n, sampled) {
			o := k
			if n > sampled {
				o = rng.Int64N(n)
			}
			if err := f(s, v.watch.valuer, draw, negotiation.Outcome(o)); err != nil {
				return "", fmt.Errorf("replication %d, outcome %d: %w", i, o, err)
			}
		}
	}
	return fmt.Sprintf("%d draws of %d outcomes each", v.o.runs(), min(n, sampled)), nil
}

// values checks size and that the engine uses the value, to within the grid.
func (v *valuing) values() (string, error) {
	return v.each(func(s *negotiation.Session, u negotiation.Valuer, draw []float64, o negotiation.Outcome) error {
		d := s.Program().Domain()
		scale := u.Scale()
		x := u.Value(draw, d.Options(nil, o))
		if !(scale > 0) || math.IsInf(scale, 0) {
			return fmt.Errorf("the scale is %v, want a positive number", scale)
		}
		if !(math.Abs(x) <= 4*scale) {
			return fmt.Errorf("the value is %v, want one within four times the scale %v of zero", x, scale)
		}
		if got, near := s.Value(0, o), grid(s); math.Abs(got-x) > near {
			return fmt.Errorf("the engine's value is %v and the utility's %v, which differ by more than %v", got, x, near)
		}
		return nil
	})
}

// grid is how far sums may differ when every part is rounded to the grid: half a
// step for every issue and pair, and as much for the rounding of floats.
func grid(s *negotiation.Session) float64 {
	k := float64(s.Program().Domain().NumIssues())
	return (k + k*k) * s.Program().GridUnit(0)
}

// function checks that a value depends on nothing but the draw and the options,
// and leaves both alone.
func (v *valuing) function() (string, error) {
	var lastDraw []float64
	var lastOptions []int
	last := 0.0
	return v.each(func(s *negotiation.Session, u negotiation.Valuer, draw []float64, o negotiation.Outcome) error {
		options := s.Program().Domain().Options(nil, o)
		d, opts := slices.Clone(draw), slices.Clone(options)
		x := u.Value(d, opts)
		if !slices.Equal(d, draw) || !slices.Equal(opts, options) {
			return fmt.Errorf("valuing changes the draw or the options")
		}
		clear(d)
		clear(opts)
		if lastDraw != nil {
			if y := u.Value(lastDraw, lastOptions); y != last {
				return fmt.Errorf("an outcome was worth %v and is worth %v after another was valued", last, y)
			}
		}
		if y := u.Value(draw, options); y != x {
			return fmt.Errorf("the value is %v, and %v when asked again", x, y)
		}
		lastDraw, lastOptions, last = slices.Clone(draw), options, x
		return nil
	})
}

// factored compares a value with the sum of the table.
func (v *valuing) factored() (string, error) {
	return v.each(func(s *negotiation.Session, u negotiation.Valuer, draw []float64, o negotiation.Outcome) error {
		f, ok := u.(negotiation.Factored)
		if !ok {
			return unchecked("the utility is not Factored")
		}
		return tableAgrees(s, f, draw, o)
	})
}

// tableAgrees fills a table that is too long and checks what was written.
func tableAgrees(s *negotiation.Session, f negotiation.Factored, draw []float64, o negotiation.Outcome) error {
	d := s.Program().Domain()
	flat := 0
	for k := range d.NumIssues() {
		flat += len(d.Issue(k).Options)
	}
	const mark = 12345
	table := make([]float64, flat+1)
	for i := range table {
		table[i] = math.NaN()
	}
	table[flat] = mark
	f.Table(table[:flat], draw)
	if table[flat] != mark {
		return fmt.Errorf("the table is written beyond the options")
	}
	sum, at := 0.0, 0
	for k := range d.NumIssues() {
		for l := range d.Issue(k).Options {
			if x := table[at+l]; math.IsNaN(x) || math.IsInf(x, 0) {
				return fmt.Errorf("the table leaves option %d of %s at %v", l, d.Issue(k).Name, x)
			}
		}
		sum += table[at+d.Option(o, k)]
		at += len(d.Issue(k).Options)
	}
	x := f.Value(draw, d.Options(nil, o))
	if near := grid(s); math.Abs(sum-x) > near {
		return fmt.Errorf("the value is %v and the sum of the table %v, which differ by more than %v", x, sum, near)
	}
	return nil
}

// paired compares a value with the sum and the pair tables.
func (v *valuing) paired() (string, error) {
	return v.each(func(s *negotiation.Session, u negotiation.Valuer, draw []float64, o negotiation.Outcome) error {
		p, ok := u.(negotiation.Paired)
		if !ok {
			return unchecked("the utility is not Paired")
		}
		d := s.Program().Domain()
		if err := tableAgrees(s, p.Sum(), draw, o); err != nil {
			return err
		}
		sum := p.Sum().Value(draw, d.Options(nil, o))
		for j, pr := range p.Pairs() {
			if !(0 <= pr[0] && pr[0] < pr[1] && pr[1] < d.NumIssues()) {
				return fmt.Errorf("pair %d is of issues %v, want two of %d, the earlier first", j, pr, d.NumIssues())
			}
			m := len(d.Issue(pr[1]).Options)
			table := make([]float64, len(d.Issue(pr[0]).Options)*m)
			for i := range table {
				table[i] = math.NaN()
			}
			p.PairTable(table, j, draw)
			sum += table[d.Option(o, pr[0])*m+d.Option(o, pr[1])]
		}
		x := u.Value(draw, d.Options(nil, o))
		if near := grid(s); !(math.Abs(sum-x) <= near) {
			return fmt.Errorf("the value is %v and the sum with its pairs %v, which differ by more than %v", x, sum, near)
		}
		return nil
	})
}

// shared values from two goroutines at once, for the race detector to watch.
func (v *valuing) shared() (string, error) {
	return v.each(func(s *negotiation.Session, u negotiation.Valuer, draw []float64, o negotiation.Outcome) error {
		options := s.Program().Domain().Options(nil, o)
		var got [2]float64
		var wg sync.WaitGroup
		for j := range got {
			d, opts := slices.Clone(draw), slices.Clone(options) // a session's own
			wg.Go(func() { got[j] = u.Value(d, opts) })
		}
		wg.Wait()
		if got[0] != got[1] {
			return fmt.Errorf("two goroutines see %v and %v", got[0], got[1])
		}
		return nil
	})
}

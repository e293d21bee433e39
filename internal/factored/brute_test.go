package factored_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/parleylab/parley/internal/factored"
)

// An indexCase is a random domain small enough to list.
type indexCase struct {
	shape *factored.Shape
	boxes []factored.Box
	pairs []factored.PairTable
	space *factored.Space
	tab   []int64
}

// newIndexCase draws 1..6 issues of 1..7 options with at most 2,500 outcomes,
// boxes, and interactions; draw does the rest.
func newIndexCase(r *rand.Rand) *indexCase {
	c := &indexCase{}
	for c.shape == nil || c.shape.Size() > 2500 {
		options := make([]int, 1+r.IntN(6))
		for k := range options {
			options[k] = 1 + r.IntN(7)
		}
		c.shape, _ = factored.NewShape(options)
	}
	n := c.shape.Issues()
	for range r.IntN(6) * min(n-1, 1) {
		c.boxes = append(c.boxes, c.box(r))
	}
	for range r.IntN(4) * min(n-1, 1) * r.IntN(2) {
		p := r.Perm(n)
		values := make([]int64, c.shape.Options(p[0])*c.shape.Options(p[1]))
		c.pairs = append(c.pairs, factored.PairTable{A: p[0], B: p[1], Values: values})
	}
	c.space = factored.NewSpace(c.shape, len(c.boxes))
	c.tab = make([]int64, c.shape.Flat())
	return c
}

// box draws a box over at least two issues.
func (c *indexCase) box(r *rand.Rand) factored.Box {
	n := c.shape.Issues()
	var b factored.Box
	for _, k := range r.Perm(n)[:2+r.IntN(min(n-1, 3))] {
		in := make([]bool, c.shape.Options(k))
		for l := range in {
			in[l] = r.IntN(3) > 0
		}
		b = append(b, factored.Term{Issue: k, Options: in})
	}
	return b
}

// draw draws values, coarse in most cases so that there are ties, and a space.
func (c *indexCase) draw(r *rand.Rand) {
	grain := []int64{1, 2, 5, 100, 1 << 20, 1 << 38}[r.IntN(6)]
	for f := range c.tab {
		c.tab[f] = r.Int64N(2*grain+1) - grain*int64(r.IntN(2))
	}
	for _, p := range c.pairs {
		for i := range p.Values {
			p.Values[i] = r.Int64N(2*grain+1) - grain
		}
	}
	if r.IntN(4) == 0 { // a veto: values in two distant clusters
		c.tab[r.IntN(len(c.tab))] = -1 << 41
	}
	c.space.Reset()
	ban := r.IntN(6)
	for f := range c.space.Allowed {
		c.space.Allowed[f] = ban == 0 || r.IntN(ban+2) > 0
	}
	for b := range c.space.Active {
		c.space.Active[b] = r.IntN(3) > 0
	}
}

// value is the value of an outcome by definition.
func (c *indexCase) value(o int64) int64 {
	v := c.shape.Value(c.tab, o)
	for _, p := range c.pairs {
		v += p.Values[c.shape.Option(o, p.A)*c.shape.Options(p.B)+c.shape.Option(o, p.B)]
	}
	return v
}

// A valued is an outcome and its value.
type valued struct{ o, u int64 }

// list returns the feasible outcomes, best first, ties by number.
func (c *indexCase) list() []valued {
	var all []valued
	for o := range c.shape.Size() {
		if c.space.Feasible(c.shape, c.boxes, o) {
			all = append(all, valued{o, c.value(o)})
		}
	}
	slices.SortStableFunc(all, func(a, b valued) int {
		switch {
		case a.u > b.u:
			return -1
		case a.u < b.u:
			return 1
		}
		return 0
	})
	return all
}

// succ answers Succ from the list.
func succ(all []valued, a int64) valued {
	best := valued{o: factored.None}
	for _, v := range all {
		if v.u < a {
			break
		}
		if best.o == factored.None || v.u < best.u {
			best = v
		}
	}
	return best
}

// layout draws a layout: the one NewLayout chooses, or any that the pairs permit.
func (c *indexCase) layout(t *testing.T, r *rand.Rand) *factored.Layout {
	n := c.shape.Issues()
	if r.IntN(2) == 0 {
		var pairs [][2]int
		for _, p := range c.pairs {
			pairs = append(pairs, [2]int{p.A, p.B})
		}
		l, err := factored.NewLayout(c.shape, c.boxes, pairs, 1<<r.IntN(12))
		if err != nil {
			t.Fatalf("NewLayout: %v", err)
		}
		return l
	}
	row := make([]bool, n)
	for k := range row {
		row[k] = r.IntN(2) == 0
	}
	for range n { // pairs pull their issues to one side
		for _, p := range c.pairs {
			row[p.A] = row[p.A] && row[p.B]
			row[p.B] = row[p.A]
		}
	}
	return factored.CutLayout(c.shape, c.boxes, row)
}

// An asker is an Index or a Ranked.
type asker interface {
	Max() (o, u int64)
	Succ(a int64) (o, u int64)
	Rank(k int) (o, u int64)
	Value(o int64) int64
}

// check compares all answers with the list.
func (c *indexCase) check(t *testing.T, r *rand.Rand, x asker, all []valued) {
	t.Helper()
	got := func(o, u int64) valued { return valued{o, u} }
	best := valued{o: factored.None}
	if len(all) > 0 {
		best = all[0]
	}
	if g := got(x.Max()); g != best {
		t.Fatalf("Max() = %v, want %v", g, best)
	}
	for _, a := range c.thresholds(r, all) {
		if g, want := got(x.Succ(a)), succ(all, a); g != want {
			t.Fatalf("Succ(%d) = %v, want %v", a, g, want)
		}
	}
	for k := range min(len(all), 60+r.IntN(300)) {
		if g := got(x.Rank(k)); g != all[k] {
			t.Fatalf("Rank(%d) = %v, want %v", k, g, all[k])
		}
	}
	if g := got(x.Rank(len(all))); g.o != factored.None {
		t.Fatalf("Rank(%d) = %v, want None", len(all), g)
	}
	for range 10 {
		o := r.Int64N(c.shape.Size())
		if g, want := x.Value(o), c.value(o); g != want {
			t.Fatalf("Value(%d) = %d, want %d", o, g, want)
		}
	}
}

// thresholds draws thresholds at, next to and between values, and outside.
func (c *indexCase) thresholds(r *rand.Rand, all []valued) []int64 {
	as := []int64{math.MinInt64, math.MaxInt64, 0}
	for range min(len(all), 12) {
		u := all[r.IntN(len(all))].u
		as = append(as, u-1, u, u+1)
	}
	if len(all) > 0 {
		lo, hi := all[len(all)-1].u, all[0].u
		as = append(as, lo-1, lo, hi, hi+1)
		for range 4 {
			as = append(as, lo+r.Int64N(hi-lo+1))
		}
	}
	return as
}

// dense returns the values of all outcomes.
func (c *indexCase) dense() []int64 {
	values := make([]int64, c.shape.Size())
	for o := range values {
		values[o] = c.value(int64(o))
	}
	return values
}

func TestBruteIndex(t *testing.T) {
	domains, draws, outcomes, empty := 0, 0, 0, 0
	want := 10_000
	if testing.Short() {
		want = 1_000
	}
	r := rand.New(rand.NewPCG(1, 1))
	for domains < want {
		c := newIndexCase(r)
		x := c.layout(t, r).NewIndex()
		y := x.Sibling()
		for range 3 {
			c.draw(r)
			all := c.list()
			y.Build(c.tab, c.pairs, c.space)
			x.Build(c.tab, c.pairs, c.space)
			c.check(t, r, x, all)
			c.check(t, r, y, all)
			draws++
			outcomes += len(all)
			if len(all) == 0 {
				empty++
			}
		}
		domains++
	}
	t.Logf("checked %d domains, %d draws (%d without feasible outcomes), %d feasible outcomes", domains, draws, empty, outcomes)
}

func TestBruteDense(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	domains := 0
	for ; domains < 1500; domains++ {
		c := newIndexCase(r)
		l, err := factored.NewDenseLayout(c.shape, c.boxes)
		if err != nil {
			t.Fatal(err)
		}
		x := l.NewIndex()
		c.draw(r)
		values := c.dense()
		all := c.list()
		x.BuildDense(values, c.space)
		c.check(t, r, x, all)
		q, err := factored.NewRanked(c.shape, c.boxes, values, c.space)
		if err != nil {
			t.Fatal(err)
		}
		c.check(t, r, q, all)
		x = c.layout(t, r).NewIndex()
		x.Build(c.tab, c.pairs, c.space)
		if q, err = x.Ranked(); err != nil {
			t.Fatal(err)
		}
		c.check(t, r, q, all)
		if q.Len() != len(all) {
			t.Fatalf("Len() = %d, want %d", q.Len(), len(all))
		}
	}
	t.Logf("checked %d domains, dense and ranked", domains)
}

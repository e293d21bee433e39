package factored_test

import (
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/internal/factored"
)

// TestBruteLarge compares cuts of products of up to 2^17 outcomes with a dense
// index, which TestBruteDense vouches for, so that ladders are tall enough to
// need both radix digits.
func TestBruteLarge(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	asked := 0
	for _, options := range [][]int{
		{10, 10, 10, 10, 10}, {5, 5, 5, 5, 5, 5}, {4, 4, 4, 5, 4, 5, 4, 4}, {2, 3, 4, 5, 6, 7, 8}, {300, 400}, {17, 9, 23, 31},
	} {
		c := &indexCase{}
		c.shape, _ = factored.NewShape(options)
		for range 4 {
			c.boxes = append(c.boxes, c.box(r))
		}
		c.space = factored.NewSpace(c.shape, len(c.boxes))
		c.tab = make([]int64, c.shape.Flat())
		dense, err := factored.NewDenseLayout(c.shape, c.boxes)
		if err != nil {
			t.Fatal(err)
		}
		y := dense.NewIndex()
		for range 6 {
			c.draw(r)
			x := c.layout(t, r).NewIndex()
			x.Build(c.tab, nil, c.space)
			y.BuildDense(c.dense(), c.space)
			asked += c.same(t, r, x, y)
		}
	}
	t.Logf("compared %d answers", asked)
}

// same compares the answers of two indices and returns how many.
func (c *indexCase) same(t *testing.T, r *rand.Rand, x, y asker) int {
	t.Helper()
	lo, hi := c.extremes()
	n := 2000
	for range n {
		a := lo + r.Int64N(hi-lo+2)
		o, u := x.Succ(a)
		if wo, wu := y.Succ(a); o != wo || u != wu {
			t.Fatalf("Succ(%d) = %d, %d, want %d, %d", a, o, u, wo, wu)
		}
	}
	for k := range n {
		o, u := x.Rank(k)
		if wo, wu := y.Rank(k); o != wo || u != wu {
			t.Fatalf("Rank(%d) = %d, %d, want %d, %d", k, o, u, wo, wu)
		}
	}
	return 2 * n
}

// TestBruteManyBoxes has more boxes than a mask has bits, on one side of the cut
// and across it.
func TestBruteManyBoxes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 6))
	domains, outcomes := 0, 0
	for ; domains < 100; domains++ {
		c := &indexCase{}
		c.shape, _ = factored.NewShape([]int{4, 5, 3, 4, 2, 3})
		for range 20 + r.IntN(180) {
			var b factored.Box
			for _, k := range r.Perm(6)[:4+r.IntN(3)] {
				in := make([]bool, c.shape.Options(k))
				in[r.IntN(len(in))] = true
				b = append(b, factored.Term{Issue: k, Options: in})
			}
			c.boxes = append(c.boxes, b)
		}
		c.space = factored.NewSpace(c.shape, len(c.boxes))
		c.tab = make([]int64, c.shape.Flat())
		l, err := factored.NewLayout(c.shape, c.boxes, nil, 1+r.IntN(1000))
		if err != nil {
			t.Fatal(err)
		}
		x := l.NewIndex()
		for range 5 {
			c.draw(r)
			all := c.list()
			x.Build(c.tab, nil, c.space)
			c.check(t, r, x, all)
			outcomes += len(all)
		}
	}
	t.Logf("checked %d domains of 20 to 199 boxes, %d feasible outcomes", domains, outcomes)
}

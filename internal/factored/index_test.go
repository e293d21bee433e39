package factored_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/internal/factored"
)

// holiday is the product of place (sea, hills, town) and month (June, July),
// with values by hand:
//
//	              June 1   July 4
//	sea    7         8       11
//	hills  5         6        9
//	town   2         3        6
//
// Outcomes are numbered 2·place + month.
func holiday(t *testing.T) (*factored.Shape, []int64) {
	t.Helper()
	s, err := factored.NewShape([]int{3, 2})
	if err != nil {
		t.Fatal(err)
	}
	return s, []int64{7, 5, 2, 1, 4}
}

func TestIndexKnown(t *testing.T) {
	s, tab := holiday(t)
	for _, row := range [][]bool{{false, false}, {true, false}, {false, true}, {true, true}} {
		x := factored.CutLayout(s, nil, row).NewIndex()
		x.Build(tab, nil, factored.NewSpace(s, 0))
		for _, c := range []struct{ a, o, u int64 }{
			{0, 4, 3}, {3, 4, 3}, {4, 2, 6}, {6, 2, 6}, // hills in June ties with town in July, 5
			{7, 0, 8}, {9, 3, 9}, {10, 1, 11}, {11, 1, 11}, {12, factored.None, 0},
		} {
			if o, u := x.Succ(c.a); o != c.o || u != c.u {
				t.Errorf("rows %v: Succ(%d) = %d, %d, want %d, %d", row, c.a, o, u, c.o, c.u)
			}
		}
		if o, u := x.Max(); o != 1 || u != 11 {
			t.Errorf("rows %v: Max() = %d, %d, want 1, 11", row, o, u)
		}
		for k, want := range []int64{1, 3, 0, 2, 5, 4, factored.None} {
			if o, _ := x.Rank(k); o != want {
				t.Errorf("rows %v: Rank(%d) = %d, want %d", row, k, o, want)
			}
		}
	}
}

func TestIndexKnownSpace(t *testing.T) {
	s, tab := holiday(t)
	// No sea in July, and the pair of hills and June is worth 10 more.
	boxes := []factored.Box{{
		{Issue: 0, Options: []bool{true, false, false}},
		{Issue: 1, Options: []bool{false, true}},
	}}
	pair := []factored.PairTable{{A: 1, B: 0, Values: []int64{0, 10, 0, 0, 0, 0}}}
	sp := factored.NewSpace(s, 1)
	x := factored.CutLayout(s, boxes, []bool{false, false}).NewIndex()
	sp.Active[0] = true
	x.Build(tab, pair, sp)
	if o, u := x.Max(); o != 2 || u != 16 {
		t.Errorf("Max() = %d, %d, want 2, 16", o, u)
	}
	if o, u := x.Succ(10); o != 2 || u != 16 {
		t.Errorf("Succ(10) = %d, %d, want 2, 16: outcome 1 is in the box", o, u)
	}
	x = factored.CutLayout(s, boxes, []bool{true, false}).NewIndex()
	x.Build(tab, nil, sp)
	if o, u := x.Succ(9); o != 3 || u != 9 {
		t.Errorf("box across the cut: Succ(9) = %d, %d, want 3, 9", o, u)
	}
	if o, _ := x.Succ(10); o != factored.None {
		t.Errorf("box across the cut: Succ(10) = %d, want None", o)
	}
	sp.Allowed[1], sp.Allowed[2] = false, false // sea only, so June
	x.Build(tab, nil, sp)
	if o, u := x.Succ(0); o != 0 || u != 8 {
		t.Errorf("sea only: Succ(0) = %d, %d, want 0, 8", o, u)
	}
	if v := x.Value(1); v != 11 {
		t.Errorf("Value(1) = %d, want 11 although infeasible", v)
	}
	sp.Allowed[0] = false
	x.Build(tab, nil, sp)
	if o, u := x.Max(); o != factored.None || u != 0 {
		t.Errorf("nothing allowed: Max() = %d, %d, want None, 0", o, u)
	}
}

func TestIndexMisuse(t *testing.T) {
	s, tab := holiday(t)
	sp := factored.NewSpace(s, 0)
	cut := factored.CutLayout(s, nil, []bool{true, false})
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"pair across the cut", func() {
			cut.NewIndex().Build(tab, []factored.PairTable{{A: 0, B: 1, Values: make([]int64, 6)}}, sp)
		}},
		{"values too far apart", func() { cut.NewIndex().Build([]int64{1 << 43, 0, 0, 0, 0}, nil, sp) }},
		{"dense values in rows", func() { cut.NewIndex().BuildDense(make([]int64, 6), sp) }},
		{"sibling over another space", func() {
			x := cut.NewIndex()
			x.Build(tab, nil, sp)
			other := factored.NewSpace(s, 0)
			other.Allowed[0] = false
			x.Sibling().Build(tab, nil, other)
			x.Max()
		}},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", c.name)
				}
			}()
			c.do()
		}()
	}
}

func TestIndexAllocates(t *testing.T) {
	for _, d := range indexBenches() {
		l, err := factored.NewLayout(d.shape, d.boxes, nil, 100)
		if err != nil {
			t.Fatal(err)
		}
		x := l.NewIndex()
		r := rand.New(rand.NewPCG(1, 4))
		c := 0
		draw := func() {
			c = (c + 1) % indexDraws
			for f := range d.space.Allowed {
				d.space.Allowed[f] = c == 0 || r.IntN(20) > 0
			}
			x.Build(d.tabs[c], nil, d.space)
			for _, a := range d.asks[c] {
				x.Succ(a)
			}
			x.Rank(99)
		}
		for range indexDraws {
			draw()
		}
		if n := testing.AllocsPerRun(20, draw); n != 0 {
			t.Errorf("%s: %g allocations per draw in steady state, want 0", d.name, n)
		}
	}
}

func TestLayoutChoice(t *testing.T) {
	two := func(k int) []int {
		options := make([]int, k)
		for i := range options {
			options[i] = 2
		}
		return options
	}
	for _, c := range []struct {
		name     string
		options  []int
		pairs    [][2]int
		queries  int
		maxRows  int
		maxCols  int
		tooLarge bool
	}{
		{"one issue", []int{7}, nil, 100, 7, 7, false},
		{"5^6", []int{5, 5, 5, 5, 5, 5}, nil, 100, 25, 625, false},
		{"uneven", []int{1000, 2, 3, 500}, nil, 100, 500, 6000, false},
		{"2^40", two(40), nil, 100, 1 << 20, 1 << 20, false},
		{"2^41", two(41), nil, 100, 0, 0, true},
		{"wide and narrow", append([]int{1 << 18, 1 << 19}, two(3)...), nil, 1, 1 << 20, 1 << 20, false},
		{"pairs within", []int{10, 10, 10, 10}, [][2]int{{0, 3}, {1, 2}}, 100, 100, 100, false},
		{"pairs join all", []int{200, 200, 200}, [][2]int{{0, 1}, {2, 1}}, 100, 0, 0, true},
	} {
		s, err := factored.NewShape(c.options)
		if err != nil {
			t.Fatal(err)
		}
		l, err := factored.NewLayout(s, nil, c.pairs, c.queries)
		if c.tooLarge {
			if !errors.Is(err, factored.ErrTooLarge) {
				t.Errorf("%s: error %v, want ErrTooLarge", c.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if l.Rows() > c.maxRows || l.Suffix() > c.maxCols {
			t.Errorf("%s: %d×%d, want at most %d×%d", c.name, l.Rows(), l.Suffix(), c.maxRows, c.maxCols)
		}
	}
}

// Boxes over issues 0 and 3 and over 1 and 2 fit on one side each, and a layout
// that keeps them there is no dearer.
func TestLayoutKeepsBoxes(t *testing.T) {
	d := newIndexBench("", 10, 10, 10, 10).boxed("", [2]int{0, 3}, [2]int{1, 2})
	l, err := factored.NewLayout(d.shape, d.boxes, nil, 100)
	if err != nil {
		t.Fatal(err)
	}
	in := [4]bool{}
	for _, k := range l.RowIssues() {
		in[k] = true
	}
	if l.Rows() > 10 && (in[0] != in[3] || in[1] != in[2]) {
		t.Errorf("rows are issues %v: a box lies across the cut", l.RowIssues())
	}
}

func TestDenseLayoutTooLarge(t *testing.T) {
	s, err := factored.NewShape([]int{1 << 10, 1<<10 + 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := factored.NewDenseLayout(s, nil); !errors.Is(err, factored.ErrTooLarge) {
		t.Errorf("error %v, want ErrTooLarge", err)
	}
	if _, err := factored.NewRanked(s, nil, nil, nil); !errors.Is(err, factored.ErrTooLarge) {
		t.Errorf("error %v, want ErrTooLarge", err)
	}
}

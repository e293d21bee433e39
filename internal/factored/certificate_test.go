package factored_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/parleylab/parley/internal/factored"
)

// Two parties share ten units: party 0 gets the option, party 1 the rest, so
// demands that sum to more than ten are certified away.
func TestCertificateKnown(t *testing.T) {
	s, err := factored.NewShape([]int{11})
	if err != nil {
		t.Fatal(err)
	}
	up, down := make([]int64, 11), make([]int64, 11)
	for l := range up {
		up[l], down[l] = int64(l), int64(10-l)
	}
	c := factored.NewCertificate(s)
	sp := factored.NewSpace(s, 0)
	all := &lines{from: []int64{10, 10}, to: []int64{0, 0}, rounds: 10}
	// Demands are 10-t each: 20-2t ≤ 10 from round 5 on.
	if got := c.First([][]int64{up, down}, sp, all, 10); got != 5 {
		t.Errorf("First() = %d, want 5", got)
	}
	// Without the even split, 5 to 5, the first round is 6; the bound cannot see the
	// gap, because it would allow a lottery over 4 and 6.
	sp.Allowed[5] = false
	if got := c.First([][]int64{up, down}, sp, all, 10); got != 5 {
		t.Errorf("without the even split: First() = %d, want 5", got)
	}
	stubborn := &lines{from: []int64{8, 8}, to: []int64{8, 8}, rounds: 10}
	if got := c.First([][]int64{up, down}, sp, stubborn, 10); got != 10 {
		t.Errorf("no zone: First() = %d, want 10", got)
	}
	alone := &lines{from: []int64{11, -5}, to: []int64{11, -5}, rounds: 10}
	if got := c.First([][]int64{up, down}, sp, alone, 10); got < 10 {
		t.Errorf("more than the whole for one: First() = %d, want 10", got)
	}
	clear(sp.Allowed)
	if got := c.First([][]int64{up, down}, sp, all, 10); got != 10 {
		t.Errorf("nothing allowed: First() = %d, want 10", got)
	}
}

func TestCertificateAllocates(t *testing.T) {
	d := newIndexBench("", 5, 5, 5, 5, 5, 5)
	c := factored.NewCertificate(d.shape)
	th := &concede{asks: d.asks[:4]}
	run := func() { c.First(d.tabs[:4], d.space, th, 100) }
	run()
	if n := testing.AllocsPerRun(20, run); n != 0 {
		t.Errorf("%g allocations, want 0", n)
	}
}

// lines are thresholds that fall linearly from one value to another.
type lines struct {
	from, to []int64
	rounds   int64
}

func (l *lines) At(i, t int) int64 {
	return l.from[i] - (l.from[i]-l.to[i])/l.rounds*int64(t)
}

func TestBruteCertificate(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	domains, certified, first := 0, 0, 0
	for ; domains < 10_000; domains++ {
		c := newIndexCase(r)
		c.boxes, c.pairs = nil, nil
		n := 1 + r.IntN(5)
		tabs := make([][]int64, n)
		l := &lines{rounds: int64(1 + r.IntN(60))}
		for i := range tabs {
			c.tab = make([]int64, c.shape.Flat())
			c.draw(r)
			tabs[i] = c.tab
			lo, hi := c.extremes()
			l.from = append(l.from, hi+r.Int64N(3)-1)
			l.to = append(l.to, lo+(hi-lo)/16*r.Int64N(17))
		}
		rounds := int(l.rounds)
		got := factored.NewCertificate(c.shape).First(tabs, c.space, l, rounds)
		want := c.firstZone(tabs, l, rounds)
		if got > want {
			t.Fatalf("domain %d: First() = %d, but round %d has an outcome for all", domains, got, want)
		}
		certified += got
		first += want
	}
	t.Logf("checked %d domains: certified %d of %d rounds without an outcome for all", domains, certified, first)
}

// extremes returns the least and the greatest value of any outcome.
func (c *indexCase) extremes() (lo, hi int64) {
	for k := range c.shape.Issues() {
		tab := c.tab[c.shape.Offset(k):c.shape.Offset(k+1)]
		lo += slices.Min(tab)
		hi += slices.Max(tab)
	}
	return lo, hi
}

// firstZone returns the first round in which some outcome of the space meets all
// thresholds, or rounds.
func (c *indexCase) firstZone(tabs [][]int64, l *lines, rounds int) int {
	first := rounds
	for o := range c.shape.Size() {
		if !c.space.Feasible(c.shape, c.boxes, o) {
			continue
		}
		for t := 0; t < first; t++ {
			met := true
			for i, tab := range tabs {
				met = met && c.shape.Value(tab, o) >= l.At(i, t)
			}
			if met {
				first = t
			}
		}
	}
	return first
}

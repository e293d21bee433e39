package factored_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/internal/detmath"
	"github.com/parleylab/parley/internal/factored"
)

// A searchCase is one random domain with everything the questions need.
type searchCase struct {
	shape  *factored.Shape
	boxes  []factored.Box
	space  *factored.Space
	tabs   [][]int64
	floor  []int64
	weight []float64
}

// newSearchCase draws 1..6 issues of 1..6 options, 2..8 parties, tables with
// entries in -grain..grain, masks and boxes.
func newSearchCase(r *rand.Rand, boxes int) *searchCase {
	options := make([]int, 1+r.IntN(6))
	for k := range options {
		options[k] = 1 + r.IntN(6)
	}
	s, err := factored.NewShape(options)
	if err != nil {
		panic(err)
	}
	c := &searchCase{shape: s}
	if len(options) > 1 {
		for range boxes {
			c.boxes = append(c.boxes, randomBox(r, options))
		}
	}
	c.space = factored.NewSpace(s, len(c.boxes))
	for f := range c.space.Allowed {
		c.space.Allowed[f] = r.IntN(6) > 0
	}
	for b := range c.boxes {
		c.space.Active[b] = r.IntN(3) > 0
	}
	c.drawTables(r, []int{2, 3, 4, 5, 3, 8}[r.IntN(6)])
	return c
}

// randomBox returns a box over two or three issues.
func randomBox(r *rand.Rand, options []int) factored.Box {
	var box factored.Box
	for _, k := range r.Perm(len(options))[:min(len(options), 2+r.IntN(2))] {
		in := make([]bool, options[k])
		for l := range in {
			in[l] = r.IntN(2) == 0
		}
		box = append(box, factored.Term{Issue: k, Options: in})
	}
	return box
}

// drawTables draws tables from a coarse grid, so that ties abound, or a fine one,
// sometimes such that the first two parties split a pie.
func (c *searchCase) drawTables(r *rand.Rand, parties int) {
	grain := []int64{0, 1, 3, 10, 1 << 40, (1<<44 - 1) / 6}[r.IntN(6)]
	opposed := r.IntN(4) == 0
	for i := range parties {
		tab := make([]int64, c.shape.Flat())
		for f := range tab {
			tab[f] = r.Int64N(2*grain+1) - grain
			if opposed && i == 1 {
				tab[f] = -c.tabs[0][f]
			}
		}
		c.tabs = append(c.tabs, tab)
		spread := grain*int64(c.shape.Issues()) + 1
		c.floor = append(c.floor, r.Int64N(2*spread+1)-spread-grain/2)
		if r.IntN(3) > 0 {
			c.floor[i] = r.Int64N(spread) - spread
		}
		c.floor[i] = min(max(c.floor[i], -1<<44), 1<<44)
		c.weight = append(c.weight, []float64{1, 1, 0.5, 2.25}[r.IntN(4)])
	}
}

// truth is what enumeration says about a case.
type truth struct {
	share            int64
	margin, marginAt int64
	nash             float64
	nashAt           int64
	reply, replyAt   int64
	best, bestAt     int64
}

// enumerate looks at every outcome.
func (c *searchCase) enumerate() truth {
	t := truth{margin: math.MinInt64, marginAt: -1, nashAt: -1, replyAt: -1, best: math.MinInt64, bestAt: -1}
	for o := range c.shape.Size() {
		if !c.space.Feasible(c.shape, c.boxes, o) {
			continue
		}
		gain := make([]int64, len(c.tabs))
		margin := int64(math.MaxInt64)
		for i, tab := range c.tabs {
			gain[i] = c.shape.Value(tab, o) - c.floor[i]
			margin = min(margin, gain[i])
		}
		if margin >= 0 {
			t.share++
		}
		if t.marginAt < 0 || margin > t.margin {
			t.margin, t.marginAt = margin, o
		}
		if margin > 0 {
			if f := score(gain, c.weight); t.nashAt < 0 || f > t.nash {
				t.nash, t.nashAt = f, o
			}
		}
		own, other := gain[0]+c.floor[0], gain[1]+c.floor[1]
		if own >= c.floor[0] && (t.replyAt < 0 || other > t.reply) {
			t.reply, t.replyAt = other, o
		}
		if t.bestAt < 0 || own > t.best {
			t.best, t.bestAt = own, o
		}
	}
	return t
}

// score is the rounded score that Nash documents.
func score(gain []int64, weight []float64) float64 {
	sum, total := 0.0, 0.0
	for i, g := range gain {
		sum += float64(weight[i] * detmath.Log(float64(g)))
		total += weight[i]
	}
	return math.Floor(float64(sum/total*(1<<30)) + 0.5)
}

// check compares all answers of q with t.
func (c *searchCase) check(t *testing.T, q *factored.Search, want truth) {
	t.Helper()
	w, ok := q.Zone(c.tabs, c.floor, c.space)
	if ok != (want.share > 0) || ok != (w != factored.None) {
		t.Errorf("Zone = %d, %v, want a witness: %v", w, ok, want.share > 0)
	}
	if ok && !c.accepts(w) {
		t.Errorf("Zone: witness %d is not feasible and acceptable", w)
	}
	if got := q.Share(c.tabs, c.floor, c.space); got != want.share {
		t.Errorf("Share = %d, want %d", got, want.share)
	}
	if m, o := q.Margin(c.tabs, c.floor, c.space); m != want.margin || o != want.marginAt {
		t.Errorf("Margin = %d, %d, want %d, %d", m, o, want.margin, want.marginAt)
	}
	if o, ok := q.Nash(c.tabs, c.floor, c.weight, c.space); o != want.nashAt || ok != (o >= 0) {
		t.Errorf("Nash = %d, %v, want %d", o, ok, want.nashAt)
	}
	if o, ok := q.Reply(c.tabs[0], c.floor[0], c.tabs[1], c.space); o != want.replyAt || ok != (o >= 0) {
		t.Errorf("Reply = %d, %v, want %d", o, ok, want.replyAt)
	}
	if o, u := q.Best(c.tabs[0], c.space); o != want.bestAt || u != want.best {
		t.Errorf("Best = %d, %d, want %d, %d", o, u, want.bestAt, want.best)
	}
}

// accepts reports whether o is feasible and nobody is below the floor.
func (c *searchCase) accepts(o int64) bool {
	for i, tab := range c.tabs {
		if c.shape.Value(tab, o) < c.floor[i] {
			return false
		}
	}
	return c.space.Feasible(c.shape, c.boxes, o)
}

// answers is what a Search says to all questions about one case.
type answers struct {
	Zone             bool
	Share            int64
	Margin, MarginAt int64
	Nash             int64
	Reply            int64
	Best, BestAt     int64
}

func ask(q *factored.Search, c *searchCase) answers {
	var a answers
	_, a.Zone = q.Zone(c.tabs, c.floor, c.space)
	a.Share = q.Share(c.tabs, c.floor, c.space)
	a.Margin, a.MarginAt = q.Margin(c.tabs, c.floor, c.space)
	a.Nash, _ = q.Nash(c.tabs, c.floor, c.weight, c.space)
	a.Reply, _ = q.Reply(c.tabs[0], c.floor[0], c.tabs[1], c.space)
	a.BestAt, a.Best = q.Best(c.tabs[0], c.space)
	return a
}

// The pie: two issues of three options, 0, 1 or 2 slices to party 0, the rest to
// party 1. Outcome 3a+b gives party 0 a+b of four slices.
func TestSearchPie(t *testing.T) {
	s, err := factored.NewShape([]int{3, 3})
	if err != nil {
		t.Fatal(err)
	}
	tabs := [][]int64{{0, 1, 2, 0, 1, 2}, {2, 1, 0, 2, 1, 0}}
	even := []float64{1, 1}
	corner := factored.Box{
		{Issue: 0, Options: []bool{true, false, false}},
		{Issue: 1, Options: []bool{false, false, true}},
	}
	all := factored.Box{
		{Issue: 0, Options: []bool{true, true, true}},
		{Issue: 1, Options: []bool{true, true, true}},
	}
	for _, tt := range []struct {
		name   string
		boxes  []factored.Box
		floor  []int64
		weight []float64
		want   answers
	}{
		{"no floors", nil, []int64{0, 0}, even,
			answers{true, 9, 2, 2, 2, 0, 4, 8}},
		{"even split only", nil, []int64{2, 2}, even,
			answers{true, 3, 0, 2, factored.None, 2, 4, 8}},
		{"floors too high by two", nil, []int64{3, 3}, even,
			answers{false, 0, -1, 2, factored.None, 5, 4, 8}},
		{"three times the weight takes three slices", nil, []int64{0, 0}, []float64{3, 1},
			answers{true, 9, 2, 2, 5, 0, 4, 8}},
		{"one unequal floor", nil, []int64{1, 0}, even,
			answers{true, 8, 1, 2, 2, 1, 4, 8}},
		{"corner forbidden", []factored.Box{corner}, []int64{0, 0}, even,
			answers{true, 8, 2, 4, 4, 0, 4, 8}},
		{"everything forbidden", []factored.Box{all}, []int64{0, 0}, even,
			answers{false, 0, math.MinInt64, factored.None, factored.None, factored.None, math.MinInt64, factored.None}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sp := factored.NewSpace(s, len(tt.boxes))
			for b := range tt.boxes {
				sp.Active[b] = true
			}
			c := &searchCase{shape: s, boxes: tt.boxes, space: sp, tabs: tabs, floor: tt.floor, weight: tt.weight}
			got := ask(factored.NewSearch(s, tt.boxes, 2), c)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("floors %v, weights %v (-want +got):\n%s", tt.floor, tt.weight, d)
			}
		})
	}
}

func TestBruteSearch(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	cases, zones := 0, 0
	for _, boxes := range []int{0, 3, 6, 80} {
		for range 6000 {
			c := newSearchCase(r, boxes)
			q := factored.NewSearch(c.shape, c.boxes, len(c.tabs))
			want := c.enumerate()
			c.check(t, q, want)
			cases++
			if want.share > 0 {
				zones++
			}
			if t.Failed() {
				t.Fatalf("case %d: shape %v floor %v weight %v tabs %v space %v boxes %v", cases, c.shape, c.floor, c.weight, c.tabs, c.space, c.boxes)
			}
		}
	}
	t.Logf("%d random domains compared with enumeration, %d with a zone", cases, zones)
}

// Floors beyond the range of sums say that anything, or nothing, will do.
func TestSearchFloorsOutOfRange(t *testing.T) {
	s, err := factored.NewShape([]int{3, 3})
	if err != nil {
		t.Fatal(err)
	}
	tabs := [][]int64{{0, 1, 2, 0, 1, 2}, {2, 1, 0, 2, 1, 0}}
	q, sp := factored.NewSearch(s, nil, 2), factored.NewSpace(s, 0)
	for _, tt := range []struct {
		floor []int64
		want  int64
	}{
		{[]int64{math.MinInt64, math.MinInt64}, 9},
		{[]int64{math.MinInt64, 4}, 1},
		{[]int64{math.MaxInt64, 0}, 0},
	} {
		if got := q.Share(tabs, tt.floor, sp); got != tt.want {
			t.Errorf("Share(%v) = %d, want %d", tt.floor, got, tt.want)
		}
		if _, ok := q.Zone(tabs, tt.floor, sp); ok != (tt.want > 0) {
			t.Errorf("Zone(%v) = %v, want %v", tt.floor, ok, tt.want > 0)
		}
	}
	if o, ok := q.Reply(tabs[0], math.MinInt64, tabs[1], sp); o != 0 || !ok {
		t.Errorf("Reply without a floor = %d, %v, want 0, true", o, ok)
	}
}

// A large pie of equal slices: every outcome lies on the tangent plane, and the
// lowest even split, all to the second party first, wins among very many.
func TestSearchLargePie(t *testing.T) {
	const issues = 12
	options, stride, want := make([]int, issues), int64(1), int64(0)
	for k := range options {
		options[k] = 5
		if k < issues/2 { // the last half, fastest, gives all to party 0
			want += 4 * stride
			stride *= 5
		}
	}
	s, err := factored.NewShape(options)
	if err != nil {
		t.Fatal(err)
	}
	tabs := [][]int64{make([]int64, s.Flat()), make([]int64, s.Flat())}
	for f := range tabs[0] {
		tabs[0][f] = int64(f%5) << 36
		tabs[1][f] = int64(4-f%5) << 36
	}
	q, sp := factored.NewSearch(s, nil, 2), factored.NewSpace(s, 0)
	if o, _ := q.Nash(tabs, []int64{0, 0}, []float64{1, 1}, sp); o != want {
		t.Errorf("Nash = %d, want %d", o, want)
	}
	if m, o := q.Margin(tabs, []int64{0, 0}, sp); m != 24<<36 || o != want {
		t.Errorf("Margin = %d, %d, want %d, %d", m, o, int64(24)<<36, want)
	}
}

// What a Search was asked before must not matter.
func TestSearchForgets(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 50 {
		c := newSearchCase(r, 5)
		q := factored.NewSearch(c.shape, c.boxes, 5)
		for range 10 {
			c.tabs, c.floor, c.weight = nil, nil, nil
			c.drawTables(r, 5)
			for f := range c.space.Allowed {
				c.space.Allowed[f] = r.IntN(8) > 0
			}
			got, want := ask(q, c), ask(factored.NewSearch(c.shape, c.boxes, 5), c)
			if d := cmp.Diff(want, got); d != "" {
				t.Fatalf("used Search differs from fresh one (-fresh +used):\n%s", d)
			}
		}
	}
}

func TestSearchAllocs(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 20 {
		c := newSearchCase(r, 5)
		q := factored.NewSearch(c.shape, c.boxes, len(c.tabs))
		if n := testing.AllocsPerRun(10, func() { ask(q, c) }); n != 0 {
			t.Errorf("%d parties: %v allocations per round of questions, want 0", len(c.tabs), n)
		}
	}
}

func TestSearchPanics(t *testing.T) {
	s, err := factored.NewShape([]int{2, 2})
	if err != nil {
		t.Fatal(err)
	}
	tab := []int64{0, 1, 0, 1}
	for _, tt := range []struct {
		name string
		call func()
	}{
		{"no parties", func() { factored.NewSearch(s, nil, 0) }},
		{"no tables", func() { factored.NewSearch(s, nil, 3).Zone(nil, nil, factored.NewSpace(s, 0)) }},
		{"too many tables", func() {
			factored.NewSearch(s, nil, 2).Zone([][]int64{tab, tab, tab}, []int64{0, 0, 0}, factored.NewSpace(s, 0))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			tt.call()
		})
	}
}

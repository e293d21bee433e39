package factored_test

import (
	"math"
	"math/rand/v2"
	"testing"

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

// newSearchCase draws 1..6 issues of 1..6 options, 2..5 parties, tables with
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
	c.drawTables(r)
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

// drawTables draws tables from a coarse grid, so that ties abound, or a fine one.
func (c *searchCase) drawTables(r *rand.Rand) {
	grain := []int64{0, 1, 3, 10, 1 << 40}[r.IntN(5)]
	opposed := r.IntN(4) == 0
	for i := range 2 + r.IntN(4) {
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

func score(gain []int64, weight []float64) float64 {
	sum := 0.0
	for i, g := range gain {
		sum += float64(weight[i] * detmath.Log(float64(g)))
	}
	return sum
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

func TestBruteSearch(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	cases, zones := 0, 0
	for _, boxes := range []int{0, 3, 6, 80} {
		for range 3000 {
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

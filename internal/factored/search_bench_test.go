package factored_test

import (
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/internal/factored"
)

// benchDraws is how many draws a benchmark goes through, so that the branch
// predictor cannot learn one by heart.
const benchDraws = 512

// benchCases returns draws of a uniform domain in the manner of the textbook:
// three parties, one direction per issue, weights that sum to one, floors
// between 0.1 and 0.4 of the best.
func benchCases(b *testing.B, shape ...int) []*searchCase {
	b.Helper()
	r := rand.New(rand.NewPCG(5, 6))
	s, err := factored.NewShape(shape)
	if err != nil {
		b.Fatal(err)
	}
	cases := make([]*searchCase, benchDraws)
	for n := range cases {
		c := &searchCase{shape: s, space: factored.NewSpace(s, 0), weight: []float64{1, 1, 1}}
		for range 3 {
			w, sum := make([]float64, len(shape)), 0.0
			for k := range w {
				w[k] = r.ExpFloat64()
				sum += w[k]
			}
			tab := make([]int64, s.Flat())
			for k := range w {
				curve, flip := r.ExpFloat64(), r.IntN(2) == 0
				for l := range shape[k] {
					x := float64(l) / float64(shape[k]-1)
					if flip {
						x = 1 - x
					}
					tab[s.Offset(k)+l] = int64(w[k] / sum * x * (1 + curve) / (1 + curve*x) * (1 << 40))
				}
			}
			c.tabs = append(c.tabs, tab)
			c.floor = append(c.floor, int64((0.1+0.3*r.Float64())*(1<<40)))
		}
		cases[n] = c
	}
	return cases
}

// benchBoxes returns draws of a domain as large as the comprehensive game with
// six rules "if A is high then B is high", most of them active, and a bound on
// every other issue.
func benchBoxes(b *testing.B) []*searchCase {
	b.Helper()
	shape := []int{6, 6, 5, 4, 6, 3, 4, 4, 3}
	var boxes []factored.Box
	for _, p := range [][2]int{{0, 1}, {0, 2}, {3, 2}, {4, 7}, {5, 4}, {6, 8}} {
		boxes = append(boxes, factored.Box{halfTerm(shape, p[0], true), halfTerm(shape, p[1], false)})
	}
	r := rand.New(rand.NewPCG(13, 14))
	cases := benchCases(b, shape...)
	for _, c := range cases {
		c.boxes, c.space = boxes, factored.NewSpace(c.shape, len(boxes))
		for x := range boxes {
			c.space.Active[x] = r.IntN(4) > 0
		}
		for k := 0; k < len(shape); k += 2 {
			c.space.Allowed[c.shape.Offset(k)+shape[k]-1] = r.IntN(4) == 0
		}
	}
	return cases
}

// halfTerm returns the upper or the lower half of an issue's options.
func halfTerm(shape []int, k int, upper bool) factored.Term {
	t := factored.Term{Issue: k, Options: make([]bool, shape[k])}
	for l := range t.Options {
		t.Options[l] = upper == (2*l >= shape[k])
	}
	return t
}

// benchSubject returns draws of a game of the subject.
func benchSubject(b *testing.B, name string) []*searchCase {
	b.Helper()
	g := loadSubject(b, name)
	r := rand.New(rand.NewPCG(7, 8))
	cases := make([]*searchCase, benchDraws)
	for n := range cases {
		cases[n] = g.compile(b)
		g.draw(r, cases[n])
	}
	return cases
}

// tighten raises all floors to one unit more than can be had.
func tighten(q *factored.Search, cases []*searchCase) {
	for _, c := range cases {
		if m, o := q.Margin(c.tabs, c.floor, c.space); o != factored.None {
			for i := range c.floor {
				c.floor[i] += m + 1
			}
		}
	}
}

// benchAll runs ask over the draws of every domain, with tight floors or as drawn.
func benchAll(b *testing.B, tight bool, ask func(q *factored.Search, c *searchCase)) {
	for _, d := range []struct {
		name  string
		cases func(b *testing.B) []*searchCase
	}{
		{"5^6", func(b *testing.B) []*searchCase { return benchCases(b, 5, 5, 5, 5, 5, 5) }},
		{"10^6", func(b *testing.B) []*searchCase { return benchCases(b, 10, 10, 10, 10, 10, 10) }},
		{"6 boxes", benchBoxes},
		{"limited", func(b *testing.B) []*searchCase { return benchSubject(b, "limited") }},
		{"comprehensive", func(b *testing.B) []*searchCase { return benchSubject(b, "comprehensive") }},
	} {
		b.Run(d.name, func(b *testing.B) {
			cases := d.cases(b)
			q := factored.NewSearch(cases[0].shape, cases[0].boxes, 3)
			if tight {
				tighten(q, cases)
			}
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				ask(q, cases[n%benchDraws])
				n++
			}
		})
	}
}

func BenchmarkSearchZone(b *testing.B) {
	benchAll(b, false, func(q *factored.Search, c *searchCase) { q.Zone(c.tabs, c.floor, c.space) })
}

// The hardest question: floors one unit higher than what can be had.
func BenchmarkSearchNoZone(b *testing.B) {
	benchAll(b, true, func(q *factored.Search, c *searchCase) { q.Zone(c.tabs, c.floor, c.space) })
}

func BenchmarkSearchMargin(b *testing.B) {
	benchAll(b, false, func(q *factored.Search, c *searchCase) { q.Margin(c.tabs, c.floor, c.space) })
}

func BenchmarkSearchNash(b *testing.B) {
	benchAll(b, false, func(q *factored.Search, c *searchCase) { q.Nash(c.tabs, c.floor, c.weight, c.space) })
}

func BenchmarkSearchReply(b *testing.B) {
	benchAll(b, false, func(q *factored.Search, c *searchCase) { q.Reply(c.tabs[0], c.floor[0], c.tabs[1], c.space) })
}

func BenchmarkSearchShare(b *testing.B) {
	benchAll(b, false, func(q *factored.Search, c *searchCase) { q.Share(c.tabs, c.floor, c.space) })
}

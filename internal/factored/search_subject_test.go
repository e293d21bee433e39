package factored_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/parleylab/parley/internal/factored"
)

// subjectPath holds the elicited parameters of the limited and the comprehensive
// game, beside the checkout.
const subjectPath = "../../../shared/data/subject/params.json"

// subjectBound limits the level of an issue.
type subjectBound struct {
	Issue string
	Min   *int
	Max   *int
}

// subjectLine is a red line: a bound with a probability, or a rule if … then ….
type subjectLine struct {
	subjectBound
	If, Then *subjectBound
	P        float64
}

// subjectGame is a game of params.json.
type subjectGame struct {
	Reservation struct {
		Relative   bool
		UA, RU, US [3]float64
	}
	Issues []struct {
		ID     string
		Levels []string
		W      map[string][3]float64
		V      map[string][]float64
	}
	Redlines []subjectLine
}

// loadSubject reads a game, and skips the test if the file is not there.
func loadSubject(tb testing.TB, name string) *subjectGame {
	tb.Helper()
	raw, err := os.ReadFile(subjectPath)
	if err != nil {
		tb.Skipf("no conformance data: %s is missing", subjectPath)
	}
	var file struct{ Games map[string]*subjectGame }
	if err := json.Unmarshal(raw, &file); err != nil {
		tb.Fatal(err)
	}
	return file.Games[name]
}

// compile returns the game without its tables.
func (g *subjectGame) compile(tb testing.TB) *searchCase {
	tb.Helper()
	var options []int
	index := map[string]int{}
	for k, is := range g.Issues {
		options = append(options, len(is.Levels))
		index[is.ID] = k
	}
	s, err := factored.NewShape(options)
	if err != nil {
		tb.Fatal(err)
	}
	c := &searchCase{shape: s, tabs: make([][]int64, 3), floor: make([]int64, 3), weight: []float64{1, 1, 1}}
	for i := range c.tabs {
		c.tabs[i] = make([]int64, s.Flat())
	}
	for _, l := range g.Redlines {
		if l.If != nil {
			c.boxes = append(c.boxes, factored.Box{
				l.If.term(index, options, true), l.Then.term(index, options, false),
			})
		}
	}
	c.space = factored.NewSpace(s, len(c.boxes))
	return c
}

// term returns the options within the bound, or those outside.
func (b *subjectBound) term(index map[string]int, options []int, within bool) factored.Term {
	k := index[b.Issue]
	t := factored.Term{Issue: k, Options: make([]bool, options[k])}
	for l := range t.Options {
		t.Options[l] = b.holds(l) == within
	}
	return t
}

// holds reports whether level l is within the bound.
func (b *subjectBound) holds(l int) bool {
	return (b.Min == nil || l >= *b.Min) && (b.Max == nil || l <= *b.Max)
}

// draw draws tables, floors, masks and boxes into c.
func (g *subjectGame) draw(r *rand.Rand, c *searchCase) {
	for i, id := range []string{"UA", "RU", "US"} {
		w := make([]float64, len(g.Issues))
		sum := 0.0
		for k, is := range g.Issues {
			w[k] = triangular(r, is.W[id])
			sum += w[k]
		}
		quo := int64(0)
		for k, is := range g.Issues {
			for l, v := range is.V[id] {
				jitter := 1 + 0.1*(r.Float64()-0.5)
				c.tabs[i][c.shape.Offset(k)+l] = int64(w[k] / sum * v * jitter * (1 << 40))
			}
			quo += c.tabs[i][c.shape.Offset(k)]
		}
		c.floor[i] = int64(triangular(r, [][3]float64{g.Reservation.UA, g.Reservation.RU, g.Reservation.US}[i]) / 100 * (1 << 40))
		if g.Reservation.Relative {
			c.floor[i] += quo
		}
	}
	g.drawLines(r, c)
}

// drawLines draws the red lines.
func (g *subjectGame) drawLines(r *rand.Rand, c *searchCase) {
	c.space.Reset()
	box := 0
	for _, line := range g.Redlines {
		on := r.Float64() < line.P
		if line.If != nil {
			c.space.Active[box] = on
			box++
			continue
		}
		for k, is := range g.Issues {
			for l := range is.Levels {
				if on && is.ID == line.Issue && !line.holds(l) {
					c.space.Allowed[c.shape.Offset(k)+l] = false
				}
			}
		}
	}
}

// triangular draws from the triangular law on low, mode, high.
func triangular(r *rand.Rand, q [3]float64) float64 {
	u := r.Float64()
	low, mode, high := q[0], q[1], q[2]
	if u < (mode-low)/(high-low) {
		return low + math.Sqrt(u*(high-low)*(mode-low))
	}
	return high - math.Sqrt((1-u)*(high-low)*(high-mode))
}

func TestSearchSubject(t *testing.T) {
	for _, name := range []string{"limited", "comprehensive"} {
		t.Run(name, func(t *testing.T) {
			g := loadSubject(t, name)
			c := g.compile(t)
			q := factored.NewSearch(c.shape, c.boxes, 3)
			r := rand.New(rand.NewPCG(3, 4))
			zones, total := 0, int64(0)
			const draws = 1000
			for range draws {
				g.draw(r, c)
				share := q.Share(c.tabs, c.floor, c.space)
				w, ok := q.Zone(c.tabs, c.floor, c.space)
				if ok != (share > 0) || ok && !c.accepts(w) {
					t.Fatalf("Zone = %d, %v, but Share = %d", w, ok, share)
				}
				if m, o := q.Margin(c.tabs, c.floor, c.space); ok != (m >= 0) || o != factored.None && !c.space.Feasible(c.shape, c.boxes, o) {
					t.Fatalf("Margin = %d, %d, but Share = %d", m, o, share)
				}
				if ok {
					zones++
					total += share
				}
			}
			t.Logf("%s: zone in %d of %d draws, mean share %.5f", name, zones, draws, float64(total)/draws/float64(c.shape.Size()))
		})
	}
}

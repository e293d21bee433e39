package negotiation_test

import (
	"math"
	"math/rand/v2"
	"sort"
	"testing"

	"github.com/parleylab/parley/internal/cputime"
	"github.com/parleylab/parley/negotiation"
)

// conventional is a well-written engine without the library's ideas, for fixed
// utilities: outcomes sorted once, a binary search for every demand, demands by
// math.Pow, no allocation. The figures of the speed studies are ratios to it.
type conventional struct {
	value [][]float64 // by outcome
	keys  [][]float64 // sorted
	order [][]int
}

func newConventional(sc negotiation.Scenario) *conventional {
	p, err := sc.Compile()
	if err != nil {
		panic(err)
	}
	s := p.NewSession()
	s.Play(1, 0)
	c := &conventional{}
	for i := range p.Seats() {
		n := int(p.Domain().Len())
		value, order := make([]float64, n), make([]int, n)
		for o := range n {
			value[o], order[o] = s.Value(i, negotiation.Outcome(o)), o
		}
		sort.SliceStable(order, func(a, b int) bool { return value[order[a]] < value[order[b]] })
		keys := make([]float64, n)
		for k, o := range order {
			keys[k] = value[o]
		}
		c.value, c.keys, c.order = append(c.value, value), append(c.keys, keys), append(c.order, order)
	}
	return c
}

// play plays one replication of a hundred rounds of alternating offers.
func (c *conventional) play(rng *rand.Rand) (outcome, round int) {
	var low, power [3]float64
	for i := range low {
		low[i] = 0.1 + 0.3*rng.Float64()
		power[i] = 1 / (0.15 * math.Pow(4, rng.Float64()))
	}
	standing, assents := -1, 0
	for t := range 100 {
		for i := range low {
			top := c.keys[i][len(c.keys[i])-1]
			a := low[i] + (top-low[i])*(1-math.Pow(float64(t)/100, power[i]))
			if standing >= 0 && c.value[i][standing] >= a {
				if assents++; assents == 2 {
					return standing, t
				}
				continue
			}
			k := min(sort.SearchFloat64s(c.keys[i], a), len(c.keys[i])-1)
			standing, assents = c.order[i][k], 0
		}
	}
	return -1, 100
}

// BenchmarkConventional times fixed utilities, every turn, by that engine.
func BenchmarkConventional(b *testing.B) {
	c := newConventional(steady(3, 6, 5, 100))
	rng := rand.New(rand.NewPCG(1, 2))
	b.Run("fixed-5^6", func(b *testing.B) { cputime.Loop(b, func() { c.play(rng) }) })
}

package factored_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/internal/factored"
)

// indexDraws is how many draws a benchmark goes through in turn. One draw again
// and again would let the branch predictor learn the data, and flatter every
// branch on it two to five times.
const indexDraws = 256

// An indexBench is a product with drawn utilities and falling thresholds.
type indexBench struct {
	name  string
	shape *factored.Shape
	boxes []factored.Box
	space *factored.Space
	tabs  [indexDraws][]int64
	asks  [indexDraws][]int64
}

// newIndexBench draws additive utilities in units of 2^-40: weights uniform on
// the simplex, concave or convex in the option, rising or falling; and 100
// thresholds that concede from the best to 0.3 as a boulware party does.
func newIndexBench(name string, options ...int) *indexBench {
	s, err := factored.NewShape(options)
	if err != nil {
		panic(err)
	}
	d := &indexBench{name: name, shape: s, space: factored.NewSpace(s, 0)}
	r := rand.New(rand.NewPCG(1, uint64(s.Size())))
	for c := range d.tabs {
		d.tabs[c] = additive(r, s)
		for t := range 100 {
			f := float64(t) / 100
			d.asks[c] = append(d.asks[c], int64((1-0.7*f*f*f*f)*(1<<40)))
		}
	}
	return d
}

// additive draws a flat table of utilities that sum to at most 2^40.
func additive(r *rand.Rand, s *factored.Shape) []int64 {
	weight := make([]float64, s.Issues())
	sum := 0.0
	for k := range weight {
		weight[k] = r.ExpFloat64()
		sum += weight[k]
	}
	tab := make([]int64, s.Flat())
	for k, w := range weight {
		n, bend, falls := s.Options(k), 0.5+2*r.Float64(), r.IntN(2)
		for l := range n {
			x := float64(l) / float64(max(n-1, 1))
			if falls == 1 {
				x = 1 - x
			}
			tab[s.Offset(k)+l] = int64(w / sum * x / (1 + bend*(1-x)) * (1 << 40))
		}
	}
	return tab
}

// boxed adds boxes over the given pairs of issues: high options of one do not go
// with low options of the other.
func (d *indexBench) boxed(name string, pairs ...[2]int) *indexBench {
	c := *d
	c.name = name
	for _, p := range pairs {
		hi, lo := make([]bool, d.shape.Options(p[0])), make([]bool, d.shape.Options(p[1]))
		for l := range hi {
			hi[l] = l >= len(hi)/2
		}
		for l := range lo {
			lo[l] = l < len(lo)/2
		}
		c.boxes = append(c.boxes, factored.Box{{Issue: p[0], Options: hi}, {Issue: p[1], Options: lo}})
	}
	c.space = factored.NewSpace(d.shape, len(c.boxes))
	for b := range c.space.Active {
		c.space.Active[b] = true
	}
	return &c
}

func indexBenches() []*indexBench {
	mixed := newIndexBench("409600", 4, 4, 4, 5, 4, 5, 4, 4, 4)
	return []*indexBench{
		newIndexBench("10^3", 10, 10, 10),
		newIndexBench("5^6", 5, 5, 5, 5, 5, 5),
		newIndexBench("10^5", 10, 10, 10, 10, 10),
		newIndexBench("10^6", 10, 10, 10, 10, 10, 10),
		mixed,
		mixed.boxed("409600+2", [2]int{0, 3}, [2]int{5, 7}),
		mixed.boxed("409600+8", [2]int{0, 3}, [2]int{5, 7}, [2]int{1, 6}, [2]int{2, 8},
			[2]int{3, 4}, [2]int{0, 8}, [2]int{6, 2}, [2]int{7, 1}),
	}
}

var indexSink int64

func BenchmarkIndex(b *testing.B) {
	for _, d := range indexBenches() {
		for _, queries := range []int{15, 100} {
			l, err := factored.NewLayout(d.shape, d.boxes, nil, queries)
			if err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("%s/%dx%d/build", d.name, l.Rows(), l.Suffix()), func(b *testing.B) {
				d.run(b, l.NewIndex(), 0)
			})
			b.Run(fmt.Sprintf("%s/%dx%d/build+%d", d.name, l.Rows(), l.Suffix(), queries), func(b *testing.B) {
				d.run(b, l.NewIndex(), queries)
			})
		}
	}
}

// run builds x from the next draw and asks the given number of queries.
func (d *indexBench) run(b *testing.B, x *factored.Index, queries int) {
	b.ReportAllocs()
	for c := range d.tabs {
		x.Build(d.tabs[c], nil, d.space)
		for t := range queries {
			x.Succ(d.asks[c][t*100/max(queries, 1)])
		}
	}
	c := 0
	for b.Loop() {
		c = (c + 1) % indexDraws
		x.Build(d.tabs[c], nil, d.space)
		for t := range queries {
			o, u := x.Succ(d.asks[c][t*100/max(queries, 1)])
			indexSink += o + u
		}
	}
}

func BenchmarkIndexRank(b *testing.B) {
	for _, d := range indexBenches()[:4] {
		l, err := factored.NewLayout(d.shape, d.boxes, nil, 30)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(d.name+"/build+100", func(b *testing.B) {
			b.ReportAllocs()
			x := l.NewIndex()
			c := 0
			for b.Loop() {
				c = (c + 1) % indexDraws
				x.Build(d.tabs[c], nil, d.space)
				o, u := x.Rank(99)
				indexSink += o + u
			}
		})
	}
}

func BenchmarkIndexValue(b *testing.B) {
	d := newIndexBench("5^6", 5, 5, 5, 5, 5, 5)
	l, err := factored.NewLayout(d.shape, nil, nil, 100)
	if err != nil {
		b.Fatal(err)
	}
	x := l.NewIndex()
	x.Build(d.tabs[0], nil, d.space)
	o := int64(0)
	for b.Loop() {
		indexSink += x.Value(o)
		if o += 1237; o >= d.shape.Size() {
			o -= d.shape.Size()
		}
	}
}

func BenchmarkRankedSucc(b *testing.B) {
	for _, d := range indexBenches()[1:4] {
		l, err := factored.NewLayout(d.shape, nil, nil, 100)
		if err != nil {
			b.Fatal(err)
		}
		x := l.NewIndex()
		x.Build(d.tabs[0], nil, d.space)
		q, err := x.Ranked()
		if err != nil {
			b.Fatal(err)
		}
		r := rand.New(rand.NewPCG(1, 9))
		asks := make([]int64, 4096)
		for i := range asks {
			asks[i] = r.Int64N(1 << 40)
		}
		b.Run(d.name, func(b *testing.B) {
			c := 0
			for b.Loop() {
				c = (c + 1) % len(asks)
				o, u := q.Succ(asks[c])
				indexSink += o + u
			}
		})
	}
}

// concede are the thresholds of parties that concede as asks do.
type concede struct{ asks [][]int64 }

func (c *concede) At(i, t int) int64 { return c.asks[i][t] }

func BenchmarkCertificate(b *testing.B) {
	d := newIndexBench("5^6", 5, 5, 5, 5, 5, 5)
	for _, parties := range []int{2, 3, 5} {
		b.Run(fmt.Sprintf("5^6/%d", parties), func(b *testing.B) {
			b.ReportAllocs()
			cert := factored.NewCertificate(d.shape)
			tabs := make([][]int64, parties)
			th := &concede{asks: d.asks[:parties]}
			c, rounds, n := 0, 0, 0
			for b.Loop() {
				for i := range tabs {
					c = (c + 1) % indexDraws
					tabs[i] = d.tabs[c]
				}
				rounds += cert.First(tabs, d.space, th, 100)
				n++
			}
			b.ReportMetric(float64(rounds)/float64(n), "rounds")
		})
	}
}

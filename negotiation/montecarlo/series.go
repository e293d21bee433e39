package montecarlo

import (
	"math"
	"slices"
)

// Moments is a count, a mean and a sum of squared deviations from it.
//
// Chan, T., Golub, G. and LeVeque, R. (1983). Algorithms for computing the
// sample variance. The American Statistician 37, 242-247.
// https://doi.org/10.1080/00031305.1983.10483115
type Moments struct {
	N    int64
	Mean float64
	M2   float64
}

// join returns the moments of two samples together.
func (a Moments) join(b Moments) Moments {
	if a.N == 0 {
		return b
	}
	if b.N == 0 {
		return a
	}
	n := float64(a.N + b.N)
	d := b.Mean - a.Mean
	share := float64(b.N) / n
	return Moments{
		N:    a.N + b.N,
		Mean: a.Mean + float64(d*share),
		M2:   a.M2 + b.M2 + float64(float64(d*d)*float64(a.N)*share),
	}
}

// Variance returns the unbiased sample variance, NaN for fewer than two values.
func (a Moments) Variance() float64 {
	if a.N < 2 {
		return math.NaN()
	}
	return a.M2 / float64(a.N-1)
}

// momentsOf returns the moments of values in order.
func momentsOf(values []float64) Moments {
	var m Moments
	for _, x := range values {
		if x != x { // NaN: not measured in this replication
			continue
		}
		m.N++
		d := x - m.Mean
		m.Mean += d / float64(m.N)
		m.M2 += float64(d * (x - m.Mean))
	}
	return m
}

// series reduces one metric over a range of replications. Its parts cover the
// range in order: whole aligned groups of blocks are reduced to moments, and
// blocks of which only a piece is known keep their values until the rest
// arrives. What it comes to depends on the range alone.
type series struct {
	Parts []part `json:"parts,omitempty"`
}

// part is either a node of the binary tree over blocks, or raw values.
type part struct {
	Block   uint64    `json:"block"`             // first block
	Level   int       `json:"level"`             // 2^Level blocks
	Moments *Moments  `json:"moments,omitempty"` // nil while values are raw
	Offset  int       `json:"offset,omitempty"`  // of the first raw value in its block
	Values  []jsonNum `json:"values,omitempty"`
}

// push adds the value of replication i, which follows the last.
func (s *series) push(i uint64, x float64) {
	b, at := i/BlockSize, int(i%BlockSize)
	n := len(s.Parts)
	if n == 0 || s.Parts[n-1].Moments != nil || s.Parts[n-1].Block != b {
		s.Parts = append(s.Parts, part{Block: b, Offset: at, Values: make([]jsonNum, 0, BlockSize-at)})
		n++
	}
	p := &s.Parts[n-1]
	p.Values = append(p.Values, jsonNum(x))
	s.settle()
}

// append joins the parts of the range that follows.
func (s *series) append(o series) {
	for _, p := range o.Parts {
		n := len(s.Parts)
		if p.Moments == nil && n > 0 && s.Parts[n-1].Moments == nil && s.Parts[n-1].Block == p.Block {
			s.Parts[n-1].Values = append(s.Parts[n-1].Values, p.Values...)
		} else {
			p.Values = slices.Clone(p.Values)
			s.Parts = append(s.Parts, p)
		}
		s.settle()
	}
}

// settle reduces the last part if its block is whole, and joins siblings.
func (s *series) settle() {
	n := len(s.Parts)
	last := &s.Parts[n-1]
	if last.Moments == nil {
		if last.Offset != 0 || len(last.Values) < BlockSize {
			return
		}
		m := momentsOf(floats(last.Values))
		*last = part{Block: last.Block, Moments: &m}
	}
	for n >= 2 {
		a, b := &s.Parts[n-2], &s.Parts[n-1]
		size := uint64(1) << a.Level
		if a.Moments == nil || a.Level != b.Level || a.Block%(2*size) != 0 || a.Block+size != b.Block {
			return
		}
		m := a.Moments.join(*b.Moments)
		s.Parts[n-2] = part{Block: a.Block, Level: a.Level + 1, Moments: &m}
		s.Parts = s.Parts[:n-1]
		n--
	}
}

// moments reduces everything known, in order.
func (s *series) moments() Moments {
	var m Moments
	for _, p := range s.Parts {
		if p.Moments != nil {
			m = m.join(*p.Moments)
		} else {
			m = m.join(momentsOf(floats(p.Values)))
		}
	}
	return m
}

func floats(v []jsonNum) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = float64(x)
	}
	return out
}

// sameBits reports whether two slices of floats agree bit by bit.
func sameBits(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool {
		return math.Float64bits(x) == math.Float64bits(y)
	})
}

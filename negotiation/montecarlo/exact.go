package montecarlo

import (
	"math/bits"
)

// wide is a 128-bit two's complement integer.
type wide struct{ hi, lo uint64 }

func (a wide) add(b wide) wide {
	lo, c := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(a.hi, b.hi, c)
	return wide{hi, lo}
}

func wideOf(x int64) wide { return wide{uint64(x >> 63), uint64(x)} }

func square(x int64) wide {
	u := uint64(x)
	if x < 0 {
		u = -u
	}
	hi, lo := bits.Mul64(u, u)
	return wide{hi, lo}
}

// float returns the nearest float, up to one rounding of each half.
func (a wide) float() float64 {
	if a.hi>>63 == 0 {
		return float64(float64(a.hi)*0x1p64) + float64(a.lo)
	}
	lo, b := bits.Sub64(0, a.lo, 0)
	hi, _ := bits.Sub64(0, a.hi, b)
	return -(float64(float64(hi)*0x1p64) + float64(lo))
}

// A Sum holds the count, the sum and the sum of squares of integers, exactly
// for up to 2^32 numbers below 2^46 in magnitude.
type Sum struct {
	N       int64
	Sum, Sq [2]uint64 // 128-bit two's complement, high word first
}

// push adds one number.
func (s *Sum) push(x int64) {
	s.N++
	s.Sum = s.sum().add(wideOf(x)).words()
	s.Sq = s.sq().add(square(x)).words()
}

// merge adds another sum.
func (s *Sum) merge(o Sum) {
	s.N += o.N
	s.Sum = s.sum().add(o.sum()).words()
	s.Sq = s.sq().add(o.sq()).words()
}

func (s *Sum) sum() wide        { return wide{s.Sum[0], s.Sum[1]} }
func (s *Sum) sq() wide         { return wide{s.Sq[0], s.Sq[1]} }
func (a wide) words() [2]uint64 { return [2]uint64{a.hi, a.lo} }

// moments returns the mean and the sum of squared deviations in units of unit.
func (s Sum) moments(unit float64) Moments {
	if s.N == 0 {
		return Moments{}
	}
	mean := s.sum().float() / float64(s.N)
	m2 := max(0, s.sq().float()-float64(mean*s.sum().float()))
	return Moments{N: s.N, Mean: mean * unit, M2: m2 * unit * unit}
}

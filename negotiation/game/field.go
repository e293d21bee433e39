package game

import "math/big"

// field is the arithmetic that a certificate is computed in: rationals or
// floats. Values are immutable: no operation changes its operands.
type field[T any] interface {
	zero() T
	one() T
	of(x Number) T
	add(a, b T) T
	sub(a, b T) T
	mul(a, b T) T
	cmp(a, b T) int
	float(a T) float64
}

// floats is float64 as a field.
type floats struct{}

func (floats) zero() float64            { return 0 }
func (floats) one() float64             { return 1 }
func (floats) of(x Number) float64      { return x.val }
func (floats) add(a, b float64) float64 { return a + b }
func (floats) sub(a, b float64) float64 { return a - b }
func (floats) mul(a, b float64) float64 { return a * b }
func (floats) float(a float64) float64  { return a }
func (floats) cmp(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// rationals is big.Rat as a field.
type rationals struct{}

func (rationals) zero() *big.Rat             { return ratZero }
func (rationals) one() *big.Rat              { return ratOne }
func (rationals) sub(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
func (rationals) cmp(a, b *big.Rat) int      { return a.Cmp(b) }
func (rationals) float(a *big.Rat) float64   { return ratFloat(a) }

// of shares the rational of an exact number: values are immutable here.
func (rationals) of(x Number) *big.Rat {
	if x.rat != nil {
		return x.rat
	}
	return x.Rat()
}

// add spends nothing on zeros.
func (rationals) add(a, b *big.Rat) *big.Rat {
	switch {
	case a.Sign() == 0:
		return b
	case b.Sign() == 0:
		return a
	}
	return new(big.Rat).Add(a, b)
}

// mul spends nothing on zeros and ones, which pure strategies are full of.
func (rationals) mul(a, b *big.Rat) *big.Rat {
	switch {
	case a.Sign() == 0 || isOne(b):
		return a
	case b.Sign() == 0 || isOne(a):
		return b
	}
	return new(big.Rat).Mul(a, b)
}

// ratZero and ratOne are shared by all; nothing changes them.
var ratZero, ratOne = new(big.Rat), big.NewRat(1, 1)

// isOne reports whether x is one.
func isOne(x *big.Rat) bool {
	return x.IsInt() && x.Num().IsInt64() && x.Num().Int64() == 1
}

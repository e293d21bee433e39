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

func (rationals) zero() *big.Rat             { return new(big.Rat) }
func (rationals) one() *big.Rat              { return big.NewRat(1, 1) }
func (rationals) of(x Number) *big.Rat       { return x.Rat() }
func (rationals) add(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }
func (rationals) sub(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
func (rationals) mul(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
func (rationals) cmp(a, b *big.Rat) int      { return a.Cmp(b) }
func (rationals) float(a *big.Rat) float64   { return ratFloat(a) }

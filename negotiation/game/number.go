package game

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Number is a payoff or a chance: an exact rational or a float. The zero
// value is an exact zero. A Number is immutable and may be shared.
type Number struct {
	rat *big.Rat // nil means that the number is the float
	val float64
}

// maxDigits bounds the length of a number in text, and maxExponent its decimal
// exponent, so that a short hostile text cannot ask for a huge integer.
const (
	maxDigits   = 400
	maxExponent = 300
)

// Int returns n as an exact number.
func Int(n int64) Number { return Frac(n, 1) }

// Frac returns num/den as an exact number. It panics if den is zero.
func Frac(num, den int64) Number {
	if den == 0 {
		panic("game: zero denominator")
	}
	return Rat(big.NewRat(num, den))
}

// Rat returns r as an exact number. It keeps a copy of r.
func Rat(r *big.Rat) Number {
	f, _ := r.Float64()
	return Number{rat: new(big.Rat).Set(r), val: f}
}

// Float returns x as a floating point number. Exact methods take the binary
// value of x at its word: Float(0.1) is not one tenth. Games refuse NaN and
// infinities.
func Float(x float64) Number { return Number{val: x} }

// Floats returns the numbers of xs, one Float each.
func Floats(xs ...float64) []Number {
	out := make([]Number, len(xs))
	for i, x := range xs {
		out[i] = Float(x)
	}
	return out
}

// Ints returns the numbers of ns, one exact integer each.
func Ints(ns ...int64) []Number {
	out := make([]Number, len(ns))
	for i, n := range ns {
		out[i] = Int(n)
	}
	return out
}

// ParseNumber reads an integer, a decimal such as "-.25" or "1e-3", or a
// fraction such as "3/20". All of them are exact. An exponent beyond 300, a
// text beyond 400 bytes, a zero denominator or a value beyond the range of
// float64 is an error.
func ParseNumber(s string) (Number, error) {
	if len(s) > maxDigits {
		return Number{}, fmt.Errorf("game: number of %d bytes, want at most %d", len(s), maxDigits)
	}
	if err := checkNumber(s); err != nil {
		return Number{}, err
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return Number{}, fmt.Errorf("game: %q is not a number", s)
	}
	if f, _ := r.Float64(); math.IsInf(f, 0) {
		return Number{}, fmt.Errorf("game: %q is beyond the range of a float64", s)
	}
	return Rat(r), nil
}

// checkNumber refuses what big.Rat would read but a game file may not hold:
// other bases, underscores, exponents in fractions and huge exponents.
func checkNumber(s string) error {
	if strings.Trim(s, "0123456789+-./eE") != "" || s == "" {
		return fmt.Errorf("game: %q is not a number", s)
	}
	mantissa, exponent, found := strings.Cut(strings.ToLower(s), "e")
	if !found {
		if strings.Contains(mantissa, "/") && strings.Contains(mantissa, ".") {
			return fmt.Errorf("game: %q mixes a fraction and a decimal point", s)
		}
		return nil
	}
	n, err := strconv.Atoi(exponent)
	if err != nil || strings.Contains(mantissa, "/") {
		return fmt.Errorf("game: %q is not a number", s)
	}
	if n > maxExponent || n < -maxExponent {
		return fmt.Errorf("game: exponent of %q, want -%d to %d", s, maxExponent, maxExponent)
	}
	return nil
}

// Exact reports whether x is an exact rational.
func (x Number) Exact() bool { return x.rat != nil || x.val == 0 }

// Float64 returns the float nearest to x.
func (x Number) Float64() float64 { return x.val }

// Rat returns x as a new rational; a float is taken at its binary value. It
// panics if x is NaN or infinite.
func (x Number) Rat() *big.Rat {
	if x.rat != nil {
		return new(big.Rat).Set(x.rat)
	}
	r := new(big.Rat).SetFloat64(x.val)
	if r == nil {
		panic("game: number is not finite")
	}
	return r
}

// String returns x as a game file writes it: "3/20", or the shortest decimal
// that reads back as the same float.
func (x Number) String() string {
	if x.rat != nil {
		return x.rat.RatString()
	}
	return strconv.FormatFloat(x.val, 'g', -1, 64)
}

// Equal reports whether x and y have the same value.
func (x Number) Equal(y Number) bool { return x.Rat().Cmp(y.Rat()) == 0 }

// errNotFinite marks a NaN or an infinity among the numbers of a game.
var errNotFinite = errors.New("is not finite")

// checkFinite returns an error that names the first of xs that is not finite.
func checkFinite(xs []Number) error {
	for i, x := range xs {
		if math.IsNaN(x.val) || math.IsInf(x.val, 0) {
			return fmt.Errorf("number %d %w", i+1, errNotFinite)
		}
	}
	return nil
}

// floatsOf returns the float values of xs.
func floatsOf(xs []Number) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = x.val
	}
	return out
}

// ratFloat returns the float nearest to r.
func ratFloat(r *big.Rat) float64 {
	f, _ := r.Float64()
	return f
}

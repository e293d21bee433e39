package negotiation

import (
	"fmt"
	"math"
	"strconv"
)

// FormatQuantity returns the text from which ParseQuantity reads q again: equal
// to q but for the provenance of a Sourced, which the grammar does not hold.
// Numbers are as short as their value allows. It returns an error for types of
// other packages, for what CheckQuantity refuses, and for text longer than
// MaxQuantityText.
func FormatQuantity(q Quantity) (string, error) {
	if err := CheckQuantity(q); err != nil {
		return "", err
	}
	if !portable(q) {
		core, _, _ := unwrap(q)
		return "", Fault{Path: fmt.Sprintf("%T", core), Reason: "has no text, want a distribution of package negotiation"}
	}
	s := quantityText(q)
	if len(s) > MaxQuantityText {
		return "", Fault{Path: "quantity", Reason: fmt.Sprintf("needs %d bytes of text, want at most %d", len(s), MaxQuantityText)}
	}
	return s, nil
}

// quantityText returns the text of any quantity; that of a foreign or faulty
// one is for people only.
func quantityText(q Quantity) string {
	if x, ok := bare(q).(Exactly); ok {
		return string(appendNumber(nil, float64(x)))
	}
	return string(appendQuantity(nil, q, inSum))
}

// Places of a quantity within a text, by how tightly it must hold together.
const (
	inSum = iota
	inProduct
	inFactor
)

func appendQuantity(b []byte, q Quantity, place int) []byte {
	switch t := bare(q).(type) {
	case Shifted:
		return enclose(b, place > inSum, func(b []byte) []byte { return appendShifted(b, t) })
	case Scaled:
		return enclose(b, place > inProduct, func(b []byte) []byte { return appendScaled(b, t) })
	case Discrete:
		return appendDiscrete(b, t)
	default:
		return appendFamily(b, t)
	}
}

func enclose(b []byte, parens bool, inner func([]byte) []byte) []byte {
	if !parens {
		return inner(b)
	}
	return append(inner(append(b, '(')), ')')
}

func appendShifted(b []byte, s Shifted) []byte {
	if math.Signbit(s.By) {
		b = appendQuantity(b, s.Of, inSum)
		return appendNumber(append(b, " - "...), -s.By)
	}
	b = appendNumber(b, s.By)
	if m, ok := bare(s.Of).(Scaled); ok && m.By == -1 {
		return appendQuantity(append(b, " - "...), m.Of, inProduct)
	}
	return appendQuantity(append(b, " + "...), s.Of, inProduct)
}

func appendScaled(b []byte, s Scaled) []byte {
	if s.By == -1 {
		b = append(b, '-')
	} else {
		b = append(appendNumber(b, s.By), " * "...)
	}
	return appendQuantity(b, s.Of, inFactor)
}

func appendDiscrete(b []byte, d Discrete) []byte {
	b = append(b, "discrete("...)
	for i := range min(len(d.Values), len(d.Weights)) {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(appendNumber(b, d.Values[i]), ": "...)
		b = appendNumber(b, d.Weights[i])
	}
	return append(b, ')')
}

// appendFamily appends a name and its numbers.
func appendFamily(b []byte, q Quantity) []byte {
	name, x := numbers(q)
	b = append(append(b, name...), '(')
	for i, v := range x {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = appendNumber(b, v)
	}
	return append(b, ')')
}

// numbers returns the name and the numbers of a distribution; of a foreign one
// its type and its quartiles, which say more than its fields and hold no
// addresses.
func numbers(q Quantity) (name string, x []float64) {
	switch t := q.(type) {
	case nil:
		return "missing", nil
	case Exactly:
		return "exactly", []float64{float64(t)}
	case Uniform:
		return "uniform", []float64{t.Min, t.Max}
	case Triangular:
		return "triangular", []float64{t.Min, t.Mode, t.Max}
	case PERT:
		return "pert", []float64{t.Min, t.Mode, t.Max}
	case Beta:
		return "beta", []float64{t.Alpha, t.Beta}
	case TruncatedNormal:
		return "truncnormal", []float64{t.Mean, t.SD, t.Min, t.Max}
	case Normal:
		return "normal", []float64{t.Mean, t.SD}
	case LogNormal:
		return "lognormal", []float64{t.Mu, t.Sigma}
	case LogUniform:
		return "loguniform", []float64{t.Min, t.Max}
	case Empirical:
		return "empirical", t.Values
	}
	return fmt.Sprintf("%T", q), []float64{q.Quantile(0.25), q.Quantile(0.5), q.Quantile(0.75)}
}

// appendNumber appends the shortest decimal that reads back as x, in digits
// alone where that takes few.
func appendNumber(b []byte, x float64) []byte {
	if a := math.Abs(x); a == 0 || a >= 1e-6 && a < 1e15 {
		return strconv.AppendFloat(b, x, 'f', -1, 64)
	}
	return strconv.AppendFloat(b, x, 'e', -1, 64)
}

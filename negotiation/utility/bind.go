package utility

import (
	"strconv"

	"github.com/parleylab/parley/negotiation"
)

// bindValue binds the value of an option. One that is exact and carries no
// source needs no row among the parameters.
func bindValue(q negotiation.Quantity, issue string, l int, b *negotiation.Binder) value {
	if x, ok := q.(negotiation.Exactly); ok && x >= -4 && x <= 4 {
		return value{fixed: float64(x)}
	}
	name := "value/" + issue + "/" + strconv.Itoa(l)
	if q == nil {
		b.Fault(name, "there is no value, want a number in [-4, 4]")
		return value{}
	}
	return value{drawn: true, slot: b.Quantity(negotiation.Named{Name: name, Quantity: q, Min: -4, Max: 4})}
}

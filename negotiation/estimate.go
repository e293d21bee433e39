package negotiation

// An Estimate is one party's picture of another's utility: a number for every
// option, added over issues. Only comparisons between outcomes matter.
type Estimate struct {
	d     *Domain
	table []int64
}

// NewEstimate returns an estimate of zero for every option of d.
func NewEstimate(d *Domain) *Estimate {
	return &Estimate{d: d, table: make([]int64, d.shape.Flat())}
}

// Set stores the estimated worth of option l of issue k, a number in [-4, 4],
// rounded to a multiple of 2^-40.
func (e *Estimate) Set(k, l int, x float64) {
	e.table[e.d.shape.Offset(k)+l] = toGrid(x, 1.0/gridUnits)
}

// Value returns the estimated worth of outcome o.
func (e *Estimate) Value(o Outcome) float64 {
	return float64(e.d.shape.Value(e.table, int64(o))) / gridUnits
}

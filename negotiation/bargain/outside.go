package bargain

// OutsideOption is alternating offers over a pie of size one in which a
// responder may, instead of counter-offering, leave at once with an outside
// option. Options act as constraints, not as a disagreement point: one that is
// worth less than the equilibrium share changes nothing, one that is worth more
// is paid exactly (the outside option principle).
//
//	y_i = max(w_i, d_i (1 - y_j))
//
// is what responder i is held to.
//
// Binmore, K., Shaked, A. and Sutton, J. (1989). An outside option experiment.
// Quarterly Journal of Economics 104(4), 753-770. https://doi.org/10.2307/2937866
type OutsideOption struct {
	// Discount is the discount per period of each party, in (0, 1).
	Discount [2]float64
	// Option is what each party gets by leaving, in [0, 1].
	Option [2]float64
}

// OutsideResult is the equilibrium of OutsideOption.
type OutsideResult struct {
	Offers
	// Binding says whose option is paid exactly.
	Binding [2]bool
	// Critical[i] is the worth above which the option of party i binds while
	// that of the other does not: d_i (1 - d_j)/(1 - d_i d_j).
	Critical [2]float64
}

// Solve returns the equilibrium. Options that together exceed the pie leave
// nothing to bargain over: ErrScope.
func (m OutsideOption) Solve() (OutsideResult, error) {
	f := faults{model: "OutsideOption"}
	f.discounts("Discount", m.Discount[:])
	pair("Option", m.Option, func(field string, x float64) { f.closed(field, x, 0, 1) })
	if err := f.err(); err != nil {
		return OutsideResult{}, err
	}
	if m.Option[0]+m.Option[1] > 1 {
		return OutsideResult{}, scope("OutsideOption", "options sum to %v, want at most 1", m.Option[0]+m.Option[1])
	}
	var r OutsideResult
	for i := range 2 {
		r.Critical[i] = m.Discount[i] * (1 - m.Discount[1-i]) / (1 - m.Discount[0]*m.Discount[1])
	}
	held := m.held(r.Critical)
	for k := range 2 {
		j := 1 - k
		r.Opening[k][k], r.Opening[k][j] = 1-held[j], held[j]
		r.Binding[j] = held[j] == m.Option[j] && m.Option[j] > 0
	}
	wait := func(j, next int) float64 {
		if next == j { // j has refused and chooses between leaving and proposing
			return max(m.Option[j], m.Discount[j]*r.Opening[j][j])
		}
		return m.Discount[j] * r.Opening[next][j]
	}
	r.Certificate = certifyOffers(r.Opening, wait, func(_ int, u float64) float64 { return 1 - u })
	return r, nil
}

// held solves y_i = max(w_i, d_i(1-y_j)). Substitution gives y_0 as the fixed
// point of a map whose slope is between 0 and d_0 d_1, so that exactly one of the
// four linear cases, but for ties, is consistent.
func (m OutsideOption) held(free [2]float64) [2]float64 {
	d, w := m.Discount, m.Option
	switch {
	case w[0] <= free[0] && w[1] <= free[1]:
		return free
	case w[1] >= free[1] && w[0] <= d[0]*(1-w[1]):
		return [2]float64{d[0] * (1 - w[1]), w[1]}
	case w[0] >= free[0] && w[1] <= d[1]*(1-w[0]):
		return [2]float64{w[0], d[1] * (1 - w[0])}
	}
	return w
}

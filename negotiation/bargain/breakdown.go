package bargain

// Breakdown is alternating offers without discounting over a pie of size one,
// where after each refusal talks break down with probability Risk and pay
// Payoff. The opener gets
//
//	x_i = b_i + (1 - b_1 - b_2)/(2 - p),
//
// which goes to the Nash solution with the breakdown point as disagreement as
// the risk goes to zero.
//
// Binmore, K., Rubinstein, A. and Wolinsky, A. (1986). The Nash bargaining
// solution in economic modelling. RAND Journal of Economics 17(2), 176-188.
// https://doi.org/10.2307/2555382
type Breakdown struct {
	// Risk is the probability of breakdown after a refusal, in (0, 1).
	Risk float64
	// Payoff is what each party gets after a breakdown; the sum is below 1.
	Payoff [2]float64
}

// Solve returns the equilibrium. A breakdown that pays the whole pie or more
// leaves nothing to bargain over: ErrScope.
func (m Breakdown) Solve() (Offers, error) {
	if err := m.check(true); err != nil {
		return Offers{}, err
	}
	var o Offers
	surplus := 1 - m.Payoff[0] - m.Payoff[1]
	for k := range 2 {
		x := m.Payoff[k] + surplus/(2-m.Risk)
		o.Opening[k][k], o.Opening[k][1-k] = x, 1-x
	}
	wait := func(j, next int) float64 {
		return m.Risk*m.Payoff[j] + (1-m.Risk)*o.Opening[next][j]
	}
	o.Certificate = certifyAbove(o.Opening, wait, m.Payoff)
	return o, nil
}

// Limit returns the shares as the risk goes to zero, b_i + (1-b_1-b_2)/2. Risk
// is not read.
func (m Breakdown) Limit() ([2]float64, error) {
	if err := m.check(false); err != nil {
		return [2]float64{}, err
	}
	half := (1 - m.Payoff[0] - m.Payoff[1]) / 2
	return [2]float64{m.Payoff[0] + half, m.Payoff[1] + half}, nil
}

func (m Breakdown) check(risk bool) error {
	f := faults{model: "Breakdown"}
	if risk {
		f.open("Risk", m.Risk, 0, 1)
	}
	pair("Payoff", m.Payoff, f.finite)
	if err := f.err(); err != nil {
		return err
	}
	return surplusLeft("Breakdown", m.Payoff)
}

// InsideOption is alternating offers over a pie of size one where each party
// enjoys a flow while it bargains: Value is the worth of that flow for ever,
// g_i/r_i. Inside options, unlike outside options, act as a disagreement point:
//
//	x_i = v_i + (1 - v_1 - v_2)(1 - d_j)/(1 - d_i d_j).
//
// Muthoo, A. (1999). Bargaining Theory with Applications. Cambridge University
// Press, chapter 6. https://doi.org/10.1017/CBO9780511609473
type InsideOption struct {
	// Discount is the discount per period of each party, in (0, 1).
	Discount [2]float64
	// Value is the present value of the flow of each party; the sum is below 1.
	Value [2]float64
}

// Solve returns the equilibrium. Flows worth the whole pie or more leave nothing
// to bargain over: ErrScope.
func (m InsideOption) Solve() (Offers, error) {
	f := faults{model: "InsideOption"}
	f.discounts("Discount", m.Discount[:])
	pair("Value", m.Value, f.finite)
	if err := f.err(); err != nil {
		return Offers{}, err
	}
	if err := surplusLeft("InsideOption", m.Value); err != nil {
		return Offers{}, err
	}
	d := m.Discount
	var o Offers
	for k := range 2 {
		x := m.Value[k] + (1-m.Value[0]-m.Value[1])*(1-d[1-k])/(1-d[0]*d[1])
		o.Opening[k][k], o.Opening[k][1-k] = x, 1-x
	}
	wait := func(j, next int) float64 { // a period of flow, then the deal
		return (1-d[j])*m.Value[j] + d[j]*o.Opening[next][j]
	}
	o.Certificate = certifyAbove(o.Opening, wait, m.Value)
	return o, nil
}

func surplusLeft(model string, b [2]float64) error {
	if !(b[0]+b[1] < 1) {
		return scope(model, "payoffs without agreement sum to %v, want below 1", b[0]+b[1])
	}
	return nil
}

// certifyAbove is certifyOffers on a pie of one with participation measured
// from the payoffs b without agreement.
func certifyAbove(o [2][2]float64, wait func(j, next int) float64, b [2]float64) Certificate {
	c := certifyOffers(o, wait, func(_ int, u float64) float64 { return 1 - u })
	c.Rationality = min(o[0][0]-b[0], o[1][0]-b[0], o[0][1]-b[1], o[1][1]-b[1])
	c.Tolerance = rounding * max(1, o[0][0], -o[0][0], o[0][1], -o[0][1])
	return c
}

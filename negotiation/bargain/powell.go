package bargain

// Powell is one offer under a status quo: satisfied state S offers a share y to
// dissatisfied state D, which holds StatusQuo of a pie of size one and would win
// a war with probability Power at a private cost uniform on [0, CostMax]. S will
// not offer less than the status quo, and
//
//	y = max(q, p - (C - s)/2),  P(war) = max(0, p - y)/C,
//
// with s the cost of S: war is likeliest where the distribution of benefits is
// farthest from that of power, and impossible where they match. It is the
// one-offer reduction of Powell's model without end, in which S's optimal first
// concession solves the same trade-off.
//
// Powell, R. (1996). Stability and the distribution of power. World Politics
// 48(2), 239-267.
//
// Powell, R. (1999). In the Shadow of Power. Princeton University Press,
// chapter 3.
type Powell struct {
	// Power is the probability that D wins a war, in [0, 1].
	Power float64
	// StatusQuo is what D holds now, in [0, 1].
	StatusQuo float64
	// Cost is the cost of war to S, at least zero.
	Cost float64
	// CostMax bounds the private cost of D, positive.
	CostMax float64
}

// Appeasement is the equilibrium of Powell.
type Appeasement struct {
	// Offer is the share offered to D.
	Offer float64
	// War is the probability that D fights.
	War float64
	// Value is the expected payoff of S.
	Value       float64
	Certificate Certificate
}

// Solve returns the equilibrium. Where the status quo gives D more than
// Power + Cost, S is not satisfied and would fight: ErrScope.
func (m Powell) Solve() (Appeasement, error) {
	f := faults{model: "Powell"}
	f.closed("Power", m.Power, 0, 1)
	f.closed("StatusQuo", m.StatusQuo, 0, 1)
	f.nonnegative("Cost", m.Cost)
	f.positive("CostMax", m.CostMax)
	if err := f.err(); err != nil {
		return Appeasement{}, err
	}
	if m.StatusQuo > m.Power+m.Cost {
		return Appeasement{}, scope("Powell", "status quo %v exceeds power and cost %v, want S to prefer it to war", m.StatusQuo, m.Power+m.Cost)
	}
	war := func(y float64) float64 { return clamp((m.Power-y)/m.CostMax, 0, 1) }
	value := func(y float64) float64 { w := war(y); return (1-w)*(1-y) + w*(1-m.Power-m.Cost) }
	y := max(m.StatusQuo, m.Power-max(0, (m.CostMax-m.Cost)/2), 0)
	r := Appeasement{Offer: y, War: war(y), Value: value(y)}
	var c check
	_, best := gridMax(value, m.StatusQuo, 1, 20_000)
	c.incentive.take(r.Value - best)
	c.rationality.take(r.Value - (1 - m.Power - m.Cost))
	c.equal(r.Value, (1-r.War)*(1-y)+r.War*(1-m.Power-m.Cost))
	r.Certificate = c.certificate("20,001 offers tried", rounding*max(1, m.Cost))
	return r, nil
}

// CriticalRisk is the arithmetic of brinkmanship: a state that gets Win if the
// other gives way, Back if it backs down itself and Disaster if neither does,
// stands firm while the probability of disaster is below
//
//	(Win - Back)/(Win - Disaster).
//
// Ellsberg, D. (1968). The theory and practice of blackmail. RAND P-3883.
//
// Snyder, G. H. and Diesing, P. (1977). Conflict Among Nations. Princeton
// University Press.
type CriticalRisk struct {
	// Win > Back > Disaster are the payoffs.
	Win, Back, Disaster float64
}

// Solve returns the largest probability of disaster at which standing firm is no
// worse than backing down.
func (m CriticalRisk) Solve() (float64, error) {
	f := faults{model: "CriticalRisk"}
	f.finite("Win", m.Win)
	f.finite("Disaster", m.Disaster)
	if !(m.Back < m.Win && m.Back > m.Disaster) {
		f.add("Back is %v, want between Disaster and Win", m.Back)
	}
	if err := f.err(); err != nil {
		return 0, err
	}
	return (m.Win - m.Back) / (m.Win - m.Disaster), nil
}

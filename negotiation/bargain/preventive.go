package bargain

import "fmt"

// PreventiveWar is a declining state A and a rising state B that share a pie of
// size one every period. A war in the first period A wins with probability
// Power; from the second period on the probability is Later. A war is won once
// and for all, and costs A Cost once. B cannot promise to leave A more, later,
// than A could then take by war, so that A attacks if and only if even the whole
// pie today does not make up for it:
//
//	p_1 - p_2 > ((1-d)(1-p_1) + (1-d)² c_A)/d.
//
// Fearon, J. D. (1995). Rationalist explanations for war. International
// Organization 49(3), 379-414, section IV. https://doi.org/10.1017/S0020818300033324
type PreventiveWar struct {
	// Discount is the common discount per period, in (0, 1).
	Discount float64
	// Power and Later are A's odds of winning before and after the shift, in
	// [0, 1].
	Power, Later float64
	// Cost is A's cost of war, at least zero, in units of one period's pie.
	Cost float64
}

// Prevention is the answer to PreventiveWar.
type Prevention struct {
	// Threshold is the drop in A's odds above which A attacks.
	Threshold float64
	// Attack says whether it does; at the threshold A is indifferent and does
	// not.
	Attack bool
	// War is A's value of fighting now, Peace that of taking the whole pie now
	// and its reservation value for ever after.
	War, Peace  float64
	Certificate Certificate
}

// Solve returns the equilibrium condition.
func (m PreventiveWar) Solve() (Prevention, error) {
	f := faults{model: "PreventiveWar"}
	f.open("Discount", m.Discount, 0, 1)
	f.closed("Power", m.Power, 0, 1)
	f.closed("Later", m.Later, 0, 1)
	f.nonnegative("Cost", m.Cost)
	if err := f.err(); err != nil {
		return Prevention{}, err
	}
	d := m.Discount
	r := Prevention{
		Threshold: ((1-d)*(1-m.Power) + (1-d)*(1-d)*m.Cost) / d,
		War:       m.Power/(1-d) - m.Cost,
		Peace:     1 + d*(m.Later/(1-d)-m.Cost),
	}
	r.Attack = m.Power-m.Later > r.Threshold
	var c check
	if r.Attack {
		c.incentive.take(r.War - r.Peace)
	} else {
		c.incentive.take(r.Peace - r.War)
	}
	c.equal((r.War-r.Peace)*(1-d)/d, m.Power-m.Later-r.Threshold)
	r.Certificate = c.certificate("values of war and of the best peace compared", rounding*max(1, r.War, m.Cost)/(1-d)/d)
	return r, nil
}

// CommitmentProblem is Powell's general form of that argument: two states divide
// a pie of size one every period while A's odds of winning a war move along
// Power, its last entry holding for ever. A war ends the game, pays the winner
// the pie for ever and costs state i Cost[i] once. With
//
//	M_A(t) = p_t/(1-d) - c_A,  M_B(t) = (1-p_t)/(1-d) - c_B
//
// what each state can secure by war, no efficient peace exists if in some period
// the other's position improves by more than there is to bargain over:
//
//	d M_j(t+1) - M_j(t) > 1/(1-d) - M_A(t) - M_B(t).
//
// Powell, R. (2006). War as a commitment problem. International Organization
// 60(1), 169-203. https://doi.org/10.1017/S0020818306060061
type CommitmentProblem struct {
	// Discount is the common discount per period, in (0, 1).
	Discount float64
	// Power is A's probability of winning in each period, in [0, 1]; it has at
	// least one entry and the last holds for ever.
	Power []float64
	// Cost is each state's cost of war, at least zero, in units of one period's
	// pie.
	Cost [2]float64
}

// Commitment is the answer to CommitmentProblem.
type Commitment struct {
	// Surplus is what war would destroy, the same in every period.
	Surplus float64
	// Shift[t][j] is d M_j(t+1) - M_j(t).
	Shift [][2]float64
	// Period is the first in which a shift exceeds the surplus, or -1 if peace
	// is possible throughout.
	Period int
	// Attacker is the state that attacks then: the one whose rival rises.
	Attacker    int
	Certificate Certificate
}

// Solve returns the shifts and the first period in which peace breaks down.
func (m CommitmentProblem) Solve() (Commitment, error) {
	f := faults{model: "CommitmentProblem"}
	f.open("Discount", m.Discount, 0, 1)
	f.size("Power length", len(m.Power), 1, MaxHorizon)
	for t, p := range m.Power {
		f.closed(fmt.Sprintf("Power[%d]", t), p, 0, 1)
	}
	pair("Cost", m.Cost, f.nonnegative)
	if err := f.err(); err != nil {
		return Commitment{}, err
	}
	r := Commitment{Surplus: m.Cost[0] + m.Cost[1], Period: -1, Attacker: -1, Shift: make([][2]float64, len(m.Power))}
	for t := range m.Power {
		now, next := m.secure(t), m.secure(t+1)
		for j := range 2 {
			r.Shift[t][j] = m.Discount*next[j] - now[j]
			if r.Period < 0 && r.Shift[t][j] > r.Surplus {
				r.Period, r.Attacker = t, 1-j
			}
		}
	}
	r.Certificate = m.certify(r)
	return r, nil
}

// secure returns what each state gets by war in period t.
func (m CommitmentProblem) secure(t int) [2]float64 {
	p := m.Power[min(t, len(m.Power)-1)]
	return [2]float64{p/(1-m.Discount) - m.Cost[0], (1-p)/(1-m.Discount) - m.Cost[1]}
}

// certify asks of each period whether the whole pie now, and all that the rival
// does not secure later, beats war: the same condition from the attacker's side.
func (m CommitmentProblem) certify(r Commitment) Certificate {
	var c check
	whole := 1 / (1 - m.Discount)
	for t := range m.Power {
		now, next := m.secure(t), m.secure(t+1)
		for i := range 2 {
			best := 1 + m.Discount*(whole-next[1-i])
			c.equal(now[i]-best, r.Shift[t][1-i]-r.Surplus)
			switch {
			case r.Period < 0 || t < r.Period:
				c.rationality.take(best - now[i])
			case t == r.Period && i == r.Attacker:
				c.incentive.take(now[i] - best)
			}
		}
	}
	return c.certificate("best peace against war, period by period", rounding*max(1, whole, r.Surplus))
}

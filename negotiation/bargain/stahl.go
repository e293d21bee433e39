package bargain

import (
	"context"
	"fmt"
)

// Stahl is alternating offers with a last period, on any frontier: if the offer
// of the last period is refused, both get zero. Party First opens. By backward
// induction each proposer leaves the responder exactly what refusing is worth.
//
// On Line{{1, 1}} with a common discount d and T periods the opener gets
//
//	(1 - (-d)^T)/(1 + d),
//
// which swings with the parity of T and goes to Rubinstein's share.
//
// Ståhl, I. (1972). Bargaining Theory. Economic Research Institute, Stockholm
// School of Economics.
type Stahl struct {
	// Frontier is what the parties can reach above disagreement. It need not be
	// concave.
	Frontier Frontier
	// Discount is the discount of utility per period of each party, in (0, 1].
	Discount [2]float64
	// Horizon is the number of offers, in [1, 1000000].
	Horizon int
	// First is the party that opens, 0 or 1.
	First int
}

// MaxHorizon is the largest number of periods of a finite horizon.
const MaxHorizon = 1_000_000

// Schedule is the equilibrium of a finite horizon between two parties.
type Schedule struct {
	// Payoff is what each party gets in equilibrium, at the first offer.
	Payoff [2]float64
	// Offers[t] is what each party would get from the offer of period t, in
	// utility of that period.
	Offers      [][2]float64
	Certificate Certificate
}

// Solve returns the equilibrium by backward induction. It stops with the error
// of ctx when that is cancelled.
func (m Stahl) Solve(ctx context.Context) (Schedule, error) {
	f := faults{model: "Stahl"}
	f.frontier("Frontier", m.Frontier, false)
	pair("Discount", m.Discount, func(field string, x float64) { f.left(field, x, 0, 1) })
	f.size("Horizon", m.Horizon, 1, MaxHorizon)
	f.size("First", m.First, 0, 1)
	if err := f.err(); err != nil {
		return Schedule{}, err
	}
	s := Schedule{Offers: make([][2]float64, m.Horizon)}
	var next [2]float64
	for t := m.Horizon - 1; t >= 0; t-- {
		if err := pause(ctx, t); err != nil {
			return Schedule{}, err
		}
		i := m.proposer(t)
		j := 1 - i
		own := m.Frontier.Most(i, m.Discount[j]*next[j])
		next[i], next[j] = own, max(m.Discount[j]*next[j], m.Frontier.Most(j, own))
		s.Offers[t] = next
	}
	s.Payoff = next
	s.Certificate = m.certify(s)
	return s, nil
}

func (m Stahl) proposer(t int) int { return (m.First + t) % 2 }

// pause looks at the context once in 1024 steps.
func pause(ctx context.Context, step int) error {
	if step%1024 != 0 {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("bargain: stopped: %w", err)
	}
	return nil
}

// certify replays the offers forwards and looks for one-shot deviations.
func (m Stahl) certify(s Schedule) Certificate {
	var c check
	for t, o := range s.Offers {
		i := m.proposer(t)
		j := 1 - i
		var wait [2]float64
		if t+1 < len(s.Offers) {
			wait = [2]float64{m.Discount[0] * s.Offers[t+1][0], m.Discount[1] * s.Offers[t+1][1]}
		}
		c.acceptance.take(o[j] - wait[j])
		c.incentive.take(o[i] - max(m.Frontier.Most(i, wait[j]), wait[i]))
		c.rationality.take(min(o[i], o[j]))
		c.equal(o[i], m.Frontier.Most(i, o[j]))
	}
	scale := max(1, m.Frontier.Most(0, 0), m.Frontier.Most(1, 0))
	return c.certificate("one-shot deviations in every period", 1e-8*scale)
}

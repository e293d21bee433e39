package bargain

// Kalandrakis is a legislature of three that divides a pie of size one anew every
// period, by majority against a status quo that is last period's division, with
// each member recognised with probability 1/3 and a common discount.
//
// In the Markov equilibrium that Kalandrakis found play reaches, for every
// discount and from every initial division, the set of divisions that give
// everything to one member, and stays in it: the proposer takes the whole pie
// every period, with the vote of the member who has nothing either way. Shares
// are 1/3 on average over time, and power lies in recognition alone.
//
// The model covers that absorbing set; the transitory play before it is not
// computed.
//
// Kalandrakis, A. (2004). A three-player dynamic majoritarian bargaining game.
// Journal of Economic Theory 116(2), 294-322.
// https://doi.org/10.1016/S0022-0531(03)00259-X
type Kalandrakis struct {
	// Discount is the common discount per period, in [0, 1).
	Discount float64
}

// Absorbing is the long run of Kalandrakis.
type Absorbing struct {
	// Proposer is the share the proposer takes each period.
	Proposer float64
	// Mean is each member's share on average over time.
	Mean float64
	// Holder is the discounted value, before recognition, of a member who holds
	// the pie under the status quo, and Other that of one who holds nothing:
	// equal, since the status quo is always overturned or retaken.
	Holder, Other float64
	// Transition[a][b] is the probability that the pie passes from a to b.
	Transition  [3][3]float64
	Certificate Certificate
}

// Solve returns the long run.
func (m Kalandrakis) Solve() (Absorbing, error) {
	f := faults{model: "Kalandrakis"}
	if !(m.Discount >= 0 && m.Discount < 1) {
		f.add("Discount is %v, want in [0, 1)", m.Discount)
	}
	if err := f.err(); err != nil {
		return Absorbing{}, err
	}
	r := Absorbing{Proposer: 1, Mean: 1.0 / 3}
	for a := range 3 {
		for b := range 3 {
			r.Transition[a][b] = 1.0 / 3
		}
	}
	r.Holder = 1.0 / 3 / (1 - m.Discount)
	r.Other = r.Holder
	r.Certificate = m.certify(r)
	return r, nil
}

// certify takes every state and proposer of the absorbing set: a voter with
// nothing is indifferent between the holder and the proposer, and the proposer
// gains by taking the pie.
func (m Kalandrakis) certify(r Absorbing) Certificate {
	var c check
	var v [3]float64
	for b := range v { // value of member 0 from each state of the chain
		v[b] = r.Transition[b][0]*r.Proposer + m.Discount*(r.Holder+2*r.Other)/3
		c.equal(v[b]*(1-m.Discount), r.Mean)
	}
	for holder := range 3 {
		for proposer := range 3 {
			row := 0.0
			for b := range 3 {
				row += r.Transition[holder][b]
			}
			c.equal(row, 1)
			if proposer == holder {
				continue
			}
			third := 3 - holder - proposer
			keep := share(third, holder) + m.Discount*r.Other
			crown := share(third, proposer) + m.Discount*r.Other
			c.acceptance.take(crown - keep)
			c.incentive.take(share(proposer, proposer) - share(proposer, holder))
		}
	}
	c.rationality.take(r.Other)
	return c.certificate("votes and crownings in the three absorbing states", rounding)
}

// share is what a member has in the division that gives all to the holder.
func share(member, holder int) float64 {
	if member == holder {
		return 1
	}
	return 0
}

package bargain

import (
	"math"
	"slices"
)

// Zeuthen is concession by willingness to risk conflict, over a finite list of
// outcomes and a conflict that pays zero. With own offer a and the other's b, the
// most that party i would risk is
//
//	r_i = (u_i(a) - u_i(b))/u_i(a),
//
// and whoever would risk less concedes, the lowest party on ties, by the least
// that turns the tables. The lower risk is that of the offer with the smaller
// product of utilities, so that the process ends at the largest product, the
// Nash solution of the list.
//
// Zeuthen, F. (1930). Problems of Monopoly and Economic Warfare. Routledge.
//
// Harsanyi, J. C. (1956). Approaches to the bargaining problem before and after
// the theory of games. Econometrica 24(2), 144-157.
// https://doi.org/10.2307/1905748
type Zeuthen struct {
	// Payoff is 2×m: row i holds party i's utility of each outcome over
	// conflict. Outcomes that pay either party nothing or less are not offered.
	Payoff [2][]float64
}

// A Concession is one step of Zeuthen.
type Concession struct {
	// Offer is the outcome that each party stands on.
	Offer [2]int
	// Risk is each party's risk limit there.
	Risk [2]float64
}

// Concessions is the course of Zeuthen.
type Concessions struct {
	// Steps begins with the parties' best outcomes; the last step is the one
	// before agreement, and is empty where they agree at once.
	Steps []Concession
	// Outcome is what they agree on.
	Outcome     int
	Certificate Certificate
}

// Solve returns the course of concessions. An empty bargaining set, in which no
// outcome pays both parties more than conflict, is ErrScope.
func (m Zeuthen) Solve() (Concessions, error) {
	f := faults{model: "Zeuthen"}
	n := f.table("Payoff", m.Payoff[:], 2, 1_000_000)
	if err := f.err(); err != nil {
		return Concessions{}, err
	}
	list := m.bargaining(n)
	if len(list) == 0 {
		return Concessions{}, scope("Zeuthen", "no outcome pays both parties more than conflict")
	}
	var r Concessions
	at := [2]int{len(list) - 1, 0} // each party's favourite in the list
	for {
		offer := [2]int{list[at[0]], list[at[1]]}
		if at[0] <= at[1] {
			r.Outcome = offer[0]
			if m.product(offer[1]) > m.product(offer[0]) {
				r.Outcome = offer[1]
			}
			break
		}
		r.Steps = append(r.Steps, Concession{Offer: offer, Risk: m.risks(offer)})
		i := 0
		if m.product(offer[1]) < m.product(offer[0]) {
			i = 1
		}
		at[i] = m.concede(i, at, list)
	}
	r.Certificate = m.certify(r)
	return r, nil
}

// bargaining returns the efficient outcomes that pay both parties something, in
// the order of rising payoff of party 0, the lowest of equal ones.
func (m Zeuthen) bargaining(n int) []int {
	var all []int
	for o := range n {
		if m.Payoff[0][o] > 0 && m.Payoff[1][o] > 0 {
			all = append(all, o)
		}
	}
	slices.SortFunc(all, func(a, b int) int {
		for i := range 2 {
			if d := m.Payoff[i][b] - m.Payoff[i][a]; d != 0 {
				return sign(d)
			}
		}
		return a - b
	})
	var kept []int
	high := 0.0
	for _, o := range all {
		if m.Payoff[1][o] > high {
			high = m.Payoff[1][o]
			kept = append(kept, o)
		}
	}
	slices.Reverse(kept)
	return kept
}

func (m Zeuthen) product(o int) float64 { return m.Payoff[0][o] * m.Payoff[1][o] }

func (m Zeuthen) risks(offer [2]int) (r [2]float64) {
	for i := range 2 {
		own, other := m.Payoff[i][offer[i]], m.Payoff[i][offer[1-i]]
		r[i] = (own - other) / own
	}
	return r
}

// concede returns where party i moves: the nearest outcome of a larger product
// than the other's offer, or that offer. The bar only rises, so that no outcome
// is passed twice.
func (m Zeuthen) concede(i int, at [2]int, list []int) int {
	bar, step := m.product(list[at[1-i]]), 2*i-1
	for k := at[i] + step; k != at[1-i]; k += step {
		if m.product(list[k]) > bar {
			return k
		}
	}
	return at[1-i]
}

// certify checks the end against every product and each step against the risks:
// whoever concedes would risk no more than the other.
func (m Zeuthen) certify(r Concessions) Certificate {
	var c check
	top := 0.0
	for o, u := range m.Payoff[0] {
		if u > 0 && m.Payoff[1][o] > 0 {
			top = max(top, m.product(o))
		}
	}
	c.equal(m.product(r.Outcome)/top, 1)
	for k := 0; k+1 < len(r.Steps); k++ {
		a, b := r.Steps[k], r.Steps[k+1]
		for i := range 2 {
			if a.Offer[i] != b.Offer[i] {
				c.incentive.take(a.Risk[1-i] - a.Risk[i])
				c.acceptance.take(m.Payoff[1-i][b.Offer[i]] - m.Payoff[1-i][a.Offer[i]])
			}
		}
	}
	c.rationality.take(min(m.Payoff[0][r.Outcome], m.Payoff[1][r.Outcome]))
	return c.certificate("products of all outcomes; risks at every step", rounding)
}

// efficient returns the points that no other beats, without duplicates, in the
// order of rising first coordinate.
func efficient(points [][2]float64) [][2]float64 {
	p := slices.Clone(points)
	slices.SortFunc(p, func(a, b [2]float64) int {
		switch {
		case a[0] != b[0]:
			return sign(a[0] - b[0])
		default:
			return sign(a[1] - b[1])
		}
	})
	var kept [][2]float64
	high := math.Inf(-1)
	for k := len(p) - 1; k >= 0; k-- {
		if p[k][1] > high {
			high = p[k][1]
			kept = append(kept, p[k])
		}
	}
	slices.Reverse(kept)
	return kept
}

func sign(x float64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

package bargain

import (
	"fmt"
	"math/bits"
)

// Ratification is a two-level game over one dimension: negotiators at a table
// would settle at Table, a share of side A in [0, 1], but A's ratifiers at home
// refuse less than Floor and B's refuse more than Ceiling. The outcome is the
// nearest ratifiable point: a side that can prove a small win-set gains by it,
// until the win-sets no longer meet.
//
// Putnam, R. D. (1988). Diplomacy and domestic politics: the logic of two-level
// games. International Organization 42(3), 427-460.
// https://doi.org/10.1017/S0020818300027697
//
// Schelling, T. C. (1960). The Strategy of Conflict. Harvard University Press.
type Ratification struct {
	// Table is where unconstrained negotiators would settle, in [0, 1].
	Table float64
	// Floor is the least share that A's ratifiers accept, Ceiling the largest
	// share of A that B's ratifiers accept, in [0, 1].
	Floor, Ceiling float64
}

// Ratified is the answer to Ratification.
type Ratified struct {
	// Agreement is A's share, meaningless unless Possible.
	Agreement float64
	// Possible says whether the win-sets meet.
	Possible bool
	// Width is Ceiling - Floor, negative by how far the win-sets are apart.
	Width       float64
	Certificate Certificate
}

// Solve returns the outcome.
func (m Ratification) Solve() (Ratified, error) {
	f := faults{model: "Ratification"}
	f.closed("Table", m.Table, 0, 1)
	f.closed("Floor", m.Floor, 0, 1)
	f.closed("Ceiling", m.Ceiling, 0, 1)
	if err := f.err(); err != nil {
		return Ratified{}, err
	}
	r := Ratified{Width: m.Ceiling - m.Floor, Possible: m.Ceiling >= m.Floor}
	var c check
	if r.Possible {
		r.Agreement = clamp(m.Table, m.Floor, m.Ceiling)
		c.acceptance.take(min(r.Agreement-m.Floor, m.Ceiling-r.Agreement))
		_, near := gridMax(func(x float64) float64 { return -abs(x - m.Table) }, m.Floor, m.Ceiling, 1000)
		c.incentive.take(-abs(r.Agreement-m.Table) - near)
	}
	r.Certificate = c.certificate("ratifiers at the agreement; 1,001 points no nearer", rounding)
	return r, nil
}

// WinSet counts win-sets over issues that go to one side or the other: side i
// values issue k at Weight[i][k] and ratifies what is worth at least
// Reservation[i] to it. All 2^K settlements are enumerated.
//
// Putnam, R. D. (1988), as for Ratification.
type WinSet struct {
	// Weight[i] is side i's value of each of K issues, K in [1, 20].
	Weight [2][]float64
	// Reservation is what each side's ratifiers require.
	Reservation [2]float64
}

// WinSets is the answer to WinSet.
type WinSets struct {
	// Size is the number of settlements each side ratifies.
	Size [2]int
	// Both lists those both ratify, in rising order: bit k set gives issue k to
	// side 0. Overlap is their number.
	Both        []uint32
	Overlap     int
	Certificate Certificate
}

// Solve enumerates the settlements.
func (m WinSet) Solve() (WinSets, error) {
	f := faults{model: "WinSet"}
	k := len(m.Weight[0])
	f.size("Weight[0] length", k, 1, 20)
	f.size("Weight[1] length", len(m.Weight[1]), k, k)
	for i := range 2 {
		f.row(fmt.Sprintf("Weight[%d]", i), m.Weight[i])
	}
	pair("Reservation", m.Reservation, f.finite)
	if err := f.err(); err != nil {
		return WinSets{}, err
	}
	var r WinSets
	worth := [2][]float64{subsetSums(m.Weight[0]), subsetSums(m.Weight[1])}
	all := uint32(1)<<k - 1
	for s := range all + 1 {
		a := worth[0][s] >= m.Reservation[0]
		b := worth[1][all^s] >= m.Reservation[1]
		if a {
			r.Size[0]++
		}
		if b {
			r.Size[1]++
		}
		if a && b {
			r.Both = append(r.Both, s)
		}
	}
	r.Overlap = len(r.Both)
	r.Certificate = m.certify(r)
	return r, nil
}

// subsetSums returns the sum of the weights of every subset, each from the one
// without its lowest issue.
func subsetSums(w []float64) []float64 {
	sums := make([]float64, 1<<len(w))
	for s := 1; s < len(sums); s++ {
		low := bits.TrailingZeros(uint(s))
		sums[s] = sums[s&(s-1)] + w[low]
	}
	return sums
}

// certify adds up each listed settlement issue by issue.
func (m WinSet) certify(r WinSets) Certificate {
	var c check
	scale := 1.0
	for _, s := range r.Both {
		var worth [2]float64
		for k := range m.Weight[0] {
			if s>>k&1 == 1 {
				worth[0] += m.Weight[0][k]
			} else {
				worth[1] += m.Weight[1][k]
			}
		}
		for i := range 2 {
			c.rationality.take(worth[i] - m.Reservation[i])
			scale = max(scale, abs(worth[i]))
		}
	}
	c.equal(float64(len(r.Both)), float64(r.Overlap))
	return c.certificate("settlements added up issue by issue", rounding*scale)
}

package bargain

import (
	"fmt"
	"slices"
)

// RomerRosenthal is agenda setting: a setter makes one proposal on a line
// against a status quo, and a majority with symmetric single-peaked preferences
// votes. The median decides, so that what passes lies between the status quo and
// its mirror image beyond the median; the setter takes the nearest point to its
// own ideal:
//
//	x = clamp(s, min(q, 2m-q), max(q, 2m-q)).
//
// The worse the status quo for the median, the more the setter gets.
//
// Romer, T. and Rosenthal, H. (1978). Political resource allocation, controlled
// agendas, and the status quo. Public Choice 33(4), 27-43.
// https://doi.org/10.1007/BF03187594
type RomerRosenthal struct {
	// Setter is the setter's ideal point, StatusQuo what a refusal leaves.
	Setter, StatusQuo float64
	// Voters are the ideal points of an odd number of voters.
	Voters []float64
}

// AgendaResult is the equilibrium of RomerRosenthal.
type AgendaResult struct {
	// Proposal is what the setter proposes and the majority accepts.
	Proposal float64
	// Median is the ideal of the median voter; Low and High bound what passes.
	Median, Low, High float64
	// Votes is the number of voters who weakly prefer the proposal.
	Votes       int
	Certificate Certificate
}

// Solve returns the equilibrium. An even number of voters has no median: ErrScope.
func (m RomerRosenthal) Solve() (AgendaResult, error) {
	f := faults{model: "RomerRosenthal"}
	f.finite("Setter", m.Setter)
	f.finite("StatusQuo", m.StatusQuo)
	f.size("Voters length", len(m.Voters), 1, 1_000_000)
	f.row("Voters", m.Voters)
	if err := f.err(); err != nil {
		return AgendaResult{}, err
	}
	if len(m.Voters)%2 == 0 {
		return AgendaResult{}, scope("RomerRosenthal", "%d voters have no median, want an odd number", len(m.Voters))
	}
	sorted := slices.Clone(m.Voters)
	slices.Sort(sorted)
	r := AgendaResult{Median: sorted[len(sorted)/2]}
	mirror := 2*r.Median - m.StatusQuo
	r.Low, r.High = min(m.StatusQuo, mirror), max(m.StatusQuo, mirror)
	r.Proposal = clamp(m.Setter, r.Low, r.High)
	r.Votes = m.votes(r.Proposal)
	r.Certificate = m.certify(r)
	return r, nil
}

// votes counts those no farther from x than from the status quo, but for
// rounding.
func (m RomerRosenthal) votes(x float64) int {
	count, slackness := 0, rounding*max(1, abs(x), abs(m.StatusQuo))
	for _, v := range m.Voters {
		if abs(x-v) <= abs(m.StatusQuo-v)+slackness {
			count++
		}
	}
	return count
}

func abs(x float64) float64 { return max(x, -x) }

// certify counts votes on the proposal and on a step beyond it.
func (m RomerRosenthal) certify(r AgendaResult) Certificate {
	var c check
	majority := len(m.Voters)/2 + 1
	c.acceptance.take(float64(r.Votes - majority))
	c.incentive.take(abs(m.StatusQuo-m.Setter) - abs(r.Proposal-m.Setter))
	for k := 1; k <= 20 && r.Proposal != m.Setter; k++ {
		step := (m.Setter - r.Proposal) * float64(k) / 20
		better := r.Proposal + step
		if m.votes(better) >= majority {
			c.incentive.take(-abs(step))
		}
	}
	return c.certificate(fmt.Sprintf("%d votes counted on the proposal and nearer ones", len(m.Voters)), rounding*max(1, abs(m.StatusQuo), abs(m.Setter), abs(r.Median)))
}

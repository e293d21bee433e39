package game

import (
	"fmt"
	"math"
	"math/big"
)

// Mixed is a mixed strategy profile of a normal form: Mixed[i][s] is the
// probability with which player i plays strategy s.
type Mixed [][]float64

// Behaviour is a behaviour strategy profile of an extensive form:
// Behaviour[i][h][a] is the probability with which player i takes action a at
// his information set h.
type Behaviour [][][]float64

// ExactMixed is a [Mixed] profile in rationals.
type ExactMixed [][]*big.Rat

// ExactBehaviour is a [Behaviour] profile in rationals.
type ExactBehaviour [][][]*big.Rat

// Float returns the floats nearest to p, or nil for nil.
func (p ExactMixed) Float() Mixed {
	if p == nil {
		return nil
	}
	out := make(Mixed, len(p))
	for i, row := range p {
		out[i] = ratsFloat(row)
	}
	return out
}

// Float returns the floats nearest to p, or nil for nil.
func (p ExactBehaviour) Float() Behaviour {
	if p == nil {
		return nil
	}
	out := make(Behaviour, len(p))
	for i := range p {
		out[i] = ExactMixed(p[i]).Float()
		if out[i] == nil {
			out[i] = [][]float64{}
		}
	}
	return out
}

// fresh replaces the rationals of p, which may be shared constants, by copies
// and returns p.
func (p ExactBehaviour) fresh() ExactBehaviour {
	for _, sets := range p {
		for _, row := range sets {
			for a, x := range row {
				row[a] = new(big.Rat).Set(x)
			}
		}
	}
	return p
}

// ratsFloat returns the floats nearest to row.
func ratsFloat(row []*big.Rat) []float64 {
	out := make([]float64, len(row))
	for k, x := range row {
		out[k] = ratFloat(x)
	}
	return out
}

// Uniform returns the profile in which every strategy is equally likely.
func (g *Normal) Uniform() Mixed {
	out := make(Mixed, len(g.size))
	for i, m := range g.size {
		out[i] = uniform(m)
	}
	return out
}

// Uniform returns the profile in which every action is equally likely.
func (e *Extensive) Uniform() Behaviour {
	out := make(Behaviour, len(e.info))
	for i := range e.info {
		out[i] = make([][]float64, len(e.info[i]))
		for h := range e.info[i] {
			out[i][h] = uniform(len(e.info[i][h].actions))
		}
	}
	return out
}

// uniform returns n times 1/n.
func uniform(n int) []float64 {
	out := make([]float64, n)
	for k := range out {
		out[k] = 1 / float64(n)
	}
	return out
}

// Flat returns the probabilities of p in the order of Gambit's output: players
// in order, strategies in order.
func (p Mixed) Flat() []float64 {
	var out []float64
	for _, row := range p {
		out = append(out, row...)
	}
	return out
}

// Flat returns the probabilities of p in the order of Gambit's output: players,
// information sets and actions in order.
func (p Behaviour) Flat() []float64 {
	var out []float64
	for _, sets := range p {
		out = append(out, Mixed(sets).Flat()...)
	}
	return out
}

// Mixed cuts a flat list of probabilities into a profile of g. It returns
// [ErrProfile] if the length is wrong.
func (g *Normal) Mixed(flat []float64) (Mixed, error) {
	out := make(Mixed, len(g.size))
	for i, m := range g.size {
		if len(flat) < m {
			return nil, fmt.Errorf("%w: too few probabilities", ErrProfile)
		}
		out[i], flat = append([]float64(nil), flat[:m]...), flat[m:]
	}
	if len(flat) > 0 {
		return nil, fmt.Errorf("%w: %d probabilities too many", ErrProfile, len(flat))
	}
	return out, nil
}

// Behaviour cuts a flat list of probabilities into a profile of e. It returns
// [ErrProfile] if the length is wrong.
func (e *Extensive) Behaviour(flat []float64) (Behaviour, error) {
	out := make(Behaviour, len(e.info))
	for i := range e.info {
		out[i] = make([][]float64, len(e.info[i]))
		for h := range e.info[i] {
			m := len(e.info[i][h].actions)
			if len(flat) < m {
				return nil, fmt.Errorf("%w: too few probabilities", ErrProfile)
			}
			out[i][h], flat = append([]float64(nil), flat[:m]...), flat[m:]
		}
	}
	if len(flat) > 0 {
		return nil, fmt.Errorf("%w: %d probabilities too many", ErrProfile, len(flat))
	}
	return out, nil
}

// checkMixed returns ErrProfile if p has the wrong shape or a NaN.
func (g *Normal) checkMixed(p Mixed) error {
	if len(p) != len(g.size) {
		return fmt.Errorf("%w: %d players, want %d", ErrProfile, len(p), len(g.size))
	}
	for i, row := range p {
		if len(row) != g.size[i] {
			return fmt.Errorf("%w: player %d has %d probabilities, want %d", ErrProfile, i+1, len(row), g.size[i])
		}
		if !finiteRow(row) {
			return fmt.Errorf("%w: player %d has a probability that is not finite", ErrProfile, i+1)
		}
	}
	return nil
}

// checkBehaviour returns ErrProfile if p has the wrong shape or a NaN.
func (e *Extensive) checkBehaviour(p Behaviour) error {
	if len(p) != len(e.info) {
		return fmt.Errorf("%w: %d players, want %d", ErrProfile, len(p), len(e.info))
	}
	for i := range p {
		if len(p[i]) != len(e.info[i]) {
			return fmt.Errorf("%w: player %d has %d information sets, want %d", ErrProfile, i+1, len(p[i]), len(e.info[i]))
		}
		for h, row := range p[i] {
			if want := len(e.info[i][h].actions); len(row) != want || !finiteRow(row) {
				return fmt.Errorf("%w: information set %d of player %d wants %d finite probabilities", ErrProfile, h+1, i+1, want)
			}
		}
	}
	return nil
}

// finiteRow reports whether all of row are finite.
func finiteRow(row []float64) bool {
	for _, x := range row {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

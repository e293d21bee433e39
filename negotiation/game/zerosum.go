package game

import (
	"context"
	"fmt"
	"math/big"
)

// Limits of the sequence form: sequences and information sets of both players
// together, in rationals and in floats.
const (
	maxExactForm = 400
	maxFloatForm = 2000
)

// Solution is the solution of a two-player constant-sum game.
type Solution struct {
	BehaviourEquilibrium
	// Value is what the first player secures, in utility units.
	Value float64
	// ExactValue is Value in rationals; nil if the game was solved in floats.
	ExactValue *big.Rat
}

// ZeroSum solves a two-player constant-sum game in extensive form by linear
// programming on the sequence form, whose size is linear in the tree. Games
// with up to 400 sequences and information sets are solved in rationals,
// larger ones in floats. It needs perfect recall and payoffs with the same sum
// at all leaves; beyond 2000 sequences and information sets it returns a
// [*SizeError].
//
// Koller, D., Megiddo, N. and von Stengel, B. (1996). Efficient computation of
// equilibria for extensive two-person games. Games and Economic Behavior
// 14(2), 247–259. https://doi.org/10.1006/game.1996.0051
func ZeroSum(ctx context.Context, e *Extensive) (*Solution, error) {
	f, err := e.sequenceForm("the sequence form")
	if err != nil {
		return nil, err
	}
	if err := e.constantSum(); err != nil {
		return nil, err
	}
	size := f.side[0].count + f.side[1].count + len(f.side[0].at) + len(f.side[1].at)
	if size > maxFloatForm {
		return nil, &SizeError{"sequence form", float64(size), maxFloatForm, "sequences and information sets", "CFR"}
	}
	l := f.program()
	l.soft = size > maxExactForm
	o, err := l.solve(ctx)
	if err != nil {
		return nil, err
	}
	out := &Solution{}
	first, second := f.weights(o)
	if l.soft {
		out.BehaviourEquilibrium, err = f.softly(first, second)
	} else {
		out.BehaviourEquilibrium, err = e.CertifyExact(f.profile(first, second))
		out.ExactValue = new(big.Rat).Add(o.value, f.base[0])
	}
	if err != nil {
		return nil, err
	}
	out.Value = ratFloat(new(big.Rat).Add(o.value, f.base[0]))
	out.Certificate.Method = "sequence form, linear program"
	out.Certificate.Residual = abs(out.Value - out.Payoff[0])
	if !out.Certificate.Holds(1e-6 * (1 + ratFloat(f.top[0]) - ratFloat(f.base[0]))) {
		return nil, fmt.Errorf("%w: %v; use CFR", ErrNumeric, out.Certificate)
	}
	return out, nil
}

// abs returns the absolute value of x.
func abs(x float64) float64 { return max(x, -x) }

// program returns the linear program of player 0: variables are his sequences
// but the empty one, then the value the opponent leaves him at each of the
// opponent's information sets, then the value of the game. As payoffs are
// measured from the lowest, all of them are non-negative, and plans that lose
// weight are never better.
func (f *sequenceForm) program() *linear {
	x, y := &f.side[0], &f.side[1]
	nx := x.count - 1
	n := nx + len(y.at) + 1
	l := &linear{cost: make([]*big.Rat, n)}
	one, minus := big.NewRat(1, 1), big.NewRat(-1, 1)
	l.cost[n-1] = one
	for h, row := range x.at {
		coef, right := make([]*big.Rat, n), new(big.Rat)
		for _, q := range row {
			coef[q-1] = one
		}
		if p := x.parent[h]; p > 0 {
			coef[p-1] = minus
		} else {
			right = one
		}
		l.add(coef, atMost, right)
	}
	coef := make([][]*big.Rat, y.count)
	right := make([]*big.Rat, y.count)
	for q := range coef {
		coef[q], right[q] = make([]*big.Rat, n), new(big.Rat)
	}
	coef[0][n-1] = one
	for h, row := range y.at {
		for _, q := range row {
			coef[q][nx+h] = one
		}
		coef[y.parent[h]][nx+h] = minus
	}
	for _, key := range f.keys {
		pay, q := f.pay[key][0], key[1]
		if key[0] == 0 {
			right[q] = pay
		} else if pay.Sign() != 0 {
			coef[q][key[0]-1] = new(big.Rat).Neg(pay)
		}
	}
	for q := range coef {
		l.add(coef[q], atMost, right[q])
	}
	return l
}

// weights reads the realisation weights of both players from a solution of
// program: his sequences, and the multipliers of the opponent's.
func (f *sequenceForm) weights(o *optimum) (first, second []*big.Rat) {
	first = []*big.Rat{big.NewRat(1, 1)}
	for q := 1; q < f.side[0].count; q++ {
		first = append(first, atLeastZero(o.x[q-1]))
	}
	for q := range f.side[1].count {
		second = append(second, atLeastZero(o.dual[len(f.side[0].at)+q]))
	}
	return first, second
}

// atLeastZero returns x, or zero if x is negative.
func atLeastZero(x *big.Rat) *big.Rat {
	if x.Sign() < 0 {
		return new(big.Rat)
	}
	return x
}

// softly certifies realisation weights in floats.
func (f *sequenceForm) softly(first, second []*big.Rat) (BehaviourEquilibrium, error) {
	weights := [2][]float64{ratsFloat(first), ratsFloat(second)}
	p, blank := make(Behaviour, 2), make([][]bool, 2)
	for i := range 2 {
		s := &f.side[i]
		p[i], blank[i] = make([][]float64, len(s.at)), make([]bool, len(s.at))
		for h, row := range s.at {
			p[i][h] = make([]float64, len(row))
			sum := 0.0
			for _, q := range row {
				sum += weights[i][q]
			}
			blank[i][h] = sum < 1e-12
			for a, q := range row {
				if !blank[i][h] {
					p[i][h][a] = weights[i][q] / sum
				}
			}
			if blank[i][h] {
				p[i][h][0] = 1
			}
		}
	}
	fillBlanks(floats{}, f.e, p, blank)
	return f.e.Certify(p)
}

package bargain

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
)

// MerloWilson is unanimous bargaining over a surplus that changes at random: a
// Markov chain moves between states, state s offers a pie of size Pie[s], the
// parties share a common discount, and in each period nature recognises a
// proposer. Utility being transferable, the parties agree exactly where that is
// efficient, and may efficiently delay: with W(s) the value of the best stopping
// rule,
//
//	W(s) = max(Pie[s], d E[W(s') | s]).
//
// Where they agree the proposer keeps the gain over waiting.
//
// Merlo, A. and Wilson, C. (1995). A stochastic model of sequential bargaining
// with complete information. Econometrica 63(2), 371-399.
// https://doi.org/10.2307/2951751
type MerloWilson struct {
	// Pie is the surplus in each state, at least zero; its length S is in
	// [1, 200].
	Pie []float64
	// Transition is S×S: Transition[s][t] is the probability of moving from s to
	// t between periods. Equal rows draw the pie independently.
	Transition [][]float64
	// Discount is the common discount per period, in (0, 1).
	Discount float64
	// Recognition is each party's probability of proposing, summing to one.
	Recognition []float64
}

// StochasticSurplus is the stationary equilibrium of MerloWilson.
type StochasticSurplus struct {
	// Value[s] is W(s), what the parties get together from state s on.
	Value []float64
	// Agree[s] says whether they agree in state s.
	Agree []bool
	// Share[s][i] is what party i expects in state s before recognition.
	Share       [][]float64
	Certificate Certificate
}

// Solve finds the stopping set by policy iteration, which ends after at most S
// rounds because the set of states that wait only grows, and then the shares by
// a linear system. A pie equal to waiting is taken.
func (m MerloWilson) Solve() (StochasticSurplus, error) {
	if err := m.check(); err != nil {
		return StochasticSurplus{}, err
	}
	n := len(m.Pie)
	r := StochasticSurplus{Agree: make([]bool, n)}
	for s := range n {
		r.Agree[s] = true
	}
	for changed := true; changed; {
		w, err := m.stopped(r.Agree, func(s int) float64 { return m.Pie[s] })
		if err != nil {
			return StochasticSurplus{}, err
		}
		r.Value, changed = w, false
		for s := range n {
			if r.Agree[s] && m.Discount*m.mean(s, w) > m.Pie[s] {
				r.Agree[s], changed = false, true
			}
		}
	}
	if err := m.divide(&r); err != nil {
		return StochasticSurplus{}, err
	}
	r.Certificate = m.certify(r)
	return r, nil
}

func (m MerloWilson) check() error {
	f := faults{model: "MerloWilson"}
	n := len(m.Pie)
	f.size("Pie length", n, 1, 200)
	for s, y := range m.Pie {
		f.nonnegative(fmt.Sprintf("Pie[%d]", s), y)
	}
	f.size("Transition length", len(m.Transition), n, n)
	for s, row := range m.Transition {
		f.size(fmt.Sprintf("Transition[%d] length", s), len(row), n, n)
		f.probabilities(fmt.Sprintf("Transition[%d]", s), row)
	}
	f.open("Discount", m.Discount, 0, 1)
	f.size("Recognition length", len(m.Recognition), 2, 64)
	f.probabilities("Recognition", m.Recognition)
	return f.err()
}

func (m MerloWilson) mean(s int, w []float64) float64 {
	sum := 0.0
	for t, p := range m.Transition[s] {
		sum += p * w[t]
	}
	return sum
}

// stopped returns the value of taking prize(s) in the states of the set and
// waiting, discounted, in all others.
func (m MerloWilson) stopped(set []bool, prize func(int) float64) ([]float64, error) {
	n := len(m.Pie)
	a, b := mat.NewDense(n, n, nil), mat.NewVecDense(n, nil)
	for s := range n {
		a.Set(s, s, 1)
		if set[s] {
			b.SetVec(s, prize(s))
			continue
		}
		for t, p := range m.Transition[s] {
			a.Set(s, t, a.At(s, t)-m.Discount*p)
		}
	}
	return solve(a, b, "MerloWilson")
}

// divide solves, for each party with probability q of proposing,
//
//	V(s) = q (Pie[s] - d E[W|s]) + d E[V|s]  where they agree,
//	V(s) = d E[V|s]                          where they wait.
func (m MerloWilson) divide(r *StochasticSurplus) error {
	n := len(m.Pie)
	a, b := mat.NewDense(n, n, nil), mat.NewVecDense(n, nil)
	for s := range n {
		a.Set(s, s, 1)
		for t, p := range m.Transition[s] {
			a.Set(s, t, a.At(s, t)-m.Discount*p)
		}
		if r.Agree[s] {
			b.SetVec(s, m.Pie[s]-m.Discount*m.mean(s, r.Value))
		}
	}
	gain, err := solve(a, b, "MerloWilson") // of a party that always proposes
	if err != nil {
		return err
	}
	r.Share = make([][]float64, n)
	for s := range n {
		r.Share[s] = make([]float64, len(m.Recognition))
		for i, q := range m.Recognition {
			r.Share[s][i] = q * gain[s]
		}
	}
	return nil
}

func solve(a *mat.Dense, b *mat.VecDense, model string) ([]float64, error) {
	var x mat.VecDense
	if err := x.SolveVec(a, b); err != nil {
		return nil, fmt.Errorf("%w: %s: %v", ErrConvergence, model, err)
	}
	return append([]float64(nil), x.RawVector().Data...), nil
}

// certify applies the Bellman operator once and adds up the shares.
func (m MerloWilson) certify(r StochasticSurplus) Certificate {
	var c check
	scale := 1.0
	for s, pie := range m.Pie {
		wait := m.Discount * m.mean(s, r.Value)
		c.equal(r.Value[s], max(pie, wait))
		scale = max(scale, r.Value[s])
		if r.Agree[s] {
			c.incentive.take(pie - wait)
		} else {
			c.incentive.take(wait - pie)
		}
		sum := 0.0
		for i, v := range r.Share[s] {
			sum += v
			c.rationality.take(v)
			later := 0.0
			for t, p := range m.Transition[s] {
				later += m.Discount * p * r.Share[t][i]
			}
			c.acceptance.take(v - later)
		}
		c.equal(sum, r.Value[s])
	}
	return c.certificate("Bellman operator, shares added up", rounding*scale)
}

// DelayThreshold returns the discount above which the parties wait in the
// poorest state, when the pie is drawn anew every period with the given
// probabilities: min(pie)/E[pie]. At or below it they agree at once.
//
// Merlo, A. and Wilson, C. (1995), as for MerloWilson.
func DelayThreshold(pie, probability []float64) (float64, error) {
	f := faults{model: "DelayThreshold"}
	f.size("pie length", len(pie), 1, 1_000_000)
	f.size("probability length", len(probability), len(pie), len(pie))
	f.probabilities("probability", probability)
	for s, y := range pie {
		f.positive(fmt.Sprintf("pie[%d]", s), y)
	}
	if err := f.err(); err != nil {
		return 0, err
	}
	least, mean := pie[0], 0.0
	for s, y := range pie {
		least = min(least, y)
		mean += probability[s] * y
	}
	return least / mean, nil
}

package game

import (
	"fmt"
	"math"
)

// Certificate is the evidence that an answer is right, recomputed from the
// game by code that no solver uses.
type Certificate struct {
	Method     string    // the solver whose answer was checked
	Regret     []float64 // per player, what the best deviation gains in utility units; never negative but for rounding
	Residual   float64   // largest error in the equations that define the concept, 0 where regret says it all
	Infeasible float64   // largest violation of a constraint: negative probability, sum off one, broken incentive
	Exact      bool      // computed in rationals: a zero is a proof
}

// MaxRegret returns the largest regret of any player.
func (c Certificate) MaxRegret() float64 {
	worst := 0.0
	for _, r := range c.Regret {
		worst = max(worst, r)
	}
	return worst
}

// Holds reports whether regret, residual and infeasibility are all at most
// tolerance. NaN never holds.
func (c Certificate) Holds(tolerance float64) bool {
	for _, r := range c.Regret {
		if !(r <= tolerance) {
			return false
		}
	}
	return c.Residual <= tolerance && c.Infeasible <= tolerance
}

// String returns the certificate on one line.
func (c Certificate) String() string {
	kind := "float64"
	if c.Exact {
		kind = "exact"
	}
	return fmt.Sprintf("%s: regret %.3g, residual %.3g, infeasible %.3g (%s)", c.Method, c.MaxRegret(), c.Residual, c.Infeasible, kind)
}

// Equilibrium is a Nash equilibrium of a normal form with its certificate.
type Equilibrium struct {
	Profile     Mixed
	Exact       ExactMixed // the same in rationals; nil if the method works in floats
	Payoff      []float64  // expected payoff per player, utility units
	Certificate Certificate
}

// BehaviourEquilibrium is a Nash equilibrium of an extensive form with its
// certificate.
type BehaviourEquilibrium struct {
	Profile     Behaviour
	Exact       ExactBehaviour // the same in rationals; nil if the method works in floats
	Payoff      []float64      // expected payoff per player, utility units
	Certificate Certificate
}

// Certify evaluates a mixed profile of g: payoffs, regret and feasibility. It
// walks the table of payoffs once and costs O(profiles × players²). It returns
// [ErrProfile] if p does not fit g.
func (g *Normal) Certify(p Mixed) (Equilibrium, error) {
	if err := g.checkMixed(p); err != nil {
		return Equilibrium{}, err
	}
	payoff, cert := certifyFloat(g, p)
	return Equilibrium{Profile: p, Payoff: payoff, Certificate: cert}, nil
}

// CertifyExact is Certify in rationals. It returns [ErrProfile] if p does not
// fit g.
func (g *Normal) CertifyExact(p ExactMixed) (Equilibrium, error) {
	if err := g.checkMixed(p.Float()); err != nil {
		return Equilibrium{}, err
	}
	payoff, cert := certifyIntegers(g, p)
	return Equilibrium{Profile: p.Float(), Exact: p, Payoff: payoff, Certificate: cert}, nil
}

// certifyFloat computes payoffs and certificate of p in floats.
func certifyFloat(g *Normal, p Mixed) ([]float64, Certificate) {
	payoff := make([]float64, len(p))
	cert := Certificate{Regret: make([]float64, len(p))}
	for i, u := range deviations(g, p) {
		best := math.Inf(-1)
		for s, x := range u {
			payoff[i] += p[i][s] * x
			best = max(best, x)
		}
		cert.Regret[i] = best - payoff[i]
		cert.Infeasible = max(cert.Infeasible, offSimplex(floats{}, p[i]))
	}
	return payoff, cert
}

// deviations returns the payoff of each strategy of each player against the
// others in p, cell by cell.
func deviations(g *Normal, p Mixed) [][]float64 {
	n := len(g.size)
	out := make([][]float64, n)
	for i, m := range g.size {
		out[i] = make([]float64, m)
	}
	profile, before := make([]int, n), make([]float64, n) // before[i] is the weight of players below i
	for c := range g.cells {
		w := 1.0
		for i, s := range profile {
			before[i] = w
			w *= p[i][s]
		}
		after := 1.0
		for i := n - 1; i >= 0; i-- {
			out[i][profile[i]] += before[i] * after * g.value[i][c]
			after *= p[i][profile[i]]
		}
		g.advance(profile)
	}
	return out
}

// offSimplex returns by how much row misses being a probability distribution.
func offSimplex[T any, F field[T]](f F, row []T) float64 {
	sum, worst := f.zero(), 0.0
	for _, x := range row {
		sum = f.add(sum, x)
		if f.cmp(x, f.zero()) < 0 {
			worst = max(worst, -f.float(x))
		}
	}
	return max(worst, math.Abs(f.float(f.sub(sum, f.one()))))
}

// Certify evaluates a behaviour profile of e: payoffs, regret and feasibility.
// It returns [ErrProfile] if p does not fit e and [ErrRecall] if e lacks
// perfect recall, since a best reply is then not found by walking the tree.
func (e *Extensive) Certify(p Behaviour) (BehaviourEquilibrium, error) {
	if err := e.checkBehaviour(p); err != nil {
		return BehaviourEquilibrium{}, err
	}
	if err := e.PerfectRecall(); err != nil {
		return BehaviourEquilibrium{}, err
	}
	payoff, cert := certifyBehaviour(floats{}, e, p)
	return BehaviourEquilibrium{Profile: p, Payoff: payoff, Certificate: cert}, nil
}

// CertifyExact is Certify in rationals.
func (e *Extensive) CertifyExact(p ExactBehaviour) (BehaviourEquilibrium, error) {
	if err := e.checkBehaviour(p.Float()); err != nil {
		return BehaviourEquilibrium{}, err
	}
	if err := e.PerfectRecall(); err != nil {
		return BehaviourEquilibrium{}, err
	}
	payoff, cert := certifyBehaviour(rationals{}, e, p)
	cert.Exact = true
	return BehaviourEquilibrium{Profile: p.Float(), Exact: p, Payoff: payoff, Certificate: cert}, nil
}

// certifyBehaviour computes payoffs and certificate of p in the field f.
func certifyBehaviour[T any, F field[T]](f F, e *Extensive, p [][][]T) ([]float64, Certificate) {
	n := len(e.players)
	payoff := make([]float64, n)
	cert := Certificate{Regret: make([]float64, n)}
	for i := range n {
		r := newReply(f, e, p, i)
		got := r.expected()
		payoff[i] = f.float(got)
		cert.Regret[i] = f.float(f.sub(r.best(), got))
		for h := range p[i] {
			cert.Infeasible = max(cert.Infeasible, offSimplex(f, p[i][h]))
		}
	}
	return payoff, cert
}

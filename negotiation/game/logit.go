package game

import (
	"fmt"
	"math"
)

// Logit is the system of equations of a logit quantal response equilibrium:
// every player, or in the agent form every information set, plays each action
// with a probability proportional to exp(λ × its expected payoff). It is
// immutable and may be shared.
//
// McKelvey, R. D. and Palfrey, T. R. (1995). Quantal response equilibria for
// normal form games. Games and Economic Behavior 10(1), 6–38.
// https://doi.org/10.1006/game.1995.1023
//
// McKelvey, R. D. and Palfrey, T. R. (1998). Quantal response equilibria for
// extensive form games. Experimental Economics 1, 9–41.
// https://doi.org/10.1023/A:1009905800005
type Logit struct {
	system responses
	groups []int // number of actions of each player or information set, in flat order
	agent  bool
}

// responses evaluates the payoffs behind a system of logit responses.
type responses interface {
	// payoffs returns the expected payoff of each action at the profile with
	// the given log probabilities and, where slope is not nil, its derivatives
	// slope[action][variable] with respect to the free logits.
	payoffs(logp []float64, value []float64, slope [][]float64)
	// residual returns the largest gap between a probability and its logit
	// response, and the regrets, by code of its own.
	residual(p []float64, lambda float64) (float64, []float64)
}

// NormalLogit returns the quantal response equations of a normal form.
func NormalLogit(g *Normal) *Logit {
	return &Logit{system: newNormalResponses(g), groups: g.Sizes()}
}

// AgentLogit returns the agent quantal response equations of an extensive
// form, in which every information set errs on its own. It returns an error
// if e lacks perfect recall.
func AgentLogit(e *Extensive) (*Logit, error) {
	if err := e.PerfectRecall(); err != nil {
		return nil, err
	}
	l := &Logit{system: newAgentResponses(e), agent: true}
	for i := range e.info {
		for h := range e.info[i] {
			l.groups = append(l.groups, len(e.info[i][h].actions))
		}
	}
	return l, nil
}

// Actions returns the length of a flat profile: all strategies of all players,
// or all actions of all information sets.
func (l *Logit) Actions() int {
	n := 0
	for _, m := range l.groups {
		n += m
	}
	return n
}

// free returns the number of free logits: all actions but the first of each
// group, whose logit is zero.
func (l *Logit) free() int { return l.Actions() - len(l.groups) }

// Quantal is a quantal response equilibrium.
type Quantal struct {
	Lambda float64 // precision, per utility unit
	Arc    float64 // length of the branch up to here, which tells points with the same λ apart
	// Probability is the profile in flat order, see [Mixed.Flat] and
	// [Behaviour.Flat].
	Probability []float64
	// Log is the natural logarithm of Probability, finite where Probability
	// underflows.
	Log []float64
	// Certificate holds the largest gap between a probability and its logit
	// response as residual, and the regrets of the profile as a Nash profile.
	Certificate Certificate

	logit []float64 // free logits
}

// point returns the certified point of free logits z at λ.
func (l *Logit) point(z []float64, lambda, arc float64) Quantal {
	q := Quantal{Lambda: lambda, Arc: arc, logit: append([]float64(nil), z...)}
	q.Log = make([]float64, l.Actions())
	l.logs(z, q.Log)
	q.Probability = make([]float64, len(q.Log))
	for k, x := range q.Log {
		q.Probability[k] = math.Exp(x)
	}
	gap, regret := l.system.residual(q.Probability, lambda)
	q.Certificate = Certificate{Method: "logit branch", Regret: regret, Residual: gap}
	rest := q.Probability
	for _, m := range l.groups {
		q.Certificate.Infeasible = max(q.Certificate.Infeasible, offSimplex(floats{}, rest[:m]))
		rest = rest[m:]
	}
	if l.agent {
		q.Certificate.Method = "agent logit branch"
	}
	return q
}

// Residual returns the largest gap between the probabilities of a flat profile
// and their logit responses at λ. It is computed apart from the tracer. It is
// an error if the profile or λ does not fit.
func (l *Logit) Residual(profile []float64, lambda float64) (float64, error) {
	if err := checkLambda(lambda); err != nil {
		return 0, err
	}
	if len(profile) != l.Actions() || !finiteRow(profile) {
		return 0, fmt.Errorf("%w: want %d finite probabilities", ErrProfile, l.Actions())
	}
	gap, _ := l.system.residual(profile, lambda)
	return gap, nil
}

// logs fills logp with the log probabilities of free logits z.
func (l *Logit) logs(z, logp []float64) {
	k, v := 0, 0
	for _, m := range l.groups {
		row := logp[k : k+m]
		row[0] = 0
		copy(row[1:], z[v:v+m-1])
		top := 0.0
		for _, x := range row {
			top = max(top, x)
		}
		sum := 0.0
		for _, x := range row {
			sum += math.Exp(x - top)
		}
		norm := top + math.Log(sum)
		for a := range row {
			row[a] -= norm
		}
		k, v = k+m, v+m-1
	}
}

// work holds the buffers of one evaluation of the equations.
type work struct {
	logp, value []float64
	slope       [][]float64
}

// newWork returns buffers for l.
func (l *Logit) newWork() *work {
	w := &work{logp: make([]float64, l.Actions()), value: make([]float64, l.Actions())}
	w.slope = make([][]float64, l.Actions())
	for k := range w.slope {
		w.slope[k] = make([]float64, l.free())
	}
	return w
}

// evaluate fills f with z − λ(payoff − payoff of the first action) and rows of
// jac, where not nil, with its derivatives by z and, last, by λ.
func (l *Logit) evaluate(w *work, z []float64, lambda float64, f []float64, jac [][]float64) {
	l.logs(z, w.logp)
	if jac == nil {
		l.system.payoffs(w.logp, w.value, nil)
	} else {
		l.system.payoffs(w.logp, w.value, w.slope)
	}
	k, v := 0, 0
	for _, m := range l.groups {
		for a := 1; a < m; a++ {
			gain := w.value[k+a] - w.value[k]
			f[v] = z[v] - lambda*gain
			if jac != nil {
				row, up, base := jac[v], w.slope[k+a], w.slope[k]
				for c := range z {
					row[c] = lambda * (base[c] - up[c])
				}
				row[v]++
				row[len(z)] = -gain
			}
			v++
		}
		k += m
	}
}

// checkLambda returns an error unless λ is finite and not negative.
func checkLambda(lambda float64) error {
	if !(lambda >= 0) || math.IsInf(lambda, 0) {
		return fmt.Errorf("game: lambda is %v, want a finite number of at least 0", lambda)
	}
	return nil
}

package bargain

import (
	"context"
	"fmt"
	"math"
)

// Mediation is the best that a neutral mediator can do between two parties with
// private types: it hears a report from each and recommends an outcome at random
// by a rule that it has announced. The rule is chosen to maximise an objective,
// by linear programming over all rules, subject to
//
//   - truth: no type gains by reporting another, whatever it does afterwards;
//   - participation: every type expects at least Outside;
//   - obedience, where War is an outcome and not -1: having heard the
//     recommendation, no type prefers War to it. A mediator cannot enforce; an
//     arbitrator can, and then War is -1.
//
// By the revelation principle no talks of any form, with or without a mediator,
// do better.
//
// Myerson, R. B. (1979). Incentive compatibility and the bargaining problem.
// Econometrica 47(1), 61-73. https://doi.org/10.2307/1912346
//
// Hörner, J., Morelli, M. and Squintani, F. (2015). Mediation and peace. Review
// of Economic Studies 82(4), 1483-1501. https://doi.org/10.1093/restud/rdv022
type Mediation struct {
	// Prior[i][a] is the probability that party i has type a; types are
	// independent.
	Prior [2][]float64
	// Payoff[i][a][b][o] is party i's utility of outcome o when party 0 has type
	// a and party 1 has type b.
	Payoff [2][][][]float64
	// Objective[a][b][o] is what the mediator maximises in expectation; nil means
	// the sum of the payoffs.
	Objective [][][]float64
	// Outside[i][a] is what type a of party i expects if it stays away; nil means
	// what War pays it, and is an error if War is -1.
	Outside [2][]float64
	// War is the outcome that either party can bring about alone, or -1.
	War int
}

// Mechanism is the best rule of a Mediation.
type Mechanism struct {
	// Rule[a][b][o] is the probability of recommending o after reports a and b.
	Rule [][][]float64
	// Value is the expectation of the objective.
	Value float64
	// Expect[i][a] is what type a of party i expects from being truthful and
	// obedient.
	Expect      [2][]float64
	Certificate Certificate
}

// maxMediation bounds the number of entries of the linear program's table.
const maxMediation = 4_000_000

// Solve returns an optimal rule. It is ErrScope if no rule satisfies the
// constraints, and stops with the error of ctx when that is cancelled. The
// certificate recomputes every deviation from the rule and bounds the value from
// above by the dual of the program.
func (m Mediation) Solve(ctx context.Context) (Mechanism, error) {
	if err := m.check(); err != nil {
		return Mechanism{}, err
	}
	w := m.work()
	p := w.program()
	x, y, err := p.solve(ctx)
	if err != nil {
		return Mechanism{}, err
	}
	r := Mechanism{Rule: make([][][]float64, w.n[0])}
	for a := range w.n[0] {
		r.Rule[a] = make([][]float64, w.n[1])
		for b := range w.n[1] {
			rule := make([]float64, w.m)
			copy(rule, x[w.at(a, b, 0):w.at(a, b, 0)+w.m])
			normalise(rule)
			r.Rule[a][b] = rule
			for o, q := range rule {
				r.Value += w.prior(a, b) * q * w.objective[a][b][o]
			}
		}
	}
	for i := range 2 {
		r.Expect[i] = make([]float64, w.n[i])
		for a := range w.n[i] {
			r.Expect[i][a] = w.reply(r.Rule, i, a, a, false)
		}
	}
	r.Certificate = w.certify(r, p, y)
	return r, nil
}

func (m Mediation) check() error {
	f := faults{model: "Mediation"}
	for i := range 2 {
		f.size(fmt.Sprintf("Prior[%d] length", i), len(m.Prior[i]), 1, 16)
		f.probabilities(fmt.Sprintf("Prior[%d]", i), m.Prior[i])
	}
	if len(m.Payoff[0]) == 0 || len(m.Payoff[0][0]) == 0 || len(m.Payoff[0][0][0]) == 0 {
		f.add("Payoff[0] is empty, want types × types × outcomes")
		return f.err()
	}
	outcomes := len(m.Payoff[0][0][0])
	f.size("War", m.War, -1, outcomes-1)
	m.cube(&f, "Payoff[0]", m.Payoff[0], outcomes)
	m.cube(&f, "Payoff[1]", m.Payoff[1], outcomes)
	if m.Objective != nil {
		m.cube(&f, "Objective", m.Objective, outcomes)
	}
	for i := range 2 {
		field := fmt.Sprintf("Outside[%d]", i)
		if m.Outside[i] == nil {
			if m.War < 0 {
				f.add("%s is nil, want a value per type where War is -1", field)
			}
			continue
		}
		f.size(field+" length", len(m.Outside[i]), len(m.Prior[i]), len(m.Prior[i]))
		f.row(field, m.Outside[i])
	}
	if err := f.err(); err != nil {
		return err
	}
	n0, n1 := len(m.Prior[0]), len(m.Prior[1])
	columns, rows := n0*n1*outcomes, n0*n1+n0*n0+n1*n1
	if m.War >= 0 {
		columns += (n0*n0 + n1*n1) * outcomes
		rows += 2 * (n0*n0 + n1*n1) * outcomes
	}
	if (columns+2*rows)*rows > maxMediation {
		f.add("Payoff leads to %d variables and %d constraints, more than can be solved", columns, rows)
	}
	return f.err()
}

// cube checks a table of types × types × outcomes, entries up to 1e6 in size.
func (m Mediation) cube(f *faults, field string, t [][][]float64, outcomes int) {
	f.size(field+" length", len(t), len(m.Prior[0]), len(m.Prior[0]))
	for a := range t {
		f.size(fmt.Sprintf("%s[%d] length", field, a), len(t[a]), len(m.Prior[1]), len(m.Prior[1]))
		for b := range t[a] {
			name := fmt.Sprintf("%s[%d][%d]", field, a, b)
			f.size(name+" length", len(t[a][b]), outcomes, outcomes)
			for o, u := range t[a][b] {
				f.closed(fmt.Sprintf("%s[%d]", name, o), u, -1e6, 1e6)
			}
		}
	}
}

// mediating is a checked Mediation with what the program needs at hand.
type mediating struct {
	Mediation
	n         [2]int
	m         int // outcomes
	objective [][][]float64
	low, span float64 // payoffs are mapped to [0, 1]
}

func (m Mediation) work() *mediating {
	w := &mediating{Mediation: m, n: [2]int{len(m.Prior[0]), len(m.Prior[1])}, m: len(m.Payoff[0][0][0]), objective: m.Objective}
	w.low, w.span = math.Inf(1), math.Inf(-1)
	if m.Objective == nil {
		w.objective = make([][][]float64, w.n[0])
	}
	for a := range w.n[0] {
		if m.Objective == nil {
			w.objective[a] = make([][]float64, w.n[1])
		}
		for b := range w.n[1] {
			if m.Objective == nil {
				w.objective[a][b] = make([]float64, w.m)
			}
			for o := range w.m {
				for i := range 2 {
					u := m.Payoff[i][a][b][o]
					w.low, w.span = min(w.low, u), max(w.span, u)
					if m.Objective == nil {
						w.objective[a][b][o] += u
					}
				}
			}
		}
	}
	w.span = max(w.span-w.low, 1e-9)
	return w
}

func (w *mediating) at(a, b, o int) int { return (a*w.n[1]+b)*w.m + o }

// choice is the column of the larger of obeying and war, for type a of party i
// that reports c and hears o.
func (w *mediating) choice(i, a, c, o int) int {
	base := w.n[0] * w.n[1] * w.m
	if i == 1 {
		base += w.n[0] * w.n[0] * w.m
	}
	return base + (a*w.n[i]+c)*w.m + o
}

func (w *mediating) prior(a, b int) float64 { return w.Prior[0][a] * w.Prior[1][b] }

// profile orders party i's type a and the other's b.
func profile(i, a, b int) (int, int) {
	if i == 0 {
		return a, b
	}
	return b, a
}

func (w *mediating) unit(i, a, b, o int) float64 {
	x, y := profile(i, a, b)
	return (w.Payoff[i][x][y][o] - w.low) / w.span
}

// outside is what type a of party i expects by staying away.
func (w *mediating) outside(i, a int) float64 {
	if w.Outside[i] != nil {
		return w.Outside[i][a]
	}
	sum := 0.0
	for b, p := range w.Prior[1-i] {
		x, y := profile(i, a, b)
		sum += p * w.Payoff[i][x][y][w.War]
	}
	return sum
}

// program builds the linear program.
func (w *mediating) program() program {
	columns := w.n[0] * w.n[1] * w.m
	if w.War >= 0 {
		columns += (w.n[0]*w.n[0] + w.n[1]*w.n[1]) * w.m
	}
	p := program{cost: make([]float64, columns)}
	line := func() []float64 { return make([]float64, columns) }
	for a := range w.n[0] {
		for b := range w.n[1] {
			sum := line()
			for o := range w.m {
				p.cost[w.at(a, b, o)] = w.prior(a, b) * w.objective[a][b][o]
				sum[w.at(a, b, o)] = 1
			}
			p.rows = append(p.rows, constraint{a: sum, b: 1, equal: true})
		}
	}
	for i := range 2 {
		for a := range w.n[i] {
			w.typeRows(&p, line, i, a)
		}
	}
	return p
}

// typeRows adds the constraints of type a of party i.
func (w *mediating) typeRows(p *program, line func() []float64, i, a int) {
	expect := func(row []float64, report int, sign float64) {
		for b, q := range w.Prior[1-i] {
			x, y := profile(i, report, b)
			for o := range w.m {
				row[w.at(x, y, o)] += sign * q * w.unit(i, a, b, o)
			}
		}
	}
	stay := line()
	expect(stay, a, -1)
	p.rows = append(p.rows, constraint{a: stay, b: -(w.outside(i, a) - w.low) / w.span})
	for report := range w.n[i] {
		truth := line()
		expect(truth, a, -1)
		if w.War < 0 {
			if report != a {
				expect(truth, report, 1)
				p.rows = append(p.rows, constraint{a: truth})
			}
			continue
		}
		for o := range w.m {
			k := w.choice(i, a, report, o)
			truth[k] = 1
			for _, played := range []int{o, w.War} { // the larger of obeying and war
				bound := line()
				bound[k] = -1
				for b, q := range w.Prior[1-i] {
					x, y := profile(i, report, b)
					bound[w.at(x, y, o)] = q * w.unit(i, a, b, played)
				}
				p.rows = append(p.rows, constraint{a: bound})
			}
		}
		p.rows = append(p.rows, constraint{a: truth})
	}
}

// reply is what type a of party i expects if it reports c and then, if free is
// true, takes war wherever that is better than what it hears.
func (w *mediating) reply(rule [][][]float64, i, a, c int, free bool) float64 {
	total := 0.0
	for o := range w.m {
		obey, war := 0.0, 0.0
		for b, q := range w.Prior[1-i] {
			x, y := profile(i, c, b)
			u, v := profile(i, a, b)
			obey += q * rule[x][y][o] * w.Payoff[i][u][v][o]
			if free {
				war += q * rule[x][y][o] * w.Payoff[i][u][v][w.War]
			}
		}
		if free {
			obey = max(obey, war)
		}
		total += obey
	}
	return total
}

// certify tries every report and disobedience, and checks that no rule can do
// better by the value of the dual.
func (w *mediating) certify(r Mechanism, p program, y []float64) Certificate {
	var c check
	for i := range 2 {
		for a := range w.n[i] {
			c.rationality.take(r.Expect[i][a] - w.outside(i, a))
			for report := range w.n[i] {
				c.incentive.take(r.Expect[i][a] - w.reply(r.Rule, i, a, report, w.War >= 0))
			}
		}
	}
	bound := 0.0
	price := make([]float64, len(p.cost))
	for k, row := range p.rows {
		if !row.equal {
			y[k] = max(y[k], 0)
		}
		bound += y[k] * row.b
		for j, a := range row.a {
			price[j] += y[k] * a
		}
	}
	for j, cost := range p.cost { // a dual that is short is lifted: columns are at most one
		bound += max(cost-price[j], 0)
	}
	c.equal(bound, r.Value)
	scale := max(1, w.span, abs(w.low), abs(r.Value))
	return c.certificate("every report and disobedience; value bounded by the dual", 1e-7*scale)
}

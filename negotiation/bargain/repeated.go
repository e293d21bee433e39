package bargain

import "context"

// PrisonersDilemma is the repeated prisoners' dilemma with the payoffs of
// Axelrod's tournaments as the model case (5, 3, 1, 0): the smallest discounts
// at which cooperation sustains itself under grim trigger and under tit for tat,
//
//	grim: (T-R)/(T-P),  tit for tat: max((T-R)/(T-P), (T-R)/(R-S)).
//
// For tit for tat the discount makes it a best reply to itself, not a subgame
// perfect equilibrium.
//
// Friedman, J. W. (1971). A non-cooperative equilibrium for supergames. Review of
// Economic Studies 38(1), 1-12. https://doi.org/10.2307/2296617
//
// Axelrod, R. and Hamilton, W. D. (1981). The evolution of cooperation. Science
// 211, 1390-1396. https://doi.org/10.1126/science.7466396
type PrisonersDilemma struct {
	// Temptation > Reward > Punishment > Sucker, with 2 Reward > Temptation +
	// Sucker.
	Temptation, Reward, Punishment, Sucker float64
}

// Cooperation is the answer to PrisonersDilemma.
type Cooperation struct {
	// Grim and TitForTat are the smallest discounts; one of one or more means
	// that the strategy never sustains cooperation.
	Grim, TitForTat float64
	Certificate     Certificate
}

// Solve returns the thresholds. Payoffs of another order are not a prisoners'
// dilemma: ErrScope.
func (m PrisonersDilemma) Solve() (Cooperation, error) {
	f := faults{model: "PrisonersDilemma"}
	f.finite("Temptation", m.Temptation)
	f.finite("Reward", m.Reward)
	f.finite("Punishment", m.Punishment)
	f.finite("Sucker", m.Sucker)
	if err := f.err(); err != nil {
		return Cooperation{}, err
	}
	t, r, p, s := m.Temptation, m.Reward, m.Punishment, m.Sucker
	if !(t > r && r > p && p > s) {
		return Cooperation{}, scope("PrisonersDilemma", "payoffs %v, %v, %v, %v, want Temptation > Reward > Punishment > Sucker", t, r, p, s)
	}
	if !(2*r > t+s) {
		return Cooperation{}, scope("PrisonersDilemma", "taking turns pays %v, want less than twice the reward %v", t+s, 2*r)
	}
	k := Cooperation{Grim: (t - r) / (t - p)}
	k.TitForTat = max(k.Grim, (t-r)/(r-s))
	k.Certificate = m.certify(k)
	return k, nil
}

// certify adds up the payoff streams of one period and of for ever, at the
// thresholds: the better deviation just breaks even.
func (m PrisonersDilemma) certify(k Cooperation) Certificate {
	var c check
	stream := func(d float64, cycle ...float64) float64 { // average of a cycle for ever
		sum, weight, w := 0.0, 0.0, 1.0
		for _, x := range cycle {
			sum += w * x
			weight += w
			w *= d
		}
		return sum / weight
	}
	c.equal(m.Reward, (1-k.Grim)*m.Temptation+k.Grim*m.Punishment)
	if d := k.TitForTat; d < 1 {
		always := (1-d)*m.Temptation + d*m.Punishment
		alternate := stream(d, m.Temptation, m.Sucker)
		c.incentive.take(m.Reward - max(always, alternate))
	}
	scale := max(1, abs(m.Temptation), abs(m.Sucker))
	return c.certificate("streams of deviation added up", rounding*scale)
}

// FolkTheorem is a two-player game repeated for ever. It asks which discount
// sustains that the players play Row and Column in every period, deviations
// being punished by playing for ever
//
//   - a Nash equilibrium of the stage game with the payoffs Threat (Friedman), or
//   - if Threat is nil, down to the minmax, the harshest conceivable threat, whose
//     discount is a lower bound that the folk theorem approaches.
//
// With v the payoffs of the path, g_i the best that i could grab by deviating
// once and t the punishment,
//
//	d ≥ max_i (g_i - v_i)/(g_i - t_i).
//
// Friedman, J. W. (1971), as for PrisonersDilemma.
//
// Fudenberg, D. and Maskin, E. (1986). The folk theorem in repeated games with
// discounting or with incomplete information. Econometrica 54(3), 533-554.
// https://doi.org/10.2307/1911307
type FolkTheorem struct {
	// First and Second are the payoffs, m×n, of the row and the column player.
	First, Second [][]float64
	// Row and Column are the actions on the path.
	Row, Column int
	// Threat is the payoff of each player in the punishment, or nil for the
	// minmax. It is taken on trust that it is a Nash equilibrium's.
	Threat *[2]float64
}

// Sustained is the answer to FolkTheorem.
type Sustained struct {
	// Minmax is what each player can be held to, in mixed actions.
	Minmax [2]float64
	// Path is each player's payoff on the path, Grab the best deviation.
	Path, Grab [2]float64
	// Discount is the smallest discount that sustains the path, zero if it is a
	// Nash equilibrium of the stage game.
	Discount    float64
	Certificate Certificate
}

// Solve returns the answer. A path that pays some player who would deviate no
// more than the punishment is sustained by no discount: ErrScope.
func (m FolkTheorem) Solve(ctx context.Context) (Sustained, error) {
	f := faults{model: "FolkTheorem"}
	f.bimatrix("First", "Second", m.First, m.Second)
	f.size("Row", m.Row, 0, len(m.First)-1)
	if len(m.First) > 0 {
		f.size("Column", m.Column, 0, len(m.First[0])-1)
	}
	if m.Threat != nil {
		pair("Threat", *m.Threat, f.finite)
	}
	if err := f.err(); err != nil {
		return Sustained{}, err
	}
	r, c, err := m.minmax(ctx)
	if err != nil {
		return Sustained{}, err
	}
	r.Path = [2]float64{m.First[m.Row][m.Column], m.Second[m.Row][m.Column]}
	r.Grab = r.Path
	for i := range m.First {
		r.Grab[0] = max(r.Grab[0], m.First[i][m.Column])
	}
	for j := range m.First[0] {
		r.Grab[1] = max(r.Grab[1], m.Second[m.Row][j])
	}
	threat := r.Minmax
	if m.Threat != nil {
		threat = *m.Threat
	}
	for i := range 2 {
		if r.Grab[i] > r.Path[i] {
			if !(r.Path[i] > threat[i]) {
				return Sustained{}, scope("FolkTheorem", "path %s pays player %d %v, want above the punishment %v", strategies(m.Row, m.Column), i, r.Path[i], threat[i])
			}
			r.Discount = max(r.Discount, (r.Grab[i]-r.Path[i])/(r.Grab[i]-threat[i]))
		}
		d := r.Discount
		c.rationality.take(r.Path[i] - r.Minmax[i])
		c.incentive.take(r.Path[i] - (1-d)*r.Grab[i] - d*min(threat[i], r.Path[i]))
	}
	scale := max(1, abs(r.Grab[0]), abs(r.Grab[1]), abs(threat[0]), abs(threat[1]))
	r.Certificate = c.certificate("minmax mixtures against pure replies, deviations added up", 1e-8*scale)
	return r, nil
}

// minmax solves one zero-sum game per player and checks it.
func (m FolkTheorem) minmax(ctx context.Context) (r Sustained, c check, err error) {
	turned := make([][]float64, len(m.First[0])) // column player as row player
	for j := range turned {
		turned[j] = make([]float64, len(m.First))
		for i := range m.First {
			turned[j][i] = m.Second[i][j]
		}
	}
	for i, a := range [][][]float64{m.First, turned} {
		v, row, column, err := matrixGame(ctx, a)
		if err != nil {
			return r, c, err
		}
		least, most := guarantees(a, row, column)
		c.equal(least, v)
		c.equal(most, v)
		r.Minmax[i] = v
	}
	return r, c, nil
}

package bargain

import (
	"context"
	"fmt"
	"math"
)

// VariableThreats is Nash's demand game with threats and transferable utility:
// the sides first commit to threats, a row and a column, which are carried out
// if they do not agree, and then divide the best joint payoff by the Nash
// solution from the threat point. The threats play the zero-sum game A - B, and
//
//	φ_1 = (σ + val(A-B))/2,  φ_2 = (σ - val(A-B))/2,  σ = max(A+B).
//
// Nash, J. (1953). Two-person cooperative games. Econometrica 21(1), 128-140.
// https://doi.org/10.2307/1906951
type VariableThreats struct {
	// First and Second are the payoffs, m×n, of the row and the column player.
	First, Second [][]float64
}

// ThreatResult is the answer to VariableThreats.
type ThreatResult struct {
	// Payoff is what each side gets.
	Payoff [2]float64
	// Sum is the best joint payoff σ, Value that of the threat game.
	Sum, Value float64
	// Row and Column are optimal threats.
	Row, Column []float64
	Certificate Certificate
}

// maxMatrix bounds the rows and the columns of a matrix game.
const maxMatrix = 300

// Solve returns the solution; the threat game is solved by linear programming.
func (m VariableThreats) Solve(ctx context.Context) (ThreatResult, error) {
	f := faults{model: "VariableThreats"}
	f.bimatrix("First", "Second", m.First, m.Second)
	if err := f.err(); err != nil {
		return ThreatResult{}, err
	}
	r := ThreatResult{Sum: math.Inf(-1)}
	game, scale := make([][]float64, len(m.First)), 1.0
	for i, row := range m.First {
		game[i] = make([]float64, len(row))
		for j, a := range row {
			b := m.Second[i][j]
			game[i][j] = a - b
			r.Sum = max(r.Sum, a+b)
			scale = max(scale, abs(a), abs(b))
		}
	}
	var err error
	r.Value, r.Row, r.Column, err = matrixGame(ctx, game)
	if err != nil {
		return ThreatResult{}, err
	}
	r.Payoff = [2]float64{(r.Sum + r.Value) / 2, (r.Sum - r.Value) / 2}
	least, most := guarantees(game, r.Row, r.Column)
	threat := [2]float64{m.mean(m.First, r), m.mean(m.Second, r)}
	var c check
	c.incentive.take(least - r.Value)
	c.incentive.take(r.Value - most)
	c.rationality.take(min(r.Payoff[0]-threat[0], r.Payoff[1]-threat[1]))
	c.equal(r.Payoff[0]+r.Payoff[1], r.Sum)
	c.equal(r.Payoff[0]-threat[0], r.Payoff[1]-threat[1])
	r.Certificate = c.certificate("both threats against every pure reply", rounding*scale)
	return r, nil
}

func (m VariableThreats) mean(a [][]float64, r ThreatResult) float64 {
	sum := 0.0
	for i, p := range r.Row {
		for j, q := range r.Column {
			sum += p * q * a[i][j]
		}
	}
	return sum
}

// bimatrix checks two tables of one shape.
func (f *faults) bimatrix(first, second string, a, b [][]float64) {
	n := f.table(first, a, maxMatrix, maxMatrix)
	f.table(second, b, maxMatrix, maxMatrix)
	f.size(second+" rows", len(b), len(a), len(a))
	if len(b) > 0 && len(b[0]) != n {
		f.add("%s has %d columns, want %d as %s", second, len(b[0]), n, first)
	}
	for i := range a {
		for j := range a[i] {
			if abs(a[i][j]) > 1e9 {
				f.add("%s[%d][%d] is %v, want at most 1e9 in size", first, i, j, a[i][j])
				return
			}
		}
	}
	for i := range b {
		for j := range b[i] {
			if abs(b[i][j]) > 1e9 {
				f.add("%s[%d][%d] is %v, want at most 1e9 in size", second, i, j, b[i][j])
				return
			}
		}
	}
}

// strategies names entry (row, column) in an error.
func strategies(i, j int) string { return fmt.Sprintf("(%d, %d)", i, j) }

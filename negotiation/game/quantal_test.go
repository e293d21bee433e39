package game_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/negotiation/game"
)

// loopback is a game of McKelvey's whose principal branch bends back; Gambit's
// documentation uses it.
func loopback(t testing.TB) *game.Normal {
	return bimatrix(t, [][]float64{{6, 6}, {7.32, 1}}, [][]float64{{7, 7}, {6, 4}})
}

func TestBranchBendsBack(t *testing.T) {
	b, err := game.NormalLogit(loopback(t)).Trace(t.Context(), game.Tracing{MaxLambda: 5})
	if err != nil || !b.Complete {
		t.Fatalf("complete %v (%v)", b.Complete, err)
	}
	if len(b.Turns) != 2 || b.Turns[0].Lambda <= b.Turns[1].Lambda || len(b.Crosses) != 0 {
		t.Fatalf("turns %v, crossings %v; want two turns, the first at the larger lambda", b.Turns, b.Crosses)
	}
	between := (b.Turns[0].Lambda + b.Turns[1].Lambda) / 2
	at := b.At(between)
	if len(at) != 3 {
		t.Fatalf("%d points at lambda %v, want 3", len(at), between)
	}
	for k, q := range at {
		if q.Certificate.Residual > 1e-13 || k > 0 && q.Arc <= at[k-1].Arc {
			t.Errorf("point %d: %v, arc %v", k, q.Certificate, q.Arc)
		}
	}
	if got := b.At(1); len(got) != 1 {
		t.Errorf("%d points at lambda 1, want 1", len(got))
	}
	if got := b.At(6); len(got) != 0 {
		t.Errorf("%d points beyond the end, want none", len(got))
	}
}

// TestPitchforkIsNotTaken follows chicken past its pitchfork: the branch stays
// symmetric, as a jump to an asymmetric one would be silent.
func TestPitchforkIsNotTaken(t *testing.T) {
	g := bimatrix(t, [][]float64{{6, 2}, {7, 0}}, [][]float64{{6, 7}, {2, 0}})
	b, err := game.NormalLogit(g).Trace(t.Context(), game.Tracing{MaxLambda: 50})
	if err != nil || len(b.Crosses) != 1 {
		t.Fatalf("%d crossings, want 1 (%v)", len(b.Crosses), err)
	}
	for _, q := range b.Points {
		if math.Abs(q.Probability[0]-q.Probability[2]) > 1e-9 {
			t.Fatalf("lambda %v: %v is not symmetric", q.Lambda, q.Probability)
		}
	}
}

func TestBranchesOfRandomGames(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 29))
		sizes := [][]int{{2, 2}, {3, 3}, {2, 2, 2}, {3, 2, 2}}[seed%4]
		cells := 1
		for _, m := range sizes {
			cells *= m
		}
		payoff := make([][]float64, len(sizes))
		for i := range payoff {
			for range cells {
				payoff[i] = append(payoff[i], float64(r.IntN(10)))
			}
		}
		g, err := game.Tensor(sizes, payoff)
		if err != nil {
			t.Fatal(err)
		}
		b, err := game.NormalLogit(g).Trace(t.Context(), game.Tracing{MaxLambda: 100})
		if err != nil || !b.Complete {
			t.Errorf("seed %d: complete %v (%v)", seed, b.Complete, err)
			continue
		}
		for k, q := range b.Points {
			if q.Certificate.Residual > 1e-8 {
				t.Errorf("seed %d, lambda %v: %v", seed, q.Lambda, q.Certificate)
			}
			if k > 0 && distance(q.Probability, b.Points[k-1].Probability) > 0.5 {
				t.Errorf("seed %d: the branch jumps from lambda %v to %v", seed, b.Points[k-1].Lambda, q.Lambda)
			}
		}
	}
}

func TestAgentLogitOfASingleMove(t *testing.T) {
	// The agent form of a simultaneous game is its normal form.
	e := efgOf(t, `EFG 2 R "" { "A" "B" } "" p "" 1 1 "" { "U" "D" } 0 p "" 2 1 "" { "L" "R" } 0 t "" 1 "" { 9 0 } t "" 2 "" { 0 1 } p "" 2 1 0 t "" 2 t "" 3 "" { 1 0 }`)
	l, err := game.AgentLogit(e)
	if err != nil {
		t.Fatal(err)
	}
	b, err := l.Trace(t.Context(), game.Tracing{MaxLambda: 3})
	if err != nil {
		t.Fatal(err)
	}
	want := []float64{0.8607543943410346, 1 - 0.8607543943410346, 0.19107849431747428, 1 - 0.19107849431747428} // Ochs game, anchor qre.ochs9.2
	if at := b.At(2); len(at) != 1 || distance(at[0].Probability, want) > 1e-12 {
		t.Errorf("agent form %v, want %v", at, want)
	}
}

func TestEstimate(t *testing.T) {
	l := game.NormalLogit(bimatrix(t, [][]float64{{9, 0}, {0, 1}}, [][]float64{{0, 1}, {1, 0}}))
	b, err := l.Trace(t.Context(), game.Tracing{MaxLambda: 3})
	if err != nil {
		t.Fatal(err)
	}
	for _, lambda := range []float64{0.3, 1, 2.5} {
		count := make([]float64, 4)
		for k, p := range b.At(lambda)[0].Probability {
			count[k] = 200 * p
		}
		e, err := l.Estimate(t.Context(), count, game.Estimation{})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(e.Lambda-lambda) > 1e-5 || !(e.Low < lambda && lambda < e.High) || e.LogLikelihood < e.Uniform {
			t.Errorf("lambda %v estimated as %v in [%v, %v], log likelihood %v (uniform %v)", lambda, e.Lambda, e.Low, e.High, e.LogLikelihood, e.Uniform)
		}
		if e.Certificate.Residual > 1e-12 {
			t.Error(e.Certificate)
		}
		wide, err := l.Estimate(t.Context(), count, game.Estimation{Level: 0.99})
		if err != nil || wide.Low > e.Low || wide.High < e.High {
			t.Errorf("99%% interval [%v, %v] does not hold the 95%% one [%v, %v] (%v)", wide.Low, wide.High, e.Low, e.High, err)
		}
	}
	uniform, err := l.Estimate(t.Context(), []float64{1, 1, 1, 1}, game.Estimation{})
	if err != nil || uniform.Low != 0 {
		t.Errorf("uniform play: interval from %v, want from 0 (%v)", uniform.Low, err)
	}
	best := game.NormalLogit(bimatrix(t, [][]float64{{1}, {0}}, [][]float64{{0}, {0}}))
	sharp, err := best.Estimate(t.Context(), []float64{5, 0, 5}, game.Estimation{MaxLambda: 20})
	if err != nil || !sharp.AtEnd || !math.IsInf(sharp.High, 1) {
		t.Errorf("faultless play: at end %v, high %v (%v)", sharp.AtEnd, sharp.High, err)
	}
}

func TestEstimateFaults(t *testing.T) {
	l := game.NormalLogit(loopback(t))
	for _, count := range [][]float64{nil, {1, 2, 3}, {0, 0, 0, 0}, {1, -1, 1, 1}, {1, math.NaN(), 1, 1}} {
		if _, err := l.Estimate(t.Context(), count, game.Estimation{}); !errors.Is(err, game.ErrProfile) {
			t.Errorf("counts %v: error %v, want ErrProfile", count, err)
		}
	}
	if _, err := l.Estimate(t.Context(), []float64{1, 1, 1, 1}, game.Estimation{Level: 1}); err == nil {
		t.Error("level 1 accepted")
	}
	if _, err := l.Trace(t.Context(), game.Tracing{MaxLambda: math.NaN()}); err == nil {
		t.Error("lambda NaN accepted")
	}
}

func TestLogitWithoutChoices(t *testing.T) {
	// Nature excludes one branch, and one player has nothing to choose.
	e := efgOf(t, `EFG 2 R "" { "A" "B" } "" c "" 1 "" { "x" 1 "y" 0 } 0 p "" 1 1 "" { "l" "r" } 0 t "" 1 "" { 1 0 } t "" 2 "" { 0 1 }
		p "" 1 2 "" { "l" "r" } 0 p "" 2 1 "" { "only" } 0 t "" 1 t "" 2`)
	l, err := game.AgentLogit(e)
	if err != nil {
		t.Fatal(err)
	}
	b, err := l.Trace(t.Context(), game.Tracing{MaxLambda: 10})
	if err != nil || !b.Complete {
		t.Fatalf("complete %v (%v)", b.Complete, err)
	}
	want := 1 / (1 + math.Exp(-2))
	for _, q := range b.At(2) {
		if math.Abs(q.Probability[0]-want) > 1e-12 || math.Abs(q.Probability[2]-want) > 1e-12 || q.Probability[4] != 1 {
			t.Errorf("profile %v, want %v at both sets of player A", q.Probability, want)
		}
	}
	none := game.NormalLogit(bimatrix(t, [][]float64{{1}}, [][]float64{{2}}))
	b, err = none.Trace(t.Context(), game.Tracing{MaxLambda: 10})
	if err != nil || !b.Complete || b.Points[0].Probability[0] != 1 {
		t.Errorf("game without choices: %v (%v)", b.Points, err)
	}
	if q, err := game.Homotopy(t.Context(), bimatrix(t, [][]float64{{1, 1}}, [][]float64{{2, 2}})); err != nil || !q.Certificate.Holds(0) {
		t.Errorf("game without differences: %v (%v)", q.Certificate, err)
	}
}

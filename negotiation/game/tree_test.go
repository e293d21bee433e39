package game_test

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/parleylab/parley/negotiation/game"
)

// beerQuiche is Cho and Kreps (1987), figure 1.
const beerQuiche = `EFG 2 R "Beer-Quiche" { "1" "2" } ""
c "" 1 "" { "wimp" 1/10 "surly" 9/10 } 0
p "" 1 1 "wimp" { "beer" "quiche" } 0
p "" 2 1 "beer" { "duel" "don't" } 0
t "" 1 "" { 0 1 }
t "" 2 "" { 2 0 }
p "" 2 2 "quiche" { "duel" "don't" } 0
t "" 3 "" { 1 1 }
t "" 4 "" { 3 0 }
p "" 1 2 "surly" { "beer" "quiche" } 0
p "" 2 1 "beer" { "duel" "don't" } 0
t "" 5 "" { 1 0 }
t "" 6 "" { 3 1 }
p "" 2 2 "quiche" { "duel" "don't" } 0
t "" 7 "" { 0 0 }
t "" 8 "" { 2 1 }
`

// selten is Selten's horse (1975, figure 1): three players, the pure
// equilibrium D, a, L is not sequential, the other one is.
const selten = `EFG 2 R "Selten's horse" { "1" "2" "3" } ""
p "" 1 1 "" { "C" "D" } 0
p "" 2 1 "" { "c" "d" } 0
t "" 1 "" { 1 1 1 }
p "" 3 1 "" { "L" "R" } 0
t "" 2 "" { 4 4 0 }
t "" 3 "" { 0 0 1 }
p "" 3 1 "" { "L" "R" } 0
t "" 4 "" { 3 2 2 }
t "" 5 "" { 0 0 0 }
`

func TestRationality(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		profile    []float64
		want       game.Verdict
	}{
		{"threat", threat, []float64{0, 1, 0, 1}, game.Incredible},
		{"no threat", threat, []float64{1, 0, 1, 0}, game.Sequential},
		{"no equilibrium", threat, []float64{0, 1, 1, 0}, game.NotNash},
		{"pool beer", beerQuiche, []float64{1, 0, 1, 0, 0, 1, 1, 0}, game.Sequential},
		{"pool quiche", beerQuiche, []float64{0, 1, 0, 1, 1, 0, 0, 1}, game.Sequential},
		{"horse, D c L", selten, []float64{0, 1, 1, 0, 1, 0}, game.Incredible},
		{"horse, C c R", selten, []float64{1, 0, 1, 0, 0, 1}, game.Sequential},
	} {
		t.Run(tc.name, func(t *testing.T) {
			e := efgOf(t, tc.text)
			p, err := e.Behaviour(tc.profile)
			if err != nil {
				t.Fatal(err)
			}
			r, err := game.CheckRationality(t.Context(), e, p, 1e-9)
			if err != nil {
				t.Fatal(err)
			}
			if r.Verdict != tc.want {
				t.Errorf("verdict %v, want %v; threats %v", r.Verdict, tc.want, r.Threats)
			}
			if (r.Verdict == game.Incredible) != (len(r.Threats) > 0) || (r.Verdict == game.Sequential) != (r.Belief != nil) {
				t.Errorf("verdict %v with threats %v and beliefs %v", r.Verdict, r.Threats, r.Belief)
			}
		})
	}
}

func TestSubgamePerfect(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		payoff     [][]float64
	}{
		{"threat", threat, [][]float64{{6, 3}}},
		{"beer and quiche", beerQuiche, [][]float64{{2.9, 0.9}, {2.9, 0.9}, {2.1, 0.9}, {2.1, 0.9}}},
		{"costs on the way", `EFG 2 R "" { "A" "B" } "" p "" 1 1 "" { "in" "out" } 0 p "" 2 1 "" { "l" "r" } 1 "entry" { -1 0 } t "" 2 "" { 3 1 } t "" 3 "" { 9 0 } t "" 0`, [][]float64{{2, 1}}},
		{"a subgame that is a simultaneous move", `EFG 2 R "" { "A" "B" } "" p "" 1 1 "" { "in" "out" } 0
			p "" 1 2 "" { "H" "T" } 0 p "" 2 1 "" { "h" "t" } 0 t "" 1 "" { 2 0 } t "" 2 "" { 0 2 } p "" 2 1 0 t "" 2 t "" 1 t "" 3 "" { 1/2 7 }`, [][]float64{{1, 1}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, err := game.SubgamePerfect(t.Context(), efgOf(t, tc.text))
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Equilibria) != len(tc.payoff) || !s.Complete {
				t.Fatalf("%d equilibria (complete %v), want %d", len(s.Equilibria), s.Complete, len(tc.payoff))
			}
			for k, q := range s.Equilibria {
				if distance(q.Payoff, tc.payoff[k]) > 1e-15 || !q.Certificate.Holds(0) {
					t.Errorf("equilibrium %d pays %v, want %v; %v", k, q.Payoff, tc.payoff[k], q.Certificate)
				}
			}
		})
	}
}

// randomTree returns a random game of perfect recall for two players, of zero
// sum if zero is set.
func randomTree(t testing.TB, seed uint64, zero int) *game.Extensive {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 19))
	var grow func(depth int, seen [2]string) *game.Node
	grow = func(depth int, seen [2]string) *game.Node {
		if depth == 0 || r.IntN(8) == 0 {
			x, y := r.Int64N(9)-4, r.Int64N(9)-4
			if zero == 1 {
				y = -x
			}
			return &game.Node{Outcome: &game.Outcome{Payoff: game.Ints(x, y)}}
		}
		n := &game.Node{Player: r.IntN(3) - 1}
		if n.Player == game.Chance {
			for a, p := range []game.Number{game.Frac(1, 3), game.Frac(2, 3)} {
				next := seen
				next[r.IntN(2)] += string(rune('x' + a)) // one of them learns it
				n.Actions = append(n.Actions, game.Action{Label: "n", Prob: p, Next: grow(depth-1, next)})
			}
			return n
		}
		n.Infoset = seen[n.Player] + "?"
		for _, a := range "lr" {
			next := seen
			next[n.Player] += string(a)
			n.Actions = append(n.Actions, game.Action{Label: string(a), Next: grow(depth-1, next)})
		}
		return n
	}
	e, err := game.Tree{Players: []string{"1", "2"}, Root: grow(5, [2]string{})}.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestSequenceForm solves random trees by every method and compares.
func TestSequenceForm(t *testing.T) {
	for seed := range uint64(60) {
		e := randomTree(t, seed, 1)
		if e.PerfectRecall() != nil {
			continue
		}
		s, err := game.ZeroSum(t.Context(), e)
		if err != nil || !s.Certificate.Holds(0) {
			t.Errorf("seed %d: %v (%v)", seed, s, err)
			continue
		}
		q, err := game.Sequence(t.Context(), e)
		if err != nil || q.Payoff[0] != s.Value {
			t.Errorf("seed %d: Lemke %v, linear program %v (%v)", seed, q.Payoff, s.Value, err)
		}
		r, err := e.Reduce(t.Context())
		if err != nil || r.Profiles() > 200 {
			continue
		}
		h, err := game.LemkeHowson(t.Context(), r.Normal, 0)
		if err != nil || h.Payoff[0] != s.Value {
			t.Errorf("seed %d: reduced form %v, linear program %v (%v)", seed, h.Payoff, s.Value, err)
		}
	}
}

// TestGeneralSumTrees certifies every method on random trees.
func TestGeneralSumTrees(t *testing.T) {
	solved := 0
	for seed := range uint64(60) {
		e := randomTree(t, seed+1000, 0)
		if e.PerfectRecall() != nil {
			continue
		}
		solved++
		if q, err := game.Sequence(t.Context(), e); err != nil || !q.Certificate.Holds(0) {
			t.Errorf("seed %d: Lemke: %v (%v)", seed, q.Certificate, err)
		}
		s, err := game.SubgamePerfect(t.Context(), e)
		var size *game.SizeError
		if errors.As(err, &size) {
			continue
		}
		if err != nil || len(s.Equilibria) == 0 {
			t.Errorf("seed %d: subgame perfection: %v", seed, err)
			continue
		}
		for _, q := range s.Equilibria {
			if !q.Certificate.Holds(1e-9) {
				t.Errorf("seed %d: subgame perfection: %v", seed, q.Certificate)
			}
		}
	}
	if solved < 20 {
		t.Errorf("only %d random trees had perfect recall", solved)
	}
}

// TestReducedForm checks that mixed strategies of the reduced form pay what
// their behaviour strategies pay.
func TestReducedForm(t *testing.T) {
	for seed := range uint64(30) {
		e := randomTree(t, seed, 0)
		if e.PerfectRecall() != nil {
			continue
		}
		r, err := e.Reduce(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		rng := rand.New(rand.NewPCG(seed, 23))
		p := r.Uniform()
		for i := range p {
			sum := 0.0
			for s := range p[i] {
				p[i][s] = rng.ExpFloat64()
				sum += p[i][s]
			}
			for s := range p[i] {
				p[i][s] /= sum
			}
		}
		b, err := r.Behaviour(p)
		if err != nil {
			t.Fatal(err)
		}
		got, err := e.Certify(b)
		if err != nil {
			t.Fatal(err)
		}
		want, err := r.Certify(p)
		if err != nil || distance(got.Payoff, want.Payoff) > 1e-12 || distance(got.Certificate.Regret, want.Certificate.Regret) > 1e-12 {
			t.Errorf("seed %d: tree %v %v, reduced form %v %v (%v)", seed, got.Payoff, got.Certificate, want.Payoff, want.Certificate, err)
		}
	}
}

func TestKuhn(t *testing.T) {
	s, err := game.ZeroSum(t.Context(), game.Kuhn())
	if err != nil {
		t.Fatal(err)
	}
	if s.ExactValue.Cmp(big.NewRat(-1, 18)) != 0 { // Kuhn (1950)
		t.Errorf("value %v, want -1/18", s.ExactValue)
	}
}

func TestConstantSumIsChecked(t *testing.T) {
	if _, err := game.ZeroSum(t.Context(), efgOf(t, threat)); !errors.Is(err, game.ErrConstantSum) {
		t.Errorf("error %v, want ErrConstantSum", err)
	}
	three := efgOf(t, selten)
	if _, err := game.ZeroSum(t.Context(), three); !errors.Is(err, game.ErrPlayers) {
		t.Errorf("error %v, want ErrPlayers", err)
	}
	if _, err := game.Sequence(t.Context(), three); !errors.Is(err, game.ErrPlayers) {
		t.Errorf("error %v, want ErrPlayers", err)
	}
}

func TestConstantSumWithAShift(t *testing.T) {
	e := efgOf(t, `EFG 2 R "" { "A" "B" } "" p "" 1 1 "" { "H" "T" } 0 p "" 2 1 "" { "h" "t" } 0 t "" 1 "" { 7 3 } t "" 2 "" { 4 6 } p "" 2 1 0 t "" 2 t "" 1`)
	s, err := game.ZeroSum(t.Context(), e)
	if err != nil || s.Value != 5.5 || s.Payoff[1] != 4.5 || !s.Certificate.Holds(0) {
		t.Errorf("solution %v (%v), want values 5.5 and 4.5", s, err)
	}
}

func TestCFR(t *testing.T) {
	for _, tc := range []struct {
		name string
		e    *game.Extensive
		o    game.Minimisation
		want float64 // exploitability reached
	}{
		{"Kuhn, CFR+", game.Kuhn(), game.Minimisation{Iterations: 2000}, 1e-3},
		{"Kuhn, external sampling", game.Kuhn(), game.Minimisation{Method: game.External, Iterations: 200000, Seed: 1}, 1e-2},
		{"Leduc, CFR+ with a target", game.Leduc(), game.Minimisation{Iterations: 5000, Target: 2e-3}, 1e-3},
	} {
		t.Run(tc.name, func(t *testing.T) {
			m, err := game.CFR(t.Context(), tc.e, tc.o)
			if err != nil || m.NashConv/2 > tc.want {
				t.Errorf("exploitability %v after %d iterations, want %v (%v)", m.NashConv/2, m.Iterations, tc.want, err)
			}
			again, err := game.CFR(t.Context(), tc.e, tc.o)
			if err != nil || again.NashConv != m.NashConv {
				t.Errorf("a second run differs: %v, %v (%v)", again.NashConv, m.NashConv, err)
			}
		})
	}
}

func TestBestReply(t *testing.T) {
	e := game.Leduc()
	p := e.Uniform()
	q, err := e.Certify(p)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		reply, pay, err := e.BestReply(p, i)
		if err != nil {
			t.Fatal(err)
		}
		dev := e.Uniform()
		dev[i] = reply
		got, err := e.Certify(dev)
		if err != nil || math.Abs(got.Payoff[i]-pay) > 1e-12 || math.Abs(pay-q.Payoff[i]-q.Certificate.Regret[i]) > 1e-12 {
			t.Errorf("player %d: best reply pays %v, said %v, regret %v (%v)", i, got.Payoff[i], pay, q.Certificate.Regret[i], err)
		}
	}
}

func TestOutcomesOfAProfile(t *testing.T) {
	e := efgOf(t, fearon)
	p, err := e.Behaviour([]float64{1, 0, 1, 0, 1, 0, 0, 1, 1, 0})
	if err != nil {
		t.Fatal(err)
	}
	reach, err := e.Reach(p)
	if err != nil {
		t.Fatal(err)
	}
	war, total, payoff := 0.0, 0.0, 0.0
	for _, id := range e.Leaves() {
		path := e.Path(id)
		if path[len(path)-1] == "Fight" {
			war += reach[id]
		}
		total += reach[id]
		payoff += reach[id] * e.Collected(id)[0]
	}
	if war != 0.5 || total != 1 || math.Abs(payoff-0.575) > 1e-15 { // the anchor crisis_fearon.file
		t.Errorf("war %v, total %v, payoff %v; want 0.5, 1, 0.575", war, total, payoff)
	}
	if _, err := e.Reach(nil); !errors.Is(err, game.ErrProfile) {
		t.Errorf("error %v, want ErrProfile", err)
	}
}

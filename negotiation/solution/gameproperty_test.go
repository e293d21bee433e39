package solution_test

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/parleylab/parley/negotiation/solution"
)

func randomGame(t *testing.T, r *rand.Rand, n int) *solution.Game {
	t.Helper()
	worth := make([]float64, 1<<n)
	for s := 1; s < len(worth); s++ {
		worth[s] = float64(r.IntN(100))
	}
	worth[len(worth)-1] += float64(60 * n)
	return game(t, worth...)
}

// permutationValue averages marginal contributions over all orders of arrival.
func permutationValue(g *solution.Game) []float64 {
	n := g.Players()
	phi := make([]float64, n)
	count := 0.0
	var visit func(order []int, in solution.Coalition)
	visit = func(order []int, in solution.Coalition) {
		if len(order) == n {
			count++
			s := solution.Coalition(0)
			for _, i := range order {
				phi[i] += g.Worth(s|1<<i) - g.Worth(s)
				s |= 1 << i
			}
			return
		}
		for i := range n {
			if !in.Has(i) {
				visit(append(order, i), in|1<<i)
			}
		}
	}
	visit(nil, 0)
	for i := range phi {
		phi[i] /= count
	}
	return phi
}

func TestShapleyIsTheAverageOverOrders(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 1))
	for range 60 {
		g := randomGame(t, r, 1+r.IntN(6))
		got, want := g.Shapley(), permutationValue(g)
		if d := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-9)); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
		grand := solution.Coalition(1<<g.Players() - 1)
		if math.Abs(total(got)-g.Worth(grand)) > 1e-9 {
			t.Errorf("values sum to %v, want %v", total(got), g.Worth(grand))
		}
	}
}

func TestShapleyAxioms(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 2))
	for range 50 {
		n := 3 + r.IntN(4)
		// Players 0 and 1 are equal and player 2 contributes nothing.
		worth := make([]float64, 1<<n)
		memo := map[[2]int]float64{{0, 0}: 0}
		for s := range worth {
			key := [2]int{s&1 + s>>1&1, s >> 3}
			if _, ok := memo[key]; !ok {
				memo[key] = float64(r.IntN(50))
			}
			worth[s] = memo[key]
		}
		phi := game(t, worth...).Shapley()
		if math.Abs(phi[0]-phi[1]) > 1e-9 || math.Abs(phi[2]) > 1e-9 {
			t.Errorf("%v: want the first two equal and the third 0", phi)
		}
	}
}

// talmud is the contested-garment consistent rule of Aumann and Maschler: half
// the claims are filled up evenly, and the rest is what losses are shared by.
func talmud(estate float64, claims []float64) []float64 {
	sum := total(claims)
	half := make([]float64, len(claims))
	for i, c := range claims {
		half[i] = c / 2
	}
	if estate <= sum/2 {
		return evenly(estate, half)
	}
	loss := evenly(sum-estate, half)
	award := make([]float64, len(claims))
	for i := range award {
		award[i] = claims[i] - loss[i]
	}
	return award
}

// evenly gives everybody the same amount, but nobody more than its cap.
func evenly(amount float64, caps []float64) []float64 {
	order := make([]int, len(caps))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return int(math.Copysign(1, caps[a]-caps[b])) })
	award := make([]float64, len(caps))
	for k, i := range order {
		award[i] = min(caps[i], amount/float64(len(order)-k))
		amount -= award[i]
	}
	return award
}

// The nucleolus of a bankruptcy game is the Talmudic rule, a closed form.
func TestNucleolusOfBankruptcy(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 3))
	ctx := context.Background()
	for range 60 {
		n := 2 + r.IntN(7)
		claims := make([]float64, n)
		for i := range claims {
			claims[i] = float64(1 + r.IntN(100))
		}
		e := math.Floor(total(claims) * r.Float64())
		g, err := solution.Bankruptcy(e, claims...)
		if err != nil {
			t.Fatal(err)
		}
		for name, f := range map[string]func(context.Context) (solution.Division, error){"nucleolus": g.Nucleolus, "prenucleolus": g.Prenucleolus} {
			d, err := f(ctx)
			if err != nil {
				t.Fatalf("%s of estate %v, claims %v: %v", name, e, claims, err)
			}
			if diff := cmp.Diff(talmud(e, claims), d.Payoff, cmpopts.EquateApprox(0, 1e-8)); diff != "" {
				t.Errorf("%s of estate %v, claims %v (-want +got)\n%s", name, e, claims, diff)
			}
		}
	}
}

// complaints returns the excesses of x, sorted downwards.
func complaints(g *solution.Game, x []float64) []float64 {
	var list []float64
	for s := solution.Coalition(1); int(s) < 1<<g.Players()-1; s++ {
		e := g.Worth(s)
		for i := range x {
			if s.Has(i) {
				e -= x[i]
			}
		}
		list = append(list, e)
	}
	slices.Sort(list)
	slices.Reverse(list)
	return list
}

// No small transfer between players makes the sorted complaints smaller, and the
// largest complaint is that of the least core.
func TestNucleolusIsLexicographicallyBest(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 4))
	ctx := context.Background()
	for range 40 {
		n := 2 + r.IntN(5)
		g := randomGame(t, r, n)
		least, err := g.LeastCore(ctx)
		if err != nil {
			t.Fatal(err)
		}
		pre, err := g.Prenucleolus(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(pre.Excess-least.Excess) > 1e-8 {
			t.Errorf("prenucleolus complaint %v, least core %v", pre.Excess, least.Excess)
		}
		if ok, who := g.InCore(pre.Payoff, 1e-8); ok != (least.Excess <= 1e-8) {
			t.Errorf("in core %t (%b), complaint %v", ok, who, least.Excess)
		}
		for _, d := range []solution.Division{pre} {
			base := complaints(g, d.Payoff)
			for i := range n {
				for j := range n {
					for _, step := range []float64{1e-4, 1e-2, 1} {
						x := slices.Clone(d.Payoff)
						x[i], x[j] = x[i]+step, x[j]-step
						if i != j && lower(complaints(g, x), base) {
							t.Errorf("moving %v from %d to %d improves on %v", step, j, i, d.Payoff)
						}
					}
				}
			}
			for range 200 {
				x := slices.Clone(d.Payoff)
				mean := 0.0
				for i := range x {
					shift := r.NormFloat64()
					x[i] += shift
					mean += shift / float64(n)
				}
				for i := range x {
					x[i] -= mean
				}
				if lower(complaints(g, x), base) {
					t.Errorf("%v improves on %v", x, d.Payoff)
				}
			}
		}
	}
}

// lower reports whether a is lexicographically below b by more than rounding.
func lower(a, b []float64) bool {
	for k := range a {
		if math.Abs(a[k]-b[k]) > 1e-8 {
			return a[k] < b[k]
		}
	}
	return false
}

func TestNucleolusRationality(t *testing.T) {
	// v({0}) = 4 is more than player 0 gets in the prenucleolus when the others
	// are strong together: v({1,2}) = 9 of v(N) = 10.
	g := game(t, 0, 4, 0, 4, 0, 4, 9, 10)
	ctx := context.Background()
	pre, err := g.Prenucleolus(ctx)
	if err != nil {
		t.Fatal(err)
	}
	nuc, err := g.Nucleolus(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]float64{2.5, 3.75, 3.75}, pre.Payoff, approx); d != "" {
		t.Errorf("prenucleolus (-want +got)\n%s", d)
	}
	if d := cmp.Diff([]float64{4, 3, 3}, nuc.Payoff, approx); d != "" {
		t.Errorf("nucleolus (-want +got)\n%s", d)
	}
}

func TestNucleolusOfManyPlayers(t *testing.T) {
	if testing.Short() {
		t.Skip("twelve players take a second")
	}
	r := rand.New(rand.NewPCG(12, 5))
	claims := make([]float64, 12)
	for i := range claims {
		claims[i] = float64(10 + r.IntN(90))
	}
	g, err := solution.Bankruptcy(math.Floor(total(claims)/3), claims...)
	if err != nil {
		t.Fatal(err)
	}
	d, err := g.Nucleolus(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(talmud(math.Floor(total(claims)/3), claims), d.Payoff, cmpopts.EquateApprox(0, 1e-7)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

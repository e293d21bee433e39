package game

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomGame returns a two-player game with whole payoffs below top, or floats
// if top is zero.
func randomGame(seed uint64, m, n int, top int64) *Normal {
	r := rand.New(rand.NewPCG(seed, 7))
	g, err := NewNormal(Table{Players: numbered(2), Strategies: [][]string{numbered(m), numbered(n)}, Payoff: func([]int) []Number {
		if top == 0 {
			return Floats(r.NormFloat64(), r.NormFloat64())
		}
		return Ints(r.Int64N(top), r.Int64N(top))
	}})
	if err != nil {
		panic(err)
	}
	return g
}

// TestFastAgreesWithExact compares the float and residue search with the one
// in rationals, on games from generic to very degenerate.
func TestFastAgreesWithExact(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {1, 4}, {2, 2}, {3, 2}, {3, 5}, {4, 4}, {5, 5}} {
		for _, top := range []int64{0, 1, 2, 3, 10, 1000} {
			for seed := range uint64(8) {
				g := randomGame(seed, size[0], size[1], top)
				degenerate := false
				fast, ok, err := g.fastExtreme(t.Context(), &degenerate)
				if err != nil || !ok {
					t.Errorf("%v below %d, seed %d: fast search gave up (%v)", size, top, seed, err)
					continue
				}
				exact, err := g.exactExtreme(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				slices.SortFunc(fast, comparePairs)
				slices.SortFunc(exact, comparePairs)
				if !slices.EqualFunc(fast, exact, func(a, b ExactMixed) bool { return comparePairs(a, b) == 0 }) {
					t.Errorf("%v below %d, seed %d: %d equilibria, in rationals %d", size, top, seed, len(fast), len(exact))
				}
			}
		}
	}
}

func TestMulMod(t *testing.T) {
	for _, tc := range []struct{ a, b, want uint64 }{{0, 5, 0}, {prime - 1, prime - 1, 1}, {1 << 60, 2, 1}, {3, 7, 21}} {
		if got := mulMod(tc.a, tc.b); got != tc.want {
			t.Errorf("mulMod(%d, %d) is %d, want %d", tc.a, tc.b, got, tc.want)
		}
	}
	for _, a := range []uint64{1, 2, 12345, prime - 1} {
		if got := mulMod(a, invMod(a)); got != 1 {
			t.Errorf("%d times its inverse is %d", a, got)
		}
	}
}

// TestLogitSlopes compares the derivatives of both forms with differences.
func TestLogitSlopes(t *testing.T) {
	agent, err := AgentLogit(Kuhn())
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 3))
	tensor := make([][]float64, 3)
	for i := range tensor {
		for range 24 {
			tensor[i] = append(tensor[i], r.NormFloat64())
		}
	}
	g, err := Tensor([]int{2, 3, 4}, tensor)
	if err != nil {
		t.Fatal(err)
	}
	for name, l := range map[string]*Logit{"agent": agent, "normal": NormalLogit(g)} {
		n := l.free()
		z := make([]float64, n)
		for k := range z {
			z[k] = r.NormFloat64()
		}
		f, jac := make([]float64, n), make([][]float64, n)
		for k := range jac {
			jac[k] = make([]float64, n+1)
		}
		l.evaluate(l.newWork(), z, 1.5, f, jac)
		up, down := make([]float64, n), make([]float64, n)
		const h = 1e-5
		for v := range n {
			z[v] += h
			l.evaluate(l.newWork(), z, 1.5, up, nil)
			z[v] -= 2 * h
			l.evaluate(l.newWork(), z, 1.5, down, nil)
			z[v] += h
			for k := range n {
				if got, want := jac[k][v], (up[k]-down[k])/(2*h); abs(got-want) > 1e-7 {
					t.Errorf("%s: derivative of equation %d by logit %d is %v, differences give %v", name, k, v, got, want)
				}
			}
		}
	}
}

// TestCertificatesAgree checks that the two evaluators of mixed profiles
// agree.
func TestCertificatesAgree(t *testing.T) {
	for seed := range uint64(10) {
		g := randomGame(seed, 3, 4, 20)
		r := rand.New(rand.NewPCG(seed, 1))
		p := g.Uniform()
		for i := range p {
			for s := range p[i] {
				p[i][s] = r.Float64()
			}
		}
		exact := rationalProfile(p)
		a, err := g.CertifyExact(exact)
		if err != nil {
			t.Fatal(err)
		}
		b, err := g.Certify(exact.Float())
		if err != nil {
			t.Fatal(err)
		}
		for i := range p {
			if abs(a.Payoff[i]-b.Payoff[i]) > 1e-12 || abs(a.Certificate.Regret[i]-b.Certificate.Regret[i]) > 1e-12 {
				t.Errorf("seed %d: %v and %v", seed, a, b)
			}
		}
	}
}

// FuzzExtreme builds a game from bytes, most of them degenerate, and compares
// both searches and Lemke-Howson.
func FuzzExtreme(f *testing.F) {
	f.Add([]byte{3, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2})
	f.Add([]byte{2, 2, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{4, 4, 1, 0, 0, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 3 {
			return
		}
		m, n, pay := int(data[0]%5)+1, int(data[1]%5)+1, data[2:]
		k := 0
		next := func() int64 { k++; return int64(pay[k%len(pay)] % 7) }
		g, err := NewNormal(Table{Players: numbered(2), Strategies: [][]string{numbered(m), numbered(n)}, Payoff: func([]int) []Number { return Ints(next(), next()) }})
		if err != nil {
			t.Fatal(err)
		}
		all, err := Extreme(context.Background(), g)
		if err != nil || len(all.Extreme) == 0 {
			t.Fatalf("%v: no equilibrium (%v)", data, err)
		}
		exact, err := g.exactExtreme(context.Background())
		if err != nil || len(exact) != len(all.Extreme) {
			t.Fatalf("%v: %d equilibria, in rationals %d (%v)", data, len(all.Extreme), len(exact), err)
		}
		for drop := range m + n {
			if q, err := LemkeHowson(context.Background(), g, drop); err != nil || !q.Certificate.Holds(0) {
				t.Fatalf("%v: label %d: %v (%v)", data, drop, q.Certificate, err)
			}
		}
	})
}

package solution_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parleylab/parley/negotiation/solution"
)

// A draw is one random additive domain.
type draw[T solution.Number] struct {
	options []int
	tables  [][]T
	d       []T
}

func flat(options []int) int {
	sum := 0
	for _, m := range options {
		sum += m
	}
	return sum
}

// randomDraw draws a domain; few distinct values make ties likely.
func randomDraw[T solution.Number](r *rand.Rand, parties, issues, most int, value func() T) draw[T] {
	dr := draw[T]{options: make([]int, issues), tables: make([][]T, parties), d: make([]T, parties)}
	for k := range dr.options {
		dr.options[k] = 1 + r.IntN(most)
	}
	for i := range dr.tables {
		dr.tables[i] = make([]T, flat(dr.options))
		for j := range dr.tables[i] {
			dr.tables[i][j] = value()
		}
		for range issues / 2 {
			dr.d[i] += value()
		}
	}
	return dr
}

// naive enumerates every outcome's payoffs, n×m, by division and remainder.
func (dr draw[T]) naive() [][]T {
	size := 1
	for _, m := range dr.options {
		size *= m
	}
	u := make([][]T, len(dr.tables))
	for i, t := range dr.tables {
		u[i] = make([]T, size)
		for o := range size {
			rest, stride, base := o, size, 0
			for _, m := range dr.options {
				stride /= m
				u[i][o] += t[base+rest/stride]
				rest %= stride
				base += m
			}
		}
	}
	return u
}

func floats[T solution.Number](u [][]T) [][]float64 {
	v := make([][]float64, len(u))
	for i := range u {
		v[i] = make([]float64, len(u[i]))
		for o, x := range u[i] {
			v[i][o] = float64(x)
		}
	}
	return v
}

// bruteNash is the naive reference: the first outcome with the largest product
// of strict gains, or −1.
func bruteNash(u [][]float64, d []float64) int64 {
	best, top := int64(-1), 0.0
outcomes:
	for o := range u[0] {
		p := 1.0
		for i := range u {
			if u[i][o]-d[i] <= 0 {
				continue outcomes
			}
			p *= u[i][o] - d[i]
		}
		if p > top {
			best, top = int64(o), p
		}
	}
	return best
}

// bruteMargin is the first outcome whose sorted gains are lexicographically
// largest.
func bruteMargin(u [][]float64, d []float64, ok func(o int) bool) int64 {
	best := int64(-1)
	top, g := make([]float64, len(u)), make([]float64, len(u))
	for o := range u[0] {
		if !ok(o) {
			continue
		}
		for i := range u {
			g[i] = u[i][o] - d[i]
		}
		if best >= 0 && slices.Min(g) < top[0] {
			continue
		}
		slices.Sort(g)
		if best < 0 || slices.Compare(g, top) > 0 {
			best = int64(o)
			top, g = g, top
		}
	}
	return best
}

// checkDraw compares every method of an Additive with enumeration.
func checkDraw[T solution.Number](t *testing.T, a *solution.Additive[T], dr draw[T], allowed []bool, feasible func([]int) bool) {
	t.Helper()
	if err := a.Restrict(allowed, feasible); err != nil {
		t.Fatal(err)
	}
	if err := a.Load(dr.tables, dr.d); err != nil {
		t.Fatal(err)
	}
	u, where := permitted(a, dr, allowed, feasible)
	if len(where) == 0 {
		checkNothing(t, a)
		return
	}
	p := solution.Problem{Set: solution.Outcomes(u), Disagreement: floats([][]T{dr.d})[0]}
	checkPicks(t, a, p, where)
	checkZone(t, a, p, dr)
	if feasible == nil {
		checkFrontier(t, a, u, where)
	}
}

// permitted lists the payoffs of the outcomes that restrictions leave, and their
// numbers.
func permitted[T solution.Number](a *solution.Additive[T], dr draw[T], allowed []bool, feasible func([]int) bool) (u [][]float64, where []int64) {
	all := floats(dr.naive())
	u = make([][]float64, len(all))
	for o := range all[0] {
		choice := a.Choice(int64(o), nil)
		ok := feasible == nil || feasible(choice)
		base := 0
		for k, l := range choice {
			ok = ok && (allowed == nil || allowed[base+l])
			base += dr.options[k]
		}
		if ok {
			for i := range u {
				u[i] = append(u[i], all[i][o])
			}
			where = append(where, int64(o))
		}
	}
	return u, where
}

func checkNothing[T solution.Number](t *testing.T, a *solution.Additive[T]) {
	t.Helper()
	for name, f := range map[string]func() (int64, bool){
		"Nash": a.Nash, "KalaiSmorodinsky": a.KalaiSmorodinsky, "Egalitarian": a.Egalitarian, "Zone": a.Zone,
		"Utilitarian": func() (int64, bool) { return a.Utilitarian(nil) },
	} {
		if o, ok := f(); ok || o != -1 {
			t.Fatalf("%s() = %d, %t of nothing", name, o, ok)
		}
	}
	if o, _ := a.Margin(); o != -1 {
		t.Fatalf("Margin() = %d of nothing", o)
	}
}

func checkPicks[T solution.Number](t *testing.T, a *solution.Additive[T], p solution.Problem, where []int64) {
	t.Helper()
	u := p.Set.(solution.Outcomes)
	back := func(o int64) int64 {
		if o < 0 {
			return -1
		}
		return where[o]
	}
	pick := func(c solution.Concept) int64 {
		pt, err := c.Solve(p)
		if err != nil {
			return -1
		}
		return back(int64(pt.Outcome()))
	}
	for _, c := range []struct {
		name      string
		got, want int64
	}{
		{"Nash", first(a.Nash()), back(bruteNash(u, p.Disagreement))},
		{"Margin", first(a.Margin()), back(bruteMargin(u, p.Disagreement, func(int) bool { return true }))},
		{"KalaiSmorodinsky", first(a.KalaiSmorodinsky()), pick(solution.KalaiSmorodinsky{})},
		{"Egalitarian", first(a.Egalitarian()), pick(solution.Egalitarian{})},
		{"Utilitarian", first(a.Utilitarian(nil)), pick(solution.Utilitarian{})},
	} {
		if c.got != c.want {
			t.Fatalf("%s() = %d, want %d of %v", c.name, c.got, c.want, p)
		}
	}
}

func checkZone[T solution.Number](t *testing.T, a *solution.Additive[T], p solution.Problem, dr draw[T]) {
	t.Helper()
	zone, err := solution.FindZone(p)
	if err != nil {
		t.Fatal(err)
	}
	witness, ok := a.Zone()
	if ok != zone.Exists {
		t.Fatalf("Zone() = %d, %t, want existence %t of %v", witness, ok, zone.Exists, p)
	}
	if ok {
		for i, x := range a.Payoff(witness, nil) {
			if x < dr.d[i] {
				t.Fatalf("Zone() = %d, which party %d refuses in %v", witness, i, p)
			}
		}
	}
	if got, err := a.Count(context.Background()); got != int64(zone.Count) || err != nil {
		t.Fatalf("Count() = %d, %v, want %d of %v", got, err, zone.Count, p)
	}
}

func checkFrontier[T solution.Number](t *testing.T, a *solution.Additive[T], u [][]float64, where []int64) {
	t.Helper()
	for _, dup := range []solution.Duplicates{solution.Merge, solution.Keep} {
		got, err := a.Pareto(context.Background(), dup, nil)
		if err != nil {
			t.Fatal(err)
		}
		var want []int64
		for _, o := range brutePareto(u, dup) {
			want = append(want, where[o])
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("Pareto(%v) (-want +got)\n%s\n%v", dup, d, u)
		}
	}
}

// brutePareto compares every pair.
func brutePareto(u [][]float64, dup solution.Duplicates) []int {
	var front []int
outcomes:
	for o := range u[0] {
		for p := range u[0] {
			better, worse := false, false
			for i := range u {
				better = better || u[i][p] > u[i][o]
				worse = worse || u[i][p] < u[i][o]
			}
			if !worse && (better || p < o && dup == solution.Merge) {
				continue outcomes
			}
		}
		front = append(front, o)
	}
	return front
}

func TestAdditiveBrute(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	kinds := []struct {
		name  string
		value func() int64
	}{
		{"ties", func() int64 { return int64(r.IntN(4)) }},
		{"signed", func() int64 { return int64(r.IntN(41) - 20) }},
		{"grid", func() int64 { return r.Int64N(1 << 40) }},
	}
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			for c := range 1200 {
				n, k := 1+r.IntN(5), 1+r.IntN(5)
				dr := randomDraw(r, n, k, 4, kind.value)
				a, err := solution.NewAdditive[int64](dr.options, n)
				if err != nil {
					t.Fatal(err)
				}
				checkDraw(t, a, dr, nil, nil)
				if c%3 > 0 {
					continue
				}
				allowed := make([]bool, flat(dr.options))
				for j := range allowed {
					allowed[j] = r.IntN(4) > 0
				}
				odd, modulus := r.IntN(5), 2+r.IntN(9)
				checkDraw(t, a, dr, allowed, func(choice []int) bool {
					sum := odd
					for k, l := range choice {
						sum += (k + 1) * l
					}
					return sum%modulus == 0
				})
				checkDraw(t, a, dr, allowed, nil)
				checkDraw(t, a, dr, nil, nil)
			}
		})
	}
}

func TestAdditiveBruteFloat(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 1500 {
		n, k := 1+r.IntN(4), 1+r.IntN(5)
		dr := randomDraw(r, n, k, 4, func() float64 { return math.Ldexp(float64(r.IntN(1<<20)), -20) / 3 })
		a, err := solution.NewAdditive[float64](dr.options, n)
		if err != nil {
			t.Fatal(err)
		}
		checkDraw(t, a, dr, nil, nil)
	}
}

func ExampleAdditive() {
	// Two parties divide three issues; the first cares for issue 0, the second
	// for issue 2. Every option of an issue is a third of it for the first party.
	a, _ := solution.NewAdditive[int64]([]int{4, 4, 4}, 2)
	_ = a.Load([][]int64{
		{0, 20, 40, 60 /**/, 0, 10, 20, 30 /**/, 0, 3, 6, 9},
		{9, 6, 3, 0 /**/, 30, 20, 10, 0 /**/, 60, 40, 20, 0},
	}, []int64{30, 30})
	nash, _ := a.Nash()
	frontier, _ := a.Pareto(context.Background(), solution.Merge, nil)
	fmt.Println("choice", a.Choice(nash, nil), "payoffs", a.Payoff(nash, nil), "frontier", len(frontier))
	// Output: choice [3 1 0] payoffs [70 80] frontier 10
}

// A used workspace answers as a fresh one does, and larger domains as drawn by
// the engine agree with enumeration.
func TestAdditiveLargeAndReused(t *testing.T) {
	used, err := solution.NewAdditive[int64]([]int{5, 5, 5, 5, 5, 5}, 3)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(6, 6))
	for c, dr := range gridDraws(12, 3, 6, 5) {
		for i := range dr.d {
			dr.d[i] = int64(math.Ldexp(float64(c%5)*0.15+0.15*r.Float64(), 40))
		}
		fresh, err := solution.NewAdditive[int64](dr.options, 3)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range []*solution.Additive[int64]{used, fresh} {
			if err := a.Load(dr.tables, dr.d); err != nil {
				t.Fatal(err)
			}
		}
		w1, ok1 := used.Zone()
		w2, ok2 := fresh.Zone()
		if w1 != w2 || ok1 != ok2 {
			t.Errorf("draw %d: a used workspace finds %d, a fresh one %d", c, w1, w2)
		}
		u := floats(dr.naive())
		d := floats([][]int64{dr.d})[0]
		p := solution.Problem{Set: solution.Outcomes(u), Disagreement: d}
		if got, want := first(used.Nash()), bruteNash(u, d); got != want {
			t.Errorf("draw %d: Nash() = %d, want %d", c, got, want)
		}
		ks, err := solution.KalaiSmorodinsky{}.Solve(p)
		if got := first(used.KalaiSmorodinsky()); err == nil && got != int64(ks.Outcome()) || err != nil && got != -1 {
			t.Errorf("draw %d: KalaiSmorodinsky() = %d, want %d", c, got, ks.Outcome())
		}
		if got, want := first(used.Margin()), bruteMargin(u, d, func(int) bool { return true }); got != want {
			t.Errorf("draw %d: Margin() = %d, want %d", c, got, want)
		}
		front, err := used.Pareto(context.Background(), solution.Merge, nil)
		if err != nil {
			t.Fatal(err)
		}
		table, err := solution.Pareto(context.Background(), u, solution.Merge)
		if err != nil {
			t.Fatal(err)
		}
		want := make([]int64, len(table))
		for k, o := range table {
			want[k] = int64(o)
		}
		if diff := cmp.Diff(want, front); diff != "" {
			t.Errorf("draw %d: Pareto() (-want +got)\n%s", c, diff)
		}
		dense, err := fresh.Problem()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(p, dense); diff != "" {
			t.Errorf("draw %d: Problem() (-want +got)\n%.500s", c, diff)
		}
	}
}

func first[A, B any](a A, _ B) A { return a }

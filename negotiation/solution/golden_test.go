package solution_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/parleylab/parley/negotiation/solution"
)

// shared reads a file of conformance data, or skips the test where it is absent.
func shared(t *testing.T, name string, into any) {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(name))
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("conformance data %s is absent", name)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// An anchor is a row of the theory anchors. Value is a number or a list.
type anchor struct {
	ID         string                     `json:"id"`
	Parameters map[string]json.RawMessage `json:"parameters"`
	Value      json.RawMessage            `json:"value"`
	Tolerance  float64                    `json:"tolerance"`
}

func (a anchor) want(t *testing.T) []float64 {
	var list []float64
	if json.Unmarshal(a.Value, &list) != nil {
		list = []float64{0}
		if err := json.Unmarshal(a.Value, &list[0]); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

func (a anchor) list(t *testing.T, name string) []float64 {
	var v []float64
	if err := json.Unmarshal(a.Parameters[name], &v); err != nil {
		t.Fatalf("%s: parameter %s: %v", a.ID, name, err)
	}
	return v
}

func (a anchor) number(t *testing.T, name string) float64 {
	var v float64
	if err := json.Unmarshal(a.Parameters[name], &v); err != nil {
		t.Fatalf("%s: parameter %s: %v", a.ID, name, err)
	}
	return v
}

// worth reads a characteristic function {"12": 1, …} of three players.
func (a anchor) worth(t *testing.T) *solution.Game {
	var v map[string]float64
	if err := json.Unmarshal(a.Parameters["v"], &v); err != nil {
		t.Fatal(err)
	}
	worth := make([]float64, 8)
	for members, x := range v {
		s := 0
		for _, c := range members {
			s |= 1 << (c - '1')
		}
		worth[s] = x
	}
	return game(t, worth...)
}

// parameter returns where on its curve a point lies.
func onCurve(t *testing.T, c solution.Concept, p solution.Problem) []float64 {
	pt := must(t, c, p)
	return []float64{pt.At}
}

func must(t *testing.T, c solution.Concept, p solution.Problem) solution.Point {
	t.Helper()
	pt, err := c.Solve(p)
	if err != nil {
		t.Fatal(err)
	}
	return pt
}

var concepts = map[string]solution.Concept{
	"nbs":             solution.Nash{},
	"ks":              solution.KalaiSmorodinsky{},
	"egalitarian":     solution.Egalitarian{},
	"utilitarian":     solution.Utilitarian{},
	"perles_maschler": solution.PerlesMaschler{},
	"equal_area":      solution.EqualArea{},
	"raiffa":          solution.Raiffa{},
	"equal_loss":      solution.EqualLoss{},
}

// replay computes an anchor; nil means that it belongs to another package.
func replay(t *testing.T, a anchor) []float64 {
	t.Helper()
	problem := func(set solution.Set) solution.Problem {
		p := solution.Problem{Set: set}
		if _, ok := a.Parameters["d"]; ok {
			p.Disagreement = a.list(t, "d")
		}
		return p
	}
	division := func(d solution.Division, err error) []float64 {
		if err != nil {
			t.Fatal(err)
		}
		return d.Payoff
	}
	ctx := context.Background()
	family := strings.Split(a.ID, ".")[0]
	switch {
	case strings.Contains(a.ID, "parabola"):
		return must(t, concepts[family], problem(parabola)).Payoff
	case strings.HasSuffix(a.ID, "line2"):
		return must(t, concepts[family], problem(line2)).Payoff
	case strings.HasPrefix(a.ID, "ss.") || strings.HasPrefix(a.ID, "banzhaf."):
		return power2(t, a)
	case strings.HasPrefix(a.ID, "nucleolus.talmud"):
		return division(estate(t, a.number(t, "estate")).Nucleolus(ctx))
	case strings.HasPrefix(a.ID, "shapley.bankruptcy"):
		return estate(t, a.number(t, "estate")).Shapley()
	}
	switch a.ID {
	case "nbs.linear":
		return must(t, solution.Nash{}, problem(pie(1, 1))).Payoff[:1]
	case "nbs.asymmetric":
		w := a.number(t, "a")
		return must(t, solution.Nash{Weights: []float64{w, 1 - w}}, problem(pie(1, 1))).Payoff[:1]
	case "nbs.power.one":
		return onCurve(t, solution.Nash{}, problem(power(a.number(t, "a"), 1)))
	case "nbs.power.two":
		return onCurve(t, solution.Nash{}, problem(power(a.number(t, "a"), a.number(t, "b"))))
	case "nbs.cara":
		return onCurve(t, solution.Nash{}, problem(cara(a.number(t, "r"))))
	case "nbs.war":
		p := a.number(t, "p")
		q := solution.Problem{Set: pie(1, 1), Disagreement: []float64{p - a.number(t, "c1"), 1 - p - a.number(t, "c2")}}
		return must(t, solution.Nash{}, q).Payoff[:1]
	case "nbs.three.weighted":
		return must(t, solution.Nash{Weights: a.list(t, "w")}, problem(pie(1, 1, 1))).Payoff
	case "ks.three":
		return must(t, solution.KalaiSmorodinsky{}, problem(pie(a.list(t, "a")...))).Payoff
	case "finite.nbs":
		return must(t, solution.Nash{}, problem(solution.Outcomes(five))).Payoff
	case "finite.lotteries":
		return must(t, solution.KalaiSmorodinsky{}, problem(solution.Mixtures(five))).Payoff
	case "aw.two":
		w, err := solution.AdjustedWinner([2][]float64{a.list(t, "points1"), a.list(t, "points2")})
		if err != nil {
			t.Fatal(err)
		}
		return []float64{1 - w.Share[w.Split], w.Payoff[0]}
	case "aw.camp_david":
		w, err := solution.AdjustedWinner([2][]float64{a.list(t, "Israel"), a.list(t, "Egypt")})
		if err != nil {
			t.Fatal(err)
		}
		return []float64{w.Payoff[0], w.Payoff[1], w.Share[w.Split]}
	case "logroll.package":
		v, w := a.list(t, "v1"), a.list(t, "v2")
		set := solution.Mixtures{{0, v[0], v[1], 1}, {1, w[1], w[0], 0}}
		return must(t, solution.Nash{}, problem(set)).Payoff
	case "putnam.winset":
		return winsets(t, a)
	case "shapley.glove", "shapley.three":
		return a.worth(t).Shapley()
	case "nucleolus.glove", "nucleolus.three":
		return division(a.worth(t).Nucleolus(ctx))
	case "leastcore.majority":
		return division(voting(t, 2, 1, 1, 1).Nucleolus(ctx))
	}
	return nil
}

// power2 computes the power indices.
func power2(t *testing.T, a anchor) []float64 {
	quota := a.number(t, "quota")
	var g *solution.Game
	if strings.HasSuffix(a.ID, "unsc") {
		seats := make([]float64, 15)
		for i := range seats {
			seats[i] = 1
			if i < 5 {
				seats[i] = 7
			}
		}
		g = voting(t, quota+30, seats...)
	} else {
		g = voting(t, quota, a.list(t, "weights")...)
	}
	var v []float64
	switch {
	case strings.HasPrefix(a.ID, "ss."):
		v = g.Shapley()
	case strings.HasPrefix(a.ID, "banzhaf.absolute"):
		v = g.Banzhaf()
	default:
		var err error
		if v, err = g.BanzhafIndex(); err != nil {
			t.Fatal(err)
		}
	}
	if strings.HasSuffix(a.ID, "unsc") {
		return []float64{v[0], v[14]}
	}
	return v
}

// winsets counts what each side, and both, can ratify.
func winsets(t *testing.T, a anchor) []float64 {
	w, err := solution.NewAdditive[int64]([]int{2, 2, 2}, 2)
	if err != nil {
		t.Fatal(err)
	}
	tables := [][]int64{nil, nil}
	for k := range 3 {
		tables[0] = append(tables[0], 0, int64(a.list(t, "wA")[k]))
		tables[1] = append(tables[1], int64(a.list(t, "wB")[k]), 0)
	}
	count := func(ra, rb int64) float64 {
		if err := w.Load(tables, []int64{ra, rb}); err != nil {
			t.Fatal(err)
		}
		c, err := w.Count(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return float64(c)
	}
	return []float64{count(6, 0), count(0, 4), count(6, 4)}
}

func TestGoldenTheory(t *testing.T) {
	var anchors []anchor
	shared(t, "theory/golden.json", &anchors)
	done := 0
	for _, a := range anchors {
		t.Run(a.ID, func(t *testing.T) {
			got := replay(t, a)
			if got == nil {
				return
			}
			done++
			if d := cmp.Diff(a.want(t), got, cmpopts.EquateApprox(0, a.Tolerance)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
	t.Logf("%d anchors of this package's subject replayed", done)
	if done < 45 {
		t.Errorf("%d anchors replayed, want at least 45", done)
	}
}

// A domain is a row of the statistics recorded from NegMAS on public domains.
type domain struct {
	Reserved   []float64   `json:"reserved"`
	Ranges     [][]float64 `json:"ranges"`
	Pareto     [][]float64 `json:"pareto_utils"`
	Rational   int         `json:"n_rational"`
	Nash       []settled   `json:"nash"`
	Kalai      []settled   `json:"kalai_egalitarian"`
	Welfare    []settled   `json:"max_welfare"`
	Spread     []settled   `json:"ks_negmas_minspread"`
	Maximin    []settled   `json:"ks_maximin_ratio"`
	Opposition float64     `json:"opposition_min_dist_to_max"`
}

type settled struct {
	Utils []float64 `json:"utils"`
}

// The recorded frontiers carry Nash, Kalai, welfare and both Kalai-Smorodinsky
// points, since all of these lie on the frontier.
func TestGoldenDomains(t *testing.T) {
	var domains map[string]json.RawMessage
	shared(t, "negmas/domain_stats.json", &domains)
	checked := 0
	for name, raw := range domains {
		var d domain
		if err := json.Unmarshal(raw, &d); err != nil || len(d.Ranges) == 0 || len(d.Pareto) == 0 {
			continue
		}
		checked++
		t.Run(name, func(t *testing.T) {
			n := len(d.Reserved)
			u := make(solution.Outcomes, n)
			for _, q := range d.Pareto {
				for i, x := range q {
					u[i] = append(u[i], x)
				}
			}
			p := solution.Problem{Set: u, Disagreement: d.Reserved}
			front, err := solution.Pareto(context.Background(), u, solution.Merge)
			if err != nil || len(front) != len(d.Pareto) {
				t.Errorf("Pareto() keeps %d of %d frontier points, %v", len(front), len(d.Pareto), err)
			}
			// The recorded points, but for welfare, measure gains from the worst
			// outcome where that is better than the reservation value.
			floor := make([]float64, n)
			for i := range floor {
				floor[i] = max(d.Reserved[i], d.Ranges[i][0])
			}
			q := solution.Problem{Set: u, Disagreement: floor}
			ideal := make([]float64, n) // recorded over all outcomes
			for i := range ideal {
				ideal[i] = max(d.Ranges[i][1], floor[i])
			}
			expect(t, "Nash", must(t, solution.Nash{}, q), d.Nash)
			expect(t, "Egalitarian", must(t, solution.Egalitarian{}, q), d.Kalai)
			expect(t, "Utilitarian", must(t, solution.Utilitarian{}, p), d.Welfare)
			expect(t, "KalaiSmorodinskySpread", must(t, solution.KalaiSmorodinskySpread{Ideal: ideal}, q), d.Spread)
			expect(t, "KalaiSmorodinsky", must(t, solution.KalaiSmorodinsky{Ideal: ideal}, q), d.Maximin)
			// Opposition looks at the best of all outcomes, acceptable or not.
			for j := range n {
				for i := range u {
					x := d.Reserved[i] - 1
					if i == j {
						x = d.Ranges[i][1]
					}
					u[i] = append(u[i], x)
				}
			}
			o, err := solution.Opposition(p)
			if err != nil || math.Abs(o-d.Opposition) > 1e-9 {
				t.Errorf("Opposition() = %v, %v, want %v", o, err, d.Opposition)
			}
		})
	}
	if checked < 15 {
		t.Errorf("%d domains checked, want at least 15", checked)
	}
}

// expect checks that a point is one of those recorded, which may be tied.
func expect(t *testing.T, what string, got solution.Point, want []settled) {
	t.Helper()
	var text []string
	for _, w := range want {
		if cmp.Equal(w.Utils, got.Payoff, approx) {
			return
		}
		text = append(text, fmt.Sprint(w.Utils))
	}
	t.Errorf("%s = %v, want one of %s", what, got.Payoff, strconv.Quote(strings.Join(text, " ")))
}

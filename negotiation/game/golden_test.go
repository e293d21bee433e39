package game_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parleylab/parley/negotiation/game"
)

// dataDir holds the conformance data, which is not part of the module.
const dataDir = "../../../shared/data/games"

// goldenFile is the shape of golden.json.
type goldenFile struct {
	Games map[string]goldenGame `json:"games"`
}

type goldenGame struct {
	Kind    string                  `json:"kind"`
	Solvers map[string]goldenSolver `json:"solvers"`
	QRE     []goldenQRE             `json:"qre"`
	Seconds map[string]any          `json:"seconds"`
}

type goldenSolver struct {
	N              int         `json:"n"`
	Representation string      `json:"representation"`
	Status         string      `json:"status"`
	Equilibria     []goldenRow `json:"equilibria"`
}

type goldenRow struct {
	Profile []any    `json:"profile"`
	Payoffs []any    `json:"payoffs"`
	Regret  *float64 `json:"max_regret_checked"`
}

type goldenQRE struct {
	Lambda    float64   `json:"lambda"`
	Profile   []float64 `json:"profile"`
	Payoffs   []float64 `json:"payoffs"`
	Residual  float64   `json:"residual_checked"`
	Symmetric *bool     `json:"on_symmetric_branch"`
}

// readData reads a file of the conformance data or skips the test.
func readData(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dataDir, name))
	if os.IsNotExist(err) {
		t.Skipf("conformance data %s/%s is not here", dataDir, name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// rats reads a recorded profile, whose entries are numbers or fractions.
func rats(t *testing.T, row []any) []*big.Rat {
	t.Helper()
	out := make([]*big.Rat, len(row))
	for k, x := range row {
		switch v := x.(type) {
		case float64:
			out[k] = new(big.Rat).SetFloat64(v)
		case string:
			r, ok := new(big.Rat).SetString(v)
			if !ok {
				t.Fatalf("recorded probability %q", v)
			}
			out[k] = r
		}
	}
	return out
}

// nums is rats in floats.
func nums(t *testing.T, row []any) []float64 {
	var out []float64
	for _, r := range rats(t, row) {
		f, _ := r.Float64()
		out = append(out, f)
	}
	return out
}

// distance returns the largest difference, infinite if lengths differ. Where
// want is nil anything goes.
func distance(got, want []float64) float64 {
	if len(got) != len(want) {
		return math.Inf(1)
	}
	d := 0.0
	for k := range got {
		if !math.IsNaN(want[k]) {
			d = max(d, math.Abs(got[k]-want[k]))
		}
	}
	return d
}

// TestGolden compares all recorded equilibria, and reads, writes and reads
// again every file.
func TestGolden(t *testing.T) {
	var golden goldenFile
	if err := json.Unmarshal(readData(t, "golden.json"), &golden); err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for name := range golden.Games {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			c := &goldenCase{T: t, game: golden.Games[name]}
			c.load(readData(t, name))
			c.solvers()
			c.quantal()
		})
	}
}

// goldenCase is one game with what was recorded about it.
type goldenCase struct {
	*testing.T
	game    goldenGame
	normal  *game.Normal // the game or its reduced form; nil if that is too large
	reduced *game.Reduced
	tree    *game.Extensive
	logit   *game.Logit
}

// load reads the game and checks the round trip.
func (c *goldenCase) load(raw []byte) {
	c.Helper()
	var text bytes.Buffer
	var err error
	if c.game.Kind == "nfg" {
		if c.normal, err = game.ParseNFG(bytes.NewReader(raw)); err != nil {
			c.Fatal(err)
		}
		if err := c.normal.WriteNFG(&text); err != nil {
			c.Fatal(err)
		}
		again, err := game.ParseNFG(&text)
		if err != nil || !again.Equal(c.normal) {
			c.Errorf("round trip: %v, equal %v", err, err == nil && again.Equal(c.normal))
		}
		c.logit = game.NormalLogit(c.normal)
		return
	}
	if c.tree, err = game.ParseEFG(bytes.NewReader(raw)); err != nil {
		c.Fatal(err)
	}
	if err := c.tree.WriteEFG(&text); err != nil {
		c.Fatal(err)
	}
	again, err := game.ParseEFG(&text)
	if err != nil || !again.Equal(c.tree) {
		c.Errorf("round trip: %v, equal %v", err, err == nil && again.Equal(c.tree))
	}
	if c.logit, err = game.AgentLogit(c.tree); err != nil {
		c.Fatal(err)
	}
	if c.reduced, err = c.tree.Reduce(context.Background()); err == nil {
		c.normal = c.reduced.Normal
	} else {
		c.Logf("strategic-form rows are checked in the tree only: %v", err)
	}
}

// solvers checks the rows of every solver.
func (c *goldenCase) solvers() {
	names := []string{}
	for name := range c.game.Solvers {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		rows := c.game.Solvers[name]
		if rows.Status != "" {
			c.Logf("%s: recorded as %s", name, rows.Status)
			continue
		}
		worst := 0.0
		for k, row := range rows.Equilibria {
			worst = max(worst, c.row(name, k, row, rows.Representation != ""))
		}
		c.Logf("%s: %d recorded rows certified, largest regret %.2g", name, len(rows.Equilibria), worst)
		c.set(name, rows)
	}
}

// row certifies one recorded equilibrium and returns its regret, which must be
// the recorded one where there is one.
func (c *goldenCase) row(solver string, k int, row goldenRow, reduced bool) float64 {
	c.Helper()
	flat := nums(c.T, row.Profile)
	var payoff []float64
	var cert game.Certificate
	if c.tree != nil && !reduced {
		p, err := c.tree.Behaviour(flat)
		if err != nil {
			c.Fatalf("%s %d: %v", solver, k, err)
		}
		fill(p)
		q, err := c.tree.Certify(p)
		if err != nil {
			c.Fatalf("%s %d: %v", solver, k, err)
		}
		payoff, cert = q.Payoff, q.Certificate
	} else {
		p, err := c.normal.Mixed(flat)
		if err != nil {
			c.Fatalf("%s %d: %v", solver, k, err)
		}
		q, err := c.normal.Certify(p)
		if err != nil {
			c.Fatalf("%s %d: %v", solver, k, err)
		}
		payoff, cert = q.Payoff, q.Certificate
	}
	// Recorded probabilities have twelve digits; ipa and simpdiv stop at a
	// regret of about 1e-6.
	if !cert.Holds(2e-6) {
		c.Errorf("%s %d: %v", solver, k, cert)
	}
	if row.Regret != nil && math.Abs(cert.MaxRegret()-*row.Regret) > 1e-9 {
		c.Errorf("%s %d: regret %g, recorded %g", solver, k, cert.MaxRegret(), *row.Regret)
	}
	if row.Payoffs != nil && distance(payoff, nums(c.T, row.Payoffs)) > 1e-9 {
		c.Errorf("%s %d: payoffs %v, recorded %v", solver, k, payoff, row.Payoffs)
	}
	return cert.MaxRegret()
}

// fill puts the first action where a recorded profile leaves an information
// set blank.
func fill(p game.Behaviour) {
	for _, sets := range p {
		for _, row := range sets {
			if slices.Max(row) == 0 {
				row[0] = 1
			}
		}
	}
}

// set compares the recorded equilibria of an exhaustive solver with ours.
func (c *goldenCase) set(solver string, rows goldenSolver) {
	c.Helper()
	ctx := context.Background()
	start := time.Now()
	var got [][]float64
	switch {
	case solver == "enumpure" && c.tree == nil:
		got = c.mixed(game.Pure(ctx, c.normal))
	case solver == "enumpure":
		found, err := game.PureBehaviour(ctx, c.tree)
		if err != nil {
			c.Fatal(err)
		}
		for _, q := range found {
			got = append(got, q.Profile.Flat())
		}
	case solver == "enummixed":
		all, err := game.Extreme(ctx, c.normal)
		if err != nil {
			c.Fatal(err)
		}
		got = c.mixed(all.Extreme, nil)
	case solver == "enumpoly" && c.tree == nil:
		all, err := game.Supports(ctx, c.normal)
		if err != nil {
			c.Fatal(err)
		}
		got = c.mixed(all.Equilibria, nil)
	case solver == "lcp":
		c.complementary(rows)
		return
	default:
		return
	}
	c.Logf("%s: %d equilibria in %v, recorded %d in %v s", solver, len(got), time.Since(start).Round(time.Microsecond), rows.N, c.game.Seconds[solver])
	if len(got) != rows.N {
		c.Errorf("%s: %d equilibria, recorded %d", solver, len(got), rows.N)
	}
	for k, row := range rows.Equilibria {
		want := c.wildcards(nums(c.T, row.Profile))
		if !slices.ContainsFunc(got, func(p []float64) bool { return distance(p, want) < 1e-9 }) {
			c.Errorf("%s %d: %v is not among ours", solver, k, row.Profile)
		}
	}
}

// wildcards marks with NaN the entries of information sets that a recorded
// pure profile leaves blank.
func (c *goldenCase) wildcards(flat []float64) []float64 {
	if c.tree == nil || len(flat) != len(c.tree.Uniform().Flat()) {
		return flat
	}
	p, err := c.tree.Behaviour(flat)
	if err != nil {
		return flat
	}
	for _, sets := range p {
		for _, row := range sets {
			if slices.Max(row) == 0 {
				for a := range row {
					row[a] = math.NaN()
				}
			}
		}
	}
	return p.Flat()
}

// mixed returns the flat profiles of exact equilibria.
func (c *goldenCase) mixed(found []game.Equilibrium, err error) [][]float64 {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
	var out [][]float64
	for _, q := range found {
		if !q.Certificate.Holds(1e-12) {
			c.Errorf("%v: %v", q.Profile, q.Certificate)
		}
		out = append(out, q.Profile.Flat())
	}
	return out
}

// complementary compares complementary pivoting: the set of accessible
// equilibria of a normal form, one equilibrium of a tree.
func (c *goldenCase) complementary(rows goldenSolver) {
	c.Helper()
	ctx := context.Background()
	start := time.Now()
	if c.tree != nil {
		q, err := game.Sequence(ctx, c.tree)
		if err != nil {
			c.Fatal(err)
		}
		c.Logf("lcp: %v in %v, recorded in %v s", q.Certificate, time.Since(start).Round(time.Microsecond), c.game.Seconds["lcp"])
		if !q.Certificate.Exact || !q.Certificate.Holds(0) {
			c.Errorf("lcp: %v", q.Certificate)
		}
		return
	}
	got := c.mixed(game.Accessible(ctx, c.normal))
	c.Logf("lcp: %d accessible in %v, recorded %d in %v s", len(got), time.Since(start).Round(time.Microsecond), rows.N, c.game.Seconds["lcp"])
	for k, row := range rows.Equilibria {
		want := nums(c.T, row.Profile)
		if !slices.ContainsFunc(got, func(p []float64) bool { return distance(p, want) < 1e-12 }) {
			c.Errorf("lcp %d: %v is not accessible", k, row.Profile)
		}
	}
}

// quantal checks the recorded quantal responses: every one by its residual,
// and by its value where the branch has not crossed another.
func (c *goldenCase) quantal() {
	start := time.Now()
	branch, err := c.logit.Trace(context.Background(), game.Tracing{MaxLambda: 10.5})
	if err != nil {
		c.Fatal(err)
	}
	c.Logf("logit: %d points to lambda 10 in %v, recorded in %v s; %d turns, %d crossings", len(branch.Points),
		time.Since(start).Round(time.Microsecond), c.game.Seconds["logit_to_lambda_10"], len(branch.Turns), len(branch.Crosses))
	for _, q := range branch.Points {
		if q.Certificate.Residual > 1e-9 {
			c.Errorf("traced point at lambda %v: %v", q.Lambda, q.Certificate)
		}
	}
	for _, row := range c.game.QRE {
		residual, err := c.logit.Residual(row.Profile, row.Lambda)
		if err != nil || residual > 2e-9 {
			c.Errorf("recorded point at lambda %v: residual %g, recorded %g (%v)", row.Lambda, residual, row.Residual, err)
		}
		if row.Symmetric != nil && !*row.Symmetric {
			c.Logf("lambda %v lies on a branch that crosses the symmetric one: tested by its residual %.2g", row.Lambda, residual)
			continue
		}
		at := branch.At(row.Lambda)
		ok := slices.ContainsFunc(at, func(q game.Quantal) bool {
			return q.Certificate.Holds(math.Inf(1)) && q.Certificate.Residual < 1e-12 && distance(q.Probability, row.Profile) < 1e-8
		})
		c.Logf("lambda %v: residual of the recorded point %.2g, of ours %.2g", row.Lambda, residual, worstResidual(at))
		if !ok {
			c.Errorf("lambda %v: recorded %v is not among %d points of the branch", row.Lambda, row.Profile, len(at))
		}
	}
	if len(c.game.QRE) == 0 {
		c.Error("no recorded quantal responses")
	}
}

// TestGoldenCrisis is the case that peers answer without a warning: their
// equilibrium is listed and flagged, and the sequential one is named.
func TestGoldenCrisis(t *testing.T) {
	ctx := context.Background()
	e, err := game.ParseEFG(bytes.NewReader(readData(t, "crisis_fearon.efg")))
	if err != nil {
		t.Fatal(err)
	}
	found, err := game.PureBehaviour(ctx, e)
	if err != nil {
		t.Fatal(err)
	}
	verdicts := map[string]game.Verdict{}
	for _, q := range found {
		r, err := game.CheckRationality(ctx, e, q.Profile, 1e-9)
		if err != nil {
			t.Fatal(err)
		}
		verdicts[join(q.Profile.Flat())] = r.Verdict
	}
	for profile, want := range map[string]game.Verdict{
		"0101100110": game.Incredible, // the answer of complementary pivoting: Soft
		"1010100110": game.Sequential, // Hard, war with probability one half
	} {
		if got, ok := verdicts[profile]; !ok || got != want {
			t.Errorf("equilibrium %s: %v (listed %v), want %v", profile, got, ok, want)
		}
	}
}

// join writes a pure profile.
func join(flat []float64) string {
	var b strings.Builder
	for _, x := range flat {
		b.WriteByte('0' + byte(x))
	}
	return b.String()
}

// worstResidual returns the largest residual of some points.
func worstResidual(at []game.Quantal) float64 {
	worst := 0.0
	for _, q := range at {
		worst = max(worst, q.Certificate.Residual)
	}
	return worst
}

package montecarlo_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/montecarlo"
)

// TestMergedParts runs a range in uneven, unaligned parts, in any order, and
// holds that joined they give the bytes of one run.
func TestMergedParts(t *testing.T) {
	whole := montecarlo.Simulation{
		Program: mustCompile(t, market()), Seed: 5, First: 700, Runs: 3000, Metrics: metrics(), Records: true}
	want := bytesOf(t, mustRun(t, whole))
	rng := rand.New(rand.NewPCG(1, 1))
	splits := [][]int{{1}, {324}, {324 + 1024}, {1000, 1001, 1002, 2999}}
	for range 3 {
		a, b := rng.IntN(2998)+1, rng.IntN(2998)+1
		splits = append(splits, []int{min(a, b), max(a, b) + 1})
	}
	for _, cuts := range splits {
		var parts []*montecarlo.Result
		at := 0
		for _, next := range append(cuts, 3000) {
			m := whole
			m.First, m.Runs = whole.First+uint64(at), next-at
			if next > at {
				parts = append(parts, mustRun(t, m))
			}
			at = next
		}
		rng.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		joined, err := montecarlo.Merge(parts...)
		if err != nil {
			t.Fatal(err)
		}
		if got := bytesOf(t, joined); got != want {
			t.Errorf("cut at %v, the bytes differ from those of one run", cuts)
		}
	}
}

// TestMergeThroughFiles joins parts that were written and read.
func TestMergeThroughFiles(t *testing.T) {
	m := montecarlo.Simulation{Program: mustCompile(t, market()), Seed: 5, Runs: 1500, Metrics: metrics(), Records: true}
	a := mustRun(t, m)
	m.First, m.Runs = 1500, 1700
	b := mustRun(t, m)
	read := func(r *montecarlo.Result) *montecarlo.Result {
		var out montecarlo.Result
		if err := json.Unmarshal([]byte(bytesOf(t, r)), &out); err != nil {
			t.Fatal(err)
		}
		if bytesOf(t, &out) != bytesOf(t, r) {
			t.Error("a result that was written and read has other bytes")
		}
		return &out
	}
	joined, err := montecarlo.Merge(read(b), read(a))
	if err != nil {
		t.Fatal(err)
	}
	m.First, m.Runs = 0, 3200
	if bytesOf(t, joined) != bytesOf(t, mustRun(t, m)) {
		t.Error("parts read from files merge to other bytes than one run")
	}
}

// TestMergeFaults holds that parts which do not fit are refused in words.
func TestMergeFaults(t *testing.T) {
	p := mustCompile(t, market())
	run := func(first uint64, runs int, f func(*montecarlo.Simulation)) *montecarlo.Result {
		m := montecarlo.Simulation{Program: p, Seed: 5, First: first, Runs: runs, Metrics: metrics()[:1]}
		if f != nil {
			f(&m)
		}
		return mustRun(t, m)
	}
	base := run(0, 100, nil)
	pinned, err := p.Pin("price", "3")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		other *montecarlo.Result
		want  string
	}{
		{"a gap", run(150, 50, nil), "replications 100 to 149 are missing"},
		{"an overlap", run(40, 100, nil), "replications 40 to 99 are there twice"},
		{"another seed", run(100, 10, func(m *montecarlo.Simulation) { m.Seed = 6 }), "manifest"},
		{"another program", run(100, 10, func(m *montecarlo.Simulation) { m.Program = pinned }), "manifest"},
		{"fewer metrics", run(100, 10, func(m *montecarlo.Simulation) { m.Metrics = nil }), "0 metrics against 1"},
		{"another metric", run(100, 10, func(m *montecarlo.Simulation) { m.Metrics = metrics()[1:2] }), `metric "zone-share" against "margin"`},
	} {
		_, err := montecarlo.Merge(base, c.other)
		if !errors.Is(err, montecarlo.ErrMerge) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want an error that says %q", c.name, err, c.want)
		}
	}
	if _, err := montecarlo.Merge(); !errors.Is(err, montecarlo.ErrMerge) {
		t.Errorf("nothing to merge: %v", err)
	}
	if bytesOf(t, base) != bytesOf(t, run(0, 100, nil)) {
		t.Error("Merge modified its arguments")
	}
}

// TestUnmeasuredMetrics holds that a metric that is never a number, or not a
// finite one, survives files.
func TestUnmeasuredMetrics(t *testing.T) {
	odd := func(name string, x float64) montecarlo.Metric {
		return montecarlo.Metric{Name: name, Measure: func(*negotiation.Session, negotiation.Record) float64 { return x }}
	}
	m := montecarlo.Simulation{Program: mustCompile(t, market()), Runs: 1100, Metrics: []montecarlo.Metric{
		odd("nan", math.NaN()), odd("inf", math.Inf(1)), odd("negative zero", math.Copysign(0, -1))}}
	r := mustRun(t, m)
	var out montecarlo.Result
	if err := json.Unmarshal([]byte(bytesOf(t, r)), &out); err != nil {
		t.Fatal(err)
	}
	if bytesOf(t, &out) != bytesOf(t, r) {
		t.Error("metrics change in a file")
	}
	if x, _ := out.Metric("nan"); x.N != 0 {
		t.Errorf("a metric that is never a number has moments %+v", x)
	}
	if x, _ := out.Metric("negative zero"); x.N != 1100 || x.Mean != 0 {
		t.Errorf("a metric of zeros has moments %+v", x)
	}
}

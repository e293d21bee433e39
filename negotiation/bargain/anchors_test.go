package bargain_test

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"sort"
	"testing"

	"github.com/parleylab/parley/negotiation/bargain"
)

// goldenPath holds the conformance figures, beside the checkout.
const goldenPath = "../../../shared/data/theory/golden.json"

// ours are the groups of the conformance file that this package covers whole.
var ours = map[string]bool{"rubinstein": true, "multiparty": true, "private_info": true, "crisis": true, "attrition": true}

type golden struct {
	ID        string
	Group     string
	Source    string
	Value     json.RawMessage
	Tolerance float64
}

func (g golden) values(t *testing.T) []float64 {
	t.Helper()
	var list []float64
	if json.Unmarshal(g.Value, &list) == nil {
		return list
	}
	var x float64
	if err := json.Unmarshal(g.Value, &x); err != nil {
		t.Fatalf("%s: value %s is neither a number nor a list", g.ID, g.Value)
	}
	return []float64{x}
}

func near(got, want []float64, tolerance float64, relative bool) bool {
	if len(got) != len(want) {
		return false
	}
	for k := range got {
		off := math.Abs(got[k] - want[k])
		if relative {
			off /= math.Abs(want[k])
		}
		if !(off <= tolerance) {
			return false
		}
	}
	return true
}

func TestAnchors(t *testing.T) {
	seen := map[string]bool{}
	for _, a := range bargain.Anchors() {
		t.Run(a.ID, func(t *testing.T) {
			if seen[a.ID] {
				t.Errorf("anchor %s is listed twice", a.ID)
			}
			seen[a.ID] = true
			if a.Statement == "" || a.Source == "" || len(a.Want) == 0 {
				t.Errorf("anchor %s lacks a statement, a source or a figure", a.ID)
			}
			got, err := a.Compute(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if !near(got, a.Want, a.Tolerance, a.Relative) {
				t.Errorf("%s = %v, want %v within %v", a.Statement, got, a.Want, a.Tolerance)
			}
			if a.Certify == nil {
				return
			}
			c, err := a.Certify(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if !c.Holds() {
				t.Errorf("certificate %+v does not hold", c)
			}
		})
	}
}

// TestAnchorsMatchConformance compares the anchors with the conformance file and
// says which of its entries belong to other packages.
func TestAnchorsMatchConformance(t *testing.T) {
	data, err := os.ReadFile(goldenPath)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("conformance data %s is absent", goldenPath)
	}
	if err != nil {
		t.Fatal(err)
	}
	var rows []golden
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	byID := map[string]bargain.Anchor{}
	for _, a := range bargain.Anchors() {
		byID[a.ID] = a
	}
	covered, others := 0, []string{}
	for _, g := range rows {
		a, ok := byID[g.ID]
		if !ok {
			if ours[g.Group] {
				t.Errorf("%s of group %s has no anchor", g.ID, g.Group)
			}
			others = append(others, g.ID)
			continue
		}
		covered++
		want := g.values(t)
		if !near(a.Want, want, 1e-15, false) {
			t.Errorf("%s: anchor wants %v, conformance file %v", g.ID, a.Want, want)
		}
		got, err := a.Compute(context.Background())
		if err != nil {
			t.Errorf("%s: %v", g.ID, err)
		} else if !near(got, want, g.Tolerance, false) {
			t.Errorf("%s = %v, want %v within %v", g.ID, got, want, g.Tolerance)
		}
		delete(byID, g.ID)
	}
	for id := range byID {
		t.Errorf("anchor %s is not in the conformance file", id)
	}
	sort.Strings(others)
	t.Logf("%d of %d entries covered; %d for other packages: %v", covered, len(rows), len(others), others)
}

func TestAnchorsCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, a := range bargain.Anchors() {
		_, err := a.Compute(ctx)
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("%s under a cancelled context: %v, want context.Canceled or a result", a.ID, err)
		}
	}
}

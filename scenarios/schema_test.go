package scenarios_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/parleylab/parley/scenarios"
)

func theValidator(t testing.TB) *validator {
	t.Helper()
	v, err := newValidator(scenarios.Schema())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestSchemaTakesGoodFiles checks the files as they lie there and as Encode
// writes them.
func TestSchemaTakesGoodFiles(t *testing.T) {
	v := theValidator(t)
	for _, path := range []string{"data/limited.json", "data/comprehensive.json", "../examples/customfile/river.json"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := v.check(text); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	all := shipped(t)
	all["strange"] = strange()
	for name, sc := range all {
		if err := v.check([]byte(encode(t, sc))); err != nil {
			t.Errorf("%s, encoded: %v", name, err)
		}
	}
}

// TestSchemaAndLoader gives both the same edits. What the loader takes the
// schema must take; what only the loader can refuse is marked.
func TestSchemaAndLoader(t *testing.T) {
	const (
		both    = "both take it"
		neither = "neither takes it"
		loader  = "only the loader refuses it"
	)
	text := river(t)
	v := theValidator(t)
	for _, c := range []struct{ old, new, want string }{
		{`"format": 1`, `"format": 1`, both},
		{`"rounds": 12`, `"rounds": 12.0`, both},
		{`"learning": 0.5`, `"learning": null`, both},
		{`"learning": 0.5`, `"learning": {"is": 0.5, "note": "half"}`, both},
		{`"summary": "owns the dam",`, ``, both},
		{`"vintage": "2025-03-25",`, `"vintage": "",`, both},
		{`"options": ["none", "5`, `"status_quo": 1, "options": ["none", "5`, both},
		{`"options": ["none", "5`, `"status_quo": "none", "options": ["none", "5`, both},
		{`"kind": "loss-aversion", "lambda": "pert(1, 1.5, 2)"`, `"kind": "crra", "aversion": 1, "offset": 5`, both},
		{`"kind": "time-dependent", "exponent": "pert(0.5, 1, 2)"`, `"kind": "random"`, both},
		{`{"kind": "mediated", "by": "commission", "learning": 0.5}`, `{"kind": "alternating", "speakers": ["upstream", "downstream"]}`, both},
		{`"commitment": true`, `"synergies": [{"a": "release >= 1", "b": "payment >= 1", "worth": 0.1}]`, both},
		{`"total": 100`, `"total": 1`, both},
		{`"scale": 1.5`, `"set": "pert(1, 2, 3)"`, both},

		{`"format": 1`, `"format": 2`, neither},
		{`"format": 1,`, ``, neither},
		{`"name": "river",`, ``, neither},
		{`"rounds": 12`, `"rounds": 0`, neither},
		{`"rounds": 12`, `"rounds": 12.5`, neither},
		{`"rounds": 12`, `"rounds": "12"`, neither},
		{`"rounds": 12`, `"rounds": 12, "extra": 1`, neither},
		{`"round_days": 30`, `"round_days": -3`, neither},
		{`"vintage": "2025-03-25"`, `"vintage": "March"`, neither},
		{`"learning": 0.5`, `"learning": [0.5]`, neither},
		{`"learning": 0.5`, `"learning": {"note": "half"}`, neither},
		{`"learning": 0.5`, `"learning": {"is": 0.5, "source": "x"}`, neither},
		{`"kind": "mediated"`, `"kind": "auction"`, neither},
		{`"kind": "mediated", "by": "commission"`, `"kind": "mediated"`, neither},
		{`"role": "mediator"`, `"role": "judge"`, neither},
		{`"name": "institute", "role"`, `"role"`, neither},
		{`"kind": "cara", "coefficient"`, `"kind": "cara", "lambda"`, neither},
		{`"kind": "time-dependent", "exponent": "pert(0.5, 1, 2)"`, `"kind": "random", "exponent": 1`, neither},
		{`"kind": "time-dependent", "exponent": "pert(0.5, 1, 2)"`, `"exponent": 1`, neither},
		{`"commitment": true`, `"commitment": 1`, neither},
		{`"values": {"release": [0, 0.4, 0.8, 1], `, `"values": {"release": 0, `, neither},
		{`"trait": "noise", "is": 0.4`, `"trait": "noise"`, neither},
		{`"kind": "redline", "party": "downstream", "then"`, `"kind": "redline", "then"`, neither},
		{`"kind": "consent", "party": "bank", "if"`, `"kind": "consent", "party": "bank", "then"`, neither},
		{`"then": ["payment <= 1"], `, ``, neither},
		{`"then": ["payment <= 1"]`, `"then": ["payment"]`, neither},
		{`"for": ["downstream"], `, ``, neither},
		{`"scale": 1.5`, `"scale": 0`, neither},
		{`"scale": 1.5`, `"scale": 1.5, "shift": 1`, neither},
		{`"scale": 1.5, `, ``, neither},
		{`"key": "charter", `, ``, neither},
		{`"options": ["none", "5 million a year", "10 million a year"]`, `"options": []`, neither},

		{`"rounds": 12`, `"rounds": 12, "rounds": 12`, loader},
		{`"pert(20, 30, 40)"`, `"pert(40, 30, 20)"`, loader},
		{`"payment <= 1"`, `"payment <= 9"`, loader},
		{`"2025-03-25"`, `"2025-13-45"`, loader},
		{`"name": "institute", "role"`, `"actor": "nobody", "role"`, loader},
	} {
		edited := edit(t, text, c.old, c.new)
		_, err := scenarios.Decode(strings.NewReader(edited))
		bySchema := v.check([]byte(edited))
		got := loader
		switch {
		case err == nil && bySchema == nil:
			got = both
		case err != nil && bySchema != nil:
			got = neither
		case err == nil:
			got = "only the schema refuses it"
		}
		if got != c.want {
			t.Errorf("%s instead of %s: %s, want: %s\nloader: %v\nschema: %v", c.new, c.old, got, c.want, err, bySchema)
		}
	}
}

func TestSchemaIsACopy(t *testing.T) {
	a := scenarios.Schema()
	a[0] = 'x'
	if bytes.Equal(a, scenarios.Schema()) || !json.Valid(scenarios.Schema()) {
		t.Error("a change to what Schema returned reached the schema")
	}
}

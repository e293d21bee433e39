package scenarios

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestSchemaKnowsTheKeys compares the keys that the loader knows with those of
// the schema, object by object.
func TestSchemaKnowsTheKeys(t *testing.T) {
	var root map[string]any
	if err := json.Unmarshal(schema, &root); err != nil {
		t.Fatal(err)
	}
	defs := root["$defs"].(map[string]any)
	defs["scenario"] = root
	for kind, want := range keys {
		got := map[string]bool{}
		gather(defs[kind], got)
		if g, w := slices.Sorted(maps.Keys(got)), slices.Sorted(slices.Values(want)); !slices.Equal(g, w) {
			t.Errorf("%s: the schema has the keys %v, the loader %v", kind, g, w)
		}
	}
}

// TestManualKnowsTheKeys fails when a key is not explained.
func TestManualKnowsTheKeys(t *testing.T) {
	manual, err := os.ReadFile("../docs/howto/scenario-file.md")
	if err != nil {
		t.Fatal(err)
	}
	for kind, list := range keys {
		for _, key := range list {
			if !strings.Contains(string(manual), "`"+key+"`") && !strings.Contains(string(manual), "\""+key+"\":") {
				t.Errorf("docs/howto/scenario-file.md does not explain the key %s of a %s", key, kind)
			}
		}
	}
}

// gather collects the properties of a schema and of its alternatives.
func gather(x any, into map[string]bool) {
	s, _ := x.(map[string]any)
	props, _ := s["properties"].(map[string]any)
	for key := range props {
		into[key] = true
	}
	alternatives, _ := s["anyOf"].([]any)
	for _, a := range alternatives {
		gather(a, into)
	}
}

// TestUpgrade reads a file of an old version: it passes through every later one.
func TestUpgrade(t *testing.T) {
	upgrades = []func(*node){func(n *node) {
		for i := range n.fields {
			if n.fields[i].key == "turns" { // what version 2 of this test calls rounds
				n.fields[i].key = "rounds"
			}
		}
	}}
	defer func() { upgrades = nil }()
	file := func(format, key string) string {
		return `{"format": ` + format + `, "name": "x", "` + key + `": 3, "protocol": {"kind": "alternating"},
		"issues": [{"name": "i", "options": ["a"]}], "parties": []}`
	}
	for _, c := range []struct {
		format, key string
		ok          bool
	}{{"1", "turns", true}, {"2", "rounds", true}, {"2", "turns", false}, {"3", "rounds", false}} {
		sc, err := Decode(strings.NewReader(file(c.format, c.key)))
		if (err == nil) != c.ok || c.ok && sc.Rounds != 3 {
			t.Errorf("version %s with %s: %d rounds, error %v", c.format, c.key, sc.Rounds, err)
		}
	}
}

func TestFormatMatchesUpgrades(t *testing.T) {
	if Format != len(upgrades)+1 {
		t.Errorf("Encode writes format %d and there are %d upgrades, want one less", Format, len(upgrades))
	}
}

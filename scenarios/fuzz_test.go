package scenarios_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/scenarios"
)

// FuzzDecode reads anything. What does not decode says why; what does is taken
// by the schema too and, if it compiles, survives Encode.
func FuzzDecode(f *testing.F) {
	small := `{"format":1,"name":"s","rounds":2,"protocol":{"kind":"alternating"},
"issues":[{"name":"x","options":["a","b"]}],
"parties":[{"name":"p","utility":{"kind":"additive","weights":{"x":1},"values":{"x":[0,1]}},"strategy":{"kind":"random"}},
{"name":"q","utility":{"kind":"table","payoff":[1,0]},"strategy":{"kind":"hard-liner"}}],
"constraints":[{"kind":"rule","then":["x >= 0"],"p":0.5}]}`
	f.Add([]byte(small))
	for _, edits := range [][2]string{{"1", "2"}, {"x >= 0", "x = b"}, {"0.5", `"pert(0, 0.5, 1)"`}, {"[1,0]", "[1e999,0]"}, {`"x"`, `"x":1,"x"`}, {"}", "]"}} {
		f.Add([]byte(strings.Replace(small, edits[0], edits[1], 1)))
	}
	for _, path := range []string{"data/limited.json", "../examples/customfile/river.json"} {
		if text, err := os.ReadFile(path); err == nil {
			f.Add(text)
		}
	}
	v := theValidator(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		sc, err := scenarios.Decode(bytes.NewReader(data))
		if err != nil {
			if !errors.Is(err, negotiation.ErrScenario) {
				t.Fatalf("%v does not wrap ErrScenario", err)
			}
			return
		}
		if err := v.check(data); err != nil {
			t.Fatalf("the loader takes what the schema refuses: %v", err)
		}
		if outcomes(sc) > 1<<12 {
			return // too slow to compile by the thousand
		}
		p, err := sc.Compile()
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := scenarios.Encode(&b, sc); err != nil {
			t.Fatalf("what compiles does not encode: %v", err)
		}
		back, err := scenarios.Decode(&b)
		if err != nil {
			t.Fatalf("what Encode wrote does not decode: %v", err)
		}
		q, err := back.Compile()
		if err != nil || p.Fingerprint() != q.Fingerprint() {
			t.Fatalf("the fingerprint changed; compiled again: %v", err)
		}
	})
}

func outcomes(sc negotiation.Scenario) int {
	n := 1
	for _, is := range sc.Issues {
		n = min(n*len(is.Options), 1<<20)
	}
	return n
}

package scenarios_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/scenarios"
)

// river is the example file, which uses nearly every key.
func river(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("../examples/customfile/river.json")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// edit replaces old, which must be there, by new once.
func edit(t testing.TB, text, old, new string) string {
	t.Helper()
	if !strings.Contains(text, old) {
		t.Fatalf("the text to be edited does not hold %q", old)
	}
	return strings.Replace(text, old, new, 1)
}

func TestDecodeRiver(t *testing.T) {
	sc, err := scenarios.Decode(strings.NewReader(river(t)))
	if err != nil {
		t.Fatal(err)
	}
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, want string }{
		{"upstream/weight/release", "pert(30, 45, 60)"},
		{"upstream/value/gauges/2", "triangular(0, 0.3, 0.6)"},
		{"upstream/discount", "pert(0.970389, 0.990131, 1)"}, // the points to the power 30/30.4
		{"upstream/belief/institute/performance", "0.9"},
		{"downstream/deadline", "uniform(11, 14)"},
		{"downstream/risk/lambda", "pert(1, 1.5, 2)"},
		{"commission/belief/downstream/noise", "0.4"},
		{"upstream/redline/release-min-2-needs-payment-min-1", "0.8"},
		{"upstream/redline/gauges-max-1", "0"},
		{"bank/consent/payment-min-2", "pert(0.1, 0.3, 0.5)"},
		{"protocol/learning", "0.5"},
	} {
		q, ok := p.Param(c.name)
		if !ok {
			t.Errorf("there is no parameter %q", c.name)
			continue
		}
		if got, _ := negotiation.FormatQuantity(q.Quantity); got != c.want {
			t.Errorf("%s = %s, want %s", c.name, got, c.want)
		}
	}
	if got, want := p.Rules()[3].String(), "if release = 3 then gauges >= 1"; got != want {
		t.Errorf("rule 3 is %q, want %q: terms may name options", got, want)
	}
}

// TestFaults edits one place of a good file and wants the fault told with its
// place.
func TestFaults(t *testing.T) {
	tests := []struct {
		name, old, new string
		want           []string // parts of the message
	}{
		{"unknown key", `"rounds": 12`, `"rounds": 12, "ruonds": 3`, []string{"6:17: ruonds: there is no such key", `did you mean "rounds"?`}},
		{"unknown key below", `"trait": "performance", "is": "beta(8, 2)"`, `"trait": "performance", "si": 1, "is": "beta(8, 2)"`,
			[]string{"upstream/beliefs/0/si: there is no such key"}},
		{"duplicate key", `"rounds": 12`, `"rounds": 12, "rounds": 13`, []string{"6:17: rounds: the key is there twice"}},
		{"duplicate weight", `"gauges": 15},`, `"gauges": 15, "gauges": 16},`, []string{"parties/downstream/utility/weights/gauges: the key is there twice"}},
		{"missing key", `"rounds": 12,`, ``, []string{`1:1: the key "rounds" is missing`}},
		{"text for number", `"rounds": 12`, `"rounds": "12"`, []string{"6:13: rounds: it is a text, want a number"}},
		{"fraction", `"rounds": 12`, `"rounds": 12.5`, []string{"rounds: it is 12.5, want a whole number from 1 to 1048576"}},
		{"too many rounds", `"rounds": 12`, `"rounds": 1e9`, []string{"want a whole number from 1 to 1048576"}},
		{"number too large", `"round_days": 30`, `"round_days": 1e999`, []string{"round_days: it is 1e999"}},
		{"negative days", `"round_days": 30`, `"round_days": -1`, []string{"round_days: it is -1, want from 0 to 36500 days"}},
		{"list for object", `{"kind": "mediated", "by": "commission", "learning": 0.5}`, `[]`, []string{"protocol: it is a list, want an object"}},
		{"number for text", `"name": "river"`, `"name": 7`, []string{"name: it is a number, want a text"}},
		{"null where needed", `"name": "river"`, `"name": null`, []string{`the key "name" is missing`}},
		{"flag", `"from_status_quo": true`, `"from_status_quo": "yes"`, []string{"from_status_quo: it is a text, want true or false"}},
		{"date", `"2025-03-25"`, `"25.3.2025"`, []string{`vintage: it is "25.3.2025", want a date such as 2025-03-25`}},
		{"protocol", `"mediated"`, `"mediate"`, []string{`protocol/kind: it is "mediate", did you mean "mediated"?`}},
		{"key of another kind", `"kind": "mediated"`, `"kind": "alternating"`, []string{`protocol/by: it says nothing where kind is "alternating"`}},
		{"role", `"mediator"`, `"arbiter"`, []string{`parties/commission/role: it is "arbiter", want one of principal, mediator`}},
		{"strategy", `"time-dependent"`, `"time"`, []string{`strategy/kind: it is "time", want one of time-dependent`}},
		{"risk", `"cara"`, `"carra"`, []string{`risk/kind: it is "carra", did you mean "cara"?`}},
		{"quantity", `"pert(30, 45, 60)"`, `"pert(30, 45)"`, []string{"parties/upstream/utility/weights/release/is: quantity", "pert wants 3 numbers"}},
		{"quantity shape", `"correlation": 0.3`, `"correlation": [0.3]`, []string{`correlation: it is a list, want a number, a text such as "pert(1, 2, 4)"`}},
		{"quantity without is", `{"is": 15, "unit"`, `{"unit"`, []string{`weights/gauges: the key "is" is missing`}},
		{"provenance twice", `[1, 0.8, 0.5, 0]`, `[1, {"is": 0.8}, 0.5, 0]`, []string{"values/release/is/1: it has a provenance within a list that has one"}},
		{"weight of no issue", `"weights": {"release": "pert(40`, `"weights": {"relaese": "pert(40`, []string{`weights/relaese: there is no such issue, did you mean "release"?`}},
		{"term issue", `"payment <= 1"`, `"paymnt <= 1"`, []string{"constraints/0/then/0:", "paymnt"}},
		{"term option", `"payment <= 1"`, `"payment <= 7"`, []string{"constraints/0/then/0:", "want 0 to 2"}},
		{"term text", `"payment <= 1"`, `"payment 1"`, []string{"want an issue, one of >=, <=, = and an option"}},
		{"term shape", `["payment <= 1"]`, `"payment <= 1"`, []string{"constraints/0/then: it is a text, want a list"}},
		{"consent with then", `"if": ["payment >= 2"]`, `"if": ["payment >= 2"], "then": ["gauges = 1"]`, []string{"a consent has a consequence"}},
		{"constraint without terms", `"if": ["payment >= 2"], `, ``, []string{`constraints/4: the key "if" is missing`, `neither "if" nor "then"`}},
		{"constraint kind", `"kind": "consent"`, `"kind": "performing"`, []string{"want one of redline, rule, consent"}},
		{"status quo", `"options": ["none", "5 million a year", "10 million a year"]`,
			`"status_quo": "nine", "options": ["none", "5 million a year", "10 million a year"]`, []string{`issues/payment/status_quo: there is no option "nine"`}},
		{"repeated option", `"5 million a year", "10`, `"none", "10`, []string{"issues/payment/options/1", "used twice"}},
		{"patch", `"scale": 1.5`, `"scale": 1.5, "shift": 2`, []string{"schools/drought/patches/downstream/weight/release: 2 of set, scale and shift are given, want exactly 1"}},
		{"scale by nothing", `"scale": 1.5`, `"scale": 0`, []string{"scale: it is 0, want another number"}},
		{"format", `"format": 1`, `"format": 2`, []string{"2:13: format: the file has version 2 of the format, this library reads 1 to 1: a newer library is needed"}},
		{"format zero", `"format": 1`, `"format": 0`, []string{"format: it is 0, want a whole number from 1 to 1"}},
		{"format text", `"format": 1`, `"format": "1"`, []string{"format: it is a text"}},
		{"no format", `"format": 1,`, ``, []string{`the key "format" is missing, want "format": 1`}},
		{"two discounts", `"deadline": "uniform`, `"discount": 0.9, "deadline": "uniform`, []string{"both discount and discount_per_month are given"}},
		{"discount without days", `"round_days": 30,`, ``, []string{"parties/upstream/discount_per_month: rounds have no length"}},
		{"discount family", `"pert(0.9, 0.95, 0.99)"`, `"beta(9, 1)"`, []string{"discount_per_month: the discount per month is beta(9, 1), want exactly, uniform, triangular or pert"}},
		{"discount above 1", `"pert(0.9, 0.95, 0.99)"`, `1.1`, []string{"want values above 0 and at most 1"}},
		{"actor", `"name": "institute", "role"`, `"actor": "urope", "role"`, []string{`parties/urope/actor: there is no actor "urope"`}},
		{"comma at the end", `"rounds": 12,`, `"rounds": 12,,`, []string{"6:16: it is no JSON: invalid character ','"}},
		{"control character", `"name": "river"`, "\"name\": \"ri\x01ver\"", []string{"it is no JSON"}},
		{"no UTF-8", `"name": "river"`, "\"name\": \"ri\xffver\"", []string{"3:14: the bytes are no UTF-8"}},
	}
	text := river(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := scenarios.Decode(strings.NewReader(edit(t, text, tt.old, tt.new)))
			if err == nil {
				t.Fatal("no error")
			}
			if !errors.Is(err, negotiation.ErrScenario) {
				t.Errorf("%v does not wrap ErrScenario", err)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error is\n%v\nwant it to hold\n%s", err, want)
				}
			}
		})
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	text := river(t)
	text = edit(t, text, `"rounds": 12`, `"rounds": 0`)
	text = edit(t, text, `"cara"`, `"kara"`)
	text = edit(t, text, `"scale": 1.5`, `"scale": "1.5"`)
	text = edit(t, text, `"payment <= 1"`, `"paiment <= 1"`)
	_, err := scenarios.Decode(strings.NewReader(text))
	for _, want := range []string{"rounds: it is 0", `"kara"`, "scale: it is a text", "paiment"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is\n%v\nwant it to hold %s", err, want)
		}
	}
	var f *scenarios.FileFault
	if !errors.As(err, &f) || f.Line != 6 || f.Column != 13 || f.Path != "rounds" {
		t.Errorf("the first fault is %+v, want line 6, column 13, path rounds", f)
	}
}

func TestManyFaults(t *testing.T) {
	text := edit(t, river(t), `"rounds": 12`, `"rounds": 12`+strings.Repeat(`, "x": 1`, 250))
	_, err := scenarios.Decode(strings.NewReader(text))
	if err == nil || strings.Count(err.Error(), "\n") != 100 || !strings.Contains(err.Error(), "and 150 more faults") {
		t.Errorf("250 faults give %.300v, want 100 of them and a count of the rest", err)
	}
}

func TestBadFiles(t *testing.T) {
	text := river(t)
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "1:1: the file is empty"},
		{"space", " \n\t", "the file is empty"},
		{"truncated", text[:len(text)/2], "the file ends too early"},
		{"truncated by one", strings.TrimSpace(text)[:len(strings.TrimSpace(text))-1], "the file ends too early"},
		{"trailing data", text + "{}", "it is no JSON: invalid character '{' after top-level value"},
		{"trailing comma", text + ",", "after top-level value"},
		{"no object", "[1, 2]", "it is a list, want an object"},
		{"null", "null", "it is null, want an object"},
		{"a number", "1", "it is a number, want an object"},
		{"YAML", "format: 1\n", "it is no JSON"},
		{"deep", strings.Repeat("[", 20000), "it is no JSON"},
		{"oversized", strings.Repeat(" ", scenarios.MaxFile+1), "the file is larger than 16777216 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := scenarios.Decode(strings.NewReader(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) || !errors.Is(err, negotiation.ErrScenario) {
				t.Errorf("the error is %v, want one that holds %q and wraps ErrScenario", err, c.want)
			}
		})
	}
}

// TestTruncated cuts the file everywhere: an error each time, never a panic.
func TestTruncated(t *testing.T) {
	text := strings.TrimSpace(river(t))
	for n := 0; n < len(text); n += 7 {
		if _, err := scenarios.Decode(strings.NewReader(text[:n])); err == nil {
			t.Fatalf("the first %d bytes decode", n)
		}
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, fs.ErrPermission }

func TestLoad(t *testing.T) {
	if _, err := scenarios.Load("../examples/customfile/river.json"); err != nil {
		t.Error(err)
	}
	if _, err := scenarios.Load("no/such/file.json"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file gives %v, want fs.ErrNotExist", err)
	}
	if _, err := scenarios.Load(t.TempDir()); err == nil {
		t.Error("a folder loads")
	}
	path := filepath.Join(t.TempDir(), "wrong.json")
	if err := os.WriteFile(path, []byte(`{"format": 1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := scenarios.Load(path); err == nil || !strings.HasPrefix(err.Error(), path+":1:1: ") {
		t.Errorf("the error is %v, want it to begin with %s:1:1", err, path)
	}
	if _, err := scenarios.Decode(brokenReader{}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("a reader that fails gives %v, want its error", err)
	}
}

// TestActor cuts a party from the catalogue and overrides part of it.
func TestActor(t *testing.T) {
	text := `{"format": 1, "name": "pair", "rounds": 4, "round_days": 7, "protocol": {"kind": "alternating"},
	"issues": [{"name": "x", "options": ["a", "b"]}],
	"parties": [
	 {"actor": "russia", "utility": {"kind": "additive", "weights": {"x": 1}, "values": {"x": [0, 1]}, "commitment": true}},
	 {"actor": "ukraine", "name": "kyiv", "summary": "a delegation", "discount": 0.9, "correlation": null,
	  "utility": {"kind": "additive", "weights": {"x": 1}, "values": {"x": [1, 0]}}, "beliefs": [],
	  "strategy": {"kind": "hard-liner"}}],
	"performers": [{"party": "kyiv", "for": ["russia"], "issues": ["x"]}]}`
	_, err := scenarios.Decode(bytes.NewReader([]byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	sc, err := scenarios.Decode(strings.NewReader(strings.ReplaceAll(text, "kyiv", "ukraine")))
	if err != nil {
		t.Fatal(err)
	}
	p, err := sc.Compile()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"russia/strategy/exponent":          "pert(0.1, 0.3, 0.8)",
		"russia/belief/ukraine/performance": "pert(0.2, 0.4, 0.65)",
		"russia/risk/coefficient":           "pert(-0.5, 0, 0.5)",
		"ukraine/discount":                  "0.9",
		"ukraine/risk/lambda":               "pert(1.5, 2, 2.5)",
	} {
		q, _ := p.Param(name)
		if q.Quantity == nil {
			t.Errorf("there is no %s", name)
			continue
		}
		if got, _ := negotiation.FormatQuantity(q.Quantity); got != want {
			t.Errorf("%s = %s, want %s", name, got, want)
		}
	}
	if _, ok := p.Param("ukraine/belief/russia/performance"); ok {
		t.Error("beliefs that the file empties are there")
	}
	if len(sc.Sources) == 0 {
		t.Error("the sources of the actors are missing")
	}
}

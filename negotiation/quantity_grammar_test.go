package negotiation_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/parleylab/parley/negotiation"
	"gonum.org/v1/gonum/stat/distuv"
)

func TestParseQuantity(t *testing.T) {
	pert := negotiation.PERT{Min: 0, Mode: 8, Max: 18}
	cases := []struct {
		text string
		want negotiation.Quantity
		form string // as FormatQuantity writes it; "" means as text
	}{
		{"12", negotiation.Exactly(12), ""},
		{"-3.5e2", negotiation.Exactly(-350), "-350"},
		{".5", negotiation.Exactly(0.5), "0.5"},
		{"5.", negotiation.Exactly(5), "5"},
		{"1E+3", negotiation.Exactly(1000), "1000"},
		{"- -2", negotiation.Exactly(2), "2"},
		{"2 * (3 + 4) - 1", negotiation.Exactly(13), "13"},
		{"exactly(5)", negotiation.Exactly(5), "5"},
		{"1e300", negotiation.Exactly(1e300), "1e+300"},
		{"0.1", negotiation.Exactly(0.1), ""},
		{"uniform(0, 1)", negotiation.Uniform{Min: 0, Max: 1}, ""},
		{" Uniform ( -1 ,\n+1 ) ", negotiation.Uniform{Min: -1, Max: 1}, "uniform(-1, 1)"},
		{"triangular(0, 2, 5)", negotiation.Triangular{Min: 0, Mode: 2, Max: 5}, ""},
		{"PERT(0,8,18)", pert, "pert(0, 8, 18)"},
		{"beta(2, 5)", negotiation.Beta{Alpha: 2, Beta: 5}, ""},
		{"normal(0,1)", negotiation.Normal{Mean: 0, SD: 1}, "normal(0, 1)"},
		{"truncnormal(50, 20, 0, 100)", negotiation.TruncatedNormal{Mean: 50, SD: 20, Min: 0, Max: 100}, ""},
		{"lognormal(0, 0.5)", negotiation.LogNormal{Mu: 0, Sigma: 0.5}, ""},
		{"loguniform(0.01, 100)", negotiation.LogUniform{Min: 0.01, Max: 100}, ""},
		{"discrete(0: 0.2, 1: 0.8)", negotiation.Discrete{Values: []float64{0, 1}, Weights: []float64{0.2, 0.8}}, ""},
		{"empirical(1, 2, 2, 7)", negotiation.Empirical{Values: []float64{1, 2, 2, 7}}, ""},
		{"8 + pert(0, 8, 18)", negotiation.Shifted{By: 8, Of: pert}, ""},
		{"pert(0, 8, 18) + 8", negotiation.Shifted{By: 8, Of: pert}, "8 + pert(0, 8, 18)"},
		{"pert(0, 8, 18) - 3", negotiation.Shifted{By: -3, Of: pert}, ""},
		{"-3 + pert(0, 8, 18)", negotiation.Shifted{By: -3, Of: pert}, "pert(0, 8, 18) - 3"},
		{"1.3 * pert(0, 8, 18)", negotiation.Scaled{By: 1.3, Of: pert}, ""},
		{"pert(0, 8, 18) * 1.3", negotiation.Scaled{By: 1.3, Of: pert}, "1.3 * pert(0, 8, 18)"},
		{"-2 * pert(0, 8, 18)", negotiation.Scaled{By: -2, Of: pert}, ""},
		{"-pert(0, 8, 18)", negotiation.Scaled{By: -1, Of: pert}, ""},
		{"3 - pert(0, 8, 18)", negotiation.Shifted{By: 3, Of: negotiation.Scaled{By: -1, Of: pert}}, ""},
		{"3 + -2 * pert(0, 8, 18)", negotiation.Shifted{By: 3, Of: negotiation.Scaled{By: -2, Of: pert}}, ""},
		{"3 + 2 * pert(0, 8, 18)", negotiation.Shifted{By: 3, Of: negotiation.Scaled{By: 2, Of: pert}}, ""},
		{"2 * (3 + pert(0, 8, 18))", negotiation.Scaled{By: 2, Of: negotiation.Shifted{By: 3, Of: pert}}, ""},
		{"3 + 2 + pert(0, 8, 18)", negotiation.Shifted{By: 5, Of: pert}, "5 + pert(0, 8, 18)"},
		{"3 + (2 + pert(0, 8, 18))", negotiation.Shifted{By: 3, Of: negotiation.Shifted{By: 2, Of: pert}}, ""},
		{"2 + pert(0, 8, 18) - 3", negotiation.Shifted{By: -3, Of: negotiation.Shifted{By: 2, Of: pert}}, ""},
		{"2 * (3 * pert(0, 8, 18))", negotiation.Scaled{By: 2, Of: negotiation.Scaled{By: 3, Of: pert}}, ""},
		{"8 + exactly(5)", negotiation.Shifted{By: 8, Of: negotiation.Exactly(5)}, ""},
	}
	for _, c := range cases {
		got, err := negotiation.ParseQuantity(c.text)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("ParseQuantity(%q) = %#v, %v, want %#v", c.text, got, err, c.want)
			continue
		}
		form := c.form
		if form == "" {
			form = c.text
		}
		if text, err := negotiation.FormatQuantity(got); err != nil || text != form {
			t.Errorf("FormatQuantity(%#v) = %q, %v, want %q", got, text, err, form)
		}
	}
}

func TestParseQuantityRefuses(t *testing.T) {
	cases := []struct {
		text   string
		column int
		want   string
	}{
		{"", 1, "want a number, a distribution or '(', got the end"},
		{"  ", 3, "got the end"},
		{"12 13", 4, `want '+', '-', '*' or the end, got '1'`},
		{"1.2.3", 4, "got '.'"},
		{"0x10", 2, `got "x10"`},
		{"50%", 3, `got '%'`},
		{"1_000", 2, `got '_'`},
		{"nan", 1, `there is no distribution "nan"`},
		{"Inf", 1, `there is no distribution "Inf"`},
		{"1e999", 1, "below 1.8e308"},
		{"1e308 * 10", 1, "exactly: is +Inf, want a finite number"},
		{"pret(0, 8, 18)", 1, `there is no distribution "pret", did you mean "pert"?`},
		{"8 + truncatednormal(0, 1, 2, 3)", 5, `did you mean "truncnormal"?`},
		{"weather(1)", 1, "want one of exactly, uniform, "},
		{"pert", 5, "want '(', got the end"},
		{"pert(0, 8", 10, "want ',' or ')', got the end"},
		{"pert(0, 8)", 10, "pert wants 3 numbers (min, mode, max), got 2"},
		{"pert(0, 8, 18, 20)", 16, "pert wants 3 numbers (min, mode, max), got more"},
		{"pert(0, , 18)", 9, "want a number, got ','"},
		{"pert(0 8 18)", 8, "want ',' or ')', got '8'"},
		{"pert(0, x, 18)", 9, `want a number, got "x"`},
		{"pert(0, 8, 18", 14, "got the end"},
		{"pert(0, 8, 18) / 2", 16, "there is no division"},
		{"pert(0, 8, 18) + beta(1, 2)", 16, "want a number on one side of '+', got two distributions"},
		{"2 * pert(0, 8, 18) * beta(1, 2)", 20, "want a number on one side of '*', got two distributions"},
		{"(1 + 2", 7, "want ')', got the end"},
		{"1 +", 4, "want a number, a distribution or '(', got the end"},
		{"discrete(1, 2)", 11, "want ':', got ','"},
		{"discrete(1: )", 13, "want a number, got ')'"},
		{"discrete()", 1, "at least one value"},
		{"empirical(1, )", 14, "want a number after ',', got ')'"},
		{"empirical()", 1, "empirical/values: are missing"},
		{"8 + pert(9, 8, 7)", 5, "pert/min: is 9, want at most max, which is 7"},
		{"größe", 1, `there is no distribution "gr"`},
		{"5 − 3", 3, "got '−'"},
		{"\xff", 1, "got '\uFFFD'"},
		{"1\x00", 2, `got '\x00'`},
		{strings.Repeat("(", 1000), 129, "want at most 128 signs and parentheses"},
		{strings.Repeat("-", 1000), 129, "want at most 128 signs and parentheses"},
		{"uniform(0, 1)" + strings.Repeat(" + 1", 100), 1, "nested deeper than 32 levels"},
		{strings.Repeat(" ", negotiation.MaxQuantityText+1), 1, "the text has 1048577 bytes, want at most 1048576"},
	}
	for _, c := range cases {
		short := c.text[:min(len(c.text), 40)]
		q, err := negotiation.ParseQuantity(c.text)
		var e *negotiation.QuantityError
		if !errors.As(err, &e) {
			t.Errorf("ParseQuantity(%q) = %v, %v, want a QuantityError", short, q, err)
			continue
		}
		if e.Column != c.column || !strings.Contains(e.Reason, c.want) {
			t.Errorf("ParseQuantity(%q): column %d: %s, want column %d: %s", short, e.Column, e.Reason, c.column, c.want)
		}
		if !errors.Is(err, negotiation.ErrScenario) {
			t.Errorf("ParseQuantity(%q): %v does not wrap ErrScenario", short, err)
		}
		if len(err.Error()) > 1000 {
			t.Errorf("ParseQuantity(%q): the message has %d bytes, want at most 1000", short, len(err.Error()))
		}
	}
}

func TestParseQuantityReportsAllFaults(t *testing.T) {
	_, err := negotiation.ParseQuantity("2 * triangular(5, 9, 1) + uniform(3, 2)")
	for _, want := range []string{"column 5: triangular/min", "column 27: uniform/min", "column 25: want a number on one side"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want %q in it", err, want)
		}
	}
	_, err = negotiation.ParseQuantity("empirical(1e999" + strings.Repeat(", 1e999", 1000) + ")")
	if n := strings.Count(err.Error(), "\n"); n != 0 {
		t.Errorf("a number that cannot be read gives %d faults, want 1", n+1)
	}
	_, err = negotiation.ParseQuantity("discrete(1: -1" + strings.Repeat(", 1: -1", 1000) + ")")
	if n := strings.Count(err.Error(), "\n"); n != 10 || !strings.Contains(err.Error(), "and 991 faults more") {
		t.Errorf("1001 faults give %d lines, want 11: %v", n+1, err)
	}
}

func TestFormatQuantityRoundTrip(t *testing.T) {
	for _, q := range manyQuantities() {
		text, err := negotiation.FormatQuantity(q)
		if err != nil {
			t.Errorf("FormatQuantity(%#v): %v", q, err)
			continue
		}
		back, err := negotiation.ParseQuantity(text)
		if err != nil || !reflect.DeepEqual(back, q) {
			t.Errorf("ParseQuantity(%q) = %#v, %v, want %#v", text, back, err, q)
		}
		if s := q.(interface{ String() string }).String(); s != text {
			t.Errorf("String() = %q, want %q", s, text)
		}
	}
}

func TestFormatQuantityRefuses(t *testing.T) {
	long := negotiation.Empirical{Values: make([]float64, negotiation.MaxQuantityText/3)}
	cases := map[string]negotiation.Quantity{
		"distuv.Normal: has no text":      negotiation.Shifted{By: 1, Of: distuv.UnitNormal},
		"quantity: is missing":            nil,
		"uniform/min: is 2, want at most": negotiation.Uniform{Min: 2, Max: 1},
		"bytes of text, want at most":     long,
	}
	for want, q := range cases {
		if s, err := negotiation.FormatQuantity(q); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("FormatQuantity(%T) = %.40q, %v, want %q", q, s, err, want)
		}
	}
	got := negotiation.Shifted{By: 1, Of: distuv.Uniform{Min: 0, Max: 4}}.String()
	if want := "1 + distuv.Uniform(1, 2, 3)"; got != want {
		t.Errorf("String() of a foreign quantity = %q, want %q", got, want)
	}
}

func FuzzParseQuantity(f *testing.F) {
	for _, q := range manyQuantities() {
		text, err := negotiation.FormatQuantity(q)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, s := range []string{"", "((", "--1", "1e", "pert(", "discrete(1:2,3)", "3 - -2*normal(0,1)*-1", "−1", "\xff", "1e308*1e308"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := negotiation.ParseQuantity(s)
		if err != nil {
			_ = err.Error()
			return
		}
		if err := negotiation.CheckQuantity(q); err != nil {
			t.Fatalf("ParseQuantity(%q) = %v, which is faulty: %v", s, q, err)
		}
		text, err := negotiation.FormatQuantity(q)
		if err != nil {
			t.Fatalf("FormatQuantity(%#v): %v", q, err)
		}
		back, err := negotiation.ParseQuantity(text)
		if err != nil || !reflect.DeepEqual(back, q) {
			t.Fatalf("ParseQuantity(%q) = %#v, %v, want %#v as from %q", text, back, err, q, s)
		}
	})
}

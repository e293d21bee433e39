package actors

import (
	"strings"
	"testing"
)

// TestDecodeFaults edits a good file: every fault is found.
func TestDecodeFaults(t *testing.T) {
	good := `{"sources": [{"key": "k", "title": "t", "published": "2025-01-01"}],
	"actors": [{"name": "a", "title": "A", "role": "principal", "summary": "s",
	"discount_per_month": {"is": "0.9", "cite": "k"}, "risk": {"kind": "cara", "is": "0", "cite": "k"}}]}`
	if _, err := decode([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][3]string{
		{`"title": "A"`, `"titel": "A"`, "unknown field"},
		{`"principal"`, `"prince"`, `role "prince" does not exist`},
		{`"0.9"`, `"perrt(1)"`, `did you mean "pert"`},
		{`"is": "0", "cite": "k"`, `"is": "0", "cite": "x"`, `no source "x"`},
		{`"cara"`, `"care"`, `risk attitude "care"`},
		{`2025-01-01`, `January`, `date "January"`},
		{`]}`, `]} {}`, "data follows the end"},
	} {
		i := strings.LastIndex(good, c[0])
		_, err := decode([]byte(good[:i] + c[1] + good[i+len(c[0]):]))
		if err == nil || !strings.Contains(err.Error(), c[2]) {
			t.Errorf("%s instead of %s: error %v, want %q", c[1], c[0], err, c[2])
		}
	}
}

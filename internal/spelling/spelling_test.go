package spelling_test

import (
	"testing"

	"github.com/parleylab/parley/internal/spelling"
)

func TestNearest(t *testing.T) {
	names := []string{"russia/reservation", "ukraine/reservation", "sea", "see"}
	for _, c := range []struct{ name, want string }{
		{"rusia/reservation", "russia/reservation"},
		{"sea", "sea"},
		{"se", "sea"}, // one from both: the first of equals
		{"territory", ""},
		{"", ""},
	} {
		if got := spelling.Nearest(c.name, names); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// TestRun checks what the example prints: both rungs of every pin, with
// differences that follow from the shares, and zones that a pin can only lose,
// since it takes packages away.
func TestRun(t *testing.T) {
	var b strings.Builder
	const n = 400
	if err := run(context.Background(), &b, n); err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile(`  (zone|announced) +([0-9.]+) becomes ([0-9.]+): ([+-][0-9.]+) \[(-?[0-9.]+), (-?[0-9.]+)\], gained in ([0-9]+) and lost in ([0-9]+)`)
	found := row.FindAllStringSubmatch(b.String(), -1)
	if len(found) != 2*len(pins) {
		t.Fatalf("%d rows, want 2 for each of %d pins:\n%s", len(found), len(pins), b.String())
	}
	for _, f := range found {
		var before, after, d, lo, hi float64
		var gained, lost int
		if _, err := fmt.Sscan(strings.Join(f[2:], " "), &before, &after, &d, &lo, &hi, &gained, &lost); err != nil {
			t.Fatal(err)
		}
		// Printed to three decimals: 0.0016 is three roundings of half a unit.
		if x := float64(gained-lost)/n - d; x > 0.0016 || x < -0.0016 {
			t.Errorf("%s: gained less lost is %d of %d", f[0], gained-lost, n)
		}
		if x := after - before - d; x > 0.0016 || x < -0.0016 || lo > d || d > hi {
			t.Errorf("%s: shares, difference and interval do not fit together", f[0])
		}
		if f[1] == "zone" && gained > 0 {
			t.Errorf("%s: a zone appears where packages were taken away", f[0])
		}
	}
}

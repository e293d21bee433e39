//go:build unix

// Package cputime reads how much processor time this process has used, for
// benchmarks on machines that are shared: wall time moves with the neighbours.
package cputime

import (
	"syscall"
	"testing"
	"time"
)

// Now returns the processor time, user and system, that the process has used so
// far. It is 0 where the system does not say.
func Now() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Loop runs f for every iteration of b and reports its processor time as
// cpu-ns/op beside the wall time.
func Loop(b *testing.B, f func()) {
	b.Helper()
	b.ReportAllocs()
	start := Now()
	for b.Loop() {
		f()
	}
	if d := Now() - start; d > 0 && b.N > 0 {
		b.ReportMetric(float64(d.Nanoseconds())/float64(b.N), "cpu-ns/op")
	}
}

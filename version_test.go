package parley

import (
	"runtime/debug"
	"testing"
)

func TestVersionIn(t *testing.T) {
	dep := func(version string, replace *debug.Module) *debug.BuildInfo {
		return &debug.BuildInfo{
			Main: debug.Module{Path: "example.org/study", Version: "v9.9.9"},
			Deps: []*debug.Module{
				{Path: "example.org/other", Version: "v1.0.0"},
				{Path: module, Version: version, Replace: replace},
			},
		}
	}
	main := func(version string) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Path: module, Version: version}}
	}
	tests := []struct {
		name string
		info *debug.BuildInfo
		want string
	}{
		{"required by another program", dep("v0.3.1", nil), "0.3.1"},
		{"replaced by another module", dep("v0.3.1", &debug.Module{Path: "example.org/fork", Version: "v0.4.0"}), "0.4.0"},
		{"replaced by a folder", dep("v0.3.1", &debug.Module{Path: "../parley"}), fallback},
		{"our own command, released", main("v1.2.3"), "1.2.3"},
		{"our own command, from a commit", main("v0.1.1-0.20260102030405-0123456789ab"), "0.1.1-0.20260102030405-0123456789ab"},
		{"our own command, from a checkout", main("(devel)"), fallback},
		{"our own command, unstamped", main(""), fallback},
		{"another program altogether", &debug.BuildInfo{Main: debug.Module{Path: "example.org/study"}}, fallback},
		{"nothing known", &debug.BuildInfo{}, fallback},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := versionIn(tt.info); got != tt.want {
				t.Errorf("versionIn(%+v) = %q, want %q", tt.info, got, tt.want)
			}
		})
	}
}

// A test binary carries no version of the module it tests unless it was built
// with version control stamping, so only the shape can be asserted here.
func TestVersionIsNeverEmpty(t *testing.T) {
	got := Version()
	if got == "" || got[0] == 'v' || got == "(devel)" {
		t.Errorf("Version() = %q, want a version without a leading v", got)
	}
}

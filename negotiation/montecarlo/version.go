package montecarlo

import "runtime/debug"

const modulePath = "github.com/parleylab/parley"

// libraryVersion returns the version of this module as built in, or "devel".
func libraryVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	v := info.Main.Version
	if info.Main.Path != modulePath {
		for _, d := range info.Deps {
			if d.Path == modulePath {
				v = d.Version
			}
		}
	}
	if v == "" || v == "(devel)" {
		return "devel"
	}
	return v
}

package parley

import (
	"runtime/debug"
	"strings"
)

// module is the path under which this library is built and required.
const module = "github.com/parleylab/parley"

// fallback is what Version says of a build that carries no version of its own:
// a test binary, a plain checkout, or a program built without module support.
const fallback = "0.1.0-dev"

// Version returns the version of the library that is compiled into the running
// program, without a leading "v": "0.3.1" for a release, a pseudo-version for
// a build from a commit between releases, and "0.1.0-dev" where the build
// information names none. Where the library is replaced by another module, the
// version is the replacement's; a replacement by a folder has none.
//
// Version belongs in every manifest: equal bits are promised for equal versions
// only. It is constant while a program runs and may be called from anywhere.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return fallback
	}
	return versionIn(info)
}

// versionIn finds the library among the modules of a build: as the main module
// in our own commands, as a dependency in everybody else's.
func versionIn(info *debug.BuildInfo) string {
	if info.Main.Path == module {
		return versionOf(&info.Main)
	}
	for _, m := range info.Deps {
		if m.Path == module {
			return versionOf(m)
		}
	}
	return fallback
}

// versionOf reads one module, following its replacement if it has one.
func versionOf(m *debug.Module) string {
	if m.Replace != nil {
		m = m.Replace
	}
	if m.Version == "" || m.Version == "(devel)" {
		return fallback
	}
	return strings.TrimPrefix(m.Version, "v")
}

package parley_test

// The law of imports. A package imports only lower floors; neighbours on a floor
// never meet; the wing that knows the world and the wing that does the work never
// meet below the top floor; and what comes from other modules comes only where it
// was let in. The two tables below are the law, the rest of this file applies it.

import (
	"cmp"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const modulePath = "github.com/parleylab/parley"

// A wing is the side of the house a room lies on.
type wing string

const (
	trunk wing = "trunk" // seen from both wings
	world wing = "world" // who, about what, with which sources
	work  wing = "work"  // how often, how sure, how told
	top   wing = "top"   // sees both wings
)

// topFloor is the only floor whose rooms may see both wings.
const topFloor = 7

// A room is where a package stands. Step orders the rooms of floor 0 among
// themselves, where one kind of number is built on another: a room may import
// the lower steps of its own floor, never its own step. On all other floors the
// step is 0, so neighbours never meet.
type room struct {
	wing  wing
	floor int
	step  int
}

// rooms gives every package its place, by path below the module. A name ending
// in "/..." covers a whole subtree, whose packages are one room and may meet. An
// entry may stand before its package does: its place is then reserved.
var rooms = map[string]room{
	".":                 {trunk, 0, 0}, // Version and the map; imports nothing
	"internal/detmath":  {trunk, 0, 1},
	"internal/stream":   {trunk, 0, 2},
	"internal/factored": {trunk, 0, 3},
	"internal/spelling": {trunk, 0, 1},
	"internal/cputime":  {trunk, 0, 1}, // for benchmarks

	"negotiation/solution": {trunk, 1, 0},
	"negotiation/game":     {trunk, 1, 0},
	"negotiation/bargain":  {trunk, 1, 0},
	"negotiation/conflict": {trunk, 1, 0},
	"negotiation/spatial":  {trunk, 1, 0},

	"negotiation": {trunk, 2, 0},

	"negotiation/utility":   {trunk, 3, 0},
	"negotiation/strategy":  {trunk, 3, 0},
	"negotiation/protocol":  {trunk, 3, 0},
	"negotiation/dynamics":  {trunk, 3, 0},
	"negotiation/aftermath": {trunk, 3, 0},
	"negotiation/ladder":    {trunk, 3, 0},

	"actors":                 {world, 4, 0},
	"negotiation/montecarlo": {work, 4, 0},
	"negotiation/negotest":   {work, 4, 0},

	"scenarios":               {world, 5, 0},
	"negotiation/sensitivity": {work, 5, 0},
	"negotiation/calibrate":   {work, 5, 0},
	"negotiation/validate":    {work, 5, 0},
	"negotiation/empirical":   {work, 5, 0},

	"negotiation/report": {work, 6, 0},

	"cmd/parley/...": {top, topFloor, 0},
	"examples/...":   {top, topFloor, 0},
	"python/...":     {top, topFloor, 0},
	"web/...":        {top, topFloor, 0},
}

// offPath lists the rooms that no simulated number passes through, where the
// bits of a foreign kernel do no harm.
var offPath = []string{
	"negotiation/solution", "negotiation/game", "negotiation/bargain", "negotiation/conflict", "negotiation/spatial",
	"negotiation/montecarlo", "negotiation/sensitivity", "negotiation/calibrate", "negotiation/negotest", "examples/...",
}

// guests lists the modules of others that the library's own code may import, and
// the rooms they were let into; "..." is everywhere. What only tests import is
// not listed: tests may look anywhere. A new line here needs a decision record.
var guests = map[string][]string{
	"gonum.org/v1/gonum":           offPath,
	"golang.org/x/exp":             {"internal/..."},
	"github.com/google/go-cmp":     {"negotiation/negotest"},
	"github.com/spf13/cobra":       {"cmd/parley/..."},
	"github.com/spf13/pflag":       {"cmd/parley/..."},
	"github.com/vbauerster/mpb/v8": {"cmd/parley/..."},
}

// covers reports whether pattern, a path or a path with "/..." behind it, speaks
// of the package pkg.
func covers(pattern, pkg string) bool {
	if pattern == "..." {
		return true
	}
	stem, subtree := strings.CutSuffix(pattern, "/...")
	return pkg == stem || subtree && strings.HasPrefix(pkg, stem+"/")
}

// placeOf returns the entry of the table that covers pkg and its name.
func placeOf(table map[string]room, pkg string) (name string, r room, ok bool) {
	for name, r := range table {
		if covers(name, pkg) {
			return name, r, true
		}
	}
	return "", room{}, false
}

// arrow returns what is wrong with a package in room a importing one in room b,
// or "" if nothing is.
func arrow(a, b room) string {
	switch {
	case a.floor < b.floor, a.floor == b.floor && a.step < b.step:
		return "upward"
	case a.floor == b.floor && a.step == b.step:
		return "sideways"
	case a.wing != b.wing && b.wing != trunk && a.floor < topFloor:
		return "across the wings"
	}
	return ""
}

// guestFault returns what is wrong with pkg importing target, a path outside the
// module: nothing if it is the standard library or a guest of that room.
func guestFault(pkg, target string) string {
	if host, _, _ := strings.Cut(target, "/"); !strings.Contains(host, ".") {
		return ""
	}
	for guest, where := range guests {
		if !covers(guest+"/...", target) {
			continue
		}
		if slices.ContainsFunc(where, func(p string) bool { return covers(p, pkg) }) {
			return ""
		}
		return "a guest that was not let into this room"
	}
	return "a dependency without a decision record"
}

// breaches returns every breach of the law in a graph of imports, sorted. The
// keys of graph are paths below the module, its values full import paths.
func breaches(table map[string]room, graph map[string][]string) []string {
	var found []string
	for pkg, imports := range graph {
		name, here, ok := placeOf(table, pkg)
		if !ok {
			found = append(found, pkg+": has no entry in the table of rooms")
			continue
		}
		for _, target := range imports {
			if fault := importFault(table, name, pkg, here, target); fault != "" {
				found = append(found, fmt.Sprintf("%s: imports %s: %s", pkg, target, fault))
			}
		}
	}
	slices.Sort(found)
	return found
}

// importFault judges one import of the package pkg, which stands in the room
// here under the given name.
func importFault(table map[string]room, name, pkg string, here room, target string) string {
	rel, inside := belowModule(target)
	if !inside {
		return guestFault(pkg, target)
	}
	other, there, ok := placeOf(table, rel)
	if !ok || other == name { // the target's own missing entry is reported once, with the target
		return ""
	}
	fault := arrow(here, there)
	if fault == "" {
		return ""
	}
	return fmt.Sprintf("%s, from %s floor %d to %s floor %d", fault, here.wing, here.floor, there.wing, there.floor)
}

// belowModule returns an import path relative to the module, "." for its root.
func belowModule(target string) (string, bool) {
	if target == modulePath {
		return ".", true
	}
	return strings.CutPrefix(target, modulePath+"/")
}

// importGraph parses the imports of all non-test Go files below fsys, whatever
// their build constraints, and returns the import paths of each package, sorted.
// Nested modules, testdata and hidden folders are not part of the module.
func importGraph(fsys fs.FS) (map[string][]string, error) {
	graph := map[string]map[string]bool{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && isOutside(fsys, name):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		return addImports(graph, fsys, name)
	})
	sorted := map[string][]string{}
	for pkg, set := range graph {
		sorted[pkg] = slices.Sorted(maps.Keys(set))
	}
	return sorted, err
}

// isOutside reports whether the go command would leave a folder out of "./...".
func isOutside(fsys fs.FS, dir string) bool {
	if dir == "." {
		return false
	}
	base := path.Base(dir)
	if base == "testdata" || base == "vendor" || base[0] == '.' || base[0] == '_' {
		return true
	}
	_, err := fs.Stat(fsys, path.Join(dir, "go.mod"))
	return err == nil
}

// addImports parses one file and adds its imports to those of its package.
func addImports(graph map[string]map[string]bool, fsys fs.FS, name string) error {
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
	if err != nil {
		return err
	}
	pkg := path.Dir(name)
	if graph[pkg] == nil {
		graph[pkg] = map[string]bool{}
	}
	for _, spec := range file.Imports {
		target, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		graph[pkg][target] = true
	}
	return nil
}

func TestFloors(t *testing.T) {
	graph, err := importGraph(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := graph["."]; !ok {
		t.Fatalf("the root package was not found among %v", slices.Sorted(maps.Keys(graph)))
	}
	for _, breach := range breaches(rooms, graph) {
		t.Error(breach)
	}
}

// TestMap holds the package page of the root to the table: every room that a
// user can import is linked from it as soon as it exists, and it links to no
// room that has no place.
func TestMap(t *testing.T) {
	graph, err := importGraph(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range graph {
		_, r, _ := placeOf(rooms, pkg)
		if r.floor > 0 && r.floor < topFloor && !strings.Contains(string(page), "["+modulePath+"/"+pkg+"]") {
			t.Errorf("doc.go has no link to %s", pkg)
		}
	}
	for _, piece := range strings.Split(string(page), "["+modulePath+"/")[1:] {
		pkg, _, _ := strings.Cut(piece, "]")
		if _, _, ok := placeOf(rooms, pkg); !ok {
			t.Errorf("doc.go links to %s, which has no entry in the table of rooms", pkg)
		}
	}
}

func TestRoomsAreSound(t *testing.T) {
	for name, r := range rooms {
		if r.floor < 0 || r.floor > topFloor || (r.wing == top) != (r.floor == topFloor) {
			t.Errorf("rooms[%q] = %+v, want floor 0 to %d, the top wing on the top floor only", name, r, topFloor)
		}
		if (r.wing == world || r.wing == work) && r.floor < 4 {
			t.Errorf("rooms[%q] = %+v, want the wings above floor 3", name, r)
		}
		if r.floor > 0 && r.step != 0 {
			t.Errorf("rooms[%q] = %+v, want steps on floor 0 only", name, r)
		}
		for other := range rooms {
			if name != other && covers(name, strings.TrimSuffix(other, "/...")) {
				t.Errorf("rooms[%q] lies inside rooms[%q], want each package in one room", other, name)
			}
		}
	}
}

func TestBreaches(t *testing.T) {
	in := func(pkgs ...string) []string {
		for i, p := range pkgs {
			pkgs[i] = modulePath + "/" + p
		}
		return pkgs
	}
	tests := []struct {
		name  string
		graph map[string][]string
		want  string // what the only breach must say; "" for none
	}{
		{"downward", map[string][]string{"negotiation": in("internal/stream", "negotiation/solution")}, ""},
		{"down past a floor", map[string][]string{"negotiation/report": in("negotiation")}, ""},
		{"the root from anywhere", map[string][]string{"negotiation/montecarlo": {modulePath}}, ""},
		{"upward", map[string][]string{"negotiation": in("negotiation/strategy")}, "upward"},
		{"upward out of floor 0", map[string][]string{"internal/factored": in("negotiation")}, "upward"},
		{"the root importing anything", map[string][]string{".": in("internal/detmath")}, "upward"},
		{"sideways", map[string][]string{"negotiation/strategy": in("negotiation/utility")}, "sideways"},
		{"sideways between the wings", map[string][]string{"actors": in("negotiation/montecarlo")}, "sideways"},
		{"a lower step of floor 0", map[string][]string{"internal/factored": in("internal/detmath", "internal/stream")}, ""},
		{"a higher step of floor 0", map[string][]string{"internal/detmath": in("internal/stream")}, "upward"},
		{"world meets work", map[string][]string{"scenarios": in("negotiation/montecarlo")}, "across the wings"},
		{"work meets world", map[string][]string{"negotiation/report": in("scenarios")}, "across the wings"},
		{"within a wing", map[string][]string{"scenarios": in("actors"), "negotiation/report": in("negotiation/montecarlo")}, ""},
		{"the top sees both", map[string][]string{"cmd/parley": in("scenarios", "negotiation/report")}, ""},
		{"the top in itself", map[string][]string{"cmd/parley": in("cmd/parley/table")}, ""},
		{"the top sideways", map[string][]string{"examples/quickstart": in("cmd/parley")}, "sideways"},
		{"no entry", map[string][]string{"negotiation/attic": nil}, "no entry"},
		{"no entry below a room", map[string][]string{"scenarios/attic": nil}, "no entry"},
		{"a name that only begins alike", map[string][]string{"cmd/parleyx": nil}, "no entry"},
		{"the standard library", map[string][]string{"internal/stream": {"math/bits", "encoding/json"}}, ""},
		{"a guest at home", map[string][]string{"cmd/parley": {"github.com/spf13/cobra", "github.com/vbauerster/mpb/v8/decor"}}, ""},
		{"a guest elsewhere", map[string][]string{"scenarios": {"github.com/spf13/cobra"}}, "not let into this room"},
		{"gonum off the simulated path", map[string][]string{"negotiation/solution": {"gonum.org/v1/gonum/optimize/convex/lp"}}, ""},
		{"gonum in the engine", map[string][]string{"negotiation": {"gonum.org/v1/gonum/stat/distuv"}}, "not let into this room"},
		{"gonum in the arithmetic", map[string][]string{"internal/detmath": {"gonum.org/v1/gonum/stat/distuv"}}, "not let into this room"},
		{"a stranger", map[string][]string{"negotiation": {"example.org/yaml"}}, "decision record"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := breaches(rooms, tt.graph)
			if len(got) != min(1, len(tt.want)) || tt.want != "" && !strings.Contains(got[0], tt.want) {
				t.Errorf("breaches(%v) = %q, want %s", tt.graph, got, cmp.Or(tt.want, "none"))
			}
		})
	}
}

func TestImportGraph(t *testing.T) {
	file := func(src string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(src)} }
	graph, err := importGraph(fstest.MapFS{
		"go.mod":              file("module " + modulePath),
		"doc.go":              file("package parley\n"),
		"a/one.go":            file("package a\nimport (\n\t\"fmt\"\n\tx \"os\"\n)\n"),
		"a/two.go":            file("//go:build never\n\npackage a\nimport _ \"embed\"\nimport \"fmt\"\n"),
		"a/one_test.go":       file("package a\nimport \"testing\"\n"),
		"b/only_test.go":      file("package b\nimport \"testing\"\n"),
		"nested/go.mod":       file("module nested\n"),
		"nested/n.go":         file("package nested\nimport \"net\"\n"),
		"a/testdata/t.go":     file("package broken import"),
		".hidden/h.go":        file("package broken import"),
		"_under/u.go":         file("package broken import"),
		"vendor/example/v.go": file("package broken import"),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{".": nil, "a": {"embed", "fmt", "os"}}
	if !maps.EqualFunc(graph, want, slices.Equal) {
		t.Errorf("importGraph = %v, want %v", graph, want)
	}
	if _, err := importGraph(fstest.MapFS{"a/a.go": file("package a\nimport fmt\n")}); err == nil {
		t.Error("importGraph of a file that does not parse: no error, want one")
	}
}

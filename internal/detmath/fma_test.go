package detmath_test

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// bitExact lists the packages that reach a simulated number, relative to the
// module. Add a package here when it joins the path; one that is not yet there,
// or does not build at the moment, is skipped by name.
var bitExact = []string{
	"internal/detmath",
	"internal/stream",
	"internal/factored",
	"negotiation",
	"negotiation/strategy",
	"negotiation/utility",
	"negotiation/protocol",
}

const module = "github.com/parleylab/parley"

// fused matches the arm64 instructions that round x*y + z once. The same source
// may fuse on ppc64le, s390x, riscv64 and amd64 v3; arm64 stands for them, since
// the disassembler of the Go tools does not print the amd64 ones.
var fused = regexp.MustCompile(`\bFN?M(ADD|SUB)[DS]\b`)

// TestNoFusedMultiplyAdd compiles each bit-exact package for arm64 and reads the
// whole of its object code, exported or not, reachable or not.
func TestNoFusedMultiplyAdd(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles for another architecture; skipped under -short")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command to compile with")
	}
	for _, pkg := range bitExact {
		t.Run(strings.ReplaceAll(pkg, "/", "."), func(t *testing.T) {
			archive := compileARM64(t, module+"/"+pkg)
			for _, line := range disassembledFusions(t, archive) {
				t.Errorf("fused: %s\n\twrap the product in float64(x*y)", line)
			}
		})
	}
}

// TestFusionIsFound guards the lint itself: a forgotten conversion must show.
func TestFusionIsFound(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles for another architecture; skipped under -short")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command to compile with")
	}
	dir := t.TempDir()
	source := "package p\n\nfunc F(x, y, z float64) float64 { return x*y + z }\n"
	if err := os.WriteFile(dir+"/p.go", []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/go.mod", []byte("module p\n\ngo 1.26\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "build", "-o", dir+"/p.a", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOARCH=arm64", "GOOS=linux", "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("cannot compile the probe: %v\n%s", err, out)
	}
	if got := disassembledFusions(t, dir+"/p.a"); len(got) != 1 {
		t.Errorf("the lint found %q in a function that fuses once", got)
	}
}

// compileARM64 returns the path of the package's archive, or skips the test.
func compileARM64(t *testing.T, pkg string) string {
	t.Helper()
	cmd := exec.Command("go", "list", "-export", "-f", "{{.Export}}", pkg)
	cmd.Env = append(os.Environ(), "GOARCH=arm64", "GOOS=linux", "CGO_ENABLED=0")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	path := strings.TrimSpace(string(out))
	if err != nil || path == "" {
		reason, _, _ := strings.Cut(stderr.String(), "undefined")
		t.Skipf("%s is not there or does not build for arm64: %.300s", pkg, reason)
	}
	return path
}

// disassembledFusions returns function, source line and instruction of every
// fused multiply-add in the archive.
func disassembledFusions(t *testing.T, archive string) []string {
	t.Helper()
	out, err := exec.Command("go", "tool", "objdump", archive).CombinedOutput()
	if err != nil {
		t.Fatalf("go tool objdump %s: %v\n%s", archive, err, out)
	}
	if !bytes.Contains(out, []byte("TEXT")) {
		t.Fatalf("go tool objdump printed no function of %s", archive)
	}
	var found []string
	function := ""
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, "TEXT ") {
			function = strings.Fields(line)[1]
		}
		if fused.MatchString(line) {
			f := strings.Fields(line)
			found = append(found, function+" "+f[0]+" "+strings.Join(f[min(3, len(f)):], " "))
		}
	}
	return found
}

// Demands reads the output of `go test -bench` on standard input and prints the
// figures that the project demands of itself beside the measured ones. With
// -bin it also times one whole run of the command. It judges nothing: the exit
// status is 0 whether a demand is met or not, and 1 if a benchmark is missing.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"
)

// figures maps a benchmark and a unit to the measured value.
type figures map[string]map[string]float64

var line = regexp.MustCompile(`^(Benchmark\S+?)(-\d+)?\s+\d+\s+(.*)$`)

// read parses benchmark lines and echoes everything.
func read() figures {
	f := figures{}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		fmt.Println(in.Text())
		m := line.FindStringSubmatch(in.Text())
		if m == nil {
			continue
		}
		units := map[string]float64{}
		w := strings.Fields(m[3])
		for i := 0; i+1 < len(w); i += 2 {
			x, err := strconv.ParseFloat(w[i], 64)
			if err == nil {
				units[w[i+1]] = x
			}
		}
		f[m[1]] = units
	}
	return f
}

// cost returns the processor time of one operation, or wall time where the
// benchmark reports no processor time.
func (f figures) cost(name string) float64 {
	u, ok := f["Benchmark"+name]
	if !ok {
		return math.NaN()
	}
	if x, ok := u["cpu-ns/op"]; ok {
		return x
	}
	return u["ns/op"]
}

// growth fits the exponent of cost against the number of outcomes.
func (f figures) growth() float64 {
	var n, sx, sy, sxx, sxy float64
	for name := range f {
		size, ok := strings.CutPrefix(name, "BenchmarkGrowth/outcomes=")
		if !ok {
			continue
		}
		x, _ := strconv.ParseFloat(size, 64)
		x, y := math.Log(x), math.Log(f.cost(strings.TrimPrefix(name, "Benchmark")))
		n, sx, sy, sxx, sxy = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}

// allocations returns the greatest number over the playing benchmarks.
func (f figures) allocations() float64 {
	most := math.NaN()
	for name, u := range f {
		if strings.HasPrefix(name, "BenchmarkPlay/") && !(u["allocs/op"] <= most) {
			most = u["allocs/op"]
		}
	}
	return most
}

// A row is one demand: what is wanted, and the measured text.
type row struct{ what, want, got string }

func (f figures) rows() []row {
	ratio := func(a, b string) string {
		return fmt.Sprintf("%.0f×", f.cost("Reference/"+a)/f.cost("Play/"+b))
	}
	rate := func(name string) string { return fmt.Sprintf("%.0f/s", 1e9/f.cost("Play/"+name)) }
	micro := func(name string) string { return fmt.Sprintf("%.1f µs", f.cost("Play/"+name)/1e3) }
	return []row{
		{"3 parties, 5^6 outcomes, 100 rounds, outcome only", "at least 200× naive", ratio("three-5^6", "three-5^6/outcome") + ", " + rate("three-5^6/outcome")},
		{"the same, every turn", "at least 130× naive", ratio("three-5^6", "three-5^6/turns") + ", " + rate("three-5^6/turns")},
		{"3 parties, 10^6 outcomes, outcome only", "at least 2000× naive", ratio("three-10^6", "three-10^6/outcome")},
		{"bilateral, 10^3 outcomes", "at least 27× naive", ratio("bilateral-10^3", "bilateral-10^3/outcome")},
		{"fixed utilities, every turn", "at least 150000/s", rate("fixed-5^6/turns")},
		{"the same, against sorting once and binary search", "at least 2×", fmt.Sprintf("%.1f×", f.cost("Conventional/fixed-5^6")/f.cost("Play/fixed-5^6/turns"))},
		{"limited as shipped (mediated)", "at most 150 µs", micro("limited")},
		{"limited, alternating offers", "at most 150 µs", micro("limited-alternating")},
		{"comprehensive as shipped (alternating)", "at most 150 µs", micro("comprehensive")},
		{"comprehensive, mediated", "at most 150 µs", micro("comprehensive-mediated")},
		{"growth in outcomes, 6e2 to 1e7", "N^0.50 or less", fmt.Sprintf("N^%.2f", f.growth())},
		{"custom strategy, fixed utilities", "at most 2.0× the compiled plan", fmt.Sprintf("%.2f×", f.cost("Play/fixed-5^6/custom")/f.cost("Play/fixed-5^6/turns"))},
		{"allocations per replication", "0", fmt.Sprintf("%.0f", f.allocations())},
		{"two workers", "at least 1.85× one, on an idle machine", fmt.Sprintf("%.2f×", f["BenchmarkWorkers/1"]["ns/op"]/f["BenchmarkWorkers/2"]["ns/op"])},
	}
}

// command times the default run of the limited scenario.
func command(bin string) (row, error) {
	c := exec.Command(bin, "run", "limited", "--seed", "1")
	start := time.Now()
	out, err := c.CombinedOutput()
	if err != nil {
		return row{}, fmt.Errorf("%s: %w\n%s", bin, err, out)
	}
	u := c.ProcessState.SysUsage().(*syscall.Rusage)
	return row{"parley run limited, default runs, all schools", "under 15 s, under 300 MB",
		fmt.Sprintf("%.1f s, %.0f MB", time.Since(start).Seconds(), float64(u.Maxrss)/1024)}, nil
}

func main() {
	bin := flag.String("bin", "", "the built command, to be timed as well")
	flag.Parse()
	f := read()
	rows := f.rows()
	code := 0
	if *bin != "" {
		r, err := command(*bin)
		if err != nil {
			fmt.Fprintln(os.Stderr, "demands:", err)
			code = 1
		} else {
			rows = append(rows, r)
		}
	}
	fmt.Println()
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "case\tdemand\tmeasured")
	for _, r := range rows {
		if strings.Contains(r.got, "NaN") {
			code = 1
		}
		fmt.Fprintf(t, "%s\t%s\t%s\n", r.what, r.want, r.got)
	}
	t.Flush()
	os.Exit(code)
}

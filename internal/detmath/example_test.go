package detmath_test

import (
	"fmt"

	"github.com/parleylab/parley/internal/detmath"
)

func ExampleNormalQuantile() {
	fmt.Println(detmath.NormalQuantile(0.975))
	// Output: 1.9599639845400538
}

func ExamplePow() {
	fmt.Println(detmath.Pow(0.98, 30)) // a discount of 2% over 30 rounds
	// Output: 0.5454843193824369
}

// A PERT law is a beta law on an interval: with bounds 0 and 18 and mode 8 the
// shapes are 1 + 4·8/18 and 1 + 4·10/18.
func ExampleQuantileTable() {
	law := detmath.NewBeta(1+32./18, 1+40./18)
	table := detmath.NewQuantileTable(func(p float64) float64 { return 18 * law.Quantile(p) })
	fmt.Printf("median %.4f\n", table.At(0.5))
	fmt.Println("error below 1e-10 of the spread:", table.MaxError() < 1e-10)
	// Output:
	// median 8.2546
	// error below 1e-10 of the spread: true
}

func ExampleTruncatedNormalQuantile() {
	// The median of a normal law cut to far beyond its mean.
	fmt.Printf("%.6f\n", detmath.TruncatedNormalQuantile(0.5, 0, 1, 6, 9))
	// Output: 6.111565
}

package parley_test

import (
	"fmt"
	"strings"

	"github.com/parleylab/parley"
)

// A result file should say what made it.
func ExampleVersion() {
	v := parley.Version()
	fmt.Println("has a version:", v != "")
	fmt.Println("leads with v:", strings.HasPrefix(v, "v"))
	// Output:
	// has a version: true
	// leads with v: false
}

package validate_test

import (
	"context"
	"fmt"

	"github.com/parleylab/parley/negotiation/validate"
)

func ExampleRun() {
	r, err := validate.Run(context.Background(), "rubinstein.spe", "ss.unsc")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range r.Rows {
		fmt.Printf("%s: %.6g, %s\n", row.ID, row.Got, row.Verdict)
	}
	fmt.Println(r.Summary())
	// Output:
	// rubinstein.spe: [0.714286], holds
	// rubinstein.spe.second: [0.642857], holds
	// rubinstein.spe.sym: [0.512821], holds
	// ss.unsc: [0.19627 0.0018648], holds
	// 4 of 4 anchors hold, 0 fail, 0 skipped
}

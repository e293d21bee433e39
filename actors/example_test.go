package actors_test

import (
	"fmt"
	"time"

	"github.com/parleylab/parley/actors"
	"github.com/parleylab/parley/negotiation"
)

// A party for a game with weekly rounds in which only the United States delivers.
func ExampleActor_Cut() {
	p := actors.Ukraine().Cut(7*24*time.Hour, "us")
	fmt.Println(p.Name, "is a", p.Role)
	fmt.Println("discount", p.Discount)
	for _, b := range p.Beliefs {
		fmt.Println(b.Trait, "of", b.About, b.Quantity)
	}
	// Output:
	// ukraine is a principal
	// discount pert(0.985853, 0.99183, 0.996526)
	// performance of us pert(0.4, 0.65, 0.85)
}

func ExamplePerRound() {
	monthly := negotiation.PERT{Min: 0.85, Mode: 0.92, Max: 0.97}
	q, err := actors.PerRound(monthly, 3*24*time.Hour)
	fmt.Println(q, err)
	// Output: pert(0.98409, 0.991805, 0.996999) <nil>
}

package strategy_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/parleylab/parley/negotiation/strategy"
)

func TestByName(t *testing.T) {
	for _, n := range strategy.Names() {
		s, err := strategy.ByName(n)
		if err != nil || s == nil {
			t.Errorf("ByName(%q) = %v, %v", n, s, err)
		}
	}
	if _, err := strategy.ByName("bulware"); !errors.Is(err, strategy.ErrUnknown) {
		t.Errorf("ByName of no name: %v, want ErrUnknown", err)
	}
}

func ExampleByName() {
	s, _ := strategy.ByName("boulware")
	fmt.Println(s)
	// Output: {0.2}
}

package negotest_test

import (
	"errors"
	"fmt"

	"github.com/parleylab/parley/negotiation"
	"github.com/parleylab/parley/negotiation/negotest"
	"github.com/parleylab/parley/negotiation/protocol"
	"github.com/parleylab/parley/negotiation/strategy"
)

func ExampleCheckStrategy() {
	fmt.Println(negotest.CheckStrategy(strategy.HardLiner{}, negotest.Options{}))
	// Output: <nil>
}

// pushover takes whatever it is offered.
type pushover struct{}

func (pushover) Agent() negotiation.Agent { return pushover{} }

func (pushover) Reset(*negotiation.View)                                 {}
func (pushover) Propose(v *negotiation.View) negotiation.Outcome         { return v.Best() }
func (pushover) Accept(*negotiation.View, int, negotiation.Outcome) bool { return true }

func ExampleFinding() {
	err := negotest.CheckStrategy(pushover{}, negotest.Options{})
	var f *negotest.Finding
	if errors.As(err, &f) {
		fmt.Println(f.Check)
	}
	// Output: bilateral/reservation
}

// One who takes anything keeps all other promises.
func ExampleOptions() {
	fmt.Println(negotest.CheckStrategy(pushover{}, negotest.Options{Yields: true}))
	// Output: <nil>
}

func ExampleCheckUtility() {
	o := negotest.Options{Setting: negotiation.Scenario{Issues: twoIssues}}
	fmt.Println(negotest.CheckUtility(additive(), o))
	// Output: <nil>
}

func ExampleCheckProtocol() {
	fmt.Println(negotest.CheckProtocol(protocol.Alternating{}, negotest.Options{Replications: 10}))
	// Output: <nil>
}

func ExampleCheckScenario() {
	fmt.Println(negotest.CheckScenario(negotiation.Scenario{Name: "empty"}, negotest.Options{}))
	// Output: negotest: compiles: issues: there are none, want at least 1
}

package negotest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/parleylab/parley/negotiation"
)

// A Finding is a promise that was not kept.
type Finding struct {
	Check  string // the promise, as the subtest is called, such as "bilateral/no-peeking"
	Reason string // what was seen and what was wanted
}

// Error returns the promise and the reason.
func (f *Finding) Error() string { return "negotest: " + f.Check + ": " + f.Reason }

// unchecked is the outcome of a check that does not apply.
type unchecked string

func (u unchecked) Error() string { return string(u) }

// A check is one promise. run returns what it looked at, or why it failed; the
// error is of type unchecked if the promise does not apply.
type check struct {
	name string
	run  func() (note string, err error)
}

// guarded runs the check and turns a panic of the part under test into a fault.
func (c check) guarded() (note string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return c.run()
}

// report runs checks as subtests.
func report(t *testing.T, checks []check) {
	t.Helper()
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			note, err := c.guarded()
			var none unchecked
			switch {
			case errors.As(err, &none):
				t.Skip("does not apply: " + string(none))
			case err != nil:
				t.Fatal(err)
			}
			t.Log("checked " + note)
		})
	}
}

// findings runs checks and joins what they found.
func findings(checks []check) error {
	var list []error
	for _, c := range checks {
		_, err := c.guarded()
		var none unchecked
		if err != nil && !errors.As(err, &none) {
			list = append(list, &Finding{Check: c.name, Reason: err.Error()})
		}
	}
	return errors.Join(list...)
}

// Scenario holds sc to what every scenario promises, whatever its parts: it
// compiles; a replication depends on the seed and the index only, on fresh and
// on used sessions and in any order; a trace, a run without short cuts and the
// reference engine tell the same; offers and deals are feasible; nobody offers,
// takes or gets less than its reservation value; records are consistent; listing
// the principals in another order changes nothing; every school compiles and
// plays.
func Scenario(t *testing.T, sc negotiation.Scenario, o Options) {
	t.Helper()
	report(t, scenarioChecks(sc, o))
}

// CheckScenario returns the promises of Scenario that sc breaks, joined, each a
// *Finding, or nil.
func CheckScenario(sc negotiation.Scenario, o Options) error { return findings(scenarioChecks(sc, o)) }

// Strategy holds s to what every strategy promises: all that Scenario checks, in
// several settings, and that its agents know no more of a rival than was said
// aloud, however the rival's secrets change. If its agents are Conceders, that
// they follow their schedules: shares lie in [0, 1], depend on the round asked
// for alone, do not rise where Falling says so, and offers and votes are what
// the schedule says.
func Strategy(t *testing.T, s negotiation.Strategy, o Options) {
	t.Helper()
	report(t, strategyChecks(s, o))
}

// CheckStrategy returns the promises of Strategy that s breaks, joined, each a
// *Finding, or nil.
func CheckStrategy(s negotiation.Strategy, o Options) error { return findings(strategyChecks(s, o)) }

// Utility holds u to what every utility promises: all that Scenario checks, and
// that its values are finite, within four times a positive Scale, depend on the
// draw and the options alone, and are not disturbed by goroutines that share the
// Valuer. If the Valuer is Factored or Paired, that the value is the sum of the
// tables to within the grid, and that tables are filled and nothing else is.
func Utility(t *testing.T, u negotiation.Utility, o Options) {
	t.Helper()
	report(t, utilityChecks(u, o))
}

// CheckUtility returns the promises of Utility that u breaks, joined, each a
// *Finding, or nil.
func CheckUtility(u negotiation.Utility, o Options) error { return findings(utilityChecks(u, o)) }

// Protocol holds p to what every protocol promises: all that Scenario checks,
// among parties of several kinds, those that pass and those that take anything
// included; that everybody bound by a deal proposed or took it, and that the
// talks end with it. If p is Stacked, that its order has every seat once.
func Protocol(t *testing.T, p negotiation.Protocol, o Options) {
	t.Helper()
	report(t, protocolChecks(p, o))
}

// CheckProtocol returns the promises of Protocol that p breaks, joined, each a
// *Finding, or nil.
func CheckProtocol(p negotiation.Protocol, o Options) error { return findings(protocolChecks(p, o)) }

// Package negotest holds the promises that the parts of a negotiation make, as
// suites that a user's own parts can be held to: [Utility], [Strategy],
// [Protocol] and [Scenario].
//
//	func TestContract(t *testing.T) {
//		negotest.Strategy(t, mine.TitForTat{}, negotest.Options{})
//	}
//
// Every promise is a subtest that says what it looked at. [CheckStrategy] and
// its relatives return the broken promises as an error instead, each a
// [*Finding], for those who want to know outside a test.
//
// A suite can find a broken promise; it cannot prove that one is kept. What it
// looks for: agreements below a reservation value, outcomes that are not
// feasible, memory that survives Reset, randomness from elsewhere than the
// stream, knowledge of what was never said, results that depend on the order in
// which parties are listed, promises of speed that do not hold.
//
// The package is for tests. It is not for measuring how good a strategy is.
package negotest

// Package negotiation describes a negotiation and plays it.
//
// A [Scenario] is plain data: issues and their options, parties with utilities,
// rules on what may be agreed, a protocol. [Scenario.Compile] checks all of it
// and returns a [Program]; a program seats a [Session]; a session plays one
// replication after another and returns a [Record] of each. Data flows that way
// only, and all errors end at Compile: it reports every fault at once, each with
// its path, and after it nothing can fail.
//
// # What is drawn, what is known
//
// Every number may be a [Quantity], a quantile function. In each replication
// nature draws the quantities, decides which constraints bind, and with that
// which outcomes are feasible. Rules that bind are common knowledge at the
// table: nobody proposes what is ruled out. Values, reservation values and
// beliefs are private: an agent sees its own through its [View], and a mediator
// sees noisy pictures through its [MediatorView].
//
// # What utilities may look like
//
// A [Factored] utility is a sum of one number per issue, and its outcomes are
// never listed: domains of a million outcomes cost little more than of a
// thousand. A [Paired] one adds numbers for pairs of issues, and any other
// [Valuer] is asked for every outcome; both are limited to [DenseOutcomes].
// Values are rounded to a grid of 2^-40 of the utility's scale, option by
// option, so that sums are exact and ties are real; they go to the lowest
// outcome.
//
// # Determinism
//
//  1. A replication is a function of the program, the seed and its index. No
//     clock, global generator or map order reaches it.
//  2. Every purpose has its own stream of the Philox4x64-10 generator, keyed by
//     (seed, seed xor FNV-1a-64 of the purpose) and addressed by (word,
//     replication, substream, 0). The purposes are "parameters", whose word j
//     draws column j; "protocol"; "agent", with the seat as substream;
//     "mediator", with the seat it looks at; "dynamics"; and "aftermath".
//     Changing one party's strategy moves nobody else's dice.
//  3. A quantity keeps its column whatever it is replaced by, so two programs
//     that differ by [Program.With] share all other draws.
//  4. Numbers come from the library's own arithmetic and carry the same bits on
//     every architecture, unless a quantity of a foreign type takes part
//     ([Program.Portable]).
//
// The package is not for replicating, counting or estimating: see montecarlo.
package negotiation

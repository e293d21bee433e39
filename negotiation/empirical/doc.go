// Package empirical asks which ways of bargaining survive when every party may
// choose its own: it simulates every combination of strategies, makes the mean
// payoffs a normal-form game, and solves that.
//
// [Study] simulates and returns a [Table] of payoffs with their errors;
// [Table.Analyse] finds equilibria, regrets and the evolutionary ranking, and
// carries the uncertainty of the table through to how often each of them holds.
// All profiles are played on common random numbers, so that what differs
// between two of them is the strategy and not the luck. A study can be
// interrupted and taken up again, and comes to the same bytes for any number of
// workers.
//
// The package is not for games whose payoffs are known: see game.
//
// Wellman, M. (2006). Methods for empirical game-theoretic analysis. AAAI 2006,
// 1552-1555.
package empirical

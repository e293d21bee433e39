// Package solution holds the axiomatic and cooperative side of bargaining theory:
// exact answers about who should get what, from payoffs alone.
//
// A Problem is a payoff set and a disagreement point. The set is one of three:
//
//   - Outcomes, finitely many settlements (no lotteries);
//   - Mixtures, all lotteries over finitely many settlements, that is, their
//     convex hull;
//   - Curve, the frontier of a two-party problem as a formula.
//
// A Concept is a rule that picks a Point of a Problem: Nash, KalaiSmorodinsky,
// KalaiSmorodinskySpread, Egalitarian, Proportional, Utilitarian,
// RelativeUtilitarian, Leximin, EqualLoss, EqualArea, Raiffa and PerlesMaschler.
// A Concept of a user's own stands beside them as an equal.
//
// Around the concepts stand the Pareto frontier (Pareto, MixedPareto), the zone of
// possible agreement (FindZone), measures of conflict and of quality (Opposition,
// Conflict, Yardstick, Distance, FrontierDistance), attitudes to risk (Attitude,
// Problem.Under), and fair division (AdjustedWinner). A Game is a cooperative game
// with transferable utility; it has a core, a least core, a nucleolus, and the
// values of Shapley and Banzhaf. VotingPower counts instead of listing.
//
// Large domains are rarely listed: Additive answers the same questions about
// sums of tables over a product of option sets without enumerating the product,
// and without allocating, so that it fits inside a Monte Carlo loop.
//
// # Conventions
//
// Payoffs are n×m: row i belongs to party i, column o to outcome o, in any
// utility unit. Sets are individually rational before they are anything else: a
// concept looks only at what no party likes less than disagreement. Ties go to
// the lowest outcome, never to chance. Payoffs must be finite and at most 1e100
// in size; faults are returned together, as errors with the prefix "solution".
// Every linear program is certified by a feasible dual solution of equal value,
// and recomputed in exact rational arithmetic where floating point cannot
// certify it.
//
// Everything here is a pure function of its arguments. Values of this package
// may be shared between goroutines unless they are workspaces (Additive).
//
// The package knows nothing of issues, parties in a room, protocols or time; the
// equilibria of bargaining games are elsewhere.
//
// Thomson, W. (1994). Cooperative models of bargaining. Handbook of Game Theory 2,
// 1237–1284. https://doi.org/10.1016/S1574-0005(05)80067-0
package solution

// Package bargain holds the closed forms and the computed equilibria of
// bargaining theory: what strategic models of talks, votes, screening, attrition
// and war predict, on plain numbers.
//
// Each model is a struct whose exported fields are the parameters of the paper,
// and whose Solve method returns a typed result. Solve checks the assumptions
// first and returns every fault at once, each naming its field and the range
// that is wanted; such errors match ErrInput. Where the numbers are sound but the
// model's conclusion does not follow from them, the error matches ErrScope.
// Nothing here panics on a value, draws a number, reads a clock or depends on
// the order of a map; the same parameters give the same result.
//
// Results carry a Certificate: the slack of every acceptance, incentive and
// participation constraint and the residual of the defining equations,
// recomputed from the result by code that shares nothing with the solver but the
// payoffs. A certificate that does not hold is returned, never hidden.
//
// Parties are numbered from 0. Where a paper says player 1, read party 0.
// Payoffs are in utility units, pies are of size one unless a field says
// otherwise, and a discount is the worth today of one unit in the next period.
//
// Anchors replays the published and derived figures that the models must
// reproduce.
//
// The package is not for simulating talks: the engine in package negotiation
// does that, and its averages are compared with the results found here. It knows
// nothing of solution concepts on payoff sets either, which live in the
// neighbouring package solution.
package bargain

// Package game solves finite games in normal and extensive form.
//
// A game is described, compiled, solved and certified, in that order:
//
//   - [Table] and [Tree] are plain descriptions; [NewNormal] and [Tree.Compile]
//     turn them into an immutable [Normal] or [Extensive], which is safe to
//     share. [ParseNFG] and [ParseEFG] read the strategic and extensive
//     formats of the Gambit project, [Normal.WriteNFG] and [Extensive.WriteEFG]
//     write them.
//   - Payoffs and chances are [Number] values: exact rationals or floats.
//     Methods on polytopes (dominance, pure and extreme equilibria,
//     Lemke-Howson, sequence form) answer in exact rationals; methods on
//     curves (quantal response, regret minimisation, dynamics) in float64.
//   - Every answer carries a [Certificate] that was recomputed from the game
//     itself by code the solvers do not use: regret per player, residual of
//     the defining equations, violation of feasibility.
//
// # Which method
//
//	question                                          function
//	which strategies can be dropped                   Eliminate
//	pure equilibria                                   Pure, PureBehaviour
//	all extreme equilibria, two players               Extreme
//	one equilibrium, two players, any size            LemkeHowson
//	all equilibria, n players, small                  Supports
//	one equilibrium, n players, larger                Homotopy
//	two-player tree, constant sum                     ZeroSum
//	two-player tree, general sum                      Sequence
//	subgame perfection                                SubgamePerfect
//	does an equilibrium rest on an incredible threat  CheckRationality, SurveyTree
//	noisy players                                     NormalLogit, AgentLogit
//	how noisy were these players                      Logit.Estimate
//	mediated play                                     Correlated
//	commitment                                        Commit
//	large two-player constant-sum trees               CFR
//	which strategies survive a tournament             Replicator, AlphaRank
//
// # Failure
//
// A method that cannot give a right answer says so: a [*SizeError] names the
// method that would do, [ErrRecall] a game without perfect recall,
// [ErrPlayers] a wrong number of players. Degenerate games are solved exactly
// or, where a method only sees isolated points, reported as incomplete. Long
// computations take a [context.Context] and return its error when cancelled.
//
// # Determinism
//
// Results depend on the arguments only. Where randomness is used the caller
// hands in a seed. Ties go to the lowest index.
//
// This package is not for repeated games of unknown length, stochastic games
// or games with continuous strategies.
package game

// Package calibrate holds a scenario against what happened.
//
// A [Backtest] asks a program for the probability of every dated target of its
// scenario, refuses programs that know what came after their vintage, and prints
// the Brier and the logarithmic score beside those of the base rates, with the
// warnings that belong to them. [Rejection] and [Sequential] turn the question
// round: which values of the uncertain quantities are in keeping with what was
// seen? They are approximate Bayesian computation, and show every posterior
// beside its prior.
//
// [Jeffreys], [Hazard] and [Elapsed] are the outside view, and the rates of
// [Rates] the counted cases behind it.
//
// One war is one path: a score on it can show over-optimism, never calibration.
package calibrate

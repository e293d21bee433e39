// Package factored answers exact questions about sums of integer tables over a
// product of option sets, without ever listing the product.
//
// An outcome picks one option per issue and is numbered densely in mixed radix,
// the last issue fastest. A table gives each option of each issue an integer;
// the value of an outcome is the sum of its options' entries, exact and
// independent of the order of summation. A Space says which options are allowed
// and which combinations of options (boxes) are forbidden in the case at hand.
//
// The package knows numbers only: whose value a table holds, and why a box is
// forbidden, is known on higher floors. Nothing here allocates once its scratch
// has grown, nothing is safe for concurrent use except Shape, Layout and Ranked,
// and ties always go to the lowest outcome number.
package factored

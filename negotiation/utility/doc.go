// Package utility holds the utilities that parties of a negotiation may have.
//
// [Additive] is the weighted sum that most models use and that the engine plays
// without listing outcomes; [Interacting] adds pairwise synergies between
// issues; [Table] names the value of every outcome. [Commitment] wraps a sum and
// discounts gains that another party must deliver by the belief in its
// performance. Any type with a Bind method is a utility beside these.
//
// The package is not for attitudes to risk, which belong to the party
// ([negotiation.Risk]), nor for what a party thinks another one wants
// ([negotiation.Estimate]).
package utility

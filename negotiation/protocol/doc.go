// Package protocol holds the rules of the table: who speaks when and what seals
// a deal.
//
// [Alternating] is stacked alternating offers for any number of parties, in
// which everybody speaks in every round, and [Turns] is alternating offers with
// one offer a round. [Recognition] lets chance decide who proposes and a quota of
// votes what passes. [Ultimatum] is one offer. [Demands] and [SealedBids] are
// simultaneous: claims to a settlement, and bids of a price. [Mediated] is a
// single negotiating text that a mediator drafts and the parties vote on. Any
// type with a Chair method is a protocol beside these.
package protocol

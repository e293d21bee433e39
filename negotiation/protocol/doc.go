// Package protocol holds the rules of the table: who speaks when and what seals
// a deal.
//
// [Alternating] is stacked alternating offers for any number of parties;
// [Mediated] is a single negotiating text that a mediator drafts and the parties
// vote on. Any type with a Chair method is a protocol beside these.
package protocol

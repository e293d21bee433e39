// Package actors is the catalogue of powers that appear in the library's
// scenarios: who they are, how patient they are, how they bear risk, how they
// bargain, and how far they believe that others perform what they sign.
//
// An [Actor] is what a power brings to every table; a negotiation.Party is what
// sits at one. [Actor.Cut] makes the second from the first: it converts patience
// to the length of a round and leaves out beliefs about powers that are absent.
// What a party wants of the issues at hand, and what it has without a deal,
// belong to the scenario.
//
// Actors are offices and delegations, not persons. Nearly all of the numbers are
// judgement of the vintage of 25 March 2025; each says so and says why. The
// package is not a source about the world.
package actors

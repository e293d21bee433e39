// Package strategy holds ways to bargain: how much to demand when, what to
// propose, what to accept.
//
// [TimeDependent] concedes along a schedule, from Boulware to Conceder;
// [HardLiner] never moves; [Random] proposes anything acceptable. [Stationary],
// [Rubinstein], [Lottery] and [LinearBid] are equilibrium strategies of models in
// package bargain: the same in every round, shares computed from beliefs about
// patience, mixtures over coalitions, bids linear in a private value. Any type with
// an Agent method is a strategy beside these. An agent that follows a schedule
// should implement [negotiation.Conceder]: the engine then plays it without
// asking, an order of magnitude faster, with the same result.
package strategy

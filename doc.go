// Package parley is the map of a library that simulates negotiations: who sits
// at the table, about what, under which rules, and how far such talks get when
// they are played a great many times under stated uncertainty.
//
// It is a model, not a prediction. Its parameters are judgements, each shown
// with its source, and its output is what those judgements imply. It cannot say
// what will happen; it can say which assumptions a conclusion needs.
//
// This package itself holds nothing but [Version] and this page.
//
// # One way through
//
// A scenario is compiled into a program; a program seats a session; a session
// plays a record; records are counted into a result; a result is told as a
// report. Data flow that way only:
//
//	scenarios ──► Scenario ──Compile──► Program ──NewSession──► Session ──Play──► Record
//	              plain data    │       immutable   one per     mutable           a few words
//	actors ─────► Party         │       shared      worker                           │
//	                            errors end here                                      ▼
//	report ◄───────────────── Result ◄─────────────────────── montecarlo.Simulation.Run
//
// Left of Compile everything may be wrong, and every fault is returned at once,
// each with the path of the value that caused it. Right of it nothing can be
// wrong, and nothing returns an error until a run is cancelled.
//
// # Where things are
//
// The nouns, the contracts and the referee live in one room, and whatever there
// will be more of stands around it behind interfaces of one to three methods,
// so that a strategy or a protocol of your own is the equal of ours.
//
// What is negotiated:
//
//   - [github.com/parleylab/parley/negotiation]: issues, domains, constraints,
//     quantities, parties; scenarios and how they are compiled and played.
//   - [github.com/parleylab/parley/negotiation/utility]: what an agreement is
//     worth to a party.
//   - [github.com/parleylab/parley/negotiation/strategy]: how a party concedes,
//     proposes and accepts.
//   - [github.com/parleylab/parley/negotiation/protocol]: who speaks when, and
//     what seals a deal.
//   - [github.com/parleylab/parley/negotiation/dynamics]: what happens around the
//     table meanwhile: fighting, deadlines, the risk that somebody walks out.
//   - [github.com/parleylab/parley/negotiation/aftermath]: what becomes of a deal:
//     consent at home and abroad, entry into force, compliance, extension.
//   - [github.com/parleylab/parley/negotiation/solution]: where a settlement
//     would lie by the axioms: the Pareto frontier, the zone of possible
//     agreement, Nash, Kalai and Smorodinsky.
//   - [github.com/parleylab/parley/negotiation/game]: finite games in normal and
//     extensive form, and their equilibria.
//   - [github.com/parleylab/parley/negotiation/bargain]: what the theory of
//     bargaining predicts of talks, votes, screening, attrition and war.
//
// The work done with it:
//
//   - [github.com/parleylab/parley/negotiation/montecarlo]: many replications,
//     the same bytes for any number of workers, with intervals and comparisons.
//   - [github.com/parleylab/parley/negotiation/empirical]: which strategies
//     survive when every party may choose.
//   - [github.com/parleylab/parley/negotiation/calibrate]: a scenario against what
//     happened: dated targets, scores beside the base rates, posteriors.
//   - [github.com/parleylab/parley/negotiation/validate]: the figures of the theory
//     replayed, with certificates.
//   - [github.com/parleylab/parley/negotiation/report]: a result as text or data.
//   - [github.com/parleylab/parley/negotiation/negotest]: the suites that a
//     utility, strategy, protocol or scenario must pass, ours or yours.
//
// The world it is about:
//
//   - [github.com/parleylab/parley/actors]: powers with traits and sources, from
//     which a party is cut to measure.
//   - [github.com/parleylab/parley/scenarios]: the shipped scenarios and their
//     schools of thought, and the reader of your own files.
//
// The command is in cmd/parley, runnable programs are in examples, and the
// reasons for what is as it is are in docs/adr.
//
// # The floors
//
// A package imports only lower floors; neighbours on a floor never meet; and the
// wing that knows the world and the wing that does the counting never meet below
// the top, so that a political scientist can review the one and a statistician
// the other. A test holds the table and fails on any other arrow.
//
//	7   examples   cmd                            sees both wings
//	6                        report
//	5   scenarios            calibrate    validate
//	4     actors             montecarlo   negotest
//	     └─ world wing ──┐   ┌── work wing ──┘
//	3     utility  strategy  protocol  dynamics  aftermath
//	2                 negotiation                 nouns, contracts, referee
//	1         solution   game   bargain           mathematics on payoffs
//	0                  internal                   numbers
//
// # The words
//
// Each has one meaning throughout. An issue is one question on the table and an
// option one way to settle it; an outcome is a complete settlement and a domain
// all outcomes that constraints allow. A quantity is a number that we may not
// know, given by its quantile function. A party is a side in a scenario, an
// actor a real power from which parties are cut, and a school a named patch on a
// scenario's quantities: one school of thought about the conflict. A strategy is
// a recipe and an agent the mind it makes for one seat; likewise a protocol and
// the chair that runs a table by it. A belief is a prior about another party,
// which may be wrong on purpose; a view is what one agent may know. A rung is
// how far up the ladder from no zone of agreement to a lasting deal one
// replication got. A vintage is the day a scenario's knowledge ends.
//
// # What is promised
//
// A replication is a pure function of program, seed and index: no clock, no
// global generator, no map order. Each purpose draws from its own addressed
// stream, so changing one party's strategy does not move another's dice. For one
// [Version] the bits are the same for any number of workers, any split into
// parts and any interruption, and on every architecture, but for programs that
// use a foreign quantile function, which say so in their manifest.
package parley

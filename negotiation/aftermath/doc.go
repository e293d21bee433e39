// Package aftermath holds what becomes of a deal.
//
// A [Ladder] lets a deal climb from announced to consented, in force, held to
// term, extended and broadened. Each rung is a process of its own with its own
// quantities and its own reasons for failing, so that a result can name the
// party and the rule that stopped it:
//
//   - [Condition]: a party at or outside the table lets the deal get no further
//     unless it holds something;
//   - [Ratification]: a public or a parliament has to agree, by poll shares;
//   - [Delivery]: somebody has to do what was promised;
//   - [Entry]: entry into force may slip until it is too late;
//   - [Durability]: a Weibull hazard with covariates decides how long it holds;
//   - [Trust]: breaches and kept promises on one issue move the trust in that
//     issue, and only in that, by Bayes' rule;
//   - [Step]: extension and broadening.
//
// Every process reads its own words of the "aftermath" stream at fixed places,
// so that two programs that differ in one quantity stay paired in all others.
//
// Any type with a Course method is an aftermath beside this one.
package aftermath

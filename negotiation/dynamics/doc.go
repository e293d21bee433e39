// Package dynamics holds what happens around a table while the talks go on.
//
// [Hostilities] are the fighting: drones launched and shot down, a front that
// moves, shocks that fade; they move reservation values between rounds.
// [Deadline] is a date that may or may not be meant, and slips if it is not.
// [Breakdown] is the chance in every round that somebody walks out. [Joint] runs
// several of them beside one table. Any type with a Process method is a dynamics
// beside these.
//
// Every part reads a fixed number of words of the "dynamics" stream in every
// step, so that a change of one quantity moves no other draw, and two runs that
// differ in one of them stay paired.
package dynamics

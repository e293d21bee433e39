// Package report tells what a run came to: as text for people, as CSV and JSON
// for programs, one replication as a story, and the assumptions as a table.
//
// No report prints a probability alone. Beside each stand its interval, the
// spread between the schools of thought that were run, and the base rate that
// the scenario names. Intervals are about sampling error only: how wrong the
// assumptions may be is what the spread between schools hints at.
package report

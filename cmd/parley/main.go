// Command parley simulates negotiations from the command line.
//
//	parley list                             the scenarios that come with it
//	parley explain SCENARIO                 every assumption, with its source
//	parley run SCENARIO                     how far the talks get, by school of thought
//	parley trace SCENARIO --replication N   one replication as a story
//	parley check FILE                       what is wrong with a scenario file
//	parley merge FILE...                    join the JSON of part runs
//	parley validate [PREFIX...]             the anchors of the theory, replayed
//	parley version                          what this is
//
// SCENARIO is the name of a shipped scenario or the path of a file: what holds a
// slash or ends in .json is a path.
//
// Results go to the standard output, or to the file named by -o, which is replaced
// in one step when all is done and never before. Everything else goes to the
// standard error, each line of an error after "parley: ". The exit status is 0 if
// all went well, 1 if a run failed or was interrupted or an anchor fails, and 2 if
// the request cannot be met: unknown words, quantities out of range, unreadable
// files. All faults of a request are reported together.
//
// The results are those of a model. They tell which assumptions a conclusion
// needs, never what will happen.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	a := &app{out: os.Stdout, err: os.Stderr, terminal: isTerminal(os.Stderr), shelf: library}
	os.Exit(a.run(ctx, os.Args[1:]))
}

// isTerminal reports whether f is a terminal that can move its cursor.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

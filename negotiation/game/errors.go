package game

import (
	"errors"
	"fmt"
)

// Errors that callers may test for with [errors.Is].
var (
	// ErrRecall is returned by methods that need perfect recall when a player
	// forgets what he knew or did.
	ErrRecall = errors.New("game: perfect recall is violated")
	// ErrPlayers is returned by methods for a fixed number of players.
	ErrPlayers = errors.New("game: wrong number of players for this method")
	// ErrConstantSum is returned by methods that need payoffs with a constant
	// sum.
	ErrConstantSum = errors.New("game: payoffs have no constant sum")
	// ErrProfile is returned when a strategy profile does not fit the game or
	// is not a probability distribution.
	ErrProfile = errors.New("game: profile does not fit the game")
	// ErrNumeric is returned when floating point arithmetic lost the thread
	// and no exact method could take over.
	ErrNumeric = errors.New("game: numerical breakdown")
)

// SizeError says that a game is too large for a method, and which other
// method would do.
type SizeError struct {
	Method string  // the method that was asked for
	Need   float64 // size of the task, in Unit
	Limit  float64 // largest size the method accepts
	Unit   string  // what is counted, for example "pure strategies"
	Use    string  // the method that would do
}

// Error implements the error interface.
func (e *SizeError) Error() string {
	return fmt.Sprintf("game: %s: %.6g %s, want at most %.6g; use %s", e.Method, e.Need, e.Unit, e.Limit, e.Use)
}

// SyntaxError says where and why a game file cannot be read.
type SyntaxError struct {
	Line, Column int    // position of the offending token, counted from one, in bytes
	Message      string // what was found and what was wanted
}

// Error implements the error interface.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("game: line %d, column %d: %s", e.Line, e.Column, e.Message)
}

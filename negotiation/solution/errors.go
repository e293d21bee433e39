package solution

import (
	"errors"
	"fmt"
)

// Sentinels wrapped by the errors of this package; test with errors.Is.
var (
	// ErrInput is wrapped by every error about malformed data: no parties, no
	// outcomes, ragged rows, numbers that are not finite or beyond 1e100,
	// weights that are not positive.
	ErrInput = errors.New("solution: invalid input")

	// ErrNoZone says that no point of the payoff set is at least as good as
	// disagreement for every party.
	ErrNoZone = errors.New("solution: no point is acceptable to every party")

	// ErrUnsupported says that the concept is not defined on this kind of
	// payoff set or for this number of parties.
	ErrUnsupported = errors.New("solution: concept not defined here")

	// ErrTooLarge says that the input exceeds what an exact method can solve.
	ErrTooLarge = errors.New("solution: too large for an exact method")

	// ErrUncertified says that a numerical answer failed its own verification.
	// The answer is withheld.
	ErrUncertified = errors.New("solution: answer could not be certified")

	// ErrEmptyImputations says that the grand coalition is worth less than its
	// members alone, so that no efficient payoff is individually rational.
	ErrEmptyImputations = errors.New("solution: no imputation exists")
)

// maxSize bounds payoffs so that differences and sums of them stay finite.
const maxSize = 1e100

// maxFaults is how many faults of one input are spelled out.
const maxFaults = 8

// faults collects what is wrong with an input, all of it at once.
type faults struct {
	list []error
	more int
}

func (f *faults) addf(format string, args ...any) {
	if len(f.list) >= maxFaults {
		f.more++
		return
	}
	f.list = append(f.list, fmt.Errorf("%w: "+format, append([]any{ErrInput}, args...)...))
}

func (f *faults) err() error {
	if f.more > 0 {
		f.list = append(f.list, fmt.Errorf("%w: and %d more faults", ErrInput, f.more))
		f.more = 0
	}
	return errors.Join(f.list...)
}

// number notes a fault if x is not finite or too large. It reports soundness.
func (f *faults) number(x float64, format string, args ...any) bool {
	if x >= -maxSize && x <= maxSize {
		return true
	}
	f.addf("%s is %v, want a finite number of at most 1e100 in size", fmt.Sprintf(format, args...), x)
	return false
}

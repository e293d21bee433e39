package negotiation

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/parleylab/parley/internal/spelling"
)

// ErrScenario is wrapped by every error that Compile and its relatives return:
// the description of the negotiation is at fault, not the program that reads it.
var ErrScenario = errors.New("negotiation: invalid scenario")

// ErrUnknownName is wrapped when a path, school, issue or option does not exist.
var ErrUnknownName = errors.New("negotiation: unknown name")

// A Fault is one thing that is wrong with a scenario.
type Fault struct {
	Path   string // where, such as "parties/russia/reservation"
	Reason string // what is wrong and what is wanted
}

// Error returns the path and the reason.
func (f Fault) Error() string { return f.Path + ": " + f.Reason }

// Unwrap returns ErrScenario.
func (f Fault) Unwrap() error { return ErrScenario }

// faults collects what is wrong, so that all of it is reported at once.
type faults struct{ list []error }

func (f *faults) add(path, format string, args ...any) {
	f.list = append(f.list, Fault{Path: path, Reason: fmt.Sprintf(format, args...)})
}

func (f *faults) addErr(path string, err error) {
	if err != nil {
		f.add(path, "%s", strings.ReplaceAll(err.Error(), "\n", "; "))
	}
}

func (f *faults) err() error { return errors.Join(f.list...) }

// checkName reports what makes name unfit to be a path segment.
func checkName(name string) error {
	if name == "" {
		return errors.New("the name is empty, want a lower-case word")
	}
	for _, r := range name {
		ok := r == '-' || r == '_' || r == '.' || unicode.IsDigit(r) || (unicode.IsLetter(r) && !unicode.IsUpper(r))
		if !ok {
			return fmt.Errorf("the name %q holds %q, want lower-case letters, digits, '-', '_' and '.'", name, r)
		}
	}
	return nil
}

// segment names element k of a list by its name, or by its position if it has none.
func segment(name string, k int) string {
	if name == "" {
		return fmt.Sprint(k)
	}
	return name
}

// unknown returns an error for a name that is not among candidates and suggests
// the nearest one.
func unknown(kind, name string, candidates []string) error {
	if s := spelling.Nearest(name, candidates); s != "" {
		return fmt.Errorf("%w: %s %q, did you mean %q?", ErrUnknownName, kind, name, s)
	}
	return fmt.Errorf("%w: %s %q", ErrUnknownName, kind, name)
}

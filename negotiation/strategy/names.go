package strategy

import (
	"errors"
	"fmt"
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// ErrUnknown is wrapped by ByName for a name that is none of Names.
var ErrUnknown = errors.New("strategy: unknown name")

// named lists the strategies that have a name of their own. The exponents are
// those by which the literature draws its curves, far from 1 on either side.
var named = []struct {
	name string
	s    negotiation.Strategy
}{
	{"boulware", TimeDependent{Exponent: negotiation.Exactly(0.2)}},
	{"linear", TimeDependent{Exponent: negotiation.Exactly(1)}},
	{"conceder", TimeDependent{Exponent: negotiation.Exactly(5)}},
	{"hardliner", HardLiner{}},
	{"random", Random{}},
}

// Names returns the names that ByName knows.
func Names() []string {
	out := make([]string, len(named))
	for i := range named {
		out[i] = named[i].name
	}
	return out
}

// ByName returns a strategy without free parameters: "boulware" (exponent 0.2),
// "linear" (1), "conceder" (5), "hardliner" or "random". The error wraps
// ErrUnknown and lists the names.
func ByName(name string) (negotiation.Strategy, error) {
	for _, n := range named {
		if n.name == name {
			return n.s, nil
		}
	}
	return nil, fmt.Errorf("%w %q, want one of %s", ErrUnknown, name, strings.Join(Names(), ", "))
}

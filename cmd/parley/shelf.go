package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parleylab/parley/negotiation"
)

// shelf is where scenarios come from.
type shelf struct {
	names  func() []string
	byName func(name string) (negotiation.Scenario, error)
	load   func(path string) (negotiation.Scenario, error)
}

// isPath reports whether a word on the command line is meant as a path.
func isPath(word string) bool {
	return strings.ContainsRune(word, '/') || strings.ContainsRune(word, filepath.Separator) ||
		strings.HasSuffix(word, ".json")
}

// find returns the scenario that a word on the command line means.
func (s shelf) find(word string) (negotiation.Scenario, error) {
	if isPath(word) {
		return s.open(word)
	}
	names := s.names()
	if slices.Contains(names, word) {
		return s.byName(word)
	}
	hint := didYouMean(word, names)
	if hint == "" {
		hint = fmt.Sprintf(", want one of %s, or the path of a file", strings.Join(names, ", "))
	}
	if _, err := os.Stat(word); err == nil {
		hint = fmt.Sprintf("; if the file of that name is meant, write ./%s", word)
	}
	return negotiation.Scenario{}, fmt.Errorf("there is no scenario %q%s", word, hint)
}

// open reads a scenario file. What the system says about a file that cannot be
// read is shortened to path and reason.
func (s shelf) open(path string) (negotiation.Scenario, error) {
	sc, err := s.load(path)
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		return sc, fmt.Errorf("%s: cannot be read: %v", path, pe.Err)
	}
	return sc, err
}

package scenarios

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parleylab/parley/internal/spelling"
	"github.com/parleylab/parley/negotiation"
)

// MaxFile is the size in bytes of the largest file that Decode reads, 16 MiB.
const MaxFile = 16 << 20

// A FileFault is one thing that is wrong with a scenario file, and where.
type FileFault struct {
	File   string // as given to Load; "" for Decode
	Line   int    // from 1
	Column int    // in characters, from 1
	Path   string // such as "parties/russia/reservation"; "" for the file as a whole
	Reason string // what is wrong and what is wanted
}

// Error returns file, line, column, path and reason in the form that compilers
// use.
func (f *FileFault) Error() string {
	var b strings.Builder
	if f.File != "" {
		b.WriteString(f.File)
		b.WriteByte(':')
	} else {
		b.WriteString("line ")
	}
	fmt.Fprintf(&b, "%d:%d: ", f.Line, f.Column)
	if f.Path != "" {
		b.WriteString(f.Path)
		b.WriteString(": ")
	}
	b.WriteString(f.Reason)
	return b.String()
}

// Unwrap returns negotiation.ErrScenario.
func (f *FileFault) Unwrap() error { return negotiation.ErrScenario }

// maxFaults is how many faults of one file are listed.
const maxFaults = 100

// finder turns offsets into lines and columns, and gathers faults.
type finder struct {
	file   string
	data   []byte
	faults []*FileFault
	more   int // faults beyond maxFaults
}

func (f *finder) fault(at int, path, format string, args ...any) *FileFault {
	before := f.data[:min(at, len(f.data))]
	line := bytes.Count(before, []byte("\n"))
	start := bytes.LastIndexByte(before, '\n') + 1
	return &FileFault{
		File: f.file, Line: line + 1, Column: utf8.RuneCount(before[start:]) + 1,
		Path: path, Reason: fmt.Sprintf(format, args...),
	}
}

func (f *finder) add(at int, path, format string, args ...any) {
	if len(f.faults) == maxFaults {
		f.more++
		return
	}
	f.faults = append(f.faults, f.fault(at, path, format, args...))
}

// err returns the faults found, joined in the order of the file.
func (f *finder) err() error {
	slices.SortStableFunc(f.faults, func(a, b *FileFault) int {
		return cmp.Or(a.Line-b.Line, a.Column-b.Column)
	})
	var list []error
	for _, fault := range f.faults {
		list = append(list, fault)
	}
	if f.more > 0 {
		list = append(list, fmt.Errorf("%w: and %d more faults", negotiation.ErrScenario, f.more))
	}
	return errors.Join(list...)
}

// longestName is the longest name that a suggestion is sought for: what a damaged
// file holds in place of a name may be of any length.
const longestName = 64

// nearest returns the candidate that name may have been meant for, or "".
func nearest(name string, candidates []string) string {
	if len(name) > longestName {
		return ""
	}
	return spelling.Nearest(name, candidates)
}

// meant returns a hint: the nearest candidate, or all of them if there are few.
func meant(name string, candidates []string) string {
	if s := nearest(name, candidates); s != "" {
		return fmt.Sprintf(", did you mean %q?", s)
	}
	if len(candidates) == 0 || len(candidates) > 24 {
		return ""
	}
	return ", want one of " + strings.Join(candidates, ", ")
}
